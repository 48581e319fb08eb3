"""What an index says of each record beside its passages, and how that is kept: a line of JSON each.

Most builds look at a few of the lines; the others stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from archive.index.mentions import Mentions
from archive.index.search.answers import Answer, answers_of
from archive.index.search.documents import Head, make_head, synonyms_of
from archive.index.search.names import spell_names
from archive.index.search.readings import Readings
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.orders import Derived
from archive.model.public import PublicArchive
from archive.model.records import Record
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in an index."""

    head: Head
    spelt: tuple[str, ...]
    """Its names, each with its reading."""
    synonyms: tuple[str, ...]
    answers: tuple[Answer, ...]


def make_entry(
    record: Record,
    archive: PublicArchive,
    *,
    media: Mapping[str, Derived],
    mentions: Mentions,
    readings: Readings,
) -> Entry:
    """What is said of ``record``. Of one that is only listed, title and number are all that is."""
    head = make_head(record, archive, media=media)
    is_person = kind_of(record.id) is Kind.PERSON
    return Entry(
        head,
        spell_names((head.title, *head.names), readings=readings, is_person=is_person),
        () if record.id in archive.listed else synonyms_of(record),
        answers_of(record, archive, mentions),
    )


def format_entry(entry: Entry) -> bytes:
    """A line of JSON."""
    head = entry.head
    fields = (
        *(head.id, head.title, head.names, head.line, head.picture, head.sound, head.text),
        *(entry.spelt, entry.synonyms, entry.answers),
    )
    return _ENCODER.encode(fields).encode("ascii")


_ENCODER = json.JSONEncoder(separators=(",", ":"), check_circular=False)


def parse_entry(line: bytes) -> Entry:
    """What `format_entry` wrote; ValueError for anything else."""
    record, title, names, *rest, spelt, synonyms, answers = json.loads(line)
    head = Head(RecordId(record), title, tuple(names), *rest)
    asked = tuple((name, answer) for name, answer in answers)
    return Entry(head, tuple(spelt), tuple(synonyms), asked)


class Entries(Sequence[Entry]):
    """The entries of all units in order; those of the last build are read when one asks."""

    def __init__(self, found: Sequence[Entry | bytes]) -> None:
        self._found = found

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, index: int) -> Entry:  # type: ignore[override]
        found = self._found[index]
        return parse_entry(found) if isinstance(found, bytes) else found

    def lines(self) -> Iterator[bytes]:
        """As they are kept."""
        for found in self._found:
            yield found if isinstance(found, bytes) else format_entry(found)
