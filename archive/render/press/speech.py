"""Segments as paragraphs that can be read: one voice joined, a change of voice marked."""

from collections.abc import Iterator, Sequence
from dataclasses import field

from archive.model.kinds import RecordId
from archive.model.marks import plain_text
from archive.model.public import PublicSegment
from archive.model.transcript import Role
from archive.render.catalogue import translator
from archive.render.press.runs import Gloss, Run, plain_runs, public_runs
from archive.render.turns import format_speakers
from archive.values import dataclass

LONGEST = 110
"""Characters after which a paragraph ends with the segment: five or six lines of large type."""

Paragraph = dict[str, object]
"""``role`` is ``ask`` or ``tell``; ``who`` is the name to print before it, or empty; ``runs``."""


@dataclass
class Glossary:
    """Words of the dialect, each explained the first time it is said."""

    meanings: dict[str, str]
    told: set[str] = field(default_factory=set)

    def __call__(self, text: str) -> Iterator[Run]:
        """``text`` as runs, with a footnote at a word that was not explained yet."""
        found = [(text.find(word), -len(word), word) for word in self.meanings.keys() - self.told]
        at, _, word = min((one for one in found if one[0] >= 0), default=(-1, 0, ""))
        if not word:
            yield ["text", text]
            return
        if at:
            yield from self(text[:at])
        self.told.add(word)
        yield ["dialect", word, self.meanings[word]]
        if text[at + len(word) :]:
            yield from self(text[at + len(word) :])


@dataclass(frozen=True)
class Listener:
    """Who is listened to: their own words go without a name where nobody could take them for
    another's."""

    person: RecordId | None
    language: str
    gloss: Gloss = plain_runs


def paragraphs(segments: Sequence[PublicSegment], listener: Listener) -> list[Paragraph]:
    """The segments as paragraphs. One that is withheld leaves the same mark as withheld words."""
    made: list[Paragraph] = []
    length, before, teller = 0, "", listener.person
    for segment in segments:
        voice = _voice(segment, listener)
        runs = public_runs(segment.spans, gloss=listener.gloss)
        if segment.is_withheld:
            runs = [["aside", "〔……〕"]]
        if not runs:
            continue
        role = "ask" if _asks(segment) else "tell"
        if made and voice == before and length < LONGEST:
            own = made[-1]["runs"]
            assert isinstance(own, list)
            own += runs if own[-1:] != runs else []
        else:
            person = next((s.person for s in segment.speakers), None)
            is_same = voice == before or (role == "tell" and person and person == teller)
            made.append({"role": role, "who": "" if is_same else voice, "runs": runs})
            length = 0
        if role == "tell":
            teller = next((s.person for s in segment.speakers), None)
        length += len(plain_text(segment.spans))
        before = voice
    return made


def _asks(segment: PublicSegment) -> bool:
    roles = {speaker.role for speaker in segment.speakers}
    return roles == {Role.INTERVIEWER}


def _voice(segment: PublicSegment, listener: Listener) -> str:
    return format_speakers(segment, say=translator(listener.language))
