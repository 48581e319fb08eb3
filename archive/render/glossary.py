"""The village's words as transcripts and lists show them: what each means, and how it is said."""

from collections.abc import Mapping
from functools import cached_property

from archive.index.occurrences import WordForms, public_terms
from archive.model.kinds import RecordId
from archive.model.media import Clip
from archive.model.orders import Derived
from archive.model.public import PublicArchive
from archive.model.term import DialectTerm
from archive.render.cards import media_file, sound_of
from archive.render.fingerprint import fingerprint
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A stretch of a recording in which a word is said; ``src`` is its path in the site."""

    src: str
    start: float
    end: float
    who: str
    """Who says it; empty where nobody may be named."""


@dataclass(frozen=True, slots=True)
class GlossaryWord:
    """A dialect word in brief."""

    id: RecordId
    word: str
    reading: str
    meaning: str
    said: SaidWord | None


@dataclass(frozen=True)
class Glossary:
    """The dialect words that may be read, in the order of their ids."""

    terms: tuple[DialectTerm, ...] = ()
    words: tuple[GlossaryWord, ...] = ()

    def of(self, term: RecordId) -> GlossaryWord | None:
        """A word in brief."""
        return self._by_id.get(term)

    @cached_property
    def _by_id(self) -> Mapping[RecordId, GlossaryWord]:
        return {word.id: word for word in self.words}

    @cached_property
    def forms(self) -> WordForms:
        """Finds them in texts."""
        return WordForms(self.terms)

    @cached_property
    def digest(self) -> bytes:
        """Changes with anything that a transcript shows of a word."""
        spelt = [(term.id, term.word, term.spellings) for term in self.terms]
        return fingerprint(spelt, self.words)


def make_glossary(archive: PublicArchive, media: Mapping[str, Derived]) -> Glossary:
    """The glossary of what may be seen and heard."""
    terms = public_terms(archive)
    words = tuple(
        GlossaryWord(
            term.id, term.word, term.reading or "", term.meaning, _said(term, archive, media)
        )
        for term in terms
    )
    return Glossary(terms, words)


def _said(
    term: DialectTerm, archive: PublicArchive, media: Mapping[str, Derived]
) -> SaidWord | None:
    """The word by itself, or else within the first example that can be heard."""
    own: list[tuple[Clip | None, RecordId | None]] = [(term.clip, _speaker(term))]
    own += [(example.clip, example.speaker) for example in term.examples]
    for clip, speaker in own:
        interview = archive.records.get(clip.interview) if clip is not None else None
        sound = sound_of(interview, archive, media) if interview is not None else None
        if clip is not None and sound is not None:
            person = archive.records.get(speaker) if speaker is not None else None
            who = person.heading if person is not None else ""
            return SaidWord(media_file(sound), clip.start, clip.end, who)
    return None


def _speaker(term: DialectTerm) -> RecordId | None:
    """Who says the word by itself: the one of whom it is known."""
    return term.speakers[0] if len(term.speakers) == 1 else None
