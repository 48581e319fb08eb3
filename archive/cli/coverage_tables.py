"""The tables of a coverage: worked out once, then printed or laid into a workbook."""

from __future__ import annotations

from collections.abc import Iterator

from archive.cli import fieldwork_sentences as say
from archive.cli.checking import KINDS
from archive.cli.console import Console
from archive.cli.sentences import Sentence
from archive.index.fieldwork.covering import UNKNOWN, By, Coverage
from archive.index.fieldwork.suppressing import Cells, Counted, Table, suppress
from archive.model.terms import Gender
from archive.values import dataclass

Cell = str | int | None
"""A name, a number, or a number that is not shown."""

_BY: dict[By, Sentence] = {
    By.GROUP: say.BY_GROUP,
    By.DECADE: say.BY_DECADE,
    By.GENDER: say.BY_GENDER,
}


@dataclass(frozen=True, slots=True)
class Grid:
    """One table in words: ``sheet`` is the page of the workbook it stands on."""

    sheet: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def coverage_grids(coverage: Coverage, console: Console) -> Iterator[Grid]:
    """Every table, in the language of the console."""

    def text(sentence: Sentence, **facts: object) -> str:
        return console.text(sentence, **facts)

    sheet = text(say.SHEET_PEOPLE)
    counted = text(say.HEAD_PEOPLE), text(say.HEAD_HEARD), text(say.HEAD_NOT_HEARD)
    for by, table in coverage.people:
        rows: list[tuple[Cell, ...]] = [
            (_name(by, row, console), *_numbers(row)) for row in table.rows
        ]
        rows.append((text(say.ROW_ALL), *_numbers(table.whole)))
        yield Grid(sheet, text(_BY[by]), (text(_BY[by]), *counted), tuple(rows))
    houses = coverage.households.whole
    head = text(say.HEAD_HOUSEHOLDS), text(say.HEAD_HEARD), text(say.HEAD_NOT_HEARD)
    yield Grid(sheet, text(say.BY_HOUSEHOLD), head, (_numbers(houses),))
    themes: list[tuple[Cell, ...]]
    themes = [(one.theme, one.people) for one in coverage.themes if one.people is not None]
    few = len(coverage.themes) - len(themes)
    if few:
        themes.append((text(say.ROW_FEW_TELL, count=few), None))
    head_themes = text(say.BY_THEME), text(say.HEAD_TELLERS)
    yield Grid(sheet, text(say.BY_THEME), head_themes, tuple(themes))
    yield from _of_puzzles(coverage, console)
    yield from _of_consents(coverage, console)


def _of_puzzles(coverage: Coverage, console: Console) -> Iterator[Grid]:
    language = "zh-Hans" if console.language == "zh" else "en"
    slots = coverage.slots
    rows: list[tuple[Cell, ...]] = [(s.name_in(language), count) for s, count in slots.states]
    rows.append((console.text(say.ROW_ALL), slots.total))
    rows.append((console.text(say.ROW_TWO_SOURCES), slots.two_sources))
    head = console.text(say.HEAD_STATE), console.text(say.HEAD_SLOTS)
    title = console.text(say.HEAD_SLOTS)
    yield Grid(console.text(say.SHEET_PUZZLES), title, head, tuple(rows))


def _of_consents(coverage: Coverage, console: Console) -> Iterator[Grid]:
    """Records are counted like people: what one lacks may tell of whom it belongs to."""
    language = "zh-Hans" if console.language == "zh" else "en"
    head = tuple(
        console.text(one)
        for one in (say.HEAD_KIND, say.HEAD_OPEN_RECORDS, say.HEAD_COMPLETE, say.HEAD_MISSING)
    )
    for channel, kinds in coverage.consents:
        table = suppress(Counted(kind.value, total, yes) for kind, yes, total in kinds)
        names = {kind.value: console.text(KINDS[kind]) for kind, _, _ in kinds}
        rows = [
            (names.get(row.name or "", console.text(say.ROW_TOGETHER)), *_numbers(row))
            for row in table.rows
        ]
        rows.append((console.text(say.ROW_ALL), *_numbers(table.whole)))
        title = console.text(say.CONSENTS_HEAD, channel=channel.name_in(language))
        yield Grid(console.text(say.SHEET_CONSENTS), title, head, tuple(rows))


def _numbers(row: Cells) -> tuple[Cell, Cell, Cell]:
    return row.total, row.yes, row.no


def _name(by: By, row: Cells, console: Console) -> str:
    if row.name is None:
        return console.text(say.ROW_TOGETHER)
    if row.name == UNKNOWN:
        return console.text(say.ROW_UNKNOWN)
    if by is By.DECADE:
        return console.text(say.ROW_DECADE, decade=row.name)
    if by is By.GENDER:
        return Gender.parse(row.name).name_in("zh-Hans" if console.language == "zh" else "en")
    return row.name


def table_to_json(table: Table) -> dict[str, object]:
    """For other programs: null where a number is not shown."""
    rows = [
        {"name": row.name, "total": row.total, "heard": row.yes, "not_heard": row.no}
        for row in table.rows
    ]
    whole = table.whole
    return {
        "rows": rows,
        "all": {"total": whole.total, "heard": whole.yes, "not_heard": whole.no},
    }
