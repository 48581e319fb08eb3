"""In words: why somebody may know, how a slot stands, how much it presses."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from archive.index.fieldwork.knowing import Clue, Ground, Knower
from archive.index.fieldwork.urgency import Level
from archive.model.archive import Archive
from archive.model.kinds import Kind, RecordId, record_id
from archive.model.puzzle import Puzzle
from archive.model.visit import Visit

Say = Callable[..., str]
"""Gives an English sentence in a language, its braces filled."""

MOST_REASONS = 3
"""Reasons that are told of one person."""


def describe_level(level: Level, say: Say) -> str:
    """One word for how much it presses."""
    match level:
        case Level.PRESSING:
            return say("Soon")
        case Level.SOON:
            return say("This season")
        case Level.LATER:
            return say("Can wait")
        case Level.NOBODY:
            return say("Nobody to ask")


def describe_reasons(knower: Knower, archive: Archive, say: Say) -> list[str]:
    """Why they may know, strongest first, each sort of reason once; then what to mind."""
    found: dict[Ground, Clue] = {}
    for clue in knower.clues:
        found.setdefault(clue.ground, clue)
    reasons = [describe_clue(clue, archive, say) for clue in found.values()][:MOST_REASONS]
    if knower.is_same_voice:
        reasons.append(say("same household as the teller: no second voice"))
    if knower.in_vain:
        reasons.append(say("asked before without an answer"))
    return reasons


def describe_clue(clue: Clue, archive: Archive, say: Say) -> str:
    """One reason in words."""
    name = title_of(clue.of, archive)
    match clue.ground:
        case Ground.TO_BE_ASKED:
            return say("agreed on {day}", day=_day(clue.of, archive))
        case Ground.NOTED:
            return say("noted in the puzzle")
        case Ground.IS_IT:
            return say("it is about them")
        case Ground.WAS_THERE:
            return say("was there: {name}", name=name)
        case Ground.TOLD_OTHERS:
            return say("{name} has it from them", name=name)
        case Ground.LIVED_THERE:
            return say("lived there: {name}", name=name)
        case Ground.LIVED_WITH:
            return say("one household with {name}", name=name)
        case Ground.USED:
            return say("used or gave it: {name}", name=name)
        case Ground.IN_PHOTO:
            return say("is in the photograph: {name}", name=name)
        case Ground.NAMED:
            return say("is named in “{name}”", name=name)
        case Ground.LIVED_BESIDE:
            return say("lived next to it: {name}", name=name)
        case Ground.TOLD_BESIDE:
            return say("told “{name}”", name=name)


def title_of(name: str, archive: Archive) -> str:
    """The heading of a record, or the name of a slot that is written puzzle/slot."""
    record = archive.records.get(RecordId(name))
    if record is not None:
        return record.heading
    puzzle, _, key = name.partition("/")
    found = archive.records.get(record_id(Kind.PUZZLE, puzzle))
    slots = archive.slots_of(found) if isinstance(found, Puzzle) else ()
    return next((slot.name for slot in slots if slot.key == key), name)


def names_of(people: Iterable[RecordId], archive: Archive) -> list[str]:
    """The public names of people."""
    return [archive.people[one].name for one in people if one in archive.people]


def _day(visit: str, archive: Archive) -> str:
    record = archive.records.get(RecordId(visit))
    return record.visited_on.isoformat() if isinstance(record, Visit) else ""
