"""Spreadsheets made for tests: of every format that is read, with the dirt that real ones have."""

from __future__ import annotations

import csv
import datetime
import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

import xlsxwriter

Cells = Sequence[Sequence[object]]

MUSEUM = tuple(
    "总登记号 分类号 原号 入馆凭证号 其他编号类型 其他编号 账册 藏品名称 曾用名 类别 年代 具体年代"
    " 材质 级别 完残程度 实际数量 尺寸单位 通长 通宽 通高 具体尺寸 质量范围 质量单位 质量 来源方式"
    " 具体来源 完残情况 保护等级 入藏时间范围 入藏日期 出土地 著者 版本 存卷 备注".split()
)
"""The header of the registers that museums keep."""


def museum_row(number: str, name: str, **said: object) -> list[object]:
    """A row of a register; what is not said is empty."""
    known = {"总登记号": number, "藏品名称": name, **said}
    return [known.get(header, "") for header in MUSEUM]


def make_xlsx(sheets: Mapping[str, Cells], *, is_1904: bool = False) -> bytes:
    """A workbook; days are written as days, and text as text."""
    packed = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False}
    book = xlsxwriter.Workbook(packed, {**options, "date_1904": is_1904})
    day = book.add_format({"num_format": "yyyy/m/d"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if isinstance(value, datetime.date):
                    sheet.write_datetime(row, column, value, day)
                elif value != "":
                    sheet.write(row, column, value)
    book.close()
    return packed.getvalue()


def make_csv(rows: Cells, *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """A table in text."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def make_ods(rows: Cells, *, name: str = "表") -> bytes:
    """A workbook of LibreOffice with one sheet of text and numbers."""
    lines = ("".join(map(_ods_cell, row)) for row in rows)
    body = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    return pack_ods(f'<table:table table:name="{escape(name)}">{body}</table:table>')


def pack_ods(tables: str) -> bytes:
    """A workbook of LibreOffice around the XML of its tables."""
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text", "style")
    )
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return pack({"mimetype": kind, "content.xml": content})


def _ods_cell(value: object) -> str:
    if isinstance(value, int | float):
        words = f'office:value-type="float" office:value="{value}"'
    else:
        words = 'office:value-type="string"'
    return f"<table:table-cell {words}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def pack(parts: Mapping[str, str]) -> bytes:
    """A container of named parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, words in parts.items():
            opened.writestr(name, words)
    return packed.getvalue()


# --- .xls: as much of the old format as a table of text and numbers needs


def make_xls(
    rows: Cells, *, name: str = "Sheet1", extra: bytes = b"", hidden: bool = False
) -> bytes:
    """A workbook of old Excel with one sheet; ``extra`` are more records of the sheet."""
    cells = b"".join(
        _xls_cell(row, column, value)
        for row, line in enumerate(rows)
        for column, value in enumerate(line)
        if value != ""
    )
    sheet = _bof(0x10) + cells + extra + xls_record(0x0A)
    title = name.encode("utf-16-le")
    state = bytes([1 if hidden else 0, 0, len(name), 1])
    head = _bof(0x05)
    place = len(head) + 4 + 4 + len(state) + len(title) + 4
    stream = head + xls_record(0x85, struct.pack("<I", place) + state + title) + xls_record(0x0A)
    assert len(stream) == place
    return _ole(stream + sheet)


def xls_record(kind: int, data: bytes = b"") -> bytes:
    """One record of a workbook."""
    return struct.pack("<HH", kind, len(data)) + data


def xls_remark(row: int, column: int, *stretches: str, box: int = 1) -> bytes:
    """A remark beside a cell, both counted from 0, its words in as many records as are given."""
    wanted = sum(map(len, stretches))
    said = xls_record(0x5D, struct.pack("<5H12x", 0x15, 0x12, 0x19, box, 0))
    said += xls_record(0x1B6, struct.pack("<HH6xHH4x", 0x212, 0, wanted, 16))
    for words in stretches:
        letters = b"\0" + words.encode() if words.isascii() else b"\1" + words.encode("utf-16-le")
        said += xls_record(0x3C, letters)
    said += xls_record(0x3C, bytes(16))
    return said + xls_record(0x1C, struct.pack("<4H", row, column, 0, box) + b"\0\0\0\0")


def _bof(kind: int) -> bytes:
    return xls_record(0x809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))


def _xls_cell(row: int, column: int, value: object) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, int | float):
        return xls_record(0x203, place + struct.pack("<d", value))
    text = str(value)
    return xls_record(0x204, place + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))


def _ole(stream: bytes) -> bytes:
    """The container: a header, one table of sectors, a directory, and the stream."""
    stream += bytes(-len(stream) % 512 + (4608 if len(stream) < 4096 else 0))
    sectors = len(stream) // 512
    follows = [n + 3 for n in range(sectors - 1)] + [0xFFFFFFFE]
    table = [0xFFFFFFFD, 0xFFFFFFFE, *follows]
    assert len(table) <= 128, "one table of sectors is all there is"
    table += [0xFFFFFFFF] * (128 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096,
                          0xFFFFFFFE, 0, 0xFFFFFFFE, 0)  # fmt: skip
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    root = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)
    book = _entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    directory = root + book + bytes(256)
    return header + struct.pack("<128I", *table) + directory + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    words = name.encode("utf-16-le") + b"\0\0"
    return (
        words.ljust(64, b"\0")
        + struct.pack("<HBB", len(words), kind, 1)
        + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
