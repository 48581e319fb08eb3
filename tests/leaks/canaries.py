"""Canaries: unique phrases, days, digests, tones and patterns, and where each may be found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from archive.model.terms import Channel

CHANNELS = frozenset({Channel.WEB, Channel.KIOSK})
DARK: frozenset[Channel] = frozenset()

_LETTERS = "bcdfghjklmnp"
_SIGNS = "鷟鸑鵷鸐鷭鶒鸂鸀鷫鶬鵁鶄"
LETTERS = re.compile(r"zq([bcdfghjklmnp]{4})qz")
OWN = 0x20000
"""The code point before the first that belongs to one phrase alone."""
OWN_SIGNS = re.compile("[\U00020001-\U0002a6d6]")
SIGNS = re.compile(f"鹓([{_SIGNS}]{{4}})鶵")
_PAST, _FUTURE = date(1801, 1, 1), date(2061, 1, 1)
DAY = re.compile(r"(?<!\d)((?:180|206|207)\d)(?:-|/|年|)(\d{1,2})(?:-|/|月|)(\d{1,2})(?!\d)")
DIGEST = re.compile(r"[0-9a-f]{12,}")


class Sort(Enum):
    """What was planted."""

    WORDS = "words"
    DAY = "day"
    DIGEST = "digest"
    TONE = "tone"
    BLOCKS = "blocks"
    TERM = "term"
    """The sign of a phrase that nothing else has, in a term of the search data."""


@dataclass(frozen=True, slots=True)
class Canary:
    """One planted thing. ``mark`` is what a search reports when it is there."""

    place: str
    sort: Sort
    mark: str
    lit_in: frozenset[Channel]
    """The channels in which it may be found; in all others it must not be."""


@dataclass(slots=True)
class Ledger:
    """All that was planted, in order."""

    canaries: list[Canary] = field(default_factory=list)
    _count: int = 0
    _days: int = 0

    def _add(self, place: str, sort: Sort, mark: str, lit_in: frozenset[Channel]) -> None:
        self.canaries.append(Canary(place, sort, mark, lit_in))

    def word(self, place: str, lit_in: frozenset[Channel] = DARK) -> str:
        """A phrase in letters alone, for names of files and addresses."""
        self._count += 1
        self._add(place, Sort.WORDS, str(self._count), lit_in)
        return f"zq{_spell(self._count, _LETTERS)}qz"

    def phrase(self, place: str, lit_in: frozenset[Channel] = DARK) -> str:
        """A phrase in rare characters, one that is in no other phrase, and letters."""
        letters = self.word(place, lit_in)
        return f"鹓{_spell(self._count, _SIGNS)}鶵{chr(OWN + self._count)}{letters}"

    def day(self, place: str, *, is_past: bool) -> str:
        """A private day: long ago, or far ahead, where nothing else in the village is."""
        self._days += 1
        day = (_PAST if is_past else _FUTURE) + timedelta(days=self._days)
        self._add(place, Sort.DAY, day.isoformat(), DARK)
        return day.isoformat()

    def digest(self, place: str, sha256: str) -> None:
        """The checksum of an original, which tells whoever holds a copy that it is the one."""
        self._add(place, Sort.DIGEST, sha256[:12], DARK)

    def tone(self, place: str, lit_in: frozenset[Channel] = DARK) -> float:
        """A frequency of its own, in hertz; no multiple of another one of use."""
        used = sum(canary.sort is Sort.TONE for canary in self.canaries)
        frequency = 607.0 + 131.0 * used
        self._add(place, Sort.TONE, str(frequency), lit_in)
        return frequency

    def blocks(self, place: str, lit_in: frozenset[Channel] = DARK) -> int:
        """The number of a pattern of blocks."""
        number = 1 + sum(canary.sort is Sort.BLOCKS for canary in self.canaries)
        self._add(place, Sort.BLOCKS, str(number), lit_in)
        return number

    def of(self, sort: Sort) -> Iterator[Canary]:
        """Those of one sort."""
        return (canary for canary in self.canaries if canary.sort is sort)


def _spell(number: int, digits: str) -> str:
    spelt = ""
    for _ in range(4):
        number, digit = divmod(number, len(digits))
        spelt += digits[digit]
    return spelt


def read_phrases(text: str) -> Iterator[str]:
    """The marks of all phrases in ``text``."""
    for pattern, digits in ((LETTERS, _LETTERS), (SIGNS, _SIGNS)):
        for spelt in pattern.findall(text):
            yield str(sum(digits.index(d) * len(digits) ** n for n, d in enumerate(spelt)))


def read_own_signs(text: str) -> Iterator[str]:
    """The marks of the phrases of which ``text`` has the one sign that is theirs alone."""
    yield from (str(ord(sign) - OWN) for sign in OWN_SIGNS.findall(text))


def read_days(text: str) -> Iterator[str]:
    """The marks of all days in ``text``, however they are written."""
    for year, month, day in DAY.findall(text):
        yield f"{year}-{int(month):02}-{int(day):02}"
