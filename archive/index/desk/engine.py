"""What Whoosh is given: how passages are written, kept and gathered."""

from __future__ import annotations

import weakref
from array import array
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh import columns, fields, formats
from whoosh.filedb.filestore import FileStorage

from archive.index.search.analysis import END

# Whoosh says the types of some of its functions only.
_FileStorage: Any = FileStorage
_VarBytes: Any = columns.VarBytesColumn


class Pairs(fields.FieldType):
    """Whoosh's view of analysed text: pairs of neighbours, without how often or where."""

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.analyzer = None
        self.scorable = self.stored = self.unique = self.spelling = False
        self.indexed = True
        self.vector = self.column_type = None
        self.multitoken_query = "and"

    def index(self, value: Any, **_: Any) -> Any:
        """A posting for each pair: term, how often, weight, what else is stored."""
        return [(pair.encode(), 1, 1.0, b"") for pair in pairs_of(value)]


def pairs_of(text: str) -> set[str]:
    """The terms of analysed ``text``, each once."""
    closed = text + END
    return {closed[at : at + 2] for at in range(len(text)) if closed[at] != END}


class Files(_FileStorage):  # type: ignore[misc]
    """A folder that knows which of its files are open: Whoosh forgets them when one is damaged."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._opened: list[weakref.ref[Any]] = []

    def open_file(self, *name: Any, **settings: Any) -> Any:
        """Open a file to read."""
        return self._remembered(super().open_file(*name, **settings))

    def create_file(self, *name: Any, **settings: Any) -> Any:
        """Open a file to write."""
        return self._remembered(super().create_file(*name, **settings))

    def _remembered(self, file: Any) -> Any:
        self._opened.append(weakref.ref(file))
        return file

    def let_go(self) -> None:
        """Close what is still open. Windows deletes no file that is."""
        for one in self._opened:
            file = one()
            if file is not None:
                with suppress(Exception):
                    file.close()
        self._opened.clear()


class Gathered:
    """Postings until they are written, in place of Whoosh's own pool.

    That one keeps a tuple a posting, sorts them and pickles runs of them to disk. Here it is four
    bytes a posting, by term, and passages come in the order of their numbers anyway.
    """

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, bytes], array[int]] = {}

    def add(self, posting: tuple[str, bytes, int, float, bytes]) -> None:
        """Take in that a passage has a term of a field."""
        key = posting[:2]
        numbers = self._numbers.get(key)
        if numbers is None:
            self._numbers[key] = array("I", posting[2:3])
        else:
            numbers.append(posting[2])

    def iter_postings(self) -> Iterator[tuple[str, bytes, int, float, bytes]]:
        """All of them, in the order in which Whoosh writes them."""
        for key in sorted(self._numbers):
            for number in self._numbers[key]:
                yield *key, number, 1.0, b""

    def cleanup(self) -> None:
        """Let go of them."""
        self._numbers.clear()


def make_schema() -> Any:
    return fields.Schema(
        record=fields.ID(),
        text=Pairs(),
        names=Pairs(),
        key=fields.COLUMN(_VarBytes()),
        words=fields.COLUMN(_VarBytes()),
        called=fields.COLUMN(_VarBytes()),
        voices=fields.COLUMN(_VarBytes()),
    )
