"""Whoosh reads pickles, and an archive's folder travels: only plain values may come out of them.

A pickle can name any function to be called. Python tells of each name before it is looked up
(the audit event ``pickle.find_class``), and here it is refused unless Whoosh itself writes it.
"""

from __future__ import annotations

import contextlib
import pickle
import sys
from collections.abc import Iterator
from functools import cache
from threading import local

PLAIN = frozenset(
    {
        ("whoosh.codec.whoosh3", "W3Codec"),
        ("whoosh.codec.whoosh3", "W3Segment"),
        ("array", "array"),
        ("array", "_array_reconstructor"),
        ("builtins", "bytearray"),
        ("builtins", "frozenset"),
        ("builtins", "int"),
        ("builtins", "set"),
        ("collections", "defaultdict"),
    }
)

_here = local()


@contextlib.contextmanager
def only_plain_pickles() -> Iterator[None]:
    """While this lasts, unpickling in this thread raises UnpicklingError at any other name."""
    _listen()
    before = getattr(_here, "is_careful", False)
    _here.is_careful = True
    try:
        yield
    finally:
        _here.is_careful = before


@cache
def _listen() -> None:
    sys.addaudithook(_refuse)


def _refuse(event: str, facts: tuple[object, ...]) -> None:
    if event != "pickle.find_class" or not getattr(_here, "is_careful", False):
        return
    if facts not in PLAIN:
        raise pickle.UnpicklingError(f"{facts[0]}.{facts[1]} has no place in an index")
