"""Times of passages that run forward: which of those that are written can be right, and what lies
between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from archive.values import dataclass

SPEECH = 4.0
"""Characters that somebody says in a second, where nothing else tells how long it took."""
SHORTEST = 0.2
"""Seconds that anything said takes at least."""


def fitting_times(starts: Sequence[float]) -> tuple[bool, ...]:
    """For each time whether it fits with the others: the most that run forward do, so that one
    slip does not cost all that follow."""
    tails: list[float] = []
    ends: list[int] = []
    before: list[int] = []
    for place, start in enumerate(starts):
        at = bisect_right(tails, start)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(start)
            ends.append(place)
        else:
            tails[at], ends[at] = start, place
    fits = [False] * len(starts)
    place = ends[-1] if ends else -1
    while place >= 0:
        fits[place] = True
        place = before[place]
    return tuple(fits)


def spread_starts(starts: Sequence[float | None], lengths: Sequence[int]) -> tuple[float, ...]:
    """A start for each passage, rising: those that are there, and between two of them by how many
    characters are said. Before the first and after the last by the pace of speech."""
    given = [(n, start) for n, start in enumerate(starts) if start is not None]
    if not given:
        given = [(0, 0.0)]
    first, begin = given[0]
    found = [max(0.0, begin - sum(lengths[n:first]) / SPEECH) for n in range(first)]
    for (here, since), (there, until) in zip(given, [*given[1:], (len(starts), None)], strict=True):
        total = sum(lengths[here:there]) or 1
        room = total / SPEECH if until is None else until - since
        said = 0
        for n in range(here, there):
            found.append(since + room * said / total)
            said += lengths[n]
    rising: list[float] = []
    for start in found:
        earliest = rising[-1] + SHORTEST if rising else 0.0
        rising.append(round(max(start, earliest), 3))
    return tuple(rising)


def ends_of(
    starts: Sequence[float], ends: Sequence[float | None], lengths: Sequence[int]
) -> tuple[float, ...]:
    """An end for each passage: the one that is written, where it lies behind the start and not
    behind the next one, else the next start."""
    found: list[float] = []
    for n, start in enumerate(starts):
        following = starts[n + 1] if n + 1 < len(starts) else None
        written = ends[n]
        if written is not None and written > start and (following is None or written <= following):
            found.append(written)
        elif following is not None:
            found.append(following)
        else:
            found.append(round(start + max(1.0, lengths[n] / SPEECH), 3))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Mended:
    """The time of a passage as it can stand in a transcript."""

    place: int
    """Which passage it is, in the order of the source."""
    start: float
    end: float
    is_moved: bool
    """Whether it stood behind later ones."""
    is_guessed: bool
    """Whether the source has no such start or end."""


def mend_spans(
    spans: Sequence[tuple[float | None, float | None]], lengths: Sequence[int]
) -> tuple[Mended, ...]:
    """All passages in the order of time. One without a start follows the one before it, one that
    does not end behind its start lasts as long as its characters take, at most up to the next."""
    starts: list[float] = []
    for start, _ in spans:
        starts.append(start if start is not None else (starts[-1] if starts else 0.0))
    order = sorted(range(len(spans)), key=lambda place: (starts[place], place))
    fits = fitting_times(starts)
    mended: list[Mended] = []
    for at, place in enumerate(order):
        begin, (given, end) = starts[place], spans[place]
        is_guessed = given is None or end is None or end <= begin
        if end is None or end <= begin:
            following = starts[order[at + 1]] if at + 1 < len(order) else None
            end = begin + max(1.0, lengths[place] / SPEECH)
            if following is not None and following > begin:
                end = max(min(end, following), begin + SHORTEST)
        is_moved = not fits[place]
        mended.append(Mended(place, round(begin, 3), round(end, 3), is_moved, is_guessed))
    return tuple(mended)
