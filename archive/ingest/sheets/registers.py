"""Tables that others keep, a museum's register above all, into drafts of records.

A row becomes a record. What a column holds is told by its name; what has no field of its own goes
into the private note, each under the name of its column. All of it is closed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.field_names import KIND_NAMES
from archive.ingest.importers.records import Names, consent_fields
from archive.ingest.incoming import Draft, Incoming, Outcome, Tally, Unit, Whence
from archive.ingest.nearest import nearest
from archive.ingest.sheets.cells import Sheet, SheetRefused
from archive.ingest.sheets.headings import ID, NOTE, Heading, bare_name, column_names, find_heading
from archive.ingest.sheets.people import People
from archive.ingest.sheets.reading import read_workbook
from archive.ingest.sheets.rows import RowReader
from archive.ingest.sheets.telling import (
    blanks_of,
    odd_things,
    place_facts,
    quoted,
    sheet_facts,
)
from archive.ingest.sheets.told import Told
from archive.ingest.slugs import slug_for
from archive.model.kinds import Kind, RecordId, record_id


def read_register(data: bytes, *, path: PurePosixPath) -> Incoming:
    """What an .xlsx, .xls, .ods or .csv file holds, sheet by sheet. Never raises for what is in
    it, and reads nothing else."""
    try:
        book = read_workbook(data)
    except SheetRefused as no:
        facts = {"reason_zh": no.zh, "reason_en": no.en}
        problem = Problem("sheet-refused", path, None, facts)
        return Incoming(problems=(problem,), tallies={Unit.FILES: Tally(1, listed=1)})
    register = _Register(path)
    tables = [
        (sheet, find_heading(sheet) if not sheet.is_hidden else None) for sheet in book.sheets
    ]
    # People first, so that others find them by name.
    for sheet, heading in sorted(tables, key=lambda pair: not _is_of_people(pair[1])):
        register.add(sheet, heading)
    return register.finish()


def _is_of_people(heading: Heading | None) -> bool:
    return heading is not None and heading.kind is Kind.PERSON


class _Register:
    """All tables of one file."""

    def __init__(self, path: PurePosixPath) -> None:
        self._path = path
        self._problems: list[Problem] = []
        self._drafts: list[Draft] = []
        self._names = Names()
        self._people = People(self._names)
        self._rows = Tally()

    def add(self, sheet: Sheet, heading: Heading | None) -> None:
        """The rows of one sheet."""
        if heading is None:
            self._leave(sheet)
            return
        table = _Table(sheet, heading, self._path, self._people)
        self._drafts += table.read(self._name)
        self._problems += table.problems
        self._rows += table.tally

    def finish(self) -> Incoming:
        """All of it, with the people who are only named."""
        for number, (name, slug, covers, whence) in enumerate(self._people.named(), 1):
            fields = {"accession": f"P{number:04}", "name": name, "name_kind": "真名"}
            person = record_id(Kind.PERSON, slug)
            self._drafts.append(Draft(person, {**fields, "access": "不开放"}, whence))
            paper = consent_fields(number, slug, covers=covers, days=[], licence=None)
            self._drafts.append(Draft(record_id(Kind.CONSENT, slug), paper, whence))
        return Incoming(
            drafts=tuple(self._drafts),
            problems=tuple(sorted(set(self._problems))),
            tallies={Unit.ROWS: self._rows},
        )

    def _name(self, kind: Kind, number: str, name: str) -> RecordId:
        wanted = slug_for(number if number.isascii() and number else name, otherwise="record")
        given = self._names.give(record_id(kind, wanted))
        return RecordId(given)

    def _leave(self, sheet: Sheet) -> None:
        """A sheet that is hidden, or is no table: told of, and not taken."""
        if not sheet.filled:
            return
        self._rows += Tally(sheet.filled, listed=sheet.filled)
        facts = {**sheet_facts(sheet), "count": str(sheet.filled)}
        if sheet.is_hidden:
            what = {"what_zh": "整张表", "what_en": "all of it", "seen": f"{sheet.filled} 行"}
            read = {"read_zh": "没有导入", "read_en": "it did not come in"}
            self._problems.append(
                Problem("sheet-hidden", self._path, None, {**facts, **what, **read})
            )
            return
        widest = max(sheet.rows, key=lambda number: len(sheet.rows[number]))
        seen = " ".join(cell.text for _, cell in sorted(sheet.rows[widest].items()))
        facts["seen"] = quoted(seen)
        self._problems.append(Problem("sheet-no-header", self._path, widest, facts))


class _Table:
    """The rows below one header."""

    def __init__(self, sheet: Sheet, heading: Heading, path: PurePosixPath, people: People) -> None:
        self.problems: list[Problem] = list(odd_things(sheet, path))
        self.tally = Tally()
        self._sheet, self._heading, self._path = sheet, heading, path
        self._told = Told(sheet, path)
        self._reader = RowReader(sheet, heading, people, self._told)
        self._numbers: dict[str, int] = {}

    def read(self, name: Callable[[Kind, str, str], RecordId]) -> list[Draft]:
        """A draft for each row that is a record."""
        drafts: list[Draft] = []
        outcomes: Counter[Outcome] = Counter()
        below = [number for number in sorted(self._sheet.rows) if number > self._heading.last]
        for number in below:
            draft, outcome = self._row(number, name)
            outcomes[outcome] += 1
            drafts += [draft] if draft is not None else []
        self._told.columns(self._unknown_columns(), self._suggest)
        self._told.comments(drafts)
        self.problems += self._told.all()
        self._count(outcomes)
        return drafts

    def _row(
        self, number: int, name: Callable[[Kind, str, str], RecordId]
    ) -> tuple[Draft | None, Outcome]:
        row = self._reader.read(number)
        if row.reason is not None:
            zh, en = row.reason
            facts = {**place_facts(self._sheet, number), "seen": row.seen}
            facts |= {"reason_zh": zh, "reason_en": en}
            self.problems.append(Problem("sheet-row-odd", self._path, number, facts))
            return None, Outcome.LISTED
        record = name(self._heading.kind, row.number, row.name)
        fields = self._reader.finish(row, record)
        if fields is None:
            return None, Outcome.LISTED
        self._tell_repeated(row.number, number)
        self._reader.keep_people(row, record, Whence(self._path, self._sheet.name, number))
        return Draft(record, fields, Whence(self._path, self._sheet.name, number)), row.outcome

    def _tell_repeated(self, accession: str, number: int) -> None:
        first = self._numbers.setdefault(accession, number) if accession else number
        if first != number:
            facts = {**place_facts(self._sheet, number), "seen": accession, "first": str(first)}
            self.problems.append(Problem("sheet-row-repeated", self._path, number, facts))

    def _unknown_columns(self) -> Mapping[int, str]:
        return {one.number: one.header for one in self._heading.columns if one.target is None}

    def _suggest(self, header: str) -> tuple[str, str]:
        known = {
            name: target
            for name, target in column_names(self._heading.kind).items()
            if not target.startswith("@") and target not in (NOTE, ID) and not name.isascii()
        }
        meant = nearest(bare_name(header), known, at_least=50)
        zh, en = KIND_NAMES[self._heading.kind.value]
        if meant is None:
            return f"这张表是当作“{zh}”读的。", f"The table was read as one of {en}. "
        return f"是不是“{meant}”？", f"Did you mean “{known[meant]}”? "

    def _count(self, outcomes: Mapping[Outcome, int]) -> None:
        blanks, seen = blanks_of(self._sheet, self._heading)
        if blanks:
            facts = {**sheet_facts(self._sheet), "count": str(blanks), "seen": seen}
            self.problems.append(Problem("sheet-rows-blank", self._path, None, facts))
        above = sum(number <= self._heading.last for number in self._sheet.rows)
        self.tally = Tally(
            seen=self._sheet.filled - above + blanks,
            kept=outcomes[Outcome.KEPT],
            repaired=outcomes[Outcome.REPAIRED],
            listed=outcomes[Outcome.LISTED] + blanks,
        )
