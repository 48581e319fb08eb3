"""The words of a record that may reach a reader, with where they stand: what the searches for
private numbers and protected names look through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from archive.ingest.shapes import FieldShape, Form, Leaf
from archive.model.consent import Consent
from archive.model.marks import (
    HAS_MARK,
    Dialect,
    EditorNote,
    Inaudible,
    Manner,
    PieceMark,
    Pseudonym,
    Span,
    Stamp,
    Uncertain,
    Withheld,
    Words,
    parse_marks,
)
from archive.model.person import Person
from archive.model.records import Record
from archive.model.terms import NameKind
from archive.model.transcript import Transcript
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Words and where they stand: in a field, in the text below, or on a line of a transcript."""

    text: str
    key: str = ""
    field: FieldShape | None = None
    line: int | None = None


def passages_of(record: Record, leaves: Iterable[Leaf]) -> Iterator[Passage]:
    """The words of the fields that may be published, and of the text below them."""
    if isinstance(record, Consent):
        return
    is_named = not isinstance(record, Person) or record.name_kind is NameKind.REAL
    for leaf in leaves:
        form, key, field = leaf.shape.form, leaf.key, leaf.field
        if not field.is_shown or (key.startswith("aliases.") and not is_named):
            continue
        if form is Form.TEXT:
            yield Passage(visible_text(leaf.value), key, field)
        elif form is Form.WHEN and leaf.value.spoken:
            yield Passage(visible_text(leaf.value.spoken), key, field)
    for number, text in enumerate(visible_text(record.body).split("\n")):
        if text:
            yield Passage(text, "body", None, number)


def passages_of_transcript(transcript: Transcript) -> Iterator[Passage]:
    """The words of each segment, and their Mandarin."""
    for segment in transcript.segments:
        yield Passage(visible_words(segment.spans), line=segment.line)
        if segment.mandarin:
            yield Passage(visible_words(segment.mandarin), line=segment.line)


def visible_text(text: str) -> str:
    """``text`` without what its marks withhold."""
    return visible_words(parse_marks(text)[0]) if HAS_MARK.search(text) else text


def visible_words(spans: Sequence[Span]) -> str:
    """What a reader would see of ``spans``, marks or none between."""
    return "".join(_one(span) for span in spans)


def _one(span: Span) -> str:
    match span:
        case Words(text) | Manner(text):
            return text
        case Pseudonym(_, shown):
            return shown
        case Dialect(word, meaning):
            return f"{word}（{meaning}）"
        case Uncertain(inner) | EditorNote(inner):
            return visible_words(inner)
        case Withheld(inner):
            # Line ends stay, so that the lines below are counted right.
            return "\n" * visible_words(inner).count("\n")
        case Inaudible() | Stamp() | PieceMark():
            return ""
