"""Pairs of characters by how they sound, and characters under their readings.

A pair is written as the places of its two characters among those that sound alike, so that it takes
about a byte. These places hardly ever change: the characters of GB 2312 come first, all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from archive.index.search.analysis import SIGN_BITS
from archive.index.search.bits import best_widths, counts, gaps, one, steps, write_bits
from archive.index.search.payload import mark_of, payload_file, search_file
from archive.index.search.readings import Readings, fold, readings_of
from archive.index.search.vocabulary import Vocabulary
from archive.model.page import Page
from archive.values import dataclass

if TYPE_CHECKING:
    from archive.index.search.vocabulary import Numbers

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
    occurring: frozenset[int]
    """Those that occur and have a reading."""

    def spelt(self) -> dict[str, str]:
        """The characters of each syllable, as text."""
        rows = zip(self.syllables, self.signs, strict=True)
        return {syllable: "".join(map(chr, own)) for syllable, own in rows}

    def that_may_occur(self) -> Characters:
        """The same with all that occur, may occur, or did before the last change."""
        return replace(self, occurring=frozenset().union(*self.signs))


@dataclass(frozen=True)
class Sounds:
    """Every pair under every reading, sorted by file, reading, place."""

    files: int
    """Number of files ``y/…``, a power of two."""
    wanted: Sequence[int]
    """Those that are to be written; only their pairs are here."""
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
    rows = tuple(tuple(signs[syllable]) for syllable in syllables)
    return Characters(syllables, rows, frozenset(occurring))


def characters_of(spelt: Mapping[str, str], *, occurring: Iterable[int]) -> Characters:
    """What `Characters.spelt` gives, brought back; ``occurring`` is every character that occurs."""
    signs = tuple(tuple(map(ord, own)) for own in spelt.values())
    return Characters(tuple(spelt), signs, frozenset().union(*signs).intersection(occurring))


def index_sounds(
    words: Vocabulary,
    characters: Characters,
    *,
    touched: Numbers | None = None,
    files: int = 0,
) -> Sounds:
    """All pairs in ``words`` of which both characters have readings; with ``touched``, and if there
    are still so many ``files``, those that stand where one of these terms does or would."""
    import numpy as np

    table = _reading_table(characters)
    which, one_way, other_way = _both_ways(words.keys, table)
    number = _files(len(which))
    hashes = _hashes(characters.syllables)
    place = hashes[table.syllables[one_way], table.syllables[other_way]] * number >> 16
    is_wanted = np.ones(number, dtype=bool)
    if touched is not None and number == files:
        once = _reading_table(characters.that_may_occur())
        _, one, other = _both_ways(touched, once)
        is_wanted[:] = False
        is_wanted[hashes[once.syllables[one], once.syllables[other]] * number >> 16] = True
        own = is_wanted[place]
        which, one_way, other_way, place = which[own], one_way[own], other_way[own], place[own]
    former, latter = table.syllables[one_way], table.syllables[other_way]
    reading = former * len(characters.syllables) + latter
    sizes = np.array([len(signs) for signs in characters.signs], dtype=np.int64)
    pair = table.places[one_way] * sizes[latter] + table.places[other_way]
    step = steps_of(words.counts)[which]
    order = np.lexsort((pair, reading, place))
    wanted = np.flatnonzero(is_wanted).tolist()
    return Sounds(number, wanted, place[order], reading[order], pair[order], step[order])


def steps_of(counts: Numbers) -> Numbers:
    """How common pairs are that so many documents have; less than zero for one that none has.

    In steps, so that a line more does not change hundreds of files.
    """
    import numpy as np

    return np.frexp(counts.astype(np.float64))[1].astype(np.int64) - 1


class _Table(NamedTuple):
    """For each code point how many readings it has and where they begin; then all readings: the
    syllable, and the place of the character in it."""

    ways: Numbers
    begins: Numbers
    syllables: Numbers
    places: Numbers


def _both_ways(keys: Numbers, table: _Table) -> tuple[Numbers, Numbers, Numbers]:
    """Terms in every way they may be read: the place of the term, the readings of its two signs."""
    import numpy as np

    first, second = keys >> SIGN_BITS, keys & ((1 << SIGN_BITS) - 1)
    ways = table.ways[first] * table.ways[second]
    which = np.repeat(np.arange(len(ways)), ways)
    turn = np.arange(len(which)) - np.repeat(np.cumsum(ways) - ways, ways)
    others = np.maximum(table.ways[second][which], 1)
    return (
        which,
        table.begins[first][which] + turn // others,
        table.begins[second][which] + turn % others,
    )


def _reading_table(characters: Characters) -> _Table:
    import numpy as np

    places: dict[int, list[tuple[int, int]]] = {}
    for number, signs in enumerate(characters.signs):
        for place, sign in enumerate(signs):
            if sign in characters.occurring:
                places.setdefault(sign, []).append((number, place))
    ways = np.zeros(1 << SIGN_BITS, dtype=np.int64)
    begins = np.zeros(1 << SIGN_BITS, dtype=np.int64)
    rows: list[tuple[int, int]] = []
    for sign, own in places.items():
        ways[sign], begins[sign] = len(own), len(rows)
        rows.extend(own)
    table = np.array(rows or [(0, 0)], dtype=np.int64)
    return _Table(ways, begins, table[:, 0], table[:, 1])


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
    for number in sounds.wanted:
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


def commonness(words: Vocabulary) -> Mapping[int, int]:
    """How common each character is that a term begins with, in steps."""
    import numpy as np

    at = words.begins
    sums = np.add.reduceat(words.counts, at) if len(at) else at
    return dict(zip(words.signs(), map(int.bit_length, sums.tolist()), strict=True))


def character_files(common: Mapping[int, int], characters: Characters) -> Iterator[Page]:
    """``chars.js`` with all readings, and the files ``c/…`` with those of one letter."""
    rows = {
        syllable: [number, _commonest(own, common), "".join(map(chr, own))]
        for number, (syllable, own) in enumerate(
            zip(characters.syllables, characters.signs, strict=True)
        )
    }
    yield payload_file("chars", rows)
    for letter in sorted({fold(syllable)[0] for syllable in rows}):
        own = {syllable: row for syllable, row in rows.items() if fold(syllable)[0] == letter}
        yield payload_file(f"c/{letter}", own)


def _commonest(signs: Sequence[int], common: Mapping[int, int]) -> str:
    """Those of ``signs`` that occur most."""
    occurring = sorted((-common[sign], sign) for sign in signs if sign in common)
    return "".join(chr(sign) for _, sign in occurring[:COMMON])


@cache
def common_characters() -> tuple[int, ...]:
    """The characters of GB 2312."""
    rows = (bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return tuple(ord(sign) for pair in rows if (sign := pair.decode("gb2312", "ignore")))
