"""Times for words that have none: each line begins behind a pause, and takes as long as its
characters ask for.

A line whose time somebody wrote is held there, to what a clock read by eye is worth.

All lines are placed together: the sum of what each line is too long or too short by, less what a
long pause before it speaks for, is made as small as can be (dynamic programming). Where a
recogniser has heard words of the text, lines are held near them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from archive.model.han import simplify
from archive.recognise.loudness import FRAME, Pause, Voiced
from archive.recognise.transcriber import HeardWord
from archive.values import dataclass

_SPOKEN = re.compile(r"[^\W_]")
_LATIN = re.compile(r"[A-Za-z]+")
_LATIN_WEIGHT = 0.45
"""What a Latin letter takes of the time of a Chinese character."""
_LEAST = 1.0
"""Characters that even an empty line counts for."""
_SPREAD = 0.22
"""By what part of its own time, times the root of it, a line may well be longer or shorter."""
_PAUSE_WORTH = 1.1
_TURN_WORTH = 0.5
"""What a pause speaks for a line beginning behind it, and more where another person begins."""
_LONG_PAUSE = 0.25
"""Seconds from which a pause begins to tell."""
_STEP = 0.4
"""Seconds between places within speech."""
_REACH = 45.0
"""Seconds around the place where a line is expected, at least, in which it is looked for."""
_MOST_PLACES = 400
"""Places at which one line is tried."""
_HELD = 0.8
"""Seconds by which a line may well be off from words that were heard in it."""
_WRITTEN = 1.5
"""Seconds by which a line may well be off from a time that somebody wrote for it."""
_RUN = 3
"""Characters in a row that must be heard as they are written to be believed."""
_NEAR = 3
"""Characters from the beginning of a line within which heard ones hold it."""


@dataclass(frozen=True, slots=True)
class LineToPlace:
    """The words of a line, and whether somebody else begins to speak with it."""

    text: str
    is_turn: bool = True
    told: float | None = None
    """The second at which it begins, where somebody wrote one. Those of all lines rise."""


@dataclass(frozen=True, slots=True)
class Times:
    """When a line is said, in seconds."""

    start: float
    end: float


def align_lines(
    lines: Sequence[LineToPlace], voiced: Voiced, *, heard: Sequence[HeardWord] = ()
) -> tuple[Times, ...]:
    """The times of ``lines`` in their order: each has some, they do not overlap, and all lie in
    the recording. ``heard`` are the words of a recogniser, with times."""
    if not lines:
        return ()
    if not voiced.is_speech.any():
        return _by_length(lines, voiced.seconds)
    places = _places(voiced)
    chosen = _Frame(lines, voiced, places, heard).place()
    return _times(chosen, places, voiced)


def weight_of(text: str) -> float:
    """How long a text takes to say, in Chinese characters."""
    latin = sum(len(word) for word in _LATIN.findall(text))
    others = len(_SPOKEN.findall(text)) - latin
    return max(_LEAST, others + _LATIN_WEIGHT * latin)


def _places(voiced: Voiced) -> tuple[Pause, ...]:
    """Where a line may begin: behind each pause and, because people also speak without any, now
    and then within speech, as if there were a pause of no length. The first stands for the
    beginning of speech."""
    pauses = [pause for pause in voiced.pauses() if pause.end < voiced.seconds - FRAME]
    if not pauses or pauses[0].start > 0:
        pauses.insert(0, Pause(0.0, 0.0))
    found = list(pauses)
    for before, after in pairwise([*pauses, Pause(voiced.seconds, voiced.seconds)]):
        steps = int((after.start - before.end) / _STEP)
        found += [Pause(at, at) for n in range(1, steps) for at in [before.end + n * _STEP]]
    return tuple(sorted(found))


def _by_length(lines: Sequence[LineToPlace], seconds: float) -> tuple[Times, ...]:
    weights = [weight_of(line.text) for line in lines]
    whole, at, found = sum(weights), 0.0, []
    for weight in weights:
        end = at + seconds * weight / whole
        found.append(Times(at, end))
        at = end
    return tuple(found)


class _Frame:
    """What is known when lines are placed: candidates, expectations, and what holds them."""

    def __init__(
        self,
        lines: Sequence[LineToPlace],
        voiced: Voiced,
        pauses: Sequence[Pause],
        heard: Sequence[HeardWord],
    ) -> None:
        spoken = voiced.spoken()
        frames = [min(len(spoken) - 1, round(pause.end / FRAME)) for pause in pauses]
        self.lines = lines
        self.at = spoken[frames]
        """Seconds of speech before each candidate."""
        self.starts = np.array([pause.end for pause in pauses])
        self.worth = np.array([_worth(pause) for pause in pauses])
        self.whole = float(spoken[-1])
        weights = np.array([weight_of(line.text) for line in lines])
        self.told = {
            number: line.told
            for number, line in enumerate(lines)
            if line.told is not None and line.told < voiced.seconds
        }
        self.anchors = {**_anchors(lines, heard), **self.told}
        self.expected = self._expected(weights, spoken)

    def _expected(
        self, weights: NDArray[np.float64], spoken: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Seconds of speech before each line, and before the end: in proportion to characters,
        between words that were heard where there are any."""
        before = np.concatenate(([0.0], np.cumsum(weights)))
        known = {0.0: 0.0, float(before[-1]): self.whole}
        for number, seconds in self.anchors.items():
            place = min(len(spoken) - 1, max(0, round(seconds / FRAME)))
            known[float(before[number])] = float(spoken[place])
        places = sorted(known)
        values = np.maximum.accumulate([known[place] for place in places])
        return np.asarray(np.interp(before, places, values))

    def place(self) -> list[int]:
        """The candidate at which each line begins."""
        count = len(self.at)
        windows = [self._window(number) for number in range(len(self.lines))]
        costs = self._cost_at(0, windows[0])
        # Nothing is spoken before the first line but what is not written down.
        costs = costs + np.square(self.at[windows[0]]) / self._allowance(2.0)
        trails: list[NDArray[np.int64]] = []
        for number in range(1, len(self.lines)):
            costs, trail = self._step(number, windows[number - 1], windows[number], costs)
            trails.append(trail)
        left = self.whole - self.at[windows[-1]]
        last = self.expected[-1] - self.expected[-2]
        costs = costs + np.square(left - last) / self._allowance(last)
        best = int(np.argmin(costs))
        found = [best]
        for trail in reversed(trails):
            best = int(trail[best])
            found.append(best)
        found.reverse()
        chosen = [int(windows[number][place]) for number, place in enumerate(found)]
        return _increasing(chosen, count)

    def _window(self, number: int) -> NDArray[np.int64]:
        """Candidates near the place where a line is expected."""
        distance = np.abs(self.at - self.expected[number])
        near = np.nonzero(distance <= max(_REACH, 0.03 * self.whole))[0]
        if len(near) > _MOST_PLACES:
            near = np.sort(near[np.argsort(distance[near], kind="stable")[:_MOST_PLACES]])
        if len(near) == 0:
            near = np.array([int(np.argmin(distance))])
        return near

    def _step(
        self,
        number: int,
        before: NDArray[np.int64],
        now: NDArray[np.int64],
        costs: NDArray[np.float64],
    ) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        wanted = self.expected[number] - self.expected[number - 1]
        took = self.at[now][None, :] - self.at[before][:, None]
        sums = costs[:, None] + np.square(took - wanted) / self._allowance(wanted)
        # A line without any pause before it has to share one; that costs, but must be possible.
        sums = np.where(now[None, :] > before[:, None], sums, sums + 1e3)
        trail = np.argmin(sums, axis=0)
        return sums[trail, np.arange(len(now))] + self._cost_at(number, now), trail

    def _cost_at(self, number: int, now: NDArray[np.int64]) -> NDArray[np.float64]:
        worth = _PAUSE_WORTH + (_TURN_WORTH if self.lines[number].is_turn else 0.0)
        costs: NDArray[np.float64] = -worth * self.worth[now]
        anchor = self.anchors.get(number)
        if anchor is not None:
            held = _WRITTEN if number in self.told else _HELD
            costs = costs + np.square((self.starts[now] - anchor) / held)
        return costs

    @staticmethod
    def _allowance(seconds: float) -> float:
        """The square of what a line of so many seconds may well be off by."""
        return 2 * (0.15 + _SPREAD * _SPREAD * math.pow(max(0.5, seconds), 1.5))


def _worth(pause: Pause) -> float:
    return math.log1p(max(0.0, pause.seconds - _LONG_PAUSE) / _LONG_PAUSE)


def _increasing(chosen: list[int], count: int) -> list[int]:
    """Places in order; where lines share one, they share what follows it as well."""
    for number in range(1, len(chosen)):
        chosen[number] = min(count - 1, max(chosen[number], chosen[number - 1]))
    return chosen


def _times(chosen: Sequence[int], pauses: Sequence[Pause], voiced: Voiced) -> tuple[Times, ...]:
    """From the end of the pause before a line to the beginning of the one before the next."""
    last = _last_speech(voiced)
    found: list[Times] = []
    number = 0
    while number < len(chosen):
        following = number
        while following + 1 < len(chosen) and chosen[following + 1] == chosen[number]:
            following += 1
        start = pauses[chosen[number]].end
        is_last = following + 1 == len(chosen)
        end = last if is_last else pauses[chosen[following + 1]].start
        end = max(end, start + FRAME)
        share = (end - start) / (following - number + 1)
        for step in range(following - number + 1):
            found.append(Times(start + step * share, start + (step + 1) * share))
        number = following + 1
    return tuple(found)


def _last_speech(voiced: Voiced) -> float:
    spoken = np.nonzero(voiced.is_speech)[0]
    return float(spoken[-1] + 1) * FRAME if len(spoken) else voiced.seconds


# What a recogniser heard


def _anchors(lines: Sequence[LineToPlace], heard: Sequence[HeardWord]) -> dict[int, float]:
    """Seconds at which lines begin, of those near whose beginning words were heard as written."""
    written = [character for line in lines for character in _characters(line.text)]
    firsts = np.cumsum([0, *(len(_SPOKEN.findall(line.text)) for line in lines)])
    said: list[str] = []
    times: list[float] = []
    for word in heard:
        characters = _characters(word.text)
        for number, character in enumerate(characters):
            said.append(character)
            times.append(word.start + (word.end - word.start) * number / len(characters))
    found: dict[int, float] = {}
    rate = _rate(times)
    for block in Indel.opcodes("".join(said), "".join(written)):
        if block.tag != "equal" or block.src_end - block.src_start < _RUN:
            continue
        for number, first in enumerate(firsts[:-1]):
            nearest = min(max(int(first), block.dest_start), block.dest_end - 1)
            away = nearest - int(first)
            if abs(away) <= _NEAR and number not in found:
                at = times[block.src_start + nearest - block.dest_start]
                found[number] = max(0.0, at - away * rate)
    return found


def _characters(text: str) -> list[str]:
    """What is said of ``text``, so that one script is known in the other; as many as written."""
    return [simplify(character) for character in _SPOKEN.findall(text.lower())]


def _rate(times: Sequence[float]) -> float:
    """Seconds a character, from those that were heard."""
    steps = np.diff(times)
    return float(np.median(steps)) if len(steps) else 0.2
