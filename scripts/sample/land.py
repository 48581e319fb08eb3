"""The land of the village sketch: water, fields, mulberry and lanes, without a single house.

It is drawn from the sketch's own record, so that what is painted and what is tapped agree.
"""

from __future__ import annotations

from pathlib import Path

from ink import Block, Cut, ink
from pictures import picture
from press import Manner
from sheet import Point, Sheet, curve, outline

from archive.ingest.front_matter import parse_front_matter
from archive.model.sketch import parse_course
from archive.model.terms import LandType

__all__: list[str] = []

W, H = 1500, 1000
GROUND = Manner(0.5, 0.34, 9.0, 1.6, (244, 238, 223), (44, 52, 56), 1.2, soft=0.6)
SKETCH = Path(__file__).resolve().parents[2] / "content" / "sketches" / "linglou.md"

Land = tuple[LandType, list[Point]]


def _read_land() -> list[Land]:
    """What was always there, in px."""
    text = SKETCH.read_text(encoding="utf-8")
    data = parse_front_matter(text, path=SKETCH.relative_to(SKETCH.parents[2])).data  # type: ignore[arg-type]
    assert data is not None
    found: list[Land] = []
    for feature in data["features"]:  # type: ignore[union-attr]
        assert isinstance(feature, dict)
        if "existed_from" in feature:
            continue
        points = [(x * W, y * H) for x, y in parse_course(str(feature["course"]))]
        found.append((LandType.parse(str(feature["land_type"])), points))
    return found


def _box(points: list[Point]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _paddy(sheet: Sheet, points: list[Point]) -> None:
    path = outline(points)
    sheet.shape(path, ink(0.93, Cut.FLAT, Block.WARM), pen=2, tone=ink(0.55, Cut.FLAT, Block.WARM))
    left, top, right, low = _box(points)
    with sheet.within(path):
        y = top + 26
        while y < low:
            sway = [(left + (right - left) * k / 6, y + sheet.rng.uniform(-5, 5)) for k in range(7)]
            sheet.line(sway, 1.6, ink(0.62, Cut.FLAT, Block.WARM))
            x = left + sheet.rng.uniform(0, 26)
            while x < right:
                for lean in (-5, 0, 5):
                    sheet.straight([(x, y - 6), (x + lean, y - 15)], 1.3, ink(0.5))
                x += sheet.rng.uniform(24, 38)
            y += sheet.rng.uniform(30, 38)


def _bushes(sheet: Sheet, points: list[Point], *, step: float, tone: float) -> None:
    path = curve(points, closed=True)
    sheet.shape(path, ink(0.94, Cut.FLAT, Block.WARM))
    left, top, right, low = _box(points)
    with sheet.within(path):
        row, y = 0, top + step / 2
        while y < low:
            x = left + step / 2 * (1 + row % 2)
            while x < right:
                cx, cy = x + sheet.rng.uniform(-4, 4), y + sheet.rng.uniform(-4, 4)
                reach = step * 0.27
                sheet.oval((cx, cy), reach, reach * 0.8, ink(tone, Cut.LEVEL))
                sheet.straight([(cx, cy + reach * 0.7), (cx, cy + reach * 1.5)], 1.8, ink(0.35))
                x += step
            y += step * 0.8
            row += 1


def _bamboo(sheet: Sheet, points: list[Point]) -> None:
    left, top, right, low = _box(points)
    with sheet.within(curve(points, closed=True)):
        for _ in range(150):
            x, y = sheet.rng.uniform(left, right), sheet.rng.uniform(top, low + 20)
            for _ in range(4):
                tip = (x + sheet.rng.uniform(-14, 14), y - sheet.rng.uniform(8, 22))
                sheet.leaf((x, y), tip, 2.2, ink(sheet.rng.uniform(0.3, 0.55)))


def _water(sheet: Sheet, points: list[Point]) -> None:
    path = curve(points, closed=True)
    sheet.shape(path, ink(0.8, Cut.LEVEL, Block.INDIGO))
    left, top, right, low = _box(points)
    with sheet.within(path):
        for _ in range(int((right - left) * (low - top) / 5200)):
            x, y = sheet.rng.uniform(left, right), sheet.rng.uniform(top, low)
            long = sheet.rng.uniform(18, 60)
            wave = [(x, y), (x + long / 2, y - 4), (x + long, y)]
            sheet.line(wave, 1.5, ink(0.5, Cut.FLAT, Block.INDIGO))


@picture("sketches/linglou", W, H, GROUND, weight=110)
def _land(sheet: Sheet) -> None:
    land = _read_land()
    lines = {LandType.PATH: (9, 0.72), LandType.LANE: (12, 0.7), LandType.DYKE: (14, 0.6)}
    for land_type, points in land:
        if land_type is LandType.PADDY:
            _paddy(sheet, points)
        elif land_type is LandType.MULBERRY:
            _bushes(sheet, points, step=38, tone=0.55)
        elif land_type is LandType.GROVE:
            _bamboo(sheet, points)
    for land_type, points in land:
        if land_type in lines:
            pen, tone = lines[land_type]
            sheet.line(points, pen + 4, ink(tone - 0.15, Cut.FLAT, Block.WARM))
            sheet.line(points, pen, ink(0.9, Cut.FLAT, Block.WARM))
    for land_type, points in land:
        if land_type is LandType.WATER:
            sheet.shape(curve(points, closed=True), "none", pen=5, tone=ink(0.4))
    for land_type, points in land:
        if land_type is LandType.CREEK:
            sheet.line(points, 46, ink(0.4))
    for land_type, points in land:
        if land_type is LandType.WATER:
            _water(sheet, points)
        elif land_type is LandType.CREEK:
            sheet.line(points, 41, ink(0.8, Cut.FLAT, Block.INDIGO))
