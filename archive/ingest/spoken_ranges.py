"""The words as a whole: doubts, glosses, alternatives and ranges, down to single moments.

`read_whole` takes off what surrounds a time (大概, 前后, brackets, 从 and 到, 或) and tries the
readers of one moment on the rest, the most certain first.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator

from archive.ingest.calendars import gregorian_days
from archive.ingest.spoken_decades import read_decade
from archive.ingest.spoken_events import ERA, REIGNS
from archive.ingest.spoken_intervals import Context, Refused, ends_of, joined, marked
from archive.ingest.spoken_months import read_in_year
from archive.ingest.spoken_relations import read_ago, read_event, read_relation
from archive.ingest.spoken_words import DIGIT, NUMERAL, parse_number
from archive.ingest.spoken_years import read_count, read_dated
from archive.model.dates import When, parse_edtf

_DOUBTS = (
    (re.compile(r"^(?:大概|大约|大致|差不多|约莫|约|近)是?在?"), "~"),
    (re.compile(r"^(?:可能|好像|好象|也许|恐怕|估计|大概率|听说)是?在?"), "?"),
    (re.compile(r"^(?:我?记得|那是|应该是|就是|是|在|于)"), ""),
    (re.compile(r"(?:前后|左右|上下|光景|的?样子)$"), "~"),
    (re.compile(r"(?:吧|\?)$"), "?"),
    (re.compile(r"(?<=[年月日号天节代])(?:的时候|那?时候|那时|那阵子?|那会儿?|的事情?)$"), ""),
    (re.compile(r"(?<=[日号天节五十])(?:早上|上午|中午|下午|傍晚|晚上|夜里|半夜|凌晨|清早)$"), ""),
)
_DOUBTED = re.compile(
    r"^[约?]|不清|不准|不对|不确定|不一定|不是|存疑|大概|可能|也许|好像|待[考查]|或"
)
_NOW = ("今", "现在", "如今", "今天", "目前", "现今")


def read_whole(words: str, context: Context) -> str | None:
    """The first of the ways of telling a time that the words follow."""
    gloss = re.fullmatch(r"(.+?)\((.+)\)", words)
    if gloss:
        return _read_glossed(gloss[1], gloss[2], context)
    return _read_doubted(words, context, inner=_read_any)


def _read_any(words: str, context: Context) -> str | None:
    for reader in (read_event, _read_figures, _read_range, _read_choice, _read_moment):
        edtf = reader(words, context)
        if edtf is not None:
            return edtf
    return None


def _read_doubted(
    words: str, context: Context, *, inner: Callable[[str, Context], str | None]
) -> str | None:
    """Take off 大概, 前后, 吧 and the like, read the rest, and mark the EDTF with them."""
    exact = context.events.get(words)
    if exact:
        return exact
    marks, before = "", None
    while words != before:
        before = words
        for pattern, mark in _DOUBTS:
            shorter = pattern.sub("", words, count=1)
            if shorter and shorter != words:
                words, marks = shorter, marks + mark
    edtf = inner(words, context)
    return None if edtf is None else marked(edtf, marks=marks)


def _read_glossed(words: str, gloss: str, context: Context) -> str | None:
    """光绪二十年(1894年): the finer of both, which must agree; the readable one of two."""
    doubt = _DOUBTED.search(gloss)
    if doubt:
        edtf = _read_doubted(words, context, inner=_read_any)
        return None if edtf is None else marked(edtf, marks="?")
    read: list[When] = []
    refused: Refused | None = None
    for side in (words, gloss):
        try:
            edtf = _read_doubted(side, context, inner=_read_any)
        except Refused as no:
            refused = refused or no
        else:
            if edtf is not None:
                read.append(parse_edtf(edtf))
    if not read:
        if refused:
            raise refused
        return None
    if not read[0].overlaps(read[-1]):
        raise Refused("括号内外说的不是同一个时间", "the words and the brackets disagree")
    return min(read, key=_length).edtf


def _length(when: When) -> int:
    first, last = when.earliest or datetime.date.min, when.latest or datetime.date.max
    return last.toordinal() - first.toordinal()


def _read_range(words: str, context: Context) -> str | None:
    """从1958年到1962年, 五八年至六二年, 1958年至今, 到1958年为止."""
    words = re.sub(r"^[从自由](?=.)|(?<=.)(?:为止|止|这几年|那几年|之?间)$", "", words)
    until = re.fullmatch(r"[到至](.+)", words)
    if until:
        end = _read_side(until[1], context)
        return None if end is None else f"../{ends_of(end)[1]}"
    for left, right in _halves(words, r"到|至|-+|~"):
        if right in _NOW:
            start = _read_side(re.sub(r"[起到]$", "", left), context)
            return None if start is None else f"{ends_of(start)[0]}/.."
    both = _read_pair(words, context, separator=r"到|至|-+|~")
    return joined(*both) if both else None


def _read_choice(words: str, context: Context) -> str | None:
    """五八年或五九年, 五七、五八年: an interval over both, in doubt where 或 was said."""
    for separator, marks in ((r"或者?是?|还是|要么", "?"), (r"[、,]", "")):
        both = _read_pair(words, context, separator=separator)
        if both:
            first, last = sorted(both, key=lambda edtf: parse_edtf(edtf).sort_key)
            return marked(joined(first, last), marks=marks)
    return None


def _read_pair(words: str, context: Context, *, separator: str) -> tuple[str, str] | None:
    """Both sides of the first separator that has a time on either side."""
    refused: Refused | None = None
    for left, right in _halves(words, separator):
        try:
            first = _first_read(_left_forms(left, right), context)
            last = _first_read(_right_forms(left, right), context)
        except Refused as no:
            refused = refused or no
            continue
        if first is not None and last is not None:
            return first, last
    if refused:
        raise refused
    return None


def _halves(words: str, separator: str) -> Iterator[tuple[str, str]]:
    for match in list(re.finditer(separator, words))[:4]:
        left, right = words[: match.start()], words[match.end() :]
        if left and right:
            yield left, right


def _left_forms(left: str, right: str) -> Iterator[str]:
    """The left side, and with the unit that was said on the right only (五八到六二年)."""
    if re.search(rf"{NUMERAL}$", left):
        yield from (left + unit for unit in ("年代", "年", "月") if unit in right)
    yield left


def _right_forms(left: str, right: str) -> Iterator[str]:
    """The right side with the year or month that was said on the left only."""
    era, count = re.match(ERA, left), re.match(rf"({NUMERAL}{{1,3}})年", right)
    reign = REIGNS[era[0]] if era else (0, 0)
    if era and count and (parse_number(count[1]) or 99) <= reign[1] - reign[0] + 1:
        if re.fullmatch(DIGIT + "{2}", count[1]):
            zh = f"后面的“{count[1]}年”可能接着{era[0]}算，也可能是公历的两位数年份"
            raise Refused(zh, f"“{count[1]}年” may count years of {era[0]} or of the century")
        yield era[0] + right
    yield right
    year, month = re.match(r"[^年]+年", left), re.match(r"[^年]+年[^月]+月", left)
    if "年" not in right and month and "月" not in right:
        yield month[0] + right
    elif "年" not in right and year:
        yield year[0] + right
        yield right + "年"
    if re.fullmatch(DIGIT + "{2}年?", right) and re.fullmatch(DIGIT + "{4}年?", left):
        yield left[:2] + right


def _first_read(forms: Iterator[str], context: Context) -> str | None:
    refused: Refused | None = None
    for words in forms:
        try:
            edtf = _read_side(words, context)
        except Refused as no:
            refused = refused or no
        else:
            if edtf is not None:
                return edtf
    if refused:
        raise refused
    return None


def _read_side(words: str, context: Context) -> str | None:
    return _read_doubted(words, context, inner=_read_moment)


def _read_moment(words: str, context: Context) -> str | None:
    """One date, or what lies before or after one."""
    edtf = _read_one(words, context)
    if edtf is not None:
        return edtf
    match = re.fullmatch(r"(.+?)(以前|之前|前|以后|之后|后|以来|起|开始)", words)
    if match:
        stem = _read_one(match[1], context)
        return None if stem is None else read_relation(stem, match[2], is_settled=False)
    return None


def _read_one(words: str, context: Context) -> str | None:
    for reader in (read_event, _read_figures, read_ago, read_decade, read_dated, read_count):
        edtf = reader(words, context)
        if edtf is not None:
            return edtf
    if read_in_year(2001, words, is_lunar=False) is not None:
        raise Refused("没有说是哪一年", "no year is named", "1958-05-03")
    return None


def _read_figures(words: str, _context: Context) -> str | None:
    """1958.3.5, 1958-03-05, 1958/3, 19580305, and EDTF itself."""
    match = re.fullmatch(
        r"([0-9]{4})(?:[-./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?|([0-9]{2})([0-9]{2}))[日号]?", words
    )
    month, day = (match[2] or match[4], match[3] or match[5]) if match else (None, None)
    if match and month and (day or int(month) <= 12):
        span = (int(day), int(day)) if day else None
        return gregorian_days(int(match[1]), int(month), span)
    if match and month and int(month) > int(match[1][2:]):
        return None  # 1921-24 is four years to a person, though a winter in EDTF
    if words.isascii() and re.match(r"[\[{]?(?:\.\.|[0-9]{2}[0-9X])", words):
        try:
            return parse_edtf(words).edtf
        except ValueError:
            return None
    return None
