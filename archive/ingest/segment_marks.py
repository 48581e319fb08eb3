"""Marking whole segments of a transcript as withheld, in its file, and taking the marks back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from archive.ingest.lines import Lines
from archive.ingest.transcripts import is_mandarin, parse_transcript
from archive.model.marks import Withheld
from archive.model.transcript import Segment, Transcript

OPEN, CLOSE = "【不公开：", "】"
_VOICE = re.compile(r"<v[^>]*>")
_END = re.compile(r"(?:</v>)?\s*\Z")


class NotMarked(Exception):
    """A segment whose words could not be told apart in its file; the worker marks it by hand."""

    def __init__(self, number: int) -> None:
        super().__init__(str(number))
        self.number = number


def mark_segments(lines: Lines, numbers: Iterable[int], *, path: PurePosixPath) -> tuple[int, ...]:
    """Mark the segments of these ``numbers`` (from 1) as withheld; those that were not already.

    Raises NotMarked, with ``lines`` as they may be, when the file would not read as wanted.
    """
    before = parse_transcript(lines.text, path=path).transcript
    wanted = [n for n in sorted(set(numbers)) if not _is_withheld(_segment(before, n))]
    for number in wanted:
        for first, start, last, end in _extents(lines, before, number):
            words = lines[last]
            lines.put(last, words[:end] + CLOSE + words[end:])
            words = lines[first]
            lines.put(first, words[:start] + OPEN + words[start:])
    _check(before, parse_transcript(lines.text, path=path).transcript, set(wanted))
    return tuple(wanted)


def unmark_segments(lines: Lines, numbers: Iterable[int], *, path: PurePosixPath) -> None:
    """Take the marks back that `mark_segments` made. Raises NotMarked where they are not so."""
    before = parse_transcript(lines.text, path=path).transcript
    for number in sorted(set(numbers)):
        for first, start, last, end in _extents(lines, before, number):
            if not lines[first][start:].startswith(OPEN) or not lines[last][:end].endswith(CLOSE):
                raise NotMarked(number)
            words = lines[last]
            lines.put(last, words[: end - len(CLOSE)] + words[end:])
            words = lines[first]
            lines.put(first, words[:start] + words[start + len(OPEN) :])


def _segment(transcript: Transcript, number: int) -> Segment:
    if not 1 <= number <= len(transcript.segments):
        raise NotMarked(number)
    return transcript.segments[number - 1]


def _is_withheld(segment: Segment) -> bool:
    """Whether nothing of it may be published."""
    spans = (*segment.spans, *segment.mandarin)
    return bool(spans) and all(isinstance(span, Withheld) for span in spans)


def _extents(
    lines: Lines, transcript: Transcript, number: int
) -> Sequence[tuple[int, int, int, int]]:
    """Where its words stand, and its Mandarin: first line and column, last line and column."""
    segment = _segment(transcript, number)
    on_its_line = [one for one in transcript.segments if one.line == segment.line]
    if len(on_its_line) > 1 or not segment.line:
        raise NotMarked(number)
    voice = _VOICE.search(lines[segment.line])
    start = voice.end() if voice else len(lines[segment.line]) - len(lines[segment.line].lstrip())
    groups: list[list[int]] = [[segment.line]]
    at = segment.line + 1
    while at <= len(lines) and lines[at].strip() and not _VOICE.search(lines[at]):
        if is_mandarin(lines[at]):
            groups.append([at])
        else:
            groups[-1].append(at)
        at += 1
    found = []
    for group in groups:
        first = start if group[0] == segment.line else is_mandarin(lines[group[0]])
        last = _END.search(lines[group[-1]])
        assert last is not None
        found.append((group[0], first, group[-1], last.start()))
    return found


def _check(before: Transcript, after: Transcript, marked: set[int]) -> None:
    """Raises NotMarked unless the marked segments, and no others, are now withheld."""
    if len(before.segments) != len(after.segments):
        raise NotMarked(min(marked))
    for number, (old, new) in enumerate(zip(before.segments, after.segments, strict=True), 1):
        is_right = _is_withheld(new) if number in marked else old == new
        if not is_right:
            raise NotMarked(number)
