"""``pintu coverage``: who has been heard, counted so that it tells of nobody."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from archive.build import Village as Places
from archive.cli import fieldwork_sentences as say
from archive.cli.console import Console, columns, padded, paint, plain
from archive.cli.coverage_tables import Cell, Grid, coverage_grids, table_to_json
from archive.cli.private_page import check_private, write_private
from archive.cli.villages import find_village
from archive.index.fieldwork.covering import Coverage, cover, not_heard
from archive.index.fieldwork.knowing import Village
from archive.ingest.archive import read_archive
from archive.values import dataclass

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the worker wants of it."""

    on: date
    xlsx: Path | None = None
    hours: Path | None = None
    names: bool = False
    as_json: bool = False


def run_coverage(folder: Path | None, asked: Asked, console: Console) -> int:
    """Print the tables, or write them; the exit code."""
    places = Places(find_village(folder))
    for file, suffix in ((asked.xlsx, ".xlsx"), (asked.hours, ".csv")):
        if file is not None:
            check_private(file, places.folder, suffixes=(suffix,))
    village = Village(read_archive(places.folder, cache_dir=places.state).archive)
    coverage = cover(village, on=asked.on)
    grids = tuple(coverage_grids(coverage, console))
    if asked.as_json:
        console.data(coverage_to_json(coverage))
        return 0
    if asked.xlsx is not None:
        from archive.cli.workbook import format_workbook

        notes = [console.text(say.COVERAGE_DAY, on=asked.on), console.text(say.COVERAGE_NOTE)]
        title = console.text(say.COVERAGE_TITLE)
        write_private(asked.xlsx, format_workbook(grids, title=title, notes=notes))
        console.say(say.BOOK_WRITTEN, file=asked.xlsx)
    if asked.hours is not None:
        write_private(asked.hours, format_hours(village, console))
        console.say(say.BOOK_WRITTEN, file=asked.hours)
    if asked.xlsx is None and asked.hours is None:
        _print(coverage, grids, console)
    if asked.names:
        _print_names(village, console)
    return 0


def _print(coverage: Coverage, grids: Sequence[Grid], console: Console) -> None:
    console.say(say.COVERAGE_DAY, on=coverage.on)
    for grid in grids:
        console.line()
        console.line(paint(grid.title, "head"))
        for line in _aligned([grid.head, *grid.rows]):
            console.line(f"  {line}")
    console.line()
    console.say(say.COVERAGE_VISITS, visits=coverage.visits, hours=f"{coverage.hours:g}")
    console.line(paint(console.text(say.COVERAGE_NOTE), "weak"))


def _aligned(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    shown = [["·" if cell is None else plain(str(cell)) for cell in row] for row in rows]
    widths = [max(columns(row[at]) for row in shown) for at in range(len(shown[0]))]
    for row in shown:
        yield "  ".join(padded(cell, width) for cell, width in zip(row, widths, strict=True))


def _print_names(village: Village, console: Console) -> None:
    console.line()
    console.line(paint(console.text(say.NAMES_HEAD), "head"))
    for person in not_heard(village.archive):
        console.line(f"  {plain(person.name)}  " + paint(plain(person.group or ""), "weak"))


def format_hours(village: Village, console: Console) -> bytes:
    """One line for each visit and each who went; Excel opens it as it is."""
    written = io.StringIO(newline="")
    table = csv.writer(written)
    heads = (say.HOURS_DAY, say.HOURS_NAME, say.HOURS_HOURS, say.HOURS_PLACE, say.HOURS_VISIT)
    table.writerow([console.text(head) for head in heads])
    for visit in reversed(village.visits):
        for name in visit.went if visit.hours else ():
            row = [
                visit.visited_on.isoformat(),
                name,
                f"{visit.hours:g}",
                visit.where,
                visit.accession or visit.id,
            ]
            table.writerow([_safe(cell) for cell in row])
    return written.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def coverage_to_json(coverage: Coverage) -> dict[str, object]:
    """For other programs: null where a number is not shown."""
    return {
        "on": coverage.on.isoformat(),
        "people": {by.value: table_to_json(table) for by, table in coverage.people},
        "households": table_to_json(coverage.households)["all"],
        "themes": [{"theme": one.theme, "people": one.people} for one in coverage.themes],
        "slots": {
            "states": {state.value: count for state, count in coverage.slots.states},
            "total": coverage.slots.total,
            "two_sources": coverage.slots.two_sources,
        },
        "visits": coverage.visits,
        "hours": coverage.hours,
    }
