"""Lists of numbers as text that stands in a JSON string as it is.

91 printable signs: those below 61 end a number, the others continue it. A browser reads it with a
table and two additions a sign, and compressed it is as small as bytes would be.
"""

from __future__ import annotations

from collections.abc import Iterable

ALPHABET = "".join(chr(c) for c in range(0x21, 0x7F) if chr(c) not in '"\\<')
"""From ``!`` to ``~`` without what JSON or HTML would make longer."""
LAST = 61
"""Signs below this one end a number."""
MORE = len(ALPHABET) - LAST
"""How many signs continue one: a digit to this base."""


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
    """``values``, none below zero, one after the other."""
    text = ""
    for value in values:
        while value >= LAST:
            value -= LAST
            text += ALPHABET[LAST + value % MORE]
            value //= MORE
        text += ALPHABET[value]
    return text
