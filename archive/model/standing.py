"""What stood when: the years of a place or of a piece of land, with their uncertainty."""

from enum import StrEnum

from archive.model.dates import When
from archive.values import dataclass

ROUGHLY = 2
"""Years by which "about" may be off, each way."""
NEVER, ALWAYS = 9999, 0
"""Years beyond all others: one that never comes, and one that was always past."""


class Standing(StrEnum):
    """How something is drawn in one year."""

    NOT_YET = "not-yet"
    PERHAPS = "perhaps"
    STANDS = "stands"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Years:
    """It may stand from ``first``, stands for sure from ``sure`` to ``last``, and is gone after
    ``end``. In the year something was pulled down it still stood."""

    first: int
    sure: int
    last: int
    end: int

    def standing(self, year: int) -> Standing:
        """How it stands in ``year``."""
        if year > self.end:
            return Standing.GONE
        if year < self.first:
            return Standing.NOT_YET
        return Standing.STANDS if self.sure <= year <= self.last else Standing.PERHAPS


def years_of(since: When | None, until: When | None, *, is_gone: bool, is_old: bool) -> Years:
    """The years of something that existed ``since`` and ``until`` these times.

    ``is_gone`` says of something without an end that it is known to be gone, so that nobody knows
    since when; ``is_old`` of something without a beginning that it was always there.
    """
    first, sure = (ALWAYS, ALWAYS if is_old else NEVER)
    if since is not None and since.is_known:
        first = since.earliest.year if since.earliest else ALWAYS
        sure = since.latest.year if since.latest else NEVER
        if _is_rough(since):
            first, sure = first - ROUGHLY, min(sure + ROUGHLY, NEVER)
    last, end = (ALWAYS if is_gone else NEVER), NEVER
    if until is not None and until.is_known:
        last = until.earliest.year if until.earliest else ALWAYS
        end = until.latest.year if until.latest else NEVER
        if _is_rough(until):
            last, end = last - ROUGHLY, min(end + ROUGHLY, NEVER)
    return Years(max(first, ALWAYS), sure, last, end)


def _is_rough(when: When) -> bool:
    return when.is_approximate or when.is_uncertain
