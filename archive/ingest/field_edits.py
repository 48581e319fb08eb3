"""Changing fields in the head of a worker's file: what is changed, and every other byte as it was.

A list keeps those of its items that stay, a mapping its other keys, comments stay where they are,
and so do the ends of lines and the encoding. What was written is read again before it is given
back; an edit that would change anything else, or lose a comment, is refused with a sentence that
says what to write by hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from archive.errors import ConfigError
from archive.ingest.front_matter import FrontMatter, Value, find_fences, parse_front_matter
from archive.ingest.lines import Lines, parse_lines
from archive.ingest.texts import FORBIDDEN, parse_text
from archive.ingest.yaml_nodes import Node, comments_of, mask_values, parse_nodes
from archive.ingest.yaml_text import (
    ONE_LINE,
    format_after_dash,
    format_after_key,
    format_fields,
    format_flow,
    format_scalar,
    plain_value,
)
from archive.values import dataclass


class CannotEdit(ConfigError):
    """The file is written in a way that was left alone."""


class _Awkward(Exception):
    """A value cannot be changed in its parts; it is written anew as a whole."""


class _Edit(NamedTuple):
    """``text[start:end]`` becomes ``words``."""

    start: int
    end: int
    words: str


def edit_fields(
    data: bytes,
    changes: Mapping[str, object],
    *,
    path: PurePosixPath,
    order: Sequence[str] = (),
) -> bytes:
    """The file with other values in some fields of its head.

    ``changes`` holds the new value of each field, as a draft holds them (text, numbers, days,
    lists, mappings), and None for a field that is to go. A new field is put behind those that
    stand before it in ``order``, else at the end. Raises CannotEdit where nothing was changed.
    """
    lines, front = read_head(data, path)
    assert front.data is not None
    wanted = {key: plain_value(value) for key, value in changes.items()}
    expected = {key: value for key, value in front.data.items() if wanted.get(key, "") is not None}
    expected |= {key: value for key, value in wanted.items() if value is not None}
    if expected == front.data:
        return data
    written = format_fields(wanted)
    if any(FORBIDDEN.search(text) for text in _texts(wanted)):
        raise refuse_edit(path, 1, json.dumps(written))
    text = lines.text
    start, end, _ = find_fences(text) or (0, None, 0)
    if end is None:
        raise refuse_edit(path, 1, written)
    root = parse_nodes(text, start, end)
    masked = mask_values(text, root)
    try:
        editor = _Editor(text, masked, before=start)
        edits = editor.mapping(root, front.data, expected, 0, tuple(order))
        new = _apply(lines, text, edits)
    except (_Awkward, UnicodeEncodeError):
        raise refuse_edit(path, _line(front, wanted), written) from None
    comments = comments_of(masked, start, end)
    if not _says(new, path, expected, front.body, comments):
        raise refuse_edit(path, _line(front, wanted), written)
    return new


@dataclass(frozen=True, slots=True)
class _Editor:
    """Finds the edits that make one value of another."""

    text: str
    masked: str
    before: int
    """Where the fields start."""

    def value(self, node: Node, old: Value, new: Value, margin: int) -> list[_Edit]:
        """Edits within ``node``. Its key or its dash stands behind ``margin`` spaces."""
        if old == new:
            return []
        if node.is_scalar:
            return self._scalar(node, new, margin)
        if not new or not node.items or not isinstance(new, list | dict):
            raise _Awkward
        if isinstance(old, dict) and isinstance(new, dict):
            if node.is_flow:
                return self._flow_mapping(node, old, new)
            return self.mapping(node, old, new, self._column(node.start))
        if isinstance(old, list) and isinstance(new, list):
            return (self._flow_list if node.is_flow else self._list)(node, old, new)
        raise _Awkward

    def mapping(
        self,
        node: Node,
        old: Mapping[str, Value],
        new: Mapping[str, Value],
        margin: int,
        order: tuple[str, ...] = (),
    ) -> list[_Edit]:
        """Edits of a mapping that is written a key a line."""
        edits: list[_Edit] = []
        places: dict[str, int] = {}
        for (key, item), name in zip(node.items, old, strict=True):
            assert key is not None
            if name not in new:
                edits.append(self._remove(key.start, item.end))
                continue
            places[name] = item.end
            colon = self._behind(key.end, item.start, ":")
            edits += self._change(item, old[name], new[name], colon, margin)
        edits += self._inserts(node, new, places, margin, order)
        return edits

    def _inserts(
        self,
        node: Node,
        new: Mapping[str, Value],
        places: Mapping[str, int],
        margin: int,
        order: tuple[str, ...],
    ) -> list[_Edit]:
        """A line for each key that is new, behind the last that stands before it."""
        edits = []
        for name, value in new.items():
            if name in places:
                continue
            known = order[: order.index(name)] if name in order else tuple(places)
            at = max((places[key] for key in known if key in places), default=None)
            row = f"{' ' * margin}{format_scalar(name)}:{format_after_key(value, margin)}"
            if at is not None:
                end = self._line_end(at)
                edits.append(_Edit(end, end, f"\n{row}"))
            elif name in order:
                edits.append(_Edit(self.before, self.before, f"{row}\n"))
            else:
                raise _Awkward
        return edits

    def _flow_mapping(
        self, node: Node, old: Mapping[str, Value], new: Mapping[str, Value]
    ) -> list[_Edit]:
        """Edits of a mapping within brackets."""
        edits: list[_Edit] = []
        spans = [(key.start, item.end) for key, item in node.items if key is not None]
        if len(old.keys() - new.keys()) > 1:
            raise _Awkward
        for number, ((_, item), name) in enumerate(zip(node.items, old, strict=True)):
            if name not in new:
                edits.append(_cut(spans, number, number))
            else:
                edits += self.value(item, old[name], new[name], 0)
        added = {name: value for name, value in new.items() if name not in old}
        if added:
            edits.append(_Edit(spans[-1][1], spans[-1][1], f", {format_flow(added)[1:-1]}"))
        return edits

    def _flow_list(self, node: Node, old: Sequence[Value], new: Sequence[Value]) -> list[_Edit]:
        """Edits of a list within brackets."""
        items = [item for _, item in node.items]
        spans = [(item.start, item.end) for item in items]
        here, there = _differing(old, new)
        edits: list[_Edit] = []
        for at, value in zip(here, there, strict=False):
            edits += self.value(items[at], old[at], value, 0)
        if gone := here[len(there) :]:
            edits.append(_cut(spans, gone[0], gone[-1]))
        added = ", ".join(map(format_flow, there[len(here) :]))
        if added and here.start + len(here) == 0:
            edits.append(_Edit(spans[0][0], spans[0][0], f"{added}, "))
        elif added:
            end = spans[here.start + len(here) - 1][1]
            edits.append(_Edit(end, end, f", {added}"))
        return edits

    def _list(self, node: Node, old: Sequence[Value], new: Sequence[Value]) -> list[_Edit]:
        """Edits of a list that is written an item a line: items that stay, stay."""
        items = [item for _, item in node.items]
        dashes = [self._dash(item) for item in items]
        here, there = _differing(old, new)
        edits: list[_Edit] = []
        for at, value in zip(here, there, strict=False):
            margin = self._column(dashes[at])
            edits += self._change(items[at], old[at], value, dashes[at] + 1, margin, is_item=True)
        edits += [self._remove(dashes[at], items[at].end) for at in here[len(there) :]]
        at, margin = here.start + len(here) - 1, self._column(dashes[0])
        rows = "".join(self._item(value, margin, items[at].is_flow) for value in there[len(here) :])
        if rows and at >= 0:
            end = self._line_end(items[at].end)
            edits.append(_Edit(end, end, rows))
        elif rows:
            start = dashes[0] - margin
            edits.append(_Edit(start, start, f"{rows[1:]}\n"))
        return edits

    def _item(self, value: Value, margin: int, is_flow: bool) -> str:
        words = f" {format_flow(value)}" if is_flow else format_after_dash(value, margin)
        return f"\n{' ' * margin}-{words}"

    def _change(
        self, node: Node, old: Value, new: Value, after: int, margin: int, *, is_item: bool = False
    ) -> list[_Edit]:
        """Edits within a value, or else all of it anew, from ``after`` its colon or dash."""
        try:
            return self.value(node, old, new, margin)
        except _Awkward:
            end = max(after, node.end)
            if comments_of(self.masked, after, end):
                raise
            write = format_after_dash if is_item else format_after_key
            words = write(new, margin)
            if node.is_flow and node.items and len(flow := format_flow(new)) <= ONE_LINE:
                words = f" {flow}"
            return [_Edit(after, end, words)]

    def _scalar(self, node: Node, new: Value, margin: int) -> list[_Edit]:
        if node.is_flow or isinstance(new, list | dict):
            if not node.is_flow:
                raise _Awkward
            words = format_flow(new)
        elif self.text[node.end : self._line_end(node.end)].strip():
            words = format_scalar(new)  # a comment stands behind it
        else:
            words = format_after_dash(new, margin).strip()
        is_apart = node.start == 0 or self.text[node.start - 1] in " \n[{"
        return [_Edit(node.start, node.end, words if is_apart else f" {words}")]

    def _remove(self, start: int, end: int) -> _Edit:
        """Whole lines go, and what is remarked in them stays."""
        first = start - self._column(start)
        if self.text[first:start].strip():
            raise _Awkward
        last = self._line_end(end)
        margin = " " * self._column(start)
        kept = comments_of(self.masked, start, last)
        return _Edit(first, last + 1, "".join(f"{margin}{comment}\n" for comment in kept))

    def _dash(self, item: Node) -> int:
        """Where the dash of an item stands; the item must begin on its line."""
        first = item.start - self._column(item.start)
        found = re.fullmatch(r"( *)- *", self.text[first : item.start])
        if found is None:
            raise _Awkward
        return first + len(found[1])

    def _behind(self, start: int, end: int, sign: str) -> int:
        at = self.text.find(sign, start, max(start, end) + 1)
        if at < 0:
            raise _Awkward
        return at + 1

    def _column(self, at: int) -> int:
        return at - (self.text.rfind("\n", 0, at) + 1)

    def _line_end(self, at: int) -> int:
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found


def _differing(old: Sequence[Value], new: Sequence[Value]) -> tuple[range, Sequence[Value]]:
    """Which items of ``old`` are not the same in ``new``, and what stands there instead."""
    least = min(len(old), len(new))
    head = next((n for n in range(least) if old[n] != new[n]), least)
    least -= head
    tail = next((n for n in range(least) if old[-1 - n] != new[-1 - n]), least)
    return range(head, len(old) - tail), new[head : len(new) - tail]


def _cut(spans: Sequence[tuple[int, int]], first: int, last: int) -> _Edit:
    """Items out of brackets, with their commas; some other item stays."""
    if first > 0:
        return _Edit(spans[first - 1][1], spans[last][1], "")
    if last + 1 == len(spans):
        raise _Awkward
    return _Edit(spans[first][0], spans[last + 1][0], "")


# --- the file


def read_head(data: bytes, path: PurePosixPath) -> tuple[Lines, FrontMatter]:
    """The lines of a file and its fields, which are there. Raises CannotEdit when it has faults."""
    try:
        lines = parse_lines(data)
    except ValueError:
        raise _faulty(path) from None
    front = parse_front_matter(lines.text, path=path)
    if front.data is None:
        raise _faulty(path)
    return lines, front


def _apply(lines: Lines, text: str, edits: Sequence[_Edit]) -> bytes:
    """The bytes with the edits made, line ends as they are in the file."""
    joined = "".join(lines.lines)
    starts, plain = [0], [0]
    for line in lines.lines:
        starts.append(starts[-1] + len(line))
    for line in text.split("\n"):
        plain.append(plain[-1] + len(line) + 1)
    mark = len(joined) - len(joined.removeprefix("\ufeff"))

    def place(at: int) -> int:
        number = text.count("\n", 0, at)
        return starts[number] + at - plain[number] + (mark if number == 0 else 0)

    pieces, done = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        if place(edit.start) < done:
            raise _Awkward
        pieces += [joined[done : place(edit.start)], edit.words.replace("\n", lines.end)]
        done = place(edit.end)
    return "".join([*pieces, joined[done:]]).encode(lines.encoding)


def _says(
    new: bytes, path: PurePosixPath, expected: Mapping[str, Value], body: str, comments: list[str]
) -> bool:
    """Whether the file says what it should, and nothing else is different."""
    text = parse_text(new, path=path).text
    if text is None:
        return False
    front = parse_front_matter(text, path=path)
    start, end, _ = find_fences(text) or (0, None, 0)
    if front.data != expected or front.body != body or end is None:
        return False
    masked = mask_values(text, parse_nodes(text, start, end))
    return sorted(comments_of(masked, start, end)) == sorted(comments)


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif value is not None:
        for item in value if isinstance(value, list) else (*value, *value.values()):
            yield from _texts(item)


def _line(front: FrontMatter, wanted: Mapping[str, Value]) -> int:
    return next((front.lines[key] for key in wanted if key in front.lines), 1)


def _faulty(path: PurePosixPath) -> CannotEdit:
    return CannotEdit(
        f"{path} 还有写错的地方，没有去动它。请先改好（pintu check 会说是哪一行）。",
        f"{path} has faults and was left alone. Mend them first: pintu check names the lines.",
    )


def refuse_edit(path: PurePosixPath, line: int, written: str) -> CannotEdit:
    """That a file was left alone, and what is to be written by hand."""
    return CannotEdit(
        f"{path} 第 {line} 行写法特别，没有去动它。请自己写上：{written}",
        f"{path}, line {line}: this is written in a way that was left alone. Write it in by hand: "
        f"{written}",
    )
