"""The result of a check with the narrator: written into the files, and taken back.

Nothing but what the result says is changed in them, byte for byte. The transcript is replaced
first: a power cut between the two files leaves more withheld, never less.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path, PurePosixPath

from archive.drafts import write_whole
from archive.ingest.check_fields import remove_check, write_check
from archive.ingest.folders import PUBLIC_TRANSCRIPTS, TRANSCRIPTS
from archive.ingest.lines import Lines, parse_lines
from archive.ingest.segment_marks import mark_segments, unmark_segments
from archive.ingest.transcripts import parse_transcript
from archive.model.checked_words import digest_words
from archive.model.interview import NarratorCheck
from archive.model.transcript import Transcript
from archive.values import dataclass


class FilesChanged(Exception):
    """Somebody wrote into a file in the meantime."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the narrator said on the sheet."""

    on: date
    by: str
    amended: tuple[int, ...] = ()
    withheld: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Files:
    """The two files of an interview as they were opened."""

    record: Path
    transcript: Path
    record_bytes: bytes
    transcript_bytes: bytes

    @property
    def spoken(self) -> Transcript:
        """The words, as they were parsed."""
        return _parse(parse_lines(self.transcript_bytes), self.transcript)


def open_files(record: Path) -> Files:
    """The interview's file and its transcript: the archival one, else the public one.

    Raises FileNotFoundError when there is no transcript.
    """
    names = (*TRANSCRIPTS, *PUBLIC_TRANSCRIPTS)
    found = next((f for f in map(record.with_name, names) if f.is_file()), None)
    if found is None:
        raise FileNotFoundError(record.parent)
    return Files(record, found, record.read_bytes(), found.read_bytes())


def write_result(
    files: Files, answers: Answers, *, earlier: NarratorCheck | None = None
) -> NarratorCheck:
    """Record the result; the check as it was written.

    It takes the place of an ``earlier`` one, whose marks stay and are taken back with its own.
    Raises NotMarked, NoPlace or FilesChanged, and has then changed nothing.
    """
    transcript, record = parse_lines(files.transcript_bytes), parse_lines(files.record_bytes)
    marked = mark_segments(transcript, answers.withheld, path=_name(files.transcript))
    check = NarratorCheck(
        on=answers.on,
        by=answers.by,
        words=digest_words(_parse(transcript, files.transcript)),
        amended=answers.amended,
        withheld=tuple(sorted({*marked, *(earlier.withheld if earlier else ())})),
    )
    write_check(record, check, path=_name(files.record))
    _write(files, transcript, record)
    return check


def take_back(files: Files, check: NarratorCheck) -> None:
    """Undo `write_result`: the files are as they were before the first check.

    ``check`` is the one in the record. Raises NotMarked, NoPlace or FilesChanged, and has then
    changed nothing.
    """
    transcript, record = parse_lines(files.transcript_bytes), parse_lines(files.record_bytes)
    unmark_segments(transcript, check.withheld, path=_name(files.transcript))
    remove_check(record, path=_name(files.record))
    _write(files, transcript, record)


def unknown_segments(files: Files, numbers: Collection[int]) -> tuple[int, ...]:
    """Those of ``numbers`` that no segment has."""
    last = len(files.spoken.segments)
    return tuple(number for number in sorted(numbers) if not 1 <= number <= last)


def _write(files: Files, transcript: Lines, record: Lines) -> None:
    if (files.record.read_bytes(), files.transcript.read_bytes()) != (
        files.record_bytes,
        files.transcript_bytes,
    ):
        raise FilesChanged
    for file, old, new in (
        (files.transcript, files.transcript_bytes, transcript.encode()),
        (files.record, files.record_bytes, record.encode()),
    ):
        if new != old:
            write_whole(file, new)


def _parse(lines: Lines, file: Path) -> Transcript:
    return parse_transcript(lines.text, path=_name(file)).transcript


def _name(file: Path) -> PurePosixPath:
    return PurePosixPath(file.name)
