"""Queries drawn from documents, and what a plain look through all documents finds for them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from functools import cache

from archive.index.search.readings import readings_of
from archive.model.han import simplified_pairs
from tests.browser.search_files import Documents

SEED = 1954
LENGTHS = (1, 2, 3, 6)
SYLLABLES = (2, 3)


def drawn_substrings(documents: Documents, count: int) -> tuple[str, ...]:
    """Different stretches of analysed text, as many of each length in `LENGTHS`."""
    draw = random.Random(SEED)
    runs = sorted({run for line in documents.lines.values() for run in line.split()})
    found: dict[str, None] = {}
    for length in LENGTHS:
        fitting = [run for run in runs if len(run) >= length]
        enough = len(found) + count // len(LENGTHS)
        while len(found) < enough:
            run = draw.choice(fitting)
            start = draw.randint(0, len(run) - length)
            found[run[start : start + length]] = None
    return tuple(found)


@cache
def _traditional() -> dict[int, str]:
    return {ord(simple): sign for sign, simple in simplified_pairs()}


def in_traditional(text: str) -> str:
    """`text` with a traditional form for each character that has any."""
    return text.translate(_traditional())


def drawn_sounds(documents: Documents, count: int) -> tuple[tuple[str, ...], ...]:
    """The syllables of stretches of text, each character read in one of its ways."""
    draw = random.Random(SEED)
    runs = sorted({run for line in documents.lines.values() for run in line.split()})
    found: dict[tuple[str, ...], None] = {}
    while len(found) < count:
        run, length = draw.choice(runs), draw.choice(SYLLABLES)
        start = draw.randint(0, max(0, len(run) - length))
        readings = [readings_of(sign) for sign in run[start : start + length]]
        if len(readings) == length and all(readings):
            found[tuple(draw.choice(own) for own in readings)] = None
    return tuple(found)


def scan_sounds(documents: Documents, syllables: Sequence[str]) -> set[int]:
    """The documents in which these syllables can be read one after the other."""
    signs_of = [documents.signs_read(syllable) for syllable in syllables]
    if not all(signs_of):
        return set()
    read = re.compile("".join(f"[{re.escape(signs)}]" for signs in signs_of))
    return {number for number, line in documents.lines.items() if read.search(line)}


def divisions(letters: str, known: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """All ways in which letters are syllables."""
    if not letters:
        yield ()
    for end in range(1, min(len(letters), 6) + 1):
        if letters[:end] in known:
            for rest in divisions(letters[end:], known):
                yield (letters[:end], *rest)
