"""Keeping from the terminal what a library in another language writes to it by itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ERRORS = 2
"""The channel that such libraries write to, past Python."""


@contextmanager
def hushed() -> Iterator[None]:
    """What is written to the error channel meanwhile goes nowhere, our own words too.

    Rust tells of a panic there before Python hears of it, with a page of addresses that help
    nobody who brought a damaged file. The whole process is hushed, so keep it short.
    """
    try:
        kept = os.dup(_ERRORS)
    except OSError:  # there is no terminal
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), _ERRORS)
        yield
    finally:
        os.dup2(kept, _ERRORS)
        os.close(kept)
