"""Parts made again from all of their values, which have been checked before and are not again."""

from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar, get_args

from archive.model.fields import Part, Shown
from archive.model.kinds import RecordId

P = TypeVar("P", bound=Part)

_set = object.__setattr__
"""Parts are frozen."""

BLANKS: dict[str, object] = {"tuple": (), "dict": {}, "str": "", "bool": False}
"""What stands in a field of each type that may not be shown; elsewhere it is None."""


def make_part(model: type[P], values: dict[str, Any]) -> P:
    """What ``model_construct`` makes of all values of a model, at a tenth of its cost."""
    made = model.__new__(model)
    _set(made, "__dict__", values)
    _set(made, "__pydantic_fields_set__", _all_fields(model))
    _set(made, "__pydantic_extra__", None)
    _set(made, "__pydantic_private__", None)
    return made


@cache
def _all_fields(model: type[Part]) -> set[str]:
    """The names of a model's fields: one set for all that are made, for nobody changes it."""
    return set(model.model_fields)


def with_values(part: P, **values: object) -> P:
    """``part`` with other values in some of its fields, which are not checked."""
    return make_part(type(part), {**part.__dict__, **values})


@cache
def plan_of(model: type[Part]) -> tuple[tuple[str, bool, bool, object, bool], ...]:
    """Of each field: name, may it be shown, is it a reference, its blank, is it required."""
    plan = []
    for name, info in model.model_fields.items():
        is_shown = any(isinstance(mark, Shown) for mark in info.metadata)
        kinds = set(_leaves(info.annotation))
        origin = getattr(info.annotation, "__origin__", info.annotation)
        blank = BLANKS.get(getattr(origin, "__name__", ""))
        plan.append((name, is_shown, RecordId in kinds, blank, info.is_required()))
    return tuple(plan)


def _leaves(annotation: Any) -> Iterable[Any]:
    arguments = get_args(annotation)
    if not arguments:
        yield annotation
    for argument in arguments:
        yield from _leaves(argument)
