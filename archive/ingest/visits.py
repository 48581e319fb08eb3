"""What visits say of puzzles: the slots they name must be there."""

from __future__ import annotations

from collections.abc import Iterator

from archive.errors import Problem
from archive.ingest.puzzles import unknown_slot
from archive.ingest.resolve import Together
from archive.ingest.slots import Templates
from archive.model.visit import Visit


def check_visits(together: Together, *, templates: Templates) -> Iterator[Problem]:
    """Every slot that a visit names and that no puzzle has."""
    for name, record in together.records.items():
        if not isinstance(record, Visit):
            continue
        named = [(f"asked.{n}.slot", one.slot) for n, one in enumerate(record.asked)]
        named += [(f"next.{n}.slot", one.slot) for n, one in enumerate(record.next)]
        named += [(f"avoid.{n}.slot", one.slot) for n, one in enumerate(record.avoid)]
        for key, slot in named:
            if slot is None:
                continue
            puzzle, _, inner = slot.partition("/")
            unknown = unknown_slot(puzzle, inner, together, templates)
            if unknown is not None:
                where = together.where(name)
                yield where.problem("visit-slot-unknown", key, seen=slot, **unknown)
