"""How text becomes terms: the one definition, for the browser, the desk and the tests.

NFKC, lower case, simplified characters; what is no letter, digit or sign of writing divides the
text into runs; the terms of a run are its pairs of neighbouring code points and its last code
point with a space. ``frontend/src/search/analysis.ts`` says the same in the browser's language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from archive.model.han import simplified_pairs, simplify

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.uint32]

END = " "
"""Beside the last code point of a run: it is a term as well."""

SEPARATORS: tuple[tuple[int, int], ...] = (
    (0x0000, 0x002F),
    (0x003A, 0x0040),
    (0x005B, 0x0060),
    (0x007B, 0x00BF),
    (0x00D7, 0x00D7),
    (0x00F7, 0x00F7),
    (0x02B0, 0x036F),
    (0x2000, 0x2BFF),
    (0x2E00, 0x2E7F),
    (0x3000, 0x3004),
    (0x3008, 0x3020),
    (0x302A, 0x303F),
    (0x30FB, 0x30FB),
    (0xD800, 0xF8FF),
    (0xFE00, 0xFE6F),
    (0xFEFF, 0xFEFF),
    (0xFFF0, 0xFFFF),
    (0xE0000, 0x10FFFF),
)
"""First and last code points of what divides runs, after the first two steps."""

_MARK = "\x1e"
"""Between texts that are analysed together; NFKC leaves it alone and joins nothing across it."""


MANY = 20_000
"""From so many characters on it pays to look up what becomes of each."""
ALONE: tuple[tuple[int, int], ...] = (
    (0x0020, 0x02FF),
    (0x2000, 0x2BFF),
    (0x3000, 0x3098),
    (0x309B, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE6F),
    (0xFF01, 0xFF9D),
)
"""First and last code points of scripts that are looked up: Latin, Chinese, Japanese, their
punctuation. Texts with any other are changed as a whole."""
_JOINING = 0xFFFFFFFF


@cache
def _is_separator(sign: str) -> bool:
    return any(first <= ord(sign) <= last for first, last in SEPARATORS)


def normalise(text: str) -> str:
    """``text`` in NFKC, lower case and simplified characters."""
    return simplify(_lower(unicodedata.normalize("NFKC", text)))


def _lower(text: str) -> str:
    """Lower case code point by code point: a sigma at the end of a word is like any other."""
    return text.replace("Σ", "σ").lower()


def runs(text: str) -> Iterator[str]:
    """The runs of ``text``: what stands between separators, as it is looked for."""
    run = ""
    for sign in normalise(text):
        if not _is_separator(sign):
            run += sign
        elif run:
            yield run
            run = ""
    if run:
        yield run


def terms(text: str) -> Iterator[str]:
    """The terms of ``text`` in order, with repetitions: two code points each."""
    for run in runs(text):
        closed = run + END
        yield from (closed[at : at + 2] for at in range(len(run)))


def code_points(texts: Iterable[str]) -> tuple[Array, Array]:
    """The analysed code points of many texts, and beside each the number of its text.

    Zero stands for one separator or several; a text begins and ends with one.
    """
    import numpy as np

    own = [text.replace(_MARK, " ") for text in texts]
    is_long = sum(map(len, own)) >= MANY
    raw = _raw(own if is_long else [_changed(_MARK.join(own))])
    number = np.cumsum(raw == ord(_MARK), dtype=np.uint32)
    # A mark ends its text, and so belongs to it.
    number[raw == ord(_MARK)] -= 1
    if not is_long:
        return _table()[raw], number
    found = _alone()[raw]
    is_joining = found == _JOINING
    if not is_joining.any():
        return found, number
    for at in np.unique(number[is_joining]).tolist():
        own[at] = _changed(own[at])
    raw = _raw(own)
    number = np.cumsum(raw == ord(_MARK), dtype=np.uint32)
    number[raw == ord(_MARK)] -= 1
    found = _alone()[raw]
    return np.where(found == _JOINING, _table()[raw], found), number


def _changed(text: str) -> str:
    return _lower(unicodedata.normalize("NFKC", text))


def _raw(texts: Iterable[str]) -> Array:
    """The code points of texts, each ended by a mark."""
    import numpy as np

    joined = _MARK.join(texts) + _MARK
    return np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


@cache
def _alone() -> Array:
    """For each code point what becomes of it whatever stands beside it; `_JOINING` for one that
    may become several, or one with its neighbour.

    In these scripts nothing joins what stands before it but marks that combine, which are left out.
    """
    import numpy as np

    signs = [chr(sign) for first, last in ALONE for sign in range(first, last + 1)]
    table = np.full(0x110000, _JOINING, dtype=np.uint32)
    table[: ord(" ")] = 0
    for sign, changed in zip(signs, _changed(_MARK.join(signs)).split(_MARK), strict=True):
        if len(changed) == 1 and not unicodedata.combining(sign):
            table[ord(sign)] = _table()[ord(changed)]
    return table


@cache
def _table() -> Array:
    """For each code point what stands for it in a run, or zero."""
    import numpy as np

    table = np.arange(0x110000, dtype=np.uint32)
    for sign, simple in simplified_pairs():
        table[ord(sign)] = ord(simple)
    for first, last in SEPARATORS:
        table[first : last + 1] = 0
    return table


def packed_terms(texts: Iterable[str]) -> NDArray[np.uint64]:
    """Every term of every text once, sorted: 21 bits of the first code point, 21 of the second,
    22 of the number of the text.

    Sorted and thinned out by hand: ``np.unique`` takes five times as long.
    """
    import numpy as np

    signs, number = code_points(texts)
    first, second = signs[:-1], signs[1:]
    begins = first != 0
    second = np.where(second == 0, np.uint32(ord(END)), second)
    packed = pack(first[begins], second[begins], number[:-1][begins])
    packed.sort()
    return packed[np.append(True, packed[1:] != packed[:-1])] if len(packed) else packed


DOCUMENT_BITS = 22
SIGN_BITS = 21
MOST_DOCUMENTS = 1 << DOCUMENT_BITS


def pack(first: Array, second: Array, document: Array) -> NDArray[np.uint64]:
    """A term and a document in one number; sorting such numbers sorts by term, then document."""
    import numpy as np

    packed = first.astype(np.uint64) << np.uint64(SIGN_BITS)
    packed |= second.astype(np.uint64)
    packed <<= np.uint64(DOCUMENT_BITS)
    packed |= document.astype(np.uint64)
    return packed
