"""Portraits: ten narrators in 2023 and 2024, head and shoulders, by a wall or a door."""

from __future__ import annotations

from figures import Arm, Cloth, Figure, draw_figure, fist
from heads import Head
from ink import Block, Cut, ink
from pictures import picture
from press import WOODCUT
from sheet import Sheet
from still_life import rim, rod, vessel

__all__: list[str] = []

W, H = 1200, 1600
KB = 84


def _wall(sheet: Sheet, *, door: str = "") -> None:
    """Limewash in a slant light; `door` left or right darkens one side."""
    x: float
    sheet.rect(
        0, 0, W, H, sheet.fade([(0, 0.99), (0.55, 0.96), (1, 0.8)], turn=30, cut=Cut.STIPPLE)
    )
    if door:
        x = 0 if door == "left" else W - 250
        sheet.rect(x, 0, 250, H, ink(0.12, Cut.UPRIGHT), pen=5)
        edge = 250 if door == "left" else W - 286
        sheet.rect(edge, 0, 36, H, ink(0.6, Cut.UPRIGHT), pen=4)
    for _ in range(5):
        x = sheet.rng.uniform(60, W - 60)
        sheet.leaf(
            (x, sheet.rng.uniform(0, 200)),
            (x + sheet.rng.uniform(-12, 12), sheet.rng.uniform(400, 900)),
            6,
            ink(0.84),
        )


def _sit(
    sheet: Sheet, person: Figure, *, size: float = 520, x: float = 600, y: float = 600
) -> None:
    draw_figure(sheet, x, y, size, person)


@picture("portraits/shen-amei", W, H, WOODCUT, weight=KB)
def _amei(sheet: Sheet) -> None:
    _wall(sheet, door="right")
    _sit(
        sheet,
        Figure(
            Head(88, True, hair="white", turn=0.4, smile=0.95, wide=1.02, skin=0.95),
            Cloth(0.3, Cut.FLAT, Block.INDIGO, front="side", dots=True),
            broad=0.92,
            legs=(),
            left=Arm((-1.05, 2.0), (-0.3, 2.6)),
            right=Arm((1.05, 2.0), (0.3, 2.6)),
        ),
        size=470,
        y=660,
    )


@picture("portraits/yao-genbao", W, H, WOODCUT, weight=KB)
def _genbao(sheet: Sheet) -> None:
    _wall(sheet)
    _sit(
        sheet,
        Figure(
            Head(91, hair="white", turn=-0.35, smile=0.0, wide=0.88, ears=1.4, skin=0.93),
            Cloth(0.22, Cut.FALL, front="middle"),
            broad=1.0,
            legs=(),
            left=Arm((-0.98, 1.72), (-0.44, 1.74), hand_shown=False),
            right=Arm((0.98, 1.72), (0.44, 1.74), hand_shown=False),
        ),
        size=490,
        y=540,
    )
    sheet.rect(150, 1430, 900, 200, ink(0.62, Cut.GRAIN, Block.WARM), pen=7)
    sheet.straight([(150, 1452), (1050, 1452)], 5, ink(0.95))
    for x, turn in ((395, -8), (800, 8)):
        fist(sheet, x, 1420, 165, turn=turn)


@picture("portraits/lu-shuisheng", W, H, WOODCUT, weight=KB)
def _shuisheng(sheet: Sheet) -> None:
    _wall(sheet, door="left")
    _sit(
        sheet,
        Figure(
            Head(83, hair="none", wear="straw", turn=0.5, smile=0.9, skin=0.8, wide=1.02),
            Cloth(0.86, Cut.FALL, front="middle"),
            broad=1.05,
            legs=(),
        ),
        size=470,
        y=640,
    )


@picture("portraits/gu-zhaodi", W, H, WOODCUT, weight=KB)
def _zhaodi(sheet: Sheet) -> None:
    _wall(sheet)
    _sit(
        sheet,
        Figure(
            Head(85, True, hair="white", wear="net", turn=-0.3, smile=0.0, skin=0.95, wide=0.96),
            Cloth(0.14, Cut.FALL, front="side"),
            broad=0.95,
            legs=(),
        ),
        size=480,
        y=620,
    )


@picture("portraits/qian-abing", W, H, WOODCUT, weight=KB)
def _abing(sheet: Sheet) -> None:
    _wall(sheet, door="right")
    _sit(
        sheet,
        Figure(
            Head(86, hair="bald", turn=0.45, smile=0.5, skin=0.94, wide=1.05),
            Cloth(0.3, Cut.FALL, Block.INDIGO, front="middle"),
            broad=1.05,
            legs=(),
            left=Arm((-1.05, 2.0), (-0.16, 1.84), hand_shown=False),
        ),
        size=480,
        y=600,
    )
    vessel(
        sheet, 600, [(1360, 88), (1420, 84), (1500, 60), (1524, 50)], tones=(0.6, 1.0, 0.4), pen=6
    )
    rim(sheet, 600, 1360, 88, thick=10, inside=0.45)
    sheet.line([(686, 1390), (740, 1400), (730, 1460), (672, 1470)], 13)
    with sheet.soft(12):
        sheet.line([(590, 1340), (620, 1280), (580, 1220)], 12, ink(0.9))
    fist(sheet, 566, 1462, 120, turn=-84)


@picture("portraits/zhu-wenqing", W, H, WOODCUT, weight=KB)
def _wenqing(sheet: Sheet) -> None:
    _wall(sheet)
    _sit(
        sheet,
        Figure(
            Head(80, hair="white", glasses=True, turn=-0.4, smile=0.25, skin=0.96, wide=0.92),
            Cloth(0.42, Cut.FALL, front="middle"),
            broad=0.96,
            legs=(),
        ),
        size=480,
        y=600,
    )
    sheet.rect(690, 1330, 170, 20, ink(0.12), pen=4)
    rod(sheet, (760, 1380), (760, 1280), 16, tones=(0.4, 0.95, 0.2))
    sheet.straight([(770, 1290), (770, 1345)], 7, ink(0.95))


@picture("portraits/cai-linmei", W, H, WOODCUT, weight=KB)
def _linmei(sheet: Sheet) -> None:
    _wall(sheet, door="left")
    _sit(
        sheet,
        Figure(
            Head(78, True, hair="none", wear="cloth", turn=0.55, smile=0.3, skin=0.84, wide=1.04),
            Cloth(0.3, Cut.FALL, front="side"),
            broad=1.0,
            legs=(),
        ),
        size=480,
        y=620,
    )


@picture("portraits/yu-ada", W, H, WOODCUT, weight=KB)
def _ada(sheet: Sheet) -> None:
    _wall(sheet)
    _sit(
        sheet,
        Figure(
            Head(93, hair="white", turn=-0.5, smile=0.3, wide=1.16, ears=1.15, skin=0.93),
            Cloth(0.18, Cut.FALL, front="middle"),
            broad=1.2,
            legs=(),
            right=Arm((1.1, 1.9), (0.6, 1.76), hand_shown=False),
        ),
        size=470,
        y=600,
    )
    sheet.oval((762, 606), 17, 26, ink(0.9, Cut.FLAT, Block.WARM), pen=5)
    sheet.line([(766, 630), (790, 720), (770, 860)], 5)
    rod(sheet, (890, 1640), (890, 1440), 36, block=Block.WARM)
    sheet.line([(890, 1450), (890, 1400), (850, 1372), (800, 1384)], 44, ink(0.05))
    sheet.line(
        [(890, 1450), (890, 1400), (850, 1372), (800, 1384)], 32, ink(0.7, Cut.FLAT, Block.WARM)
    )
    fist(sheet, 866, 1400, 165, turn=6)


@picture("portraits/zhang-yueying", W, H, WOODCUT, weight=KB)
def _yueying(sheet: Sheet) -> None:
    _wall(sheet, door="right")
    _sit(
        sheet,
        Figure(
            Head(74, True, hair="bob", turn=0.3, smile=0.85, wide=1.16, skin=0.95),
            Cloth(0.62, Cut.FALL, front="bib"),
            broad=1.05,
            legs=(),
        ),
        size=470,
        y=620,
    )


@picture("portraits/lu-jianguo", W, H, WOODCUT, weight=KB)
def _jianguo(sheet: Sheet) -> None:
    _wall(sheet)
    _sit(
        sheet,
        Figure(
            Head(67, hair="short", wear="cap", turn=0.5, smile=0.4, skin=0.9, wide=1.02),
            Cloth(0.34, Cut.FALL, Block.INDIGO, front="middle"),
            broad=1.08,
            legs=(),
        ),
        size=480,
        y=620,
    )
    sheet.rect(330, 1300, 190, 210, ink(0.3, Cut.FALL, Block.INDIGO), pen=5)
    for side in (-1, 1):
        sheet.line(
            [(424 + side * 8, 1330), (424 + side * 30, 1240), (424 + side * 22, 1180)],
            24,
            ink(0.05),
        )
        sheet.line(
            [(424 + side * 8, 1330), (424 + side * 30, 1240), (424 + side * 22, 1180)],
            15,
            ink(0.35, Cut.FLAT, Block.SEAL),
        )
    sheet.rect(330, 1300, 190, 30, ink(0.4, Cut.FALL, Block.INDIGO), pen=5)
