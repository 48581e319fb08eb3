"""Latin letters as pinyin: names by full readings, initials or both, text by full readings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from archive.index.search.analysis import normalise
from archive.index.search.readings import Readings, fold, readings_of
from archive.values import dataclass

LONGEST = 40
"""Letters of a word that are tried as pinyin."""
MOST_WAYS = 8
"""Ways to divide them into syllables that are tried."""

_PIECE = re.compile(r"[a-z]+|[0-9]+|[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Sound:
    """How something sounds: for each character those it may be."""

    signs: tuple[frozenset[str], ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds it in analysed text."""
        return re.compile("".join(f"[{re.escape(''.join(sorted(one)))}]" for one in self.signs))


@cache
def signs_by_sound(is_folded: bool) -> dict[str, frozenset[str]]:
    """The characters of each syllable; folded, of each that is easily taken for it as well."""
    found: dict[str, set[str]] = {}
    for code in (*range(0x4E00, 0xA000), 0x3007):
        sign = chr(code)
        if normalise(sign) == sign:
            for reading in readings_of(sign):
                found.setdefault(fold(reading) if is_folded else reading, set()).add(sign)
    return {reading: frozenset(signs) for reading, signs in found.items()}


@lru_cache(maxsize=256)
def sounds_of(word: str) -> tuple[Sound, ...]:
    """What ``word`` (analysed; Latin letters, characters or both) may be as pinyin.

    Every Latin piece must be whole syllables, and two characters are the least.
    """
    pieces = _PIECE.findall(word)
    if len(word) > LONGEST or not any("a" <= piece[0] <= "z" for piece in pieces):
        return ()
    known = signs_by_sound(False)
    ways: list[list[frozenset[str]]] = [[]]
    for piece in pieces:
        if "a" <= piece[0] <= "z":
            divided = [[known[one] for one in syllables] for syllables in _divide(piece, known)]
        else:
            divided = [[frozenset(sign) for sign in piece]]
        ways = [[*way, *added] for way in ways for added in divided][:MOST_WAYS]
    return tuple(Sound(tuple(way)) for way in ways if len(way) > 1)


def sounds_like(word: str, readings: Readings) -> Sound | None:
    """What sounds nearly as ``word`` of characters does; None when one has no reading."""
    if not 1 < len(word) <= LONGEST or word.isascii():
        return None
    folded = signs_by_sound(True)
    signs = []
    for sign in word:
        sounds = [fold(one) for one in readings.of(sign)]
        if not sounds:
            return None
        signs.append(frozenset({sign}.union(*(folded.get(one, frozenset()) for one in sounds))))
    return Sound(tuple(signs))


def sounds_alike(word: str) -> Sound | None:
    """What sounds nearly as the syllables ``word`` in Latin letters; None when it is none."""
    if len(word) > LONGEST or not word.isascii() or not word.isalpha():
        return None
    folded, known = signs_by_sound(True), signs_by_sound(False)
    for syllables in _divide(word, known):
        if len(syllables) > 1:
            return Sound(tuple(folded[fold(one)] for one in syllables))
    return None


def _divide(letters: str, known: dict[str, frozenset[str]]) -> list[list[str]]:
    """The ways to divide ``letters`` into syllables, fewest syllables first."""
    ways: list[list[list[str]]] = [[[]]]
    for end in range(1, len(letters) + 1):
        here = [
            [*way, letters[start:end]]
            for start in range(max(0, end - 6), end)
            if letters[start:end] in known
            for way in ways[start]
        ]
        ways.append(sorted(here, key=len)[:MOST_WAYS])
    return ways[-1]


def is_spelt(typed: str, syllables: Sequence[Sequence[str]], name: str) -> float:
    """How well ``typed`` (analysed, without spaces) spells part of a name: 0 to 1.

    Each syllable by its reading, by the beginning of one, or by the character itself; from any
    syllable on. 1 is for the whole name by whole readings.
    """
    signs = _PIECE.findall(name)
    if len(signs) != len(syllables) or not typed or len(typed) > LONGEST:
        return 0.0
    best = 0.0
    for start in range(len(syllables)):
        for end, whole in _matches(typed, syllables, signs, start):
            share = (end - start) / len(syllables)
            best = max(best, share * (0.6 + 0.4 * whole / (end - start)))
    return best


def _matches(
    typed: str, syllables: Sequence[Sequence[str]], signs: Sequence[str], start: int
) -> Iterator[tuple[int, int]]:
    """Where a match from ``start`` may end, and how many of its syllables were whole."""
    states = {(0, 0)}
    for at in range(start, len(syllables)):
        following: set[tuple[int, int]] = set()
        for done, whole in states:
            rest = typed[done:]
            if rest.startswith(signs[at]):
                following.add((done + len(signs[at]), whole + 1))
            for reading in syllables[at]:
                common = _common(rest, reading)
                following.update(
                    (done + n, whole + (n == len(reading))) for n in range(1, common + 1)
                )
        for done, whole in following:
            if done == len(typed):
                yield at + 1, whole
        states = {state for state in following if state[0] < len(typed)}


def _common(text: str, reading: str) -> int:
    """How many letters both begin with."""
    length = 0
    for one, other in zip(text, reading, strict=False):
        if one != other:
            break
        length += 1
    return length
