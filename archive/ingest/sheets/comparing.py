"""A workbook that comes back, beside the records it was made of: what the worker changed in it,
what was changed in the records meanwhile, and what is new."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import PurePosixPath
from types import MappingProxyType

from archive.errors import Problem
from archive.ingest.entries import allowed_kinds
from archive.ingest.front_matter import FrontMatter, Value
from archive.ingest.importers.records import Names
from archive.ingest.incoming import Draft, Tally, Whence
from archive.ingest.records import read_record
from archive.ingest.shapes import MODELS, Form, Shape, shapes_of
from archive.ingest.sheets.book import TOO_LONG, digest_words, is_cell_text, parse_exported
from archive.ingest.sheets.cells import Cell, Sheet, Workbook
from archive.ingest.sheets.headings import AS_EXPORTED, BODY, ID, Column, Heading, find_heading
from archive.ingest.sheets.notation import Unreadable, format_cell, normal_value, parse_cell
from archive.ingest.sheets.reading import without_control_characters
from archive.ingest.sheets.required import honest_words
from archive.ingest.sheets.rows import EXAMPLE
from archive.ingest.sheets.telling import odd_things, place_facts, quoted
from archive.ingest.sheets.told import Told
from archive.ingest.slugs import slug_for
from archive.model.kinds import Kind, RecordId, kind_of, parse_record_id, record_id
from archive.values import dataclass

Records = Mapping[RecordId, Mapping[str, Value]]
"""The fields of each record as its file has them."""
_OFFSET = 10_000


@dataclass(frozen=True, slots=True)
class CellChange:
    """One field of a record that a cell would change."""

    record: RecordId
    key: str
    mine: Value
    """What the record's file says now."""
    theirs: Value
    """What the cell says; None for one that was emptied."""
    whence: Whence
    is_conflict: bool = False
    """Whether the record says something else than it did when the workbook was made."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a workbook would change."""

    changes: tuple[CellChange, ...]
    drafts: tuple[Draft, ...]
    """Rows without a record yet."""
    problems: tuple[Problem, ...]
    rows: Tally
    """Those that say what their record says are kept."""


def compare_book(
    book: Workbook,
    records: Records,
    *,
    names: Mapping[str, Sequence[RecordId]],
    path: PurePosixPath,
    bodies: Mapping[RecordId, str] = MappingProxyType({}),
) -> Comparison | None:
    """What ``book`` would change in ``records``; None where no sheet of it was made by us.

    ``names`` are the records by what people call them: a name may stand where an id is wanted.
    ``path`` is what problems call the workbook; ``bodies`` are the texts below the fields.
    """
    found = [(sheet, find_heading(sheet)) for sheet in book.sheets]
    ours = [
        (sheet, heading)
        for sheet, heading in found
        if heading is not None and heading.column(ID) is not None
    ]
    if not ours:
        return None
    comparer = _Comparer(records, names, path, bodies)
    for sheet, heading in ours:
        comparer.add(sheet, heading)
    return comparer.finish()


@dataclass(slots=True)
class _Comparer:
    records: Records
    names: Mapping[str, Sequence[RecordId]]
    path: PurePosixPath
    bodies: Mapping[RecordId, str]
    changes: list[CellChange] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows: Tally = field(default_factory=Tally)
    given: Names = field(default_factory=Names)

    def add(self, sheet: Sheet, heading: Heading) -> None:
        for record in self.records:
            self.given.taken.setdefault(record, 1)
        told = Told(sheet, self.path, refused="sheet-cell-refused")
        own = heading.column(AS_EXPORTED)
        self.problems += odd_things(sheet, self.path, ours=own.number if own is not None else None)
        for number in sorted(sheet.rows):
            if number > heading.last:
                self._row(sheet, heading, number, told)
        unknown = {one.number: one.header for one in heading.columns if one.target is None}
        told.columns(unknown, lambda _: ("", ""))
        told.comments([])
        self.problems += told.all()

    def finish(self) -> Comparison:
        problems = tuple(sorted(set(self.problems)))
        return Comparison(tuple(self.changes), tuple(self.drafts), problems, self.rows)

    def _row(self, sheet: Sheet, heading: Heading, number: int, told: Told) -> None:
        cells = sheet.rows[number]
        id_column, exported = heading.column(ID), heading.column(AS_EXPORTED)
        written = _text(cells, id_column)
        if written.startswith(EXAMPLE):
            return
        reader = _RowOf(self, sheet, heading, number, told)
        known = RecordId(written)
        if known in self.records and kind_of(known) is heading.kind:
            base = parse_exported(_text(cells, exported))
            is_fine = reader.compare(known, self.records[known], base)
        elif not written and not reader.says_anything:
            return
        else:
            is_fine = reader.begin(written)
        self.rows += Tally(1, kept=int(is_fine), listed=int(not is_fine))


class _RowOf:
    """One row beside its record."""

    def __init__(
        self, around: _Comparer, sheet: Sheet, heading: Heading, number: int, told: Told
    ) -> None:
        self._around, self._sheet, self._kind, self._number = around, sheet, heading.kind, number
        self._told = told
        self._model = MODELS[heading.kind]
        self._shapes = shapes_of(self._model)
        self._cells = sheet.rows[number]
        self._columns: dict[str, Column] = {
            column.target: column
            for column in heading.columns
            if column.target is not None and column.target in self._shapes
        }
        self._body = heading.column(BODY)
        self._whence = Whence(around.path, sheet.name, number)
        for column in heading.columns:
            if column.target is None and column.number in self._cells:
                told.noted(column.number)

    @property
    def says_anything(self) -> bool:
        """Whether any field has words."""
        return any(_text(self._cells, column) for column in self._columns.values())

    def compare(
        self, record: RecordId, fields: Mapping[str, Value], base: Mapping[str, str] | None
    ) -> bool:
        """Note what the row would change; whether all of it could be read."""
        changed: dict[str, CellChange] = {}
        is_fine = True
        for key, column in self._columns.items():
            words = _text(self._cells, column)
            if _is_left_alone(words, base, key):
                continue
            shape = self._shapes[key].shape
            mine = normal_value(fields.get(key), shape)
            value, is_read = self._read(key, column, words)
            if not is_read:
                is_fine = False
            elif value != mine:
                before = format_cell(mine, shape)
                is_conflict = base is not None and not _is_as_exported(before, base.get(key))
                theirs = restyle(value, fields.get(key), shape)
                changed[key] = CellChange(
                    record, key, fields.get(key), theirs, self._whence, is_conflict
                )
        after = {**fields, **{key: change.theirs for key, change in changed.items()}}
        refused = self._refused(record, after, changed)
        self._around.changes += [one for key, one in changed.items() if key not in refused]
        return self._compare_body(record, base) and is_fine and not refused

    def _compare_body(self, record: RecordId, base: Mapping[str, str] | None) -> bool:
        """Note another text; whether it could be read."""
        if self._body is None:
            return True
        words = _plain_lines(_text(self._cells, self._body))
        mine = self._around.bodies.get(record, "")
        if _is_left_alone(words, base, BODY) or words == mine.strip():
            return True
        if not is_cell_text(mine) or not is_cell_text(words):
            cell = Cell(self._number, self._body.number, words or "（空）")
            reason = (
                "这条记录的正文太长，或者有图、表、代码，不能从表里改",
                ("this text is too long for a cell, or holds pictures, tables or code"),
            )
            hint = "请在记录的文件里改。", "Change it in the record's own file."
            self._told.cell(cell, self._body.header, reason, hint)
            return False
        is_conflict = base is not None and not _is_as_exported(mine.strip(), base.get(BODY))
        change = CellChange(record, BODY, mine.strip(), words or None, self._whence, is_conflict)
        self._around.changes.append(change)
        return True

    def begin(self, written: str) -> bool:
        """A record that is not there yet; whether it can be one."""
        values: dict[str, Value] = {}
        is_fine = True
        for key, column in self._columns.items():
            value, is_read = self._read(key, column, _text(self._cells, column))
            is_fine = is_fine and is_read
            if value is not None:
                values[key] = value
        values.setdefault("access", honest_words(self._shapes["access"]))
        record = self._name(written, values)
        if record is None:
            facts = place_facts(self._sheet, self._number)
            facts |= {"seen": quoted(written), "reason_zh": "“记录”这一格不是编号",
                      "reason_en": "what stands for the record is no id"}  # fmt: skip
            self._around.problems.append(
                Problem("sheet-row-odd", self._around.path, self._number, facts)
            )
            return False
        refused = self._refused(record, values, self._columns)
        if is_fine and not refused:
            ordered = {key: values[key] for key in self._shapes if key in values}
            body = _plain_lines(_text(self._cells, self._body))
            self._around.drafts.append(Draft(record, ordered, self._whence, body))
        return is_fine and not refused

    def _name(self, written: str, values: Mapping[str, Value]) -> RecordId | None:
        """The id of a new record: what is written, else made of its number or name."""
        if written:
            try:
                kind, _ = parse_record_id(written)
            except ValueError:
                return None
            return RecordId(self._around.given.give(written)) if kind is self._kind else None
        number = str(values.get(self._model.number_field) or "")
        name = str(values.get(self._model.title_field) or "")
        slug = slug_for(number if number and number.isascii() else name or number)
        return RecordId(self._around.given.give(record_id(self._kind, slug)))

    # --- cells

    def _read(self, key: str, column: Column, words: str) -> tuple[Value, bool]:
        """The value of a cell, and whether it could be read."""
        shape = self._shapes[key].shape
        try:
            value = parse_cell(without_control_characters(words), shape)
            return self._with_ids(key, value, shape), True
        except Unreadable as no:
            cell = Cell(self._number, column.number, words)
            self._told.cell(cell, column.header, (f"{no.zh}。", f"{no.en}."), ("", ""))
            return None, False

    def _with_ids(self, key: str, value: Value, shape: Shape) -> Value:
        """Names where ids are wanted become ids; Unreadable where there is no such record."""
        inner = shape.inner or shape
        if inner.form is not Form.REFERENCE or value is None or key == "former_ids":
            return value
        kinds = allowed_kinds(self._model, key)
        if isinstance(value, list):
            return [self._id(str(one), kinds) for one in value]
        return self._id(str(value), kinds)

    def _id(self, text: str, kinds: Sequence[Kind]) -> str:
        if RecordId(text) in self._around.records or _is_id(text):
            return text
        plain = unicodedata.normalize("NFKC", text).strip()
        found = [one for one in self._around.names.get(plain, ()) if kind_of(one) in kinds]
        if len(found) == 1:
            return found[0]
        if found:
            raise Unreadable(
                f"叫“{text}”的有 {len(found)} 条（{'、'.join(found)}），请写编号",
                f"{len(found)} records are called “{text}” ({', '.join(found)}); write the id",
            )
        raise Unreadable(f"没有叫“{text}”的记录", f"no record is called “{text}”")

    def _refused(
        self, record: RecordId, fields: Mapping[str, Value], changed: Mapping[str, object]
    ) -> set[str]:
        """Fields that would be wrong, each of them told."""
        lines = {key: _OFFSET + column.number for key, column in self._columns.items()}
        values: dict[str, Value] = {k: value for k, value in fields.items() if value is not None}
        front = FrontMatter(values, lines)
        reading = read_record(front, name=record, path=PurePosixPath(record))
        keys = {column.number: key for key, column in self._columns.items()}
        refused = set()
        for problem in (one for one in reading.problems if one.is_error):
            key = keys.get((problem.line or 0) - _OFFSET, problem.facts.get("key", ""))
            if key not in changed:
                continue
            refused.add(key)
            column = self._columns[key]
            cell = Cell(self._number, column.number, _text(self._cells, column) or "（空）")
            reason = problem.message("zh"), problem.message("en")
            self._told.cell(cell, column.header, reason, (problem.hint("zh"), problem.hint("en")))
        return refused


def restyle(value: Value, written: Value, shape: Shape) -> Value:
    """``value`` with everything that means the same as in ``written`` written as it is there."""
    if normal_value(written, shape) == value:
        return written
    if isinstance(value, list) and isinstance(written, list) and shape.inner is not None:
        inner = shape.inner
        known = {_key(normal_value(one, inner)): one for one in written}
        return [known.get(_key(one), one) for one in value]
    if isinstance(value, dict) and isinstance(written, dict) and shape.model is not None:
        shapes = shapes_of(shape.model)
        return {
            key: restyle(one, written.get(key), shapes[key].shape) if key in shapes else one
            for key, one in value.items()
        }
    return value


def _key(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _is_left_alone(words: str, base: Mapping[str, str] | None, key: str) -> bool:
    """Whether a cell says nothing new. One that could not hold what the record says changes
    nothing, emptied or not."""
    if words == TOO_LONG:
        return True
    was = base.get(key) if base else None
    return bool(base) and (_is_as_exported(words, was) or was == digest_words(TOO_LONG))


def _plain_lines(words: str) -> str:
    return without_control_characters(words.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _is_as_exported(words: str, digest: str | None) -> bool:
    return not words if digest is None else digest_words(words) == digest


def _text(cells: Mapping[int, Cell], column: Column | None) -> str:
    cell = cells.get(column.number) if column is not None else None
    return cell.text.strip() if cell is not None else ""


def _is_id(text: str) -> bool:
    try:
        parse_record_id(text)
    except ValueError:
        return False
    return True


def names_of(records: Records) -> Mapping[str, Sequence[RecordId]]:
    """The records by what people call them."""
    found: dict[str, list[RecordId]] = {}
    for record, fields in records.items():
        for name in _called(record, fields):
            found.setdefault(name, []).append(record)
    return found


def _called(record: RecordId, fields: Mapping[str, Value]) -> Iterator[str]:
    model = MODELS[kind_of(record)]
    for key in {model.title_field, model.number_field}:
        value = fields.get(key)
        if isinstance(value, str) and value.strip():
            yield unicodedata.normalize("NFKC", value).strip()
