"""Writing a piece, or a relation, into the file of a worker: one insertion, and every other byte as
it was.

Each edit gives the new bytes, or raises `CannotEdit` with a sentence that says what to write by
hand. What was written is read again by the same reader that reads it later, before anything is
saved: an edit that would change anything else is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from archive.errors import ConfigError
from archive.ingest.front_matter import FrontMatter, Value, parse_front_matter
from archive.ingest.transcripts import parse_transcript
from archive.model.marks import PieceMark, full_text, piece_marks
from archive.model.terms import Tie
from archive.model.transcript import Transcript

_PLAIN = re.compile(r"[\w，。、；！？…“”（）][\w，。、；！？…“”（）·./-]*")
"""Text that YAML takes as it stands."""
_NOT_TEXT = frozenset({"yes", "no", "true", "false", "null", "on", "off", "~"})
_TOP = re.compile(r"^(?:[A-Za-z_]|---)")


class CannotEdit(ConfigError):
    """The file is written in a way that no single line can be put into."""


def mark_segment(data: bytes, *, path: PurePosixPath, line: int, puzzle: str, slot: str) -> bytes:
    """A transcript with 【拼图：puzzle/slot】 behind the words on ``line``, counted from 1."""
    mark = f"【拼图：{puzzle}/{slot}】"
    lines = _lines_of(data, path)
    if not 0 < line <= len(lines):
        raise _cannot(path, line, mark)
    words, end = _split_end(lines[line - 1])
    closing = "</v>" if words.endswith("</v>") else ""
    words = words.removesuffix(closing)
    new = _join([*lines[: line - 1], f"{words}{mark}{closing}{end}", *lines[line:]])
    before, after = _transcript(data, path), _transcript(new, path)
    if not _differ_by(before, after, PieceMark(puzzle, slot), line):
        raise _cannot(path, line, mark)
    return new


def add_piece(data: bytes, *, path: PurePosixPath, piece: Mapping[str, str | int]) -> bytes:
    """A puzzle with one more piece at the end of its list."""
    front = _front(data, path)
    lines = _lines_of(data, path)
    item = format_piece(piece)
    start = front.lines.get("pieces")
    if start is None:
        at = next(n for n, text in enumerate(lines[1:], 1) if text.rstrip() == "---")
        rows = ["pieces:", *_indented(item, "  ")]
    else:
        first, at = _block(lines, start)
        if first is None:
            raise _cannot(path, start, item)
        rows = _indented(item, lines[first][: lines[first].index("-")])
    end = _line_end(data)
    new = _join([*lines[:at], *(f"{row}{end}" for row in rows), *lines[at:]])
    if not _has_one_more(front, parse_front_matter(_plain_text(new, path), path=path), piece):
        raise _cannot(path, start or 1, item)
    return new


def add_relation(data: bytes, *, path: PurePosixPath, number: int, tie: Tie, other: str) -> bytes:
    """A puzzle whose piece ``number``, counted from 0 in the file, has one more relation."""
    front = _front(data, path)
    lines = _lines_of(data, path)
    written = f"{tie.zh}: {other}"
    line = front.lines.get(f"pieces.{number}") or front.lines.get(f"pieces.{number}.key")
    if line is None:
        raise _cannot(path, front.lines.get("pieces", 1), written)
    lines, at = _with_relation(lines, front, number, line, written, _line_end(data))
    new = _join(lines)
    after = parse_front_matter(_plain_text(new, path), path=path)
    if at is None or not _has_relation(front, after, number, tie, other):
        raise _cannot(path, line, f"relations: {{{written}}}")
    return new


def format_piece(piece: Mapping[str, str | int]) -> str:
    """The piece as a worker would write it, a key a line."""
    rows = [f"{key}: {_scalar(value)}" for key, value in piece.items()]
    return "\n".join([f"- {rows[0]}", *(f"  {row}" for row in rows[1:])])


# --- lines


def _lines_of(data: bytes, path: PurePosixPath) -> list[str]:
    """The lines with their ends; joined again they are the file to the byte."""
    try:
        return re.findall(r"[^\n]*\n|[^\n]+$", data.decode("utf-8"))
    except UnicodeDecodeError:
        raise CannotEdit(
            f"{path} 不是 UTF-8，没有去动它。请先另存为 UTF-8。",
            f"{path} is not UTF-8 and was left alone. Save it as UTF-8 first.",
        ) from None


def _split_end(line: str) -> tuple[str, str]:
    words = line.rstrip("\r\n")
    return words, line[len(words) :]


def _line_end(data: bytes) -> str:
    return "\r\n" if b"\r\n" in data else "\n"


def _join(lines: Sequence[str]) -> bytes:
    return "".join(lines).encode("utf-8")


def _indented(item: str, margin: str) -> list[str]:
    return [f"{margin}{row}" for row in item.split("\n")]


def _block(lines: Sequence[str], start: int) -> tuple[int | None, int]:
    """Where the first item of the list stands that begins below line ``start``, and where the next
    field of the file begins: indices into ``lines``; None for a list that is not a block."""
    after = start
    while after < len(lines) and not _TOP.match(lines[after]):
        after += 1
    while after > start and not lines[after - 1].strip():
        after -= 1
    first = next((n for n in range(start, after) if lines[n].lstrip().startswith("- ")), None)
    return first, after


def _with_relation(
    lines: list[str], front: FrontMatter, number: int, line: int, written: str, end: str
) -> tuple[list[str], int | None]:
    """``lines`` with the relation, and where; None where it cannot be written."""
    first, after = _block(lines, front.lines["pieces"])
    if first is None:
        return lines, None
    dash = f"{lines[first][: lines[first].index('-')]}- "
    starts = [n for n in range(first, after) if lines[n].startswith(dash)]
    mine = [n for n in starts if n < line]
    if not mine:
        return lines, None
    at = mine[-1]
    stop = next((n for n in starts if n > at), after)
    own = next((n for n in range(at, stop) if re.search(r"\brelations:", lines[n])), None)
    if own is not None or lines[at].rstrip().endswith("}"):
        return _in_braces(lines, own if own is not None else at, written, own is None)
    while stop > at and not lines[stop - 1].strip():
        stop -= 1
    margin = " " * (len(lines[at]) - len(lines[at].lstrip()) + 2)
    return [*lines[:stop], f"{margin}relations: {{{written}}}{end}", *lines[stop:]], stop


def _in_braces(
    lines: list[str], at: int, written: str, is_item: bool
) -> tuple[list[str], int | None]:
    """A relation put into a mapping that is written in one line; a mapping that has such a tie
    already becomes a list."""
    words, end = _split_end(lines[at])
    if is_item:
        here = words.rindex("}")
        changed = f"{words[:here]}, relations: {{{written}}}{words[here:]}"
        return [*lines[:at], f"{changed}{end}", *lines[at + 1 :]], at
    found = re.search(r"relations: \{([^{}]*)\}", words)
    if found is None:
        return lines, None
    pairs = [tuple(part.strip() for part in pair.split(":", 1)) for pair in found[1].split(",")]
    pairs.append(tuple(part.strip() for part in written.split(":", 1)))
    if len({pair[0] for pair in pairs}) == len(pairs):
        text = "relations: {" + ", ".join(": ".join(pair) for pair in pairs) + "}"
    else:
        items = (f"{{tie: {pair[0]}, piece: {pair[1]}}}" for pair in pairs if len(pair) == 2)
        text = "relations: [" + ", ".join(items) + "]"
    changed = f"{words[: found.start()]}{text}{words[found.end() :]}"
    return [*lines[:at], f"{changed}{end}", *lines[at + 1 :]], at


def _scalar(value: str | int) -> str:
    text = str(value).replace("\n", " ").strip()
    if isinstance(value, int) or (_PLAIN.fullmatch(text) and text.lower() not in _NOT_TEXT):
        return text
    return json.dumps(text, ensure_ascii=False)


# --- reading again


def _front(data: bytes, path: PurePosixPath) -> FrontMatter:
    front = parse_front_matter(_plain_text(data, path), path=path)
    if front.data is None:
        raise CannotEdit(
            f"{path} 还有写错的地方，没有去动它。请先改好（pintu check 会说是哪一行）。",
            f"{path} has faults and was left alone. Mend them first: pintu check names the lines.",
        )
    return front


def _transcript(data: bytes, path: PurePosixPath) -> Transcript:
    return parse_transcript(_plain_text(data, path), path=path).transcript


def _plain_text(data: bytes, path: PurePosixPath) -> str:
    """As it is read later: plain line feeds, no byte order mark."""
    return "".join(_lines_of(data, path)).replace("\r\n", "\n").removeprefix("\ufeff")


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


def _has_one_more(before: FrontMatter, after: FrontMatter, piece: Mapping[str, str | int]) -> bool:
    """Whether ``after`` says what ``before`` said, and ``piece`` at the end of its pieces."""
    if before.data is None or after.data is None:
        return False
    wanted = {key: " ".join(str(value).split("\n")).strip() for key, value in piece.items()}
    old, new = before.data.get("pieces") or [], after.data.get("pieces")
    others = [{k: v for k, v in d.items() if k != "pieces"} for d in (before.data, after.data)]
    if others[0] != others[1] or before.body != after.body or not isinstance(old, list):
        return False
    return new == [*old, wanted]


def _has_relation(
    before: FrontMatter, after: FrontMatter, number: int, tie: Tie, other: str
) -> bool:
    """Whether piece ``number`` has one relation more, and everything else is as it was."""
    old, new = _pieces(before), _pieces(after)
    if len(old) != len(new) or before.body != after.body:
        return False
    pairs = [_relations(old[number]), _relations(new[number])]
    if sorted(pairs[1]) != sorted([*pairs[0], (tie.zh, other)]):
        return False
    return [_without(one, n == number) for n, one in enumerate(old)] == [
        _without(one, n == number) for n, one in enumerate(new)
    ]


def _pieces(front: FrontMatter) -> list[Value]:
    pieces = front.data.get("pieces") if front.data else None
    return pieces if isinstance(pieces, list) else []


def _relations(piece: Value) -> list[tuple[str, str]]:
    """The ties of a piece and to what, however they are written."""
    written = piece.get("relations") if isinstance(piece, dict) else None
    if isinstance(written, dict) and "tie" not in written:
        return [(tie, str(other)) for tie, other in written.items()]
    listed = written if isinstance(written, list) else [written] if written else []
    return [(str(one.get("tie")), str(one.get("piece"))) for one in listed if isinstance(one, dict)]


def _without(piece: Value, is_it: bool) -> Value:
    if not is_it or not isinstance(piece, dict):
        return piece
    return {key: value for key, value in piece.items() if key != "relations"}


def _cannot(path: PurePosixPath, line: int, written: str) -> CannotEdit:
    return CannotEdit(
        f"{path} 第 {line} 行写法特别，没有去动它。请自己写上：{written}",
        f"{path}, line {line}: this is written in a way that was left alone. Write it in by hand: "
        f"{written}",
    )
