"""What the desk finds: a record as a whole, and the stretches of text it has.

Every passage is worked out from the files of one record alone, so that it stays as it is until
they change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from archive.index.desk.leaves import Leaf, is_name, leaves_of
from archive.index.search.analysis import runs
from archive.model.document import Document
from archive.model.interview import Interview
from archive.model.kinds import RecordId
from archive.model.marks import full_text
from archive.model.records import Record
from archive.model.transcript import Segment, Transcript, Transcripts
from archive.values import dataclass

LONGEST = 400
"""Characters; a text of a record that is longer stands by itself, a paragraph a passage."""

_PARAGRAPH = re.compile(r"\n[ \t]*\n+")


class Place(StrEnum):
    """Where in a record a passage stands."""

    RECORD = "record"
    TEXT = "text"
    CHAPTER = "chapter"
    PAGE = "page"
    ARCHIVAL = "archival"
    PUBLIC = "public"
    NOTES = "notes"
    FILES = "files"

    @property
    def is_spoken(self) -> bool:
        """Whether it is a segment of a transcript."""
        return self in (Place.ARCHIVAL, Place.PUBLIC)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that is found as one. ``number`` counts from 1 within its place."""

    record: RecordId
    place: Place
    number: int
    leaves: tuple[Leaf, ...]
    names: tuple[str, ...] = ()
    """Of a record as a whole: what it is called."""
    start: float | None = None
    end: float | None = None
    """Seconds, where the passage is told in a recording."""
    voices: tuple[str, ...] = ()
    """The names written before it in the transcript."""
    line: int | None = None
    """Line in the transcript's own file."""

    @property
    def key(self) -> str:
        """Names it among all passages."""
        return f"{self.record}\t{self.place.value}\t{self.number}"

    @property
    def text(self) -> str:
        """All its words."""
        return "\n".join(leaf.text for leaf in self.leaves)


def analysed(text: str) -> str:
    """The runs of ``text`` with a space between them: in this form texts are compared."""
    return " ".join(runs(text))


def passages_of(
    record: Record, transcripts: Transcripts | None = None, *, notes: str = ""
) -> Iterator[Passage]:
    """The record as a whole first, then its texts in order."""
    every = tuple(leaves_of(record))
    files = tuple(leaf for leaf in every if leaf.is_file)
    leaves = tuple(leaf for leaf in every if not leaf.is_file)
    apart = {leaf.key for leaf in leaves if _stands_apart(leaf, record)}
    together = tuple(leaf for leaf in leaves if leaf.key not in apart)
    names = tuple(leaf.text for leaf in together if is_name(leaf, record))
    yield Passage(record.id, Place.RECORD, 1, together, names)
    yield from _paragraphs(record, [leaf for leaf in leaves if leaf.key in apart])
    if isinstance(record, Interview):
        yield from _chapters(record, leaves)
    if isinstance(record, Document):
        yield from _grouped(record.id, Place.PAGE, leaves, "pages")
    if transcripts is not None:
        yield from _spoken(record.id, Place.ARCHIVAL, transcripts.archival)
        yield from _spoken(record.id, Place.PUBLIC, transcripts.public)
    if notes.strip():
        yield from _notes(record.id, notes)
    if files:
        yield Passage(record.id, Place.FILES, 1, files)


def _stands_apart(leaf: Leaf, record: Record) -> bool:
    if leaf.field == "contents" and isinstance(record, Interview):
        return True
    if leaf.field == "pages" and isinstance(record, Document):
        return True
    return leaf.field == "body" or len(leaf.text) > LONGEST


def _paragraphs(record: Record, apart: Sequence[Leaf]) -> Iterator[Passage]:
    number = 0
    for leaf in apart:
        if leaf.field in ("contents", "pages"):
            continue
        for text in _pieces(leaf.text):
            number += 1
            piece = Leaf(leaf.key, leaf.label, text, leaf.is_shown)
            yield Passage(record.id, Place.TEXT, number, (piece,))


def _pieces(text: str) -> Iterator[str]:
    """Paragraphs, those that are short joined to the next."""
    waiting = ""
    for paragraph in _PARAGRAPH.split(text.strip()):
        if waiting and len(waiting) + len(paragraph) > LONGEST:
            yield waiting
            waiting = ""
        waiting = f"{waiting}\n\n{paragraph}" if waiting else paragraph
    if waiting:
        yield waiting


def _chapters(interview: Interview, leaves: Sequence[Leaf]) -> Iterator[Passage]:
    for passage in _grouped(interview.id, Place.CHAPTER, leaves, "contents"):
        chapter = interview.contents[passage.number - 1]
        yield Passage(
            interview.id,
            Place.CHAPTER,
            passage.number,
            passage.leaves,
            start=chapter.start,
            end=chapter.end,
        )


def _grouped(
    record: RecordId, place: Place, leaves: Sequence[Leaf], field: str
) -> Iterator[Passage]:
    """A passage for each item of a field that is a list."""
    items: dict[int, list[Leaf]] = {}
    for leaf in leaves:
        if leaf.field == field:
            items.setdefault(int(leaf.key.split(".")[1]), []).append(leaf)
    for number, found in items.items():
        yield Passage(record, place, number + 1, tuple(found))


def _spoken(record: RecordId, place: Place, transcript: Transcript | None) -> Iterator[Passage]:
    for number, segment in enumerate(transcript.segments if transcript else (), 1):
        leaves = tuple(spoken_leaves(segment))
        yield Passage(
            record,
            place,
            number,
            leaves,
            start=segment.start,
            end=segment.end,
            voices=tuple(speaker.label for speaker in segment.speakers if speaker.label),
            line=segment.line or None,
        )


def spoken_leaves(segment: Segment) -> Iterator[Leaf]:
    """The words of a segment, withheld ones and real names included, and its Mandarin line."""
    if words := full_text(segment.spans):
        yield Leaf("words", "Transcript", words, True)
    if mandarin := full_text(segment.mandarin):
        yield Leaf("mandarin", "In Mandarin", mandarin, True)


def _notes(record: RecordId, notes: str) -> Iterator[Passage]:
    for number, text in enumerate(_pieces(notes), 1):
        yield Passage(record, Place.NOTES, number, (Leaf("notes", "Notes", text, False),))
