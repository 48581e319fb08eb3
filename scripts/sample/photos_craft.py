"""Photographs of people at work or on the way: well, ferry, boat shed, lots, teahouse."""

from __future__ import annotations

import math

from boats import tub
from figures import Arm, Cloth, Figure, draw_figure, small_figure
from heads import Head
from ink import Block, Cut, ink
from landmarks import front, hens, well_terrace
from pictures import picture
from press import BLACK_AND_WHITE, FADED_COLOUR, PHONE, SEPIA
from sheet import Sheet, curve
from sitters import H, W, face, open_ground
from still_life import vessel
from trees import far_wood, mulberry
from view import View
from water import lily_pads, ripples

__all__: list[str] = []


@picture("photos/chijiao-1974", W, H, BLACK_AND_WHITE, weight=93)
def _doctor(sheet: Sheet) -> None:
    x: float
    y: float
    open_ground(sheet, 520)
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

    person = Figure(
        Head(26, True, hair="bob", turn=0.6, smile=0.35),
        Cloth(0.5, Cut.FALL, front="middle"),
        broad=0.94,
        left=Arm((-1.0, 1.9), (-0.9, 2.8), over=False),
        right=Arm((0.95, 1.8), (0.75, 2.4)),
        legs=(((-0.5, 3.9), (-0.9, 4.6)), ((0.4, 3.9), (0.5, 4.6))),
        long=2.9,
    )
    box = (0.46, 0.26, 0.09, 0.14)
    face(sheet, box, person)
    x, y = 0.505 * W, 0.33 * H
    sheet.line([(x - 90, y + 130), (x + 20, y + 250), (x + 120, y + 400)], 15, ink(0.06))
    sheet.poly(
        [(x + 60, y + 380), (x + 260, y + 370), (x + 264, y + 500), (x + 66, y + 512)],
        ink(0.22, Cut.GRAIN),
        pen=5,
    )
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
    face(
        sheet,
        (0.30, 0.30, 0.07, 0.12),
        Figure(
            Head(39, True, hair="bun", turn=0.5, nod=0.3),
            Cloth(0.3, Cut.FALL, front="side"),
            broad=1.0,
            lean=0.25,
            left=Arm((-0.3, 1.8), (0.9, 2.3)),
            right=Arm((1.1, 1.5), (1.1, 1.9)),
        ),
    )
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
            sheet.leaf(
                (px, py), (px + 60, py - 24), 14, ink(sheet.rng.uniform(0.15, 0.5), Cut.RISE)
            )


@picture("photos/fentian-1983", W, H, BLACK_AND_WHITE, weight=93)
def _lots(sheet: Sheet) -> None:
    open_ground(sheet, 300, ground=(0.92, 0.7))
    front(sheet, 330, 330, 720, 210, bays=6, doors=(2,), roof=0.5)
    far_wood(sheet, 330, 90, tone=0.66, left=700)
    for k in range(11):
        small_figure(
            sheet,
            120 + 140 * k + sheet.rng.uniform(-30, 30),
            640 + sheet.rng.uniform(-20, 20),
            330,
            "stand",
            back=not k % 2,
            tone=sheet.rng.uniform(0.1, 0.5),
            hat=sheet.rng.choice(("straw", "cap", "", "")),
            skin=0.8,
        )
    face(
        sheet,
        (0.45, 0.25, 0.07, 0.11),
        Figure(
            Head(42, hair="short", turn=-0.3, smile=0.5, skin=0.84),
            Cloth(0.3, Cut.FALL),
            left=Arm((-0.9, 1.9), (-0.5, 2.5)),
            right=Arm((0.95, 1.9), (0.5, 2.5)),
        ),
    )
    with sheet.placed(776, 628):
        sheet.blob(
            [(-150, -6), (-60, -34), (60, -34), (150, -6), (90, 22), (-90, 22)],
            ink(0.88, Cut.LEVEL),
            pen=4,
        )
        sheet.oval((0, -4), 78, 20, ink(0.3), pen=4)
        for k in range(12):
            sheet.rect(-60 + 10 * k, -14 + 4 * (k % 3), 18, 12, ink(0.98), pen=2)
    sheet.poly([(470, 720), (1120, 720), (1230, 860), (370, 860)], ink(0.7, Cut.GRAIN), pen=5)
    sheet.poly([(370, 860), (1230, 860), (1225, 900), (376, 900)], ink(0.2, Cut.LEVEL), pen=5)
    sheet.rect(560, 760, 190, 56, ink(0.95), pen=3)
    for k in range(8):
        sheet.straight([(566 + 24 * k, 766), (566 + 24 * k, 812)], 3, ink(0.2))
        sheet.oval((566 + 24 * k, 780 + (k % 3) * 10), 9, 6, ink(0.1))
    for x, y, size, head, tone in (
        (190, 640, 170, Head(50, back=True, wear="straw", hair="none"), 0.2),
        (620, 760, 165, Head(50, back=True, hair="short"), 0.12),
        (1330, 620, 165, Head(60, back=True, wear="cloth"), 0.4),
        (1020, 790, 175, Head(40, back=True, wear="cap"), 0.3),
    ):
        draw_figure(sheet, x, y, size, Figure(head, Cloth(tone, Cut.FALL), legs=()))


@picture("photos/chuanfang-1963", W, H, SEPIA, weight=93)
def _boat_shed(sheet: Sheet) -> None:
    x: float
    y: float
    sheet.rect(0, 0, W, H, sheet.fade([(0, 0.7), (0.7, 0.9), (1, 0.7)]))
    sheet.rect(900, 200, 700, 420, ink(0.96))
    far_wood(sheet, 420, 80, tone=0.75, left=900)
    sheet.rect(900, 420, 700, 200, sheet.fade([(0, 0.95), (1, 0.75)], cut=Cut.LEVEL))
    ripples(sheet, 430, 600, 40, left=900)
    sheet.poly(
        [(-20, -20), (1620, -20), (1620, 120), (800, 40), (-20, 180)], ink(0.1, Cut.UPRIGHT), pen=4
    )
    for k in range(9):
        sheet.straight([(200 * k, -20), (200 * k - 60, 170 - abs(k - 4) * 20)], 16, ink(0.3))
    for x in (60, 880, 1560):
        sheet.rect(x, 60, 40, 760, ink(0.25, Cut.UPRIGHT), pen=4)
    hull = [
        (380, 560),
        (520, 640),
        (900, 690),
        (1280, 640),
        (1560, 500),
        (1500, 720),
        (1320, 820),
        (900, 860),
        (560, 820),
        (420, 700),
    ]
    sheet.blob(hull, ink(0.5, Cut.GRAIN), pen=6)
    with sheet.within(curve(hull, closed=True)):
        for k in range(5):
            sheet.line(
                [(360, 600 + 40 * k), (900, 724 + 30 * k), (1560, 540 + 52 * k)], 5, ink(0.12)
            )
        for k in range(12):
            sheet.straight([(420 + 100 * k, 500), (440 + 94 * k, 900)], 4, ink(0.25))
    for x in (560, 1240):
        sheet.straight([(x - 80, 1000), (x, 800), (x + 80, 1000)], 28, ink(0.12))
        sheet.straight([(x - 110, 830), (x + 110, 830)], 26, ink(0.2))
    sheet.rect(0, 990, W, 90, ink(0.5, Cut.STIPPLE))
    face(
        sheet,
        (0.62, 0.40, 0.08, 0.12),
        Figure(
            Head(30, hair="short", turn=-0.6, nod=0.5, ears=1.2, wide=0.94),
            Cloth(0.36, Cut.FALL),
            lean=-0.2,
            left=Arm((-0.9, 1.8), (-1.2, 2.3)),
            right=Arm((0.8, 1.7), (0.3, 2.1)),
        ),
    )
    sheet.straight([(905, 800), (860, 870)], 13, ink(0.1))
    sheet.rect(1010, 690, 90, 52, ink(0.3, Cut.FALL), pen=4)
    face(
        sheet,
        (0.28, 0.28, 0.08, 0.12),
        Figure(
            Head(58, hair="short", beard="stubble", turn=0.8, skin=0.84),
            Cloth(0.24, Cut.FALL, front="apron"),
            left=Arm((-0.5, 1.7), (0.5, 1.2)),
            right=Arm((1.0, 1.3), (1.5, 0.6)),
        ),
    )
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
    lily_pads(
        sheet,
        view,
        0,
        [spot for spot in spots if abs(spot[0]) > 1.5 or abs(spot[1] - 3.6) > 1.0],
        tone=0.3,
        block=Block.WARM,
    )
    ripples(sheet, 260, H, 40)
    tub(sheet, 790, 820, 900)
    person = Figure(
        Head(38, True, wear="cloth", hair="none", turn=0.6, nod=0.5, smile=0.5, wide=1.06),
        Cloth(0.5, Cut.FALL, Block.INDIGO, front="side"),
        lean=0.15,
        long=3.2,
        legs=(),
        left=Arm((-0.7, 2.1), (0.5, 2.7)),
        right=Arm((1.1, 1.9), (1.7, 2.3)),
    )
    face(sheet, (0.44, 0.30, 0.08, 0.13), person)
    sheet.oval((790, 838), 330, 60, ink(0.25, Cut.LEVEL, Block.WARM))
    for k in range(14):
        sheet.blob(
            [
                (600 + 30 * k, 820 + (k % 3) * 12),
                (614 + 30 * k, 800 + (k % 3) * 12),
                (628 + 30 * k, 822 + (k % 3) * 12),
            ],
            ink(0.25, Cut.FLAT, Block.SEAL),
            pen=2.4,
        )
    for k in range(11):
        angle = -2.8 + 0.46 * k
        px, py = 1010 + 70 * math.cos(angle), 640 + 44 * math.sin(angle)
        sheet.poly(
            [(px - 26, py), (px, py - 16), (px + 26, py), (px, py + 16)],
            ink(0.3, Cut.FLAT, Block.WARM),
            pen=2.4,
        )
    for k in range(6):
        sheet.line(
            [(1000 + 5 * k, 660), (990 + 12 * k, 760), (1010 + 9 * k, 860)],
            3,
            ink(0.2, Cut.FLAT, Block.WARM),
        )
    hull = "M345 800Q380 1000 560 1010H1020Q1200 1000 1236 800Q1180 900 790 905Q400 900 345 800Z"
    sheet.shape(hull, ink(0.45, Cut.UPRIGHT, Block.WARM), pen=5)


@picture("photos/duchuan-1981", W, H, BLACK_AND_WHITE, weight=93)
def _ferry(sheet: Sheet) -> None:
    sheet.rect(0, 0, W, 470, sheet.fade([(0, 0.8), (1, 0.98)]))
    far_wood(sheet, 466, 34, tone=0.78)
    sheet.rect(0, 460, W, H, sheet.fade([(0, 0.97), (1, 0.66)], cut=Cut.LEVEL))
    ripples(sheet, 480, H, 150)
    hull = [
        (90, 690),
        (300, 770),
        (800, 800),
        (1250, 770),
        (1500, 660),
        (1450, 830),
        (1250, 900),
        (380, 910),
        (180, 830),
    ]
    sheet.blob([(x, 1740 - y * 0.92) for x, y in hull], ink(0.5, Cut.LEVEL))
    for x, kind, hat, tall in (
        (330, "stand", "", 330),
        (470, "stand", "straw", 340),
        (880, "stand", "", 320),
        (620, "stand", "cap", 330),
    ):
        small_figure(
            sheet,
            x,
            860,
            tall,
            kind,
            hat=hat,
            tone=sheet.rng.uniform(0.15, 0.5),
            back=x != 620,
            woman=x == 330,
        )
    for cx in (690, 850):
        sheet.oval((cx, 740), 76, 76, pen=7, tone=ink(0.08))
        for k in range(8):
            sheet.straight(
                [(cx, 740), (cx + 74 * math.cos(k * 0.785), 740 + 74 * math.sin(k * 0.785))],
                1.8,
                ink(0.2),
            )
    sheet.straight([(690, 740), (740, 640), (840, 640), (850, 740)], 7)
    sheet.straight([(740, 640), (780, 740), (840, 640)], 7)
    sheet.line([(850, 740), (835, 620), (870, 606)], 7)
    sheet.line([(725, 618), (755, 618)], 10)
    with sheet.within("M900 200H1600V800H900Z"):
        face(
            sheet,
            (0.68, 0.28, 0.07, 0.11),
            Figure(
                Head(35, True, wear="cloth", hair="none", turn=-0.6, smile=0.3, skin=0.82),
                Cloth(0.3, Cut.FALL, front="side"),
                lean=-0.2,
                left=Arm((-0.4, 1.8), (0.9, 1.9)),
                right=Arm((1.1, 1.5), (1.5, 1.7)),
                legs=(((-0.6, 4.2), (-0.9, 5.4)), ((0.5, 4.2), (0.7, 5.4))),
            ),
        )
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
            draw_figure(
                sheet,
                x,
                y + rng.uniform(-20, 20),
                size,
                Figure(
                    Head(
                        rng.randint(40, 80),
                        woman=rng.random() < 0.3,
                        hair=rng.choice(("short", "white", "crop")),
                        turn=rng.uniform(-0.8, 0.8),
                        smile=rng.choice((0.3, 0.9, 0.95)),
                        skin=0.68,
                    ),
                    Cloth(
                        rng.uniform(0.1, 0.4),
                        Cut.FALL,
                        rng.choice((Block.KEY, Block.INDIGO, Block.WARM)),
                    ),
                    legs=(),
                ),
            )
    face(
        sheet,
        (0.47, 0.28, 0.08, 0.12),
        Figure(
            Head(71, hair="bald", turn=0.4, smile=0.9, skin=0.86),
            Cloth(0.4, Cut.FALL, Block.INDIGO, front="apron"),
            right=Arm((1.0, 1.7), (1.2, 2.2)),
            left=Arm((-0.9, 1.9), (-0.7, 2.6)),
        ),
    )
    vessel(
        sheet,
        1010,
        [(690, 40), (710, 80), (770, 96), (820, 76)],
        tones=(0.3, 0.85, 0.15),
        block=Block.WARM,
    )
    sheet.line([(950, 690), (1010, 610), (1070, 690)], 9)
    sheet.blob(
        [(1090, 750), (1150, 700), (1200, 620), (1180, 610), (1130, 680), (1080, 720)],
        ink(0.5, Cut.FALL, Block.WARM),
        pen=4,
    )
    for cx, y, wide in ((380, 850, 620), (1220, 860, 640)):
        sheet.poly(
            [
                (cx - wide * 0.42, y - 60),
                (cx + wide * 0.42, y - 60),
                (cx + wide / 2, y + 60),
                (cx - wide / 2, y + 60),
            ],
            ink(0.5, Cut.GRAIN, Block.WARM),
            pen=4,
        )
        for _ in range(6):
            px, py = cx + rng.uniform(-0.36, 0.36) * wide, y + rng.uniform(-36, 36)
            sheet.oval((px, py), 28, 16, ink(0.95), pen=3)
            sheet.oval((px, py - 3), 21, 10, ink(0.4, Cut.FLAT, Block.WARM))
    for x, y, size, tone, hair in (
        (120, 820, 210, 0.06, "short"),
        (520, 880, 220, 0.1, "white"),
        (980, 880, 215, 0.05, "crop"),
        (1440, 850, 225, 0.12, "bald"),
    ):
        draw_figure(
            sheet,
            x,
            y,
            size,
            Figure(
                Head(60, back=True, hair=hair, skin=0.6),
                Cloth(tone, Cut.FALL, rng.choice((Block.KEY, Block.INDIGO))),
                legs=(),
            ),
        )
    assert (w, h) == (sheet.width, sheet.height)
