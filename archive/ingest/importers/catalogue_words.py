"""The words of a recording as a catalogue gives them: in a cell, or in a file beside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field, replace
from pathlib import Path, PurePosixPath

from archive.errors import Problem
from archive.ingest.importers.coded_rows import parse_coded_rows, spread_times
from archive.ingest.importers.item_tables import Taking
from archive.ingest.importers.marked_words import marked_spans
from archive.ingest.importers.source_files import find_file, is_address
from archive.ingest.off_record import withhold_in_doubt
from archive.ingest.texts import read_text
from archive.ingest.transcripts import parse_vtt
from archive.ingest.voices import UNHEARD, parse_voice
from archive.model.transcript import Role, Segment, Speaker
from archive.values import dataclass

_FILE = re.compile(r"/?[^\n]{1,200}\.(?:txt|md|vtt|csv|srt|pdf|docx?|json)", re.IGNORECASE)
_UNHEARD = (Speaker("不明", Role.UNKNOWN),)


@dataclass(frozen=True, slots=True)
class WordsRead:
    """The words of a recording, with what is in doubt withheld."""

    segments: tuple[Segment, ...] = ()
    problems: tuple[Problem, ...] = ()
    used: frozenset[PurePosixPath] = field(default_factory=frozenset)
    is_listed: bool = False
    """Whether something was not understood."""

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody who speaks by name, in the order they begin."""
        labels = (s.label for segment in self.segments for s in segment.speakers)
        return tuple(dict.fromkeys(name for name in labels if name not in UNHEARD))


def read_words(taking: Taking, *, source: Path) -> WordsRead:
    """The words that the item's column object_transcript holds or names."""
    written = taking.raw("objecttranscript")
    whence = taking.item.whence
    if not written:
        return WordsRead()
    if not is_address(written) and not _FILE.fullmatch(written):
        return _doubtful(_paragraphs(written), whence.file)
    path = find_file(source, written)
    text = None if path is None else read_text(source / path, path=path)
    segments: Sequence[Segment] = ()
    problems: tuple[Problem, ...] = ()
    if path is not None and text is not None and text.text is not None:
        segments, problems = _segments(text.text, path)
        problems = (*text.problems, *problems)
    if path is None or not segments:
        taking.keep("object_transcript", written)
        code = "import-file-elsewhere" if is_address(written) else "import-file-absent"
        code = code if path is None else "import-no-words"
        problem = Problem(code, whence.file, whence.row, {"seen": written[:120]})
        return WordsRead(problems=(*problems, problem), is_listed=True)
    read = _doubtful(segments, path)
    return replace(read, problems=(*problems, *read.problems), used=frozenset({path}))


def _doubtful(segments: Sequence[Segment], path: PurePosixPath) -> WordsRead:
    doubtful = withhold_in_doubt(segments, path=path)
    return WordsRead(doubtful.segments, doubtful.problems, is_listed=bool(doubtful.listed))


def _segments(text: str, path: PurePosixPath) -> tuple[Sequence[Segment], tuple[Problem, ...]]:
    kind = path.suffix.lower()
    if kind == ".vtt":
        reading = parse_vtt(text, path=path)
        return in_order(reading.transcript.segments), reading.problems
    coded = parse_coded_rows(text, path=path) if kind == ".csv" else None
    if coded is not None:
        times = spread_times(coded.rows) or [(None, None)] * len(coded.rows)
        rows = zip(coded.rows, times, strict=True)
        return [
            Segment(start, end, _speakers(row.speaker), marked_spans(row.original or row.words))
            for row, (start, end) in rows
        ], coded.problems
    return (_paragraphs(text), ()) if kind in (".txt", ".md") else ((), ())


def _speakers(label: str) -> tuple[Speaker, ...]:
    names, _ = parse_voice(label)
    return tuple(Speaker(name, Role.UNKNOWN) for name in names) or _UNHEARD


def _paragraphs(text: str) -> list[Segment]:
    """A segment a paragraph, each said by nobody knows whom."""
    found = []
    line = 1
    for paragraph in text.split("\n\n"):
        if words := " ".join(paragraph.split()):
            found.append(Segment(None, None, _UNHEARD, marked_spans(words), line=line))
        line += paragraph.count("\n") + 2
    return found


def in_order(segments: Sequence[Segment]) -> list[Segment]:
    """Timed ``segments`` sorted, each with an end after its start, and with somebody who speaks."""
    found: list[Segment] = []
    for segment in sorted(segments, key=lambda one: one.start or 0.0):
        start, end = segment.start or 0.0, segment.end or 0.0
        named = all(speaker.label for speaker in segment.speakers) and segment.speakers
        spans = tuple(segment.spans)
        found.append(
            replace(
                segment,
                start=start,
                end=end if end > start else start + 1.0,
                speakers=segment.speakers if named else _UNHEARD,
                spans=spans,
            )
        )
    return found
