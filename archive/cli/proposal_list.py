"""Proposals, as people read them and as programs do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from archive.cli import fieldwork_sentences as say
from archive.cli.checking import KINDS
from archive.cli.console import Console, paint, plain
from archive.cli.found_list import GROUNDS, format_seconds
from archive.cli.sentences import Sentence
from archive.cli.withheld_list import REASONS
from archive.index.desk.desk import Desk
from archive.index.desk.holding import Ground
from archive.index.fieldwork.knowing import slot_name
from archive.index.fieldwork.proposing import ENOUGH, Proposal, Why
from archive.index.fieldwork.relating import Related, Sign
from archive.ingest.folders import PUBLIC_TRANSCRIPTS, TRANSCRIPTS
from archive.model.archive import Archive
from archive.model.kinds import kind_of
from archive.model.puzzle import Puzzle, Slot
from archive.model.terms import SlotState
from archive.values import dataclass

WHYS: Mapping[Why, Sentence] = {
    Why.QUESTION: say.WHY_QUESTION,
    Why.PIECES: say.WHY_PIECES,
    Why.NAMED: say.WHY_NAMED,
    Why.ASKED: say.WHY_ASKED,
    Why.AROUND: say.WHY_AROUND,
    Why.BESIDE: say.WHY_BESIDE,
    Why.ABOUT: say.WHY_ABOUT,
    Why.PERSON: say.WHY_PERSON,
    Why.TIME: say.WHY_TIME,
}
SIGNS: Mapping[Sign, Sentence] = {
    Sign.HEARD_FROM: say.SIGN_HEARD,
    Sign.SAME_OBJECT: say.SIGN_OBJECT,
    Sign.WORDS: say.SIGN_WORDS,
    Sign.DATES: say.SIGN_DATES,
    Sign.NEXT: say.SIGN_NEXT,
    Sign.OTHER_DATES: say.SIGN_OTHER_DATES,
}
_MOST_WHYS = 3
_ROOM = 76
"""Characters of a text that are shown."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What is proposed for one slot."""

    puzzle: Puzzle
    slot: Slot
    state: SlotState
    proposals: tuple[Proposal, ...]

    @property
    def name(self) -> str:
        """puzzle/slot."""
        return slot_name(self.puzzle.id, self.slot.key)


def print_offers(offers: Sequence[Offer], desk: Desk, console: Console, *, folder: Path) -> None:
    """Slot by slot: what is proposed, where it stands, and why."""
    if not any(offer.proposals for offer in offers):
        console.say(say.PROPOSE_NONE)
        return
    language = "zh-Hans" if console.language == "zh" else "en"
    for offer in offers:
        head = f"{plain(offer.puzzle.name)} · {plain(offer.slot.name)}"
        state = offer.state.name_in(language)
        console.line(paint(head, "head") + f"  {state}" + paint(f"  {offer.name}", "weak"))
        console.line(plain(offer.slot.question or offer.slot.name))
        for number, one in enumerate(offer.proposals, 1):
            for line in _lines(number, one, offer, desk, console, folder):
                console.line(line)
        console.line()


def _lines(
    number: int, one: Proposal, offer: Offer, desk: Desk, console: Console, folder: Path
) -> Iterator[str]:
    record = desk.archive.records[one.source]
    text = plain(one.text.replace("\n", " "))
    text = text if len(text) <= _ROOM else f"{text[:_ROOM]}…"
    colon = "：" if console.language == "zh" else ": "
    who = desk.archive.people[one.narrator].name + colon if one.narrator else ""
    at = f"{format_seconds(one.start)}  " if one.start is not None else ""
    yield f"{number:>3}. {at}{plain(who)}{text}"
    kind = console.text(KINDS[kind_of(one.source)])
    where = f"     {kind}  {plain(record.heading)}  {one.key}"
    if one.line is not None:
        where += f"  {plain(str(_file(one, desk, folder)))}:{one.line}"
    yield paint(where, "weak")
    between = "；" if console.language == "zh" else "; "
    yield "     " + between.join(describe_why(one, offer.puzzle, console))
    held = desk.holding.of_record(one.source)
    if held is not None:
        told = GROUNDS[held.reason] if isinstance(held.reason, Ground) else REASONS[held.reason]
        yield "     " + paint(console.text(say.PROPOSED_HELD, reason=console.text(told)), "warning")


def _file(one: Proposal, desk: Desk, folder: Path) -> Path:
    names = PUBLIC_TRANSCRIPTS if desk.archive.transcripts[one.source].public else TRANSCRIPTS
    record = folder / desk.archive.sources[one.source].path
    paths = [record.with_name(name) for name in names]
    return next((path for path in paths if path.exists()), paths[0])


def describe_why(one: Proposal, puzzle: Puzzle, console: Console) -> list[str]:
    """The reasons that add most, in words."""
    told = [why for why, value in one.why.items() if value >= ENOUGH] or list(one.why)[:1]
    return [console.text(WHYS[why], puzzle=plain(puzzle.name)) for why in told[:_MOST_WHYS]]


def offer_to_json(offer: Offer, desk: Desk, console: Console) -> dict[str, object]:
    """For other programs."""
    return {
        "slot": offer.name,
        "state": offer.state.value,
        "question": offer.slot.question,
        "proposals": [
            {
                "key": one.key,
                "source": one.source,
                "text": one.text,
                "narrator": one.narrator,
                "start": one.start,
                "end": one.end,
                "number": one.number,
                "line": one.line,
                "score": one.score,
                "why": {why.value: round(value, 4) for why, value in one.why.items()},
                "words": describe_why(one, offer.puzzle, console),
                "published": desk.holding.of_record(one.source) is None,
            }
            for one in offer.proposals
        ],
    }


def print_relations(found: Sequence[Related], archive: Archive, console: Console) -> None:
    """Pair by pair: the two wordings, the tie, and why."""
    if not found:
        console.say(say.PROPOSE_NONE)
        return
    language = "zh-Hans" if console.language == "zh" else "en"
    before = ""
    number = 0
    for one in found:
        puzzle = archive.records[one.puzzle]
        assert isinstance(puzzle, Puzzle)
        if one.puzzle != before:
            console.line(paint(plain(puzzle.name), "head") + paint(f"  {one.puzzle}", "weak"))
            before, number = one.puzzle, 0
        number += 1
        wording = {piece.key: plain(piece.wording.replace("\n", " ")) for piece in puzzle.pieces}
        tie = one.tie.name_in(language)
        sign = console.text(SIGNS[one.sign])
        console.line(f"{number:>3}. {one.piece}  {paint(tie, 'head')}  {one.other}  （{sign}）")
        console.line(paint(f"     {wording[one.piece][:_ROOM]}", "weak"))
        console.line(paint(f"     {wording[one.other][:_ROOM]}", "weak"))


def relation_to_json(one: Related, archive: Archive) -> dict[str, object]:
    """For other programs."""
    return {
        "key": one.key,
        "puzzle": one.puzzle,
        "piece": one.piece,
        "tie": one.tie.value,
        "other": one.other,
        "sign": one.sign.value,
        "score": one.score,
    }
