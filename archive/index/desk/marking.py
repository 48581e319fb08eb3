"""Where in a text, as it is written, something was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from archive.index.desk.matching import Form
from archive.index.search.analysis import END, normalise, runs

Mark = tuple[int, int]
"""First character, and the one after the last."""


def marks_in(text: str, forms: Iterable[Form]) -> tuple[Mark, ...]:
    """The stretches of ``text`` in which one of ``forms`` stands, in order, none overlapping."""
    signs, places = _folded(text)
    found: list[Mark] = []
    for form in forms:
        for match in form.pattern.finditer(signs):
            found.append((places[match.start()], places[match.end() - 1] + 1))
    return tuple(_merged(sorted(found)))


def excerpt(text: str, marks: Sequence[Mark], *, room: int) -> tuple[str, tuple[Mark, ...]]:
    """About ``room`` characters of ``text`` in one line around the first mark, with its marks."""
    flat = text.replace("\n", " ")
    if len(flat) <= room:
        return flat, tuple(marks)
    first = marks[0][0] if marks else 0
    start = max(0, min(first - room // 4, len(flat) - room))
    end = start + room
    before, after = "…" if start else "", "…" if end < len(flat) else ""
    shift = len(before) - start
    kept = [(max(a, start) + shift, min(b, end) + shift) for a, b in marks if a < end and b > start]
    return before + flat[start:end] + after, tuple(kept)


def _merged(marks: Iterable[Mark]) -> Iterable[Mark]:
    last: Mark | None = None
    for start, end in marks:
        if last is not None and start <= last[1]:
            last = (last[0], max(end, last[1]))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


def _folded(text: str) -> tuple[str, list[int]]:
    """``text`` in its analysed form, character by character, and where each comes from.

    What only together makes one character (a letter and its accent) is taken apart here, so that
    a word with one may be found and not marked.
    """
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for one in _analysed_sign(sign):
            if one == END and (not signs or signs[-1] == END):
                continue
            signs.append(one)
            places.append(place)
    return "".join(signs), places


@lru_cache(maxsize=8192)
def _analysed_sign(sign: str) -> str:
    return "".join(one if any(runs(one)) else END for one in normalise(sign))
