"""A photograph with somebody nobody knows: numbered outlines over it, and lines for names."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model.archive import Archive
from archive.model.dates import format_when
from archive.model.photo import Photo
from archive.render.sheets.paper import Print, draw_sheet
from archive.values import dataclass

_WIDTH = 1000
_SHAPE = 0.72
"""Height by width of the empty plate, where the picture could not be read."""
_BROADEST, _LEAST, _ROOM, _LINE = 178, 80, 180, 14
"""Millimetres: the plate at its broadest and at its least; what it shares with the names, which
stand two in a line."""
_MARK = 30
"""How far a number stands above its outline."""


@dataclass(frozen=True, slots=True)
class Face:
    """One outline in units of the plate, with its number; ``name`` is empty where it is open."""

    number: int
    x: int
    y: int
    width: int
    height: int
    name: str

    @property
    def style(self) -> str:
        """How it is drawn."""
        return "known" if self.name else "open"

    @property
    def at(self) -> int:
        """Where its number stands, across."""
        return self.x + self.width // 2

    @property
    def above(self) -> int:
        """And down: above the outline, below it at the upper edge."""
        over = self.y - _MARK
        return over if over >= _MARK else self.y + self.height + _MARK


def render_naming_sheet(
    photo: Photo, archive: Archive, picture: Print | None, *, language: str
) -> str:
    """The sheet. Guesses are not on it: whoever recognises somebody is to do so by themselves."""
    height = round(_WIDTH * (picture.height / picture.width if picture else _SHAPE))
    faces = list(faces_of(photo, archive, height=height))
    tallest = max(_LEAST, _ROOM - _LINE * ((len(faces) + 1) // 2))
    return draw_sheet(
        "naming",
        language=language,
        title=photo.title,
        when=photo.when.spoken or format_when(photo.when, language=language),
        picture=picture,
        width=_WIDTH,
        height=height,
        plate=min(_BROADEST, round(tallest * _WIDTH / height)),
        faces=faces,
    )


def faces_of(photo: Photo, archive: Archive, *, height: int) -> Iterator[Face]:
    """Everybody in the picture who has an outline, numbered as the record numbers them."""
    for number, one in enumerate(photo.people, 1):
        spot = one.outline
        if spot is None:
            continue
        known = archive.people.get(one.person) if one.person else None
        yield Face(
            number,
            round(spot.x * _WIDTH),
            round(spot.y * height),
            round(spot.width * _WIDTH),
            round(spot.height * height),
            known.name if known else "",
        )
