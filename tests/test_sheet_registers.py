"""Tables of others become records: every row is kept, repaired or told of, and nothing is lost."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import pytest
import xlsxwriter

from archive.ingest.archive import read_archive
from archive.ingest.incoming import Draft, Incoming, Unit
from archive.ingest.sheets.register_values import parse_mass, parse_person, parse_size
from archive.ingest.sheets.registers import read_register
from archive.model.kinds import Kind
from tests.incoming import write_incoming
from tests.spreadsheets import MUSEUM, make_csv, make_ods, make_xls, make_xlsx, museum_row

PATH = PurePosixPath("登记表.xlsx")
DATA = Path(__file__).parents[2] / "shared" / "data"


def codes(incoming: Incoming) -> list[str]:
    return sorted({problem.code for problem in incoming.problems})


def only(incoming: Incoming, kind: Kind = Kind.OBJECT) -> Draft:
    [draft] = incoming.of_kind(kind)
    return draft


def rows(incoming: Incoming) -> tuple[int, int, int, int]:
    tally = incoming.tally(Unit.ROWS)
    assert tally.is_whole
    return tally.seen, tally.kept, tally.repaired, tally.listed


WHEEL = museum_row(
    "LL-1",
    "榆木水车板",
    年代="民国",
    具体年代=1935,
    类别="农具",
    材质="榆木",
    完残程度="残缺",
    实际数量=2,
    尺寸单位="mm",
    通长=280,
    通宽="１８０",
    质量单位="g",
    质量=400,
    来源方式="接受捐赠",
    具体来源="姚根宝先生捐",
    分类号="A3",
    备注="靠门口",
)


def test_a_register_becomes_objects() -> None:
    """Sizes in centimetres, an age with its year, the giver as a person who was not asked yet,
    and what has no field in the note."""
    incoming = read_register(make_xlsx({"文物登记": [MUSEUM, WHEEL]}), path=PATH)
    fields = only(incoming).fields
    assert fields["size"] == {"length": "28", "width": "18", "mass": "0.4"}
    assert fields["age"] == {"spoken": "民国 1935", "edtf": "1935"}
    assert (fields["quantity"], fields["completeness"]) == ("2", "残缺")
    assert fields["note"] == "分类号：A3\n备注：靠门口"
    assert fields["access"] == "不开放"
    assert fields["donor"] == "people/yao-gen-bao"
    assert only(incoming, Kind.PERSON).fields["name"] == "姚根宝"
    assert only(incoming, Kind.CONSENT).fields["covers"] == ["people/yao-gen-bao", "objects/ll-1"]
    assert rows(incoming) == (1, 0, 1, 0)


def test_what_comes_in_is_an_archive_without_faults(tmp_path: Path) -> None:
    """Whatever a register lacks, its records can be read and built."""
    table = [MUSEUM, WHEEL, museum_row("LL-2", "铜铃", 年代="发大水那年", 完残程度="还行")]
    write_incoming(read_register(make_xlsx({"登记": table}), path=PATH), tmp_path)
    reading = read_archive(tmp_path)
    assert [p for p in reading.problems if p.is_error] == []
    assert len(reading.archive.records) == 4


@pytest.mark.parametrize("make", [make_xls, make_ods, make_csv])
def test_every_format_gives_the_same_records(make: object) -> None:
    """From Excel of any age, LibreOffice and text."""
    table = [MUSEUM, WHEEL]
    assert callable(make)
    wanted = read_register(make_xlsx({"表": table}), path=PATH)
    found = read_register(make(table), path=PATH)
    assert only(found).fields == only(wanted).fields


def test_a_header_of_two_rows() -> None:
    """The upper one over several columns; names above it are no header."""
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    sheet = book.add_worksheet("Sheet1")
    sheet.merge_range(0, 0, 0, 5, "某某村老物件登记表")
    for column, name in enumerate(["总登记号", "名称", "年代"]):
        sheet.merge_range(1, column, 2, column, name)
    sheet.merge_range(1, 3, 1, 5, "尺寸（厘米）")
    sheet.write_row(2, 3, ["长", "宽", "高"])
    sheet.write_row(3, 0, ["1", "菱桶", "1958", 120, 80, 40])
    book.close()
    incoming = read_register(packed.getvalue(), path=PATH)
    assert only(incoming).fields["size"] == {"length": "120", "width": "80", "height": "40"}
    assert only(incoming).whence.row == 4


def test_every_row_of_a_dirty_table_is_told_of() -> None:
    """Words that are no terms, sizes that are no numbers, sums, blank rows, repeated numbers and
    headers, errors, columns nobody knows, words of control, serial days."""
    table: list[Sequence[object]] = [
        [*MUSEUM, "鉴定人"],
        [*museum_row("LL-1", "铜\x07铃", 完残程度="还行", 通长="约30", 年代="发大水那年"), "老周"],
        [*museum_row("LL-2", "铜盆", 完残程度="完整", 入藏日期=45_000, 通长=12)],
        [],
        ["", "", "", "", "", "", "", "", "", "", "合计 2 件"],
        list(MUSEUM),
        museum_row("LL-2", "铜勺", 年代="#REF!"),
        ["示例", *[""] * 6, "水桶"],
    ]
    incoming = read_register(make_csv(table), path=PATH)
    assert rows(incoming) == (7, 0, 1, 6) or rows(incoming) == (7, 0, 2, 5)
    assert codes(incoming) == [
        "sheet-cell",
        "sheet-column-missing",
        "sheet-column-unknown",
        "sheet-date-words",
        "sheet-repaired",
        "sheet-row-odd",
        "sheet-row-repeated",
        "sheet-rows-blank",
    ]
    bell, basin, _ = incoming.of_kind(Kind.OBJECT)
    assert bell.fields["name"] == "铜铃"
    assert bell.fields["age"] == {"spoken": "发大水那年", "edtf": "不详"}
    assert bell.fields["note"] == "鉴定人：老周\n通长：约30\n完残程度：还行"
    assert basin.fields["acquired_on"] == "2023-03-15"
    [told] = [p for p in incoming.problems if p.code == "sheet-cell" and "还行" in p.facts["seen"]]
    assert told.line == 2
    assert "第 2 行 O 列（完残程度）写的是“还行”" in told.message("zh")
    assert "基本完整" in told.hint("zh")


def test_nothing_is_read_silently() -> None:
    """Hidden sheets, rows and columns, remarks, formulas, merged cells, failed formulas."""
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    sheet = book.add_worksheet("老物件")
    sheet.write_row(0, 0, ["总登记号", "名称", "类别", "年代", "材质"])
    for row in range(1, 4):
        sheet.write_row(row, 0, [f"LL-{row}", "桶", "", 1958])
    sheet.merge_range(1, 2, 3, 2, "农具")
    sheet.write_comment(1, 1, "问过阿婆")
    sheet.write_comment(0, 1, "表头上的话")
    sheet.write_formula(2, 4, '="杉"&"木"', None, "杉木")
    sheet.write_formula(3, 4, "=1/0", None, "#DIV/0!")
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column(3, 3, None, None, {"hidden": True})
    other = book.add_worksheet("旧表")
    other.write_row(0, 0, ["总登记号", "名称", "年代"])
    other.hide()
    book.add_worksheet("随手记").write_row(2, 3, ["买米", "修灯"])
    book.close()
    incoming = read_register(packed.getvalue(), path=PATH)
    objects = incoming.of_kind(Kind.OBJECT)
    assert [draft.fields["category"] for draft in objects] == ["农具"] * 3
    assert objects[0].fields["note"] == "批注（B2）：问过阿婆"
    assert objects[1].fields["material"] == "杉木"
    assert rows(incoming)[0] == 5
    told = [problem.message("zh") for problem in incoming.problems]
    for words in ("隐藏的行（3）", "隐藏的列（D）", "隐藏的整张表", "问过阿婆", "表头上的话",
                  "#DIV/0!", "2 个格子是公式", "合并的格子", "认不出表头"):  # fmt: skip
        assert any(words in one for one in told), words
    assert {"sheet-hidden", "sheet-comment", "sheet-comment-left", "sheet-formula",
            "sheet-cell-error", "sheet-no-header"} <= set(codes(incoming))  # fmt: skip


@pytest.mark.parametrize(
    ("header", "row", "kind", "key", "value"),
    [
        (["姓名", "出生年月", "联系电话"], ["沈阿妹", "1936", "无"], Kind.PERSON, "born", "1936"),
        (["词条", "释义", "注音"], ["落雨", "下雨", "loq yu"], Kind.TERM, "meaning", "下雨"),
        (["地名", "类型", "方言名称"], ["承安桥", "桥", "安桥"], Kind.PLACE, "place_type", "桥"),
        (["名称", "时间", "俗称"], ["大水", "1954", "发大水"], Kind.EVENT, "called", ["发大水"]),
        (["word", "meaning", "access"], ["落雨", "下雨", "开放"], Kind.TERM, "access", "开放"),
        (["總登記號", "名稱", "類別"], ["1", "菱桶", "農具"], Kind.OBJECT, "category", "農具"),
        (["objectid", "title", "creator", "date", "location", "description", "object_location"],
         ["a1", "桥", "佚名", "1958", "东溇", "一座桥", "a1.jpg"], Kind.PHOTO, "when", "1958"),
        (["照片号", "题名", "文件名", "时间"], ["1", "桥", "b.jpg", "1958~"], Kind.PHOTO,
         "picture", {"file": "b.jpg"}),
    ],
)  # fmt: skip
def test_many_sorts_of_tables(
    header: list[str], row: list[str], kind: Kind, key: str, value: object
) -> None:
    """Ours in three languages, those of others, by their headers alone."""
    assert only(read_register(make_csv([header, row]), path=PATH), kind).fields[key] == value


def test_a_row_that_cannot_be_a_record_is_told_of() -> None:
    """A photograph without a file, a file that is no table."""
    incoming = read_register(make_csv([["照片号", "题名", "时间"], ["1", "桥", "1958"]]), path=PATH)
    assert codes(incoming) == ["sheet-column-missing", "sheet-row-incomplete"]
    assert rows(incoming) == (1, 0, 0, 1)
    assert codes(read_register(bytes(10), path=PATH)) == ["sheet-refused"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("姚根宝", "姚根宝"), ("沈 阿妹 女士", "沈阿妹"), ("东溇村", None), ("陆家", None),
        ("张三、李四", None), ("县文化馆", None), ("沈阿妹（捐）", "沈阿妹"), ("阿妹", None),
    ],
)  # fmt: skip
def test_who_is_a_person(text: str, name: str | None) -> None:
    """A surname and one or two signs; nobody is made up of a village or an office."""
    assert parse_person(text) == name


def test_amounts() -> None:
    """Units stand in their column or behind the number."""
    assert parse_size("28.5", "厘米") == parse_size("285", "mm") == parse_size("28.5cm", "") == 28.5
    assert parse_mass("400", "g") == parse_mass("0.8斤", "") == 0.4
    assert parse_size("约30", "cm") is None
    assert parse_size("3", "光年") is None


@pytest.mark.skipif(not DATA.is_dir(), reason="samples of others are not in git")
def test_tables_of_others_come_in_whole() -> None:
    """Every row is in the sum, whatever the table is."""
    for file in sorted(DATA.rglob("*")):
        if file.suffix in (".csv", ".ods", ".xlsx"):
            incoming = read_register(file.read_bytes(), path=PurePosixPath(file.name))
            assert all(tally.is_whole for tally in incoming.tallies.values()), file
