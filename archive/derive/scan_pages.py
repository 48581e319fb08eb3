"""One page of a PDF or TIFF as pixels; in the process that may be lost, beside `pixels`.

Of a PDF nothing but what is to be seen on the page is drawn: no text below a scan, no attachment,
no notice of who wrote it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image

_POINTS = 72
_DOTS = 300
"""Drawn for each inch: what village offices scan with."""


class NoPage(Exception):
    """Carries how many pages there are."""


class Locked(Exception):
    """A password is needed."""


def draw_pdf_page(path: Path, *, page: int, longest: int) -> tuple[Image.Image, int]:
    """The page, of at most `longest` pixels on its long side, and how many pages there are.

    Raises NoPage, Locked and OSError.
    """
    document = open_pdf(path)
    count = len(document)
    if page > count:
        raise NoPage(count)
    sheet = document[page - 1]
    side = max(sheet.get_size())
    if not 0 < side < 1_000_000:
        raise OSError("a page without size")
    scale = min(_DOTS / _POINTS, longest / side)
    return sheet.render(scale=scale).to_pil().convert("RGB"), count


def open_pdf(path: Path) -> Any:
    """The document. Raises Locked and OSError."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        text = str(error).lower()
        raise Locked if "password" in text or "security" in text else OSError("no PDF") from None


def turn_to_page(picture: Image.Image, *, page: int) -> int:
    """Make the page of a picture file the one that is read; how many there are. Raises NoPage."""
    count = int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1
    if page > count:
        raise NoPage(count)
    if count > 1:
        picture.seek(page - 1)
    return count
