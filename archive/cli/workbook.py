"""Tables as an Excel workbook, for people who are not at the desk."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime

import xlsxwriter

from archive.cli.coverage_tables import Grid

_MADE = datetime(2000, 1, 1)
"""The day that is written into the file, so that the same tables give the same bytes."""
_WIDTH = 16


def format_workbook(grids: Iterable[Grid], *, title: str, notes: Iterable[str]) -> bytes:
    """A workbook with a sheet for each ``sheet`` of ``grids``, tables below each other. Whatever
    people wrote is text, and never a formula."""
    packed = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(packed, options)
    book.set_properties({"title": title, "created": _MADE})
    bold = book.add_format({"bold": True, "bottom": 1})
    heading = book.add_format({"bold": True, "font_size": 14})
    wrap = book.add_format({"text_wrap": False, "font_color": "#48515a"})
    sheets: dict[str, tuple[xlsxwriter.worksheet.Worksheet, int]] = {}
    for grid in grids:
        sheet, row = sheets.get(grid.sheet, (None, 0))
        if sheet is None:
            sheet = book.add_worksheet(grid.sheet[:31])
            sheet.set_column(0, 0, 2 * _WIDTH)
            sheet.set_column(1, 4, _WIDTH)
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            for note in (title, *notes):
                sheet.write_string(row, 0, note, heading if row == 0 else wrap)
                row += 1
        row += 1
        sheet.write_string(row, 0, grid.title, heading)
        row += 1
        for at, name in enumerate(grid.head):
            sheet.write_string(row, at, name, bold)
        for cells in grid.rows:
            row += 1
            for at, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(row, at, cell)
                else:
                    sheet.write_string(row, at, "·" if cell is None else cell)
        sheets[grid.sheet] = sheet, row + 1
    book.close()
    return packed.getvalue()
