"""Digests of what is public of each record: what pages and the index are drawn anew for."""

from collections.abc import Mapping
from dataclasses import field

from archive.index.mentions import Mentions
from archive.index.occurrences import Occurrence
from archive.index.themes import ThemeIndex
from archive.model.kinds import Kind, RecordId
from archive.model.orders import Derived
from archive.model.place import Place
from archive.model.public import PublicArchive
from archive.render.fingerprint import fingerprint
from archive.render.media_keys import media_keys
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class RecordDigests:
    """The digest of each record, worked out when first asked for."""

    archive: PublicArchive
    media: Mapping[str, Derived]
    mentions: Mentions
    themes: ThemeIndex
    occurrences: Mapping[RecordId, tuple[Occurrence, ...]]
    _known: dict[RecordId, bytes] = field(default_factory=dict)

    def of(self, record: RecordId) -> bytes:
        """Changes with anything that is public of a record and of who speaks of it."""
        if record not in self._known:
            self._known[record] = self._worked_out(record)
        return self._known[record]

    def _worked_out(self, record: RecordId) -> bytes:
        archive = self.archive
        found = archive.records[record]
        is_drawn = isinstance(found, Place) and found.position is not None
        return fingerprint(
            found,
            record in archive.listed,
            archive.tellings.get(record),
            [self.media.get(key) for key in media_keys(archive, record)],
            archive.pictures.get(record, ()),
            self.mentions.of(record),
            archive.assemblies.get(record),
            archive.scenes.get(record),
            self.themes.of(record),
            archive.of_kind(Kind.SKETCH) if is_drawn else (),
            self.occurrences.get(record, ()),
        )
