"""A draft as another kind of record: the photograph of a deed is a paper, what stood in a register
was a house. Nothing that it said is lost: what the other kind has no field for goes into the note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from archive.adding.differing import UNKNOWN, is_filler
from archive.adding.matching import is_invented
from archive.adding.renaming import texts_in
from archive.ingest.incoming import Draft
from archive.ingest.shapes import MODELS, FieldShape, Form, shapes_of
from archive.ingest.sheets.notation import format_cell, normal_value
from archive.ingest.sheets.required import honest_words
from archive.ingest.yaml_text import plain_value
from archive.model.kinds import Kind, RecordId, record_id
from archive.model.terms import Access, DocumentType

THINGS = (Kind.OBJECT, Kind.PHOTO, Kind.DOCUMENT, Kind.PLACE, Kind.EVENT)
"""Kinds that may become each other."""
_TIMES = ("when", "age")
_ACCOUNTS = ("description", "usage", "summary")
"""Fields that say the same under other names; of the times and of the accounts a kind has one."""
_PICTURES = ("pictures", "picture", "pages")
_IN_A_PICTURE = frozenset({"file", "caption", "file_says", "sha256"})
_IN_A_PAGE = frozenset({"file", "file_says", "sha256"})
_LETTERS: Mapping[Kind, str] = {
    Kind.OBJECT: "L",
    Kind.PHOTO: "Z",
    Kind.DOCUMENT: "W",
    Kind.PLACE: "D",
    Kind.EVENT: "E",
}
"""How numbers begin that are given because the source has none."""
_ALWAYS: Mapping[Kind, Mapping[str, object]] = {
    Kind.DOCUMENT: {"document_type": DocumentType.OTHER.zh, "personal_information": ["待查"]}
}
"""What a kind needs, and nobody said."""

Sentence = tuple[str, str]
"""In Chinese, in English."""


def named_in(drafts: Iterable[Draft]) -> frozenset[str]:
    """Every id that a draft names as something of its kind. A consent covers all kinds, and
    whatever is related may be anything."""
    return frozenset(
        text
        for draft in drafts
        if draft.kind is not Kind.CONSENT
        for key, value in draft.fields.items()
        if key != "related"
        for text in texts_in(value)
        if "/" in text
    )


def possible_kinds(draft: Draft, named: frozenset[str]) -> tuple[Kind, ...]:
    """What a draft may be, its own kind first; ``named`` is what `named_in` gives for all."""
    if why_fixed(draft, named):
        return (draft.kind,)
    rest = (kind for kind in THINGS if kind is not draft.kind and not _hindrance(draft, kind))
    return (draft.kind, *rest)


def why_fixed(draft: Draft, named: frozenset[str]) -> Sentence | None:
    """Why a draft can be nothing else; None where it can."""
    if draft.kind is Kind.INTERVIEW:
        return (
            "有录音或有人讲的话，只能是口述",
            "somebody tells or was recorded: an interview it is",
        )
    if draft.kind not in THINGS:
        return "这一类不能改成别的", "this kind cannot become another"
    if draft.id in named:
        return "别的记录里写着它是这一类，不能改", "another record names it as what it is"
    return None


def hindrances(draft: Draft) -> Iterator[Sentence]:
    """For each kind that a thing cannot become, why not."""
    for kind in THINGS:
        if kind is not draft.kind and (reason := _hindrance(draft, kind)):
            yield reason


def _hindrance(draft: Draft, kind: Kind) -> Sentence | None:
    pictures = _pictures_of(draft)
    if pictures is None:
        return "扫描件或有文字的页只能是村落文献", "scans and pages with words can be papers alone"
    if kind is Kind.PHOTO and len(pictures) != 1:
        return "老照片要有且只有一张图", "a photograph has one picture, no more and no less"
    if kind is Kind.DOCUMENT and any(one.keys() - _IN_A_PAGE for one in pictures):
        return "图片有说明文字，放不进文献的页", "its pictures have captions, which pages have not"
    return None


def _pictures_of(draft: Draft) -> list[dict[str, object]] | None:
    """The pictures of a draft as parts; None where one of them is a page and no picture."""
    found: list[dict[str, object]] = []
    for key in _PICTURES:
        value = draft.fields.get(key)
        for one in value if isinstance(value, list | tuple) else [value] if value else ():
            part = dict(one) if isinstance(one, Mapping) else {"file": one}
            if part.keys() - _IN_A_PICTURE or str(part.get("file")).lower().endswith(".pdf"):
                return None
            found.append(part)
    return found


def as_kind(draft: Draft, kind: Kind) -> Draft:
    """``draft`` as a record of ``kind``, which must be possible. It has another id, and is closed:
    what was said of it, such as who is in the picture, no longer stands where consent looks."""
    shapes, old = shapes_of(MODELS[kind]), shapes_of(MODELS[draft.kind])
    left = {key: value for key, value in draft.fields.items() if value not in (None, "", [], {})}
    fields: dict[str, object] = {}
    _name(draft, kind, left, fields)
    _show(draft, kind, left, fields)
    for names in (_TIMES, _ACCOUNTS):
        _same(names, shapes, left, fields)
    for key in list(left):
        if key in shapes and key not in fields and _says_the_same(old.get(key), shapes[key]):
            fields[key] = left.pop(key)
    fields["access"] = Access.CLOSED.zh
    for key, field in shapes.items():
        if field.is_required and key not in fields:
            fields[key] = _ALWAYS.get(kind, {}).get(key) or _honest(field)
    if note := [str(fields.get("note", "")).strip(), *_told(left, old)]:
        fields["note"] = "\n".join(filter(None, note))
    ordered = {key: fields[key] for key in shapes if fields.get(key) not in (None, "")}
    return replace(draft, id=RecordId(record_id(kind, draft.id.split("/")[1])), fields=ordered)


def _name(draft: Draft, kind: Kind, left: dict[str, object], fields: dict[str, object]) -> None:
    old, new = MODELS[draft.kind], MODELS[kind]
    if (name := left.pop(old.title_field, None)) is not None:
        fields[new.title_field] = name
    number = left.pop(old.number_field, None)
    if is_invented(number):
        number = f"{_LETTERS[kind]}{str(number)[1:]}"
    if number is not None:
        fields[new.number_field] = number


def _show(draft: Draft, kind: Kind, left: dict[str, object], fields: dict[str, object]) -> None:
    pictures = _pictures_of(draft) or []
    for key in _PICTURES:
        left.pop(key, None)
    if kind is Kind.PHOTO:
        fields["picture"] = pictures[0]
    elif pictures:
        fields["pages" if kind is Kind.DOCUMENT else "pictures"] = pictures


def _same(
    names: Sequence[str],
    shapes: Mapping[str, FieldShape],
    left: dict[str, object],
    fields: dict[str, object],
) -> None:
    """What the other kind says in a field of another name."""
    target = next((name for name in names if name in shapes), None)
    source = next((name for name in names if name in left), None)
    if target is not None and source is not None and not is_filler(left[source]):
        fields[target] = left.pop(source)


def _says_the_same(old: FieldShape | None, new: FieldShape) -> bool:
    """Whether a value may stand in the field of the other kind: what is private stays so."""
    return old is not None and old.shape == new.shape and (old.is_shown or not new.is_shown)


def _honest(field: FieldShape) -> object:
    return UNKNOWN if field.shape.form is Form.TEXT else honest_words(field)


def _told(left: Mapping[str, object], shapes: Mapping[str, FieldShape]) -> Iterator[str]:
    """What is left, in words, a line a field."""
    for key, value in left.items():
        if is_filler(value) or key not in shapes:
            continue
        shape = shapes[key].shape
        words = format_cell(normal_value(plain_value(value), shape), shape)
        yield f"{shapes[key].label_zh}：{words}"
