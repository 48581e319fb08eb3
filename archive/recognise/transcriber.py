"""What turns speech into words: the seam, and what it gives."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from archive.values import dataclass

RATE = 16_000
"""Samples a second that every recogniser here wants."""


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word, or a few characters, as they were heard, in seconds of what was listened to."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class HeardLine:
    """A sentence as it was heard; ``words`` are empty where the recogniser gives no times."""

    start: float
    end: float
    text: str
    words: tuple[HeardWord, ...] = ()


class Transcriber(Protocol):
    """Listens to a stretch of a recording."""

    @property
    def name(self) -> str:
        """What it is, to be written beside its words."""

    def transcribe(self, samples: NDArray[np.float32]) -> tuple[HeardLine, ...]:
        """The lines in ``samples`` (one channel at `RATE`), their times from its beginning."""
