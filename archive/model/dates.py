"""When something happened: the words said, and an EDTF interval beside them.

EDTF is the Extended Date/Time Format of ISO 8601-2. The forms a village archive uses (years,
months, days, decades, centuries, seasons, intervals, ``~ ? %``, open ends) are read here; the
rarer ones by the ``edtf`` package, imported only then because it costs a tenth of a second.
Bounds are the widest days a date allows as written: ``~`` and ``?`` are flags, not padding.
"""

from __future__ import annotations

import calendar
import datetime
import re
import time
from dataclasses import dataclass
from enum import Enum

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
"""The languages `format_when` speaks."""

_OPEN = ".."
_UNKNOWN = ""
_LONGEST = 100

# No Y, E or S: years beyond four digits fit no calendar day, and `Y1E999999` would never finish.
_ALLOWED = re.compile(r"[0-9X.~?%,/\[\]{}-]{1,100}", re.ASCII)
_POINT = re.compile(
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
        ends = _parse_ends(self.edtf or "")
        if ends and isinstance(ends[0], _Point) and ends[0] is ends[1]:
            return ends[0].precision
        return _span(self.earliest, self.latest).precision

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


@dataclass(frozen=True, slots=True)
class _Point:
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


def parse_edtf(text: str) -> When:
    """Read EDTF text, for example ``1958``, ``1958~``, ``195X``, ``1958-12/1959-01``, ``../1949``.

    Raises ValueError with a sentence for the reader when the text is not EDTF, ends before it
    begins, names no real day, or lies outside the years 1 to 9999.
    """
    text = text.strip()
    if not _ALLOWED.fullmatch(text):
        raise ValueError(f"{text[:_LONGEST]!r} is not an EDTF date such as 1958, 1958-12 or 195X")
    ends = _parse_ends(text)
    if ends is None:
        earliest, latest = _bounds_of_rare_form(text)
    else:
        start, end = ends
        earliest = start.earliest if isinstance(start, _Point) else None
        latest = end.latest if isinstance(end, _Point) else None
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
        return _WORDS[language]["unknown"]
    ends = _parse_ends(when.edtf or "")
    if ends is None:
        ends = _ends_of_days(when)
    start, end = ends
    if isinstance(start, _Point) and start is end:
        return _format_end(start, language)
    return _format_interval(start, end, language)


def _parse_ends(text: str) -> tuple[_Point | str, _Point | str] | None:
    """Both ends of common EDTF text (one and the same point twice for a single date), else None."""
    sides = text.split("/")
    if len(sides) == 1:
        point = _parse_point(text)
        return (point, point) if point else None
    if len(sides) != 2 or sides == [_UNKNOWN, _UNKNOWN]:
        return None
    ends: list[_Point | str] = []
    for side in sides:
        end = side if side in (_OPEN, _UNKNOWN) else _parse_point(side)
        if end is None:
            return None
        ends.append(end)
    return ends[0], ends[1]


def _parse_point(text: str) -> _Point | None:
    """One common EDTF date, None when it is of another form; ValueError when no such day is."""
    match = _POINT.fullmatch(text)
    if not match:
        return None
    precision, mark = _point_precision(match), match["mark"]
    if precision in (Precision.CENTURY, Precision.DECADE):
        years = 100 if precision is Precision.CENTURY else 10
        first = int(match["century"] or match["decade"]) * years
        last = first + years - 1
        earliest, latest = _month_days(text, first, 1)[0], _month_days(text, last, 12)[1]
        return _Point(precision, first, 0, 0, mark, earliest, latest)
    year, month, day = int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)
    if precision is Precision.SEASON:
        first_month, last_month = _SEASON_MONTHS[month]
        earliest = _month_days(text, year, first_month)[0]
        latest = _month_days(text, year + (last_month - 1) // 12, (last_month - 1) % 12 + 1)[1]
    elif precision is Precision.YEAR:
        earliest, latest = _month_days(text, year, 1)[0], _month_days(text, year, 12)[1]
    elif month > max(_SEASON_MONTHS) and not match["day"]:
        return None  # a quarter, half or southern season
    else:
        earliest, latest = _month_days(text, year, month)
        if precision is Precision.DAY:
            if not 1 <= day <= latest.day:
                raise ValueError(f"{text}: {year:04d}-{month:02d} has no day {day}")
            earliest = latest = datetime.date(year, month, day)
    return _Point(precision, year, month, day, mark, earliest, latest)


def _point_precision(match: re.Match[str]) -> Precision:
    """The precision a match of `_POINT` shows by its parts."""
    if match["century"]:
        return Precision.CENTURY
    if match["decade"]:
        return Precision.DECADE
    if match["day"]:
        return Precision.DAY
    if match["month"]:
        return Precision.SEASON if int(match["month"]) in _SEASON_MONTHS else Precision.MONTH
    return Precision.YEAR


def _month_days(text: str, year: int, month: int) -> tuple[datetime.date, datetime.date]:
    """First and last day of a month; ValueError naming `text` when there is no such month."""
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        raise ValueError(f"{text}: the year must lie between 0001 and 9999")
    if not 1 <= month <= 12:
        raise ValueError(f"{text}: there is no month {month:02d}")
    last = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, 1), datetime.date(year, month, last)


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


def _ends_of_days(when: When) -> tuple[_Point | str, _Point | str]:
    """The ends of a rare EDTF form, recovered from its days."""
    mark = {(True, True): "%", (True, False): "~", (False, True): "?"}.get(
        (when.is_approximate, when.is_uncertain), ""
    )
    if when.earliest is not None and when.latest is not None:
        whole = _span(when.earliest, when.latest, mark=mark)
        if whole.precision is not Precision.INTERVAL:
            return whole, whole
        first, last = when.earliest, when.latest
        if first.day == 1 and last == _month_days("", last.year, last.month)[1]:
            if (first.month, last.month) == (1, 12):
                return (
                    _Point(Precision.YEAR, first.year, 0, 0, mark, first, first),
                    _Point(Precision.YEAR, last.year, 0, 0, mark, last, last),
                )
            return (
                _Point(Precision.MONTH, first.year, first.month, 0, mark, first, first),
                _Point(Precision.MONTH, last.year, last.month, 0, mark, last, last),
            )
        return _span(first, first, mark=mark), _span(last, last, mark=mark)
    if when.earliest is not None:
        return _span(when.earliest, when.earliest, mark=mark), _OPEN
    assert when.latest is not None
    return _OPEN, _span(when.latest, when.latest, mark=mark)


def _span(first: datetime.date, last: datetime.date, *, mark: str = "") -> _Point:
    """Two days as the calendar unit they fill exactly; an INTERVAL when they fill none."""
    point = _Point(Precision.INTERVAL, first.year, first.month, first.day, mark, first, last)
    if first == last:
        return _Point(Precision.DAY, first.year, first.month, first.day, mark, first, last)
    if first.day != 1 or last != _month_days("", last.year, last.month)[1]:
        return point
    if (first.year, first.month) == (last.year, last.month):
        return _Point(Precision.MONTH, first.year, first.month, 0, mark, first, last)
    if (first.month, last.month) != (1, 12):
        return point
    for years, precision in (
        (1, Precision.YEAR),
        (10, Precision.DECADE),
        (100, Precision.CENTURY),
    ):
        if first.year % years == 0 and last.year == first.year + years - 1:
            return _Point(precision, first.year, 0, 0, mark, first, last)
    return point


_WORDS: dict[str, dict[str, str]] = {
    "zh-Hans": {
        "unknown": "年代不详", "~": "约{}", "?": "{}（存疑）", "%": "约{}（存疑）",
        "until": "{}以前", "since": "{}以后", "ended": "起始不详，至{}",
        "began": "{}起，止于何时不详", "decade": "{}年代", "century": "{}世纪",
        "21": "{}年春", "22": "{}年夏", "23": "{}年秋", "24": "{}年冬",
    },
    "zh-Hant": {
        "unknown": "年代不詳", "~": "約{}", "?": "{}（存疑）", "%": "約{}（存疑）",
        "until": "{}以前", "since": "{}以後", "ended": "起始不詳，至{}",
        "began": "{}起，止於何時不詳", "decade": "{}年代", "century": "{}世紀",
        "21": "{}年春", "22": "{}年夏", "23": "{}年秋", "24": "{}年冬",
    },
    "en": {
        "unknown": "date unknown", "~": "about {}", "?": "perhaps {}", "%": "perhaps about {}",
        "until": "{} or earlier", "since": "{} or later", "ended": "until {}, beginning unknown",
        "began": "from {}, end unknown", "decade": "{}s", "century": "{} century",
        "21": "spring {}", "22": "summer {}", "23": "autumn {}", "24": "winter {}",
    },
}  # fmt: skip

_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def _marked(text: str, mark: str, language: str) -> str:
    return _WORDS[language][mark].format(text) if mark else text


def _format_point(point: _Point, language: str) -> str:
    """One date without its mark."""
    words = _WORDS[language]
    if point.precision is Precision.CENTURY:
        number = point.year // 100 + 1
        return words["century"].format(_ordinal(number) if language == "en" else number)
    if point.precision is Precision.DECADE:
        return words["decade"].format(point.year)
    if point.precision is Precision.SEASON:
        year = str(point.year)
        if language == "en" and point.month == 24:
            year = f"{point.year}–{(point.year + 1) % 100:02d}"
        return words[str(point.month)].format(year)
    if language == "en":
        month = f"{_ENGLISH_MONTHS[point.month - 1]} " if point.month else ""
        return f"{point.day} {month}{point.year}" if point.day else f"{month}{point.year}"
    month = f"{point.month}月" if point.month else ""
    return f"{point.year}年{month}{f'{point.day}日' if point.day else ''}"


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _format_interval(start: _Point | str, end: _Point | str, language: str) -> str:
    """Two ends, of which at least one is a point."""
    words = _WORDS[language]
    if isinstance(start, _Point) and isinstance(end, _Point):
        return _format_closed(start, end, language)
    if isinstance(end, _Point):
        return words["until" if start == _OPEN else "ended"].format(_format_end(end, language))
    assert isinstance(start, _Point)
    return words["since" if end == _OPEN else "began"].format(_format_end(start, language))


def _format_closed(start: _Point, end: _Point, language: str) -> str:
    """Two dates; the year or month both share is said once."""
    first, last = _format_end(start, language), _format_end(end, language)
    fine = start.precision is end.precision and start.precision in (Precision.DAY, Precision.MONTH)
    shares_year = fine and start.year == end.year and not (start.mark or end.mark)
    shares_month = shares_year and start.month == end.month and start.day > 0
    if language == "en":
        if shares_month:
            return f"{start.day}–{last}"
        if shares_year:
            first = first.rsplit(" ", 1)[0]
            return f"{first} – {last}" if start.day else f"{first}–{last}"
        return f"{first} – {last}" if " " in first + last else f"{first}–{last}"
    if shares_month:
        return f"{first}—{end.day}日"
    if shares_year:
        last = last.split("年", 1)[1]
    whole_years = (Precision.YEAR, Precision.DECADE, Precision.CENTURY)
    joint = "至" if start.precision in whole_years and end.precision in whole_years else "—"
    return f"{first}{joint}{last}"


def _format_end(point: _Point, language: str) -> str:
    return _marked(_format_point(point, language), point.mark, language)
