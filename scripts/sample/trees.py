"""Trees: pollarded mulberries, willows, camphors, bamboo, far woods, hills, rows of rice."""

from __future__ import annotations

import math

from ink import Block, Cut, ink
from sheet import Point, Sheet, curve
from view import View

__all__ = ["camphor", "far_hills", "far_wood", "mulberry", "paddy", "willow"]


def mulberry(
    sheet: Sheet, x: float, y: float, height: float, *, leaves: bool = True, tone: float = 0.03
) -> None:
    """A pollarded mulberry: a short knotted fist of a trunk and straight young rods."""
    rng = sheet.rng
    trunk = height * 0.34
    wide = height * 0.05
    fists: list[Point] = []
    sheet.blob(
        [
            (x - wide, y),
            (x - wide * 0.7, y - trunk * 0.6),
            (x - wide * 1.2, y - trunk),
            (x + wide * 1.2, y - trunk),
            (x + wide * 0.7, y - trunk * 0.5),
            (x + wide, y),
        ],
        ink(tone),
    )
    for side in (-1.0, -0.25, 0.5, 1.1):
        tip = (x + side * height * 0.13, y - trunk - height * rng.uniform(0.06, 0.15))
        sheet.line(
            [(x, y - trunk * 0.85), (x + side * height * 0.08, y - trunk * 1.02), tip],
            wide * 0.95,
            ink(tone),
        )
        sheet.oval(tip, wide * 0.85, wide * 0.75, ink(tone))
        fists.append(tip)
    for tip in fists:
        for _ in range(4):
            length = height * rng.uniform(0.3, 0.5)
            lean = rng.uniform(-0.32, 0.32) + (tip[0] - x) / height * 0.9
            end = (tip[0] + length * lean, tip[1] - length)
            sheet.line(
                [tip, (tip[0] + length * lean * 0.35, tip[1] - length * 0.5), end],
                max(1.3, height * 0.009),
                ink(tone),
            )
            if leaves:
                _rod_leaves(sheet, tip, end, height, tone)


def _rod_leaves(sheet: Sheet, low: Point, top: Point, height: float, tone: float) -> None:
    rng = sheet.rng
    for step in range(2, 9):
        part = step / 8
        base = (low[0] + (top[0] - low[0]) * part, low[1] + (top[1] - low[1]) * part)
        angle = rng.uniform(-0.5, 1.0)
        side = 1 if step % 2 else -1
        size = height * rng.uniform(0.05, 0.085)
        tip = (base[0] + side * size * math.cos(angle), base[1] + size * math.sin(angle))
        sheet.leaf(base, tip, size * 0.42, ink(min(0.9, tone + rng.uniform(0, 0.35)), Cut.RISE))


def willow(
    sheet: Sheet, x: float, y: float, height: float, *, tone: float = 0.05, lean: float = 0.1
) -> None:
    """A willow by the water: a leaning trunk and hanging strands."""
    rng = sheet.rng
    crown = (x + height * lean, y - height * 0.62)
    sheet.shape(
        curve(
            [
                (x - height * 0.026, y),
                (x + height * lean * 0.3, y - height * 0.3),
                (crown[0] - height * 0.012, crown[1]),
                (crown[0] + height * 0.012, crown[1]),
                (x + height * lean * 0.3 + height * 0.03, y - height * 0.3),
                (x + height * 0.03, y),
            ],
            closed=True,
        ),
        ink(tone),
    )
    for bough in range(13):
        angle = math.radians(-170 + 160 * bough / 12)
        reach = height * rng.uniform(0.16, 0.36)
        tip = (crown[0] + reach * math.cos(angle), crown[1] + reach * 0.85 * math.sin(angle))
        sheet.line(
            [crown, ((crown[0] + tip[0]) / 2, min(crown[1], tip[1]) - reach * 0.08), tip],
            max(1.5, height * 0.004),
            ink(tone + 0.15),
        )
        for step in range(17):
            part = step / 16
            bow = math.sin(math.pi * part) * reach * 0.1
            start = (
                crown[0] + (tip[0] - crown[0]) * part + rng.gauss(0, 1) * height * 0.02,
                crown[1]
                + (tip[1] - crown[1]) * part
                - bow
                + rng.uniform(-1.0, 0.3) * height * 0.045,
            )
            _strand(sheet, start, height * rng.uniform(0.2, 0.5), tone)


def _strand(sheet: Sheet, start: Point, length: float, tone: float) -> None:
    rng = sheet.rng
    drift = rng.uniform(-0.06, 0.16) * length
    shade = ink(min(0.9, tone + rng.uniform(0, 0.4)), Cut.UPRIGHT)
    sheet.line(
        [
            start,
            (start[0] + drift * 0.2, start[1] + length * 0.5),
            (start[0] + drift, start[1] + length),
        ],
        1.5,
        shade,
    )
    for step in range(1, 9):
        part = step / 9
        base = (start[0] + drift * part * part, start[1] + length * part)
        side = 1 if step % 2 else -1
        sheet.leaf(base, (base[0] + side * length * 0.045, base[1] + length * 0.085), 2.4, shade)


def camphor(
    sheet: Sheet, x: float, y: float, height: float, *, tone: float = 0.06, block: Block = Block.KEY
) -> None:
    """A broad old tree: dabs of leaf over a forked trunk."""
    rng = sheet.rng
    for side in (-0.26, -0.08, 0.12, 0.3):
        sheet.line(
            [
                (x, y),
                (x + side * height * 0.25, y - height * 0.35),
                (x + side * height, y - height * 0.68),
            ],
            height * 0.035,
            ink(tone),
        )
    sheet.poly(
        [
            (x - height * 0.05, y),
            (x - height * 0.03, y - height * 0.38),
            (x + height * 0.03, y - height * 0.38),
            (x + height * 0.055, y),
        ],
        ink(tone),
    )
    for _ in range(620):
        angle, reach = rng.uniform(0, math.tau), math.sqrt(rng.random())
        px = x + height * 0.47 * reach * math.cos(angle)
        py = y - height * 0.67 + height * 0.3 * reach * math.sin(angle)
        py += height * 0.03 * math.sin(px / height * 21)
        light = (px - x) / height * -0.3 + (y - height * 0.67 - py) / height * 0.9
        shade = min(0.85, max(0.02, tone + 0.16 + light * 0.7 + rng.uniform(-0.14, 0.14)))
        size = height * rng.uniform(0.013, 0.034)
        sheet.oval(
            (px, py), size, size * 0.62, ink(shade, Cut.RISE, block), turn=rng.uniform(-30, 30)
        )


def far_wood(
    sheet: Sheet,
    y: float,
    height: float,
    *,
    tone: float = 0.7,
    left: float = 0,
    right: float | None = None,
) -> None:
    """A wood far off: soft uneven tops above a level foot."""
    rng = sheet.rng
    right = sheet.width if right is None else right
    points: list[Point] = [(left, y)]
    x = left
    while x < right:
        points.append((x, y - height * rng.uniform(0.35, 1.0)))
        x += height * rng.uniform(0.3, 0.8)
    points += [(right, y - height * 0.4), (right, y)]
    sheet.shape(
        curve(points) + "Z", sheet.fade([(0, tone), (1, min(0.97, tone + 0.2))], cut=Cut.UPRIGHT)
    )


def far_hills(sheet: Sheet, y: float, height: float, *, tone: float = 0.82, peaks: int = 4) -> None:
    """Hills across the whole sheet, paler at the foot where mist lies."""
    rng = sheet.rng
    points: list[Point] = [(-40, y)]
    for peak in range(peaks * 2 + 1):
        px = -40 + (sheet.width + 80) * peak / (peaks * 2)
        tall = height * (rng.uniform(0.6, 1.0) if peak % 2 else rng.uniform(0.15, 0.4))
        points.append((px, y - tall))
    points.append((sheet.width + 40, y))
    sheet.shape(curve(points) + "Z", sheet.fade([(0, tone), (0.9, 0.985), (1, 0.99)], cut=Cut.RISE))


def paddy(
    sheet: Sheet,
    view: View,
    z0: float,
    z1: float,
    *,
    x0: float = -14,
    x1: float = 14,
    step: float = 0.45,
    tone: float = 0.1,
    y: float = 0.0,
) -> None:
    """Rows of young rice in a flooded field."""
    rng = sheet.rng
    z = z1
    while z > z0:
        unit = view.scale(z)
        x = x0
        while x < x1:
            px, py = view.at(x + rng.uniform(-0.04, 0.04), y, z)
            if -20 < px < sheet.width + 20:
                for lean in (-0.09, 0.0, 0.1):
                    sheet.leaf(
                        (px, py),
                        (px + lean * unit, py - 0.28 * unit * rng.uniform(0.8, 1.1)),
                        max(0.9, 0.022 * unit),
                        ink(view.air(tone, z)),
                    )
            x += step
        z -= step * (0.5 + z / 14)
