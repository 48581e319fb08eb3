"""Pictures that may be the same, two and two, for somebody to look at and decide."""

from __future__ import annotations

from collections.abc import Sequence

from archive.render.catalogue import translator
from archive.render.sheets.paper import Print, draw_sheet
from archive.values import dataclass

_NEARLY_THE_SAME = 12
"""Bits of 256: what sending a picture through a chat changes."""


@dataclass(frozen=True, slots=True)
class Side:
    """One picture of a pair. What its file says of itself is for the worker alone."""

    name: str
    """How the worker finds it: its path."""
    picture: Print | None = None
    """None where it could not be read."""
    width: int | None = None
    """Pixels of the original."""
    height: int | None = None
    size: int = 0
    """Bytes of the original."""
    recorded: str = ""
    device: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        """What helps to choose: the larger one is mostly the one to keep."""
        across = f"{self.width} × {self.height}" if self.width and self.height else ""
        weight = f"{self.size / 1_000_000:.1f} MB" if self.size >= 100_000 else ""
        lines = ("　".join(filter(None, (across, weight))), self.recorded, self.device)
        return tuple(filter(None, lines))


@dataclass(frozen=True, slots=True)
class PairShown:
    """Two pictures, and by how many bits of 256 their looks differ."""

    sides: tuple[Side, Side]
    distance: int

    @property
    def is_nearly_the_same(self) -> bool:
        """Whether it is surely one picture in two files."""
        return self.distance <= _NEARLY_THE_SAME


def render_alike_sheet(pairs: Sequence[PairShown], *, language: str) -> str:
    """The sheet, in the order given. It holds the pictures, so it is private."""
    title = translator(language)("The same picture?")
    return draw_sheet("alike", language=language, title=title, pairs=pairs)
