"""What the columns of a table hold: its header found, its names understood.

Names are ours in three languages, the keys of fields, and those of the registers that museums and
libraries keep. A header may have two rows, the upper one over several columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from archive.ingest.field_names import KIND_NAMES
from archive.ingest.shapes import MODELS, Form, shapes_of
from archive.ingest.sheets.cells import Sheet
from archive.ingest.sheets.notation import unique_labels
from archive.model.kinds import Kind
from archive.values import dataclass

NOTE = "note"
"""What is kept, and has no field of its own."""
ID, AS_EXPORTED, BODY = "id", "@exported", "@body"
"""Columns of our own workbooks: which record it is, what it said when it was exported, and the text
below its fields."""
UNIT, MASS_UNIT, AGE, SOURCE = "@unit", "@mass-unit", "@age", "@source"
"""Columns of a museum's register that belong to others: units, a closer date, where it is from."""

_MOST_ROWS_ABOVE = 12
_MOST_COLUMNS = 400
_IN_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")

_OBJECT = {
    "藏品名称": "name", "物品名称": "name", "文物名称": "name", "器物名称": "name",
    "登记号": "accession", "藏品编号": "accession", "编号": "accession", "序号": NOTE,
    "曾用名": "former_name", "土名": "dialect_name", "俗名": "dialect_name",
    "类别": "category", "具体年代": AGE, "材质": "material", "材料": "material",
    "实际数量": "quantity", "件数": "quantity", "完残状况": "damage",
    "尺寸单位": UNIT, "长": "size.length", "通宽": "size.width", "通高": "size.height",
    "质量单位": MASS_UNIT, "重量单位": MASS_UNIT, "重量": "size.mass",
    "具体来源": SOURCE, "来源人": SOURCE, "捐赠者": SOURCE, "提供人": SOURCE,
    "来源": SOURCE, "入藏时间": "acquired_on", "征集时间": "acquired_on",
    "收藏地": "holder", "存放位置": "storage", "存放地点": "storage", "用途": "usage",
    "使用方法": "usage", "分类号": NOTE, "原号": NOTE, "入馆凭证号": NOTE, "其他编号类型": NOTE,
    "其他编号": NOTE, "账册": NOTE, "具体尺寸": NOTE, "质量范围": NOTE, "保护等级": NOTE,
    "入藏时间范围": NOTE, "出土地": NOTE, "著者": NOTE, "版本": NOTE, "存卷": NOTE, "备注": NOTE,
    "尺寸": NOTE, "规格": NOTE, "说明": "usage", "图片": "pictures", "照片号": NOTE,
}  # fmt: skip
_PERSON = {
    "姓名": "name", "名字": "name", "出生年月": "born", "出生日期": "born", "出生年份": "born",
    "生年": "born", "卒年": "died", "电话": "contact", "联系电话": "contact",
    "联系方式": "contact", "手机": "contact", "地址": "contact", "住址": "contact",
    "职业": "occupations", "村组": "group", "组别": "group", "小组": "group",
    "曾用名": "aliases", "小名": "aliases", "绰号": "aliases", "年龄": NOTE, "备注": NOTE,
    "方言": "dialect_point", "关系": "relation", "简介": NOTE, "序号": NOTE,
}  # fmt: skip
_PHOTO = {
    "照片名称": "title", "名称": "title", "编号": "accession", "拍摄时间": "when",
    "拍摄日期": "when", "拍摄地点": "location", "拍摄者": "photographer", "摄影": "photographer",
    "提供人": "provided_by", "来源": "provided_by", "说明": "description", "内容": "description",
    "文件名": "picture", "文件": "picture", "备注": NOTE, "序号": NOTE,
    "objectid": "accession", "creator": "photographer", "date": "when", "subject": "themes",
    "object_location": "picture", "image_alt_text": NOTE, "identifier": NOTE, "format": NOTE,
    "latitude": NOTE, "longitude": NOTE, "rights": NOTE, "rightsstatement": NOTE, "source": NOTE,
    "type": NOTE, "language": NOTE, "display_template": NOTE, "parentid": NOTE,
}  # fmt: skip
_PLACE = {
    "地名": "name", "方言名称": "dialect_name", "住户": "households", "备注": NOTE, "序号": NOTE,
}  # fmt: skip
_EVENT = {"事件": "name", "大事": "name", "日期": "when", "经过": NOTE, "备注": NOTE, "序号": NOTE}
_TERM = {
    "词条": "word", "词语": "word", "方言": "word", "方言词": "word", "释义": "meaning",
    "意思": "meaning", "解释": "meaning", "普通话": "meaning", "例子": "examples", "备注": NOTE,
    "注音": "reading", "拼音": "reading", "序号": NOTE,
}  # fmt: skip
_DOCUMENT = {
    "文献名称": "title", "名称": "title", "编号": "accession", "年代": "when",
    "作者": "responsible", "种类": "document_type", "备注": NOTE,
    "内容": "summary", "序号": NOTE, "来源": NOTE,
}  # fmt: skip
ALIASES: Mapping[Kind, Mapping[str, str]] = MappingProxyType(
    {
        Kind.OBJECT: _OBJECT,
        Kind.PERSON: _PERSON,
        Kind.PHOTO: _PHOTO,
        Kind.PLACE: _PLACE,
        Kind.EVENT: _EVENT,
        Kind.TERM: _TERM,
        Kind.DOCUMENT: _DOCUMENT,
    }
)
"""What others call our fields, by kind."""
OUR_COLUMNS = MappingProxyType({"记录": ID, "record": ID, "导出时": AS_EXPORTED, "正文": BODY})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its number from 1, its name as it stands, and what it holds."""

    number: int
    header: str
    target: str | None
    """A field, ``size.length``, one of the marks above, or None where nobody knows."""
    unit: str = ""
    """What stands in brackets behind its name: ``cm``."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The header of a table."""

    kind: Kind
    columns: tuple[Column, ...]
    first: int
    """The row in which it begins."""
    last: int

    def column(self, target: str) -> Column | None:
        """The first column that holds ``target``."""
        return next((one for one in self.columns if one.target == target), None)


def find_heading(sheet: Sheet) -> Heading | None:
    """The header among the first rows of a sheet; None where no row is like one."""
    best: tuple[float, int, Heading] | None = None
    for number in sorted(sheet.rows)[:_MOST_ROWS_ABOVE]:
        for names, last in _headers(sheet, number):
            for kind in MODELS:
                heading, points = _understand(sheet.name, names, kind, number, last)
                if points >= _least(names) and (best is None or points > best[0]):
                    best = points, number, heading
    return best[2] if best else None


def _least(names: Mapping[int, str]) -> float:
    return 2 if len(names) <= 3 else 3


def _headers(sheet: Sheet, number: int) -> list[tuple[Mapping[int, str], int]]:
    """The names of the columns when ``number`` is a header by itself, and when it is the upper row
    of one."""
    upper = _near(sheet, number)
    found: list[tuple[Mapping[int, str], int]] = [(upper, number)]
    lower = _near(sheet, number + 1)
    if lower:
        over = dict(upper)
        for span in sheet.spans:
            if span.top <= number <= span.bottom and span.left in upper:
                last = min(span.right, _MOST_COLUMNS)
                over |= dict.fromkeys(range(span.left, last + 1), upper[span.left])
        found.append(({**over, **lower}, number + 1))
    return found


def _near(sheet: Sheet, number: int) -> dict[int, str]:
    """The cells of a row that can be names of columns."""
    cells = sheet.rows.get(number, {}).values()
    return {cell.column: cell.text for cell in cells if cell.column <= _MOST_COLUMNS}


def _understand(
    title: str, names: Mapping[int, str], kind: Kind, first: int, last: int
) -> tuple[Heading, float]:
    """The header as one of ``kind``, and how well that fits."""
    known = column_names(kind)
    taken: set[str] = set()
    columns = []
    points = 0.0
    for number, name in sorted(names.items()):
        target = (
            known.get(_exact_name(name))
            or known.get(bare_name(name))
            or known.get(_simplified(bare_name(name)))
        )
        if target == BODY and ID not in taken:
            target = None  # in a table of others it may be anything
        if target in taken and target != NOTE:
            target = NOTE
        if target is not None:
            taken.add(target)
            points += 0.25 if target == NOTE else 1
        shown = " ".join(name.split()).rstrip("＊*")
        columns.append(Column(number, shown, target, _unit(name)))
    model = MODELS[kind]
    has_name = model.title_field in taken or model.number_field in taken
    is_named = any(name and name in title for name in KIND_NAMES[kind.value])
    if not has_name:
        points = 0
    return Heading(kind, tuple(columns), first, last), points + (3 if is_named and points else 0)


@cache
def column_names(kind: Kind) -> Mapping[str, str]:
    """What a column may be called, bare, and what it then holds."""
    shapes = shapes_of(MODELS[kind])
    found: dict[str, str] = {}
    for key, field in shapes.items():
        part = field.shape.model if field.shape.form is Form.PART else None
        if part is not None:
            inner = shapes_of(part)
            found |= {bare_name(one.label_zh): f"{key}.{one.key}" for one in inner.values()}
            found |= {f"{key}.{one}": f"{key}.{one}" for one in inner}
    for key, field in shapes.items():
        found |= {bare_name(field.label): key, key: key}
    found |= {bare_name(name): target for name, target in ALIASES.get(kind, {}).items()}
    labels = unique_labels(shapes.values())
    found |= {bare_name(label): key for key, label in labels.items()}
    found |= {_exact_name(label): key for key, label in labels.items()}
    return MappingProxyType({**found, **OUR_COLUMNS})


def bare_name(name: str) -> str:
    """The name of a column without spaces, stars and what stands in brackets."""
    plain = unicodedata.normalize("NFKC", _IN_BRACKETS.sub("", name))
    return re.sub(r"[\s*＊:：]+", "", plain).lower() or "".join(name.split()).lower()


def _exact_name(name: str) -> str:
    """The name as our own workbooks write it: with a key in brackets where two have one name."""
    plain = unicodedata.normalize("NFKC", name.replace("（不公开）", ""))
    return plain.rstrip("*").strip().lower()


def _unit(name: str) -> str:
    found = _IN_BRACKETS.search(name)
    return found[0][1:-1].strip() if found else ""


@cache
def _simplified(name: str) -> str:
    try:
        name.encode("gb2312")
    except UnicodeEncodeError:
        from opencc import OpenCC

        return str(OpenCC("t2s").convert(name))
    return name
