"""One life as the archive tells it: what somebody told, what others tell of them, and their things.

A pure function of the public projection. Everything stands in narrated-time order: by the years
that are told about, not by the day of telling.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from archive.index.mentions import Mentions
from archive.model.dates import When
from archive.model.event import Event
from archive.model.interview import Interview
from archive.model.kinds import RecordId
from archive.model.marks import plain_text
from archive.model.object import Object
from archive.model.person import Person
from archive.model.photo import Photo
from archive.model.public import PublicArchive, PublicSegment
from archive.model.puzzle import Piece
from archive.model.records import Record
from archive.model.spoken import chapter_ends
from archive.model.terms import Witness
from archive.model.transcript import Role
from archive.values import dataclass

FOLLOWING = 2
"""How many segments of the same voice are read on after one that names somebody."""
BEFORE, AFTER = 2, 1
"""How many segments around somebody's words are read with them where others tell the most."""
FEWEST = 6
"""Characters that somebody must have said for an exchange to be worth a page."""
EARLY = 0.5
"""Seconds by which a segment may begin before its chapter and still belong to it."""

_IN_PICTURE = ("people.person",)
_OWNS = ("used_by", "donor")
"""Fields by which a photo shows somebody, and by which an object is somebody's."""

R = TypeVar("R", bound=Record)
_Key = tuple[int, int]
_NEVER: _Key = (date.max.toordinal(), 0)
"""Sorts behind every time."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one interview: a chapter, or a part of one that speaks of somebody."""

    interview: Interview
    title: str
    segments: tuple[PublicSegment, ...]
    chapter: int = 0
    """Which chapter, from 1; 0 for an interview without any."""
    mentions: tuple[RecordId, ...] = ()

    @property
    def start(self) -> float | None:
        """The second it begins at; None without times."""
        return self.segments[0].start


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in a life, with what was said of it: a piece of a puzzle that they told."""

    when: When
    piece: Piece


@dataclass(frozen=True, slots=True)
class Life:
    """What the archive holds of one person."""

    person: Person
    told: tuple[Passage, ...]
    told_of: tuple[Passage, ...]
    moments: tuple[Moment, ...]
    photos: tuple[Photo, ...]
    objects: tuple[Object, ...]

    @property
    def interviews(self) -> tuple[Interview, ...]:
        """Every interview that is quoted, each once, theirs first."""
        quoted = (passage.interview for passage in (*self.told, *self.told_of))
        return tuple({interview.id: interview for interview in quoted}.values())


def gather_life(archive: PublicArchive, mentions: Mentions, *, person: RecordId) -> Life:
    """The life of ``person``, who is in ``archive``. Listed records have no part in it."""
    known = archive.records[person]
    assert isinstance(known, Person)
    about = mentions.of(person)
    own = _each(m.source for m in about if m.role == "narrators.person")
    named = _each(m.source for m in about if m.role in ("mentions", "chapter", "contents.mentions"))
    pieces = _pieces(archive)
    told = (part for p in _passages(archive, own, pieces) for part in _spoken_by(p, person))
    others = _passages(archive, [i for i in named if i not in own], pieces)
    names = _names(known)
    photos = _shown(archive, mentions, Photo, person=person, roles=_IN_PICTURE)
    return Life(
        person=known,
        told=tuple(told),
        told_of=tuple(part for passage in others for part in _naming(passage, names, person)),
        moments=tuple(_moments(pieces, person)),
        photos=tuple(sorted(photos, key=lambda photo: photo.when.sort_key)),
        objects=tuple(_shown(archive, mentions, Object, person=person, roles=_OWNS)),
    )


def _each(records: Iterable[RecordId]) -> list[RecordId]:
    return [*dict.fromkeys(records)]


def _speaks(segment: PublicSegment, person: RecordId) -> bool:
    return any(speaker.person == person for speaker in segment.speakers)


def _names(person: Person) -> tuple[str, ...]:
    """What they may be called in somebody's words; one character alone could be anything."""
    names = (person.name, *(alias.name for alias in person.aliases))
    return tuple(name for name in names if len(name) > 1)


def _pieces(archive: PublicArchive) -> tuple[Piece, ...]:
    filled = (slot for slots in archive.assemblies.values() for slot in slots)
    return tuple(piece for slot in filled for piece in slot.pieces)


# Passages


def _passages(
    archive: PublicArchive, interviews: Iterable[RecordId], pieces: Sequence[Piece]
) -> Sequence[Passage]:
    """The chapters of ``interviews`` in narrated-time order.

    One whose time is not known stays behind the one before it in its interview: a telling is not
    torn apart for want of a year.
    """
    keyed: list[tuple[_Key, int, RecordId, int, Passage]] = []
    for name in interviews:
        interview = archive.records.get(name)
        if not isinstance(interview, Interview) or name in archive.listed:
            continue
        recorded = _key(interview.recorded_on)[0]
        begins = interview.period.earliest if interview.period else None
        key = (begins.toordinal(), 0) if begins else _NEVER
        for passage, told_about in _chapters(archive, interview, pieces):
            key = _key(told_about) if told_about else key
            keyed.append((key, recorded, interview.id, passage.chapter, passage))
    return [passage for *_, passage in sorted(keyed, key=lambda item: item[:4])]


def _key(when: When) -> _Key:
    """By the end of a time: what lasted for years stands where it was over."""
    last = when.latest.toordinal() if when.latest else _NEVER[0]
    return last, when.earliest.toordinal() if when.earliest else 0


def _chapters(
    archive: PublicArchive, interview: Interview, pieces: Sequence[Piece]
) -> Iterator[tuple[Passage, When | None]]:
    """The interview by its chapters, or in one where it has none or no times; and the first time
    that each is known to tell of."""
    telling = archive.tellings[interview.id]
    segments = tuple(telling.segments)
    if not segments:
        return
    chapters = chapter_ends(interview.contents) if telling.is_timed else []
    if not chapters:
        yield Passage(interview, interview.title, segments, 0, interview.mentions), None
        return
    starts = [chapter.start for chapter, _ in chapters[1:]]
    groups: list[list[PublicSegment]] = [[] for _ in chapters]
    for segment in segments:
        begins = (segment.start or 0.0) + EARLY
        groups[sum(start <= begins for start in starts)].append(segment)
    for number, ((chapter, end), group) in enumerate(zip(chapters, groups, strict=True), 1):
        if group:
            told = [p for p in pieces if _lies_in(p, interview.id, chapter.start, end)]
            title = chapter.title or interview.title
            passage = Passage(interview, title, tuple(group), number, chapter.mentions)
            yield passage, _first(archive, chapter.mentions, told)


def _lies_in(piece: Piece, interview: RecordId, start: float, end: float | None) -> bool:
    clip = piece.clip
    if clip is None or clip.interview != interview:
        return False
    return clip.start >= start - EARLY and (end is None or clip.start < end - EARLY)


def _first(
    archive: PublicArchive, mentions: Iterable[RecordId], pieces: Iterable[Piece]
) -> When | None:
    """The first time that is told of: by an event, by a photograph, or by a dated piece."""
    records = (archive.records.get(name) for name in mentions)
    told = [r.when for r in records if isinstance(r, Event | Photo) and r.id not in archive.listed]
    told += [p.when for p in pieces if p.when is not None and p.basis is not Witness.HEARD]
    return min((when for when in told if when.is_known), key=_key, default=None)


def _spoken_by(passage: Passage, person: RecordId) -> Iterator[Passage]:
    """The passage where the person tells the most of it; else the exchanges they have a part in."""
    theirs = [at for at, one in enumerate(passage.segments) if _speaks(one, person)]
    told = [one for one in passage.segments if not _asks(one)]
    said = sum(_length(passage.segments[at]) for at in theirs)
    if 2 * said >= sum(map(_length, told)):
        yield from [passage] if theirs else []
        return
    last = len(passage.segments)
    around = {n for at in theirs for n in range(max(0, at - BEFORE), min(last, at + AFTER + 1))}
    for part in _parts(passage, around):
        if sum(_length(one) for one in part.segments if _speaks(one, person)) >= FEWEST:
            yield part


def _length(segment: PublicSegment) -> int:
    return len(plain_text(segment.spans))


def _parts(passage: Passage, wanted: Collection[int]) -> Iterator[Passage]:
    """The stretches of ``passage`` that the wanted segments, counted from 0, come to."""
    for run in _runs(sorted(wanted)):
        yield replace(passage, segments=passage.segments[run[0] : run[-1] + 1])


def _naming(passage: Passage, names: Sequence[str], person: RecordId) -> Iterator[Passage]:
    """The parts of ``passage`` in which somebody says one of ``names``, read on a little."""
    segments = passage.segments
    wanted: list[int] = []
    for at, segment in enumerate(segments):
        if _asks(segment) or _speaks(segment, person) or not _names_one(segment, names):
            continue
        wanted.append(at)
        following = segments[at + 1 : at + 1 + FOLLOWING]
        for offset, other in enumerate(following, at + 1):
            if other.speakers != segment.speakers or other.is_withheld:
                break
            wanted.append(offset)
    yield from _parts(passage, set(wanted))


def _asks(segment: PublicSegment) -> bool:
    return all(speaker.role is Role.INTERVIEWER for speaker in segment.speakers)


def _names_one(segment: PublicSegment, names: Sequence[str]) -> bool:
    words = plain_text(segment.spans)
    return any(name in words for name in names)


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


# Times and things


def _moments(pieces: Iterable[Piece], person: RecordId) -> Iterator[Moment]:
    """What they told with a time of it, lived or seen; the same seconds once, at full length."""
    told: dict[tuple[RecordId, float], Moment] = {}
    for piece in pieces:
        when, clip = piece.when, piece.clip
        if piece.narrator != person or when is None or not when.is_known or clip is None:
            continue
        if piece.basis is Witness.HEARD:
            continue
        at = (clip.interview, clip.start)
        before = told.get(at)
        if before is None or len(before.piece.wording) < len(piece.wording):
            told[at] = Moment(when, piece)
    yield from sorted(told.values(), key=lambda moment: (_key(moment.when), moment.piece.key))


def _shown(
    archive: PublicArchive,
    mentions: Mentions,
    model: type[R],
    *,
    person: RecordId,
    roles: Collection[str],
) -> Iterator[R]:
    """Records of ``model`` that name the person in one of ``roles``, and that can be looked at."""
    for name in _each(m.source for m in mentions.of(person) if m.role in roles):
        record = archive.records[name]
        if isinstance(record, model) and name not in archive.listed and archive.pictures.get(name):
            yield record
