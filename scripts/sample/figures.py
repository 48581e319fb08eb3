"""Figures: people built from joints, in units of their own head."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from heads import Head, draw_head
from ink import Block, Cut, ink
from sheet import Point, Sheet, curve, outline

__all__ = ["Arm", "Cloth", "Figure", "draw_figure", "fist", "limb", "small_figure"]


@dataclass(frozen=True)
class Cloth:
    """Stuff of a garment."""

    tone: float = 0.28
    cut: Cut = Cut.FALL
    block: Block = Block.KEY
    front: str = "middle"
    """How it closes: middle, side, bare, vest, apron, bib"""
    dots: bool = False


@dataclass(frozen=True)
class Arm:
    """Elbow and hand, in heads, from the middle of the neck; x to the viewer's right."""

    elbow: Point
    hand: Point
    over: bool = True
    """Drawn over the body, not behind it."""
    hand_shown: bool = True
    """False when the hand is drawn apart, round what it holds."""


@dataclass(frozen=True)
class Figure:
    """A person; the head's middle is the anchor, one unit is the head from crown to chin."""

    head: Head = field(default_factory=Head)
    cloth: Cloth = field(default_factory=Cloth)
    left: Arm | None = Arm((-0.92, 1.95), (-0.84, 2.95), over=False)
    right: Arm | None = Arm((0.92, 1.95), (0.84, 2.95), over=False)
    legs: tuple[tuple[Point, Point], ...] = (
        ((-0.34, 4.9), (-0.36, 6.6)),
        ((0.34, 4.9), (0.36, 6.6)),
    )
    """Knee and ankle of each leg, seen from the middle of the head."""
    trousers: Cloth = field(default_factory=lambda: Cloth(0.14, Cut.UPRIGHT))
    broad: float = 1.0
    lean: float = 0.0
    """How far the shoulders lean to the right, in heads, against the hips."""
    tilt: float = 0.0
    long: float = 3.2
    """Where the jacket ends, in heads below the middle of the head."""


def limb(
    sheet: Sheet,
    joints: tuple[Point, Point, Point],
    widths: tuple[float, float, float],
    fill: str,
    *,
    pen: float,
    open_top: bool = True,
) -> None:
    """A bent sleeve or trouser leg through three joints; it grows out of the body unoutlined."""
    (ax, ay), (bx, by), (cx, cy) = joints
    left: list[Point] = []
    right: list[Point] = []
    for (px, py), (qx, qy), wide, at in (
        ((ax, ay), (bx, by), widths[0], (ax, ay)),
        ((ax, ay), (cx, cy), widths[1], (bx, by)),
        ((bx, by), (cx, cy), widths[2], (cx, cy)),
    ):
        length = math.hypot(qx - px, qy - py) or 1
        nx, ny = -(qy - py) / length * wide / 2, (qx - px) / length * wide / 2
        left.append((at[0] + nx, at[1] + ny))
        right.append((at[0] - nx, at[1] - ny))
    sheet.oval((ax, ay), widths[0] / 2, widths[0] / 2, fill)
    sheet.shape(curve(left) + "L" + curve(right[::-1])[1:] + "Z", fill)
    start = 0.16 if open_top else 0.0
    for edge in (left, right):
        top = (
            edge[0][0] + (edge[1][0] - edge[0][0]) * start,
            edge[0][1] + (edge[1][1] - edge[0][1]) * start,
        )
        sheet.line([top, edge[1], edge[2]], pen, ink(0.05))
    sheet.straight([left[2], right[2]], pen, ink(0.05))


_HAND = [
    (-0.13, -0.12),
    (-0.17, 0.08),
    (-0.13, 0.26),
    (-0.05, 0.36),
    (0.06, 0.37),
    (0.13, 0.3),
    (0.15, 0.1),
    (0.12, -0.12),
]
_THUMB = [(-0.13, 0.0), (-0.24, 0.1), (-0.25, 0.2), (-0.19, 0.22), (-0.11, 0.12)]


def _hand(
    sheet: Sheet, at: Point, elbow: Point, size: float, skin: float, pen: float, side: float
) -> None:
    """A loosely closed hand that goes on from the forearm."""
    turn = math.degrees(math.atan2(at[1] - elbow[1], at[0] - elbow[0])) - 90
    with sheet.placed(at[0], at[1], scale=size, turn=turn, flip=side < 0):
        fine = pen / size
        sheet.blob(_THUMB, ink(skin), pen=fine, tone=ink(0.08))
        sheet.blob(_HAND, ink(skin), pen=fine, tone=ink(0.08))
        if size > 60:
            for px in (-0.06, 0.01, 0.08):
                sheet.line([(px, 0.16), (px - 0.01, 0.26), (px, 0.34)], fine * 0.7, ink(0.3))


def fist(
    sheet: Sheet, x: float, y: float, size: float, *, turn: float = 0, skin: float = 0.92
) -> None:
    """Four fingers closed round something, `size` px across; `turn` 0 grips a level bar."""
    with sheet.placed(x, y, scale=size / 100, turn=turn):
        sheet.blob(
            [(-56, -30), (-50, -62), (50, -66), (58, -30), (50, 10), (-50, 10)],
            ink(skin),
            pen=6,
            tone=ink(0.06),
        )
        for finger in range(4):
            px = -38 + 25 * finger
            drop = (6, 12, 11, 2)[finger]
            knuckles = [(px, -30), (px + 1, 8), (px, 30 + drop)]
            sheet.line(knuckles, 31, ink(0.06))
            sheet.line(knuckles, 22, ink(skin))
            sheet.line([(px - 7, -2), (px, -5), (px + 7, -2)], 3, ink(0.45))
            sheet.line([(px - 6, 24 + drop), (px, 21 + drop), (px + 6, 24 + drop)], 3, ink(0.45))


def _arm(sheet: Sheet, person: Figure, arm: Arm, side: float, unit: float, pen: float) -> None:
    shoulder = (side * 0.63 * person.broad + person.lean, 1.17)
    bare = person.cloth.front in ("bare", "vest")
    fill = (
        ink(person.head.skin - 0.04, Cut.FALL)
        if bare
        else ink(
            min(0.95, person.cloth.tone + (0.05 if side < 0 else -0.03)),
            person.cloth.cut,
            person.cloth.block,
        )
    )
    joints = tuple((px * unit, py * unit) for px, py in (shoulder, arm.elbow, arm.hand))
    if arm.hand_shown:
        _hand(sheet, joints[2], joints[1], unit, person.head.skin, pen, side)
    thin = 0.8 if bare else 1.0
    limb(
        sheet,
        (joints[0], joints[1], joints[2]),
        (0.5 * unit * thin, 0.44 * unit * thin, 0.33 * unit * thin),
        fill,
        pen=pen,
    )
    elbow = joints[1]
    fold = 0.16 * unit
    sheet.line(
        [
            (elbow[0] - fold, elbow[1] - fold * 0.4),
            (elbow[0], elbow[1]),
            (elbow[0] + fold * 0.6, elbow[1] - fold * 0.5),
        ],
        pen * 0.8,
        ink(0.02 if person.cloth.tone > 0.4 else 0.75),
    )


def _legs(sheet: Sheet, person: Figure, unit: float, pen: float) -> None:
    cloth = person.trousers
    for index, (knee, ankle) in enumerate(person.legs):
        side = -1 if index == 0 else 1
        joints = [(side * 0.28 * person.broad, person.long - 0.3), knee, ankle]
        scaled = [(px * unit, py * unit) for px, py in joints]
        foot = scaled[2]
        sheet.oval(
            (foot[0] + 0.06 * unit * side, foot[1] + 0.08 * unit),
            0.24 * unit,
            0.13 * unit,
            ink(0.1),
        )
        limb(
            sheet,
            (scaled[0], scaled[1], scaled[2]),
            (0.72 * unit, 0.58 * unit, 0.42 * unit),
            ink(cloth.tone, cloth.cut, cloth.block),
            pen=pen,
        )


def _torso(sheet: Sheet, person: Figure, unit: float, pen: float) -> None:
    b, lean, low = person.broad, person.lean, person.long
    points = [
        (-0.26 + lean, 0.58),
        (-0.48 * b + lean, 0.74),
        (-0.8 * b + lean, 0.98),
        (-0.84 * b + lean, 1.4),
        (-0.66 * b + lean * 0.5, 2.2),
        (-0.74 * b, low),
        (0, low + 0.07),
        (0.74 * b, low),
        (0.66 * b + lean * 0.5, 2.2),
        (0.84 * b + lean, 1.4),
        (0.8 * b + lean, 0.98),
        (0.48 * b + lean, 0.74),
        (0.26 + lean, 0.58),
    ]
    scaled = [(px * unit, py * unit) for px, py in points]
    cloth = person.cloth
    bare = cloth.front == "bare"
    fill = ink(person.head.skin - 0.02) if bare else ink(cloth.tone, cloth.cut, cloth.block)
    path = curve(scaled, closed=True, ease=8)
    sheet.shape(path, fill, pen=pen, tone=ink(0.05))
    with sheet.within(path):
        shade = person.head.skin - 0.25 if bare else max(0.03, cloth.tone - 0.16)
        sheet.blob(
            [
                ((0.4 + lean) * unit, 0.7 * unit),
                (0.5 * unit, 1.6 * unit),
                (0.34 * unit, low * unit),
                (1.4 * unit, low * unit),
                (1.4 * unit, 0.6 * unit),
            ],
            ink(shade, Cut.FALL, cloth.block),
        )
        _stuff(sheet, person, unit, pen)
    if not person.head.back:
        _opening(sheet, person, unit, pen)


def _stuff(sheet: Sheet, person: Figure, unit: float, pen: float) -> None:
    cloth, lean = person.cloth, person.lean
    if cloth.dots:
        for row in range(18):
            for column in range(16):
                px = (-1.2 + column * 0.16 + (0.08 if row % 2 else 0) + lean) * unit
                sheet.oval((px, (0.7 + row * 0.16) * unit), 0.03 * unit, 0.03 * unit, ink(0.97))
    line = ink(0.7 if cloth.tone < 0.4 else 0.25, Cut.FLAT, cloth.block)
    if cloth.front == "bare":
        sheet.line(
            [(-0.5 * unit, 1.55 * unit), (-0.15 * unit, 1.66 * unit), (0, 1.58 * unit)],
            pen * 0.8,
            ink(0.45),
        )
        sheet.line(
            [(0.5 * unit, 1.55 * unit), (0.15 * unit, 1.66 * unit), (0, 1.58 * unit)],
            pen * 0.8,
            ink(0.4),
        )
        sheet.line([(0, 1.5 * unit), (0.02 * unit, 2.6 * unit)], pen * 0.7, ink(0.5))
        return
    for px, sway in ((-0.62, 0.1), (0.55, -0.12), (-0.36, -0.05)):
        sheet.line(
            [
                ((px + lean) * unit, 1.5 * unit),
                ((px + sway) * unit, 2.2 * unit),
                ((px + sway * 0.4) * unit, person.long * unit),
            ],
            pen * 0.7,
            line,
        )


def _opening(sheet: Sheet, person: Figure, unit: float, pen: float) -> None:
    cloth, lean = person.cloth, person.lean
    line = ink(0.82 if cloth.tone < 0.4 else 0.12)
    if cloth.front in ("middle", "vest"):
        sheet.line(
            [
                ((0.02 + lean) * unit, 0.8 * unit),
                (0.03 * unit, 2 * unit),
                (0.02 * unit, person.long * unit),
            ],
            pen * 0.9,
            line,
        )
        for step in range(4):
            sheet.oval(
                ((0.09 + lean * (1 - step / 4)) * unit, (1.1 + 0.5 * step) * unit),
                0.035 * unit,
                0.035 * unit,
                line,
            )
    elif cloth.front == "side":
        sheet.line(
            [
                ((0.02 + lean) * unit, 0.82 * unit),
                ((0.3 + lean) * unit, 1.1 * unit),
                ((0.66 + lean) * unit, 1.32 * unit),
                (0.68 * unit, 2.2 * unit),
            ],
            pen,
            line,
        )
        for px, py in ((0.08, 0.86), (0.36, 1.16), (0.66, 1.34), (0.67, 1.75)):
            sheet.line(
                [
                    ((px - 0.07 + lean) * unit, py * unit),
                    ((px + 0.07 + lean) * unit, (py + 0.03) * unit),
                ],
                pen * 1.6,
                line,
            )
    if cloth.front in ("apron", "bib"):
        top = 1.2 if cloth.front == "bib" else 1.95
        apron = [
            (-0.46 * unit, top * unit),
            (0.46 * unit, top * unit),
            (0.6 * unit, 2.5 * unit),
            (0.64 * unit, 3.9 * unit),
            (-0.64 * unit, 3.9 * unit),
            (-0.6 * unit, 2.5 * unit),
        ]
        path = curve(apron, closed=True, ease=12)
        sheet.shape(path, ink(0.26, Cut.UPRIGHT, Block.INDIGO), pen=pen)
        with sheet.within(path):
            for row in range(18):
                for column in range(9):
                    px = -0.62 + column * 0.155 + (0.078 if row % 2 else 0)
                    sheet.oval(
                        (px * unit, (top + 0.12 + row * 0.155) * unit),
                        0.024 * unit,
                        0.024 * unit,
                        ink(0.97),
                    )


def _collar(sheet: Sheet, person: Figure, unit: float, pen: float) -> None:
    skin = person.head.skin
    lean = person.lean
    neck = [
        ((-0.25 + lean) * unit, 0.2 * unit),
        ((0.25 + lean) * unit, 0.2 * unit),
        ((0.29 + lean) * unit, 0.76 * unit),
        (lean * unit, 0.92 * unit),
        ((-0.29 + lean) * unit, 0.76 * unit),
    ]
    bare = person.cloth.front == "bare"
    sheet.poly(neck, ink(skin - 0.1), pen=0 if bare else pen, tone=ink(0.1))
    if bare:
        for side in (-1, 1):
            sheet.line(
                [
                    ((side * 0.25 + lean) * unit, 0.3 * unit),
                    ((side * 0.28 + lean) * unit, 0.7 * unit),
                    ((side * 0.5 + lean) * unit, 0.78 * unit),
                ],
                pen,
                ink(0.1),
            )
            sheet.line(
                [
                    ((side * 0.06 + lean) * unit, 0.94 * unit),
                    ((side * 0.3 + lean) * unit, 0.95 * unit),
                    ((side * 0.55 + lean) * unit, 0.9 * unit),
                ],
                pen * 0.7,
                ink(0.4),
            )
    if not person.head.back:
        with sheet.within(outline(neck)):
            sheet.blob(
                [
                    ((-0.3 + lean) * unit, 0.3 * unit),
                    ((0.34 + lean) * unit, 0.3 * unit),
                    ((0.34 + lean) * unit, 0.66 * unit),
                    ((0.1 + lean) * unit, 0.68 * unit),
                    ((-0.1 + lean) * unit, 0.58 * unit),
                ],
                ink(skin - 0.36, Cut.LEVEL),
            )
    if person.cloth.front == "bare":
        return
    fill = ink(max(0.05, person.cloth.tone - 0.04), person.cloth.cut, person.cloth.block)
    edge = ink(0.85 if person.cloth.tone < 0.4 else 0.1)
    for side in (-1, 1):
        sheet.poly(
            [
                ((side * 0.3 + lean) * unit, 0.6 * unit),
                ((side * 0.03 + lean) * unit, 0.86 * unit),
                ((side * 0.2 + lean) * unit, 1.0 * unit),
                ((side * 0.44 + lean) * unit, 0.78 * unit),
            ],
            fill,
            pen=pen * 0.8,
            tone=edge,
        )


def draw_figure(
    sheet: Sheet,
    x: float,
    y: float,
    size: float,
    person: Figure,
    *,
    between: Callable[[], None] | None = None,
) -> None:
    """A person whose head has its middle at (x, y) and is `size` px high.

    `between` draws, in px from the head's middle, what is held before the body and behind the arms.
    """
    pen = max(1.3, size * 0.026)
    with sheet.placed(x, y):
        for arm, side in ((person.left, -1.0), (person.right, 1.0)):
            if arm:
                thin = 0.8 if person.cloth.front in ("bare", "vest") else 1.0
                shoulder = ((side * 0.63 * person.broad + person.lean) * size, 1.17 * size)
                sheet.oval(
                    shoulder,
                    0.25 * size * thin,
                    0.25 * size * thin,
                    ink(0.05),
                    pen=pen * 2,
                    tone=ink(0.05),
                )
            if arm and not arm.over:
                _arm(sheet, person, arm, side, size, pen)
        _legs(sheet, person, size, pen)
        if person.head.back:
            _collar(sheet, person, size, pen)
        _torso(sheet, person, size, pen)
        if not person.head.back:
            _collar(sheet, person, size, pen)
        if between:
            between()
        draw_head(sheet, person.lean * size, 0, size, person.head, tilt=person.tilt)
        for arm, side in ((person.left, -1.0), (person.right, 1.0)):
            if arm and arm.over:
                _arm(sheet, person, arm, side, size, pen)


_STANCES: dict[str, tuple[tuple[Point, Point], tuple[Point, Point], float]] = {
    "stand": (((-0.95, 1.7), (-0.8, 2.7)), ((0.95, 1.7), (0.8, 2.7)), 0.0),
    "walk": (((-1.0, 1.7), (-1.2, 2.4)), ((0.9, 1.8), (1.1, 2.5)), 0.15),
    "pull": (((0.5, 1.5), (1.4, 1.2)), ((1.0, 1.4), (1.8, 1.1)), -0.5),
    "carry": (((-1.0, 1.4), (-0.6, 0.7)), ((1.0, 1.7), (0.9, 2.6)), 0.1),
    "raise": (((-0.9, 0.5), (-0.7, -0.6)), ((0.9, 0.5), (0.8, -0.7)), 0.0),
    "work": (((-0.4, 1.9), (0.5, 2.6)), ((0.9, 1.9), (1.0, 2.7)), 0.6),
    "reach": (((-0.2, 1.6), (0.9, 1.9)), ((0.9, 1.5), (1.5, 1.7)), 0.3),
}


def small_figure(
    sheet: Sheet,
    x: float,
    foot: float,
    tall: float,
    stance: str = "stand",
    *,
    flip: bool = False,
    tone: float = 0.12,
    hat: str = "",
    back: bool = True,
    block: Block = Block.KEY,
    legs: bool = True,
    woman: bool = False,
    skin: float = 0.82,
) -> None:
    """A small person standing at (x, foot), `tall` px from sole to crown, without a face."""
    (le, lh), (re, rh), lean = _STANCES[stance]
    stride = 0.5 if stance in ("walk", "pull") else 0.0
    pose = (
        ((-0.3 - stride, 4.9), (-0.4 - stride * 1.7, 6.5)),
        ((0.3 + stride, 4.8), (0.3 + stride, 6.5)),
    )
    hair = "none" if hat == "straw" else ("bun" if woman else "crop")
    person = Figure(
        head=Head(back=back, hair=hair, wear=hat, skin=skin, woman=woman),
        lean=lean,
        cloth=Cloth(tone, Cut.FLAT, block),
        trousers=Cloth(max(0.03, tone - 0.06), Cut.FLAT),
        left=Arm(le, lh, over=stance in ("work", "pull", "reach")),
        right=Arm(re, rh),
        legs=pose,
    )
    size = tall / 7.2
    with sheet.placed(x, foot - size * 6.65, flip=flip):
        draw_figure(
            sheet, 0, 0, size, person if legs else Figure(**{**person.__dict__, "legs": ()})
        )
