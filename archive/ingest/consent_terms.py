"""Consents that will soon end: told while there is still time to ask again."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.model.archive import Archive
from archive.model.consent import Consent

NOTICE = timedelta(days=90)
"""How long before its end a consent is spoken of."""


def check_consent_terms(archive: Archive, *, on: date) -> Iterator[Problem]:
    """A warning for each consent, or use of one, whose term ends within ``NOTICE`` of ``on``."""
    for consents in archive.consents_of.values():
        for consent in consents:
            if consent.withdrawn_on is not None and consent.withdrawn_on <= on:
                continue
            ends = [consent.valid_until, *(use.until for use in consent.uses if use.until)]
            for end in sorted({end for end in ends if on <= end <= on + NOTICE}):
                yield _problem(archive, consent, end)


def _problem(archive: Archive, consent: Consent, end: date) -> Problem:
    source = archive.sources.get(consent.id)
    path = source.path if source else PurePosixPath("content") / f"{consent.id}.md"
    line = source.lines.get("valid_until") if source else None
    facts = {"number": consent.accession, "end": end.isoformat()}
    return Problem("consent-ending", path, line, facts)
