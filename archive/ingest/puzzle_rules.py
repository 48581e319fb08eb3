"""What must hold within one puzzle, whatever the other records say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.errors import Problem
from archive.ingest.whereabouts import Where, check_span
from archive.model.puzzle import Piece, Puzzle

SOURCES = ("clip", "interview", "photo", "object", "document")
"""What a piece may come from: exactly one of these."""


def check_puzzle(puzzle: Puzzle, where: Where) -> Iterator[Problem]:
    """Every fault that a puzzle shows by itself."""
    yield from check_keys([slot.key for slot in puzzle.slots], "slots", where)
    yield from check_keys([piece.key for piece in puzzle.pieces], "pieces", where)
    for number, piece in enumerate(puzzle.pieces):
        yield from _check_piece(puzzle, piece, f"pieces.{number}", where)


def check_keys(
    keys: Sequence[str], name: str, where: Where, *, code: str = "puzzle-key-twice"
) -> Iterator[Problem]:
    """Short names that two parts of the list ``name`` share."""
    first: dict[str, int] = {}
    for number, key in enumerate(keys):
        other = first.setdefault(key, number)
        if other != number:
            line = str(where.line(f"{name}.{other}.key"))
            facts = {"seen": key, "other_line": line}
            yield where.problem(code, f"{name}.{number}.key", **facts)


def _check_piece(puzzle: Puzzle, piece: Piece, path: str, where: Where) -> Iterator[Problem]:
    sources = [name for name in SOURCES if getattr(piece, name) is not None]
    if not sources:
        yield where.problem("piece-no-source", path, seen=piece.key)
    elif len(sources) > 1:
        facts = {"seen": piece.key, "sources": ", ".join(sources)}
        yield where.problem("piece-two-sources", f"{path}.{sources[1]}", **facts)
    if piece.page is not None and piece.document is None:
        yield where.problem("piece-page-alone", f"{path}.page", seen=piece.key)
    if piece.clip is not None:
        key = f"{path}.clip.end"
        yield from check_span(puzzle, key, piece.clip.start, piece.clip.end, where)
    for number, relation in enumerate(piece.relations):
        if relation.piece == piece.key:
            key = f"{path}.relations.{number}.piece"
            yield where.problem("relation-itself", key, seen=piece.key)
