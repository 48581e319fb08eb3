"""Fragments: stretches of interviews that speak of something, with the years they tell of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import Enum

from archive.model.dates import When, parse_edtf
from archive.model.kinds import RecordId
from archive.model.orders import Span
from archive.model.terms import Witness
from archive.values import dataclass

SHARED = 1.0
"""Seconds that two fragments may have in common and still be two: hand-set times are not exact."""
SHORTEST = 2.0
"""Seconds. What is left of a chapter beside a silence is not played when it is shorter."""
LONGEST_PERIOD = 20
"""Years. A time longer than this says nothing about the year of a passage."""


class Origin(Enum):
    """Where a fragment is written down."""

    PIECE = "piece"
    EXAMPLE = "example"
    CHAPTER = "chapter"
    NAMED = "named"


class Dating(Enum):
    """How it is known which years are told of, the surest first."""

    SAID = "said"
    EVENT = "event"
    PERIOD = "period"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Place:
    """A record that a fragment is written in, and where on its page."""

    record: RecordId
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Some seconds of an interview, or all of it where nobody wrote down which."""

    origin: Origin
    interview: RecordId
    start: float | None
    end: float | None
    """Seconds; ``end`` is None for a chapter that goes on to the end of its recording."""
    narrators: tuple[RecordId | None, ...]
    """Who says it, None for one who is not named; more than one where any of them may."""
    words: str = ""
    """What is said, where it is written down apart from the transcript."""
    title: str = ""
    """Of a chapter."""
    basis: Witness | None = None
    heard_from: RecordId | None = None
    age_said: str | None = None
    certainty: str | None = None
    when: When | None = None
    """The years that are told of."""
    dating: Dating = Dating.NONE
    dated_by: tuple[RecordId, ...] = ()
    """Events whose years they are."""
    places: tuple[Place, ...] = ()

    @property
    def sources(self) -> Iterator[RecordId]:
        """The records that say what it is: all of it follows from them."""
        yield self.interview
        yield from (place.record for place in self.places)
        yield from self.dated_by

    @property
    def records(self) -> Iterator[RecordId]:
        """All that it names."""
        yield from self.sources
        yield from (person for person in self.narrators if person is not None)
        if self.heard_from is not None:
            yield self.heard_from

    @property
    def is_sure(self) -> bool:
        """Whether what it tells of is of one year, and nobody doubts which."""
        when = self.when
        if when is None or when.is_approximate or when.is_uncertain:
            return False
        return span_years(when) == 0


def tell_once(fragments: Iterable[Fragment]) -> list[Fragment]:
    """``fragments`` with no seconds in two of them.

    Pieces that share seconds become one; a chapter with a piece inside gives way to it; an
    interview of which there is anything else gives way as a whole.
    """
    by_interview: dict[RecordId, list[Fragment]] = {}
    for fragment in fragments:
        by_interview.setdefault(fragment.interview, []).append(fragment)
    told: list[Fragment] = []
    for group in by_interview.values():
        told += group if len(group) == 1 else _tell_interview(group)
    return told


def _tell_interview(group: Sequence[Fragment]) -> list[Fragment]:
    spoken = [f for f in group if f.origin in (Origin.PIECE, Origin.EXAMPLE)]
    untimed = [f for f in spoken if f.start is None]
    pieces = list(_joined(f for f in spoken if f.start is not None))
    ends = [_end(piece) for piece in pieces]
    chapters = []
    for chapter in _joined(f for f in group if f.origin is Origin.CHAPTER):
        following = bisect_right(ends, (chapter.start or 0.0) + SHARED)
        if following == len(pieces) or not _is_shared(pieces[following], chapter):
            chapters.append(chapter)
    return [*pieces, *untimed, *chapters] or list(group[:1])


def _joined(fragments: Iterable[Fragment]) -> Iterator[Fragment]:
    """In the order of their seconds, those that share some made one."""
    last: Fragment | None = None
    for fragment in sorted(fragments, key=lambda f: (f.start or 0.0, _end(f))):
        if last is not None and _is_shared(last, fragment):
            last = join(last, fragment)
            continue
        if last is not None:
            yield last
        last = fragment
    if last is not None:
        yield last


def _end(fragment: Fragment) -> float:
    return float("inf") if fragment.end is None else fragment.end


def _is_shared(one: Fragment, other: Fragment) -> bool:
    """Whether two fragments of an interview are the same seconds, in more than their edges."""
    first, second = one.start or 0.0, other.start or 0.0
    shared = min(_end(one), _end(other)) - max(first, second)
    shorter = min(_end(one) - first, _end(other) - second)
    return shared > min(SHARED, shorter / 2)


def join(one: Fragment, other: Fragment) -> Fragment:
    """Two fragments that share seconds as one; ``one`` begins first."""
    dated = min(one, other, key=lambda f: list(Dating).index(f.dating))
    end = None if one.end is None or other.end is None else max(one.end, other.end)
    return replace(
        one,
        end=end,
        narrators=tuple(dict.fromkeys(one.narrators + other.narrators)),
        words=_both(one.words, other.words),
        title=_both(one.title, other.title),
        basis=one.basis if one.basis == other.basis else None,
        heard_from=one.heard_from if one.heard_from == other.heard_from else None,
        age_said=one.age_said or other.age_said,
        certainty=one.certainty or other.certainty,
        when=dated.when,
        dating=dated.dating,
        dated_by=dated.dated_by,
        places=tuple(dict.fromkeys(one.places + other.places)),
    )


def _both(one: str, other: str) -> str:
    if other in one:
        return one
    return other if one in other else f"{one}……{other}"


def audible(
    start: float, end: float | None, silences: Sequence[Span]
) -> tuple[float, float | None] | None:
    """The first part of a stretch that nothing silences; None where only scraps are left.

    ``silences`` are in order and apart from each other, as a `PublicTelling` has them.
    """
    last = float("inf") if end is None else end
    for silence in silences:
        if silence.end <= start or silence.start >= last:
            continue
        if silence.start - start >= SHORTEST:
            return start, silence.start
        start = silence.end
    if last - start < SHORTEST:
        return None
    return start, end


def span_years(when: When) -> int | None:
    """How many years lie between its first and its last one; None for an open time."""
    if when.earliest is None or when.latest is None:
        return None
    return when.latest.year - when.earliest.year


def hull(times: Sequence[When]) -> When | None:
    """The time from the first to the last of ``times``; None where that says no year."""
    if len(times) == 1:
        whole = times[0]
    else:
        first = [when.earliest for when in times if when.earliest is not None]
        last = [when.latest for when in times if when.latest is not None]
        if len(first) < len(times) or len(last) < len(times):
            return None
        begin, until = min(first).year, max(last).year
        whole = parse_edtf(f"{begin:04}" if begin == until else f"{begin:04}/{until:04}")
    years = span_years(whole)
    return whole if years is not None and years <= LONGEST_PERIOD else None
