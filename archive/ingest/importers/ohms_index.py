"""The index of an OHMS file: points of a recording with what is told there."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from archive.ingest.importers.ohms_fields import Fields, split_list
from archive.ingest.importers.plain_texts import clean_line, clean_text
from archive.ingest.incoming import Tally
from archive.ingest.scalars import format_seconds
from archive.values import dataclass

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ADDRESS = re.compile(r"href\s{0,4}=\s{0,4}[\"']?([^\"'\s<>]{1,2000})", re.IGNORECASE)
_UNTITLED = "（没有小标题）"
_LONGEST_KEYWORD = 200

Fault = tuple[str, dict[str, str]]
"""The code of a problem, and its facts."""


@dataclass(frozen=True, slots=True)
class IndexReading:
    """The contents of a telling, what of the index is for the worker alone, and the counts."""

    contents: tuple[dict[str, object], ...]
    notes: tuple[str, ...]
    """A block of Markdown for each point that has more than a chapter can hold."""
    points: Tally
    links: int
    """How many links were read."""
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Point:
    start: float | None
    entry: dict[str, object]
    notes: tuple[str, ...]
    links: int
    is_repaired: bool


def plain_list(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """The entries of lists divided by ``;`` without tags, and the addresses in the tags."""
    whole = [html.unescape(text) if "&" in text else text for text in texts]
    addresses = [found for text in whole for found in _ADDRESS.findall(text)]
    entries = split_list(clean_text(_TAG.sub(" ", text)) for text in whole)
    return [clean_line(entry, longest=_LONGEST_KEYWORD) for entry in entries], addresses


LINK_NAMES = ("hyperlink", "hyperlink_text", "hyperlink_text_alt")


def read_index(fields: Fields, elements: Sequence[Element]) -> IndexReading:
    """The points that ``elements`` are, in the order of time. Places on the map stay with the
    worker."""
    points = [_point(fields, element) for element in elements]
    placed = sorted(
        (point for point in points if point.start is not None), key=lambda one: one.start or 0.0
    )
    lost = [point for point in points if point.start is None]
    starts = [point.start for point in points if point.start is not None]
    faults: list[Fault] = []
    if lost:
        faults.append(("import-point-untimed", {"count": str(len(lost)), "seen": _title(lost[0])}))
    if starts != sorted(starts):
        faults.append(("import-points-sorted", {"count": str(len(starts))}))
    untitled = [point for point in placed if point.entry["title"] == _UNTITLED]
    if untitled:
        seen = format_seconds(untitled[0].start or 0.0)
        faults.append(("import-point-untitled", {"count": str(len(untitled)), "seen": seen}))
    repaired = sum(point.is_repaired or point.entry["title"] == _UNTITLED for point in placed)
    links = sum(point.links for point in points)
    return IndexReading(
        contents=tuple(point.entry for point in placed),
        notes=tuple("\n".join(block) for point in (*placed, *lost) if (block := _block(point))),
        points=Tally(len(elements), len(placed) - repaired, repaired, len(lost)),
        links=links,
        faults=tuple(faults),
    )


def _title(point: _Point) -> str:
    return str(point.entry["title"])[:60]


def _block(point: _Point) -> list[str]:
    """What a point has besides its chapter; all of it where it has no time."""
    lines = [f"- {note}" for note in point.notes]
    if point.start is None:
        synopsis = point.entry.get("synopsis")
        lines = [*([f"- 摘要：{synopsis}"] if synopsis else []), *lines]
    elif not lines:
        return []
    when = "时间不详" if point.start is None else format_seconds(point.start)
    return [f"### {when} {_title(point)}", "", *lines, ""]


def _point(fields: Fields, point: Element) -> _Point:
    written = fields.first("time", of=point)
    title = clean_line(fields.first("title", of=point), longest=_LONGEST_KEYWORD)
    entry: dict[str, object] = {"start": _seconds(written) or 0.0, "title": title or _UNTITLED}
    if synopsis := clean_text(fields.first("synopsis", of=point)):
        entry["synopsis"] = synopsis
    lists = fields.all("keywords", "subjects", of=point)
    keywords, addresses = plain_list(lists)
    if keywords:
        entry["keywords"] = list(dict.fromkeys(keywords))
    links = [*_links(fields, point)]
    notes = [*_texts(fields, point), *_places(fields, point), *links]
    notes += [f"关键词里的链接：{address}" for address in addresses]
    if written and _seconds(written) is None:
        notes.append(f"原来写的时间：{written}")
    start = _seconds(written)
    return _Point(start, entry, tuple(notes), len(links), bool(addresses))


def _seconds(written: str) -> float | None:
    try:
        seconds = float(written)
    except ValueError:
        return None
    return seconds if 0 <= seconds < 1_000_000 else None


def _texts(fields: Fields, point: Element) -> Iterator[str]:
    """What is said there, and all in another language."""
    labels = {
        "partial_transcript": "这一段开头的话",
        "title_alt": "小标题（另一种语言）",
        "synopsis_alt": "摘要（另一种语言）",
        "partial_transcript_alt": "这一段开头的话（另一种语言）",
        "keywords_alt": "关键词（另一种语言）",
        "subjects_alt": "主题词（另一种语言）",
    }
    for name, label in labels.items():
        for text in fields.all(name, of=point):
            yield f"{label}：{' '.join(text.split())}"


def _places(fields: Fields, point: Element) -> Iterator[str]:
    for group in (*fields.children("gpspoints", of=point), point):
        found = fields.all("gps", "gps_zoom", "gps_text", "gps_text_alt", of=group)
        if found:
            yield f"地图上的位置（不公开）：{'；'.join(' '.join(one.split()) for one in found)}"


def _links(fields: Fields, point: Element) -> Iterator[str]:
    for group in (*fields.children("hyperlinks", of=point), point):
        if link := take_link(fields, group):
            yield link


def take_link(fields: Fields, group: Element) -> str:
    """A link as a line for the worker; empty where there is none in ``group``."""
    found = fields.all(*LINK_NAMES, of=group)
    return f"链接：{'　'.join(' '.join(one.split()) for one in reversed(found))}" if found else ""
