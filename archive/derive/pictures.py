"""Photographs and scans in the sizes that pages need; the decoding is done in a cage (`pixels`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from archive.derive import tools
from archive.derive.cache import Made, MadeFile
from archive.derive.damage import Notes, describe_torn_picture
from archive.derive.identify import Format
from archive.derive.problems import MediaFault
from archive.model.orders import Mask, PictureOrder
from archive.values import dataclass

MAX_PIXELS = 200_000_000
PAPER = (250, 248, 243)
"""What masks are painted with and what shows through a transparent picture."""
QUALITY = 82
SMALL_QUALITY = 76
"""For sizes that are seen on a fine screen only, where the eye does not find the difference."""
_MEMORY = 4 * tools.GIB

# A page never needs the whole of a very long scroll at once, so height is limited as well.
_BARE_MARKERS = frozenset({0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDA, 0xDD})


@dataclass(frozen=True, slots=True)
class Size:
    """The largest a derivative may be, in pixels; never larger than the original."""

    role: str
    width: int
    height: int
    quality: int = QUALITY
    """Of the JPEG, 1 to 95."""


THUMB = Size("thumb", 160, 480, SMALL_QUALITY)
TILE = Size("tile", 280, 840, SMALL_QUALITY)
PHONE = Size("phone", 480, 1440, SMALL_QUALITY)
MIDDLE = Size("middle", 800, 2400, SMALL_QUALITY)
PAGE = Size("page", 1280, 3840)
ZOOM = Size("zoom", 4096, 4096)
LAID_OUT = (THUMB, TILE, PHONE, MIDDLE, PAGE)
"""What pages choose from, as the window needs it."""


def derive_picture(
    order: PictureOrder, placed: Path, *, found: Format, work: Path, out: Path
) -> Made:
    """JPEGs of every size in `LAID_OUT`, and for zoom when ordered. Raises MediaFault."""
    sizes = (*LAID_OUT, ZOOM) if order.zoom else LAID_OUT
    return derive_sizes(
        placed, found=found, sizes=sizes, masks=order.masks, page=order.page, work=work, out=out
    )


def derive_sizes(
    placed: Path,
    *,
    found: Format,
    sizes: Sequence[Size],
    work: Path,
    out: Path,
    masks: Sequence[Mask] = (),
    page: int | None = None,
) -> Made:
    """One picture as progressive sRGB JPEGs of `sizes`, upright, masked, bare. Raises MediaFault.

    Of a PDF or TIFF, `page`; when None the first, and it is noted if there are more.

    Sizes that come out alike (a small original) share one file.
    """
    job = {
        "source": str(placed.absolute()),
        "format": found.reader,
        "out": str(out.absolute()),
        "sizes": [asdict(size) for size in sizes],
        "masks": [asdict(mask) for mask in masks],
        "page": page,
        "max_pixels": MAX_PIXELS,
        "paper": PAPER,
    }
    limits = tools.limits_for(placed, memory=_MEMORY)
    answer = tools.run_python("archive.derive.pixels", job, work=work, limits=limits)
    if "fault" in answer:
        raise MediaFault(answer.pop("fault"), **answer)
    files = tuple(MadeFile(media_type="image/jpeg", **file) for file in answer["files"])
    for file in files:
        if not is_bare_jpeg((out / file.name).read_bytes()):
            raise MediaFault("media-failed", reason="the result carried metadata")
    return Made(
        files=files,
        placeholder=answer["placeholder"],
        roles=answer["roles"],
        notes=_notes_of(answer, page=page),
    )


def _notes_of(answer: Mapping[str, Any], *, page: int | None) -> Notes:
    notes = dict(describe_torn_picture(answer["torn"])) if "torn" in answer else {}
    if page is None and answer["pages"] > 1:
        notes["media-pages-left"] = {"count": str(answer["pages"])}
    return notes


def is_bare_jpeg(data: bytes) -> bool:
    """Whether a JPEG holds its picture and nothing else: no EXIF, ICC, XMP, IPTC or comment.

    ISO/IEC 10918-1, annex B: segments of marker and length up to the first scan. APP0 may only be
    the 16 bytes of JFIF, which leave no room for a thumbnail. Nothing may follow the end.
    """
    if data[:2] != b"\xff\xd8" or data[-2:] != b"\xff\xd9":
        return False
    at = 2
    while data[at : at + 1] == b"\xff" and at + 4 <= len(data):
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if marker not in _BARE_MARKERS or (marker == 0xE0 and length != 16):
            return False
        if marker == 0xDA:
            return True
        at += 2 + length
    return False
