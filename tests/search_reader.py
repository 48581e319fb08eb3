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
        keys, data = self.files[name]
        codes = [*keys]
        pairs = [codes[at] + codes[at + 1] for at in range(0, len(codes), 2)]
        assert pairs == sorted(set(pairs))
        values = iter(numbers_of(data))
        for pair in pairs:
            count = next(values)
            shown = count if count <= 8192 else -(-count // 4096)
            listed = ascending(next(values) for _ in range(shown))
            if pair == term:
                return listed if count <= 8192 else self._blocks(term, count, listed)
        return []

    def place_of(self, term: str) -> str:
        """Section 4: in which file a term stands."""
        fan = next((int(f) for f, signs in self.head["fans"].items() if term[0] in signs), None)
        if fan is None:
            return f"p/r-{spread(ord(term[0]), self.head['rare'])}"
        return f"p/{ord(term[0]):x}-{spread(ord(term[1]), fan)}"

    def _blocks(self, term: str, count: int, firsts: list[int]) -> list[int]:
        found: list[int] = []
        for number, first in enumerate(firsts):
            name = f"b/{ord(term[0]):x}-{ord(term[1]):x}-{number}"
            block = ascending(numbers_of(self.files[name]))
            assert block[0] == first
            found += block
        assert len(found) == count
        return found

    @cached_property
    def terms(self) -> set[str]:
        """Every term there is."""
        found = set()
        for name, value in self.files.items():
            if name.startswith("p/"):
                codes = [*value[0]]
                found |= {codes[at] + codes[at + 1] for at in range(0, len(codes), 2)}
        return found

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

    def sounding(self, folded: str) -> dict[str, str]:
        """The terms that may sound like ``folded``, by their own reading."""
        found = self.files[f"y/{hash_of(folded) * self.head['sounds'] // 65536}"]
        assert isinstance(found, dict)
        return found

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
