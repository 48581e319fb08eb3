"""Lines of the village sketch: how each sort of place and of land is drawn, as SVG path data.

Everything is measured in units of which a drawing is `WIDTH` wide, with one digit after the point.
"""

from collections.abc import Callable, Mapping, Sequence
from math import cos, pi, sin

from archive.model.media import Outline
from archive.model.sketch import Feature, Point, parse_course
from archive.model.terms import LandType, PlaceType
from archive.values import dataclass

WIDTH = 1000
SMOOTH = frozenset({LandType.WATER, LandType.CREEK, LandType.GROVE, LandType.PATH})
"""Land that is drawn without corners."""
TILE = 7.0
"""Units between two rows of tiles on a roof."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where a place is, in units."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> Point:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def low(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Shape:
    """What is drawn of a place: its outline, which can be filled, and the lines within."""

    outline: str
    lines: str = ""


def box_of(outline: Outline, *, height: float) -> Box:
    """Where ``outline`` is on a drawing ``height`` units high."""
    return Box(
        outline.x * WIDTH, outline.y * height, outline.width * WIDTH, outline.height * height
    )


def draw_place(place_type: PlaceType, box: Box) -> Shape:
    """A place seen from above."""
    return _PLACES.get(place_type, _plain)(box)


def draw_land(feature: Feature, *, height: float) -> str:
    """A piece of land: a closed path for a surface, an open one for a line."""
    points = _points(feature, height)
    is_closed = feature.land_type.is_surface
    if feature.land_type in SMOOTH and len(points) > 2:
        return _curve(points, is_closed=is_closed)
    return _path(points) + ("Z" if is_closed else "")


def name_point(feature: Feature, *, height: float) -> Point:
    """Where the name of a piece of land stands: in the middle of a surface or along a line."""
    points = _points(feature, height)
    if feature.land_type.is_surface:
        count = len(points)
        return sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    (ax, ay), (bx, by) = points[(len(points) - 1) // 2], points[len(points) // 2]
    return ((ax + bx) / 2, (ay + by) / 2) if len(points) % 2 == 0 else (bx, by)


def format_number(number: float) -> str:
    """One digit after the point, none where it is nought."""
    text = f"{number:.1f}"
    return text[:-2] if text.endswith(".0") else text


def _points(feature: Feature, height: float) -> tuple[Point, ...]:
    return tuple((x * WIDTH, y * height) for x, y in parse_course(feature.course))


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(_pair(point) for point in points)


def _pair(point: Point) -> str:
    return f"{format_number(point[0])} {format_number(point[1])}"


def _curve(points: Sequence[Point], *, is_closed: bool) -> str:
    """A smooth path through ``points`` (Catmull-Rom, as cubic curves)."""
    count = len(points)

    def at(index: int) -> Point:
        return points[index % count] if is_closed else points[max(0, min(count - 1, index))]

    parts = [f"M{_pair(points[0])}"]
    for index in range(count if is_closed else count - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = (at(index + step) for step in (-1, 0, 1, 2))
        first = bx + (cx - ax) / 6, by + (cy - ay) / 6
        second = cx - (dx - bx) / 6, cy - (dy - by) / 6
        parts.append(f"C{_pair(first)} {_pair(second)} {_pair((cx, cy))}")
    return "".join(parts) + ("Z" if is_closed else "")


# --- places


def _rectangle(box: Box) -> str:
    return (
        f"M{_pair((box.x, box.y))}h{format_number(box.width)}v{format_number(box.height)}"
        f"h{format_number(-box.width)}Z"
    )


def _across(box: Box, share: float) -> str:
    """A line along the longer side, at ``share`` of the shorter."""
    if box.width >= box.height:
        return f"M{_pair((box.x, box.y + box.height * share))}h{format_number(box.width)}"
    return f"M{_pair((box.x + box.width * share, box.y))}v{format_number(box.height)}"


def _rungs(box: Box, step: float, *, begin: float = 0.0, end: float = 1.0) -> str:
    """Lines across the longer side, ``step`` units apart, from ``begin`` to ``end`` of the
    shorter."""
    is_wide = box.width >= box.height
    long, short = (box.width, box.height) if is_wide else (box.height, box.width)
    count = max(2, round(long / step))
    drawn = []
    for number in range(1, count):
        along, down = long * number / count, short * begin
        length = format_number(short * (end - begin))
        if is_wide:
            drawn.append(f"M{_pair((box.x + along, box.y + down))}v{length}")
        else:
            drawn.append(f"M{_pair((box.x + down, box.y + along))}h{length}")
    return "".join(drawn)


def _plain(box: Box) -> Shape:
    return Shape(_rectangle(box))


def _house(box: Box) -> Shape:
    """A roof of two slopes: the ridge, and the rows of tiles below it."""
    return Shape(_rectangle(box), _across(box, 0.5) + _rungs(box, TILE, begin=0.56, end=0.94))


def _hall(box: Box) -> Shape:
    """Two roofs with a courtyard between them."""
    court = Box(
        box.x + box.width * 0.3, box.y + box.height * 0.38, box.width * 0.4, box.height * 0.24
    )
    ridges = _across(box, 0.2) + _across(box, 0.8)
    return Shape(_rectangle(box), ridges + _rectangle(court))


def _bridge(box: Box) -> Shape:
    return Shape(_rectangle(box), _across(box, 0.34) + _across(box, 0.66))


def _steps(box: Box) -> Shape:
    return Shape(_rectangle(box), _rungs(box, TILE))


def _field(box: Box) -> Shape:
    return Shape(_rectangle(box), _across(box, 0.33) + _across(box, 0.66))


def _circle(centre: Point, radius: float) -> str:
    x, y = centre
    across = format_number(radius * 2)
    r = format_number(radius)
    start = _pair((x - radius, y))
    return f"M{start}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0Z"


def _well(box: Box) -> Shape:
    x, y = box.centre
    reach = min(box.width, box.height)
    mouths = [_circle((x + side * reach * 0.22, y), reach * 0.16) for side in (-1, 1)]
    return Shape(_circle(box.centre, reach * 0.5), "".join(mouths))


def _tree(box: Box) -> Shape:
    """A crown in seven arcs round its trunk."""
    x, y = box.centre
    reach = min(box.width, box.height) * 0.46
    rim = [
        (x + reach * cos(2 * pi * turn / 7), y + reach * sin(2 * pi * turn / 7))
        for turn in range(7)
    ]
    arc = format_number(reach * 0.5)
    crown = "".join(f"A{arc} {arc} 0 0 1 {_pair(point)}" for point in (*rim[1:], rim[0]))
    return Shape(f"M{_pair(rim[0])}{crown}Z", _circle(box.centre, reach * 0.14))


_PLACES: Mapping[PlaceType, Callable[[Box], Shape]] = {
    PlaceType.HOUSE: _house,
    PlaceType.SHOP: _house,
    PlaceType.HALL: _hall,
    PlaceType.SCHOOL: _hall,
    PlaceType.BRIDGE: _bridge,
    PlaceType.WELL: _well,
    PlaceType.LANDING: _steps,
    PlaceType.LANE: _plain,
    PlaceType.FIELD: _field,
    PlaceType.TREE: _tree,
}
