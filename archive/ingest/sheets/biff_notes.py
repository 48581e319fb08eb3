"""Remarks beside the cells of an old Excel file (.xls): where each stands is in one record, its
words in others that belong to a drawn box, and the number of the box joins them."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from archive.ingest.sheets.cells import LONGEST_CELL, Cell

_NOTE, _OBJECT, _TEXT, _CONTINUED = 0x1C, 0x5D, 0x1B6, 0x3C
_COMMON = 0x15
"""The part of an object's record that holds its number."""
_IS_WIDE = 1
"""Two bytes a letter, else one."""


@dataclass(slots=True)
class Notes:
    """The remarks of one sheet, gathered record by record."""

    _object: int | None = None
    """The box that was begun last."""
    _waiting: int = 0
    """Letters of its text that are still to come."""
    _texts: dict[int, str] = field(default_factory=dict)
    _places: list[tuple[int, int, int | None]] = field(default_factory=list)

    def take(self, kind: int, record: bytes) -> None:
        """See what a record says of remarks; most say nothing. struct.error for one cut short."""
        if kind == _CONTINUED:
            self._continue(record)
            return
        self._waiting = 0
        if kind == _OBJECT:
            part, _, _, number = struct.unpack_from("<4H", record)
            self._object = number if part == _COMMON else None
        elif kind == _TEXT:
            (self._waiting,) = struct.unpack_from("<H", record, 10)
        elif kind == _NOTE:
            row, column = struct.unpack_from("<HH", record)
            box = struct.unpack_from("<H", record, 6)[0] if len(record) >= 8 else None
            self._places.append((row + 1, column + 1, box))

    def _continue(self, record: bytes) -> None:
        """A stretch of a text. Each says anew how wide its letters are."""
        if not self._waiting or self._object is None or not record:
            return
        is_wide = record[0] & _IS_WIDE
        letters = record[1:].decode("utf-16-le" if is_wide else "latin-1", "replace")
        letters = letters[: self._waiting]
        self._waiting -= len(letters)
        there = self._texts.get(self._object, "")
        self._texts[self._object] = (there + letters)[:LONGEST_CELL]

    def all(self) -> list[Cell]:
        """Each remark by its cell, without words where those cannot be found."""
        return [
            Cell(row, column, _plain(self._texts.get(box, "")) if box is not None else "")
            for row, column, box in self._places
        ]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip().strip("\0")
