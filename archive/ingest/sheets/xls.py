"""Workbooks of old Excel (.xls): the values are calamine's, the places and what is hidden ours."""

from __future__ import annotations

import datetime
import io
from typing import Any

from archive.ingest.sheets.biff import read_facts
from archive.ingest.sheets.cells import (
    LONGEST_CELL,
    MOST_CELLS,
    Cell,
    CellForm,
    Sheet,
    SheetRefused,
    Workbook,
    format_number,
    too_many_cells,
)
from archive.ingest.sheets.hushed import hushed

_MOST_REACH = 4_000_000
"""Rows times columns that calamine may set aside for one sheet: about 130 MB."""
_SMALL_REACH, _LEAST_FILLED = 500_000, 40
"""Above so many of them, one in so many must hold something."""


def read_xls(data: bytes) -> Workbook:
    """Every sheet of a workbook. SheetRefused for what is none, is damaged or dangerous."""
    facts = read_facts(data)
    for (down, right), cells in zip(facts.corners, facts.counts, strict=True):
        if down * right > min(_MOST_REACH, max(_SMALL_REACH, cells * _LEAST_FILLED)):
            raise SheetRefused(
                "里面的格子离得太远（多半是最后一行或最后一列误写了东西）",
                "its cells lie too far apart; most likely the last row or column holds a slip",
            )
    sheets: list[Sheet] = []
    for name, rows in _values(data):
        known = facts.sheets[len(sheets)] if len(sheets) < len(facts.sheets) else Sheet()
        known.name = name
        _fill(known, rows)
        sheets.append(known)
    return Workbook(tuple(sheets))


def _values(data: bytes) -> list[tuple[str, list[list[Any]]]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    try:
        with hushed():
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
            sheets = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
            return [
                (one.name, book.get_sheet_by_name(one.name).to_python(skip_empty_area=False))
                for one in sheets
            ]
    except BaseException as error:
        is_panic = type(error).__name__ == "PanicException"  # of Rust, and no Exception
        if not (is_panic or isinstance(error, Exception)):
            raise
        raise SheetRefused("文件坏了，读不下去", "the file is damaged") from error


def _fill(sheet: Sheet, rows: list[list[Any]]) -> None:
    count = 0
    for number, row in enumerate(rows, 1):
        is_filled = False
        for column, value in enumerate(row, 1):
            text, form = _shown(value)
            if not text.strip():
                continue
            is_filled = True
            count += 1
            if count > MOST_CELLS:
                raise too_many_cells()
            sheet.put(Cell(number, column, text[:LONGEST_CELL], form))
        sheet.filled += is_filled


def _shown(value: Any) -> tuple[str, CellForm]:
    if isinstance(value, bool):
        return ("是" if value else "否"), CellForm.TEXT
    if isinstance(value, int | float):
        return format_number(float(value)), CellForm.NUMBER
    if isinstance(value, datetime.datetime):
        day = value.date().isoformat()
        clock = value.time().isoformat("seconds")
        return (day if clock == "00:00:00" else f"{day} {clock}"), CellForm.DATE
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat(), CellForm.DATE
    text = str(value)
    is_error = text.startswith("#") and text.rstrip("!?").isupper()
    return text, CellForm.ERROR if is_error else CellForm.TEXT
