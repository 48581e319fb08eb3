"""What a worker writes into a plan: not this one, what it is, that it is another record, its name,
its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from archive.adding.renaming import texts_in
from archive.ingest.incoming import Draft
from archive.model.kinds import Kind, RecordId
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be otherwise about one step."""

    is_wanted: bool = True
    is_decided: bool = False
    """Whether the worker says which record it is: ``record``, or a new one where that is None."""
    kind: Kind | None = None
    """What it is, None where nothing is said of that."""
    record: RecordId | None = None
    title: str = ""
    day: str = ""
    """As the worker writes dates."""
    fields: frozenset[str] = frozenset()
    """Fields of the record that is there in which theirs is taken."""
    kept: frozenset[str] = frozenset()
    """Fields in which mine is kept, empty or not."""


_TITLE: Mapping[Kind, str] = {Kind.PERSON: "name", Kind.OBJECT: "name", Kind.PLACE: "name"}
_DAY: Mapping[Kind, str] = {
    Kind.INTERVIEW: "recorded_on",
    Kind.PHOTO: "when",
    Kind.DOCUMENT: "when",
    Kind.EVENT: "when",
    Kind.OBJECT: "age",
}


def title_key(kind: Kind) -> str:
    """The field that holds what people call a record of this kind."""
    return _TITLE.get(kind, "title")


def day_key(kind: Kind) -> str | None:
    """The field that holds when it was, where there is one."""
    return _DAY.get(kind)


def correct(draft: Draft, correction: Correction) -> Draft:
    """The draft with the title and the day that the worker wrote."""
    fields = dict(draft.fields)
    name = title_key(draft.kind)
    if correction.title and name in fields:
        fields[name] = correction.title
    day = day_key(draft.kind)
    if correction.day and day is not None and correction.day not in texts_in(fields.get(day)):
        fields[day] = correction.day
    return replace(draft, fields=fields)
