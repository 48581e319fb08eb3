"""Postings: which documents have which term, in files of a few kilobytes.

All terms of an archive are one sorted array (see `analysis.packed_terms`); the terms of a character
are a stretch of it, and a file holds the stretches of a few characters, or a part of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from archive.index.search.analysis import DOCUMENT_BITS, SIGN_BITS
from archive.index.search.bits import best_widths, counts, gaps, lists, one, steps, write_bits
from archive.index.search.numbering import Numbering
from archive.index.search.payload import mark_of, search_file
from archive.model.page import Page

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Terms = NDArray[np.uint64]
    Numbers = NDArray[np.int64]

LONGEST_LIST = 8192
"""Documents of a term that stand beside it; a longer list is divided into blocks."""
BLOCK = 4096
FEW_FILES = 4
"""A character with more files than this also has a list of its own."""
SINGLE = 4096
"""Documents in the list of a character by itself."""
FILE_WEIGHT = 4000
"""About how many bytes a file of postings should have at most."""
MOST_FILES = 2048
SPREAD = 40503
_SLICE = 1 << 19


@dataclass(frozen=True)
class Vocabulary:
    """What terms there are: ``keys`` (first and second code point in one number) ascending, and
    from where to where in the array of terms each reaches."""

    terms: Terms
    keys: Numbers
    starts: Numbers
    """One more than there are keys."""

    @cached_property
    def counts(self) -> Numbers:
        """How many documents have each term."""
        return self.starts[1:] - self.starts[:-1]

    @cached_property
    def firsts(self) -> Numbers:
        """The first code point of each."""
        return self.keys >> SIGN_BITS

    @cached_property
    def seconds(self) -> Numbers:
        """The second code point of each."""
        return self.keys & ((1 << SIGN_BITS) - 1)

    def signs(self) -> list[int]:
        """Every code point that a term begins with."""
        return _distinct(self.firsts).tolist() if len(self.keys) else []


def documents_of(terms: Terms) -> Numbers:
    """The documents in a stretch of terms."""
    import numpy as np

    return (terms & np.uint64((1 << DOCUMENT_BITS) - 1)).astype(np.int64)


def read_vocabulary(terms: Terms) -> Vocabulary:
    """The terms of a sorted array, looked through in slices: it may not fit into memory."""
    import numpy as np

    shift = np.uint64(DOCUMENT_BITS)
    keys, starts, last = [], [], -1
    for begin in range(0, len(terms), _SLICE):
        part = (terms[begin : begin + _SLICE] >> shift).astype(np.int64)
        new = np.empty(len(part), dtype=bool)
        new[0] = part[0] != last
        np.not_equal(part[1:], part[:-1], out=new[1:])
        at = np.flatnonzero(new)
        keys.append(part[at])
        starts.append(at + begin)
        last = int(part[-1])
    empty = np.zeros(0, dtype=np.int64)
    return Vocabulary(
        terms,
        np.concatenate([empty, *keys]),
        np.concatenate([empty, *starts, np.array([len(terms)], dtype=np.int64)]),
    )


def spread(sign: int, files: int) -> int:
    """In which of so many files a code point belongs."""
    return (sign * SPREAD % 65536) * files // 65536


@dataclass(frozen=True)
class Layout:
    """How the postings are shared out among files."""

    rare: int
    """Files for characters that have none of their own; a power of two."""
    fans: Mapping[int, int]
    """Characters with files of their own, and how many each has; powers of two."""


def lay_out(words: Vocabulary) -> Layout:
    """Files of about one size each, judged by how many terms and documents there are."""
    import numpy as np

    signs, starts = np.unique(words.firsts, return_index=True)
    if not len(signs):
        return Layout(1, {})
    # A term is written in about 17 bits, a document in about 11.
    shown = _shown(words.counts)
    weights = np.add.reduceat(17 + 11 * shown, starts) // 8
    is_big = weights > FILE_WEIGHT
    fans = {
        int(sign): _power(int(weight) // FILE_WEIGHT + 1)
        for sign, weight in zip(signs[is_big], weights[is_big], strict=True)
    }
    rest = int(weights[~is_big].sum())
    # Most searches need several of these: half the size.
    return Layout(_power(2 * rest // FILE_WEIGHT + 1), fans)


def _shown(counts: Numbers) -> Numbers:
    """How many documents stand beside terms that so many have."""
    import numpy as np

    return np.where(counts > LONGEST_LIST, -(-counts // BLOCK), counts)


def _power(number: int) -> int:
    """The least power of two that is not less."""
    return min(1 << (number - 1).bit_length(), MOST_FILES)


def posting_files(words: Vocabulary, layout: Layout, numbering: Numbering) -> Iterator[Page]:
    """Every file of postings, its fingerprint from the stretches it holds."""
    import numpy as np

    bits = numbering.bits
    signs, at = np.unique(words.firsts, return_index=True)
    ends = [*at.tolist(), len(words.keys)][1:]
    rare: list[list[Numbers]] = [[] for _ in range(layout.rare)]
    for sign, first, end in zip(signs.tolist(), at.tolist(), ends, strict=True):
        fan = layout.fans.get(sign)
        if fan is None:
            rare[spread(sign, layout.rare)].append(np.arange(first, end))
            continue
        place = (words.seconds[first:end] * SPREAD % 65536) * fan >> 16
        for number in range(fan):
            chosen = np.flatnonzero(place == number) + first
            yield _term_file(words, f"p/{sign:x}-{number}", chosen, bits)
        if fan > FEW_FILES:
            yield _single_file(words, numbering, sign, range(first, end))
    # Files without a term are written too: a browser could not tell them from missing ones.
    for number, own in enumerate(rare):
        yield _term_file(words, f"p/r-{number}", np.concatenate([words.keys[:0], *own]), bits)
    yield from _block_files(words, bits)


def _term_file(words: Vocabulary, name: str, chosen: Numbers, bits: int) -> Page:
    mark = mark_of(_gathered(words, chosen).data, bytes([bits]))
    return search_file(name, mark, lambda: _write_terms(words, chosen, bits))


def _gathered(words: Vocabulary, chosen: Numbers) -> Terms:
    """The stretches of the chosen terms, one after the other."""
    import numpy as np

    counts = words.counts[chosen]
    ends = np.cumsum(counts)
    at = np.repeat(words.starts[chosen] - ends + counts, counts)
    return words.terms[at + np.arange(len(at))]


def _write_terms(words: Vocabulary, chosen: Numbers, bits: int) -> str:
    """The terms by their first characters, then how many documents each has, then these."""
    import numpy as np

    having = words.counts[chosen]
    documents = documents_of(_gathered(words, chosen))
    is_long = having > LONGEST_LIST
    if is_long.any():
        within = np.arange(len(documents)) - np.repeat(np.cumsum(having) - having, having)
        documents = documents[~np.repeat(is_long, having) | (within % BLOCK == 0)]
    firsts, begins, sizes = np.unique(words.firsts[chosen], return_index=True, return_counts=True)
    seconds = gaps(words.seconds[chosen], begins)
    widths = best_widths(seconds, sizes)
    return write_bits(
        [
            one(len(firsts) + 1),
            counts(gaps(firsts, begins[:1]) + 1),
            counts(sizes),
            counts(widths + 1),
            steps(seconds, np.repeat(widths, sizes)),
            counts(having),
            *lists(documents, _shown(having), bits=bits),
        ]
    )


def _block_files(words: Vocabulary, bits: int) -> Iterator[Page]:
    """The rest of long lists, in blocks."""
    import numpy as np

    for at in np.flatnonzero(words.counts > LONGEST_LIST).tolist():
        key = int(words.keys[at])
        first, second = key >> SIGN_BITS, key & ((1 << SIGN_BITS) - 1)
        start, end = int(words.starts[at]), int(words.starts[at + 1])
        for number, begin in enumerate(range(start, end, BLOCK)):
            stop = min(begin + BLOCK, end)
            mark = mark_of(words.terms[begin:stop].data, bytes([bits]))
            name = f"b/{first:x}-{second:x}-{number}"
            yield search_file(name, mark, _block(words, begin, stop, bits))


def _block(words: Vocabulary, begin: int, stop: int, bits: int) -> Callable[[], object]:
    return lambda: _write_list(documents_of(words.terms[begin:stop]), bits)


def _write_list(documents: Numbers, bits: int) -> str:
    """One list by itself; whoever reads it knows how long it is."""
    import numpy as np

    return write_bits(lists(documents, np.array([len(documents)]), bits=bits))


def _single_file(words: Vocabulary, numbering: Numbering, sign: int, span: range) -> Page:
    start, stop = int(words.starts[span.start]), int(words.starts[span.stop])
    mark = mark_of(words.terms[start:stop].data, repr(numbering.firsts).encode())

    def make() -> object:
        documents = documents_of(words.terms[start:stop])
        return write_single(documents, numbering.units_of, bits=numbering.bits)

    return search_file(f"s/{sign:x}", mark, make)


def write_single(
    documents: Numbers, unit_of: Callable[[Numbers], Numbers], *, bits: int
) -> Sequence[object]:
    """How many documents there are, and some: the first of every unit before others."""
    import numpy as np

    every = _distinct(documents)
    if len(every) <= SINGLE:
        return [len(every), _write_list(every, bits)]
    _, first = np.unique(unit_of(every), return_index=True)
    is_first = np.zeros(len(every), dtype=bool)
    is_first[first[:SINGLE]] = True
    others = np.flatnonzero(~is_first)[: max(0, SINGLE - len(first))]
    is_first[others] = True
    return [len(every), _write_list(every[is_first], bits)]


def _distinct(numbers: Numbers) -> Numbers:
    """Each of them once, ascending."""
    import numpy as np

    ordered = np.sort(numbers)
    is_new = np.append(True, ordered[1:] != ordered[:-1])
    return np.asarray(ordered[is_new])
