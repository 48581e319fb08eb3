"""The transcripts of newer OHMS files: WebVTT, with annotations in its comments."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence

from archive.ingest.importers.cues import (
    Cue,
    count_cues,
    mend_times,
    plain_cue,
    read_cues,
    shift_hours,
    transcript_of,
)
from archive.ingest.importers.ohms_notes import NOTE_TAG
from archive.ingest.importers.plain_texts import NOBODY, clean_line
from archive.ingest.incoming import Tally
from archive.ingest.scalars import format_seconds
from archive.model.transcript import Transcript
from archive.values import dataclass

_FRAME = re.compile(r"(?:TRANSCRIPTION|ANNOTATIONS) (?:BEGIN|END)")
_ANNOTATION = re.compile(r"<annotation\s([^<>]*)>([^<>]*)</annotation>")
_ATTRIBUTE = re.compile(r"([\w-]{1,60})\s?=\s?\"([^\"]*)\"")
_LONGEST_NOTE = 2_000
_HOUR = 3600

Fault = tuple[str, dict[str, str]]
"""The code of a problem, and its facts."""


@dataclass(frozen=True, slots=True)
class CuesReading:
    """A transcript of cues, what is left for the worker, and what became of the cues."""

    transcript: Transcript
    cues: Tally
    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()


def read_timed_words(text: str, *, duration: float, mandarin: str = "") -> CuesReading:
    """The transcript of WebVTT or SRT; ``mandarin`` is the same in Mandarin, cue for cue, or
    empty. ``duration`` is in seconds, 0 where it is not known."""
    file = read_cues(text)
    asides = [aside for aside in file.asides if not _FRAME.fullmatch(aside)]
    strays = [stray for stray in file.strays if not _FRAME.fullmatch(stray.strip())]
    notes = _annotations((*asides, *strays))
    placed = mend_times(shift_hours(file.cues, duration))
    cues = [plain_cue(cue, notes) for cue in placed]
    lost = [cue for cue in file.cues if not cue.is_usable]
    transcript = transcript_of(cues, _meanings(mandarin, cues))
    loose = [stray for stray in strays if not _ANNOTATION.search(stray)]
    repaired = sum(cue.is_repaired for cue in cues)
    lines = [f"这一句没有写进文字稿：{cue.timing} {cue.words}" for cue in lost]
    return CuesReading(
        transcript,
        Tally(count_cues(text), len(cues) - repaired, repaired, len(lost)),
        tuple(_faults(file.cues, cues, lost, loose, transcript)),
        (*lines, *(clean_line(one, longest=100_000) for one in (*asides, *strays))),
    )


def _faults(
    written: Sequence[Cue],
    cues: Sequence[Cue],
    lost: Sequence[Cue],
    loose: Sequence[str],
    transcript: Transcript,
) -> list[Fault]:
    faults: list[Fault] = []
    if lost:
        facts = {"count": str(len(lost)), "seen": f"{lost[0].timing} {lost[0].words}"[:60]}
        faults.append(("import-cue-lost", facts))
    ends = [cue for cue in written if cue.is_usable and (cue.end or 0.0) <= (cue.start or 0.0)]
    if ends:
        facts = {"count": str(len(ends)), "seen": ends[0].timing}
        faults.append(("import-cue-end", facts))
    first = cues[0].start or 0.0 if cues else 0.0
    if first >= _HOUR:
        faults.append(("import-clock-hour", {"seen": format_seconds(first)}))
    if loose:
        facts = {"count": str(len(loose)), "seen": " ".join(loose[0].split())[:60]}
        faults.append(("import-text-stray", facts))
    if any(s.label == NOBODY for segment in transcript.segments for s in segment.speakers):
        faults.append(("import-speaker-unknown", {}))
    return faults


def _annotations(texts: Sequence[str]) -> Mapping[str, str]:
    """The text of each note by its number."""
    notes = {}
    for text in texts:
        for attributes, inner in _ANNOTATION.findall(text):
            known = dict(_ATTRIBUTE.findall(attributes))
            wanted = known.get("target_sub_id_text") or inner or known.get("text", "")
            plain = clean_line(NOTE_TAG.sub(" ", html.unescape(wanted)), longest=_LONGEST_NOTE)
            if plain and "ref" in known:
                notes[known["ref"]] = plain
    return notes


def _meanings(mandarin: str, cues: Sequence[Cue]) -> Mapping[float, str]:
    """What each cue means in Mandarin by its second, where every one has one."""
    said = {cue.start: cue.words for cue in mend_times(read_cues(mandarin).cues)}
    starts = [cue.start for cue in cues]
    if len(set(starts)) != len(starts) or set(said) != set(starts):
        return {}
    return {start: words for start, words in said.items() if start is not None}
