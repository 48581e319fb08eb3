"""Days of the Gregorian and of the lunar calendar, as EDTF; what does not exist is refused.

The lunar calendar is that of ``lunar_python``, imported only when a lunar day is asked for.
"""

from __future__ import annotations

import calendar
import datetime
from functools import lru_cache

from archive.ingest.spoken_intervals import Refused, format_year, joined


def gregorian_days(year: int, month: int, span: tuple[int, int] | None) -> str:
    """A month, or its days `span` (31 stands for the last); refuses what does not exist."""
    format_year(year)
    if not 1 <= month <= 12:
        raise Refused(f"没有{month}月", f"there is no month {month}")
    if span is None:
        return f"{year}-{month:02d}"
    length = calendar.monthrange(year, month)[1]
    first, last = span
    if first != last:
        last = min(last, length)
    if not 1 <= first <= last <= length:
        raise Refused(f"{year}年{month}月没有{first}日", f"{year}-{month:02d} has no day {first}")
    return joined(f"{year}-{month:02d}-{first:02d}", f"{year}-{month:02d}-{last:02d}")


def lunar_days(
    year: int, month: int, span: tuple[int, int] | None, *, is_leap: bool = False
) -> str:
    """The Gregorian days of a lunar month, or of its days `span`; refuses what does not exist."""
    format_year(year)
    name = f"农历{year}年{'闰' if is_leap else ''}{month}月"
    found = _lunar_month(year, month, is_leap=is_leap)
    if found is None:
        leap = "leap " if is_leap else ""
        raise Refused(f"没有{name}", f"the lunar year {year} has no {leap}month {month}")
    start, length = found
    first, last = span or (1, length)
    if first != last:
        last = min(last, length)
    if not 1 <= first <= last <= length:
        raise Refused(
            f"{name}只有{length}天，没有第{first}天", f"that lunar month has {length} days"
        )
    day = datetime.timedelta(days=1)
    return joined((start + day * (first - 1)).isoformat(), (start + day * (last - 1)).isoformat())


@lru_cache(maxsize=1024)
def _lunar_month(
    year: int, month: int, *, is_leap: bool = False
) -> tuple[datetime.date, int] | None:
    """First day and length of a month of the lunar year that begins in `year`; None if there is
    no such month."""
    from lunar_python import LunarMonth, Solar

    found = LunarMonth.fromYm(year, -month if is_leap else month) if 1 <= month <= 12 else None
    if found is None:
        return None
    first = Solar.fromJulianDay(found.getFirstJulianDay())
    return datetime.date(first.getYear(), first.getMonth(), first.getDay()), found.getDayCount()


def lunar_new_year(year: int) -> datetime.date:
    """The first day of the lunar year that begins in `year`."""
    found = _lunar_month(year, 1)
    if found is None:
        raise Refused(f"没有农历{year}年", f"there is no lunar year {year}")
    return found[0]


def lunar_year_end(year: int) -> datetime.date:
    """The last day of the lunar year that begins in `year`; it lies in the next one."""
    return lunar_new_year(year + 1) - datetime.timedelta(days=1)


def solar_term(year: int, name: str) -> datetime.date:
    """The day of a solar term from 惊蛰 to 冬至, all of which lie within the Gregorian year."""
    from lunar_python import Solar

    table = Solar.fromYmd(year, 7, 1).getLunar().getJieQiTable()
    # Under its own name stands the solstice of the December before.
    day = table["DONG_ZHI" if name == "冬至" else name]
    return datetime.date(day.getYear(), day.getMonth(), day.getDay())
