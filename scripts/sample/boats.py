"""Boats: sampans, mat-awning boats, the ferry, tubs, and who sculls them."""

from __future__ import annotations

from figures import small_figure
from ink import Block, Cut, ink
from sheet import Point, Sheet, curve

__all__ = ["boat", "sculler", "tub"]


def _hull(x: float, y: float, length: float, depth: float) -> list[Point]:
    half = length / 2
    return [
        (x - half, y - depth * 1.15),
        (x - half * 0.82, y - depth * 0.72),
        (x - half * 0.3, y - depth * 0.5),
        (x + half * 0.4, y - depth * 0.5),
        (x + half * 0.86, y - depth * 0.78),
        (x + half * 1.02, y - depth * 1.2),
        (x + half * 0.9, y + depth * 0.05),
        (x + half * 0.6, y + depth * 0.28),
        (x - half * 0.6, y + depth * 0.3),
        (x - half * 0.88, y + depth * 0.06),
    ]


def boat(
    sheet: Sheet,
    x: float,
    y: float,
    length: float,
    *,
    awning: bool = False,
    tone: float = 0.1,
    shadow: float = 0.4,
    flip: bool = False,
    open_end: bool = True,
) -> None:
    """A boat seen from the side, its waterline at y, its middle at x."""
    depth = length * 0.1
    with sheet.placed(x, y, flip=flip):
        with sheet.placed(0, 0, opacity=shadow):
            mirror = [(px, 2 * depth * 0.2 - py * 0.8) for px, py in _hull(0, 0, length, depth)]
            sheet.blob(mirror, ink(tone + 0.15, Cut.LEVEL))
            if awning:
                sheet.blob(
                    [
                        (-length * 0.26, depth),
                        (-length * 0.2, depth * 2.1),
                        (length * 0.2, depth * 2.1),
                        (length * 0.26, depth),
                    ],
                    ink(tone + 0.2, Cut.LEVEL),
                )
        if awning:
            _awning(sheet, length, depth, tone, open_end=open_end)
        hull = _hull(0, 0, length, depth)
        sheet.shape(
            curve(hull, closed=True, ease=7),
            ink(tone + 0.08, Cut.LEVEL),
            pen=max(1.5, length * 0.006),
        )
        sheet.line(
            [
                (-length * 0.49, -depth * 0.95),
                (-length * 0.2, -depth * 0.3),
                (length * 0.3, -depth * 0.3),
                (length * 0.5, -depth),
            ],
            max(1.4, length * 0.006),
            ink(0.8),
        )
        sheet.line(
            [
                (-length * 0.46, -depth * 0.5),
                (-length * 0.1, depth * 0.0),
                (length * 0.3, -depth * 0.02),
                (length * 0.48, -depth * 0.55),
            ],
            max(1.0, length * 0.004),
            ink(0.5),
        )
    for k in range(5):
        px = x + (k - 2) * length * 0.24 + sheet.rng.uniform(-8, 8)
        sheet.leaf(
            (px - length * 0.14, y + depth * 0.42 + k % 2 * 5),
            (px + length * 0.14, y + depth * 0.42 + k % 2 * 5),
            max(1.5, length * 0.008),
            ink(0.98),
        )


def _awning(sheet: Sheet, length: float, depth: float, tone: float, *, open_end: bool) -> None:
    left, right, top = -length * 0.27, length * 0.25, -depth * 2.3
    shape = [
        (left, -depth * 0.4),
        (left + length * 0.02, top * 0.82),
        (left + length * 0.08, top),
        (right - length * 0.06, top),
        (right - length * 0.01, top * 0.84),
        (right, -depth * 0.4),
    ]
    sheet.shape(curve(shape, ease=9) + "Z", ink(tone, Cut.UPRIGHT), pen=max(1.5, length * 0.006))
    for k in range(1, 9):
        px = left + (right - left) * k / 9
        sheet.line([(px - 2, -depth * 0.4), (px, top * 0.95)], max(1, length * 0.004), ink(0.55))
    for k in range(1, 5):
        sheet.line(
            [(left + 4, top * 0.2 * k), (right - 4, top * 0.2 * k)],
            max(1, length * 0.0025),
            ink(0.5),
        )
    if open_end:
        sheet.blob(
            [
                (right - length * 0.035, -depth * 0.4),
                (right - length * 0.03, top * 0.86),
                (right - length * 0.005, top * 0.8),
                (right, -depth * 0.4),
            ],
            ink(0.02),
        )


def sculler(
    sheet: Sheet,
    x: float,
    y: float,
    tall: float,
    *,
    flip: bool = False,
    hat: str = "straw",
    tone: float = 0.12,
    block: Block = Block.KEY,
    woman: bool = False,
) -> None:
    """A person at the stern scull; feet at (x, y)."""
    side = -1 if flip else 1
    hand: Point = (x + side * tall * 0.235, y - tall * 0.775)
    tail: Point = (x + side * tall * 0.95, y + tall * 0.24)
    sheet.straight([hand, tail], tall * 0.034, ink(0.06))
    sheet.leaf(
        (x + side * tall * 0.6, y - tall * 0.1),
        (tail[0] + side * tall * 0.1, tail[1] + tall * 0.06),
        tall * 0.045,
        ink(0.08),
    )
    small_figure(sheet, x, y, tall, "pull", flip=flip, hat=hat, tone=tone, block=block, woman=woman)


def tub(sheet: Sheet, x: float, y: float, width: float, *, tone: float = 0.3) -> None:
    """A water-caltrop tub afloat, seen a little from above."""
    half = width / 2
    sheet.oval((x, y + width * 0.1), half * 1.04, width * 0.13, ink(0.35, Cut.LEVEL))
    body = [
        (x - half, y - width * 0.04),
        (x - half * 0.93, y + width * 0.1),
        (x - half * 0.5, y + width * 0.19),
        (x + half * 0.5, y + width * 0.19),
        (x + half * 0.93, y + width * 0.1),
        (x + half, y - width * 0.04),
    ]
    sheet.blob(body, ink(tone, Cut.UPRIGHT, Block.WARM), pen=max(2, width * 0.008))
    sheet.oval(
        (x, y - width * 0.03),
        half,
        width * 0.14,
        ink(0.8, Cut.FLAT, Block.WARM),
        pen=max(2, width * 0.008),
    )
    sheet.oval(
        (x, y - width * 0.022),
        half * 0.93,
        width * 0.118,
        ink(0.2, Cut.LEVEL, Block.WARM),
        pen=max(1.5, width * 0.005),
    )
    for k in range(-6, 7):
        px = x + half * k / 6.4
        sheet.line(
            [
                (px, y + width * 0.11 - abs(k) * width * 0.006),
                (px * 0.98 + x * 0.02, y + width * 0.18 - abs(k) * width * 0.009),
            ],
            max(1.2, width * 0.004),
            ink(0.1),
        )
