"""Still life: turned vessels, planks, boxes, rope, weave and the ground they stand on."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from ink import Block, Cut, ink
from sheet import Point, Sheet, arc_points, curve, outline

__all__ = [
    "Bench",
    "box",
    "calico",
    "ground",
    "hoop",
    "plank",
    "rim",
    "rod",
    "rope",
    "scale_bar",
    "vessel",
    "weave",
]

FLAT = 0.26
"""How far circles are seen from above: height over width of their ellipse."""


@dataclass(frozen=True)
class Bench:
    """An axonometric table: x runs right and a little down, z right and up, y up."""

    left: float
    low: float
    unit: float = 1.0

    def at(self, x: float, y: float, z: float) -> Point:
        """The point of the sheet where (x, y, z) lies."""
        return (
            self.left + self.unit * (x * 0.93 + z * 0.52),
            self.low + self.unit * (x * 0.14 - z * 0.34 - y),
        )


def ground(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
    """The shadow a thing throws to the lower right, soft and hatched."""
    with sheet.soft(16):
        sheet.oval((x + width * 0.06, y), width / 2, height / 2, ink(0.8, Cut.LEVEL))
        sheet.oval((x, y - height * 0.08), width * 0.38, height * 0.3, ink(0.55, Cut.LEVEL))


def scale_bar(sheet: Sheet) -> None:
    """Four units, black and white, in the lower left corner."""
    x, y, step = 96.0, sheet.height - 92.0, 54.0
    for index in range(4):
        sheet.rect(x + step * index, y, step, 13, ink(0.02 if index % 2 == 0 else 1), pen=2.6)


def vessel(
    sheet: Sheet,
    x: float,
    profile: Sequence[Point],
    *,
    tones: tuple[float, float, float] = (0.5, 0.95, 0.25),
    cut: Cut = Cut.UPRIGHT,
    block: Block = Block.KEY,
    pen: float = 4,
    flat: float = FLAT,
) -> str:
    """A turned body from (y, radius) pairs, top to bottom; answers its outline's path."""
    left = [(x - radius, y) for y, radius in profile]
    right = [(x + radius, y) for y, radius in profile]
    low_y, low_r = profile[-1]
    top_y, top_r = profile[0]
    foot = arc_points((x, low_y), (low_r, low_r * flat), 180, 0)
    head = arc_points((x, top_y), (top_r, top_r * flat), 0, -180)
    path = (
        curve(left, ease=7)
        + "L"
        + outline(foot, closed=False)[1:]
        + "L"
        + curve(right[::-1], ease=7)[1:]
        + "L"
        + outline(head, closed=False)[1:]
        + "Z"
    )
    dark, light, far = tones
    paint = sheet.fade(
        [
            (0, dark),
            (0.16, (dark + light) / 2),
            (0.34, light),
            (0.6, (light + far) / 2),
            (0.86, far),
            (1, far + 0.12),
        ],
        turn=0,
        cut=cut,
        block=block,
    )
    sheet.shape(path, paint, pen=pen)
    return path


def rim(
    sheet: Sheet,
    x: float,
    y: float,
    radius: float,
    *,
    thick: float = 10,
    inside: float = 0.2,
    flat: float = FLAT,
    block: Block = Block.KEY,
    tone: float = 0.9,
) -> None:
    """The open mouth of a vessel."""
    sheet.oval((x, y), radius, radius * flat, ink(tone, Cut.FLAT, block), pen=4)
    paint = sheet.fade(
        [(0, inside * 0.4), (0.6, inside), (1, inside + 0.4)], turn=60, cut=Cut.FALL, block=block
    )
    sheet.oval((x, y + thick * 0.15), radius - thick, (radius - thick) * flat, paint, pen=3)


def hoop(
    sheet: Sheet,
    x: float,
    y: float,
    radius: float,
    *,
    thick: float = 16,
    tone: float = 0.15,
    flat: float = FLAT,
    block: Block = Block.KEY,
) -> None:
    """A band round the front of a vessel."""
    upper = arc_points((x, y), (radius, radius * flat), 180, 0)
    lower = arc_points((x, y + thick), (radius, radius * flat), 0, 180)
    paint = sheet.fade(
        [(0, tone), (0.3, min(1.0, tone + 0.55)), (0.55, tone + 0.1), (1, tone * 0.5)],
        turn=0,
        block=block,
    )
    sheet.poly([*upper, *lower], paint, pen=3)


def plank(
    sheet: Sheet,
    corners: Sequence[Point],
    tone: float,
    *,
    lines: int = 7,
    pen: float = 4,
    knots: int = 1,
    block: Block = Block.KEY,
    cut: Cut = Cut.FLAT,
) -> None:
    """A face of wood; the grain runs from the first corner towards the second."""
    a, b, c, d = corners
    sheet.poly(corners, ink(tone, cut, block), pen=pen)
    rng = sheet.rng

    def spot(along: float, over: float) -> Point:
        top = (a[0] + (b[0] - a[0]) * along, a[1] + (b[1] - a[1]) * along)
        low = (d[0] + (c[0] - d[0]) * along, d[1] + (c[1] - d[1]) * along)
        return (top[0] + (low[0] - top[0]) * over, top[1] + (low[1] - top[1]) * over)

    mark = ink(max(0.04, tone - 0.42) if tone > 0.45 else tone + 0.35, Cut.FLAT, block)
    with sheet.within(outline(corners)):
        for index in range(lines):
            over = (index + rng.uniform(0.3, 0.7)) / lines
            start, stop = rng.uniform(-0.02, 0.3), rng.uniform(0.7, 1.02)
            steps = [
                spot(start + (stop - start) * s / 5, over + rng.uniform(-0.18, 0.18) / lines)
                for s in range(6)
            ]
            sheet.line(steps, rng.uniform(1.6, 3.2), mark)
        for _ in range(knots):
            px, py = spot(rng.uniform(0.2, 0.8), rng.uniform(0.25, 0.75))
            for ring in (5, 11, 18):
                sheet.oval(
                    (px, py), ring * 1.5, ring * 0.7, pen=2.2, tone=mark, turn=rng.uniform(-8, 8)
                )


def box(
    sheet: Sheet,
    bench: Bench,
    size: tuple[float, float, float],
    *,
    at: tuple[float, float, float] = (0, 0, 0),
    tones: tuple[float, float, float] = (0.95, 0.78, 0.45),
    block: Block = Block.KEY,
    lines: int = 6,
    pen: float = 4,
) -> None:
    """A wooden box: width, height, depth; tones of its top, front and right side."""
    (w, h, d), (x, y, z) = size, at
    p = bench.at
    plank(
        sheet,
        [p(x, y + h, z), p(x + w, y + h, z), p(x + w, y + h, z + d), p(x, y + h, z + d)],
        tones[0],
        lines=lines,
        knots=0,
        block=block,
        pen=pen,
    )
    plank(
        sheet,
        [p(x, y + h, z), p(x + w, y + h, z), p(x + w, y, z), p(x, y, z)],
        tones[1],
        lines=lines,
        knots=1 if lines > 4 else 0,
        block=block,
        pen=pen,
    )
    plank(
        sheet,
        [p(x + w, y + h, z), p(x + w, y + h, z + d), p(x + w, y, z + d), p(x + w, y, z)],
        tones[2],
        lines=max(2, lines - 2),
        knots=0,
        cut=Cut.UPRIGHT,
        block=block,
        pen=pen,
    )


def rod(
    sheet: Sheet,
    start: Point,
    end: Point,
    width: float,
    *,
    tones: tuple[float, float, float] = (0.55, 0.95, 0.3),
    block: Block = Block.KEY,
    taper: float = 1.0,
    pen: float = 3.5,
) -> None:
    """A round stick, lit along its upper left."""
    (ax, ay), (bx, by) = start, end
    length = math.hypot(bx - ax, by - ay) or 1
    nx, ny = -(by - ay) / length, (bx - ax) / length
    if nx * 0.6 + ny < 0:
        nx, ny = -nx, -ny
    half, tip = width / 2, width / 2 * taper
    strips = (
        (-1.0, -0.5, tones[0]),
        (-0.5, 0.1, tones[1]),
        (0.1, 0.55, (tones[1] + tones[2]) / 2),
        (0.55, 1.0, tones[2]),
    )
    for low, high, tone in strips:
        sheet.poly(
            [
                (ax + nx * half * low, ay + ny * half * low),
                (bx + nx * tip * low, by + ny * tip * low),
                (bx + nx * tip * high, by + ny * tip * high),
                (ax + nx * half * high, ay + ny * half * high),
            ],
            ink(tone, Cut.FLAT, block),
        )
    sheet.poly(
        [
            (ax - nx * half, ay - ny * half),
            (bx - nx * tip, by - ny * tip),
            (bx + nx * tip, by + ny * tip),
            (ax + nx * half, ay + ny * half),
        ],
        pen=pen,
    )


def rope(
    sheet: Sheet,
    points: Sequence[Point],
    width: float,
    *,
    tone: float = 0.82,
    block: Block = Block.WARM,
) -> None:
    """A twisted rope along a smooth line."""
    sheet.line(points, width + 5, ink(0.05))
    sheet.line(points, width, ink(tone, Cut.FLAT, block))
    dense: list[Point] = []
    count = len(points)
    for index in range(count - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = (
            points[max(0, min(count - 1, index + k))] for k in (-1, 0, 1, 2)
        )
        steps = max(2, int(math.hypot(cx - bx, cy - by) / (width * 0.75)))
        for step in range(steps):
            t = step / steps
            dense.append(
                tuple(  # type: ignore[arg-type]
                    0.5
                    * (
                        2 * b
                        + (c - a) * t
                        + (2 * a - 5 * b + 4 * c - d) * t * t
                        + (3 * b - a - 3 * c + d) * t**3
                    )
                    for a, b, c, d in ((ax, bx, cx, dx), (ay, by, cy, dy))
                )
            )
    for (px, py), (qx, qy) in itertools.pairwise(dense):
        length = math.hypot(qx - px, qy - py) or 1
        ux, uy = (qx - px) / length, (qy - py) / length
        half = width * 0.5
        sheet.straight(
            [
                (px - uy * half - ux * half * 0.6, py + ux * half - uy * half * 0.6),
                (px + uy * half + ux * half * 0.6, py - ux * half + uy * half * 0.6),
            ],
            2.4,
            ink(0.15),
        )


def weave(
    sheet: Sheet,
    path: str,
    box_at: tuple[float, float, float, float],
    *,
    step: float = 26,
    tone: float = 0.9,
    block: Block = Block.WARM,
    dark: float = 0.3,
) -> None:
    """Plaited bamboo strips within `path`; `box_at` is its left, top, right and bottom."""
    left, top, right, low = box_at
    sheet.shape(path, ink(tone, Cut.FLAT, block), pen=4)
    with sheet.within(path):
        row, y = 0, top
        while y < low:
            x = left - step + (step if row % 2 else 0)
            while x < right:
                shade = tone - 0.08 - 0.4 * max(0.0, (x - left) / (right - left) - 0.35)
                sheet.rect(x, y, step * 0.92, step * 0.84, ink(shade, Cut.LEVEL, block), pen=1.8)
                sheet.rect(
                    x + step,
                    y + 1,
                    step * 0.92,
                    step * 0.84,
                    ink(shade - 0.18, Cut.UPRIGHT, block),
                    pen=1.4,
                )
                x += step * 2
            y, row = y + step * 0.9, row + 1
        if dark:
            sheet.rect(
                left,
                top,
                right - left,
                low - top,
                sheet.veil(
                    0.0,
                    [(0, 0.12), (0.3, 0), (0.65, 0.12), (1, dark + 0.2)],
                    turn=0,
                    cut=Cut.FALL,
                    block=block,
                ),
            )
    sheet.shape(path, "none", pen=4.5)


def calico(
    sheet: Sheet, path: str, box_at: tuple[float, float, float, float], *, step: float = 90
) -> None:
    """Indigo cloth with white plum blossoms and dots, resist-printed."""
    left, top, right, low = box_at
    sheet.shape(path, ink(0.1, Cut.FLAT, Block.INDIGO), pen=4)
    white = ink(0.97)
    with sheet.within(path):
        row, y = 0, top
        while y < low + step:
            x = left + (step / 2 if row % 2 else 0)
            while x < right + step:
                petal = step * 0.13
                for k in range(5):
                    angle = math.radians(72 * k - 90 + 20 * (row % 3))
                    sheet.oval(
                        (x + petal * 1.35 * math.cos(angle), y + petal * 1.35 * math.sin(angle)),
                        petal,
                        petal * 0.86,
                        white,
                    )
                sheet.oval((x, y), petal * 0.45, petal * 0.45, ink(0.1, Cut.FLAT, Block.INDIGO))
                for dx, dy in ((0.36, 0.3), (0.44, 0.38), (0.5, 0.28), (-0.3, 0.42)):
                    sheet.oval((x + step * dx, y + step * dy), step * 0.03, step * 0.03, white)
                sheet.leaf(
                    (x + step * 0.2, y + step * 0.22),
                    (x + step * 0.46, y + step * 0.1),
                    step * 0.05,
                    white,
                )
                x += step
            y, row = y + step * 0.8, row + 1
