"""How well scans are read: pages of known text, drawn and read again.

    python scripts/machine/scans.py

Pages are set in the typefaces of the project from texts of the sample village, as print and as
brush writing, across and down, askew and faded. A figure is the share of characters that are
wrong, missing or too many, without spaces and punctuation, in reading order: a line read at the
wrong place counts as well.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from opencc import OpenCC
from PIL import Image, ImageDraw, ImageFont
from rapidfuzz.distance import Levenshtein

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from archive.ingest.archive import read_archive  # noqa: E402
from archive.model.document import Document  # noqa: E402
from archive.model.kinds import Kind  # noqa: E402
from archive.recognise.pages import ScanTask, read_scan  # noqa: E402

FONTS = ROOT / "archive/render/press/fonts"
SERIF, BRUSH = "SerifSC-Medium", "WenKai"
PAGES = 4
SIZE = (1200, 1600)
LETTER = 40
PAPER, INK = (240, 232, 214), (40, 36, 34)
_NOT_WORDS = re.compile(r"\W|_")


@dataclass(frozen=True)
class Look:
    """How a page is written."""

    name: str
    font: str = SERIF
    is_traditional: bool = False
    is_vertical: bool = False
    is_ledger: bool = False
    degrees: float = 0.0
    ink: tuple[int, int, int] = INK
    noise: float = 4.0


LOOKS = (
    Look("simplified print"),
    Look("traditional print", is_traditional=True),
    Look("traditional print, vertical", is_traditional=True, is_vertical=True),
    Look("brush writing, vertical", BRUSH, is_traditional=True, is_vertical=True),
    Look("simplified print, 3° askew", degrees=3.0),
    Look("vertical, 3° askew", is_traditional=True, is_vertical=True, degrees=-3.0),
    Look("low contrast", ink=(196, 186, 168), noise=6.0),
    Look("ledger, brush writing", BRUSH, is_ledger=True),
)


def texts() -> list[str]:
    """Lines of the sample's papers and stories, cut to a column."""
    found: list[str] = []
    archive = read_archive(ROOT).archive
    for record in archive.of_kind(Kind.DOCUMENT):
        assert isinstance(record, Document)
        found.append(record.summary or "")
        found += [line for page in record.pages for line in (page.text or "").split("\n")]
    for kind in (Kind.OBJECT, Kind.PLACE, Kind.EVENT):
        found += [record.body for record in archive.of_kind(kind)]
    words = "".join(re.sub(r"[^\u4e00-\u9fff，。、：]", "", text) for text in found)
    return [words[at : at + 22] for at in range(0, len(words) - 22, 22)]


def font_of(look: Look, size: int) -> ImageFont.FreeTypeFont:
    path = next(path for path in sorted(FONTS.glob("*.ttf")) if look.font in path.name)
    return ImageFont.truetype(str(path), size)


def draw_page(look: Look, lines: Sequence[str], *, seed: int) -> tuple[Image.Image, str]:
    """A page and the characters on it in the order in which they are read."""
    if look.is_traditional:
        convert = OpenCC("s2t").convert
        lines = [convert(line) for line in lines]
    page = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(page)
    font = font_of(look, LETTER)
    write = _write_ledger if look.is_ledger else _write_down if look.is_vertical else _write_across
    said = write(draw, lines, font, look)
    page = page.rotate(-look.degrees, resample=Image.Resampling.BICUBIC, fillcolor=PAPER)
    noise = np.random.default_rng(seed).normal(0, look.noise, (SIZE[1], SIZE[0], 1))
    pixels = np.clip(np.asarray(page, dtype=float) + noise, 0, 255).astype(np.uint8)
    return Image.fromarray(pixels), said


Write = Callable[[ImageDraw.ImageDraw, Sequence[str], ImageFont.FreeTypeFont, Look], str]


def _write_across(
    draw: ImageDraw.ImageDraw, lines: Sequence[str], font: ImageFont.FreeTypeFont, look: Look
) -> str:
    for number, line in enumerate(lines):
        draw.text((130, 160 + number * 100), line, font=font, fill=look.ink)
    return "".join(lines)


def _write_down(
    draw: ImageDraw.ImageDraw, lines: Sequence[str], font: ImageFont.FreeTypeFont, look: Look
) -> str:
    plain = [re.sub(r"\W", "", line) for line in lines]
    for number, line in enumerate(plain):
        for place, letter in enumerate(line):
            at = (SIZE[0] - 160 - number * 75, 160 + place * (LETTER + 6))
            draw.text(at, letter, font=font, fill=look.ink)
    return "".join(plain)


def _write_ledger(
    draw: ImageDraw.ImageDraw, lines: Sequence[str], font: ImageFont.FreeTypeFont, look: Look
) -> str:
    chance = random.Random(4)
    said = ""
    for number, line in enumerate(lines):
        plain = re.sub(r"\W", "", line)
        cells = (f"{chance.randint(1, 12)}月", plain[:6], plain[6:9], str(chance.randint(1, 300)))
        top = 150 + number * 100
        draw.line((100, top + 70, 1100, top + 70), fill=look.ink, width=2)
        for left, cell in zip((120, 280, 640, 900), cells, strict=True):
            draw.text((left, top), cell, font=font, fill=look.ink)
            said += cell
    return said


def main() -> int:
    lines = texts()
    print("| pages | characters | wrong | seconds a page |")
    print("|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for look in LOOKS:
            wrong = count = 0
            began = time.perf_counter()
            for number in range(PAGES):
                own = lines[number * 13 : number * 13 + 13]
                picture, said = draw_page(look, own, seed=number)
                path = Path(folder) / "page.jpg"
                picture.save(path, quality=85)
                read = "".join(line.text for line in read_scan(ScanTask("page", path)))
                expected = _NOT_WORDS.sub("", said)
                wrong += Levenshtein.distance(expected, _NOT_WORDS.sub("", read))
                count += len(expected)
            seconds = (time.perf_counter() - began) / PAGES
            print(f"| {look.name} | {count} | {wrong / count:.1%} | {seconds:.1f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
