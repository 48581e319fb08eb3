"""Objects of the house: bedding, warmth, water, tea, counting, light, school, children."""

from __future__ import annotations

import math

from ink import Block, Cut, ink
from lettering import PRINT, write_across
from pictures import picture
from press import CATALOGUE
from sheet import Sheet, arc_points, curve, outline
from still_life import Bench, box, calico, ground, hoop, plank, rim, rod, rope, scale_bar, vessel

__all__ = ["shoe"]

W, H = 1600, 1200
KB = 60
_COPPER = (0.42, 0.95, 0.22)


@picture("objects/lanbu-beimian", W, H, CATALOGUE, weight=84)
def _quilt(sheet: Sheet) -> None:
    ground(sheet, 820, 920, 1250, 150)
    for index in range(3):
        y = 760 - 120 * index
        edge = [
            (260, y),
            (300, y - 50),
            (1290, y - 66),
            (1380, y - 10),
            (1384, y + 90),
            (1320, y + 140),
            (280, y + 150),
            (240, y + 90),
        ]
        sheet.blob(edge, ink(0.18, Cut.LEVEL, Block.INDIGO), pen=4)
        for k in range(3):
            sheet.line(
                [(262, y + 40 + 30 * k), (800, y + 70 + 26 * k), (1378, y + 20 + 34 * k)],
                3,
                ink(0.75, Cut.FLAT, Block.INDIGO),
            )
    top = [(262, 560), (470, 330), (1180, 300), (1376, 500), (1384, 600), (262, 640)]
    calico(sheet, curve(top, closed=True, ease=9), (240, 280, 1400, 660), step=124)
    flap = [(760, 470), (1376, 520), (1390, 860), (1330, 910), (820, 880), (740, 700)]
    calico(sheet, curve(flap, closed=True, ease=8), (720, 460, 1400, 930), step=150)
    _magpie(sheet, 1060, 700)
    for x in (810, 960, 1180):
        sheet.line([(x, 500), (x - 16, 690), (x + 6, 880)], 4, ink(0.02, Cut.FLAT, Block.INDIGO))
    scale_bar(sheet)


def _magpie(sheet: Sheet, x: float, y: float) -> None:
    white = ink(0.97)
    sheet.oval((x, y), 150, 104, ink(0.1, Cut.FLAT, Block.INDIGO))
    sheet.blob(
        [
            (x - 90, y - 30),
            (x - 60, y - 58),
            (x - 30, y - 40),
            (x + 40, y - 10),
            (x + 130, y + 40),
            (x + 30, y + 40),
            (x - 50, y + 20),
        ],
        white,
    )
    sheet.leaf((x + 30, y + 20), (x + 150, y + 76), 12, white)
    sheet.poly([(x - 92, y - 36), (x - 122, y - 26), (x - 88, y - 22)], white)
    sheet.oval((x - 64, y - 38), 5, 5, ink(0.1, Cut.FLAT, Block.INDIGO))
    for k in range(4):
        sheet.line(
            [(x - 20 + 24 * k, y - 12 + 8 * k), (x + 6 + 24 * k, y + 26)],
            4,
            ink(0.1, Cut.FLAT, Block.INDIGO),
        )
    sheet.line([(x - 120, y + 66), (x - 20, y + 46), (x + 60, y + 70)], 7, white)


@picture("objects/tonglu", W, H, CATALOGUE, weight=KB)
def _warmer(sheet: Sheet) -> None:
    ground(sheet, 820, 950, 900, 130)
    sheet.shape(curve(arc_points((800, 560), (400, 390), 182, 358)), "none", pen=42, tone=ink(0.05))
    sheet.shape(
        curve(arc_points((800, 560), (400, 390), 182, 358)),
        "none",
        pen=33,
        tone=ink(0.62, Cut.FLAT, Block.WARM),
    )
    sheet.shape(curve(arc_points((797, 556), (403, 393), 195, 300)), "none", pen=7, tone=ink(0.97))
    vessel(
        sheet,
        800,
        [(590, 390), (660, 420), (800, 410), (920, 320), (950, 290)],
        tones=_COPPER,
        block=Block.WARM,
        cut=Cut.UPRIGHT,
    )
    hoop(sheet, 800, 600, 396, thick=28, tone=0.3, block=Block.WARM)
    sheet.oval((800, 585), 392, 112, ink(0.86, Cut.FLAT, Block.WARM), pen=5)
    sheet.oval(
        (800, 570),
        350,
        94,
        sheet.fade([(0, 0.98), (1, 0.6)], turn=20, cut=Cut.LEVEL, block=Block.WARM),
        pen=3,
    )
    for ring, count in ((0.85, 22), (0.62, 16), (0.38, 10)):
        for k in range(count):
            angle = math.tau * k / count
            sheet.oval(
                (800 + 350 * ring * math.cos(angle), 570 + 94 * ring * math.sin(angle)),
                14,
                6,
                ink(0.02),
            )
    for k in range(5):
        angle = math.tau * k / 5
        sheet.oval((800 + 40 * math.cos(angle), 570 + 12 * math.sin(angle)), 20, 7, ink(0.02))
    for side in (-1, 1):
        sheet.oval((800 + side * 402, 610), 24, 38, ink(0.4, Cut.FLAT, Block.WARM), pen=5)
    scale_bar(sheet)


@picture("objects/zisuntong", W, H, CATALOGUE, weight=KB)
def _dowry_tub(sheet: Sheet) -> None:
    ground(sheet, 820, 990, 900, 130)
    red = Block.SEAL
    path = vessel(
        sheet,
        800,
        [(520, 300), (640, 380), (820, 400), (950, 330), (990, 310)],
        tones=(0.14, 0.5, 0.04),
        block=red,
    )
    with sheet.within(path):
        for k in range(-8, 9):
            x = 800 + 400 * math.sin(k * 0.19)
            sheet.line(
                [(800 + (x - 800) * 0.78, 520), (x, 800), (800 + (x - 800) * 0.8, 1080)],
                3,
                ink(0.02),
            )
        for x, y, size in ((560, 720, 40), (930, 900, 50), (700, 940, 30), (1080, 700, 34)):
            sheet.blob(
                [
                    (x - size, y),
                    (x - size * 0.2, y - size * 0.5),
                    (x + size, y - 4),
                    (x + size * 0.3, y + size * 0.5),
                ],
                ink(0.62, Cut.GRAIN, Block.WARM),
            )
    for y, r in ((600, 366), (900, 372)):
        hoop(sheet, 800, y, r, thick=30, tone=0.42, block=Block.WARM)
    vessel(sheet, 800, [(440, 290), (470, 330), (520, 335)], tones=(0.12, 0.5, 0.05), block=red)
    sheet.oval((800, 440), 290, 76, ink(0.32, Cut.LEVEL, red), pen=5)
    hoop(sheet, 800, 486, 334, thick=20, tone=0.42, block=Block.WARM)
    vessel(sheet, 800, [(360, 44), (390, 62), (430, 40)], tones=(0.2, 0.6, 0.1), block=red)
    sheet.oval((800, 360), 44, 14, ink(0.7, Cut.FLAT, Block.WARM), pen=4)
    scale_bar(sheet)


@picture("objects/diaotong", W, H, CATALOGUE, weight=KB)
def _bucket(sheet: Sheet) -> None:
    ground(sheet, 760, 1000, 800, 120)
    path = vessel(
        sheet, 720, [(520, 330), (760, 292), (990, 250)], block=Block.WARM, tones=(0.42, 0.86, 0.22)
    )
    with sheet.within(path):
        for k in range(-7, 8):
            x = 720 + 330 * math.sin(k * 0.21)
            sheet.line([(x, 540), (720 + (x - 720) * 0.76, 1060)], 3.6, ink(0.12))
        sheet.rect(
            380,
            840,
            700,
            240,
            sheet.veil(0.0, [(0, 0), (1, 0.6)], cut=Cut.UPRIGHT, block=Block.WARM),
        )
    rim(sheet, 720, 520, 330, thick=24, inside=0.16, block=Block.WARM)
    hoop(sheet, 720, 610, 318, thick=24)
    hoop(sheet, 720, 870, 274, thick=24)
    sheet.shape(curve(arc_points((720, 520), (318, 330), 180, 360)), "none", pen=26, tone=ink(0.05))
    sheet.shape(
        curve(arc_points((720, 520), (318, 330), 180, 360)),
        "none",
        pen=17,
        tone=ink(0.6, Cut.FLAT, Block.WARM),
    )
    rope(
        sheet,
        [
            (720, 196),
            (800, 150),
            (960, 190),
            (1100, 400),
            (1180, 700),
            (1160, 880),
            (1260, 980),
            (1420, 940),
            (1400, 850),
            (1250, 870),
            (1200, 980),
            (1320, 1050),
            (1480, 1030),
        ],
        26,
    )
    for k in range(4):
        sheet.straight(
            [(694 + 14 * k, 176), (704 + 14 * k, 226)], 9, ink(0.2, Cut.FLAT, Block.WARM)
        )
    scale_bar(sheet)


@picture("objects/jingquan", W, H, CATALOGUE, weight=70)
def _well_ring(sheet: Sheet) -> None:
    ground(sheet, 820, 930, 1250, 170)
    outer = arc_points((560, 960), (800, 560), -86, -4, steps=14)
    inner = arc_points((560, 960), (440, 300), -4, -86, steps=14)
    top = [*outer, *inner]
    drop = 190
    side = [*outer, *[(x, y + drop) for x, y in reversed(outer)]]
    wall = [*inner, *[(x, y + drop) for x, y in reversed(inner)]]
    sheet.poly(wall, ink(0.3, Cut.UPRIGHT), pen=5)
    sheet.poly(
        [
            outer[-1],
            inner[0],
            (inner[0][0], inner[0][1] + drop),
            (outer[-1][0], outer[-1][1] + drop),
        ],
        ink(0.62, Cut.STIPPLE),
        pen=5,
    )
    sheet.poly(side, ink(0.5, Cut.STIPPLE), pen=5)
    sheet.poly(top, ink(0.9, Cut.STIPPLE), pen=5)
    front = [
        outer[0],
        inner[-1],
        (inner[-1][0] - 6, inner[-1][1] + drop),
        (outer[0][0] - 26, outer[0][1] + 90),
        (outer[0][0] - 40, outer[0][1] + 40),
    ]
    sheet.poly(front, ink(0.4, Cut.STIPPLE), pen=5)
    for k in range(7):
        angle = math.radians(-80 + 11.6 * k)
        x, y = 560 + 440 * math.cos(angle), 960 + 300 * math.sin(angle)
        ox, oy = 560 + 640 * math.cos(angle), 960 + 440 * math.sin(angle)
        sheet.leaf((ox, oy), (x - 6, y + 10), 20, ink(0.12, Cut.RISE))
        sheet.poly(
            [(x - 17, y), (x + 17, y - 3), (x + 12, y + drop * 0.85), (x - 8, y + drop * 0.85)],
            ink(0.05),
        )
        sheet.line([(ox + 12, oy + 6), (x + 18, y + 6)], 3.5, ink(0.99))
    for _ in range(190):
        angle, reach = math.radians(sheet.rng.uniform(-84, -6)), sheet.rng.uniform(0.58, 0.98)
        sheet.oval(
            (560 + 800 * reach * math.cos(angle), 960 + 560 * reach * math.sin(angle)),
            sheet.rng.uniform(2, 5),
            2.4,
            ink(0.35),
        )
    scale_bar(sheet)


@picture("objects/tongdiao", W, H, CATALOGUE, weight=KB)
def _kettle(sheet: Sheet) -> None:
    ground(sheet, 820, 1000, 950, 120)
    spout = [
        (560, 800),
        (430, 730),
        (380, 560),
        (330, 380),
        (220, 300),
        (210, 262),
        (280, 272),
        (400, 360),
        (470, 520),
        (540, 620),
        (620, 680),
    ]
    sheet.blob(
        spout,
        sheet.fade([(0, 0.5), (0.35, 0.95), (1, 0.25)], turn=10, cut=Cut.RISE, block=Block.WARM),
        pen=5,
    )
    sheet.shape(curve(arc_points((860, 520), (290, 330), 176, 364)), "none", pen=36, tone=ink(0.05))
    sheet.shape(
        curve(arc_points((860, 520), (290, 330), 176, 364)),
        "none",
        pen=26,
        tone=ink(0.4, Cut.FLAT, Block.WARM),
    )
    for k in range(9):
        angle = math.radians(240 + 7.5 * k)
        sheet.straight(
            [
                (860 + 270 * math.cos(angle), 520 + 310 * math.sin(angle)),
                (860 + 312 * math.cos(angle), 520 + 352 * math.sin(angle)),
            ],
            7,
            ink(0.9, Cut.FLAT, Block.WARM),
        )
    path = vessel(
        sheet,
        860,
        [(530, 160), (570, 290), (700, 370), (860, 370), (985, 320)],
        tones=_COPPER,
        block=Block.WARM,
    )
    with sheet.within(path):
        soot = [
            (470, 870),
            (560, 800),
            (640, 850),
            (720, 890),
            (800, 850),
            (900, 900),
            (980, 860),
            (1080, 890),
            (1180, 810),
            (1260, 860),
            (1260, 1120),
            (470, 1120),
        ]
        sheet.blob(soot, sheet.fade([(0, 0.4), (0.4, 0.12), (1, 0.02)], cut=Cut.STIPPLE))
        sheet.blob([(x, y + 46) for x, y in soot], ink(0.06, Cut.FALL))
    hoop(sheet, 860, 560, 268, thick=14, tone=0.3, block=Block.WARM)
    sheet.oval((860, 530), 165, 42, ink(0.85, Cut.LEVEL, Block.WARM), pen=5)
    vessel(sheet, 860, [(480, 24), (500, 34), (530, 20)], tones=_COPPER, block=Block.WARM)
    scale_bar(sheet)


@picture("objects/chachou", W, H, CATALOGUE, weight=KB)
def _tallies(sheet: Sheet) -> None:
    ground(sheet, 820, 960, 950, 150)
    for index in range(17):
        turn = -44 + 5.4 * index
        with sheet.placed(800, 330, turn=turn):
            tone = 0.95 - 0.12 * (index % 3)
            plank(
                sheet,
                [(-30, 0), (-30, 640 + 14 * (index % 4)), (30, 640 + 14 * (index % 4)), (30, 0)],
                tone,
                lines=3,
                knots=0,
                block=Block.WARM,
                pen=3.6,
            )
            sheet.oval((0, 560), 17, 17, pen=7, tone=ink(0.08, Cut.FLAT, Block.WARM))
            sheet.oval((0, 44), 8, 8, ink(0.03))
    rope(sheet, [(790, 360), (700, 250), (560, 200), (430, 250), (360, 380)], 14)
    rope(sheet, [(812, 360), (900, 240), (1040, 180), (1180, 230)], 14)
    sheet.oval((802, 364), 30, 24, ink(0.7, Cut.FLAT, Block.WARM), pen=5)
    scale_bar(sheet)


@picture("objects/suanpan", W, H, CATALOGUE, weight=KB)
def _abacus(sheet: Sheet) -> None:
    ground(sheet, 830, 840, 1350, 130)
    left, right, top, low = 190, 1410, 330, 830
    sheet.rect(left + 30, top + 40, right - left - 60, low - top - 80, ink(0.9, Cut.LEVEL))
    for k in range(13):
        x = left + 88 + 87 * k
        sheet.straight([(x, top + 20), (x, low - 20)], 9, ink(0.08))
        sheet.straight([(x - 2, top + 20), (x - 2, low - 20)], 3, ink(0.8))
        down = (k * 7) % 3
        rows = [top + 62 + 40 * (1 if down == 1 else 0), top + 102 + 12 * (down == 1)]
        rows += [low - 62 - 43 * m - (46 if (m >= 5 - down) else 0) for m in range(5)]
        for index, y in enumerate(rows):
            if k == 8 and index == 3:
                sheet.oval((x, y), 36, 22, ink(0.7, Cut.STIPPLE, Block.WARM), pen=4)
                for m in range(5):
                    sheet.line(
                        [
                            (x - 26 + 12 * m, y - 10),
                            (x - 20 + 12 * m, y),
                            (x - 26 + 12 * m, y + 10),
                        ],
                        2.6,
                        ink(0.2),
                    )
                continue
            sheet.oval((x, y), 36, 20.5, ink(0.1, Cut.FLAT, Block.WARM), pen=3.4)
            sheet.leaf((x - 24, y - 8), (x + 10, y - 12), 4, ink(0.92))
    plank(
        sheet,
        [(left, top + 148), (right, top + 148), (right, top + 178), (left, top + 178)],
        0.5,
        lines=2,
        knots=0,
        block=Block.WARM,
    )
    for y in (top - 16, low - 26):
        plank(
            sheet,
            [(left - 20, y), (right + 20, y), (right + 20, y + 44), (left - 20, y + 44)],
            0.42,
            lines=3,
            knots=0,
            block=Block.WARM,
        )
    for x in (left - 22, right - 22):
        plank(
            sheet,
            [(x, top - 18), (x, low + 20), (x + 44, low + 20), (x + 44, top - 18)],
            0.42,
            lines=3,
            knots=0,
            block=Block.WARM,
        )
    for x in (left - 22, right - 22):
        for y in (top - 18, low - 26):
            sheet.rect(x, y, 44, 46, ink(0.72, Cut.FLAT, Block.WARM), pen=4)
            sheet.oval((x + 22, y + 23), 5, 5, ink(0.05))
    scale_bar(sheet)


@picture("objects/shengluo", W, H, CATALOGUE, weight=KB)
def _measure(sheet: Sheet) -> None:
    bench = Bench(420, 880, 1.05)
    p = bench.at
    ground(sheet, 860, 930, 1050, 150)
    outer, high, depth = 540.0, 400.0, 480.0
    box(sheet, bench, (outer, high, depth), tones=(0.2, 0.74, 0.42), block=Block.WARM, lines=8)
    t = 34.0
    inner = [
        p(t, high, t),
        p(outer - t, high, t),
        p(outer - t, high, depth - t),
        p(t, high, depth - t),
    ]
    edge = [p(0, high, 0), p(outer, high, 0), p(outer, high, depth), p(0, high, depth)]
    sheet.poly(edge, ink(0.24), pen=5)
    for k in range(4):
        a, b = edge[k], edge[(k + 1) % 4]
        sheet.straight([(a[0], a[1] + 3), (b[0], b[1] + 3)], 4, ink(0.75))
    sheet.poly(inner, ink(0.62, Cut.FALL, Block.WARM), pen=4)
    with sheet.within(outline(inner)):
        sheet.poly(
            [
                p(t, high, depth - t),
                p(outer - t, high, depth - t),
                p(outer - t, 60, depth - t),
                p(t, 60, depth - t),
            ],
            ink(0.72, Cut.GRAIN, Block.WARM),
            pen=3,
        )
        sheet.poly(
            [p(t, high, t), p(t, high, depth - t), p(t, 60, depth - t), p(t, 60, t)],
            ink(0.26, Cut.UPRIGHT, Block.WARM),
            pen=3,
        )
        for _ in range(420):
            x, z = sheet.rng.uniform(t, outer - t), sheet.rng.uniform(t, depth - t)
            px, py = p(x, 330 + 26 * math.exp(-(((x - 300) / 180) ** 2)), z)
            sheet.oval(
                (px, py),
                9,
                4.6,
                ink(sheet.rng.uniform(0.86, 1)),
                pen=1.6,
                turn=sheet.rng.uniform(0, 180),
            )
    for x in (0.0, outer - 46):
        sheet.poly(
            [p(x, high, 0), p(x + 46, high, 0), p(x + 46, 0, 0), p(x, 0, 0)], ink(0.16), pen=4
        )
        for y in (50, 200, 350):
            sheet.oval(p(x + 23, y, 0), 7, 7, ink(0.7), pen=2.4)
    sheet.poly([p(0, 44, 0), p(outer, 44, 0), p(outer, 0, 0), p(0, 0, 0)], ink(0.18), pen=4)
    scale_bar(sheet)


@picture("objects/laba", W, H, CATALOGUE, weight=KB)
def _speaker(sheet: Sheet) -> None:
    bench = Bench(380, 850, 1.0)
    p = bench.at
    ground(sheet, 880, 930, 1080, 150)
    box(sheet, bench, (620, 560, 260), tones=(0.9, 0.66, 0.36), block=Block.WARM, lines=8)
    cloth = [p(50, 510, 0), p(570, 510, 0), p(570, 50, 0), p(50, 50, 0)]
    sheet.poly(cloth, ink(0.5, Cut.CROSS, Block.INDIGO), pen=5)
    cx, cy = p(310, 290, 0)
    sheet.oval((cx, cy), 210, 210, ink(0.8, Cut.CROSS, Block.INDIGO), pen=6)
    for k in range(5):
        angle = math.radians(72 * k - 90)
        px, py = cx + 100 * math.cos(angle), cy + 100 * math.sin(angle)
        with sheet.placed(px, py, turn=72 * k):
            sheet.blob(
                [(0, -92), (54, -50), (46, 36), (0, 62), (-46, 36), (-54, -50)],
                ink(0.12, Cut.CROSS, Block.INDIGO),
                pen=6,
            )
    sheet.oval((cx, cy), 34, 34, ink(0.7, Cut.FLAT, Block.WARM), pen=6)
    sheet.line(
        [p(620, 480, 130), (1250, 480), (1330, 640), (1300, 860), (1400, 960), (1500, 930)], 9
    )
    sheet.line([p(620, 480, 130), (1250, 477), (1328, 637)], 3, ink(0.7))
    sheet.oval(p(560, 548, 0), 9, 9, ink(0.1))
    scale_bar(sheet)


@picture("objects/meifu-deng", W, H, CATALOGUE, weight=KB)
def _lamp(sheet: Sheet) -> None:
    ground(sheet, 820, 1040, 640, 110)
    glass = (0.8, 1.0, 0.72)
    vessel(
        sheet,
        800,
        [(150, 66), (300, 72), (400, 120), (480, 150), (560, 128), (640, 86)],
        tones=glass,
    )
    sheet.oval((800, 150), 66, 17, ink(0.9), pen=4)
    sheet.leaf((716, 520), (742, 240), 16, ink(1))
    sheet.leaf((884, 520), (858, 250), 7, ink(0.5))
    sheet.blob(
        [(800, 600), (776, 560), (800, 480), (822, 560)],
        ink(0.97),
        pen=3,
        tone=ink(0.4, Cut.FLAT, Block.SEAL),
    )
    sheet.poly(
        [(826, 330), (884, 352), (936, 520), (896, 542), (848, 470)],
        ink(0.94, Cut.STIPPLE, Block.WARM),
        pen=3.4,
    )
    sheet.line([(850, 350), (880, 450), (912, 530)], 2, ink(0.4))
    for x, y in ((862, 372), (880, 420), (898, 470)):
        sheet.oval((x, y), 3, 3, ink(0.5, Cut.FLAT, Block.WARM))
    vessel(
        sheet, 800, [(650, 110), (690, 118), (720, 70)], tones=(0.3, 0.95, 0.12), block=Block.WARM
    )
    for k in range(13):
        sheet.straight([(696 + 17 * k, 660), (696 + 17 * k, 690)], 3, ink(0.15))
    rod(sheet, (900, 700), (986, 706), 12, block=Block.WARM)
    sheet.oval((996, 706), 26, 26, ink(0.6, Cut.FLAT, Block.WARM), pen=4)
    vessel(
        sheet,
        800,
        [(730, 76), (770, 170), (830, 190), (890, 150), (920, 60)],
        tones=(0.55, 1.0, 0.4),
    )
    sheet.blob(
        [(620, 826), (800, 872), (980, 826), (950, 890), (800, 930), (650, 890)],
        ink(0.7, Cut.LEVEL, Block.WARM),
    )
    vessel(sheet, 800, [(920, 56), (970, 60), (1010, 150), (1035, 190)], tones=(0.55, 1.0, 0.35))
    scale_bar(sheet)


@picture("objects/xiaoxue-zhong", W, H, CATALOGUE, weight=KB)
def _rail_bell(sheet: Sheet) -> None:
    rod(sheet, (200, 180), (1400, 150), 54, block=Block.WARM)
    for x in (690, 800):
        sheet.line([(x, 140), (x + 8, 250), (748, 372)], 8)
        sheet.line([(x + 3, 140), (x + 10, 246), (750, 372)], 3, ink(0.75))
    dx, dy = 110.0, -46.0
    section = [
        (640, 380),
        (860, 380),
        (866, 440),
        (786, 466),
        (776, 800),
        (900, 850),
        (904, 900),
        (596, 900),
        (600, 850),
        (724, 800),
        (714, 466),
        (634, 440),
    ]
    for a, b in zip(section, section[1:] + section[:1], strict=True):
        if (b[1] - a[1]) > 0 or (a[1] <= 400 and b[1] <= 400) or (a[0] < b[0] and 790 < a[1] < 860):
            face = [a, b, (b[0] + dx, b[1] + dy), (a[0] + dx, a[1] + dy)]
            flat = abs(b[1] - a[1]) < 60 and b[0] > a[0]
            sheet.poly(
                face,
                ink(0.66 if flat else 0.12, Cut.LEVEL, Block.WARM if flat else Block.KEY),
                pen=4,
            )
    sheet.poly(section, ink(0.34, Cut.STIPPLE, Block.WARM), pen=6)
    sheet.oval((750, 416), 19, 17, ink(0.02), pen=4)
    for x, y, r in ((752, 640, 24), (744, 700, 17), (700, 876, 22)):
        sheet.oval((x, y), r, r * 0.66, ink(0.86))
    ground(sheet, 1150, 1030, 560, 80)
    rod(sheet, (1000, 1020), (1380, 850), 32, block=Block.WARM)
    with sheet.placed(1010, 1012, turn=66):
        sheet.rect(-96, -44, 192, 88, ink(0.14), pen=5)
        sheet.rect(-96, -44, 192, 24, ink(0.6))
    scale_bar(sheet)


@picture("objects/yaoxiang", W, H, CATALOGUE, weight=KB)
def _medicine_chest(sheet: Sheet) -> None:
    x: float
    bench = Bench(350, 900, 1.0)
    p = bench.at
    ground(sheet, 880, 980, 1180, 150)
    strap = [
        p(0, 300, 130),
        (330, 420),
        (480, 190),
        (800, 130),
        (1150, 200),
        (1330, 420),
        p(760, 300, 130),
    ]
    sheet.line(strap, 40)
    sheet.line(strap, 31, ink(0.4, Cut.FLAT, Block.WARM))
    box(sheet, bench, (760, 320, 270), tones=(0.62, 0.32, 0.14), block=Block.WARM, lines=5)
    box(
        sheet,
        bench,
        (764, 110, 274),
        at=(-2, 320, -2),
        tones=(0.72, 0.4, 0.16),
        block=Block.WARM,
        lines=3,
    )
    cx, cy = p(380, 180, 0)
    sheet.oval((cx, cy), 92, 92, ink(0.97), pen=5)
    sheet.poly(
        [
            (cx - 20, cy - 66),
            (cx + 20, cy - 60),
            (cx + 20, cy - 20),
            (cx + 66, cy - 14),
            (cx + 66, cy + 26),
            (cx + 20, cy + 20),
            (cx + 20, cy + 66),
            (cx - 20, cy + 60),
            (cx - 20, cy + 16),
            (cx - 66, cy + 10),
            (cx - 66, cy - 28),
            (cx - 20, cy - 22),
        ],
        ink(0.14, Cut.FLAT, Block.SEAL),
    )
    for x in (110, 650):
        px, py = p(x, 320, 0)
        sheet.rect(px - 26, py - 46, 52, 100, ink(0.62, Cut.FLAT), pen=4)
        sheet.oval((px, py + 10), 11, 15, ink(0.05))
    for x in (0.0, 690.0):
        for y in (0, 250):
            a = p(x, y + 70, 0)
            sheet.poly([a, p(x + 70, y + 70, 0), p(x + 70, y, 0), p(x, y, 0)], ink(0.2), pen=3)
            sheet.oval(p(x + 35, y + 35, 0), 6, 6, ink(0.8))
    scale_bar(sheet)


@picture("objects/menpai", W, H, CATALOGUE, weight=KB)
def _number_plate(sheet: Sheet) -> None:
    ground(sheet, 820, 850, 1150, 110)
    with sheet.placed(800, 590, turn=-2.5):
        plate = (
            "M-530 -250Q-535 -280 -505 -280H505Q540 -280 535 -245V240Q540 280 505 280"
            "H-505Q-540 280 -535 245Z"
        )
        sheet.shape(plate, ink(0.05), pen=16)
        sheet.shape(
            plate, sheet.fade([(0, 0.2), (0.3, 0.06), (1, 0.0)], turn=60, block=Block.INDIGO), pen=4
        )
        sheet.shape("M-490 -235H490V235H-490Z", "none", pen=10, tone=ink(0.97))
        for index, sign in enumerate("菱溇"):
            write_across(
                sheet,
                sign,
                -410 + index * 195,
                -2,
                180,
                PRINT.__class__(PRINT.family, 900, 0.97, 0.2, fall=0.0),
            )
        for index, sign in enumerate("37"):
            sheet.text(sign, 60 + index * 170, 104, 300, fill=ink(0.97), weight=900)
        for x, y, size in ((-500, -240, 60), (500, 230, 74), (-120, 262, 40), (330, -262, 34)):
            points = [
                (
                    x + size * math.cos(a) * sheet.rng.uniform(0.5, 1),
                    y + size * math.sin(a) * sheet.rng.uniform(0.4, 0.8),
                )
                for a in (0, 0.8, 1.7, 2.6, 3.5, 4.4, 5.4)
            ]
            sheet.blob(points, ink(0.9), pen=3)
            sheet.blob(
                [(px * 0.6 + x * 0.4, py * 0.6 + y * 0.4) for px, py in points],
                ink(0.3, Cut.STIPPLE, Block.WARM),
            )
        for x in (-508, 508):
            sheet.oval((x, 0), 13, 13, ink(0.95), pen=5)
            sheet.oval((x, 0), 6, 6, ink(0.03))
            sheet.leaf((x, 10), (x + 4, 130), 5, ink(0.45, Cut.FLAT, Block.WARM))
        sheet.leaf((-420, -210), (200, -226), 9, ink(0.6, Cut.FLAT, Block.INDIGO))
    scale_bar(sheet)


def shoe(sheet: Sheet) -> None:
    """A toddler's shoe, its tiger face to the lower left; about 520 x 380 px about (0, 0)."""
    red = Block.SEAL
    sole = [(-260, 90), (-240, 160), (-60, 190), (200, 130), (270, 60), (250, 10), (-200, 40)]
    sheet.blob(sole, ink(0.98), pen=5)
    for k in range(16):
        x = -240 + 31 * k
        sheet.straight([(x, 150 - abs(k - 6) * 5), (x + 4, 170 - abs(k - 6) * 6)], 3, ink(0.3))
    body = [
        (-262, 60),
        (-250, -60),
        (-150, -140),
        (-30, -130),
        (60, -90),
        (170, -150),
        (262, -130),
        (276, 10),
        (210, 100),
        (-40, 146),
        (-220, 122),
    ]
    sheet.blob(body, ink(0.3, Cut.FALL, red), pen=5)
    sheet.blob(
        [(-40, -122), (60, -84), (166, -142), (250, -118), (190, -70), (60, -50)],
        ink(0.08, Cut.FLAT, Block.INDIGO),
        pen=5,
    )
    sheet.line(
        [(-44, -112), (64, -66), (176, -128), (256, -112)], 8, ink(0.95, Cut.FLAT, Block.WARM)
    )
    for side, x in ((-1, -214), (1, -70)):
        sheet.blob(
            [(x - 40, -90), (x - 30 * side, -170), (x + 44, -112)], ink(0.2, Cut.FLAT, red), pen=5
        )
        sheet.oval((x, -30), 36, 32, ink(0.98), pen=5)
        sheet.oval((x, -26), 16, 19, ink(0.02))
        sheet.oval((x - 5, -34), 5, 5, ink(1))
        sheet.line([(x - 42, -66), (x, -84), (x + 42, -66)], 8, ink(0.02))
    sheet.blob([(-168, 20), (-142, 2), (-116, 20), (-142, 40)], ink(0.03), pen=4)
    sheet.line([(-230, 66), (-180, 92), (-142, 62), (-104, 92), (-50, 66)], 8, ink(0.02))
    for k in range(4):
        sheet.poly(
            [(-190 + 28 * k, 84), (-178 + 28 * k, 104), (-166 + 28 * k, 84)], ink(0.98), pen=2.4
        )
    for k in range(3):
        for side in (-1, 1):
            sheet.line(
                [(-142 + side * 60, 40 + 14 * k), (-142 + side * 120, 26 + 22 * k)], 3.4, ink(0.98)
            )
        sheet.line(
            [(-168 + 4 * k, -108 + 16 * k), (-142, -100 + 16 * k), (-116 - 4 * k, -108 + 16 * k)],
            7,
            ink(0.03),
        )
    for x, y in ((60, 30), (150, 10), (110, 74), (210, -30)):
        sheet.oval((x, y), 17, 14, ink(0.95, Cut.FLAT, Block.WARM), pen=3)
        sheet.oval((x, y), 6, 5, ink(0.1, Cut.FLAT, Block.INDIGO))


@picture("objects/hutou-xie", W, H, CATALOGUE, weight=KB)
def _tiger_shoes(sheet: Sheet) -> None:
    ground(sheet, 1060, 640, 760, 110)
    with sheet.placed(1050, 520, scale=1.12, turn=8):
        shoe(sheet)
    ground(sheet, 620, 950, 820, 130)
    with sheet.placed(600, 790, scale=1.3, turn=-4):
        shoe(sheet)
    scale_bar(sheet)
