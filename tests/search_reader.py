"""Search data read as `docs/search-format.md` says, with nothing of ours but that page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

SIGNS = [chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\<']


def numbers_of(text: str) -> list[int]:
    """Section 3, word for word."""
    found, value, factor = [], 0, 1
    for sign in text:
        digit = SIGNS.index(sign)
        if digit < 61:
            found.append(value + digit * factor)
            value, factor = 0, 1
        else:
            value += factor * digit
            factor *= 30
    assert factor == 1
    return found


SIXES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


class Bits:
    """Section 4, word for word."""

    def __init__(self, text: str) -> None:
        self.bits = "".join(f"{SIXES.index(sign):06b}" for sign in text)
        self.at = 0

    def _code(self, width: int | None) -> tuple[int, int]:
        """How many zeros, and what the bits after the one say: as many of them, or ``width``."""
        one = self.bits.index("1", self.at)
        zeros = one - self.at
        end = one + 1 + (zeros if width is None else width)
        low = self.bits[one + 1 : end]
        assert len(low) == end - one - 1
        self.at = end
        return zeros, int(low or "0", 2)

    def count(self) -> int:
        zeros, low = self._code(None)
        return (1 << zeros) + low

    def counts(self, number: int) -> list[int]:
        return [self.count() for _ in range(number)]

    def list_of(self, number: int, width: int) -> list[int]:
        """So many numbers that ascend, each as how many are left out before it."""
        found, last = [], -1
        for _ in range(number):
            zeros, low = self._code(width)
            last += 1 + (zeros << width) + low
            found.append(last)
        return found

    def lists(self, lengths: Iterable[int], bits: int) -> list[list[int]]:
        """Lists of documents."""
        lengths = [*lengths]
        widths = [
            max(0, bits - length.bit_length()) if length < 4 else self.count() - 1
            for length in lengths
        ]
        return [self.list_of(*row) for row in zip(lengths, widths, strict=True)]

    def end(self) -> None:
        """What is left fills up the last sign."""
        assert len(self.bits) - self.at < 6
        assert "1" not in self.bits[self.at :]


def read_terms(bits: Bits) -> list[str]:
    """The terms of a file of postings, which come first in it."""
    firsts = [at - 1 for at in ascending(bits.counts(bits.count() - 1))]
    sizes = bits.counts(len(firsts))
    widths = [count - 1 for count in bits.counts(len(firsts))]
    return [
        chr(first) + chr(second)
        for first, size, width in zip(firsts, sizes, widths, strict=True)
        for second in bits.list_of(size, width)
    ]


def ascending(gaps: Iterable[int]) -> list[int]:
    """A list written as the first number, then differences."""
    found, at = [], 0
    for gap in gaps:
        at += gap
        found.append(at)
    return found


def spread(code: int, files: int) -> int:
    return (code * 40503 % 65536) * files // 65536


def hash_of(text: str) -> int:
    value = 0
    for sign in text:
        value = (value * 31 + ord(sign)) % 65536
    return value


@dataclass(frozen=True)
class SearchData:
    """All files of one index: what each hands over, by its name."""

    files: Mapping[str, Any]

    @property
    def head(self) -> dict[str, Any]:
        head = self.files["head"]
        assert isinstance(head, dict)
        return head

    def documents(self, term: str) -> list[int]:
        """The documents that have a term."""
        name = self.place_of(term)
        for pair, count, listed in self.postings(name):
            if pair == term:
                return listed if count <= 8192 else self._blocks(term, count, listed)
        return []

    def postings(self, name: str) -> Iterator[tuple[str, int, list[int]]]:
        """The terms of a file: how many documents each has, and those that stand there."""
        bits = Bits(self.files[name])
        pairs = read_terms(bits)
        assert pairs == sorted(set(pairs))
        counts = bits.counts(len(pairs))
        shown = [count if count <= 8192 else -(-count // 4096) for count in counts]
        lists = bits.lists(shown, self.head["bits"])
        bits.end()
        yield from zip(pairs, counts, lists, strict=True)

    def alone(self, data: str, count: int) -> list[int]:
        """A list that is a file, or stands in one, by itself."""
        bits = Bits(data)
        [found] = bits.lists([count], self.head["bits"])
        bits.end()
        return found

    def place_of(self, term: str) -> str:
        """Section 5: in which file a term stands."""
        fan = next((int(f) for f, signs in self.head["fans"].items() if term[0] in signs), None)
        if fan is None:
            return f"p/r-{spread(ord(term[0]), self.head['rare'])}"
        return f"p/{ord(term[0]):x}-{spread(ord(term[1]), fan)}"

    def _blocks(self, term: str, count: int, firsts: list[int]) -> list[int]:
        found: list[int] = []
        for number, first in enumerate(firsts):
            name = f"b/{ord(term[0]):x}-{ord(term[1]):x}-{number}"
            block = self.alone(self.files[name], min(4096, count - 4096 * number))
            assert block[0] == first
            found += block
        assert len(found) == count
        return found

    @cached_property
    def terms(self) -> set[str]:
        """Every term there is."""
        files = (name for name in self.files if name.startswith("p/"))
        return {term for name in files for term, _, _ in self.postings(name)}

    @cached_property
    def texts(self) -> dict[int, str]:
        """The words of every document by its number."""
        return {**dict(self.heads()), **{row[0]: row[5] for _, row in self.passages()}}

    def heads(self) -> Iterator[tuple[int, str]]:
        for unit, row in enumerate(self.units):
            yield unit, f"{row[1]}\n{row[4]}"

    @cached_property
    def units(self) -> list[Any]:
        """The rows of all units in order."""
        count, size = self.head["units"], self.head["heads"]
        return [row for n in range(-(-count // size)) for row in self.files[f"u/{n}"]]

    def passages(self) -> Iterator[tuple[list[Any], list[Any]]]:
        """Each passage with the row of its unit; its number is counted from 0 as others are."""
        numbers = sorted(int(name[2:]) for name in self.files if name.startswith("t/"))
        for n in numbers:
            for unit in self.files[f"t/{n}"]:
                for number, *rest in unit[5]:
                    assert number // 16 // self.head["texts"] == n
                    yield unit, [self.head["base"] + number, *rest]

    def sounding(self, folded: str) -> dict[str, dict[str, int]]:
        """The terms in the file of what sounds like ``folded``, by their own reading: each with
        the length in bits of how many documents have it."""
        return self.sounds(f"y/{hash_of(folded) * self.head['sounds'] // 65536}")

    def sounds(self, name: str) -> dict[str, dict[str, int]]:
        """All of a file ``y/…``."""
        bits = Bits(self.files[name])
        number = bits.count() - 1
        readings = bits.list_of(number, bits.count() - 1) if number else []
        sizes = bits.counts(number)
        widths = [count - 1 for count in bits.counts(number)]
        places = [bits.list_of(*row) for row in zip(sizes, widths, strict=True)]
        found = {}
        for reading, own in zip(readings, places, strict=True):
            one, other = (self.syllables[n] for n in divmod(reading, self.head["syllables"]))
            pairs = [divmod(place, len(other[1])) for place in own]
            terms = [one[1][a] + other[1][b] for a, b in pairs]
            found[f"{one[0]} {other[0]}"] = dict(zip(terms, bits.counts(len(own)), strict=True))
        bits.end()
        return found

    @cached_property
    def syllables(self) -> dict[int, tuple[str, str]]:
        """Every syllable by its number, with its characters."""
        return {number: (s, signs) for s, (number, _, signs) in self.files["chars"].items()}

    @cached_property
    def names(self) -> list[Any]:
        """The rows of the name table, from wherever they are."""
        if self.head["names"] is not None:
            rows = self.head["names"]
        else:
            rows = [row for key in self.head["letters"] for row in self.files[f"n/{key}"]]
        return sorted({json.dumps(row): row for row in rows}.values())


def read_search(files: Iterable[tuple[PurePosixPath, bytes]]) -> SearchData:
    """The files as a browser would be given them."""
    found = {}
    for path, data in files:
        match = re.fullmatch(r"pintuSearch\((\"[^\"]*\"),(.*)\)\n", data.decode(), re.S)
        assert match is not None, path
        assert "\u2028" not in match[2]
        assert "<" not in match[2]
        name = json.loads(match[1])
        assert path == PurePosixPath("search", f"{name}.js")
        found[name] = json.loads(match[2])
    return SearchData(found)
