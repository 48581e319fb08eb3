"""Records as a workbook: a sheet a kind, a column a field, a row a record; and what each said when
it was exported, so that three sides can be compared when it comes back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cache

from archive.ingest.front_matter import Value
from archive.ingest.shapes import MODELS, FieldShape, Form, Shape, shapes_of
from archive.ingest.sheets.cells import LONGEST_CELL
from archive.ingest.sheets.headings import BODY
from archive.ingest.sheets.notation import format_cell, normal_value, unique_labels
from archive.ingest.texts import FORBIDDEN
from archive.model.kinds import Kind, RecordId
from archive.model.records import Record
from archive.values import dataclass

TOO_LONG = "（这一格太长，放不进表格，请在记录的文件里改）"
"""What stands in a cell that Excel could not hold; it is left alone when the workbook is read."""


_NO_PROSE = re.compile(r"^(?: {4}|\t|```|~~~|\|)|<[A-Za-z!/]|!\[", re.MULTILINE)
"""Tables, pictures, code and HTML: what a cell would spoil."""


@dataclass(frozen=True, slots=True)
class BookColumn:
    """One column of a sheet."""

    field: FieldShape
    header: str
    """Its name in the sheet: 名称＊, 库位（不公开）."""

    @property
    def key(self) -> str:
        """The field's key."""
        return self.field.key


@dataclass(frozen=True, slots=True)
class BookRow:
    """One record."""

    id: str
    cells: Mapping[str, str]
    """Words by the key of their field; those that are empty are not in it."""
    exported: str = ""
    """`format_exported` of the cells."""


@dataclass(frozen=True, slots=True)
class BookSheet:
    """All records of a kind."""

    kind: Kind
    rows: Sequence[BookRow] = field(default_factory=tuple)
    example: Mapping[str, str] = field(default_factory=dict)
    """A row that shows how to fill it in; none where it is empty."""


def is_cell_text(body: str) -> bool:
    """Whether the text below a record's fields is plain prose that a cell can hold."""
    units = len(body.encode("utf-16-le", "replace")) // 2
    return units <= LONGEST_CELL and not FORBIDDEN.search(body) and not _NO_PROSE.search(body)


@cache
def columns_of(kind: Kind) -> tuple[BookColumn, ...]:
    """The columns of a kind: its name and number, its own fields, those of every kind."""
    model = MODELS[kind]
    shapes = shapes_of(model)
    labels = unique_labels(shapes.values())
    first = [key for key in (model.title_field, model.number_field) if key in shapes]
    every = [key for key in shapes_of(Record) if key in shapes]
    own = [key for key in shapes if key not in (*first, *every)]
    columns = {
        key: BookColumn(shapes[key], _header(labels[key], shapes[key]))
        for key in dict.fromkeys((*first, *own, *every))
    }
    text = FieldShape(BODY, Shape(Form.TEXT), "Text", "正文", is_shown=True, is_required=False)
    front = [columns.pop(key) for key in dict.fromkeys((*first, *own))]
    return (*front, BookColumn(text, text.label_zh), *columns.values())


def _header(label: str, field: FieldShape) -> str:
    return label + ("" if field.is_shown else "（不公开）") + ("＊" if field.is_required else "")


def book_row(
    kind: Kind, record: RecordId | str, fields: Mapping[str, Value], *, body: str = ""
) -> BookRow:
    """A record, by the fields in its file and the text below them, as a row."""
    cells = {}
    if words := body.strip():
        cells[BODY] = words if is_cell_text(body) else TOO_LONG
    for column in columns_of(kind):
        if column.key == BODY:
            continue
        words = format_cell(
            normal_value(fields.get(column.key), column.field.shape), column.field.shape
        )
        if words:
            cells[column.key] = words if len(words) <= LONGEST_CELL else TOO_LONG
    return BookRow(record, cells, format_exported(cells))


def format_exported(cells: Mapping[str, str]) -> str:
    """A few signs for what each cell says: enough to tell whether it was changed since."""
    return " ".join(f"{key}={digest_words(words)}" for key, words in sorted(cells.items()))


def parse_exported(text: str) -> Mapping[str, str] | None:
    """What `format_exported` wrote, None where nothing of it is there."""
    pairs = [pair.partition("=") for pair in text.split()]
    if not pairs or any(not mark for _, mark, _ in pairs):
        return None
    return {key: digest for key, _, digest in pairs}


def digest_words(words: str) -> str:
    """A few signs for the words of a cell, whatever program wrote its line ends."""
    plain = words.replace("\r\n", "\n").replace("\r", "\n").strip()
    return hashlib.blake2b(plain.encode("utf-8", "replace"), digest_size=5).hexdigest()
