"""Reading many records at once, where there are processes to share them out among."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from archive.ingest.entries import Entry, read_entry
from archive.ingest.folders import FoundRecord
from archive.ingest.spoken_dates import Anchor
from archive.model.kinds import RecordId
from archive.values import dataclass

MANY = 1_500
"""From so many records on, starting processes costs less than they save."""
BATCH = 100
"""Records that a process reads before it hands them over."""

Named = tuple[RecordId, Entry]


class Done(Protocol):
    """One item that is done with; ``value`` is None when it failed."""

    @property
    def item(self) -> Any:
        """What was asked for."""

    @property
    def value(self) -> Any:
        """What came of it."""


class Workers(Protocol):
    """Processes that run a function over items and give each back as it finishes."""

    @property
    def jobs(self) -> int:
        """How many items run at once."""

    def map_unordered(self, fn: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Done]:
        """Every item comes back exactly once."""


@dataclass(frozen=True, slots=True)
class Share:
    """What a process gets: some records, and what dates may be told by."""

    folder: Path
    records: tuple[FoundRecord, ...]
    anchors: tuple[Anchor, ...]
    digest: bytes


def read_records(
    folder: Path,
    found: Sequence[FoundRecord],
    *,
    anchors: tuple[Anchor, ...],
    digest: bytes,
    workers: Workers | None,
) -> Iterator[Named]:
    """The entry of each record, in no order. Few are read here, one after the other."""
    if workers is None or workers.jobs < 2 or len(found) < MANY:
        share = Share(folder, tuple(found), anchors, digest)
        yield from _entries(share)
        return
    shares = [
        Share(folder, tuple(found[start : start + BATCH]), anchors, digest)
        for start in range(0, len(found), BATCH)
    ]
    for done in workers.map_unordered(read_share, shares):
        yield from _entries(done.item) if done.value is None else done.value


def read_share(share: Share) -> list[Named]:
    """In a process: the entries of some records."""
    return list(_entries(share))


def _entries(share: Share) -> Iterator[Named]:
    for record in share.records:
        entry = read_entry(share.folder, record, anchors=share.anchors, anchors_digest=share.digest)
        yield record.id, entry
