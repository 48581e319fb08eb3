"""Rows of plain values that one build keeps for the next, each found under a key that covers all
it was made from; in ``.pintu/``, safe to delete, and believed by the very program that wrote it."""

from __future__ import annotations

import contextlib
import pickle
from dataclasses import dataclass, field
from pathlib import Path

from archive.ingest.cache import load_values, read_sealed, write_sealed
from archive.publish.last_build import program

Rows = tuple[tuple[object, ...], ...]


@dataclass(slots=True)
class KeptRows:
    """Remembers rows; what a build did not ask for is forgotten when it ends."""

    _file: Path
    _before: dict[bytes, Rows]
    _after: dict[bytes, Rows] = field(default_factory=dict)

    def recall(self, key: bytes) -> Rows | None:
        """What was kept under this very key."""
        rows = self._before.get(key)
        if rows is not None:
            self._after[key] = rows
        return rows

    def keep(self, rows: Rows, *, key: bytes) -> None:
        """Keep ``rows`` for the next build."""
        self._after[key] = rows

    def write(self) -> None:
        """Write what this build used. Done without when it cannot be written."""
        if self._after.keys() != self._before.keys():
            write_sealed(self._file, pickle.dumps((program(), self._after), protocol=5))


def read_rows(file: Path) -> KeptRows:
    """What the last build left in ``file``; nothing when it is missing, old or damaged."""
    with contextlib.suppress(Exception):  # whatever is wrong, working it out again mends it
        writer, rows = load_values(read_sealed(file).payload)
        if writer == program():
            return KeptRows(file, rows)
    return KeptRows(file, {})
