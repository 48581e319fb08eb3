"""Consents that somebody still has to be asked for. A refusal is an answer, not asked again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from archive.index.fieldwork.knowing import Village
from archive.model.archive import Archive
from archive.model.concerned import credited_in, needed_for
from archive.model.consent import Reason, decide
from archive.model.kinds import RecordId
from archive.model.terms import Access, Channel, Use
from archive.values import dataclass

SOON = timedelta(days=90)
"""How long before its end a consent is asked for again."""


class Due(StrEnum):
    """Why a consent is to be asked for."""

    NEVER_ASKED = "never-asked"
    ENDED = "ended"
    ENDING = "ending"
    NOTED = "noted"
    """A visit says that it is missing."""


_DUE = {
    Reason.NO_CONSENT: Due.NEVER_ASKED,
    Reason.NOT_ASKED: Due.NEVER_ASKED,
    Reason.EXPIRED: Due.ENDED,
}


@dataclass(frozen=True, slots=True)
class DueConsent:
    """One consent to ask for: for which record and use, where it is about one."""

    person: RecordId
    due: Due
    record: RecordId | None = None
    use: Use | None = None
    until: date | None = None
    """The last day, of one that ends."""
    remark: str | None = None
    """What the one who goes has to know before asking; not for the eyes of whom is asked."""


def consents_due(village: Village, person: RecordId, *, on: date) -> tuple[DueConsent, ...]:
    """What ``person`` is still to be asked for on the day ``on``: noted at visits first, then what
    records need and nobody asked, or what has ended or ends soon."""
    found: dict[tuple[RecordId | None, Use | None], DueConsent] = {}
    for one in _noted(village, person):
        found.setdefault((one.record, one.use), one)
    noted = {record for record, _ in found}
    for one in _needed(village.archive, person, on=on):
        if one.record not in noted:
            found.setdefault((one.record, one.use), one)
    return tuple(found.values())


def _noted(village: Village, person: RecordId) -> Iterator[DueConsent]:
    consents = village.archive.consents_of.get(person, ())
    for visit in village.visits:
        for missing in visit.missing:
            if missing.person != person:
                continue
            is_settled = any(
                consent.signed_on > visit.visited_on
                and (missing.record is None or missing.record in consent.covers)
                for consent in consents
            )
            if not is_settled:
                yield DueConsent(
                    person, Due.NOTED, missing.record, missing.use, remark=missing.remark
                )


def _needed(archive: Archive, person: RecordId, *, on: date) -> Iterator[DueConsent]:
    """By record: what the web needs of them and has not got."""
    consents = archive.consents_of.get(person, ())
    for name, record in archive.records.items():
        if not record.kind.is_publishable or record.access is Access.CLOSED:
            continue
        subjects = [s for who, s in needed_for(record) if who == person]
        if not subjects and person not in credited_in(record):
            continue
        for subject in subjects:
            decision = decide(consents, record=name, subject=subject, channel=Channel.WEB, on=on)
            if decision.reason in _DUE:
                assert decision.reason is not None
                until = decision.consent.valid_until if decision.consent else None
                due = _DUE[decision.reason]
                yield DueConsent(person, due, name, until=until if due is Due.ENDED else None)
            elif decision.is_allowed and decision.consent is not None:
                end = decision.consent.valid_until
                if end <= on + SOON:
                    yield DueConsent(person, Due.ENDING, name, until=end)
