"""The village's years: all decades on one page, and a page of each with its ten years."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from math import sqrt
from pathlib import PurePosixPath

from archive.index.timeline import Decade, Entry, Lane
from archive.model.dates import When
from archive.model.event import Event
from archive.model.kinds import Kind, RecordId
from archive.model.page import Page
from archive.render.addresses import TIMELINE_PAGE, browse_page, decade_page, relative
from archive.render.cards import Card, say_when
from archive.render.fingerprint import fingerprint
from archive.render.metadata import render_list_head
from archive.render.page_links import PageLinks
from archive.render.puzzle_pieces import shorten
from archive.render.surroundings import Surroundings
from archive.values import dataclass

LANES: dict[Lane, tuple[str, Kind]] = {
    Lane.EVENT: ("Happened", Kind.EVENT),
    Lane.BUILT: ("Built", Kind.PLACE),
    Lane.GONE: ("Gone", Kind.PLACE),
    Lane.TOLD: ("Told", Kind.PUZZLE),
    Lane.PHOTO: ("Photographed", Kind.PHOTO),
    Lane.OBJECT: ("Made", Kind.OBJECT),
    Lane.PAPER: ("Written", Kind.DOCUMENT),
}
"""What is said of the entries of a lane (English), and the list that has all of them."""
MOST = 48
"""Entries of one lane on the page of a decade; the list of their kind has the others."""
MOST_TELLINGS = 8
MOST_MARKS = 12
"""Marks of one lane above a decade; more of them say no more."""
NAMES = 3
"""Events that name a decade."""
QUOTE = 64
HIGHEST = 110
"""Of the decade with most, on the home page."""
BARS = 6
"""Bars that stand side by side."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of years in which something lies: rows of the page, and how its ends are drawn."""

    lane: Lane
    column: int
    top: int
    bottom: int
    fades_in: bool
    """It may have begun before."""
    fades_out: bool


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry as the page says it."""

    lane: Lane
    card: Card
    href: str
    when: str
    is_sure: bool
    words: str = ""
    who: str = ""
    sound: str | None = None
    start: float = 0.0
    end: float = 0.0


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of one lane in one year."""

    lane: Lane
    name: str
    entries: tuple[ShownEntry, ...]


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year with what it has; ``year`` is None for what lies somewhere in these years."""

    year: int | None
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """How many entries of a lane a decade has: so many marks, and the number where there are
    more."""

    lane: Lane
    name: str
    drawn: int
    number: int


@dataclass(frozen=True, slots=True)
class DecadeLink:
    """A decade beside the others."""

    start: int | None
    label: str
    href: str
    marks: tuple[Marks, ...] = ()
    names: tuple[str, ...] = ()
    born: int = 0
    gap: bool = False
    """Whether there is a stretch of years before it of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Years:
    """A decade on the home page: how much there is of it, as a height in px, and one event."""

    label: str
    href: str
    high: int
    name: str


def years_in(links: PageLinks, around: Surroundings) -> tuple[Years, ...]:
    """Every decade, as the home page shows them; ``links`` may speak of every event."""
    decades = around.timeline.decades
    most = max((len(decade.entries) for decade in decades), default=0)
    found = []
    for decade in decades:
        events = [entry.record for entry in decade.entries if entry.lane is Lane.EVENT]
        events.sort(key=lambda event: not _is_anchor(around, event))
        found.append(
            Years(
                _label(links, decade),
                relative(decade_page(decade.start), page=links.inner),
                round(HIGHEST * sqrt(len(decade.entries) / most)) if most else 0,
                links.card(events[0]).title if events else "",
            )
        )
    return tuple(found)


def _label(links: PageLinks, decade: Decade) -> str:
    """1950年代, or what stands before the first of them."""
    if decade.start is None:
        return links.t("Earlier")
    return links.t("{decade}s", decade=decade.start)


def _is_anchor(around: Surroundings, record: RecordId) -> bool:
    event = around.archive.records[record]
    return isinstance(event, Event) and event.is_anchor


def timeline_pages(around: Surroundings) -> Iterator[Page]:
    """The page of all decades and that of each; none where nothing has a time."""
    decades = around.timeline.decades
    if not decades:
        return
    overview = TimelineContext(around)
    print_ = fingerprint(around.digest, overview.decades)
    yield Page(around.place(TIMELINE_PAGE), print_, overview.render)
    starts = [decade.start for decade in decades]
    for number, decade in enumerate(decades):
        context = DecadeContext(around, number)
        cards = [around.card_digest(record) for record in context.spoken_of]
        print_ = fingerprint(around.digest, decade, starts, cards)
        yield Page(around.place(decade_page(decade.start)), print_, context.render)


class _Years(PageLinks):
    """What both pages have."""

    def __init__(
        self, around: Surroundings, inner: PurePosixPath, *, within: Iterable[RecordId]
    ) -> None:
        super().__init__(around, inner, within=within)
        self._decades = around.timeline.decades

    def label(self, decade: Decade) -> str:
        """Its name."""
        return _label(self, decade)

    def link_to(self, decade: Decade) -> str:
        """The page of a decade."""
        return relative(decade_page(decade.start), page=self.inner)

    @property
    def all_years(self) -> str:
        """The page of all decades."""
        return relative(TIMELINE_PAGE, page=self.inner)

    def lane_name(self, lane: Lane) -> str:
        """Happened, built, gone …"""
        return self.t(LANES[lane][0])

    def _fill(self, title: str, template: str, back: str) -> str:
        content = self._around.environment.get_template(template).render(p=self)
        return self._around.shell.fill(
            self.slots(
                title=title,
                head=render_list_head(
                    title, site=self.site, kind="CollectionPage", address=str(self.path)
                ),
                content=content,
                back=back,
                page="page-timeline",
            )
        )


class TimelineContext(_Years):
    """What the template of all decades may ask."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, TIMELINE_PAGE, within=around.archive.records)

    def render(self) -> str:
        """The whole page."""
        return self._fill(self.t("The village's years"), "timeline.html", self.home)

    @cached_property
    def decades(self) -> tuple[DecadeLink, ...]:
        """Every decade, oldest first."""
        before: int | None = None
        found = []
        for decade in self._decades:
            has_gap = before is not None and decade.start is not None and decade.start > before + 10
            found.append(self._decade(decade, gap=has_gap))
            before = decade.start
        return tuple(found)

    def _decade(self, decade: Decade, *, gap: bool) -> DecadeLink:
        counted = ((lane, decade.count(lane)) for lane in LANES)
        marks = tuple(
            Marks(lane, self.lane_name(lane), min(number, MOST_MARKS), number)
            for lane, number in counted
            if number
        )
        return DecadeLink(
            decade.start,
            self.label(decade),
            self.link_to(decade),
            marks,
            tuple(self._names(decade)),
            len(decade.born),
            gap,
        )

    def _names(self, decade: Decade) -> Iterator[str]:
        """The events that name it: those by which other things are dated come first."""
        events = [entry for entry in decade.entries if entry.lane is Lane.EVENT]
        events.sort(key=lambda entry: not _is_anchor(self._around, entry.record))
        chosen = {entry.record for entry in events[:NAMES]}
        for entry in decade.entries:
            if entry.lane is Lane.EVENT and entry.record in chosen:
                yield self.card(entry.record).title

    @property
    def lanes(self) -> tuple[tuple[Lane, str], ...]:
        """The sorts of entries that occur, for the legend."""
        found = {mark.lane for decade in self.decades for mark in decade.marks}
        return tuple((lane, self.lane_name(lane)) for lane in LANES if lane in found)


class DecadeContext(_Years):
    """What the template of one decade may ask."""

    def __init__(self, around: Surroundings, number: int) -> None:
        self._number = number
        self._decade = around.timeline.decades[number]
        self._chosen = tuple(_chosen(self._decade))
        self.spoken_of = tuple(_spoken_of(self._decade, self._chosen))
        super().__init__(around, decade_page(self._decade.start), within=self.spoken_of)

    def render(self) -> str:
        """The whole page."""
        return self._fill(self.title, "decade.html", self.all_years)

    @property
    def title(self) -> str:
        """Its name."""
        return self.label(self._decade)

    @property
    def start(self) -> int | None:
        """Its first year."""
        return self._decade.start

    @property
    def before(self) -> DecadeLink | None:
        """The decade before this one of which something is known."""
        return self._neighbour(self._number - 1)

    @property
    def after(self) -> DecadeLink | None:
        """The next one."""
        return self._neighbour(self._number + 1)

    def _neighbour(self, number: int) -> DecadeLink | None:
        if not 0 <= number < len(self._decades):
            return None
        decade = self._decades[number]
        return DecadeLink(decade.start, self.label(decade), self.link_to(decade))

    @property
    def all_decades(self) -> tuple[DecadeLink, ...]:
        """Every decade, to go to."""
        return tuple(
            DecadeLink(decade.start, self.label(decade), self.link_to(decade))
            for decade in self._decades
        )

    @property
    def born(self) -> tuple[Card, ...]:
        """Who was born in it."""
        return tuple(self.card(person) for person in self._decade.born[:MOST])

    @property
    def tellings(self) -> tuple[Card, ...]:
        """The interviews that tell of these years."""
        return tuple(self.card(one) for one in self._decade.tellings[:MOST_TELLINGS])

    @property
    def left_out(self) -> tuple[tuple[str, int, str], ...]:
        """Lanes of which not all stand here: name, how many there are, and the list of them."""
        found = []
        for lane, (_, kind) in LANES.items():
            number = self._decade.count(lane)
            if number > MOST:
                target = relative(browse_page(kind), page=self.inner)
                found.append((self.lane_name(lane), number, target))
        return tuple(found)

    # The years

    @cached_property
    def rows(self) -> tuple[YearRow, ...]:
        """What lies somewhere in these years, then the years that have something."""
        start = self._decade.start
        years: list[int | None] = [None]
        if start is None:
            years += sorted({year for entry in self._chosen if (year := entry.year) is not None})
        else:
            years += range(start, start + 10)
        by_year: dict[int | None, list[Entry]] = {year: [] for year in years}
        for entry in self._chosen:
            by_year[self._row_of(entry)].append(entry)
        return tuple(YearRow(year, tuple(self._groups(by_year[year]))) for year in years)

    def _row_of(self, entry: Entry) -> int | None:
        """The year an entry stands at: its own, or the first that it may be of."""
        start = self._decade.start
        if entry.is_sure or start is None:
            return entry.year
        is_wide = entry.first is None or entry.first < start
        is_wide |= entry.first == start and (entry.last is None or entry.last >= start + 9)
        return None if is_wide else entry.first

    def _groups(self, entries: Sequence[Entry]) -> Iterator[Group]:
        for lane in LANES:
            shown = tuple(self._shown(entry) for entry in entries if entry.lane is lane)
            if shown:
                yield Group(lane, self.lane_name(lane), shown)

    def _shown(self, entry: Entry) -> ShownEntry:
        card = self.card(entry.record)
        href = self.url(entry.record) + (f"#{entry.anchor}" if entry.anchor else "")
        when = self._when(entry)
        if entry.clip is None:
            return ShownEntry(entry.lane, card, href, when, entry.is_sure)
        narrator = entry.narrator
        return ShownEntry(
            entry.lane,
            card,
            href,
            when,
            entry.is_sure,
            words=shorten(entry.words, limit=QUOTE),
            who=self.card(narrator).title if narrator else self.t("a villager"),
            sound=self.card(entry.clip.interview).sound,
            start=entry.clip.start,
            end=entry.clip.end,
        )

    def _when(self, entry: Entry) -> str:
        """The words as spoken; the interval too where it is more than the year."""
        when: When = entry.when
        if entry.is_sure and when.spoken:
            return when.spoken
        return say_when(when, language=self.language)

    # The bars of what is not known to the year

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """Beside the years: rows are those of the page, the first is 1."""
        start = self._decade.start
        if start is None:
            return ()
        taken: list[int] = []
        found = []
        for entry in self._chosen:
            if entry.is_sure:
                continue
            top = 2 if entry.first is None else max(entry.first - start, 0) + 2
            bottom = 12 if entry.last is None else min(entry.last - start, 9) + 3
            column = next((n for n, end in enumerate(taken) if end <= top), len(taken))
            if column >= BARS or bottom <= top:
                continue
            taken[column : column + 1] = [bottom]
            fuzzy = entry.when.is_approximate
            is_open = entry.first is None or entry.first < start
            is_on = entry.last is None or entry.last > start + 9
            found.append(Bar(entry.lane, column + 1, top, bottom, is_open or fuzzy, is_on or fuzzy))
        return tuple(found)

    @property
    def columns(self) -> int:
        """How many bars stand side by side at most."""
        return max((bar.column for bar in self.bars), default=0)


def _chosen(decade: Decade) -> Iterator[Entry]:
    """The entries that stand on the page: of a lane with too many, some from all its years."""
    for lane in LANES:
        entries = [entry for entry in decade.entries if entry.lane is lane]
        step = max(1, -(-len(entries) // MOST))
        yield from entries[::step]


def _spoken_of(decade: Decade, entries: Iterable[Entry]) -> Iterator[RecordId]:
    found: dict[RecordId, None] = {}
    for entry in entries:
        found.setdefault(entry.record)
        if entry.narrator is not None:
            found.setdefault(entry.narrator)
        if entry.clip is not None:
            found.setdefault(entry.clip.interview)
    found.update(dict.fromkeys((*decade.born[:MOST], *decade.tellings[:MOST_TELLINGS])))
    yield from found
