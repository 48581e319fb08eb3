"""``pintu propose``: pieces and relations found, for a worker to take or refuse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from archive.build import Village as Places
from archive.cli import fieldwork_sentences as say
from archive.cli import sentences
from archive.cli.accepting import accept_proposal, accept_relation, refuse
from archive.cli.console import Console
from archive.cli.edits import Edits
from archive.cli.finding import Asked as Finding
from archive.cli.finding import opened_desk
from archive.cli.meant import find_meant
from archive.cli.progress import shown_progress
from archive.cli.proposal_list import (
    Offer,
    offer_to_json,
    print_offers,
    print_relations,
    relation_to_json,
)
from archive.cli.villages import find_village
from archive.errors import ConfigError
from archive.index.desk.desk import Desk
from archive.index.fieldwork.gaps import find_gaps
from archive.index.fieldwork.knowing import Village, slot_name
from archive.index.fieldwork.proposing import Proposer
from archive.index.fieldwork.relating import Related, propose_relations
from archive.ingest.archive import Reading, read_archive
from archive.ingest.refused_proposals import Refused, read_refused
from archive.model.assembly import assemble
from archive.model.kinds import Kind
from archive.model.puzzle import Puzzle, Slot
from archive.model.terms import SlotState
from archive.values import dataclass

FOUND, NOTHING = 0, 1
_MOST_SLOTS = 8
"""Slots that something is proposed for when nobody says which."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the worker wants of it."""

    what: str
    on: date
    limit: int | None = None
    accept: tuple[str, ...] = ()
    refuse: tuple[str, ...] = ()
    relations: bool = False
    undo: bool = False
    as_json: bool = False


def run_propose(folder: Path | None, asked: Asked, console: Console) -> int:
    """Propose, accept, refuse or take back; the exit code."""
    places = Places(find_village(folder))
    edits = Edits(places.folder, places.state)
    if asked.undo:
        console.say(say.UNDONE, file=edits.undo())
        return FOUND
    reading = read_archive(places.folder, cache_dir=places.state)
    refused = read_refused(places.folder)
    if asked.relations:
        return _relations(reading, refused, edits, asked, console)
    finding = Finding("", "web", asked.on)
    with (
        shown_progress(console) as report,
        opened_desk(
            places,
            reading,
            finding,
            console,
            report=lambda done, total: report(sentences.STEP_INDEXING.en, done, total),
        ) as desk,
    ):
        return _pieces(reading, desk, refused, edits, asked, console)


def _pieces(
    reading: Reading,
    desk: Desk,
    refused: Refused,
    edits: Edits,
    asked: Asked,
    console: Console,
) -> int:
    slots = list(_slots(reading, asked))
    is_one = "/" in asked.what
    if (asked.accept or asked.refuse) and not is_one:
        raise ConfigError(say.PROPOSE_ONE_SLOT.zh, say.PROPOSE_ONE_SLOT.en)
    proposer = Proposer(desk)
    limit = asked.limit or (10 if is_one else 3)
    offers = [
        Offer(
            puzzle,
            slot,
            state,
            proposer.propose(
                puzzle,
                slot,
                limit=limit,
                refused=refused.get(slot_name(puzzle.id, slot.key), frozenset()),
            ),
        )
        for puzzle, slot, state in slots
    ]
    if asked.accept or asked.refuse:
        return _decide(offers[0], reading, refused, edits, asked, console)
    if asked.as_json:
        console.data({"proposals": [offer_to_json(one, desk, console) for one in offers]})
    else:
        print_offers(offers, desk, console, folder=edits.village)
    return FOUND if any(one.proposals for one in offers) else NOTHING


def _decide(
    offer: Offer,
    reading: Reading,
    refused: Refused,
    edits: Edits,
    asked: Asked,
    console: Console,
) -> int:
    """Write what was accepted and what was refused. All are found before the first is written."""
    keys = [one.key for one in offer.proposals]
    taken = [offer.proposals[_chosen(one, keys)] for one in asked.accept]
    left = [keys[_chosen(one, keys)] for one in asked.refuse]
    for proposal in taken:
        accept_proposal(proposal, reading, edits, console)
    if left:
        refuse(offer.name, left, refused, edits, console)
    console.say(say.UNDO_HINT)
    return FOUND


def _chosen(typed: str, keys: Sequence[str]) -> int:
    """Which of ``keys`` a number or a key means; ConfigError when it is none of them."""
    if typed in keys:
        return keys.index(typed)
    if typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= len(keys):
        return int(typed) - 1
    no = say.PROPOSE_NO_NUMBER
    raise ConfigError(no.text("zh", seen=typed), no.text("en", seen=typed))


# --- which slots


def _slots(reading: Reading, asked: Asked) -> Iterator[tuple[Puzzle, Slot, SlotState]]:
    """The slot that was named, the open ones of a puzzle, or the most urgent of all."""
    village = Village(reading.archive)
    gaps = find_gaps(village, on=asked.on)
    if not asked.what:
        yield from ((one.puzzle, one.slot, one.state) for one in gaps[:_MOST_SLOTS])
        return
    name, _, key = asked.what.removeprefix("puzzles/").partition("/")
    puzzle = _puzzle(reading, name)
    slots = tuple(reading.archive.slots_of(puzzle))
    if not key:
        open_slots = [one for one in gaps if one.puzzle.id == puzzle.id]
        yield from ((one.puzzle, one.slot, one.state) for one in open_slots)
        return
    filled = assemble(slots, puzzle.pieces, household_of=village.households.get)
    for one in filled:
        if key in (one.slot.key, one.slot.name):
            yield puzzle, one.slot, one.state
            return
    no, facts = say.PROPOSE_NO_SLOT, {"puzzle": puzzle.name, "seen": key}
    listed = [slot.key for slot in slots]
    raise ConfigError(
        no.text("zh", slots="、".join(listed), **facts),
        no.text("en", slots=", ".join(listed), **facts),
    )


def _puzzle(reading: Reading, typed: str) -> Puzzle:
    puzzle = reading.archive.records[find_meant(reading.archive, typed, Kind.PUZZLE)]
    assert isinstance(puzzle, Puzzle)
    return puzzle


# --- relations


def _relations(
    reading: Reading, refused: Refused, edits: Edits, asked: Asked, console: Console
) -> int:
    archive = reading.archive
    name = asked.what.removeprefix("puzzles/").partition("/")[0]
    if name:
        puzzles = [_puzzle(reading, name)]
    else:
        puzzles = [p for p in archive.of_kind(Kind.PUZZLE) if isinstance(p, Puzzle)]
    household_of = Village(archive).households.get
    limit = asked.limit or (10 if name else 3)
    found: list[Related] = []
    for puzzle in puzzles:
        no = refused.get(puzzle.id.partition("/")[2], frozenset())
        found += propose_relations(puzzle, archive, household_of=household_of, refused=no)[:limit]
    if asked.accept or asked.refuse:
        if not name:
            raise ConfigError(say.PROPOSE_ONE_SLOT.zh, say.PROPOSE_ONE_SLOT.en)
        keys = [one.key for one in found]
        taken = [found[_chosen(one, keys)] for one in asked.accept]
        left = [keys[_chosen(one, keys)] for one in asked.refuse]
        for related in taken:
            accept_relation(related, reading, edits, console)
        if left:
            refuse(puzzles[0].id.partition("/")[2], left, refused, edits, console)
        console.say(say.UNDO_HINT)
        return FOUND
    if asked.as_json:
        console.data({"relations": [relation_to_json(one, archive) for one in found]})
    else:
        print_relations(found, archive, console)
    return FOUND if found else NOTHING
