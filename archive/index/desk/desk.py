"""The desk itself: an archive and its index, asked questions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from hashlib import blake2b

from archive.index.desk.alike import nearest_passages
from archive.index.desk.attributes import Names, fits
from archive.index.desk.holding import Held, Holding
from archive.index.desk.leaves import Leaf
from archive.index.desk.matching import Form, Found, forms_by_sound, forms_of, match
from archive.index.desk.passages import Passage, Place, analysed, passages_of
from archive.index.desk.question import Field, Question, Word
from archive.index.desk.shelf import Row, Shelf
from archive.index.desk.suggesting import suggest_names
from archive.index.search.documents import synonyms_of
from archive.index.search.readings import Readings
from archive.model.archive import Archive
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.public import PublicView
from archive.model.puzzle import Puzzle
from archive.values import dataclass

_KINDS, _PLACES = tuple(Kind), tuple(place.value for place in Place)
Ranked = tuple[RecordId, float, list[tuple[float, int]]]
"""A record, its score, and its passages with theirs, best first."""

MOST_PASSAGES = 3
"""Passages of one record that an answer shows, unless more are asked for."""
MORE_OF_IT = 0.3
"""What further passages of a record add to its place."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage that was found."""

    passage: Passage
    score: float
    leaves: tuple[Leaf, ...]
    """The texts of it in which something was found; its first ones when nothing was asked for."""
    held: Held | None
    """Why these are not published, or not as they are; None when they are."""


@dataclass(frozen=True, slots=True)
class Group:
    """A record with its passages, best first; ``count`` says how many there are in all."""

    record: RecordId
    score: float
    hits: tuple[Hit, ...]
    count: int
    held: Held | None
    """Why the record as a whole is not published, or only by its title."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: one page of it, and figures of it all."""

    groups: tuple[Group, ...]
    records: int
    passages: int
    forms: tuple[Form, ...] = ()
    """In which ways the words were looked for: what to mark in a text."""
    is_by_sound: bool = False
    """Nothing was found as it was typed; this sounds alike."""
    suggestions: tuple[str, ...] = ()
    """Names that were perhaps meant."""
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    """By question (kind, person, place, theme, decade, sound, access): answers with how many
    records, most first. People and places are named by their ids."""


@dataclass(frozen=True)
class Desk:
    """Everything that the worker may see, ready to be asked.

    ``view`` says what is published, on which day and where; ``notes`` are the private notes of
    interviews.
    """

    archive: Archive
    view: PublicView
    shelf: Shelf
    notes: Mapping[RecordId, str] = field(default_factory=dict)
    readings: Readings = field(default_factory=Readings)

    @cached_property
    def names(self) -> Names:
        """What every record is called."""
        return Names(self.archive, self.readings)

    @cached_property
    def holding(self) -> Holding:
        """What is not published."""
        return Holding(self.archive, self.view)

    @cached_property
    def synonyms(self) -> Mapping[str, tuple[str, ...]]:
        """Dialect words and what they mean, each leading to the others, in analysed form."""
        found: dict[str, dict[str, None]] = {}
        for record in self.archive.of_kind(Kind.TERM):
            row = [text for word in synonyms_of(record) if (text := analysed(word))]
            for word in row:
                found.setdefault(word, {}).update(dict.fromkeys(row))
        return {word: tuple(one for one in row if one != word) for word, row in found.items()}

    def find(
        self, question: Question, *, limit: int = 10, page: int = 1, passages: int = MOST_PASSAGES
    ) -> Answer:
        """Answer ``question``: ``limit`` records from page ``page`` on, counted from 1."""
        if question.is_empty:
            return Answer((), 0, 0)
        found = [self._match(word) for word in question.wanted]
        scores, is_by_sound = self._scores(question, found), False
        if not scores and any(not one.scores for one in found):
            heard = [
                one if one.scores else self._heard(word)
                for word, one in zip(question.wanted, found, strict=True)
            ]
            scores = self._scores(question, heard)
            found, is_by_sound = (heard, True) if scores else (found, False)
        ranked = self._grouped(scores)
        forms = tuple(form for one in found for form in one.forms)
        kept = self._as_published(ranked, question, forms)
        start = (page - 1) * limit
        return Answer(
            groups=tuple(self._group(one, passages, forms) for one in kept[start : start + limit]),
            records=len(kept),
            passages=sum(len(rows) for _, _, rows in kept),
            forms=forms,
            is_by_sound=is_by_sound,
            suggestions=self._suggestions(question) if not kept else (),
            facets=self._facets([record for record, _, _ in kept]),
        )

    def passage(self, record: RecordId, place: Place, number: int) -> Passage:
        """One passage, as it stands in the archive; KeyError when it is not there."""
        return self._passages(record)[place, number]

    def alike(
        self,
        text: str,
        *,
        limit: int = 10,
        kinds: Iterable[Kind] = (),
        without: Iterable[RecordId] = (),
        is_spoken: bool | None = None,
    ) -> tuple[Hit, ...]:
        """The passages most like ``text``, one that says the same twice only once.

        Of ``kinds`` only, if there are any; not of the records ``without``; segments of
        transcripts only, or none of them, if ``is_spoken`` says so.
        """
        wanted, unwanted = frozenset(kinds), frozenset(without)

        def is_wanted(row: Row) -> bool:
            record, place, _ = row
            if record in unwanted or record not in self.archive.records:
                return False
            if wanted and kind_of(record) not in wanted:
                return False
            return is_spoken is None or Place(place).is_spoken is is_spoken

        found = nearest_passages(analysed(text), self.shelf, is_wanted=is_wanted, limit=limit)
        return tuple(self._hit(one.row, one.score) for one in found)

    def text_of(self, record: RecordId) -> str:
        """What ``record`` says of itself, transcripts and file names apart: for `alike`."""
        apart = (Place.ARCHIVAL, Place.PUBLIC, Place.FILES)
        passages = self._passages(record).values()
        return "\n".join(one.text for one in passages if one.place not in apart)

    # --- words

    def _match(self, word: Word) -> Found:
        return match(
            forms_of(word, synonyms=self.synonyms, names=self.names), self.shelf, self.names
        )

    def _heard(self, word: Word) -> Found:
        return match(forms_by_sound(word, self.names), self.shelf, self.names)

    def _scores(self, question: Question, found: Sequence[Found]) -> dict[int, float]:
        """The passages that have every word, in themselves or in a name of their record."""
        fit = fits(question, self.archive, self.names)
        if found:
            numbers = set().union(*(one.scores for one in found))
        else:
            numbers = set(self._without_words(question))
        unwanted = {n for word in question.unwanted for n in self._match(word).scores}
        scores: dict[int, float] = {}
        for number in sorted(numbers - unwanted):
            record = self.shelf.row(number)[0]
            if record not in self.archive.records or not fit(record):
                continue
            has_all = all(number in one.scores or record in one.records for one in found)
            if has_all and self._is_said_by(number, question):
                scores[number] = sum(one.scores.get(number, 0.0) for one in found)
        return scores

    def _without_words(self, question: Question) -> Iterable[int]:
        """Where only fields were asked: records, or all that somebody says."""
        is_spoken = Field.VOICE in question.texts
        wanted = {Place.ARCHIVAL, Place.PUBLIC} if is_spoken else {Place.RECORD}
        return (n for n in self.shelf.all() if Place(self.shelf.row(n)[1]) in wanted)

    def _is_said_by(self, number: int, question: Question) -> bool:
        for values in question.texts.get(Field.VOICE, ()):
            voices = [analysed(label) for label in self.shelf.voices(number)]
            if not any(self._is_voice(value, voices) for value in values):
                return False
        return True

    def _is_voice(self, value: str, voices: Sequence[str]) -> bool:
        wanted = analysed(value)
        spelt = self._spelt(wanted)
        return bool(wanted) and any(wanted in voice or voice in spelt for voice in voices)

    def _spelt(self, typed: str) -> Mapping[str, float]:
        if typed not in self._spelt_before:
            self._spelt_before[typed] = self.names.spelt(typed)
        return self._spelt_before[typed]

    @cached_property
    def _spelt_before(self) -> dict[str, Mapping[str, float]]:
        return {}

    # --- answers

    def _grouped(self, scores: Mapping[int, float]) -> Sequence[Ranked]:
        """Records with their passages, best first; ties in the order of ids and of the text."""
        rows: dict[RecordId, list[tuple[float, int]]] = {}
        for number, score in scores.items():
            rows.setdefault(self.shelf.row(number)[0], []).append((score, number))
        groups = []
        for record, own in rows.items():
            own.sort(key=lambda one: (-round(one[0], 9), self._order(one[1])))
            groups.append((record, own[0][0] + MORE_OF_IT * math.log(len(own)), own))
        groups.sort(key=lambda one: (-round(one[1], 9), _KINDS.index(kind_of(one[0])), one[0]))
        return groups

    def _order(self, number: int) -> tuple[int, int]:
        _, place, count = self.shelf.row(number)
        return _PLACES.index(place), count

    def _as_published(
        self, ranked: Sequence[Ranked], question: Question, forms: Sequence[Form]
    ) -> Sequence[Ranked]:
        """Where it was asked for what is public or what is not: just those passages."""
        if question.is_public is None:
            return ranked
        kept = []
        for record, score, rows in ranked:
            own = [row for row in rows if self._is_public(row[1], forms) is question.is_public]
            if own:
                kept.append((record, score, own))
        return kept

    def _is_public(self, number: int, forms: Sequence[Form]) -> bool:
        return self._hit(self.shelf.row(number), 0.0, forms).held is None

    def _group(self, one: Ranked, passages: int, forms: Sequence[Form]) -> Group:
        record, score, rows = one
        hits = tuple(self._hit(self.shelf.row(n), own, forms) for own, n in rows[:passages])
        return Group(record, score, hits, len(rows), self.holding.of_record(record))

    def _hit(self, row: Row, score: float, forms: Sequence[Form] = ()) -> Hit:
        passage = self.passage(row[0], Place(row[1]), row[2])
        leaves = _leaves_with(forms, passage)
        return Hit(passage, score, leaves, self.holding.of_leaves(passage, leaves))

    def _passages(self, record: RecordId) -> Mapping[tuple[Place, int], Passage]:
        if record not in self._read:
            if len(self._read) > 64:
                self._read.clear()
            self._read[record] = {(p.place, p.number): p for p in self.passages_of(record)}
        return self._read[record]

    @cached_property
    def _read(self) -> dict[RecordId, Mapping[tuple[Place, int], Passage]]:
        return {}

    def passages_of(self, record: RecordId) -> Iterable[Passage]:
        """Every passage of ``record``."""
        return record_passages(self.archive, self.notes, record)

    def _suggestions(self, question: Question) -> tuple[str, ...]:
        typed = [word.ways[0] for word in question.wanted]
        fields = (Field.PERSON, Field.PLACE, Field.TITLE)
        typed += [v for name in fields for values in question.texts.get(name, ()) for v in values]
        return suggest_names(filter(None, map(analysed, typed)), self.names)

    def _facets(self, records: Sequence[RecordId]) -> Mapping[str, tuple[tuple[str, int], ...]]:
        counted: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
        for record in records:
            own = self.names.attributes(record)
            counted["kind"][own.kind.value] += 1
            counted["person"].update(own.people)
            counted["place"].update(own.places)
            counted["theme"].update(own.themes)
            counted["decade"].update(str(decade) for decade in own.decades)
            counted["sound"].update(["yes"] if own.has_sound else [])
            counted["access"].update(["public" if self.holding.is_published(record) else "private"])
        return {
            name: tuple(sorted(found.items(), key=lambda one: (-one[1], one[0])))
            for name, found in counted.items()
            if found
        }


MOST_LEAVES = 3
"""Texts of a passage that are shown where nothing in particular was found."""


def _leaves_with(forms: Sequence[Form], passage: Passage) -> tuple[Leaf, ...]:
    """The texts of ``passage`` in which one of ``forms`` stands; else its first ones."""
    found = [
        leaf
        for leaf in passage.leaves
        if (text := analysed(leaf.text)) and any(form.pattern.search(text) for form in forms)
    ]
    if found:
        return tuple(found)
    if passage.place is Place.RECORD:
        return tuple(leaf for leaf in passage.leaves if leaf.text == passage.names[0])[:1]
    return passage.leaves[:MOST_LEAVES]


def record_digests(archive: Archive, notes: Mapping[RecordId, str]) -> dict[RecordId, bytes]:
    """What the passages of each record depend on: its files, its notes among them, and for a
    puzzle the pieces that transcripts mark."""
    digests = {}
    for name, record in archive.records.items():
        digest = blake2b(archive.sources[name].digest, digest_size=16)
        digest.update(notes.get(name, "").encode("utf-8", "replace"))
        if isinstance(record, Puzzle):
            digest.update(repr(record.pieces).encode("utf-8", "replace"))
        digests[name] = digest.digest()
    return digests


FACETS = ("kind", "person", "place", "theme", "decade", "sound", "access")
"""What an answer is counted by."""


def record_passages(
    archive: Archive, notes: Mapping[RecordId, str], record: RecordId
) -> Iterable[Passage]:
    """Every passage of ``record``, worked out from the archive."""
    transcripts = archive.transcripts.get(record)
    return passages_of(archive.records[record], transcripts, notes=notes.get(record, ""))
