"""Our own workbooks: written from the records, changed, and read again."""

from __future__ import annotations

import io
import shutil
import zipfile
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.cli.program import run
from archive.ingest.archive import read_archive
from archive.ingest.front_matter import Value, parse_front_matter
from archive.ingest.scaffold import example_of
from archive.ingest.shapes import MODELS, Form, Shape, shapes_of
from archive.ingest.sheets.book import BookSheet, book_row, columns_of
from archive.ingest.sheets.cells import Workbook
from archive.ingest.sheets.comparing import Comparison, compare_book, names_of
from archive.ingest.sheets.drawing import CHOICES, HELP, format_book
from archive.ingest.sheets.headings import find_heading
from archive.ingest.sheets.notation import Unreadable, format_cell, normal_value, parse_cell
from archive.ingest.sheets.reading import read_workbook
from archive.model.kinds import Kind, RecordId
from tests.spreadsheets import make_xlsx

PATH = PurePosixPath("登记表.xlsx")
SAMPLE = Path(__file__).parents[1] / "content"

# --- words of cells

texts = st.text(min_size=1, max_size=20).filter(lambda t: t == t.strip() and "\r" not in t)
odd_texts = st.sampled_from(
    [
        "a；b",
        "a;b：c",
        "［x］",
        "{y}",
        "｛z｝",
        "一行\n两行",
        "\\n",
        "名称：甲",
        "…【1954】",
        "【】",
        "=1+1",
    ]
)
words = texts | odd_texts


def values_of(shape: Shape, depth: int = 0) -> st.SearchStrategy[Value]:
    """Values as files hold them, right or wrong."""
    match shape.form:
        case Form.LIST:
            assert shape.inner is not None
            return st.lists(values_of(shape.inner, depth + 1), max_size=3)
        case Form.MAP:
            return st.dictionaries(words, words, min_size=1, max_size=3)
        case Form.PART:
            assert shape.model is not None
            inner = {
                key: values_of(one.shape, depth + 1) for key, one in shapes_of(shape.model).items()
            }
            return st.fixed_dictionaries({}, optional=inner)
        case Form.TERM:
            assert shape.term is not None
            return st.sampled_from([member.value for member in shape.term])
        case Form.WHEN:
            both = st.fixed_dictionaries(
                {"spoken": words, "edtf": st.sampled_from(["1954", "195X~"])}
            )
            return st.sampled_from(["1954", "发大水那年"]) | both
        case Form.TEXT | Form.PATH:
            return words
    return st.sampled_from(["1", "0:03:12", "people/shen-amei", "是", "2024-03-09"])


FIELDS = [
    (kind, key) for kind, model in MODELS.items() for key in shapes_of(model)
]  # every field of every kind


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(FIELDS), st.data())
def test_every_value_survives_a_cell(field: tuple[Kind, str], data: st.DataObject) -> None:
    """All fields of all kinds: what is written into a cell is read out of it."""
    kind, key = field
    shape = shapes_of(MODELS[kind])[key].shape
    value = normal_value(data.draw(values_of(shape)), shape)
    assert parse_cell(format_cell(value, shape), shape) == value


@pytest.mark.parametrize("name", ["一\n二", "a\\b", "问：", "a;b", "｛"])
def test_odd_names_of_speakers_survive_a_cell(name: str) -> None:
    """A sign is made plain once, and not twice."""
    shape = shapes_of(MODELS[Kind.INTERVIEW])["speakers"].shape
    value: Value = {name: "people/amei"}
    assert parse_cell(format_cell(value, shape), shape) == value


def test_every_value_of_the_sample_survives_a_cell() -> None:
    """As a village really has them."""
    count = 0
    for kind, model in MODELS.items():
        for file in (SAMPLE / kind.value).rglob("*.md"):
            front = parse_front_matter(file.read_text("utf-8"), path=PurePosixPath(file.name))
            if file.name in ("notes.md", "transcript.md", "transcript.public.md"):
                continue
            for key, written in (front.data or {}).items():
                shape = shapes_of(model)[key].shape
                value = normal_value(written, shape)
                assert parse_cell(format_cell(value, shape), shape) == value, (file, key)
                count += 1
    assert count > 3000


@pytest.mark.parametrize(
    ("kind", "key", "text", "value"),
    [
        (Kind.OBJECT, "themes", "养蚕;采菱\n车水", ["养蚕", "采菱", "车水"]),
        (Kind.OBJECT, "size", "通长：28；宽:18", {"length": "28", "width": "18"}),
        (Kind.OBJECT, "age", "发大水那年【1954】", {"spoken": "发大水那年", "edtf": "1954"}),
        (Kind.OBJECT, "completeness", "whole", "完整"),
        (Kind.OBJECT, "acquired_on", "２０２４", "２０２４"),
        (Kind.OBJECT, "pictures", "a.jpg\nb.jpg；图片说明：背面，旧；裂了",
         [{"file": "a.jpg"}, {"file": "b.jpg", "caption": "背面，旧；裂了"}]),
        (Kind.PERSON, "aliases", "阿妹", [{"name": "阿妹"}]),
        (Kind.CONSENT, "uses", "网站：同意\n微信：有限同意；限于：［文字；声音］",
         [{"use": "网站", "answer": "同意"},
          {"use": "微信", "answer": "有限同意", "only": ["文字", "声音"]}]),
        (Kind.INTERVIEW, "speakers", "问：people/lin；答：people/amei",
         {"问": "people/lin", "答": "people/amei"}),
        (Kind.DOCUMENT, "personal_information", "［］", []),
    ],
)  # fmt: skip
def test_what_a_worker_writes_is_read(kind: Kind, key: str, text: str, value: Value) -> None:
    """Half-width signs, lines, short forms."""
    assert parse_cell(text, shapes_of(MODELS[kind])[key].shape) == value


def test_what_cannot_be_read_says_how_to_write_it() -> None:
    """With the names that a thing has."""
    with pytest.raises(Unreadable) as no:
        parse_cell("28×18", shapes_of(MODELS[Kind.OBJECT])["size"].shape)
    assert "名可以是 通长、宽、高、质量" in no.value.zh


# --- workbooks

Fields = dict[str, Value]
LAMP = RecordId("objects/example-lamp")


def example(kind: Kind) -> Fields:
    front = example_of(kind)
    assert front is not None
    assert front.data is not None
    return front.data


RECORDS: dict[RecordId, Fields] = {
    LAMP: example(Kind.OBJECT),
    RecordId("people/zhou-guiying"): example(Kind.PERSON),
    RecordId("consents/2024-001"): example(Kind.CONSENT),
}


def exported(records: dict[RecordId, Fields] = RECORDS) -> bytes:
    sheets = [
        BookSheet(kind, [book_row(kind, one, fields) for one, fields in records.items()
                         if one.startswith(f"{kind.value}/")])
        for kind in Kind
    ]  # fmt: skip
    return format_book(sheets, title="示例", notes=["怎么填"])


def compared(data: bytes, records: dict[RecordId, Fields] = RECORDS) -> Comparison:
    found = compare_book(read_workbook(data), records, names=names_of(records), path=PATH)
    assert found is not None
    return found


def changed(data: bytes, sheet: str, cells: dict[str, str], row: int = 2) -> bytes:
    """The workbook with other words in some cells of a row, as another program saves it."""
    sheets: dict[str, list[list[object]]] = {}
    for one in read_workbook(data).sheets:
        if one.name in (HELP, CHOICES):
            continue
        heads = {
            cell.text.rstrip("＊").removesuffix("（不公开）"): n for n, cell in one.rows[1].items()
        }
        rows = {n: {c: cell.text for c, cell in line.items()} for n, line in one.rows.items()}
        if one.name == sheet:
            rows.setdefault(row, {}).update({heads[head]: text for head, text in cells.items()})
        sheets[one.name] = [
            [rows.get(n, {}).get(c, "") for c in range(1, 60)] for n in range(1, max(rows) + 1)
        ]
    return make_xlsx(sheets)


@pytest.mark.parametrize("kind", Kind)
def test_every_column_is_found_again(kind: Kind) -> None:
    """Two fields of one name too; and a new workbook's example is no record."""
    row = book_row(kind, "", example(kind) if example_of(kind) else {})
    data = format_book([BookSheet(kind, [], row.cells)], title="空", notes=[])
    book = read_workbook(data)
    heading = find_heading(book.sheets[1])
    assert heading is not None
    assert heading.kind is kind
    wanted = ["id", "@exported", *(column.key for column in columns_of(kind))]
    assert [column.target for column in heading.columns] == wanted
    found = compare_book(book, {}, names={}, path=PATH)
    assert found is not None
    assert (found.changes, found.drafts, found.problems) == ((), (), ())


def test_unchanged_is_unchanged() -> None:
    """Whatever other program saved it."""
    for data in (exported(), changed(exported(), "老物件", {})):
        found = compared(data)
        assert (found.changes, found.drafts, found.problems) == ((), (), ())
        assert (found.rows.seen, found.rows.kept) == (3, 3)
    assert exported() == exported()


def test_what_was_changed_is_listed() -> None:
    """Old and new, and where it stands; values that stay are written as they were."""
    cells = {"名称": "玻璃灯", "质地": "", "谁用过": "周桂英；people/zhou-guiying"}
    found = compared(changed(exported(), "老物件", cells), RECORDS)
    by_key = {one.key: one for one in found.changes}
    assert by_key["name"].mine == "六十年代玻璃煤油灯"
    assert by_key["name"].theirs == "玻璃灯"
    assert by_key["name"].whence.row == 2
    assert "material" not in by_key, "a field that must be there cannot be emptied"
    assert {problem.code for problem in found.problems} == {"sheet-cell-refused"}
    longer = "文件：objects/example-lamp.jpg；图片说明：一盏灯\n文件：objects/b.jpg"
    found = compared(changed(exported(), "老物件", {"照片": longer, "方言名": ""}))
    assert {one.key: one.theirs for one in found.changes} == {
        "pictures": [{"file": "objects/example-lamp.jpg", "caption": "一盏灯"},
                     {"file": "objects/b.jpg"}],
        "dialect_name": None,
    }  # fmt: skip


def test_mine_and_theirs() -> None:
    """Where the record was changed since, that is told; what only the record changed stays."""
    data = exported()
    now = {**RECORDS, LAMP: {**RECORDS[LAMP], "name": "灯", "holder": "新馆"}}
    found = compared(changed(data, "老物件", {"名称": "玻璃灯", "类别": "灯具"}), now)
    assert {one.key: one.is_conflict for one in found.changes} == {"name": True, "category": False}
    assert compared(data, now).changes == ()


def test_rows_that_are_new() -> None:
    """With an id or without; a name stands for the one record that has it; what is no record is
    told of, cell by cell."""
    person = RECORDS[RecordId("people/zhou-guiying")]["name"]
    assert isinstance(person, str)
    cells = {"名称": "铜盆", "总登记号": "SL-W-9", "类别": "厨具", "年代": "1958", "质地": "铜",
             "完残程度": "完整", "来源方式": "接受捐赠", "权属": "捐赠", "收藏单位": "馆",
             "用法": "洗脸", "捐赠人": person}  # fmt: skip
    [draft] = compared(changed(exported(), "老物件", cells, row=4)).drafts
    assert draft.id == "objects/sl-w-9"
    assert draft.fields["donor"] == "people/zhou-guiying"
    assert draft.fields["access"] == "不开放"
    found = compared(
        changed(exported(), "老物件", {**cells, "完残程度": "好", "捐赠人": "谁"}, row=4)
    )
    assert found.drafts == ()
    told = [problem.message("zh") for problem in found.problems]
    assert any("完残程度" in one and "“好”" in one for one in told)
    assert any("没有叫“谁”的记录" in one for one in told)
    assert found.rows.is_whole


def test_words_that_begin_like_formulas_stay_words() -> None:
    """In the XML they are strings: nothing in it is a formula."""
    odd = {**RECORDS, LAMP: {**RECORDS[LAMP], "name": "=1+1", "note": "+a\n@b", "damage": "-2"}}
    data = exported(odd)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            assert b"<f>" not in packed.read(name)
    assert compared(data, odd).changes == ()
    [sheet] = [one for one in read_workbook(data).sheets if one.name == "老物件"]
    assert "=1+1" in [cell.text for cell in sheet.cells()]
    assert sheet.formulas == 0


def test_other_workbooks_are_not_ours() -> None:
    """Nothing says which record a row is."""
    other = read_workbook(make_xlsx({"表": [["总登记号", "名称", "年代"], ["1", "桶", 1958]]}))
    assert compare_book(other, RECORDS, names={}, path=PATH) is None
    assert compare_book(Workbook(()), RECORDS, names={}, path=PATH) is None


# --- the command


def village(tmp_path: Path) -> Path:
    folder = tmp_path / "村"
    for kind in ("objects", "events"):
        shutil.copytree(SAMPLE / kind, folder / "content" / kind)
    return folder


def pintu(*words: object) -> int:
    return run([*map(str, words), "--lang", "zh"], today=lambda: date(2026, 3, 1))


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in sorted((folder / "content").rglob("*.md"))}


def test_there_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exported, changed in one cell, read again: one line of one file is another, and it can be
    taken back."""
    folder, book = village(tmp_path), tmp_path / "登记表.xlsx"
    before = files_of(folder)
    assert pintu("sheet", "export", book, folder) == 0
    assert pintu("sheet", "export", book, folder) == 2, "nothing is replaced"
    pintu("sheet", "import", book, folder, "--yes")
    assert files_of(folder) == before
    data = changed(book.read_bytes(), "老物件", {"类别": "炊具"})
    book.write_bytes(data)
    capsys.readouterr()
    pintu("sheet", "import", book, folder)
    assert files_of(folder) == before, "not agreed to yet"
    told = "".join(capsys.readouterr())
    assert "在表里改好存盘" in told
    assert "--save" not in told, "this command has no such option"
    pintu("sheet", "import", book, folder, "--yes")
    assert "炊具" in capsys.readouterr().out
    after = files_of(folder)
    [path] = [one for one in before if before[one] != after[one]]
    old, new = before[path].decode().split("\n"), after[path].decode().split("\n")
    assert [line for line in new if line not in old] == ["category: 炊具"]
    assert len(old) == len(new)
    pintu("add", "--undo", "--yes", "--folder", folder)
    assert files_of(folder) == before
    assert not [p for p in read_archive(folder).problems if p.code.startswith("yaml")]


def test_the_text_below_the_fields_comes_along(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another text changes nothing above it, line ends and the rest stay; what a cell cannot hold
    says so and is left alone, even emptied; and all of it is taken back."""
    folder, book = village(tmp_path), tmp_path / "登记表.xlsx"
    shutil.rmtree(folder / "content" / "events")
    files = sorted((folder / "content/objects").glob("*.md"))[:3]
    for other in set((folder / "content/objects").glob("*.md")) - set(files):
        other.unlink()
    heads = [one.read_bytes().split(b"\n---\n")[0] + b"\n---\n" for one in files]
    files[0].write_bytes(
        (heads[0] + "\n它漏水。\n\n后来修好了。\n\n".encode()).replace(b"\n", b"\r\n")
    )
    files[1].write_bytes(heads[1] + ("长" * 40_000).encode())
    files[2].write_bytes(heads[2])
    before = files_of(folder)
    assert pintu("sheet", "export", book, folder, "--kind", "objects") == 0
    pintu("sheet", "import", book, folder, "--yes")
    assert files_of(folder) == before
    data = changed(book.read_bytes(), "老物件", {"正文": "它不漏。\n\n后来修好了。"}, row=2)
    data = changed(data, "老物件", {"正文": ""}, row=3)
    book.write_bytes(changed(data, "老物件", {"正文": "新写的。"}, row=4))
    capsys.readouterr()
    pintu("sheet", "import", book, folder, "--yes")
    assert "正文" in capsys.readouterr().out
    assert files[0].read_bytes() == before[str(files[0])].replace(
        "它漏水".encode(), "它不漏".encode()
    )
    assert files[1].read_bytes() == before[str(files[1])]
    assert files[2].read_bytes() == heads[2] + "\n新写的。\n".encode()
    pintu("add", "--undo", "--yes", "--folder", folder)
    assert files_of(folder) == before


def test_private_fields_are_not_written_where_they_would_be_published(tmp_path: Path) -> None:
    """Nor over the records."""
    folder = village(tmp_path)
    for place in ("site", "content", "media", "site-kiosk"):
        assert pintu("sheet", "export", folder / place / "a.xlsx", folder) == 2
        assert not (folder / place / "a.xlsx").exists()
    assert pintu("sheet", "new", tmp_path / "a.csv", folder) == 2
    assert pintu("sheet", "new", tmp_path / "空.xlsx", folder) == 0
    assert pintu("sheet", "import", SAMPLE / "objects" / "lu.md", folder) == 2
