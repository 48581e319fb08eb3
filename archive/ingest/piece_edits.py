"""Writing a piece, or a relation, into the file of a worker: one insertion, and every other byte as
it was.

Each edit gives the new bytes, or raises `CannotEdit` with a sentence that says what to write by
hand. What was written is read again by the same reader that reads it later, before anything is
saved: an edit that would change anything else is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from archive.ingest.field_edits import CannotEdit, edit_fields, read_head, refuse_edit
from archive.ingest.front_matter import Value
from archive.ingest.lines import parse_lines
from archive.ingest.transcripts import parse_transcript
from archive.model.marks import PieceMark, full_text, piece_marks
from archive.model.terms import Tie
from archive.model.transcript import Transcript

__all__ = ["CannotEdit", "add_piece", "add_relation", "mark_segment"]


def mark_segment(data: bytes, *, path: PurePosixPath, line: int, puzzle: str, slot: str) -> bytes:
    """A transcript with 【拼图：puzzle/slot】 behind the words on ``line``, counted from 1."""
    mark = f"【拼图：{puzzle}/{slot}】"
    lines = parse_lines(data)
    if not 0 < line <= len(lines):
        raise refuse_edit(path, line, mark)
    before = parse_transcript(lines.text, path=path).transcript
    words = lines[line]
    closing = "</v>" if words.endswith("</v>") else ""
    lines.put(line, f"{words.removesuffix(closing)}{mark}{closing}")
    after = parse_transcript(lines.text, path=path).transcript
    if not _differ_by(before, after, PieceMark(puzzle, slot), line):
        raise refuse_edit(path, line, mark)
    return lines.encode()


def add_piece(data: bytes, *, path: PurePosixPath, piece: Mapping[str, str | int]) -> bytes:
    """A puzzle with one more piece at the end of its list."""
    whole = {key: _one_line(value) for key, value in piece.items()}
    return edit_fields(data, {"pieces": [*_pieces(data, path), whole]}, path=path)


def add_relation(data: bytes, *, path: PurePosixPath, number: int, tie: Tie, other: str) -> bytes:
    """A puzzle whose piece ``number``, counted from 0 in the file, has one more relation."""
    pieces = _pieces(data, path)
    piece = pieces[number] if number < len(pieces) else None
    if not isinstance(piece, dict):
        raise refuse_edit(path, 1, f"relations: {{{tie.zh}: {other}}}")
    ties = [*_relations(piece), (tie.zh, other)]
    is_plain = len({name for name, _ in ties}) == len(ties)
    written: Value = dict(ties) if is_plain else [{"tie": t, "piece": p} for t, p in ties]
    pieces[number] = {**piece, "relations": written}
    return edit_fields(data, {"pieces": pieces}, path=path)


def _pieces(data: bytes, path: PurePosixPath) -> list[Value]:
    _, front = read_head(data, path)
    pieces = (front.data or {}).get("pieces")
    return list(pieces) if isinstance(pieces, list) else []


def _one_line(value: str | int) -> str:
    return str(value).replace("\n", " ").strip()


def _relations(piece: Value) -> list[tuple[str, str]]:
    """The ties of a piece and to what, however they are written."""
    written = piece.get("relations") if isinstance(piece, dict) else None
    if isinstance(written, dict) and "tie" not in written:
        return [(tie, str(other)) for tie, other in written.items()]
    listed = written if isinstance(written, list) else [written] if written else []
    return [(str(one.get("tie")), str(one.get("piece"))) for one in listed if isinstance(one, dict)]


def _differ_by(before: Transcript, after: Transcript, mark: PieceMark, line: int) -> bool:
    """Whether ``after`` has one mark more, in the segment on ``line``, and is else the same."""
    if len(before.segments) != len(after.segments):
        return False
    found = 0
    for one, other in zip(before.segments, after.segments, strict=True):
        is_same = (one.start, one.end, one.speakers) == (other.start, other.end, other.speakers)
        if not is_same or full_text(one.spans) != full_text(other.spans):
            return False
        marks = [*piece_marks(one.spans)], [*piece_marks(other.spans)]
        if marks[0] != marks[1]:
            if other.line != line or marks[1] != [*marks[0], mark]:
                return False
            found += 1
    return found == 1
