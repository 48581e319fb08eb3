"""Lettering: brush, pen, block and stencil hands, one sign at a time."""

from __future__ import annotations

from dataclasses import dataclass

from ink import Block, Cut, ink
from sheet import Sheet

__all__ = [
    "BOARD",
    "BRUSH",
    "CARVED",
    "MIMEO",
    "PEN",
    "PRINT",
    "Hand",
    "write_across",
    "write_down",
]

_KAI = "'AR PL UKai CN','LXGW WenKai','Noto Serif CJK SC',serif"
_KAI_OLD = "'AR PL UKai TW','AR PL UKai CN','Noto Serif CJK TC',serif"
_SONG = "'Noto Serif CJK SC',serif"
_SONG_OLD = "'Noto Serif CJK TC',serif"


@dataclass(frozen=True)
class Hand:
    """How somebody writes."""

    family: str
    weight: int
    tone: float
    """Mean tone of the ink."""
    stray: float
    """How far a sign strays from its place, in hundredths of its size."""
    block: Block = Block.KEY
    swell: float = 0.0
    """Px by which the stroke is fattened."""
    fall: float = 0.12
    """How much the ink runs dry from one dip to the next."""


BRUSH = Hand(_KAI, 400, 0.03, 4.0, swell=1.6, fall=0.3)
CARVED = Hand(_SONG_OLD, 900, 0.05, 1.2, fall=0.1)
PEN = Hand(_KAI, 400, 0.12, 4.5, Block.INDIGO, 0.2, 0.2)
MIMEO = Hand(_KAI, 400, 0.2, 2.2, Block.INDIGO, 0.6, 0.25)
PRINT = Hand(_SONG, 700, 0.06, 0.4, fall=0.05)
BOARD = Hand(_KAI_OLD, 400, 0.93, 2.5, swell=2.2, fall=0.06)


def _sign(sheet: Sheet, sign: str, x: float, y: float, size: float, hand: Hand, dip: float) -> None:
    rng = sheet.rng
    if sign == "□":
        _worm_hole(sheet, x, y, size)
        return
    tone = min(0.96, max(0.0, hand.tone + hand.fall * dip * (1 if hand.tone < 0.5 else -1)))
    stray = hand.stray * size / 100
    turn = rng.gauss(0, hand.stray * 0.45)
    paint = ink(tone, Cut.FLAT, hand.block)
    stroke = f' stroke="{paint}" stroke-width="{hand.swell * size / 60:.2f}"' if hand.swell else ""
    px, py = x + rng.gauss(0, stray * 0.5), y + rng.gauss(0, stray * 0.5)
    sheet.add(
        f'<text x="0" y="0" text-anchor="middle" dominant-baseline="central" '
        f'fill="{paint}"{stroke} transform="translate({px:.1f} {py:.1f}) rotate({turn:.2f})" '
        f'style="font-family:{hand.family};'
        f'font-weight:{hand.weight};font-size:{size * rng.uniform(0.97, 1.03):.1f}px">{sign}</text>'
    )


def _worm_hole(sheet: Sheet, x: float, y: float, size: float) -> None:
    rng = sheet.rng
    points = [
        (x + size * 0.5 * rng.uniform(0.5, 1.1) * dx, y + size * 0.5 * rng.uniform(0.5, 1.1) * dy)
        for dx, dy in ((-1, -0.2), (-0.5, -0.9), (0.4, -0.8), (1, -0.1), (0.6, 0.8), (-0.3, 0.9))
    ]
    sheet.blob(points, ink(0.62, Cut.FLAT, Block.WARM), pen=3, tone=ink(0.35, Cut.FLAT, Block.WARM))


def write_down(
    sheet: Sheet, words: str, x: float, y: float, size: float, hand: Hand, *, step: float = 1.08
) -> None:
    """A column of signs, the first with its middle at (x, y)."""
    for index, sign in enumerate(words):
        if sign not in " 　":
            _sign(sheet, sign, x, y + index * size * step, size, hand, (index % 7) / 7)


def write_across(
    sheet: Sheet,
    words: str,
    x: float,
    y: float,
    size: float,
    hand: Hand,
    *,
    step: float = 1.04,
    columns: int = 0,
    lead: float = 1.7,
) -> float:
    """A line of signs from x; past `columns` signs it goes on a line below. Answers the last y."""
    column = 0
    for index, sign in enumerate(words):
        if columns and column >= columns and sign not in "，。；：、":
            column, y = 0, y + size * lead
        wide = 0.55 if sign.isascii() else 1.0
        if sign not in " 　":
            _sign(
                sheet, sign, x + (column + wide / 2) * size * step, y, size, hand, (index % 9) / 9
            )
        column += 1
        if sign.isascii():
            x -= size * step * 0.42
    return y
