"""When something happened: the words said, and an EDTF interval beside them.

EDTF is the Extended Date/Time Format of ISO 8601-2. The forms a village archive uses (years,
months, days, decades, centuries, seasons, intervals, ``~ ? %``, open ends) are read by
`archive.model.date_points`; the rarer ones by the ``edtf`` package, imported only then because it
costs a tenth of a second.
Bounds are the widest days a date allows as written: ``~`` and ``?`` are flags, not padding.
"""

from __future__ import annotations

import datetime
import re
import time

from archive.model.date_points import OPEN, Point, Precision, month_days, parse_ends, span_of
from archive.model.date_words import LANGUAGES, WORDS, format_end, format_interval
from archive.values import dataclass

__all__ = ["LANGUAGES", "Precision", "When", "format_edtf", "format_when", "parse_edtf"]


_LONGEST = 100
# No Y, E or S: years beyond four digits fit no calendar day, and `Y1E999999` would never finish.
_ALLOWED = re.compile(r"[0-9X.~?%,/\[\]{}-]{1,100}", re.ASCII)


@dataclass(frozen=True, slots=True)
class When:
    """A time as told and as understood; an unknown time has no EDTF and no bounds."""

    spoken: str | None
    """The words as said, never changed ("发大水那年"); None when only EDTF was given."""
    edtf: str | None
    """The interval in EDTF; None when the time is not known."""
    earliest: datetime.date | None
    """First possible day; None when open or unknown."""
    latest: datetime.date | None
    """Last possible day; None when open or unknown."""

    def __post_init__(self) -> None:
        if self.edtf is None and (self.earliest or self.latest):
            raise ValueError("a time with bounds needs its EDTF")
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"{self.edtf}: the end is before the beginning")

    @property
    def is_known(self) -> bool:
        """Whether at least one bound is known."""
        return self.earliest is not None or self.latest is not None

    @property
    def is_uncertain(self) -> bool:
        """Whether EDTF marks the source as doubtful (``?`` or ``%``)."""
        return any(mark in (self.edtf or "") for mark in "?%")

    @property
    def is_approximate(self) -> bool:
        """Whether EDTF marks the value as approximate (``~`` or ``%``)."""
        return any(mark in (self.edtf or "") for mark in "~%")

    @property
    def precision(self) -> Precision:
        """How finely the interval is told."""
        if not self.is_known:
            return Precision.UNKNOWN
        if self.earliest is None or self.latest is None:
            return Precision.INTERVAL
        ends = parse_ends(self.edtf or "")
        if ends and isinstance(ends[0], Point) and ends[0] is ends[1]:
            return ends[0].precision
        return span_of(self.earliest, self.latest).precision

    @property
    def decade(self) -> int | None:
        """1950 for the 1950s: the common decade of both bounds, else that of the middle day.

        None when a bound is open or unknown.
        """
        if self.earliest is None or self.latest is None:
            return None
        middle = (self.earliest.toordinal() + self.latest.toordinal()) // 2
        return datetime.date.fromordinal(middle).year // 10 * 10

    @property
    def sort_key(self) -> tuple[int, int, int, int]:
        """Chronological order: wider before narrower, "until" just before its end, unknown last."""
        last = datetime.date.max.toordinal()
        if self.earliest is not None:
            end = self.latest.toordinal() if self.latest else last
            return (0, self.earliest.toordinal(), 1, -end)
        if self.latest is not None:
            return (0, self.latest.toordinal(), 0, 0)
        return (1, 0, 0, 0)

    def overlaps(self, other: When) -> bool:
        """Whether both may share a day; an unknown time shares none."""
        if not (self.is_known and other.is_known):
            return False
        first, last = datetime.date.min, datetime.date.max
        return (self.earliest or first) <= (other.latest or last) and (other.earliest or first) <= (
            self.latest or last
        )


def parse_edtf(text: str) -> When:
    """Read EDTF text, for example ``1958``, ``1958~``, ``195X``, ``1958-12/1959-01``, ``../1949``.

    Raises ValueError with a sentence for the reader when the text is not EDTF, ends before it
    begins, names no real day, or lies outside the years 1 to 9999.
    """
    text = text.strip()
    if not _ALLOWED.fullmatch(text):
        raise ValueError(f"{text[:_LONGEST]!r} is not an EDTF date such as 1958, 1958-12 or 195X")
    ends = parse_ends(text)
    if ends is None:
        earliest, latest = _bounds_of_rare_form(text)
    else:
        start, end = ends
        earliest = start.earliest if isinstance(start, Point) else None
        latest = end.latest if isinstance(end, Point) else None
    return When(spoken=None, edtf=text, earliest=earliest, latest=latest)


def format_edtf(when: When) -> str:
    """The EDTF text of a time, empty when it is not known; `parse_edtf` reads it back."""
    return when.edtf or ""


def format_when(when: When, *, language: str) -> str:
    """The interval for people, for example 约1958年, 1954年至1983年, "about 1958".

    `language` is one of `LANGUAGES`; another raises ValueError. The words as spoken are not part
    of it.
    """
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}, use one of {', '.join(LANGUAGES)}")
    if not when.is_known:
        return WORDS[language]["unknown"]
    ends = parse_ends(when.edtf or "")
    if ends is None:
        ends = _ends_of_days(when)
    start, end = ends
    if isinstance(start, Point) and start is end:
        return format_end(start, language)
    return format_interval(start, end, language)


def _bounds_of_rare_form(text: str) -> tuple[datetime.date | None, datetime.date | None]:
    """Strict bounds of EDTF that only the package reads (sets, halves, partial marks)."""
    from edtf import parse_edtf as parse_by_package

    try:
        parsed = parse_by_package(text)
        bounds = (_day(parsed.lower_strict()), _day(parsed.upper_strict()))
    except Exception as error:  # the package lets its own parser's and type errors through
        raise ValueError(f"{text!r} is not an EDTF date within the years 1 to 9999") from error
    if bounds == (None, None):
        raise ValueError(f"{text!r} names no day; leave an unknown date out")
    return bounds


def _day(moment: time.struct_time | float) -> datetime.date | None:
    """The package's bound as a day; None for its infinities."""
    if isinstance(moment, float):
        return None
    return datetime.date(moment.tm_year, moment.tm_mon, moment.tm_mday)


def _ends_of_days(when: When) -> tuple[Point | str, Point | str]:
    """The ends of a rare EDTF form, recovered from its days."""
    mark = {(True, True): "%", (True, False): "~", (False, True): "?"}.get(
        (when.is_approximate, when.is_uncertain), ""
    )
    if when.earliest is not None and when.latest is not None:
        whole = span_of(when.earliest, when.latest, mark=mark)
        if whole.precision is not Precision.INTERVAL:
            return whole, whole
        first, last = when.earliest, when.latest
        if first.day == 1 and last == month_days("", last.year, last.month)[1]:
            if (first.month, last.month) == (1, 12):
                return (
                    Point(Precision.YEAR, first.year, 0, 0, mark, first, first),
                    Point(Precision.YEAR, last.year, 0, 0, mark, last, last),
                )
            return (
                Point(Precision.MONTH, first.year, first.month, 0, mark, first, first),
                Point(Precision.MONTH, last.year, last.month, 0, mark, last, last),
            )
        return span_of(first, first, mark=mark), span_of(last, last, mark=mark)
    if when.earliest is not None:
        return span_of(when.earliest, when.earliest, mark=mark), OPEN
    assert when.latest is not None
    return OPEN, span_of(when.latest, when.latest, mark=mark)
