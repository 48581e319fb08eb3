"""In which order the writing on a page is read: rows from the top, or columns from the right.

A recogniser finds stretches of writing wherever they are. Here they are turned upright, told
apart into blocks, and put into lines: vertical writing is horizontal writing with the page turned
by a quarter, so both go the same way. All lengths are in pixels of the scan.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from archive.values import dataclass

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]

_ELONGATED = 1.5
"""A stretch this many times as long as wide shows which way it is written."""
_SAME_LINE = 0.5
"""The share of the lower of two stretches by which they must overlap to be on one line."""
_JOINED = 0.3
"""Characters of room that may lie between two stretches of one run of words."""
_GUTTER = 1.2
"""Characters of room that lie at least between two columns of text."""
_FILLED = 0.6
"""The share of its column that most lines of running text fill; those of a table do not."""
_MOST_SKEW = math.radians(15)
SPACE = "\u3000"
"""Stands between the cells of a line."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of writing that was found: its corners (from the upper left, going round, in pixels),
    its words, and how sure the recogniser is, 0 to 1."""

    corners: Quad
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Line:
    """Stretches that are read one after the other as one line."""

    stretches: tuple[Stretch, ...]
    text: str

    @property
    def confidence(self) -> float:
        """Of the stretch that was read worst."""
        return min(stretch.confidence for stretch in self.stretches)


@dataclass(frozen=True, slots=True)
class _Box:
    """A stretch in upright coordinates in which lines run to the right and follow downwards."""

    left: float
    top: float
    right: float
    bottom: float
    stretch: Stretch

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


def order_lines(stretches: Sequence[Stretch]) -> tuple[Line, ...]:
    """The lines of a page in the order in which they are read."""
    written = [stretch for stretch in stretches if stretch.text.strip()]
    if not written:
        return ()
    skew = skew_of(written)
    is_vertical = is_vertical_writing(written)
    boxes = [_box(stretch, skew=skew, is_vertical=is_vertical) for stretch in written]
    lines: list[Line] = []
    for band in _bands(boxes, is_vertical=is_vertical):
        for block in _blocks(band):
            lines += [_line(row) for row in _rows(block)]
    return tuple(lines)


def put_corners(points: Sequence[Point]) -> Quad:
    """Four corners in any order as those of a stretch: from the upper left, going round. "Upper"
    is the side that lies least askew; a narrow column that leans far has its highest point on the
    right and its lowest on the left, and is still a column."""
    middle = sum(x for x, _ in points) / 4, sum(y for _, y in points) / 4
    round_ = sorted(points, key=lambda p: math.atan2(p[1] - middle[1], p[0] - middle[0]))

    def lies(first: int) -> float:
        (x0, y0), (x1, y1) = round_[first], round_[(first + 1) % 4]
        return (x1 - x0) / (math.hypot(x1 - x0, y1 - y0) or 1.0)

    first = max(range(4), key=lies)
    a, b, c, d = (round_[(first + step) % 4] for step in range(4))
    return a, b, c, d


def skew_of(stretches: Sequence[Stretch]) -> float:
    """By how much the page lies askew, in radians clockwise: the median of its long stretches,
    each counted by its length."""
    angles: list[tuple[float, float]] = []
    for stretch in stretches:
        (x0, y0), (x1, y1), _, (x3, y3) = stretch.corners
        across, down = math.hypot(x1 - x0, y1 - y0), math.hypot(x3 - x0, y3 - y0)
        if across > 2 * down:
            angles.append((math.atan2(y1 - y0, x1 - x0), across))
        elif down > 2 * across:
            angles.append((math.atan2(y3 - y0, x3 - x0) - math.pi / 2, down))
    angles = sorted(found for found in angles if abs(found[0]) <= _MOST_SKEW)
    half, passed = sum(weight for _, weight in angles) / 2, 0.0
    for angle, weight in angles:
        passed += weight
        if passed >= half:
            return angle
    return 0.0


def is_vertical_writing(stretches: Sequence[Stretch]) -> bool:
    """Whether more characters stand in upright stretches than in lying ones."""
    upright = lying = 0
    for stretch in stretches:
        across, down = _size(stretch)
        letters = len(stretch.text.strip())
        if letters > 1 and down > _ELONGATED * across:
            upright += letters
        elif letters > 1 and across > _ELONGATED * down:
            lying += letters
    return upright > lying


def _size(stretch: Stretch) -> tuple[float, float]:
    (x0, y0), (x1, y1), _, (x3, y3) = stretch.corners
    return math.hypot(x1 - x0, y1 - y0), math.hypot(x3 - x0, y3 - y0)


def _box(stretch: Stretch, *, skew: float, is_vertical: bool) -> _Box:
    """Turned upright about the corner of the page; for vertical writing also by a quarter, so that
    down becomes right and left becomes down."""
    cos, sin = math.cos(-skew), math.sin(-skew)
    points = [(x * cos - y * sin, x * sin + y * cos) for x, y in stretch.corners]
    if is_vertical:
        points = [(y, -x) for x, y in points]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return _Box(min(xs), min(ys), max(xs), max(ys), stretch)


def _bands(boxes: Sequence[_Box], *, is_vertical: bool) -> list[list[_Box]]:
    """A heading written the other way, which stands apart, is read before what follows it."""
    if not is_vertical:
        return [list(boxes)]
    across = [box for box in boxes if box.height > _ELONGATED * box.width and _letters(box) > 1]
    down = [box for box in boxes if box not in across]
    heads = [box for box in across if all(box.right <= other.left for other in down)]
    feet = [box for box in across if all(box.left >= other.right for other in down)]
    if not down or len(heads) + len(feet) != len(across):
        return [list(boxes)]
    return [[_turned_back(box)] for box in sorted(heads, key=_start)] + [
        down,
        *([_turned_back(box)] for box in sorted(feet, key=_start)),
    ]


def _turned_back(box: _Box) -> _Box:
    return replace(box, left=-box.bottom, top=box.left, right=-box.top, bottom=box.right)


def _start(box: _Box) -> tuple[float, float]:
    return box.left, box.top


def _letters(box: _Box) -> int:
    return len(box.stretch.text.strip())


def _blocks(boxes: list[_Box]) -> list[list[_Box]]:
    """Columns of running text are read one after the other; everything else goes by rows.

    A page is cut where nothing is written all the way down, if both sides are text: the cells of
    a table stand apart as well, but do not fill their columns.
    """
    found: list[list[_Box]] = []
    waiting = [boxes]
    while waiting:
        block = waiting.pop()
        cut = _cut_across(block) or _cut_down(block)
        if cut is None:
            found.append(block)
        else:
            waiting += [cut[1], cut[0]]
    return found


def _cut_down(block: list[_Box]) -> tuple[list[_Box], list[_Box]] | None:
    """The block to the left of the widest gutter between columns of text, and the one beyond."""
    best: tuple[float, float] | None = None
    reach = -math.inf
    for box in sorted(block, key=lambda box: box.left):
        gap = box.left - reach
        if reach > -math.inf and gap > 0 and (best is None or gap > best[0]):
            best = gap, box.left
        reach = max(reach, box.right)
    if best is None or best[0] < _GUTTER * median(box.height for box in block):
        return None
    left = [box for box in block if box.right < best[1]]
    right = [box for box in block if box.left >= best[1]]
    return (left, right) if _is_text(left) and _is_text(right) else None


def _cut_across(block: list[_Box]) -> tuple[list[_Box], list[_Box]] | None:
    """What stands above the first pair of columns, such as a heading, and the rest."""
    rows = _rows(block)
    for number in range(1, len(rows) - 2):
        below = [box for row in rows[number:] for box in row]
        if _cut_down(below) is not None:
            above = [box for row in rows[:number] for box in row]
            return (above, below) if _cut_down(block) is None else None
    return None


def _is_text(boxes: Sequence[_Box]) -> bool:
    """Whether these are lines of running text: three or more, most of them full."""
    if len(boxes) < 3:
        return False
    whole = max(box.right for box in boxes) - min(box.left for box in boxes)
    is_long = median(len(box.stretch.text) for box in boxes) >= 6
    return is_long and median(box.width for box in boxes) >= _FILLED * whole


def _rows(boxes: Sequence[_Box]) -> list[list[_Box]]:
    """Boxes that stand beside each other, from the top; each row from the left."""
    rows: list[list[_Box]] = []
    for box in sorted(boxes, key=lambda box: ((box.top + box.bottom) / 2, box.left)):
        row = rows[-1] if rows else None
        if row is not None and _is_beside(box, row):
            row.append(box)
        else:
            rows.append([box])
    for row in rows:
        row.sort(key=_start)
    return rows


def _is_beside(box: _Box, row: Sequence[_Box]) -> bool:
    """Whether a box is on a line with what was put there last, and below none of it."""
    last = row[-1]
    shared = min(box.bottom, last.bottom) - max(box.top, last.top)
    is_under = any(
        min(box.right, other.right) - max(box.left, other.left)
        > _SAME_LINE * min(box.width, other.width)
        for other in row
    )
    return shared >= _SAME_LINE * min(box.height, last.height) and not is_under


def _line(row: Sequence[_Box]) -> Line:
    """Stretches of a row as one line: joined where words go on, apart where cells do."""
    text = row[0].stretch.text.strip()
    for before, box in pairwise(row):
        gap = box.left - before.right
        is_joined = gap < _JOINED * min(before.height, box.height)
        text += ("" if is_joined else SPACE) + box.stretch.text.strip()
    return Line(tuple(box.stretch for box in row), text)
