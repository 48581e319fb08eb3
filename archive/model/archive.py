"""The archive: all records of one site, resolved, as the worker may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cached_property
from pathlib import PurePosixPath
from typing import TypeVar

from archive.model.consent import Consent, SealedSpan
from archive.model.kinds import Kind, RecordId
from archive.model.person import Person
from archive.model.puzzle import Puzzle, Slot
from archive.model.records import Record, records_by_folder
from archive.model.slot_templates import BUILT_IN
from archive.model.terms import Topic
from archive.model.theme import Theme
from archive.model.transcript import Speaker, Transcripts
from archive.values import dataclass

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record was read from.

    ``path`` is relative to the archive's folder; ``lines`` gives the line of each field, written
    ``contents.0.start`` for inner ones; ``digest`` covers all files of the record.
    """

    path: PurePosixPath
    lines: Mapping[str, int]
    digest: bytes = b""


@dataclass(frozen=True)
class Archive:
    """Every record that could be read, with its transcripts and the manifest of originals."""

    records: Mapping[RecordId, Record]
    transcripts: Mapping[RecordId, Transcripts] = field(default_factory=dict)
    speakers: Mapping[RecordId, Sequence[Speaker]] = field(default_factory=dict)
    """Everyone who speaks in the transcripts of an interview, each once, where that is known
    without reading them."""
    sources: Mapping[RecordId, Source] = field(default_factory=dict)
    manifest: Mapping[PurePosixPath, str] = field(default_factory=dict)
    """SHA-256 by path below ``media/``."""
    readings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """How the village says words that a dictionary says otherwise: a syllable a character."""

    slot_templates: Mapping[Topic, Sequence[Slot]] = field(default_factory=lambda: BUILT_IN)
    """The slots of a puzzle that has none of its own, by what it is about."""
    themes: Sequence[Theme] = ()
    """The village's own themes; without them every keyword stands for itself."""

    def slots_of(self, puzzle: Puzzle) -> Sequence[Slot]:
        """The slots of ``puzzle``: its own, or else those of the template."""
        return puzzle.slots or self.slot_templates.get(puzzle.topic, ())

    def of_kind(self, kind: Kind) -> Sequence[Record]:
        """The records of one kind in the order of their ids."""
        return self._by_folder.get(kind.value, ())

    @cached_property
    def _by_folder(self) -> Mapping[str, tuple[Record, ...]]:
        return records_by_folder(self.records)

    @cached_property
    def consents_of(self) -> Mapping[RecordId, tuple[Consent, ...]]:
        """The consents of each person."""
        found: dict[RecordId, list[Consent]] = {}
        for record in self.records.values():
            if isinstance(record, Consent):
                found.setdefault(record.person, []).append(record)
        return {person: tuple(consents) for person, consents in found.items()}

    @cached_property
    def sealed_spans_of(self) -> Mapping[RecordId, tuple[SealedSpan, ...]]:
        """The stretches of each interview that any consent seals."""
        found: dict[RecordId, list[SealedSpan]] = {}
        for consents in self.consents_of.values():
            for consent in consents:
                for span in consent.sealed_spans:
                    found.setdefault(span.interview, []).append(span)
        return {interview: tuple(spans) for interview, spans in found.items()}

    @cached_property
    def people(self) -> Mapping[RecordId, Person]:
        """The people, by id."""
        return {i: r for i, r in self.records.items() if isinstance(r, Person)}
