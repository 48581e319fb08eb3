"""Transcript tables of Oral-History.Digital: CSV and ODS, exported, edited or made by hand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.importers.coded_rows import CodedRows, column_key, parse_time, read_coded_rows
from archive.ingest.importers.delimited import Table, TableRow, parse_table
from archive.ingest.sheets.cells import Sheet, SheetRefused
from archive.ingest.sheets.reading import read_workbook
from archive.ingest.texts import parse_text
from archive.values import dataclass

_COLUMNS = {
    "band": "tape",
    "tape": "tape",
    "tapenumber": "tape",
    "timecode": "start",
    "in": "start",
    "out": "end",
    "speaker": "speaker",
    "speakerdesignation": "speaker",
    "sprecher": "speaker",
    "sprecherin": "speaker",
    "transcript": "words",
    "transkript": "words",
    "übersetzung": "translation",
    "hauptüberschrift": "main",
    "zwischenüberschrift": "sub",
    "hauptüberschriftübersetzung": "main (2)",
    "zwischenüberschriftübersetzung": "sub (2)",
    "registerverknüpfungen": "references",
    "registryreferences": "references",
    "anmerkungen": "annotation",
}
_BY_LANGUAGE = re.compile(
    r"(transcript|translation|mainheading|subheading|annotation)s?(?:[_ (]*([a-z]{2,3})\)?)?",
    re.IGNORECASE,
)
_ROLES = {"transcript": "words", "mainheading": "main", "subheading": "sub"}
_TIMECODE = re.compile(r"(?:\[\d{1,2}\]\s*)?(\d{1,2}:\d{1,2}:\d{1,2})(?:[.,](\d{1,6}))?", re.ASCII)
FRAMES = 25
"""Frames a second in time codes that end in two figures."""


@dataclass(frozen=True, slots=True)
class Tape:
    """The rows of one tape; the times of another begin anew."""

    number: str
    """As it is written; empty where the table does not say."""
    rows: CodedRows


def digital_roles(header: Sequence[str]) -> list[str | None] | None:
    """What each column of a transcript table holds; None when the table is no such thing.

    A second language of something has its own name, such as ``translation (en)``.
    """
    roles: list[str | None] = []
    for name in header:
        role = _role(name)
        if role is not None and role in roles:
            role = f"{role} ({len(roles)})"
        roles.append(role)
    keys = [column_key(name) for name in header]
    is_timed = "timecode" in keys or "in" in keys or "tape" in roles
    return roles if is_timed and {"start", "words", "speaker"} <= set(roles) else None


def _role(name: str) -> str | None:
    known = _COLUMNS.get(column_key(name))
    if known is not None:
        return known
    match = _BY_LANGUAGE.fullmatch(unicodedata.normalize("NFKC", name).strip())
    if match is None:
        return None
    role = match[1].lower()
    return _ROLES.get(role, role)


def read_table(data: bytes, *, path: PurePosixPath, problems: list[Problem]) -> Table | None:
    """The table in a text or in the first sheet that holds one; None where there is none."""
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        text = parse_text(data, path=path)
        problems += text.problems
        return None if text.text is None else parse_table(text.text)
    try:
        sheets = read_workbook(data).sheets
    except SheetRefused as no:
        facts = {"reason_zh": no.zh, "reason_en": no.en}
        problems.append(Problem("file-unreadable", path, None, facts))
        return None
    tables = [_table_of(sheet) for sheet in sheets if sheet.rows]
    fitting = (table for table in tables if digital_roles(table.header))
    return next(fitting, tables[0] if tables else None)


def _table_of(sheet: Sheet) -> Table:
    """A sheet as rows of cells; those in which nothing stands are left out."""
    rows = []
    for number in sorted(sheet.rows):
        cells = sheet.rows[number]
        width = min(max(cells), _WIDEST)
        texts = (cells[place].text if place in cells else "" for place in range(1, width + 1))
        rows.append(TableRow(number, tuple(texts)))
    header = tuple(cell.strip() for cell in rows[0].cells)
    return Table(header, tuple(rows[1:]), counted=sheet.filled - 1)


_WIDEST = 400
"""Columns of a table that are looked at."""


def read_tapes(
    table: Table, roles: Sequence[str | None], *, path: PurePosixPath
) -> tuple[Tape, ...]:
    """The rows of a transcript table, tape by tape."""
    place = roles.index("tape") if "tape" in roles else None
    groups: dict[str, list[TableRow]] = {}
    number = ""
    for row in table.rows:
        if place is not None and place < len(row.cells) and row.cells[place].strip():
            number = row.cells[place].strip().removesuffix(".0")[:20]
        groups.setdefault(number, []).append(row)
    return tuple(_tapes(table, roles, groups.items(), path))


def _tapes(
    table: Table,
    roles: Sequence[str | None],
    groups: Iterable[tuple[str, list[TableRow]]],
    path: PurePosixPath,
) -> Iterator[Tape]:
    unclosed = table.unclosed
    for number, rows in groups:
        part = Table(table.header, tuple(rows), len(rows), unclosed)
        yield Tape(number, read_coded_rows(part, roles, path=path, seconds=parse_timecode))
        unclosed = ()


def parse_timecode(text: str) -> float | None:
    """Seconds of ``00:00:04.24``, where two figures are frames, or ``00:00:04.240``; other times as
    `parse_time` reads them."""
    match = _TIMECODE.fullmatch(unicodedata.normalize("NFKC", text[:40]).strip())
    whole = parse_time(match[1]) if match else parse_time(text)
    if match is None or whole is None or not match[2]:
        return whole
    part = match[2]
    if len(part) == 2 and int(part) < FRAMES:
        return whole + int(part) / FRAMES
    return whole + float(f"0.{part}")
