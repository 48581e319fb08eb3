"""A plan as a workbook that a worker corrects in Excel or WPS and hands back.

A row a record. What may be corrected: whether, which record it is, its title and its day, and for
each field that differs whether theirs is taken. Everything else is there to be read. Rows are known
by the key in the last column, so they may be sorted, and those that were deleted stay as planned.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from archive.adding.corrections import Correction, day_key
from archive.adding.plan import Deed, Plan, RecordStep
from archive.errors import ConfigError
from archive.ingest.field_names import FIELD_NAMES_ZH, KIND_NAMES
from archive.ingest.packages import PackageRefused, open_package
from archive.ingest.shapes import MODELS, shapes_of
from archive.model.kinds import Kind, RecordId, parse_record_id

RECORDS, CHANGES, FILES, ABOUT = "记录", "改动", "文件", "说明"
_RECORD_HEAD = ("要不要", "类", "归入", "题名或名字", "日期", "做什么", "来源", "请看", "key")
_CHANGE_HEAD = ("用来的", "记录", "栏", "现在", "来的", "field", "key")
_FILE_HEAD = ("要不要", "文件", "做什么", "放到", "请看", "key")
_YES, _NO, _NEW = "要", "不要", "新的"
_NOS = frozenset({"不要", "不", "否", "no", "n", "0", "×", "x"})
_YESES = frozenset({"要", "是", "用", "yes", "y", "1", "√"})
_DEEDS = {
    Deed.CREATE: "新建",
    Deed.CHANGE: "补充已有的",
    Deed.SAME: "已有，不动",
    Deed.LEFT_OUT: "不要",
    Deed.COPY: "收进 media",
    Deed.DUPLICATE: "一模一样，不再收",
    Deed.REFUSED: "没有收",
}
_MADE = datetime(2000, 1, 1)
"""The day that is written into the file, so that the same plan gives the same bytes."""
_LONGEST_CELL = 2_000
_LARGEST = 50_000_000
_HELP = (
    "这是 pintu add 的计划。什么都还没有写。",
    "改好以后存盘，再运行：pintu add --plan 这个文件",
    "“要不要”写“不要”，这一条就不加，只有它用到的人和授权也不加。",
    "“归入”写已有记录的编号（如 people/shen-amei），就并到那条记录里；写“新的”，就另建一条。",
    "“题名或名字”“日期”可以直接改。",
    "“改动”一页里，“用来的”写“要”，就用来的盖掉现在的；不写，留现在的。",
    "别的格子改了没有用。最后一栏 key 请不要动；行可以排序。",
    "这个文件里有人名，只给整理的人看。",
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A workbook that was handed back."""

    given: tuple[Path, ...]
    form: str | None
    licence: str | None
    corrections: Mapping[str, Correction]


def format_plan_book(plan: Plan) -> bytes:
    """The workbook of ``plan``. Whatever people wrote is text in it, and never a formula."""
    packed = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(packed, options)
    book.set_properties({"title": "pintu add", "created": _MADE})
    told = [step for step in plan.records if step.draft.kind is not Kind.CONSENT]
    _sheet(book, RECORDS, _RECORD_HEAD, [_record_row(step) for step in told], (8, 8, 26, 36, 14))
    changes = [row for step in told for row in _change_rows(step)]
    _sheet(book, CHANGES, _CHANGE_HEAD, changes, (8, 26, 14, 40, 40))
    files = [
        (
            _NO if step.deed is Deed.LEFT_OUT else _YES if step.deed is Deed.COPY else "",
            str(step.path),
            _DEEDS[step.deed],
            "" if step.place is None else f"media/{step.place}",
            "" if step.why is None else step.why.message("zh"),
            step.key,
        )
        for step in plan.files
    ]
    _sheet(book, FILES, _FILE_HEAD, files, (8, 50, 16, 40, 40))
    about = book.add_worksheet(ABOUT)
    about.set_column(0, 0, 90)
    for row, line in enumerate(_HELP):
        about.write_string(row, 0, line)
    hidden = {"given": [*map(str, plan.given)], "as": plan.form, "licence": plan.licence}
    about.write_string(len(_HELP) + 1, 0, json.dumps(hidden, ensure_ascii=False))
    book.close()
    return packed.getvalue()


def _record_row(step: RecordStep) -> tuple[str, ...]:
    day = day_key(step.draft.kind)
    value = step.draft.fields.get(day) if day else None
    if isinstance(value, Mapping):
        value = value.get("spoken") or value.get("edtf")
    notes = [problem.message("zh") for problem in step.missing]
    if step.unsure:
        notes.insert(0, f"可能是 {'、'.join(step.unsure)}，说不准")
    return (
        _NO if step.deed is Deed.LEFT_OUT else _YES,
        KIND_NAMES[step.draft.kind.value][0],
        step.id if step.joins else _NEW,
        step.title,
        "" if value is None else str(value),
        _DEEDS[step.deed],
        str(step.draft.whence.file),
        "；".join(notes),
        step.key,
    )


def _change_rows(step: RecordStep) -> list[tuple[str, ...]]:
    shapes = shapes_of(MODELS[step.draft.kind])
    rows: list[tuple[str, ...]] = []
    for change in step.changes:
        label = shapes[change.key].label if change.key in shapes else ""
        rows.append(
            (
                _YES if change.is_taken else _NO,
                step.id,
                FIELD_NAMES_ZH.get(label, change.key),
                _cell(change.mine),
                _cell(change.theirs),
                change.key,
                step.key,
            )
        )
    return rows


def _cell(value: object) -> str:
    text = (
        ""
        if value is None
        else value
        if isinstance(value, str)
        else json.dumps(value, ensure_ascii=False, default=str)
    )
    return text[:_LONGEST_CELL]


def _sheet(
    book: xlsxwriter.Workbook,
    name: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#f4f1ea"})
    open_cell = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#fffdf5"})
    plain = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#48515a"})
    mine = {"要不要", "归入", "题名或名字", "日期", "用来的"}
    for at, title in enumerate(head):
        sheet.write_string(0, at, title, bold)
        width = widths[at] if at < len(widths) else 30
        sheet.set_column(at, at, width, None, {"hidden": title in ("key", "field")})
        if title in ("要不要", "用来的"):
            choice = {"validate": "list", "source": [_YES, _NO], "error_type": "warning"}
            sheet.data_validation(1, at, max(1, len(rows)), at, choice)
    for number, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            sheet.write_string(number, at, cell, open_cell if head[at] in mine else plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(head) - 1)


# --- handed back ---------------------------------------------------------------------------------


def read_plan_book(file: Path) -> Corrected:
    """What a worker wrote into the workbook; ConfigError where it is none of ours."""
    try:
        data = file.read_bytes() if file.stat().st_size <= _LARGEST else b""
        with open_package(data):
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = {
            name: _rows(book, name)
            for name in (RECORDS, CHANGES, FILES)
            if name in book.sheet_names
        }
        about = book.get_sheet_by_name(ABOUT).to_python()
        hidden = json.loads(str(about[-1][0]))
        given = tuple(Path(one) for one in hidden["given"])
        form, licence = hidden["as"], hidden["licence"]
    except (OSError, CalamineError, PackageRefused, ValueError, KeyError, IndexError, TypeError):
        raise ConfigError(
            f"{file} 不是 pintu add --save 写的计划表，或者“说明”一页被改坏了。",
            f"{file} is no plan that pintu add --save wrote, or its last sheet was damaged.",
        ) from None
    return Corrected(given, form, licence, _corrections(sheets, file))


def _rows(book: CalamineWorkbook, name: str) -> list[dict[str, str]]:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    if not rows:
        return []
    head = [str(cell).strip() for cell in rows[0]]
    return [dict(zip(head, map(_text, row), strict=False)) for row in rows[1:]]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()


def _corrections(
    sheets: Mapping[str, Sequence[Mapping[str, str]]], file: Path
) -> Mapping[str, Correction]:
    found: dict[str, Correction] = {}
    for number, row in enumerate(sheets.get(RECORDS, ()), 2):
        key = row.get("key", "")
        if key:
            found[key] = _correction(row, file, number)
    for row in sheets.get(CHANGES, ()):
        key, own = row.get("key", ""), row.get("field", "")
        there = found.get(key, Correction())
        answer = row.get("用来的", "").lower()
        if key and own and answer in _YESES:
            found[key] = replace(there, fields=there.fields | {own})
        elif key and own and answer in _NOS:
            found[key] = replace(there, kept=there.kept | {own})
    for row in sheets.get(FILES, ()):
        if row.get("key") and row.get("要不要", "").lower() in _NOS:
            found[row["key"]] = Correction(is_wanted=False)
    return found


def _correction(row: Mapping[str, str], file: Path, number: int) -> Correction:
    wanted = row.get("归入", "")
    record: RecordId | None = None
    if wanted not in ("", _NEW):
        try:
            parse_record_id(wanted)
        except ValueError:
            raise ConfigError(
                f"{file}，“{RECORDS}”第 {number} 行，“归入”写的“{wanted}”不是记录的编号。"
                f"请写成 people/shen-amei 这样，或者写“{_NEW}”。",
                f"{file}, sheet {RECORDS}, row {number}: “{wanted}” is no id of a record. Write "
                f"people/shen-amei, or {_NEW} for a new one.",
            ) from None
        record = RecordId(wanted)
    return Correction(
        is_wanted=row.get("要不要", "").lower() not in _NOS,
        is_decided=bool(wanted),
        record=record,
        title=row.get("题名或名字", ""),
        day=row.get("日期", ""),
    )
