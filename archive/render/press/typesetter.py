"""A template and what goes into it become a PDF, by Typst, without a network or other programs.

People's words reach the template as data and never as its markup, so that nothing in them can be
an instruction.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Literal

from archive.render.press.fonts import FONTS, missing_characters
from archive.values import dataclass

TEMPLATES = Path(__file__).parent / "templates"
CONTENT = "content.json"
STANDARD: Final = "a-2u"
"""PDF/A-2u: every typeface within, every character to be found again, nothing asked from outside;
what a county archive may keep."""

Content = Mapping[str, Any]
"""What a template reads: plain values, as JSON has them."""


class CharactersMissing(Exception):
    """Characters that would be printed as boxes; each with the words around it, where it first
    stands."""

    def __init__(self, found: Mapping[str, str]) -> None:
        super().__init__("".join(found))
        self.found = found


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, and how many pages it has."""

    data: bytes
    pages: int


def print_pdf(
    template: str, content: Content, *, pictures: Mapping[str, Path], on: date
) -> Printed:
    """The PDF that ``template`` makes of ``content``; the same bytes for the same input.

    ``pictures`` are files by the name under which ``content`` speaks of them; ``on`` is the day
    the PDF says it is of. Raises CharactersMissing when a character could not be printed.
    """
    check_characters(content)
    with TemporaryDirectory(prefix="pintu-press-") as scratch:
        place = Path(scratch)
        shutil.copytree(TEMPLATES, place, dirs_exist_ok=True)
        (place / CONTENT).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        for name, file in pictures.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place / name)
        return _compile(place / template, root=place, on=on)


def fold_pages(printed: Printed, *, on: date) -> Printed:
    """An A5 book as A4 sheets: print them on both sides, turn them at the short edge, fold once.

    No PDF/A: Typst takes no pages of another PDF into one. The book itself is what is kept.
    """
    content = {"sides": [list(side) for side in sides_of(printed.pages)]}
    with TemporaryDirectory(prefix="pintu-press-") as scratch:
        place = Path(scratch)
        shutil.copyfile(TEMPLATES / "fold.typ", place / "fold.typ")
        (place / CONTENT).write_text(json.dumps(content), encoding="utf-8")
        (place / "book.pdf").write_bytes(printed.data)
        return _compile(place / "fold.typ", root=place, on=on, standard=None)


def sides_of(pages: int) -> list[tuple[int, int]]:
    """The two pages of each side of paper, left and right, front and back in turn; 0 stays blank.

    >>> sides_of(6)
    [(0, 1), (2, 0), (6, 3), (4, 5)]
    """
    whole = -(-pages // 4) * 4
    sides = []
    for sheet in range(whole // 4):
        first = 2 * sheet + 1
        sides += [(whole - first + 1, first), (first + 1, whole - first)]
    return [(left * (left <= pages), right * (right <= pages)) for left, right in sides]


def check_characters(content: Content) -> None:
    """Raises CharactersMissing for what no typeface has."""
    texts = [*_texts(content)]
    missing = missing_characters(texts)
    if missing:
        raise CharactersMissing({one: _around(one, texts) for one in missing})


def _compile(
    main: Path, *, root: Path, on: date, standard: Literal["a-2u"] | None = STANDARD
) -> Printed:
    import typst  # here: 80 MB that most commands have no use for

    compiler = typst.Compiler(
        str(main),
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
        ),
        root=str(root),
        package_path=str(root),
        package_cache_path=str(root),
    )
    day = datetime(on.year, on.month, on.day, tzinfo=UTC)
    made = compiler.compile(format="pdf", pdf_standards=standard, timestamp=day)
    assert isinstance(made, bytes)
    (pages,) = json.loads(compiler.query("<pages>", field="value"))
    return Printed(made, pages)


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for inner in value.values():
                yield from _texts(inner)
        case list() | tuple():
            for inner in value:
                yield from _texts(inner)


def _around(character: str, texts: list[str]) -> str:
    """A few words on either side of where it first stands."""
    text = next(text for text in texts if character in text)
    at = text.index(character)
    return text[max(0, at - 6) : at + 7]
