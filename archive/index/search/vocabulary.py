"""All terms of an archive in one file: which there are, and the documents that have each.

Two arrays for the terms, and one for the documents of all of them, one term after the other. The
file may be larger than memory: it is mapped, and whoever writes one hands documents over in parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from hashlib import sha1
from pathlib import Path
from typing import TYPE_CHECKING

from archive.index.search.analysis import SIGN_BITS
from archive.values import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Documents = NDArray[np.uint32]

_HEADER = 16
_SLICE = 1 << 22


@dataclass(frozen=True)
class Vocabulary:
    """What terms there are: ``keys`` (first and second code point in one number) ascending, how
    many documents have each, and these ``documents``, ascending, of one term after the other."""

    keys: Numbers
    counts: Numbers
    documents: Documents

    @cached_property
    def starts(self) -> Numbers:
        """Where the documents of each term begin, and where those of the last end."""
        import numpy as np

        return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(self.counts)])

    @cached_property
    def firsts(self) -> Numbers:
        """The first code point of each."""
        return self.keys >> SIGN_BITS

    @cached_property
    def seconds(self) -> Numbers:
        """The second code point of each."""
        return self.keys & ((1 << SIGN_BITS) - 1)

    @cached_property
    def begins(self) -> Numbers:
        """The first key of each code point that a term begins with."""
        return beginnings(self.firsts)

    def signs(self) -> list[int]:
        """Every code point that a term begins with, ascending."""
        found: list[int] = self.firsts[self.begins].tolist()
        return found

    def counts_of(self, keys: Numbers) -> Numbers:
        """How many documents have each of these, which need not be there."""
        import numpy as np

        at = np.minimum(np.searchsorted(self.keys, keys), max(0, len(self.keys) - 1))
        return np.where(self.keys[at] == keys, self.counts[at], 0) if len(self.keys) else keys * 0


def beginnings(ascending: Numbers) -> Numbers:
    """Where each of the numbers stands first."""
    import numpy as np

    if not len(ascending):
        return np.zeros(0, dtype=np.int64)
    is_new = np.empty(len(ascending), dtype=bool)
    is_new[0] = True
    np.not_equal(ascending[1:], ascending[:-1], out=is_new[1:])
    return np.flatnonzero(is_new)


def write_vocabulary(
    path: Path, keys: Numbers, counts: Numbers, documents: Iterable[Documents]
) -> str:
    """Write a file, and give the digest of what is in it."""
    import numpy as np

    digest = sha1(usedforsecurity=False)
    header = np.array([len(keys), int(counts.sum())], dtype=np.uint64)
    with path.open("wb") as file:
        for part in (header, keys, counts.astype(np.uint32), *documents):
            data = np.ascontiguousarray(part).data
            digest.update(data)
            file.write(data)
    return digest.hexdigest()


def open_vocabulary(path: Path, seal: str) -> Vocabulary | None:
    """The terms in a file; None when it is gone or not what it was."""
    import numpy as np

    try:
        # As a plain array: what memmap adds to each slice costs more than the slice.
        data = np.memmap(path, dtype=np.uint8, mode="r").view(np.ndarray)
    except (OSError, ValueError):
        return None
    digest = sha1(usedforsecurity=False)
    for start in range(0, len(data), _SLICE):
        digest.update(data[start : start + _SLICE].data)
    if digest.hexdigest() != seal:
        return None
    terms, documents = data[:_HEADER].view(np.uint64).tolist()
    end = _HEADER + 8 * terms
    last = end + 4 * terms
    return Vocabulary(
        data[_HEADER:end].view(np.int64),
        data[end:last].view(np.uint32).astype(np.int64),
        data[last : last + 4 * documents].view(np.uint32),
    )
