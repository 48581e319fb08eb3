"""Whom a record concerns: who must have allowed it, and whom it names."""

from collections.abc import Iterable, Iterator

from archive.model.document import Document
from archive.model.exhibit import Exhibit
from archive.model.interview import Interview
from archive.model.kinds import RecordId
from archive.model.object import Object
from archive.model.person import Person
from archive.model.photo import Photo
from archive.model.records import Record
from archive.model.terms import Subject


def needed_for(record: Record) -> Iterable[tuple[RecordId, Subject]]:
    """Who must have allowed what for the record to be there at all."""
    match record:
        case Person():
            yield record.id, Subject.NAME
        case Interview():
            for narrator in record.narrators:
                if narrator.person is not None:
                    yield narrator.person, Subject.TEXT
            if any(narrator.person is None for narrator in record.narrators):
                yield record.id, Subject.TEXT
        case Object() if record.donor is not None:
            yield record.donor, Subject.OBJECT
        case Photo() if record.provider is not None:
            yield record.provider, Subject.OBJECT
        case Document():
            if record.provider is not None:
                yield record.provider, Subject.OBJECT
            for person in record.people:
                yield person, Subject.NAME
        case Exhibit():
            yield record.narrator, Subject.TEXT
            yield record.narrator, Subject.NAME


def credited_in(record: Record) -> Iterator[RecordId]:
    """Those whom the record names for what they said, gave or are in it; consent covers that."""
    found: list[RecordId | None] = []
    match record:
        case Interview():
            found += (narrator.person for narrator in record.narrators)
            found += (*record.present, *record.speakers.values())
        case Photo():
            found += (record.provider, *(depicted.person for depicted in record.people))
            found += (guess.person for depicted in record.people for guess in depicted.guesses)
        case Object():
            found.append(record.donor)
        case Document():
            found.append(record.provider)
    yield from (person for person in found if person is not None)
