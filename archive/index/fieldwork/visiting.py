"""What to take along to one person: questions, things to show, and their own words of last time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from archive.index.fieldwork.consents_due import DueConsent, consents_due
from archive.index.fieldwork.gaps import Gap, find_gaps
from archive.index.fieldwork.knowing import Clue, Village, slot_name
from archive.index.fieldwork.people import age_of
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId
from archive.model.object import Object
from archive.model.person import Person
from archive.model.photo import Photo
from archive.model.puzzle import Puzzle
from archive.model.terms import Access
from archive.model.visit import Next, Visit
from archive.values import dataclass

MOST_QUESTIONS, MOST_THINGS, MOST_WORDS = 8, 6, 3
AGREED = 2.0
"""How much more a question counts that was agreed on at the last visit."""
_LIKELY, _LEAST, _FEW = 0.4, 0.3, 4
"""How likely they must be to know; and how likely at least, where there are fewer questions."""

_LEAST_WORDS = 12
"""Characters: what is shorter says nothing when it is read back by itself."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question in words that can be said aloud; ``gap`` is the slot it is about."""

    words: str
    gap: Gap | None
    clues: tuple[Clue, ...] = ()
    """Why they may know."""


@dataclass(frozen=True, slots=True)
class Words:
    """What they said, to read back: at a visit, or in an interview from ``start`` on."""

    text: str
    source: RecordId
    question: str | None = None
    start: float | None = None


@dataclass(frozen=True, slots=True)
class Caution:
    """What whoever goes has to know, and whom they visit need not read."""

    text: str
    source: RecordId


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """One visit, prepared."""

    person: Person
    on: date
    age: int | None
    questions: tuple[Question, ...]
    things: tuple[RecordId, ...]
    """Photographs and objects to bring, those that the questions are about first."""
    words: tuple[Words, ...]
    """Their own, from interviews: to be read back to them."""
    answers: tuple[Words, ...]
    """What the worker wrote down of their answers the last time."""
    consents: tuple[DueConsent, ...]
    last: Visit | None
    cautions: tuple[Caution, ...]


def plan_visit(village: Village, person: Person, *, on: date) -> VisitPlan:
    """Prepare a visit to ``person`` on the day ``on``."""
    gaps = find_gaps(village, on=on)
    questions = tuple(_questions(village, person.id, gaps))[:MOST_QUESTIONS]
    visits = [visit for visit in village.visits if person.id in visit.met]
    consents = consents_due(village, person.id, on=on)
    return VisitPlan(
        person=person,
        on=on,
        age=age_of(person, on=on),
        questions=questions,
        things=tuple(_things(village, person.id, questions, on=on))[:MOST_THINGS],
        words=tuple(_words(village, person.id, questions))[:MOST_WORDS],
        answers=tuple(_answers(village, person.id, visits)),
        consents=consents,
        last=visits[0] if visits else None,
        cautions=tuple(_cautions(person.id, visits, consents)),
    )


def _questions(village: Village, person: RecordId, gaps: Sequence[Gap]) -> Iterator[Question]:
    """Those agreed on first, in the words they were written in; then by how much they press."""
    by_name = {gap.name: gap for gap in gaps}
    said: set[str] = set()
    agreed: dict[str, Next] = {}
    for visit in village.visits:
        for one in visit.next:
            if person not in visit.people_of(one):
                continue
            key = one.slot or one.words
            if key and (one.slot in by_name or not _was_asked_since(village, visit, one)):
                agreed.setdefault(key, one)
    found: list[tuple[bool, float, Question]] = []
    for gap in gaps:
        knower = next((one for one in gap.knowers if one.person == person), None)
        if knower is None or (knower.weight < _LEAST and gap.name not in agreed):
            continue
        is_likely = knower.weight >= _LIKELY or gap.name in agreed
        value = gap.urgency * knower.weight * (AGREED if gap.name in agreed else 1.0)
        words = agreed[gap.name].words if gap.name in agreed else None
        found.append((is_likely, value, Question(words or gap.question, gap, knower.clues)))
    found.sort(key=lambda one: (not one[0], -one[1], one[2].words))
    likely = sum(is_likely for is_likely, _, _ in found)
    free = [one.words for one in agreed.values() if one.slot not in by_name and one.words]
    # Whatever was worth writing down is asked, about a slot that is closed too; two of these find
    # room beside the open slots.
    ordered = [question for _, _, question in found[: max(likely, _FEW)]]
    ordered[2:2] = [Question(words, None) for words in free[:2]]
    for question in ordered:
        if question.words not in said:
            said.add(question.words)
            yield question


def _was_asked_since(village: Village, before: Visit, question: Next) -> bool:
    later = (visit for visit in village.visits if visit.visited_on > before.visited_on)
    return any(
        (one.slot == question.slot if question.slot else one.words == question.words)
        for visit in later
        for one in visit.asked
    )


def _things(
    village: Village, person: RecordId, questions: Sequence[Question], *, on: date
) -> Iterator[RecordId]:
    """What the questions are about, then photographs with somebody nobody knows, then their own;
    nothing that is closed, and nothing of which they have taken back their consent."""
    found: dict[RecordId, None] = {}
    gaps = [question.gap for question in questions if question.gap is not None]
    for gap in gaps:
        for piece in gap.filled.pieces:
            found.update(dict.fromkeys(r for r in (piece.photo, piece.object) if r))
    subjects = {gap.puzzle.subject for gap in gaps}
    photos = [p for p in village.archive.of_kind(Kind.PHOTO) if isinstance(p, Photo)]
    found.update(dict.fromkeys(p.id for p in photos if p.place and p.place in subjects))
    for photo in photos:
        concerned = {one.person for one in photo.people} | {photo.provider}
        if person in concerned and faces_to_name(photo):
            found[photo.id] = None
    for thing in village.archive.of_kind(Kind.OBJECT):
        if isinstance(thing, Object) and person in (*thing.used_by, thing.donor):
            found[thing.id] = None
    for name in found:
        if village.archive.records[name].access is Access.CLOSED:
            continue
        if not _has_taken_back(village, person, name, on=on):
            yield name


def _has_taken_back(village: Village, person: RecordId, record: RecordId, *, on: date) -> bool:
    consents = village.archive.consents_of.get(person, ())
    return any(
        record in consent.covers and consent.withdrawn_on is not None and consent.withdrawn_on <= on
        for consent in consents
    )


def _words(village: Village, person: RecordId, questions: Sequence[Question]) -> Iterator[Words]:
    """What they told of the puzzles that are asked about, one of each first; then a quotation."""
    told: set[str] = set()
    later: list[Words] = []
    for puzzle in dict.fromkeys(q.gap.puzzle.id for q in questions if q.gap):
        record = village.archive.records[puzzle]
        assert isinstance(record, Puzzle)
        own = [
            Words(piece.wording, piece.clip.interview, start=piece.clip.start)
            for piece in record.pieces
            if piece.narrator == person and piece.clip and len(piece.wording) >= _LEAST_WORDS
            if slot_name(puzzle, piece.slot) not in village.avoided.get(person, ())
        ]
        for number, words in enumerate(own):
            if words.text in told:
                continue
            told.add(words.text)
            if number == 0:
                yield words
            else:
                later.append(words)
    for interview in village.archive.of_kind(Kind.INTERVIEW):
        if not isinstance(interview, Interview) or interview.quote is None:
            continue
        if [one.person for one in interview.narrators] == [person] and interview.quote not in told:
            yield Words(interview.quote, interview.id, start=interview.quote_start)
    yield from later


def _answers(village: Village, person: RecordId, visits: Sequence[Visit]) -> Iterator[Words]:
    for visit in visits[:1]:
        for one in visit.asked:
            if one.answer and person in visit.people_of(one):
                yield Words(one.answer, visit.id, one.words or _question_of(village, one.slot))


def _question_of(village: Village, slot: str | None) -> str | None:
    """The question of the slot that a visit names."""
    for puzzle in village.archive.of_kind(Kind.PUZZLE) if slot else ():
        assert isinstance(puzzle, Puzzle)
        for one in village.archive.slots_of(puzzle):
            if slot_name(puzzle.id, one.key) == slot:
                return one.question or one.name
    return None


def _cautions(
    person: RecordId, visits: Sequence[Visit], consents: Sequence[DueConsent]
) -> Iterator[Caution]:
    for visit in visits:
        for one in visit.avoid:
            if one.words and person in visit.people_of(one):
                yield Caution(one.words, visit.id)
        if visit.note:
            yield Caution(visit.note, visit.id)
    for due in consents:
        if due.remark and due.record:
            yield Caution(due.remark, due.record)


def faces_to_name(photo: Photo) -> bool:
    """Whether somebody in ``photo`` is still to be recognised."""
    return any(one.person is None and one.outline for one in photo.people)
