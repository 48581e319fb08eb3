"""What each field takes, read once from the models: the one table behind reading and hints."""

from __future__ import annotations

import datetime
import types
from collections.abc import Mapping
from enum import Enum
from functools import cache
from pathlib import PurePosixPath
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from archive.ingest.field_names import FIELD_NAMES_ZH
from archive.model.consent import Consent, SubjectAnswer, UseAnswer
from archive.model.dates import When
from archive.model.document import Document, Page
from archive.model.event import Event
from archive.model.exhibit import Exhibit
from archive.model.fields import Digest, Part, fields_of
from archive.model.interview import Interview, Narrator
from archive.model.kinds import Kind, RecordId
from archive.model.media import Picture, Recording, Sound
from archive.model.object import Object
from archive.model.person import Alias, Person
from archive.model.photo import Depicted, Guess, Photo
from archive.model.place import Household, Place
from archive.model.puzzle import Puzzle, Relation
from archive.model.records import Record
from archive.model.scene import Scene
from archive.model.sketch import Sketch
from archive.model.term import DialectTerm, Example
from archive.model.terms import Term
from archive.model.visit import Asked, Avoid, Next, Visit
from archive.values import dataclass

MODELS: Mapping[Kind, type[Record]] = types.MappingProxyType(
    {
        Kind.INTERVIEW: Interview,
        Kind.PERSON: Person,
        Kind.PLACE: Place,
        Kind.EVENT: Event,
        Kind.OBJECT: Object,
        Kind.PHOTO: Photo,
        Kind.DOCUMENT: Document,
        Kind.TERM: DialectTerm,
        Kind.PUZZLE: Puzzle,
        Kind.EXHIBIT: Exhibit,
        Kind.SCENE: Scene,
        Kind.SKETCH: Sketch,
        Kind.CONSENT: Consent,
        Kind.VISIT: Visit,
    }
)
"""The model of each kind."""

NOT_TYPED = frozenset({"id", "body", "birth_decade"})
"""Fields of records that are worked out and never stand in the head of a file."""

READ_ELSEWHERE: Mapping[type[BaseModel], frozenset[str]] = types.MappingProxyType(
    {Page: frozenset({"scan"})}
)
"""Fields of parts that come from another file than the record's own."""

SECONDS = frozenset({"start", "end", "duration", "quote_start", "quote_end"})
"""Numbers that are a time in a recording."""

SHORTHAND: Mapping[type[Part], str] = types.MappingProxyType(
    {
        Alias: "name",
        Asked: "words",
        Avoid: "words",
        Depicted: "person",
        Example: "text",
        Guess: "name",
        Household: "name",
        Narrator: "person",
        Next: "words",
        Page: "file",
        Picture: "file",
        Recording: "file",
        Sound: "file",
    }
)
"""The part that a plain value stands for where parts are wanted."""

PAIRS: Mapping[type[Part], tuple[str, str]] = types.MappingProxyType(
    {
        UseAnswer: ("use", "answer"),
        SubjectAnswer: ("subject", "answer"),
        Relation: ("tie", "piece"),
    }
)
"""Lists that may be written as ``key: value`` lines: 网站: 同意, 印证: amei."""


class Form(Enum):
    """What sort of value a field takes."""

    TEXT = "text"
    TERM = "term"
    WHEN = "when"
    SECONDS = "seconds"
    DAY = "day"
    NUMBER = "number"
    WHOLE = "whole"
    YES_NO = "yes-no"
    REFERENCE = "reference"
    PATH = "path"
    DIGEST = "digest"
    PART = "part"
    LIST = "list"
    MAP = "map"


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of a value; ``inner`` is that of its items, ``model`` or ``term`` its type."""

    form: Form
    inner: Shape | None = None
    model: type[Part] | None = None
    term: type[Term] | None = None


@dataclass(frozen=True, slots=True)
class FieldShape:
    """One field: its key, what it takes and what it is called."""

    key: str
    shape: Shape
    label: str
    label_zh: str
    is_shown: bool
    is_required: bool


@cache
def shapes_of(model: type[BaseModel]) -> Mapping[str, FieldShape]:
    """The fields of ``model`` that are typed by hand, by key."""
    not_typed = NOT_TYPED if issubclass(model, Record) else READ_ELSEWHERE.get(model, frozenset())
    return types.MappingProxyType(
        {
            facts.name: FieldShape(
                key=facts.name,
                shape=_shape(facts.annotation, facts.name),
                label=facts.label,
                label_zh=FIELD_NAMES_ZH.get(facts.label, facts.label),
                is_shown=facts.is_shown,
                is_required=facts.is_required,
            )
            for facts in fields_of(model)
            if facts.name not in not_typed
        }
    )


def field_at(model: type[BaseModel], key_path: str) -> FieldShape | None:
    """The field that a path such as ``contents.0.start`` leads to; None when there is none."""
    found: FieldShape | None = None
    current: type[BaseModel] | None = model
    for step in key_path.split("."):
        if step.isdigit() or current is None:
            continue
        found = shapes_of(current).get(step)
        if found is None:
            return None
        shape = found.shape.inner or found.shape
        current = shape.model
    return found


@dataclass(frozen=True, slots=True)
class Leaf:
    """One single value of a record: its path, its shape, and the model and field it is of."""

    key: str
    value: Any
    shape: Shape
    model: type[Part]
    field: FieldShape


def leaves_of(record: Record) -> list[Leaf]:
    """Every single value of ``record`` that is set, in the order of its fields."""
    found: list[Leaf] = []
    _gather(record, "", found)
    return found


def _gather(part: Part, prefix: str, found: list[Leaf]) -> None:
    model = type(part)
    values = vars(part)
    for key, field in shapes_of(model).items():
        value = values[key]
        if value is None or value == () or value == {}:
            continue
        shape = field.shape
        inner = shape.inner
        if inner is None:
            _gather_one(Leaf(prefix + key, value, shape, model, field), found)
            continue
        items = value.items() if shape.form is Form.MAP else enumerate(value)
        for name, item in items:
            _gather_one(Leaf(f"{prefix}{key}.{name}", item, inner, model, field), found)


def _gather_one(leaf: Leaf, found: list[Leaf]) -> None:
    if leaf.shape.form is Form.PART:
        _gather(leaf.value, f"{leaf.key}.", found)
    else:
        found.append(leaf)


def _shape(annotation: Any, key: str) -> Shape:
    if annotation == Digest:
        return Shape(Form.DIGEST)
    origin = get_origin(annotation)
    if origin is Annotated:
        return _shape(get_args(annotation)[0], key)
    if origin in (Union, types.UnionType):
        inner = [arg for arg in get_args(annotation) if arg is not type(None)]
        return _shape(inner[0], key)
    if origin is tuple:
        return Shape(Form.LIST, inner=_shape(get_args(annotation)[0], key))
    if origin is dict:
        return Shape(Form.MAP, inner=_shape(get_args(annotation)[1], key))
    return _plain_shape(annotation, key)


def _plain_shape(annotation: Any, key: str) -> Shape:
    if annotation is RecordId:
        return Shape(Form.REFERENCE)
    forms = {
        bool: Form.YES_NO,
        int: Form.WHOLE,
        float: Form.SECONDS if key in SECONDS else Form.NUMBER,
        str: Form.TEXT,
        When: Form.WHEN,
        datetime.date: Form.DAY,
        PurePosixPath: Form.PATH,
    }
    if annotation in forms:
        return Shape(forms[annotation])
    if issubclass(annotation, Term):
        return Shape(Form.TERM, term=annotation)
    if issubclass(annotation, Part):
        return Shape(Form.PART, model=annotation)
    raise TypeError(f"no form for {annotation!r} of {key}")
