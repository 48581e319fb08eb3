"""Fields changed in a worker's file: what is changed is read, and every other byte is as it was."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest.field_edits import CannotEdit, edit_fields
from archive.ingest.front_matter import Value, parse_front_matter
from archive.ingest.yaml_text import format_fields, plain_value

MD = PurePosixPath("content/objects/shuiche.md")
OBJECT = """\
---
# 水车，放在门口
accession: 'LL-001'   # 馆里的号
name: 龙骨水车
age: {spoken: 五五年春里做的, edtf: '1955'}
themes: [农具, 水边生活]   # 两个
usage: |-
  两个人踩。
  水一格一格上来。

# 照片在下面
pictures:
  - file: objects/a.jpg   # 正面
    caption: 车头
  # 背面还没拍

  - {file: objects/b.jpg, caption: '踏脚'}
told_in:
- interviews/a
- interviews/b
note:
access: 开放
---

正文：
- 不动
"""


def edited(changes: dict[str, object], text: str = OBJECT, order: tuple[str, ...] = ()) -> str:
    return edit_fields(text.encode(), changes, path=MD, order=order).decode()


@pytest.mark.parametrize(
    ("changes", "before", "after"),
    [
        ({"accession": "LL-002"}, "'LL-001'", "LL-002"),
        ({"name": "水车: 大的"}, "龙骨水车", '"水车: 大的"'),
        ({"age": {"spoken": "五五年春里做的", "edtf": "1956"}}, "'1955'", "1956"),
        ({"age": {"spoken": "五五年春里做的"}}, ", edtf: '1955'", ""),
        ({"age": "1955"}, "{spoken: 五五年春里做的, edtf: '1955'}", "1955"),
        ({"themes": ["农具"]}, "[农具, 水边生活]", "[农具]"),
        ({"themes": ["船", "农具", "水边生活"]}, "[农具", "[船, 农具"),
        ({"themes": ["农具", "船", "水边生活"]}, "水边生活]", "船, 水边生活]"),
        ({"usage": "踩。"}, "|-\n  两个人踩。\n  水一格一格上来。", "踩。"),
        ({"name": "龙骨\n水车"}, "龙骨水车", "|-\n  龙骨\n  水车"),
        ({"accession": "a\nb"}, "'LL-001'", '"a\\nb"'),
        ({"note": "远处的柜"}, "note:", "note: 远处的柜"),
        ({"told_in": ["interviews/b"]}, "- interviews/a\n", ""),
        ({"told_in": ["interviews/a"]}, "- interviews/b\n", ""),
        (
            {"told_in": ["interviews/a", "x/c", "interviews/b"]},
            "- interviews/b",
            "- x/c\n- interviews/b",
        ),
        ({"told_in": ["x/c", "interviews/a", "interviews/b"]}, "told_in:", "told_in:\n- x/c"),
        ({"name": None}, "name: 龙骨水车\n", ""),
        ({"accession": None}, "accession: 'LL-001'   # 馆里的号", "# 馆里的号"),
        ({"grade": "一级"}, "access: 开放", "access: 开放\ngrade: 一级"),
        ({"quantity": 3, "weight": 2.0}, "access: 开放", "access: 开放\nquantity: 3\nweight: 2"),
        ({"size": {"length": 3.5}}, "access: 开放", "access: 开放\nsize: {length: 3.5}"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("end", "encoding"), [("\n", "utf-8"), ("\r\n", "gb18030"), ("\n", "utf-16")]
)
def test_one_change_is_one_change(
    changes: dict[str, object], before: str, after: str, end: str, encoding: str
) -> None:
    """Whatever the ends of lines and the encoding are."""
    wanted = OBJECT.replace(before, after, 1)
    data = OBJECT.replace("\n", end).encode(encoding)
    assert edit_fields(data, changes, path=MD) == wanted.replace("\n", end).encode(encoding)


PICTURE = {"file": "objects/a.jpg", "caption": "车头"}
OTHER = {"file": "objects/b.jpg", "caption": "踏脚"}


@pytest.mark.parametrize(
    ("pictures", "before", "after"),
    [
        ([{**PICTURE, "caption": "新的"}, OTHER], "caption: 车头", "caption: 新的"),
        ([PICTURE, {**OTHER, "caption": "新的"}], "'踏脚'", "新的"),
        ([PICTURE, OTHER, {"file": "c.jpg"}], "'踏脚'}\n", "'踏脚'}\n  - {file: c.jpg}\n"),
        ([{**PICTURE, "sha256": "ab"}, OTHER], "车头\n", "车头\n    sha256: ab\n"),
        ([PICTURE], "\n  - {file: objects/b.jpg, caption: '踏脚'}", ""),
    ],
)
def test_parts_are_changed_where_they_stand(
    pictures: list[dict[str, str]], before: str, after: str
) -> None:
    """And the remarks between them stay."""
    assert edited({"pictures": pictures}) == OBJECT.replace(before, after)


def test_a_new_field_stands_where_its_kind_has_it() -> None:
    """Behind the fields that come before it."""
    new = edited({"material": "榆木"}, order=("accession", "name", "age", "material", "themes"))
    assert new == OBJECT.replace("themes:", "material: 榆木\nthemes:", 1)
    first = edited({"id": "x"}, order=("id", "accession"))
    assert first == OBJECT.replace("---\n", "---\nid: x\n", 1)


def test_nothing_changed_is_nothing_written() -> None:
    """Not even where the file could be written better."""
    assert edited({"name": "龙骨水车", "grade": None, "note": None}) == OBJECT.replace(
        "note:\n", ""
    )
    assert edited({"name": "龙骨水车", "age": {"spoken": "五五年春里做的", "edtf": 1955}}) == OBJECT


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("没有字段\n", {"name": "x"}),
        ("---\nname: a\nname: b\n---\n", {"name": "x"}),
        ("---\n? name\n: a\n---\n", {"name": None}),
        ("---\nname: [a,  # 一\n  b]\n---\n", {"name": "x"}),
        ("---\nname: a\n---\n", {"name": "\x00"}),
        ("---\nname: a\n---\n", {"name": "\ud800"}),
        ("---\n{name: a}\n---\n", {"other": "x"}),
    ],
)
def test_what_is_awkward_is_refused(text: str, changes: dict[str, object]) -> None:
    """Nothing is lost: the worker is told what to write."""
    with pytest.raises(CannotEdit):
        edited(changes, text)


words = st.text(min_size=1, max_size=12).filter(lambda t: t.isprintable() and t == t.strip())
values = st.recursive(
    words | st.sampled_from(["一行\n两行", "a: b\n\n# c", "~", "null", "- x", "0:03:12"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=8,
)
keys = st.sampled_from(["name", "age", "themes", "pictures", "note"])
heads = st.dictionaries(keys, values, min_size=2)


@settings(max_examples=120, deadline=None)
@given(heads, st.dictionaries(keys, values | st.none(), min_size=1), st.sampled_from([0, 1, 2]))
def test_what_is_changed_is_read(
    before: dict[str, Value], changes: dict[str, object], style: int
) -> None:
    """However the file was written; and the lines of every other field are as they were."""
    is_ours = style == 0
    head = format_fields(before) + "\n" if is_ours else _dumped(before, is_flow=style == 2)
    text = f"---\n{head}---\n正文\n"
    old = parse_front_matter(text, path=MD).data
    if old is None or not old.keys() - changes.keys():
        return
    new = edited(changes, text)
    read = parse_front_matter(new, path=MD)
    wanted = {key: plain_value(changes.get(key, old.get(key))) for key in (*old, *changes)}
    gone = {key for key, value in changes.items() if value is None}
    assert read.data == {key: value for key, value in wanted.items() if key not in gone}
    for key in old.keys() - changes.keys():
        assert not is_ours or f"\n{format_fields({key: before[key]})}\n" in new


def _dumped(fields: dict[str, Value], *, is_flow: bool) -> str:
    """As other programs write it, each field in one line or in lines of its own."""
    return "".join(
        f"{key}: {yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=9999)}"
        if is_flow and isinstance(value, list | dict)
        else yaml.safe_dump({key: value}, allow_unicode=True, default_flow_style=False)
        for key, value in fields.items()
    )
