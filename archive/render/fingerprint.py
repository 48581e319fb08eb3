"""Digests of what a page is made from."""

import marshal
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from hashlib import blake2b
from operator import attrgetter
from pathlib import PurePath
from typing import Any

from pydantic import BaseModel

from archive.model.public import KeptSegments

ATOMS = frozenset({str, int, float, bool, bytes, type(None)})
FORMAT = 2
"""The last format of marshal in which equal values have equal bytes: later ones write whether a
string is interned and which values are one object."""


def fingerprint(*values: object) -> bytes:
    """A digest of values: the same values give the same digest in any process.

    It depends on what values say, and not on which of them happen to be one object nor on the
    order of a set. TypeError for a value of a kind nobody thought of.
    """
    return blake2b(marshal.dumps(_plain(values), FORMAT), digest_size=16).digest()


def _plain(value: Any) -> Any:
    """``value`` in tuples and atoms."""
    kind = type(value)
    if kind in ATOMS:
        return value
    if kind is tuple or kind is list:
        return tuple([item if type(item) in ATOMS else _plain(item) for item in value])
    plan = _PLANS.get(kind)
    if plan is None:
        plan = _PLANS[kind] = _make_plan(kind)
    return plan(value)


_PLANS: dict[type, Callable[[Any], Any]] = {}
"""How values of each type that has been met are made plain."""


def _make_plan(kind: type) -> Callable[[Any], Any]:
    if issubclass(kind, KeptSegments):
        return lambda value: value.digest
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, BaseModel):
        return _fields_plan(kind, tuple(kind.model_fields))
    if is_dataclass(kind):
        return _fields_plan(kind, tuple(field.name for field in fields(kind)))
    if issubclass(kind, PurePath | date):
        return str
    if issubclass(kind, Mapping):
        return lambda value: tuple([(_plain(k), _plain(v)) for k, v in value.items()])
    if issubclass(kind, set | frozenset):
        return lambda value: tuple(sorted(_plain(item) for item in value))
    if issubclass(kind, str):
        return str
    raise TypeError(f"no page may depend on a {kind.__name__}")


def _fields_plan(kind: type, names: tuple[str, ...]) -> Callable[[Any], Any]:
    """The name of the type, then its fields in order."""
    if len(names) < 2:
        return lambda value: (kind.__name__, *(_plain(getattr(value, name)) for name in names))
    get = attrgetter(*names)
    return lambda value: (
        kind.__name__,
        *[item if type(item) in ATOMS else _plain(item) for item in get(value)],
    )
