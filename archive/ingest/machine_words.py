"""Times and drafts by a machine, written beside an interview's record and marked in it.

Nothing that a person wrote is overwritten. The mark comes first: times that nobody has checked
must never stand there as if they were checked, wherever a power cut falls.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from archive.drafts import write_whole
from archive.ingest.field_edits import edit_fields
from archive.ingest.folders import PUBLIC_TRANSCRIPTS, TRANSCRIPTS, UNTIMED
from archive.ingest.importers.running_times import fitting_times
from archive.ingest.shapes import shapes_of
from archive.ingest.texts import read_text
from archive.ingest.transcripts import format_vtt, parse_transcript
from archive.model.interview import Interview
from archive.model.marks import (
    EditorNote,
    Span,
    Stamp,
    Uncertain,
    Words,
    full_text,
    hides_anything,
)
from archive.model.terms import TimesState, TranscriptState
from archive.model.transcript import Role, Segment, Speaker, Transcript
from archive.values import dataclass

SPEAKER = "讲者待定"
"""Stands for whoever speaks in a draft: nobody's words are published before that is known."""
_LEAST = 0.02


class NotOurs(Exception):
    """There is a transcript by a person, or none where one is needed."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of a transcript without reliable times."""

    file: Path
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line that a machine heard, in seconds; doubtful ones are marked as such."""

    start: float
    end: float
    text: str
    is_doubtful: bool = False


def open_words(record: Path, *, state: TimesState) -> Spoken:
    """The words beside ``record`` that have no times, or suggested ones. Raises NotOurs.

    A stage note between two turns belongs to the words before it: no subtitle is nobody's.
    """
    vtt, untimed = (record.with_name(name) for name in TRANSCRIPTS)
    file = vtt if vtt.exists() else untimed
    is_public = any(record.with_name(name).exists() for name in PUBLIC_TRANSCRIPTS)
    if is_public or not file.exists() or (file == vtt and not state.is_suggested):
        raise NotOurs
    read = read_text(file, path=PurePosixPath(file.name))
    if read is None or read.text is None:
        raise NotOurs
    transcript = parse_transcript(read.text, path=PurePosixPath(file.name)).transcript
    return Spoken(file, _without_notes(transcript.segments))


def written_times(segments: Sequence[Segment]) -> tuple[float | None, ...]:
    """The second that somebody wrote at the head of each segment, None where none is; of times
    that do not run forward those that fit with the most others."""
    found = [_written(segment) for segment in segments]
    numbers = [number for number, second in enumerate(found) if second is not None]
    fits = fitting_times([second for second in found if second is not None])
    rising = {number for number, is_fitting in zip(numbers, fits, strict=True) if is_fitting}
    return tuple(second if number in rising else None for number, second in enumerate(found))


def _written(segment: Segment) -> float | None:
    spans = (span for span in segment.spans if not isinstance(span, EditorNote))
    first = next(spans, None)
    return first.seconds if isinstance(first, Stamp) else None


def _without_head(segment: Segment) -> Segment:
    """A segment with something withheld, without the second at its head. Inner times say which
    part is silenced, and a clock that somebody read by eye is not as exact as that."""
    is_exact = _written(segment) is None or not hides_anything(segment.spans)
    if is_exact:
        return segment
    at = next(n for n, span in enumerate(segment.spans) if isinstance(span, Stamp))
    return replace(segment, spans=(*segment.spans[:at], *segment.spans[at + 1 :]))


def write_times(record: Path, spoken: Spoken, times: Sequence[tuple[float, float]]) -> Path:
    """Write ``spoken`` with ``times`` (start and end, in seconds) and mark them in the record; the
    file. Raises CannotEdit when the record cannot be marked: then nothing is written."""
    timed = [
        replace(_without_head(segment), start=start, end=end)
        for segment, (start, end) in zip(spoken.segments, _in_order(times), strict=True)
    ]
    _mark(record, {"times": TimesState.SUGGESTED.zh})
    target = record.with_name(TRANSCRIPTS[0])
    write_whole(target, format_vtt(Transcript(tuple(timed))).encode())
    if spoken.file != target:
        spoken.file.replace(record.with_name(UNTIMED))
    return target


def may_draft(record: Path, state: TranscriptState, *, again: bool) -> bool:
    """Whether there is no transcript yet, or only an earlier draft and ``again`` is wanted."""
    there = [
        name for name in (*TRANSCRIPTS, *PUBLIC_TRANSCRIPTS) if record.with_name(name).exists()
    ]
    return not there or (again and state is TranscriptState.MACHINE and there == [TRANSCRIPTS[0]])


def write_draft(record: Path, lines: Sequence[DraftLine], *, by: str) -> Path:
    """Write what a machine heard as a transcript, marked as its draft; the file. ``by`` is the
    machine. Raises CannotEdit when the record cannot be marked: then nothing is written."""
    times = _in_order([(line.start, line.end) for line in lines])
    segments = tuple(
        Segment(start, end, (Speaker(SPEAKER, Role.UNKNOWN),), _words(line))
        for line, (start, end) in zip(lines, times, strict=True)
    )
    changes = {"transcript_state": TranscriptState.MACHINE.zh, "times": TimesState.SUGGESTED.zh}
    _mark(record, changes)
    target = record.with_name(TRANSCRIPTS[0])
    head, rest = "WEBVTT\n", format_vtt(Transcript(segments)).removeprefix("WEBVTT\n")
    note = f"\nNOTE 机器初稿，没有核对：{' '.join(by.split())}\n"
    write_whole(target, f"{head}{note}{rest}".encode())
    return target


def _mark(record: Path, changes: Mapping[str, object]) -> None:
    data = record.read_bytes()
    order = tuple(shapes_of(Interview))
    edited = edit_fields(data, changes, path=PurePosixPath(record.name), order=order)
    if edited != data:
        write_whole(record, edited)


def _words(line: DraftLine) -> tuple[Span, ...]:
    words = (Words(" ".join(line.text.split())),)
    return (Uncertain(words),) if line.is_doubtful else words


def _without_notes(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    kept: list[Segment] = []
    waiting: tuple[Span, ...] = ()
    for segment in segments:
        if segment.speakers:
            kept.append(replace(segment, spans=(*waiting, *segment.spans)))
            waiting = ()
        elif kept:
            kept[-1] = replace(kept[-1], spans=(*kept[-1].spans, *segment.spans))
        else:
            waiting = (*waiting, *segment.spans)
    return tuple(kept)


def _in_order(times: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Times that a transcript may have: none begins before the one before it, all last."""
    found: list[tuple[float, float]] = []
    earliest = 0.0
    for start, end in times:
        start = max(start, earliest)
        found.append((start, max(end, start + _LEAST)))
        earliest = start
    return found


def spoken_text(segment: Segment) -> str:
    """What is said in a segment, without notes: what a machine would hear of it."""
    return full_text(tuple(span for span in segment.spans if not isinstance(span, EditorNote)))
