"""The tiles of a puzzle: a board cut into pieces whose knobs fit. Pure geometry in whole units.

The board is cut into rows, and each row into tiles as wide as each other; rows may differ by one
tile, so that any number of tiles fills the board to its last corner. A side that two tiles share is
one line, drawn once from either end: what is a knob of the one is the hollow of the other.

All knobs between the tiles of a row point the same way. So no tile loses more than one hollow's
breadth of the room that its words need.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from math import lcm

from archive.values import dataclass

TILE = 1000
"""Breadth of a tile in the fullest row."""
_KNOB_CURVES = (
    ((-115, 0), (-78, 0), (-38, 19), (-57, 34)),
    ((-57, 34), (-78, 50), (-91, 77), (-91, 106)),
    ((-91, 106), (-91, 156), (-50, 195), (0, 195)),
    ((0, 195), (50, 195), (91, 156), (91, 106)),
    ((91, 106), (91, 77), (78, 50), (57, 34)),
    ((57, 34), (38, 19), (78, 0), (115, 0)),
)  # fmt: skip
"""A knob as cubic curves along a line and away from it, from its left foot to its right one."""
_FOOT = 115
_SLANT = TILE // 8
_SHORTEST = 3 * _FOOT
"""A line shorter than this carries no knob."""

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line, or a curve with its two control points."""

    start: Point
    end: Point
    curve: tuple[Point, Point] | None = None

    @property
    def reversed(self) -> "Line":
        """The same from its other end."""
        bent = (self.curve[1], self.curve[0]) if self.curve else None
        return Line(self.end, self.start, bent)


Edge = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile: the box of its words, and its outline clockwise from the box's upper left."""

    x: int
    y: int
    width: int
    height: int
    span: int
    """How many of the board's `Board.columns` it takes."""
    outline: Edge
    hollow: int = 0
    """Where a neighbour's knob takes room from its words: 1 from the left, -1 from the right."""

    @property
    def path(self) -> str:
        """The outline as SVG path data."""
        return format_path(self.outline)

    @property
    def hatching(self) -> str:
        """Slanting lines across its box, as SVG path data to be stroked."""
        return self._slants(-TILE // 14)

    @property
    def bleeding(self) -> str:
        """The same beyond its knobs, to be cut off at its outline."""
        return self._slants(2 * _FOOT)

    def _slants(self, beyond: int) -> str:
        left, top = self.x - beyond, self.y - beyond
        width, height = self.width + 2 * beyond, self.height + 2 * beyond
        lines = []
        for reach in range(_SLANT, width + height, _SLANT):
            x1, y1 = left + min(reach, width), top + max(0, reach - width)
            x2, y2 = left + max(0, reach - height), top + min(reach, height)
            lines.append(f"M{x1} {y1}L{x2} {y2}")
        return "".join(lines)


@dataclass(frozen=True, slots=True)
class Board:
    """A board of tiles, row by row; it begins at 0, 0."""

    columns: int
    """Columns of a grid in which every tile takes a whole number of them."""
    rows: int
    width: int
    height: int
    tiles: tuple[Tile, ...]


@lru_cache(maxsize=256)
def lay_board(count: int, *, columns: int, tile_height: int = TILE) -> Board:
    """A board of ``count`` tiles, at most ``columns`` in a row. The same every time.

    ValueError when either is below 1.
    """
    if count < 1 or columns < 1:
        raise ValueError("a board has at least one tile and one column")
    rows = share_out(count, columns=columns)
    width = rows[0] * TILE
    cuts = [_cuts(number, width) for number in rows]
    levels = [row * tile_height for row in range(len(rows) + 1)]
    uprights = [list(_uprights(cuts[row], row, levels)) for row in range(len(rows))]
    floors = [_floors(cuts, row, levels[row + 1]) for row in range(len(rows) - 1)]
    grid = lcm(*rows)
    tiles = []
    for row, number in enumerate(rows):
        for place in range(number):
            left, right = cuts[row][place], cuts[row][place + 1]
            above = _within(floors[row - 1], left, right) if row else ()
            below = _within(floors[row], left, right) if row < len(floors) else ()
            outline = (
                *(above or (Line((left, levels[row]), (right, levels[row])),)),
                *uprights[row][place + 1],
                *_reverse(below or (Line((left, levels[row + 1]), (right, levels[row + 1])),)),
                *_reverse(uprights[row][place]),
            )
            tiles.append(
                Tile(
                    left,
                    levels[row],
                    right - left,
                    tile_height,
                    grid // number,
                    outline,
                    _hollow(row, place, number),
                )
            )
    return Board(grid, len(rows), width, levels[-1], tuple(tiles))


def _hollow(row: int, place: int, number: int) -> int:
    if _course(row) == 1:
        return -1 if place < number - 1 else 0
    return 1 if place > 0 else 0


def wide_columns(count: int) -> int:
    """How many tiles go beside each other where there is room: the board stays near a square."""
    return next((columns for columns in (1, 2, 3, 4) if count <= columns * columns), 5)


def share_out(count: int, *, columns: int) -> tuple[int, ...]:
    """How many tiles each row has: as alike as can be, the fuller rows first."""
    rows = -(-count // columns)
    each, over = divmod(count, rows)
    return tuple(each + (row < over) for row in range(rows))


def format_path(outline: Sequence[Line]) -> str:
    """SVG path data of a closed outline, in steps relative to each other."""
    first = outline[0].start
    parts = [f"M{first[0]} {first[1]}"]
    for line in outline:
        points = [*line.curve, line.end] if line.curve else [line.end]
        steps = " ".join(f"{x - line.start[0]} {y - line.start[1]}" for x, y in points)
        parts.append(("c" if line.curve else "l") + steps)
    return "".join([*parts, "z"])


def _cuts(number: int, width: int) -> tuple[int, ...]:
    return tuple(round(place * width / number) for place in range(number + 1))


def _uprights(cuts: Sequence[int], row: int, levels: Sequence[int]) -> Iterator[Edge]:
    """The upright lines of a row, from above to below; those at the board's sides are straight."""
    for place, x in enumerate(cuts):
        top, bottom = (x, levels[row]), (x, levels[row + 1])
        if place in (0, len(cuts) - 1):
            yield (Line(top, bottom),)
        else:
            yield _with_knob(top, bottom, _course(row), at=_place_of(row, place, 0))


def _course(row: int) -> int:
    """Where the knobs between the tiles of a row point: 1 to the left, -1 to the right."""
    return 1 if _chance(row) < 0.5 else -1


def _floors(cuts: Sequence[Sequence[int]], row: int, level: int) -> list[Edge]:
    """The lines between a row and the next, from left to right: one for each pair of tiles."""
    ends = sorted({*cuts[row], *cuts[row + 1]})
    floors: list[Edge] = []
    for place, (left, right) in enumerate(pairwise(ends)):
        side = 1 if _chance(row, place, 1) < 0.5 else -1
        start, end = (left, level), (right, level)
        floors.append(_with_knob(start, end, side, at=_place_of(row, place, 2)))
    return floors


def _within(edges: Sequence[Edge], left: int, right: int) -> Edge:
    inside = [e for e in edges if left <= e[0].start[0] and e[-1].end[0] <= right]
    return tuple(line for edge in inside for line in edge)


def _reverse(edge: Edge) -> Edge:
    return tuple(line.reversed for line in reversed(edge))


def _place_of(*what: int) -> float:
    """How far along a line its knob is: near the middle, and nowhere quite the same."""
    return 0.44 + 0.12 * _chance(*what)


def _with_knob(start: Point, end: Point, side: int, *, at: float) -> Edge:
    """An upright or level line with a knob, to the right of its course when ``side`` is 1."""
    along = (_sign(end[0] - start[0]), _sign(end[1] - start[1]))
    away = (-along[1] * side, along[0] * side)
    length = abs(end[0] - start[0]) + abs(end[1] - start[1])
    if length < _SHORTEST:
        return (Line(start, end),)
    middle = round(length * at)

    def point(offset: Point) -> Point:
        far, out = middle + offset[0], offset[1]
        return (
            start[0] + along[0] * far + away[0] * out,
            start[1] + along[1] * far + away[1] * out,
        )

    knob = [
        Line(point(first), point(last), (point(one), point(two)))
        for first, one, two, last in _KNOB_CURVES
    ]
    return (Line(start, knob[0].start), *knob, Line(knob[-1].end, end))


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _chance(*what: int) -> float:
    """A number from 0 to 1 that is always the same for the same question."""
    digest = blake2b(repr(what).encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 2**32
