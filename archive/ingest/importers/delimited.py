"""Tables in text: columns divided by commas, semicolons or tabs, as spreadsheets save them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from archive.ingest.texts import LARGEST
from archive.values import dataclass

csv.field_size_limit(LARGEST)  # a cell may be as long as a text; beyond the usual limit csv raises

_DELIMITERS = ",\t;"
_BLANK = f" \n\ufeff{_DELIMITERS}"
_REPAIRS = 8
"""Quotation marks that are taken out of one text at most."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one row, as they stand; ``line`` is where it begins, counted from 1."""

    line: int
    cells: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A header, the first row that holds anything, and all rows below it."""

    header: tuple[str, ...] = ()
    rows: tuple[TableRow, ...] = ()
    counted: int = 0
    """Rows below the header, counted on the text without taking it apart into cells."""
    unclosed: tuple[int, ...] = ()
    """Lines with a quotation mark that is never closed. It was taken away, since it would have made
    one cell of all that follows."""


def parse_rows(text: str) -> Table:
    """All rows of ``text``, none of which is held to be a header. Any text is a table."""
    header = next((line for line in text.split("\n") if line.strip(_BLANK)), "")
    quoted = _Quoting(_delimiter(header))
    text, unclosed = quoted.without_unclosed(text)
    rows = tuple(quoted.rows(text))
    return Table(rows=rows, counted=quoted.count(text), unclosed=unclosed)


def parse_table(text: str) -> Table:
    """The rows of ``text``, which has plain line feeds. Any text is a table; linear in it."""
    whole = parse_rows(text)
    rows = whole.rows
    skipped = next((place for place, row in enumerate(rows) if _is_header(row)), None)
    if skipped is None:
        return whole
    return Table(
        header=tuple(cell.strip().lstrip("\ufeff") for cell in rows[skipped].cells),
        rows=rows[skipped + 1 :],
        counted=whole.counted - skipped - 1,
        unclosed=whole.unclosed,
    )


def _is_header(row: TableRow) -> bool:
    return any(cell.strip(_BLANK) for cell in row.cells)


def _delimiter(header: str) -> str:
    bare = re.sub(r'"[^"]*+"', "", header)
    return max(_DELIMITERS, key=bare.count)


class _Quoting:
    """How cells are divided in one text, and whether quotation marks hold them together."""

    def __init__(self, delimiter: str) -> None:
        self._delimiter = delimiter
        self._cell = re.compile(
            rf'(?:\A|(?<=[\n{delimiter}]))"[^"]*+(?:""[^"]*+)*+(?P<closer>"?)',
        )
        self._is_used = True

    def without_unclosed(self, text: str) -> tuple[str, tuple[int, ...]]:
        """``text`` without quotation marks that are never closed, and their lines.

        Tables with tabs are often written by programs that do not know quotation marks: where one
        would swallow rows, none of them means anything.
        """
        if self._delimiter == "\t" and self._swallowing(text, 0) is not None:
            self._is_used = False
            return text, ()
        lines: list[int] = []
        at = self._swallowing(text, 0)
        while at is not None and len(lines) < _REPAIRS:
            lines.append(text.count("\n", 0, at) + 1)
            text = text[:at] + text[at + 1 :]
            at = self._swallowing(text, at)
        return text, tuple(lines)

    def _swallowing(self, text: str, begin: int) -> int | None:
        """The first quotation mark from ``begin`` on that holds together what is more than a cell:
        to the end of the text, or over a line's end up to one in the middle of words."""
        for cell in self._cell.finditer(text, begin):
            follows = text[cell.end() : cell.end() + 1]
            if not cell["closer"] or (
                "\n" in cell[0] and follows not in (self._delimiter, "\n", "")
            ):
                return cell.start()
            if self._delimiter == "\t" and "\n" in cell[0] and "\t" in cell[0]:
                return cell.start()
        return None

    def rows(self, text: str) -> Iterator[TableRow]:
        """Every row, empty ones too."""
        source = io.StringIO(text, newline="")
        if self._is_used:
            reader = csv.reader(source, delimiter=self._delimiter)
        else:
            reader = csv.reader(source, delimiter=self._delimiter, quoting=csv.QUOTE_NONE)
        line = 1
        for cells in reader:
            yield TableRow(line, tuple(cells))
            line = reader.line_num + 1

    def count(self, text: str) -> int:
        """Rows of ``text``: its lines, where line feeds within quotation marks do not count."""
        bare = self._cell.sub("", text) if self._is_used else text
        return bare.count("\n") + (not text.endswith("\n") and text != "")
