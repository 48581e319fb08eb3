"""Spreadsheets as they stand: every cell at its place, and nothing read silently."""

from __future__ import annotations

import datetime
import io
import os
import struct
import time
import tracemalloc
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from archive.ingest.sheets.cells import (
    Cell,
    CellForm,
    Sheet,
    SheetRefused,
    column_letters,
    parse_place,
)
from archive.ingest.sheets.number_formats import Shows, format_serial, shows
from archive.ingest.sheets.reading import read_workbook
from tests.spreadsheets import (
    make_csv,
    make_ods,
    make_xls,
    make_xlsx,
    pack,
    pack_ods,
    xls_record,
    xls_remark,
)

ROWS = [["总登记号", "名称", "年代"], ["007", "菱桶", 1958], ["", "＝水车", 0.5]]
DATA = Path(__file__).parents[2] / "shared" / "data"


def words(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for _, cell in sorted(row.items())] for _, row in sorted(sheet.rows.items())]


@pytest.mark.parametrize(
    "data",
    [
        make_xlsx({"表": ROWS}),
        make_xls(ROWS),
        make_ods(ROWS),
        make_csv(ROWS),
        b"\xef\xbb\xbf" + make_csv(ROWS, delimiter=";"),
        make_csv(ROWS, encoding="gb18030", delimiter="\t"),
        make_csv(ROWS, encoding="utf-16"),
    ],
    ids=["xlsx", "xls", "ods", "csv", "csv with a mark", "csv of a Chinese Windows", "utf-16"],
)
def test_every_format_says_the_same(data: bytes) -> None:
    """Zeros before a number written as text stay, a year is no 1958.0."""
    [sheet] = read_workbook(data).sheets
    assert words(sheet) == [
        ["总登记号", "名称", "年代"],
        ["007", "菱桶", "1958"],
        ["＝水车", "0.5"],
    ]
    assert sheet.filled == 3
    assert sheet.rows[3][2].letters == "B"


@pytest.mark.parametrize("is_1904", [False, True])
def test_days_are_days(is_1904: bool) -> None:
    """In both calendars of Excel."""
    day = datetime.date(2024, 3, 9)
    [sheet] = read_workbook(make_xlsx({"表": [["日期", day]]}, is_1904=is_1904)).sheets
    assert sheet.rows[1][2] == Cell(1, 2, "2024-03-09", CellForm.DATE)


@pytest.mark.parametrize(
    ("number", "pattern", "seen"),
    [
        (61, "yyyy-mm-dd", "1900-03-01"),
        (59, "yyyy-mm-dd", "1900-02-28"),
        (21_253, 'yyyy"年"', "1958"),
        (21_253, 'yyyy"年"m"月"', "1958-03"),
        (45_360.5, "yyyy/m/d h:mm", "2024-03-09 12:00:00"),
        (0.25, "h:mm:ss", "6:00:00"),
    ],
)
def test_a_number_is_what_its_format_shows(number: float, pattern: str, seen: str) -> None:
    """A day that never was (29 February 1900) moves those before it."""
    assert format_serial(number, shows(200, pattern), is_1904=False) == seen


@pytest.mark.parametrize("pattern", ["General", "0.00E+00", "#,##0", '"d"0', "[Red]0"])
def test_a_plain_number_is_no_day(pattern: str) -> None:
    """Letters in quotes and colours are no days."""
    assert shows(200, pattern) is Shows.NUMBER


def dirty_workbook() -> bytes:
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    sheet = book.add_worksheet("登记")
    bold = book.add_format({"bold": True})
    sheet.write_number(0, 0, 12, book.add_format({"num_format": "00000"}))
    sheet.write_rich_string(1, 0, "水", bold, "车", "板")
    sheet.write_string(2, 0, "_x0041_")
    sheet.write_formula(3, 0, "=1+1", None, 2)
    sheet.write_comment(3, 0, "这里有批注")
    sheet.write_formula(4, 0, "=1/0", None, "#DIV/0!")
    sheet.set_row(1, None, None, {"hidden": True})
    sheet.set_column(5, 6, None, None, {"hidden": True})
    sheet.merge_range(6, 0, 8, 0, "合并")
    sheet.write_string(8, 1, "下面")
    sheet.write_string(1_048_575, 16_383, "远")
    book.add_worksheet("藏起来").hide()
    book.close()
    return packed.getvalue()


def test_what_nobody_sees_is_known() -> None:
    """Hidden rows, columns and sheets, remarks, formulas, merged cells, signs that XML forbids."""
    sheet, hidden = read_workbook(dirty_workbook()).sheets
    column = [sheet.rows[number][1].text for number in (1, 2, 3, 4)]
    assert column == ["00012", "水车板", "_x0041_", "2"]
    assert sheet.rows[5][1].form is CellForm.ERROR
    assert (sheet.hidden_rows, sheet.hidden_columns) == ([(2, 2)], [(6, 7)])
    assert [(one.row, one.column, one.text) for one in sheet.comments] == [(4, 1, "这里有批注")]
    assert sheet.formulas == 2
    assert sheet.merged_below()[9, 1].text == "合并"
    assert hidden.is_hidden
    assert sheet.last == 1_048_576


def test_an_old_workbook_tells_as_much() -> None:
    """Its records say what is hidden, merged and remarked."""
    extra = xls_record(0x1C, struct.pack("<4H", 1, 1, 0, 1))
    extra += xls_record(0x7D, struct.pack("<6H", 2, 3, 0, 0, 1, 0))
    extra += xls_record(0x208, struct.pack("<8H", 1, 0, 1, 0, 0, 0, 0x20, 0))
    extra += xls_record(0xE5, struct.pack("<5H", 1, 1, 2, 0, 0))
    [sheet] = read_workbook(make_xls(ROWS, extra=extra, hidden=True)).sheets
    assert sheet.is_hidden
    assert sheet.hidden_columns == [(3, 4)]
    assert sheet.hidden_rows == [(2, 2)]
    assert [(one.row, one.column) for one in sheet.comments] == [(2, 2)]
    assert sheet.merged_below()[3, 1].text == "007"


def test_remarks_in_an_old_workbook_are_read() -> None:
    """With their words, each at its cell, long ones from several records; a remark whose words
    are nowhere keeps its place."""
    extra = xls_remark(1, 1, "阿妹说：", "原来有两只") + xls_remark(2, 0, "see shelf 3", box=7)
    extra += xls_record(0x1C, struct.pack("<4H", 1, 2, 0, 9))
    [sheet] = read_workbook(make_xls(ROWS, extra=extra)).sheets
    assert [(one.row, one.column, one.text) for one in sheet.comments] == [
        (2, 2, "阿妹说：原来有两只"),
        (3, 1, "see shelf 3"),
        (2, 3, ""),
    ]


def test_a_damaged_old_workbook_is_refused_in_silence(capfd: pytest.CaptureFixture[str]) -> None:
    """What the library says of it in its own tongue does not reach the worker; what we say
    afterwards does."""
    whole = make_xls(ROWS)
    at = whole.index(b"\x85\x00")
    data = whole[: at + 4] + struct.pack("<I", 65_328) + whole[at + 8 :]  # the sheet lies nowhere
    with pytest.raises(BaseException, match="out of range"):
        CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert "panicked" in capfd.readouterr().err
    with pytest.raises(SheetRefused):
        read_workbook(data)
    os.write(2, b"heard")
    assert capfd.readouterr().err == "heard"


def test_a_sheet_of_libreoffice_tells_as_much() -> None:
    """Rows that are repeated, remarks, columns that are not shown."""
    [sheet] = read_workbook(
        pack_ods(
            '<table:table table:name="表"><table:table-column table:visibility="collapse" '
            'table:number-columns-repeated="2"/><table:table-row table:number-rows-repeated="3">'
            '<table:table-cell table:number-columns-repeated="2"/><table:table-cell '
            'office:value-type="date" office:date-value="1958-03-09"><office:annotation>'
            "<text:p>批注</text:p></office:annotation><text:p>58年3月9日</text:p>"
            "</table:table-cell></table:table-row><table:table-row "
            'table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
            "</table:table>"
        )
    ).sheets
    assert words(sheet) == [["1958-03-09"]] * 3
    assert sheet.filled == 3
    assert [one.text for one in sheet.comments] == ["批注"]
    assert sheet.hidden_columns == [(1, 2)]


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
BOOK = (
    '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
)


def bare_xlsx(sheet: str) -> bytes:
    parts = {"xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": RELATIONS}
    return pack({**parts, "xl/worksheets/sheet1.xml": sheet})


def test_a_place_that_is_written_twice_keeps_both() -> None:
    """A row that comes twice is one row, and nothing of it is lost."""
    row = '<row r="2"><c r="A2" t="str"><v>{}</v></c></row>'
    data = bare_xlsx(
        f"<worksheet><sheetData>{row.format('甲')}{row.format('乙')}</sheetData></worksheet>"
    )
    [sheet] = read_workbook(data).sheets
    assert (words(sheet), sheet.filled, len(sheet.doubled)) == ([["甲；乙"]], 1, 1)


REPEATED = (
    '<table:table table:name="a"><table:table-row table:number-rows-repeated="1048576">'
    '<table:table-cell table:number-columns-repeated="16384" office:value-type="string">'
    "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
)
FAR = struct.pack("<3Hd", 65_535, 255, 0, 1.0)


@pytest.mark.parametrize(
    "data",
    [
        bare_xlsx(
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'
        ),
        bare_xlsx("<worksheet><row>"),
        bare_xlsx(f"<worksheet>{' ' * 30_000_000}</worksheet>"),
        pack_ods(REPEATED),
        make_xls(ROWS, extra=xls_record(0x203, FAR)),
        make_xls(ROWS, extra=xls_record(0x2F, b"\0" * 6)),
        pack({"hello.txt": "x"}),
        b"PK\x03\x04" + bytes(100),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000),
        bytes(1000),
        b"a,b\n" * 2_500_000,
    ],
    ids=[
        "entity",
        "cut",
        "bomb",
        "repeated",
        "far",
        "locked",
        "zip",
        "zip?",
        "ole",
        "zeros",
        "large",
    ],
)
def test_what_is_dangerous_is_refused_at_once(data: bytes) -> None:
    """With a reason, within a second, and without taking memory for cells that are not there."""
    tracemalloc.start()
    began = time.process_time()
    try:
        with pytest.raises(SheetRefused) as refused:
            read_workbook(data)
        assert refused.value.zh
        assert time.process_time() - began < 4
        assert tracemalloc.get_traced_memory()[1] < 300_000_000
    finally:
        tracemalloc.stop()


def test_names_of_columns() -> None:
    """There and back."""
    for number in (1, 26, 27, 702, 703, 16_384):
        assert parse_place(f"{column_letters(number)}1") == (1, number)
    assert column_letters(16_384) == "XFD"


@pytest.mark.skipif(not DATA.is_dir(), reason="samples of others are not in git")
def test_tables_of_others_are_read() -> None:
    """Every row of every table that other archives gave away."""
    files = [one for one in sorted(DATA.rglob("*")) if one.suffix in (".csv", ".ods", ".xlsx")]
    assert len(files) > 20
    for file in files:
        for sheet in read_workbook(file.read_bytes()).sheets:
            assert sheet.filled == len(sheet.rows), file
