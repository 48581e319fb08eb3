"""What an index is made from, and what tells whether any of it has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b

from archive.index.mentions import Mentions
from archive.index.search.documents import names_besides
from archive.index.search.kept import DIGEST
from archive.index.search.numbering import in_order
from archive.index.search.readings import Readings
from archive.model.kinds import RecordId
from archive.model.orders import Derived
from archive.model.public import PublicArchive
from archive.values import dataclass


@dataclass(frozen=True)
class Material:
    """All that an index is made from."""

    archive: PublicArchive
    mentions: Mentions
    media: Mapping[str, Derived]
    readings: Readings
    digest_of: Callable[[RecordId], bytes]
    """Changes with anything that is public of a record: its fields, its words, its files."""

    @cached_property
    def units(self) -> Sequence[RecordId]:
        """The records in the order of their numbers."""
        return in_order(self.archive.records)

    @cached_property
    def digests(self) -> Sequence[bytes]:
        """For each unit what changes with anything that is indexed of it."""
        return [*map(self._digest, self.units)]

    def _digest(self, unit: RecordId) -> bytes:
        others = (
            *self.mentions.by_source.get(unit, ()),
            *names_besides(self.archive.records[unit], self.archive),
        )
        own = self.digest_of(unit)
        return blake2b(own + repr(others).encode(), digest_size=DIGEST).digest()

    @cached_property
    def common(self) -> str:
        """Changes with what all units are made with."""
        tables = [*self.readings.overrides.items()], [*self.archive.theme_names.items()]
        return blake2b(repr(tables).encode(), digest_size=16).hexdigest()

    @cached_property
    def stamp(self) -> str:
        """Changes with anything that is indexed."""
        digest = blake2b(self.common.encode(), digest_size=16)
        digest.update("\n".join(self.units).encode("utf-8", "surrogatepass"))
        digest.update(b"".join(self.digests))
        return digest.hexdigest()
