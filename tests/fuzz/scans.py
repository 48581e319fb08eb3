"""Files of scans as no machine and no hand writes them: lines of the sample's, bent by chance.

``python -m tests.fuzz.scans 10000`` tries so many, seeded; the tests a few.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from archive.ingest.scans import format_scans, parse_scans, place_scans, put_page
from archive.model.document import Document, Page
from archive.model.names import masker
from archive.model.scan import project_scan
from tests.leaks.small import document

SAMPLES = Path(__file__).resolve().parents[2] / "content" / "documents"
PATH = PurePosixPath("content/documents/a.scan.txt")
SLOWEST = 1.0
"""Seconds for one of them."""
PIECES = (
    *("页 ", "[", "]", "%", "％", " 未核对", "已核对", "#", "\t", "９", "1001", "-1", "鷟"),
    *("【不公开：", "】", "\u3000", "\x00", "[0 0 0 0]", "[1 2 3 4 5 6 7 8]", "9" * 20, " " * 400),
)


def bent_texts(count: int, *, seed: int) -> Iterator[str]:
    """So many texts, the same for the same seed."""
    chance = random.Random(seed)
    texts = [file.read_text("utf-8") for file in sorted(SAMPLES.glob("*.scan.txt"))]
    for _ in range(count):
        text = chance.choice(texts)
        for _ in range(chance.randint(1, 12)):
            at, to = sorted(chance.randrange(len(text) + 1) for _ in range(2))
            bent = chance.randrange(4)
            if bent == 0:
                text = text[:at] + chance.choice(PIECES) + text[at:]
            elif bent == 1:
                text = text[:at] + text[min(to, at + 20) :]
            elif bent == 2:
                text = text[:to] + text[at : min(to, at + 200)] + text[to:]
            else:
                text = text[:at] + chr(chance.randrange(1, 0x3000)) + text[at + 1 :]
            text = text or "页"
        yield text


def try_text(text: str) -> None:
    """Read, placed, projected and written again: nothing falls, and no line is lost unsaid."""
    started = time.perf_counter()
    reading = parse_scans(text, path=PATH)
    rows = [row.strip() for row in text.split("\n")]
    wanted = sum(bool(row) and not row.startswith("#") for row in rows)
    lines = sum(len(page.lines) for page in reading.pages)
    assert len(reading.pages) + lines + len(reading.problems) == wanted
    written = format_scans(reading.pages)
    assert format_scans(parse_scans(written, path=PATH).pages) == written
    files = dict.fromkeys(page.file for page in reading.pages)
    paper = document("a", pages=tuple(Page(file=file) for file in files))
    placed, _ = place_scans(paper, reading, path=PATH)
    _try_pages(placed)
    for page in reading.pages[:2]:
        assert put_page(text, page, order=list(files)).endswith("\n")
    assert time.perf_counter() - started < SLOWEST, f"slow: {text[:80]!r}"


def _try_pages(paper: Document) -> None:
    mask = masker({"沈阿妹", "菱溇"})
    for page in paper.pages:
        scan = project_scan(page.text, page.scan, shown=page.text, mask=mask)
        covered = {line.line for line in scan.lines}
        for line in page.scan:
            assert mask(line.text) == line.text or line.line not in covered


def main(count: int) -> None:
    """Try ``count`` texts."""
    for text in bent_texts(count, seed=1):
        try_text(text)
    sys.stdout.write(f"{count} texts: nothing fell\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
