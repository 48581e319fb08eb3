"""Where the village's words are said: passages of public transcripts that use a dialect word."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import Any, Protocol

from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId
from archive.model.marks import Dialect, Span, plain_text
from archive.model.public import KeptSegments, PublicArchive, PublicSegment, PublicTelling
from archive.model.term import DialectTerm
from archive.model.transcript import Certainty, Role
from archive.values import dataclass

MOST = 6
"""Passages that are kept of a word: as many speakers as there are, then the first ones."""
_PER_VOICE = 2


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A passage in which somebody who is named says a word."""

    interview: RecordId
    number: int
    """Of the segment, as published."""
    start: float | None
    end: float | None
    speaker: RecordId
    words: str
    mandarin: str
    is_marked: bool
    """Whether a mark of the worker says that it is this word."""


class RowsMemory(Protocol):
    """Remembers rows of plain values from build to build."""

    def recall(self, key: bytes) -> tuple[tuple[Any, ...], ...] | None:
        """What was kept under this very key."""

    def keep(self, rows: tuple[tuple[Any, ...], ...], *, key: bytes) -> None:
        """Keep rows for the next build."""


class WordForms:
    """Finds words of the village in texts, by any of their spellings.

    A word of one character is found where a mark says so and not in running text, where it is
    too often a part of another one.
    """

    def __init__(self, terms: Iterable[DialectTerm]) -> None:
        self._by_form: dict[str, RecordId] = {}
        for term in terms:
            for form in (term.word, *term.spellings):
                self._by_form.setdefault(form, term.id)
        plain = sorted((form for form in self._by_form if len(form) > 1), key=_longest_first)
        self._pattern = _any_of(plain) if plain else None

    @cached_property
    def digest(self) -> bytes:
        """Changes with anything that may be found."""
        return blake2b(repr([*self._by_form.items()]).encode(), digest_size=16).digest()

    def of(self, form: str) -> RecordId | None:
        """The word with this spelling."""
        return self._by_form.get(form)

    def split(self, text: str) -> Iterator[tuple[str, RecordId | None]]:
        """``text`` in pieces, each with the word that it is, if any."""
        at = 0
        for match in self._pattern.finditer(text) if self._pattern else ():
            if match.start() > at:
                yield text[at : match.start()], None
            yield match[0], self._by_form[match[0]]
            at = match.end()
        if at < len(text):
            yield text[at:], None

    def named_in(self, text: str) -> set[RecordId]:
        """The words that stand in running text."""
        return (
            {self._by_form[form] for form in self._pattern.findall(text)}
            if self._pattern
            else set()
        )

    def marked_in(self, spans: Sequence[Span]) -> set[RecordId]:
        """The words that marks in ``spans`` name."""
        found = (self._by_form.get(span.word) for span in spans if isinstance(span, Dialect))
        return {term for term in found if term is not None}


def _longest_first(form: str) -> tuple[int, str]:
    return -len(form), form


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """Finds the first of ``forms`` that fits. Those that begin alike stand together, for each
    alternative is tried at each character of the texts."""
    by_first: dict[str, list[str]] = {}
    for form in forms:
        by_first.setdefault(form[0], []).append(re.escape(form[1:]))
    groups = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())
    return re.compile("|".join(groups))


def public_terms(archive: PublicArchive) -> tuple[DialectTerm, ...]:
    """The dialect words of which more than the title may be known."""
    terms = (r for r in archive.of_kind(Kind.TERM) if r.id not in archive.listed)
    return tuple(term for term in terms if isinstance(term, DialectTerm))


def index_occurrences(
    archive: PublicArchive, forms: WordForms | None = None, memory: RowsMemory | None = None
) -> Mapping[RecordId, tuple[Occurrence, ...]]:
    """For each word, passages in which it is said and which are not among its examples.

    ``forms`` finds the words of ``archive``, where something does already; ``memory`` may save
    looking through interviews in which nothing changed.

    What an interviewer says does not count, nor what is silent, nor what nobody is named for: a
    passage beside a word's speakers must not tell whose it is.
    """
    terms = {term.id: term for term in public_terms(archive)}
    if not terms:
        return {}
    forms = forms or WordForms(terms.values())
    found: dict[RecordId, list[Occurrence]] = {}
    for record in archive.of_kind(Kind.INTERVIEW):
        telling = archive.tellings.get(record.id)
        if telling is None or not isinstance(record, Interview):
            continue
        for term, *said in _remembered(telling, record.id, forms, memory):
            occurrence = Occurrence(record.id, *said)
            if not _is_example(occurrence, terms[term]):
                found.setdefault(term, []).append(occurrence)
    return {term: _chosen(those) for term, those in found.items()}


def _remembered(
    telling: PublicTelling, interview: RecordId, forms: WordForms, memory: RowsMemory | None
) -> Iterable[tuple[Any, ...]]:
    """Each word that is said in an interview, with the fields of its occurrence. They come of the
    public segments, the words and the program alone, so these make the key."""
    if memory is None or not isinstance(telling.segments, KeptSegments):
        return _rows(telling, forms)
    own = forms.digest, telling.segments.digest, interview.encode()
    key = blake2b(b"".join(own), digest_size=16).digest()
    rows = memory.recall(key)
    if rows is None:
        rows = tuple(_rows(telling, forms))
        memory.keep(rows, key=key)
    return rows


def _rows(telling: PublicTelling, forms: WordForms) -> Iterator[tuple[Any, ...]]:
    for segment in telling.segments:
        yield from _said_in(segment, forms)


def _said_in(segment: PublicSegment, forms: WordForms) -> Iterator[tuple[Any, ...]]:
    """The words said in a segment, each once, with the fields of its `Occurrence`."""
    if segment.is_withheld or segment.is_silent or len(segment.speakers) != 1:
        return
    [speaker] = segment.speakers
    is_sure = segment.certainty is Certainty.SURE and speaker.role is not Role.INTERVIEWER
    if speaker.person is None or not is_sure:
        return
    text = plain_text(segment.spans)
    marked = forms.marked_in(segment.spans)
    for term in sorted(marked | forms.named_in(text)):
        times = segment.start, segment.end
        mandarin = plain_text(segment.mandarin)
        yield (term, segment.number, *times, speaker.person, text, mandarin, term in marked)


def _is_example(occurrence: Occurrence, term: DialectTerm) -> bool:
    """Whether the page of the word has this passage anyway."""
    clips = [example.clip for example in term.examples if example.clip is not None]
    return any(
        clip.interview == occurrence.interview
        and occurrence.start is not None
        and occurrence.end is not None
        and clip.start < occurrence.end
        and clip.end > occurrence.start
        for clip in clips
    )


def _chosen(found: Sequence[Occurrence]) -> tuple[Occurrence, ...]:
    """A few of the passages, marked ones and other voices first, in the order of interviews."""
    voices: dict[RecordId, int] = {}
    rated: list[tuple[int, bool, int, Occurrence]] = []
    for occurrence in sorted(found, key=lambda o: (not o.is_marked, o.interview, o.number)):
        said = voices.get(occurrence.speaker, 0)
        voices[occurrence.speaker] = said + 1
        if said < _PER_VOICE:
            rated.append((said, not occurrence.is_marked, len(rated), occurrence))
    kept = [occurrence for *_, occurrence in sorted(rated, key=lambda row: row[:3])[:MOST]]
    return tuple(sorted(kept, key=lambda o: (o.interview, o.number)))
