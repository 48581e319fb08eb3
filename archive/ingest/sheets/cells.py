"""A spreadsheet as it stands: cells with their places, and what a reader might not see."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import Enum
from functools import cache

from archive.values import dataclass

MOST_CELLS = 2_000_000
"""Cells with something in them that one file may have."""
LONGEST_CELL = 32_767
"""Characters that a cell of Excel can hold."""

_LETTERS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class CellForm(Enum):
    """What a cell holds, as the program knew it that wrote it."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    ERROR = "error"
    """#REF!, #N/A and the like: a formula that came to nothing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with something in it; ``row`` and ``column`` count from 1."""

    row: int
    column: int
    text: str
    """As a person reads it: 1958 and not 1958.0, a day as 2024-03-09."""
    form: CellForm = CellForm.TEXT

    @property
    def letters(self) -> str:
        """Its column as spreadsheets name it: A, B, … AA."""
        return column_letters(self.column)


@dataclass(frozen=True, slots=True)
class Span:
    """Cells that were merged into one; its words stand in the first. Both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """One sheet of a workbook, or a whole CSV file."""

    name: str = ""
    """Empty for a CSV file."""
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    """Rows that hold something, by number, and their cells by column."""
    filled: int = 0
    """Rows with something in them, counted while reading and apart from ``rows``."""
    is_hidden: bool = False
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    """Ranges of rows that are not shown, both ends included."""
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    comments: list[Cell] = field(default_factory=list)
    """Remarks beside cells; nobody sees them on paper."""
    spans: list[Span] = field(default_factory=list)
    formulas: int = 0
    """Cells whose words were worked out by a formula."""
    doubled: list[Cell] = field(default_factory=list)
    """Places that were written twice, each with the words of both."""
    unclosed: tuple[int, ...] = ()
    """Rows of a CSV file with a quotation mark that is never closed, and was taken as it is."""

    def put(self, cell: Cell) -> None:
        """Add a cell. Where there is one already, the words of both are kept."""
        row = self.rows.setdefault(cell.row, {})
        there = row.get(cell.column)
        if there is not None and there.text != cell.text:
            words = f"{there.text}；{cell.text}"[:LONGEST_CELL]
            cell = Cell(cell.row, cell.column, words, there.form)
            self.doubled.append(cell)
        row[cell.column] = cell

    @property
    def last(self) -> int:
        """The last row that holds something; 0 when none does."""
        return max(self.rows, default=0)

    @property
    def used_columns(self) -> frozenset[int]:
        """The columns that hold something."""
        return frozenset(column for row in self.rows.values() for column in row)

    def cells(self) -> Iterator[Cell]:
        """All of them, row by row."""
        for number in sorted(self.rows):
            yield from (cell for _, cell in sorted(self.rows[number].items()))

    def merged_below(self) -> Mapping[tuple[int, int], Cell]:
        """What stands in the lower cells of merged ones: the cell above, by row and column."""
        found: dict[tuple[int, int], Cell] = {}
        for span in self.spans:
            first = self.rows.get(span.top, {}).get(span.left)
            if first is None or len(found) > MOST_CELLS:
                continue
            for row in range(span.top + 1, min(span.bottom, self.last) + 1):
                found[row, span.left] = first
        return found


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets of a file, in order."""

    sheets: tuple[Sheet, ...]


class SheetRefused(Exception):
    """A file that is not read, with the reason in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


def too_many_cells() -> SheetRefused:
    """That a file holds more than can be gone through."""
    return SheetRefused(
        f"有内容的格子超过 {MOST_CELLS} 个", f"more than {MOST_CELLS} cells hold something"
    )


def column_letters(column: int) -> str:
    """The name of a column that is counted from 1."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def parse_place(text: str) -> tuple[int, int]:
    """Row and column of ``B12``; ValueError for what names no cell."""
    match = _LETTERS.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return int(match[2]), _column(match[1])


@cache
def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def format_number(number: float) -> str:
    """A number as a person writes it."""
    if not math.isfinite(number):
        return ""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.10g}"
