"""People who are only named in a table: each becomes one record, and nobody was asked yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from archive.ingest.importers.records import Names
from archive.ingest.incoming import Whence
from archive.ingest.slugs import slug_for
from archive.model.kinds import Kind, RecordId, record_id


@dataclass(slots=True)
class People:
    """People who are named in a file, each with one slug."""

    names: Names
    found: dict[str, str] = field(default_factory=dict)
    covers: dict[str, list[str]] = field(default_factory=dict)
    whence: dict[str, Whence] = field(default_factory=dict)

    def slug(self, name: str) -> str:
        """The slug of whoever is called so."""
        if name not in self.found:
            given = self.names.give(record_id(Kind.PERSON, slug_for(name, otherwise="person")))
            self.found[name] = given.partition("/")[2]
        return self.found[name]

    def know(self, name: str, record: RecordId) -> None:
        """Somebody has a row of their own."""
        self.found.setdefault(name, record.partition("/")[2])

    def note(self, name: str, record: RecordId, whence: Whence) -> None:
        """Somebody has to do with a record."""
        if name in self.found:
            self.covers.setdefault(name, []).append(record)
            self.whence.setdefault(name, whence)

    def named(self) -> Iterator[tuple[str, str, Sequence[str], Whence]]:
        """Those who have to do with a record and have no row of their own."""
        for name, covers in self.covers.items():
            if self.whence[name].row is not None:
                yield name, self.found[name], tuple(dict.fromkeys(covers)), self.whence[name]
