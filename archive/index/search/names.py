"""The table of names: what a search offers while somebody types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from archive.index.search.payload import payload_file
from archive.index.search.readings import Readings, format_reading
from archive.model.page import Page
from archive.values import dataclass

Row = Sequence[object]
"""Unit, id, a name, its reading, another name, its reading …"""

MOST_ROWS = 1500
"""More rows than this are divided among files."""
ROWS_OF_A_LETTER = 400
"""More rows than this under one letter are divided by the second."""
NO_LETTER = "_"


def spell_names(names: Iterable[str], *, readings: Readings, is_person: bool) -> tuple[str, ...]:
    """Names, each with its reading."""
    return tuple(
        part
        for name in filter(None, names)
        for part in (name, format_reading(readings.of_name(name, is_person=is_person)))
    )


def name_row(unit: int, record: str, spelt: Sequence[str]) -> Row:
    """The row of one record, with its names as `spell_names` gives them."""
    return [unit, record, *spelt]


@dataclass(frozen=True)
class Split:
    """A name table in parts, by the letters its names begin with."""

    letters: Mapping[str, Sequence[Row]]
    """By the first letter of the reading, or the first two: together these have every row."""
    initials: Mapping[str, Sequence[Row]]
    """By the first letters of the first two syllables, where one letter has many rows."""

    @property
    def seconds(self) -> dict[str, str]:
        """For each first letter of a key of ``initials`` the second ones."""
        found: dict[str, str] = {}
        for key in self.initials:
            found[key[0]] = found.get(key[0], "") + key[1]
        return found


def split_names(rows: Sequence[Row]) -> Split:
    """The rows by letter, for tables that are too long for one file; by two where need be. Two
    letters may be how a reading begins, and initials: a file has the rows of both."""
    letters: dict[str, Sequence[Row]] = {}
    initials: dict[str, Sequence[Row]] = {}
    for letter, own in _by_key(rows, lambda row: _keys(row, 1)).items():
        if letter == NO_LETTER or len(own) <= ROWS_OF_A_LETTER:
            letters[letter] = own
            continue
        begins = _by_key(own, lambda row: _keys(row, 2))
        both = _by_key(own, lambda row: (*_keys(row, 2), *_initials(row)))
        for key, among in both.items():
            if key[0] == letter:
                (letters if key in begins else initials)[key] = among
    return Split(dict(sorted(letters.items())), dict(sorted(initials.items())))


def _by_key(rows: Sequence[Row], keys_of: Callable[[Row], Iterable[str]]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        for key in dict.fromkeys(keys_of(row)):
            found.setdefault(key, []).append(row)
    return found


def _initials(row: Row) -> Iterator[str]:
    """The first letters of the first two syllables of every name in every reading."""
    for reading in row[3::2]:
        first, _, rest = str(reading).partition(" ")
        for one in first.split("|"):
            for other in rest.partition(" ")[0].split("|"):
                if (letters := one[:1] + other[:1]).isalpha() and len(letters) == 2:
                    yield letters


def _keys(row: Row, length: int) -> Iterator[str]:
    """Under which letters a row stands: those of every name in every reading."""
    for reading in row[3::2]:
        syllables = [syllable.split("|") for syllable in str(reading).split(" ")]
        for first in syllables[0]:
            if not first[:1].isalpha():
                yield NO_LETTER
            elif length == 1 or len(first) > 1:
                yield first[:length]
            else:
                following = syllables[1] if len(syllables) > 1 else [""]
                for second in following:
                    letter = second[:1]
                    yield first + (letter if letter.isalpha() else NO_LETTER)


def name_files(split: Split) -> Iterator[Page]:
    """A file for each letter or two."""
    for key, rows in (*split.letters.items(), *split.initials.items()):
        yield payload_file(f"n/{key}", rows)
