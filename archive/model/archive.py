"""The archive: all records of one site, resolved, as the worker may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import TypeVar

from archive.model.consent import Consent
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.person import Person
from archive.model.records import Record
from archive.model.transcript import Transcripts

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
    sources: Mapping[RecordId, Source] = field(default_factory=dict)
    manifest: Mapping[PurePosixPath, str] = field(default_factory=dict)
    """SHA-256 by path below ``media/``."""

    def of_kind(self, kind: Kind) -> Sequence[Record]:
        """The records of one kind in the order of their ids."""
        return [r for i, r in sorted(self.records.items()) if kind_of(i) is kind]

    @cached_property
    def consents_of(self) -> Mapping[RecordId, tuple[Consent, ...]]:
        """The consents of each person."""
        found: dict[RecordId, list[Consent]] = {}
        for record in self.records.values():
            if isinstance(record, Consent):
                found.setdefault(record.person, []).append(record)
        return {person: tuple(consents) for person, consents in found.items()}

    @cached_property
    def people(self) -> Mapping[RecordId, Person]:
        """The people, by id."""
        return {i: r for i, r in self.records.items() if isinstance(r, Person)}
