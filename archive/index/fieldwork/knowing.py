"""Who may know what nobody has told yet, and why one may think so."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from archive.index.fieldwork.people import Callings, may_be_asked
from archive.model.archive import Archive
from archive.model.event import Event
from archive.model.households import households_of
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId
from archive.model.marks import full_text
from archive.model.object import Object
from archive.model.person import Person
from archive.model.photo import Photo
from archive.model.place import Place
from archive.model.puzzle import Piece, Puzzle, Slot
from archive.model.terms import SlotState
from archive.model.visit import Visit
from archive.values import dataclass


class Ground(StrEnum):
    """Why somebody may know."""

    TO_BE_ASKED = "to-be-asked"
    """Agreed on at a visit."""
    NOTED = "noted"
    """The slot names them under ``may_know``."""
    IS_IT = "is-it"
    """The puzzle is about them."""
    WAS_THERE = "was-there"
    """They took part in the event."""
    TOLD_OTHERS = "told-others"
    """Somebody has it from them."""
    LIVED_THERE = "lived-there"
    LIVED_WITH = "lived-with"
    """They shared a household with whom the puzzle is about."""
    USED = "used"
    """They used the object, or gave it."""
    IN_PHOTO = "in-photo"
    NAMED = "named"
    """Their name stands in what is told or asked."""
    LIVED_BESIDE = "lived-beside"
    TOLD_BESIDE = "told-beside"
    """They told another slot of the puzzle."""


WEIGHTS: Mapping[Ground, float] = MappingProxyType(
    {
        Ground.TO_BE_ASKED: 0.9,
        Ground.NOTED: 0.8,
        Ground.IS_IT: 0.8,
        Ground.WAS_THERE: 0.6,
        Ground.TOLD_OTHERS: 0.6,
        Ground.LIVED_THERE: 0.5,
        Ground.LIVED_WITH: 0.5,
        Ground.USED: 0.5,
        Ground.IN_PHOTO: 0.5,
        Ground.NAMED: 0.4,
        Ground.LIVED_BESIDE: 0.3,
        Ground.TOLD_BESIDE: 0.3,
    }
)
"""How much each ground says, 0 to 1. Grounds add up: two of 0.5 make 0.75."""

STRONG = 0.5
"""From here on somebody counts as one who may know when it is asked how many are left."""
NEAR = 0.12
"""How far apart neighbours live at most, as a share of the village sketch."""
_UNBORN = 0.3
"""What is left of a weight for somebody born after the event: they can have heard of it."""
_SAME_VOICE = 0.5
"""What is left for one who shares a roof with the only teller: no second voice."""
_IN_VAIN = 0.5
"""What is left for each time they were asked and did not answer."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One reason to think that somebody knows; ``of`` is the record, or the slot, it comes from."""

    ground: Ground
    of: str


@dataclass(frozen=True, slots=True)
class Before:
    """A slot was asked about at a visit."""

    visit: RecordId
    slot: str
    """puzzle/slot, as visits write it."""
    people: tuple[RecordId, ...]
    answer: str | None


@dataclass(frozen=True, slots=True)
class Knower:
    """Somebody who may know, why, and how much that says, 0 to 1."""

    person: RecordId
    clues: tuple[Clue, ...]
    weight: float
    is_same_voice: bool = False
    """They share a household with the only one who has told it."""
    in_vain: int = 0
    """How often they were asked this and did not answer."""


def slot_name(puzzle: RecordId, slot: str) -> str:
    """As marks and visits write it: shuiche/from."""
    return f"{puzzle.partition('/')[2]}/{slot}"


@dataclass(frozen=True)
class Village:
    """An archive as one looks for those who may know."""

    archive: Archive

    @cached_property
    def callings(self) -> Callings:
        """Who is named in a text."""
        return Callings(self.archive)

    @cached_property
    def households(self) -> Mapping[RecordId, str]:
        """Where each person lived."""
        return households_of(self.archive)

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        """The visits, latest first."""
        found = [v for v in self.archive.of_kind(Kind.VISIT) if isinstance(v, Visit)]
        return tuple(sorted(found, key=lambda visit: (visit.visited_on, visit.id), reverse=True))

    @cached_property
    def asked(self) -> Mapping[str, tuple[Before, ...]]:
        """When each slot was asked about, latest first."""
        found: dict[str, list[Before]] = {}
        for visit in self.visits:
            for one in visit.asked:
                if one.slot is not None:
                    before = Before(visit.id, one.slot, visit.people_of(one), one.answer)
                    found.setdefault(one.slot, []).append(before)
        return {slot: tuple(befores) for slot, befores in found.items()}

    @cached_property
    def avoided(self) -> Mapping[RecordId, frozenset[str]]:
        """The slots that each person is not to be asked about."""
        found: dict[RecordId, set[str]] = {}
        for visit in self.visits:
            for one in visit.avoid:
                for person in visit.people_of(one) if one.slot else ():
                    found.setdefault(person, set()).add(one.slot or "")
        return {person: frozenset(slots) for person, slots in found.items()}

    def knowers(self, puzzle: Puzzle, slot: Slot, state: SlotState) -> tuple[Knower, ...]:
        """Those who may know what belongs into ``slot`` and have not told it, likeliest first."""
        pieces = [piece for piece in puzzle.pieces if piece.slot == slot.key]
        tellers = {piece.narrator for piece in pieces}
        name = slot_name(puzzle.id, slot.key)
        found: dict[RecordId, dict[Clue, None]] = {}
        for person, clue in self._clues(puzzle, slot, pieces):
            known = self.archive.people.get(person)
            if known is None or person in tellers or not may_be_asked(known):
                continue
            if name in self.avoided.get(person, ()):
                continue
            found.setdefault(person, {})[clue] = None
        roofs = {self.households.get(one) for one in tellers if one is not None}
        knowers = []
        for person, clues in found.items():
            is_same = state is SlotState.ONE_VOICE and self.households.get(person, "") in roofs
            knowers.append(self._knower(person, tuple(clues), puzzle, slot, is_same=is_same))
        return tuple(sorted(knowers, key=lambda one: (-one.weight, one.person)))

    def _knower(
        self,
        person: RecordId,
        clues: tuple[Clue, ...],
        puzzle: Puzzle,
        slot: Slot,
        *,
        is_same: bool,
    ) -> Knower:
        # The same ground twice says hardly more than once.
        grounds = {clue.ground for clue in clues}
        weight = 1 - math.prod(1 - WEIGHTS[ground] for ground in grounds)
        if self._is_born_after(person, puzzle):
            weight *= _UNBORN
        in_vain = sum(
            person in before.people and before.answer is None
            for before in self.asked.get(slot_name(puzzle.id, slot.key), ())
        )
        weight *= _IN_VAIN**in_vain * (_SAME_VOICE if is_same else 1.0)
        order = sorted(clues, key=lambda clue: (-WEIGHTS[clue.ground], clue.of))
        return Knower(person, tuple(order), round(weight, 4), is_same, in_vain)

    def _is_born_after(self, person: RecordId, puzzle: Puzzle) -> bool:
        event = self.archive.records.get(puzzle.subject) if puzzle.subject else None
        born = self.archive.people[person].born
        if not isinstance(event, Event) or born is None or born.earliest is None:
            return False
        return event.when.latest is not None and event.when.latest < born.earliest

    # --- clues

    def _clues(
        self, puzzle: Puzzle, slot: Slot, pieces: list[Piece]
    ) -> Iterator[tuple[RecordId, Clue]]:
        name = slot_name(puzzle.id, slot.key)
        for visit in self.visits:
            for question in visit.next:
                if question.slot == name:
                    for person in visit.people_of(question):
                        yield person, Clue(Ground.TO_BE_ASKED, visit.id)
        for person in slot.may_know:
            yield person, Clue(Ground.NOTED, puzzle.id)
        if puzzle.subject is not None:
            yield from self._around(puzzle.subject)
        for piece in pieces:
            yield from self._of_piece(piece)
        for person in self.callings.named_in(f"{slot.name} {slot.question or ''}"):
            yield person, Clue(Ground.NAMED, name)
        for piece in puzzle.pieces:
            if piece.slot != slot.key and piece.narrator is not None:
                yield piece.narrator, Clue(Ground.TOLD_BESIDE, slot_name(puzzle.id, piece.slot))

    def _around(self, subject: RecordId) -> Iterator[tuple[RecordId, Clue]]:
        """Those who have to do with what the puzzle is about."""
        match self.archive.records.get(subject):
            case Event() as event:
                yield from _each(event.participants, Ground.WAS_THERE, subject)
            case Place() as place:
                yield from _each(self._living_at(place.id), Ground.LIVED_THERE, subject)
                for other in self._beside(place):
                    yield from _each(self._living_at(other), Ground.LIVED_BESIDE, other)
            case Object() as thing:
                users = [*thing.used_by, *([thing.donor] if thing.donor else [])]
                yield from _each(users, Ground.USED, subject)
            case Person() as person:
                yield person.id, Clue(Ground.IS_IT, subject)
                roof = self.households.get(person.id)
                others = [p for p, own in self.households.items() if own == roof and roof]
                yield from _each((p for p in others if p != person.id), Ground.LIVED_WITH, subject)

    def _of_piece(self, piece: Piece) -> Iterator[tuple[RecordId, Clue]]:
        """Those whom a piece of the slot leads to."""
        if piece.heard_from is not None:
            yield piece.heard_from, Clue(Ground.TOLD_OTHERS, piece.narrator or "")
        photo = self.archive.records.get(piece.photo) if piece.photo else None
        if isinstance(photo, Photo):
            shown = (one.person for one in photo.people if one.person is not None)
            yield from _each(shown, Ground.IN_PHOTO, photo.id)
        source = piece.clip.interview if piece.clip else (piece.photo or piece.object or "")
        for person in self.callings.named_in(f"{piece.wording}\n{self._said(piece)}"):
            yield person, Clue(Ground.NAMED, source or piece.document or "")

    def _said(self, piece: Piece) -> str:
        """All that is said in the seconds of a piece."""
        interview = self.archive.records.get(piece.clip.interview) if piece.clip else None
        transcripts = self.archive.transcripts.get(interview.id) if interview else None
        shown = transcripts.shown if transcripts else None
        if piece.clip is None or shown is None or not isinstance(interview, Interview):
            return ""
        start, end = piece.clip.start, piece.clip.end
        return "\n".join(
            full_text(segment.spans)
            for segment in shown.segments
            if segment.start is not None
            and segment.end is not None
            and segment.start < end
            and start < segment.end
        )

    def _living_at(self, place: RecordId) -> tuple[RecordId, ...]:
        return self._residents.get(place, ())

    @cached_property
    def _residents(self) -> Mapping[RecordId, tuple[RecordId, ...]]:
        found: dict[RecordId, dict[RecordId, None]] = {}
        for place in self.archive.of_kind(Kind.PLACE):
            for household in place.households if isinstance(place, Place) else ():
                if household.person is not None:
                    found.setdefault(place.id, {})[household.person] = None
        for person in self.archive.people.values():
            if person.household is not None:
                found.setdefault(person.household, {})[person.id] = None
        return {place: tuple(people) for place, people in found.items()}

    def _beside(self, place: Place) -> Iterator[RecordId]:
        """Places where people lived next to ``place``, by the sketch."""
        here = _middle(place)
        for other in sorted(self._residents):
            record = self.archive.records.get(other)
            if other == place.id or not isinstance(record, Place):
                continue
            there = _middle(record)
            if here and there and math.dist(here, there) <= NEAR:
                yield other


def _middle(place: Place) -> tuple[float, float] | None:
    spot = place.position
    return (spot.x + spot.width / 2, spot.y + spot.height / 2) if spot else None


def _each(people: Iterable[RecordId], ground: Ground, of: str) -> Iterator[tuple[RecordId, Clue]]:
    return ((person, Clue(ground, of)) for person in people)
