"""What is said in each interview, projected once: who may be read, as whom, and what is sealed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from operator import attrgetter

from archive.model.archive import Archive
from archive.model.clearing import code_of
from archive.model.consent import Decision, Reason
from archive.model.interview import Chapter, Interview
from archive.model.kinds import RecordId
from archive.model.marks import project_text
from archive.model.telling import Hiding, ProjectedWords, WordsMemory, project_words
from archive.model.terms import Access, Subject
from archive.model.transcript import Role, Speaker, Transcripts

Decide = Callable[[RecordId, RecordId, Subject], Decision]
"""May ``subject`` of a person be shown from a record?"""


@dataclass(slots=True)
class SpokenWords:
    """The words of interviews as they may be read.

    ``memory`` saves the work for an interview whose every input is as it was; which they are is
    told by `_key`, and nothing else may reach `project_words`.
    """

    archive: Archive
    decide: Decide
    names_of: Callable[[RecordId], frozenset[str]]
    """The names masked in a record."""
    mask_of: Callable[[RecordId], Callable[[str], str]]
    """What masks them."""
    visible: set[RecordId]
    memory: WordsMemory | None = None
    _done: dict[RecordId, ProjectedWords] = field(default_factory=dict)

    def of(self, interview: Interview) -> ProjectedWords:
        """The words of ``interview``, projected when first asked for."""
        if interview.id not in self._done:
            self._done[interview.id] = self._recalled(interview)
        return self._done[interview.id]

    def sealed(self, interview: Interview) -> tuple[Hiding, ...]:
        """Stretches hidden by consents and by chapters."""
        spans = self.archive.sealed_spans_of.get(interview.id, ())
        found = [_sealed(Reason.SEALED_SPAN, span.start, span.end) for span in spans]
        for chapter, end in chapter_ends(interview.contents):
            if chapter.access is not Access.OPEN:
                found.append(_sealed(Reason.CHAPTER_CLOSED, chapter.start, end))
        return tuple(found)

    def is_named(self, person: RecordId | None, record: RecordId) -> bool:
        """Whether this person may be credited by name in this record."""
        if person is None or person not in self.visible:
            return False
        return self.decide(person, record, Subject.NAME).is_allowed

    def name_of(self, person: RecordId, record: RecordId) -> str:
        """The public name of a person as it may stand in this record."""
        return project_text(self.archive.people[person].name, mask=self.mask_of(record))

    def _recalled(self, interview: Interview) -> ProjectedWords:
        known = self.archive.speakers.get(interview.id)
        source = self.archive.sources.get(interview.id)
        if self.memory is None or known is None or source is None or not source.digest:
            return self._projected(interview, {})
        shown = {speaker: self._shown(speaker, interview) for speaker in known}
        key = self._key(interview, source.digest, shown)
        words = self.memory.recall(interview.id, key=key)
        if words is None:
            words = self._projected(interview, shown)
            words = self.memory.keep(interview.id, words, key=key)
        return words

    def _key(
        self,
        interview: Interview,
        source: bytes,
        shown: Mapping[Speaker, tuple[bool, Speaker]],
    ) -> bytes:
        """A digest of the files, of each speaker's lot, of what is sealed and which names are, and
        whether the times are believed: a recording that is too short leaves them in doubt."""
        facts = (
            sorted(map(_lot, shown.items())),
            self.sealed(interview),
            sorted(self.names_of(interview.id)),
            interview.times,
        )
        return blake2b(source + repr(facts).encode(), digest_size=16).digest()

    def _projected(
        self, interview: Interview, shown: dict[Speaker, tuple[bool, Speaker]]
    ) -> ProjectedWords:
        def lot(speaker: Speaker) -> tuple[bool, Speaker]:
            if speaker not in shown:
                shown[speaker] = self._shown(speaker, interview)
            return shown[speaker]

        transcripts = self.archive.transcripts.get(interview.id, Transcripts())
        is_guessed = interview.times.is_suggested
        words = project_words(
            transcripts.without_times() if is_guessed else transcripts,
            sealed=self.sealed(interview),
            is_speaker_allowed=lambda speaker: lot(speaker)[0],
            show_speaker=lambda speaker: lot(speaker)[1],
            mask=self.mask_of(interview.id),
        )
        if not is_guessed:
            return words
        if self.sealed(interview):  # by times of which nobody knows whether they are right
            words = replace(words, is_silencing_possible=False)
        return _with_times(words, transcripts)

    def _shown(self, speaker: Speaker, interview: Interview) -> tuple[bool, Speaker]:
        """Whether what a speaker says may be read and, being read, whose voice it is said to be."""
        if speaker.role in (Role.INTERVIEWER, Role.GROUP):
            label = self.mask_of(interview.id)(speaker.label)
            return True, Speaker(label, speaker.role)
        person = speaker.person
        if person is None:
            return False, Speaker("", speaker.role)
        is_allowed = self.decide(person, interview.id, Subject.TEXT).is_allowed
        if self.is_named(person, interview.id):
            return is_allowed, Speaker(self.name_of(person, interview.id), speaker.role, person)
        return is_allowed, Speaker("", speaker.role)


_facts_of = attrgetter(*Speaker.__match_args__)


def _lot(item: tuple[Speaker, tuple[bool, Speaker]]) -> str:
    """All that is told of a speaker and of how they are shown, as text."""
    speaker, (is_allowed, shown) = item
    return repr((_facts_of(speaker), is_allowed, _facts_of(shown)))


def _sealed(reason: Reason, start: float | None, end: float | None) -> Hiding:
    return Hiding(reason, start, end, code=code_of(reason.value, start, end))


def _with_times(words: ProjectedWords, transcripts: Transcripts) -> ProjectedWords:
    """Times that nobody checked may move the page along with the sound, where nothing is hidden."""
    shown = transcripts.shown
    if shown is None or words.hidings:
        return words
    timed = (
        replace(public, start=segment.start, end=segment.end)
        for public, segment in zip(words.segments, shown.segments, strict=True)
    )
    return replace(words, segments=tuple(timed))


def chapter_ends(contents: Sequence[Chapter]) -> list[tuple[Chapter, float | None]]:
    """Each chapter with its end: its own, else the start of the next; the last may be open."""
    starts = sorted(chapter.start for chapter in contents)
    return [
        (c, c.end if c.end is not None else next((s for s in starts if s > c.start), None))
        for c in contents
    ]
