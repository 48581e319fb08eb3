"""Photographs of groups: wheel crew, school, silk girls, teahouse."""

from __future__ import annotations

from dataclasses import replace

from boats import boat, sculler
from figures import Arm, Cloth, Figure, draw_figure
from heads import Head
from ink import Cut, ink
from landmarks import buffalo, front
from pictures import picture
from press import SEPIA
from sheet import Sheet, curve
from sitters import BLUE, DARK, LIGHT, PRINT, H, W, face, open_ground
from still_life import rim, vessel
from trees import far_wood, mulberry
from water import ripples

__all__: list[str] = []


@picture("photos/chepan-1959", 2400, 1600, SEPIA, weight=205)
def _wheel_crew(sheet: Sheet) -> None:
    x: float
    w, h = sheet.width, sheet.height
    open_ground(sheet, 930)
    far_wood(sheet, 940, 150, tone=0.66)
    sheet.oval((1250, 1240), 1150, 210, ink(0.2, Cut.LEVEL), pen=5)
    for k in range(46):
        x = 120 + 50 * k
        sheet.rect(x, 990 + 0.00012 * (x - 1250) ** 2, 26, 90, ink(0.12, Cut.UPRIGHT), pen=3)
    sheet.oval((1250, 1180), 1150, 190, ink(0.62, Cut.LEVEL), pen=5)
    sheet.oval((1250, 1180), 960, 150, ink(0.34, Cut.LEVEL), pen=4)
    for k in range(9):
        sheet.straight([(1250, 1180), (160 + 272 * k, 1330 - abs(k - 4) * 16)], 26, ink(0.12))
    buffalo(sheet, -185, 1470, 470, blind=True, tone=0.14, flip=True)
    roof = [
        (-60, -20),
        (w + 60, -20),
        (w + 60, 250),
        (1900, 190),
        (1200, 170),
        (500, 200),
        (-60, 270),
    ]
    sheet.blob(roof, ink(0.12, Cut.UPRIGHT), pen=4)
    for k in range(150):
        x = w * k / 149
        low = 196 + 70 * ((x - w / 2) / w * 2) ** 2
        sheet.leaf(
            (x, low - 90),
            (x + sheet.rng.uniform(-20, 20), low + sheet.rng.uniform(6, 46)),
            6,
            ink(sheet.rng.uniform(0.05, 0.55)),
        )
    for x in (430, 1040, 1990):
        sheet.rect(x - 24, 160, 48, 1180, ink(0.3, Cut.UPRIGHT), pen=5)
    face(
        sheet,
        (0.86, 0.32, 0.06, 0.10),
        Figure(
            Head(40, wear="white-hat", turn=-0.5, hair="none", skin=0.84), replace(LIGHT, tone=0.7)
        ),
    )
    sheet.rect(2180, 150, 74, 1330, ink(0.2, Cut.UPRIGHT), pen=6)
    sheet.straight([(2196, 160), (2194, 1470)], 7, ink(0.72))
    face(
        sheet,
        (0.22, 0.30, 0.07, 0.11),
        Figure(
            Head(44, wear="straw", hair="none", turn=0.55, smile=0.35, skin=0.78),
            DARK,
            left=Arm((-1.0, 1.7), (-0.85, 2.3), over=True),
        ),
    )
    sheet.line([(420, 1010), (470, 700), (540, 420)], 11, ink(0.1))
    face(
        sheet,
        (0.35, 0.28, 0.07, 0.11),
        Figure(
            Head(18, hair="crop", turn=0.35, smile=0.95, skin=0.8),
            Cloth(front="bare"),
            broad=0.92,
            left=Arm((-1.1, 1.9), (-0.72, 2.75)),
            right=Arm((1.1, 1.9), (0.72, 2.75)),
        ),
    )
    face(
        sheet,
        (0.48, 0.26, 0.07, 0.11),
        Figure(
            Head(54, hair="short", beard="stubble", turn=-0.25, skin=0.82),
            replace(DARK, tone=0.3, front="apron"),
            long=3.3,
        ),
    )
    face(
        sheet,
        (0.61, 0.28, 0.07, 0.11),
        Figure(
            Head(26, hair="short", turn=-0.5, wide=0.95, ears=1.2, skin=0.84),
            replace(BLUE, tone=0.5),
            right=Arm((1.05, 1.9), (0.62, 1.2)),
        ),
    )
    sheet.straight([(1640, 800), (1692, 470)], 20, ink(0.12))
    sheet.poly(
        [(1648, 400), (1744, 420), (1756, 520), (1700, 530), (1656, 480)], ink(0.2, Cut.FALL), pen=5
    )
    face(
        sheet,
        (0.73, 0.29, 0.07, 0.11),
        Figure(
            Head(28, hair="crop", wide=1.14, turn=-0.7, smile=0.3, skin=0.8),
            replace(DARK, front="vest"),
            broad=1.24,
        ),
    )
    sheet.rect(0, 1420, w, 200, sheet.veil(0.1, [(0, 0), (1, 0.6)], cut=Cut.LEVEL))
    assert h == 1600


@picture("photos/xiaoxue-1965", 2400, 1600, SEPIA, weight=205)
def _school(sheet: Sheet) -> None:
    x: float
    y: float
    w = sheet.width
    open_ground(sheet, 1180, ground=(0.86, 0.7))
    front(sheet, w / 2, 1190, 2300, 940, bays=9, doors=(4,), roof=0.22, wall=0.84, window=False)
    for x in (250, 700, 1700, 2150):
        sheet.rect(x - 130, 420, 260, 420, ink(0.14), pen=8)
        for k in range(1, 4):
            sheet.straight([(x - 130 + 65 * k, 420), (x - 130 + 65 * k, 840)], 9, ink(0.86))
            sheet.straight([(x - 130, 420 + 105 * k), (x + 130, 420 + 105 * k)], 9, ink(0.86))
    teachers = [
        (
            (0.30, 0.16, 0.06, 0.09),
            Figure(Head(28, True, hair="bob", turn=0.2), replace(DARK, tone=0.55)),
        ),
        (
            (0.46, 0.14, 0.06, 0.09),
            Figure(Head(21, hair="short", glasses=True, wide=0.92, turn=0.1), DARK, broad=0.9),
        ),
        (
            (0.62, 0.16, 0.06, 0.09),
            Figure(Head(45, hair="short", turn=-0.3), replace(DARK, tone=0.34), broad=1.08),
        ),
    ]
    for box, person in teachers:
        face(sheet, box, person)
    sheet.straight([(1150, 458), (1150, 490)], 7, ink(0.95))
    child = Figure(Head(11, hair="crop", turn=0.1), replace(DARK, tone=0.4), broad=0.86, long=2.7)
    plaits = Head(12, True, hair="plaits", turn=0.0)
    middle = [
        ((0.17, 0.37), replace(child, cloth=replace(LIGHT, tone=0.8))),
        ((0.31, 0.36), replace(child, head=Head(10, hair="crop", turn=-0.3, smile=0.5, ears=1.25))),
        ((0.46, 0.36), replace(child, head=plaits, cloth=PRINT)),
        (
            (0.60, 0.36),
            replace(
                child, head=replace(plaits, turn=-0.25, smile=0.5), cloth=replace(BLUE, tone=0.55)
            ),
        ),
        ((0.75, 0.37), replace(child, head=Head(11, hair="short", turn=-0.5))),
    ]
    for (x, y), person in middle:
        face(sheet, (x, y, 0.055, 0.085), person)
    seat = Figure(
        Head(8, hair="crop", turn=0.3, smile=0.4),
        replace(DARK, tone=0.5),
        broad=0.84,
        long=2.6,
        left=Arm((-0.95, 1.8), (-0.5, 2.6)),
        right=Arm((0.95, 1.8), (0.5, 2.6)),
        legs=(((-0.6, 2.7), (-0.55, 4.2)), ((0.6, 2.7), (0.55, 4.2))),
    )
    sheet.rect(430, 1290, 1560, 40, ink(0.3, Cut.LEVEL), pen=4)
    rows = [
        ((0.22, 0.58), replace(seat, head=Head(8, hair="crop", turn=0.2, smile=0.85, ears=1.2))),
        (
            (0.38, 0.59),
            replace(
                seat, head=Head(8, True, hair="bob", turn=0.1), cloth=replace(LIGHT, tone=0.75)
            ),
        ),
        ((0.54, 0.59), replace(seat, head=Head(9, hair="short", turn=-0.3))),
        (
            (0.70, 0.58),
            replace(seat, head=Head(9, True, hair="plaits", turn=-0.3, smile=0.4), cloth=PRINT),
        ),
    ]
    for (x, y), person in rows:
        face(sheet, (x, y, 0.055, 0.085), person)
    sheet.oval((0.2495 * w, 1050), 9, 14, ink(0.4))
    sheet.straight([(1690, 1330), (1790, 1190)], 17, ink(0.15))
    sheet.rect(1750, 1150, 96, 52, ink(0.1), pen=4)
    for k in range(40):
        sheet.straight(
            [(60 * k, 1480 + (k % 5) * 22), (60 * k + 34, 1484 + (k % 5) * 22)], 3, ink(0.5)
        )


@picture("photos/canhua-1975", W, H, SEPIA, weight=93)
def _silk_girls(sheet: Sheet) -> None:
    x: float
    y: float
    open_ground(sheet, 620, top=0.86)
    far_wood(sheet, 630, 120, tone=0.7)
    for x, tall in ((60, 640), (330, 560), (620, 520), (980, 540), (1280, 580), (1560, 640)):
        mulberry(sheet, x, 720, tall, tone=0.3)
    hold = {
        "left": Arm((-1.0, 1.8), (-0.72, 2.55), over=True),
        "right": Arm((1.0, 1.8), (0.72, 2.55), over=True),
    }
    girls = [
        ((0.14, 0.24), Head(25, True, hair="bun", turn=0.5, smile=0.9, wide=1.08), PRINT),
        (
            (0.35, 0.22),
            Head(23, True, hair="plaits", turn=0.2, smile=0.4),
            replace(LIGHT, tone=0.82, front="side"),
        ),
        (
            (0.56, 0.23),
            Head(22, True, hair="plaits", turn=-0.2, smile=0.5),
            replace(BLUE, tone=0.5),
        ),
        (
            (0.77, 0.25),
            Head(27, True, hair="bob", turn=-0.55, smile=0.2),
            replace(DARK, front="side"),
        ),
    ]
    people = [
        Figure(
            head, replace(cloth, front="side"), broad=0.94, left=hold["left"], right=hold["right"]
        )
        for _, head, cloth in girls
    ]
    for ((x, y), _, _), person in zip(girls, people, strict=True):
        face(
            sheet,
            (x, y, 0.08, 0.13),
            replace(
                person,
                left=Arm((-0.95, 1.9), (-0.7, 2.6), over=False),
                right=Arm((0.95, 1.9), (0.7, 2.6), over=False),
            ),
            grow=0.94,
        )
    sheet.oval((800, 860), 690, 190, ink(0.35, Cut.UPRIGHT), pen=5)
    sheet.oval((800, 826), 690, 186, ink(0.86), pen=6)
    sheet.oval((800, 822), 640, 162, ink(0.74, Cut.CROSS), pen=4)
    for _ in range(170):
        px, py = sheet.rng.gauss(0, 0.45), sheet.rng.gauss(0, 0.45)
        if px * px + py * py < 0.9:
            x, y = 800 + 620 * px, 822 + 150 * py
            sheet.leaf(
                (x, y),
                (x + sheet.rng.uniform(-50, 50), y + sheet.rng.uniform(-14, 14)),
                13,
                ink(sheet.rng.uniform(0.1, 0.4), Cut.RISE),
            )
    for _ in range(120):
        x, y = 800 + sheet.rng.gauss(0, 250), 822 + sheet.rng.gauss(0, 62)
        sheet.line([(x, y), (x + 12, y - 5), (x + 26, y)], 8, ink(0.98))
    for ((x, _), _, _), _person in zip(girls, people, strict=True):
        for side in (-1, 1):
            cx, cy = (x + 0.04) * W + side * 92, 800 - 90 + abs(x - 0.45) * 90
            for finger in range(4):
                px = cx - 21 + 14 * finger
                sheet.line([(px, cy + 14), (px + 1, cy - 2), (px, cy - 12)], 15, ink(0.06))
                sheet.line([(px, cy + 14), (px + 1, cy - 2), (px, cy - 12)], 10, ink(0.9))


@picture("photos/chaguan-1962", W, H, SEPIA, weight=93)
def _teahouse(sheet: Sheet) -> None:
    sheet.rect(0, 0, W, H, sheet.fade([(0, 0.3), (0.6, 0.42), (1, 0.2)], cut=Cut.LEVEL))
    sheet.rect(760, 170, 760, 420, ink(0.98))
    far = [(760, 400), (1000, 380), (1300, 392), (1520, 376), (1520, 430), (760, 430)]
    sheet.poly(far, ink(0.8, Cut.UPRIGHT))
    with sheet.within("M760 170H1520V590H760Z"):
        sheet.rect(760, 430, 760, 160, sheet.fade([(0, 0.93), (1, 0.76)], cut=Cut.LEVEL))
        boat(sheet, 1010, 480, 210, awning=True)
        boat(sheet, 1330, 530, 270, tone=0.2)
        sculler(sheet, 1420, 522, 110)
        ripples(sheet, 440, 590, 30, left=760, right=1520)
    for x in (760, 1010, 1265, 1520):
        sheet.rect(x - 11, 160, 22, 440, ink(0.05))
    sheet.rect(740, 590, 800, 30, ink(0.1), pen=3)
    sheet.line([(1180, 0), (1180, 120)], 5, ink(0.02))
    for k in range(9):
        sheet.line(
            [(1120 + 15 * k, 150 + abs(k - 4) * -6 + 20), (1120 + 15 * k, 300)], 3, ink(0.05)
        )
    sheet.shape(
        curve([(1112, 180), (1130, 130), (1180, 112), (1232, 130), (1248, 180)]), "none", pen=6
    )
    sheet.oval((1180, 300), 68, 14, ink(0.1), pen=4)
    sheet.blob([(1150, 250), (1180, 228), (1206, 250), (1226, 276), (1180, 276)], ink(0.1))
    face(
        sheet,
        (0.40, 0.24, 0.08, 0.12),
        Figure(
            Head(59, hair="bald", turn=0.6, nod=0.6, smile=0.3, skin=0.88),
            replace(DARK, front="apron", tone=0.34),
            left=Arm((-0.9, 2.0), (-0.4, 2.5)),
            right=Arm((1.1, 1.5), (1.55, 1.05)),
        ),
    )
    with sheet.placed(930, 430, scale=0.42, turn=14):
        sheet.line([(0, -160), (-90, -40), (0, 0)], 16)
        vessel(sheet, 60, [(0, 60), (40, 130), (120, 150), (190, 120)], tones=(0.3, 0.85, 0.1))
        sheet.blob(
            [
                (180, 120),
                (330, 80),
                (420, -20),
                (560, 60),
                (700, 330),
                (682, 336),
                (540, 100),
                (430, 50),
                (340, 150),
                (190, 180),
            ],
            ink(0.4, Cut.FALL),
            pen=6,
        )
    sheet.line([(1222, 598), (1226, 660), (1224, 740)], 5, ink(0.96))
    for x, y, size, head in (
        (180, 560, 150, Head(70, back=True, hair="white")),
        (420, 640, 130, Head(66, back=True, hair="bald")),
        (1120, 640, 128, Head(60, back=True, wear="cap")),
    ):
        draw_figure(sheet, x, y, size, Figure(head, DARK, legs=()))
    sheet.poly([(560, 760), (1460, 740), (1640, 900), (480, 930)], ink(0.62, Cut.GRAIN), pen=5)
    sheet.poly([(480, 930), (1640, 900), (1640, 960), (490, 990)], ink(0.2, Cut.LEVEL), pen=5)
    for x, y in ((700, 800), (1226, 780), (980, 850), (1400, 850)):
        vessel(sheet, x, [(y - 30, 40), (y + 10, 36), (y + 24, 20)], tones=(0.6, 0.98, 0.4), pen=3)
        rim(sheet, x, y - 30, 40, thick=5, inside=0.3)
        with sheet.soft(9):
            sheet.line(
                [(x, y - 50), (x + 14, y - 110), (x - 8, y - 170), (x + 16, y - 240)], 16, ink(0.9)
            )
    draw_figure(
        sheet,
        1440,
        600,
        160,
        Figure(
            Head(72, hair="white", turn=-1, beard="thin", skin=0.8),
            replace(DARK, tone=0.14),
            legs=(),
            left=Arm((-0.9, 1.9), (-0.6, 1.0)),
        ),
    )
    sheet.line([(1330, 740), (1250, 690), (1230, 670)], 8, ink(0.02))
    sheet.rect(0, 0, W, H, sheet.veil(0.05, [(0, 0.5), (0.3, 0)], turn=0))
