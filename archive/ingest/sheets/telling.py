"""Where in a spreadsheet something stands, said so that a worker finds it; and what is odd there
before anybody asks what it means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.sheets.cells import Sheet, column_letters
from archive.ingest.sheets.headings import Heading

_LONGEST = 60
_MOST_RANGES = 6


def sheet_name(sheet: Sheet) -> tuple[str, str]:
    """A sheet in both languages: “登记表”, or the table where it has no name."""
    if not sheet.name:
        return "表格", "the table"
    return f"工作表“{sheet.name}”", f"sheet “{sheet.name}”"


def place_facts(
    sheet: Sheet, row: int, column: int | None = None, header: str = ""
) -> dict[str, str]:
    """``where`` for a row or a cell, in both languages."""
    zh, en = sheet_name(sheet)
    zh, en = f"{zh}第 {row} 行", f"{en}, row {row}"
    if column is not None:
        letters = column_letters(column)
        zh, en = f"{zh} {letters} 列", f"{en}, column {letters}"
        if header:
            zh, en = f"{zh}（{header}）", f"{en} ({header})"
    return {"where_zh": zh, "where_en": en}


def sheet_facts(sheet: Sheet) -> dict[str, str]:
    """``sheet`` in both languages."""
    zh, en = sheet_name(sheet)
    return {"sheet_zh": zh, "sheet_en": en}


def quoted(text: str) -> str:
    """As much of a cell as a sentence can hold, in one line."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"


def blanks_of(sheet: Sheet, heading: Heading) -> tuple[int, str]:
    """How many rows below the header are blank up to the last that is not, and which."""
    filled = [heading.last, *(number for number in sorted(sheet.rows) if number > heading.last)]
    gaps = [(one + 1, other - 1) for one, other in pairwise(filled) if other - one > 1]
    return sum(last - first + 1 for first, last in gaps), format_ranges(gaps)


def odd_things(sheet: Sheet, path: PurePosixPath, *, ours: int | None = None) -> Iterator[Problem]:
    """What a reader does not see: rows and columns that are hidden, formulas. ``ours`` is a column
    that we hid ourselves."""
    facts = sheet_facts(sheet)
    read = {"read_zh": "里面的内容照样导入了", "read_en": "what they hold came in all the same"}
    if hidden := sheet.hidden_rows:
        rows = sorted(number for first, last in hidden for number in _inside(sheet, first, last))
        if rows:
            what = {"what_zh": "行", "what_en": "rows", "seen": format_numbers(rows)}
            yield Problem("sheet-hidden", path, rows[0], {**facts, **what, **read})
    used = sheet.used_columns - {ours}
    columns = [
        number
        for first, last in sheet.hidden_columns
        for number in sorted(used)
        if first <= number <= last
    ]
    if columns:
        names = "、".join(map(column_letters, columns[:20]))
        what = {"what_zh": "列", "what_en": "columns", "seen": names}
        yield Problem("sheet-hidden", path, None, {**facts, **what, **read})
    if sheet.doubled:
        first = sheet.doubled[0]
        what = {
            "what_zh": "同一格写了两次，两边都留着",
            "what_en": "cells written twice, both kept",
        }
        place = {"count": str(len(sheet.doubled)), "where": f"{first.letters}{first.row}"}
        yield Problem("sheet-repaired", path, first.row, {**facts, **what, **place})
    if sheet.formulas:
        yield Problem("sheet-formula", path, None, {**facts, "count": str(sheet.formulas)})


def _inside(sheet: Sheet, first: int, last: int) -> Iterable[int]:
    if last - first < len(sheet.rows):
        return (number for number in range(first, last + 1) if number in sheet.rows)
    return (number for number in sheet.rows if first <= number <= last)


def format_numbers(numbers: Iterable[int]) -> str:
    """3、5–8, and how many more there are."""
    ranges = []
    for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        ranges.append((run[0], run[-1]))
    return format_ranges(ranges)


def format_ranges(ranges: list[tuple[int, int]]) -> str:
    """3、5–8, and … for more than a sentence can hold."""
    named = [f"{a}" if a == b else f"{a}–{b}" for a, b in ranges[:_MOST_RANGES]]
    return "、".join(named) + ("…" if len(ranges) > _MOST_RANGES else "")
