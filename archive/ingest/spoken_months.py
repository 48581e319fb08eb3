"""Within a known year: 腊月, 3月5日, 初五, 春天, 年底, 中秋, 清明.

Which calendar a month or day is of is decided here, by the rules of `archive.ingest.spoken_dates`.
"""

from __future__ import annotations

import re

from archive.ingest.calendars import (
    gregorian_days,
    lunar_days,
    lunar_new_year,
    lunar_year_end,
    solar_term,
)
from archive.ingest.spoken_intervals import Refused, Years, format_year, joined
from archive.ingest.spoken_words import NUMERAL, parse_number
from archive.model.dates import When, parse_edtf

CALENDAR_NAME = re.compile(r"的?(?:(公历|阳历|西历|新历)|(农历|阴历|旧历|古历|夏历))")
_PARTS_OF_YEAR = (
    (re.compile(r"(?:开|早|初|暮)?春(?:天|季|上|里|头|耕)?"), "{0}-21"),
    (re.compile(r"(?:初|入|盛)?夏(?:天|季|里)?|热天"), "{0}-22"),
    (re.compile(r"(?:初|入|深)?秋(?:天|季|里|上|收)?"), "{0}-23"),
    (re.compile(r"(?:初|入|寒|隆)?冬(?:天|季|里|闲)?"), "{0}-24"),
    (re.compile(r"上半年|前半年"), "{0}-01/{0}-06"),
    (re.compile(r"下半年|后半年"), "{0}-07/{0}-12"),
    (re.compile(r"第?一季度"), "{0}-01/{0}-03"),
    (re.compile(r"第?二季度"), "{0}-04/{0}-06"),
    (re.compile(r"第?三季度"), "{0}-07/{0}-09"),
    (re.compile(r"第?四季度"), "{0}-10/{0}-12"),
    (re.compile(r"年?(?:初|头上?)"), "{0}-01/{0}-03"),
    (re.compile(r"年中"), "{0}-05/{0}-08"),
    (re.compile(r"中|里头?|全年|一整年"), "{0}"),
    # 年底 may be December or the end of the lunar year.
    (re.compile(r"年?(?:底|末|终|尾)"), "{0}-11/{1}"),
)
_LUNAR_FEASTS = {
    "春节": (1, 1), "年初一": (1, 1), "大年初一": (1, 1), "大年初二": (1, 2), "大年初三": (1, 3),
    "元宵": (1, 15), "端午": (5, 5), "端阳": (5, 5), "七夕": (7, 7), "中元": (7, 15),
    "中秋": (8, 15), "重阳": (9, 9), "腊八": (12, 8),
}  # fmt: skip
_GREGORIAN_FEASTS = {"元旦": (1, 1), "三八": (3, 8), "五一": (5, 1), "六一": (6, 1), "八一": (8, 1),
                     "国庆": (10, 1)}  # fmt: skip
_YEAR_ENDS = frozenset("除夕 大年三十 年三十 年三十夜 大年夜 大年三十夜 年夜 过年".split())
_TERMS = frozenset(
    "惊蛰 春分 清明 谷雨 立夏 小满 芒种 夏至 小暑 大暑 立秋 处暑 白露 "
    "秋分 寒露 霜降 立冬 小雪 大雪 冬至".split()
)
_TURN_TERMS = ("小寒", "大寒", "立春", "雨水")
_MONTH = re.compile(
    rf"(?P<leap>闰)?(?P<month>[正元冬腊]|{NUMERAL}{{1,2}})月份?"
    rf"(?:(?P<first>初)?(?P<day>{NUMERAL}{{1,3}})(?P<unit>日|号)?(?:[那这当]天)?"
    r"|(?P<part>[上中下]旬|初|头|中|半|底|末))?"
)
_MONTH_PARTS = {"上旬": (1, 10), "初": (1, 10), "头": (1, 10), "中旬": (11, 20), "中": (11, 20),
                "半": (11, 20), "下旬": (21, 31), "底": (21, 31), "末": (21, 31)}  # fmt: skip
_NAMED_MONTHS = {"正": 1, "元": 1, "冬": 11, "腊": 12}
_LUNAR_WORDS = re.compile("[正冬腊廿卅]")


def read_in_years(years: Years) -> str | None:
    """The same part of every year that the words leave open, from the first to the last."""
    first = read_in_year(years.first, years.rest, is_lunar=years.is_lunar)
    if first is None or years.first == years.last:
        return first
    last = read_in_year(years.last, years.rest, is_lunar=years.is_lunar)
    return None if last is None else joined(first, last)


def read_in_year(year: int, rest: str, *, is_lunar: bool) -> str | None:
    """A year and 腊月, 3月5日, 春天, 年底, 中秋 or nothing."""
    number = format_year(year)
    marker = CALENDAR_NAME.match(rest)
    if marker:
        rest = rest[marker.end() :]
    is_said = ("公历" if marker[1] else "农历") if marker else None
    if not rest and is_said == "农历":
        return joined(lunar_new_year(year).isoformat(), lunar_year_end(year).isoformat())
    if not rest:
        return number
    for pattern, edtf in _PARTS_OF_YEAR:
        if pattern.fullmatch(rest):
            return edtf.format(number, lunar_year_end(year).isoformat()[:7])
    for name in (rest, rest.removesuffix("那天"), rest.removesuffix("节")):
        feast = _read_feast(year, name, is_lunar=is_lunar or is_said == "农历")
        if feast is not None:
            return feast
    month = _MONTH.fullmatch(rest)
    if month is None:
        return None
    return _read_month(year, month, is_said or ("农历" if is_lunar else None), is_said=is_said)


def _read_feast(year: int, name: str, *, is_lunar: bool) -> str | None:
    """中秋, 国庆, 清明; 除夕 of a Gregorian year is refused, it may be either of two."""
    if name in _YEAR_ENDS:
        ends = (lunar_year_end(year - 1), lunar_year_end(year))
        if is_lunar:
            return ends[1].isoformat()
        zh = f"{year}年{name}可能是{ends[0]}，也可能是{ends[1]}"
        raise Refused(zh, f"it may be {ends[0]} or {ends[1]}", ends[1].isoformat())
    if name in _TURN_TERMS:
        zh = f"{name}在年头年尾，分不清是哪一头"
        raise Refused(zh, "that solar term may be at either end of the year", f"{year}-02")
    if name in _TERMS:
        return solar_term(year, name).isoformat()
    if name in _LUNAR_FEASTS:
        month, day = _LUNAR_FEASTS[name]
        return lunar_days(year, month, (day, day))
    if name in _GREGORIAN_FEASTS and (name != "国庆" or year >= 1949):
        month, day = _GREGORIAN_FEASTS[name]
        return gregorian_days(year, month, (day, day))
    return None


def _read_month(
    year: int, match: re.Match[str], calendar_name: str | None, *, is_said: str | None
) -> str | None:
    """A month and perhaps a day or third of it, in the calendar that its words show."""
    month = _NAMED_MONTHS.get(match["month"]) or parse_number(match["month"])
    day, part = parse_number(match["day"]) if match["day"] else None, match["part"]
    if month is None or (match["day"] and day is None):
        return None
    has_figures = match["month"].isascii()
    is_half = part == "半" and not has_figures  # 八月半 is the feast of the fifteenth
    if match["leap"] or match["first"] or is_half or _LUNAR_WORDS.search(match[0]):
        if is_said == "公历":
            raise Refused("公历里没有这样的月日", "the Gregorian calendar has no such day")
        calendar_name = "农历"
    elif calendar_name is None and (
        match["unit"] or (has_figures and (match["day"] or "").isascii())
    ):
        calendar_name = "公历"
    span = (15, 15) if is_half else (day, day) if day is not None else _MONTH_PARTS.get(part)
    if calendar_name == "农历":
        return lunar_days(year, month, span, is_leap=bool(match["leap"]))
    if calendar_name == "公历":
        return gregorian_days(year, month, span)
    return _either(year, month, span)


def _either(year: int, month: int, span: tuple[int, int] | None) -> str:
    """Both calendars at once; one alone where the other has no such day."""
    read: list[When] = []
    for days_of in (gregorian_days, lunar_days):
        try:
            read.append(parse_edtf(days_of(year, month, span)))
        except Refused:
            continue
    if not read:
        raise Refused("公历和农历里都没有这一天", "neither calendar has this day")
    days = sorted(day for when in read for day in (when.earliest, when.latest) if day)
    if span is None:
        return joined(days[0].isoformat()[:7], days[-1].isoformat()[:7])
    return joined(days[0].isoformat(), days[-1].isoformat())
