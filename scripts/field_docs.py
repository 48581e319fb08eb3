"""Writes docs/fields.md: every field of every kind, and every word a field may take.

    python scripts/field_docs.py

The facts come from the models themselves, their documentation from the docstring below each
field, the Chinese names from the table that messages use. A test says that the page is current.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from pydantic import BaseModel

from archive.ingest.entries import allowed_kinds
from archive.ingest.field_names import KIND_NAMES
from archive.ingest.shapes import MODELS, PAIRS, SHORTHAND, FieldShape, Form, Shape, shapes_of
from archive.model import terms
from archive.model.fields import Part
from archive.model.kinds import PUBLISHABLE
from archive.model.records import Record
from archive.model.site import Site
from archive.model.terms import Term

PAGE = Path(__file__).resolve().parent.parent / "docs" / "fields.md"

HEAD = """# 字段一览 Fields

每一类记录有哪些栏，叫什么，必填不必填，会不会公开。这一页由程序里的定义生成，不用手改。

- **键**写在文件开头两行 `---` 之间，冒号是英文的：`accession: LL-R-001`。
- **必填**：● 一定要写；空着的可以不写。
- **公开**：○ 开放等级和授权书都允许的话，会出现在网站上；空着的永远不离开档案。
- **写法**：见下面[各种写法](#forms)。“多项”可以写成 `[甲, 乙]`，也可以一行一项，前面加短横线。

Every kind of record with its keys, their names, whether they are required (●), and whether they \
may be published (○, where access and consents allow it; everything else never leaves the \
archive). The page is made from the models, so do not edit it.
"""

FORMS: dict[Form, tuple[str, str, str]] = {
    Form.TEXT: ("文字", "text", "`老井` ｜ 有英文冒号、井号的，整句放进英文双引号"),
    Form.TERM: ("选词", "term", "下面[选词表](#terms)里的一个，中文英文都行：`开放` 或 `open`"),
    Form.WHEN: (
        "时间",
        "time",
        "`1958`，`1958年腊月`，或 `{spoken: 发大水那年, edtf: 1954}`",
    ),
    Form.SECONDS: ("录音时间", "time in a recording", "`0:03:12`、`3:12.5`、`192.5` 或 `3分12秒`"),
    Form.DAY: ("某一天", "day", "`2024-03-09` 或 `2024年3月9日`"),
    Form.NUMBER: ("数", "number", "`12.5`"),
    Form.WHOLE: ("整数", "whole number", "`12`"),
    Form.YES_NO: ("是否", "yes or no", "`是`、`否`、`yes`、`no`"),
    Form.REFERENCE: ("编号", "id", "另一条记录：文件夹加文件名，`people/lin-po`"),
    Form.PATH: ("文件", "file", "`media/` 里的文件，不写 `media/`：`photos/well.jpg`"),
    Form.DIGEST: ("校验值", "checksum", "64 位的 SHA-256；不写就由清单来核对"),
    Form.PART: ("一组栏", "group", "缩进写在下面，或 `{键: 值, 键: 值}`"),
}
"""Chinese name, English name, and an example of each form."""


def format_page() -> str:
    """The whole page."""
    parts = [HEAD, *_contents(), *_record_sections(), *_part_sections()]
    parts += [*_form_section(), *_settings_section(), *_term_sections()]
    return "\n".join(parts).rstrip("\n") + "\n"


def _contents() -> Iterator[str]:
    kinds = [f"[{KIND_NAMES[kind.value][0]}](#{kind.value})" for kind in MODELS]
    yield f"[每条记录都有的](#record) · {' · '.join(kinds)}"
    yield ""
    yield "[栏里的栏](#parts) · [各种写法](#forms) · [网站设置](#settings) · [选词表](#terms)"
    yield ""


# --- records and their parts ----------------------------------------------------------------------


def _record_sections() -> Iterator[str]:
    yield from _heading("每条记录都有的 Every record", "record")
    yield from _table(Record, list(shapes_of(Record).values()))
    yield "第二个 `---` 下面的文字是正文，用 Markdown 写，会公开。"
    yield "What stands below the second `---` is the text, in Markdown; it may be published."
    yield ""
    for kind, model in MODELS.items():
        zh, en = KIND_NAMES[kind.value]
        yield from _heading(f"{zh} {en.capitalize()}", kind.value)
        folder = f"content/{kind.value}/"
        name = "<id>/index.md" if kind.value == "interviews" else "<id>.md"
        yield f"`{folder}{name}`"
        yield ""
        if kind not in PUBLISHABLE:
            yield "整份不公开，什么栏都不会出现在网站上。The whole record is private."
            yield ""
        own = [f for key, f in shapes_of(model).items() if key not in shapes_of(Record)]
        yield from _table(model, own)


def _part_sections() -> Iterator[str]:
    yield from _heading("栏里的栏 Groups", "parts")
    yield "有些栏里面还有栏：口述者、照片、目录、授权书的用途……"
    yield "Some fields hold fields of their own."
    yield ""
    for model in parts_of_records():
        title = f"{_called(model)} {model.__name__}"
        yield from _heading(title, f"part-{model.__name__.lower()}", level=3)
        if model in SHORTHAND:
            yield f"只写 `{SHORTHAND[model]}` 的时候可以直接写它的值。"
            yield f"A plain value stands for its `{SHORTHAND[model]}`."
            yield ""
        if model in PAIRS:
            yield "可以一行一项地写：`网站: 同意`。Lines such as `web: given` are read too."
            yield ""
        yield from _table(model, list(shapes_of(model).values()))


def parts_of_records() -> Sequence[type[Part]]:
    """Every group of fields inside records, in the order they are first met."""
    found: dict[type[Part], None] = {}
    waiting: list[type[Part]] = list(MODELS.values())
    while waiting:
        for field in shapes_of(waiting.pop(0)).values():
            model = _innermost(field.shape).model
            if model is not None and model not in found:
                found[model] = None
                waiting.append(model)
    return tuple(found)


@cache
def _called(wanted: type[Part] | type[Term]) -> str:
    """What the first field that takes it is called in Chinese."""
    for model in (*MODELS.values(), *parts_of_records()):
        for field in shapes_of(model).values():
            inner = _innermost(field.shape)
            if wanted in (inner.model, inner.term):
                return field.label_zh
    raise LookupError(wanted)


def _table(model: type[Part], fields: Sequence[FieldShape]) -> Iterator[str]:
    yield "| 键 key | 名称 name | 必填 | 公开 | 写法 form | 说明 about |"
    yield "|---|---|:-:|:-:|---|---|"
    notes = documentation_of(model)
    for field in fields:
        cells = (
            f"`{field.key}`",
            f"{field.label_zh} {field.label}",
            "●" if field.is_required else "",
            "○" if field.is_shown else "",
            _form(model, field),
            _cell(notes[field.key]),
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _form(model: type[Part], field: FieldShape) -> str:
    inner = _innermost(field.shape)
    text = FORMS[inner.form][0]
    if inner.term is not None:
        text = f"[{text} {inner.term.__name__}](#term-{inner.term.__name__.lower()})"
    elif inner.model is not None:
        text = f"[{text} {inner.model.__name__}](#part-{inner.model.__name__.lower()})"
    elif inner.form is Form.REFERENCE:
        kinds = allowed_kinds(model, field.key)
        names = [KIND_NAMES[kind.value][0] for kind in kinds]
        text += "：" + ("任何一类" if kinds == PUBLISHABLE else "、".join(names))
    if field.shape.form is Form.LIST:
        return f"多项 {text}"
    return f"名字对{text}" if field.shape.form is Form.MAP else text


def _innermost(shape: Shape) -> Shape:
    return shape if shape.inner is None else _innermost(shape.inner)


# --- documentation under the fields ---------------------------------------------------------------


def documentation_of(model: type[BaseModel]) -> dict[str, str]:
    """The docstring below each field of ``model``, by key; those of the models it builds on too."""
    found: dict[str, str] = {}
    for owner in reversed(model.__mro__):
        if issubclass(owner, BaseModel) and owner is not BaseModel:
            found |= _below_fields(owner)
    return found


@cache
def _below_fields(model: type[BaseModel]) -> dict[str, str]:
    found: dict[str, str] = {}
    body = _class_body(model)
    for node, after in zip(body, [*body[1:], None], strict=True):
        if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name):
            continue
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            found[node.target.id] = inspect.cleandoc(str(after.value.value))
    return found


def _class_body(model: type[BaseModel]) -> list[ast.stmt]:
    source = inspect.getsourcefile(model)
    if source is None or "pydantic" in Path(source).parts:
        return []
    tree = ast.parse(Path(source).read_text(encoding="utf-8"))
    bodies = {node.name: node.body for node in tree.body if isinstance(node, ast.ClassDef)}
    return bodies[model.__name__]


def _cell(text: str) -> str:
    """Documentation as one cell of a table."""
    return " ".join(text.replace("``", "`").replace("|", "\\|").split())


# --- forms, settings and terms --------------------------------------------------------------------


def _form_section() -> Iterator[str]:
    yield from _heading("各种写法 Forms", "forms")
    yield "| 写法 | form | 例子 |"
    yield "|---|---|---|"
    for zh, en, example in FORMS.values():
        yield f"| {zh} | {en} | {example} |"
    yield ""


def _settings_section() -> Iterator[str]:
    yield from _heading("网站设置 Settings", "settings")
    yield "写在 `mkdocs.yml` 里：`site_name` 是网站的名字，`site_url` 是网址，其余写在 `plugins:` "
    yield "的 `- pintu:` 下面。"
    yield "In `mkdocs.yml`: `site_name` and `site_url` at the top, the others below `- pintu:`."
    yield ""
    yield "| 键 key | 不写时 default | 说明 about |"
    yield "|---|---|---|"
    notes = documentation_of(Site)
    for name, info in Site.model_fields.items():
        key = {"title": "site_name"}.get(name, name)
        default = info.get_default()
        shown = "、".join(default) if isinstance(default, tuple) else default
        shown = "必填 required" if info.is_required() else f"`{shown}`" if shown else ""
        yield f"| `{key}` | {shown} | {_cell(notes[name])} |"
    yield ""


def _term_sections() -> Iterator[str]:
    yield from _heading("选词表 Terms", "terms")
    yield "三种写法都认，存的意思一样。Any of these names may be written; they mean the same."
    yield ""
    for term in used_terms():
        title = f"{_called(term)} {term.__name__}"
        yield from _heading(title, f"term-{term.__name__.lower()}", level=3)
        about = _cell(inspect.cleandoc(term.__doc__ or ""))
        yield about
        yield ""
        yield "| 值 value | 简体 | 繁體 | English |"
        yield "|---|---|---|---|"
        for one in term:
            yield f"| `{one.value}` | {one.zh} | {one.hant} | {one.en} |"
        yield ""


def used_terms() -> Sequence[type[Term]]:
    """The vocabularies that fields take, in the order they are declared."""
    models = [*MODELS.values(), *parts_of_records()]
    used = {_innermost(f.shape).term for model in models for f in shapes_of(model).values()}
    declared = (one for one in vars(terms).values() if inspect.isclass(one))
    return [one for one in declared if one in used]


def _heading(text: str, anchor: str, *, level: int = 2) -> Iterator[str]:
    yield f'<a id="{anchor}"></a>'
    yield ""
    yield f"{'#' * level} {text}"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(format_page(), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(PAGE.parent.parent)}")
