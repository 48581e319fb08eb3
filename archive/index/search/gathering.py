"""From texts to the terms of an archive, and from those of the last build to those of this one.

Texts are analysed many at a time. What comes of each batch ascends by term and then by document,
and so do batches among themselves, heads before passages: so they are joined without sorting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from archive.index.search.analysis import DOCUMENT_BITS, packed_terms
from archive.index.search.vocabulary import Vocabulary, beginnings, write_vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from archive.index.search.vocabulary import Documents, Numbers

    Terms = NDArray[np.uint64]

BATCH = 1 << 18
"""Characters that are analysed at once."""
MOST_HELD = 1 << 20
"""Terms that may wait in memory; more wait in a file."""
_SLICE = 1 << 19
_LOW = (1 << DOCUMENT_BITS) - 1


class Batch(NamedTuple):
    """Terms, how many documents have each, and these, one term after the other."""

    keys: Numbers
    counts: Numbers
    documents: Documents


Later = Callable[[], Batch]
"""Brings a batch back."""


def batch_of(packed: Terms) -> Batch:
    """Terms with documents, ascending."""
    import numpy as np

    keys = (packed >> np.uint64(DOCUMENT_BITS)).astype(np.int64)
    at = beginnings(keys)
    counts = np.diff(at, append=len(keys))
    return Batch(keys[at], counts, (packed & np.uint64(_LOW)).astype(np.uint32))


@dataclass(slots=True)
class _Channel:
    """Texts that wait, and the batches of those that came before."""

    texts: list[str] = field(default_factory=list)
    documents: list[int] = field(default_factory=list)
    waiting: int = 0
    batches: list[Later] = field(default_factory=list)

    def add(self, texts: Sequence[str], documents: Iterable[int]) -> None:
        self.texts.extend(texts)
        self.documents.extend(documents)
        self.waiting += sum(map(len, texts))

    def analyse(self) -> Batch | None:
        """What waits, as a batch."""
        if not self.texts:
            return None
        import numpy as np

        found = batch_of(packed_terms(self.texts))
        own = np.array(self.documents, dtype=np.uint32)
        self.texts, self.documents, self.waiting = [], [], 0
        return found._replace(documents=own[found.documents])


class Gathering:
    """Terms of texts with the numbers of their documents. What does not fit into memory waits in
    a file at ``path``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._heads, self._passages = _Channel(), _Channel()
        self._held = 0

    def add(self, head: str, passages: Sequence[str], *, number: int, begin: int) -> None:
        """The texts of a unit: its head is document ``number``, its passages are those from
        ``begin`` on. Units come in the order of both."""
        self._heads.add([head], [number])
        self._passages.add(passages, range(begin, begin + len(passages)))
        for channel in (self._heads, self._passages):
            if channel.waiting >= BATCH:
                self._analyse(channel)

    def _analyse(self, channel: _Channel) -> None:
        batch = channel.analyse()
        if batch is None:
            return
        self._held += len(batch.documents)
        if self._held > MOST_HELD:
            channel.batches.append(_put_aside(batch, self._path))
        else:
            channel.batches.append(lambda: batch)

    def finish(self) -> list[Later]:
        """All batches, in order."""
        self._analyse(self._heads)
        self._analyse(self._passages)
        return [*self._heads.batches, *self._passages.batches]


def _put_aside(batch: Batch, path: Path) -> Later:
    """Add a batch to a file."""
    import numpy as np

    with path.open("ab") as file:
        at = file.tell()
        for part in batch:
            file.write(part.data)
    terms, documents = len(batch.keys), len(batch.documents)

    def again() -> Batch:
        with path.open("rb") as file:
            file.seek(at)
            keys = np.fromfile(file, dtype=np.int64, count=terms)
            counts = np.fromfile(file, dtype=np.int64, count=terms)
            return Batch(keys, counts, np.fromfile(file, dtype=np.uint32, count=documents))

    return again


def joined(batches: Sequence[Later], path: Path, *, mixed: Sequence[Later] = ()) -> str:
    """Write all batches as one vocabulary, and give its digest.

    Batches that are ``mixed`` may have documents before those of earlier ones.
    """
    import numpy as np

    empty = np.zeros(0, dtype=np.int64)
    every = np.concatenate([empty, *(batch().keys for batch in batches)])
    every.sort(kind="stable")  # sorted stretches, which it joins
    keys = every[beginnings(every)]
    counts = np.zeros(len(keys), dtype=np.int64)
    for batch in batches:
        found = batch()
        counts[np.searchsorted(keys, found.keys)] += found.counts
    ends = np.cumsum(counts)
    documents = np.empty(int(counts.sum()), dtype=np.uint32)
    free = ends - counts
    for batch in batches:
        found = batch()
        own = np.searchsorted(keys, found.keys)
        gap = free[own] - (np.cumsum(found.counts) - found.counts)
        documents[np.repeat(gap, found.counts) + np.arange(len(found.documents))] = found.documents
        free[own] += found.counts
    for at in {at for batch in mixed for at in np.searchsorted(keys, batch().keys).tolist()}:
        documents[ends[at] - counts[at] : ends[at]].sort()
    return write_vocabulary(path, keys, counts, [documents])


def renumbered(words: Vocabulary, table: Numbers) -> Batch:
    """The terms of documents under the numbers that ``table`` has for them; those without one,
    -1, are left out. Documents keep their order."""
    import numpy as np

    documents = table[words.documents]
    stays = documents >= 0
    counts = np.add.reduceat(stays, words.starts[:-1]) if len(words.keys) else words.counts
    is_left = counts > 0
    return Batch(words.keys[is_left], counts[is_left], documents[stays].astype(np.uint32))


class Edit(NamedTuple):
    """What becomes of a vocabulary when some documents have other words."""

    keys: Numbers
    counts: Numbers
    gone: Numbers
    """Places of documents that are left out, ascending."""
    places: Numbers
    """Before which places documents come in, ascending."""
    come: Documents
    """Which."""
    touched: Numbers
    """The terms of which anything changes."""

    def documents(self, old: Documents) -> Iterator[Documents]:
        """The documents of all terms, in parts."""
        import numpy as np

        for start in range(0, len(old), _SLICE):
            part = old[start : start + _SLICE]
            is_last = start + _SLICE >= len(old)
            stop = len(old) + 1 if is_last else start + _SLICE
            gone = self.gone[slice(*np.searchsorted(self.gone, [start, stop]))] - start
            own = slice(*np.searchsorted(self.places, [start, stop]))
            if len(gone) or own.start < own.stop:
                stays = np.ones(len(part), dtype=bool)
                stays[gone] = False
                places = self.places[own] - start
                part = np.insert(part, places, self.come[own])
                part = part[np.insert(stays, places, True)]
            yield part
        if not len(old):
            yield self.come


def edit(words: Vocabulary, *, changed: Sequence[Numbers], added: Sequence[Later]) -> Edit:
    """The documents ``changed`` have no words any more but those that are ``added``."""
    import numpy as np

    found = Vocabulary(*_all_of(added))
    gone = _places_of(words.documents, changed)
    of = np.searchsorted(words.starts, gone, side="right") - 1
    before = (words.keys[of] << DOCUMENT_BITS) | words.documents[gone]
    after = (np.repeat(found.keys, found.counts) << DOCUMENT_BITS) | found.documents
    is_same = np.isin(before, after)
    gone, is_new = gone[~is_same], ~np.isin(after, before)
    come = after[is_new]
    keys = np.union1d(words.keys, come >> DOCUMENT_BITS)
    counts = words.counts_of(keys)
    np.subtract.at(counts, np.searchsorted(keys, before[~is_same] >> DOCUMENT_BITS), 1)
    np.add.at(counts, np.searchsorted(keys, come >> DOCUMENT_BITS), 1)
    return Edit(
        keys[counts > 0],
        counts[counts > 0],
        gone,
        _places_for(words, come),
        (come & _LOW).astype(np.uint32),
        np.union1d(before[~is_same] >> DOCUMENT_BITS, come >> DOCUMENT_BITS),
    )


def _all_of(batches: Sequence[Later]) -> Batch:
    """Batches in memory, as one."""
    import numpy as np

    found = [batch() for batch in batches]
    packed = [
        (np.repeat(batch.keys, batch.counts) << DOCUMENT_BITS) | batch.documents for batch in found
    ]
    every = np.concatenate([np.zeros(0, dtype=np.int64), *packed])
    every.sort(kind="stable")
    return batch_of(every.astype(np.uint64))


def _places_of(documents: Documents, changed: Sequence[Numbers]) -> Numbers:
    """Where some documents stand, looked for in slices."""
    import numpy as np

    last = max((int(own.max(initial=0)) for own in changed), default=0)
    is_changed = np.zeros(last + 2, dtype=bool)
    for own in changed:
        is_changed[own] = True
    places = [
        np.flatnonzero(is_changed[np.minimum(documents[start : start + _SLICE], last + 1)]) + start
        for start in range(0, len(documents), _SLICE)
    ]
    return np.concatenate([np.zeros(0, dtype=np.int64), *places])


def _places_for(words: Vocabulary, packed: Numbers) -> Numbers:
    """Before which place of the documents each of these terms with documents belongs."""
    import numpy as np

    keys = packed >> DOCUMENT_BITS
    first = np.searchsorted(words.keys, keys)
    end = np.searchsorted(words.keys, keys, side="right")
    places = [
        start + int(np.searchsorted(words.documents[start:stop], one))
        for start, stop, one in zip(
            words.starts[first].tolist(),
            words.starts[end].tolist(),
            (packed & _LOW).tolist(),
            strict=True,
        )
    ]
    return np.array(places, dtype=np.int64)
