"""Objects of work: what turned the wheel, built boats, caught fish and fed silkworms."""

from __future__ import annotations

import math

from ink import Block, Cut, ink
from pictures import picture
from press import CATALOGUE
from sheet import Point, Sheet, arc_points, curve, outline
from still_life import Bench, box, ground, hoop, plank, rim, rod, rope, scale_bar, vessel, weave

__all__: list[str] = []

W, H = 1600, 1200
KB = 60


def _iron(tone: float = 0.16) -> str:
    return ink(tone, Cut.FALL)


@picture("objects/longgu-ban", W, H, CATALOGUE, weight=KB)
def _paddle(sheet: Sheet) -> None:
    ground(sheet, 830, 960, 1000, 150)
    face = [(440, 330), (1090, 250), (1150, 860), (500, 950)]
    sheet.poly([(1090, 250), (1134, 232), (1192, 838), (1150, 860)], ink(0.2, Cut.UPRIGHT), pen=4)
    sheet.poly([(440, 330), (484, 308), (1134, 232), (1090, 250)], ink(0.7), pen=4)
    plank(sheet, face, 0.27, lines=17, knots=2)
    with sheet.within(outline(face)):
        sheet.poly(
            [(440, 660), (1150, 560), (1150, 960), (440, 960)],
            sheet.veil(0.02, [(0, 0), (0.4, 0.4), (1, 0.6)], cut=Cut.GRAIN),
        )
        sheet.blob(
            [(480, 930), (600, 860), (760, 905), (900, 850), (1150, 830), (1160, 960), (480, 970)],
            ink(0.72, Cut.LEVEL, Block.WARM),
        )
    sheet.poly([(735, 520), (860, 504), (868, 610), (744, 628)], ink(0.03), pen=4)
    rod(sheet, (620, 596), (1010, 536), 46, block=Block.WARM, tones=(0.5, 0.88, 0.24))
    sheet.oval((1010, 536), 15, 23, ink(0.8, Cut.FLAT, Block.WARM), pen=3.5, turn=-8)
    for x, y in ((470, 420), (1060, 330), (520, 850)):
        sheet.leaf((x, y), (x + 60, y + 26), 4, ink(0.85))
    scale_bar(sheet)


@picture("objects/chepan-chi", W, H, CATALOGUE, weight=KB)
def _tooth(sheet: Sheet) -> None:
    bench = Bench(260, 840, 1.32)
    ground(sheet, 850, 950, 1250, 200)
    box(sheet, bench, (330, 150, 190), tones=(0.85, 0.62, 0.32), block=Block.WARM, at=(0, 40, 0))
    p = bench.at
    body = [p(330, 230, -10), p(800, 210, 10), p(820, 20, 10), p(330, 0, -10)]
    top = [p(330, 230, -10), p(800, 210, 10), p(800, 210, 210), p(330, 230, 230)]
    end = [p(800, 210, 10), p(800, 210, 210), p(820, 20, 210), p(820, 20, 10)]
    plank(sheet, end, 0.3, lines=4, knots=0, block=Block.WARM, cut=Cut.UPRIGHT)
    plank(sheet, top, 0.86, lines=8, knots=0, block=Block.WARM)
    plank(sheet, body, 0.62, lines=9, knots=2, block=Block.WARM)
    hollow = [
        p(420, 200, 0),
        p(560, 185, 0),
        p(700, 196, 5),
        p(745, 150, 5),
        p(690, 70, 0),
        p(560, 92, 0),
        p(430, 60, 0),
        p(400, 130, 0),
    ]
    sheet.blob(hollow, ink(0.4, Cut.RISE, Block.WARM), pen=3)
    sheet.blob([(x + 22, y + 20) for x, y in hollow[2:7]], ink(0.94, Cut.FLAT, Block.WARM))
    for k in range(6):
        sheet.line(
            [
                p(430 + 46 * k, 182 - 4 * (k % 2), 0),
                p(445 + 46 * k, 130, 0),
                p(440 + 46 * k, 84, 0),
            ],
            2,
            ink(0.25),
        )
    sheet.oval(p(160, 120, 0), 26, 24, ink(0.05), pen=4)
    scale_bar(sheet)


@picture("objects/tatou", W, H, CATALOGUE, weight=KB)
def _treadle(sheet: Sheet) -> None:
    ground(sheet, 820, 985, 700, 120)
    rod(sheet, (800, 560), (800, 985), 150, tones=(0.42, 0.84, 0.18), block=Block.WARM, taper=0.8)
    for k in range(7):
        x = 745 + 17 * k
        sheet.line([(x, 620), (x + 3, 760), (x + 2, 960)], 2, ink(0.3))
    sheet.poly([(762, 840), (838, 840), (838, 905), (762, 905)], ink(0.04), pen=4)
    cap = [
        (400, 480),
        (440, 330),
        (640, 232),
        (860, 222),
        (1080, 280),
        (1200, 440),
        (1190, 530),
        (1030, 600),
        (800, 622),
        (560, 606),
        (420, 560),
    ]
    sheet.blob(
        cap,
        sheet.fade(
            [(0, 0.97), (0.35, 0.9), (0.7, 0.5), (1, 0.16)], turn=52, cut=Cut.FALL, block=Block.WARM
        ),
        pen=5,
    )
    with sheet.within(curve(cap, closed=True)):
        for k in range(9):
            sheet.line(
                [(410 + 8 * k, 500 - 22 * k), (800, 560 - 34 * k), (1190 - 12 * k, 480 - 24 * k)],
                2.2,
                ink(0.35, Cut.FLAT, Block.WARM),
            )
        sheet.blob([(560, 330), (720, 280), (860, 300), (760, 360), (610, 390)], ink(0.99))
        sheet.blob(
            [(930, 560), (1080, 520), (1190, 470), (1220, 620), (900, 640)],
            ink(0.12, Cut.FALL, Block.WARM),
        )
    scale_bar(sheet)


@picture("objects/niu-ling", W, H, CATALOGUE, weight=KB)
def _bell(sheet: Sheet) -> None:
    ground(sheet, 850, 1000, 640, 100)
    rope(
        sheet,
        [
            (790, 390),
            (700, 300),
            (560, 300),
            (440, 420),
            (400, 600),
            (430, 780),
            (340, 900),
            (250, 930),
        ],
        34,
    )
    rope(
        sheet,
        [(810, 390), (880, 290), (1010, 270), (1140, 380), (1210, 560), (1190, 740), (1290, 880)],
        34,
    )
    body = [(430, 110), (470, 190), (620, 235), (820, 262), (960, 300)]
    vessel(sheet, 800, body, tones=(0.12, 0.6, 0.04), cut=Cut.FALL)
    for x, y, size in (
        (700, 640, 18),
        (760, 800, 24),
        (690, 880, 14),
        (850, 720, 16),
        (900, 880, 20),
        (640, 780, 12),
    ):
        sheet.blob(
            [(x - size, y), (x, y - size * 0.7), (x + size, y), (x, y + size * 0.6)],
            ink(0.5, Cut.STIPPLE, Block.WARM),
        )
    hoop(sheet, 800, 900, 290, thick=20, tone=0.1)
    sheet.oval((800, 962), 298, 74, ink(0.02), pen=5)
    sheet.oval((792, 1000), 46, 52, _iron(0.3), pen=4)
    sheet.shape(curve(arc_points((800, 420), (84, 70), 180, 360)), "none", pen=30, tone=ink(0.08))
    sheet.shape(curve(arc_points((797, 417), (84, 70), 190, 300)), "none", pen=6, tone=ink(0.65))
    scale_bar(sheet)


@picture("objects/niu-yanzhao", W, H, CATALOGUE, weight=KB)
def _blinkers(sheet: Sheet) -> None:
    ground(sheet, 800, 880, 1150, 130)
    rope(sheet, [(620, 560), (700, 500), (800, 490), (900, 500), (980, 555)], 20)
    for x, far in ((470, False), (1130, True)):
        cup = arc_points((x, 660), (255, 215), 0, 360, steps=16)[:-1]
        weave(sheet, curve(cup, closed=True), (x - 260, 440, x + 260, 880), step=30, dark=0.34)
        inner = arc_points((x + 4, 650), (150, 124), 0, 360, steps=16)[:-1]
        sheet.blob(inner, ink(0.2, Cut.CROSS, Block.INDIGO), pen=4)
        for k in range(18):
            angle = math.tau * k / 18
            sheet.straight(
                [
                    (x + 4 + 140 * math.cos(angle), 650 + 114 * math.sin(angle)),
                    (x + 4 + 172 * math.cos(angle), 650 + 144 * math.sin(angle)),
                ],
                4.5,
                ink(0.96),
            )
        out = -1 if not far else 1
        rope(
            sheet,
            [
                (x + out * 235, 600),
                (x + out * 330, 520),
                (x + out * 330, 380),
                (x + out * 250, 280),
            ],
            18,
        )
        rope(sheet, [(x + out * 235, 730), (x + out * 320, 800), (x + out * 300, 950)], 18)
    scale_bar(sheet)


@picture("objects/lu", W, H, CATALOGUE, weight=KB)
def _scull(sheet: Sheet) -> None:
    with sheet.soft(10):
        sheet.poly(
            [(240, 1010), (980, 560), (1420, 260), (1440, 290), (1000, 600), (300, 1080)],
            ink(0.78, Cut.LEVEL),
        )
    blade = [
        (150, 960),
        (210, 900),
        (700, 602),
        (780, 566),
        (800, 600),
        (760, 650),
        (300, 1000),
        (200, 1040),
    ]
    sheet.blob(blade, ink(0.72, Cut.RISE, Block.WARM), pen=5)
    with sheet.within(curve(blade, closed=True)):
        for k in range(11):
            sheet.line(
                [(140, 950 + 10 * k), (450, 765 + 12 * k), (820, 560 + 8 * k)], 2.2, ink(0.25)
            )
        sheet.poly(
            [(180, 1050), (800, 600), (820, 660), (260, 1080)], ink(0.3, Cut.FALL, Block.WARM)
        )
    rod(sheet, (760, 600), (1430, 196), 50, block=Block.WARM, taper=0.62)
    rod(sheet, (1340, 250), (1480, 166), 30, block=Block.WARM, taper=0.9)
    for part in (0.1, 0.17, 0.24):
        x, y = 760 + 670 * part, 600 - 404 * part
        for k in range(4):
            sheet.straight(
                [(x + k * 9 - 22, y - 26 - k * 5), (x + k * 9 + 12, y + 34 - k * 5)], 7, ink(0.1)
            )
    sheet.oval((700, 668), 48, 34, _iron(0.12), pen=5, turn=-32)
    sheet.oval((696, 664), 18, 13, ink(0.75), pen=4, turn=-32)
    rope(
        sheet,
        [
            (1400, 220),
            (1370, 380),
            (1270, 500),
            (1290, 660),
            (1180, 760),
            (1240, 880),
            (1360, 900),
            (1400, 820),
        ],
        20,
    )
    scale_bar(sheet)


@picture("objects/chuanjiang-fu", W, H, CATALOGUE, weight=KB)
def _axe(sheet: Sheet) -> None:
    with sheet.soft(12):
        sheet.poly(
            [(420, 1010), (1120, 480), (1300, 640), (1180, 700), (480, 1070)], ink(0.78, Cut.LEVEL)
        )
    rod(sheet, (330, 1000), (1090, 330), 62, tones=(0.24, 0.6, 0.08), block=Block.WARM, taper=0.86)
    head = [
        (960, 260),
        (1090, 210),
        (1190, 300),
        (1330, 520),
        (1240, 640),
        (1080, 700),
        (1060, 560),
        (1010, 420),
    ]
    sheet.shape(
        outline(head),
        sheet.fade(
            [(0, 0.2), (0.5, 0.42), (0.78, 0.2), (0.8, 0.95), (1, 0.88)], turn=58, cut=Cut.FALL
        ),
        pen=5,
    )
    sheet.line([(1050, 690), (1180, 640), (1310, 500)], 3, ink(0.1))
    sheet.poly([(960, 260), (1090, 210), (1128, 248), (1000, 304)], ink(0.7), pen=4)
    sheet.oval((1050, 330), 44, 20, ink(0.03), pen=4, turn=-38)
    sheet.poly(
        [(1036, 300), (1066, 288), (1074, 348), (1046, 360)], ink(0.85, Cut.FLAT, Block.WARM), pen=3
    )
    for x, y in ((1110, 420), (1150, 500), (1100, 540), (1080, 480)):
        sheet.oval((x, y), 8, 5, ink(0.62, Cut.STIPPLE, Block.WARM))
    for k in range(5):
        sheet.line([(370 + 50 * k, 985 - 44 * k), (420 + 50 * k, 925 - 44 * k)], 3, ink(0.7))
    scale_bar(sheet)


@picture("objects/nianfeng-zao", W, H, CATALOGUE, weight=KB)
def _caulking(sheet: Sheet) -> None:
    ground(sheet, 560, 900, 700, 110)
    ground(sheet, 1150, 800, 560, 110)
    blade = [
        (270, 900),
        (330, 830),
        (470, 745),
        (640, 665),
        (684, 690),
        (672, 724),
        (540, 806),
        (400, 900),
        (330, 970),
    ]
    sheet.poly(
        blade,
        sheet.fade([(0, 0.9), (0.2, 0.6), (0.6, 0.22), (1, 0.12)], turn=-25, cut=Cut.FALL),
        pen=5,
    )
    sheet.line([(282, 912), (330, 950)], 6, ink(0.98))
    rod(sheet, (640, 700), (800, 604), 46, tones=(0.3, 0.7, 0.1))
    sheet.oval((806, 602), 20, 33, _iron(0.5), pen=4, turn=-30)
    rod(sheet, (980, 760), (1330, 350), 44, block=Block.WARM, taper=0.8)
    with sheet.placed(1010, 700, turn=-49):
        plank(
            sheet,
            [(-60, -170), (-60, 170), (70, 170), (70, -170)],
            0.68,
            lines=6,
            knots=1,
            block=Block.WARM,
            pen=5,
        )
        for y in (-168, 146):
            sheet.rect(-64, y, 138, 24, ink(0.12), pen=3)
        sheet.oval((6, 172), 64, 16, ink(0.9, Cut.STIPPLE, Block.WARM), pen=4)
    for k in range(14):
        x = 420 + 26 * k
        sheet.line(
            [(x, 1010 + 8 * math.sin(k)), (x + 30, 990), (x + 60, 1016 + 8 * math.cos(k * 2))],
            7,
            ink(0.6, Cut.FLAT, Block.WARM),
        )
    scale_bar(sheet)


@picture("objects/modou", W, H, CATALOGUE, weight=KB)
def _ink_line(sheet: Sheet) -> None:
    ground(sheet, 800, 860, 1150, 140)
    body = [
        (300, 640),
        (380, 520),
        (560, 450),
        (780, 450),
        (980, 520),
        (1090, 600),
        (1230, 480),
        (1320, 480),
        (1270, 640),
        (1330, 800),
        (1230, 800),
        (1090, 700),
        (960, 790),
        (740, 840),
        (520, 830),
        (370, 760),
    ]
    sheet.blob(
        body,
        sheet.fade([(0, 0.92), (0.45, 0.72), (1, 0.26)], cut=Cut.RISE, block=Block.WARM),
        pen=5,
    )
    with sheet.within(curve(body, closed=True)):
        for row in range(7):
            for column in range(7):
                x, y = 640 + column * 66 + (33 if row % 2 else 0), 500 + row * 50
                sheet.shape(
                    curve(arc_points((x, y), (33, 30), 90, -90)), "none", pen=3.4, tone=ink(0.12)
                )
        for k in range(6):
            sheet.line(
                [(1120, 630 + 8 * k), (1220, 560 + 30 * k), (1330, 500 + 56 * k)], 3, ink(0.15)
            )
        sheet.line([(560, 440), (510, 560), (520, 720), (580, 850)], 6)
    sheet.oval((420, 590), 34, 32, ink(0.96), pen=5)
    sheet.oval((416, 592), 14, 14, ink(0.03))
    sheet.line([(304, 660), (350, 690), (400, 690)], 5)
    sheet.oval((760, 560), 118, 44, ink(0.03), pen=6)
    with sheet.within(curve(arc_points((760, 545), (110, 40), 0, 360)[:-1], closed=True)):
        for k in range(12):
            sheet.oval((680 + 14 * k, 548 + 10 * math.sin(k * 2)), 22, 15, ink(0.5), pen=3)
    sheet.line([(300, 650), (240, 720), (250, 860), (330, 960), (430, 980)], 4)
    sheet.poly([(420, 960), (540, 985), (424, 1004)], ink(0.4, Cut.FLAT, Block.WARM), pen=4)
    sheet.oval((1010, 600), 34, 30, ink(0.6, Cut.FLAT, Block.WARM), pen=4)
    rod(sheet, (1010, 590), (1010, 470), 16, block=Block.WARM)
    scale_bar(sheet)


@picture("objects/lingtong", W, H, CATALOGUE, weight=KB)
def _tub(sheet: Sheet) -> None:
    ground(sheet, 820, 930, 1250, 160)
    path = vessel(
        sheet,
        800,
        [(540, 600), (660, 590), (800, 520), (880, 490)],
        block=Block.WARM,
        tones=(0.45, 0.86, 0.24),
        flat=0.3,
    )
    with sheet.within(path):
        for k in range(-11, 12):
            x = 800 + 600 * math.sin(k * 0.135)
            sheet.line(
                [(x, 540 + 190 * math.cos(k * 0.135)), (800 + (x - 800) * 0.83, 1040)],
                3.4,
                ink(0.14),
            )
    rim(sheet, 800, 540, 600, thick=30, inside=0.34, flat=0.3, block=Block.WARM)
    with sheet.within(curve(arc_points((800, 545), (570, 171), 0, 360)[:-1], closed=True)):
        for k in range(-9, 10):
            x = 800 + 570 * math.sin(k * 0.16)
            sheet.line(
                [(x, 545 - 171 * math.cos(k * 0.16)), (800 + (x - 800) * 0.8, 650)], 3, ink(0.08)
            )
        sheet.oval((800, 690), 470, 120, ink(0.62, Cut.LEVEL, Block.WARM), pen=3)
    hoop(sheet, 800, 610, 594, thick=22, flat=0.3)
    hoop(sheet, 800, 800, 520, thick=22, flat=0.3)
    scale_bar(sheet)


@picture("objects/yulou", W, H, CATALOGUE, weight=KB)
def _creel(sheet: Sheet) -> None:
    ground(sheet, 820, 1010, 760, 120)
    profile = [
        (250, 175),
        (330, 120),
        (400, 112),
        (480, 190),
        (640, 320),
        (820, 340),
        (960, 280),
        (1000, 240),
    ]
    left = [(800 - r, y) for y, r in profile]
    right = [(800 + r, y) for y, r in reversed(profile)]
    path = curve(left) + "L" + curve(right)[1:] + "Z"
    weave(sheet, path, (450, 240, 1150, 1030), step=25, dark=0.5)
    for y, r in ((400, 114), (480, 188), (960, 282)):
        hoop(sheet, 800, y - 10, r, thick=20, tone=0.4, block=Block.WARM, flat=0.16)
    rim(sheet, 800, 250, 176, thick=14, inside=0.08, block=Block.WARM)
    rope(sheet, [(640, 262), (520, 200), (440, 330), (400, 560), (450, 760)], 17)
    scale_bar(sheet)


@picture("objects/canbian", W, H, CATALOGUE, weight=84)
def _tray(sheet: Sheet) -> None:
    ground(sheet, 830, 720, 1380, 620)
    outer = arc_points((800, 600), (680, 420), 0, 360, steps=24)[:-1]
    inner = arc_points((800, 590), (630, 380), 0, 360, steps=24)[:-1]
    sheet.blob([(x, y + 36) for x, y in outer], ink(0.3, Cut.UPRIGHT, Block.WARM), pen=5)
    sheet.blob(outer, ink(0.88, Cut.FLAT, Block.WARM), pen=5)
    weave(sheet, curve(inner, closed=True), (170, 200, 1430, 980), step=52, tone=0.95, dark=0.1)
    for k in range(34):
        angle = math.tau * k / 34
        sheet.straight(
            [
                (800 + 632 * math.cos(angle), 590 + 382 * math.sin(angle)),
                (800 + 678 * math.cos(angle + 0.05), 600 + 418 * math.sin(angle + 0.05)),
            ],
            4,
            ink(0.2),
        )
    spots = [
        (560, 470, 20),
        (690, 520, -30),
        (620, 620, 60),
        (940, 690, 10),
        (1050, 620, -50),
        (980, 560, 35),
        (780, 760, -15),
        (1090, 480, 70),
    ]
    for x, y, turn in spots:
        sheet.oval((x + 12, y + 16), 66, 32, ink(0.4, Cut.FLAT), turn=turn)
        with sheet.placed(x, y, turn=turn):
            sheet.blob(
                [(-62, 0), (-44, -28), (0, -26), (44, -28), (62, 0), (44, 28), (0, 26), (-44, 28)],
                sheet.fade([(0, 1), (0.55, 0.97), (1, 0.6)], cut=Cut.RISE),
                pen=3,
            )
            for k in range(5):
                sheet.line(
                    [(-40 + 18 * k, -20), (-36 + 18 * k, 0), (-42 + 18 * k, 20)], 1.6, ink(0.65)
                )
    for x, y in ((400, 640), (470, 720), (1180, 720), (860, 400)):
        sheet.leaf((x, y), (x + 120, y - 40), 30, ink(0.2, Cut.RISE, Block.INDIGO))
        sheet.line([(x, y), (x + 120, y - 40)], 2.4, ink(0.9))
    scale_bar(sheet)


@picture("objects/yedun", W, H, CATALOGUE, weight=KB)
def _block(sheet: Sheet) -> None:
    ground(sheet, 720, 960, 1000, 140)
    path = vessel(
        sheet, 690, [(590, 380), (700, 388), (900, 380)], block=Block.WARM, tones=(0.5, 0.92, 0.3)
    )
    with sheet.within(path):
        for k in range(60):
            x = 310 + 13 * k
            sheet.line(
                [(x, 560), (x + sheet.rng.uniform(-6, 6), 760), (x, 1010)],
                2,
                ink(0.3, Cut.FLAT, Block.WARM),
            )
    for y in (680, 840):
        rope(sheet, arc_points((690, y), (388, 100), 176, 4, steps=12), 24)
    sheet.oval((690, 590), 380, 99, ink(0.93, Cut.FLAT, Block.WARM), pen=5)
    for _ in range(260):
        angle, reach = sheet.rng.uniform(0, math.tau), math.sqrt(sheet.rng.random()) * 0.96
        sheet.oval(
            (690 + 380 * reach * math.cos(angle), 590 + 99 * reach * math.sin(angle)),
            9,
            4.5,
            pen=2,
            tone=ink(0.35, Cut.FLAT, Block.WARM),
        )
    for k in range(9):
        sheet.straight([(520 + 40 * k, 560 + 8 * (k % 3)), (600 + 40 * k, 600)], 2.6, ink(0.15))
    knife = [(700, 520), (1180, 330), (1250, 420), (1240, 470), (760, 590), (690, 560)]
    sheet.poly([(x + 10, y + 26) for x, y in knife], ink(0.4, Cut.LEVEL))
    sheet.poly(
        knife,
        sheet.fade(
            [(0, 0.3), (0.5, 0.55), (0.72, 0.3), (0.74, 0.97), (1, 0.92)], turn=70, cut=Cut.FALL
        ),
        pen=5,
    )
    rod(sheet, (1215, 390), (1430, 306), 52, block=Block.WARM)
    for x, y in ((450, 540), (560, 640), (380, 600)):
        sheet.leaf((x, y), (x + 110, y - 30), 28, ink(0.25, Cut.RISE, Block.INDIGO))
    scale_bar(sheet)


def _wheel(
    sheet: Sheet, centre: Point, radius: float, spokes: int, *, flat: float = 1.0, thick: float = 22
) -> None:
    sheet.oval(
        (centre[0] + 16, centre[1] + 5),
        radius,
        radius * flat,
        pen=thick,
        tone=ink(0.2, Cut.FLAT, Block.WARM),
    )
    for k in range(spokes):
        angle = math.tau * k / spokes + 0.2
        end = (centre[0] + radius * math.cos(angle), centre[1] + radius * flat * math.sin(angle))
        rod(sheet, centre, end, 18, block=Block.WARM, pen=3)
    sheet.oval(centre, radius, radius * flat, pen=thick + 7, tone=ink(0.05))
    sheet.oval(centre, radius, radius * flat, pen=thick, tone=ink(0.82, Cut.FLAT, Block.WARM))
    sheet.oval(centre, 36, 36 * flat, ink(0.55, Cut.FLAT, Block.WARM), pen=5)
    sheet.oval(centre, 12, 12 * flat, ink(0.03))


def _reel_arms(sheet: Sheet, hub: Point, turn: float) -> None:
    for k in range(6):
        angle = math.tau * k / 6 + turn
        rod(
            sheet,
            hub,
            (hub[0] + 225 * math.cos(angle), hub[1] + 225 * math.sin(angle)),
            17,
            block=Block.WARM,
            pen=3,
        )
    sheet.oval(hub, 28, 28, ink(0.6, Cut.FLAT, Block.WARM), pen=4)


@picture("objects/siche", W, H, CATALOGUE, weight=KB)
def _reel(sheet: Sheet) -> None:
    ground(sheet, 800, 1030, 1250, 120)
    far, near, turn = (980.0, 450.0), (560.0, 510.0), 0.26
    rod(sheet, (980, 1000), (980, 440), 36, block=Block.WARM)
    rod(sheet, (560, 1000), (980, 960), 32, block=Block.WARM)
    _reel_arms(sheet, far, turn)
    rod(sheet, far, near, 26, block=Block.WARM)
    order = sorted(range(6), key=lambda k: math.sin(math.tau * k / 6 + turn))
    for k in order:
        angle = math.tau * k / 6 + turn
        dx, dy = 228 * math.cos(angle), 228 * math.sin(angle)
        a, b = (near[0] + dx - 24, near[1] + dy + 4), (far[0] + dx + 24, far[1] + dy - 4)
        rod(sheet, a, b, 25, block=Block.WARM)
        for m in range(22):
            part = 0.3 + 0.016 * m
            px, py = a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part
            sheet.straight([(px, py - 17), (px + 2, py + 17)], 4.4, ink(0.99 if m % 2 else 0.8))
    _reel_arms(sheet, near, turn)
    rod(sheet, near, (460, 526), 24, block=Block.WARM)
    rod(sheet, (468, 526), (440, 640), 20, block=Block.WARM)
    rod(sheet, (560, 1040), (560, 500), 40, block=Block.WARM)
    rod(sheet, (330, 1046), (1120, 1046), 40, block=Block.WARM)
    plank(
        sheet,
        [(300, 960), (520, 930), (540, 960), (320, 994)],
        0.8,
        lines=3,
        knots=0,
        block=Block.WARM,
    )
    sheet.line([(440, 640), (400, 800), (410, 948)], 5)
    vessel(sheet, 1270, [(800, 170), (880, 160), (960, 100)], tones=(0.3, 0.8, 0.1))
    rim(sheet, 1270, 800, 170, inside=0.5)
    for k in range(6):
        x, y = 1180 + 36 * k, 800 + 12 * (k % 2)
        sheet.oval((x, y), 24, 14, ink(0.98), pen=2.6)
        sheet.line([(x, y - 8), (1100 - 6 * k, 560), (800 + 12 * k, 286)], 2, ink(0.35))
    scale_bar(sheet)


@picture("objects/fangche", W, H, CATALOGUE, weight=KB)
def _spinning_wheel(sheet: Sheet) -> None:
    ground(sheet, 820, 985, 1280, 110)
    rod(sheet, (250, 960), (1390, 960), 46, block=Block.WARM)
    rod(sheet, (1080, 1030), (1080, 890), 46, block=Block.WARM)
    rod(sheet, (1010, 950), (1050, 470), 36, block=Block.WARM)
    _wheel(sheet, (1050, 560), 330, 8, thick=20)
    rod(sheet, (1110, 960), (1080, 480), 36, block=Block.WARM)
    rod(sheet, (1050, 560), (1130, 540), 22, block=Block.WARM)
    rod(sheet, (1120, 545), (1150, 650), 18, block=Block.WARM)
    rod(sheet, (340, 960), (340, 700), 40, block=Block.WARM)
    sheet.line([(352, 742), (700, 470), (960, 240)], 3)
    sheet.line([(352, 768), (700, 800), (1000, 888)], 3)
    rod(sheet, (250, 758), (480, 742), 13, tones=(0.3, 0.7, 0.1))
    sheet.blob(
        [(236, 758), (270, 726), (330, 738), (330, 776), (270, 788)], ink(0.98, Cut.RISE), pen=3.5
    )
    for k in range(6):
        sheet.line([(256 + 12 * k, 734), (250 + 12 * k, 780)], 2, ink(0.5))
    sheet.line([(240, 758), (190, 800), (180, 900), (220, 980)], 2.4, ink(0.3))
    sheet.blob(
        [(180, 990), (230, 960), (330, 970), (340, 1020), (250, 1040), (190, 1030)],
        ink(0.98),
        pen=3.5,
    )
    scale_bar(sheet)
