"""The times of an OHMS transcript: which word each minute begins at, and when a word is said."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from archive.ingest.importers.plain_texts import PACE
from archive.values import dataclass

_HEAD = re.compile(r"\s*(\d{1,4}(?:\.\d{1,3})?)\s*:", re.ASCII)
_MARK = re.compile(r"\s*(\d{1,9})\s*(?:\(\s*(\d{1,9})\s*\))?\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class SyncMark:
    """One entry of ``1:|13(3)|19(14)``: word 3 of line 13 is said at the first minute."""

    written: str
    seconds: float
    line: int
    """Counted from 1; 0 where the entry names no place."""
    word: int


@dataclass(frozen=True, slots=True)
class Timed:
    """A place in a text, in characters, and the second at which what follows it is said."""

    at: int
    seconds: float
    is_mended: bool = False


def count_marks(sync: str) -> int:
    """How many times ``sync`` gives, by its strokes alone."""
    return sum(bool(part.strip()) for part in sync.partition(":")[2].split("|"))


def parse_sync(sync: str) -> Iterator[SyncMark]:
    """The entries of ``sync``. Before the colon stand the minutes from one to the next."""
    head = _HEAD.match(sync)
    interval = float(head[1]) * 60 if head else 0.0
    for number, part in enumerate(sync.partition(":")[2].split("|")):
        if not part.strip():
            continue
        match = _MARK.fullmatch(part) if interval else None
        line, word = (int(match[1]), int(match[2] or 1)) if match else (0, 0)
        yield SyncMark(part.strip(), number * interval, line, word)


def in_order(times: Sequence[Timed]) -> tuple[list[Timed], list[Timed]]:
    """As many of ``times`` as go forward together, and those that go back; each in its order."""
    ordered = sorted(times, key=lambda one: (one.at, one.seconds))
    tails: list[float] = []
    ends: list[int] = []
    before: list[int] = []
    for number, one in enumerate(ordered):
        length = bisect_right(tails, one.seconds)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [one.seconds]
        ends[length : length + 1] = [number]
    chosen = set()
    number = ends[-1] if ends else -1
    while number >= 0:
        chosen.add(number)
        number = before[number]
    kept = [one for number, one in enumerate(ordered) if number in chosen]
    return kept, [one for number, one in enumerate(ordered) if number not in chosen]


class Clock:
    """When what is said: between two times by how much is said, after the last by the pace of
    speech. A place that several times name is a silence."""

    def __init__(self, times: Sequence[Timed], *, duration: float) -> None:
        self._points: list[tuple[int, float, float]] = []
        for one in [Timed(0, 0.0), *times]:
            if self._points and self._points[-1][0] == one.at:
                self._points[-1] = (one.at, self._points[-1][1], one.seconds)
            else:
                self._points.append((one.at, one.seconds, one.seconds))
        self._places = [at for at, _, _ in self._points]
        self._duration = duration

    def after(self, at: int) -> float:
        """The second at which what follows the place ``at`` begins."""
        number = bisect_right(self._places, at) - 1
        place, _, seconds = self._points[number]
        if number + 1 < len(self._points):
            following, until, _ = self._points[number + 1]
            return seconds + (until - seconds) * (at - place) / (following - place)
        said = seconds + (at - place) / PACE
        return min(said, self._duration) if self._duration > seconds else said

    def before(self, at: int) -> float:
        """The second at which what stands before the place ``at`` ends."""
        number = bisect_right(self._places, at) - 1
        place, seconds, _ = self._points[number]
        return seconds if place == at else self.after(at)
