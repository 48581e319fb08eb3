"""Transcripts: timed or untimed segments, each with its speakers and its words."""

from dataclasses import replace
from enum import StrEnum

from archive.model.kinds import RecordId
from archive.model.marks import Span
from archive.values import dataclass


class Role(StrEnum):
    """What a speaker is in the conversation."""

    NARRATOR = "narrator"
    INTERVIEWER = "interviewer"
    OTHER = "other"
    GROUP = "group"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """How sure it is who speaks."""

    SURE = "sure"
    UNSURE = "unsure"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the name written in the transcript, and whom it means."""

    label: str
    role: Role
    person: RecordId | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch said by one voice, or by several at once.

    ``start`` and ``end`` are seconds, or None in an untimed transcript; ``line`` is where it
    stands in its file, counted from 1.
    """

    start: float | None
    end: float | None
    speakers: tuple[Speaker, ...]
    spans: tuple[Span, ...]
    mandarin: tuple[Span, ...] = ()
    certainty: Certainty = Certainty.SURE
    line: int = 0


@dataclass(frozen=True, slots=True)
class Transcript:
    """The segments of one telling in order."""

    segments: tuple[Segment, ...]

    @property
    def is_timed(self) -> bool:
        """Whether every segment has its seconds."""
        return bool(self.segments) and all(s.start is not None for s in self.segments)

    def without_times(self) -> "Transcript":
        """The same words as if nobody knew when they are said."""
        return Transcript(tuple(replace(s, start=None, end=None) for s in self.segments))


@dataclass(frozen=True, slots=True)
class Transcripts:
    """双本制: the archival transcript, faithful, and the public one, when there is one."""

    archival: Transcript | None = None
    public: Transcript | None = None

    @property
    def shown(self) -> Transcript | None:
        """The one that is published, once projected."""
        return self.public or self.archival

    def without_times(self) -> "Transcripts":
        """The same words as if nobody knew when they are said."""
        return Transcripts(
            self.archival and self.archival.without_times(),
            self.public and self.public.without_times(),
        )
