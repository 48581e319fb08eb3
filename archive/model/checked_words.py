"""The words that a narrator checked, as a digest: what may change without asking them again.

Times, marks of puzzle pieces and the meaning given to a dialect word may; who speaks, what is said,
its Mandarin, remarks and what is withheld may not.
"""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256

from archive.model.marks import (
    Dialect,
    EditorNote,
    PieceMark,
    Span,
    Stamp,
    Uncertain,
    Withheld,
    Words,
    format_marks,
)
from archive.model.transcript import Transcript


def digest_words(transcript: Transcript) -> str:
    """SHA-256 of what a narrator answers for, in hex.

    ``transcript`` is as it was parsed: its speakers still bear the names that were typed.
    """
    told = [
        [
            [speaker.label for speaker in segment.speakers],
            segment.certainty.value,
            format_marks(_joined(_kept(segment.spans))).strip(),
            format_marks(_joined(_kept(segment.mandarin))).strip(),
        ]
        for segment in transcript.segments
    ]
    return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def short_code(digest: str) -> str:
    """A few characters of a digest for the foot of a sheet: ``7F3A 91C2``."""
    return f"{digest[:4]} {digest[4:8]}".upper()


def _kept(spans: Sequence[Span]) -> Iterator[Span]:
    for span in spans:
        match span:
            case Stamp() | PieceMark():
                pass
            case Dialect(word, _):
                yield Words(word)
            case Withheld(inner):
                yield Withheld(_joined(_kept(inner)))
            case Uncertain(inner):
                yield Uncertain(_joined(_kept(inner)))
            case EditorNote(inner):
                yield EditorNote(_joined(_kept(inner)))
            case _:
                yield span


def _joined(spans: Iterator[Span]) -> tuple[Span, ...]:
    """Words that a mark stood between are one again."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        if isinstance(span, Words) and isinstance(before, Words):
            joined[-1] = Words(before.text + span.text)
        else:
            joined.append(span)
    return tuple(joined)
