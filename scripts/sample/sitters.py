"""Sitters: people placed so that their faces fill the boxes that the records name."""

from __future__ import annotations

from figures import Cloth, Figure, draw_figure
from ink import Block, Cut
from sheet import Sheet

__all__ = ["BLUE", "DARK", "LIGHT", "PRINT", "H", "W", "face", "open_ground"]

W, H = 1600, 1067
DARK = Cloth(0.2, Cut.FALL, front="middle")
BLUE = Cloth(0.3, Cut.FALL, Block.INDIGO, front="side")
PRINT = Cloth(0.36, Cut.FLAT, Block.INDIGO, front="side", dots=True)
LIGHT = Cloth(0.86, Cut.FALL, front="middle")


def face(
    sheet: Sheet, box: tuple[float, float, float, float], person: Figure, *, grow: float = 1.0
) -> None:
    """A person whose face fills the box (x, y, width, height as fractions of the sheet)."""
    x, y, w, h = box
    size = h * sheet.height * 1.06 * grow
    draw_figure(
        sheet,
        (x + w / 2) * sheet.width - person.lean * size,
        (y + h / 2) * sheet.height,
        size,
        person,
    )


def open_ground(
    sheet: Sheet, horizon: float, *, top: float = 0.78, ground: tuple[float, float] = (0.82, 0.62)
) -> None:
    sheet.rect(0, 0, sheet.width, horizon + 2, sheet.fade([(0, top), (1, 0.97)]))
    sheet.rect(
        0,
        horizon,
        sheet.width,
        sheet.height,
        sheet.fade([(0, ground[0]), (1, ground[1])], cut=Cut.LEVEL),
    )
