"""What an old Excel file (.xls) holds beside its values: how far its cells reach, what is hidden,
merged and remarked. Read before anything makes a table of it: one cell in the last corner of a
sheet makes a reader set aside memory for all the others."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.ingest.sheets.biff_notes import Notes
from archive.ingest.sheets.cells import Sheet, SheetRefused, Span

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
"""Sector numbers from here on are no sectors."""
_SMALL_STREAM = 4096
_STREAM = 2
_ROOT = 5
_BOF, _EOF = 0x0809, 0x000A
_ONE_CELL = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x00D6, 0x00FD, 0x027E})
"""Formula, number, label, boolean or error, rich label, shared string, packed number."""
_MANY_CELLS = 0x00BD
_SHEET_NAME, _ROW, _COLUMNS, _MERGED, _PASSWORD = 0x85, 0x208, 0x7D, 0xE5, 0x2F
_DATES = 0x22
_MOST_SPANS = 20_000


@dataclass(slots=True)
class Facts:
    """A workbook without its values."""

    is_1904: bool = False
    sheets: list[Sheet] = field(default_factory=list)
    """Its work sheets, in order, without names where those cannot be read."""
    corners: list[tuple[int, int]] = field(default_factory=list)
    """How many rows and columns the cells of each sheet reach over."""
    counts: list[int] = field(default_factory=list)
    """Records of cells in each sheet; one may hold a stretch of a row."""


def is_ole(data: bytes) -> bool:
    """Whether a file is a container of the old Office programs."""
    return data.startswith(_MAGIC)


def read_facts(data: bytes) -> Facts:
    """The facts of an old Excel file. SheetRefused for what is none, is damaged or locked."""
    try:
        return _facts(_workbook_stream(data))
    except (struct.error, IndexError, ValueError) as error:
        raise SheetRefused("文件坏了，读不下去", "the file is damaged") from error


# --- the container


def _workbook_stream(data: bytes) -> bytes:
    if not is_ole(data):
        raise SheetRefused("不是 Excel 表格", "it is no workbook of Excel")
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or small_shift != 6:
        raise ValueError(shift)
    size = 1 << shift
    table = _allocation(data, size)
    (directory,) = struct.unpack_from("<I", data, 48)
    entries = b"".join(_chain(data, table, directory, size))
    small: bytes | None = None
    for at in range(0, len(entries) - 127, 128):
        length, kind = struct.unpack_from("<HB", entries, at + 64)
        name = entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        start, bytes_long = struct.unpack_from("<II", entries, at + 116)
        if kind == _ROOT:
            small = b"".join(_chain(data, table, start, size))
        elif name == "EncryptedPackage":
            raise SheetRefused("有密码，打不开", "it is locked with a password")
        elif kind == _STREAM and name in ("Workbook", "Book"):
            if bytes_long >= _SMALL_STREAM or small is None:
                return b"".join(_chain(data, table, start, size))[:bytes_long]
            return _small_stream(data, table, small, start, size)[:bytes_long]
    raise SheetRefused("不是 Excel 表格", "it is no workbook of Excel")


def _allocation(data: bytes, size: int) -> list[int]:
    """Which sector follows each."""
    (count,) = struct.unpack_from("<I", data, 44)
    sectors = [n for n in struct.unpack_from("<109I", data, 76) if n < _END]
    (more,) = struct.unpack_from("<I", data, 68)
    seen: set[int] = set()
    while more < _END and more not in seen:
        seen.add(more)
        found = struct.unpack_from(f"<{size // 4}I", data, size * (more + 1))
        sectors += [n for n in found[:-1] if n < _END]
        more = found[-1]
    table: list[int] = []
    for sector in sectors[: min(count, len(data) // size + 1)]:
        table += struct.unpack_from(f"<{size // 4}I", data, size * (sector + 1))
    return table


def _chain(data: bytes, table: list[int], sector: int, size: int) -> Iterator[bytes]:
    left = len(data) // size + 1
    while sector < _END and left > 0:
        yield data[size * (sector + 1) : size * (sector + 2)]
        sector = table[sector]
        left -= 1


def _small_stream(data: bytes, table: list[int], small: bytes, start: int, size: int) -> bytes:
    (first,) = struct.unpack_from("<I", data, 60)
    packed = b"".join(_chain(data, table, first, size))
    follows = struct.unpack(f"<{len(packed) // 4}I", packed)
    pieces, left = [], len(small) // 64 + 1
    while start < _END and left > 0:
        pieces.append(small[64 * start : 64 * (start + 1)])
        start = follows[start]
        left -= 1
    return b"".join(pieces)


# --- the records


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _facts(stream: bytes) -> Facts:
    facts = Facts()
    hidden: list[bool] = []
    notes: list[Notes] = []
    sheet: Sheet | None = None
    depth = 0
    for kind, record in _records(stream):
        if kind == _BOF:
            depth += 1
            is_sheet = depth == 1 and record[2:4] == b"\x10\x00"
            sheet = Sheet() if is_sheet else (sheet if depth > 1 else None)
            if is_sheet and sheet is not None:
                facts.sheets.append(sheet)
                notes.append(Notes())
                facts.corners.append((0, 0))
                facts.counts.append(0)
        elif kind == _EOF:
            depth = max(0, depth - 1)
        elif kind == _PASSWORD:
            raise SheetRefused("有密码，打不开", "it is locked with a password")
        elif kind == _DATES:
            facts.is_1904 = record[:2] == b"\x01\x00"
        elif kind == _SHEET_NAME and len(record) > 5 and record[5] == 0:
            hidden.append(record[4] & 3 != 0)
        elif sheet is not None and depth == 1:
            _note(kind, record, sheet, facts)
            notes[-1].take(kind, record)
    for one, remarks in zip(facts.sheets, notes, strict=True):
        one.comments = remarks.all()
    for one, is_hidden in zip(facts.sheets, hidden, strict=False):
        one.is_hidden = is_hidden
    return facts


def _note(kind: int, record: bytes, sheet: Sheet, facts: Facts) -> None:
    """What one record says of a sheet."""
    if kind in _ONE_CELL or kind == _MANY_CELLS:
        row, column = struct.unpack_from("<HH", record)
        if kind == _MANY_CELLS:
            (column,) = struct.unpack_from("<H", record, len(record) - 2)
        down, right = facts.corners[-1]
        facts.corners[-1] = max(down, row + 1), max(right, column + 1)
        facts.counts[-1] += 1
        sheet.formulas += kind == 0x0006
    elif kind == _ROW:
        (row,) = struct.unpack_from("<H", record)
        if struct.unpack_from("<H", record, 12)[0] & 0x20:
            sheet.hidden_rows.append((row + 1, row + 1))
    elif kind == _COLUMNS:
        first, last, _, _, flags = struct.unpack_from("<5H", record)
        if flags & 1:
            sheet.hidden_columns.append((first + 1, last + 1))
    elif kind == _MERGED:
        (count,) = struct.unpack_from("<H", record)
        for number in range(min(count, _MOST_SPANS - len(sheet.spans))):
            top, bottom, left, right = struct.unpack_from("<4H", record, 2 + 8 * number)
            sheet.spans.append(Span(top + 1, left + 1, bottom + 1, right + 1))
