"""Buildings: whitewashed walls, dark tiles, stepped gables, stone bridges, in perspective."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from ink import Cut, ink
from sheet import Point, Sheet
from view import View

__all__ = [
    "House",
    "draw_house",
    "horse_head",
    "quay",
]


@dataclass(frozen=True)
class House:
    """A house on x0..x1, z0..z1, its floor at y0; the ridge runs along z."""

    x0: float
    x1: float
    z0: float
    z1: float
    y0: float = 0.0
    wall: float = 3.4
    """Height of the eaves in m."""
    rise: float = 1.7
    """Height of the ridge above the eaves in m."""
    stepped: bool = True
    """Has a horse-head gable."""
    storeys: int = 1
    lit: float = 0.97
    """Tone of the whitewash in the light."""
    open_shop: bool = False
    """The ground floor on the lane side is a shop front of boards."""


def _wall_points(
    view: View, x: float, z0: float, z1: float, low: float, high: float
) -> list[Point]:
    return [view.at(x, low, z0), view.at(x, high, z0), view.at(x, high, z1), view.at(x, low, z1)]


def horse_head(x0: float, x1: float, eaves: float, rise: float) -> list[tuple[float, float]]:
    """Outline (x, y) of a stepped gable from its left foot to its right."""
    width, middle = x1 - x0, (x0 + x1) / 2
    top = eaves + rise + 0.55
    steps = [(0.5, eaves + 0.45), (0.33, eaves + 0.45 + (top - eaves - 0.45) * 0.5), (0.16, top)]
    left: list[tuple[float, float]] = []
    previous = eaves + 0.45
    for part, height in steps:
        x = middle - width * part
        left += [(x, previous), (x, height)]
        previous = height
    right = [(2 * middle - x, y) for x, y in reversed(left)]
    return left[1:] + right[:-1]


def _coping(sheet: Sheet, view: View, profile: list[tuple[float, float]], z: float) -> None:
    """The dark tiled cap on each step of a gable, its ends turned up."""
    tone = ink(view.air(0.02, z))
    unit = view.scale(z)
    for (ax, ay), (bx, by) in itertools.pairwise(profile):
        if abs(ay - by) > 0.01:
            continue
        out = 0.16
        left, right = view.at(ax - out, ay, z), view.at(bx + out, by, z)
        flip = -1 if view.mirror is None else 1
        thick, tip = 0.24 * unit * flip, 0.17 * unit * flip
        rise = [
            (left[0] - 0.1 * unit, left[1] + tip * 1.9),
            (left[0] + 0.28 * unit, left[1] + thick),
            (right[0] - 0.28 * unit, right[1] + thick),
            (right[0] + 0.1 * unit, right[1] + tip * 1.9),
            (right[0], right[1]),
            (left[0], left[1]),
        ]
        sheet.poly(rise, tone)
        edge = [(left[0], left[1] - 0.09 * unit * flip), (right[0], right[1] - 0.09 * unit * flip)]
        sheet.straight(edge, max(1.2, 0.05 * unit), ink(view.air(0.25, z)))


def _gable_wall(sheet: Sheet, view: View, house: House) -> None:
    eaves = house.y0 + house.wall
    z = house.z0
    if house.stepped:
        profile = horse_head(house.x0, house.x1, eaves, house.rise)
    else:
        middle = (house.x0 + house.x1) / 2
        profile = [(house.x0, eaves), (middle, eaves + house.rise), (house.x1, eaves)]
    outline = [(house.x0, house.y0), *profile, (house.x1, house.y0)]
    points = [view.at(x, y, z) for x, y in outline]
    high = view.air(house.lit, z)
    paint = sheet.fade(
        [(0, high), (0.6, high - 0.02), (0.93, high - 0.1), (1, high - 0.3)],
        turn=90 if view.mirror is None else 270,
        cut=Cut.STIPPLE,
    )
    sheet.poly(points, paint, pen=max(1.2, 0.03 * view.scale(z)), tone=ink(view.air(0.1, z)))
    if house.stepped:
        _coping(sheet, view, profile, z)
    else:
        roof = [view.at(x, y + 0.06, z) for x, y in profile]
        sheet.straight(roof, 0.22 * view.scale(z), ink(view.air(0.03, z)))
    _stains(sheet, view, house)


def _stains(sheet: Sheet, view: View, house: House) -> None:
    """Rain marks under the coping: what makes a white wall old."""
    if view.mirror is not None:
        return
    rng, unit = sheet.rng, view.scale(house.z0)
    for _ in range(7):
        x = rng.uniform(house.x0 + 0.2, house.x1 - 0.2)
        y = house.y0 + house.wall + rng.uniform(-0.2, 0.5)
        top = view.at(x, y, house.z0)
        length = rng.uniform(0.5, 1.8) * unit
        sheet.leaf(
            top,
            (top[0] + rng.uniform(-3, 3), top[1] + length),
            0.05 * unit,
            ink(view.air(0.78, house.z0), Cut.UPRIGHT),
        )


def _roof_slope(sheet: Sheet, view: View, house: House, side: float) -> None:
    eaves, ridge = house.y0 + house.wall, house.y0 + house.wall + house.rise
    middle = (house.x0 + house.x1) / 2
    edge = side + (0.35 if side > middle else -0.35)
    low = eaves - 0.25
    corners = [
        view.at(edge, low, house.z0),
        view.at(edge, low, house.z1),
        view.at(middle, ridge, house.z1),
        view.at(middle, ridge, house.z0),
    ]
    sheet.poly(
        corners, ink(view.air(0.2, house.z0), Cut.FLAT), pen=1.5, tone=ink(view.air(0.05, house.z0))
    )
    step = 0.34
    count = max(2, int((house.z1 - house.z0) / step))
    for index in range(1, count):
        z = house.z0 + (house.z1 - house.z0) * index / count
        pen = max(0.9, 0.1 * view.scale(z))
        sheet.straight(
            [view.at(edge, low, z), view.at(middle, ridge, z)], pen, ink(view.air(0.03, z))
        )
    eave = [view.at(edge, low, house.z0), view.at(edge, low, house.z1)]
    sheet.straight(
        eave, max(2, 0.14 * view.scale((house.z0 + house.z1) / 2)), ink(view.air(0.0, house.z0))
    )
    top = [view.at(middle, ridge + 0.08, house.z0), view.at(middle, ridge + 0.08, house.z1)]
    sheet.straight(top, max(2, 0.2 * view.scale(house.z0)), ink(view.air(0.02, house.z0)))


def _lane_wall(sheet: Sheet, view: View, house: House, side: float) -> None:
    eaves = house.y0 + house.wall
    tone = view.air(house.lit - 0.2, house.z0)
    points = _wall_points(view, side, house.z0, house.z1, house.y0, eaves)
    paint = sheet.fade(
        [(0, tone - 0.22), (0.25, tone), (0.85, tone - 0.02), (1, tone - 0.25)],
        turn=90 if view.mirror is None else 270,
        cut=Cut.UPRIGHT,
    )
    sheet.poly(points, paint, pen=1.4, tone=ink(view.air(0.12, house.z0)))
    depth = house.z1 - house.z0
    bays = max(1, round(depth / 2.6))
    for storey in range(house.storeys):
        base = house.y0 + storey * house.wall / house.storeys
        for bay in range(bays):
            centre = house.z0 + depth * (bay + 0.5) / bays
            door = storey == 0 and (bay == bays // 2 or house.open_shop)
            _opening(sheet, view, side, centre, base, door=door)


def _opening(sheet: Sheet, view: View, x: float, z: float, base: float, *, door: bool) -> None:
    half, low, high = (0.7, 0.0, 2.2) if door else (0.5, 1.0, 1.9)
    points = _wall_points(view, x, z - half, z + half, base + low, base + high)
    sheet.poly(
        points,
        ink(view.air(0.12, z)),
        pen=max(1, 0.06 * view.scale(z)),
        tone=ink(view.air(0.05, z)),
    )
    if door:
        for part in (-0.35, 0.0, 0.35):
            sheet.straight(
                [view.at(x, base, z + part), view.at(x, base + high - 0.08, z + part)],
                max(0.8, 0.03 * view.scale(z)),
                ink(view.air(0.5, z)),
            )
    else:
        for part in (-0.25, 0.0, 0.25):
            sheet.straight(
                [view.at(x, base + low, z + part), view.at(x, base + high, z + part)],
                max(0.8, 0.05 * view.scale(z)),
                ink(view.air(0.7, z)),
            )


def draw_house(sheet: Sheet, view: View, house: House) -> None:
    """One house: the roof behind, the side that faces the middle, the gable in front."""
    centre = view.at((house.x0 + house.x1) / 2, 0, house.z0)[0] - view.centre
    middle = (house.x0 + house.x1) / 2
    inner = house.x1 if centre < 0 else house.x0
    _roof_slope(sheet, view, house, inner)
    if (centre < 0 and house.x1 < 0) or (centre >= 0 and house.x0 > 0):
        _lane_wall(sheet, view, house, inner)
        _eave_shadow(sheet, view, house, inner, middle)
    _gable_wall(sheet, view, house)


def _eave_shadow(sheet: Sheet, view: View, house: House, side: float, middle: float) -> None:
    edge = side + (0.35 if side > middle else -0.35)
    low = house.y0 + house.wall - 0.25
    points = [
        view.at(edge, low, house.z0),
        view.at(edge, low, house.z1),
        view.at(side, low - 0.1, house.z1),
        view.at(side, low - 0.1, house.z0),
    ]
    sheet.poly(points, ink(view.air(0.06, house.z0)))


def quay(
    sheet: Sheet, view: View, x: float, z0: float, z1: float, *, top: float, water: float
) -> None:
    """The stone embankment along a canal: courses and joints of long blocks."""
    tone = view.air(0.62, z0)
    sheet.poly(
        _wall_points(view, x, z0, z1, water, top),
        sheet.fade([(0, tone), (1, tone - 0.3)], turn=90, cut=Cut.LEVEL),
        pen=1.5,
    )
    courses = 3
    for course in range(courses + 1):
        y = water + (top - water) * course / courses
        for part in range(12):
            za = z0 + (z1 - z0) * (part / 12) ** 2
            zb = z0 + (z1 - z0) * ((part + 1) / 12) ** 2
            sheet.straight(
                [view.at(x, y, za), view.at(x, y, zb)],
                max(0.8, min(5, 0.035 * view.scale(za))),
                ink(view.air(0.1, za)),
            )
        if course == courses:
            continue
        z = z0 + sheet.rng.uniform(0, 1)
        while z < z1:
            high = y + (top - water) / courses
            sheet.straight(
                [view.at(x, y, z), view.at(x, high, z)],
                max(0.7, min(4, 0.03 * view.scale(z))),
                ink(view.air(0.15, z)),
            )
            z += sheet.rng.uniform(1.1, 1.9)
