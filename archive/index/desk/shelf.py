"""The passages of an index, to look through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archive.index.desk.plain_pickles import only_plain_pickles
from archive.model.kinds import RecordId

Row = tuple[RecordId, str, int]
"""Record, place and number of a passage."""


class Shelf:
    """The passages of an index, by number."""

    def __init__(self, reader: Any, *, characters: int) -> None:
        self._reader = reader
        self._columns: dict[str, Any] = {}
        self._rows: dict[int, Row] = {}
        self.count: int = reader.doc_count()
        """How many passages there are."""
        self.dead: int = reader.doc_count_all() - self.count
        """How many were replaced and still take room."""
        self.length = max(1.0, characters / max(1, self.count))
        """Characters of a passage, on average; 1 at least."""

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *_: object) -> None:
        self._reader.close()

    def all(self) -> Iterator[int]:
        """Every passage."""
        with only_plain_pickles():
            numbers = list(self._reader.all_doc_ids())
        yield from numbers

    def row(self, number: int) -> Row:
        """Which passage it is."""
        row = self._rows.get(number)
        if row is None:
            record, place, count = self._text("key", number).split("\t")
            row = self._rows[number] = RecordId(record), place, int(count)
        return row

    def words(self, number: int) -> str:
        """Its analysed text."""
        return self._text("words", number)

    def called(self, number: int) -> tuple[str, ...]:
        """The analysed names of a record as a whole."""
        text = self._text("called", number)
        return tuple(text.split("\n")) if text else ()

    def voices(self, number: int) -> tuple[str, ...]:
        """Who speaks, as written in the transcript."""
        text = self._text("voices", number)
        return tuple(text.split("\n")) if text else ()

    def with_term(self, term: str, *, field: str = "text") -> list[int]:
        """The passages that have the pair ``term``, ascending."""
        with only_plain_pickles():
            key = (field, term.encode())
            return list(self._reader.postings(*key).all_ids()) if key in self._reader else []

    def frequency(self, term: str, *, field: str = "text") -> int:
        """About how many passages have ``term``; those that were replaced may be counted."""
        with only_plain_pickles():
            return int(self._reader.doc_frequency(field, term.encode()))

    def terms_from(self, first: str, *, field: str = "text") -> list[str]:
        """The terms that begin with the character ``first``."""
        with only_plain_pickles():
            found = self._reader.expand_prefix(field, first.encode())
            return [term.decode() for term in found]

    def _text(self, column: str, number: int) -> str:
        if column not in self._columns:
            with only_plain_pickles():
                self._columns[column] = self._reader.column_reader(column)
        value: Any = self._columns[column][number]
        return value.decode() if isinstance(value, bytes) else str(value)
