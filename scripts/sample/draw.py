"""Draw the sample village's pictures into media/: `python scripts/sample/draw.py [slug...]`.

Needs a Chromium, Playwright, numpy and Pillow, and for the lettering the fonts Noto Serif CJK and
AR PL UKai (Debian: fonts-noto-cjk, fonts-arphic-ukai). The same list gives the same pictures.
"""

from __future__ import annotations

import sys
from pathlib import Path

import documents  # noqa: F401
import land  # noqa: F401
import numpy as np
import objects_house  # noqa: F401
import objects_work  # noqa: F401
import photos_craft  # noqa: F401
import photos_groups  # noqa: F401
import photos_studio  # noqa: F401
import photos_village  # noqa: F401
import places  # noqa: F401
import portraits  # noqa: F401
import scenes  # noqa: F401
from numpy.typing import NDArray
from originals import write_original
from pictures import ALL, Picture
from press import print_plate
from raster import Raster
from sheet import Sheet

__all__ = ["main"]

MEDIA = Path(__file__).resolve().parents[2] / "media"


def _plate(raster: Raster, item: Picture) -> NDArray[np.uint8]:
    sheet = Sheet(item.width, item.height, seed=item.seed)
    item.draw(sheet)
    return raster.read(sheet.svg(), item.width, item.height)


def main(wanted: list[str]) -> None:
    """Draw the pictures whose path contains one of `wanted`; all when there is none."""
    total = 0
    with Raster() as raster:
        for item in ALL.values():
            if wanted and not any(word in item.path for word in wanted):
                continue
            image = print_plate(_plate(raster, item), item.manner, seed=item.seed)
            size = write_original(image, MEDIA, item.path, limit=item.weight * 1024)
            total += size
            over = " over its weight" if size > item.weight * 1100 else ""
            print(f"{item.path}: {size // 1024} KB{over}")
    print(f"{total // 1024} KB")


if __name__ == "__main__":
    main(sys.argv[1:])
