"""Open slots, the most urgent first, each with whom to ask."""

from __future__ import annotations

from datetime import date

from archive.index.fieldwork.knowing import STRONG, Before, Knower, Village, slot_name
from archive.index.fieldwork.people import age_of
from archive.index.fieldwork.urgency import OPENNESS, Level, level_of, urgency
from archive.model.assembly import FilledSlot, assemble
from archive.model.kinds import Kind
from archive.model.puzzle import Puzzle, Slot
from archive.model.terms import SlotState
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """One open slot: how much it presses, who may know, and what was asked already."""

    puzzle: Puzzle
    slot: Slot
    state: SlotState
    filled: FilledSlot
    knowers: tuple[Knower, ...]
    """Those who have not told it, likeliest first."""
    before: tuple[Before, ...]
    """When it was asked, latest first."""
    urgency: float
    level: Level

    @property
    def name(self) -> str:
        """puzzle/slot, as marks and visits write it."""
        return slot_name(self.puzzle.id, self.slot.key)

    @property
    def question(self) -> str:
        """How to ask for it; its name where no question is written."""
        return self.slot.question or self.slot.name


def find_gaps(village: Village, *, on: date) -> tuple[Gap, ...]:
    """Every open slot of the archive as of the day ``on``, the most urgent first.

    States are worked out from all pieces, the private ones too: what is told and may not be
    published need not be asked again.
    """
    archive = village.archive
    gaps = []
    for puzzle in archive.of_kind(Kind.PUZZLE):
        if not isinstance(puzzle, Puzzle):
            continue
        slots = tuple(archive.slots_of(puzzle))
        for filled in assemble(slots, puzzle.pieces, household_of=village.households.get):
            if filled.state in OPENNESS:
                gaps.append(_gap(village, puzzle, filled, on=on))
    return tuple(sorted(gaps, key=lambda gap: (-gap.urgency, gap.puzzle.id)))


def _gap(village: Village, puzzle: Puzzle, filled: FilledSlot, *, on: date) -> Gap:
    slot, state = filled.slot, filled.state
    knowers = village.knowers(puzzle, slot, state)
    likely = [one for one in knowers if one.weight >= STRONG] or list(knowers)
    people = village.archive.people
    value = urgency(
        importance=slot.importance,
        state=state,
        ages=[age_of(people[one.person], on=on) for one in likely],
    )
    return Gap(
        puzzle=puzzle,
        slot=slot,
        state=state,
        filled=filled,
        knowers=knowers,
        before=village.asked.get(slot_name(puzzle.id, slot.key), ()),
        urgency=value,
        level=level_of(value, is_known=bool(knowers)),
    )
