"""Clips of interviews in other records: which may be heard there, and what must stand nowhere
beside them.
"""

from collections.abc import Iterable

from archive.model.archive import Archive
from archive.model.consent import Decision, Reason
from archive.model.exhibit import Exhibit
from archive.model.interview import Interview
from archive.model.kinds import RecordId
from archive.model.media import Clip
from archive.model.puzzle import Puzzle
from archive.model.records import Record
from archive.model.scene import Scene
from archive.model.spoken import SpokenWords
from archive.model.telling import MARGIN
from archive.values import dataclass

ALLOWED = Decision()
NOT_SHOWN = Decision(Reason.NO_SHOWN_SOURCE)
_IN_TEXT = frozenset({Reason.MARKED, Reason.PROTECTED_NAME})
_ROUNDING = 1e-6
"""Seconds that sums of seconds may be off."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must stand nowhere near a clip: withheld phrases, and names behind pseudonyms."""

    phrases: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def quoted_in(record: Record) -> tuple[RecordId, ...]:
    """The interviews whose words a record puts together anew, sorted, each once."""
    match record:
        case Puzzle():
            told = [piece.told_in for piece in record.pieces]
        case Exhibit():
            told = [stop.clip.interview if stop.clip else None for stop in record.stops]
        case Scene():
            told = [spot.clip.interview if spot.clip else None for spot in record.spots]
        case _:
            return ()
    return tuple(sorted({interview for interview in told if interview is not None}))


def secrets_of(interviews: Iterable[RecordId], archive: Archive, spoken: SpokenWords) -> Secrets:
    """The secrets of ``interviews``, published or not."""
    records = (archive.records.get(interview) for interview in interviews)
    words = [spoken.of(record) for record in records if isinstance(record, Interview)]
    return Secrets(
        tuple(dict.fromkeys(secret for one in words for secret in one.secrets)),
        tuple(dict.fromkeys(name for one in words for name in one.names)),
    )


def decide_clip(clip: Clip, archive: Archive, spoken: SpokenWords) -> Decision:
    """Whether nothing of a clip is withheld or silenced. Its interview must be there."""
    interview = archive.records[clip.interview]
    assert isinstance(interview, Interview)
    words = spoken.of(interview)
    for hiding in words.hidings:
        if hiding.start is None and hiding.end is None:  # it may be said anywhere
            return Decision(hiding.reason)
    for silence in words.silences:
        shared = min(silence.end, clip.end) - max(silence.start, clip.start)
        # What is silenced reaches a margin beyond what is hidden, into its neighbours.
        if shared > MARGIN + _ROUNDING or silence.start <= clip.start <= clip.end <= silence.end:
            return Decision(Reason.SEALED_SPAN)
    return ALLOWED


def decide_telling(interview: RecordId, archive: Archive, spoken: SpokenWords) -> Decision:
    """Whether words may be quoted from an interview without saying at which second.

    What is hidden by the second, or because of who says it, may be just these words; only marks
    and names in the text say themselves which words they hide. The interview must be there.
    """
    told = archive.records[interview]
    assert isinstance(told, Interview)
    hidings = (*spoken.sealed(told), *spoken.of(told).hidings)
    reason = next((one.reason for one in hidings if one.reason not in _IN_TEXT), None)
    return ALLOWED if reason is None else Decision(reason)
