"""Places as remembered: the bridge, the well, the wheel, the landing, the teahouse, the hall."""

from __future__ import annotations

from boats import boat, sculler
from buildings import House, draw_house, quay
from figures import small_figure
from ink import Block, Cut, ink
from landmarks import (
    beam_bridge,
    buffalo,
    hens,
    tile_roof,
    well_terrace,
    wheel_house,
    zelkova,
)
from pictures import picture
from press import BLOCK_PRINT
from sheet import Sheet
from trees import far_hills, far_wood, mulberry, paddy, willow
from view import View
from water import lily_pads, mist, reeds, ripples, sheet_of_water

__all__ = ["canal_side", "draw_hall"]

W, H = 1800, 1200


def canal_side(
    sheet: Sheet,
    view: View,
    *,
    water: float,
    near: float = 6,
    far: float = 44,
    left: float = -5,
    right: float = 5,
    skip_right: bool = False,
) -> None:
    """Two rows of gabled houses along a canal that runs away, with their reflection."""
    rng = sheet.rng
    houses: list[House] = []
    for side, edge in ((-1, left), (1, right)):
        z = near + (0 if side < 0 else 2.5)
        while z < far:
            if side > 0 and skip_right and z < 16:
                z += 7
                continue
            depth = rng.uniform(4.5, 7)
            wide = rng.uniform(5, 7.5)
            inner = edge + side * (1.1 + rng.uniform(0, 0.5))
            x0, x1 = (inner - wide, inner) if side < 0 else (inner, inner + wide)
            tall = rng.choice((3.3, 3.6, 5.2, 5.6))
            houses.append(
                House(
                    x0,
                    x1,
                    z,
                    z + depth,
                    wall=tall,
                    rise=rng.uniform(1.5, 2.0),
                    stepped=rng.random() < 0.75,
                    storeys=2 if tall > 5 else 1,
                )
            )
            z += depth + rng.uniform(0.1, 1.6)
    ordered = sorted(houses, key=lambda one: -one.z0)
    mirror = view.reflected(water)
    for house in ordered:
        draw_house(sheet, mirror, house)
    for edge in (left, right):
        quay(sheet, mirror, edge, near - 3, far, top=0, water=water)
    y = view.at(0, water, far)[1]
    sheet.rect(
        0,
        y,
        sheet.width,
        sheet.height - y,
        sheet.veil(0.97, [(0, 0.5), (0.4, 0.25), (1, 0.02)], cut=Cut.LEVEL),
    )
    ripples(sheet, y, sheet.height, 150)
    for house in ordered:
        draw_house(sheet, view, house)
    for edge, outer in ((left, left - 9), (right, right + 9)):
        bank = [
            view.at(edge, 0, near - 3),
            view.at(edge, 0, far),
            view.at(edge + (outer - edge) * 0.13, 0, far),
            view.at(edge + (outer - edge) * 0.13, 0, near - 3),
        ]
        sheet.poly(bank, ink(0.95))
        quay(sheet, view, edge, near - 3, far, top=0, water=water)


@picture("places/chengan-qiao", W, H, BLOCK_PRINT, weight=140)
def _bridge(sheet: Sheet) -> None:
    view = View(900, 520, 1150, eye=2.1, haze=0.012)
    far_hills(sheet, 520, 150)
    far_wood(sheet, 530, 60, tone=0.75)
    sheet_of_water(sheet, 525, H, far=0.99, near=0.86, block=Block.INDIGO)
    for x0, z, tall in ((-17.0, 27, 3.4), (-11, 24, 5.2), (11, 24, 3.5), (17, 28, 5.2)):
        house = House(x0 - 3, x0 + 3, z, z + 7, wall=tall, rise=1.8)
        draw_house(sheet, view.reflected(-1.3), house)
        draw_house(sheet, view, house)
    mist(sheet, 590, 130, strength=0.75)
    zelkova(sheet, 1540, 640, 560)
    beam_bridge(sheet, view.reflected(-1.3), -8.4, 8.4, 13, deck=1.0, water=-1.3)
    sheet.rect(
        0,
        640,
        W,
        H - 640,
        sheet.veil(0.95, [(0, 0.3), (1, 0.55)], cut=Cut.LEVEL, block=Block.INDIGO),
    )
    ripples(sheet, 640, H, 120)
    ripples(sheet, 660, H, 50, tone=0.5, block=Block.INDIGO)
    for x0, x1 in ((-16, -8.2), (8.2, 16)):
        top = [
            view.at(x0, 0.9, 13),
            view.at(x1, 0.9, 13),
            view.at(x1, 0.9, 16),
            view.at(x0, 0.9, 16),
        ]
        sheet.poly(top, ink(0.93), pen=3)
        face = [
            view.at(x0, 0.9, 13),
            view.at(x1, 0.9, 13),
            view.at(x1, -1.3, 13),
            view.at(x0, -1.3, 13),
        ]
        sheet.poly(face, ink(0.6, Cut.LEVEL), pen=3)
        for row in range(1, 5):
            y = 0.9 - 2.2 * row / 5
            sheet.straight([view.at(x0, y, 13), view.at(x1, y, 13)], 2.5, ink(0.2))
            for k in range(6):
                x = x0 + (x1 - x0) * (k + (row % 2) * 0.5) / 6
                sheet.straight([view.at(x, y, 13), view.at(x, y + 0.44, 13)], 2.2, ink(0.25))
    beam_bridge(sheet, view, -8.4, 8.4, 13, deck=1.0, water=-1.3)
    px, py = view.at(-1.6, 1.28, 13.6)
    small_figure(sheet, px, py - 8, 142, "carry", hat="straw", block=Block.INDIGO)
    px, py = view.at(2.6, 1.25, 13.6)
    small_figure(sheet, px, py - 6, 100, "walk", tone=0.2)
    boat(sheet, 560, 930, 560, awning=True)
    sculler(sheet, 800, 912, 200, flip=False)
    boat(sheet, 1330, 820, 300, flip=True)
    sculler(sheet, 1230, 812, 118, flip=True)
    willow(sheet, 120, 700, 620, lean=0.2)
    reeds(sheet, 1600, 1220, 360, 360, 46)
    lily_pads(
        sheet,
        view,
        -1.3,
        [(2.2 + sheet.rng.uniform(-1.2, 1.8), 6 + sheet.rng.uniform(-0.4, 1.6)) for _ in range(14)],
        block=Block.INDIGO,
    )


@picture("places/shuangyan-jing", W, H, BLOCK_PRINT, weight=140)
def _well(sheet: Sheet) -> None:
    z: float
    view = View(1000, 470, 1100, eye=2.4, haze=0.014)
    far_wood(sheet, 480, 120, tone=0.72, left=760, right=1240)
    sheet.poly([(0, 640), (900, 480), (1090, 480), (1800, 700), (1800, 1200), (0, 1200)], ink(0.97))
    for x0, x1, z, tall in (
        (2.2, 8, 22, 3.4),
        (-8, -2.0, 20, 5.2),
        (2.4, 9, 13, 5.2),
        (-9, -2.4, 11, 3.5),
    ):
        draw_house(
            sheet, view, House(x0, x1, z, z + 7, wall=tall, rise=1.8, storeys=2 if tall > 5 else 1)
        )
    for row in range(16):
        z = 9.5 + row * 0.9
        sheet.straight([view.at(-2.0, 0, z), view.at(2.0, 0, z)], max(1.2, 22 / z), ink(0.5))
        sheet.straight(
            [view.at(-0.6 + 0.7 * (row % 2), 0, z), view.at(-0.6 + 0.7 * (row % 2), 0, z + 0.9)],
            max(1.2, 20 / z),
            ink(0.5),
        )
    px, py = view.at(0.2, 0, 16)
    small_figure(sheet, px, py, 120, "carry", hat="straw")
    well_terrace(sheet, 860, 1050, 1280)
    small_figure(sheet, 520, 905, 330, "work", woman=True, block=Block.INDIGO, tone=0.2)
    sheet.line([(600, 800), (616, 850), (618, 900)], 5, ink(0.2))
    small_figure(sheet, 1450, 1010, 370, "stand", woman=True, tone=0.14)
    for x, y, r in ((1300, 1010, 54), (1590, 1060, 66)):
        sheet.poly(
            [(x - r, y - r * 0.9), (x + r, y - r * 0.9), (x + r * 0.8, y), (x - r * 0.8, y)],
            ink(0.55, Cut.UPRIGHT, Block.WARM),
            pen=4,
        )
        sheet.oval((x, y - r * 0.9), r, r * 0.26, ink(0.85, Cut.LEVEL, Block.INDIGO), pen=4)
    mulberry(sheet, 170, 1120, 720)
    hens(sheet, [(420, 1130), (500, 1150), (1100, 1140)], 20)


@picture("places/chepan-dun", W, H, BLOCK_PRINT, weight=140)
def _wheel(sheet: Sheet) -> None:
    view = View(900, 560, 1100, eye=2.6, haze=0.01)
    sheet.rect(
        0,
        0,
        W,
        640,
        sheet.fade([(0, 0.5), (0.55, 0.85), (1, 0.98)], cut=Cut.LEVEL, block=Block.INDIGO),
    )
    sheet.oval((1310, 430), 66, 66, ink(0.42, Cut.FLAT, Block.SEAL))
    far_hills(sheet, 600, 130, tone=0.72)
    far_wood(sheet, 610, 70, tone=0.55)
    sheet.rect(0, 606, W, H, sheet.fade([(0, 0.95), (1, 0.6)], cut=Cut.LEVEL, block=Block.INDIGO))
    ripples(sheet, 620, H, 60)
    paddy(sheet, view, 4.4, 24, y=0.0, tone=0.06)
    sheet.blob(
        [(220, 900), (420, 810), (900, 790), (1280, 820), (1420, 900), (1200, 950), (600, 960)],
        ink(0.3, Cut.LEVEL),
        pen=3,
    )
    wheel_house(sheet, 820, 850, 760, dusk=True)
    buffalo(sheet, 470, 905, 150, tone=0.06, blind=True)
    sheet.straight([(560, 810), (780, 770)], 8, ink(0.04))
    sheet.poly([(1120, 830), (1530, 1010), (1510, 1060), (1090, 868)], ink(0.16, Cut.LEVEL), pen=4)
    for k in range(13):
        x, y = 1130 + 31 * k, 836 + 14 * k
        sheet.rect(x, y - 26, 7, 46, ink(0.03))
    small_figure(sheet, 1250, 830, 190, "stand", hat="straw", tone=0.06)
    for x in (90, 240, 1640, 1745):
        mulberry(sheet, x, 900 + (x % 3) * 20, 360, tone=0.02)
    for x, y in ((980, 220), (1040, 200), (1100, 238), (620, 160)):
        sheet.line([(x - 20, y - 8), (x, y), (x + 20, y - 10)], 4)


@picture("places/da-hebu", W, H, BLOCK_PRINT, weight=140)
def _landing(sheet: Sheet) -> None:
    view = View(1080, 420, 1150, eye=2.2, haze=0.014)
    far_wood(sheet, 430, 80, tone=0.75)
    canal_side(sheet, view, water=-1.5, near=7, left=-4.6, right=4.6)
    boat(sheet, 1120, 640, 180, awning=True)
    sheet.poly([(0, 740), (620, 640), (690, 660), (760, 1200), (0, 1200)], ink(0.95), pen=4)
    for index in range(7):
        y, run = 720 + index * 70, 44 * index
        tread = [
            (300 - run * 0.3, y),
            (840 + run * 0.7, y - 24),
            (880 + run * 0.75, y + 14),
            (270 - run * 0.3, y + 40),
        ]
        riser = [
            (270 - run * 0.3, y + 40),
            (880 + run * 0.75, y + 14),
            (880 + run * 0.75, y + 48),
            (270 - run * 0.3, y + 74),
        ]
        sheet.poly(riser, ink(0.5, Cut.UPRIGHT), pen=4)
        sheet.poly(tread, ink(0.96, Cut.STIPPLE), pen=4)
    small_figure(sheet, 470, 1010, 330, "work", woman=True, block=Block.INDIGO, tone=0.2)
    small_figure(sheet, 760, 1120, 350, "work", woman=True, tone=0.12, flip=True)
    small_figure(sheet, 380, 760, 260, "carry", hat="straw", tone=0.16)
    boat(sheet, 1450, 1010, 640, awning=True, flip=True)
    sculler(sheet, 1220, 990, 250, flip=True)
    ripples(sheet, 900, H, 40, left=960)
    willow(sheet, 110, 800, 700, lean=0.16)


@picture("places/lou-kou-chaguan", W, H, BLOCK_PRINT, weight=140)
def _teahouse(sheet: Sheet) -> None:
    far_hills(sheet, 520, 110)
    far_wood(sheet, 530, 66, tone=0.7)
    sheet_of_water(sheet, 530, H, far=0.98, near=0.8, block=Block.INDIGO)
    mist(sheet, 540, 90)
    boat(sheet, 260, 610, 230, awning=True)
    sculler(sheet, 352, 604, 86)
    left, right, floor = 660, 1640, 800
    for k in range(9):
        x = left + 20 + (right - left - 40) * k / 8
        sheet.rect(x - 10, floor, 20, 200, ink(0.12), pen=2)
        sheet.rect(x - 9, floor + 200, 18, 150, ink(0.55, Cut.LEVEL))
    sheet.rect(
        left, floor + 215, right - left, 140, sheet.veil(0.2, [(0, 0.6), (1, 0)], cut=Cut.LEVEL)
    )
    sheet.rect(left, 470, right - left, 340, ink(0.12), pen=4)
    sheet.rect(
        left + 20,
        500,
        right - left - 40,
        230,
        sheet.fade([(0, 0.3), (1, 0.72)], cut=Cut.LEVEL, block=Block.WARM),
    )
    for x, flip in (
        (760, False),
        (880, True),
        (1010, False),
        (1180, True),
        (1330, False),
        (1480, True),
    ):
        small_figure(
            sheet,
            x,
            900,
            300,
            "reach",
            flip=flip,
            hat="straw" if x % 3 == 0 else "",
            legs=False,
            tone=0.1,
            block=Block.INDIGO if x % 4 == 0 else Block.KEY,
        )
    for k in range(7):
        x = left + 6 + (right - left - 28) * k / 6
        sheet.rect(x, 470, 20, 340, ink(0.06), pen=2)
    sheet.rect(left, 728, right - left, 82, ink(0.72, Cut.GRAIN, Block.WARM), pen=4)
    for k in range(24):
        sheet.straight([(left + 40 * k + 10, 730), (left + 40 * k + 10, 808)], 2.4, ink(0.2))
    for k in range(6):
        x = left + 26 + (right - left - 28) * k / 6
        sheet.poly(
            [(x, 478), (x + 140, 478), (x + 150, 410), (x - 10, 410)], ink(0.86, Cut.UPRIGHT), pen=3
        )
        for m in range(1, 6):
            sheet.straight([(x + 24 * m, 478), (x + 24 * m, 410)], 2.6, ink(0.2))
    sheet.rect(left - 16, 806, right - left + 32, 22, ink(0.06))
    tile_roof(sheet, left - 70, right + 70, 414, 190, inset=0.09, step=26)
    for x, y in ((980, 160), (1020, 110), (970, 60)):
        with sheet.soft(16):
            sheet.oval((x, y), 60, 34, ink(0.85, Cut.LEVEL))
    draw_house(
        sheet, View(900, 560, 1000, eye=2.0, haze=0.01), House(7.0, 13, 10, 15, wall=5.2, rise=1.8)
    )
    sheet.line([(600, 470), (640, 440), (672, 440)], 6)
    sheet.shape("M560 470H630V560H560Z", ink(0.95), pen=4)
    sheet.text("茶", 595, 538, 60, anchor="middle")
    ripples(sheet, 560, H, 130)
    boat(sheet, 420, 1010, 620, awning=False)
    small_figure(sheet, 330, 990, 240, "stand", hat="straw", tone=0.1)
    sculler(sheet, 640, 985, 250)
    boat(sheet, 1250, 1060, 420, awning=True, flip=True)
    reeds(sheet, 80, 1210, 220, 300, 34)


@picture("places/shen-citang", W, H, BLOCK_PRINT, weight=140)
def _hall(sheet: Sheet) -> None:
    draw_hall(sheet)
    small_figure(sheet, 700, 1090, 250, "walk", tone=0.14, block=Block.INDIGO)
    small_figure(sheet, 1230, 1000, 170, "walk", tone=0.12, flip=True)
    small_figure(sheet, 1300, 1005, 160, "walk", tone=0.2, flip=True, block=Block.INDIGO)
    hens(sheet, [(480, 1040), (530, 1060)], 18)


def draw_hall(sheet: Sheet, *, scale: float = 1.0, foot: float = 0.0) -> None:
    """The gate of the ancestral hall, drawn 1800 x 1200 px wide, `foot` px lower."""
    with sheet.placed(0, foot, scale=scale):
        _hall_front(sheet)


def _hall_front(sheet: Sheet) -> None:
    far_wood(sheet, 560, 330, tone=0.62)
    sheet.poly([(0, 860), (W, 860), (W, 1400), (0, 1400)], ink(0.96))
    for row in range(7):
        y = 870 + row * row * 9
        sheet.straight([(0, y), (W, y)], 2.6, ink(0.5))
        for k in range(16):
            x = 900 + (k - 8 + 0.5 * (row % 2)) * (130 + row * 26)
            sheet.straight([(x, y), (900 + (x - 900) * 1.1, y + 9 * (2 * row + 1))], 2.4, ink(0.55))
    left, right, ground = 230, 1570, 870
    sheet.rect(
        left,
        420,
        right - left,
        ground - 420,
        sheet.fade([(0, 0.66), (0.15, 0.97), (0.85, 0.95), (1, 0.7)], cut=Cut.STIPPLE),
        pen=4,
    )
    bay = (right - left) / 5
    for k in range(5):
        cx = left + bay * (k + 0.5)
        if k in (1, 2, 3):
            wide = 190 if k == 2 else 150
            sheet.rect(
                cx - wide / 2 - 16, 500, wide + 32, ground - 500, ink(0.85, Cut.UPRIGHT), pen=4
            )
            sheet.rect(cx - wide / 2, 520, wide, ground - 520, ink(0.06), pen=4)
            if k == 2:
                sheet.poly(
                    [
                        (cx - wide / 2, 520),
                        (cx - wide / 2 + 70, 545),
                        (cx - wide / 2 + 70, ground - 30),
                        (cx - wide / 2, ground),
                    ],
                    ink(0.3, Cut.UPRIGHT),
                    pen=3,
                )
                sheet.poly(
                    [
                        (cx + wide / 2, 520),
                        (cx + wide / 2 - 70, 545),
                        (cx + wide / 2 - 70, ground - 30),
                        (cx + wide / 2, ground),
                    ],
                    ink(0.2, Cut.UPRIGHT),
                    pen=3,
                )
                sheet.rect(cx - 120, 440, 240, 62, ink(0.1), pen=5)
                sheet.rect(cx - 108, 450, 216, 42, ink(0.9))
            else:
                for m in range(1, 6):
                    sheet.straight(
                        [
                            (cx - wide / 2 + wide * m / 6, 524),
                            (cx - wide / 2 + wide * m / 6, ground),
                        ],
                        3,
                        ink(0.5),
                    )
        else:
            sheet.rect(cx - 66, 560, 132, 120, ink(0.1), pen=6)
            for m in range(1, 5):
                sheet.straight([(cx - 66 + 26 * m, 560), (cx - 66 + 26 * m, 680)], 4, ink(0.9))
                sheet.straight([(cx - 66, 560 + 24 * m), (cx + 66, 560 + 24 * m)], 4, ink(0.9))
    tile_roof(sheet, left - 50, right + 50, 424, 270, inset=0.05, step=24)
    for side, x in ((-1, left), (1, right)):
        for dx, wide, y in ((0, 110, 380), (84, 96, 312)):
            a = x - 46 if side < 0 else x + 46 - wide
            a = a + dx * (1 if side < 0 else -1)
            sheet.rect(a, y, wide, 470 - y if dx else ground - y, ink(0.93, Cut.STIPPLE), pen=4)
            sheet.poly(
                [
                    (a - 14, y - 6),
                    (a + wide + 14, y - 6),
                    (a + wide + 14, y + 16),
                    (a - 14, y + 16),
                ],
                ink(0.03),
            )
            sheet.line([(a - 6, y + 2), (a - 26, y - 4), (a - 40, y - 24)], 12, ink(0.03))
            sheet.line(
                [(a + wide + 6, y + 2), (a + wide + 26, y - 4), (a + wide + 40, y - 24)],
                12,
                ink(0.03),
            )
            sheet.straight([(a - 14, y + 24), (a + wide + 14, y + 24)], 4, ink(0.3))
    for cx in (left + bay * 2.5 - 150, left + bay * 2.5 + 150):
        sheet.rect(cx - 40, 840, 80, 40, ink(0.5, Cut.UPRIGHT), pen=4)
        sheet.oval((cx, 796), 52, 52, ink(0.86, Cut.STIPPLE), pen=5)
        sheet.oval((cx, 796), 30, 30, pen=4)
    sheet.rect(left + bay * 1.6, ground, bay * 1.8, 16, ink(0.6, Cut.UPRIGHT), pen=3)
    sheet.rect(left + bay * 1.5, ground + 16, bay * 2.0, 20, ink(0.7, Cut.UPRIGHT), pen=3)
    sheet.straight([(1680, 900), (1680, 620)], 12)
    sheet.straight([(1740, 900), (1740, 620)], 12)
    sheet.straight([(1664, 640), (1756, 640)], 10)
    sheet.rect(1696, 680, 26, 110, ink(0.08), pen=2)
    sheet.line([(1709, 640), (1709, 680)], 4)
    mulberry(sheet, 110, 1010, 560)
