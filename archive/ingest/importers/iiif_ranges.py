"""The structure of a IIIF manifest: stretches of its canvases, each with a title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archive.ingest.importers.iiif_canvas import span_of, without_fragment
from archive.ingest.importers.iiif_values import Values, objects, plain_line
from archive.ingest.incoming import Tally
from archive.values import dataclass

_LONGEST_TITLE = 200
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Stretch:
    """One entry of the contents of a canvas."""

    canvas: str
    start: float
    end: float | None
    title: str


@dataclass(frozen=True, slots=True)
class RangesReading:
    """The stretches of a manifest, what is for the worker, and what became of the ranges."""

    stretches: tuple[Stretch, ...]
    notes: tuple[str, ...]
    points: Tally
    lost: tuple[str, ...]
    """Titles of ranges that lead to nothing that is there."""


def read_ranges(
    values: Values, structures: object, canvases: Mapping[str, object]
) -> RangesReading:
    """The stretches that ``structures`` name, in their order. A range that holds others gives its
    title to theirs, but for the outermost."""
    stretches: list[Stretch] = []
    notes: list[str] = []
    lost: list[str] = []
    seen = kept = 0
    for item, titles, depth in _ranges(values, structures, notes):
        seen += 1
        found = [*_stretches(item, canvases, "：".join(titles[-2:] if depth > 1 else titles))]
        stretches += found
        if found or (objects(item.get("items")) and _has_ranges(item)):
            kept += 1
        else:
            lost.append("：".join(titles) or "?")
            notes.append(f"没有找到位置的目录：{lost[-1]}")
    return RangesReading(
        tuple(stretches), tuple(notes), Tally(seen, kept=kept, listed=len(lost)), tuple(lost)
    )


def _ranges(
    values: Values, structures: object, notes: list[str]
) -> Iterator[tuple[dict[str, object], tuple[str, ...], int]]:
    """Every range with the titles from the outermost that counts down to its own."""
    waiting: list[tuple[dict[str, object], tuple[str, ...], int]] = [
        (one, (), 0) for one in reversed(objects(structures))
    ]
    while waiting:
        item, above, depth = waiting.pop()
        own, others = values.lines(item, "label")
        title = plain_line("；".join(own))[:_LONGEST_TITLE]
        notes += [f"目录的另一种语言：{title}＝{plain_line(other)}" for other in others]
        titles = (*above, title) if title else above
        yield item, titles, depth
        is_outermost = depth == 0 and _has_ranges(item)
        if is_outermost and title:
            notes.append(f"目录总题：{title}")
        if depth < _DEEPEST:
            inner = [one for one in objects(item.get("items")) if one.get("type") == "Range"]
            passed = () if is_outermost else titles
            waiting += [(one, passed, depth + 1) for one in reversed(inner)]


def _has_ranges(item: dict[str, object]) -> bool:
    return any(one.get("type") == "Range" for one in objects(item.get("items")))


def _stretches(
    item: dict[str, object], canvases: Mapping[str, object], title: str
) -> Iterator[Stretch]:
    for one in objects(item.get("items")):
        if one.get("type") not in ("Canvas", "SpecificResource"):
            continue
        target = one.get("id") or one.get("source")
        address = target.get("id") if isinstance(target, dict) else target
        canvas = without_fragment(str(address or ""))
        if canvas in canvases and title:
            start, end = span_of(one if one.get("selector") else str(address))
            yield Stretch(canvas, start or 0.0, end, title[: _LONGEST_TITLE * 2])
