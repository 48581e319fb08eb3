"""Photographs of the village: flood, wedding boat, power line, drought, the last year."""

from __future__ import annotations

import itertools
import math

from boats import boat, sculler
from buildings import House, draw_house
from figures import small_figure
from ink import Block, Cut, ink
from landmarks import beam_bridge, buffalo, front, hens, tile_roof, zelkova
from pictures import picture
from places import draw_hall
from press import BLACK_AND_WHITE, PHONE, SEPIA
from sheet import Sheet, curve
from still_life import vessel
from trees import far_wood, mulberry
from view import View
from water import mist, rain, ripples

__all__: list[str] = []

W, H = 1600, 1067


def _flooded(sheet: Sheet, view: View, house: House) -> None:
    """A house standing in water at y = 0, and what the water gives back of it."""
    low = view.at(0, 0, house.z0)[1]
    with sheet.within(f"M-50 -50H{sheet.width + 50}V{low:.1f}H-50Z"):
        draw_house(sheet, view, house)
    left, right = view.at(house.x0, 0, house.z0)[0], view.at(house.x1, 0, house.z0)[0]
    tall = view.scale(house.z0) * 2.0
    for k in range(16):
        y = low + tall * (k / 16) ** 1.2
        inset = sheet.rng.uniform(-14, 24)
        sheet.leaf((left + inset, y), (right - inset, y + 2), tall / 40, ink(0.96, Cut.LEVEL))
    sheet.straight([(left - 6, low), (right + 6, low)], 4, ink(0.3))


@picture("photos/dashui-1954-qiaotou", 2400, 1600, SEPIA, weight=205)
def _flood(sheet: Sheet) -> None:
    w, h = sheet.width, sheet.height
    view = View(1250, 640, 1500, eye=1.1, haze=0.02)
    sheet.rect(0, 0, w, 700, sheet.fade([(0, 0.55), (0.6, 0.82), (1, 0.95)], cut=Cut.RISE))
    far_wood(sheet, 650, 60, tone=0.72)
    sheet.rect(0, 640, w, h, sheet.fade([(0, 0.9), (1, 0.5)], cut=Cut.LEVEL))
    houses = [
        House(-17, -11, 22, 29, y0=-1.8, wall=3.4),
        House(9, 15, 20, 27, y0=-2.0, wall=5.2, storeys=2),
        House(17, 23, 26, 33, y0=-1.8, wall=3.6),
        House(-9, -3, 30, 37, y0=-1.9, wall=3.4),
    ]
    for house in sorted(houses, key=lambda one: -one.z0):
        _flooded(sheet, view, house)
    mist(sheet, 700, 160, strength=0.5)
    _flooded(
        sheet, view, House(-13, -5.2, 9, 13.5, y0=-2.8, wall=5.6, rise=2.0, storeys=2, lit=0.93)
    )
    wx, wy = view.at(-7.2, 1.9, 9)
    sheet.rect(wx - 80, wy - 50, 170, 200, ink(0.05), pen=7)
    small_figure(sheet, wx, wy + 250, 330, "reach", legs=False, tone=0.4, back=False)
    hens(
        sheet,
        [(wx - 140, view.at(-9, 3.1, 9)[1] - 20), (wx - 220, view.at(-9, 3.3, 9)[1] - 16)],
        30,
    )
    zelkova(sheet, 2100, 930, 860)
    sheet.oval((2100, 930), 170, 18, ink(0.9, Cut.LEVEL))
    beam_bridge(sheet, view, -2.6, 8.4, 10.5, deck=0.28, water=-0.02, rail="bamboo")
    y = view.at(0, 0.0, 10.5)[1]
    sheet.rect(
        view.at(-2.7, 0, 10.5)[0],
        y,
        1700,
        120,
        sheet.veil(0.2, [(0, 0.7), (0.3, 0.35), (1, 0)], cut=Cut.LEVEL),
    )
    boat(sheet, 640, 1010, 520, tone=0.1)
    boat(sheet, 940, 1120, 620, tone=0.06, awning=False)
    for x, y, r in (
        (560, 970, 46),
        (640, 962, 54),
        (730, 975, 40),
        (880, 1080, 60),
        (990, 1072, 70),
    ):
        sheet.blob(
            [(x - r, y), (x - r * 0.7, y - r), (x + r * 0.6, y - r * 1.1), (x + r, y)],
            ink(0.7, Cut.FALL),
            pen=4,
        )
        sheet.line([(x - r * 0.6, y - r * 0.9), (x, y - r * 0.4), (x + r * 0.6, y - r)], 3)
    small_figure(sheet, 800, 1030, 250, "stand", tone=0.2, hat="straw")
    small_figure(sheet, 1100, 1090, 260, "pull", tone=0.1, hat="straw")
    small_figure(sheet, 1190, 1096, 190, "stand", tone=0.5)
    sheet.line([(wx - 20, wy + 150), (wx + 60, 940), (420, 980)], 5)
    for x, y in ((1500, 1300), (1800, 1200), (300, 1330), (1300, 1480)):
        sheet.leaf((x, y), (x + 150, y + 12), 16, ink(0.1))
        sheet.line([(x + 60, y), (x + 90, y - 40), (x + 130, y - 50)], 5, ink(0.12))
    ripples(sheet, 760, h, 190)
    ripples(sheet, 1000, h, 60, tone=0.35)
    rain(sheet, 90, tone=0.92, low=1400)


@picture("photos/hunchuan-1957", W, H, SEPIA, weight=93)
def _wedding(sheet: Sheet) -> None:
    x: float
    view = View(1100, 380, 900, eye=1.7, haze=0.02)
    sheet.rect(0, 0, W, 420, sheet.fade([(0, 0.72), (1, 0.97)]))
    far_wood(sheet, 392, 60, tone=0.7)
    for house in (
        House(-19, -13, 20, 26),
        House(-12, -6, 24, 30, wall=5.2),
        House(10, 16, 22, 28),
        House(3, 8, 30, 36),
    ):
        draw_house(sheet, view, house)
    sheet.rect(0, 440, W, H, sheet.fade([(0, 0.95), (1, 0.55)], cut=Cut.LEVEL))
    sheet.poly([(0, 424), (W, 424), (W, 452), (0, 452)], ink(0.5, Cut.LEVEL))
    mist(sheet, 440, 90, strength=0.7)
    ripples(sheet, 460, H, 130)
    for x in (120, 1500):
        mulberry(sheet, x, 470, 250, leaves=False, tone=0.3)
    boat(sheet, 800, 800, 1240, awning=True, tone=0.12)
    for k in range(17):
        t = k / 16
        x = 480 + 620 * t
        y = 560 - 40 * math.sin(math.pi * t)
        for p in range(5):
            a = p * 1.257 + k
            sheet.oval((x + 15 * math.cos(a), y + 15 * math.sin(a)), 13, 12, ink(0.96), pen=2.2)
        sheet.oval((x, y), 8, 8, ink(0.3))
    for side in (-1, 1):
        sheet.blob(
            [(790, 600), (790 + side * 70, 556), (790 + side * 92, 600), (790 + side * 70, 640)],
            ink(0.34, Cut.FALL),
            pen=4,
        )
        sheet.blob(
            [(790, 606), (790 + side * 50, 700), (790 + side * 26, 720)], ink(0.34, Cut.FALL), pen=4
        )
    sheet.oval((790, 602), 26, 22, ink(0.25), pen=4)
    for x, r in ((340, 66), (250, 50)):
        vessel(sheet, x, [(640, r), (690, r * 1.25), (740, r)], tones=(0.2, 0.6, 0.1))
        sheet.oval((x, 640), r, r * 0.26, ink(0.45), pen=4)
    sheet.rect(390, 640, 130, 100, ink(0.3, Cut.GRAIN), pen=4)
    sheet.rect(440, 680, 30, 30, ink(0.8), pen=3)
    sheet.blob(
        [(580, 740), (590, 640), (620, 566), (660, 556), (698, 590), (716, 680), (724, 742)],
        ink(0.5, Cut.FALL),
        pen=4,
    )
    sheet.blob(
        [(596, 650), (612, 574), (650, 540), (690, 574), (706, 650), (650, 676)],
        ink(0.3, Cut.STIPPLE),
        pen=4,
    )
    for k in range(9):
        sheet.straight([(600 + 13 * k, 660), (600 + 13 * k, 690)], 4, ink(0.3))
    sculler(sheet, 1260, 768, 360, hat="cap", tone=0.16)
    sculler(sheet, 1150, 760, 340, hat="", tone=0.28)


def _pole_team(sheet: Sheet) -> None:
    foot, top = (880, 850), (1180, 180)
    sheet.straight([foot, top], 24)
    sheet.straight([(foot[0] - 5, foot[1]), (top[0] - 5, top[1])], 8, ink(0.6))
    sheet.straight([(1110, 240), (1240, 296)], 15)
    for x, y in ((1112, 240), (1176, 268), (1238, 294)):
        sheet.rect(x - 9, y - 32, 18, 30, ink(0.92), pen=3)
    for k, (x, y) in enumerate(((250, 840), (330, 850), (410, 846))):
        sheet.line([(x + 60, y - 190), (700, 430 + 14 * k), (1150, 250)], 4)
        small_figure(
            sheet,
            x,
            y + 20,
            300,
            "pull",
            tone=0.12 + 0.08 * k,
            flip=True,
            hat="straw" if k == 1 else "cap",
        )
    for k, (x, y) in enumerate(((1010, 860), (1120, 880), (1220, 870))):
        t = 0.35 + 0.18 * k
        px, py = foot[0] + (top[0] - foot[0]) * t, foot[1] + (top[1] - foot[1]) * t
        sheet.straight([(x + 46, y - 100), (px, py)], 11)
        small_figure(
            sheet, x + 40, y, 300, "reach", tone=0.14, flip=True, hat=("cap", "straw", "")[k]
        )
    for x, f in ((800, False), (900, True)):
        small_figure(sheet, x, 900, 310, "work", tone=0.1, flip=f, hat="cap")


@picture("photos/tongdian-1966", W, H, SEPIA, weight=93)
def _pole(sheet: Sheet) -> None:
    sheet.rect(0, 0, W, 620, sheet.fade([(0, 0.76), (1, 0.98)]))
    far_wood(sheet, 560, 60, tone=0.74)
    front(sheet, 1420, 600, 520, 210, bays=3, doors=(1,))
    sheet.poly(
        [(0, 580), (W, 560), (W, 760), (0, 800)], sheet.fade([(0, 0.95), (1, 0.74)], cut=Cut.LEVEL)
    )
    ripples(sheet, 590, 740, 40)
    for x in (120, 520, 1330):
        mulberry(sheet, x, 640, 260, leaves=False, tone=0.4)
    sheet.poly(
        [(0, 790), (W, 740), (W, H), (0, H)],
        sheet.fade([(0, 0.86), (1, 0.6)], cut=Cut.LEVEL),
        pen=3,
    )
    for x in (140, 400, 660):
        sheet.straight([(x, 580), (x, 260 + x * 0.1)], 7, ink(0.5))
        sheet.straight([(x - 24, 290 + x * 0.1), (x + 24, 290 + x * 0.1)], 5, ink(0.5))
    sheet.oval((880, 870), 80, 20, ink(0.15))
    _pole_team(sheet)
    for x, tall, block in (
        (520, 240, 0.1),
        (640, 210, 0.3),
        (1380, 250, 0.2),
        (1480, 210, 0.06),
        (720, 180, 0.5),
    ):
        small_figure(sheet, x, 1075, tall * 1.15, "stand", tone=block)


@picture("photos/jibu-1971", W, H, BLACK_AND_WHITE, weight=93)
def _pump(sheet: Sheet) -> None:
    x: float
    y: float
    sheet.rect(0, 0, W, 520, sheet.fade([(0, 0.8), (1, 0.98)]))
    far_wood(sheet, 470, 70, tone=0.72)
    sheet.rect(0, 460, W, H, sheet.fade([(0, 0.92), (1, 0.66)], cut=Cut.LEVEL))
    for k in range(14):
        y = 480 + k * k * 3.0
        sheet.line([(0, y), (500, y + 4), (W, y - 4)], 1.6 + k * 0.2, ink(0.5))
    left, top = 240, 260
    sheet.rect(left, top, 430, 400, ink(0.7, Cut.LEVEL), pen=5)
    for row in range(20):
        y = top + row * 20
        sheet.straight([(left, y), (left + 430, y)], 2.4, ink(0.3))
        for k in range(9):
            x = left + 50 * k + (25 if row % 2 else 0)
            sheet.straight([(x, y), (x, y + 20)], 2, ink(0.35))
    sheet.rect(left + 60, top + 150, 120, 250, ink(0.08), pen=5)
    sheet.rect(left + 250, top + 120, 110, 100, ink(0.08), pen=5)
    tile_roof(sheet, left - 40, left + 470, top + 6, top - 120, step=22)
    sheet.straight([(700, 470), (900, 440)], 96, ink(0.04))
    sheet.straight([(700, 462), (900, 432)], 76, ink(0.3))
    sheet.straight([(700, 444), (900, 414)], 14, ink(0.8))
    sheet.oval((902, 436), 26, 52, ink(0.06), pen=5, turn=-8)
    for k in range(26):
        off = k * 3.4 - 44
        sheet.line(
            [(905, 436 + off), (1030 + off, 500 + off), (1080 + off * 0.9, 700 + off * 0.4)],
            5,
            ink(sheet.rng.uniform(0.85, 1), Cut.RISE),
        )
        if k % 3 == 0:
            sheet.line(
                [(912, 438 + off), (1034 + off, 504 + off), (1082 + off * 0.9, 690)], 2.4, ink(0.3)
            )
    for _ in range(70):
        x, y = 1090 + sheet.rng.gauss(0, 70), 700 + sheet.rng.gauss(0, 26)
        sheet.oval(
            (x, y),
            sheet.rng.uniform(4, 22),
            sheet.rng.uniform(4, 14),
            ink(sheet.rng.uniform(0.9, 1)),
            pen=1.5,
            tone=ink(0.55),
        )
    sheet.poly(
        [(930, 700), (1250, 690), (1640, 900), (1640, 1067), (1200, 1067)],
        ink(0.9, Cut.LEVEL),
        pen=4,
    )
    ripples(sheet, 740, H, 30, left=1150, tone=0.4)
    for x, y, tall, flip in (
        (1180, 700, 210, False),
        (1300, 750, 250, False),
        (1430, 690, 200, False),
        (1110, 1010, 330, False),
        (900, 960, 300, False),
    ):
        small_figure(
            sheet,
            x,
            y,
            tall,
            "walk",
            tone=sheet.rng.uniform(0.1, 0.4),
            flip=flip,
            hat=sheet.rng.choice(("straw", "")),
        )
    buffalo(sheet, 470, 990, 280, flip=True, tone=0.16)


@picture("photos/dachang-1973", W, H, BLACK_AND_WHITE, weight=93)
def _threshing(sheet: Sheet) -> None:
    x: float
    y: float
    sheet.rect(0, 0, W, 420, sheet.fade([(0, 0.76), (1, 0.97)]))
    front(sheet, 1220, 430, 700, 170, bays=6, doors=(2, 4), roof=0.55)
    far_wood(sheet, 430, 70, tone=0.7, right=860)
    sheet.rect(0, 425, W, H, sheet.fade([(0, 0.95), (1, 0.8)], cut=Cut.LEVEL))
    for x, y, s in (
        (180, 560, 230),
        (420, 520, 180),
        (1440, 620, 290),
        (1240, 520, 170),
        (640, 500, 140),
    ):
        sheet.blob(
            [
                (x - s * 0.62, y),
                (x - s * 0.56, y - s * 0.4),
                (x - s * 0.1, y - s),
                (x + s * 0.1, y - s),
                (x + s * 0.58, y - s * 0.4),
                (x + s * 0.62, y),
            ],
            ink(0.72, Cut.UPRIGHT),
            pen=4,
        )
        for _ in range(44):
            px = x + sheet.rng.uniform(-0.6, 0.6) * s
            sheet.leaf(
                (px, y - sheet.rng.uniform(0, 0.2) * s),
                (x + (px - x) * 0.5, y - s * sheet.rng.uniform(0.5, 0.95)),
                3,
                ink(sheet.rng.uniform(0.2, 0.5)),
            )
    sheet.poly([(560, 690), (1060, 690), (1100, 880), (520, 880)], ink(0.5, Cut.GRAIN), pen=5)
    sheet.oval((810, 690), 250, 64, ink(0.3, Cut.LEVEL), pen=5)
    for k in range(15):
        x = 570 + 34 * k
        sheet.shape(curve([(x, 700), (x + 10, 648), (x + 22, 700)]), "none", pen=5)
    sheet.straight([(560, 900), (1070, 900)], 20)
    for _ in range(200):
        a, r = sheet.rng.uniform(-2.8, -0.5), sheet.rng.uniform(60, 420)
        x, y = 830 + r * math.cos(a), 640 + r * 0.7 * math.sin(a)
        sheet.line([(x, y), (x + 12, y + 6)], 2.4, ink(sheet.rng.choice((0.3, 0.98))))
    small_figure(
        sheet, 640, 1030, 520, "reach", woman=True, tone=0.2, hat="cloth", block=Block.INDIGO
    )
    small_figure(sheet, 980, 1040, 520, "reach", woman=True, tone=0.5, flip=True, hat="straw")
    for x, y in ((700, 720), (920, 730)):
        for _ in range(22):
            sheet.line(
                [
                    (x - 40, y - 50),
                    (x + sheet.rng.uniform(-10, 60), y - 60),
                    (x + sheet.rng.uniform(-30, 90), y - 130),
                ],
                3,
                ink(0.3),
            )
    for x, y in ((300, 900), (360, 930), (1300, 960), (1240, 930), (1390, 980), (430, 970)):
        sheet.blob([(x - 18, y), (x, y - 14), (x + 16, y - 6), (x + 6, y + 8)], ink(0.12))
        sheet.leaf((x - 10, y), (x - 34, y + 4), 4, ink(0.12))
    for x, y in ((520, 250), (600, 210), (700, 280), (1000, 190), (900, 240), (430, 320)):
        sheet.line([(x - 22, y - 10), (x, y), (x + 22, y - 12)], 6)
    small_figure(sheet, 1240, 760, 300, "carry", tone=0.14, hat="straw")


@picture("photos/citang-1953", W, H, SEPIA, weight=93)
def _hall(sheet: Sheet) -> None:
    draw_hall(sheet, scale=W / 1800, foot=-70)
    for x, y, tall, tone in (
        (560, 940, 190, 0.1),
        (640, 900, 170, 0.3),
        (720, 980, 210, 0.16),
        (860, 880, 150, 0.12),
        (1010, 960, 200, 0.5),
        (420, 1010, 220, 0.2),
    ):
        small_figure(sheet, x, y, tall, "walk", tone=tone, flip=x > 800)


@picture("photos/chengan-qiao-1986", 2400, 1600, BLACK_AND_WHITE, weight=205)
def _fishing_boy(sheet: Sheet) -> None:
    w, h = sheet.width, sheet.height
    sheet.rect(0, 0, w, 760, sheet.fade([(0, 0.82), (1, 0.98)]))
    far_wood(sheet, 660, 90, tone=0.7)
    view = View(700, 660, 1500, eye=2.6, haze=0.016)
    for house in (
        House(-16, -9, 26, 33, wall=5.2, storeys=2),
        House(-8, -3, 30, 36),
        House(11, 17, 28, 34),
        House(18, 25, 24, 30),
    ):
        draw_house(sheet, view.reflected(-0.4), house)
        draw_house(sheet, view, house)
    sheet.rect(0, 850, w, h, sheet.fade([(0, 0.96), (1, 0.66)], cut=Cut.LEVEL))
    ripples(sheet, 830, h, 150)
    boat(sheet, 520, 960, 360, awning=True, tone=0.2)
    sculler(sheet, 670, 948, 150, tone=0.2)
    zelkova(sheet, 2180, 800, 900)
    sheet.poly([(300, 1240), (w, 980), (w, 1130), (300, 1420)], ink(0.72, Cut.STIPPLE), pen=6)
    sheet.poly([(300, 1240), (w, 980), (w, 800), (560, 1110)], ink(0.94, Cut.STIPPLE), pen=5)
    sheet.poly(
        [(300, 1420), (w, 1130), (w, 1200), (300, 1500)],
        sheet.veil(0.1, [(0, 0.7), (1, 0)], cut=Cut.LEVEL),
    )
    for k in range(1, 4):
        sheet.straight([(300 + 86 * k, 1240 - 44 * k), (w, 980 - 56 * k)], 4, ink(0.4))
    posts = [(420, 1206), (900, 1092), (1480, 1016), (2040, 950)]
    for (ax, ay), (bx, by) in itertools.pairwise(posts):
        gap = 70 if ax == 900 else 26
        sheet.poly(
            [(ax + gap, ay - 260), (bx - gap, by - 240), (bx - gap, by - 40), (ax + gap, ay - 50)],
            ink(0.86, Cut.STIPPLE),
            pen=6,
        )
    body = [
        (1010, 1120),
        (1100, 1040),
        (1300, 1010),
        (1520, 1020),
        (1560, 1070),
        (1500, 1100),
        (1250, 1110),
        (1080, 1160),
    ]
    sheet.blob([(x, y - 40) for x, y in body], ink(0.3, Cut.FALL), pen=5)
    for dy in (0, 44):
        sheet.line([(1490, 1010 + dy * 0.6), (1700, 990 + dy), (1830, 950 + dy)], 54, ink(0.03))
        sheet.line([(1490, 1010 + dy * 0.6), (1700, 990 + dy), (1830, 950 + dy)], 46, ink(0.2))
        sheet.oval((1856, 940 + dy), 46, 22, ink(0.88), pen=5, turn=-20)
    sheet.oval((986, 1098), 66, 60, ink(0.05, Cut.UPRIGHT), pen=5)
    sheet.line([(1060, 1100), (980, 1170), (900, 1186)], 36, ink(0.04))
    sheet.line([(1060, 1100), (980, 1170), (900, 1186)], 28, ink(0.84))
    sheet.line([(930, 1190), (760, 1250), (640, 1330)], 8)
    sheet.line([(640, 1330), (636, 1420), (640, 1510)], 3, ink(0.2))
    sheet.oval((640, 1512), 70, 14, pen=3, tone=ink(0.2))
    for x, y in posts:
        sheet.rect(
            x - 44,
            y - 330,
            88,
            330,
            sheet.fade([(0, 0.7), (0.3, 0.95), (1, 0.5)], turn=0, cut=Cut.STIPPLE),
            pen=6,
        )
        bud = [
            (x - 40, y - 328),
            (x - 60, y - 376),
            (x - 26, y - 440),
            (x, y - 466),
            (x + 26, y - 440),
            (x + 60, y - 376),
            (x + 40, y - 328),
        ]
        sheet.shape(
            curve(bud) + "Z",
            sheet.fade([(0, 0.75), (0.3, 0.96), (1, 0.45)], turn=0, cut=Cut.STIPPLE),
            pen=6,
        )
        sheet.line([(x - 8, y - 334), (x - 30, y - 386), (x, y - 456)], 4, ink(0.4))
        sheet.line([(x + 8, y - 334), (x + 30, y - 386), (x, y - 456)], 4, ink(0.4))


@picture("photos/hanzai-1967", W, H, BLACK_AND_WHITE, weight=93)
def _drought(sheet: Sheet) -> None:
    view = View(820, 330, 1000, eye=0.6, haze=0.012)
    sheet.rect(0, 0, W, 400, sheet.fade([(0, 0.9), (1, 1)]))
    for house in (House(-18, -12, 22, 28, y0=0.6), House(12, 19, 24, 30, y0=0.6, wall=5.2)):
        draw_house(sheet, view, house)
    sheet.poly(
        [(0, 300), (330, 320), (W / 2, 336), (1300, 320), (W, 300), (W, H), (0, H)],
        sheet.fade([(0, 0.95), (1, 0.78)]),
    )
    for side, pts in (
        (0, [(0, 290), (300, 330), (520, 420), (180, 620), (0, 700)]),
        (1, [(W, 290), (1330, 330), (1120, 420), (1440, 620), (W, 700)]),
    ):
        sheet.blob(
            [(-40 if side == 0 else W + 40, 280), *pts, (-40 if side == 0 else W + 40, 720)],
            ink(0.55, Cut.RISE),
            pen=3,
        )
    rng = sheet.rng
    z = 2.0
    while z < 16:
        step = 0.5 + z * 0.06
        x = -6.0
        while x < 6:
            jitter = [
                (
                    x + dx * step * 0.5 + rng.uniform(-0.12, 0.12) * step,
                    z + dz * step * 0.5 + rng.uniform(-0.12, 0.12) * step,
                )
                for dx, dz in ((-1, -0.6), (0, -1), (1, -0.5), (0.9, 0.7), (0, 1), (-1, 0.7))
            ]
            points = [view.at(px, -1.5, pz) for px, pz in jitter]
            sheet.poly(
                points,
                ink(rng.uniform(0.84, 0.97), Cut.STIPPLE),
                pen=max(1.4, 13 / z),
                tone=ink(0.16),
            )
            x += step * 1.06
        z += step * 1.02
    beam_bridge(sheet, view, -6.5, 6.5, 11, deck=1.6, water=-1.5)
    boat_x = 1190
    with sheet.placed(boat_x, 690, turn=-13):
        boat(sheet, 0, 0, 560, tone=0.14, shadow=0.0)
    sheet.oval((470, 800), 200, 60, ink(0.3, Cut.LEVEL), pen=5)
    sheet.oval((470, 812), 150, 36, ink(0.08), pen=4)
    ripples(sheet, 804, 826, 4, left=400, right=540, size=0.5)
    for x, f in ((330, False), (620, True), (470, False)):
        small_figure(
            sheet,
            x,
            800 if x != 470 else 770,
            300,
            "work",
            tone=0.14,
            flip=f,
            hat="straw" if x != 470 else "",
        )
        sheet.straight([(x + (60 if not f else -60), 640), (x + (110 if not f else -110), 800)], 8)
    for x, y, tall in (
        (820, 560, 130),
        (880, 570, 120),
        (760, 620, 150),
        (980, 600, 140),
        (900, 980, 260),
        (1010, 1000, 240),
    ):
        small_figure(sheet, x, y, tall, "walk", tone=rng.uniform(0.1, 0.4), flip=x % 20 == 0)


@picture("photos/chaiwu-2009", 1600, 1200, PHONE, weight=93)
def _demolition(sheet: Sheet) -> None:
    x: float
    y: float
    sheet.rect(0, 0, 1600, 640, sheet.fade([(0, 0.7), (1, 0.96)], block=Block.INDIGO))
    far_wood(sheet, 600, 90, tone=0.7)
    view = View(800, 560, 1000, eye=1.6, haze=0.02)
    for house in (
        House(-15, -9.5, 15, 21),
        House(9, 15, 17, 23, wall=5.2, storeys=2),
        House(5.5, 9, 26, 30),
    ):
        draw_house(sheet, view, house)
    sheet.rect(
        0, 640, 1600, 620, sheet.fade([(0, 0.86), (1, 0.7)], cut=Cut.STIPPLE, block=Block.WARM)
    )
    sheet.poly(
        [(330, 880), (330, 330), (520, 250), (1180, 250), (1180, 560), (1240, 640), (1230, 880)],
        ink(0.93, Cut.STIPPLE),
        pen=5,
    )
    sheet.poly(
        [
            (1180, 250),
            (1180, 560),
            (1240, 640),
            (1230, 880),
            (1330, 850),
            (1330, 700),
            (1290, 640),
            (1300, 480),
            (1260, 300),
        ],
        ink(0.55, Cut.UPRIGHT),
        pen=5,
    )
    sheet.poly([(600, 880), (600, 520), (860, 520), (860, 880)], ink(0.12), pen=6)
    for k in range(9):
        x = 400 + 96 * k
        sheet.straight([(x, 300 - (k % 3) * 12), (x + 130, 90 + abs(k - 4) * 6)], 17, ink(0.05))
        sheet.straight(
            [(x - 3, 296 - (k % 3) * 12), (x + 126, 88 + abs(k - 4) * 6)],
            8,
            ink(0.7, Cut.FLAT, Block.WARM),
        )
    for y, x0, x1 in ((100, 500, 1330), (200, 440, 1270), (286, 360, 1200)):
        sheet.straight([(x0, y), (x1, y - 6)], 22, ink(0.05))
        sheet.straight([(x0, y - 4), (x1, y - 10)], 10, ink(0.75, Cut.FLAT, Block.WARM))
    tile_roof(sheet, 300, 560, 330, 130, inset=0.3, step=22)
    sheet.rect(960, 400, 130, 180, ink(0.97), pen=4)
    sheet.rect(960, 400, 130, 66, ink(0.3, Cut.FLAT, Block.SEAL), pen=3)
    for row in range(5):
        for k in range(6):
            sheet.rect(970 + 19 * k, 480 + 18 * row, 11, 9, ink(0.5))
    sheet.line([(1024, 400), (1024, 376)], 4)
    rng = sheet.rng
    for row in range(4):
        y = 960 + row * 52
        for k in range(34):
            x = 80 + 25 * k + row * 22
            sheet.shape(
                curve([(x, y), (x + 9, y - 58), (x + 26, y - 60), (x + 20, y)]),
                ink(0.2 + 0.1 * (k % 2), Cut.FALL),
                pen=2.6,
            )
    for _ in range(60):
        x, y = rng.uniform(930, 1560), rng.uniform(890, 1150)
        s = rng.uniform(10, 34)
        sheet.poly(
            [(x, y), (x + s * 1.4, y - s * 0.3), (x + s * 1.3, y + s * 0.6), (x + 2, y + s * 0.8)],
            ink(rng.uniform(0.5, 0.95), Cut.STIPPLE, rng.choice((Block.KEY, Block.WARM))),
            pen=2.6,
        )
    cat = [
        (1150, 880),
        (1140, 810),
        (1166, 760),
        (1160, 716),
        (1172, 690),
        (1188, 710),
        (1208, 708),
        (1224, 688),
        (1230, 722),
        (1222, 760),
        (1252, 820),
        (1252, 880),
    ]
    sheet.blob(cat, ink(0.08, Cut.FALL), pen=3)
    sheet.line([(1250, 870), (1300, 880), (1320, 840)], 13, ink(0.08))
    sheet.oval((1180, 732), 5, 5, ink(0.9))
    sheet.oval((1208, 730), 5, 5, ink(0.9))


@picture("photos/nianfan-2009", 1600, 1200, PHONE, weight=93)
def _new_year(sheet: Sheet) -> None:
    view = View(800, 330, 1050, eye=3.2)
    rng = sheet.rng
    sheet.rect(0, 0, 1600, 400, sheet.fade([(0, 0.3), (1, 0.72)], block=Block.INDIGO))
    front(sheet, 250, 380, 620, 150, bays=5, doors=(2,), roof=0.6, wall=0.8)
    front(sheet, 1330, 384, 640, 140, bays=5, doors=(1,), roof=0.6, wall=0.78)
    sheet.rect(
        0, 380, 1600, 830, sheet.fade([(0, 0.72), (1, 0.9)], cut=Cut.LEVEL, block=Block.WARM)
    )
    for start, end in (((0, 90), (800, 250)), ((1600, 90), (800, 250))):
        for k in range(8):
            t = k / 8
            x, y = (
                start[0] + (end[0] - start[0]) * t,
                start[1] + (end[1] - start[1]) * t + 36 * math.sin(math.pi * t),
            )
            size = 34 * (1 - t * 0.7)
            sheet.oval((x, y + size), size, size * 0.86, ink(0.3, Cut.UPRIGHT, Block.SEAL), pen=3)
            sheet.rect(x - size * 0.3, y + size * 1.8, size * 0.6, size * 0.2, ink(0.2))
    z = 17.0
    while z > 4.4:
        unit = view.scale(z)
        for side in (-1.75, 1.75):
            px, py = view.at(side, 0, z + 0.4)
            small_figure(
                sheet,
                px,
                py,
                1.5 * unit,
                rng.choice(("stand", "reach")),
                tone=rng.uniform(0.1, 0.5),
                flip=side > 0,
                hat=rng.choice(("", "", "cap")),
                block=rng.choice((Block.KEY, Block.INDIGO, Block.SEAL, Block.WARM)),
                woman=rng.random() < 0.4,
            )
        for back in (-0.7, 0.7):
            px, py = view.at(back, 0, z + 1.1)
            small_figure(
                sheet,
                px,
                py,
                1.35 * unit,
                "stand",
                tone=rng.uniform(0.1, 0.5),
                back=False,
                block=rng.choice((Block.KEY, Block.INDIGO, Block.SEAL)),
                skin=0.85,
            )
        quad = [
            view.at(-1.1, 0.9, z - 0.7),
            view.at(1.1, 0.9, z - 0.7),
            view.at(1.1, 0.9, z + 0.7),
            view.at(-1.1, 0.9, z + 0.7),
        ]
        sheet.poly(
            [quad[0], quad[1], view.at(1.1, 0.0, z - 0.7), view.at(-1.1, 0.0, z - 0.7)],
            ink(0.2, Cut.UPRIGHT, Block.SEAL),
        )
        sheet.poly(quad, ink(0.45, Cut.FLAT, Block.SEAL), pen=3)
        for _ in range(12):
            px, py = view.at(rng.uniform(-0.9, 0.9), 0.93, z + rng.uniform(-0.5, 0.5))
            sheet.oval((px, py), 0.15 * unit, 0.055 * unit, ink(0.98), pen=max(1, 0.012 * unit))
            sheet.oval(
                (px, py - 0.01 * unit),
                0.11 * unit,
                0.035 * unit,
                ink(rng.choice((0.3, 0.5)), Cut.FLAT, rng.choice((Block.WARM, Block.SEAL))),
            )
        z -= 1.9
    for side in (-1, 1):
        for k in range(7):
            px, py = view.at(side * (3.6 + 0.8 * k), 0, 13 + (k * 5) % 7)
            small_figure(
                sheet,
                px,
                py,
                1.5 * view.scale(13 + (k * 5) % 7),
                rng.choice(("stand", "walk", "carry")),
                tone=rng.uniform(0.1, 0.5),
                flip=side > 0,
                block=rng.choice((Block.KEY, Block.INDIGO, Block.WARM)),
            )
    sheet.poly(
        [(150, 985), (1450, 985), (1720, 1240), (-120, 1240)],
        ink(0.4, Cut.LEVEL, Block.SEAL),
        pen=5,
    )
    for k, (cx, cy, r) in enumerate(
        ((330, 1080, 150), (640, 1130, 120), (960, 1120, 130), (1270, 1080, 150), (800, 1040, 90))
    ):
        sheet.oval((cx, cy + 14), r, r * 0.34, ink(0.4), pen=3)
        sheet.oval((cx, cy), r, r * 0.34, ink(0.98), pen=5)
        sheet.oval(
            (cx, cy - 6),
            r * 0.76,
            r * 0.24,
            ink(0.4, Cut.STIPPLE, (Block.WARM, Block.SEAL)[k % 2]),
            pen=3,
        )
        with sheet.soft(18):
            sheet.line(
                [(cx, cy - 30), (cx + 30, cy - 110), (cx - 20, cy - 190), (cx + 24, cy - 280)],
                26,
                ink(1, Cut.FLAT, Block.SEAL),
            )
