"""Saving what is there of a picture whose file was cut; beside `pixels`, in its process."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile

_JPEG_END = b"\xff\xd9"
_LEAST = 0.02
"""Share of a picture below which nothing is to be seen in it."""


def save_torn(
    path: Path, reopen: Callable[[], Image.Image], *, paper: tuple[int, ...]
) -> tuple[Image.Image, float | None]:
    """The picture at its full size, with paper where nothing is left; and the share of its height
    that is there, or None for one that is there as a whole, but coarse.

    Raises OSError when nothing to speak of is left.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    picture = reopen()
    if picture.format not in _TOP_DOWN:
        raise OSError("truncated, and not written from the top")
    if picture.info.get("progressive"):
        return _read_coarse(picture, path.read_bytes()), None
    picture.load()
    rows = _count_rows(picture)
    if rows < _LEAST * picture.height:
        raise OSError("truncated near the beginning")
    if picture.mode in _EMPTY:
        ground = paper if picture.mode == "RGB" else _EMPTY[picture.mode]
        picture.paste(ground, (0, rows, *picture.size))
    return picture, rows / picture.height


_TOP_DOWN = frozenset({"JPEG", "PNG", "TIFF", "GIF"})
_EMPTY: dict[str, int | tuple[int, ...]] = {"L": 248, "RGB": (), "CMYK": (0, 0, 0, 0)}
"""Modes in which what is missing is painted; in the others it stays transparent or black."""
_NOT_DECODED = (0, 128)
"""What stands where nothing was decoded: nothing, or the middle grey of JPEG."""


def _read_coarse(picture: Image.Image, data: bytes) -> Image.Image:
    """A JPEG that comes in passes is drawn only once it ends, so its end is put behind it."""
    whole = Image.open(io.BytesIO(data + _JPEG_END), formats=("JPEG",))
    whole.draft(None, picture.size)
    whole.load()
    return whole


def _count_rows(picture: Image.Image) -> int:
    """Rows down to the last that was decoded."""
    pixels = np.asarray(picture).reshape(picture.height, -1)
    value = pixels[-1, 0]
    if value not in _NOT_DECODED:
        return picture.height
    decoded: NDArray[np.intp] = np.flatnonzero((pixels != value).any(axis=1))
    return int(decoded[-1]) + 1 if len(decoded) else 0
