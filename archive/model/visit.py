"""Visit 走访: who was met, what was asked, and what to ask next. Private in every channel."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from archive.model.fields import Hidden, Line, Part, Prose, Reference
from archive.model.kinds import Kind, RecordId
from archive.model.records import Record
from archive.model.terms import Use


class Asked(Part):
    """One question that was asked, and what came of it."""

    slot: Annotated[Line | None, Hidden("Slot")] = None
    """The slot of a puzzle that was asked about, as in a mark: shuiche/from."""
    words: Annotated[Line | None, Hidden("Asked in words")] = None
    """The question in free words, where it is about no slot or was put another way."""
    person: Annotated[Reference | None, Hidden("Asked of")] = None
    """Who was asked; everybody who was met when empty."""
    answer: Annotated[Prose | None, Hidden("Answered")] = None
    """In brief. Empty when nobody knew, or nobody wanted to say."""


class Next(Part):
    """One question for the next time."""

    slot: Annotated[Line | None, Hidden("Slot")] = None
    """The slot it is about."""
    words: Annotated[Line | None, Hidden("To ask in words")] = None
    """As it can be said aloud."""
    person: Annotated[Reference | None, Hidden("To be asked")] = None
    """Who is to be asked; those who were met when empty."""


class Avoid(Part):
    """Something that is not to be brought up again: it hurts, or they asked for it."""

    slot: Annotated[Line | None, Hidden("Slot")] = None
    """The slot that they are not asked about, and whose words are not read back to them."""
    words: Annotated[Line | None, Hidden("What to leave alone")] = None
    """In words, for whoever goes."""
    person: Annotated[Reference | None, Hidden("With whom")] = None
    """With whom; with those who were met when empty."""


class MissingConsent(Part):
    """A consent that somebody still has to be asked for."""

    person: Annotated[Reference, Hidden("Consent of")]
    """Whose."""
    record: Annotated[Reference | None, Hidden("Consent for which record")] = None
    """For which record, where it is about one."""
    use: Annotated[Use | None, Hidden("Use")] = None
    """For which use, where it is about one."""
    remark: Annotated[Line | None, Hidden("Remark")] = None
    """What to know before asking."""


class Visit(Record):
    """走访: one visit to somebody. No part of it ever leaves the archive."""

    kind: ClassVar[Kind] = Kind.VISIT
    title_field: ClassVar[str] = "where"

    accession: Annotated[Line | None, Hidden("Number")] = None
    """编号."""
    visited_on: Annotated[date, Hidden("Visited on")]
    """走访日期."""
    went: Annotated[tuple[Line, ...], Hidden("Who went"), Field(min_length=1)]
    """Who went, by name."""
    met: Annotated[tuple[Reference, ...], Hidden("Whom they met"), Field(min_length=1)]
    """Whom they met."""
    where: Annotated[Line, Hidden("Met at")]
    """Where, coarsely: at home, at the station; never an address."""
    asked: Annotated[tuple[Asked, ...], Hidden("Asked")] = ()
    """What was asked."""
    told: Annotated[Prose | None, Hidden("Told")] = None
    """What was told besides, in brief."""
    next: Annotated[tuple[Next, ...], Hidden("To ask next")] = ()
    """What to ask the next time."""
    avoid: Annotated[tuple[Avoid, ...], Hidden("Not to bring up")] = ()
    """What is not to be brought up."""
    missing: Annotated[tuple[MissingConsent, ...], Hidden("Consents still missing")] = ()
    """Consents that are still missing."""
    hours: Annotated[float | None, Hidden("Hours"), Field(gt=0, le=24)] = None
    """How long it took, of each who went: for a time bank."""

    @property
    def heading(self) -> str:
        """The day and the place."""
        return f"{self.visited_on.isoformat()} {self.where}"

    def people_of(self, one: Asked | Next | Avoid) -> tuple[RecordId, ...]:
        """Whom ``one`` is about: who was asked, is to be asked, or is to be left alone with it."""
        return (one.person,) if one.person else self.met
