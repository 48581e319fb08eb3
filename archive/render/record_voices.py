"""What is said about a record, and what a person tells, as a page asks for it."""

from __future__ import annotations

from functools import cached_property

from archive.index.excerpts import Side
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.person import Person
from archive.model.records import Record
from archive.render.own_tellings import OwnTellings
from archive.render.page_links import PageLinks
from archive.render.surroundings import Surroundings
from archive.render.voice_line import Thing, VoiceLine

PARTS = {
    "used_by": "used it",
    "donor": "gave it",
    "people.person": "is in it",
    "provider": "brought it",
}
"""By the field in which a thing names a person: what the person has to do with it."""


def linked(around: Surroundings, record: RecordId, kind: Kind) -> tuple[RecordId, ...]:
    """Records of a kind that ``record`` names, then those that name it."""
    named = around.mentions.by_source.get(record, ())
    both = dict.fromkeys([other for other in named if kind_of(other) is kind])
    both.update(dict.fromkeys(around.mentions.sources(record, kind)))
    return tuple(both)


def told_by(around: Surroundings, person: RecordId) -> tuple[RecordId, ...]:
    """The interviews that a person tells."""
    mentions = around.mentions.of(person)
    return tuple(dict.fromkeys(m.source for m in mentions if m.role == "narrators.person"))


class RecordVoices:
    """The voices on the page of a record, and what stands beside them; ``links`` is the page."""

    def __init__(self, links: PageLinks, around: Surroundings, record: Record) -> None:
        self._links = links
        self._around = around
        self._record = record

    @cached_property
    def told_by(self) -> tuple[RecordId, ...]:
        """For a person: the interviews they tell."""
        return told_by(self._around, self._record.id)

    @cached_property
    def tellings(self) -> OwnTellings:
        """For a person: the interviews they tell."""
        return OwnTellings(self._links, self._record.id, self.told_by, self._around.excerpts)

    @cached_property
    def lines(self) -> tuple[VoiceLine, ...]:
        """What the person tells, and what is told about the record, by the years that are told
        of; what can be seen of those years stands beside the first."""
        voices, excerpts, things = self._around.voices, self._around.excerpts, self._things()
        lines, record = [], self._record.id
        for side, by_record in ((Side.TOLD, voices.told), (Side.ABOUT, voices.about)):
            fragments = by_record.get(record)
            if fragments:
                excerpts = self._around.excerpts
                lines.append(
                    VoiceLine(self._links, self._record.id, side, fragments, excerpts, things)
                )
                things = ()
        return tuple(lines)

    @property
    def is_heard(self) -> bool:
        """Whether voices can be played one after another."""
        return any(line.heard for line in self.lines)

    def _things(self) -> tuple[Thing, ...]:
        """What the record names and what names it, of the kinds that can be seen."""
        kinds = (Kind.EVENT, Kind.OBJECT, Kind.PHOTO, Kind.DOCUMENT)
        found = dict.fromkeys(
            i for kind in kinds for i in linked(self._around, self._record.id, kind)
        )
        return tuple(Thing(self._links.card(i), self._part_in(i)) for i in found)

    def _linked(self, kind: Kind) -> tuple[RecordId, ...]:
        return linked(self._around, self._record.id, kind)

    def _part_in(self, other: RecordId) -> str:
        """What a person has to do with a thing, in a word."""
        roles = {m.role for m in self._around.mentions.of(self._record.id) if m.source == other}
        return next((self._links.t(word) for role, word in PARTS.items() if role in roles), "")

    @cached_property
    def _on_lines(self) -> frozenset[RecordId]:
        return frozenset().union(*(line.shown for line in self.lines))

    def beside(self, kind: str) -> tuple[RecordId, ...]:
        """Records of a kind that are related and stand nowhere else on the page."""
        taken = self._on_lines | set(self.homes)
        return tuple(
            record
            for record in linked(self._around, self._record.id, Kind(kind))
            if record not in taken
        )

    @cached_property
    def homes(self) -> tuple[RecordId, ...]:
        """For a person: where their household stood."""
        if not isinstance(self._record, Person):
            return ()
        own = [self._record.household] if self._record.household else []
        mentions = self._around.mentions.of(self._record.id)
        lived = (m.source for m in mentions if m.role == "households.person")
        return tuple(dict.fromkeys((*own, *lived)))
