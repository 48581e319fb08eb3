"""Gathering the terms of an archive into one sorted file, a few texts at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from archive.index.search.analysis import DOCUMENT_BITS, packed_terms
from archive.index.search.numbering import Numbering
from archive.model.kinds import RecordId

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Terms = NDArray[np.uint64]
    Numbers = NDArray[np.int64]

BATCH = 1 << 18
"""Characters that are analysed at once."""
MOST_ADDED = 1 << 20
"""Terms that may wait in memory; more go into the file unsorted, and it is sorted as a whole."""
_SLICE = 1 << 19
_LOW = (1 << DOCUMENT_BITS) - 1


class Gathering:
    """Terms of texts with the numbers of their documents, written to ``path`` when all are in."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._texts: list[str] = []
        self._documents: list[int] = []
        self._waiting = 0
        self._parts: list[Terms] = []
        self._held = 0
        path.write_bytes(b"")

    def add(self, texts: Sequence[str], documents: Iterable[int]) -> None:
        """``texts`` of the ``documents`` with these numbers."""
        self._texts.extend(texts)
        self._documents.extend(documents)
        self._waiting += sum(map(len, texts))
        if self._waiting >= BATCH:
            self._analyse()

    def _analyse(self) -> None:
        if not self._texts:
            return
        import numpy as np

        packed = packed_terms(self._texts)
        own = np.array(self._documents, dtype=np.uint64)
        low = np.uint64(_LOW)
        self._parts.append((packed & ~low) | own[(packed & low).astype(np.int64)])
        self._held += len(packed)
        self._texts, self._documents, self._waiting = [], [], 0
        if self._held > MOST_ADDED:
            self._spill()

    def _spill(self, before: Iterable[Terms] = ()) -> None:
        with self._path.open("ab") as file:
            for part in chain(self._parts, before):
                file.write(part.data)
        self._parts, self._held = [], 0

    def finish(self, before: Iterable[Terms] = ()) -> None:
        """Write everything, and the terms of ``before`` (ascending parts), as one sorted array."""
        import numpy as np

        self._analyse()
        if self._path.stat().st_size:
            self._spill(before)
            _sort(self._path)
            return
        added = np.concatenate([np.zeros(0, dtype=np.uint64), *self._parts])
        self._parts = []
        added.sort()
        with self._path.open("wb") as file:
            for part in _merged(before, added):
                file.write(part.data)


def _sort(path: Path) -> None:
    """Sort a file of terms where it lies: it may be larger than memory."""
    import numpy as np

    terms = np.memmap(path, dtype=np.uint64, mode="r+")
    terms.sort()
    terms.flush()


def _merged(before: Iterable[Terms], added: Terms) -> Iterator[Terms]:
    import numpy as np

    used = 0
    for part in before:
        if len(part):
            end = int(np.searchsorted(added, part[-1]))
            both = np.concatenate([part, added[used:end]])
            used = end
            both.sort(kind="stable")
            yield both
    yield added[used:]


def carried_over(
    terms: Terms, *, old: Numbering, new: Numbering, same: Collection[RecordId]
) -> Iterator[Terms]:
    """The terms of the units that are the ``same``, under their new numbers, in ascending parts.

    Units keep their order, so what was ascending stays so.
    """
    if old.units == new.units and old.firsts == new.firsts:
        return _without(terms, [n for n, unit in enumerate(old.units) if unit not in same], old)
    return _renumbered(terms, old, new, same)


def _without(terms: Terms, units: Iterable[int], numbering: Numbering) -> Iterator[Terms]:
    """``terms`` but for those of some units; every other number stays as it is."""
    import numpy as np

    stays = np.ones(numbering.end + 1, dtype=np.bool_)
    for unit in units:
        stays[numbering.documents_of(unit)] = False
    for part in _slices(terms):
        yield part[stays[_documents_in(part)]]


def _renumbered(
    terms: Terms, old: Numbering, new: Numbering, same: Collection[RecordId]
) -> Iterator[Terms]:
    import numpy as np

    table = np.full(old.end + 1, -1, dtype=np.int64)
    for number, unit in enumerate(old.units):
        if unit in same:
            table[old.documents_of(number)] = new.documents_of(new.number_of[unit])
    low = np.uint64(_LOW)
    for part in _slices(terms):
        documents = table[_documents_in(part)]
        kept = documents >= 0
        yield (part[kept] & ~low) | documents[kept].astype(np.uint64)


def _slices(terms: Terms) -> Iterator[Terms]:
    import numpy as np

    for start in range(0, len(terms), _SLICE):
        yield np.asarray(terms[start : start + _SLICE])


def _documents_in(terms: Terms) -> Numbers:
    import numpy as np

    return (terms & np.uint64(_LOW)).astype(np.int64)
