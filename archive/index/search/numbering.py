"""Which number each document has: heads first, then the passages in chunks of sixteen."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from archive.index.search.analysis import MOST_DOCUMENTS
from archive.model.kinds import Kind, RecordId
from archive.values import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

CHUNK = 16
ROUND = 1024
ORDER: tuple[str, ...] = (
    *(Kind.INTERVIEW, Kind.PERSON, Kind.PLACE, Kind.EVENT),
    *(Kind.OBJECT, Kind.PHOTO, Kind.DOCUMENT, Kind.TERM),
    *("puzzles", "exhibits", Kind.SCENE),
)
"""Folders in the order of their units; any other kind comes after these, by name."""


class TooManyDocumentsError(ValueError):
    """More documents than a number of this format can tell apart."""


def in_order(records: Iterable[RecordId]) -> list[RecordId]:
    """Records in the order of their units."""
    rank = {str(folder): number for number, folder in enumerate(ORDER)}

    def place(record: RecordId) -> tuple[int, str]:
        return rank.get(record.partition("/")[0], len(rank)), record

    return sorted(records, key=place)


def base_of(units: int) -> int:
    """The number of the first passage where there are so many units."""
    return -(-units // ROUND) * ROUND


def chunks_of(passages: int) -> int:
    """How many chunks a unit with so many passages has."""
    return -(-passages // CHUNK)


@dataclass(frozen=True)
class Numbering:
    """The units in order and how many passages each has."""

    units: Sequence[RecordId]
    passages: Sequence[int]

    def __post_init__(self) -> None:
        if self.end > MOST_DOCUMENTS:
            raise TooManyDocumentsError(f"{self.end} documents, at most {MOST_DOCUMENTS}")

    @cached_property
    def number_of(self) -> Mapping[RecordId, int]:
        """The number of each unit."""
        return {unit: number for number, unit in enumerate(self.units)}

    @cached_property
    def base(self) -> int:
        """The number of the first passage."""
        return base_of(len(self.units))

    @cached_property
    def chunks(self) -> list[int]:
        """How many chunks each unit has."""
        return [*map(chunks_of, self.passages)]

    @cached_property
    def firsts(self) -> list[int]:
        """The number of the first passage of each unit, counted from ``base``."""
        found, at = [], 0
        for chunks in self.chunks:
            found.append(at)
            at += chunks * CHUNK
        return found

    @cached_property
    def mark(self) -> bytes:
        """Covers where the passages of every unit are."""
        return blake2b(repr((self.base, self.firsts)).encode(), digest_size=16).digest()

    @property
    def end(self) -> int:
        """The number after the last that a passage may have."""
        return self.base + sum(self.chunks) * CHUNK

    @property
    def bits(self) -> int:
        """Every number is below two to the power of this."""
        return self.end.bit_length()

    @property
    def documents(self) -> int:
        """How many there are."""
        return len(self.units) + sum(self.passages)

    def kinds(self) -> Iterator[tuple[str, int, int]]:
        """Each kind that is there: its first unit and how many there are."""
        first = 0
        while first < len(self.units):
            folder = self.units[first].partition("/")[0]
            end = first
            while end < len(self.units) and self.units[end].partition("/")[0] == folder:
                end += 1
            yield folder, first, end - first
            first = end

    def documents_of(self, unit: int) -> Numbers:
        """The numbers of a unit's documents: its head, then its passages."""
        import numpy as np

        begin = self.base + self.firsts[unit]
        passages = np.arange(begin, begin + self.passages[unit], dtype=np.int64)
        return np.concatenate([np.array([unit], dtype=np.int64), passages])

    def units_of(self, documents: Numbers) -> Numbers:
        """The unit of each document."""
        import numpy as np

        passages = np.searchsorted(self._begins, documents, side="right") - 1
        return np.where(documents < self.base, documents, self._owners[passages])

    @cached_property
    def _owners(self) -> Numbers:
        """The units that have passages."""
        import numpy as np

        owners = [unit for unit, chunks in enumerate(self.chunks) if chunks]
        return np.array(owners or [0], dtype=np.int64)

    @cached_property
    def _begins(self) -> Numbers:
        import numpy as np

        begins = [self.firsts[unit] for unit, chunks in enumerate(self.chunks) if chunks]
        return np.array(begins or [0], dtype=np.int64) + self.base


def moves(old: Numbering, new: Numbering, *, but: Container[int]) -> Numbers:
    """For each document of ``old`` its number in ``new``, or -1 where it is of a unit that is not
    there any more or is among those, by their new numbers, that are left out."""
    import numpy as np

    table = np.full(old.end + 1, -1, dtype=np.int64)
    pairs = [
        (number, new.number_of[unit])
        for number, unit in enumerate(old.units)
        if unit in new.number_of and new.number_of[unit] not in but
    ]
    before, after = np.array(pairs or np.zeros((0, 2)), dtype=np.int64).T
    table[before] = after
    passages = np.array(old.passages, dtype=np.int64)[before]
    within = np.arange(passages.sum()) - np.repeat(np.cumsum(passages) - passages, passages)
    froms = old.base + np.array(old.firsts, dtype=np.int64)[before]
    tos = new.base + np.array(new.firsts, dtype=np.int64)[after]
    table[np.repeat(froms, passages) + within] = np.repeat(tos, passages) + within
    return table
