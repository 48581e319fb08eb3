"""The shape of a sound: peaks as numbers, and drawn as an SVG path."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PEAKS = 600
BARS = 250
_HEIGHT = 100
_WIDTH = 1000


def measure_peaks(samples: NDArray[np.float32], *, gain: float) -> tuple[int, ...]:
    """The loudest moment of each of 600 equal stretches after `gain` (a factor), 0..255."""
    import numpy as np

    count = min(PEAKS, len(samples))
    edges = [len(samples) * index // count for index in range(count + 1)] if count else []
    loudest = [
        float(np.abs(samples[start:end]).max(initial=0.0))
        for start, end in itertools.pairwise(edges)
    ]
    return tuple(min(255, round(value * gain * 255)) for value in loudest)


def format_waveform(peaks: Sequence[int]) -> str:
    """SVG path data of bars in a 1000 x 100 view box, to be stroked (width about 2), not filled.

    At most 250 bars, so below 4 KB; silence is a low bar, so that time is seen to pass.
    """
    bars = min(BARS, len(peaks))
    parts = []
    for index in range(bars):
        stretch = peaks[len(peaks) * index // bars : len(peaks) * (index + 1) // bars]
        height = max(2, round(max(stretch) / 255 * (_HEIGHT - 4)))
        x = (2 * index + 1) * _WIDTH // (2 * bars)
        parts.append(f"M{x} {(_HEIGHT - height) // 2}v{height}")
    return "".join(parts)
