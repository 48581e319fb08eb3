"""The words on one scan, read by RapidOCR (the extra ``ocr``), whose models are in its package."""

from __future__ import annotations

import functools
import importlib.util
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from archive.model.scan import Corners, ScanLine
from archive.recognise.reading_order import (
    Line,
    Quad,
    Stretch,
    is_vertical_writing,
    order_lines,
    put_corners,
    skew_of,
)
from archive.values import dataclass

if TYPE_CHECKING:
    from PIL import Image

ReadStretches = Callable[[Path], "tuple[tuple[int, int], list[Stretch]]"]
"""Width and height of a picture in pixels, and the writing found on it, in any order."""

LONGEST_SIDE = 2400
"""Pixels to which a scan is reduced before writing is looked for; print of ten points on A4 is
then about 30 pixels high."""
_ASKEW = math.radians(1.0)
_FAR_ASKEW = math.radians(5.0)
"""From which a page with columns, or with rows, is turned upright and read again."""
_LEAST_SURE = 0.3
"""What is read with less confidence is dirt and not writing."""


@dataclass(frozen=True, slots=True)
class ScanTask:
    """What a worker gets: which page, and an upright JPEG of it that we made ourselves."""

    key: str
    picture: Path


def is_page_reader_there() -> bool:
    """Whether the extra ``ocr`` is installed."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


def read_scan(task: ScanTask) -> tuple[ScanLine, ...]:
    """The lines on one scan in reading order. Runs in a worker process; keeps its models there."""
    return lines_of(task.picture, read=read_stretches)


def lines_of(picture: Path, *, read: ReadStretches) -> tuple[ScanLine, ...]:
    """The same with any recogniser."""
    (width, height), stretches = read(picture)
    return tuple(_scan_line(line, width=width, height=height) for line in order_lines(stretches))


def read_stretches(picture: Path) -> tuple[tuple[int, int], list[Stretch]]:
    """See `ReadStretches`. A page that lies askew is turned upright and read again: long columns
    that lean are cut out wrongly by the recogniser."""
    from PIL import Image

    with Image.open(picture) as opened:
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        page = opened.convert("RGB")
    found = _read_picture(page)
    skew = skew_of(found)
    if abs(skew) < (_ASKEW if is_vertical_writing(found) else _FAR_ASKEW):
        return page.size, found
    middle = page.width / 2, page.height / 2
    turned = page.rotate(
        math.degrees(skew), resample=Image.Resampling.BICUBIC, fillcolor=_ground(page)
    )
    return page.size, [_turned_back(one, skew, middle) for one in _read_picture(turned)]


def _read_picture(page: Image.Image) -> list[Stretch]:
    import numpy

    pixels = numpy.ascontiguousarray(numpy.asarray(page)[:, :, ::-1])  # the models know BGR
    found = _engine()(pixels)
    if found.boxes is None or found.txts is None:
        return []
    return [
        Stretch(put_corners([(float(x), float(y)) for x, y in box]), text, float(score))
        for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
    ]


def _ground(page: Image.Image) -> tuple[int, int, int]:
    """The colour of the paper, for the corners that turning leaves empty."""
    import numpy

    red, green, blue = numpy.median(numpy.asarray(page)[::16, ::16].reshape(-1, 3), axis=0)
    return int(red), int(green), int(blue)


def _turned_back(stretch: Stretch, angle: float, middle: tuple[float, float]) -> Stretch:
    """A stretch of the page that was turned upright, where it lies on the page as it is."""
    cos, sin = math.cos(angle), math.sin(angle)
    (mx, my), points = middle, stretch.corners
    turned = [
        (mx + (x - mx) * cos - (y - my) * sin, my + (x - mx) * sin + (y - my) * cos)
        for x, y in points
    ]
    return replace(stretch, corners=(turned[0], turned[1], turned[2], turned[3]))


@functools.cache
def _engine() -> Any:
    """One recogniser a process, on one core: as many pages are read at once as there are cores."""
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.text_score": _LEAST_SURE,
            "Global.max_side_len": LONGEST_SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _scan_line(line: Line, *, width: int, height: int) -> ScanLine:
    stretches = tuple(
        _fractions(stretch.corners, width=width, height=height) for stretch in line.stretches
    )
    return ScanLine(line.text, stretches, line.confidence)


def _fractions(corners: Quad, *, width: int, height: int) -> Corners:
    found: list[float] = []
    for x, y in corners:
        found += [min(1.0, max(0.0, x / width)), min(1.0, max(0.0, y / height))]
    return cast("Corners", tuple(found))
