"""What is most like a text: passages that share its rarest words with it."""

from __future__ import annotations

import math
from collections.abc import Callable

from archive.index.desk.engine import pairs_of
from archive.index.desk.shelf import Row, Shelf
from archive.index.search.analysis import END
from archive.values import dataclass

MOST_TERMS = 48
"""Terms of the text that are compared, the rarest of them."""
TOO_COMMON, ENOUGH = 0.08, 8
"""Terms that more than this share of all passages have tell little: only the rarest of them are
looked at, and only where there are not enough others."""
LEAST_SHARED = 2
"""Terms that a passage must share to be like the text at all."""
THE_SAME = 0.9
"""Share of terms above which two passages say the same thing: both transcripts of an interview,
or an example and the segment it was taken from."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A passage and how like it is, 0 to 1."""

    row: Row
    number: int
    score: float


def nearest_passages(
    text: str, shelf: Shelf, *, is_wanted: Callable[[Row], bool], limit: int
) -> tuple[Alike, ...]:
    """The passages most like ``text`` (analysed), of those that ``is_wanted``."""
    weights = _weights(text, shelf, is_wanted)
    shared: dict[int, float] = {}
    counts: dict[int, int] = {}
    for weight, numbers in weights:
        for number in numbers:
            shared[number] = shared.get(number, 0.0) + weight
            counts[number] = counts.get(number, 0) + 1
    whole = sum(weight for weight, _ in weights)
    found = []
    for number, weight in shared.items():
        if counts[number] >= min(LEAST_SHARED, len(weights)):
            length = 1 + math.log1p(len(shelf.words(number)) / shelf.length)
            found.append(Alike(shelf.row(number), number, round(weight / whole / length, 6)))
    found.sort(key=lambda one: (-one.score, one.row))
    return _different(found, shelf, limit)


def _weights(
    text: str, shelf: Shelf, is_wanted: Callable[[Row], bool]
) -> list[tuple[float, list[int]]]:
    """The rarest terms of ``text`` that wanted passages have: how much each tells, and where."""
    wanted: dict[int, bool] = {}

    def is_good(number: int) -> bool:
        if number not in wanted:
            wanted[number] = is_wanted(shelf.row(number))
        return wanted[number]

    terms = [term for term in pairs_of(text) if term[1] != END]
    common = max(2.0, TOO_COMMON * shelf.count)
    known = sorted((shelf.frequency(term), term) for term in terms)
    found: list[tuple[float, list[int]]] = []
    for frequency, term in known:
        if len(found) >= (MOST_TERMS if frequency <= common else ENOUGH):
            break
        numbers = shelf.with_term(term)
        if good := [number for number in numbers if is_good(number)]:
            found.append((math.log(1 + shelf.count / len(numbers)), good))
    return found


def _different(found: list[Alike], shelf: Shelf, limit: int) -> tuple[Alike, ...]:
    """The first ``limit`` that do not say the same as one before them."""
    kept: list[Alike] = []
    texts: list[set[str]] = []
    for one in found:
        if len(kept) == limit:
            break
        own = pairs_of(shelf.words(one.number))
        if all(len(own & other) < THE_SAME * max(1, min(len(own), len(other))) for other in texts):
            kept.append(one)
            texts.append(own)
    return tuple(kept)
