"""Numbers on a picture: each at its spot, and none upon another even on a phone."""

from collections.abc import Sequence
from math import hypot

from archive.model.media import Outline

PHONE = 328.0
"""The width of a picture on the narrowest phone but one, in px."""
PIN = 46.0
"""What a number takes there, in px; a finger needs 44."""
ROUNDS = 200

Pin = tuple[float, float]
"""Where the middle of a number is, as fractions of the picture."""


def place_pins(outlines: Sequence[Outline], *, wide: int, high: int) -> tuple[Pin, ...]:
    """At the foot of each outline, moved apart as far as they would touch on a phone.

    More than the picture has room for touch; the list beside it has them all.
    """
    across, down = PIN / PHONE, PIN / PHONE * wide / high
    pins = [[o.x + o.width / 2, o.y + o.height] for o in outlines]
    for _ in range(ROUNDS):
        for pin in pins:
            pin[0] = min(max(pin[0], across / 2), 1 - across / 2)
            pin[1] = min(max(pin[1], down / 2), 1 - down / 2)
        parted = [
            _part(one, other, across, down)
            for number, one in enumerate(pins)
            for other in pins[:number]
        ]
        if not any(parted):
            break
    else:
        pins = _on_a_grid(pins, across, down)
    return tuple((round(x, 4), round(y, 4)) for x, y in pins)


def _on_a_grid(pins: Sequence[Sequence[float]], across: float, down: float) -> list[list[float]]:
    """Each at the nearest place of a grid that is still free: for a crowd that found no rest."""
    columns, rows = int(1 / across), int(1 / down)
    free = [[(x + 0.5) / columns, (y + 0.5) / rows] for y in range(rows) for x in range(columns)]
    placed = []
    for x, y in pins:
        if not free:
            placed.append([x, y])
            continue
        nearest = min(free, key=lambda cell: hypot((cell[0] - x) / across, (cell[1] - y) / down))
        free.remove(nearest)
        placed.append(nearest)
    return placed


def _part(one: list[float], other: list[float], across: float, down: float) -> bool:
    """Move both away from each other along the way that is shorter; whether they touched."""
    dx, dy = one[0] - other[0], one[1] - other[1]
    lack_x, lack_y = across - abs(dx), down - abs(dy)
    if lack_x <= 1e-6 or lack_y <= 1e-6:
        return False
    axis, lack, sign = (0, lack_x, dx) if lack_x / across < lack_y / down else (1, lack_y, dy)
    step = (lack / 2 + 1e-4) * (1 if sign >= 0 else -1)
    one[axis] += step
    other[axis] -= step
    return True
