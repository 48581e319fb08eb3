"""The projection of one interview's words and voice.

A segment is hidden when its speaker, a consent, a chapter or a mark says so. What is hidden in
the words is silent in the sound: from the inner time before it to the inner time after it, or for
the whole segment when there are none.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from archive.model.clearing import SHORTEST_SECRET, code_of_words, is_detail_alone
from archive.model.consent import Reason
from archive.model.kinds import RecordId
from archive.model.marks import (
    EditorNote,
    Pseudonym,
    Span,
    Stamp,
    Uncertain,
    Withheld,
    full_text,
    hides_anything,
    plain_text,
    project_spans,
)
from archive.model.names import also_masking
from archive.model.orders import Span as TimeSpan
from archive.model.public import PublicSegment
from archive.model.transcript import Role, Segment, Speaker, Transcripts
from archive.values import dataclass

MARGIN = 0.2
"""Seconds silenced beyond a hidden stretch on either side: hand-set times are never exact."""
PUNCTUATION = "，。、；：？！…—·“”‘’《》（）〈〉「」『』,.;:?!-()\"' \t\n"
"""What a withheld phrase may begin and end with, and be repeated without."""


@dataclass(frozen=True, slots=True)
class Hiding:
    """Why a stretch is hidden: ``number`` of the segment (from 1), or the seconds of a stretch."""

    reason: Reason
    start: float | None = None
    end: float | None = None
    number: int | None = None
    code: str = ""
    """What a clearance of texts about the telling names; see `archive.model.clearing`."""
    is_detail: bool = False
    """Names and numbers alone are hidden, which are masked in those texts as well."""


@dataclass(frozen=True, slots=True)
class ProjectedWords:
    """Segments as they may be read, stretches to silence, and why."""

    segments: Sequence[PublicSegment]
    silences: tuple[TimeSpan, ...]
    hidings: tuple[Hiding, ...]
    is_silencing_possible: bool
    """False when something must be silenced and nobody knows where it is said."""
    secrets: tuple[str, ...]
    """Withheld phrases of both transcripts, long enough to be looked for elsewhere."""
    names: tuple[str, ...] = ()
    """Names that pseudonyms stand for in either transcript, two characters or more."""


class WordsMemory(Protocol):
    """Remembers what `project_words` gave. A key covers all that it depends on."""

    def recall(self, interview: RecordId, *, key: bytes) -> ProjectedWords | None:
        """What was kept of ``interview`` under this very key."""

    def keep(self, interview: RecordId, words: ProjectedWords, *, key: bytes) -> ProjectedWords:
        """``words``, perhaps with segments that are brought back only when they are read."""


def project_words(
    transcripts: Transcripts,
    *,
    sealed: Sequence[Hiding],
    is_speaker_allowed: Callable[[Speaker], bool],
    show_speaker: Callable[[Speaker], Speaker],
    mask: Callable[[str], str],
) -> ProjectedWords:
    """What may be read of an interview, and what must be silenced in its sound.

    ``sealed`` are stretches hidden by consents and chapters. Silences are gathered from the
    archival and the public transcript alike.
    """
    secrets = _secrets(transcripts)
    names = _pseudonym_names(transcripts)
    mask = also_masking(mask, names)
    hidings: list[Hiding] = list(sealed)
    silences = [TimeSpan(h.start or 0.0, math.inf if h.end is None else h.end) for h in sealed]
    is_possible = True
    for transcript in (transcripts.archival, transcripts.public):
        for number, segment in enumerate(transcript.segments if transcript else (), 1):
            reason = _reason(segment, is_allowed=is_speaker_allowed, sealed=sealed, mask=mask)
            is_repeated = _repeats(segment, secrets)
            if reason is None and is_repeated:
                reason = Reason.MARKED
            if reason is None:
                continue
            hidings.append(_hiding(reason, segment, number=number, is_repeated=is_repeated))
            if segment.start is None or segment.end is None:
                is_possible = False
            else:
                is_whole = is_repeated or reason is not Reason.MARKED
                silences.extend(_silences(segment, is_whole=is_whole))
    shown = transcripts.shown
    merged = _merge(silences)
    public = tuple(
        _project_segment(
            segment,
            number=number,
            is_hidden=_is_wholly_hidden(
                segment, is_allowed=is_speaker_allowed, sealed=sealed, secrets=secrets
            ),
            silences=merged,
            show_speaker=show_speaker,
            mask=mask,
        )
        for number, segment in enumerate(shown.segments if shown else (), 1)
    )
    return ProjectedWords(public, merged, tuple(hidings), is_possible, secrets, names)


def _hiding(reason: Reason, segment: Segment, *, number: int, is_repeated: bool) -> Hiding:
    is_marked = reason is Reason.MARKED and not is_repeated
    is_partly_read = is_marked or (reason is Reason.PROTECTED_NAME and not is_repeated)
    return Hiding(
        reason,
        segment.start,
        segment.end,
        number,
        code=code_of_words(segment, is_whole=not is_marked),
        is_detail=is_partly_read and is_detail_alone(segment),
    )


def _reason(
    segment: Segment,
    *,
    is_allowed: Callable[[Speaker], bool],
    sealed: Sequence[Hiding],
    mask: Callable[[str], str],
) -> Reason | None:
    for speaker in segment.speakers:
        if not is_allowed(speaker):
            unknown = speaker.role is Role.UNKNOWN
            return Reason.UNKNOWN_SPEAKER if unknown else Reason.NO_CONSENT
    if _is_nobodys(segment):
        return Reason.UNKNOWN_SPEAKER
    if any(_overlaps(segment, hiding) for hiding in sealed):
        return Reason.SEALED_SPAN
    # Before marks: beside a marked name, another one in plain words is to be silenced as well.
    for spans in (segment.spans, segment.mandarin):
        words = plain_text(spans)
        if mask(words) != words:
            return Reason.PROTECTED_NAME
    if hides_anything(segment.spans) or hides_anything(segment.mandarin):
        return Reason.MARKED
    words = full_text(segment.spans)
    return None if mask(words) == words else Reason.PROTECTED_NAME


def _is_nobodys(segment: Segment) -> bool:
    """Words without a speaker, which nobody could refuse; a note by the editor is no such words."""
    return not segment.speakers and any(
        not isinstance(span, EditorNote) for span in (*segment.spans, *segment.mandarin)
    )


def _repeats(segment: Segment, secrets: Sequence[str]) -> bool:
    """Whether what is withheld elsewhere is said here without a mark."""
    if not secrets:
        return False
    words = plain_text(segment.spans), plain_text(segment.mandarin)
    return any(secret in part for secret in secrets for part in words)


def _is_wholly_hidden(
    segment: Segment,
    *,
    is_allowed: Callable[[Speaker], bool],
    sealed: Sequence[Hiding],
    secrets: Sequence[str],
) -> bool:
    if _is_nobodys(segment) or not all(is_allowed(speaker) for speaker in segment.speakers):
        return True
    if any(_overlaps(segment, hiding) for hiding in sealed):
        return True
    return _repeats(segment, secrets)


def _overlaps(segment: Segment, hiding: Hiding) -> bool:
    """Whether a sealed stretch touches the segment; an untimed one counts as touched."""
    if segment.start is None or segment.end is None:
        return True
    start = hiding.start or 0.0
    end = math.inf if hiding.end is None else hiding.end
    return segment.start < end and segment.end > start


def _silences(segment: Segment, *, is_whole: bool) -> list[TimeSpan]:
    """The whole segment, or only its marked parts where inner times tell where they are."""
    assert segment.start is not None
    assert segment.end is not None
    whole = TimeSpan(max(0.0, segment.start - MARGIN), segment.end + MARGIN)
    times = [span.seconds for span in _flat(segment.spans) if isinstance(span, Stamp)]
    if is_whole or hides_anything(segment.mandarin) or times != sorted(times):
        return [whole]
    found, since, hidden = [], segment.start, False
    for span in _flat(segment.spans):
        if isinstance(span, Stamp):
            if hidden:
                found.append((since, span.seconds))
            since, hidden = span.seconds, False
        elif isinstance(span, Withheld | Pseudonym):
            hidden = True
    if hidden:
        found.append((since, segment.end))
    if any(not segment.start <= s <= e <= segment.end for s, e in found):
        return [whole]
    return [TimeSpan(max(0.0, s - MARGIN), e + MARGIN) for s, e in found]


def _flat(spans: Sequence[Span]) -> list[Span]:
    """Spans in reading order; what is inside a withheld span keeps its times."""
    flat: list[Span] = []
    for span in spans:
        match span:
            case Withheld(inner):
                flat.append(span)
                for part in _flat(inner):
                    flat.append(part)
                    if isinstance(part, Stamp):
                        flat.append(Withheld())
            case Uncertain(inner) | EditorNote(inner):
                flat.extend(_flat(inner))
            case _:
                flat.append(span)
    return flat


def _secrets(transcripts: Transcripts) -> tuple[str, ...]:
    """Withheld phrases of both transcripts, long enough to be looked for elsewhere."""
    found: dict[str, None] = {}
    for span in _marked(transcripts):
        if isinstance(span, Withheld):
            found |= dict.fromkeys((full_text(span.inner), plain_text(span.inner)))
        else:
            found[span.real] = None
    bare = dict.fromkeys(text.strip(PUNCTUATION) for text in found)
    return tuple(text for text in bare if len(text) >= SHORTEST_SECRET)


def _pseudonym_names(transcripts: Transcripts) -> tuple[str, ...]:
    """Names marked once, which may stand unmarked elsewhere; not those of one character."""
    found = {span.real for span in _marked(transcripts) if isinstance(span, Pseudonym)}
    return tuple(sorted(name for name in found if len(name) > 1))


def _marked(transcripts: Transcripts) -> Iterator[Withheld | Pseudonym]:
    for transcript in (transcripts.archival, transcripts.public):
        for segment in transcript.segments if transcript else ():
            for span in _flat((*segment.spans, *segment.mandarin)):
                if isinstance(span, Withheld | Pseudonym):
                    yield span


def _merge(spans: Sequence[TimeSpan]) -> tuple[TimeSpan, ...]:
    merged: list[TimeSpan] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = replace(merged[-1], end=max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _project_segment(
    segment: Segment,
    *,
    number: int,
    is_hidden: bool,
    silences: Sequence[TimeSpan],
    show_speaker: Callable[[Speaker], Speaker],
    mask: Callable[[str], str],
) -> PublicSegment:
    start, end = segment.start, segment.end
    is_silent = (
        start is not None
        and end is not None
        and any(min(end, s.end) - max(start, s.start) > MARGIN for s in silences)
    )
    return PublicSegment(
        number=number,
        start=start,
        end=end,
        speakers=() if is_hidden else tuple(show_speaker(s) for s in segment.speakers),
        certainty=segment.certainty,
        spans=() if is_hidden else _words(segment.spans, mask),
        mandarin=() if is_hidden else _words(segment.mandarin, mask),
        is_withheld=is_hidden,
        is_silent=is_silent,
    )


def _words(spans: Sequence[Span], mask: Callable[[str], str]) -> tuple[Span, ...]:
    projected = project_spans(spans, mask=mask)
    kept = tuple(span for span in projected if not isinstance(span, Stamp))
    return kept if mask(plain_text(kept)) == plain_text(kept) else (Withheld(),)
