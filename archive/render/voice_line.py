"""Voices along a line of years: who says what of which year, and what there is to see of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby

from archive.index.excerpts import Excerpt, Excerpts, Side
from archive.index.fragments import Dating, Fragment, Origin, Place, span_years
from archive.model.dates import Precision
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.terms import Witness
from archive.render.cards import Card, say_when
from archive.render.measures import format_seconds
from archive.render.page_links import PageLinks
from archive.render.puzzle_pieces import SPOKEN_NAME, shorten
from archive.values import dataclass

FIRST = 10
"""Voices that are shown at once; the others wait by decades."""
FEW_MORE = 4
"""So many more are shown as well, rather than made to wait."""
QUOTE = 84
"""Characters of what is said."""
LOOSE = 10
"""Years. A thing whose date is wider stands beside no year."""
CHILD = 10
"""Years of age up to which somebody was a child."""

BARE_YEAR = re.compile(r"[〇零一二三四五六七八九十\d]{2,4}年")
"""Words that say a year and nothing else."""

Years = tuple[int | None, int | None]
"""The first and the last year, None where the time is open."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Who says something; ``href`` leads to their page."""

    name: str
    href: str | None


@dataclass(frozen=True, slots=True)
class ShownVoice:
    """A fragment as the page says it."""

    id: str
    words: str
    is_quoted: bool
    """Whether these are words that were said, and not words about them."""
    tellers: tuple[Teller, ...]
    notes: tuple[str, ...]
    """How they know, how old they were then, how sure they were, and the date in their words."""
    title: str
    href: str
    """The passage in its interview."""
    src: str | None
    """The sound to play, None where it may be read and not heard."""
    start: float | None
    end: float | None
    is_whole: bool
    """Whether it is all of an interview: not to be played with the others."""
    is_own: bool
    """Whether whoever's page it is says it, so that their name need not be seen."""
    ties: tuple[tuple[str, str], ...]
    """Names and addresses of the puzzles and words it belongs to."""

    @property
    def who(self) -> str:
        """Who says it, as a sentence names them."""
        return "、".join(teller.name for teller in self.tellers)

    @property
    def short(self) -> str:
        """Its words as a button names them."""
        return shorten(self.words, limit=SPOKEN_NAME)

    @property
    def seconds(self) -> float:
        """How long it lasts, 0 where nobody knows."""
        if self.start is None or self.end is None:
            return 0.0
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to see; ``note`` says in a word what the record has to do with it."""

    card: Card
    note: str


@dataclass(frozen=True, slots=True)
class Year:
    """A place on the line: what is told of it, and what there is to see of it."""

    label: str
    voices: tuple[ShownVoice, ...]
    events: tuple[Card, ...] = ()
    things: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True)
class Decade:
    """Years that wait to be opened."""

    label: str
    years: tuple[Year, ...]

    @property
    def count(self) -> int:
        """Of voices."""
        return sum(len(year.voices) for year in self.years)

    @property
    def seen(self) -> int:
        """Of things to see."""
        return sum(len(year.things) + len(year.events) for year in self.years)


@dataclass(frozen=True, slots=True)
class _Stop:
    """A place on the line before it is drawn; ``years`` is None where no year is told."""

    years: Years | None
    is_sure: bool
    fragments: tuple[Fragment, ...]
    things: tuple[Thing, ...] = ()
    recorded: int | None = None
    """For voices without a year that wait: when they were recorded."""

    @property
    def weight(self) -> int:
        """How much room it takes, in voices."""
        return max(len(self.fragments), min(1, len(self.things)))

    def split(self, count: int) -> tuple[Sequence[_Stop], Sequence[_Stop]]:
        """In two after so many voices."""
        if not count:
            return (), (self,)
        after = replace(self, fragments=self.fragments[count:], things=())
        return (replace(self, fragments=self.fragments[:count]),), (after,)

    @property
    def first(self) -> int:
        """The year it stands at."""
        assert self.years is not None
        found = self.years[0] if self.years[0] is not None else self.years[1]
        assert found is not None
        return found


class VoiceLine:
    """The voices on the page of ``record``; ``things`` are what it is related to."""

    def __init__(
        self,
        links: PageLinks,
        record: RecordId,
        side: Side,
        fragments: Sequence[Fragment],
        excerpts: Excerpts,
        things: Iterable[Thing],
    ) -> None:
        self._links = links
        self._record = record
        self._side = side
        self._fragments = fragments
        self._excerpts = excerpts
        self._things = [thing for thing in things if _is_dated(thing.card)]
        self.name = side.value

    # What the section says of itself

    @cached_property
    def voices(self) -> tuple[ShownVoice, ...]:
        """All of them, in their order."""
        return tuple(voice for year in self._years for voice in year.voices)

    @property
    def heard(self) -> tuple[ShownVoice, ...]:
        """Those that are played one after another."""
        return tuple(voice for voice in self.voices if voice.src and not voice.is_whole)

    @property
    def seconds(self) -> float:
        """How long that takes."""
        return sum(voice.seconds for voice in self.heard)

    @property
    def count(self) -> str:
        """How many people, and how many passages."""
        t = self._links.t
        people = {teller for voice in self.voices for teller in voice.tellers}
        number = len(self.voices)
        passages = t("one passage") if number == 1 else t("{number} passages", number=number)
        if self._side is Side.TOLD or len(people) < 2:
            return passages
        comma = ", " if self._links.language == "en" else "，"
        return comma.join([t("{number} people tell", number=len(people)), passages])

    @property
    def shown(self) -> frozenset[RecordId]:
        """Records that stand on the line, and need not stand elsewhere on the page."""
        events = (card.id for year in self._years for card in year.events)
        return frozenset((*events, *(t.card.id for year in self._years for t in year.things)))

    # Its places

    @property
    def first(self) -> tuple[Year, ...]:
        """Those that are shown at once."""
        return self._years[: len(self._parts[0])]

    @property
    def decades(self) -> tuple[Decade, ...]:
        """The others, by decade; those without a year last, by when they were recorded."""
        shown, rest = self._parts
        pairs = zip(rest, self._years[len(shown) :], strict=True)
        by_decade = groupby(pairs, key=lambda pair: self._decade(pair[0]))
        return tuple(Decade(label, tuple(year for _, year in own)) for label, own in by_decade)

    def _decade(self, stop: _Stop) -> str:
        t = self._links.t
        if stop.recorded is not None:
            return t("Recorded in {year}", year=stop.recorded)
        return t("The {decade}s", decade=stop.first // 10 * 10) if stop.years else self._label(stop)

    @cached_property
    def _parts(self) -> tuple[Sequence[_Stop], Sequence[_Stop]]:
        """The places that are shown at once, and the others."""
        stops = [
            _Stop(years, is_sure, tuple(fragments))
            for (years, is_sure), fragments in groupby(self._fragments, key=_place_of)
        ]
        stops = list(_with_things(stops, self._things))
        room = FIRST
        if sum(stop.weight for stop in stops) <= FIRST + FEW_MORE:
            return stops, ()
        for place, stop in enumerate(stops):
            if stop.weight > room:
                cut = room if room >= FEW_MORE else 0
                before, after = stop.split(cut)
                rest = [*after, *stops[place + 1 :]]
                return [*stops[:place], *before], [*self._by_recording(rest)]
            room -= stop.weight
        return stops, ()

    def _by_recording(self, stops: Iterable[_Stop]) -> Iterator[_Stop]:
        """``stops``, the one without a year divided by when its voices were recorded."""
        for stop in stops:
            if stop.years is not None or len(stop.fragments) <= FIRST + FEW_MORE:
                yield stop
                continue
            for year, own in groupby(stop.fragments, key=self._recorded):
                yield replace(stop, fragments=tuple(own), recorded=year)

    def _recorded(self, fragment: Fragment) -> int | None:
        years = self._links.card(fragment.interview).years
        return years[0] if years is not None else None

    @cached_property
    def _years(self) -> tuple[Year, ...]:
        numbers = iter(range(1, len(self._fragments) + 1))
        return tuple(self._year(stop, numbers) for part in self._parts for stop in part)

    def _year(self, stop: _Stop, numbers: Iterator[int]) -> Year:
        events = dict.fromkeys(t.card.id for t in stop.things if t.card.kind is Kind.EVENT)
        for fragment in stop.fragments:
            events.update(dict.fromkeys(fragment.dated_by))
        events.pop(self._record, None)
        return Year(
            self._label(stop),
            tuple(self._voice(fragment, next(numbers)) for fragment in stop.fragments),
            tuple(self._links.card(event) for event in events),
            tuple(thing for thing in stop.things if thing.card.kind is not Kind.EVENT),
        )

    def _label(self, stop: _Stop) -> str:
        t = self._links.t
        if stop.years is None:
            return t("No year was said")
        first, last = stop.years
        if first is None:
            return t("Before {year}", year=last)
        if last is None:
            return t("From {year} on", year=first)
        if first != last:
            return f"{first}–{last}"
        return str(first) if stop.is_sure else t("About {year}", year=first)

    # A voice

    def _voice(self, fragment: Fragment, number: int) -> ShownVoice:
        card = self._links.card(fragment.interview)
        excerpt = self._excerpt(fragment)
        start, end = fragment.start, fragment.end
        is_whole = start is None
        if start is None and excerpt is not None and excerpt.start is not None:
            start, end, is_whole = excerpt.start, excerpt.end, False
        words = fragment.words or (excerpt.words if excerpt else "")
        can_be_heard = start is not None or (fragment.origin is Origin.NAMED and not excerpt)
        return ShownVoice(
            id=f"{self.name}-{number}",
            words=shorten(words, limit=QUOTE) or fragment.title or card.summary or card.title,
            is_quoted=bool(words),
            tellers=self._tellers(fragment, excerpt, card),
            notes=tuple(filter(None, (*self._manner(fragment), self._when(fragment)))),
            title=card.title,
            href=self._address(card, start, end, excerpt),
            src=card.sound if can_be_heard else None,
            start=0.0 if start is None else start,
            end=card.seconds if end is None else end,
            is_whole=is_whole,
            is_own=fragment.narrators == (self._record,),
            ties=tuple(self._ties(fragment)),
        )

    def _excerpt(self, fragment: Fragment) -> Excerpt | None:
        if fragment.words:
            return None
        return self._excerpts.of((self._record, self._side, fragment.interview, fragment.start))

    def _address(
        self, card: Card, start: float | None, end: float | None, excerpt: Excerpt | None
    ) -> str:
        page = self._links.url(card.id)
        if start is not None:
            return f"{page}#t={format_seconds(start)}" + (f",{format_seconds(end)}" if end else "")
        return f"{page}#s{excerpt.number}" if excerpt else page

    def _tellers(
        self, fragment: Fragment, excerpt: Excerpt | None, card: Card
    ) -> tuple[Teller, ...]:
        found = excerpt.who if excerpt and excerpt.who else fragment.narrators
        if not any(found) and fragment.origin in (Origin.CHAPTER, Origin.NAMED):
            return (Teller(card.line.split(" · ")[0], None),)
        unnamed = Teller(self._links.t("a villager"), None)
        tellers = (self._teller(person) if person else unnamed for person in found)
        return tuple(dict.fromkeys(tellers))

    def _teller(self, person: RecordId) -> Teller:
        href = None if person == self._record else self._links.url_if_shown(person)
        return Teller(self._links.card(person).title, href)

    def _manner(self, fragment: Fragment) -> Iterator[str]:
        t = self._links.t
        if fragment.heard_from is not None:
            yield t("heard from {name}", name=self._links.card(fragment.heard_from).title)
        elif fragment.basis is not None:
            yield fragment.basis.name_in(self._links.language)
        said = fragment.when.spoken if fragment.when else None
        if fragment.age_said and fragment.age_said not in (said or ""):
            yield t("at the time: {age}", age=fragment.age_said)
        elif not fragment.age_said and (age := self._age(fragment)) is not None:
            yield t("a child then") if age <= CHILD else t("about {age} then", age=age)
        if fragment.certainty:
            yield t("how sure: “{words}”", words=fragment.certainty)

    def _age(self, fragment: Fragment) -> int | None:
        """How old whoever tells it was, as near as the decade of their birth allows."""
        if not fragment.is_sure or fragment.basis is Witness.HEARD or len(fragment.narrators) != 1:
            return None
        [narrator] = fragment.narrators
        born = self._links.card(narrator).years if narrator is not None else None
        if born is None or fragment.when is None or fragment.when.earliest is None:
            return None
        youngest = fragment.when.earliest.year - born[1]
        return None if youngest < 0 else round((youngest + 4.5) / 5) * 5

    def _when(self, fragment: Fragment) -> str:
        """The date as it is said, where that says more than the year on the line."""
        when = fragment.when
        if when is None or fragment.dating is not Dating.SAID:
            return ""
        if when.spoken:
            return "" if BARE_YEAR.fullmatch(when.spoken) else when.spoken
        is_year = when.precision in (Precision.YEAR, Precision.INTERVAL)
        return "" if is_year else say_when(when, language=self._links.language)

    def _ties(self, fragment: Fragment) -> Iterator[tuple[str, str]]:
        by_record: dict[RecordId, Place] = {}
        for place in fragment.places:
            by_record.setdefault(place.record, place)
        for place in by_record.values():
            if kind_of(place.record) is not Kind.INTERVIEW and place.record != self._record:
                address = self._links.url(place.record)
                card = self._links.card(place.record)
                yield card.title, f"{address}#{place.anchor}" if place.anchor else address


def _is_dated(card: Card) -> bool:
    return card.years is not None and card.years[1] - card.years[0] <= LOOSE


def _place_of(fragment: Fragment) -> tuple[Years | None, bool]:
    when = fragment.when
    if when is None:
        return None, True
    first = when.earliest.year if when.earliest else None
    last = when.latest.year if when.latest else None
    return (first, last), fragment.is_sure or span_years(when) != 0


def _with_things(stops: Sequence[_Stop], things: Sequence[Thing]) -> Iterator[_Stop]:
    """``stops`` with the things of their years; one of another year makes a stop of its own."""
    if not stops:
        return
    sure = {stop.first: place for place, stop in enumerate(stops) if _is_one(stop)}
    beside: dict[int, list[Thing]] = {}
    alone: dict[int, list[Thing]] = {}
    for thing in sorted(things, key=lambda thing: (thing.card.years, thing.card.id)):
        assert thing.card.years is not None
        first, last = thing.card.years
        place = next((sure[year] for year in range(first, last + 1) if year in sure), None)
        if place is not None:
            beside.setdefault(place, []).append(thing)
        elif first == last:
            alone.setdefault(first, []).append(thing)
    own = [_Stop((year, year), True, (), tuple(found)) for year, found in alone.items()]
    told = [replace(stop, things=tuple(beside.get(place, ()))) for place, stop in enumerate(stops)]
    yield from sorted((*told, *own), key=_stop_order)


def _is_one(stop: _Stop) -> bool:
    return stop.years is not None and stop.years[0] == stop.years[1] and stop.is_sure


def _stop_order(stop: _Stop) -> tuple[int, int, bool]:
    if stop.years is None:
        return (1, 0, False)
    return (0, stop.first, not _is_one(stop))
