"""Heads: faces cut with few strokes, young and old, bare, hatted, turned or lowered."""

from __future__ import annotations

from dataclasses import dataclass

from ink import Block, Cut, ink
from sheet import Point, Sheet, curve

__all__ = ["Head", "draw_head"]


@dataclass(frozen=True)
class Head:
    """One person's head. Local units: 200 from crown to chin, its middle at (0, 0)."""

    age: int = 30
    woman: bool = False
    turn: float = 0.5
    """Where the face looks: -1 left, 0 straight on, 1 right."""
    hair: str = "short"
    """short, crop, bald, white, plaits, bob, bun, none (under a hat)"""
    wear: str = ""
    """Headgear: straw, white-hat, cap, cloth, tiger, net"""
    smile: float = 0.2
    beard: str = ""
    """stubble, thin"""
    glasses: bool = False
    skin: float = 0.9
    wide: float = 1.0
    """Breadth of the face, 1 the usual."""
    ears: float = 1.0
    nod: float = 0.0
    """How far the face is lowered, 0 to 1."""
    back: bool = False
    """Seen from behind."""


def draw_head(
    sheet: Sheet, x: float, y: float, size: float, head: Head, *, tilt: float = 0
) -> None:
    """The head with its middle at (x, y), `size` px from crown to chin."""
    with sheet.placed(x, y, scale=size / 200, turn=tilt):
        if head.back:
            _back(sheet, head)
            return
        with sheet.placed(0, 0, flip=head.turn < 0):
            _front(sheet, head, abs(head.turn), small=size < 60)


def _back(sheet: Sheet, head: Head) -> None:
    for side in (-1, 1):
        sheet.oval((side * 72 * head.wide, 12), 12, 22, ink(head.skin - 0.08), pen=4, tone=ink(0.1))
    dome = [(-72, -10), (-66, -66), (0, -100), (66, -66), (72, -10), (58, 52), (0, 72), (-58, 52)]
    white = head.hair == "white"
    sheet.blob(
        [(px * head.wide, py) for px, py in dome],
        ink(0.9 if white else 0.05, Cut.UPRIGHT),
        pen=4,
        tone=ink(0.1),
    )
    if head.hair == "bald":
        sheet.blob([(px * head.wide, py) for px, py in dome], ink(head.skin - 0.03), pen=4)
        sheet.blob(
            [(-70, 10), (-30, 30), (30, 30), (70, 10), (56, 56), (0, 74), (-56, 56)], ink(0.2)
        )
    if head.hair == "plaits":
        sheet.line([(0, -98), (2, -40), (0, 70)], 4, ink(0.7))
        for side in (-1, 1):
            _plait(sheet, side * 46, 50, 150)
    if head.hair == "bun":
        sheet.oval((0, 34), 34, 28, ink(0.04), pen=4, tone=ink(0.6))
    _headgear(sheet, head, 0.0)


def _plait(sheet: Sheet, x: float, y: float, length: float) -> None:
    count = max(3, int(length / 24))
    for index in range(count):
        low = y + length * index / count
        sheet.oval((x, low + 12), 13, 17, ink(0.05), pen=2.5, tone=ink(0.55))
    sheet.rect(x - 10, y + length + 4, 20, 9, ink(0.3, Cut.FLAT, Block.SEAL))
    sheet.poly(
        [(x - 8, y + length + 12), (x + 8, y + length + 12), (x + 3, y + length + 42)], ink(0.05)
    )


def _front(sheet: Sheet, head: Head, turn: float, *, small: bool) -> None:
    drop = 14 * head.nod + (11 if head.age < 14 else 0)
    mid = 24 * turn
    w = head.wide
    jaw = 1.0 if not head.woman else 0.9
    if head.age < 14:
        w, jaw = w * 1.07, 1.06
    old = max(0.0, min(1.0, (head.age - 45) / 40))
    ear = (-71 * w + 8 * turn, 6 + drop * 0.3)
    pen = 4.5
    if head.hair in ("plaits", "bob", "bun", "white") and head.woman:
        _hair_behind(sheet, head, w)
    if turn < 0.35:
        sheet.oval(
            (-ear[0] + 4, ear[1]), 12 * head.ears, 25 * head.ears, ink(head.skin - 0.12), pen=pen
        )
    far = 68 * w
    face: list[Point] = [
        (-64 * w, -62),
        (-69 * w, -10),
        (-64 * w, 36),
        (-46 * w * jaw, 74 + drop * 0.3),
        (-20 + mid * 0.6, 97 + drop * 0.4),
        (16 + mid * 0.7, 98 + drop * 0.4),
        (44 * w * jaw + mid * 0.3, 76 + drop * 0.3),
        (far - 6 - 4 * turn, 40),
        (far, 12),
        (far - 5 * turn, -8),
        (far - 1, -34),
        (50 * w, -82),
        (0, -98),
        (-44 * w, -88),
    ]
    sheet.blob(face, ink(head.skin), pen=pen, tone=ink(0.06))
    with sheet.within(curve(face, closed=True)):
        _planes(sheet, head, mid, old, drop)
    _ear(sheet, head, ear, turn)
    _features(sheet, head, mid, turn, old, drop, small=small)
    _hair(sheet, head, w, turn)
    _headgear(sheet, head, turn)


def _planes(sheet: Sheet, head: Head, mid: float, old: float, drop: float) -> None:
    """The shaded side of the face, the sockets, the hollow under the cheek."""
    shade = head.skin - (0.24 if head.age >= 14 else 0.1)
    side = [
        (mid + 40, -100),
        (mid + 44, -30),
        (mid + 50, 0),
        (mid + 34, 26),
        (mid + 40, 50),
        (mid + 22, 84),
        (mid + 4, 104),
        (110, 110),
        (110, -100),
    ]
    sheet.shape(curve(side, closed=True, ease=9), ink(shade, Cut.FALL))
    sheet.blob(
        [(-70, 30), (-48, 46), (-34, 78), (-8, 96), (0, 108), (-70, 108)],
        ink(head.skin - 0.16 - 0.08 * old, Cut.FALL),
    )
    for px, wide in ((mid - 32, 24.0), (mid + 30, 20.0)):
        sheet.oval((px, -5 + drop), wide, 13, ink(head.skin - 0.13 - 0.05 * old, Cut.LEVEL))
    if old > 0.2:
        sheet.blob(
            [(mid - 62, 22), (mid - 44, 26), (mid - 40, 52), (mid - 48, 64), (mid - 60, 48)],
            ink(head.skin - 0.2 * old - 0.05, Cut.FALL),
        )
    if head.beard == "stubble":
        sheet.blob(
            [
                (mid - 44, 58),
                (mid - 22, 50),
                (mid + 22, 50),
                (mid + 38, 58),
                (mid + 28, 92),
                (mid, 104),
                (mid - 34, 90),
            ],
            ink(head.skin - 0.25, Cut.STIPPLE),
        )


def _ear(sheet: Sheet, head: Head, at: Point, turn: float) -> None:
    wide = (13 + 5 * turn) * head.ears
    sheet.oval(at, wide, 25 * head.ears, ink(head.skin - 0.03), pen=4.2, tone=ink(0.08), turn=-6)
    sheet.line(
        [(at[0] + 2, at[1] - 13), (at[0] - wide * 0.45, at[1] - 4), (at[0] + 2, at[1] + 12)],
        3,
        ink(0.35),
    )


def _features(
    sheet: Sheet, head: Head, mid: float, turn: float, old: float, drop: float, *, small: bool
) -> None:
    brow = -27 + drop
    grey = 0.06 + 0.3 * old if head.hair == "white" else 0.05
    eyes = ((mid - 30, 16.5), (mid + 29 - 3 * turn, 16.5 - 4 * turn))
    squint = head.smile * 3
    for index, (px, wide) in enumerate(eyes):
        merry = head.smile > 0.7 and head.age > 45
        droop = 3 * old
        if merry:
            sheet.line(
                [(px - wide, 2 + drop), (px, -6 + drop), (px + wide, 2 + drop + droop * 0.4)],
                5,
                ink(0.04),
            )
        else:
            sheet.line(
                [
                    (px - wide, -1 + drop + squint * 0.4),
                    (px - 2, -7 + drop + 1.5 * old),
                    (px + wide, -1 + drop + droop),
                ],
                4.8 if not small else 6.4,
                ink(0.04),
            )
        if head.nod < 0.55 and not merry:
            sheet.oval((px + 3.5 * turn, -2 + drop + old), 5.2, 5.2 - squint * 0.4, ink(0.03))
            sheet.line(
                [(px - wide * 0.6, 4 + drop), (px, 5.5 + drop), (px + wide * 0.6, 3.5 + drop)],
                1.7,
                ink(0.5),
            )
        thick = 3.4 if head.woman or head.age < 14 else 5.6
        inner, outer = (12, -20) if index == 0 else (-12, 18)
        sheet.line(
            [(px + inner, brow + 4), (px + outer * 0.3, brow - 3), (px + outer, brow + 2)],
            thick,
            ink(grey),
        )
        if old > 0.25 and not small:
            _eye_age(sheet, px, wide, drop, index, old)
    _nose(sheet, head, mid, turn, drop)
    _mouth(sheet, head, mid, turn, old, drop)
    if old > 0.3 and not small:
        for row in range(3):
            y = -50 + row * 9 + drop * 0.6
            sheet.line([(mid - 36, y + 3), (mid - 4, y - 1), (mid + 28, y + 3)], 2 * old, ink(0.45))
    if head.glasses:
        for px, wide in eyes:
            sheet.oval((px, 0 + drop), wide + 7, 19, pen=4.5, tone=ink(0.04))
        sheet.line([(mid - 7, -3 + drop), (mid + 4, -6 + drop)], 4, ink(0.04))
        sheet.straight([(mid - 57, -2 + drop), (-70 * head.wide, -6)], 4, ink(0.04))


def _eye_age(sheet: Sheet, px: float, wide: float, drop: float, index: int, old: float) -> None:
    side = -1 if index == 0 else 1
    edge = px + side * (wide + 2)
    for lift in (-6, 1, 8):
        sheet.line(
            [
                (edge, 1 + drop),
                (edge + side * 7, 1 + lift + drop),
                (edge + side * 13, lift * 1.6 + drop),
            ],
            2.1 * old,
            ink(0.4),
        )
    sheet.line(
        [(px - wide * 0.8, 10 + drop), (px, 16 + drop), (px + wide * 0.8, 10 + drop)],
        2.6 * old,
        ink(0.4),
    )


def _nose(sheet: Sheet, head: Head, mid: float, turn: float, drop: float) -> None:
    tip = (mid + 13 * turn, 34 + drop)
    sheet.shape(
        curve(
            [
                (mid + 6, -14 + drop),
                (mid + 9 + 5 * turn, 14 + drop),
                (tip[0] + 12, 32 + drop),
                (tip[0] + 9, 40 + drop),
                (tip[0] - 4, 41 + drop),
                (mid + 3, 18 + drop),
            ],
            closed=True,
        ),
        ink(head.skin - 0.26, Cut.FALL),
    )
    sheet.line(
        [
            (tip[0] - 16, 35 + drop),
            (tip[0] - 12, 41 + drop),
            (tip[0] - 3, 40 + drop),
            (tip[0] + 5, 44 + drop),
            (tip[0] + 14, 38 + drop),
            (tip[0] + 13, 31 + drop),
        ],
        3.6,
        ink(0.12),
    )
    if turn > 0.3:
        sheet.line(
            [(mid + 4, -12 + drop), (mid + 6 + 4 * turn, 10 + drop), (tip[0] + 8, 28 + drop)],
            3,
            ink(0.2),
        )


def _mouth(sheet: Sheet, head: Head, mid: float, turn: float, old: float, drop: float) -> None:
    x, y = mid + 5 * turn, 63 + drop
    lift = 9 * head.smile
    wide = 19 + 7 * head.smile
    if head.smile > 0.75:
        sheet.shape(
            curve(
                [
                    (x - wide, y - lift * 0.6),
                    (x, y - 1),
                    (x + wide * 0.9, y - lift * 0.6),
                    (x + 10, y + 9),
                    (x - 10, y + 9),
                ],
                closed=True,
                ease=7,
            ),
            ink(0.97),
            pen=2.6,
            tone=ink(0.2),
        )
        sheet.line(
            [(x - wide - 2, y - lift * 0.7), (x, y - 1), (x + wide * 0.9 + 2, y - lift * 0.7)],
            4.4,
            ink(0.06),
        )
        if head.age > 80:
            sheet.rect(x - 3, y - 1, 8, 8, ink(0.2))
        sheet.line([(x - 9, y + 17), (x, y + 19), (x + 9, y + 16)], 2.4, ink(0.5))
    else:
        sheet.line(
            [(x - wide, y - lift), (x - 6, y + 1), (x + 4, y), (x + wide * 0.9, y - lift)],
            4.2,
            ink(0.05),
        )
        sheet.line([(x - 10, y + 13), (x, y + 15), (x + 11, y + 12)], 3, ink(0.4))
    if old > 0.15 or head.smile > 0.4:
        pen = 2 + 1.6 * old
        sheet.line(
            [(mid - 21, 38 + drop), (mid - 33, 54 + drop), (x - wide - 6, 72 + drop)],
            pen,
            ink(0.35),
        )
        sheet.line(
            [(mid + 27 + 6 * turn, 38 + drop), (mid + 35, 54 + drop), (x + wide + 4, 72 + drop)],
            pen,
            ink(0.35),
        )
    if head.beard == "thin":
        for side in (-9, -4, 0, 5, 9):
            sheet.leaf((x + side, 84 + drop), (x + side * 0.4 + 3, 150 + drop), 3, ink(0.3))
        for side in (-1, 1):
            sheet.leaf((x + side * 5, 53 + drop), (x + side * 27, 78 + drop), 3.4, ink(0.25))


def _hair_behind(sheet: Sheet, head: Head, w: float) -> None:
    if head.hair == "bob":
        sheet.blob(
            [
                (-82 * w, -50),
                (-84 * w, 40),
                (-66 * w, 62),
                (60 * w, 60),
                (76 * w, 36),
                (78 * w, -50),
                (0, -104),
            ],
            ink(0.04),
            pen=4,
        )
    elif head.hair == "plaits":
        _plait(sheet, -62 * w, 46, 140)
        _plait(sheet, 60 * w, 50, 140)
    elif head.hair == "bun":
        sheet.oval((-70 * w, 34), 24, 28, ink(0.04), pen=4)


_STRANDS = (
    (-66, 1.0, 2.0),
    (-58, 0.8, 2.6),
    (-47, 0.95, 1.7),
    (-41, 0.6, 2.4),
    (-30, 0.75, 1.8),
    (-12, 0.5, 1.6),
    (20, 0.55, 1.6),
    (38, 0.7, 1.4),
    (60, 0.95, 1.8),
)


def _hair(sheet: Sheet, head: Head, w: float, turn: float) -> None:
    if head.hair in ("none",):
        return
    shift = 14 * turn
    white = head.hair == "white"
    tone, line = (0.97, 0.5) if white else (0.04, 0.62)
    if head.hair == "bald":
        sheet.blob(
            [(-73 * w, -34), (-56 * w, -30), (-54 * w, 2), (-68 * w, 6), (-76 * w, -8)],
            ink(0.55 if head.age > 70 else 0.2, Cut.STIPPLE),
        )
        sheet.leaf((-20, -84), (30, -80), 5, ink(0.99))
        return
    low = -46 if head.hair == "crop" else -38
    if white:
        low = -58
    if head.woman:
        part = -8 + shift
        points = [
            (-76 * w, 14),
            (-80 * w, -46),
            (-52 * w, -98),
            (4, -114),
            (54 * w, -98),
            (78 * w, -44),
            (72 * w, 4),
            (62 * w, -26),
            (part + 34, -58),
            (part, -72),
            (part - 34, -54),
            (-56 * w, -20),
        ]
    else:
        points = [
            (-72 * w, -2),
            (-79 * w, -48),
            (-56 * w, -98),
            (0, -112),
            (52 * w, -98),
            (74 * w, -54),
            (69 * w, -20),
            (62 * w, low),
            (40 + shift, low - 16),
            (-6 + shift, low - 9),
            (-44 + shift * 0.5, low - 8),
            (-58 * w, low + 8),
            (-60 * w, -8),
        ]
    sheet.blob(points, ink(tone, Cut.UPRIGHT), pen=4 if not white else 3, tone=ink(0.06))
    with sheet.within(curve(points, closed=True)):
        for start, reach, pen in _STRANDS:
            px = start + shift * 0.5
            sheet.line(
                [
                    (px * 0.4 + shift * 0.4, -112),
                    (px * 0.92, -112 + 34 * reach),
                    (px * 1.12, -112 + 84 * reach),
                ],
                pen,
                ink(line),
            )


def _headgear(sheet: Sheet, head: Head, turn: float) -> None:
    w = head.wide
    if head.wear == "straw":
        _straw_hat(sheet, w)
    elif head.wear in ("cap", "white-hat"):
        tone = 0.96 if head.wear == "white-hat" else 0.16
        block = Block.KEY if head.wear == "white-hat" else Block.INDIGO
        crown = [
            (-78 * w, -42),
            (-80 * w, -84),
            (-40, -122),
            (34, -122),
            (80 * w, -86),
            (77 * w, -46),
        ]
        sheet.blob(crown, ink(tone, Cut.RISE, block), pen=4.5)
        if not head.back:
            sheet.blob(
                [
                    (-60 + 34 * turn, -50),
                    (0 + 40 * turn, -62),
                    (76 + 10 * turn, -48),
                    (86 + 18 * turn, -32),
                    (10 + 30 * turn, -34),
                    (-56 + 24 * turn, -36),
                ],
                ink(tone * 0.7, Cut.LEVEL, block),
                pen=4.5,
            )
    elif head.wear == "cloth":
        _headcloth(sheet, head, w)
    elif head.wear == "tiger":
        _tiger_hat(sheet)
    elif head.wear == "net":
        for index in range(9):
            px = -64 + 16 * index
            sheet.line([(px, -52), (px * 0.8, -86), (px * 0.4, -112)], 1.8, ink(0.45))
            sheet.line(
                [
                    (-72 + 5 * index, -50 - 7 * index),
                    (0, -58 - 6 * index),
                    (72 - 5 * index, -50 - 7 * index),
                ],
                1.8,
                ink(0.45),
            )


def _straw_hat(sheet: Sheet, w: float) -> None:
    brim = [
        (-152, -34),
        (-96, -62),
        (0, -74),
        (96, -62),
        (152, -34),
        (100, -24),
        (0, -40),
        (-100, -24),
    ]
    sheet.blob(brim, ink(0.8, Cut.LEVEL, Block.WARM), pen=4.5, tone=ink(0.06))
    sheet.blob(
        [(-74, -52), (-60, -104), (-20, -132), (24, -132), (62, -104), (74, -52), (0, -62)],
        ink(0.9, Cut.LEVEL, Block.WARM),
        pen=4.5,
        tone=ink(0.06),
    )
    sheet.line([(-74, -58), (0, -70), (74, -58)], 8, ink(0.2))
    for index in range(1, 4):
        lift = 18 * index
        half = 70 - 7 * index
        sheet.line([(-half, -60 - lift), (0, -72 - lift), (half, -60 - lift)], 2, ink(0.35))
    sheet.line([(-128, -38), (0, -62), (128, -38)], 2, ink(0.3))
    if w:
        sheet.blob(
            [(-66, -44), (0, -54), (66, -44), (64, -18), (0, -30), (-64, -18)], ink(0.38, Cut.FALL)
        )


def _headcloth(sheet: Sheet, head: Head, w: float) -> None:
    points = [
        (-82 * w, 6),
        (-86 * w, -50),
        (-50, -106),
        (10, -118),
        (62, -98),
        (82 * w, -48),
        (76 * w, -4),
        (60 * w, -34),
        (12, -60),
        (-44, -42),
        (-60 * w, -4),
    ]
    if head.back:
        points = [
            (-82, 10),
            (-86, -50),
            (-50, -106),
            (10, -118),
            (62, -98),
            (84, -48),
            (80, 8),
            (30, 60),
            (0, 96),
            (-30, 60),
        ]
    sheet.blob(points, ink(0.22, Cut.FLAT, Block.INDIGO), pen=4.5)
    with sheet.within(curve(points, closed=True)):
        for row in range(9):
            for column in range(11):
                px = -90 + column * 18 + (9 if row % 2 else 0)
                sheet.oval((px, -116 + row * 17), 3, 3, ink(0.95))
    sheet.blob(
        [(-80 * w, 0), (-104, 22), (-96, 48), (-76, 20)], ink(0.25, Cut.FLAT, Block.INDIGO), pen=4
    )


def _tiger_hat(sheet: Sheet) -> None:
    sheet.blob(
        [
            (-84, 0),
            (-88, -60),
            (-46, -118),
            (46, -118),
            (88, -60),
            (84, 0),
            (58, -34),
            (0, -44),
            (-58, -34),
        ],
        ink(0.35, Cut.FLAT, Block.SEAL),
        pen=4.5,
    )
    for side in (-1, 1):
        sheet.blob(
            [(side * 46, -108), (side * 62, -146), (side * 92, -118), (side * 80, -88)],
            ink(0.3, Cut.FLAT, Block.SEAL),
            pen=4.5,
        )
        sheet.oval((side * 32, -78), 15, 13, ink(0.97), pen=4)
        sheet.oval((side * 32, -76), 6, 7, ink(0.02))
    sheet.line([(-22, -112), (0, -106), (22, -112)], 5)
    sheet.line([(-15, -98), (0, -93), (15, -98)], 5)
