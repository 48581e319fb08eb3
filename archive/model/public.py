"""What may be published: the only thing that rendering, search and exports ever see."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import cached_property
from typing import overload

from archive.model.assembly import FilledSlot
from archive.model.consent import Reason
from archive.model.kinds import Kind, RecordId
from archive.model.marks import Span
from archive.model.orders import Order
from archive.model.orders import Span as TimeSpan
from archive.model.records import Record, records_by_folder
from archive.model.scan import PublicLine
from archive.model.scene import Spot
from archive.model.terms import Channel, Witness
from archive.model.theme import Theme, themes_by_keyword
from archive.model.transcript import Certainty, Speaker
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class PublicNarrator:
    """A narrator as credited: ``name`` is None for one who stays unnamed."""

    name: str | None
    person: RecordId | None
    witness: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class PublicSegment:
    """A segment as it may be read. ``number`` counts from 1 in the published transcript."""

    number: int
    start: float | None
    end: float | None
    speakers: tuple[Speaker, ...]
    certainty: Certainty
    spans: tuple[Span, ...]
    mandarin: tuple[Span, ...]
    is_withheld: bool
    """Nothing of it may be read."""
    is_silent: bool
    """Its sound is silenced, in part or altogether."""


class KeptSegments(Sequence[PublicSegment]):
    """Segments that are brought back when somebody reads them: most builds draw few transcripts.

    ``unpack`` makes them of ``packed``, and ``digest`` stands for what they say.
    """

    def __init__(
        self,
        packed: bytes,
        unpack: Callable[[bytes], tuple[PublicSegment, ...]],
        *,
        count: int,
        is_timed: bool,
        last_second: float | None,
        digest: bytes,
    ) -> None:
        self._packed = packed
        self._unpack = unpack
        self._count = count
        self.is_timed = is_timed
        self.last_second = last_second
        self.digest = digest

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[PublicSegment]:
        return iter(self._unpack(self._packed))

    @overload
    def __getitem__(self, index: int) -> PublicSegment: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[PublicSegment]: ...
    def __getitem__(self, index: int | slice) -> PublicSegment | Sequence[PublicSegment]:
        return self._unpack(self._packed)[index]


@dataclass(frozen=True, slots=True)
class PublicTelling:
    """The words and the voice of one interview, as far as they may go."""

    narrators: tuple[PublicNarrator, ...]
    segments: Sequence[PublicSegment] = ()
    voice: str | None = None
    """Key of the sound, or None."""
    film: str | None = None
    """Key of the film, or None."""
    silences: tuple[TimeSpan, ...] = ()
    """Where the sound is silent."""
    is_voice_sealed: bool = False
    """There is a recording, and it may not be heard."""

    @property
    def is_timed(self) -> bool:
        """Whether the words can follow the sound."""
        if isinstance(self.segments, KeptSegments):
            return self.segments.is_timed
        return are_timed(self.segments)

    @property
    def last_second(self) -> float | None:
        """Where the words end, where they can follow the sound."""
        if not self.is_timed:
            return None
        if isinstance(self.segments, KeptSegments):
            return self.segments.last_second
        return last_second(self.segments)


def last_second(segments: Sequence[PublicSegment]) -> float | None:
    """The last end that is known of ``segments``."""
    return max((s.end for s in segments if s.end is not None), default=None)


def are_timed(segments: Sequence[PublicSegment]) -> bool:
    """Whether there are segments and each says when it begins."""
    return bool(segments) and all(segment.start is not None for segment in segments)


@dataclass(frozen=True, slots=True)
class PublicPicture:
    """A picture that may be seen: the key of its derivative and what it shows."""

    key: str
    caption: str | None
    page: int | None = None
    """For a document: which page, counted from 1."""
    covered: int = 0
    """How many faces are covered in it, as anyone can see."""
    lines: tuple[PublicLine, ...] = ()
    """For a page of a document: where the lines of its text stand on it."""


@dataclass(frozen=True, slots=True)
class PublicSpot:
    """A spot of a scene that may be seen, with what is said there."""

    spot: Spot
    segments: tuple[PublicSegment, ...] = ()
    """The words of its clip, where a transcript with times has them."""
    sound: str | None = None
    """Key of the sound of its own, or None."""
    now: str | None = None
    """Key of the picture of the same today, or None."""


@dataclass(frozen=True, slots=True)
class PublicScene:
    """A scene as it may be seen: keys of its pictures, and the spots that are left."""

    picture: str
    now: str | None = None
    spots: tuple[PublicSpot, ...] = ()


@dataclass(frozen=True)
class PublicArchive:
    """The public projection of an archive for one channel and one day.

    Records are of the same types as in the archive; a field that may not be published is blank
    (None, empty text, or an empty tuple), and so is every reference to a record not in here.
    """

    channel: Channel
    on: date
    records: Mapping[RecordId, Record]
    listed: frozenset[RecordId] = frozenset()
    """Records of which only the title and number may be known."""
    tellings: Mapping[RecordId, PublicTelling] = field(default_factory=dict)
    pictures: Mapping[RecordId, tuple[PublicPicture, ...]] = field(default_factory=dict)
    assemblies: Mapping[RecordId, tuple[FilledSlot, ...]] = field(default_factory=dict)
    """The slots of each puzzle that is more than listed, filled with the pieces that may be seen;
    a narrator who may not be named is None there."""
    scenes: Mapping[RecordId, PublicScene] = field(default_factory=dict)
    """The scenes that are more than listed; their records hold the same spots."""
    readings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """How the village says words in which no protected name is. What is emitted may only say how
    a name sounds that is published anyway."""
    themes: Sequence[Theme] = ()
    """The village's own themes and their keywords, without those in which a protected name is.
    What nobody is heard to tell of must not be shown: ask `archive.index.themes`."""

    def of_kind(self, kind: Kind) -> Sequence[Record]:
        """The records of one kind in the order of their ids."""
        return self._by_folder.get(kind.value, ())

    @cached_property
    def _by_folder(self) -> Mapping[str, tuple[Record, ...]]:
        return records_by_folder(self.records)

    @cached_property
    def theme_names(self) -> Mapping[str, tuple[str, ...]]:
        """The themes each keyword of the village's table belongs to."""
        return themes_by_keyword(self.themes)


@dataclass(frozen=True, slots=True)
class Withholding:
    """Something that is not published, and why: for the worker alone."""

    record: RecordId
    what: str
    """``record``, ``sound``, ``film``, ``picture``, ``face``, ``line``, ``name``, ``segment``,
    ``chapter``, ``about``, ``piece``, ``stop``, ``spot`` or ``move``."""
    reason: Reason
    person: RecordId | None = None
    consent: RecordId | None = None
    detail: str = ""
    part: str = ""
    """Where in the record it stands, for what may be cleared: ``contents.2``, ``pieces.0``, or
    nothing for the record itself."""
    codes: tuple[str, ...] = ()
    """What has to stand under ``cleared`` there, beside what does already."""


@dataclass(frozen=True, slots=True)
class PublicView:
    """The projection: what is published, what must be derived for it, and what is kept back.

    ``archive`` alone goes on to the pages; ``orders`` only to the media stage; ``withheld`` only
    to the worker.
    """

    archive: PublicArchive
    orders: tuple[Order, ...] = ()
    withheld: tuple[Withholding, ...] = ()
    protected: frozenset[str] = frozenset()
    """Names that may be in no published text; for masking pages that are not made from records."""
