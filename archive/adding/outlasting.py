"""Texts that go on after the recording they come with has ended, told before anything is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from archive.derive.inspecting import Inspected
from archive.errors import Problem
from archive.ingest.folders import PUBLIC_TRANSCRIPTS, TRANSCRIPTS
from archive.ingest.incoming import Draft
from archive.ingest.rules import SLACK, check_cues
from archive.ingest.scalars import format_seconds, parse_seconds
from archive.ingest.transcripts import parse_transcript


def check_outlasting(
    drafts: Iterable[Draft],
    places: Mapping[PurePosixPath, PurePosixPath],
    inspected: Mapping[PurePosixPath, Inspected],
) -> Iterator[Problem]:
    """A warning for each text and each contents that is longer than its recording.

    ``places`` is where each file of the gift goes below ``media/``. The length is the one that a
    recording announces; a damaged one has none, for its text may well be longer.
    """
    seconds = {
        str(places[path]): seen.seconds
        for path, seen in inspected.items()
        if path in places and seen.seconds is not None and seen.fault is None
    }
    for draft in drafts:
        recording = draft.fields.get("recording")
        file = recording.get("file") if isinstance(recording, Mapping) else None
        length = seconds.get(str(file))
        if length is not None:
            yield from _check(draft, length)


def _check(draft: Draft, duration: float) -> Iterator[Problem]:
    file = draft.whence.file
    for name in (*TRANSCRIPTS, *PUBLIC_TRANSCRIPTS):
        if name in draft.beside:
            told = parse_transcript(draft.beside[name], path=PurePosixPath(name)).transcript
            for problem in check_cues(told, file, duration=duration):
                yield replace(problem, line=None)  # of our transcript, not of their file
    contents = draft.fields.get("contents")
    chapters = contents if isinstance(contents, list) else []
    for number, chapter in enumerate(chapters, 1):
        start = _seconds_of(chapter)
        if start > duration + SLACK:
            facts = {"end": format_seconds(start), "duration": format_seconds(duration)}
            yield Problem("chapter-past-end", file, None, {"seen": str(number), **facts})
            return


def _seconds_of(chapter: object) -> float:
    try:
        return parse_seconds(str(chapter["start"])) if isinstance(chapter, Mapping) else 0.0
    except (KeyError, ValueError):
        return 0.0
