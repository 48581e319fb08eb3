"""The files that hold what is shown: passages, heads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from archive.index.search.documents import Head, Passage
from archive.index.search.entries import Entry
from archive.index.search.numbering import CHUNK
from archive.index.search.payload import path_of, payload_file, search_file
from archive.model.kinds import RecordId
from archive.model.page import Page
from archive.values import dataclass

PassagesOf = Callable[[RecordId], Sequence[Passage]]
"""The passages of a record, of which this sound can be played."""

CHUNKS_A_FILE = 1
"""Chunks of passages in a file ``t/…``: a browser takes one for each group it shows."""
HEADS_A_FILE = 16
"""Units in a file ``u/…``."""


@dataclass(frozen=True, slots=True)
class TextUnit:
    """A unit with passages; ``first`` is the number of the first of them, counted from base."""

    number: int
    head: Head
    first: int
    count: int
    is_same: bool
    """Whether all this, and its passages, are as they were in the last index."""

    def part(self, file: int) -> range:
        """Which of its passages stand in a file."""
        size = CHUNK * CHUNKS_A_FILE
        begin = max(0, file * size - self.first)
        return range(begin, max(begin, min(self.count, (file + 1) * size - self.first)))


def files_of(first: int, count: int) -> range:
    """The files with so many passages, the first of which has this number."""
    size = CHUNK * CHUNKS_A_FILE
    return range(first // size, -(-(first + count) // size) if count else first // size)


def text_files(
    units: Iterable[TextUnit], passages_of: PassagesOf, *, before: Mapping[str, bytes]
) -> Iterator[Page]:
    """The files of passages, each as soon as all of its units have come.

    ``before`` has the fingerprints of the last index, by path.
    """
    waiting: list[TextUnit] = []
    file = 0
    for unit in units:
        while waiting and unit.first // (CHUNK * CHUNKS_A_FILE) > file:
            yield from _text_file(file, waiting, passages_of, before)
            file += 1
            waiting = [one for one in waiting if one.part(file)]
        file = max(file, unit.first // (CHUNK * CHUNKS_A_FILE))
        waiting.append(unit)
    while waiting:
        yield from _text_file(file, waiting, passages_of, before)
        file += 1
        waiting = [one for one in waiting if one.part(file)]


def _text_file(
    file: int, units: Sequence[TextUnit], passages_of: PassagesOf, before: Mapping[str, bytes]
) -> Iterator[Page]:
    own = [unit for unit in units if unit.part(file)]
    if not own:
        return

    def make() -> list[object]:
        return [_row(unit, unit.part(file), passages_of(unit.head.id)) for unit in own]

    name = f"t/{file}"
    mark = before.get(path_of(name))
    if mark is not None and all(unit.is_same for unit in own):
        yield search_file(name, mark, make)
    else:
        yield payload_file(name, make())


def _row(unit: TextUnit, part: range, passages: Sequence[Passage]) -> list[object]:
    """The row of a unit: some of its passages, each with its number."""
    numbers = (unit.first + place for place in part)
    return passage_row(unit.number, unit.head, passages[part.start : part.stop], numbers=numbers)


def passage_row(
    unit: int, head: Head, passages: Sequence[Passage], *, numbers: Iterable[int]
) -> list[object]:
    """The row of a unit with these passages, under their ``numbers``."""
    voices: dict[str, int] = {}
    rows = []
    for number, passage in zip(numbers, passages, strict=True):
        voice = -1
        if passage.voice is not None:
            voice = voices.setdefault(passage.voice, len(voices))
        rows.append(
            [
                number,
                passage.anchor,
                _seconds(passage.start),
                _seconds(passage.end),
                voice,
                passage.text,
            ]
        )
    return [unit, head.id, head.title, head.sound, list(voices), rows]


def _seconds(value: float | None) -> float | int | None:
    if value is None:
        return None
    short = round(value, 3)
    return int(short) if short == int(short) else short


def head_row(head: Head) -> list[str]:
    """The row of a head."""
    return [head.id, head.title, head.line, head.picture, head.text]


def head_files(entries: Sequence[Entry], changed: Iterable[int] | None) -> Iterator[Page]:
    """The files of heads: those with the ``changed`` units, or all."""
    every = range(-(-len(entries) // HEADS_A_FILE))
    for number in every if changed is None else sorted({n // HEADS_A_FILE for n in changed}):
        units = range(len(entries))[number * HEADS_A_FILE : (number + 1) * HEADS_A_FILE]
        yield payload_file(f"u/{number}", [head_row(entries[unit].head) for unit in units])
