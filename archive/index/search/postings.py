"""Postings: which documents have which term, in files of a few kilobytes.

The terms of a character are a stretch of the vocabulary, and a file holds the stretches of a few
characters, or a part of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from archive.index.search.analysis import SIGN_BITS
from archive.index.search.bits import best_widths, counts, gaps, lists, one, steps, write_bits
from archive.index.search.numbering import Numbering
from archive.index.search.payload import mark_of, search_file
from archive.index.search.vocabulary import Vocabulary, beginnings
from archive.model.page import Page
from archive.values import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from archive.index.search.vocabulary import Documents, Numbers

    Flags = NDArray[np.bool_]

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

    starts = words.begins
    if not len(starts):
        return Layout(1, {})
    signs = words.firsts[starts]
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


def posting_files(
    words: Vocabulary, layout: Layout, numbering: Numbering, *, touched: Numbers | None = None
) -> Iterator[Page]:
    """Every file of postings, its fingerprint from the stretches it holds; with ``touched`` only
    those that hold, or would hold, one of these terms."""
    import numpy as np

    bits = numbering.bits
    wanted = None if touched is None else _names_of(touched, layout)
    at = words.begins
    ends = [*at.tolist(), len(words.keys)][1:]
    rare: list[list[Numbers]] = [[] for _ in range(layout.rare)]
    for sign, first, end in zip(words.signs(), at.tolist(), ends, strict=True):
        fan = layout.fans.get(sign)
        if fan is None:
            rare[spread(sign, layout.rare)].append(np.arange(first, end))
            continue
        if wanted is not None and f"s/{sign:x}" not in wanted:
            continue
        place = _place(words.seconds[first:end], fan)
        for number in range(fan):
            name = f"p/{sign:x}-{number}"
            if wanted is None or name in wanted:
                yield _term_file(words, name, np.flatnonzero(place == number) + first, bits)
        if fan > FEW_FILES:
            yield _single_file(words, numbering, sign, range(first, end))
    # Files without a term are written too: a browser could not tell them from missing ones.
    for number, own in enumerate(rare):
        name = f"p/r-{number}"
        if wanted is None or name in wanted:
            yield _term_file(words, name, np.concatenate([words.keys[:0], *own]), bits)
    yield from _block_files(words, bits, touched)


def _place(seconds: Numbers, fan: int) -> Numbers:
    """In which of the files of a character its terms stand."""
    return (seconds * SPREAD % 65536) * fan >> 16


def _names_of(keys: Numbers, layout: Layout) -> set[str]:
    """The files in which these terms stand, and the lists of their first characters."""
    found = set()
    for key in keys.tolist():
        first, second = key >> SIGN_BITS, key & ((1 << SIGN_BITS) - 1)
        fan = layout.fans.get(first)
        if fan is None:
            found.add(f"p/r-{spread(first, layout.rare)}")
        else:
            found |= {f"p/{first:x}-{spread(second, fan)}", f"s/{first:x}"}
    return found


def _term_file(words: Vocabulary, name: str, chosen: Numbers, bits: int) -> Page:
    documents = _gathered(words, chosen)
    parts = (words.keys[chosen], words.counts[chosen], documents)
    mark = mark_of(*(part.data for part in parts), bytes([bits]))
    return search_file(name, mark, lambda: _write_terms(words, chosen, bits))


def _gathered(words: Vocabulary, chosen: Numbers) -> Documents:
    """The documents of the chosen terms, one term after the other."""
    import numpy as np

    having = words.counts[chosen]
    ends = np.cumsum(having)
    at = np.repeat(words.starts[chosen] - ends + having, having)
    return words.documents[at + np.arange(len(at))]


def _write_terms(words: Vocabulary, chosen: Numbers, bits: int) -> str:
    """The terms by their first characters, then how many documents each has, then these."""
    import numpy as np

    having = words.counts[chosen]
    documents = _gathered(words, chosen).astype(np.int64)
    is_long = having > LONGEST_LIST
    if is_long.any():
        within = np.arange(len(documents)) - np.repeat(np.cumsum(having) - having, having)
        documents = documents[~np.repeat(is_long, having) | (within % BLOCK == 0)]
    begins = beginnings(words.firsts[chosen])
    firsts, sizes = words.firsts[chosen][begins], np.diff(begins, append=len(chosen))
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


def _block_files(words: Vocabulary, bits: int, touched: Numbers | None) -> Iterator[Page]:
    """The rest of long lists, in blocks."""
    for at in _long(words, touched):
        start, end = int(words.starts[at]), int(words.starts[at + 1])
        names = _block_names(int(words.keys[at]), end - start)
        for name, begin in zip(names, range(start, end, BLOCK), strict=True):
            stop = min(begin + BLOCK, end)
            mark = mark_of(words.documents[begin:stop].data, bytes([bits]))
            yield search_file(name, mark, _block(words, begin, stop, bits))


def _long(words: Vocabulary, touched: Numbers | None) -> list[int]:
    """The terms, of those that are ``touched`` or of all, that are written in blocks."""
    import numpy as np

    is_long: Flags = words.counts > LONGEST_LIST
    if touched is not None:
        is_long &= np.isin(words.keys, touched)
    found: list[int] = np.flatnonzero(is_long).tolist()
    return found


def block_names(words: Vocabulary, touched: Numbers) -> Iterator[str]:
    """The files with the blocks of these terms."""
    for at in _long(words, touched):
        yield from _block_names(int(words.keys[at]), int(words.counts[at]))


def _block_names(key: int, having: int) -> list[str]:
    first, second = key >> SIGN_BITS, key & ((1 << SIGN_BITS) - 1)
    return [f"b/{first:x}-{second:x}-{number}" for number in range(-(-having // BLOCK))]


def _block(words: Vocabulary, begin: int, stop: int, bits: int) -> Callable[[], object]:
    return lambda: _write_list(words.documents[begin:stop], bits)


def _write_list(documents: Documents | Numbers, bits: int) -> str:
    """One list by itself; whoever reads it knows how long it is."""
    import numpy as np

    own = documents.astype(np.int64)
    return write_bits(lists(own, np.array([len(own)]), bits=bits))


def _single_file(words: Vocabulary, numbering: Numbering, sign: int, span: range) -> Page:
    start, stop = int(words.starts[span.start]), int(words.starts[span.stop])
    mark = mark_of(words.documents[start:stop].data, numbering.mark)

    def make() -> object:
        import numpy as np

        documents = words.documents[start:stop].astype(np.int64)
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
