"""Pictures: the list of everything that is drawn, filled by the modules that draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from press import Manner
from sheet import Sheet

__all__ = ["ALL", "Picture", "picture"]

Drawing = Callable[[Sheet], None]


@dataclass(frozen=True)
class Picture:
    """One picture: where it goes, its size in px, how it is printed and who draws it."""

    path: str
    width: int
    height: int
    manner: Manner
    draw: Drawing
    seed: int
    weight: int
    """Kilobytes it may take."""


ALL: dict[str, Picture] = {}


def picture(
    path: str, width: int, height: int, manner: Manner, *, weight: int
) -> Callable[[Drawing], Drawing]:
    """Enter a drawing in the list under its path below media/, without extension."""

    def enter(draw: Drawing) -> Drawing:
        seed = sum(ord(sign) * (index + 1) for index, sign in enumerate(path)) % 9973
        ALL[path] = Picture(path, width, height, manner, draw, seed, weight)
        return draw

    return enter
