"""Long recordings in windows that are cut where nobody speaks."""

from __future__ import annotations

from collections.abc import Sequence

from archive.recognise.loudness import Pause, Voiced
from archive.values import dataclass

LONGEST = 28.0
"""Seconds of a window: what recognisers were trained on is up to 30."""
_SHORTEST = 12.0
"""Seconds after which a good pause ends a window."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch that is listened to at once, in seconds."""

    start: float
    end: float


def cut_windows(voiced: Voiced) -> tuple[Window, ...]:
    """The whole recording in windows without gaps, each cut in the longest pause of its last part;
    a stretch without one is cut where it must be."""
    pauses = voiced.pauses()
    found: list[Window] = []
    at = 0.0
    while voiced.seconds - at > LONGEST:
        end = _cut(pauses, at)
        found.append(Window(at, end))
        at = end
    if voiced.seconds > at:
        found.append(Window(at, voiced.seconds))
    return tuple(found)


def _cut(pauses: Sequence[Pause], start: float) -> float:
    inside = [p for p in pauses if start + _SHORTEST <= p.middle <= start + LONGEST]
    if not inside:
        return start + LONGEST
    best = max(inside, key=lambda pause: (pause.seconds, pause.middle))
    return best.middle
