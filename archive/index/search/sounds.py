"""Pairs of characters by how they sound, and characters under their readings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.index.search.analysis import SIGN_BITS
from archive.index.search.payload import mark_of, search_file
from archive.index.search.postings import Vocabulary, spell
from archive.index.search.readings import Readings, fold, readings_of
from archive.model.page import Page

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

PAIRS_A_FILE = 700
MOST_FILES = 4096
_SYLLABLE_BITS = 12


@dataclass(frozen=True)
class Sounds:
    """Every pair under every reading, sorted by file, reading, how common it is."""

    files: int
    """Number of files ``y/…``, a power of two."""
    place: Numbers
    """In which file each pair stands."""
    reading: Numbers
    """Two syllables in one number."""
    keys: Numbers
    syllables: tuple[str, ...]
    signs: Mapping[int, tuple[str, ...]]
    """The readings of every character that occurs."""


def hash_sound(text: str) -> int:
    """A number below 65,536 of the folded syllables ``"sui ce"``."""
    value = 0
    for sign in text:
        value = (value * 31 + ord(sign)) % 65536
    return value


def index_sounds(words: Vocabulary, readings: Readings) -> Sounds:
    """All pairs in ``words`` of which both characters have readings."""
    import numpy as np

    signs = {s: readings.of(chr(s)) for s in words.signs()}
    signs = {sign: sounds for sign, sounds in signs.items() if sounds}
    syllables = tuple(sorted({s for sounds in signs.values() for s in sounds}))
    number = {syllable: place for place, syllable in enumerate(syllables)}
    table, begins, counts = _reading_table(signs, number)
    first, second = words.firsts, words.seconds
    ways = counts[first] * counts[second]
    which = np.repeat(np.arange(len(ways)), ways)
    turn = np.arange(len(which)) - np.repeat(np.cumsum(ways) - ways, ways)
    others = counts[second][which]
    one = table[begins[first][which] + turn // np.maximum(others, 1)]
    two = table[begins[second][which] + turn % np.maximum(others, 1)]
    files = _files(len(which))
    place = _hashes(syllables)[one, two] * files >> 16
    reading = (one << _SYLLABLE_BITS) | two
    # Counts in steps, so that a line more does not change the order of hundreds of files.
    common = np.ceil(np.log2(words.counts)).astype(np.int64)[which]
    keys = words.keys[which]
    order = np.lexsort((keys, -common, reading, place))
    return Sounds(files, place[order], reading[order], keys[order], syllables, signs)


def _reading_table(
    signs: Mapping[int, tuple[str, ...]], number: Mapping[str, int]
) -> tuple[Numbers, Numbers, Numbers]:
    """All readings in one list, and where those of each code point begin and how many they are."""
    import numpy as np

    table: list[int] = []
    begins = np.zeros(1 << SIGN_BITS, dtype=np.int64)
    counts = np.zeros(1 << SIGN_BITS, dtype=np.int64)
    for sign, sounds in signs.items():
        begins[sign], counts[sign] = len(table), len(sounds)
        table.extend(number[sound] for sound in sounds)
    return np.array(table or [0], dtype=np.int64), begins, counts


def _hashes(syllables: tuple[str, ...]) -> Numbers:
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

    spelt = repr(sounds.syllables).encode()
    bounds = np.searchsorted(sounds.place, np.arange(sounds.files + 1))
    for number in range(sounds.files):
        start, end = int(bounds[number]), int(bounds[number + 1])
        mark = mark_of(spelt, sounds.reading[start:end].data, sounds.keys[start:end].data)
        yield search_file(f"y/{number}", mark, _pairs(sounds, start, end))


def _pairs(sounds: Sounds, start: int, end: int) -> Callable[[], object]:
    def make() -> dict[str, str]:
        found: dict[str, list[str]] = {}
        low = (1 << _SYLLABLE_BITS) - 1
        pairs = zip(
            sounds.reading[start:end].tolist(), sounds.keys[start:end].tolist(), strict=True
        )
        for reading, key in pairs:
            said = (
                f"{sounds.syllables[reading >> _SYLLABLE_BITS]} {sounds.syllables[reading & low]}"
            )
            found.setdefault(said, []).append(spell(key))
        return {said: "".join(own) for said, own in found.items()}

    return make


def characters(words: Vocabulary, sounds: Sounds) -> dict[str, object]:
    """The payload of ``chars.js``: characters by reading, the commonest first, those of GB 2312
    that do not occur last: somebody may type one and mean another."""
    import numpy as np

    signs, at = np.unique(words.firsts, return_index=True)
    sums = np.add.reduceat(words.counts, at) if len(at) else at
    steps = {
        sign: -int(count).bit_length()
        for sign, count in zip(signs.tolist(), sums.tolist(), strict=True)
    }
    rest = {
        sign: readings_of(chr(sign)) for sign in common_characters() if sign not in sounds.signs
    }
    by_reading: dict[str, list[str]] = {}
    for sign in [*sorted(sounds.signs, key=lambda sign: (steps[sign], sign)), *sorted(rest)]:
        for reading in sounds.signs.get(sign) or rest[sign]:
            by_reading.setdefault(reading, []).append(chr(sign))
    readings = {reading: "".join(by_reading[reading]) for reading in sorted(by_reading)}
    return {"readings": readings}


def common_characters() -> list[int]:
    """The characters of GB 2312."""
    rows = (bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return [ord(sign) for pair in rows if (sign := pair.decode("gb2312", "ignore"))]
