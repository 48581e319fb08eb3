"""A proposal accepted or refused: one line in one file, that can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from archive.cli import fieldwork_sentences as say
from archive.cli.console import Console
from archive.cli.edits import Edits
from archive.errors import ConfigError
from archive.index.fieldwork.proposing import Proposal
from archive.index.fieldwork.relating import Related
from archive.ingest.archive import Reading
from archive.ingest.piece_edits import add_piece, add_relation, mark_segment
from archive.ingest.refused_proposals import REFUSED, Refused, format_refused
from archive.ingest.slugs import slug_for
from archive.model.kinds import Kind, kind_of, slug_of
from archive.model.puzzle import Puzzle

_LONGEST_KEY = 40
_SOURCES = {Kind.PHOTO: "photo", Kind.OBJECT: "object", Kind.DOCUMENT: "document"}


def accept_proposal(proposal: Proposal, reading: Reading, edits: Edits, console: Console) -> None:
    """A mark on the passage, or a piece in the puzzle's file."""
    if proposal.line is not None:
        _mark(proposal, reading, edits, console)
    else:
        _add(proposal, reading, edits, console)


def _mark(proposal: Proposal, reading: Reading, edits: Edits, console: Console) -> None:
    found = reading.together.found[proposal.source]
    # The transcript that is published comes last, and a mark belongs into that one.
    path = found.path.with_name(found.stamp[-1][0])
    puzzle = slug_of(proposal.puzzle)
    data = (edits.village / path).read_bytes()
    assert proposal.line is not None
    new = mark_segment(data, path=path, line=proposal.line, puzzle=puzzle, slot=proposal.slot)
    edits.write(Path(path), new)
    mark = f"【拼图：{puzzle}/{proposal.slot}】"
    console.say(say.ACCEPTED_MARK, file=path, line=proposal.line, mark=mark)


def _add(proposal: Proposal, reading: Reading, edits: Edits, console: Console) -> None:
    puzzle = reading.archive.records[proposal.puzzle]
    assert isinstance(puzzle, Puzzle)
    path = reading.together.found[proposal.puzzle].path
    key = _free_key(proposal, {piece.key for piece in puzzle.pieces})
    piece: dict[str, str | int] = {
        "key": key,
        "slot": proposal.slot,
        "wording": proposal.text,
        _SOURCES[kind_of(proposal.source)]: proposal.source,
    }
    if proposal.number is not None:
        piece["page"] = proposal.number
    data = (edits.village / path).read_bytes()
    edits.write(Path(path), add_piece(data, path=path, piece=piece))
    console.say(say.ACCEPTED_PIECE, file=path, key=key)


def _free_key(proposal: Proposal, taken: set[str]) -> str:
    key = slug_for(slug_of(proposal.source))[: _LONGEST_KEY - 3].strip("-")
    tries = (f"{key}-{number}" for number in range(2, len(taken) + 3))
    return key if key not in taken else next(one for one in tries if one not in taken)


def accept_relation(related: Related, reading: Reading, edits: Edits, console: Console) -> None:
    """A relation on the piece in the puzzle's file. A piece that is a mark can hold none: what says
    the same from either piece is then written on the other."""
    puzzle = reading.archive.records[related.puzzle]
    assert isinstance(puzzle, Puzzle)
    found = reading.together.found[related.puzzle]
    written = reading.together.records[related.puzzle]
    assert isinstance(written, Puzzle)
    keys = [piece.key for piece in written.pieces]
    if related.tie.is_mutual and related.piece not in keys and related.other in keys:
        related = replace(related, piece=related.other, other=related.piece)
    if related.piece not in keys:
        no, facts = say.MARKED_ELSEWHERE, {"piece": related.piece}
        raise ConfigError(no.text("zh", **facts), no.text("en", **facts))
    data = (edits.village / found.path).read_bytes()
    number = keys.index(related.piece)
    new = add_relation(data, path=found.path, number=number, tie=related.tie, other=related.other)
    edits.write(Path(found.path), new)
    tie = related.tie.name_in("zh-Hans" if console.language == "zh" else "en")
    console.say(
        say.ACCEPTED_RELATION,
        file=found.path,
        piece=related.piece,
        tie=tie,
        other=related.other,
    )


def refuse(
    name: str, keys: Sequence[str], refused: Refused, edits: Edits, console: Console
) -> None:
    """Remember that ``keys`` are not to be proposed again under ``name``."""
    now = {**refused, name: refused.get(name, frozenset()) | set(keys)}
    edits.write(Path(REFUSED), format_refused(now).encode())
    for key in keys:
        console.say(say.REFUSED_ONE, key=key)
