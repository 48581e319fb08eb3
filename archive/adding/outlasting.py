"""Texts that go on after their recording has ended, told before the two are brought together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from archive.adding.plan import Deed, RecordStep
from archive.adding.village import Village
from archive.errors import Problem
from archive.ingest.folders import PUBLIC_TRANSCRIPTS, TRANSCRIPTS
from archive.ingest.incoming import Draft
from archive.ingest.rules import SLACK, check_cues
from archive.ingest.scalars import format_seconds, parse_seconds
from archive.ingest.transcripts import parse_transcript

LengthOf = Callable[[PurePosixPath], float | None]
"""The seconds that a recording below ``media/`` announces; None for one that is damaged: its text
may well be longer."""
_TEXTS = (*TRANSCRIPTS, *PUBLIC_TRANSCRIPTS)
_TOGETHER = frozenset({"recording", "contents", *_TEXTS})
"""What a step has to bring, that recording and text were not together before."""


def check_outlasting(step: RecordStep, village: Village, length_of: LengthOf) -> Iterator[Problem]:
    """A warning for each text and for the contents that would be longer than the recording that
    they come with, or that they join, or that joins them."""
    draft = _as_it_will_be(step, village)
    if draft is None or not (draft.beside or draft.fields.get("contents")):
        return
    recording = draft.fields.get("recording")
    file = recording.get("file") if isinstance(recording, Mapping) else None
    length = length_of(PurePosixPath(str(file))) if file else None
    if length is not None:
        yield from _check(draft, length)


def _as_it_will_be(step: RecordStep, village: Village) -> Draft | None:
    """Recording, contents and texts of the record once the step is done; None where it brings none
    of them."""
    if step.deed is Deed.CREATE:
        return step.draft
    taken = {change.key: change.theirs for change in step.changes if change.is_taken}
    if not taken.keys() & _TOGETHER:
        return None
    fields = {**(village.front_of(step.id).data or {}), **taken}
    texts = {name: taken.get(name) or village.text_beside(step.id, name) for name in _TEXTS}
    beside = {name: str(text) for name, text in texts.items() if text}
    return replace(step.draft, fields=fields, beside=beside)


def _check(draft: Draft, duration: float) -> Iterator[Problem]:
    file = draft.whence.file
    for name in _TEXTS:
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
