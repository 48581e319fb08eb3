"""The pages of a document: each with its picture, its words, and where these stand on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from archive.model.document import Document
from archive.model.document import Page as DocumentPage
from archive.model.orders import Derived, DerivedPicture
from archive.model.public import PublicPicture
from archive.model.scan import Corners, PublicLine
from archive.render.prose import render_lines
from archive.values import dataclass

_VIEW = 1000
"""Width and height of the drawing over a scan."""


@dataclass(frozen=True, slots=True)
class LeafLine:
    """A line of a page's words."""

    number: int
    """From 1, blank lines counted."""
    text: str
    outlines: tuple[str, ...] = ()
    """Where it stands on the scan, as points of SVG polygons."""
    is_unsure: bool = False
    """Whether a machine read it with little confidence."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a document."""

    page: DocumentPage
    picture: DerivedPicture | None
    text: Markup
    """Its words, for a page of which nobody knows where they stand."""
    lines: tuple[LeafLine, ...] = ()
    """Its words line by line, otherwise; blank lines have no text."""


def make_leaves(
    document: Document, pictures: Iterable[PublicPicture], media: Mapping[str, Derived]
) -> tuple[Leaf, ...]:
    """The pages of ``document`` in order."""
    by_page = {picture.page: picture for picture in pictures}
    return tuple(
        _leaf(page, by_page.get(number), media) for number, page in enumerate(document.pages, 1)
    )


def _leaf(page: DocumentPage, shown: PublicPicture | None, media: Mapping[str, Derived]) -> Leaf:
    derived = media.get(shown.key) if shown else None
    picture = derived if isinstance(derived, DerivedPicture) else None
    text = page.text or ""
    lines = _lines(text, shown.lines) if shown and picture else ()
    return Leaf(page, picture, render_lines(text) if not lines else Markup(""), lines)


def _lines(text: str, placed: Sequence[PublicLine]) -> tuple[LeafLine, ...]:
    """The lines of ``text`` with their places; none when not one of them has a place."""
    if not placed:
        return ()
    outlines: dict[int, list[str]] = {}
    for line in placed:
        outlines.setdefault(line.line, []).extend(map(_points, line.stretches))
    unsure = {line.line for line in placed if line.is_unsure}
    return tuple(
        LeafLine(number + 1, words.strip(), tuple(outlines.get(number, ())), number in unsure)
        for number, words in enumerate(text.split("\n"))
    )


def _points(corners: Corners) -> str:
    numbers = [f"{value * _VIEW:.0f}" for value in corners]
    return " ".join(f"{x},{y}" for x, y in zip(numbers[0::2], numbers[1::2], strict=True))
