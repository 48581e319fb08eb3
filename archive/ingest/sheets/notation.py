"""Values of a record as words in a cell, and back: what a worker can read and write in Excel.

Several values stand behind one another with ``；`` between them, the parts of one thing as
``名：值；名：值``, and several things in lines of their own. What is a list or a thing within one
stands in ``［…］`` or ``｛…｝``. A time with both words and an interval is ``发大水那年【1954】``.
A backslash before a sign makes it a sign like any other. A value is read into one form, however it
is written: `normal_value`; two values that mean the same are then equal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from archive.ingest.front_matter import Value
from archive.ingest.shapes import PAIRS, SHORTHAND, FieldShape, Form, Shape, shapes_of
from archive.model.fields import Part
from archive.model.interview import Narrator
from archive.model.terms import Term

NOTHING = "［］"
"""A list that is there and empty: it says that there is none of it."""
_OPENING, _CLOSING = "［｛", "］｝"
_SIGNS = re.compile(r"[\\；;\n［］｛｝]")
_NAME_SIGNS = re.compile(r"[\\；;\n［］｛｝：:]")
_COLON = re.compile(r"[：:]")
_WHEN = re.compile(r"(.*)【([^【】]*)】", re.DOTALL)
_UNKNOWN = "不详"
_PLAIN_TEXT = frozenset({Form.TEXT, Form.PATH})


class Unreadable(ValueError):
    """Words in a cell that are not written as its column wants them."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


# --- one form for each value


def normal_value(value: Value, shape: Shape) -> Value:
    """``value`` in the one form that all ways to write it have; None where it says nothing."""
    match shape.form:
        case Form.LIST:
            assert shape.inner is not None
            return _normal_list(value, shape.inner)
        case Form.MAP:
            if not isinstance(value, dict):
                return None if value is None else _normal_text(value, shape)
            found = {key.strip(): _normal_text(item, shape) for key, item in value.items()}
            return {key: item for key, item in found.items() if item is not None} or None
        case Form.PART:
            assert shape.model is not None
            return _normal_part(value, shape.model)
        case Form.WHEN:
            return _normal_when(value)
    return _normal_text(value, shape)


def _normal_list(value: Value, inner: Shape) -> Value:
    if value is None:
        return None
    pair = PAIRS.get(inner.model) if inner.model is not None else None
    if isinstance(value, dict) and pair is not None and pair[0] not in value:
        value = [*_from_pairs(value, pair)]
    items = value if isinstance(value, list) else [value]
    found = [normal_value(item, inner) for item in items]
    return [item for item in found if item is not None]


def _from_pairs(value: Mapping[str, Value], names: tuple[str, str]) -> Iterator[Value]:
    first, second = names
    for key, answer in value.items():
        yield {first: key, **(answer if isinstance(answer, dict) else {second: answer})}


def _normal_part(value: Value, model: type[Part]) -> Value:
    if isinstance(value, list):
        value = value[0] if len(value) == 1 else None
    if isinstance(value, str):
        key = SHORTHAND.get(model)
        if key is None:
            return value.strip() or None
        if model is Narrator and "/" not in value:
            key = "name"
        value = {key: value}
    if not isinstance(value, dict):
        return None
    shapes = shapes_of(model)
    found = {
        key: normal_value(item, shapes[key].shape) if key in shapes else item
        for key, item in value.items()
    }
    return {key: item for key, item in found.items() if item is not None} or None


def _normal_when(value: Value) -> Value:
    if not isinstance(value, dict):
        return _normal_text(value, Shape(Form.WHEN))
    spoken, edtf = (_normal_text(value.get(key), Shape(Form.TEXT)) for key in ("spoken", "edtf"))
    if "edtf" in value and edtf is None and spoken is not None:
        edtf = _UNKNOWN
    if spoken is None or edtf is None:
        return spoken if edtf is None else edtf
    return {"spoken": spoken, "edtf": edtf}


def _normal_text(value: Value, shape: Shape) -> Value:
    if isinstance(value, list):
        value = value[0] if len(value) == 1 else None
    if not isinstance(value, str):
        return None
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if shape.form is Form.TERM and shape.term is not None:
        text = _term(text, shape.term)
    return text or None


def _is_term(text: str, shape: Shape) -> bool:
    return shape.term is not None and any(text == member.zh for member in shape.term)


def _term(text: str, term: type[Term]) -> str:
    try:
        return term.parse(text).zh
    except ValueError:
        return text


# --- words


def format_cell(value: Value, shape: Shape) -> str:
    """A value, in its normal form, as the words of a cell."""
    if value is None:
        return ""
    inner = shape.inner
    if shape.form is Form.LIST and isinstance(value, list) and inner is not None:
        if not value:
            return NOTHING
        between = "\n" if inner.form is Form.PART else "；"
        return between.join(_inside(item, inner) for item in value)
    if shape.form is Form.MAP and isinstance(value, dict):
        pairs = ((_NAME_SIGNS.sub(_escape, key), item) for key, item in value.items())
        return "；".join(f"{key}：{_words(str(item))}" for key, item in pairs)
    if shape.form is Form.PART:
        return _inside(value, shape)
    if shape.form is Form.WHEN:
        return _format_when(value)
    return str(value)


def _inside(value: Value, shape: Shape) -> str:
    """A value that stands among others."""
    if shape.form is Form.PART and shape.model is not None and isinstance(value, dict):
        shapes, labels = shapes_of(shape.model), part_labels(shape.model)
        return "；".join(
            f"{labels[key]}：{_nested(item, shapes[key].shape)}"
            for key, item in value.items()
            if key in shapes
        )
    return _words(format_cell(value, shape))


def _nested(value: Value, shape: Shape) -> str:
    """A value of one part: what has parts of its own stands in brackets."""
    if shape.form is Form.LIST and isinstance(value, list) and shape.inner is not None:
        items = (_item(item, shape.inner) for item in value)
        return f"［{'；'.join(items)}］"
    if shape.form is Form.PART:
        return f"｛{_inside(value, shape)}｝"
    return _SIGNS.sub(_escape_in_part, format_cell(value, shape))


def _item(value: Value, shape: Shape) -> str:
    words = _inside(value, shape)
    return f"｛{words}｝" if shape.form is Form.PART else words


def _format_when(value: Value) -> str:
    if isinstance(value, dict):
        return f"{value.get('spoken', '')}【{value.get('edtf', '')}】"
    text = str(value)
    return f"{text}【】" if text.endswith("】") else text


def _words(text: str) -> str:
    return _SIGNS.sub(_escape, text)


def _escape_in_part(found: re.Match[str]) -> str:
    """A semicolon may stand where no name and colon can be read behind it."""
    if found[0] in "；;" and not _COLON.search(re.split("[；;]", found.string[found.end() :])[0]):
        return found[0]
    return _escape(found)


def _escape(found: re.Match[str]) -> str:
    return r"\n" if found[0] == "\n" else f"\\{found[0]}"


# --- and back


def parse_cell(text: str, shape: Shape) -> Value:
    """The value, in its normal form, that the words of a cell stand for; None for an empty one.

    Raises Unreadable for words that are not written as the column wants them.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        return None
    inner = shape.inner
    if shape.form is Form.LIST and inner is not None:
        if text == NOTHING:
            return []
        between = "\n" if inner.form is Form.PART else "；;\n"
        pieces = [piece.strip() for piece in _split(text, between)]
        return normal_value([_parse_inside(piece, inner) for piece in pieces if piece], shape)
    if shape.form is Form.MAP:
        return normal_value(dict(_pair(piece) for piece in _split(text, "；;\n")), shape)
    if shape.form is Form.PART:
        return normal_value(_parse_inside(text, shape), shape)
    if shape.form is Form.WHEN:
        return _parse_when(text)
    if shape.form in _PLAIN_TEXT:
        return text
    wide = unicodedata.normalize("NFKC", text)
    return normal_value(text if shape.form is Form.TERM and _is_term(text, shape) else wide, shape)


def _parse_inside(text: str, shape: Shape) -> Value:
    if shape.form is not Form.PART or shape.model is None:
        return parse_cell(_plain(text), shape)
    keys = _keys(shape.model)
    shapes = shapes_of(shape.model)
    short, pair = SHORTHAND.get(shape.model), PAIRS.get(shape.model)
    found: dict[str, Value] = {}
    for number, piece in enumerate(_pieces(text)):
        name, words = _named(piece)
        key = keys.get(_bare(name)) if name is not None else None
        if key is not None:
            found[key] = _parse_nested(words, shapes[key].shape)
        elif number == 0 and pair is not None and name is not None:
            found[pair[0]] = _parse_nested(name, shapes[pair[0]].shape)
            found[pair[1]] = _parse_nested(words, shapes[pair[1]].shape)
        elif number == 0 and short is not None:
            is_name = shape.model is Narrator and "/" not in piece
            found["name" if is_name else short] = _plain(piece.strip())
        else:
            raise _unknown_part(piece, shape.model)
    return found


def _pieces(text: str) -> list[str]:
    """The parts of one thing. What has no colon goes on with what stands before it."""
    found: list[str] = []
    at = 0
    for piece in _split(text, "；;\n"):
        sign = text[at - 1] if at else ""
        if found and sign != "\n" and _named(piece)[0] is None:
            found[-1] += sign + piece
        elif piece.strip():
            found.append(piece)
        at += len(piece) + 1
    return found


def _parse_nested(text: str, shape: Shape) -> Value:
    text = text.strip()
    is_bracketed = text[:1] in _OPENING and text[-1:] in _CLOSING and len(text) > 1
    if shape.form is Form.LIST and shape.inner is not None:
        inside = text[1:-1] if is_bracketed and text[0] == "［" else text
        pieces = [piece.strip() for piece in _split(inside, "；;")]
        return [_parse_item(piece, shape.inner) for piece in pieces if piece]
    if shape.form is Form.PART:
        return _parse_inside(text[1:-1] if is_bracketed else text, shape)
    return parse_cell(_plain(text), shape)


def _parse_item(text: str, shape: Shape) -> Value:
    is_bracketed = text[:1] == "｛" and text[-1:] == "｝"
    return _parse_inside(text[1:-1] if is_bracketed else text, shape)


def _parse_when(text: str) -> Value:
    match = _WHEN.fullmatch(text)
    if match is None:
        return text
    spoken, edtf = match[1].strip(), unicodedata.normalize("NFKC", match[2]).strip()
    if not edtf:
        return spoken or None
    return {"spoken": spoken, "edtf": edtf} if spoken else edtf


def _split(text: str, signs: str) -> list[str]:
    """``text`` at every one of ``signs`` that stands by itself: not behind a backslash, and not
    within brackets."""
    pieces, start, depth, at = [], 0, 0, 0
    while at < len(text):
        sign = text[at]
        if sign == "\\":
            at += 1
        elif sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and sign in signs:
            pieces.append(text[start:at])
            start = at + 1
        at += 1
    return [*pieces, text[start:]]


def _named(piece: str) -> tuple[str | None, str]:
    """The name before the first colon, and what stands behind it."""
    at = 0
    while at < len(piece):
        if piece[at] == "\\":
            at += 1
        elif piece[at] in "：:":
            return piece[:at].strip(), piece[at + 1 :]
        at += 1
    return None, piece


def _pair(piece: str) -> tuple[str, Value]:
    name, words = _named(piece)
    if name is None:
        raise Unreadable(f"“{piece}”里少了冒号，要写成 名：值", f"“{piece}” lacks its colon")
    return _plain(name), _plain(words.strip())


def _plain(text: str) -> str:
    """Without the backslashes."""
    if "\\" not in text:
        return text
    return re.sub(r"\\(.)", lambda f: "\n" if f[1] == "n" else f[1], text, flags=re.DOTALL)


# --- names of parts


@cache
def part_labels(model: type[Part]) -> Mapping[str, str]:
    """What each field of a part is called in a cell: each name once."""
    return unique_labels(shapes_of(model).values())


def unique_labels(fields: Iterable[FieldShape]) -> Mapping[str, str]:
    """Chinese labels by key; two fields of one name have their keys behind it."""
    found: dict[str, str] = {}
    listed = list(fields)
    labels = [field.label_zh for field in listed]
    for field in listed:
        is_alone = labels.count(field.label_zh) == 1
        found[field.key] = field.label_zh if is_alone else f"{field.label_zh}（{field.key}）"
    return found


@cache
def _keys(model: type[Part]) -> Mapping[str, str]:
    shapes = shapes_of(model)
    names = {_bare(field.label): key for key, field in shapes.items()}
    names |= {_bare(label): key for key, label in part_labels(model).items()}
    return names | {_bare(key): key for key in shapes}


def _bare(name: str) -> str:
    return unicodedata.normalize("NFKC", name).replace(" ", "").lower()


def _unknown_part(piece: str, model: type[Part]) -> Unreadable:
    known = "、".join(part_labels(model).values())
    keys = ", ".join(shapes_of(model))
    return Unreadable(
        f"“{piece.strip()[:40]}”看不懂，要写成 名：值，名可以是 {known}",
        f"“{piece.strip()[:40]}” is not understood; write name: value, where the names are {keys}",
    )
