"""Drawing many pages at once: the records of a large site are shared out among processes."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from archive.derive import Executor
from archive.model.kinds import RecordId
from archive.model.page import Page
from archive.render.record_page import record_pages
from archive.render.site import Drawing
from archive.render.surroundings import Surroundings

MANY = 2_000
"""From so many pages on, starting processes costs less than they save."""
BATCH = 50
"""Records that a process draws before it hands over."""

Origin = tuple[str, RecordId]
Told = Callable[[int, int], None]
"""Told how many pages are drawn, and of how many."""


@dataclass(frozen=True, slots=True)
class Share:
    """What a process gets: the file that holds the `Drawing`, and which records to draw."""

    drawing: Path
    origins: tuple[Origin, ...]


def draw_pages(
    pages: Iterable[Page], *, drawing: Drawing, executor: Executor, told: Told
) -> Iterator[tuple[Page, str]]:
    """Each page with its HTML, in any order. Few pages are drawn here, one after the other."""
    pages = iter(pages)
    first = list(islice(pages, MANY))
    if len(first) < MANY or executor.jobs < 2:
        for page in chain(first, pages):
            yield page, page.render()
        return
    everything = [*first, *pages]
    for done, drawn in enumerate(_shared_out(everything, drawing, executor), 1):
        told(done, len(everything))
        yield drawn


def _shared_out(
    pages: Sequence[Page], drawing: Drawing, executor: Executor
) -> Iterator[tuple[Page, str]]:
    by_origin: dict[Origin, list[Page]] = {}
    for page in pages:
        if page.origin is None:
            yield page, page.render()
        else:
            by_origin.setdefault(page.origin, []).append(page)
    origins = list(by_origin)
    with tempfile.TemporaryDirectory(prefix="pintu-") as folder:
        file = Path(folder) / "drawing"
        file.write_bytes(pickle.dumps(drawing, protocol=5))
        shares = [
            Share(file, tuple(origins[start : start + BATCH]))
            for start in range(0, len(origins), BATCH)
        ]
        for finished in executor.map_unordered(draw_share, shares):
            drawn = finished.value or {}
            for origin in finished.item.origins:
                for page in by_origin.pop(origin):
                    path = str(page.path)
                    yield page, drawn[path] if path in drawn else page.render()


def draw_share(share: Share) -> Mapping[str, str]:
    """In a process: the HTML of every page of some records, by path."""
    arounds = _read_drawing(share.drawing)
    return {
        str(page.path): page.render()
        for language, record in share.origins
        for page in record_pages(arounds[language], arounds[language].archive.records[record])
    }


@lru_cache(maxsize=1)
def _read_drawing(file: Path) -> Mapping[str, Surroundings]:
    drawing: Drawing = pickle.loads(file.read_bytes())
    return {around.language: around for around in drawing.surroundings()}
