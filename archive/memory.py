"""Memory while much of it stays: what is looked through for garbage, and what is given back."""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Iterator

SELDOM = 5_000
"""New values between two looks for garbage; Python looks after 700."""


@contextlib.contextmanager
def without_collection() -> Iterator[None]:
    """Nothing is looked through for garbage meanwhile: while many values are built at once, that
    would be in vain."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextlib.contextmanager
def gathered() -> Iterator[None]:
    """What is made meanwhile stays: it is never looked through for garbage, not even once at the
    end, which would take a tenth of a second for a large village."""
    with without_collection():
        yield
        gc.freeze()


@contextlib.contextmanager
def settled() -> Iterator[None]:
    """All that is there now stays until the end: nothing of it is looked through for garbage."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(SELDOM, *before[1:])
    _give_back()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _give_back() -> None:
    """Let the system have what the allocator keeps for later (Linux with glibc; else nothing).

    Reading leaves tens of megabytes of holes between what stays, and processes that need memory
    for themselves are about to start.
    """
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
