"""Landmarks of the village: beam bridge, zelkova, wheel house, well terrace, hall, teahouse."""

from __future__ import annotations

import math

from ink import Block, Cut, ink
from sheet import Point, Sheet, curve
from trees import camphor
from view import View

__all__ = [
    "beam_bridge",
    "buffalo",
    "front",
    "hens",
    "tile_roof",
    "well_terrace",
    "wheel_house",
    "zelkova",
]


def _quad(view: View, x0: float, x1: float, y0: float, y1: float, z: float) -> list[Point]:
    return [view.at(x0, y1, z), view.at(x1, y1, z), view.at(x1, y0, z), view.at(x0, y0, z)]


def beam_bridge(
    sheet: Sheet,
    view: View,
    x0: float,
    x1: float,
    z: float,
    *,
    deck: float,
    water: float,
    rail: str = "stone",
    depth: float = 1.7,
) -> None:
    """承安桥: three spans of three slabs each on slim piers; `rail` is stone, bamboo or none."""
    unit = view.scale(z)
    pen = max(1.4, 0.03 * unit)
    rise = 0.28
    thick = 0.34
    third = (x1 - x0) / 3
    marks = [x0, x0 + third, x0 + 2 * third, x1]
    heights = [deck, deck + rise, deck + rise, deck]
    for far in (depth, 0.0):
        for x in marks[1:3]:
            for side in (-0.34, 0.34):
                tone = view.air(0.8 if far == 0 else 0.45, z)
                sheet.poly(
                    _quad(
                        view, x + side - 0.16, x + side + 0.16, water, deck + rise - thick, z + far
                    ),
                    ink(tone, Cut.UPRIGHT),
                    pen=pen,
                    tone=ink(view.air(0.06, z)),
                )
                sheet.poly(
                    _quad(
                        view, x + side + 0.06, x + side + 0.16, water, deck + rise - thick, z + far
                    ),
                    ink(tone - 0.3, Cut.LEVEL),
                )
    for x in marks[1:3]:
        sheet.poly(
            _quad(
                view, x - 0.75, x + 0.75, deck + rise - thick - 0.24, deck + rise - thick, z - 0.05
            ),
            ink(view.air(0.7, z), Cut.STIPPLE),
            pen=pen,
            tone=ink(view.air(0.06, z)),
        )
    for index in range(3):
        xa, xb, ya, yb = marks[index], marks[index + 1], heights[index], heights[index + 1]
        top = [
            view.at(xa, ya, z),
            view.at(xb, yb, z),
            view.at(xb, yb, z + depth),
            view.at(xa, ya, z + depth),
        ]
        sheet.poly(top, ink(view.air(0.95, z)), pen=pen * 0.8)
        for part in (1 / 3, 2 / 3):
            sheet.straight(
                [view.at(xa, ya, z + depth * part), view.at(xb, yb, z + depth * part)],
                pen * 0.7,
                ink(view.air(0.2, z)),
            )
        face = [
            view.at(xa, ya, z),
            view.at(xb, yb, z),
            view.at(xb, yb - thick, z),
            view.at(xa, ya - thick, z),
        ]
        sheet.poly(face, ink(view.air(0.78, z), Cut.STIPPLE), pen=pen, tone=ink(view.air(0.05, z)))
        low = [
            view.at(xa, ya - thick, z),
            view.at(xb, yb - thick, z),
            view.at(xb, yb - thick, z + depth),
            view.at(xa, ya - thick, z + depth),
        ]
        if (deck > view.eye) != (view.mirror is not None):
            sheet.poly(low, ink(view.air(0.2, z), Cut.LEVEL), pen=pen * 0.7)

    def road(x: float) -> float:
        part = (x - x0) / third
        return deck + rise * min(1.0, max(0.0, part), max(0.0, 3 - part))

    if rail == "stone":
        _stone_rail(sheet, view, (x0 + 0.4, x1 - 0.4), z, road, pen)
    elif rail == "bamboo":
        _bamboo_rail(sheet, view, (x0, x1), z, road)


def _stone_rail(
    sheet: Sheet, view: View, ends: tuple[float, float], z: float, road: object, pen: float
) -> None:
    height = road if callable(road) else (lambda x: 0.0)
    x0, x1 = ends
    unit = view.scale(z)
    flip = -1 if view.mirror is not None else 1
    for index in range(5):
        xa, xb = x0 + (x1 - x0) * index / 5, x0 + (x1 - x0) * (index + 1) / 5
        ya, yb = height(xa), height(xb)
        slab = [
            view.at(xa + 0.06, ya + 0.62, z),
            view.at(xb - 0.06, yb + 0.62, z),
            view.at(xb - 0.06, yb + 0.1, z),
            view.at(xa + 0.06, ya + 0.1, z),
        ]
        sheet.poly(slab, ink(view.air(0.88, z), Cut.STIPPLE), pen=pen, tone=ink(view.air(0.08, z)))
    for index in range(6):
        x = x0 + (x1 - x0) * index / 5
        y = height(x)
        sheet.poly(
            _quad(view, x - 0.11, x + 0.11, y, y + 0.8, z),
            ink(view.air(0.84, z)),
            pen=pen,
            tone=ink(view.air(0.06, z)),
        )
        px, py = view.at(x, y + 0.8, z)
        bud = [
            (-0.11, 0),
            (-0.15, -0.12),
            (-0.06, -0.28),
            (0, -0.34),
            (0.06, -0.28),
            (0.15, -0.12),
            (0.11, 0),
        ]
        sheet.shape(
            curve([(px + bx * unit, py + by * unit * flip) for bx, by in bud]) + "Z",
            ink(view.air(0.8, z)),
            pen=pen,
            tone=ink(view.air(0.06, z)),
        )


def _bamboo_rail(
    sheet: Sheet, view: View, ends: tuple[float, float], z: float, road: object
) -> None:
    height = road if callable(road) else (lambda x: 0.0)
    x0, x1 = ends
    unit = view.scale(z)
    previous: Point | None = None
    for index in range(8):
        x = x0 + (x1 - x0) * index / 7
        y = height(x)
        lean = sheet.rng.uniform(-0.12, 0.12)
        top = view.at(x + lean, y + 1.15, z)
        sheet.straight([view.at(x, y - 0.3, z), top], max(2, 0.06 * unit), ink(0.08))
        knot = view.at(x + lean * 0.8, y + 0.92, z)
        if previous:
            middle = ((previous[0] + knot[0]) / 2, max(previous[1], knot[1]) + 0.16 * unit)
            sheet.line([previous, middle, knot], max(1.6, 0.03 * unit), ink(0.1))
        previous = knot


def zelkova(sheet: Sheet, x: float, y: float, height: float, *, tone: float = 0.08) -> None:
    """The old zelkova at the bridge head: a vase of boughs under a wide crown."""
    camphor(sheet, x, y, height, tone=tone)
    for side in (-0.3, -0.17, -0.04, 0.1, 0.22, 0.34):
        for reach, pen in ((0.72, 0.017), (1.0, 0.007)):
            sheet.line(
                [
                    (x, y - height * 0.2),
                    (x + side * height * 0.4, y - height * (0.26 + 0.18 * reach)),
                    (x + side * height * 0.95 * reach, y - height * (0.3 + 0.42 * reach)),
                ],
                height * pen,
                ink(0.02),
            )


def buffalo(
    sheet: Sheet,
    x: float,
    foot: float,
    height: float,
    *,
    flip: bool = False,
    tone: float = 0.1,
    blind: bool = False,
) -> None:
    """A water buffalo facing left, feet at `foot`, its middle at x."""
    with sheet.placed(x, foot, scale=height / 100, flip=flip):
        for px in (-42, 52):
            sheet.blob(
                [(px - 8, -46), (px - 6, -4), (px + 7, -4), (px + 10, -46)],
                ink(tone * 0.4),
                pen=1.6,
            )
        body = [
            (-72, -78),
            (-50, -96),
            (-10, -92),
            (40, -98),
            (72, -86),
            (82, -60),
            (74, -34),
            (20, -28),
            (-30, -30),
            (-62, -40),
            (-78, -56),
        ]
        sheet.blob(
            body,
            sheet.fade([(0, tone + 0.22), (0.5, tone + 0.05), (1, 0.02)], cut=Cut.LEVEL),
            pen=1.8,
        )
        head = [
            (-70, -82),
            (-88, -84),
            (-106, -64),
            (-122, -44),
            (-116, -34),
            (-102, -38),
            (-84, -48),
            (-66, -56),
        ]
        sheet.blob(head, ink(tone + 0.04, Cut.FALL), pen=1.8)
        for side in (0, 9):
            horn = [(-84 + side, -82), (-78 + side, -98), (-58 + side, -108), (-36 + side, -106)]
            sheet.line(horn, 6, ink(0.02))
            sheet.line(horn, 2.4, ink(0.6))
        sheet.blob([(-76, -80), (-64, -72), (-58, -76), (-70, -84)], ink(tone), pen=1.4)
        sheet.oval((-97, -62), 2.6, 2.2, ink(0.8))
        if blind:
            sheet.oval((-96, -64), 11, 9, ink(0.75, Cut.CROSS), pen=1.6, turn=-30)
            sheet.line([(-90, -72), (-80, -80)], 1.8)
        for px in (-56, 64):
            sheet.blob(
                [
                    (px - 9, -50),
                    (px - 7, -26),
                    (px - 8, -2),
                    (px + 7, -2),
                    (px + 8, -26),
                    (px + 12, -50),
                ],
                ink(tone),
                pen=1.6,
            )
        sheet.line([(80, -78), (92, -60), (90, -30)], 3, ink(tone))
        sheet.leaf((90, -34), (93, -16), 3, ink(0.03))
        for k in range(5):
            sheet.line(
                [(-26 + 16 * k, -84), (-30 + 16 * k, -60), (-24 + 16 * k, -40)],
                1.2,
                ink(tone + 0.45),
            )


def wheel_house(
    sheet: Sheet,
    x: float,
    y: float,
    width: float,
    *,
    dusk: bool = False,
    wheel: bool = True,
    haze: float = 0.0,
) -> None:
    """车盘: the thatched cone on eight posts, the toothed disc under it; y is the ground."""
    half = width / 2
    eaves = y - width * 0.36
    peak = y - width * 0.86
    dark = 0.05 + haze
    for px in (-0.62, -0.2, 0.24, 0.64):
        sheet.straight(
            [(x + half * px, eaves), (x + half * px, y - width * 0.07)],
            width * 0.018,
            ink(dark + 0.2),
        )
    if wheel:
        _disc(sheet, x, y - width * 0.12, half * 0.74, haze)
    under = [
        (x - half, eaves),
        (x, eaves - width * 0.08),
        (x + half, eaves),
        (x, eaves + width * 0.07),
    ]
    sheet.blob(under, ink(dark, Cut.LEVEL))
    for px in (-0.88, -0.36, 0.4, 0.9):
        sheet.straight(
            [(x + half * px, eaves + width * 0.03), (x + half * px, y + width * 0.02)],
            width * 0.026,
            ink(dark),
        )
        sheet.straight(
            [
                (x + half * px - width * 0.006, eaves + width * 0.03),
                (x + half * px - width * 0.006, y + width * 0.02),
            ],
            width * 0.005,
            ink(0.65),
        )
    cone = [
        (x - half * 1.1, eaves + width * 0.05),
        (x - half * 0.62, eaves - width * 0.2),
        (x - half * 0.06, peak),
        (x + half * 0.06, peak),
        (x + half * 0.62, eaves - width * 0.2),
        (x + half * 1.1, eaves + width * 0.05),
        (x + half * 0.5, eaves + width * 0.1),
        (x, eaves + width * 0.115),
        (x - half * 0.5, eaves + width * 0.1),
    ]
    light = 0.45 if dusk else 0.9
    sheet.blob(
        cone,
        sheet.fade(
            [(0, light - 0.25), (0.35, light), (0.7, light - 0.35), (1, light - 0.4)],
            turn=0,
            block=Block.WARM,
        ),
        pen=max(2, width * 0.006),
    )
    with sheet.within(curve(cone, closed=True)):
        for _ in range(70):
            part = sheet.rng.uniform(-1.08, 1.08)
            start = sheet.rng.uniform(0, 0.7)
            sx, sy = x + half * part * start, peak + (eaves + width * 0.1 - peak) * start
            stop = min(1.05, start + sheet.rng.uniform(0.15, 0.5))
            ex, ey = x + half * part * stop, peak + (eaves + width * 0.11 - peak) * stop
            sheet.leaf((sx, sy), (ex, ey), width * 0.004, ink(max(0.0, light - 0.6), Cut.FLAT))
        for ring in (0.3, 0.55, 0.8):
            yy = peak + (eaves - peak) * ring
            sheet.line(
                [
                    (x - half * ring * 1.08, yy + width * 0.02),
                    (x, yy + width * 0.06),
                    (x + half * ring * 1.08, yy + width * 0.02),
                ],
                max(1.5, width * 0.004),
                ink(0.12),
            )
    for k in range(60):
        px = x - half * 1.08 + half * 2.16 * k / 59
        drop = eaves + width * 0.05 + width * 0.062 * math.sin(math.pi * k / 59)
        sheet.leaf(
            (px, drop - width * 0.02),
            (px + sheet.rng.uniform(-4, 4), drop + width * sheet.rng.uniform(0.015, 0.04)),
            width * 0.004,
            ink(0.1),
        )
    sheet.blob(
        [
            (x - half * 0.09, peak + width * 0.02),
            (x, peak - width * 0.05),
            (x + half * 0.09, peak + width * 0.02),
        ],
        ink(dark),
    )


def _disc(sheet: Sheet, x: float, y: float, radius: float, haze: float) -> None:
    flat = 0.22
    sheet.oval((x, y + radius * 0.1), radius, radius * flat, ink(0.06 + haze), pen=2)
    for k in range(44):
        angle = math.tau * k / 44
        px, py = x + radius * math.cos(angle), y + radius * flat * math.sin(angle)
        sheet.straight(
            [(px, py), (px, py - radius * 0.12)], max(2, radius * 0.034), ink(0.04 + haze)
        )
    sheet.oval(
        (x, y), radius, radius * flat, ink(0.72, Cut.LEVEL, Block.WARM), pen=max(2, radius * 0.015)
    )
    sheet.oval(
        (x, y), radius * 0.8, radius * flat * 0.8, ink(0.35, Cut.LEVEL), pen=max(1.5, radius * 0.01)
    )
    for k in range(8):
        angle = math.tau * k / 8 + 0.2
        sheet.straight(
            [
                (x, y),
                (x + radius * 0.95 * math.cos(angle), y + radius * 0.95 * flat * math.sin(angle)),
            ],
            max(3, radius * 0.05),
            ink(0.1),
        )
        sheet.straight(
            [
                (x, y - 2),
                (
                    x + radius * 0.95 * math.cos(angle),
                    y - 2 + radius * 0.95 * flat * math.sin(angle),
                ),
            ],
            max(1.5, radius * 0.022),
            ink(0.75, Cut.FLAT, Block.WARM),
        )
    sheet.poly(
        [
            (x - radius * 0.08, y),
            (x - radius * 0.06, y - radius * 0.95),
            (x + radius * 0.06, y - radius * 0.95),
            (x + radius * 0.08, y),
        ],
        ink(0.14),
        pen=2,
    )


def well_terrace(sheet: Sheet, x: float, y: float, width: float) -> None:
    """双眼井: a square stone terrace with two round mouths, the left ring darker and older."""
    depth = width * 0.34
    top = [
        (x - width * 0.4, y - depth),
        (x + width * 0.4, y - depth),
        (x + width * 0.5, y),
        (x - width * 0.5, y),
    ]
    sheet.poly(top, ink(0.94, Cut.STIPPLE), pen=4)
    sheet.poly(
        [
            (x - width * 0.5, y),
            (x + width * 0.5, y),
            (x + width * 0.5, y + width * 0.035),
            (x - width * 0.5, y + width * 0.035),
        ],
        ink(0.45, Cut.UPRIGHT),
        pen=4,
    )
    for k in range(1, 5):
        part = k / 5
        half = width * (0.4 + 0.1 * part)
        yy = y - depth + depth * part
        sheet.straight([(x - half, yy), (x + half, yy)], 2.4, ink(0.4))
        for m in range(6):
            px = -1 + 2 * (m + (0.5 if k % 2 else 0.1)) / 6
            sheet.straight(
                [(x + px * half * 0.98, yy - depth / 5), (x + px * half, yy)], 2, ink(0.45)
            )
    for side, tone in ((-1, 0.32), (1, 0.86)):
        cx, cy, r = x + side * width * 0.19, y - depth * 0.5, width * 0.105
        high = width * 0.085
        sheet.oval((cx + r * 0.2, cy + high * 0.35), r * 1.25, r * 0.5, ink(0.5, Cut.LEVEL))
        wall = [
            (cx - r, cy - high),
            (cx - r * 1.06, cy),
            (cx - r * 0.7, cy + r * 0.28),
            (cx, cy + r * 0.38),
            (cx + r * 0.7, cy + r * 0.28),
            (cx + r * 1.06, cy),
            (cx + r, cy - high),
        ]
        sheet.blob(
            wall,
            sheet.fade([(0, tone * 0.7), (0.3, tone), (1, tone * 0.45)], turn=0, cut=Cut.STIPPLE),
            pen=4,
        )
        sheet.oval((cx, cy - high), r, r * 0.38, ink(min(0.97, tone + 0.1), Cut.STIPPLE), pen=4)
        sheet.oval((cx, cy - high + 2), r * 0.68, r * 0.25, ink(0.02), pen=3)
        for k in range(7):
            angle = math.radians(20 + 22 * k)
            sheet.straight(
                [
                    (cx + r * 0.68 * math.cos(angle), cy - high + r * 0.25 * math.sin(angle)),
                    (cx + r * 0.82 * math.cos(angle), cy - high + r * 0.31 * math.sin(angle)),
                ],
                4,
                ink(0.1),
            )


def tile_roof(
    sheet: Sheet,
    left: float,
    right: float,
    eaves: float,
    ridge: float,
    *,
    inset: float = 0.05,
    tone: float = 0.2,
    step: float = 20,
) -> None:
    """A tiled slope from in front: columns of tile, scalloped eaves, a ridge, its ends raised."""
    wide = right - left
    a, b = left + wide * inset, right - wide * inset
    sheet.poly([(left, eaves), (a, ridge), (b, ridge), (right, eaves)], ink(tone, Cut.FLAT), pen=3)
    count = max(4, int(wide / step))
    for k in range(count + 1):
        part = k / count
        sheet.line(
            [(left + wide * part, eaves), (a + (b - a) * part, ridge)], step * 0.34, ink(0.03)
        )
        sheet.oval((left + wide * part, eaves + step * 0.06), step * 0.36, step * 0.3, ink(0.03))
    sheet.straight([(a, ridge), (b, ridge)], step * 0.55, ink(0.02))
    for side, x in ((-1, a), (1, b)):
        sheet.line(
            [
                (x - side * step * 2, ridge),
                (x, ridge - step * 0.1),
                (x + side * step * 1.0, ridge - step * 0.9),
            ],
            step * 0.5,
            ink(0.02),
        )


def front(
    sheet: Sheet,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    bays: int = 3,
    doors: tuple[int, ...] = (1,),
    roof: float = 0.5,
    wall: float = 0.96,
    window: bool = True,
) -> None:
    """A long house from in front: white wall, windows with lattice, plank doors, a tiled roof."""
    left = x - width / 2
    sheet.rect(
        left,
        y - height,
        width,
        height,
        sheet.fade(
            [(0, wall - 0.3), (0.16, wall), (0.85, wall - 0.03), (1, wall - 0.28)], cut=Cut.STIPPLE
        ),
        pen=3,
    )
    bay = width / bays
    for k in range(bays):
        cx = left + bay * (k + 0.5)
        if k in doors:
            w, h = bay * 0.5, height * 0.74
            sheet.rect(cx - w / 2, y - h, w, h, ink(0.1), pen=4)
            for m in range(1, 6):
                sheet.straight(
                    [(cx - w / 2 + w * m / 6, y - h + 4), (cx - w / 2 + w * m / 6, y)], 2, ink(0.55)
                )
        elif window:
            w, h = bay * 0.52, height * 0.4
            top = y - height * 0.76
            sheet.rect(cx - w / 2, top, w, h, ink(0.08), pen=5)
            for m in range(1, 6):
                sheet.straight(
                    [(cx - w / 2 + w * m / 6, top), (cx - w / 2 + w * m / 6, top + h)], 3, ink(0.85)
                )
            for m in (1, 2):
                sheet.straight(
                    [(cx - w / 2, top + h * m / 3), (cx + w / 2, top + h * m / 3)], 3, ink(0.85)
                )
    if roof:
        tile_roof(
            sheet,
            left - width * 0.03,
            left + width * 1.03,
            y - height + 4,
            y - height - height * roof,
            step=max(9, width / 60),
        )


def hens(sheet: Sheet, spots: list[tuple[float, float]], size: float) -> None:
    """Hens, small."""
    for x, y in spots:
        side = sheet.rng.choice((-1, 1))
        sheet.blob(
            [
                (x - size * side, y - size * 0.7),
                (x - size * 0.3 * side, y),
                (x + size * 0.5 * side, y - size * 0.1),
                (x + size * 0.8 * side, y - size * 0.9),
                (x + size * 0.3 * side, y - size * 0.5),
            ],
            ink(0.1),
        )
        sheet.oval((x + size * 0.85 * side, y - size * 0.95), size * 0.2, size * 0.2, ink(0.1))
        sheet.straight([(x, y), (x, y + size * 0.4)], max(1, size * 0.1))
