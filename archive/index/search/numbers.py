"""Lists of numbers as text that stands in a JSON string as it is.

91 printable signs: those below 61 end a number, the others continue it. A browser reads it with a
table and two additions a sign, and compressed it is as small as bytes would be.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ALPHABET = "".join(chr(c) for c in range(0x21, 0x7F) if chr(c) not in '"\\<')
"""From ``!`` to ``~`` without what JSON or HTML would make longer."""
LAST = 61
"""Signs below this one end a number."""
MORE = len(ALPHABET) - LAST
"""How many signs continue one: a digit to this base."""


def write_numbers(values: NDArray[np.int64]) -> str:
    """``values``, none below zero, one after the other."""
    import numpy as np

    lengths = _lengths(values)
    ends = np.cumsum(lengths)
    text = np.zeros(int(lengths.sum()), dtype=np.uint8)
    place, left = ends - lengths, values
    while len(place):
        longer = left >= LAST
        high = left[longer] - LAST
        text[place[~longer]] = _table()[left[~longer]]
        text[place[longer]] = _table()[LAST + high % MORE]
        place, left = place[longer] + 1, high // MORE
    return text.tobytes().decode("ascii")


def _lengths(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many signs each number takes."""
    import numpy as np

    lengths = np.ones(len(values), dtype=np.int64)
    longer = values >= LAST
    while longer.any():
        lengths += longer
        values = np.where(longer, (values - LAST) // MORE, 0)
        longer &= values >= LAST
    return lengths


@cache
def _table() -> NDArray[np.uint8]:
    import numpy as np

    return np.frombuffer(ALPHABET.encode(), dtype=np.uint8)


def read_numbers(text: str) -> list[int]:
    """The numbers in ``text``; ValueError for a sign of no number, or one cut short."""
    found, value, factor = [], 0, 1
    for sign in text:
        digit = ALPHABET.index(sign)
        if digit < LAST:
            found.append(value + digit * factor)
            value, factor = 0, 1
        else:
            value += digit * factor
            factor *= MORE
    if factor != 1:
        raise ValueError("a number without an end")
    return found


def differences(ascending: Iterable[int]) -> list[int]:
    """The first of ``ascending``, then what each has more than the one before."""
    found, before = [], 0
    for value in ascending:
        found.append(value - before)
        before = value
    return found


def spell_numbers(values: Iterable[int]) -> str:
    """``values`` as text, for few of them."""
    text = ""
    for value in values:
        while value >= LAST:
            value -= LAST
            text += ALPHABET[LAST + value % MORE]
            value //= MORE
        text += ALPHABET[value]
    return text
