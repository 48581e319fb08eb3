"""Front matter: the YAML fields at the head of a file, as plain text values with their lines.

Read from the events of libyaml, not by a YAML loader: a loader would turn 2024-03-09 into a date,
1958 into a number and 03:12 into 192, follow aliases that grow without end, let the second of two
equal keys win, and forget the lines. Here a scalar stays text, and what a field wants of it is
decided where the field is known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import PurePosixPath
from typing import Any

import yaml

from archive.errors import Problem
from archive.values import dataclass

# A PyYAML built without libyaml gives the same events, fifteen times slower.
Parser: Any = getattr(yaml.cyaml, "CParser", None) if yaml.__with_libyaml__ else yaml.SafeLoader
"""What gives the events of a YAML text."""

Value = str | list["Value"] | dict[str, "Value"] | None
"""A scalar as written, a list, or a mapping; None for an empty value, ``~`` or ``null``."""

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
_WIDE_COLON = re.compile(r"^( *(?:- +)?)([A-Za-z_][A-Za-z0-9_]*)[ ]*：", re.MULTILINE)
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_DEEPEST = 12
_MOST_VALUES = 50_000


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields of one file and the text below them.

    ``lines`` gives the line of each key in its file, written ``contents.0.start`` for inner ones.
    ``data`` is None when the fields could not be read; ``problems`` then says why.
    """

    data: dict[str, Value] | None
    lines: Mapping[str, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    problems: tuple[Problem, ...] = ()


def parse_front_matter(text: str, *, path: PurePosixPath) -> FrontMatter:
    """Split ``text`` at its fences and read the fields between them."""
    skipped = len(text) - len(text.lstrip("\n"))
    fences = find_fences(text)
    if fences is None:
        return FrontMatter(None, problems=(Problem("front-matter-missing", path, 1),))
    start, end, after = fences
    if end is None:
        return FrontMatter(None, problems=(Problem("front-matter-unclosed", path, skipped + 1),))
    head = text[start:end]
    body = text[after + 1 :]
    body_line = text.count("\n", 0, after) + 2
    try:
        data, lines = _Reader(head, path=path, first_line=skipped + 2).read()
    except _Refused as refused:
        return FrontMatter(None, body=body, body_line=body_line, problems=refused.problems)
    return FrontMatter(data, lines, body, body_line)


def find_fences(text: str) -> tuple[int, int | None, int] | None:
    """Where the fields of ``text`` start and end, and where the line of the second fence ends; the
    end is None where that fence is missing, all is None where the first is."""
    skipped = len(text) - len(text.lstrip("\n"))
    opening = _FENCE.match(text.lstrip("\n"))
    if opening is None:
        return None
    start = skipped + opening.end() + 1
    closing = _FENCE.search(text, start)
    return (start, closing.start(), closing.end()) if closing else (start, None, len(text))


def parse_fields(text: str, *, path: PurePosixPath) -> FrontMatter:
    """The fields of a file that is nothing but fields, such as a vocabulary; no text below."""
    if all(not line.strip() or line.lstrip().startswith("#") for line in text.split("\n")):
        return FrontMatter({})
    try:
        data, lines = _Reader(text, path=path, first_line=1).read()
    except _Refused as refused:
        return FrontMatter(None, problems=refused.problems)
    return FrontMatter(data, lines)


class _Refused(Exception):
    def __init__(self, *problems: Problem) -> None:
        super().__init__()
        self.problems = problems


class _Reader:
    """Builds the values of one front matter from libyaml's events."""

    def __init__(self, head: str, *, path: PurePosixPath, first_line: int) -> None:
        self._head = head
        self._path = path
        self._first = first_line
        self._lines: dict[str, int] = {}
        self._count = 0
        self._faults: list[Problem] = []

    def read(self) -> tuple[dict[str, Value], dict[str, int]]:
        """The fields and their lines; `_Refused` with every problem that could be told apart."""
        tab = _TAB_INDENT.search(self._head)
        if tab:
            raise _Refused(self._problem("yaml-tab", self._head.count("\n", 0, tab.end())))
        self._refuse_wide_colons(outermost=True)
        try:
            data = self._document(Parser(self._head))
        except yaml.MarkedYAMLError as error:
            self._refuse_wide_colons(outermost=False)
            raise _Refused(self._explain(error)) from error
        except yaml.YAMLError as error:
            raise _Refused(self._problem("yaml-syntax", 0, reason=str(error))) from error
        if self._faults:
            raise _Refused(*self._faults)
        if not isinstance(data, dict):
            self._refuse_wide_colons(outermost=False)
            raise _Refused(self._problem("yaml-not-mapping", 0))
        return data, self._lines

    def _refuse_wide_colons(self, *, outermost: bool) -> None:
        """A full-width colon after a key; inside, only once YAML has failed: it may be text."""
        found = [
            self._problem("yaml-colon", self._head.count("\n", 0, match.start()), seen=match[2])
            for match in _WIDE_COLON.finditer(self._head)
            if not (outermost and match[1])
        ]
        if found:
            raise _Refused(*found)

    def _explain(self, error: yaml.MarkedYAMLError) -> Problem:
        mark = error.problem_mark or error.context_mark
        line = mark.line if mark else 0
        said = error.problem or error.context or ""
        zh = next((text for part, text in _REASONS_ZH.items() if part in said), said)
        return self._problem("yaml-syntax", line, reason_zh=zh, reason_en=said)

    def _problem(self, code: str, line: int, **facts: str) -> Problem:
        return Problem(code, self._path, self._first + line, facts)

    def _document(self, parser: Any) -> Value:
        parser.get_event()
        if not isinstance(parser.get_event(), yaml.DocumentStartEvent):
            return None
        value = self._value(parser, parser.get_event(), "", 0)
        parser.get_event()
        if not isinstance(parser.get_event(), yaml.StreamEndEvent):
            raise _Refused(self._problem("yaml-not-mapping", 0))
        return value

    def _value(self, parser: Any, event: Any, path: str, depth: int) -> Value:
        self._count += 1
        line = event.start_mark.line
        if depth > _DEEPEST or self._count > _MOST_VALUES:
            raise _Refused(self._problem("yaml-depth", line))
        if isinstance(event, yaml.AliasEvent):
            self._faults.append(self._problem("yaml-alias", line, seen=f"*{event.anchor}"))
            return None
        if event.anchor is not None:
            self._faults.append(self._problem("yaml-alias", line, seen=f"&{event.anchor}"))
        if event.tag is not None:
            self._faults.append(self._problem("yaml-tag", line, seen=str(event.tag)))
        if isinstance(event, yaml.ScalarEvent):
            return None if not event.style and event.value in _EMPTY else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(parser, path, depth)
        return self._mapping(parser, path, depth)

    def _list(self, parser: Any, path: str, depth: int) -> Value:
        items: list[Value] = []
        while not isinstance(event := parser.get_event(), yaml.SequenceEndEvent):
            inner = f"{path}.{len(items)}"
            self._lines[inner] = self._first + event.start_mark.line
            items.append(self._value(parser, event, inner, depth + 1))
        return items

    def _mapping(self, parser: Any, path: str, depth: int) -> Value:
        items: dict[str, Value] = {}
        prefix = f"{path}." if path else ""
        while not isinstance(event := parser.get_event(), yaml.MappingEndEvent):
            line = event.start_mark.line
            key = self._value(parser, event, path, depth + 1)
            if not isinstance(key, str):
                raise _Refused(self._problem("yaml-not-mapping", line))
            inner = prefix + key
            value = self._value(parser, parser.get_event(), inner, depth + 1)
            if key in items:
                first = str(self._lines[inner])
                fault = self._problem("yaml-duplicate-key", line, seen=key, first=first)
                self._faults.append(fault)
                continue
            self._lines[inner] = self._first + line
            items[key] = value
        return items


_REASONS_ZH = {
    "mapping values are not allowed": "一行里有两个冒号，或者上一行没有写完",
    "could not find expected ':'": "这里少了一个英文冒号",
    "did not find expected key": "缩进没有对齐，或者上一行的引号没有收尾",
    "did not find expected '-' indicator": "列表没有对齐，每项前面要有短横线",
    "did not find expected ',' or": "方括号或花括号没有收尾",
    "unexpected end of stream": "引号没有收尾",
    "unexpected document indicator": "引号没有收尾",
    "block sequence entries are not allowed": "短横线应该另起一行",
    "cannot start any token": "这一行的开头用了不能直接用的符号（@、` 或 %）",
    "unknown escape character": "双引号里有反斜杠，请改用单引号",
    "control characters are not allowed": "有看不见的控制字符",
    "expected alphabetic": "文字以 & 或 * 开头，要用英文双引号括起来",
    "node content": "括号没有收尾，或者逗号后面少了内容",
    "undefined tag handle": "文字以 ! 开头，要用英文双引号括起来",
}
