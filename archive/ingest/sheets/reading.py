"""A spreadsheet of any of the usual sorts, told by its content and not by its ending."""

from __future__ import annotations

from functools import lru_cache

from archive.ingest.importers.delimited import parse_rows
from archive.ingest.packages import PackageRefused, is_package, open_package
from archive.ingest.sheets.biff import is_ole
from archive.ingest.sheets.cells import LONGEST_CELL, Cell, Sheet, SheetRefused, Workbook
from archive.ingest.sheets.ods import read_ods
from archive.ingest.sheets.xls import read_xls
from archive.ingest.sheets.xlsx import read_xlsx
from archive.ingest.texts import FORBIDDEN, LARGEST, decode


@lru_cache(maxsize=1)  # one reader looks whether a workbook is for it, the next one reads it
def read_workbook(data: bytes) -> Workbook:
    """The sheets of an .xlsx, .xls, .ods or .csv file. Raises SheetRefused, with a reason for
    people, when it is none of them, is damaged or dangerous. Reads and writes nothing else.

    What is given is shared with whoever asks for the same bytes next, and is not to be changed.
    """
    if is_package(data[:4]):
        return read_ods(data) if _is_open_document(data) else read_xlsx(data)
    if is_ole(data):
        return read_xls(data)
    return Workbook((_read_csv(data),))


def _is_open_document(data: bytes) -> bool:
    try:
        with open_package(data) as package:
            return "content.xml" in package
    except PackageRefused as no:
        raise SheetRefused(no.zh, no.en) from no


def _read_csv(data: bytes) -> Sheet:
    """A table in text. Signs that no text may hold stay in it: whoever reads the cells tells."""
    if len(data) > LARGEST:
        limit = f"{LARGEST // 1_000_000} MB"
        raise SheetRefused(f"文字表格超过 {limit}", f"a table in text of more than {limit}")
    text, _ = decode(data)
    if text is None or "\0" in text:
        raise SheetRefused("不是表格，也不是文字", "it is neither a workbook nor text")
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    table = parse_rows(plain)
    sheet = Sheet(unclosed=table.unclosed)
    for number, row in enumerate(table.rows, 1):
        sheet.filled += not row.is_empty
        for column, words in enumerate(row.cells, 1):
            if words.strip():
                sheet.put(Cell(number, column, words[:LONGEST_CELL]))
    return sheet


def without_control_characters(text: str) -> str:
    """``text`` with nothing in it that no editor shows."""
    return FORBIDDEN.sub("", text)
