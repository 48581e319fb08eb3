"""Photographs of families: at the studio, and once before the house door."""

from __future__ import annotations

from dataclasses import replace

from figures import Arm, Cloth, Figure
from heads import Head, draw_head
from ink import Block, Cut, ink
from landmarks import tile_roof
from objects_house import shoe
from pictures import picture
from press import FADED_COLOUR, SEPIA
from sheet import Sheet, curve
from sitters import H, W, face
from still_life import calico, vessel

__all__: list[str] = []


def _balustrade(sheet: Sheet, y: float) -> None:
    w = sheet.width
    for k in range(9):
        vessel(
            sheet,
            w * (k + 0.5) / 9,
            [(y, 20), (y + 60, 40), (y + 130, 22), (y + 170, 36)],
            tones=(0.6, 0.95, 0.5),
            pen=3,
        )
    sheet.rect(-10, y - 40, w + 20, 44, ink(0.9, Cut.LEVEL), pen=4)
    sheet.rect(-10, y + 170, w + 20, 40, ink(0.8, Cut.LEVEL), pen=4)


def _backdrop(sheet: Sheet) -> None:
    w, h = sheet.width, sheet.height
    sheet.rect(0, 0, w, h, sheet.fade([(0, 0.62), (0.5, 0.86), (1, 0.6)], turn=60))
    with sheet.soft(14):
        sheet.blob(
            [
                (w * 0.02, h * 0.5),
                (w * 0.16, h * 0.3),
                (w * 0.3, h * 0.46),
                (w * 0.5, h * 0.34),
                (w * 0.76, h * 0.48),
                (w, h * 0.3),
                (w, h * 0.62),
                (0, h * 0.62),
            ],
            ink(0.74, Cut.RISE),
        )
        sheet.blob(
            [
                (w * 0.62, h * 0.2),
                (w * 0.7, h * 0.15),
                (w * 0.82, h * 0.17),
                (w * 0.97, h * 0.13),
                (w * 1.02, h * 0.2),
            ],
            ink(0.9),
        )


@picture("photos/quanjiafu-shen-1956", 1280, 1600, SEPIA, weight=93)
def _family_shen(sheet: Sheet) -> None:
    w, h = sheet.width, sheet.height
    _backdrop(sheet)
    _balustrade(sheet, h * 0.56)
    sheet.rect(0, h * 0.86, w, h, sheet.fade([(0, 0.7), (1, 0.45)], cut=Cut.LEVEL))
    padded = Cloth(0.26, Cut.FALL, front="side")
    sisters = [
        (
            (0.42, 0.17, 0.11, 0.11),
            Figure(Head(24, True, hair="bun", turn=0.1), replace(padded, tone=0.46)),
        ),
        (
            (0.62, 0.18, 0.11, 0.11),
            Figure(Head(22, True, hair="bob", turn=-0.2), replace(padded, tone=0.38, dots=True)),
        ),
    ]
    for box, person in sisters:
        face(sheet, box, person, grow=0.92)
    face(
        sheet,
        (0.22, 0.20, 0.12, 0.12),
        Figure(
            Head(20, True, hair="plaits", turn=0.25, smile=0.35),
            replace(padded, tone=0.34, block=Block.INDIGO),
        ),
        grow=0.92,
    )
    for x in (610, 920):
        sheet.rect(x - 190, h * 0.55, 380, 520, ink(0.14, Cut.UPRIGHT), pen=6)
    seated = Figure(
        left=Arm((-1.05, 2.1), (-0.45, 2.9), over=True),
        right=Arm((1.05, 2.1), (0.45, 2.9), over=True),
        legs=(((-0.62, 3.5), (-0.5, 5.6)), ((0.62, 3.5), (0.5, 5.6))),
        long=3.3,
    )
    face(
        sheet,
        (0.66, 0.36, 0.12, 0.12),
        replace(
            seated,
            head=Head(48, hair="short", beard="thin", turn=-0.25, wide=0.93),
            cloth=Cloth(0.12, Cut.UPRIGHT, front="side"),
            trousers=Cloth(0.1, Cut.UPRIGHT),
        ),
        grow=0.96,
    )
    sheet.poly(
        [(770, 1180), (1080, 1180), (1110, 1540), (740, 1540)], ink(0.12, Cut.UPRIGHT), pen=5
    )
    face(
        sheet,
        (0.42, 0.36, 0.12, 0.12),
        replace(
            seated,
            head=Head(44, True, hair="bun", turn=0.2),
            cloth=Cloth(0.2, Cut.FALL, front="side"),
            trousers=Cloth(0.16, Cut.UPRIGHT),
        ),
        grow=0.96,
    )
    for x in (520, 660):
        sheet.blob(
            [(x - 44, 1540), (x - 30, 1496), (x + 30, 1496), (x + 44, 1540)], ink(0.06), pen=3
        )
    for k in range(9):
        sheet.straight([(150 * k, 1590), (150 * k + 90, 1480)], 2.4, ink(0.35))


@picture("photos/gu-jiehun-1961", 1280, 1600, SEPIA, weight=93)
def _couple(sheet: Sheet) -> None:
    w, h = sheet.width, sheet.height
    sheet.rect(0, 0, w, h, sheet.fade([(0, 0.55), (0.5, 0.84), (1, 0.5)], turn=40))
    with sheet.soft(40):
        sheet.oval((w / 2, h * 0.4), 430, 520, ink(0.93))
    face(
        sheet,
        (0.56, 0.24, 0.18, 0.18),
        Figure(Head(25, hair="short", turn=-0.3, smile=0.15), Cloth(0.2, Cut.FALL), broad=1.1),
        grow=0.96,
    )
    face(
        sheet,
        (0.26, 0.28, 0.18, 0.18),
        Figure(
            Head(22, True, hair="bob", turn=0.3, smile=0.35),
            Cloth(0.55, Cut.FLAT, front="side", dots=True),
            broad=0.95,
        ),
        grow=0.94,
    )
    with sheet.soft(30):
        sheet.rect(-60, h * 0.86, w + 120, 400, ink(0.93))
        sheet.oval((w / 2, h * 0.9), 700, 150, ink(0.93))
    assert h == 1600


@picture("photos/huizhen-1979", 1280, 1600, FADED_COLOUR, weight=93)
def _mother(sheet: Sheet) -> None:
    w, h = sheet.width, sheet.height
    sheet.rect(
        0, 0, w, h, sheet.fade([(0, 0.72), (0.5, 0.93), (1, 0.66)], turn=50, block=Block.INDIGO)
    )
    with sheet.soft(60):
        sheet.oval((w * 0.5, h * 0.34), 420, 480, ink(0.97, Cut.FLAT, Block.INDIGO))
    face(
        sheet,
        (0.40, 0.22, 0.20, 0.20),
        Figure(
            Head(27, True, hair="bob", turn=0.25, smile=0.4),
            Cloth(0.4, Cut.FLAT, Block.SEAL, front="middle"),
            broad=0.98,
            right=None,
            left=Arm((-0.9, 2.2), (0.1, 3.3), over=True),
        ),
        grow=0.92,
    )
    for x, foot in ((690, 640), (890, 872)):
        sheet.line([(x + 40, 1250), (x, 1360), (foot, 1440)], 120, ink(0.05))
        sheet.line([(x + 40, 1250), (x, 1360), (foot, 1440)], 108, ink(0.3, Cut.FLAT, Block.INDIGO))
    calico(
        sheet,
        curve(
            [
                (640, 1070),
                (700, 1000),
                (800, 1010),
                (910, 1000),
                (980, 1070),
                (1010, 1260),
                (930, 1330),
                (700, 1330),
                (610, 1260),
            ],
            closed=True,
        ),
        (600, 980, 1020, 1340),
        step=100,
    )
    for side, x in ((-1, 660), (1, 960)):
        sheet.line([(x, 1080), (x + side * 46, 1180), (x + side * 10, 1260)], 92, ink(0.05))
        sheet.line(
            [(x, 1080), (x + side * 46, 1180), (x + side * 10, 1260)],
            81,
            ink(0.42, Cut.FLAT, Block.WARM),
        )
        sheet.oval((x + side * 4, 1290), 36, 34, ink(0.92), pen=4.5)
    draw_head(
        sheet,
        0.63 * w,
        0.58 * h,
        250,
        Head(2, turn=-0.15, wear="tiger", hair="none", smile=0.4, wide=1.12),
        tilt=5,
    )
    for x, turn in ((640, -10), (860, 8)):
        with sheet.placed(x, 1440, scale=0.42, turn=turn):
            shoe(sheet)
    for finger in range(4):
        sheet.line(
            [
                (560 + 6 * finger, 1240 + 26 * finger),
                (610, 1236 + 26 * finger),
                (646, 1244 + 24 * finger),
            ],
            32,
            ink(0.06),
        )
        sheet.line(
            [
                (560 + 6 * finger, 1240 + 26 * finger),
                (610, 1236 + 26 * finger),
                (646, 1244 + 24 * finger),
            ],
            24,
            ink(0.92),
        )


@picture("photos/quanjiafu-yao-1985", W, H, FADED_COLOUR, weight=93)
def _family_yao(sheet: Sheet) -> None:
    x: float
    y: float
    sheet.rect(0, 0, W, H, sheet.fade([(0, 0.8), (0.7, 0.9), (1, 0.7)], cut=Cut.STIPPLE))
    sheet.rect(470, 40, 660, 1000, ink(0.3, Cut.UPRIGHT, Block.WARM), pen=6)
    for k in range(1, 8):
        sheet.straight([(470 + 82 * k, 40), (470 + 82 * k, 1000)], 4 if k != 4 else 9, ink(0.08))
    for x in (376, 1140):
        sheet.rect(x, 60, 84, 640, ink(0.42, Cut.UPRIGHT, Block.SEAL), pen=3)
    tile_roof(sheet, -100, 1700, 40, -120, step=34)
    sheet.rect(0, 940, W, 140, ink(0.7, Cut.LEVEL), pen=4)
    family = [
        (
            (0.24, 0.22),
            Head(52, hair="short", turn=0.15, wide=0.9, ears=1.3),
            Cloth(0.24, Cut.FALL, Block.INDIGO),
        ),
        (
            (0.40, 0.24),
            Head(49, True, hair="bob", turn=0.1, smile=0.75),
            Cloth(0.5, Cut.FALL, Block.WARM),
        ),
        (
            (0.56, 0.18),
            Head(27, hair="short", turn=-0.1, smile=0.4, ears=1.2),
            Cloth(0.34, Cut.FLAT),
        ),
        (
            (0.72, 0.26),
            Head(15, True, hair="plaits", turn=-0.3, smile=0.6),
            Cloth(0.5, Cut.FLAT, Block.SEAL),
        ),
    ]
    for (x, y), head, cloth in family:
        face(sheet, (x, y, 0.08, 0.12), Figure(head, cloth, broad=0.92 if head.woman else 1.02))
    _dog(sheet)


def _dog(sheet: Sheet) -> None:
    """The house dog, sitting, looking at whoever takes the picture."""
    fur = ink(0.62, Cut.FALL, Block.WARM)
    sheet.line([(1500, 980), (1560, 940), (1572, 880)], 24, ink(0.05))
    sheet.line([(1500, 980), (1560, 940), (1572, 880)], 16, ink(0.5, Cut.FLAT, Block.WARM))
    body = [
        (1380, 840),
        (1352, 930),
        (1350, 1010),
        (1530, 1012),
        (1536, 930),
        (1490, 850),
        (1440, 800),
    ]
    sheet.blob(body, fur, pen=4.5)
    for x in (1396, 1440):
        sheet.blob(
            [
                (x - 17, 880),
                (x - 16, 980),
                (x - 22, 1010),
                (x + 20, 1010),
                (x + 14, 970),
                (x + 18, 880),
            ],
            ink(0.72, Cut.FALL, Block.WARM),
            pen=4,
        )
    sheet.blob(
        [
            (1372, 770),
            (1382, 726),
            (1418, 712),
            (1456, 726),
            (1466, 770),
            (1446, 816),
            (1420, 836),
            (1394, 816),
        ],
        ink(0.74, Cut.FALL, Block.WARM),
        pen=4.5,
    )
    for side in (-1, 1):
        sheet.blob(
            [
                (1419 + side * 30, 722),
                (1419 + side * 62, 716),
                (1419 + side * 66, 776),
                (1419 + side * 46, 790),
            ],
            ink(0.3, Cut.FALL, Block.WARM),
            pen=4,
        )
        sheet.oval((1419 + side * 18, 766), 5.5, 6, ink(0.02))
    sheet.oval((1419, 806), 13, 9, ink(0.03))
    sheet.line([(1404, 822), (1419, 818), (1434, 822)], 3.4)
