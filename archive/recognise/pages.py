"""The words on one scan, read by RapidOCR (the extra ``ocr``), whose models are in its package."""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from archive.model.scan import Corners, ScanLine
from archive.recognise.reading_order import Line, Quad, Stretch, order_lines

ReadStretches = Callable[[Path], "tuple[tuple[int, int], list[Stretch]]"]
"""Width and height of a picture in pixels, and the writing found on it, in any order."""

LONGEST_SIDE = 2400
"""Pixels to which a scan is reduced before writing is looked for; print of ten points on A4 is
then about 30 pixels high."""
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
    """See `ReadStretches`."""
    import numpy
    from PIL import Image

    with Image.open(picture) as opened:
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        pixels = numpy.asarray(opened.convert("RGB"))[:, :, ::-1]  # the models know BGR
    found = _engine()(numpy.ascontiguousarray(pixels))
    height, width = pixels.shape[:2]
    if found.boxes is None or found.txts is None:
        return (width, height), []
    return (width, height), [
        Stretch(cast("Quad", tuple((float(x), float(y)) for x, y in box)), text, float(score))
        for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
    ]


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
