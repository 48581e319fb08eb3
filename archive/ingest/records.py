"""One record: from the values of its front matter to a typed, frozen model, or to problems."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from archive.errors import Problem, with_field
from archive.ingest.front_matter import FrontMatter, Value
from archive.ingest.nearest import nearest
from archive.ingest.refusals import expected_terms, refusal, short
from archive.ingest.scalars import parse_day, parse_seconds, parse_yes_no
from archive.ingest.shapes import (
    MODELS,
    NOT_TYPED,
    PAIRS,
    SHORTHAND,
    FieldShape,
    Form,
    Shape,
    field_at,
    shapes_of,
)
from archive.ingest.slugs import slug_for
from archive.ingest.spoken_dates import Anchor, NotUnderstood, parse_spoken
from archive.model.consent import FOR_GOOD
from archive.model.dates import When, format_when, parse_edtf
from archive.model.fields import Part
from archive.model.interview import Narrator
from archive.model.kinds import Kind, RecordId, kind_of, parse_record_id
from archive.model.records import Record
from archive.model.terms import Term
from archive.values import dataclass

_FOR_GOOD = frozenset({"永久", "长期", "permanent", "for good"})
_UNKNOWN_TIME = frozenset({"", "不详", "不詳", "未知", "不明", "unknown"})


@dataclass(frozen=True, slots=True)
class RecordReading:
    """What one file's fields gave; ``used_words`` tells that a date was read from words."""

    record: Record | None
    lines: Mapping[str, int]
    problems: tuple[Problem, ...]
    used_words: bool = False


def read_record(
    front: FrontMatter,
    *,
    name: RecordId,
    path: PurePosixPath,
    anchors: Sequence[Anchor] = (),
) -> RecordReading:
    """The record that ``front`` describes. Every fault of it becomes a problem, in one go."""
    if front.data is None:
        return RecordReading(None, {}, front.problems)
    reader = _Reader(dict(front.lines), name=name, path=path, anchors=anchors)
    record = reader.read(front.data, body=front.body)
    return RecordReading(record, reader.lines, tuple(reader.problems), reader.used_words)


class _Bad:
    """Stands for a value whose fault is already told."""


_BAD = _Bad()


@dataclass(slots=True)
class _Reader:
    lines: dict[str, int]
    name: RecordId
    path: PurePosixPath
    anchors: Sequence[Anchor]
    problems: list[Problem] = field(default_factory=list)
    used_words: bool = False
    said_on: datetime.date | None = None
    bad: set[str] = field(default_factory=set)

    def read(self, data: dict[str, Value], *, body: str) -> Record | None:
        """The typed record, or None once a problem is an error."""
        model = MODELS[kind_of(self.name)]
        typed = data.pop("id", None)
        if typed is not None and typed != self.name:
            self._tell("id-typed", "id", seen=str(typed), expected=self.name)
        if not kind_of(self.name).is_publishable:
            data.setdefault("access", "closed")  # private in every channel, whatever it says
        self._note_day(data.get("recorded_on"))
        values = self._part(data, model, "")
        values["id"] = self.name
        values["body"] = body.strip("\n")
        if isinstance(born := values.get("born"), When):
            values["birth_decade"] = born.decade
        try:
            record = model.model_validate(values)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                self._explain(details, model)
            return None
        return None if any(p.is_error for p in self.problems) else record

    def _note_day(self, value: Value) -> None:
        """The day of the interview settles what a two-digit year or 去年 means."""
        text = value.get("edtf") or value.get("spoken") if isinstance(value, dict) else value
        try:
            self.said_on = parse_day(text) if isinstance(text, str) else None
        except ValueError:
            self.said_on = None

    # --- structure

    def _part(self, data: Mapping[str, Value], model: type[Part], prefix: str) -> dict[str, Any]:
        shapes = shapes_of(model)
        values: dict[str, Any] = {}
        for key, value in data.items():
            shape = shapes.get(key)
            if shape is None:
                self._unknown(key, model, prefix + key)
            elif value is not None:
                read = self._value(value, shape.shape, prefix + key, shape)
                if read is _BAD:
                    self.bad.add(prefix + key)
                else:
                    values[key] = read
        return values

    def _value(self, value: Value, shape: Shape, path: str, field: FieldShape) -> Any:
        match shape.form:
            case Form.LIST:
                assert shape.inner is not None
                return self._list(value, shape.inner, path, field)
            case Form.MAP:
                assert shape.inner is not None
                return self._map(value, shape.inner, path, field)
            case Form.PART:
                assert shape.model is not None
                return self._one_part(value, shape.model, path, field)
            case Form.WHEN:
                return self._when(value, path, field)
        if isinstance(value, list):
            if len(value) != 1 or not isinstance(value[0], str):
                return self._tell("field-one", path, field)
            value = value[0]
        if not isinstance(value, str):
            return self._tell("field-plain", path, field)
        return self._scalar(value, shape, path, field)

    def _list(self, value: Value, inner: Shape, path: str, field: FieldShape) -> Any:
        if isinstance(value, dict) and inner.model in PAIRS:
            value = self._pairs(value, inner.model, path)
        items = value if isinstance(value, list) else [value]
        read = []
        for number, item in enumerate(items):
            inner_path = f"{path}.{number}"
            self.lines.setdefault(inner_path, self._line(path))
            one = None if item is None else self._value(item, inner, inner_path, field)
            if one is _BAD:
                self.bad.add(inner_path)
            elif one is not None:
                read.append(one)
        if not read and any(bad.startswith(f"{path}.") for bad in self.bad):
            return _BAD
        return tuple(read)

    def _pairs(self, value: dict[str, Value], model: type[Part] | None, path: str) -> Value:
        """``网站: 同意`` as the list of parts it stands for."""
        assert model is not None
        first, second = PAIRS[model]
        if first in value:
            return [value]
        items: list[Value] = []
        for number, (key, answer) in enumerate(value.items()):
            line = self._line(f"{path}.{key}")
            for below in ("", f".{first}", f".{second}"):
                self.lines[f"{path}.{number}{below}"] = line
            rest = answer if isinstance(answer, dict) else {second: answer}
            for inner in rest:
                written = self.lines.get(f"{path}.{key}.{inner}", line)
                self.lines[f"{path}.{number}.{inner}"] = written
            items.append({first: key, **rest})
        return items

    def _map(self, value: Value, inner: Shape, path: str, field: FieldShape) -> Any:
        if not isinstance(value, dict):
            return self._tell("field-parts", path, field, seen=_seen(value), expected="…: …")
        read = {}
        for key, item in value.items():
            one = None if item is None else self._value(item, inner, f"{path}.{key}", field)
            if one is _BAD:
                self.bad.add(f"{path}.{key}")
            elif one is not None:
                read[key.strip()] = one
        return read

    def _one_part(self, value: Value, model: type[Part], path: str, field: FieldShape) -> Any:
        if isinstance(value, list) and len(value) == 1 and field.shape.form is Form.PART:
            value = value[0]
        short = SHORTHAND.get(model)
        if isinstance(value, str) and short:
            key = short
            if model is Narrator and not _is_reference(value):
                key = "name"
            self.lines.setdefault(f"{path}.{key}", self._line(path))
            value = {key: value}
        if not isinstance(value, dict):
            expected = ", ".join(f"{f.key}: …" for f in shapes_of(model).values() if f.is_required)
            if not expected:
                expected = ", ".join(f"{key}: …" for key in shapes_of(model))
            return self._tell("field-parts", path, field, seen=_seen(value), expected=expected)
        return self._part(value, model, f"{path}.")

    # --- single values

    def _scalar(self, text: str, shape: Shape, path: str, field: FieldShape) -> Any:
        match shape.form:
            case Form.TERM:
                assert shape.term is not None
                return self._term(text, shape.term, path, field)
            case Form.SECONDS:
                return self._parsed(parse_seconds, "time-malformed", text, path, field)
            case Form.YES_NO:
                return self._parsed(parse_yes_no, "yes-no-malformed", text, path, field)
            case Form.DAY:
                if field.key == "valid_until" and text.strip() in _FOR_GOOD:
                    return FOR_GOOD
                return self._parsed(parse_day, "day-malformed", text, path, field)
            case Form.REFERENCE:
                return self._reference(text.strip(), path, field)
            case Form.PATH:
                if not text.strip():
                    return self._tell(
                        "field-missing", path, field, key=field.key, **expected_terms(field)
                    )
                return PurePosixPath(text.strip())
            case Form.DIGEST:
                return text.strip().lower()
        return text

    def _parsed(self, parse: Any, code: str, text: str, path: str, field: FieldShape) -> Any:
        try:
            return parse(text)
        except ValueError:
            return self._tell(code, path, field, seen=short(text))

    def _term(self, text: str, term: type[Term], path: str, field: FieldShape) -> Any:
        try:
            return term.parse(text)
        except ValueError:
            pass
        names = {name: m for m in term for name in (m.value, m.zh, m.hant, m.en)}
        meant = nearest(text, names)
        facts = {
            "seen": short(text),
            "suggestion_zh": f"是不是“{names[meant].zh}”？" if meant else "",
            "suggestion_en": f"Did you mean “{names[meant].value}”? " if meant else "",
            "allowed_zh": "、".join(member.zh for member in term),
            "allowed_en": ", ".join(member.value for member in term),
        }
        return self._tell("term-unknown", path, field, **facts)

    def _reference(self, text: str, path: str, field: FieldShape) -> Any:
        if _is_reference(text):
            return text
        folder, _, slug = text.rpartition("/")
        slug = slug_for(slug.removesuffix(".md"))
        kinds = sorted(kind.value for kind in Kind)
        meant = nearest(folder or field.key, kinds) or Kind.PERSON.value
        return self._tell(
            "reference-malformed", path, field, seen=short(text), expected=f"{meant}/{slug}"
        )

    def _when(self, value: Value, path: str, field: FieldShape) -> Any:
        if isinstance(value, list):
            return self._tell("field-one", path, field)
        if isinstance(value, str):
            return self._told(value, path, field)
        assert value is not None
        for key in value:
            if key not in ("spoken", "edtf"):
                self._unknown_among(key, ("spoken", "edtf"), f"{path}.{key}")
        spoken, edtf = value.get("spoken"), value.get("edtf")
        if not (isinstance(spoken, str | None) and isinstance(edtf, str | None)):
            return self._tell("field-plain", path, field)
        if edtf is None and "edtf" in value and spoken:
            return When(spoken=spoken, edtf=None, earliest=None, latest=None)
        if edtf is None:
            return self._told(spoken or "", path, field)
        return self._both(spoken, edtf.strip(), path, field)

    def _told(self, text: str, path: str, field: FieldShape) -> Any:
        """A time given by one text: EDTF, or words."""
        try:
            return parse_edtf(text)
        except ValueError:
            return self._spoken(text, path, field)

    def _spoken(self, text: str, path: str, field: FieldShape) -> Any:
        self.used_words = True
        try:
            return _understand(text, tuple(self.anchors), self.said_on)
        except NotUnderstood as no:
            facts = {"seen": short(text), "reason_zh": no.zh, "reason_en": no.en, "key": field.key}
            return self._tell("date-not-understood", path, field, **facts)

    def _both(self, spoken: str | None, edtf: str, path: str, field: FieldShape) -> Any:
        if edtf in _UNKNOWN_TIME:
            return When(spoken=spoken, edtf=None, earliest=None, latest=None)
        try:
            when = parse_edtf(edtf)
        except ValueError:
            return self._tell("edtf-malformed", f"{path}.edtf", field, seen=short(edtf))
        if spoken is None:
            return when
        self._compare(spoken, when, path, field)
        return When(spoken, when.edtf, when.earliest, when.latest)

    def _compare(self, spoken: str, when: When, path: str, field: FieldShape) -> None:
        """Words and interval that exclude each other are probably a slip of the pen."""
        self.used_words = True
        try:
            understood = _understand(spoken, tuple(self.anchors), self.said_on)
        except NotUnderstood:
            return
        if understood.is_known and when.is_known and not understood.overlaps(when):
            facts = {
                "seen": short(spoken),
                "understood_zh": format_when(understood, language="zh-Hans"),
                "understood_en": format_when(understood, language="en"),
                "edtf": when.edtf or "",
            }
            self._tell("date-disagrees", path, field, **facts)

    # --- telling

    def _line(self, path: str) -> int:
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path.rpartition(".")[0]
        return 1

    def _tell(self, code: str, path: str, field: FieldShape | None = None, /, **facts: str) -> _Bad:
        if field is not None:
            facts = with_field(field.label_zh, field.label, field.key, **facts)
        self.problems.append(Problem(code, self.path, self._line(path), facts))
        return _BAD

    def _unknown(self, key: str, model: type[Part], path: str) -> None:
        by_label = {f.label_zh: f.key for f in shapes_of(model).values()}
        if key in by_label:
            self._suggest(key, by_label[key], path)
        elif key in NOT_TYPED:
            zh = "正文写在第二个 --- 的下面。" if key == "body" else "这一栏由程序算出来，请删掉。"
            en = (
                "Text goes below the second ---." if key == "body" else "Remove it: it is computed."
            )
            self._tell("field-unknown", path, seen=key, suggestion_zh=zh, suggestion_en=en)
        else:
            self._unknown_among(key, tuple(shapes_of(model)), path)

    def _unknown_among(self, key: str, known: Sequence[str], path: str) -> None:
        meant = nearest(key, known)
        if meant:
            self._suggest(key, meant, path)
            return
        all_keys = ", ".join(known)
        facts = {
            "suggestion_zh": f"可以写的有：{all_keys}。",
            "suggestion_en": f"Known: {all_keys}.",
        }
        self._tell("field-unknown", path, seen=short(key), **facts)

    def _suggest(self, key: str, meant: str, path: str) -> None:
        zh, en = f"是不是“{meant}”？", f"Did you mean “{meant}”?"
        self._tell("field-unknown", path, seen=short(key), suggestion_zh=zh, suggestion_en=en)

    def _explain(self, details: ErrorDetails, model: type[Record]) -> None:
        """One finding of pydantic as a problem, unless its value is told of already."""
        path = ".".join(str(step) for step in details["loc"])
        field = field_at(model, path)
        if path in self.bad or field is None or any(b.startswith(f"{path}.") for b in self.bad):
            return
        code, facts = refusal(details, field)
        self._tell(code, path, field, **facts)


@lru_cache(maxsize=4096)
def _understand(text: str, anchors: tuple[Anchor, ...], said_on: datetime.date | None) -> When:
    """A village says the same few hundred dates over and over."""
    return parse_spoken(text, anchors=anchors, said_on=said_on)


def _is_reference(text: str) -> bool:
    try:
        parse_record_id(text.strip())
    except ValueError:
        return False
    return True


def _seen(value: Value) -> str:
    return short(value) if isinstance(value, str) else "…"
