"""Who speaks: the name written in a transcript, and whom it means in this interview."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from types import MappingProxyType

from archive.model.interview import Interview
from archive.model.kinds import RecordId
from archive.model.person import Person
from archive.model.transcript import Certainty, Role, Segment, Speaker, Transcript
from archive.values import dataclass

ASKING = frozenset(
    {"问", "問", "访谈者", "訪談者", "采访者", "採訪者", "采访人", "访谈人", "记者", "記者"}
    | {"提问", "提問", "采集者", "主持人", "Q", "访", "訪", "采", "访问者", "訪問者", "采访员"}
    | {"提问者", "提问人", "采集人", "笔者", "Interviewer", "INTERVIEWER", "INT"}
)
"""Words that mean whoever asks."""

ANSWERING = frozenset(
    {"答", "口述者", "受访者", "受訪者", "讲述者", "講述者", "讲述人", "口述人", "A", "述", "口述"}
    | {"受访人", "受訪人", "被访者", "被访人", "被采访者", "被采访人", "叙述者", "敘述者"}
    | {"Interviewee", "INTERVIEWEE", "Narrator", "NARRATOR"}
)
"""Words that mean the narrator, where there is one alone."""

TOGETHER = frozenset(
    {
        "众人",
        "眾人",
        "大家",
        "村民们",
        "村民們",
        "众",
        "眾",
        "全体",
        "全體",
        "齐声",
        "齊聲",
        "在场的人",
    }
)
"""Words that mean many at once."""

UNHEARD = frozenset({"不明", "不详", "不詳", "未知", "某人"})
"""Words that say that nobody knows who speaks."""

_OUTSIDE = r"(?![^（(]*[）)])"  # what stands in brackets belongs to the name
_SEVERAL = re.compile(rf"\s*[、，,&＆]\s*{_OUTSIDE}")
_EITHER = re.compile(rf"\s*(?:或者|或|/|／)\s*{_OUTSIDE}")


def parse_voice(label: str) -> tuple[tuple[str, ...], Certainty]:
    """The names in a voice label, and how sure it is: ``A、B``, ``A或B``, ``A？``."""
    text = label.strip()
    certainty = Certainty.SURE
    if text.endswith(("?", "？")):
        certainty, text = Certainty.UNSURE, text.rstrip("?？ ")
    either = [part for part in _EITHER.split(text) if part]
    if len(either) > 1:
        return tuple(either), Certainty.EITHER
    names = tuple(part for part in _SEVERAL.split(text) if part)
    return names, certainty if names else Certainty.SURE


def format_voice(speakers: Iterable[Speaker], certainty: Certainty) -> str:
    """The label that `parse_voice` reads back."""
    names = [speaker.label for speaker in speakers]
    if certainty is Certainty.EITHER and len(names) > 1:
        return "或".join(names)
    doubt = "？" if certainty is not Certainty.SURE else ""
    return "、".join(names) + doubt


@dataclass(frozen=True, slots=True)
class Naming:
    """What each name means in one interview; ``ambiguous`` ones mean more than one person."""

    speakers: Mapping[str, Speaker]
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def speaker(self, label: str) -> Speaker:
        """Whom ``label`` means; UNKNOWN when nothing tells."""
        return self.speakers.get(label) or Speaker(label, Role.UNKNOWN)


def naming_of(interview: Interview, people: Mapping[RecordId, Person]) -> Naming:
    """Every name that can stand before words in ``interview``.

    What the record says itself (``speakers``) goes before names of people, and those before the
    general words for whoever asks or answers.
    """
    found: dict[str, set[Speaker]] = {}
    narrators = [n.person for n in interview.narrators if n.person]
    for person in narrators:
        _add_person(found, person, Role.NARRATOR, people)
    for person in interview.present:
        if person not in narrators:
            _add_person(found, person, Role.OTHER, people)
    for narrator in interview.narrators:
        if narrator.name:
            _add(found, narrator.name, Speaker(narrator.name, Role.NARRATOR))
    for name in interview.collectors:
        _add(found, name, Speaker(name, Role.INTERVIEWER))
    single = {name: next(iter(those)) for name, those in found.items() if len(those) == 1}
    several = {
        name: tuple(sorted(s.person or s.label for s in those))
        for name, those in found.items()
        if len(those) > 1
    }
    for label, person in interview.speakers.items():
        role = Role.NARRATOR if person in narrators else Role.OTHER
        single[label] = Speaker(label, role, person)
        several.pop(label, None)
    general = _general(interview)
    return Naming({**{k: v for k, v in general.items() if k not in several}, **single}, several)


def resolve_segments(transcript: Transcript, naming: Naming) -> Transcript:
    """``transcript`` with each label led to the one it means."""
    return Transcript(
        tuple(
            replace(segment, speakers=tuple(naming.speaker(s.label) for s in segment.speakers))
            for segment in transcript.segments
        )
    )


def labels_of(segments: Iterable[Segment]) -> dict[str, int]:
    """Every label with the line where it first stands."""
    found: dict[str, int] = {}
    for segment in segments:
        for speaker in segment.speakers:
            found.setdefault(speaker.label, segment.line)
    return found


_GENERAL = MappingProxyType(
    {word: Speaker(word, Role.INTERVIEWER) for word in ASKING}
    | {word: Speaker(word, Role.GROUP) for word in TOGETHER}
    | {word: Speaker(word, Role.UNKNOWN) for word in UNHEARD}
)
"""The words that mean the same in every interview."""


def _general(interview: Interview) -> Mapping[str, Speaker]:
    """The words that mean somebody without naming them."""
    if len(interview.narrators) != 1:
        return _GENERAL
    person = interview.narrators[0].person
    return _GENERAL | {word: Speaker(word, Role.NARRATOR, person) for word in ANSWERING}


def _add_person(
    found: dict[str, set[Speaker]],
    person: RecordId,
    role: Role,
    people: Mapping[RecordId, Person],
) -> None:
    record = people.get(person)
    if record is None:
        return
    names = {record.name, record.real_name, *(alias.name for alias in record.aliases)}
    for name in names:
        if name:
            _add(found, name, Speaker(name, role, person))


def _add(found: dict[str, set[Speaker]], name: str, speaker: Speaker) -> None:
    those = found.setdefault(name, set())
    # A collector who is also in the room under a record of their own is one person, not two.
    if speaker.person is None and any(other.person for other in those):
        return
    those.add(speaker)
