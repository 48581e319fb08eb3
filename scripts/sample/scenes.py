"""Scenes to stand before: the wheel mound, the teahouse, the bridge head; and the water today."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from boats import boat, sculler, tub
from buildings import House, draw_house
from figures import Arm, Cloth, Figure, draw_figure, small_figure
from heads import Head
from ink import Block, Cut, ink
from landmarks import beam_bridge, buffalo, wheel_house, zelkova
from pictures import picture
from press import BLACK_AND_WHITE, BLOCK_PRINT
from sheet import Sheet, curve
from still_life import rim, vessel
from trees import far_hills, far_wood, mulberry, paddy, willow
from view import View
from water import lily_pads, mist, reeds, ripples, sheet_of_water

__all__: list[str] = []

W, H = 1920, 1200
DAWN = [(0, 0.52), (0.6, 0.86), (1, 0.98)]
DARK = Cloth(0.14, Cut.FLAT)
BLUE = Cloth(0.3, Cut.FLAT, Block.INDIGO)


def _shore(sheet: Sheet, y: float, *, seed: int, hills: float = 140, wood: float = 60) -> None:
    """The line of hills beyond the water: alike in a scene and in its picture of today."""
    sheet.rng = random.Random(seed)
    far_hills(sheet, y, hills, tone=0.74)
    far_wood(sheet, y + 8, wood, tone=0.62)


# The wheel mound


def _treaders(sheet: Sheet, x: float, y: float, tall: float) -> None:
    """脚踏水车: four on one axle, their arms on the bar; the trough goes down to the water."""
    wide = tall * 1.7
    for side in (-0.62, 0.62):
        sheet.straight([(x + wide * side, y), (x + wide * side, y - tall * 0.86)], tall * 0.045)
    trough = [
        (x - tall * 0.1, y - tall * 0.14),
        (x + tall * 0.2, y - tall * 0.16),
        (x + tall * 1.5, y + tall * 0.66),
        (x + tall * 1.2, y + tall * 0.74),
    ]
    sheet.poly(trough, ink(0.5, Cut.LEVEL, Block.WARM), pen=4)
    for k in range(14):
        a = k / 13
        px, py = x + tall * (0.05 + 1.3 * a), y + tall * (-0.15 + 0.85 * a)
        sheet.rect(px - 4, py - tall * 0.09, 8, tall * 0.14, ink(0.05))
    sheet.straight([(x - wide * 0.72, y - tall * 0.06), (x + wide * 0.72, y - tall * 0.06)], 12)
    for k in range(4):
        px = x + wide * (-0.47 + 0.31 * k)
        for peg in (-14, 14):
            sheet.straight(
                [(px + peg, y - tall * 0.06), (px + peg * 1.6, y + tall * 0.06)], 9, ink(0.08)
            )
        small_figure(
            sheet,
            px,
            y - tall * 0.02,
            tall,
            "walk",
            hat="straw" if k % 2 else "",
            tone=0.12 + 0.05 * k,
            block=Block.INDIGO if k == 1 else Block.KEY,
            flip=bool(k % 2),
        )
    sheet.straight([(x - wide * 0.7, y - tall * 0.62), (x + wide * 0.7, y - tall * 0.62)], 10)


def _far_village(sheet: Sheet, x: float, y: float) -> None:
    """Roofs under trees a field away; one window is lit."""
    for k, wide in enumerate((90, 120, 70, 130, 84)):
        left = x + k * 96
        tall = 46 + 12 * (k % 3)
        sheet.rect(left, y - tall, wide, tall, ink(0.93), pen=2)
        sheet.poly(
            [(left - 8, y - tall), (left + wide / 2, y - tall - 34), (left + wide + 8, y - tall)],
            ink(0.16),
            pen=2,
        )
        sheet.rect(left + wide * 0.4, y - tall * 0.7, 14, 18, ink(0.1))
    sheet.rect(x + 340, y - 48, 22, 22, ink(0.45, Cut.FLAT, Block.SEAL), pen=2)


@picture("scenes/chepan-dun", W, H, BLOCK_PRINT, weight=180)
def _wheel(sheet: Sheet) -> None:
    view = View(960, 500, 1150, eye=2.8, haze=0.01)
    sheet.rect(0, 0, W, 560, sheet.fade(DAWN, cut=Cut.LEVEL, block=Block.INDIGO))
    _shore(sheet, 520, seed=11)
    _far_village(sheet, 60, 536)
    sheet.rect(0, 532, W, H, sheet.fade([(0, 0.96), (1, 0.66)], cut=Cut.LEVEL, block=Block.INDIGO))
    ripples(sheet, 545, H, 60)
    paddy(sheet, view, 4.6, 26, x0=-17, x1=17, y=0.0, tone=0.08)
    path = [(0, 1010), (420, 880), (640, 830), (700, 850), (480, 930), (0, 1130)]
    sheet.poly(path, ink(0.8, Cut.STIPPLE, Block.WARM), pen=4)
    canal = [(1290, 760), (1920, 700), (1920, 1200), (1120, 1200)]
    sheet.poly(canal, sheet.fade([(0, 0.95), (1, 0.6)], cut=Cut.LEVEL, block=Block.INDIGO), pen=4)
    ripples(sheet, 790, H, 40, left=1360, tone=0.98)
    sheet.blob(
        [(430, 880), (620, 800), (940, 775), (1240, 800), (1380, 880), (1180, 950), (700, 965)],
        ink(0.36, Cut.LEVEL, Block.WARM),
        pen=4,
    )
    wheel_house(sheet, 900, 850, 820)
    buffalo(sheet, 545, 925, 165, tone=0.08, blind=True)
    sheet.straight([(640, 825), (860, 775)], 9, ink(0.04))
    sheet.poly(
        [(1180, 830), (1530, 985), (1506, 1036), (1150, 866)],
        ink(0.5, Cut.LEVEL, Block.WARM),
        pen=4,
    )
    for k in range(12):
        sheet.rect(1184 + 28 * k, 816 + 13 * k, 8, 48, ink(0.04))
    _treaders(sheet, 1600, 770, 190)
    small_figure(sheet, 1290, 850, 190, "stand", hat="straw", tone=0.1)
    small_figure(sheet, 250, 1010, 260, "carry", woman=True, block=Block.INDIGO, tone=0.24)
    sheet.blob([(226, 826), (262, 806), (290, 838), (282, 892), (234, 890)], ink(0.5), pen=4)
    sheet.oval((262, 812), 22, 22, ink(0.86), pen=4)
    for x in (330, 342):
        vessel(sheet, x, [(892, 26), (920, 30), (948, 20)], tones=(0.5, 0.9, 0.3), pen=3)
    for x, y, tall in ((70, 780, 330), (1845, 690, 250), (1780, 700, 220)):
        mulberry(sheet, x, y, tall, tone=0.03)
    for x, y in ((1180, 180), (1240, 160), (1310, 196), (560, 130)):
        sheet.line([(x - 20, y - 8), (x, y), (x + 20, y - 10)], 4)
    reeds(sheet, 1800, 1230, 240, 300, 30)


# The teahouse


def _stove(sheet: Sheet, x: float, y: float) -> None:
    """老虎灶 with its kettles; the first to boil is for whoever comes first."""
    sheet.rect(x, y - 250, 420, 250, ink(0.9, Cut.STIPPLE), pen=6)
    sheet.rect(x - 14, y - 270, 448, 30, ink(0.7, Cut.LEVEL), pen=5)
    sheet.rect(x + 150, y - 130, 110, 92, ink(0.05), pen=5)
    sheet.blob(
        [(x + 170, y - 44), (x + 184, y - 100), (x + 206, y - 76), (x + 226, y - 108),
         (x + 240, y - 44)],
        ink(0.42, Cut.FLAT, Block.SEAL),
    )  # fmt: skip
    for k, px in enumerate((x + 70, x + 205, x + 340)):
        with sheet.placed(px, y - 330, scale=0.36):
            sheet.line([(-70, 20), (-60, -80), (60, -80), (70, 20)], 14)
            vessel(sheet, 0, [(0, 50), (40, 120), (130, 140), (170, 118)], tones=(0.3, 0.8, 0.12))
            sheet.blob(
                [(120, 110), (250, 60), (300, -30), (322, -20), (280, 90), (140, 170)],
                ink(0.4, Cut.FALL),
                pen=8,
            )
        with sheet.soft(14):
            sheet.line(
                [(px, y - 350), (px + 20, y - 430), (px - 16, y - 500), (px + 14, y - 580)],
                26 + 8 * k,
                ink(0.97, block=Block.WARM),
            )


def _table(sheet: Sheet, x: float, y: float, size: float, *, cups: int = 3) -> None:
    """A square table, seen a little from above."""
    top = [
        (x - size * 0.42, y - size * 0.14),
        (x + size * 0.42, y - size * 0.14),
        (x + size * 0.5, y + size * 0.08),
        (x - size * 0.5, y + size * 0.08),
    ]
    for side in (-0.44, 0.38):
        sheet.rect(x + size * side, y, size * 0.07, size * 0.5, ink(0.1), pen=2)
    sheet.poly(top, ink(0.6, Cut.GRAIN, Block.WARM), pen=5)
    sheet.rect(x - size * 0.5, y + size * 0.08, size, size * 0.09, ink(0.3, Cut.LEVEL), pen=4)
    for k in range(cups):
        cx = x + size * (-0.26 + 0.26 * k)
        vessel(
            sheet,
            cx,
            [(y - size * 0.13, size * 0.06), (y - size * 0.02, size * 0.045)],
            tones=(0.6, 0.98, 0.4),
            pen=3,
        )
        rim(sheet, cx, y - size * 0.13, size * 0.06, thick=3, inside=0.3)


def _sitter(sheet: Sheet, x: float, y: float, size: float, head: Head, cloth: Cloth) -> None:
    draw_figure(sheet, x, y, size, Figure(head, cloth, legs=()))


def _windows(sheet: Sheet, left: float, right: float, top: float, low: float) -> None:
    """Three windows on the water; boats go by, and the women stand outside the last one."""
    frame = f"M{left} {top}H{right}V{low}H{left}Z"
    with sheet.within(frame):
        sheet.rect(left, top, right - left, low - top, ink(0.98))
        _shore(sheet, top + 150, seed=23, hills=90, wood=34)
        water = sheet.fade([(0, 0.97), (1, 0.72)], cut=Cut.LEVEL, block=Block.INDIGO)
        sheet.rect(left, top + 152, right - left, low, water)
        ripples(sheet, top + 165, low, 46, left=left, right=right)
        boat(sheet, left + 190, top + 230, 250, awning=True)
        sculler(sheet, left + 296, top + 224, 104)
        tub(sheet, left + 560, top + 236, 110)
        small_figure(
            sheet, left + 560, top + 250, 100, "reach", hat="straw", legs=False, block=Block.INDIGO
        )
        for px, cloth in ((right - 250, BLUE), (right - 130, DARK), (right - 40, BLUE)):
            _sitter(sheet, px, top + 190, 92, Head(40, hair="bun", woman=True, turn=-0.5), cloth)
    for k in range(4):
        x = left + (right - left) * k / 3
        sheet.rect(x - 12, top - 10, 24, low - top + 30, ink(0.05))
    sheet.rect(left - 24, top - 22, right - left + 48, 22, ink(0.05))
    sheet.rect(left - 30, low, right - left + 60, 28, ink(0.1), pen=3)


def _cage(sheet: Sheet, x: float, y: float) -> None:
    sheet.line([(x, 0), (x, y - 60)], 5, ink(0.02))
    for k in range(9):
        sheet.line([(x - 60 + 15 * k, y - 20 + abs(k - 4) * 5), (x - 60 + 15 * k, y + 110)], 3)
    sheet.shape(curve([(x - 66, y), (x - 48, y - 44), (x, y - 62), (x + 48, y - 44), (x + 66, y)]),
                "none", pen=6)  # fmt: skip
    sheet.oval((x, y + 112), 68, 13, ink(0.1), pen=4)
    sheet.blob([(x - 28, y + 60), (x, y + 36), (x + 30, y + 64), (x + 44, y + 92), (x, y + 90)],
               ink(0.1))  # fmt: skip


def _storyteller(sheet: Sheet, x: float, y: float) -> None:
    """The teller behind his table on a step, the fan up for a knife that does not come down."""
    sheet.rect(x - 210, y + 176, 420, 70, ink(0.6, Cut.LEVEL, Block.WARM), pen=5)
    fan = Figure(
        Head(56, hair="crop", turn=-0.5, beard="thin"),
        replace(DARK, tone=0.08),
        legs=(),
        left=Arm((-1.0, 1.8), (-0.4, 2.4)),
        right=Arm((1.2, 0.6), (1.0, -0.8)),
    )
    draw_figure(sheet, x, y - 150, 112, fan)
    sheet.poly([(x + 96, y - 236), (x + 60, y - 350), (x + 130, y - 380), (x + 190, y - 330)],
               ink(0.9, Cut.UPRIGHT), pen=4)  # fmt: skip
    sheet.rect(x - 150, y + 84, 300, 96, ink(0.3, Cut.GRAIN, Block.INDIGO), pen=4)
    _table(sheet, x, y + 60, 300, cups=1)
    sheet.rect(x + 60, y + 6, 54, 22, ink(0.1), pen=3)


def _counter(sheet: Sheet, x: float, y: float) -> None:
    """The counter: a bundle of tallies and the tea caddy with the money for the rail."""
    sheet.rect(x, y - 120, 330, 190, ink(0.52, Cut.GRAIN, Block.WARM), pen=5)
    sheet.rect(x - 14, y - 142, 358, 28, ink(0.3, Cut.LEVEL, Block.WARM), pen=5)
    for k in range(9):
        lean = -40 + 10 * k
        sheet.straight(
            [(x + 90, y - 146), (x + 90 + lean, y - 262)], 11, ink(0.3, block=Block.WARM)
        )
        sheet.oval((x + 90 + lean * 0.86, y - 244), 6, 6, ink(0.06))
    vessel(sheet, x + 90, [(y - 190, 36), (y - 146, 34)], tones=(0.4, 0.8, 0.2), pen=4)
    vessel(
        sheet, x + 240,
        [(y - 246, 26), (y - 232, 46), (y - 150, 46), (y - 144, 44)],
        tones=(0.35, 0.78, 0.2), pen=4,
    )  # fmt: skip
    sheet.rect(x + 214, y - 216, 52, 40, ink(0.94), pen=3)
    sheet.text("茶", x + 240, y - 184, 34, anchor="middle")


@picture("scenes/lou-kou-chaguan", W, H, BLOCK_PRINT, weight=180)
def _teahouse(sheet: Sheet) -> None:
    sheet.rect(0, 0, W, 850, sheet.fade([(0, 0.62), (1, 0.9)], cut=Cut.LEVEL, block=Block.WARM))
    sheet.poly([(0, 820), (W, 820), (W, H), (0, H)], ink(0.86, Cut.STIPPLE))
    for row in range(6):
        y = 826 + row * row * 15
        sheet.straight([(0, y), (W, y)], 2.4, ink(0.5))
    _windows(sheet, 640, 1500, 270, 620)
    for x in (560, 1590):
        sheet.rect(x - 17, 0, 34, 850, ink(0.1), pen=3)
    sheet.rect(0, 120, W, 40, ink(0.16), pen=3)
    for k in range(24):
        sheet.straight([(k * 84, 120), (k * 84 + 60, 0)], 7, ink(0.3))
    sheet.line([(1075, 160), (1075, 214)], 5, ink(0.02))
    with sheet.soft(24):
        sheet.oval((1075, 244), 90, 70, ink(0.99, block=Block.WARM))
    sheet.oval((1075, 240), 24, 30, ink(0.99), pen=5)
    _cage(sheet, 780, 250)
    _stove(sheet, 60, 850)
    host = Figure(
        Head(59, hair="bald", turn=0.6, nod=0.5, smile=0.3, skin=0.88),
        replace(BLUE, front="apron"),
        left=Arm((-0.9, 2.0), (-0.4, 2.5)),
        right=Arm((1.1, 1.5), (1.6, 1.0)),
        legs=((((-0.3, 4.6)), (-0.35, 6.1)), ((0.3, 4.6), (0.35, 6.1))),
    )
    draw_figure(sheet, 590, 470, 96, host)
    with sheet.placed(772, 560, scale=0.3, turn=14):
        sheet.line([(0, -160), (-90, -40), (0, 0)], 20)
        vessel(sheet, 60, [(0, 60), (40, 130), (120, 150), (190, 120)], tones=(0.3, 0.85, 0.1))
        sheet.blob(
            [(180, 120), (330, 80), (430, -30), (560, 60), (640, 220), (616, 226), (520, 100),
             (430, 40), (340, 150), (190, 180)],
            ink(0.4, Cut.FALL), pen=8,
        )  # fmt: skip
    _storyteller(sheet, 1740, 620)
    for x, cloth, head in (
        (900, DARK, Head(66, hair="white", turn=0.5, beard="thin")),
        (1180, BLUE, Head(50, hair="crop", turn=-0.6)),
        (1370, DARK, Head(60, wear="cap", turn=0.5)),
    ):
        _sitter(sheet, x, 640, 92, head, cloth)
    _table(sheet, 1010, 850, 330)
    _table(sheet, 1380, 880, 330)
    for x, y, size, cloth, head in (
        (860, 850, 118, BLUE, Head(70, back=True, hair="bald")),
        (1180, 870, 118, DARK, Head(66, back=True, hair="white")),
        (1540, 880, 118, BLUE, Head(60, back=True, wear="cap")),
    ):
        _sitter(sheet, x, y, size, head, cloth)
    _counter(sheet, 60, 1130)
    sheet.rect(420, 1146, 980, 34, ink(0.5, Cut.GRAIN, Block.WARM), pen=5)
    sheet.rect(420, 1180, 980, 20, ink(0.2, Cut.LEVEL), pen=3)
    small_figure(sheet, 1760, 1190, 330, "stand", tone=0.12, block=Block.INDIGO)


# The bridge head


def _steps(sheet: Sheet) -> None:
    """大河埠: eleven steps into the water; the lowest can be seen through it."""
    for index in range(11):
        y = 640 + index * 46 + index * index * 1.1
        x0, x1 = 90 - index * 12, 700 + index * 14
        tread = [(x0 + 30, y), (x1 - 14, y - 16), (x1 + 10, y + 12), (x0, y + 30)]
        riser = [(x0, y + 30), (x1 + 10, y + 12), (x1 + 10, y + 40), (x0, y + 60)]
        sunk = index > 8
        sheet.poly(riser, ink(0.74 if sunk else 0.5, Cut.UPRIGHT), pen=2 if sunk else 4)
        tone = ink(0.9, Cut.LEVEL, Block.INDIGO) if sunk else ink(0.96, Cut.STIPPLE)
        sheet.poly(tread, tone, pen=2 if sunk else 4)


@picture("scenes/chengan-qiao", W, H, BLOCK_PRINT, weight=185)
def _bridge(sheet: Sheet) -> None:
    view = View(1180, 470, 1100, eye=2.2, haze=0.012)
    sheet.rect(0, 0, W, 480, sheet.fade([(0, 0.9), (1, 0.99)], cut=Cut.LEVEL, block=Block.INDIGO))
    _shore(sheet, 470, seed=31)
    sheet_of_water(sheet, 474, H, far=0.99, near=0.8, block=Block.INDIGO)
    houses = (
        House(-22.0, -15.4, 26, 34, wall=5.2, rise=1.8, storeys=2),
        House(-15.0, -10.2, 24, 32, wall=3.4, rise=1.7),
        House(9.4, 14.2, 25, 33, wall=3.5, rise=1.7),
        House(14.6, 20.5, 27, 36, wall=5.2, rise=1.8, storeys=2),
    )
    for house in houses:
        draw_house(sheet, view.reflected(-1.3), house)
    for house in houses:
        draw_house(sheet, view, house)
    mist(sheet, 560, 110, strength=0.7)
    zelkova(sheet, 1730, 600, 560)
    beam_bridge(sheet, view.reflected(-1.3), -7.4, 6.6, 13, deck=1.0, water=-1.3)
    sheet.rect(0, 620, W, H, sheet.veil(0.95, [(0, 0.35), (1, 0.5)], cut=Cut.LEVEL,
                                        block=Block.INDIGO))  # fmt: skip
    ripples(sheet, 620, H, 130)
    for x0, x1 in ((-16, -7.2), (6.4, 16)):
        top = [view.at(x0, 0.9, 13), view.at(x1, 0.9, 13), view.at(x1, 0.9, 16),
               view.at(x0, 0.9, 16)]  # fmt: skip
        sheet.poly(top, ink(0.93), pen=3)
        face = [view.at(x0, 0.9, 13), view.at(x1, 0.9, 13), view.at(x1, -1.3, 13),
                view.at(x0, -1.3, 13)]  # fmt: skip
        sheet.poly(face, ink(0.6, Cut.LEVEL), pen=3)
        for row in range(1, 5):
            y = 0.9 - 2.2 * row / 5
            sheet.straight([view.at(x0, y, 13), view.at(x1, y, 13)], 2.5, ink(0.2))
    beam_bridge(sheet, view, -7.4, 6.6, 13, deck=1.0, water=-1.3)
    px, py = view.at(-2.0, 1.28, 13.6)
    small_figure(sheet, px, py - 8, 136, "carry", hat="straw", block=Block.INDIGO)
    px, py = view.at(2.5, 1.28, 13.4)
    small_figure(sheet, px, py - 4, 84, "work", tone=0.2)
    sheet.line([(px + 14, py - 40), (px + 44, py + 60), (px + 42, py + 160)], 2.4, ink(0.1))
    boat(sheet, 1240, 770, 400, awning=True)
    sculler(sheet, 1420, 760, 160)
    quay_top = [(0, 600), (560, 606), (690, 622), (706, 650), (0, 668)]
    sheet.poly(quay_top, ink(0.95), pen=4)
    _steps(sheet)
    small_figure(sheet, 320, 770, 280, "work", woman=True, tone=0.14)
    sheet.oval((420, 770), 52, 20, ink(0.6, Cut.GRAIN, Block.WARM), pen=4)
    small_figure(sheet, 560, 915, 310, "work", woman=True, block=Block.INDIGO, tone=0.24)
    for k in range(5):
        sheet.leaf((660 + 12 * k, 900), (700 + 16 * k, 860 - 4 * k), 12, ink(0.3, block=Block.KEY))
    small_figure(sheet, 210, 1060, 330, "work", woman=True, tone=0.1, flip=True)
    vessel(sheet, 360, [(1000, 46), (1040, 56), (1090, 44)], tones=(0.4, 0.75, 0.2), pen=4)
    rim(sheet, 360, 1000, 46, thick=6, inside=0.2)
    bowl = (900, 1040)
    sheet.oval((bowl[0], bowl[1] + 14), 78, 16, ink(0.8, Cut.LEVEL, Block.INDIGO))
    vessel(sheet, bowl[0], [(1008, 46), (1030, 40), (1048, 20)], tones=(0.8, 0.99, 0.6), pen=4)
    rim(sheet, bowl[0], 1008, 46, thick=7, inside=0.9)
    sheet.line([(858, 1018), (900, 1028), (942, 1018)], 5, ink(0.3, block=Block.INDIGO))
    for k in range(4):
        sheet.oval((bowl[0], bowl[1] + 8), 110 + 46 * k, 20 + 9 * k, "none", pen=2.2,
                   tone=ink(0.6, Cut.PLAIN, Block.INDIGO))  # fmt: skip
    tub(sheet, 1540, 950, 300)
    small_figure(sheet, 1530, 1092, 290, "reach", hat="straw", woman=True, legs=False,
                 block=Block.INDIGO, tone=0.24)  # fmt: skip
    lily_pads(sheet, view, -1.3,
              [(1.6 + sheet.rng.uniform(-0.8, 2.6), 6.2 + sheet.rng.uniform(-0.6, 1.6))
               for _ in range(18)], block=Block.INDIGO)  # fmt: skip
    willow(sheet, 60, 640, 560, lean=0.2)
    reeds(sheet, 1840, 1220, 200, 330, 30)


# Today: what was the village is a sheet of water


@contextmanager
def _drawn_at(sheet: Sheet, width: int) -> Iterator[None]:
    """Draw in the units of a sheet `width` px wide, whatever the picture's own."""
    own = sheet.width, sheet.height
    scale = own[0] / width
    with sheet.placed(0, 0, scale=scale):
        sheet.width, sheet.height = width, round(own[1] / scale)
        yield
    sheet.width, sheet.height = own


def _open_water(sheet: Sheet, horizon: float, *, seed: int, hills: float = 140) -> None:
    sheet.rect(0, 0, sheet.width, horizon + 20,
               sheet.fade([(0, 0.86), (1, 0.99)], cut=Cut.LEVEL, block=Block.INDIGO))  # fmt: skip
    _shore(sheet, horizon, seed=seed, hills=hills, wood=26)
    sheet_of_water(sheet, horizon + 6, sheet.height, far=0.97, near=0.62, block=Block.INDIGO)
    ripples(sheet, horizon + 14, sheet.height, 150)
    ripples(sheet, horizon + 60, sheet.height, 40, tone=0.6, block=Block.INDIGO)


def _buoy(sheet: Sheet, x: float, y: float, size: float) -> None:
    """A channel mark, the only thing that stands here."""
    sheet.oval((x, y + size * 0.1), size * 0.5, size * 0.1, ink(0.5, Cut.LEVEL))
    half, top = size * 0.34, size * 0.1
    body = [(x - half, y), (x + half, y), (x + top, y - size * 0.8), (x - top, y - size * 0.8)]
    sheet.poly(body, ink(0.42, Cut.FLAT, Block.SEAL), pen=4)
    sheet.straight([(x, y - size * 0.8), (x, y - size * 1.1)], 6)


@picture("scenes/chepan-dun-today", 1200, 750, BLOCK_PRINT, weight=52)
def _wheel_today(sheet: Sheet) -> None:
    with _drawn_at(sheet, W):
        _open_water(sheet, 520, seed=11)
        for x, y in ((860, 742), (918, 748), (1010, 738)):
            sheet.blob([(x - 20, y), (x - 6, y - 12), (x + 16, y - 8), (x + 22, y + 2)], ink(0.1))
            sheet.line([(x + 14, y - 6), (x + 20, y - 24), (x + 32, y - 22)], 6, ink(0.08))


@picture("scenes/chengan-qiao-today", 1200, 750, BLOCK_PRINT, weight=54)
def _bridge_today(sheet: Sheet) -> None:
    with _drawn_at(sheet, W):
        _open_water(sheet, 470, seed=31)
        for k in range(7):
            tall = 44 + 16 * (k % 3)
            sheet.rect(1500 + 48 * k, 478 - tall, 34, tall, ink(0.86, Cut.UPRIGHT), pen=2)
        for x, tall, woman in ((860, 150, True), (930, 156, False), (1010, 116, True)):
            small_figure(
                sheet, x, 836, tall, "stand", woman=woman, legs=False, tone=0.2,
                block=Block.INDIGO if woman else Block.KEY,
            )  # fmt: skip
        boat(sheet, 950, 800, 420, tone=0.2)
        _buoy(sheet, 1620, 690, 70)


@picture("scenes/langan-today", 1200, 800, BLACK_AND_WHITE, weight=44)
def _rail_today(sheet: Sheet) -> None:
    """The same bank as in the boy's photograph, and nothing to hold on to."""
    with _drawn_at(sheet, 1800):
        _open_water(sheet, 520, seed=31, hills=110)
        sheet.line([(1120, 760), (1150, 744), (1180, 760)], 5)
        sheet.line([(1240, 720), (1262, 706), (1290, 722)], 5)


@picture("scenes/chaguan-today", 1000, 750, BLOCK_PRINT, weight=40)
def _teahouse_today(sheet: Sheet) -> None:
    with _drawn_at(sheet, 1600):
        night = sheet.fade([(0, 0.06), (1, 0.4)], block=Block.INDIGO)
        sheet.rect(0, 0, 1600, 640, night)
        sheet.blob(
            [(-40, 640), (180, 560), (420, 610), (700, 540), (980, 606), (1260, 556), (1660, 640)],
            ink(0.12, block=Block.INDIGO),
        )
        sheet.rect(0, 620, 1600, 580, sheet.fade([(0, 0.34), (1, 0.08)], block=Block.INDIGO))
        for _ in range(190):
            x, y = sheet.rng.uniform(20, 1580), sheet.rng.uniform(20, 520)
            size = sheet.rng.uniform(2.0, 4.4)
            sheet.oval((x, y), size, size, ink(0.99, Cut.PLAIN, Block.INDIGO))
        for _ in range(30):
            x, y = sheet.rng.uniform(60, 1540), sheet.rng.uniform(690, 1150)
            sheet.leaf((x - 16, y), (x + 16, y), 3.4, ink(0.8, Cut.PLAIN, Block.INDIGO))
