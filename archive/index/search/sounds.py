"""Pairs of characters by how they sound, and characters under their readings.

A pair is written as the places of its two characters among those that sound alike, so that it takes
about a byte. These places hardly ever change: the characters of GB 2312 come first, all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from archive.index.search.analysis import SIGN_BITS
from archive.index.search.bits import best_widths, counts, gaps, one, steps, write_bits
from archive.index.search.payload import mark_of, payload_file, search_file
from archive.index.search.postings import Vocabulary
from archive.index.search.readings import Readings, fold, readings_of
from archive.model.page import Page

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

PAIRS_A_FILE = 1200
MOST_FILES = 4096
COMMON = 6
"""Characters of a reading that are named as its commonest."""


@dataclass(frozen=True)
class Characters:
    """All characters by their readings: those of GB 2312, and whatever else occurs."""

    syllables: tuple[str, ...]
    """Sorted; each is known by its place here."""
    signs: tuple[tuple[int, ...], ...]
    """For each syllable the characters: a pair is written by their places here."""
    readings: Mapping[int, tuple[str, ...]]
    """The readings of every character that occurs."""


@dataclass(frozen=True)
class Sounds:
    """Every pair under every reading, sorted by file, reading, place."""

    files: int
    """Number of files ``y/…``, a power of two."""
    place: Numbers
    """In which file each pair stands."""
    reading: Numbers
    """Two syllables in one number: that of the first, times how many there are, and the second."""
    pair: Numbers
    """The places of two characters likewise."""
    step: Numbers
    """How common the pair is: the length in bits of how many documents have it, less one."""


def hash_sound(text: str) -> int:
    """A number below 65,536 of the folded syllables ``"sui ce"``."""
    value = 0
    for sign in text:
        value = (value * 31 + ord(sign)) % 65536
    return value


def index_characters(words: Vocabulary, readings: Readings) -> Characters:
    """The characters that ``words`` begin with, among those that anybody may type."""
    known = {sign: readings.of(chr(sign)) for sign in words.signs()}
    occurring = {sign: sounds for sign, sounds in known.items() if sounds}
    common = common_characters()
    others = sorted(occurring.keys() - {*common})
    signs: dict[str, list[int]] = {}
    for sign in (*common, *others):
        for syllable in occurring.get(sign) or readings_of(chr(sign)):
            signs.setdefault(syllable, []).append(sign)
    syllables = tuple(sorted(signs))
    return Characters(syllables, tuple(tuple(signs[s]) for s in syllables), occurring)


def index_sounds(words: Vocabulary, characters: Characters) -> Sounds:
    """All pairs in ``words`` of which both characters have readings."""
    import numpy as np

    ways_of, begins, syllables, places = _reading_table(characters)
    first, second = words.firsts, words.seconds
    ways = ways_of[first] * ways_of[second]
    which = np.repeat(np.arange(len(ways)), ways)
    turn = np.arange(len(which)) - np.repeat(np.cumsum(ways) - ways, ways)
    others = np.maximum(ways_of[second][which], 1)
    one_way = begins[first][which] + turn // others
    other_way = begins[second][which] + turn % others
    former, latter = syllables[one_way], syllables[other_way]
    files = _files(len(which))
    place = _hashes(characters.syllables)[former, latter] * files >> 16
    reading = former * len(characters.syllables) + latter
    sizes = np.array([len(signs) for signs in characters.signs], dtype=np.int64)
    pair = places[one_way] * sizes[latter] + places[other_way]
    # In steps, so that a line more does not change hundreds of files.
    step = np.frexp(words.counts.astype(np.float64))[1].astype(np.int64)[which] - 1
    order = np.lexsort((pair, reading, place))
    return Sounds(files, place[order], reading[order], pair[order], step[order])


def _reading_table(characters: Characters) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """For each code point how many readings it has and where they begin; then all readings: the
    syllable, and the place of the character in it."""
    import numpy as np

    places: dict[int, list[tuple[int, int]]] = {}
    for number, signs in enumerate(characters.signs):
        for place, sign in enumerate(signs):
            if sign in characters.readings:
                places.setdefault(sign, []).append((number, place))
    ways = np.zeros(1 << SIGN_BITS, dtype=np.int64)
    begins = np.zeros(1 << SIGN_BITS, dtype=np.int64)
    rows: list[tuple[int, int]] = []
    for sign, own in places.items():
        ways[sign], begins[sign] = len(own), len(rows)
        rows.extend(own)
    table = np.array(rows or [(0, 0)], dtype=np.int64)
    return ways, begins, table[:, 0], table[:, 1]


def _hashes(syllables: Sequence[str]) -> Numbers:
    """`hash_sound` of every two syllables, folded: of a text and what follows it, the hash is
    that of the text times a power of 31, and that of what follows."""
    import numpy as np

    folded = [fold(syllable) for syllable in syllables]
    ahead = np.array([hash_sound(f"{sound} ") for sound in folded], dtype=np.int64)
    behind = np.array([hash_sound(sound) for sound in folded], dtype=np.int64)
    power = np.array([pow(31, len(sound), 65536) for sound in folded], dtype=np.int64)
    return np.asarray((ahead[:, None] * power[None, :] + behind[None, :]) % 65536)


def _files(pairs: int) -> int:
    return min(MOST_FILES, 1 << (pairs // PAIRS_A_FILE).bit_length())


def sound_files(sounds: Sounds) -> Iterator[Page]:
    """The files ``y/…``."""
    import numpy as np

    bounds = np.searchsorted(sounds.place, np.arange(sounds.files + 1))
    for number in range(sounds.files):
        own = slice(int(bounds[number]), int(bounds[number + 1]))
        parts = (sounds.reading[own], sounds.pair[own], sounds.step[own])
        yield search_file(f"y/{number}", mark_of(*(part.data for part in parts)), _pairs(*parts))


def _pairs(reading: Numbers, pair: Numbers, step: Numbers) -> Callable[[], object]:
    def make() -> str:
        import numpy as np

        own, begins, sizes = np.unique(reading, return_index=True, return_counts=True)
        left_out, between = gaps(own, begins[:1]), gaps(pair, begins)
        width = best_widths(left_out, np.array([len(own)])[: len(own)])
        widths = best_widths(between, sizes)
        return write_bits(
            [
                one(len(own) + 1),
                counts(width + 1),
                steps(left_out, np.repeat(width, len(own))),
                counts(sizes),
                counts(widths + 1),
                steps(between, np.repeat(widths, sizes)),
                counts(step + 1),
            ]
        )

    return make


def character_files(words: Vocabulary, characters: Characters) -> Iterator[Page]:
    """``chars.js`` with all readings, and the files ``c/…`` with those of one letter."""
    import numpy as np

    signs, at = np.unique(words.firsts, return_index=True)
    sums = np.add.reduceat(words.counts, at) if len(at) else at
    steps_of = dict(zip(signs.tolist(), map(int.bit_length, sums.tolist()), strict=True))
    rows = {
        syllable: [number, _commonest(own, steps_of), "".join(map(chr, own))]
        for number, (syllable, own) in enumerate(
            zip(characters.syllables, characters.signs, strict=True)
        )
    }
    yield payload_file("chars", rows)
    for letter in sorted({fold(syllable)[0] for syllable in rows}):
        own = {syllable: row for syllable, row in rows.items() if fold(syllable)[0] == letter}
        yield payload_file(f"c/{letter}", own)


def _commonest(signs: Sequence[int], steps_of: Mapping[int, int]) -> str:
    """Those of ``signs`` that occur most."""
    occurring = sorted((-steps_of[sign], sign) for sign in signs if sign in steps_of)
    return "".join(chr(sign) for _, sign in occurring[:COMMON])


@cache
def common_characters() -> tuple[int, ...]:
    """The characters of GB 2312."""
    rows = (bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return tuple(ord(sign) for pair in rows if (sign := pair.decode("gb2312", "ignore")))
