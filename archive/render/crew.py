"""Drawing many pages at once: the records of a large site are shared out among processes."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import Protocol

from archive.derive import Executor
from archive.model.kinds import RecordId
from archive.model.page import Page
from archive.render.portion import Portion, make_portion
from archive.render.record_page import draw_record
from archive.render.site import Drawing
from archive.render.surroundings import Surroundings
from archive.values import dataclass

MANY = 2_000
"""From so many pages on, starting processes costs less than they save."""
BATCH = 50
"""Records that a process draws before it asks for more."""

Origin = tuple[str, RecordId]
Told = Callable[[int, int], None]
"""Told how many pages are drawn, and of how many."""


class Put(Protocol):
    """Puts a file into the site, from whichever process it is called."""

    def __call__(self, place: PurePosixPath, content: bytes) -> None:
        """``place`` is the path from the site's root."""


@dataclass(frozen=True, slots=True)
class Share:
    """What a process gets: the file that holds what all pages share, and some records."""

    stage: Path
    portion: Portion
    wanted: frozenset[PurePosixPath]
    """The pages that are to be drawn."""
    put: Put


@dataclass(frozen=True, slots=True)
class Task:
    """Some records whose pages are to be drawn. It travels as a `Share`, which is cut out no
    sooner: all of them together are another archive in memory."""

    stage: Path
    around: Surroundings
    records: tuple[RecordId, ...]
    wanted: frozenset[PurePosixPath]
    put: Put

    @property
    def portion(self) -> Portion:
        """What the pages are drawn from."""
        return make_portion(self.around, self.records)

    def __reduce__(self) -> tuple[object, ...]:
        return Share, (self.stage, self.portion, self.wanted, self.put)


@dataclass(frozen=True, slots=True)
class Crew:
    """Who draws: ``put`` puts what is drawn elsewhere, ``told`` is told of progress."""

    executor: Executor
    put: Put
    told: Told
    meanwhile: Callable[[], None]
    """Done here, once, while others draw."""

    def draw(self, pages: Iterable[Page], *, drawing: Drawing) -> Iterator[tuple[Page, str | None]]:
        """Each page with its HTML, or with None where it has been put into the site already.

        Few pages are drawn here, one after the other; many by processes, in any order.
        """
        pages = iter(pages)
        first = list(islice(pages, MANY))
        if len(first) < MANY or self.executor.jobs < 2:
            for page in chain(first, pages):
                yield page, page.render()
            self.meanwhile()
            return
        everything = [*first, *pages]
        for done, drawn in enumerate(self._shared_out(everything, drawing), 1):
            self.told(done, len(everything))
            yield drawn

    def _shared_out(
        self, pages: Sequence[Page], drawing: Drawing
    ) -> Iterator[tuple[Page, str | None]]:
        by_origin: dict[Origin, list[Page]] = {}
        for page in pages:
            if page.origin is not None:
                by_origin.setdefault(page.origin, []).append(page)
        with tempfile.TemporaryDirectory(prefix="pintu-") as folder:
            stage = Path(folder) / "stage"
            stage.write_bytes(pickle.dumps(drawing.bare(), protocol=5))
            tasks = _tasks(by_origin, drawing, stage, self.put)
            drawn = self.executor.map_unordered(draw_share, tasks, is_shared=True)
            yield from ((page, page.render()) for page in pages if page.origin is None)
            self.meanwhile()
            for finished in drawn:
                written = finished.value or frozenset()
                language = finished.item.around.language
                for record in finished.item.records:
                    for page in by_origin.pop((language, record)):
                        yield page, None if page.path in written else page.render()


def _tasks(
    by_origin: dict[Origin, list[Page]], drawing: Drawing, stage: Path, put: Put
) -> Sequence[Task]:
    tasks = []
    for around in drawing.surroundings:
        own = [record for language, record in by_origin if language == around.language]
        for start in range(0, len(own), BATCH):
            records = tuple(own[start : start + BATCH])
            wanted = frozenset(p.path for r in records for p in by_origin[around.language, r])
            tasks.append(Task(stage, around, records, wanted, put))
    return tasks


def draw_share(share: Share | Task) -> frozenset[PurePosixPath]:
    """In a process: draw and put the pages of some records; which ones were put."""
    portion = share.portion
    around = portion.within(_read_stage(share.stage)[portion.language])
    written = set()
    for record in portion.records:
        for path, draw in draw_record(around, around.archive.records[record]):
            if path in share.wanted:
                share.put(path, draw().encode())
                written.add(path)
    return frozenset(written)


@lru_cache(maxsize=1)
def _read_stage(file: Path) -> dict[str, Surroundings]:
    drawing: Drawing = pickle.loads(file.read_bytes())
    return {around.language: around for around in drawing.surroundings}
