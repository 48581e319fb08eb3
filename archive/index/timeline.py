"""The village's years: what happened, was built, made, photographed, written and is told, decade
by decade. Made from what is public alone: of lives nothing but the decade of birth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import Enum

from archive.model.dates import Precision, When
from archive.model.document import Document
from archive.model.event import Event
from archive.model.interview import Interview
from archive.model.kinds import RecordId
from archive.model.media import Clip
from archive.model.object import Object
from archive.model.person import Person
from archive.model.photo import Photo
from archive.model.place import Place
from archive.model.public import PublicArchive
from archive.model.puzzle import Puzzle
from archive.model.records import Record
from archive.values import dataclass

MOST_DECADES = 20
"""Decades with a page of their own; what is older stands together."""
LONGEST = 2
"""Decades in which one entry stands; what lasts longer stands where it begins."""


class Lane(Enum):
    """What sort of thing an entry is, in the order in which a year tells them."""

    EVENT = "event"
    BUILT = "built"
    GONE = "gone"
    TOLD = "told"
    PHOTO = "photo"
    OBJECT = "object"
    PAPER = "paper"


_ORDER = {lane: number for number, lane in enumerate(Lane)}


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with its time. ``first`` and ``last`` are the years it lies in, or may lie in;
    None where that side is open."""

    record: RecordId
    lane: Lane
    when: When
    first: int | None
    last: int | None
    is_sure: bool
    """Whether it is known to the year."""
    words: str = ""
    """What is told, for a piece of a puzzle."""
    narrator: RecordId | None = None
    clip: Clip | None = None
    anchor: str = ""
    """What follows ``#`` in the address of its page."""

    @property
    def year(self) -> int | None:
        """The one year it is known to, if it is."""
        return self.first if self.is_sure else None


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years, or all that lies before them. ``start`` is the first year, None for the latter."""

    start: int | None
    entries: tuple[Entry, ...] = ()
    born: tuple[RecordId, ...] = ()
    """Who was born in it, by number; no more is known of any life."""
    tellings: tuple[RecordId, ...] = ()
    """The interviews that tell of these years, the most closely first."""

    def count(self, lane: Lane) -> int:
        """How many entries of a sort there are."""
        return sum(entry.lane is lane for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The decades that have something, oldest first; without those between that have nothing."""

    decades: tuple[Decade, ...] = ()


def index_timeline(archive: PublicArchive) -> Timeline:
    """The decades of ``archive``. A record that is only listed has no time that may be known."""
    records = [r for i, r in sorted(archive.records.items()) if i not in archive.listed]
    entries = [entry for record in records for entry in _entries(record)]
    lives = [(r.birth_decade, r) for r in records if isinstance(r, Person) and r.birth_decade]
    known = {start for entry in entries for start in _starts(entry)} | {start for start, _ in lives}
    if not known:
        return Timeline()
    oldest = max(known) - 10 * (MOST_DECADES - 1)

    def shelf(start: int) -> int | None:
        return start if start >= oldest else None

    held: dict[int | None, dict[Entry, None]] = defaultdict(dict)
    for entry in entries:
        for start in _starts(entry):
            held[shelf(start)].setdefault(entry)
    born: dict[int | None, list[RecordId]] = defaultdict(list)
    for start, person in sorted(lives, key=lambda one: (one[1].number or "", one[1].id)):
        born[shelf(start)].append(person.id)
    tellings = [r for r in records if isinstance(r, Interview) and r.period is not None]
    starts = sorted({shelf(start) for start in known}, key=lambda start: start or 0)
    return Timeline(
        tuple(
            Decade(
                start,
                tuple(sorted(held[start], key=_order)),
                tuple(born[start]),
                tuple(_telling_of(start, oldest, tellings)),
            )
            for start in starts
        )
    )


def _order(entry: Entry) -> tuple[object, ...]:
    return (*entry.when.sort_key, _ORDER[entry.lane], entry.record, entry.anchor)


def _starts(entry: Entry) -> Sequence[int]:
    """The decades an entry stands in."""
    first, last = entry.first, entry.last
    if first is None:
        return () if last is None else (_decade(last),)
    start = _decade(first)
    end = start if last is None else _decade(last)
    return range(start, end + 1, 10) if (end - start) // 10 < LONGEST else (start,)


def _decade(year: int) -> int:
    return year // 10 * 10


def _telling_of(
    start: int | None, oldest: int, interviews: Iterable[Interview]
) -> Iterator[RecordId]:
    """The interviews whose years touch a decade; those that keep closest to it first."""
    from_year, until_year = (0, oldest - 1) if start is None else (start, start + 9)
    found = []
    for interview in interviews:
        assert interview.period is not None
        first, last = _years(interview.period)
        if (first or 0) <= until_year and (last or 9999) >= from_year and interview.period.is_known:
            found.append(((last or 9999) - (first or 0), interview.number or "", interview.id))
    yield from (record for _, _, record in sorted(found))


def _years(when: When) -> tuple[int | None, int | None]:
    def year(day: date | None) -> int | None:
        return day.year if day is not None else None

    return year(when.earliest), year(when.latest)


# What each record has to say


def _entries(record: Record) -> Iterator[Entry]:
    match record:
        case Event():
            yield from _entry(record, Lane.EVENT, record.when)
        case Place():
            yield from _entry(record, Lane.BUILT, record.existed_from)
            yield from _entry(record, Lane.GONE, record.existed_until)
        case Photo():
            yield from _entry(record, Lane.PHOTO, record.when)
        case Object():
            yield from _entry(record, Lane.OBJECT, record.age)
        case Document():
            yield from _entry(record, Lane.PAPER, record.when)
        case Puzzle():
            yield from _told(record)


def _entry(record: Record, lane: Lane, when: When | None) -> Iterator[Entry]:
    if when is not None and when.is_known:
        first, last = _years(when)
        yield Entry(record.id, lane, when, first, last, _is_sure(when))


def _is_sure(when: When) -> bool:
    """Whether it is known to the year, or to a stretch that begins and ends in one year."""
    if when.is_approximate or when.is_uncertain or when.precision is Precision.UNKNOWN:
        return False
    first, last = _years(when)
    return first is not None and first == last


def _told(puzzle: Puzzle) -> Iterator[Entry]:
    """The pieces that are told of a time. What is told twice of one clip is told once."""
    seen: set[tuple[RecordId, float]] = set()
    for piece in puzzle.pieces:
        when, clip = piece.when, piece.clip
        if when is None or clip is None or not when.is_known:
            continue
        place = clip.interview, clip.start
        if place in seen:
            continue
        seen.add(place)
        first, last = _years(when)
        yield Entry(
            puzzle.id,
            Lane.TOLD,
            when,
            first,
            last,
            _is_sure(when),
            words=piece.wording,
            narrator=piece.narrator,
            clip=clip,
            anchor=f"piece-{piece.key}",
        )
