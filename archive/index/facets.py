"""Facets: the few questions by which records of a kind are narrowed down."""

from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from archive.index.themes import themes_of
from archive.model.dates import When
from archive.model.exhibit import Exhibit
from archive.model.kinds import Kind, RecordId
from archive.model.public import PublicArchive
from archive.model.records import Record
from archive.model.terms import SlotState, Term
from archive.values import dataclass

Value = str | Term | int | bool

MOST_VALUES = 12
"""Answers offered for one facet."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One question: ``name`` in addresses, ``label`` (English) on pages, and its answer."""

    name: str
    label: str
    values: Callable[[Any, PublicArchive], Sequence[Value | None]]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One answer and the records it fits."""

    value: Value
    records: tuple[RecordId, ...]

    @property
    def slug(self) -> str:
        """Stable name in an address, in letters any file system takes."""
        return value_slug(self.value)


@dataclass(frozen=True, slots=True)
class FacetIndex:
    """A facet with its answers, the most frequent first; decades in their order."""

    facet: Facet
    values: tuple[FacetValue, ...]

    @property
    def offered(self) -> tuple[FacetValue, ...]:
        """The answers that have a list of their own; records with a rarer one are found without."""
        return self.values[:MOST_VALUES]


def value_slug(value: Value) -> str:
    """The value itself where it is short plain ASCII, else ten hexadecimal digits of its hash."""
    text = value.value if isinstance(value, Term) else str(value).lower()
    if text.isascii() and text.replace("-", "").isalnum() and len(text) <= 30:
        return text
    return blake2b(text.encode(), digest_size=5).hexdigest()


def _decade(name: str) -> Callable[[Any, PublicArchive], Sequence[Value | None]]:
    def decade(record: Any, _: PublicArchive) -> Sequence[int | None]:
        when: When | None = getattr(record, name)
        return (when.decade if when is not None else None,)

    return decade


def _one(name: str) -> Callable[[Any, PublicArchive], Sequence[Value | None]]:
    return lambda record, _: (getattr(record, name),)


def _themes(record: Record, archive: PublicArchive) -> Sequence[str]:
    return themes_of(record, archive)


def _sound(record: Record, archive: PublicArchive) -> Sequence[bool]:
    telling = archive.tellings.get(record.id)
    return (bool(telling and (telling.voice or telling.film)),)


def _states(record: Record, archive: PublicArchive) -> Sequence[SlotState]:
    """What draws the eye in a puzzle: that something is missing, or told differently."""
    found = {filled.state for filled in archive.assemblies.get(record.id, ())}
    return [state for state in (SlotState.EMPTY, SlotState.DISPUTED) if state in found]


def _narrator(record: Exhibit, archive: PublicArchive) -> Sequence[str]:
    return (archive.records[record.narrator].heading,)


FACETS: Mapping[Kind, tuple[Facet, ...]] = {
    Kind.INTERVIEW: (
        Facet("theme", "Theme", _themes),
        Facet("decade", "Told about", _decade("period")),
        Facet("sound", "With sound", _sound),
    ),
    Kind.PERSON: (
        Facet("group", "Village group", _one("group")),
        Facet("born", "Born in the decade", _one("birth_decade")),
    ),
    Kind.PLACE: (
        Facet("type", "Type", _one("place_type")),
        Facet("state", "Today", _one("state")),
        Facet("group", "Village group", _one("group")),
    ),
    Kind.EVENT: (Facet("decade", "Decade", _decade("when")), Facet("theme", "Theme", _themes)),
    Kind.OBJECT: (
        Facet("category", "Category", _one("category")),
        Facet("decade", "Decade", _decade("age")),
        Facet("material", "Material", _one("material")),
    ),
    Kind.PHOTO: (Facet("decade", "Decade", _decade("when")), Facet("theme", "Theme", _themes)),
    Kind.DOCUMENT: (
        Facet("type", "Type", _one("document_type")),
        Facet("decade", "Decade", _decade("when")),
    ),
    Kind.TERM: (Facet("category", "Category", _one("category")),),
    Kind.PUZZLE: (
        Facet("topic", "About", _one("topic")),
        Facet("tiles", "Its tiles", _states),
        Facet("theme", "Theme", _themes),
    ),
    Kind.EXHIBIT: (Facet("narrator", "Who tells", _narrator), Facet("theme", "Theme", _themes)),
    Kind.SCENE: (Facet("decade", "Decade", _decade("when")), Facet("theme", "Theme", _themes)),
}


ORDERED = frozenset({"decade", "born"})
"""Facets whose answers follow each other in time; the others leave out what fits one record."""


def index_facets(archive: PublicArchive, kind: Kind) -> tuple[FacetIndex, ...]:
    """The facets of ``kind`` that tell records apart; one with a single answer does not."""
    found = []
    for facet in FACETS.get(kind, ()):
        by_value: dict[Value, list[RecordId]] = {}
        for record in archive.of_kind(kind):
            if record.id in archive.listed:
                continue
            for value in facet.values(record, archive):
                if value is not None and value != "":
                    by_value.setdefault(value, []).append(record.id)
        ordered = facet.name in ORDERED
        values = [
            FacetValue(value, tuple(ids))
            for value, ids in by_value.items()
            if ordered or len(ids) > 1
        ]
        values.sort(key=_by_decade if ordered else _by_number)
        if len(values) > 1:
            found.append(FacetIndex(facet, tuple(values)))
    return tuple(found)


def _by_decade(value: FacetValue) -> tuple[int, str]:
    return int(value.value), ""


def _by_number(value: FacetValue) -> tuple[int, str]:
    return -len(value.records), str(value.value)
