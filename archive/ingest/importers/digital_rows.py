"""Rows and cues of Oral-History.Digital as segments, with headings and what they refer to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.importers.catalogue_words import in_order
from archive.ingest.importers.coded_rows import CodedRows, Row, spread_times
from archive.ingest.importers.digital_marks import parse_digital
from archive.ingest.importers.marked_words import plain_spans
from archive.ingest.incoming import Tally
from archive.ingest.off_record import withhold_in_text
from archive.ingest.transcripts import parse_vtt
from archive.ingest.voices import parse_voice
from archive.model.marks import EditorNote, Span, Withheld, Words, format_marks, hides_anything
from archive.model.transcript import Role, Segment, Speaker
from archive.values import dataclass

_UNHEARD = (Speaker("不明", Role.UNKNOWN),)
_TIMING = re.compile(r"^.*-->.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a transcript, where it begins; ``level`` 1 is a main one."""

    start: float | None
    level: int
    title: str
    translated: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A name or an id of the registry that stands beside a row."""

    line: int
    start: float | None
    text: str


@dataclass(slots=True)
class DigitalReading:
    """One transcript as it is understood."""

    segments: list[Segment] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    listed: set[int] = field(default_factory=set)
    """Lines of rows that a problem here tells of."""
    cues: Tally = field(default_factory=Tally)
    _foreign: set[str] = field(default_factory=set)

    def words(self, text: str, line: int, path: PurePosixPath) -> tuple[Span, ...]:
        """The spans of a cell; what is odd about its marks is told."""
        read = parse_digital(text)
        if read.is_unclosed:
            self.tell("import-mark-open", path, line)
        for mark in read.unknown:
            if mark not in self._foreign:
                self._foreign.add(mark)
                self.tell("import-mark-foreign", path, line, seen=mark[:60])
        return read.spans

    def tell(self, code: str, path: PurePosixPath, line: int, **facts: str) -> None:
        self.problems.append(Problem(code, path, line, facts))
        self.listed.add(line)


def read_digital_rows(rows: CodedRows, *, path: PurePosixPath) -> DigitalReading:
    """The rows of one tape. A heading in a transcript without times becomes a note."""
    reading = DigitalReading()
    times = spread_times(rows.rows)
    for place, row in enumerate(rows.rows):
        start, end = times[place] if times else (None, None)
        notes = [*_headings(row, start, reading, path), *_notes(row, reading, path)]
        spans = reading.words(row.original or row.words, row.line, path)
        mandarin = reading.words(row.words, row.line, path) if row.original else ()
        if hides_anything(spans):
            notes = [_withheld(note) for note in notes]
            if mandarin and not hides_anything(mandarin):
                reading.tell("import-translation-withheld", path, row.line)
                mandarin = (Withheld(mandarin),)
        names, certainty = parse_voice(row.speaker)
        speakers = tuple(Speaker(name, Role.UNKNOWN) for name in names) or _UNHEARD
        spans = (*spans, *notes)
        reading.segments.append(Segment(start, end, speakers, spans, mandarin, certainty, row.line))
        for text in row.more.get("references", "").split("#"):
            if text.strip():
                reading.references.append(Reference(row.line, start, " ".join(text.split())))
    return reading


def _withheld(note: Span) -> Span:
    return note if hides_anything((note,)) else Withheld((note,))


def _headings(
    row: Row, start: float | None, reading: DigitalReading, path: PurePosixPath
) -> Iterator[Span]:
    for level, role in enumerate(("main", "sub"), 1):
        title = row.more.get(role, "")
        other = "；".join(_further(row.more, role).values())
        if not title and not other:
            continue
        spans = reading.words(title or other, row.line, path)
        if start is None or hides_anything(spans):
            yield EditorNote((Words("小标题："), *spans))
        else:
            safe, problems = withhold_in_text(title or other, path=path, line=row.line)
            also, further = withhold_in_text(other if title else "", path=path, line=row.line)
            reading.problems += (*problems, *further)
            reading.headings.append(Heading(start, level, safe, also))


def _notes(row: Row, reading: DigitalReading, path: PurePosixPath) -> Iterator[Span]:
    if row.note:
        yield EditorNote(plain_spans(row.note))
    annotations = (row.more.get("annotation", ""), *_further(row.more, "annotation").values())
    for text in (part.strip() for cell in annotations for part in cell.split("#")):
        if text:
            yield EditorNote(reading.words(text, row.line, path))
    for role in ("translation", "words"):
        for text in _further(row.more, role).values():
            yield EditorNote((Words("另一种文字："), *reading.words(text, row.line, path)))


def _further(more: Mapping[str, str], role: str) -> Mapping[str, str]:
    """Cells of further columns that hold the same in other languages."""
    return {key: cell for key, cell in more.items() if key.startswith(f"{role} (")}


def read_digital_vtt(text: str, *, path: PurePosixPath) -> DigitalReading:
    """The cues of WebVTT with marks in them."""
    reading = DigitalReading()
    line = 1
    blocks = []
    for block in text.split("\n\n"):
        blocks.append(_block(block, line, reading, path))
        line += block.count("\n") + 2
    vtt = parse_vtt("\n\n".join(blocks), path=path)
    reading.problems += (problem for problem in vtt.problems if problem.code != "speaker-none")
    reading.segments = in_order(vtt.transcript.segments)
    lines = [text.count("\n", 0, match.start()) + 1 for match in _timings(text)]
    hit = {bisect_right(lines, segment.line) for segment in vtt.transcript.segments} - {0}
    odd = {problem.line for problem in reading.problems}
    odd_hit = sum(lines[place - 1] in odd for place in hit)
    reading.cues = Tally(
        len(lines), kept=len(hit) - odd_hit, repaired=odd_hit, listed=len(lines) - len(hit)
    )
    for place in range(1, len(lines) + 1):
        if place not in hit and lines[place - 1] not in odd:
            seen = text.split("\n")[lines[place - 1] - 1].strip()[:60]
            reading.problems.append(
                Problem("cue-malformed", path, lines[place - 1], {"seen": seen})
            )
    return reading


def _timings(text: str) -> Iterator[re.Match[str]]:
    yield from _TIMING.finditer(text)


def _block(block: str, line: int, reading: DigitalReading, path: PurePosixPath) -> str:
    """A cue with our marks in the place of those of Oral-History.Digital."""
    timing, arrow, rest = block.partition("-->")
    times, end, words = rest.partition("\n")
    if not arrow or "<" not in words:
        return block
    read = parse_digital(words, in_vtt=True)
    if read.is_unclosed:
        reading.tell("import-mark-open", path, line)
    for mark in read.unknown:
        reading.tell("import-mark-foreign", path, line, seen=mark[:60])
    return f"{timing}{arrow}{times}{end}{format_marks(read.spans)}"


def renamed(segments: list[Segment], names: Mapping[str, str]) -> list[Segment]:
    """``segments`` with the names in ``names`` in the place of their labels."""
    return [
        replace(
            segment,
            speakers=tuple(
                replace(speaker, label=names.get(speaker.label, speaker.label))
                for speaker in segment.speakers
            ),
        )
        for segment in segments
    ]
