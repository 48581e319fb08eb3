"""Whether what a narrator has checked is still what stands there."""

from __future__ import annotations

from collections.abc import Iterator

from archive.errors import Problem
from archive.ingest.whereabouts import Where
from archive.model.checked_words import digest_words
from archive.model.interview import Interview
from archive.model.terms import TranscriptState
from archive.model.transcript import Transcripts


def check_narrator_check(
    interview: Interview, transcripts: Transcripts, where: Where
) -> Iterator[Problem]:
    """What no longer fits the check that is written in ``interview``; ``transcripts`` are as they
    were parsed."""
    check = interview.check
    if check is None:
        return
    told = transcripts.archival or transcripts.public
    if told is None or digest_words(told) != check.words:
        yield where.problem("check-words-changed", "check", seen=check.on.isoformat())
    if interview.transcript_state is not TranscriptState.CHECKED:
        yield where.problem(
            "check-state",
            "transcript_state",
            seen_zh=interview.transcript_state.zh,
            seen_en=interview.transcript_state.en,
            expected_zh=TranscriptState.CHECKED.zh,
            expected_en=TranscriptState.CHECKED.value,
        )
