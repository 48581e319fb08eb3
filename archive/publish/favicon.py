"""The seal as `favicon.ico`: browsers ask for it at the root when a bare file is opened.

Two colours and a mask, one bit each, so that it weighs about a kilobyte and every machine writes
the same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

SIZES = (16, 32, 48)
"""Pixels each way."""
VERMILION = (0xA8, 0x32, 0x2A)
WHITE = (0xFF, 0xFF, 0xFF)
_CELLS = ((7, 7), (17, 7), (7, 17))
"""Corners of the seal's white cells, and of nothing else, on a field of 32 by 32."""
_FIELD, _CELL, _ROUND = 32, 8, 3

_Mark = Callable[[float, float], bool]
"""Whether a point of the field, from the upper left corner, is marked."""


def draw_favicon() -> bytes:
    """A Windows icon with one picture a size (ICO, holding bitmaps without their file header)."""
    pictures = [_draw(size) for size in SIZES]
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    for size, picture in zip(SIZES, pictures, strict=True):
        head += struct.pack("<BBBBHHII", size, size, 2, 0, 1, 1, len(picture), at)
        at += len(picture)
    return head + b"".join(pictures)


def _draw(size: int) -> bytes:
    """One bitmap: 40 bytes of facts, the two colours, the picture, the mask."""
    # The height counts the picture and the mask below it.
    facts = struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 1, 0, 0, 0, 0, 2, 0)
    colours = b"".join(bytes((*reversed(colour), 0)) for colour in (VERMILION, WHITE))
    return facts + colours + _plane(size, _is_cell) + _plane(size, _is_outside)


def _plane(size: int, is_marked: _Mark) -> bytes:
    """One bit a pixel, rows from the bottom, each filled up to four bytes."""
    rows = []
    for row in reversed(range(size)):
        bits = 0
        for column in range(size):
            x, y = ((place + 0.5) * _FIELD / size for place in (column, row))
            bits = bits << 1 | is_marked(x, y)
        width = (size + 31) // 32 * 32
        rows.append((bits << (width - size)).to_bytes(width // 8, "big"))
    return b"".join(rows)


def _is_cell(x: float, y: float) -> bool:
    return any(left <= x < left + _CELL and top <= y < top + _CELL for left, top in _CELLS)


def _is_outside(x: float, y: float) -> bool:
    """Beyond the rounded corners of the seal."""
    over_x = max(_ROUND - x, x - (_FIELD - _ROUND), 0.0)
    over_y = max(_ROUND - y, y - (_FIELD - _ROUND), 0.0)
    return over_x**2 + over_y**2 > _ROUND**2
