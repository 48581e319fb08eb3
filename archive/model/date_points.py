"""The ends of an interval: single EDTF dates, with their precision and the days they allow.

Only the common forms are read here; for the others see `archive.model.dates`.
"""

from __future__ import annotations

import calendar
import datetime
import re
from enum import Enum
from functools import lru_cache

from archive.values import dataclass

OPEN = ".."
UNKNOWN = ""
_FORM = re.compile(
    r"(?:(?P<century>\d{2})XX|(?P<decade>\d{3})X"
    r"|(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?)(?P<mark>[~?%]?)",
    re.ASCII,
)
# First and last month of each season, the last counted on into the next year. EDTF leaves seasons
# to the reader; these join the four Chinese seasons (from 立春, 立夏, 立秋, 立冬) with the usual
# three-month ones, so that neither way of speaking is cut off.
_SEASON_MONTHS = {21: (2, 5), 22: (5, 8), 23: (8, 11), 24: (11, 14)}


class Precision(Enum):
    """How finely a date is told."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"
    UNKNOWN = "unknown"

    def is_within_a_year(self) -> bool:
        """Whether the date names one calendar year or less (a winter counts as its year's)."""
        return self in (Precision.DAY, Precision.MONTH, Precision.SEASON, Precision.YEAR)


@dataclass(frozen=True, slots=True)
class Point:
    """One end of an interval, as written or as recovered from its days."""

    precision: Precision
    year: int
    """The year; the first year of a decade or century."""
    month: int
    """1 to 12, 21 to 24 for a season, 0 when there is none."""
    day: int
    mark: str
    earliest: datetime.date
    latest: datetime.date


@lru_cache(maxsize=4096)
def parse_ends(text: str) -> tuple[Point | str, Point | str] | None:
    """Both ends of common EDTF text (one and the same point twice for a single date), else None."""
    sides = text.split("/")
    if len(sides) == 1:
        point = _parse_point(text)
        return (point, point) if point else None
    if len(sides) != 2 or sides == [UNKNOWN, UNKNOWN]:
        return None
    ends: list[Point | str] = []
    for side in sides:
        end = side if side in (OPEN, UNKNOWN) else _parse_point(side)
        if end is None:
            return None
        ends.append(end)
    return ends[0], ends[1]


def _parse_point(text: str) -> Point | None:
    """One common EDTF date, None when it is of another form; ValueError when no such day is."""
    match = _FORM.fullmatch(text)
    if not match:
        return None
    precision, mark = _point_precision(match), match["mark"]
    if precision in (Precision.CENTURY, Precision.DECADE):
        years = 100 if precision is Precision.CENTURY else 10
        first = int(match["century"] or match["decade"]) * years
        last = first + years - 1
        earliest, latest = month_days(text, first, 1)[0], month_days(text, last, 12)[1]
        return Point(precision, first, 0, 0, mark, earliest, latest)
    year, month, day = int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)
    if precision is Precision.SEASON:
        first_month, last_month = _SEASON_MONTHS[month]
        earliest = month_days(text, year, first_month)[0]
        latest = month_days(text, year + (last_month - 1) // 12, (last_month - 1) % 12 + 1)[1]
    elif precision is Precision.YEAR:
        earliest, latest = month_days(text, year, 1)[0], month_days(text, year, 12)[1]
    elif month > max(_SEASON_MONTHS) and not match["day"]:
        return None  # a quarter, half or southern season
    else:
        earliest, latest = month_days(text, year, month)
        if precision is Precision.DAY:
            if not 1 <= day <= latest.day:
                raise ValueError(f"{text}: {year:04d}-{month:02d} has no day {day}")
            earliest = latest = datetime.date(year, month, day)
    return Point(precision, year, month, day, mark, earliest, latest)


def _point_precision(match: re.Match[str]) -> Precision:
    """The precision a match of `_FORM` shows by its parts."""
    if match["century"]:
        return Precision.CENTURY
    if match["decade"]:
        return Precision.DECADE
    if match["day"]:
        return Precision.DAY
    if match["month"]:
        return Precision.SEASON if int(match["month"]) in _SEASON_MONTHS else Precision.MONTH
    return Precision.YEAR


def month_days(text: str, year: int, month: int) -> tuple[datetime.date, datetime.date]:
    """First and last day of a month; ValueError naming `text` when there is no such month."""
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        raise ValueError(f"{text}: the year must lie between 0001 and 9999")
    if not 1 <= month <= 12:
        raise ValueError(f"{text}: there is no month {month:02d}")
    last = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, 1), datetime.date(year, month, last)


def span_of(first: datetime.date, last: datetime.date, *, mark: str = "") -> Point:
    """Two days as the calendar unit they fill exactly; an INTERVAL when they fill none."""
    point = Point(Precision.INTERVAL, first.year, first.month, first.day, mark, first, last)
    if first == last:
        return Point(Precision.DAY, first.year, first.month, first.day, mark, first, last)
    if first.day != 1 or last != month_days("", last.year, last.month)[1]:
        return point
    if (first.year, first.month) == (last.year, last.month):
        return Point(Precision.MONTH, first.year, first.month, 0, mark, first, last)
    if (first.month, last.month) != (1, 12):
        return point
    for years, precision in (
        (1, Precision.YEAR),
        (10, Precision.DECADE),
        (100, Precision.CENTURY),
    ):
        if first.year % years == 0 and last.year == first.year + years - 1:
            return Point(precision, first.year, 0, 0, mark, first, last)
    return point
