"""What was read on the scans of a document: ``<document>.scan.txt`` beside its record.

A file that a person can correct: a head for each page, then a line for each line on the scan, with
the corners of its stretches in thousandths of the page, how sure the machine was, and the words::

    页 documents/zupu-1.jpg 未核对
    [933 108 1014 424] 96% 菱漊沈氏家譜序

Two pairs of numbers are a rectangle's, four are the corners of a stretch that lies askew. Lines
that begin with ``#`` are for the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import cast

from rapidfuzz.distance import Indel

from archive.errors import Problem
from archive.ingest.private_numbers import find_private_numbers
from archive.ingest.shown_words import visible_text
from archive.model.document import Document, Page
from archive.model.scan import Corners, ScanLine
from archive.model.terms import Access, PageText
from archive.values import dataclass

_HEAD = "# 机器在扫描件上认出的字。改错字只改百分数后面的字；一页核对完，把“未核对”改成“已核对”。"
_PAGE = re.compile(
    r"页\s+(?P<file>\S.*?)\s+(?P<state>未核对|已核对)(?:\s+(?P<digest>[0-9a-f]{64}))?\s*"
)
_LINE = re.compile(
    r"(?P<boxes>(?:\[[\d\s]{1,60}\]\s*){1,40})(?P<sure>\d{1,3})\s*[%％][ \t]?(?P<words>.*)"
)
_BOX = re.compile(r"\[([\d\s]*)\]")
_LONGEST_LINE = 20_000
"""Characters of a line of the file."""
_MOST_COMPARED = 400_000_000
"""Characters of a page's text times those on its scan, beyond which they are not compared."""
_WHOLE = 1000
_NEARLY = 4
"""Thousandths by which corners may be off a rectangle and still be written as one."""
_ENOUGH = 0.5
"""The part of a line's characters that must be found in a line of the text."""
_NOT_WORDS = re.compile(r"\W|_")


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """What was read on one scan."""

    file: PurePosixPath
    """The scan, as `Page.scan_name` calls it."""
    lines: tuple[ScanLine, ...]
    """In reading order."""
    is_checked: bool = False
    digest: str | None = None
    """SHA-256 of the scan when it was read."""
    at: int = 1
    """The line of its head in the file, from 1."""
    written: tuple[int, ...] = ()
    """The lines in the file of ``lines``."""


@dataclass(frozen=True, slots=True)
class ScansReading:
    """The pages of one file, and what is wrong with it."""

    pages: tuple[ScannedPage, ...]
    problems: tuple[Problem, ...] = ()


def parse_scans(text: str, *, path: PurePosixPath) -> ScansReading:
    """The pages that ``text`` describes; lines that mean nothing become problems."""
    pages: list[ScannedPage] = []
    lines: list[ScanLine] = []
    written: list[int] = []
    problems: list[Problem] = []

    def end_page() -> None:
        if pages:
            pages[-1] = replace(pages[-1], lines=tuple(lines), written=tuple(written))
        lines.clear()
        written.clear()

    for number, row in enumerate(text.split("\n"), 1):
        line = row.strip()
        if not line or line.startswith("#"):
            continue
        page = _parse_page(line, number)
        if page is not None:
            end_page()
            pages.append(page)
            continue
        read = _parse_line(line) if pages else None
        if read is None:
            problems.append(Problem("scan-line", path, number, {"seen": line[:60]}))
        else:
            lines.append(read)
            written.append(number)
    end_page()
    return ScansReading(tuple(pages), tuple(problems))


def _parse_page(line: str, number: int) -> ScannedPage | None:
    head = _PAGE.fullmatch(line) if len(line) <= _LONGEST_LINE else None
    if head is None:
        return None
    file, is_checked = PurePosixPath(head["file"]), head["state"] == "已核对"
    return ScannedPage(file, (), is_checked, head["digest"], number)


def format_scans(pages: Sequence[ScannedPage]) -> str:
    """The file of these pages; `parse_scans` reads it back."""
    rows = [_HEAD]
    for page in pages:
        digest = f" {page.digest}" if page.digest else ""
        rows += ["", f"页 {page.file} {'已核对' if page.is_checked else '未核对'}{digest}"]
        rows += [_format_line(line) for line in page.lines]
    return "\n".join(rows) + "\n"


def _parse_line(line: str) -> ScanLine | None:
    match = _LINE.fullmatch(line) if len(line) <= _LONGEST_LINE else None
    if match is None:
        return None
    stretches = []
    for box in _BOX.findall(match["boxes"]):
        corners = _corners([int(part) for part in box.split()])
        if corners is None:
            return None
        stretches.append(corners)
    return ScanLine(match["words"].strip(), tuple(stretches), min(1.0, int(match["sure"]) / 100))


def _corners(numbers: Sequence[int]) -> Corners | None:
    if any(number > _WHOLE for number in numbers):
        return None
    part = [number / _WHOLE for number in numbers]
    if len(part) == 8:
        return cast("Corners", tuple(part))
    if len(part) != 4 or part[0] >= part[2] or part[1] >= part[3]:
        return None
    left, top, right, bottom = part
    return left, top, right, top, right, bottom, left, bottom


def _format_line(line: ScanLine) -> str:
    boxes = " ".join(_format_corners(stretch) for stretch in line.stretches)
    words = line.text.replace("\n", " ")
    return f"{boxes} {round(line.confidence * 100)}% {words}".rstrip()


def _format_corners(corners: Corners) -> str:
    numbers = [min(_WHOLE, max(0, round(value * _WHOLE))) for value in corners]
    xs, ys = numbers[0::2], numbers[1::2]
    upright = [min(xs), min(ys), max(xs), min(ys), max(xs), max(ys), min(xs), max(ys)]
    is_upright = all(abs(a - b) <= _NEARLY for a, b in zip(numbers, upright, strict=True))
    if is_upright:
        left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
        numbers = [left, top, max(right, left + 1), max(bottom, top + 1)]
        if numbers[2] > _WHOLE or numbers[3] > _WHOLE:
            numbers = upright
    return f"[{' '.join(map(str, numbers))}]"


# What a document gains by it


def place_scans(
    document: Document, reading: ScansReading, *, path: PurePosixPath
) -> tuple[Document, tuple[Problem, ...]]:
    """``document`` with the lines of its scans: a page that has no text gets theirs, the lines of
    another are found on its scan. ``path`` is the file they were read from."""
    by_file = {page.file: page for page in reading.pages}
    problems = list(_check_pages(document, reading.pages, path))
    pages = tuple(_placed(page, by_file.get(page.scan_name)) for page in document.pages)
    return document.model_copy(update={"pages": pages}), tuple(problems)


def _check_pages(
    document: Document, scanned: Sequence[ScannedPage], path: PurePosixPath
) -> Iterator[Problem]:
    pages = {page.scan_name: page for page in document.pages}
    seen: set[PurePosixPath] = set()
    for scan in scanned:
        if scan.file not in pages or scan.file in seen:
            yield Problem("scan-page", path, scan.at, {"seen": str(scan.file)})
        elif pages[scan.file].access is Access.OPEN:  # on a closed page it may well stand
            yield from _check_numbers(scan, path)
        seen.add(scan.file)


def _check_numbers(scan: ScannedPage, path: PurePosixPath) -> Iterator[Problem]:
    for line, number in zip(scan.lines, scan.written, strict=True):
        for found in find_private_numbers(visible_text(line.text)):
            what = {"what_zh": found.what_zh, "what_en": found.what_en, "seen": found.seen}
            yield Problem("scan-private-number", path, number, what | {"file": str(scan.file)})


def _placed(page: Page, scanned: ScannedPage | None) -> Page:
    if scanned is None or not scanned.lines:
        return page
    if page.text is not None:
        return page.model_copy(update={"scan": match_lines(page.text, scanned.lines)})
    origin = PageText.CHECKED if scanned.is_checked else PageText.MACHINE
    lines = tuple(
        replace(line, line=number, confidence=1.0 if scanned.is_checked else line.confidence)
        for number, line in enumerate(scanned.lines)
    )
    text = "\n".join(line.text for line in lines)
    return page.model_copy(update={"text": text, "text_from": origin, "scan": lines})


def match_lines(text: str, lines: Sequence[ScanLine]) -> tuple[ScanLine, ...]:
    """``lines`` with the line of ``text`` that each stands in, found by the characters they share.

    What a person typed is not doubted where the machine was unsure: only its place is used.
    """
    typed, typed_lines = _characters(text.split("\n"))
    read, read_lines = _characters([line.text for line in lines])
    votes: dict[int, dict[int, int]] = {}
    is_too_much = len(typed) * len(read) > _MOST_COMPARED
    for block in () if is_too_much else Indel.opcodes(read, typed):
        if block.tag != "equal":
            continue
        for step in range(block.src_end - block.src_start):
            mine = read_lines[block.src_start + step]
            theirs = typed_lines[block.dest_start + step]
            among = votes.setdefault(mine, {})
            among[theirs] = among.get(theirs, 0) + 1
    return tuple(
        replace(line, line=_winner(votes.get(number, {}), line.text), confidence=1.0)
        for number, line in enumerate(lines)
    )


def _characters(lines: Sequence[str]) -> tuple[str, list[int]]:
    """The characters of ``lines`` that are words, and the line each is of."""
    found: list[str] = []
    owners: list[int] = []
    for number, line in enumerate(lines):
        words = _NOT_WORDS.sub("", line)
        found.append(words)
        owners += [number] * len(words)
    return "".join(found), owners


def _winner(votes: dict[int, int], text: str) -> int | None:
    if not votes:
        return None
    best = min(votes, key=lambda line: (-votes[line], line))
    length = len(_NOT_WORDS.sub("", text))
    return best if votes[best] >= _ENOUGH * length else None


# Writing what a machine has read


def put_page(text: str, page: ScannedPage, *, order: Sequence[PurePosixPath]) -> str:
    """``text`` of a file of scans with ``page`` in the place of the same page before, or else where
    ``order``, the scans of the document, has it. Every other line stays as it was."""
    rows = text.rstrip("\n").split("\n") if text.strip() else [_HEAD]
    starts = {
        found.file: number
        for number, row in enumerate(rows)
        if (found := _parse_page(row.strip(), number)) is not None
    }
    block = format_scans([page]).rstrip("\n").split("\n")[2:]
    following = [at for file, at in starts.items() if at > starts.get(page.file, -1)]
    if page.file in starts:
        first, last = starts[page.file], min(following, default=len(rows))
        comments = [row for row in rows[first:last] if row.strip().startswith("#")]
        rows[first:last] = [*block, *comments, ""]
    else:
        places = {file: place for place, file in enumerate(order)}
        mine = places.get(page.file, len(order))
        later = [at for file, at in starts.items() if places.get(file, len(order)) > mine]
        at = min(later, default=len(rows))
        rows[at:at] = [*block, ""] if later else ["", *block]
    return "\n".join(rows).rstrip("\n") + "\n"
