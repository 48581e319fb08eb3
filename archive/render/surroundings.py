"""What all pages of one language share while a site is rendered."""

from collections.abc import Collection, Mapping
from dataclasses import field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from archive.index.excerpts import Excerpts
from archive.index.facets import FacetIndex, index_facets
from archive.index.mentions import Mentions
from archive.index.occurrences import Occurrence, RowsMemory
from archive.index.themes import ThemeIndex
from archive.index.timeline import Timeline
from archive.index.voices import Voices
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.orders import Derived, DerivedSound, DerivedVideo
from archive.model.public import PublicArchive
from archive.model.site import Site
from archive.render.addresses import language_root
from archive.render.cards import BORROWING, Card, make_card, media_file
from archive.render.catalogue import translator
from archive.render.environment import PageEnvironment
from archive.render.fingerprint import fingerprint
from archive.render.glossary import Glossary
from archive.render.record_digests import RecordDigests
from archive.render.shell import Shell
from archive.values import dataclass

KIND_NAMES = {
    Kind.INTERVIEW: ("Interview", "Interviews"),
    Kind.PERSON: ("Person", "People"),
    Kind.PLACE: ("Place", "Places"),
    Kind.EVENT: ("Event", "Events"),
    Kind.OBJECT: ("Old object", "Old objects"),
    Kind.PHOTO: ("Old photograph", "Old photographs"),
    Kind.DOCUMENT: ("Village paper", "Village papers"),
    Kind.TERM: ("Dialect word", "Dialect words"),
    Kind.PUZZLE: ("Memory puzzle", "Memory puzzles"),
    Kind.EXHIBIT: ("Walk", "Walks"),
    Kind.SCENE: ("Scene", "Scenes"),
    Kind.SKETCH: ("Village sketch", "Village sketches"),
    Kind.CONSENT: ("Consent", "Consents"),
    Kind.VISIT: ("Visit", "Visits"),
}
"""English names of the kinds, one and many; catalogues translate them."""


@dataclass(frozen=True)
class Surroundings:
    """The archive, what is worked out from it, and the words of one interface language."""

    archive: PublicArchive
    site: Site
    language: str
    mentions: Mentions
    voices: Voices
    excerpts: Excerpts
    """A few words of each voice; shared by the languages of a site."""
    media: Mapping[str, Derived]
    digests: RecordDigests
    """Of each record; shared by the languages of a site."""
    shell: Shell
    environment: PageEnvironment
    assets: Mapping[str, PurePosixPath]
    """Browser files by plain name, with their place in the site."""
    themes: ThemeIndex = field(default_factory=ThemeIndex)
    timeline: Timeline = field(default_factory=Timeline)
    """What is told about, and for how long."""
    glossary: Glossary = field(default_factory=Glossary)
    """The village's words, for the transcripts in which they are said."""
    occurrences: Mapping[RecordId, tuple[Occurrence, ...]] = field(default_factory=dict)
    """Where each of them is said besides its examples."""
    shown: Collection[RecordId] = ()
    """Every record that has a page."""
    about: PurePosixPath | None = None
    """The page that says whom to tell, below the folder of the language."""
    digest: bytes = b""
    """Covers templates, catalogues, shell and settings: when it changes, every page does."""
    memory: RowsMemory | None = None
    """Remembers digests of cards."""
    found_facets: dict[Kind, tuple[FacetIndex, ...]] = field(default_factory=dict)
    """Of each kind as `facets` gives them; shared by the languages of a site."""
    _cards: dict[RecordId, Card] = field(default_factory=dict)
    _card_digests: dict[RecordId, bytes] = field(default_factory=dict)
    _rows: dict[tuple[str, RecordId], Markup] = field(default_factory=dict)

    @cached_property
    def lengths(self) -> Mapping[str, float]:
        """Seconds of each recording that can be played, by its path."""
        return {
            media_file(one): one.seconds
            for one in self.media.values()
            if isinstance(one, DerivedSound | DerivedVideo)
        }

    @cached_property
    def root(self) -> PurePosixPath:
        """The folder of this language."""
        return language_root(self.language, self.site.languages)

    def place(self, inner: PurePosixPath) -> PurePosixPath:
        """Where a page of this language is, from the root of the site."""
        return self.root / inner if self.root.parts else inner

    def card(self, record: RecordId) -> Card:
        """A record in brief; made once."""
        if record not in self._cards:
            self._cards[record] = make_card(
                self.archive.records[record],
                self.archive,
                language=self.language,
                media=self.media,
            )
        return self._cards[record]

    def row(self, card: Card, *, page: object, depth: str) -> Markup:
        """A card as a line of a list, drawn once for all pages as deep in the site as ``page``."""
        key = depth, card.id
        if key not in self._rows:
            self._rows[key] = self._parts.row(page, card)
        return self._rows[key]

    @cached_property
    def _parts(self) -> Any:
        return self.environment.get_template("parts.html").module

    def facets(self, kind: Kind) -> tuple[FacetIndex, ...]:
        """The facets of a kind; worked out once."""
        if kind not in self.found_facets:
            self.found_facets[kind] = index_facets(self.archive, kind)
        return self.found_facets[kind]

    def card_digest(self, record: RecordId) -> bytes:
        """Changes with anything that a card shows."""
        if record not in self._card_digests:
            self._card_digests[record] = self._digest_of_card(record)
        return self._card_digests[record]

    def _digest_of_card(self, record: RecordId) -> bytes:
        """Remembered while nothing of the record has changed, unless it borrows from others."""
        if self.memory is None or kind_of(record) in BORROWING:
            return fingerprint(self.card(record))
        key = self.digest + self.record_digest(record)
        kept = self.memory.recall(key)
        if kept is not None:
            [[digest]] = kept
            return bytes(digest)
        digest = fingerprint(self.card(record))
        self.memory.keep(((digest,),), key=key)
        return digest

    def record_digest(self, record: RecordId) -> bytes:
        """Changes with anything that is public of a record and of who speaks of it."""
        return self.digests.of(record)


def kind_name(kind: Kind, *, language: str, many: bool = False) -> str:
    """What a kind is called."""
    return translator(language)(KIND_NAMES[kind][1 if many else 0])
