"""A plan as a workbook that a worker corrects in Excel or WPS and hands back.

A row a record. What may be corrected: whether, what it is, which record it is, its title and its
day, and for each field that differs whether theirs is taken. Everything else is there to be read.
Rows are known by the key in the last column, so they may be sorted, and those that were deleted
stay as planned. It speaks the worker's language and is read in both.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from archive.adding import plan_words as say
from archive.adding.corrections import Correction, day_key
from archive.adding.plan import Deed, FileStep, Plan, RecordStep
from archive.adding.plan_words import Words
from archive.adding.refitting import hindrances, named_in, possible_kinds, why_fixed
from archive.errors import ConfigError
from archive.ingest.incoming import Question, Verdict
from archive.ingest.shapes import MODELS, shapes_of
from archive.ingest.sheets.cells import Sheet, SheetRefused
from archive.ingest.sheets.reading import read_workbook
from archive.model.kinds import Kind, RecordId, parse_record_id
from archive.values import dataclass

_RECORD_HEAD = ("wanted", "kind", "record", "title", "day", "deed", "from", "look", "key")
_CHANGE_HEAD = ("theirs", "of", "label", "mine", "comes", "field", "key")
_FILE_HEAD = ("wanted", "file", "deed", "place", "look", "key")
_TRACKED_HEAD = ("verdict", "matter", "words", "by", "when", "file", "line", "key")
_OPEN = frozenset({"wanted", "kind", "record", "title", "day", "theirs", "verdict"})
"""Columns that may be corrected."""
_UNSEEN = frozenset({"key", "field"})
_ANSWERS: Mapping[str, Sequence[Words]] = {
    "wanted": (say.YES, say.NO),
    "theirs": (say.YES, say.NO),
    "verdict": tuple(say.VERDICTS.values()),
}
"""What may be chosen in a column."""
_WIDTHS = {"wanted": 8, "theirs": 10, "kind": 12, "record": 26, "of": 26, "title": 36, "day": 14}
_WIDTHS |= {"label": 16, "mine": 40, "comes": 40, "file": 50, "place": 40, "look": 40}
_WIDTHS |= {"verdict": 16, "words": 50, "line": 8}
_USUAL_WIDTH = 24
_MADE = datetime(2000, 1, 1)
"""The day that is written into the file, so that the same plan gives the same bytes."""
_LONGEST_CELL = 2_000
_LONGEST_MESSAGE = 250
_LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class Corrected:
    """A workbook that was handed back."""

    given: tuple[Path, ...]
    form: str | None
    licence: str | None
    corrections: Mapping[str, Correction]
    verdicts: Mapping[str, Verdict]
    """What the worker decided about changes in documents, by the keys of the questions."""


def format_plan_book(plan: Plan, *, language: str) -> bytes:
    """The workbook of ``plan``. Whatever people wrote is text in it, and never a formula."""
    packed = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(packed, options)
    book.set_properties({"title": "pintu add", "created": _MADE})
    writer = _Writer(book, language)
    told = [step for step in plan.records if step.draft.kind is not Kind.CONSENT]
    records = writer.sheet(say.RECORDS, _RECORD_HEAD, [writer.record(step) for step in told])
    writer.offer_kinds(records, told)
    changes = [row for step in told for row in writer.changes(step)]
    writer.sheet(say.CHANGES, _CHANGE_HEAD, changes)
    if plan.questions:
        writer.sheet(say.TRACKED, _TRACKED_HEAD, [*map(writer.question, plan.questions)])
    writer.sheet(say.FILES, _FILE_HEAD, [writer.file(step) for step in plan.files])
    about = book.add_worksheet(say.ABOUT.text(language))
    about.set_column(0, 0, 90)
    for row, line in enumerate(say.HELP):
        about.write_string(row, 0, line.text(language))
    hidden = {"given": [*map(str, plan.given)], "as": plan.form, "licence": plan.licence}
    about.write_string(len(say.HELP) + 1, 0, json.dumps(hidden, ensure_ascii=False))
    book.close()
    return packed.getvalue()


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook, language: str) -> None:
        self._book, self._language = book, language
        self._bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#f4f1ea"})
        cell = {"text_wrap": True, "valign": "top"}
        self._open_cell = book.add_format({**cell, "bg_color": "#fffdf5"})
        self._plain = book.add_format({**cell, "font_color": "#48515a"})

    def _say(self, words: Words, **facts: str) -> str:
        return words.text(self._language).format(**facts)

    # --- rows

    def record(self, step: RecordStep) -> tuple[str, ...]:
        """A row of a record."""
        day = day_key(step.draft.kind)
        value = step.draft.fields.get(day) if day else None
        if isinstance(value, Mapping):
            value = value.get("spoken") or value.get("edtf")
        notes = [problem.message(self._language) for problem in step.missing]
        if step.unsure:
            notes.insert(0, self._say(say.MAY_BE, records="、".join(step.unsure)))
        return (
            self._say(say.yes_or_no(is_yes=step.deed is not Deed.LEFT_OUT)),
            self._say(say.KINDS[step.draft.kind]),
            step.id if step.joins else self._say(say.NEW),
            step.title,
            "" if value is None else str(value),
            self._say(say.DEEDS[step.deed]),
            str(step.draft.whence.file),
            "；".join(notes),
            step.key,
        )

    def changes(self, step: RecordStep) -> list[tuple[str, ...]]:
        """A row for each field that differs."""
        shapes = shapes_of(MODELS[step.draft.kind])
        rows: list[tuple[str, ...]] = []
        for change in step.changes:
            label = change.key
            if (shape := shapes.get(change.key)) is not None:
                label = shape.label_zh if self._language == "zh" else shape.label
            answer = self._say(say.yes_or_no(is_yes=change.is_taken))
            both = _cell(change.mine), _cell(change.theirs)
            rows.append((answer, step.id, label, *both, change.key, step.key))
        return rows

    def file(self, step: FileStep) -> tuple[str, ...]:
        """A row of a file."""
        is_open = step.deed in (Deed.LEFT_OUT, Deed.COPY)
        return (
            self._say(say.yes_or_no(is_yes=step.deed is Deed.COPY)) if is_open else "",
            str(step.path),
            self._say(say.DEEDS[step.deed]),
            "" if step.place is None else f"media/{step.place}",
            "" if step.why is None else step.why.message(self._language),
            step.key,
        )

    def question(self, one: Question) -> tuple[str, ...]:
        """A row of a change in a document."""
        return (
            "" if one.verdict is None else self._say(say.VERDICTS[one.verdict]),
            self._say(say.MATTERS[one.matter]),
            _cell(one.words),
            one.by,
            one.when.replace("T", " ").removesuffix("Z"),
            str(one.whence.file),
            "" if one.whence.row is None else str(one.whence.row),
            one.key,
        )

    # --- sheets

    def sheet(self, name: Words, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Worksheet:
        """A sheet with a row of names above ``rows``."""
        sheet = self._book.add_worksheet(self._say(name))
        last = max(1, len(rows))
        for at, column in enumerate(head):
            sheet.write_string(0, at, self._say(say.COLUMNS[column]), self._bold)
            width = _WIDTHS.get(column, _USUAL_WIDTH)
            sheet.set_column(at, at, width, None, {"hidden": column in _UNSEEN})
            if column in _ANSWERS:
                source = [self._say(words) for words in _ANSWERS[column]]
                choice = {"validate": "list", "source": source, "error_type": "warning"}
                sheet.data_validation(1, at, last, at, choice)
        for number, row in enumerate(rows, 1):
            for at, cell in enumerate(row):
                how = self._open_cell if head[at] in _OPEN else self._plain
                sheet.write_string(number, at, cell, how)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(head) - 1)
        return sheet

    def offer_kinds(self, sheet: Worksheet, told: Sequence[RecordStep]) -> None:
        """The kinds that each record may be, and why it may not be others. Rows that are alike and
        follow each other share one offer: a register of ten thousand rows stays small."""
        named = named_in(step.draft for step in told)
        at = _RECORD_HEAD.index("kind")
        first, before = 1, None
        for number, step in enumerate([*told, None], 1):
            offer = None if step is None else self._offer(step, named)
            if offer != before:
                if before is not None:
                    sheet.data_validation(first, at, number - 1, at, before)
                first, before = number, offer

    def _offer(self, step: RecordStep, named: frozenset[str]) -> dict[str, Any]:
        kinds = [self._say(say.KINDS[kind]) for kind in possible_kinds(step.draft, named)]
        fixed = why_fixed(step.draft, named)
        reasons = [fixed] if fixed else [*dict.fromkeys(hindrances(step.draft))]
        parts = [self._say(say.CANNOT, why=Words(*one).text(self._language)) for one in reasons]
        if len(kinds) > 1:
            between = "、" if self._language == "zh" else ", "
            parts.insert(0, self._say(say.CAN_BE, kinds=between.join(kinds[1:])))
        title, message = self._say(say.COLUMNS["kind"]), "".join(parts)[:_LONGEST_MESSAGE]
        return {
            "validate": "list",
            "source": kinds,
            "error_type": "warning",
            "input_title": title,
            "input_message": message,
        }


def _cell(value: object) -> str:
    text = (
        ""
        if value is None
        else value
        if isinstance(value, str)
        else json.dumps(value, ensure_ascii=False, default=str)
    )
    return text[:_LONGEST_CELL]


# --- handed back ---------------------------------------------------------------------------------


def read_plan_book(file: Path) -> Corrected:
    """What a worker wrote into the workbook; ConfigError where it is none of ours."""
    try:
        data = file.read_bytes() if file.stat().st_size <= _LARGEST else b""
        sheets = read_workbook(data).sheets
        records, changes, tracked, files, about = (
            next((sheet for sheet in sheets if name.is_said_by(sheet.name.strip())), Sheet())
            for name in (say.RECORDS, say.CHANGES, say.TRACKED, say.FILES, say.ABOUT)
        )
        hidden = json.loads(about.rows[about.last][1].text)
        given = tuple(Path(one) for one in hidden["given"])
        form, licence = hidden["as"], hidden["licence"]
    except (OSError, SheetRefused, ValueError, KeyError, TypeError):
        raise ConfigError(
            f"{file} 不是 pintu add --save 写的计划表，或者“说明”一页被改坏了。",
            f"{file} is no plan that pintu add --save wrote, or its last sheet was damaged.",
        ) from None
    corrections = _corrections(_rows(records), _rows(changes), _rows(files), file)
    return Corrected(given, form, licence, corrections, _verdicts(_rows(tracked), file))


_Rows = Mapping[int, Mapping[str, str]]
"""Rows by their number, cells by what the program calls their column."""


def _rows(sheet: Sheet) -> _Rows:
    head = {
        cell.column: key
        for cell in sheet.rows.get(1, {}).values()
        for key, words in say.COLUMNS.items()
        if words.is_said_by(cell.text.strip())
    }
    return {
        number: {
            head[cell.column]: cell.text.strip() for cell in row.values() if cell.column in head
        }
        for number, row in sorted(sheet.rows.items())
        if number > 1
    }


def _corrections(
    records: _Rows, changes: _Rows, files: _Rows, file: Path
) -> Mapping[str, Correction]:
    found: dict[str, Correction] = {}
    for number, row in records.items():
        if key := row.get("key"):
            found[key] = _correction(row, file, number)
    for row in changes.values():
        key, own = row.get("key", ""), row.get("field", "")
        there = found.get(key, Correction())
        answer = row.get("theirs", "").lower()
        if key and own and answer in say.YESES:
            found[key] = replace(there, fields=there.fields | {own})
        elif key and own and answer in say.NOS:
            found[key] = replace(there, kept=there.kept | {own})
    for row in files.values():
        if row.get("key") and row.get("wanted", "").lower() in say.NOS:
            found[row["key"]] = Correction(is_wanted=False)
    return found


def _verdicts(rows: _Rows, file: Path) -> Mapping[str, Verdict]:
    found: dict[str, Verdict] = {}
    for number, row in rows.items():
        key, said = row.get("key", ""), row.get("verdict", "")
        if not key or not said:
            continue
        verdict = say.verdict_said(said)
        if verdict is None:
            names = "、".join(words.zh for words in say.VERDICTS.values())
            raise ConfigError(
                f"{file}，“{say.TRACKED.zh}”第 {number} 行，“怎么办”写的“{said}”看不懂。"
                f"请写：{names}；还没有定，就空着。",
                f"{file}, sheet {say.TRACKED.en}, row {number}: “{said}” is no decision. Choose "
                "one from the list, or leave it empty.",
            )
        found[key] = verdict
    return found


def _correction(row: Mapping[str, str], file: Path, number: int) -> Correction:
    wanted, kind = row.get("record", ""), row.get("kind", "")
    record: RecordId | None = None
    if wanted and not say.NEW.is_said_by(wanted):
        try:
            parse_record_id(wanted)
        except ValueError:
            raise ConfigError(
                f"{file}，“{say.RECORDS.zh}”第 {number} 行，“归入”写的“{wanted}”不是记录的编号。"
                f"请写成 people/shen-amei 这样，或者写“{say.NEW.zh}”。",
                f"{file}, sheet {say.RECORDS.en}, row {number}: “{wanted}” is no id of a record. "
                f"Write people/shen-amei, or {say.NEW.en} for a new one.",
            ) from None
        record = RecordId(wanted)
    said = say.kind_said(kind)
    if kind and said is None:
        names = "、".join(words.zh for words in say.KINDS.values())
        raise ConfigError(
            f"{file}，“{say.RECORDS.zh}”第 {number} 行，“类”写的“{kind}”没有这一类。"
            f"请从下拉里选，或者写：{names}。",
            f"{file}, sheet {say.RECORDS.en}, row {number}: “{kind}” is no kind. Choose one from "
            "the list.",
        )
    return Correction(
        is_wanted=row.get("wanted", "").lower() not in say.NOS,
        is_decided=bool(wanted),
        kind=said,
        record=record,
        title=row.get("title", ""),
        day=row.get("day", ""),
    )
