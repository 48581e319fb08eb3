"""A few words of what is said in a fragment, from the transcript as it may be read.

The transcript of an interview is opened once for all that is asked of it: opening one takes longer
than looking for words in it, and most builds open few.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property

from archive.index.fragments import Fragment
from archive.index.voices import Voices
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.marks import plain_text
from archive.model.public import PublicArchive, PublicTelling
from archive.model.records import Record
from archive.model.transcript import Role
from archive.values import dataclass

ENOUGH = 90
"""Characters after which no more is quoted."""
SUBSTANCE = 16
"""Characters of something that says who somebody is better than 嗯 or 你好."""
EARLY = 0.5
"""Seconds that a segment may begin before the stretch it belongs to."""
SHORTEST_NAME = 2
"""Characters. A name of one is half of every sentence."""
OTHER_NAMES: Mapping[Kind, tuple[str, ...]] = {
    Kind.PERSON: ("aliases",),
    Kind.PLACE: ("dialect_name", "other_names"),
    Kind.EVENT: ("called",),
    Kind.OBJECT: ("dialect_name", "former_name"),
    Kind.TERM: ("spellings",),
}
"""Fields with other names that a record goes by in what people say."""


class Side(Enum):
    """What a page asks of an interview."""

    ABOUT = "about"
    """What others say of the record."""
    TOLD = "told"
    """What the person says there."""
    WHOLE = "whole"
    """How the person begins, in an interview that they tell with others."""


Key = tuple[RecordId, Side, RecordId, float | None]
"""Whose page, what of it, which interview, and where in it."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some words and who says them: ``start`` and ``end`` in seconds where they are known."""

    words: str
    who: tuple[RecordId | None, ...]
    """Persons, None for one who is not named."""
    start: float | None
    end: float | None
    number: int
    """Of the segment, from 1."""


Found = Iterator[tuple[Key, Excerpt | None]]


class Excerpts:
    """The excerpts of an archive, each made when its interview is first asked for."""

    def __init__(
        self,
        found: Mapping[Key, Excerpt | None] | None = None,
        ask: Callable[[RecordId], Found] | None = None,
    ) -> None:
        self._found = dict(found or {})
        self._ask = ask
        self._asked: set[RecordId] = set()

    def of(self, key: Key) -> Excerpt | None:
        """What is asked under ``key``; None where nothing can be quoted."""
        interview = key[2]
        if self._ask is not None and interview not in self._asked:
            self._found.update(self._ask(interview))
            self._asked.add(interview)  # no sooner: other threads may ask meanwhile
        return self._found.get(key)

    def portion(self, keys: Iterable[Key]) -> Excerpts:
        """Those under some keys, in plain values that go to a process."""
        return Excerpts({key: self.of(key) for key in keys})


def index_excerpts(archive: PublicArchive, voices: Voices) -> Excerpts:
    """The excerpts of a whole archive."""
    return Excerpts(ask=_Asking(archive, voices).ask)


def asked_of(record: RecordId, voices: Voices, whole: Iterable[RecordId]) -> Iterator[Key]:
    """All that the page of ``record`` asks; ``whole`` are interviews that it tells."""
    for side, fragments in ((Side.ABOUT, voices.about), (Side.TOLD, voices.told)):
        for fragment in fragments.get(record, ()):
            if not fragment.words:
                yield record, side, fragment.interview, fragment.start
    for interview in whole:
        yield record, Side.WHOLE, interview, None


@dataclass(frozen=True)
class _Asking:
    """What the pages of an archive ask of each interview."""

    archive: PublicArchive
    voices: Voices

    def ask(self, interview: RecordId) -> Found:
        """All that any page asks of ``interview``."""
        telling = self.archive.tellings.get(interview)
        if telling is None:
            return
        words = _Words(telling)
        for key, fragment in self._fragments.get(interview, ()):
            yield key, self._excerpt(words, key, fragment)
        for narrator in telling.narrators if len(telling.narrators) > 1 else ():
            if narrator.person is not None:
                key = narrator.person, Side.WHOLE, interview, None
                yield key, words.said_by(narrator.person)

    def _excerpt(self, words: _Words, key: Key, fragment: Fragment) -> Excerpt | None:
        record, side, _, _ = key
        if fragment.start is not None:
            only = record if side is Side.TOLD else None
            return words.between(fragment.start, fragment.end, only=only, but=record)
        return words.naming(names_of(self.archive.records[record]), but=record)

    @cached_property
    def _fragments(self) -> Mapping[RecordId, Sequence[tuple[Key, Fragment]]]:
        found: dict[RecordId, list[tuple[Key, Fragment]]] = {}
        for side, by_record in ((Side.ABOUT, self.voices.about), (Side.TOLD, self.voices.told)):
            for record, fragments in by_record.items():
                for fragment in fragments:
                    if not fragment.words:
                        key = record, side, fragment.interview, fragment.start
                        found.setdefault(fragment.interview, []).append((key, fragment))
        return found


class _Words:
    """The segments of one interview that may be quoted, and their words."""

    def __init__(self, telling: PublicTelling) -> None:
        self._segments = list(telling.segments)
        self._tellers = {None, *(narrator.person for narrator in telling.narrators)}
        self._words = [
            "" if segment.is_withheld else plain_text(segment.spans).strip()
            for segment in self._segments
        ]
        self._starts = [0.0 if s.start is None else s.start for s in self._segments]
        self._is_timed = all(segment.start is not None for segment in self._segments)

    def between(
        self, start: float, end: float | None, *, only: RecordId | None, but: RecordId
    ) -> Excerpt | None:
        """What is said first between two seconds: by ``only``, or else rather not by ``but``."""
        if not self._is_timed:
            return None
        first = bisect_right(self._starts, start - EARLY)
        last = len(self._starts) if end is None else bisect_right(self._starts, end - EARLY)
        places = [i for i in range(first, last) if self._is_told(i)]
        wanted = [i for i in places if only is None or only in self._who(i)]
        others = [i for i in wanted if only is not None or but not in self._who(i)]
        begin = next((i for i in others or wanted if len(self._words[i]) >= SUBSTANCE), None)
        if begin is None:
            begin = next(iter(others or wanted), None)
        return None if begin is None else self._from(begin, last)

    def naming(self, names: Sequence[str], *, but: RecordId) -> Excerpt | None:
        """Where one of ``names`` is said by somebody but the one it may be; where it is asked
        with, the answer."""
        asked: int | None = None
        for place, words in enumerate(self._words):
            if not any(name in words for name in names):
                continue
            if self._is_told(place) and but not in self._who(place):
                return self._from(place, len(self._words))
            if asked is None and self._is_asked(place):
                asked = place
        if asked is None:
            return None
        answers = (i for i in range(asked + 1, len(self._words)) if not self._is_asked(i))
        answer = next(answers, None)
        if answer is None or not self._is_told(answer) or but in self._who(answer):
            return None
        return self._from(answer, len(self._words))

    def said_by(self, person: RecordId) -> Excerpt | None:
        """The first thing of substance that a person says."""
        own = (i for i in range(len(self._words)) if person in self._who(i) and self._is_told(i))
        place = next((i for i in own if len(self._words[i]) >= SUBSTANCE), None)
        return None if place is None else self._from(place, len(self._words))

    def _is_told(self, place: int) -> bool:
        """Whether one of the narrators says it, and it may be read."""
        if not self._words[place] or self._is_asked(place):
            return False
        who = self._who(place)
        return bool(who) and self._tellers.issuperset(who)

    def _is_asked(self, place: int) -> bool:
        return any(s.role is Role.INTERVIEWER for s in self._segments[place].speakers)

    def _who(self, place: int) -> tuple[RecordId | None, ...]:
        return tuple(speaker.person for speaker in self._segments[place].speakers)

    def _from(self, place: int, last: int) -> Excerpt:
        """What the same people go on to say from here, till it is enough to quote."""
        first = self._segments[place]
        until, words = place, self._words[place]
        while len(words) < ENOUGH and until + 1 < last:
            following = self._segments[until + 1]
            if following.speakers != first.speakers or not self._words[until + 1]:
                break
            if following.is_silent or first.is_silent:
                break
            until += 1
            words += self._words[until]
        is_heard = first.start is not None and not first.is_silent
        return Excerpt(
            words,
            self._who(place),
            first.start if is_heard else None,
            self._segments[until].end if is_heard else None,
            first.number,
        )


def names_of(record: Record) -> tuple[str, ...]:
    """What a record is called when people speak of it, longest first."""
    names = [record.heading]
    for name in OTHER_NAMES.get(kind_of(record.id), ()):
        value = getattr(record, name)
        for one in value if isinstance(value, tuple) else (value,):
            names.append(str(getattr(one, "name", one)) if one is not None else "")
    known = {name for name in names if len(name) >= SHORTEST_NAME}
    return tuple(sorted(known, key=lambda name: (-len(name), name)))
