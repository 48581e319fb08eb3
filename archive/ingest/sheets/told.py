"""What is told of one sheet, gathered while its rows are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.incoming import Draft
from archive.ingest.shapes import FieldShape
from archive.ingest.sheets.cells import Cell, Sheet, column_letters
from archive.ingest.sheets.telling import place_facts, quoted, sheet_facts


class Told:
    """What is to be told of one sheet; what is alike is told once, with how often it is."""

    def __init__(self, sheet: Sheet, path: PurePosixPath, *, refused: str = "sheet-cell") -> None:
        self.sheet = sheet
        self._refused = refused
        """The code that a cell gets which was not taken."""
        self._path = path
        self._problems: list[Problem] = []
        self._repairs: dict[tuple[str, str], list[Cell]] = {}
        self._missing: dict[tuple[str, str, str], list[int]] = {}
        self._noted: set[int] = set()

    def cell(self, cell: Cell, header: str, reason: tuple[str, str], hint: tuple[str, str]) -> None:
        """A cell that was not taken."""
        facts = place_facts(self.sheet, cell.row, cell.column, header)
        facts |= {"seen": quoted(cell.text), "reason_zh": reason[0], "reason_en": reason[1]}
        facts |= {"hint_zh": hint[0], "hint_en": hint[1]}
        self._problems.append(Problem(self._refused, self._path, cell.row, facts))

    def unclear_date(self, cell: Cell, header: str) -> None:
        """A time that nobody understands, whose words were kept."""
        facts = place_facts(self.sheet, cell.row, cell.column, header)
        facts["seen"] = quoted(cell.text)
        self._problems.append(Problem("sheet-date-words", self._path, cell.row, facts))

    def error(self, cell: Cell, header: str) -> None:
        """A formula that failed."""
        facts = place_facts(self.sheet, cell.row, cell.column, header)
        facts["seen"] = quoted(cell.text)
        self._problems.append(Problem("sheet-cell-error", self._path, cell.row, facts))

    def repair(self, what: tuple[str, str], cell: Cell) -> None:
        """Something was read otherwise than it stands."""
        self._repairs.setdefault(what, []).append(cell)

    def missing(self, field: FieldShape, filled: str, line: int) -> None:
        """A field that must be there was not."""
        self._missing.setdefault((field.label_zh, field.label, filled), []).append(line)

    def incomplete(self, line: int, reason: tuple[str, str]) -> None:
        """A row that is no record without something."""
        facts = {**place_facts(self.sheet, line), "field_zh": reason[0], "field_en": reason[1]}
        self._problems.append(Problem("sheet-row-incomplete", self._path, line, facts))

    def noted(self, column: int) -> None:
        """A column nobody knows has something in it."""
        self._noted.add(column)

    def columns(
        self, unknown: Mapping[int, str], suggest: Callable[[str], tuple[str, str]]
    ) -> None:
        """Columns nobody knows, those alone that hold something."""
        for number in sorted(self._noted):
            header = unknown.get(number, "")
            zh, en = suggest(header) if header else ("请给这一列写上表头。", "Give it a name. ")
            facts = {
                **sheet_facts(self.sheet),
                "column": column_letters(number),
                "header_zh": header or "没有表头",
                "header_en": header or "no name",
                "suggestion_zh": zh,
                "suggestion_en": en,
            }
            self._problems.append(Problem("sheet-column-unknown", self._path, None, facts))

    def comments(self, drafts: Sequence[Draft]) -> None:
        """Remarks beside cells, in the notes of records where those are there."""
        rows = {draft.whence.row for draft in drafts}
        for cell in self.sheet.comments:
            facts = place_facts(self.sheet, cell.row, cell.column)
            if cell.row in rows and cell.text:
                facts["seen"] = quoted(cell.text)
                self._problems.append(Problem("sheet-comment", self._path, cell.row, facts))
            else:
                words = f"“{quoted(cell.text)}”" if cell.text else ""
                facts |= {"seen_zh": words or "（读不出原文）", "seen_en": words or "(unreadable)"}
                self._problems.append(Problem("sheet-comment-left", self._path, cell.row, facts))

    def all(self) -> list[Problem]:
        """Every problem."""
        found = list(self._problems)
        for (zh, en), cells in self._repairs.items():
            facts = {**sheet_facts(self.sheet), "count": str(len(cells))}
            facts |= {"what_zh": zh, "what_en": en}
            facts["where"] = f"{cells[0].letters}{cells[0].row}"
            found.append(Problem("sheet-repaired", self._path, cells[0].row, facts))
        for (zh, en, filled), lines in self._missing.items():
            facts = {**sheet_facts(self.sheet), "count": str(len(lines)), "first": str(lines[0])}
            facts |= {"field_zh": zh, "field_en": en, "filled": filled}
            found.append(Problem("sheet-column-missing", self._path, lines[0], facts))
        return found
