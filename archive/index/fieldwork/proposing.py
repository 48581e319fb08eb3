"""Pieces for a slot, found and not typed: what was told, photographed or written elsewhere.

A proposal is a passage of a transcript, a photograph, an object or the page of a paper that is like
what the slot asks for, with the reasons. Nothing proposed is ever a piece by itself: a worker takes
it or refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from archive.index.desk.desk import Desk, Hit
from archive.index.desk.passages import Place as Where
from archive.index.fieldwork.people import Callings
from archive.index.mentions import references
from archive.model.document import Document
from archive.model.interview import Chapter, Interview
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.marks import plain_text
from archive.model.object import Object
from archive.model.photo import Photo
from archive.model.puzzle import Piece, Puzzle, Slot
from archive.model.records import Record
from archive.model.terms import Access
from archive.model.transcript import Role, Segment
from archive.values import dataclass


class Why(StrEnum):
    """Why something is proposed."""

    QUESTION = "question"
    """It has words of the question."""
    PIECES = "pieces"
    """It has words of pieces that are in the slot."""
    NAMED = "named"
    """It has words of what the puzzle is called."""
    ASKED = "asked"
    """It answers a question like this one."""
    AROUND = "around"
    """What is said right before or after is like it."""
    BESIDE = "beside"
    """It stands next to a piece of the slot, or belongs to the same record."""
    ABOUT = "about"
    """Its chapter, or the record, is about what the puzzle is about."""
    PERSON = "person"
    """It names somebody whom the slot names, or is theirs."""
    TIME = "time"
    """The slot asks when, and it says when."""


SPOKEN: Mapping[Why, float] = MappingProxyType(
    {
        Why.QUESTION: 1.0,
        Why.PIECES: 1.0,
        Why.ASKED: 0.4,
        Why.AROUND: 0.35,
        Why.BESIDE: 0.3,
        Why.NAMED: 0.25,
        Why.ABOUT: 0.12,
        Why.PERSON: 0.05,
        Why.TIME: 0.05,
    }
)
SHOWN: Mapping[Why, float] = MappingProxyType(
    {
        Why.QUESTION: 1.0,
        Why.PIECES: 0.8,
        Why.NAMED: 0.4,
        Why.BESIDE: 0.1,
        Why.ABOUT: 0.1,
        Why.PERSON: 0.05,
    }
)
"""How much each reason says, of what is told and of what is to be seen; each is 0 to 1."""

ENOUGH = 0.06
"""A reason that adds less than this is not told."""
_MANY = 400
_OVERLAP = 0.5
"""Seconds that a passage and a piece share where they are the same."""
_NEXT = 3
"""Passages from a piece to what stands next to it."""
_FADES = 0.7
"""What is left of a question's likeness with each passage after it."""
_YEAR = re.compile(r"(?:[一二三四五六七八九〇零\d]{2,4}|那|第二|头)年|岁")
_NO_WORDS = re.compile(r"\W+")
_SENTENCE = re.compile(r"[。！？；!?;\n…]+")
_TELLING = 6
"""Characters of a sentence that nobody else says by chance."""
_WHEN = re.compile(r"哪.?年|几岁|啥时候|啥辰光|什么时候|哪一天|when|year", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that may fill a slot: a segment of an interview, a photograph, an object, or the
    page of a paper."""

    puzzle: RecordId
    slot: str
    source: RecordId
    text: str
    why: Mapping[Why, float]
    """Each reason and what it adds, most first."""
    narrator: RecordId | None = None
    start: float | None = None
    end: float | None = None
    number: int | None = None
    """Of the segment in its transcript, or of the page; counted from 1."""
    line: int | None = None
    """Of a segment: where it stands in its file."""

    @property
    def score(self) -> float:
        """How likely, compared with others."""
        return round(sum(self.why.values()), 6)

    @property
    def key(self) -> str:
        """Names the source: ``photos/jing``, ``documents/bei#2``, ``interviews/amei@12.5``, and
        ``interviews/agong#4`` where a transcript has no times."""
        if self.start is not None:
            return f"{self.source}@{self.start:g}"
        return f"{self.source}#{self.number}" if self.number else self.source


@dataclass(frozen=True, slots=True)
class _Sought:
    """What a slot asks for."""

    puzzle: Puzzle
    slot: Slot
    pieces: tuple[Piece, ...]
    about: frozenset[RecordId]
    people: frozenset[RecordId]
    texts: Mapping[Why, str]
    asks_when: bool


Likeness = Mapping[Why, Mapping[RecordId, Sequence[Hit]]]


@dataclass(frozen=True)
class Proposer:
    """Proposes from everything the desk holds."""

    desk: Desk
    spoken: Mapping[Why, float] = field(default_factory=lambda: SPOKEN)
    shown: Mapping[Why, float] = field(default_factory=lambda: SHOWN)

    @cached_property
    def callings(self) -> Callings:
        """Who is named in a text."""
        return Callings(self.desk.archive)

    def puzzles(self) -> tuple[Puzzle, ...]:
        """The puzzles of the archive."""
        found = self.desk.archive.of_kind(Kind.PUZZLE)
        return tuple(puzzle for puzzle in found if isinstance(puzzle, Puzzle))

    def propose(
        self,
        puzzle: Puzzle,
        slot: Slot,
        *,
        limit: int = 10,
        refused: frozenset[str] = frozenset(),
    ) -> tuple[Proposal, ...]:
        """What may fill ``slot``, likeliest first: nothing that is in it, and nothing ``refused``.

        Pieces of ``puzzle`` say what is in it and what it is like; the archive need not agree.
        """
        sought = self._sought(puzzle, slot)
        found = [*self._told(sought), *self._to_be_seen(sought)]
        found = [
            one
            for one in found
            if one.key not in refused and not any(is_same(one, piece) for piece in sought.pieces)
        ]
        found.sort(key=lambda one: (-one.score, one.key))
        return tuple(found[:limit])

    def _sought(self, puzzle: Puzzle, slot: Slot) -> _Sought:
        question = f"{slot.question or ''}\n{slot.name}"
        pieces = tuple(piece for piece in puzzle.pieces if piece.slot == slot.key)
        subject = self.desk.archive.records.get(puzzle.subject) if puzzle.subject else None
        people = {*self.callings.named_in(question)}
        if subject is not None and kind_of(subject.id) is Kind.PERSON:
            people.add(subject.id)
        texts = {
            Why.QUESTION: question,
            Why.PIECES: "\n".join(piece.wording for piece in pieces),
            Why.NAMED: f"{puzzle.name} {subject.heading if subject else ''}",
        }
        about = {record for record in (puzzle.subject, *puzzle.related) if record}
        return _Sought(
            puzzle, slot, pieces, frozenset(about), frozenset(people), texts,
            bool(_WHEN.search(question)),
        )  # fmt: skip

    def _alike(self, sought: _Sought, kinds: Iterable[Kind], *, is_spoken: bool) -> Likeness:
        """Passages like each text of the slot, by record."""
        found: dict[Why, dict[RecordId, list[Hit]]] = {}
        for why, text in sought.texts.items():
            mine = found.setdefault(why, {})
            if not text.strip():
                continue
            for hit in self.desk.alike(text, kinds=kinds, is_spoken=is_spoken, limit=_MANY):
                mine.setdefault(hit.passage.record, []).append(hit)
        return found

    # --- what was told

    def _told(self, sought: _Sought) -> Iterator[Proposal]:
        alike = self._alike(sought, (Kind.INTERVIEW,), is_spoken=True)
        for interview in self.desk.archive.of_kind(Kind.INTERVIEW):
            transcripts = self.desk.archive.transcripts.get(interview.id)
            if interview.access is Access.CLOSED or not isinstance(interview, Interview):
                continue
            if transcripts and transcripts.shown:
                segments = transcripts.shown.segments
                yield from self._in_interview(sought, interview, segments, alike)

    def _in_interview(
        self, sought: _Sought, interview: Interview, segments: Sequence[Segment], alike: Likeness
    ) -> Iterator[Proposal]:
        likeness = [
            {why: _best(alike[why].get(interview.id, ()), segment, number) for why in sought.texts}
            for number, segment in enumerate(segments, 1)
        ]
        whole = [sum(self.spoken[why] * one[why] for why in one) for one in likeness]
        taken = [n for n, segment in enumerate(segments) if _is_taken(segment, interview, sought)]
        asked: int | None = None
        for number, segment in enumerate(segments):
            if segment.speakers and all(s.role is Role.INTERVIEWER for s in segment.speakers):
                asked = number
                continue
            text = plain_text(segment.spans).strip()
            if not text:
                continue
            around = [whole[n] for n in (number - 1, number + 1) if 0 <= n < len(segments)]
            reasons = {
                **likeness[number],
                Why.ASKED: 0.0 if asked is None else whole[asked] * _FADES ** (number - asked - 1),
                Why.AROUND: max(around, default=0.0),
                Why.BESIDE: _nearness(number, taken),
                Why.ABOUT: _aboutness(sought, interview, segment.start),
                Why.PERSON: float(bool(sought.people & {*self.callings.named_in(text)})),
                Why.TIME: float(sought.asks_when and bool(_YEAR.search(text))),
            }
            yield Proposal(
                sought.puzzle.id,
                sought.slot.key,
                interview.id,
                text,
                _weighed(reasons, self.spoken),
                narrator=_narrator(segment),
                start=segment.start,
                end=segment.end,
                number=number + 1,
                line=segment.line,
            )

    # --- what is to be seen

    def _to_be_seen(self, sought: _Sought) -> Iterator[Proposal]:
        kinds = (Kind.PHOTO, Kind.OBJECT, Kind.DOCUMENT)
        alike = self._alike(sought, kinds, is_spoken=False)
        near = {
            target
            for piece in sought.pieces
            for source in (piece.photo, piece.object, piece.document)
            if source
            for _, target in references(self.desk.archive.records[source])
        }
        for kind in kinds:
            for record in self.desk.archive.of_kind(kind):
                if record.access is Access.CLOSED:
                    continue
                targets = {target for _, target in references(record)}
                beside = {
                    Why.BESIDE: float(record.id in near),
                    Why.ABOUT: float(bool(sought.about & (targets | {record.id}))),
                    Why.PERSON: float(bool(sought.people & targets)),
                }
                for page in _pages(record):
                    reasons = {
                        why: _best_of(alike[why].get(record.id, ()), page) for why in sought.texts
                    }
                    why = _weighed({**reasons, **beside}, self.shown)
                    if why:
                        text = _described(record, page)
                        yield Proposal(
                            sought.puzzle.id, sought.slot.key, record.id, text, why, number=page
                        )


def is_same(proposal: Proposal, piece: Piece) -> bool:
    """Whether ``piece`` comes from where ``proposal`` does."""
    clip = piece.clip
    if clip is None and piece.told_in is not None:
        return proposal.source == piece.told_in and _tells(proposal.text, piece)
    if clip is not None:
        if proposal.source != clip.interview or proposal.start is None or proposal.end is None:
            return False
        shared = min(clip.end, proposal.end) - max(clip.start, proposal.start)
        return shared > min(_OVERLAP, (proposal.end - proposal.start) / 2)
    if piece.document is not None:
        page = piece.page or 1
        return proposal.source == piece.document and (proposal.number or 1) == page
    return proposal.source in (piece.photo, piece.object)


def _is_taken(segment: Segment, interview: Interview, sought: _Sought) -> bool:
    return any(
        piece.told_in == interview.id
        and (
            _tells(plain_text(segment.spans), piece)
            if piece.clip is None or segment.start is None or segment.end is None
            else min(piece.clip.end, segment.end) - max(piece.clip.start, segment.start) > _OVERLAP
        )
        for piece in sought.pieces
    )


def _tells(words: str, piece: Piece) -> bool:
    """Whether a passage without times is what a piece says: nothing but the words can tell, and
    a piece may leave some of them out."""
    told = _NO_WORDS.sub("", words)
    said = (_NO_WORDS.sub("", sentence) for sentence in _SENTENCE.split(piece.wording))
    return any(len(sentence) >= _TELLING and sentence in told for sentence in said)


def _best(hits: Iterable[Hit], segment: Segment, number: int) -> float:
    """How like a segment is, in either transcript: of two that say the same, the desk gives one."""
    found = 0.0
    for hit in hits:
        start, end = hit.passage.start, hit.passage.end
        if segment.start is None or segment.end is None:
            if hit.passage.number == number and start is None:
                found = max(found, hit.score)
            continue
        if start is None or end is None:
            continue
        if min(end, segment.end) - max(start, segment.start) > (segment.end - segment.start) / 2:
            found = max(found, hit.score)
    return found


def _best_of(hits: Iterable[Hit], page: int | None) -> float:
    """How like a record is as a whole, or one page of it."""
    found = 0.0
    for hit in hits:
        is_page = hit.passage.place is Where.PAGE
        if is_page and page is not None and hit.passage.number != page:
            continue
        found = max(found, hit.score)
    return found


def _nearness(number: int, taken: Sequence[int]) -> float:
    """1 right beside a passage that is a piece of the slot, less further away."""
    away = min((abs(number - other) for other in taken), default=_NEXT + 1)
    return 1 / away if 0 < away <= _NEXT else 0.0


def _aboutness(sought: _Sought, interview: Interview, start: float | None) -> float:
    """1 where the chapter mentions what the puzzle is about, half where the interview does."""
    chapter = None if start is None else _chapter_at(interview, start)
    if chapter is not None and sought.about & {*chapter.mentions}:
        return 1.0
    return 0.5 if sought.about & {*interview.mentions} else 0.0


def _chapter_at(interview: Interview, start: float) -> Chapter | None:
    before = [chapter for chapter in interview.contents if chapter.start <= start + _OVERLAP]
    return before[-1] if before else None


def _narrator(segment: Segment) -> RecordId | None:
    people = [speaker.person for speaker in segment.speakers]
    return people[0] if len(people) == 1 else None


def _weighed(reasons: Mapping[Why, float], weights: Mapping[Why, float]) -> Mapping[Why, float]:
    added = {why: weights.get(why, 0.0) * value for why, value in reasons.items()}
    kept = sorted(
        ((v, why) for why, v in added.items() if v > 0), key=lambda one: (-one[0], one[1])
    )
    return {why: value for value, why in kept}


def _pages(record: Record) -> Sequence[int | None]:
    if isinstance(record, Document):
        return range(1, max(1, len(record.pages)) + 1)
    return (None,)


def _described(record: Record, page: int | None) -> str:
    """What can be said of a source, to begin with."""
    match record:
        case Photo():
            return record.description
        case Object():
            return record.pictures[0].caption or record.name if record.pictures else record.name
        case Document() if page is not None and len(record.pages) >= page:
            return record.pages[page - 1].text or record.heading
    return record.heading
