"""The table of names: what a search offers while somebody types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from archive.index.search.payload import payload_file
from archive.index.search.readings import Readings, format_reading
from archive.model.page import Page

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


def split_names(rows: Sequence[Row]) -> Mapping[str, Sequence[Row]]:
    """The rows by letter, for tables that are too long for one file; by two where need be."""
    single = _by_letters(rows, 1)
    found: dict[str, Sequence[Row]] = {}
    for letter, own in sorted(single.items()):
        if letter == NO_LETTER or len(own) <= ROWS_OF_A_LETTER:
            found[letter] = own
        else:
            double = _by_letters(own, 2)
            found.update((k, v) for k, v in sorted(double.items()) if k[0] == letter)
    return dict(sorted(found.items()))


def _by_letters(rows: Sequence[Row], length: int) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        for key in dict.fromkeys(_keys(row, length)):
            found.setdefault(key, []).append(row)
    return found


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


def name_files(split: Mapping[str, Sequence[Row]]) -> Iterator[Page]:
    """A file for each letter or two."""
    for key, rows in split.items():
        yield payload_file(f"n/{key}", rows)
