"""Times told from another: 解放前, 发大水那年, 第二年秋天, 三年后, 三十年前."""

from __future__ import annotations

import re

from archive.ingest.spoken_events import NATIONAL_EVENTS, UNSETTLED
from archive.ingest.spoken_intervals import (
    EXAMPLE,
    Context,
    Refused,
    Years,
    ends_of,
    format_year,
    joined,
    marked,
    said_year,
)
from archive.ingest.spoken_months import read_in_years
from archive.ingest.spoken_words import NUMERAL, parse_number
from archive.model.dates import parse_edtf

_DURING = re.compile(
    r"的?(?:时候|时期|时|期间|那时候?|那阵子?|那会儿?|那几年|年间|当中|中|里头?|那段时间)?"
)
_BEFORE, _AFTER = re.compile(r"(?:以|之)?前"), re.compile(r"(?:(?:以|之)?后|以来|起|开始)")
_YEAR_OF = re.compile(
    rf"(?P<same>的?[那这]一?年|当年|同年)?(?P<next>后一年|下一年|次年|翌年|转年)?"
    rf"(?P<before>前一年)?(?:的?第(?P<nth>{NUMERAL}{{1,2}})年)?(?P<rest>.*)"
)
_YEARS_FROM = re.compile(
    rf"(?P<within>前|后|以前|以后)(?P<some>{NUMERAL}{{1,3}})年"
    rf"|过了?(?P<past>{NUMERAL}{{1,3}})年|(?P<exact>{NUMERAL}{{1,3}})年(?:以|之)?(?P<side>[前后])"
)


def read_event(words: str, context: Context) -> str | None:
    """An anchor or national event, and its before, after, 那年, 第二年, 前一年."""
    for name, edtf in context.events.items():
        if not words.startswith(name):
            continue
        is_settled = name not in UNSETTLED or edtf != NATIONAL_EVENTS[name]
        related = read_relation(edtf or EXAMPLE, words[len(name) :], is_settled=is_settled)
        if related is None:
            continue
        if not edtf:
            raise Refused(f"“{name}”登记了不止一个时间，或没有时间", f"“{name}” has no single date")
        return related
    return None


def read_relation(edtf: str, tail: str, *, is_settled: bool = True) -> str | None:
    """What `tail` (以前, 第二年秋天, 三年后) says of a time; None when it says nothing known.

    Counted from a span that is not settled, or in doubt, the result covers every reading.
    """
    when, (start, end) = parse_edtf(edtf), ends_of(edtf)
    marks = ("~" if when.is_approximate else "") + ("?" if when.is_uncertain else "")
    is_settled = is_settled and not marks
    if _DURING.fullmatch(tail):
        return edtf
    if not is_settled:
        start, end = end, start
    if _BEFORE.fullmatch(tail):
        return f"../{_decade_start(start)}"
    if _AFTER.fullmatch(tail):
        return f"{_decade_start(end)}/.."
    if when.earliest is None or when.latest is None:
        return None
    first, last = when.earliest.year, when.latest.year
    lasts = last - first if is_settled else 0
    match = _YEARS_FROM.fullmatch(tail)
    if match:
        return marked(_read_years_from(match, first, last), marks=marks)
    match = _YEAR_OF.fullmatch(tail)
    if not match or match["rest"] == tail:
        return None
    if match["next"]:
        first, last = first + lasts + 1, last + 1
    elif match["before"]:
        first, last = first - 1, last - lasts - 1
    elif match["nth"]:
        later = (parse_number(match["nth"]) or 1) - 1
        first, last = first + later, last - lasts + later
    read = read_in_years(Years(first, last, match["rest"]))
    return None if read is None else marked(read, marks=marks)


def _read_years_from(match: re.Match[str], first: int, last: int) -> str:
    """前三年 and 后三年 span the years; 三年后 is one, about."""
    some = parse_number(match["some"] or match["past"] or match["exact"] or "") or 0
    if match["within"] in ("前", "以前"):
        return joined(format_year(first - some), format_year(first - 1))
    if match["within"]:
        return joined(format_year(last + 1), format_year(last + some))
    return f"{format_year(first - some if match['side'] == '前' else last + some)}~"


def _decade_start(end: str) -> str:
    """195X as 1950, because 五十年代以前 ends where it begins and 以后 may mean from then on."""
    return end.replace("X", "0")


def read_ago(words: str, context: Context) -> str | None:
    """三十年前, 二十多年前, counted from the day it was said."""
    match = re.fullmatch(rf"({NUMERAL}{{1,3}})(多|来|几)?年(?:以|之)?前", words)
    if not match or re.fullmatch("[零一二三四五六七八九]{2}", match[1]):
        return None
    count = parse_number(match[1])
    if count is None or not 1 <= count <= 120:
        return None
    if re.fullmatch("[0-9]{2}", match[1]) and not match[2]:
        zh = f"“{match[1]}年前”可能是某年以前，也可能是过了{match[1]}年"
        raise Refused(zh, f"before a year {match[1]}, or {match[1]} years ago?", f"../19{match[1]}")
    said = said_year(context)
    if match[2] in ("多", "几") and count % 10 == 0:
        return joined(format_year(said - count - 9), format_year(said - count))
    return f"{format_year(said - count)}~"
