"""The words a record holds, one by one, with the field each stands in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import PurePosixPath
from typing import Any, get_args

from archive.model.dates import When, format_when
from archive.model.fields import Part, fields_of
from archive.model.kinds import RecordId
from archive.model.records import Record
from archive.model.terms import Term
from archive.values import dataclass

NAME_FIELDS = frozenset(
    {"dialect_name", "former_name", "other_names", "aliases", "called", "spellings", "real_name"}
)
"""Beside its title, the fields that say what a record is called."""

_WITHOUT_WORDS = frozenset({"sha256", "form_sha256", "id", "former_ids", "language_tag"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """One text of a record. ``key`` is the place in its file, such as ``contents.0.title``."""

    key: str
    label: str
    """English label of the field; tables of labels translate it."""
    text: str
    is_shown: bool
    """Whether the field may be published at all; consent is another question."""
    is_file: bool = False
    """Whether it is the name of a file below ``media/``."""

    @property
    def field(self) -> str:
        """The outermost field."""
        return self.key.partition(".")[0]


def leaves_of(record: Record) -> Iterator[Leaf]:
    """Every text of ``record`` in the order of its fields: words, times as told, file names."""
    yield from _of_part(record, "", True)


def _of_part(part: Part, before: str, is_shown: bool) -> Iterator[Leaf]:
    for name, label, shown, is_fact, is_reference in _plan(type(part)):
        value = getattr(part, name)
        if value is None or value == () or is_reference:
            continue
        yield from _of_value(value, f"{before}{name}", label, is_shown and shown, is_fact)


def _of_value(value: Any, key: str, label: str, is_shown: bool, is_fact: bool) -> Iterator[Leaf]:
    match value:
        case Part():
            yield from _of_part(value, f"{key}.", is_shown)
        case tuple():
            for number, item in enumerate(value):
                yield from _of_value(item, f"{key}.{number}", label, is_shown, is_fact)
        case dict():
            for name in value:
                yield from _of_value(name, key, label, is_shown, is_fact)
        case Term():
            if is_fact and is_shown:
                yield Leaf(key, label, value.zh, is_shown)
        case When():
            if value.spoken or value.is_known:
                yield Leaf(key, label, _time(value), is_shown)
        case date():
            yield Leaf(key, label, value.isoformat(), is_shown)
        case PurePosixPath():
            yield Leaf(key, label, str(value), False, is_file=True)
        case str():
            if value:
                yield Leaf(key, label, value, is_shown)


def _time(when: When) -> str:
    """The words as told, and in brackets what they mean."""
    known = format_when(when, language="zh-Hans") if when.is_known else ""
    if not when.spoken or when.spoken == known:
        return known
    return f"{when.spoken}（{known}）" if known else when.spoken


@cache
def _plan(model: type[Part]) -> tuple[tuple[str, str, bool, bool, bool], ...]:
    """Of each field that may hold words: name, label, is it shown, a fact, a reference."""
    return tuple(
        (one.name, one.label, one.is_shown, one.is_fact, _is_reference(one.annotation))
        for one in fields_of(model)
        if one.name not in _WITHOUT_WORDS
    )


def _is_reference(annotation: Any) -> bool:
    """Whether it names other records and holds no words; the keys of a dict are words."""
    arguments = get_args(annotation)
    if getattr(annotation, "__origin__", None) is dict:
        return False
    if not arguments:
        return annotation is RecordId
    return any(_is_reference(one) for one in arguments)


def is_name(leaf: Leaf, record: Record) -> bool:
    """Whether ``leaf`` says what ``record`` is called; the sort of an alias does not."""
    is_name_field = leaf.field == record.title_field or leaf.field in NAME_FIELDS
    return is_name_field and not leaf.key.endswith(".kind")
