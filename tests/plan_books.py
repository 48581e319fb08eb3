"""A plan's workbook in the hands of a person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

Sheets = dict[str, list[list[str]]]
"""Cells in rows, by the name of the sheet."""


def corrected(file: Path, change: Callable[[Sheets], None]) -> None:
    """The workbook as a person leaves it: its cells changed, its format lost."""
    book = CalamineWorkbook.from_path(file)
    sheets = {
        name: [[str(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()]
        for name in book.sheet_names
    }
    change(sheets)
    with xlsxwriter.Workbook(file) as written:
        for name, rows in sheets.items():
            sheet = written.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
