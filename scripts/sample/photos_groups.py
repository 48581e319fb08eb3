"""Photographs of people who looked at the camera, or nearly."""

from __future__ import annotations

import math
from dataclasses import replace

from boats import boat, sculler, tub
from figures import Arm, Cloth, Figure, draw_figure, small_figure
from heads import Head, draw_head
from ink import Block, Cut, ink
from landmarks import buffalo, front, hens, tile_roof, well_terrace
from objects_house import shoe
from pictures import picture
from press import BLACK_AND_WHITE, FADED_COLOUR, PHONE, SEPIA
from sheet import Sheet, curve
from still_life import calico, rim, vessel
from trees import far_wood, mulberry
from view import View
from water import lily_pads, ripples

__all__ = ["face"]

W, H = 1600, 1067
DARK = Cloth(0.2, Cut.FALL, front="middle")
BLUE = Cloth(0.3, Cut.FALL, Block.INDIGO, front="side")
PRINT = Cloth(0.36, Cut.FLAT, Block.INDIGO, front="side", dots=True)
LIGHT = Cloth(0.86, Cut.FALL, front="middle")


def face(sheet: Sheet, box: tuple[float, float, float, float], person: Figure, *, grow: float = 1.0) -> None:
    """A person whose face fills the box (x, y, width, height as fractions of the sheet)."""
    x, y, w, h = box
    size = h * sheet.height * 1.06 * grow
    draw_figure(sheet, (x + w / 2) * sheet.width - person.lean * size, (y + h / 2) * sheet.height, size, person)


def _sky(sheet: Sheet, horizon: float, *, top: float = 0.78, ground: tuple[float, float] = (0.82, 0.62)) -> None:
    sheet.rect(0, 0, sheet.width, horizon + 2, sheet.fade([(0, top), (1, 0.97)]))
    sheet.rect(0, horizon, sheet.width, sheet.height, sheet.fade([(0, ground[0]), (1, ground[1])], cut=Cut.LEVEL))


@picture("photos/chepan-1959", 2400, 1600, SEPIA, weight=205)
def _wheel_crew(sheet: Sheet) -> None:
    w, h = sheet.width, sheet.height
    _sky(sheet, 930)
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
    roof = [(-60, -20), (w + 60, -20), (w + 60, 250), (1900, 190), (1200, 170), (500, 200), (-60, 270)]
    sheet.blob(roof, ink(0.12, Cut.UPRIGHT), pen=4)
    for k in range(150):
        x = w * k / 149
        low = 196 + 70 * ((x - w / 2) / w * 2) ** 2
        sheet.leaf((x, low - 90), (x + sheet.rng.uniform(-20, 20), low + sheet.rng.uniform(6, 46)), 6, ink(sheet.rng.uniform(0.05, 0.55)))
    for x in (430, 1040, 1990):
        sheet.rect(x - 24, 160, 48, 1180, ink(0.3, Cut.UPRIGHT), pen=5)
    face(sheet, (0.86, 0.32, 0.06, 0.10), Figure(Head(40, wear="white-hat", turn=-0.5, hair="none", skin=0.84), replace(LIGHT, tone=0.7)))
    sheet.rect(2180, 150, 74, 1330, ink(0.2, Cut.UPRIGHT), pen=6)
    sheet.straight([(2196, 160), (2194, 1470)], 7, ink(0.72))
    face(sheet, (0.22, 0.30, 0.07, 0.11), Figure(Head(44, wear="straw", hair="none", turn=0.55, smile=0.35, skin=0.78), DARK,
                                                left=Arm((-1.0, 1.7), (-0.85, 2.3), over=True)))
    sheet.line([(420, 1010), (470, 700), (540, 420)], 11, ink(0.1))
    face(sheet, (0.35, 0.28, 0.07, 0.11), Figure(Head(18, hair="crop", turn=0.35, smile=0.95, skin=0.8), Cloth(front="bare"), broad=0.92,
                                                left=Arm((-1.1, 1.9), (-0.72, 2.75)), right=Arm((1.1, 1.9), (0.72, 2.75))))
    face(sheet, (0.48, 0.26, 0.07, 0.11), Figure(Head(54, hair="short", beard="stubble", turn=-0.25, skin=0.82), replace(DARK, tone=0.3, front="apron"), long=3.3))
    face(sheet, (0.61, 0.28, 0.07, 0.11), Figure(Head(26, hair="short", turn=-0.5, wide=0.95, ears=1.2, skin=0.84), replace(BLUE, tone=0.5),
                                                right=Arm((1.05, 1.9), (0.62, 1.2))))
    sheet.straight([(1640, 800), (1692, 470)], 20, ink(0.12))
    sheet.poly([(1648, 400), (1744, 420), (1756, 520), (1700, 530), (1656, 480)], ink(0.2, Cut.FALL), pen=5)
    face(sheet, (0.73, 0.29, 0.07, 0.11), Figure(Head(28, hair="crop", wide=1.14, turn=-0.7, smile=0.3, skin=0.8), replace(DARK, front="vest"), broad=1.24))
    sheet.rect(0, 1420, w, 200, sheet.veil(0.1, [(0, 0), (1, 0.6)], cut=Cut.LEVEL))
    assert h == 1600


@picture("photos/xiaoxue-1965", 2400, 1600, SEPIA, weight=205)
def _school(sheet: Sheet) -> None:
    w = sheet.width
    _sky(sheet, 1180, ground=(0.86, 0.7))
    front(sheet, w / 2, 1190, 2300, 940, bays=9, doors=(4,), roof=0.22, wall=0.84, window=False)
    for x in (250, 700, 1700, 2150):
        sheet.rect(x - 130, 420, 260, 420, ink(0.14), pen=8)
        for k in range(1, 4):
            sheet.straight([(x - 130 + 65 * k, 420), (x - 130 + 65 * k, 840)], 9, ink(0.86))
            sheet.straight([(x - 130, 420 + 105 * k), (x + 130, 420 + 105 * k)], 9, ink(0.86))
    teachers = [((0.30, 0.16, 0.06, 0.09), Figure(Head(28, True, hair="bob", turn=0.2), replace(DARK, tone=0.55))),
                ((0.46, 0.14, 0.06, 0.09), Figure(Head(21, hair="short", glasses=True, wide=0.92, turn=0.1), DARK, broad=0.9)),
                ((0.62, 0.16, 0.06, 0.09), Figure(Head(45, hair="short", turn=-0.3), replace(DARK, tone=0.34), broad=1.08))]
    for box, person in teachers:
        face(sheet, box, person)
    sheet.straight([(1150, 458), (1150, 490)], 7, ink(0.95))
    child = Figure(Head(11, hair="crop", turn=0.1), replace(DARK, tone=0.4), broad=0.86, long=2.7)
    plaits = Head(12, True, hair="plaits", turn=0.0)
    middle = [((0.17, 0.37), replace(child, cloth=replace(LIGHT, tone=0.8))), ((0.31, 0.36), replace(child, head=Head(10, hair="crop", turn=-0.3, smile=0.5, ears=1.25))),
              ((0.46, 0.36), replace(child, head=plaits, cloth=PRINT)), ((0.60, 0.36), replace(child, head=replace(plaits, turn=-0.25, smile=0.5), cloth=replace(BLUE, tone=0.55))),
              ((0.75, 0.37), replace(child, head=Head(11, hair="short", turn=-0.5)))]
    for (x, y), person in middle:
        face(sheet, (x, y, 0.055, 0.085), person)
    seat = Figure(Head(8, hair="crop", turn=0.3, smile=0.4), replace(DARK, tone=0.5), broad=0.84, long=2.6,
                  left=Arm((-0.95, 1.8), (-0.5, 2.6)), right=Arm((0.95, 1.8), (0.5, 2.6)),
                  legs=(((-0.6, 2.7), (-0.55, 4.2)), ((0.6, 2.7), (0.55, 4.2))))
    sheet.rect(430, 1290, 1560, 40, ink(0.3, Cut.LEVEL), pen=4)
    rows = [((0.22, 0.58), replace(seat, head=Head(8, hair="crop", turn=0.2, smile=0.85, ears=1.2))), ((0.38, 0.59), replace(seat, head=Head(8, True, hair="bob", turn=0.1), cloth=replace(LIGHT, tone=0.75))),
            ((0.54, 0.59), replace(seat, head=Head(9, hair="short", turn=-0.3))), ((0.70, 0.58), replace(seat, head=Head(9, True, hair="plaits", turn=-0.3, smile=0.4), cloth=PRINT))]
    for (x, y), person in rows:
        face(sheet, (x, y, 0.055, 0.085), person)
    sheet.oval((0.2495 * w, 1050), 9, 14, ink(0.4))
    sheet.straight([(1690, 1330), (1790, 1190)], 17, ink(0.15))
    sheet.rect(1750, 1150, 96, 52, ink(0.1), pen=4)
    for k in range(40):
        sheet.straight([(60 * k, 1480 + (k % 5) * 22), (60 * k + 34, 1484 + (k % 5) * 22)], 3, ink(0.5))


@picture("photos/canhua-1975", W, H, SEPIA, weight=93)
def _silk_girls(sheet: Sheet) -> None:
    _sky(sheet, 620, top=0.86)
    far_wood(sheet, 630, 120, tone=0.7)
    for x, tall in ((60, 640), (330, 560), (620, 520), (980, 540), (1280, 580), (1560, 640)):
        mulberry(sheet, x, 720, tall, tone=0.3)
    hold = {"left": Arm((-1.0, 1.8), (-0.72, 2.55), over=True), "right": Arm((1.0, 1.8), (0.72, 2.55), over=True)}
    girls = [((0.14, 0.24), Head(25, True, hair="bun", turn=0.5, smile=0.9, wide=1.08), PRINT), ((0.35, 0.22), Head(23, True, hair="plaits", turn=0.2, smile=0.4), replace(LIGHT, tone=0.82, front="side")),
             ((0.56, 0.23), Head(22, True, hair="plaits", turn=-0.2, smile=0.5), replace(BLUE, tone=0.5)), ((0.77, 0.25), Head(27, True, hair="bob", turn=-0.55, smile=0.2), replace(DARK, front="side"))]
    people = [Figure(head, replace(cloth, front="side"), broad=0.94, left=hold["left"], right=hold["right"]) for _, head, cloth in girls]
    for ((x, y), _, _), person in zip(girls, people, strict=True):
        face(sheet, (x, y, 0.08, 0.13), replace(person, left=Arm((-0.95, 1.9), (-0.7, 2.6), over=False), right=Arm((0.95, 1.9), (0.7, 2.6), over=False)), grow=0.94)
    sheet.oval((800, 860), 690, 190, ink(0.35, Cut.UPRIGHT), pen=5)
    sheet.oval((800, 826), 690, 186, ink(0.86), pen=6)
    sheet.oval((800, 822), 640, 162, ink(0.74, Cut.CROSS), pen=4)
    for _ in range(170):
        px, py = sheet.rng.gauss(0, 0.45), sheet.rng.gauss(0, 0.45)
        if px * px + py * py < 0.9:
            x, y = 800 + 620 * px, 822 + 150 * py
            sheet.leaf((x, y), (x + sheet.rng.uniform(-50, 50), y + sheet.rng.uniform(-14, 14)), 13, ink(sheet.rng.uniform(0.1, 0.4), Cut.RISE))
    for _ in range(120):
        x, y = 800 + sheet.rng.gauss(0, 250), 822 + sheet.rng.gauss(0, 62)
        sheet.line([(x, y), (x + 12, y - 5), (x + 26, y)], 8, ink(0.98))
    for ((x, y), _, _), _person in zip(girls, people, strict=True):
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
        sheet.line([(1120 + 15 * k, 150 + abs(k - 4) * -6 + 20), (1120 + 15 * k, 300)], 3, ink(0.05))
    sheet.shape(curve([(1112, 180), (1130, 130), (1180, 112), (1232, 130), (1248, 180)]), "none", pen=6)
    sheet.oval((1180, 300), 68, 14, ink(0.1), pen=4)
    sheet.blob([(1150, 250), (1180, 228), (1206, 250), (1226, 276), (1180, 276)], ink(0.1))
    face(sheet, (0.40, 0.24, 0.08, 0.12), Figure(Head(59, hair="bald", turn=0.6, nod=0.6, smile=0.3, skin=0.88), replace(DARK, front="apron", tone=0.34),
                                                left=Arm((-0.9, 2.0), (-0.4, 2.5)), right=Arm((1.1, 1.5), (1.55, 1.05))))
    with sheet.placed(930, 430, scale=0.42, turn=14):
        sheet.line([(0, -160), (-90, -40), (0, 0)], 16)
        vessel(sheet, 60, [(0, 60), (40, 130), (120, 150), (190, 120)], tones=(0.3, 0.85, 0.1))
        sheet.blob([(180, 120), (330, 80), (420, -20), (560, 60), (700, 330), (682, 336), (540, 100), (430, 50), (340, 150), (190, 180)], ink(0.4, Cut.FALL), pen=6)
    sheet.line([(1222, 598), (1226, 660), (1224, 740)], 5, ink(0.96))
    for x, y, size, head in ((180, 560, 150, Head(70, back=True, hair="white")), (420, 640, 130, Head(66, back=True, hair="bald")), (1120, 640, 128, Head(60, back=True, wear="cap"))):
        draw_figure(sheet, x, y, size, Figure(head, DARK, legs=()))
    sheet.poly([(560, 760), (1460, 740), (1640, 900), (480, 930)], ink(0.62, Cut.GRAIN), pen=5)
    sheet.poly([(480, 930), (1640, 900), (1640, 960), (490, 990)], ink(0.2, Cut.LEVEL), pen=5)
    for x, y in ((700, 800), (1226, 780), (980, 850), (1400, 850)):
        vessel(sheet, x, [(y - 30, 40), (y + 10, 36), (y + 24, 20)], tones=(0.6, 0.98, 0.4), pen=3)
        rim(sheet, x, y - 30, 40, thick=5, inside=0.3)
        with sheet.soft(9):
            sheet.line([(x, y - 50), (x + 14, y - 110), (x - 8, y - 170), (x + 16, y - 240)], 16, ink(0.9))
    draw_figure(sheet, 1440, 600, 160, Figure(Head(72, hair="white", turn=-1, beard="thin", skin=0.8), replace(DARK, tone=0.14), legs=(), left=Arm((-0.9, 1.9), (-0.6, 1.0))))
    sheet.line([(1330, 740), (1250, 690), (1230, 670)], 8, ink(0.02))
    sheet.rect(0, 0, W, H, sheet.veil(0.05, [(0, 0.5), (0.3, 0)], turn=0))


def _balustrade(sheet: Sheet, y: float) -> None:
    w = sheet.width
    for k in range(9):
        vessel(sheet, w * (k + 0.5) / 9, [(y, 20), (y + 60, 40), (y + 130, 22), (y + 170, 36)], tones=(0.6, 0.95, 0.5), pen=3)
    sheet.rect(-10, y - 40, w + 20, 44, ink(0.9, Cut.LEVEL), pen=4)
    sheet.rect(-10, y + 170, w + 20, 40, ink(0.8, Cut.LEVEL), pen=4)


def _backdrop(sheet: Sheet) -> None:
    w, h = sheet.width, sheet.height
    sheet.rect(0, 0, w, h, sheet.fade([(0, 0.62), (0.5, 0.86), (1, 0.6)], turn=60))
    with sheet.soft(14):
        sheet.blob([(w * 0.02, h * 0.5), (w * 0.16, h * 0.3), (w * 0.3, h * 0.46), (w * 0.5, h * 0.34), (w * 0.76, h * 0.48), (w, h * 0.3), (w, h * 0.62), (0, h * 0.62)], ink(0.74, Cut.RISE))
        sheet.oval((w * 0.8, h * 0.16), 190, 60, ink(0.92))
        sheet.oval((w * 0.16, h * 0.12), 150, 46, ink(0.9))


@picture("photos/quanjiafu-shen-1956", 1280, 1600, SEPIA, weight=93)
def _family_shen(sheet: Sheet) -> None:
    w, h = sheet.width, sheet.height
    _backdrop(sheet)
    _balustrade(sheet, h * 0.56)
    sheet.rect(0, h * 0.86, w, h, sheet.fade([(0, 0.7), (1, 0.45)], cut=Cut.LEVEL))
    padded = Cloth(0.26, Cut.FALL, front="side")
    sisters = [((0.42, 0.17, 0.11, 0.11), Figure(Head(24, True, hair="bun", turn=0.1), replace(padded, tone=0.46))),
               ((0.62, 0.18, 0.11, 0.11), Figure(Head(22, True, hair="bob", turn=-0.2), replace(padded, tone=0.38, dots=True)))]
    for box, person in sisters:
        face(sheet, box, person, grow=0.92)
    face(sheet, (0.22, 0.20, 0.12, 0.12), Figure(Head(20, True, hair="plaits", turn=0.25, smile=0.35), replace(padded, tone=0.34, block=Block.INDIGO)), grow=0.92)
    for x in (610, 920):
        sheet.rect(x - 190, h * 0.55, 380, 520, ink(0.14, Cut.UPRIGHT), pen=6)
    seat = {"left": Arm((-1.05, 2.1), (-0.45, 2.9), over=True), "right": Arm((1.05, 2.1), (0.45, 2.9), over=True),
            "legs": (((-0.62, 3.5), (-0.5, 5.6)), ((0.62, 3.5), (0.5, 5.6))), "long": 3.3}
    face(sheet, (0.66, 0.36, 0.12, 0.12), Figure(Head(48, hair="short", beard="thin", turn=-0.25, wide=0.93), Cloth(0.12, Cut.UPRIGHT, front="side"), trousers=Cloth(0.1, Cut.UPRIGHT), **seat), grow=0.96)  # type: ignore[arg-type]
    sheet.poly([(770, 1180), (1080, 1180), (1110, 1540), (740, 1540)], ink(0.12, Cut.UPRIGHT), pen=5)
    face(sheet, (0.42, 0.36, 0.12, 0.12), Figure(Head(44, True, hair="bun", turn=0.2), Cloth(0.2, Cut.FALL, front="side"), trousers=Cloth(0.16, Cut.UPRIGHT), **seat), grow=0.96)  # type: ignore[arg-type]
    for x in (520, 660):
        sheet.blob([(x - 44, 1540), (x - 30, 1496), (x + 30, 1496), (x + 44, 1540)], ink(0.06), pen=3)
    for k in range(9):
        sheet.straight([(150 * k, 1590), (150 * k + 90, 1480)], 2.4, ink(0.35))


@picture("photos/gu-jiehun-1961", 1280, 1600, SEPIA, weight=93)
def _couple(sheet: Sheet) -> None:
    w, h = sheet.width, sheet.height
    sheet.rect(0, 0, w, h, sheet.fade([(0, 0.55), (0.5, 0.84), (1, 0.5)], turn=40))
    with sheet.soft(40):
        sheet.oval((w / 2, h * 0.4), 430, 520, ink(0.93))
    face(sheet, (0.56, 0.24, 0.18, 0.18), Figure(Head(25, hair="short", turn=-0.3, smile=0.15), Cloth(0.2, Cut.FALL), broad=1.1), grow=0.96)
    face(sheet, (0.26, 0.28, 0.18, 0.18), Figure(Head(22, True, hair="bob", turn=0.3, smile=0.35), Cloth(0.55, Cut.FLAT, front="side", dots=True), broad=0.95), grow=0.94)
    with sheet.soft(30):
        sheet.rect(-60, h * 0.86, w + 120, 400, ink(0.93))
        sheet.oval((w / 2, h * 0.9), 700, 150, ink(0.93))
    assert h == 1600


@picture("photos/huizhen-1979", 1280, 1600, FADED_COLOUR, weight=93)
def _mother(sheet: Sheet) -> None:
    w, h = sheet.width, sheet.height
    sheet.rect(0, 0, w, h, sheet.fade([(0, 0.72), (0.5, 0.93), (1, 0.66)], turn=50, block=Block.INDIGO))
    with sheet.soft(30):
        sheet.oval((w * 0.2, h * 0.2), 260, 120, ink(0.93, Cut.FLAT, Block.WARM))
    face(sheet, (0.40, 0.22, 0.20, 0.20), Figure(Head(27, True, hair="bob", turn=0.25, smile=0.4), Cloth(0.4, Cut.FLAT, Block.SEAL, front="middle"), broad=0.98,
                                               right=None, left=Arm((-0.9, 2.2), (0.1, 3.3), over=True)), grow=0.92)
    for x, foot in ((690, 640), (890, 872)):
        sheet.line([(x + 40, 1250), (x, 1360), (foot, 1440)], 120, ink(0.05))
        sheet.line([(x + 40, 1250), (x, 1360), (foot, 1440)], 108, ink(0.3, Cut.FLAT, Block.INDIGO))
    calico(sheet, curve([(640, 1070), (700, 1000), (800, 1010), (910, 1000), (980, 1070), (1010, 1260), (930, 1330), (700, 1330), (610, 1260)], closed=True), (600, 980, 1020, 1340), step=100)
    for side, x in ((-1, 660), (1, 960)):
        sheet.line([(x, 1080), (x + side * 46, 1180), (x + side * 10, 1260)], 92, ink(0.05))
        sheet.line([(x, 1080), (x + side * 46, 1180), (x + side * 10, 1260)], 81, ink(0.42, Cut.FLAT, Block.WARM))
        sheet.oval((x + side * 4, 1290), 36, 34, ink(0.92), pen=4.5)
    draw_head(sheet, 0.63 * w, 0.58 * h, 250, Head(2, turn=-0.15, wear="tiger", hair="none", smile=0.4, wide=1.12), tilt=5)
    for x, turn in ((640, -10), (860, 8)):
        with sheet.placed(x, 1440, scale=0.42, turn=turn):
            shoe(sheet)
    for finger in range(4):
        sheet.line([(560 + 6 * finger, 1240 + 26 * finger), (610, 1236 + 26 * finger), (646, 1244 + 24 * finger)], 32, ink(0.06))
        sheet.line([(560 + 6 * finger, 1240 + 26 * finger), (610, 1236 + 26 * finger), (646, 1244 + 24 * finger)], 24, ink(0.92))


@picture("photos/quanjiafu-yao-1985", W, H, FADED_COLOUR, weight=93)
def _family_yao(sheet: Sheet) -> None:
    sheet.rect(0, 0, W, H, sheet.fade([(0, 0.8), (0.7, 0.9), (1, 0.7)], cut=Cut.STIPPLE))
    sheet.rect(470, 40, 660, 1000, ink(0.3, Cut.UPRIGHT, Block.WARM), pen=6)
    for k in range(1, 8):
        sheet.straight([(470 + 82 * k, 40), (470 + 82 * k, 1000)], 4 if k != 4 else 9, ink(0.08))
    for x in (376, 1140):
        sheet.rect(x, 60, 84, 640, ink(0.42, Cut.UPRIGHT, Block.SEAL), pen=3)
    tile_roof(sheet, -100, 1700, 40, -120, step=34)
    sheet.rect(0, 940, W, 140, ink(0.7, Cut.LEVEL), pen=4)
    family = [((0.24, 0.22), Head(52, hair="short", turn=0.15, wide=0.9, ears=1.3), Cloth(0.24, Cut.FALL, Block.INDIGO)),
              ((0.40, 0.24), Head(49, True, hair="bob", turn=0.1, smile=0.75), Cloth(0.5, Cut.FALL, Block.WARM)),
              ((0.56, 0.18), Head(27, hair="short", turn=-0.1, smile=0.4, ears=1.2), Cloth(0.34, Cut.FLAT)),
              ((0.72, 0.26), Head(15, True, hair="plaits", turn=-0.3, smile=0.6), Cloth(0.5, Cut.FLAT, Block.SEAL))]
    for (x, y), head, cloth in family:
        face(sheet, (x, y, 0.08, 0.12), Figure(head, cloth, broad=0.92 if head.woman else 1.02))
    dog = [(1330, 960), (1336, 880), (1372, 838), (1360, 800), (1392, 770), (1440, 790), (1470, 816), (1440, 840), (1448, 900), (1530, 910), (1560, 950), (1550, 1000), (1340, 1000)]
    sheet.blob(dog, ink(0.7, Cut.FALL, Block.WARM), pen=4)
    sheet.blob([(1362, 800), (1352, 764), (1390, 780)], ink(0.4, Cut.FLAT, Block.WARM), pen=3)
    sheet.oval((1428, 798), 5, 5, ink(0.02))
    sheet.oval((1470, 816), 8, 6, ink(0.02))
    sheet.line([(1550, 950), (1590, 900), (1570, 860)], 14, ink(0.55, Cut.FLAT, Block.WARM))


@picture("photos/chijiao-1974", W, H, BLACK_AND_WHITE, weight=93)
def _doctor(sheet: Sheet) -> None:
    _sky(sheet, 520)
    far_wood(sheet, 540, 110, tone=0.72)
    for x, tall in ((90, 420), (260, 380), (1380, 400), (1530, 470)):
        mulberry(sheet, x, 640, tall, tone=0.35)
    sheet.rect(0, 600, W, H, sheet.fade([(0, 0.93), (1, 0.66)], cut=Cut.LEVEL))
    ripples(sheet, 620, H, 90)
    sheet.rect(0, 596, 330, 160, ink(0.4, Cut.LEVEL), pen=3)
    sheet.rect(1290, 596, 330, 160, ink(0.4, Cut.LEVEL), pen=3)
    sheet.poly([(280, 1000), (1330, 980), (1330, 1016), (280, 1040)], ink(0.3, Cut.LEVEL), pen=4)
    sheet.poly([(280, 1000), (1330, 980), (1300, 960), (330, 972)], ink(0.85, Cut.GRAIN), pen=4)
    for x in (420, 1180):
        sheet.rect(x, 1016, 26, 80, ink(0.1))
        sheet.rect(x + 60, 1010, 22, 80, ink(0.15))

    person = Figure(Head(26, True, hair="bob", turn=0.6, smile=0.35), Cloth(0.5, Cut.FALL, front="middle"), broad=0.94, left=Arm((-1.0, 1.9), (-0.9, 2.8), over=False),
                    right=Arm((0.95, 1.8), (0.75, 2.4)), legs=(((-0.5, 3.9), (-0.9, 4.6)), ((0.4, 3.9), (0.5, 4.6))), long=2.9)
    box = (0.46, 0.26, 0.09, 0.14)
    face(sheet, box, person)
    x, y = 0.505 * W, 0.33 * H
    sheet.line([(x - 90, y + 130), (x + 20, y + 250), (x + 120, y + 400)], 15, ink(0.06))
    sheet.poly([(x + 60, y + 380), (x + 260, y + 370), (x + 264, y + 500), (x + 66, y + 512)], ink(0.22, Cut.GRAIN), pen=5)
    sheet.oval((x + 162, y + 440), 38, 38, ink(0.97), pen=3)
    sheet.rect(x + 154, y + 414, 16, 52, ink(0.2))
    sheet.rect(x + 136, y + 432, 52, 16, ink(0.2))


@picture("photos/jingtai-1978", W, H, BLACK_AND_WHITE, weight=93)
def _well(sheet: Sheet) -> None:
    sheet.rect(0, 0, W, 620, sheet.fade([(0, 0.86), (1, 0.95)], cut=Cut.STIPPLE))
    front(sheet, 330, 560, 820, 480, bays=4, doors=(2,), roof=0.2, wall=0.9)
    front(sheet, 1290, 540, 760, 430, bays=4, doors=(1,), roof=0.2, wall=0.86)
    sheet.rect(0, 540, W, H, ink(0.85, Cut.LEVEL))
    well_terrace(sheet, 1030, 1000, 1560)
    face(sheet, (0.30, 0.30, 0.07, 0.12), Figure(Head(39, True, hair="bun", turn=0.5, nod=0.3), Cloth(0.3, Cut.FALL, front="side"), broad=1.0, lean=0.25,
                                                left=Arm((-0.3, 1.8), (0.9, 2.3)), right=Arm((1.1, 1.5), (1.1, 1.9))))
    sheet.line([(688, 580), (700, 640), (716, 700)], 7, ink(0.1))
    sheet.poly([(676, 640), (756, 640), (748, 706), (686, 706)], ink(0.5, Cut.UPRIGHT), pen=5)
    sheet.line([(1330, 690), (1340, 610), (1400, 560)], 5, ink(0.1))
    sheet.oval((1330, 700), 46, 32, ink(0.25, Cut.UPRIGHT), pen=4)
    small_figure(sheet, 1030, 980, 420, "work", woman=True, tone=0.3, flip=True)
    small_figure(sheet, 1500, 990, 430, "work", woman=True, tone=0.6, flip=True)
    for x, y, r in ((910, 1010, 100), (1330, 1050, 120), (160, 1030, 120)):
        sheet.oval((x, y), r, r * 0.42, ink(0.3, Cut.UPRIGHT), pen=5)
        sheet.oval((x, y - 16), r, r * 0.4, ink(0.88, Cut.LEVEL), pen=5)
        for _ in range(9):
            px, py = x + sheet.rng.uniform(-0.6, 0.6) * r, y - 16 + sheet.rng.uniform(-0.2, 0.2) * r
            sheet.leaf((px, py), (px + 60, py - 24), 14, ink(sheet.rng.uniform(0.15, 0.5), Cut.RISE))


@picture("photos/fentian-1983", W, H, BLACK_AND_WHITE, weight=93)
def _lots(sheet: Sheet) -> None:
    _sky(sheet, 300, ground=(0.92, 0.7))
    front(sheet, 330, 330, 720, 210, bays=6, doors=(2,), roof=0.5)
    far_wood(sheet, 330, 90, tone=0.66, left=700)
    for k in range(11):
        small_figure(sheet, 120 + 140 * k + sheet.rng.uniform(-30, 30), 640 + sheet.rng.uniform(-20, 20), 330, "stand", back=False if k % 2 else True, tone=sheet.rng.uniform(0.1, 0.5),
                     hat=sheet.rng.choice(("straw", "cap", "", "")), skin=0.8)
    face(sheet, (0.45, 0.25, 0.07, 0.11), Figure(Head(42, hair="short", turn=-0.3, smile=0.5, skin=0.84), Cloth(0.3, Cut.FALL), left=Arm((-0.9, 1.9), (-0.5, 2.5)), right=Arm((0.95, 1.9), (0.5, 2.5))))
    with sheet.placed(776, 628):
        sheet.blob([(-150, -6), (-60, -34), (60, -34), (150, -6), (90, 22), (-90, 22)], ink(0.88, Cut.LEVEL), pen=4)
        sheet.oval((0, -4), 78, 20, ink(0.3), pen=4)
        for k in range(12):
            sheet.rect(-60 + 10 * k, -14 + 4 * (k % 3), 18, 12, ink(0.98), pen=2)
    sheet.poly([(470, 720), (1120, 720), (1230, 860), (370, 860)], ink(0.7, Cut.GRAIN), pen=5)
    sheet.poly([(370, 860), (1230, 860), (1225, 900), (376, 900)], ink(0.2, Cut.LEVEL), pen=5)
    sheet.rect(560, 760, 190, 56, ink(0.95), pen=3)
    for k in range(8):
        sheet.straight([(566 + 24 * k, 766), (566 + 24 * k, 812)], 3, ink(0.2))
        sheet.oval((566 + 24 * k, 780 + (k % 3) * 10), 9, 6, ink(0.1))
    for x, y, size, head, tone in ((190, 640, 170, Head(50, back=True, wear="straw", hair="none"), 0.2), (620, 760, 165, Head(50, back=True, hair="short"), 0.12),
                                   (1330, 620, 165, Head(60, back=True, wear="cloth"), 0.4), (1020, 790, 175, Head(40, back=True, wear="cap"), 0.3)):
        draw_figure(sheet, x, y, size, Figure(head, Cloth(tone, Cut.FALL), legs=()))


@picture("photos/chuanfang-1963", W, H, SEPIA, weight=93)
def _boat_shed(sheet: Sheet) -> None:
    sheet.rect(0, 0, W, H, sheet.fade([(0, 0.7), (0.7, 0.9), (1, 0.7)]))
    sheet.rect(900, 200, 700, 420, ink(0.96))
    far_wood(sheet, 420, 80, tone=0.75, left=900)
    sheet.rect(900, 420, 700, 200, sheet.fade([(0, 0.95), (1, 0.75)], cut=Cut.LEVEL))
    ripples(sheet, 430, 600, 40, left=900)
    sheet.poly([(-20, -20), (1620, -20), (1620, 120), (800, 40), (-20, 180)], ink(0.1, Cut.UPRIGHT), pen=4)
    for k in range(9):
        sheet.straight([(200 * k, -20), (200 * k - 60, 170 - abs(k - 4) * 20)], 16, ink(0.3))
    for x in (60, 880, 1560):
        sheet.rect(x, 60, 40, 760, ink(0.25, Cut.UPRIGHT), pen=4)
    hull = [(380, 560), (520, 640), (900, 690), (1280, 640), (1560, 500), (1500, 720), (1320, 820), (900, 860), (560, 820), (420, 700)]
    sheet.blob(hull, ink(0.5, Cut.GRAIN), pen=6)
    with sheet.within(curve(hull, closed=True)):
        for k in range(5):
            sheet.line([(360, 600 + 40 * k), (900, 724 + 30 * k), (1560, 540 + 52 * k)], 5, ink(0.12))
        for k in range(12):
            sheet.straight([(420 + 100 * k, 500), (440 + 94 * k, 900)], 4, ink(0.25))
    for x in (560, 1240):
        sheet.straight([(x - 80, 1000), (x, 800), (x + 80, 1000)], 28, ink(0.12))
        sheet.straight([(x - 110, 830), (x + 110, 830)], 26, ink(0.2))
    sheet.rect(0, 990, W, 90, ink(0.5, Cut.STIPPLE))
    face(sheet, (0.62, 0.40, 0.08, 0.12), Figure(Head(30, hair="short", turn=-0.6, nod=0.5, ears=1.2, wide=0.94), Cloth(0.36, Cut.FALL), lean=-0.2, left=Arm((-0.9, 1.8), (-1.2, 2.3)), right=Arm((0.8, 1.7), (0.3, 2.1))))
    sheet.straight([(905, 800), (860, 870)], 13, ink(0.1))
    sheet.rect(1010, 690, 90, 52, ink(0.3, Cut.FALL), pen=4)
    face(sheet, (0.28, 0.28, 0.08, 0.12), Figure(Head(58, hair="short", beard="stubble", turn=0.8, skin=0.84), Cloth(0.24, Cut.FALL, front="apron"), left=Arm((-0.5, 1.7), (0.5, 1.2)), right=Arm((1.0, 1.3), (1.5, 0.6))))
    sheet.poly([(430, 400), (1010, 330), (1014, 362), (434, 440)], ink(0.8, Cut.GRAIN), pen=5)
    for _ in range(60):
        x, y = sheet.rng.uniform(100, 1500), sheet.rng.uniform(1000, 1060)
        sheet.line([(x, y), (x + 14, y - 12), (x + 26, y)], 4, ink(0.9))


@picture("photos/cailing-1988", W, H, FADED_COLOUR, weight=93)
def _caltrops(sheet: Sheet) -> None:
    sheet.rect(0, 0, W, 240, sheet.fade([(0, 0.85), (1, 0.97)], block=Block.INDIGO))
    far_wood(sheet, 236, 90, tone=0.6)
    sheet.rect(0, 230, W, H, sheet.fade([(0, 0.93), (1, 0.6)], cut=Cut.LEVEL, block=Block.INDIGO))
    view = View(800, 200, 1000, eye=2.2)
    spots = [(sheet.rng.uniform(-9, 9), sheet.rng.uniform(2.7, 15)) for _ in range(190)]
    lily_pads(sheet, view, 0, [spot for spot in spots if abs(spot[0]) > 1.5 or abs(spot[1] - 3.6) > 1.0], tone=0.3, block=Block.WARM)
    ripples(sheet, 260, H, 40)
    tub(sheet, 790, 820, 900)
    person = Figure(Head(38, True, wear="cloth", hair="none", turn=0.6, nod=0.5, smile=0.5, wide=1.06), Cloth(0.5, Cut.FALL, Block.INDIGO, front="side"), lean=0.15, long=3.2, legs=(),
                    left=Arm((-0.7, 2.1), (0.5, 2.7)), right=Arm((1.1, 1.9), (1.7, 2.3)))
    face(sheet, (0.44, 0.30, 0.08, 0.13), person)
    sheet.oval((790, 838), 330, 60, ink(0.25, Cut.LEVEL, Block.WARM))
    for k in range(14):
        sheet.blob([(600 + 30 * k, 820 + (k % 3) * 12), (614 + 30 * k, 800 + (k % 3) * 12), (628 + 30 * k, 822 + (k % 3) * 12)], ink(0.25, Cut.FLAT, Block.SEAL), pen=2.4)
    for k in range(11):
        angle = -2.8 + 0.46 * k
        px, py = 1010 + 70 * math.cos(angle), 640 + 44 * math.sin(angle)
        sheet.poly([(px - 26, py), (px, py - 16), (px + 26, py), (px, py + 16)], ink(0.3, Cut.FLAT, Block.WARM), pen=2.4)
    for k in range(6):
        sheet.line([(1000 + 5 * k, 660), (990 + 12 * k, 760), (1010 + 9 * k, 860)], 3, ink(0.2, Cut.FLAT, Block.WARM))
    hull = "M345 800Q380 1000 560 1010H1020Q1200 1000 1236 800Q1180 900 790 905Q400 900 345 800Z"
    sheet.shape(hull, ink(0.45, Cut.UPRIGHT, Block.WARM), pen=5)


@picture("photos/duchuan-1981", W, H, BLACK_AND_WHITE, weight=93)
def _ferry(sheet: Sheet) -> None:
    sheet.rect(0, 0, W, 470, sheet.fade([(0, 0.8), (1, 0.98)]))
    far_wood(sheet, 466, 34, tone=0.78)
    sheet.rect(0, 460, W, H, sheet.fade([(0, 0.97), (1, 0.66)], cut=Cut.LEVEL))
    ripples(sheet, 480, H, 150)
    hull = [(90, 690), (300, 770), (800, 800), (1250, 770), (1500, 660), (1450, 830), (1250, 900), (380, 910), (180, 830)]
    sheet.blob([(x, 1740 - y * 0.92) for x, y in hull], ink(0.5, Cut.LEVEL))
    for x, kind, hat, tall in ((330, "stand", "", 330), (470, "stand", "straw", 340), (880, "stand", "", 320), (620, "stand", "cap", 330)):
        small_figure(sheet, x, 860, tall, kind, hat=hat, tone=sheet.rng.uniform(0.15, 0.5), back=x != 620, woman=x == 330)
    for cx in (690, 850):
        sheet.oval((cx, 740), 76, 76, pen=7, tone=ink(0.08))
        for k in range(8):
                sheet.straight([(cx, 740), (cx + 74 * math.cos(k * 0.785), 740 + 74 * math.sin(k * 0.785))], 1.8, ink(0.2))
    sheet.straight([(690, 740), (740, 640), (840, 640), (850, 740)], 7)
    sheet.straight([(740, 640), (780, 740), (840, 640)], 7)
    sheet.line([(850, 740), (835, 620), (870, 606)], 7)
    sheet.line([(725, 618), (755, 618)], 10)
    with sheet.within("M900 200H1600V800H900Z"):
        face(sheet, (0.68, 0.28, 0.07, 0.11), Figure(Head(35, True, wear="cloth", hair="none", turn=-0.6, smile=0.3, skin=0.82), Cloth(0.3, Cut.FALL, front="side"), lean=-0.2,
                                                    left=Arm((-0.4, 1.8), (0.9, 1.9)), right=Arm((1.1, 1.5), (1.5, 1.7)), legs=(((-0.6, 4.2), (-0.9, 5.4)), ((0.5, 4.2), (0.7, 5.4)))))
    sheet.straight([(1290, 470), (1600, 900)], 15, ink(0.06))
    sheet.shape(curve(hull, closed=True), ink(0.24, Cut.GRAIN), pen=5)
    sheet.line([(110, 720), (400, 806), (800, 830), (1250, 804), (1470, 706)], 6, ink(0.8))
    sheet.oval((1010, 780), 60, 34, ink(0.8, Cut.CROSS), pen=4)
    hens(sheet, [(990, 756), (1030, 752)], 26)
    sheet.blob([(190, 770), (200, 730), (260, 716), (310, 736), (316, 772)], ink(0.85), pen=4)
    sheet.oval((186, 748), 20, 17, ink(0.85), pen=4)
    sheet.oval((172, 750), 6, 7, ink(0.5), pen=2)


@picture("photos/chaguan-2009", 1600, 1200, PHONE, weight=93)
def _last_tea(sheet: Sheet) -> None:
    w, h = 1600, 1200
    sheet.rect(0, 0, w, h, ink(0.16, Cut.LEVEL, Block.WARM))
    with sheet.soft(70):
        sheet.oval((800, 240), 620, 420, ink(0.55, Cut.FLAT, Block.WARM))
        sheet.oval((800, 180), 260, 190, ink(0.86, Cut.FLAT, Block.WARM))
    sheet.line([(800, 0), (802, 110)], 5, ink(0.02))
    sheet.oval((802, 150), 32, 40, ink(1, Cut.FLAT, Block.WARM), pen=3)
    rng = sheet.rng
    for row, (y, size) in enumerate(((470, 84), (560, 104))):
        for k in range(10 - row):
            x = 80 + 165 * k + rng.uniform(-26, 26) + row * 60
            if abs(x - 816) < 130:
                continue
            draw_figure(sheet, x, y + rng.uniform(-20, 20), size, Figure(Head(rng.randint(40, 80), woman=rng.random() < 0.3, hair=rng.choice(("short", "white", "crop")), turn=rng.uniform(-0.8, 0.8), smile=rng.choice((0.3, 0.9, 0.95)), skin=0.68),
                        Cloth(rng.uniform(0.1, 0.4), Cut.FALL, rng.choice((Block.KEY, Block.INDIGO, Block.WARM))), legs=()))
    face(sheet, (0.47, 0.28, 0.08, 0.12), Figure(Head(71, hair="bald", turn=0.4, smile=0.9, skin=0.86), Cloth(0.4, Cut.FALL, Block.INDIGO, front="apron"), right=Arm((1.0, 1.7), (1.2, 2.2)), left=Arm((-0.9, 1.9), (-0.7, 2.6))))
    vessel(sheet, 1010, [(690, 40), (710, 80), (770, 96), (820, 76)], tones=(0.3, 0.85, 0.15), block=Block.WARM)
    sheet.line([(950, 690), (1010, 610), (1070, 690)], 9)
    sheet.blob([(1090, 750), (1150, 700), (1200, 620), (1180, 610), (1130, 680), (1080, 720)], ink(0.5, Cut.FALL, Block.WARM), pen=4)
    for cx, y, wide in ((380, 850, 620), (1220, 860, 640)):
        sheet.poly([(cx - wide * 0.42, y - 60), (cx + wide * 0.42, y - 60), (cx + wide / 2, y + 60), (cx - wide / 2, y + 60)], ink(0.5, Cut.GRAIN, Block.WARM), pen=4)
        for k in range(6):
            px, py = cx + rng.uniform(-0.36, 0.36) * wide, y + rng.uniform(-36, 36)
            sheet.oval((px, py), 28, 16, ink(0.95), pen=3)
            sheet.oval((px, py - 3), 21, 10, ink(0.4, Cut.FLAT, Block.WARM))
    for x, y, size, tone, hair in ((120, 820, 210, 0.06, "short"), (520, 880, 220, 0.1, "white"), (980, 880, 215, 0.05, "crop"), (1440, 850, 225, 0.12, "bald")):
        draw_figure(sheet, x, y, size, Figure(Head(60, back=True, hair=hair, skin=0.6), Cloth(tone, Cut.FALL, rng.choice((Block.KEY, Block.INDIGO))), legs=()))
    assert (w, h) == (sheet.width, sheet.height)
