"""The workbook itself, as Excel and WPS open it. Everything people wrote is text and never a
formula; the same records give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from archive.ingest.field_names import KIND_NAMES
from archive.ingest.shapes import Form, Shape
from archive.ingest.sheets.book import BookColumn, BookRow, BookSheet, columns_of
from archive.ingest.sheets.cells import column_letters
from archive.ingest.sheets.headings import BODY
from archive.ingest.sheets.notation import part_labels
from archive.ingest.sheets.rows import EXAMPLE
from archive.model.terms import Term

HELP, CHOICES = "说明", "选项"
"""Sheets that hold no records."""
_MADE = datetime(2000, 1, 1)
_SPARE_ROWS = 500
"""Rows below the last that are ready to be filled in."""
_FIRST_FIELD = 2
"""Columns before the first field: the id, and what was exported."""
_LONGEST_MESSAGE = 250
_INK, _PAPER, _SEAL, _FAINT = "#20302e", "#f4eee2", "#9b2f1f", "#8a8578"
_WIDTHS: Mapping[Form, int] = {Form.TEXT: 24, Form.LIST: 32, Form.PART: 32, Form.WHEN: 22}
_LONG_TEXTS = frozenset(
    {
        "summary",
        "usage",
        "description",
        "background",
        "note",
        "meaning",
        "wording",
        "introduction",
        BODY,
    }
)


def format_book(sheets: Sequence[BookSheet], *, title: str, notes: Sequence[str]) -> bytes:
    """A workbook with a page of help, which ``notes`` fill, a sheet for each kind, and the words
    that may be chosen."""
    packed = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(packed, options)
    book.set_properties({"title": title, "created": _MADE})
    drawing = _Drawing(book)
    drawing.help(title, notes)
    terms = _terms_of(sheets)
    for sheet in sheets:
        drawing.sheet(sheet, terms)
    drawing.choices(terms)
    book.close()
    return packed.getvalue()


def _terms_of(sheets: Sequence[BookSheet]) -> dict[type[Term], str]:
    """Every list of words that a cell takes one of, and where it stands."""
    found: dict[type[Term], str] = {}
    for sheet in sheets:
        for column in columns_of(sheet.kind):
            term = column.field.shape.term
            if term is not None and term not in found:
                letters = column_letters(len(found) + 1)
                found[term] = f"='{CHOICES}'!${letters}$2:${letters}${len(term) + 1}"
    return found


class _Drawing:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        plain = {"valign": "top", "text_wrap": True, "num_format": "@", "font_size": 12}
        head = {"bold": True, "bg_color": _PAPER, "bottom": 2, "text_wrap": True, "valign": "top"}
        self._cell = self._format(plain)
        self._example = self._format({**plain, "italic": True, "font_color": _FAINT})
        self._id = self._format({**plain, "font_color": _FAINT})
        self._head = self._format({**head, "font_color": _INK})
        self._needed = self._format({**head, "font_color": _SEAL})
        self._private = self._format({**head, "font_color": _FAINT})
        self._title = self._format({"bold": True, "font_size": 18, "font_color": _INK})
        self._note = self._format({"text_wrap": True, "font_size": 13, "valign": "top"})

    def _format(self, properties: Mapping[str, object]) -> Format:
        made: Format = self._book.add_format(dict(properties))
        return made

    def help(self, title: str, notes: Sequence[str]) -> None:
        sheet = self._book.add_worksheet(HELP)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 100)
        sheet.write_string(0, 0, title, self._title)
        for number, note in enumerate(notes, 2):
            sheet.write_string(number, 0, note, self._note)

    def sheet(self, page: BookSheet, terms: Mapping[type[Term], str]) -> None:
        sheet = self._book.add_worksheet(KIND_NAMES[page.kind.value][0])
        columns = columns_of(page.kind)
        sheet.set_default_row(34)
        sheet.set_row(0, 40)
        sheet.freeze_panes(1, _FIRST_FIELD + 1)
        sheet.write_string(0, 0, "记录", self._private)
        sheet.write_string(0, 1, "导出时", self._private)
        sheet.set_column(0, 0, 24, self._id)
        sheet.set_column(1, 1, 12, self._id, {"hidden": True})
        last = 1 + len(page.rows) + _SPARE_ROWS
        for at, column in enumerate(columns, _FIRST_FIELD):
            sheet.write_string(0, at, column.header, self._header(column))
            sheet.set_column(at, at, _width(column), self._cell)
            sheet.data_validation(1, at, last, at, _validation(column, terms))
        rows = list(page.rows)
        if page.example:
            self._row(sheet, 1, BookRow(EXAMPLE, page.example), columns, self._example)
        for number, row in enumerate(rows, 2 if page.example else 1):
            self._row(sheet, number, row, columns, self._cell)

    def _row(
        self,
        sheet: Worksheet,
        number: int,
        row: BookRow,
        columns: Sequence[BookColumn],
        how: Format,
    ) -> None:
        sheet.write_string(number, 0, row.id, self._id)
        if row.exported:
            sheet.write_string(number, 1, row.exported, self._id)
        for at, column in enumerate(columns, _FIRST_FIELD):
            words = row.cells.get(column.key)
            if words:
                sheet.write_string(number, at, words, how)

    def _header(self, column: BookColumn) -> Format:
        if column.field.is_required:
            return self._needed
        return self._head if column.field.is_shown else self._private

    def choices(self, terms: Mapping[type[Term], str]) -> None:
        sheet = self._book.add_worksheet(CHOICES)
        for at, term in enumerate(terms):
            name = (term.__doc__ or "").split(":")[0].split("：")[0].strip(". ")
            sheet.set_column(at, at, 20)
            sheet.write_string(0, at, name or term.__name__, self._head)
            for number, member in enumerate(term, 1):
                sheet.write_string(number, at, member.zh, self._note)


def _width(column: BookColumn) -> int:
    if column.key in _LONG_TEXTS:
        return 48
    return _WIDTHS.get(column.field.shape.form, 16)


def _validation(column: BookColumn, terms: Mapping[type[Term], str]) -> dict[str, Any]:
    """What Excel offers and says when somebody stands in a cell of the column."""
    shape = column.field.shape
    message = _how_to(shape)[:_LONGEST_MESSAGE]
    rule: dict[str, Any] = {"input_title": column.field.label_zh[:32], "input_message": message}
    if shape.form is Form.TERM and shape.term is not None:
        return rule | {"validate": "list", "source": terms[shape.term], "error_type": "warning"}
    if shape.form is Form.YES_NO:
        return rule | {"validate": "list", "source": ["是", "否"], "error_type": "warning"}
    return rule | {"validate": "any"}


def _how_to(shape: Shape) -> str:
    """How the cells of a column are written."""
    inner = shape.inner
    match shape.form:
        case Form.TERM:
            return "从下拉的词里选一个。"
        case Form.WHEN:
            return "照原话写，例如：发大水那年。知道年份的写在后面：发大水那年【1954】。"
        case Form.DAY:
            return "写成 2024-03-09。"
        case Form.SECONDS:
            return "写成 0:03:12。"
        case Form.REFERENCE:
            return "写那条记录的编号或名字。"
        case Form.PART if shape.model is not None:
            return f"写成 名：值；名：值。名可以是：{'、'.join(part_labels(shape.model).values())}"
        case Form.LIST if inner is not None and inner.form is Form.PART and inner.model is not None:
            names = "、".join(part_labels(inner.model).values())
            return f"一样东西一行（格子里换行按 Alt+Enter），写成 名：值；名：值。名可以是：{names}"
        case Form.LIST if inner is not None and inner.form is Form.REFERENCE:
            return "写编号或名字，几个之间用；隔开。"
        case Form.LIST:
            return "几个之间用；隔开。"
        case Form.YES_NO:
            return "写 是 或 否。"
    return "照实写。"
