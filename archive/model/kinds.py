"""The kinds of records, and how a record is named."""

import re
from enum import StrEnum
from typing import NewType

RecordId = NewType("RecordId", str)
"""``folder/slug``, such as ``interviews/shen-amei-1``; stable for ever."""

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED_SLUGS = frozenset({"page", "by", "index", "labels"})
"""Names that other pages use beside the records."""


class Kind(StrEnum):
    """A kind of record. Its value is its folder, in ``content/`` and in the site."""

    INTERVIEW = "interviews"
    PERSON = "people"
    PLACE = "places"
    EVENT = "events"
    OBJECT = "objects"
    PHOTO = "photos"
    DOCUMENT = "documents"
    TERM = "terms"
    PUZZLE = "puzzles"
    EXHIBIT = "exhibits"
    SCENE = "scenes"
    SKETCH = "sketches"
    CONSENT = "consents"
    VISIT = "visits"

    @property
    def is_publishable(self) -> bool:
        """Whether records of this kind can have a page at all."""
        return self not in (Kind.CONSENT, Kind.VISIT)


_BY_FOLDER = {kind.value: kind for kind in Kind}
PUBLISHABLE = tuple(kind for kind in Kind if kind.is_publishable)


def is_slug(text: str) -> bool:
    """Lowercase letters, digits and single hyphens, at most 80, and no reserved name."""
    return bool(SLUG.fullmatch(text)) and len(text) <= 80 and text not in RESERVED_SLUGS


def record_id(kind: Kind, slug: str) -> RecordId:
    """``kind`` and ``slug`` as one id."""
    return RecordId(f"{kind.value}/{slug}")


def parse_record_id(text: str) -> tuple[Kind, str]:
    """Kind and slug of ``folder/slug``; ValueError when it is none."""
    folder, _, slug = text.partition("/")
    if not is_slug(slug):
        raise ValueError(text)
    return Kind(folder), slug


def kind_of(record: RecordId) -> Kind:
    """The kind an id names."""
    return _BY_FOLDER[record.partition("/")[0]]


def slug_of(record: RecordId) -> str:
    """The part of an id after its folder."""
    return record.partition("/")[2]
