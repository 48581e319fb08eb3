"""The village's own themes: ``content/vocabularies/themes.yml``, a theme and its keywords a line.

水: [河埠, 采菱, 大水]
过日脚: [食堂, 过年]

A keyword may belong to several themes; the name of a theme is one of its keywords anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from archive.errors import Problem
from archive.ingest.folders import CONTENT
from archive.ingest.front_matter import Value, parse_fields
from archive.ingest.nearest import nearest
from archive.ingest.refusals import short
from archive.ingest.texts import read_text
from archive.model.interview import Interview
from archive.model.records import Record
from archive.model.theme import Theme

THEMES = PurePosixPath(CONTENT, "vocabularies", "themes.yml")
_LONGEST = 60
_LIKE = 50
"""Likeness of two keywords, for most have two signs only."""


@dataclass(slots=True)
class ThemeTable:
    """The themes that were written, where each keyword stands, and what is wrong."""

    themes: tuple[Theme, ...] = ()
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """The line of a keyword, by theme and keyword."""
    problems: list[Problem] = field(default_factory=list)


def read_themes(folder: Path) -> ThemeTable:
    """The themes of the archive in ``folder``; none where none are written."""
    read = read_text(folder / THEMES, path=THEMES)
    if read is None or read.text is None:
        return ThemeTable(problems=list(read.problems) if read else [])
    table = parse_themes(read.text)
    table.problems[:0] = read.problems
    return table


def parse_themes(text: str) -> ThemeTable:
    """The themes in ``text``, and what is wrong with it."""
    front = parse_fields(text, path=THEMES)
    if front.data is None:
        return ThemeTable(problems=list(front.problems))
    lines: dict[tuple[str, str], int] = {}
    problems: list[Problem] = []
    themes = []
    for name, value in front.data.items():
        if len(name) > _LONGEST:
            problems.append(_malformed(name, front.lines.get(name, 1)))
            continue
        kept: dict[str, None] = {}
        for number, word in enumerate(_listed(value)):
            line = front.lines.get(f"{name}.{number}", front.lines.get(name, 1))
            if not isinstance(word, str) or not 0 < len(word.strip()) <= _LONGEST:
                problems.append(_malformed(word, line))
            elif word.strip() in kept:
                facts = {"seen": word.strip(), "theme": name}
                problems.append(Problem("themes-twice", THEMES, line, facts))
            else:
                kept[word.strip()] = None
                lines[name, word.strip()] = line
        themes.append(Theme(name, tuple(kept)))
    return ThemeTable(tuple(themes), lines, problems)


def _listed(value: Value) -> Sequence[Value]:
    """A single word is a list of one; a theme may have no words but its name."""
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)


def _malformed(seen: Value, line: int) -> Problem:
    words = [seen] if isinstance(seen, str) else map(str, seen or "-")
    return Problem("themes-malformed", THEMES, line, {"seen": short(", ".join(words))})


def check_themes(table: ThemeTable, records: Iterable[Record]) -> Iterator[Problem]:
    """Keywords of the table that no record uses: mistyped, or not needed."""
    if not table.lines:
        return
    used = {word for record in records for word in _keywords(record)}
    for (theme, word), line in table.lines.items():
        if word in used:
            continue
        zh, en = "以后会用到的话，可以不管。", "Leave it if it will be used later."
        meant = nearest(word, used, at_least=_LIKE)
        if meant is not None:
            zh, en = f"是不是“{meant}”？", f"Did you mean “{meant}”?"
        facts = {"seen": word, "theme": theme, "suggestion_zh": zh, "suggestion_en": en}
        yield Problem("themes-unused", THEMES, line, facts)


def _keywords(record: Record) -> Iterator[str]:
    yield from record.themes
    if isinstance(record, Interview):
        for chapter in record.contents:
            yield from chapter.keywords
