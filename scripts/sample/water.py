"""Water: surface, ripples, reflections, rain, mist, reeds and floating leaves."""

from __future__ import annotations

import math

from ink import Block, Cut, ink
from sheet import Sheet
from view import View

__all__ = [
    "lily_pads",
    "mist",
    "rain",
    "reeds",
    "ripples",
    "sheet_of_water",
]


def sheet_of_water(
    sheet: Sheet,
    top: float,
    low: float,
    *,
    far: float = 0.95,
    near: float = 0.7,
    block: Block = Block.KEY,
) -> None:
    """A level surface from y = top to y = low in px, darker towards the eye."""
    paint = sheet.fade(
        [(0, far), (0.5, (far + near) / 2 + 0.03), (1, near)], cut=Cut.LEVEL, block=block
    )
    sheet.rect(0, top, sheet.width, low - top, paint)


def ripples(
    sheet: Sheet,
    top: float,
    low: float,
    count: int,
    *,
    tone: float = 0.98,
    block: Block = Block.KEY,
    left: float = 0,
    right: float | None = None,
    size: float = 1.0,
) -> None:
    """Lens-shaped glints, small far off and long near the eye."""
    rng = sheet.rng
    right = sheet.width if right is None else right
    for _ in range(count):
        part = rng.random() ** 1.15
        y = top + (low - top) * part
        length = (14 + 190 * part) * rng.uniform(0.4, 1.3) * size
        x = rng.uniform(left, right)
        sheet.leaf(
            (x - length / 2, y),
            (x + length / 2, y + rng.uniform(-1, 1)),
            (1.2 + 7.5 * part) * rng.uniform(0.5, 1.1) * size,
            ink(tone, Cut.LEVEL, block),
        )


def mist(
    sheet: Sheet, y: float, height: float, *, strength: float = 0.9, tone: float = 0.99
) -> None:
    """A level band of mist, thickest at its middle."""
    paint = sheet.veil(tone, [(0, 0), (0.5, strength), (1, 0)])
    sheet.rect(0, y - height / 2, sheet.width, height, paint)


def reeds(
    sheet: Sheet,
    x: float,
    y: float,
    width: float,
    height: float,
    count: int,
    *,
    tone: float = 0.04,
    plumes: bool = True,
    lean: float = 0.12,
) -> None:
    """A stand of reeds growing from y, leaning with the wind."""
    rng = sheet.rng
    for _ in range(count):
        foot = x + rng.gauss(0, width / 2.4)
        tall = height * rng.uniform(0.55, 1.0)
        drift = tall * (lean + rng.uniform(-0.12, 0.12))
        top = (foot + drift, y - tall)
        mid = (foot + drift * 0.3, y - tall * 0.5)
        shade = ink(min(0.95, tone + rng.uniform(0, 0.12)))
        sheet.line([(foot, y), mid, top], max(1.4, height / 130), shade)
        for _ in range(rng.randint(1, 3)):
            at = rng.uniform(0.3, 0.85)
            base = (foot + drift * at * at, y - tall * at)
            side = rng.choice((-1, 1)) * height * rng.uniform(0.12, 0.26)
            tip = (
                base[0] + side + height * lean * 0.5,
                base[1] - height * rng.uniform(-0.02, 0.16),
            )
            sheet.leaf(base, tip, height / 90, shade)
        if plumes and rng.random() < 0.45:
            for _ in range(7):
                tip = (
                    top[0] + rng.uniform(0.2, 1) * height * 0.12,
                    top[1] + rng.uniform(-0.6, 0.7) * height * 0.07,
                )
                sheet.leaf((top[0] - drift * 0.03, top[1]), tip, height / 110, shade)


def lily_pads(
    sheet: Sheet,
    view: View,
    water: float,
    spots: list[tuple[float, float]],
    *,
    size: float = 0.3,
    tone: float = 0.2,
    block: Block = Block.KEY,
) -> None:
    """Rosettes of water caltrop lying on the surface at (x, z) in m."""
    rng = sheet.rng
    for x, z in sorted(spots, key=lambda spot: -spot[1]):
        cx, cy = view.at(x, water, z)
        unit = view.scale(z) * size * rng.uniform(0.7, 1.2)
        flat = max(0.16, min(0.6, (view.eye - water) / z * 1.6))
        turn = rng.uniform(0, 60)
        for ring, leaves in ((1.0, 9), (0.58, 6)):
            for leaf in range(leaves):
                angle = math.radians(turn + 360 * leaf / leaves)
                px, py = (
                    cx + unit * ring * math.cos(angle),
                    cy + unit * ring * flat * math.sin(angle),
                )
                wide = unit * 0.27
                diamond = [
                    (px - wide, py),
                    (px, py - wide * flat),
                    (px + wide, py),
                    (px, py + wide * flat),
                ]
                shade = tone + rng.uniform(-0.1, 0.25)
                sheet.poly(
                    diamond,
                    ink(shade, Cut.FLAT, block),
                    pen=max(0.8, unit * 0.03),
                    tone=ink(max(0.0, shade - 0.2), Cut.FLAT, block),
                )


def rain(
    sheet: Sheet,
    count: int,
    *,
    lean: float = 0.18,
    tone: float = 0.98,
    top: float = 0,
    low: float | None = None,
) -> None:
    """Slanting rain, long strokes and short."""
    rng = sheet.rng
    low = sheet.height if low is None else low
    for _ in range(count):
        x, y = rng.uniform(-80, sheet.width), rng.uniform(top - 60, low)
        length = rng.uniform(40, 150)
        sheet.straight(
            [(x, y), (x + length * lean, min(low, y + length))], rng.uniform(1.2, 2.6), ink(tone)
        )
