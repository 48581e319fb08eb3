"""The transcript as it is drawn: turns with their speakers, chapters between them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from archive.model.interview import Chapter, Interview
from archive.model.kinds import RecordId
from archive.model.public import PublicSegment, PublicTelling
from archive.model.transcript import Certainty, Role
from archive.render.catalogue import translator
from archive.render.prose import NOTHING, Explain, Say, render_spans
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of the transcript, or the heading of a chapter when ``chapter`` is given."""

    number: int = 0
    start: float | None = None
    end: float | None = None
    who: str = ""
    role: str = ""
    """``ask`` or ``tell`` or ``group``: interviewers are drawn more quietly."""
    voice: int = 0
    """Which of several tellers, counted from 1; 0 where there is one."""
    is_same: bool = False
    """The same speaker as just before: the name is there but need not be seen."""
    words: Markup = NOTHING
    mandarin: Markup = NOTHING
    is_withheld: bool = False
    is_silent: bool = False
    chapter: Chapter | None = None
    chapter_number: int = 0


def render_turns(
    interview: Interview,
    telling: PublicTelling,
    *,
    language: str,
    explain: Explain | None = None,
    length: float | None = None,
) -> Sequence[Turn]:
    """The turns in order, each chapter's heading before its first turn.

    Turns that begin after ``length``, the seconds that can be heard, have no times.

    ``explain`` leads from words of the village to what they mean, but not where an interviewer
    says them.
    """
    found = _turns(interview, telling, language, explain)
    if length is None:
        return tuple(found)
    return tuple(
        replace(turn, start=None, end=None)
        if turn.start is not None and turn.start >= length
        else turn
        for turn in found
    )


def _turns(
    interview: Interview, telling: PublicTelling, language: str, explain: Explain | None
) -> Iterator[Turn]:
    say = translator(language)
    voices = _voices(telling)
    waiting = [*enumerate(interview.contents, 1)] if telling.is_timed else []
    before: PublicSegment | None = None
    for segment in telling.segments:
        while waiting and segment.start is not None and segment.start >= waiting[0][1].start - 0.5:
            number, chapter = waiting.pop(0)
            before = None
            yield Turn(chapter=chapter, chapter_number=number)
        if segment.is_withheld and before is not None and before.is_withheld:
            continue
        yield _turn(segment, before, voices, say, explain)
        before = segment


def _turn(
    segment: PublicSegment,
    before: PublicSegment | None,
    voices: dict[RecordId, int],
    say: Say,
    explain: Explain | None,
) -> Turn:
    if segment.is_withheld:
        return Turn(segment.number, segment.start, segment.end, is_withheld=True)
    role = _role(segment)
    people = [s.person for s in segment.speakers if s.person is not None]
    return Turn(
        number=segment.number,
        start=segment.start,
        end=segment.end,
        who=format_speakers(segment, say=say),
        role=role,
        voice=voices.get(people[0], 0) if len(people) == 1 else 0,
        is_same=before is not None
        and (before.speakers, before.certainty) == (segment.speakers, segment.certainty)
        and not before.is_withheld,
        words=render_spans(segment.spans, say=say, explain=explain if role != "ask" else None),
        mandarin=render_spans(segment.mandarin, say=say),
        is_silent=segment.is_silent,
    )


def format_speakers(segment: PublicSegment, *, say: Say) -> str:
    """Who speaks: one, several, one of two, somebody unsure, or everybody."""
    names = [speaker.label or say("a villager") for speaker in segment.speakers]
    if segment.certainty is Certainty.EITHER:
        return say(" or ").join(names)
    joined = "、".join(names)
    return f"{joined}？" if segment.certainty is Certainty.UNSURE else joined


def _role(segment: PublicSegment) -> str:
    roles = {speaker.role for speaker in segment.speakers}
    if roles == {Role.INTERVIEWER}:
        return "ask"
    return "group" if roles == {Role.GROUP} else "tell"


def _voices(telling: PublicTelling) -> dict[RecordId, int]:
    """Numbers for tellers, when there is more than one to tell apart."""
    found: dict[RecordId, int] = {}
    for segment in telling.segments:
        for speaker in segment.speakers:
            if speaker.person is not None and speaker.role is not Role.INTERVIEWER:
                found.setdefault(speaker.person, len(found) + 1)
    return found if len(found) > 1 else {}
