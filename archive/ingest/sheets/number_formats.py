"""How a spreadsheet shows a number: as a day, a year, or with zeros before it."""

from __future__ import annotations

import datetime
import re
from enum import Enum
from functools import lru_cache

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_ZEROS = re.compile(r"0{2,}")
_BUILT_IN_DAYS = frozenset({*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)})
_BUILT_IN_TIMES = frozenset({18, 19, 20, 21, 45, 46, 47})
_MONTHS_AND_YEARS = frozenset({17})
_FIRST = datetime.datetime(1899, 12, 31)
_FIRST_1904 = datetime.datetime(1904, 1, 1)
_LEAP_THAT_NEVER_WAS = 60


class Shows(Enum):
    """What a format makes of a number."""

    NUMBER = "number"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    TIME = "time"
    MOMENT = "moment"
    """A day with its time."""


@lru_cache(maxsize=4096)
def shows(code: int, pattern: str) -> Shows:
    """What the format ``code``, written as ``pattern`` where it is not built in, shows."""
    if not pattern:
        if code in _BUILT_IN_TIMES:
            return Shows.TIME
        if code in _MONTHS_AND_YEARS:
            return Shows.MONTH
        return Shows.DAY if code in _BUILT_IN_DAYS else Shows.NUMBER
    bare = _QUOTED.sub("", pattern.split(";")[0]).lower()
    has_time = "h" in bare or "s" in bare
    if "y" in bare or ("e" in bare.replace("general", "") and "m" in bare):
        if "d" in bare:
            return Shows.MOMENT if has_time else Shows.DAY
        return Shows.MONTH if "m" in bare else Shows.YEAR
    if "d" in bare and "m" in bare:
        return Shows.DAY
    return Shows.TIME if has_time else Shows.NUMBER


def zeros_before(pattern: str) -> int:
    """How many digits a format such as ``00000`` fills up to; 0 for others."""
    return len(pattern) if _ZEROS.fullmatch(pattern) else 0


def format_serial(number: float, how: Shows, *, is_1904: bool) -> str | None:
    """The day or time that a number stands for, as 2024-03-09; None when it is none."""
    if how is Shows.TIME and 0 <= number < 1:
        return _clock(round(number * 86_400))
    day = _day(number, is_1904=is_1904)
    if day is None:
        return None
    if how is Shows.YEAR:
        return f"{day.year:04}"
    if how is Shows.MONTH:
        return f"{day:%Y-%m}"
    seconds = round((number - int(number)) * 86_400)
    if how is Shows.DAY or not seconds:
        return day.date().isoformat()
    return f"{day.date().isoformat()} {_clock(seconds)}"


def _day(number: float, *, is_1904: bool) -> datetime.datetime | None:
    if not 0 <= number < 2_958_466:
        return None
    days = int(number)
    if is_1904:
        first = _FIRST_1904
    else:
        # Excel counts 29 February 1900, which never was.
        first = _FIRST - datetime.timedelta(days=1 if days > _LEAP_THAT_NEVER_WAS else 0)
    try:
        return first + datetime.timedelta(days=days)
    except OverflowError:
        return None


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
