"""Consents about to end are told in time."""

from datetime import date
from pathlib import PurePosixPath

import pytest

from archive.ingest.consent_terms import check_consent_terms
from archive.model.archive import Archive, Source
from archive.model.consent import Consent
from archive.model.kinds import RecordId

END = date(2026, 6, 30)


def consent(**changes: object) -> Consent:
    """A consent for the website until ``END``."""
    values = {
        "id": "consents/a",
        "access": "closed",
        "accession": "SQ-1",
        "grantor": "people/a",
        "capacity": "self",
        "covers": ["people/a"],
        "uses": [{"use": "web", "answer": "given"}],
        "subjects": [{"subject": "name", "answer": "given"}],
        "attribution": "real",
        "valid_until": END,
        "signed_on": date(2024, 1, 1),
    }
    return Consent.model_validate(values | changes)


def told(one: Consent, on: date) -> list[tuple[str, int | None, str]]:
    """Line, and the end, of each warning."""
    source = Source(PurePosixPath("content/consents/a.md"), {"valid_until": 9})
    archive = Archive({RecordId("consents/a"): one}, sources={RecordId("consents/a"): source})
    problems = check_consent_terms(archive, on=on)
    return [(p.code, p.line, p.facts["end"]) for p in problems]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 4, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 3, 31), False),
        (date(2026, 7, 1), False),
    ],
)
def test_a_term_is_told_from_ninety_days_before_its_last_day(on: date, expected: bool) -> None:
    """Neither earlier, nor once it has ended: then it no longer shows anything."""
    assert told(consent(), on) == ([("consent-ending", 9, "2026-06-30")] if expected else [])


def test_the_earlier_end_of_one_use_is_told_as_well() -> None:
    """A use may end before the consent does."""
    uses = [{"use": "web", "answer": "given", "until": date(2026, 5, 1)}]
    ends = [end for _, _, end in told(consent(uses=uses), date(2026, 4, 15))]
    assert ends == ["2026-05-01", "2026-06-30"]


def test_a_withdrawn_consent_needs_no_renewing() -> None:
    """What was withdrawn has ended already."""
    assert told(consent(withdrawn_on=date(2026, 1, 1)), date(2026, 6, 1)) == []


def test_a_consent_for_good_never_ends() -> None:
    """永久 is no date that could come near."""
    assert told(consent(valid_until="永久"), date(2026, 6, 1)) == []
