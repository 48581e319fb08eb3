"""Where a record's keys stand in its file, and spans of time written there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from archive.errors import Problem, with_field
from archive.ingest.scalars import format_seconds
from archive.ingest.shapes import field_at
from archive.model.records import Record
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """The file of a record, and the line of each of its keys."""

    path: PurePosixPath
    lines: Mapping[str, int]
    body_line: int = 1

    def line(self, key: str) -> int:
        """The line of ``key``, or of the nearest key around it."""
        while key:
            if key in self.lines:
                return self.lines[key]
            key = key.rpartition(".")[0]
        return 1

    def problem(self, code: str, key: str, **facts: str) -> Problem:
        """A problem of this file at ``key``."""
        return Problem(code, self.path, self.line(key), facts)


def check_span(
    record: Record, key: str, start: float, end: float, where: Where
) -> Iterator[Problem]:
    """A span of seconds at ``key`` that does not end after its start."""
    if end > start:
        return
    field = field_at(type(record), key.partition(".")[0])
    assert field is not None
    facts = {"start": format_seconds(start), "end": format_seconds(end)}
    yield where.problem("span-order", key, **with_field(field.label_zh, field.label, key, **facts))
