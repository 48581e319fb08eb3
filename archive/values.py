"""Frozen dataclasses, declared as everywhere and made in half the time.

For each class ``dataclasses`` writes six functions as text and compiles them whenever the program
starts: a third of all the time it takes to start. Only ``__init__`` has to be written for a class;
the others are the same for all, and are shared. An ``__init__`` that puts values into their slots
itself is also quicker than one that asks ``object`` to.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, **options):
        """As `dataclasses.dataclass`, which makes all that is not simply frozen. Fields by keyword
        alone and ``InitVar`` are not for those that are, and what ``__init__`` does not take
        is left to ``__post_init__``."""
        if not frozen or options:
            return dataclasses.dataclass(cls, frozen=frozen, slots=slots, **options)
        return _frozen(cls, slots) if cls else lambda cls: _frozen(cls, slots)


__all__ = ["dataclass"]


def _frozen(cls: type, slots: bool) -> type:
    made: type = dataclasses.dataclass(slots=slots, init=False, repr=False, eq=False)(cls)
    found = fields(made)
    is_equal, digest = _comparing([field.name for field in found if field.compare])
    methods = {
        "__init__": _init(made, found, slots),
        "__repr__": _repr,
        "__eq__": is_equal,
        "__hash__": digest,
        "__setattr__": _refuse_setting,
        "__delattr__": _refuse_deleting,
    }
    if slots and all(field.init for field in found) and not hasattr(cls, "__post_init__"):
        methods["__reduce__"] = _packed([field.name for field in found])
    elif slots:
        methods |= {"__getstate__": _state, "__setstate__": _set_state}
        if any("__reduce__" in vars(above) for above in cls.__mro__[1:-1]):
            # What a class above it stores is not all there is to this one.
            methods["__reduce__"] = object.__reduce__
    for name, method in methods.items():
        # Python itself puts None there for a class that says only when it is equal.
        if vars(cls).get(name) is None:
            setattr(made, name, method)
    return made


def _init(cls: type, found: Sequence[Field[Any]], slots: bool) -> Callable[..., None]:
    """Takes a class's fields in their order and puts each where it belongs."""
    known: dict[str, Any] = {"_MISSING": MISSING, "_put": object.__setattr__}
    arguments, body = ["self"], []
    for field in found:
        if not field.init:
            continue
        name, value = field.name, field.name
        if field.default_factory is not MISSING:
            known[f"_make_{name}"] = field.default_factory
            arguments.append(f"{name}=_MISSING")
            value = f"_make_{name}() if {name} is _MISSING else {name}"
        elif field.default is not MISSING:
            known[f"_default_{name}"] = field.default
            arguments.append(f"{name}=_default_{name}")
        else:
            arguments.append(name)
        if slots:
            known[f"_put_{name}"] = getattr(cls, name).__set__
            body.append(f"_put_{name}(self, {value})")
        else:
            body.append(f"_put(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    text = f"def __init__({', '.join(arguments)}):\n " + "\n ".join(body or ["pass"])
    exec(text, known)
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _comparing(names: Sequence[str]) -> tuple[Callable[..., Any], Callable[..., int]]:
    """What ``__eq__`` and ``__hash__`` are for values that are told apart by these fields."""
    # Of one name alone, `attrgetter` gives no tuple: it is read twice.
    read = attrgetter(*(names if len(names) > 1 else [*names, *names])) if names else _nothing

    def __eq__(self: object, other: object) -> bool:  # noqa: N807
        if other.__class__ is self.__class__:
            return bool(read(self) == read(other))
        return NotImplemented

    def __hash__(self: object) -> int:  # noqa: N807
        return hash(read(self))

    return __eq__, __hash__


def _packed(names: Sequence[str]) -> Callable[[Any], tuple[object, ...]]:
    """How a value is stored: as the call that makes it again, which is a fifth of the work of
    making an empty one and filling it. There are hundreds of thousands of them in an archive."""
    read = attrgetter(*names) if len(names) > 1 else None

    def __reduce__(self: Any) -> tuple[object, ...]:  # noqa: N807
        return type(self), read(self) if read else tuple([getattr(self, name) for name in names])

    return __reduce__


def _nothing(_: object) -> tuple[()]:
    return ()


@recursive_repr()
def _repr(self: Any) -> str:
    said = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({said})"


def _refuse_setting(self: object, name: str, _: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in fields(self)]


def _set_state(self: Any, state: Sequence[Any]) -> None:
    for field, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
