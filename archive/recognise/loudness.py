"""Where somebody speaks and where nobody does, from the loudness of a recording alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from archive.values import dataclass

FRAME = 0.02
"""Seconds of which the loudness is taken together."""
_SMOOTH = 5
"""Frames over which it is averaged: a plosive is no pause."""
_SHORTEST_SPEECH = 0.08
_SHORTEST_PAUSE = 0.12
_QUIET, _LOUD = 8, 92
"""Percentiles of loudness taken for the room and for the voice."""
_BETWEEN = 0.35
"""How far from the room to the voice, in dB, speech begins."""
_LEAST_CONTRAST = 6.0
"""dB between room and voice below which all counts as speech."""
_CHUNK = 4_000_000


class Sound(Protocol):
    """Samples of one channel, -1 to 1, and how many there are a second."""

    @property
    def rate(self) -> int:
        """Samples a second."""

    def open_samples(self) -> NDArray[np.float32]:
        """The samples, read as they are used."""


@dataclass(frozen=True, slots=True, order=True)
class Pause:
    """A stretch in which nobody speaks, in seconds."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """Its length."""
        return self.end - self.start

    @property
    def middle(self) -> float:
        """Half way."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Voiced:
    """Which frames of a recording hold speech."""

    is_speech: NDArray[np.bool_]

    @property
    def seconds(self) -> float:
        """The length of the recording."""
        return len(self.is_speech) * FRAME

    def pauses(self, *, shortest: float = _SHORTEST_PAUSE) -> tuple[Pause, ...]:
        """All pauses of at least so many seconds, those at both ends too."""
        found = [
            Pause(first * FRAME, last * FRAME)
            for first, last in _runs(~self.is_speech)
            if (last - first) * FRAME >= shortest - 1e-9
        ]
        return tuple(found)

    def spoken(self) -> NDArray[np.float64]:
        """Seconds of speech up to the beginning of each frame, and up to the end."""
        return np.concatenate(([0.0], np.cumsum(self.is_speech) * FRAME))


def find_speech(sound: Sound) -> Voiced:
    """Where somebody speaks: louder than the room by a part of the way to the voice."""
    levels = _levels(sound)
    if len(levels) == 0:
        return Voiced(np.zeros(0, dtype=np.bool_))
    room, voice = np.percentile(levels, [_QUIET, _LOUD])
    if voice - room < _LEAST_CONTRAST:
        return Voiced(np.ones(len(levels), dtype=np.bool_))
    return Voiced(_cleaned(levels > room + _BETWEEN * (voice - room)))


def _levels(sound: Sound) -> NDArray[np.float64]:
    """dB of each frame, smoothed."""
    samples = sound.open_samples()
    width = round(sound.rate * FRAME)
    frames = len(samples) // width
    powers = np.empty(frames)
    step = max(1, _CHUNK // width)
    for first in range(0, frames, step):
        last = min(frames, first + step)
        block = np.asarray(samples[first * width : last * width], dtype=np.float32)
        powers[first:last] = np.square(block).reshape(-1, width).mean(axis=1)
    if frames >= _SMOOTH:
        powers = np.convolve(powers, np.ones(_SMOOTH) / _SMOOTH, mode="same")
    levels: NDArray[np.float64] = 10 * np.log10(powers + 1e-9)
    return levels


def _cleaned(speech: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Without pauses and then without words too short to be any."""
    cleaned = speech.copy()
    for is_speech, shortest in ((False, _SHORTEST_PAUSE), (True, _SHORTEST_SPEECH)):
        for first, last in _runs(cleaned == is_speech):
            if (last - first) * FRAME < shortest:
                cleaned[first:last] = not is_speech
    return cleaned


def _runs(flags: NDArray[np.bool_]) -> Sequence[tuple[int, int]]:
    """First frame and the one behind the last of each run of True."""
    edges = np.diff(np.concatenate(([False], flags, [False])).astype(np.int8))
    starts, ends = np.nonzero(edges == 1)[0], np.nonzero(edges == -1)[0]
    return list(zip(starts.tolist(), ends.tolist(), strict=True))
