"""``pintu sheet``: records into a workbook, and what was changed in it back into the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

from archive.adding.disk import Disk
from archive.adding.journal import Journals
from archive.adding.plan import Change, Deed, Plan, RecordStep
from archive.adding.planning import key_of
from archive.adding.village import Village, read_village
from archive.cli import sheet_sentences as say
from archive.cli.adding import go_on, settle
from archive.cli.console import Console
from archive.cli.plan_list import Advice
from archive.cli.private_page import check_private, write_private
from archive.cli.problem_list import CLEAN, WARNED
from archive.cli.sentences import Sentence
from archive.cli.villages import find_village
from archive.errors import ConfigError
from archive.ingest.front_matter import Value
from archive.ingest.incoming import Draft, Unit
from archive.ingest.scaffold import example_of
from archive.ingest.sheets.book import BookSheet, book_row
from archive.ingest.sheets.cells import SheetRefused
from archive.ingest.sheets.comparing import CellChange, Comparison, compare_book, names_of
from archive.ingest.sheets.drawing import format_book
from archive.ingest.sheets.reading import read_workbook
from archive.model.kinds import Kind, RecordId, kind_of
from archive.values import dataclass

STATE = ".pintu"
_ENDINGS = (".xlsx",)
_LARGEST = 200_000_000
_IN_BOOK = Advice(say.KEPT, say.ASK_AGAIN, None)
"""What is wrong is put right in the workbook itself, and every changed cell is listed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person wants of a workbook that comes back."""

    file: Path
    folder: Path | None
    today: date
    yes: bool = False
    theirs: bool = False


def run_new_sheet(file: Path, folder: Path | None, kinds: Sequence[str], console: Console) -> int:
    """Write an empty workbook; the exit code."""
    village = folder or Path()
    _check_place(file, village)
    pages = [BookSheet(kind, example=_example(kind)) for kind in _wanted(kinds)]
    _write(file, pages, village, console)
    return CLEAN


def run_export_sheet(
    file: Path, folder: Path | None, kinds: Sequence[str], console: Console
) -> int:
    """Write the records into a workbook; the exit code: 1 where some have faults."""
    village = find_village(folder)
    _check_place(file, village)
    found = read_village(village, cache_dir=_state(village))
    records, bodies = _records(found)
    pages = []
    for kind in _wanted(kinds):
        rows = [
            book_row(kind, record, fields, body=bodies[record])
            for record, fields in sorted(records.items())
            if kind_of(record) is kind
        ]
        pages.append(BookSheet(kind, rows, {} if rows else _example(kind)))
    _write(file, pages, village, console)
    console.say(say.PRIVATE)
    left = len(found.ids - records.keys())
    if left:
        console.say(say.LEFT_OUT, count=left)
    return WARNED if left else CLEAN


def run_import_sheet(asked: Asked, console: Console) -> int:
    """List what a workbook changes, ask, and write it; the exit code, as that of ``add``."""
    village = find_village(asked.folder)
    go_on(village, console)
    standing = Journals(village / STATE, Disk()).standing()
    found = read_village(village, cache_dir=_state(village))
    records, bodies = _records(found)
    path = PurePosixPath(asked.file.name)
    try:
        if asked.file.stat().st_size > _LARGEST:
            raise SheetRefused("文件太大", "it is too large")
        book = read_workbook(asked.file.read_bytes())
    except SheetRefused as no:
        raise _error(say.REFUSED, file=asked.file, reason_zh=no.zh, reason_en=no.en) from no
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _error(say.REFUSED, file=asked.file, reason_zh=reason, reason_en=reason) from error
    compared = compare_book(book, records, names=names_of(records), path=path, bodies=bodies)
    if compared is None:
        raise _error(say.NOT_OURS, file=asked.file)
    for one in compared.changes:
        if one.is_conflict:
            console.say(say.CONFLICT, record=one.record, field=one.key)
    plan = replace(_plan(compared, records, asked, village), standing=standing)
    return settle(plan, found, console, today=asked.today, yes=asked.yes, advice=_IN_BOOK)


def _plan(
    compared: Comparison,
    records: Mapping[RecordId, Mapping[str, Value]],
    asked: Asked,
    village: Path,
) -> Plan:
    """What the workbook changes, as steps of an addition: agreed to, done and undone as one."""
    by_record: dict[RecordId, list[CellChange]] = {}
    for one in compared.changes:
        by_record.setdefault(one.record, []).append(one)
    steps = [
        _changed(record, records[record], found, asked)
        for record, found in sorted(by_record.items())
    ]
    steps += [
        RecordStep(key_of(str(draft.whence.file), str(draft.id)), Deed.CREATE, draft)
        for draft in compared.drafts
    ]
    return Plan(
        village=village,
        given=(asked.file,),
        records=tuple(steps),
        files=(),
        problems=compared.problems,
        tallies={Unit.ROWS: compared.rows},
    )


def _changed(
    record: RecordId, fields: Mapping[str, Value], found: Sequence[CellChange], asked: Asked
) -> RecordStep:
    changes = tuple(
        Change(one.key, one.mine, one.theirs, asked.theirs or not one.is_conflict) for one in found
    )
    deed = Deed.CHANGE if any(change.is_taken for change in changes) else Deed.SAME
    draft = Draft(record, {**fields, **{one.key: one.theirs for one in found}}, found[0].whence)
    return RecordStep(key_of(str(found[0].whence.file), record), deed, draft, changes, joins=True)


# --- workbooks


def _write(file: Path, pages: Sequence[BookSheet], village: Path, console: Console) -> None:
    title = say.BOOK_TITLE.text("zh", title=village.resolve().name)
    write_private(file, format_book(pages, title=title, notes=say.HELP_NOTES))
    rows = sum(len(page.rows) for page in pages)
    console.say(say.WRITTEN, file=file, sheets=len(pages), rows=rows)


def _check_place(file: Path, village: Path) -> None:
    check_private(file, village, suffixes=_ENDINGS)
    if file.exists():
        raise _error(say.EXISTS, file=file)


def _records(
    found: Village,
) -> tuple[Mapping[RecordId, Mapping[str, Value]], Mapping[RecordId, str]]:
    """The fields of every record, and the texts below them."""
    fronts = {record: found.front_of(record) for record in found.archive.sources}
    fields = {one: front.data for one, front in fronts.items() if front.data is not None}
    return fields, {one: fronts[one].body for one in fields}


def _wanted(kinds: Sequence[str]) -> list[Kind]:
    return [kind for kind in Kind if not kinds or kind.value in kinds]


def _example(kind: Kind) -> Mapping[str, str]:
    """How a row is filled in: the example that a new archive has of its kind."""
    front = example_of(kind)
    return book_row(kind, "", front.data or {}, body=front.body).cells if front else {}


def _state(village: Path) -> Path | None:
    return village / STATE if (village / STATE).is_dir() else None


def _error(sentence: Sentence, **facts: object) -> ConfigError:
    zh = {key.removesuffix("_zh"): value for key, value in facts.items()}
    en = {key.removesuffix("_en"): value for key, value in facts.items()}
    return ConfigError(sentence.text("zh", **zh), sentence.text("en", **en))
