"""Workbooks of LibreOffice (.ods): every cell as it is shown, and what is hidden beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.ingest.packages import PackageRefused, open_package
from archive.ingest.sheets.cells import (
    LONGEST_CELL,
    MOST_CELLS,
    Cell,
    CellForm,
    Sheet,
    SheetRefused,
    Span,
    Workbook,
    format_number,
    too_many_cells,
)
from archive.ingest.sheets.xml_events import Attributes, read_events

_CONTENT = "content.xml"
_MOST_SPANS = 20_000
_MOST_SHEETS = 200
_HIDDEN = ("collapse", "filter")


def read_ods(data: bytes) -> Workbook:
    """Every sheet of a workbook. SheetRefused for what is none, is damaged or dangerous."""
    try:
        with open_package(data) as package:
            if _CONTENT not in package:
                raise SheetRefused("不是 ODS 表格", "it is no workbook of LibreOffice")
            reader = _Reader()
            read_events(
                package.chunks(_CONTENT), start=reader.start, end=reader.end, words=reader.words
            )
    except PackageRefused as no:
        raise SheetRefused(no.zh, no.en) from no
    return Workbook(tuple(reader.sheets))


@dataclass(slots=True)
class _Open:
    """The cell that is being read."""

    column: int
    repeated: int
    sort: str
    value: str
    span: tuple[int, int]
    lines: list[str] = field(default_factory=list)


class _Reader:
    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._sheet: Sheet | None = None
        self._row, self._rows = 0, 1
        self._column = 0
        self._place = 0
        self._cells = 0
        self._open: _Open | None = None
        self._filled: list[Cell] = []
        self._words: list[str] | None = None
        self._remark: list[str] | None = None

    def start(self, name: str, prefixed: Attributes) -> None:
        attributes = {key.rpartition(":")[2]: value for key, value in prefixed.items()}
        match name:
            case "style" if attributes.get("family") == "table":
                self._style = attributes.get("name", "")
            case "table-properties" if attributes.get("display") == "false":
                self._hidden_styles.add(self._style)
            case "table" if "name" in attributes and len(self.sheets) < _MOST_SHEETS:
                self._begin_sheet(attributes)
            case "table-column":
                self._begin_column(attributes)
            case "table-row":
                self._begin_row(attributes)
            case "table-cell" | "covered-table-cell":
                self._begin_cell(attributes)
            case "annotation":
                self._remark = []
            case "p" | "h":
                self._words = []
            case "s" if self._words is not None:
                self._words.append(" " * min(_whole(attributes.get("c", "1")), 1000))
            case "tab" if self._words is not None:
                self._words.append("\t")
            case "line-break" if self._words is not None:
                self._words.append("\n")

    def end(self, name: str) -> None:
        match name:
            case "p" | "h" if self._words is not None:
                lines = self._remark if self._remark is not None else None
                if lines is None and self._open is not None:
                    lines = self._open.lines
                if lines is not None:
                    lines.append("".join(self._words))
                self._words = None
            case "annotation":
                self._end_remark()
            case "table-cell" | "covered-table-cell":
                self._end_cell()
            case "table-row":
                self._end_row()
            case "table":
                self._sheet = None

    def words(self, text: str) -> None:
        if self._words is not None:
            self._words.append(text)

    # --- sheets, columns, rows

    def _begin_sheet(self, attributes: Attributes) -> None:
        is_hidden = attributes.get("style-name", "") in self._hidden_styles
        self._sheet = Sheet(attributes["name"], is_hidden=is_hidden)
        self.sheets.append(self._sheet)
        self._row, self._rows, self._place = 0, 1, 0

    def _begin_column(self, attributes: Attributes) -> None:
        many = _whole(attributes.get("number-columns-repeated", "1"))
        if self._sheet is not None and attributes.get("visibility") in _HIDDEN:
            self._sheet.hidden_columns.append((self._place + 1, self._place + many))
        self._place += many

    def _begin_row(self, attributes: Attributes) -> None:
        self._row += self._rows if self._row else 1
        self._rows = _whole(attributes.get("number-rows-repeated", "1"))
        self._column = 0
        self._filled = []
        if self._sheet is not None and attributes.get("visibility") in _HIDDEN:
            self._sheet.hidden_rows.append((self._row, self._row + self._rows - 1))

    def _end_row(self) -> None:
        if self._sheet is None or not self._filled:
            return
        self._cells += len(self._filled) * self._rows
        if self._cells > MOST_CELLS:
            raise too_many_cells()
        self._sheet.filled += self._rows
        for number in range(self._row, self._row + self._rows):
            for cell in self._filled:
                self._sheet.put(Cell(number, cell.column, cell.text, cell.form))

    # --- cells

    def _begin_cell(self, attributes: Attributes) -> None:
        span = (
            _whole(attributes.get("number-rows-spanned", "1")),
            _whole(attributes.get("number-columns-spanned", "1")),
        )
        sort = attributes.get("value-type", "")
        value = attributes.get("date-value") or attributes.get("value") or ""
        repeated = _whole(attributes.get("number-columns-repeated", "1"))
        self._open = _Open(self._column + 1, repeated, sort, value, span)
        self._column += repeated
        if "formula" in attributes and self._sheet is not None:
            self._sheet.formulas += 1

    def _end_cell(self) -> None:
        cell, self._open = self._open, None
        if cell is None or self._sheet is None:
            return
        if cell.span != (1, 1) and len(self._sheet.spans) < _MOST_SPANS:
            down, right = cell.span
            first = (self._row, cell.column)
            self._sheet.spans.append(Span(*first, self._row + down - 1, cell.column + right - 1))
        text, form = _shown(cell)
        if not text.strip():
            return
        if len(self._filled) + cell.repeated > MOST_CELLS:
            raise too_many_cells()
        for column in range(cell.column, cell.column + cell.repeated):
            self._filled.append(Cell(self._row, column, text[:LONGEST_CELL], form))

    def _end_remark(self) -> None:
        lines, self._remark = self._remark, None
        if lines and self._open is not None and self._sheet is not None:
            words = "\n".join(lines).strip()[:LONGEST_CELL]
            self._sheet.comments.append(Cell(self._row, self._open.column, words))


def _shown(cell: _Open) -> tuple[str, CellForm]:
    written = "\n".join(cell.lines)
    if cell.sort == "date" and cell.value:
        day, _, clock = cell.value.partition("T")
        return (f"{day} {clock}" if clock.strip("0:") else day), CellForm.DATE
    if cell.sort == "float" and cell.value:
        if written.isdecimal() and written.startswith("0"):
            return written, CellForm.NUMBER
        try:
            return format_number(float(cell.value)), CellForm.NUMBER
        except ValueError:
            return written, CellForm.TEXT
    if written.startswith("#") and written.rstrip("!?").isupper():
        return written, CellForm.ERROR
    return written, CellForm.TEXT


def _whole(text: str) -> int:
    return max(1, int(text)) if text.isdecimal() and len(text) < 9 else 1
