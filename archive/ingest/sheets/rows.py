"""One row of somebody's table as the fields of a record."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.entries import allowed_kinds
from archive.ingest.front_matter import FrontMatter, Value
from archive.ingest.incoming import Outcome, Whence
from archive.ingest.records import read_record
from archive.ingest.shapes import MODELS, FieldShape, Form, Shape, shapes_of
from archive.ingest.sheets.cells import Cell, CellForm, Sheet
from archive.ingest.sheets.headings import (
    AGE,
    AS_EXPORTED,
    ID,
    MASS_UNIT,
    NOTE,
    SOURCE,
    UNIT,
    Column,
    Heading,
    bare_name,
)
from archive.ingest.sheets.notation import Unreadable, parse_cell
from archive.ingest.sheets.number_formats import Shows, format_serial
from archive.ingest.sheets.people import People
from archive.ingest.sheets.reading import without_control_characters
from archive.ingest.sheets.register_values import join_age, parse_mass, parse_person, parse_size
from archive.ingest.sheets.required import honest_words
from archive.ingest.sheets.telling import quoted
from archive.ingest.sheets.told import Told
from archive.ingest.spoken_dates import NotUnderstood, parse_spoken
from archive.model.dates import format_edtf, parse_edtf
from archive.model.kinds import Kind, RecordId

EXAMPLE = "示例"
"""What stands in the first cell of the row that shows how to fill in a form."""
_OFFSET = 10_000
"""Added to the number of a column where a line is wanted: no line can be mistaken for it."""
_LEAST_SERIAL, _MOST_SERIAL = 10_000, 80_000
"""Numbers in a column of days that are days of Excel: 1927 to 2119."""
_DAYS = (Form.WHEN, Form.DAY)


@dataclass(slots=True)
class Row:
    """What a row says."""

    line: int
    seen: str
    fields: dict[str, Value] = field(default_factory=dict)
    columns: dict[str, Column] = field(default_factory=dict)
    """Where each field stands."""
    words: dict[str, str] = field(default_factory=dict)
    """What the cell of each field says."""
    beside: dict[str, str] = field(default_factory=dict)
    """What belongs to other columns: units, a closer age."""
    notes: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    outcome: Outcome = Outcome.KEPT
    reason: tuple[str, str] | None = None
    """Why it is no record, in both languages."""
    number: str = ""
    name: str = ""

    def repaired(self) -> None:
        if self.outcome is Outcome.KEPT:
            self.outcome = Outcome.REPAIRED


class RowReader:
    """Reads the rows below one header."""

    def __init__(self, sheet: Sheet, heading: Heading, people: People, told: Told) -> None:
        self._sheet, self._heading, self._told = sheet, heading, told
        self._people = people
        self._model = MODELS[heading.kind]
        self._shapes = shapes_of(self._model)
        self._columns = {column.number: column for column in heading.columns}
        self._headers = {bare_name(column.header) for column in heading.columns}
        self._above = sheet.merged_below()
        self._spans: dict[int, list[Cell]] = {}
        for (row, _), cell in self._above.items():
            self._spans.setdefault(row, []).append(cell)
        self._comments: dict[int, list[Cell]] = {}
        for cell in sheet.comments:
            self._comments.setdefault(cell.row, []).append(cell)

    def read(self, line: int) -> Row:
        """What a row says, before anybody knows its id."""
        cells = dict(self._sheet.rows[line])
        row = Row(line, quoted(" ".join(cell.text for _, cell in sorted(cells.items()))))
        for above in self._spans.get(line, ()):
            if above.column not in cells and above.row > self._heading.last:
                cells[above.column] = Cell(line, above.column, above.text, above.form)
                self._told.repair(
                    ("合并的格子，每一行都写上了", "merged cells, written into each row"), above
                )
                row.repaired()
        row.reason = self._no_record(cells)
        if row.reason is not None:
            return row
        for number in sorted(cells):
            self._cell(cells[number], row)
        self._join(row)
        row.number = str(row.fields.get(self._model.number_field) or "")
        row.name = str(row.fields.get(self._model.title_field) or "")
        if not row.number and not row.name:
            row.reason = ("没有名称，也没有编号", "it has neither a name nor a number")
        return row

    def finish(self, row: Row, record: RecordId) -> Mapping[str, object] | None:
        """The fields of the record that a row is; None where it cannot be one."""
        self._refer(row)
        for _ in range(3):
            self._fill(row)
            values = dict(row.fields)
            lines = {key: _OFFSET + column.number for key, column in row.columns.items()}
            reading = read_record(
                FrontMatter(values, lines), name=record, path=PurePosixPath(record)
            )
            faults = [problem for problem in reading.problems if problem.is_error]
            if not faults:
                return self._ordered(row)
            if not self._without_faults(row, faults):
                break
        missing = faults[0]
        self._told.incomplete(
            row.line,
            (missing.facts.get("field_zh", "？"), missing.facts.get("field_en", "?")),
        )
        return None

    def keep_people(self, row: Row, record: RecordId, whence: Whence) -> None:
        """Who has to do with the record of a row."""
        if self._heading.kind is Kind.PERSON:
            self._people.know(row.name, record)
        for name in row.people:
            self._people.note(name, record, whence)

    # --- cells

    def _no_record(self, cells: Mapping[int, Cell]) -> tuple[str, str] | None:
        first = cells[min(cells)].text.strip()
        if first.startswith(EXAMPLE):
            return "是示例", "it is the example"
        is_header = all(bare_name(cell.text) in self._headers for cell in cells.values())
        if len(cells) > 1 and is_header:
            return "是又写了一遍的表头", "it is the header once more"
        return None

    def _cell(self, cell: Cell, row: Row) -> None:
        column = self._columns.get(cell.column) or Column(cell.column, "", None)
        text = without_control_characters(cell.text).strip()
        if text != cell.text.strip():
            self._told.repair(("看不见的控制字符，去掉了", "control characters, taken out"), cell)
            row.repaired()
        if cell.form is CellForm.ERROR:
            self._told.error(cell, column.header)
            row.outcome = Outcome.LISTED
            return
        target = column.target
        if not text or target in (ID, AS_EXPORTED):
            return
        if target is None or target == NOTE:
            row.notes.append(f"{column.header}：{text}" if column.header else text)
            if target is None:
                self._told.noted(column.number)
                row.repaired()
        elif target.startswith("@"):
            row.beside[target] = text
            row.columns[target] = column
        else:
            self._field(cell, column, text, target, row)

    def _field(self, cell: Cell, column: Column, text: str, target: str, row: Row) -> None:
        key, _, inner = target.partition(".")
        shape = self._shapes[key].shape
        row.words[target], row.columns[target] = text, column
        row.columns[key] = column
        if inner:
            row.beside[target] = text
            return
        text = self._as_day(cell, text, shape, row)
        try:
            value = parse_cell(text, shape)
        except Unreadable as no:
            self._refuse(row, key, (f"{no.zh}。", f"{no.en}."), ("", ""))
            return
        if value is not None:
            row.fields[key] = value
        if shape.form is not Form.TEXT and unicodedata.normalize("NFKC", text) != text:
            wide = any("！" <= sign <= "～" and sign not in "，；：（）！？" for sign in text)
            if wide:
                self._told.repair(("全角的数字或字母", "full-width digits or letters"), cell)
                row.repaired()

    def _as_day(self, cell: Cell, text: str, shape: Shape, row: Row) -> str:
        """A number in a column of days that is a day of Excel without its format."""
        if shape.form not in _DAYS or not text.isdecimal() or not text.isascii():
            return text
        if not _LEAST_SERIAL <= int(text) <= _MOST_SERIAL or len(text) != 5:
            return text
        day = format_serial(int(text), Shows.DAY, is_1904=False)
        self._told.repair(("日期成了数字，换回了日期", "days that had become numbers"), cell)
        row.repaired()
        return day or text

    # --- what several columns say together

    def _join(self, row: Row) -> None:
        closer = row.beside.get(AGE, "")
        if closer and AGE in row.columns:
            age = join_age(row.words.get("age", ""), closer)
            years = _years(closer)
            row.fields["age"] = {"spoken": age, "edtf": years} if years and years != age else age
            row.words["age"] = age
            row.columns.setdefault("age", row.columns[AGE])
        self._join_parts(row)

    def _join_parts(self, row: Row) -> None:
        """``size.length`` and the like into one value."""
        for target in [one for one in row.words if "." in one]:
            key, _, inner = target.partition(".")
            part = row.fields.setdefault(key, {})
            assert isinstance(part, dict)
            value: Value = row.words[target]
            if key == "size":
                value = self._measure(row, target, inner)
            if value is not None:
                part[inner] = value
            if not part:
                del row.fields[key]

    def _measure(self, row: Row, target: str, inner: str) -> str | None:
        text, column = row.words[target], row.columns[target]
        is_mass = inner == "mass"
        unit = column.unit or row.beside.get(MASS_UNIT if is_mass else UNIT, "")
        amount = (parse_mass if is_mass else parse_size)(text, unit)
        if amount is not None:
            cell = Cell(row.line, column.number, text)
            if not unit and text.replace(".", "").isdecimal():
                what = ("千克", "kg") if is_mass else ("厘米", "cm")
                self._told.repair(
                    (f"没有写单位，当作{what[0]}", f"without a unit, taken as {what[1]}"), cell
                )
                row.repaired()
            return f"{amount:g}"
        self._told.cell(
            Cell(row.line, column.number, text),
            column.header,
            ("不是一个带单位的数。", "it is no number with a unit."),
            ("请写成数字，例如 28.5；单位写在单位栏里。", "Write a number such as 28.5."),
        )
        row.notes.append(f"{column.header}：{text}")
        row.outcome = Outcome.LISTED
        return None

    def _refer(self, row: Row) -> None:
        """Names where ids are wanted: people are proposed, all else stays in the note."""
        source = row.beside.get(SOURCE, "")
        if source:
            name = parse_person(source)
            if name is not None:
                row.people.append(name)
                row.fields["donor"] = f"people/{self._people.slug(name)}"
            row.fields["source"] = source
        for key in [one for one in row.fields if one in self._shapes]:
            shape = self._shapes[key].shape
            inner = shape.inner or shape
            if inner.form is Form.REFERENCE and key != "donor":
                self._names_to_ids(row, key, shape)

    def _names_to_ids(self, row: Row, key: str, shape: Shape) -> None:
        value = row.fields[key]
        wanted = value if isinstance(value, list) else [value]
        takes_people = Kind.PERSON in allowed_kinds(self._model, key)
        found: list[Value] = []
        for one in wanted:
            text = str(one)
            name = parse_person(text) if takes_people and "/" not in text else None
            if name is not None:
                row.people.append(name)
                found.append(f"people/{self._people.slug(name)}")
            else:
                found.append(text)
        row.fields[key] = found if isinstance(value, list) else found[0]

    # --- what must be there, and what cannot be taken

    def _fill(self, row: Row) -> None:
        for key, shape in self._shapes.items():
            if not shape.is_required or row.fields.get(key) is not None:
                continue
            words = self._otherwise(key, shape, row)
            if words is None:
                continue
            row.fields[key] = words
            if key != "access":
                shown = "、".join(words) if isinstance(words, list) else words  # type: ignore[arg-type]
                filled = "不详" if isinstance(words, dict) else str(shown)
                self._told.missing(shape, filled, row.line)
                row.repaired()

    def _otherwise(self, key: str, shape: FieldShape, row: Row) -> Value:
        if key == self._model.number_field:
            return f"未编号-{row.line}"
        if key == "consents" and row.people:
            return [f"consents/{self._people.slug(name)}" for name in row.people]
        return honest_words(shape)

    def _without_faults(self, row: Row, faults: Sequence[Problem]) -> bool:
        """Take out what cannot be; whether there was anything to take out."""
        by_column = {column.number: key for key, column in row.columns.items() if "@" not in key}
        is_changed = False
        for problem in faults:
            number = (problem.line or 0) - _OFFSET
            key = by_column.get(number, "").partition(".")[0]
            if key not in row.fields:
                continue
            is_changed = True
            zh, en = problem.message("zh"), problem.message("en")
            hints = problem.hint("zh"), problem.hint("en")
            text = row.words.get(key, "")
            if self._shapes[key].shape.form is Form.WHEN and row.fields[key] == text:
                row.fields[key] = {"spoken": text, "edtf": "不详"}
                self._told.unclear_date(Cell(row.line, number, text), row.columns[key].header)
                row.outcome = Outcome.LISTED
                continue
            self._refuse(row, key, (zh, en), hints)
            del row.fields[key]
        return is_changed

    def _refuse(self, row: Row, key: str, reason: tuple[str, str], hint: tuple[str, str]) -> None:
        column, text = row.columns[key], row.words.get(key, "")
        self._told.cell(Cell(row.line, column.number, text), column.header, reason, hint)
        row.notes.append(f"{column.header}：{text}")
        row.outcome = Outcome.LISTED

    def _ordered(self, row: Row) -> Mapping[str, object]:
        """The fields in the order of the model, with all that is noted."""
        for cell in self._comments.get(row.line, ()):
            if cell.text:
                row.notes.append(f"批注（{cell.letters}{cell.row}）：{cell.text}")
                row.repaired()
        said = row.fields.get("note")
        notes = [*([str(said)] if said else []), *row.notes]
        if notes:
            row.fields["note"] = "\n".join(notes)
        return {key: row.fields[key] for key in self._shapes if row.fields.get(key) is not None}


def _years(text: str) -> str:
    """The interval of a date that is written out, in EDTF; empty where it is none."""
    try:
        return format_edtf(parse_edtf(text))
    except ValueError:
        pass
    try:
        return format_edtf(parse_spoken(text))
    except (NotUnderstood, ValueError):
        return ""
