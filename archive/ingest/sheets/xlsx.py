"""Workbooks of Excel and WPS (.xlsx): every cell as it is shown, and what is hidden beside it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.ingest.packages import Package, PackageRefused, open_package
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
    parse_place,
    too_many_cells,
)
from archive.ingest.sheets.number_formats import Shows, format_serial, shows, zeros_before
from archive.ingest.sheets.xml_events import Attributes, read_events

_BOOK = "xl/workbook.xml"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_SPANS = 20_000
_MOST_SHEETS = 200


def read_xlsx(data: bytes) -> Workbook:
    """Every sheet of a workbook. SheetRefused for what is none, is damaged or dangerous."""
    try:
        with open_package(data) as package:
            book = _Book(package)
            sheets = tuple(_SheetReader(book, name, path).read() for name, path in book.sheets())
            return Workbook(sheets)
    except PackageRefused as no:
        raise SheetRefused(no.zh, no.en) from no


def unescape(text: str) -> str:
    """Text without the ``_x000D_`` that Excel writes for signs that XML forbids."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class _Book:
    """What all sheets share: strings, formats, the calendar."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.is_1904 = False
        self.cells = 0
        self.hidden: set[str] = set()
        self._named: list[tuple[str, str]] = []
        if _BOOK not in package:
            raise SheetRefused("不是 Excel 表格", "it is no workbook of Excel")
        self.events(_BOOK, _BookElements(self))
        self.strings: list[str] = []
        self.formats: list[tuple[int, str]] = []
        if "xl/sharedStrings.xml" in package:
            self.events("xl/sharedStrings.xml", _Strings(self.strings))
        if "xl/styles.xml" in package:
            self.events("xl/styles.xml", _Formats(self.formats))

    def events(self, name: str, reader: _Elements) -> None:
        read_events(
            self.package.chunks(name), start=reader.start, end=reader.end, words=reader.words
        )

    def add(self, name: str, relation: str, *, is_hidden: bool) -> None:
        if len(self._named) < _MOST_SHEETS:
            self._named.append((name, relation))
            if is_hidden:
                self.hidden.add(name)

    def sheets(self) -> list[tuple[str, str]]:
        """Names of the sheets that can be read, and where they lie."""
        places = self.relations(_BOOK)
        found = [(name, places.get(relation, "")) for name, relation in self._named]
        return [(name, path) for name, path in found if path in self.package]

    def relations(self, part: str, kind: str = "") -> dict[str, str]:
        """Where the parts lie that ``part`` speaks of, by the names it gives them."""
        folder, _, name = part.rpartition("/")
        path = f"{folder}/_rels/{name}.rels"
        reader = _Relations(folder, kind)
        if path in self.package:
            self.events(path, reader)
        return reader.found

    def string(self, number: str) -> str:
        """A shared string; empty where there is none."""
        at = int(number) if number.isdecimal() else -1
        return self.strings[at] if 0 <= at < len(self.strings) else ""

    def _format(self, style: str) -> tuple[int, str]:
        at = int(style) if style.isdecimal() else 0
        return self.formats[at] if at < len(self.formats) else (0, "")

    def shown(self, text: str, style: str) -> tuple[str, CellForm]:
        """A number as its format shows it."""
        try:
            number = float(text)
        except ValueError:
            return text, CellForm.TEXT
        code, pattern = self._format(style)
        how = shows(code, pattern)
        if how is not Shows.NUMBER:
            day = format_serial(number, how, is_1904=self.is_1904)
            if day is not None:
                return day, CellForm.DATE
        words = format_number(number)
        return words.rjust(zeros_before(pattern), "0"), CellForm.NUMBER


class _Elements:
    """What a part of the workbook says, element by element."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def words(self, text: str) -> None:
        """Words within an element."""


class _BookElements(_Elements):
    def __init__(self, book: _Book) -> None:
        self._book = book

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "workbookPr":
            self._book.is_1904 = attributes.get("date1904", "") in ("1", "true")
        elif name == "sheet":
            is_hidden = attributes.get("state", "visible") != "visible"
            title, relation = attributes.get("name", ""), _by_local(attributes, "id")
            self._book.add(title, relation, is_hidden=is_hidden)


class _Relations(_Elements):
    def __init__(self, folder: str, kind: str) -> None:
        self.found: dict[str, str] = {}
        self._folder, self._kind = folder, kind

    def start(self, name: str, attributes: Attributes) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        if self._kind in attributes.get("Type", ""):
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else f"{self._folder}/{target}"
            self.found[attributes.get("Id", "")] = posixpath.normpath(path)


class _Runs(_Elements):
    """Words of strings in runs of different type, without how they are read aloud."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._is_text = False
        self._is_reading = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "t":
            self._is_text = not self._is_reading
        elif name == "rPh":
            self._is_reading = True

    def end(self, name: str) -> None:
        if name == "t":
            self._is_text = False
        elif name == "rPh":
            self._is_reading = False

    def words(self, text: str) -> None:
        if self._is_text:
            self._pieces.append(text)

    def take(self) -> str:
        words = unescape("".join(self._pieces))
        self._pieces.clear()
        return words


class _Strings(_Runs):
    def __init__(self, strings: list[str]) -> None:
        super().__init__()
        self._strings = strings

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self._strings.append(self.take())
            if len(self._strings) > MOST_CELLS:
                raise too_many_cells()


class _Formats(_Elements):
    def __init__(self, formats: list[tuple[int, str]]) -> None:
        self._formats = formats
        self._patterns: dict[int, str] = {}
        self._is_cell = False

    def start(self, name: str, attributes: Attributes) -> None:
        code = attributes.get("numFmtId", "")
        number = int(code) if code.isdecimal() else 0
        if name == "numFmt":
            self._patterns[number] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._is_cell = True
        elif name == "xf" and self._is_cell:
            self._formats.append((number, self._patterns.get(number, "")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._is_cell = False


@dataclass(slots=True)
class _Open:
    """The cell that is being read."""

    row: int
    column: int
    sort: str
    style: str
    value: str = ""


class _SheetReader(_Runs):
    """One sheet, cell by cell."""

    def __init__(self, book: _Book, name: str, path: str) -> None:
        super().__init__()
        self.sheet = Sheet(name, is_hidden=name in book.hidden)
        self._book, self._path = book, path
        self._row = self._column = 0
        self._open: _Open | None = None
        self._is_value = False
        self._filled: set[int] = set()

    def read(self) -> Sheet:
        self._book.events(self._path, self)
        self.sheet.filled = len(self._filled)
        for path in self._book.relations(self._path, "/comments").values():
            if path in self._book.package:
                self._book.events(path, _Comments(self.sheet))
        return self.sheet

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":  # most elements of a sheet are these two
            self._begin_cell(attributes)
            return
        if name == "v":
            self._is_value = True
            return
        match name:
            case "f" if self._open is not None:
                self.sheet.formulas += 1
            case "row":
                self._begin_row(attributes)
            case "col" if attributes.get("hidden") in ("1", "true"):
                span = _range(attributes.get("min", ""), attributes.get("max", ""))
                self.sheet.hidden_columns += span
            case "mergeCell":
                self._merge(attributes.get("ref", ""))
            case _:
                super().start(name, attributes)

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name == "v":
            self._is_value = False
        else:
            super().end(name)

    def words(self, text: str) -> None:
        if self._is_value and self._open is not None:
            self._open.value += text
        elif self._is_text:
            self._pieces.append(text)

    def _begin_row(self, attributes: Attributes) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isdecimal() and len(number) < 9 else self._row + 1
        self._column = 0
        if attributes.get("hidden") in ("1", "true"):
            self.sheet.hidden_rows.append((self._row, self._row))

    def _begin_cell(self, attributes: Attributes) -> None:
        try:
            row, self._column = parse_place(attributes.get("r", ""))
        except ValueError:
            row, self._column = self._row, self._column + 1
        sort, style = attributes.get("t", "n"), attributes.get("s", "0")
        self._open = _Open(row, self._column, sort, style)

    def _end_cell(self) -> None:
        cell, self._open = self._open, None
        inline = self.take() if self._pieces else ""
        if cell is None:
            return
        text, form = self._read_value(cell, cell.value, inline)
        if not text or text.isspace():
            return
        self._filled.add(cell.row)
        self._book.cells += 1
        if self._book.cells > MOST_CELLS:
            raise too_many_cells()
        self.sheet.put(Cell(cell.row, cell.column, text[:LONGEST_CELL], form))

    def _read_value(self, cell: _Open, value: str, inline: str) -> tuple[str, CellForm]:
        match cell.sort:
            case "s":
                return self._book.string(value.strip()), CellForm.TEXT
            case "inlineStr":
                return inline, CellForm.TEXT
            case "str":
                return unescape(value), CellForm.TEXT
            case "b":
                return "是" if value.strip() == "1" else "否", CellForm.TEXT
            case "e":
                return value, CellForm.ERROR
            case "d":
                return value.removesuffix("T00:00:00"), CellForm.DATE
        return self._book.shown(value, cell.style) if value else ("", CellForm.NUMBER)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        if len(self.sheet.spans) >= _MOST_SPANS:
            return
        try:
            top, left = parse_place(first)
            bottom, right = parse_place(last or first)
        except ValueError:
            return
        self.sheet.spans.append(Span(top, left, bottom, right))


class _Comments(_Runs):
    """Remarks on cells."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet
        self._place: tuple[int, int] | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        super().start(name, attributes)
        if name == "comment":
            try:
                self._place = parse_place(attributes.get("ref", ""))
            except ValueError:
                self._place = None

    def end(self, name: str) -> None:
        super().end(name)
        if name == "comment":
            words = self.take().strip()
            if self._place is not None and words:
                self._sheet.comments.append(Cell(*self._place, words[:LONGEST_CELL]))


def _range(first: str, last: str) -> Sequence[tuple[int, int]]:
    is_plain = first.isdecimal() and last.isdecimal() and len(first) + len(last) < 16
    return [(int(first), int(last))] if is_plain else []


def _by_local(attributes: Attributes, name: str) -> str:
    """An attribute with a prefix, whichever that is."""
    return next((value for key, value in attributes.items() if key.endswith(f":{name}")), "")
