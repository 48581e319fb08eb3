"""What is told about most: a page that shows it as cloths, and a page of each theme's passages."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from math import sqrt
from pathlib import PurePosixPath
from urllib.parse import quote

from archive.index.facets import value_slug
from archive.index.speaking import Tie, index_ties
from archive.index.themes import Stretch, ToldTheme, themes_of
from archive.model.kinds import Kind, RecordId
from archive.model.page import Page
from archive.render.addresses import THEMES_PAGE, relative, theme_page
from archive.render.arcs import Arcs, draw_arcs
from archive.render.cards import Card
from archive.render.fingerprint import fingerprint
from archive.render.measures import format_duration
from archive.render.metadata import render_list_head
from archive.render.page_links import PageLinks
from archive.render.paged_links import PagedLinks
from archive.render.surroundings import Surroundings
from archive.values import dataclass

COLUMNS = 14
"""Themes that stand side by side; all of them have a page."""
SMALLEST = 32.0
"""Side of the smallest square, in percent of the largest: below it no pattern is seen."""
VOICES = 40
"""Narrators who are shown, those first who tell most."""
RELATED = (Kind.PUZZLE, Kind.EVENT, Kind.PLACE, Kind.OBJECT, Kind.PHOTO, Kind.DOCUMENT)
SHELF = 12
"""Other records that the page of a theme shows."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How much is told of a theme, beside the others."""

    name: str
    cloth: int
    href: str
    share: float
    """Of the most told one, in percent."""
    line: str


@dataclass(frozen=True, slots=True)
class Patch:
    """What one narrator tells of one theme."""

    name: str
    cloth: int
    seconds: float
    passages: int
    side: float
    """Of the square that stands for it, in percent of the largest."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A narrator, or all who are not named, and what they tell of each theme."""

    name: str
    href: str | None
    patches: tuple[Patch | None, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An interview with its passages about a theme."""

    card: Card
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A keyword, and where to look for it."""

    name: str
    href: str


def themes_pages(around: Surroundings) -> Iterator[Page]:
    """The page of all themes and that of each; none where nothing is told of any."""
    if not around.themes.themes:
        return
    overview = ThemesContext(around)
    print_ = fingerprint(around.digest, overview.bars, overview.voices, *overview.ties_digests)
    yield Page(around.place(THEMES_PAGE), print_, overview.render)
    related = _related(around)
    for theme in around.themes.themes:
        yield from _theme_pages(around, theme, tuple(related.get(theme.name, ())))


def _theme_pages(
    around: Surroundings, theme: ToldTheme, related: tuple[RecordId, ...]
) -> Iterator[Page]:
    size = around.site.per_page
    total = -(-len(theme.interviews) // size)
    others = tuple((other.name, other.cloth) for other in around.themes.themes)
    for number in range(1, total + 1):
        context = ThemeContext(around, theme, number, total, related)
        cards = [around.card_digest(i) for i in (*context.interviews, *related)]
        print_ = fingerprint(around.digest, theme, others, (number, total), cards)
        yield Page(around.place(theme_page(_slug(theme), page=number)), print_, context.render)


def _slug(theme: ToldTheme) -> str:
    return value_slug(theme.name)


def _related(around: Surroundings) -> Mapping[str, list[RecordId]]:
    """For each theme a few records about it that are not told; all are looked at once."""
    archive = around.archive
    found: dict[str, list[RecordId]] = {}
    for kind in RELATED:
        for record in archive.of_kind(kind):
            if record.id in archive.listed:
                continue
            for theme in dict.fromkeys(themes_of(record, archive)):
                those = found.setdefault(theme, [])
                if len(those) < SHELF:
                    those.append(record.id)
    return found


def theme_line(links: PageLinks, theme: ToldTheme) -> str:
    """How long, and in how many interviews; in passages where the words have no times."""
    t, number, passages = links.t, len(theme.interviews), len(theme.stretches)
    told = t("in one interview") if number == 1 else t("in {number} interviews", number=number)
    much = t("one passage") if passages == 1 else t("{number} passages", number=passages)
    if theme.seconds:
        much = format_duration(theme.seconds, language=links.language)
    return f"{much} · {told}"


def theme_bars(links: PageLinks, themes: Sequence[ToldTheme]) -> tuple[Bar, ...]:
    """How much is told of ``themes``, each with its page."""
    most = max(map(_weight, themes), default=1.0)
    bars = []
    for theme in themes:
        href = relative(theme_page(_slug(theme)), page=links.inner)
        share = round(100 * _weight(theme) / most, 1)
        bars.append(Bar(theme.name, theme.cloth, href, share, theme_line(links, theme)))
    return tuple(bars)


class ThemesContext(PageLinks):
    """What the template of the page of all themes may ask."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, THEMES_PAGE, within=around.archive.records)
        self.themes = around.themes.themes
        self.columns = self.themes[:COLUMNS]

    def render(self) -> str:
        """The whole page."""
        content = self._around.environment.get_template("themes.html").render(p=self)
        head = render_list_head(
            self.title, site=self.site, kind="CollectionPage", address=str(self.path)
        )
        slots = self.slots(
            title=self.title, head=head, content=content, back=self.home, page="page-themes"
        )
        return self._around.shell.fill(slots)

    @property
    def title(self) -> str:
        """What the page is called."""
        return self.t("What is told about most")

    @property
    def lead(self) -> str:
        """How much is told in all."""
        found = {(s.interview, s.chapter): s.seconds for t in self.themes for s in t.stretches}
        long = format_duration(sum(found.values()), language=self.language)
        return self.t(
            "{number} passages, {time} of telling. A passage about two things counts for both.",
            number=len(found),
            time=long,
        )

    def theme_url(self, theme: ToldTheme) -> str:
        """The page of a theme."""
        return relative(theme_page(_slug(theme)), page=self.inner)

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """The themes, the most told first."""
        return theme_bars(self, self.themes)

    # Who tells of what

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """Who tells of what; what several tell together is told by each of them."""
        told: dict[RecordId | None, dict[str, list[Stretch]]] = {}
        for theme in self.columns:
            for stretch in theme.stretches:
                for person in self._tellers(stretch.interview):
                    told.setdefault(person, {}).setdefault(theme.name, []).append(stretch)

        def much(person: RecordId | None) -> tuple[float, str]:
            return -sum(map(_heard, told[person].values())), str(person)

        ranked = sorted(told, key=much)[:VOICES]
        most = max(_heard(those) for by_theme in told.values() for those in by_theme.values())
        return tuple(self._voice(person, told[person], most) for person in ranked)

    def _tellers(self, interview: RecordId) -> Sequence[RecordId | None]:
        narrators = self._around.archive.tellings[interview].narrators
        return tuple(dict.fromkeys(narrator.person for narrator in narrators))

    def _voice(
        self, person: RecordId | None, told: Mapping[str, list[Stretch]], most: float
    ) -> Voice:
        unnamed = self.t("villagers without a name here")
        name = self.card(person).title if person is not None else unnamed
        patches = []
        for theme in self.columns:
            those = told.get(theme.name, [])
            side = round(100 * sqrt(_heard(those) / most), 1) if most else 100.0
            seconds = sum(stretch.seconds for stretch in those)
            shown = Patch(theme.name, theme.cloth, seconds, len(those), max(side, SMALLEST))
            patches.append(shown if those else None)
        return Voice(name, self.url(person) if person is not None else None, tuple(patches))

    # Who speaks of whom

    @cached_property
    def arcs(self) -> Arcs | None:
        """Who speaks of whom, as a drawing."""
        return draw_arcs(self._ties)

    @cached_property
    def people(self) -> tuple[Card, ...]:
        """Those in the drawing, in its order."""
        return tuple(self.card(person) for person in self.arcs.people) if self.arcs else ()

    @cached_property
    def told_by_table(self) -> tuple[tuple[Card, tuple[Card, ...]], ...]:
        """Who speaks of whom, as a table: all of it."""
        found: dict[RecordId, list[RecordId]] = {}
        for tie in self._ties:
            found.setdefault(tie.speaker, []).append(tie.spoken)
        return tuple(
            (self.card(speaker), tuple(self.card(spoken) for spoken in those))
            for speaker, those in found.items()
        )

    @property
    def ties_digests(self) -> tuple[Arcs | None, bytes]:
        """Changes with anything that is shown of who speaks of whom."""
        digest = self._around.card_digest
        rows = ((digest(tie.speaker), digest(tie.spoken)) for tie in self._ties)
        return self.arcs, b"".join(chain.from_iterable(rows))

    @cached_property
    def _ties(self) -> tuple[Tie, ...]:
        return index_ties(self._around.archive)


class ThemeContext(PagedLinks):
    """What the template of the page of one theme may ask."""

    def __init__(
        self,
        around: Surroundings,
        theme: ToldTheme,
        number: int,
        total: int,
        related: tuple[RecordId, ...],
    ) -> None:
        size = around.site.per_page
        self.interviews = theme.interviews[(number - 1) * size : number * size]
        inner = theme_page(_slug(theme), page=number)
        super().__init__(around, inner, within=(*self.interviews, *related))
        self.theme = theme
        self.page = number
        self.pages = total
        self.related = related
        self.line = theme_line(self, theme)

    def render(self) -> str:
        """The whole page."""
        content = self._around.environment.get_template("theme.html").render(p=self)
        name = self.theme.name
        head = render_list_head(name, site=self.site, kind="CollectionPage", address=str(self.path))
        slots = self.slots(
            title=name, head=head, content=content, back=self.overview, page="page-themes"
        )
        return self._around.shell.fill(slots)

    @property
    def overview(self) -> str:
        """The page of all themes."""
        return relative(THEMES_PAGE, page=self.inner)

    @property
    def told(self) -> tuple[Told, ...]:
        """Its passages, interview by interview."""
        by_interview: dict[RecordId, list[Stretch]] = {}
        for stretch in self.theme.stretches:
            by_interview.setdefault(stretch.interview, []).append(stretch)
        return tuple(Told(self.card(i), tuple(by_interview[i])) for i in self.interviews)

    def address(self, stretch: Stretch) -> str:
        """Where a passage stands in its interview."""
        own = self.url(stretch.interview)
        if stretch.start is None:
            return f"{own}#c{stretch.chapter}" if stretch.chapter else own
        end = f",{stretch.end:.3f}" if stretch.end is not None else ""
        return f"{own}#t={stretch.start:.3f}{end}"

    @property
    def keywords(self) -> tuple[Word, ...]:
        """Its keywords, each to be looked for among what is told of the theme."""
        theme = quote(self.theme.name)
        return tuple(
            Word(word, f"{self.search}#q={quote(word)}&theme={theme}")
            for word in self.theme.keywords
        )

    @property
    def others(self) -> tuple[tuple[ToldTheme, str], ...]:
        """The other themes with their pages."""
        themes = self._around.themes.themes
        return tuple(
            (theme, relative(theme_page(_slug(theme)), page=self.inner))
            for theme in themes
            if theme.name != self.theme.name
        )

    def place_of(self, number: int) -> PurePosixPath:
        """The page with this number."""
        return theme_page(_slug(self.theme), page=number)


def _weight(theme: ToldTheme) -> float:
    """How much is told: seconds, and a little for each passage whose length nobody knows."""
    return _heard(theme.stretches)


def _heard(stretches: Sequence[Stretch]) -> float:
    return sum(stretch.seconds or 1.0 for stretch in stretches)
