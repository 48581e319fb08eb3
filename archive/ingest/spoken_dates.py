"""Dates as villagers say and clerks write them, read into an EDTF interval.

What is read is listed case by case in ``tests/cases/spoken_dates.yaml``. The rules behind it:

- Nothing is guessed. What can mean two things becomes an interval that covers both, and where that
  would say nothing, `NotUnderstood`, which names the candidates.
- A bare year is the year of that number, 光绪二十年 is 1894, as museums and archives convert it. A
  lunar month or day is converted exactly: the twelfth month of 1958 begins on 1959-01-09. A month
  without 闰 is the ordinary one.
- Arabic figures and 日 or 号 mean the Gregorian calendar; 正月, 冬月, 腊月, 初五, 廿三 and years of
  Qing reigns the lunar one (as in GB/T 15835). 一九五八年八月 may be either: both are covered.
- A two-digit year is the latest one not after `said_on`; without `said_on`, 30 to 99 are 19xx and
  00 to 29 are refused. 10 to 38 in Arabic figures may count years of the Republic: refused too,
  unless they give a year from 2000.
- An age may be counted from one at birth (虚岁) or from zero: two years, unless it is said which.
- 以前 and 以后 include what they are said of.
"""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from archive.model.dates import When, parse_edtf


@dataclass(frozen=True)
class Anchor:
    """An event that a village dates other things by."""

    names: tuple[str, ...]
    """Every way it is called, with or without 那年: 五四年大水, 发大水那年."""
    when: When
    """When it was."""


class NotUnderstood(ValueError):
    """Words that give no date, or more than one; says why and what to write instead."""

    def __init__(self, text: str, *, zh: str, en: str, instead: str) -> None:
        self.text = text
        """The words, as given."""
        self.zh = f"看不懂时间“{text}”：{zh}。请保留原话，在旁边另写 EDTF 时间，例如 {instead}。"
        """The message in Chinese."""
        self.en = (
            f"The date “{text}” is not understood: {en}. "
            f"Keep the words and write an EDTF date beside them, for example {instead}."
        )
        """The message in English."""
        super().__init__(self.en)


def parse_spoken(
    text: str,
    *,
    anchors: Sequence[Anchor] = (),
    said_on: datetime.date | None = None,
    born: int | None = None,
) -> When:
    """Read a date as spoken; the result keeps `text` verbatim beside its EDTF.

    `said_on` is the day of the interview, `born` the narrator's year of birth; both only settle
    what the words leave open. Words that say the time is not known (不详) give an unknown `When`.
    Raises NotUnderstood, and nothing else, for any other text.
    """
    try:
        words = _normal(text)
        if words in _NOT_KNOWN:
            return When(spoken=text, edtf=None, earliest=None, latest=None)
        events = _events(tuple(anchors))
        known = "、".join(name for anchor in anchors[:6] for name in anchor.names[:1])
        edtf = _read_whole(words, _Context(events, said_on, born)) if words else None
        if edtf is None:
            raise _Refused(
                "不是会读的写法" + (f"，也不是登记过的大事（{known}）" if known else ""),
                "no known way of writing"
                + (f", nor a registered event ({known})" if known else ""),
            )
        return replace(parse_edtf(edtf), spoken=text)
    except _Refused as no:
        raise NotUnderstood(text, zh=no.zh, en=no.en, instead=no.instead) from None
    except ValueError:  # a year or day that no calendar has
        zh, en = "历法里没有这一天", "no calendar has this day"
        raise NotUnderstood(text, zh=zh, en=en, instead=_EXAMPLE) from None


# --- values that the readers share ----------------------------------------------------------------
#
# A reader takes normalised words and gives EDTF, None when the words are of another form, or raises
# `_Refused` when the form is its own but the sense is impossible or ambiguous.


class _Refused(Exception):
    def __init__(self, zh: str, en: str, instead: str | None = None) -> None:
        super().__init__(en)
        self.zh, self.en, self.instead = zh, en, instead or _EXAMPLE


class _Context(NamedTuple):
    events: Mapping[str, str]
    """Normalised names of anchors and of national events to EDTF, longest name first; an empty
    text where two anchors share a name."""
    said_on: datetime.date | None
    born: int | None


class _Years(NamedTuple):
    """One year, or the first and last that the words leave open, and what follows them."""

    first: int
    last: int
    rest: str
    is_lunar: bool = False


_EXAMPLE = "1958-12"
_LONGEST = 60
_REIGNS = {
    "顺治": (1644, 1661), "康熙": (1662, 1722), "雍正": (1723, 1735), "乾隆": (1736, 1795),
    "嘉庆": (1796, 1820), "道光": (1821, 1850), "咸丰": (1851, 1861), "同治": (1862, 1874),
    "光绪": (1875, 1908), "宣统": (1909, 1911), "民国": (1912, 1949),
}  # fmt: skip
# Where historians differ the wider span stands; what differs from village to village is an anchor.
_NATIONAL_EVENTS = {
    "解放": "1949", "解放初": "1949/1952~", "解放初期": "1949/1952~", "刚解放": "1949/1950",
    "新中国成立": "1949", "建国": "1949", "建国初期": "1949/1952~", "新中国成立初期": "1949/1952~",
    "土改": "1946/1953", "土地改革": "1946/1953", "抗美援朝": "1950/1953",
    "大跃进": "1958/1960", "大炼钢铁": "1958/1959", "三年困难时期": "1959/1961",
    "三年困难": "1959/1961", "困难时期": "1959/1961", "三年自然灾害": "1959/1961",
    "自然灾害": "1959/1961", "四清": "1963/1966", "四清运动": "1963/1966",
    "文革": "1966/1976", "文化大革命": "1966/1976", "文化革命": "1966/1976",
    "改革开放": "1978", "恢复高考": "1977", "香港回归": "1997",
    "抗战": "1931/1945", "抗日战争": "1931/1945", "抗日": "1931/1945", "全面抗战": "1937/1945",
    "八年抗战": "1937/1945", "抗战胜利": "1945", "日本投降": "1945", "解放战争": "1945/1950",
    "辛亥革命": "1911", "清朝": "1644/1912", "清代": "1644/1912", "清末": "1840/1912",
    "太平天国": "1851/1864",
} | {name: f"{first}/{last}" for name, (first, last) in _REIGNS.items()}  # fmt: skip
_UNSETTLED = frozenset("土改 土地改革 抗战 抗日战争 抗日 清末 解放战争 四清 四清运动".split())
"""National events that began or ended at different times by place or by historian."""

_NOT_KNOWN = frozenset(
    "不详 不清楚 不知道 不知 未知 无考 待考 待查 说不清 说不上来 记不清 记不清了 记不得 记不得了 "
    "不记得 不记得了 年代不详 时间不详 日期不详 年份不详 忘了 忘记了".split()
)
_SAME = str.maketrans("〇○◯壹贰叁肆伍陆柒捌玖拾两—–―─−－", "零零零一二三四五六七八九十二------")
_D = "[0-9零一二三四五六七八九]"
_N = "[0-9零一二三四五六七八九十廿卅卌]"
_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")}


@lru_cache(maxsize=4096)
def _normal(text: str) -> str:
    """The words in half-width simplified characters, one kind of dash and zero; "" if too long."""
    text = "".join(unicodedata.normalize("NFKC", text).split())
    if len(text) > _LONGEST:
        return ""
    text = _simplified(text.translate(_SAME)).translate(_SAME)
    text = re.sub(r"(?<=[零一二三四五六七八九])[Oo0]+", lambda m: "零" * len(m[0]), text)
    return text.strip("。!;")


def _simplified(text: str) -> str:
    """Traditional characters made simplified; what GB 2312 can write is so already."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        from opencc import OpenCC

        return str(OpenCC("t2s").convert(text))
    return text


@lru_cache(maxsize=16)
def _events(anchors: tuple[Anchor, ...]) -> Mapping[str, str]:
    """All names that date by an event; a village's own meaning goes before the national one."""
    own: dict[str, str] = {}
    for anchor in anchors:
        for name in {_normal(name) for name in anchor.names}:
            stem = re.sub(r"(的?那一?年|的?时候)$", "", name)
            for key in {name, stem} - {""}:
                edtf = anchor.when.edtf or ""
                own[key] = edtf if own.get(key, edtf) == edtf else ""
    every = _NATIONAL_EVENTS | own
    return {name: every[name] for name in sorted(every, key=lambda name: (-len(name), name))}


def _number(text: str) -> int | None:
    """37, 三七, 三十七, 廿三 or 元 as a number; None when it is not one up to 99 or all digits."""
    if text == "元":
        return 1
    digits = "".join(str(_VALUES.get(char, char)) for char in text)
    if re.fullmatch(r"[0-9]+", digits):
        return int(digits)
    for short, long in (("廿", "2十"), ("卅", "3十"), ("卌", "4十"), ("十十", "十")):
        digits = digits.replace(short, long)
    match = re.fullmatch(r"([1-9]?)十([1-9]?)", digits)
    return int(match[1] or 1) * 10 + int(match[2] or 0) if match else None


def _one_of(years: Sequence[int], words: str) -> int:
    """The only year of several; refuses when there are more or none."""
    if len(years) == 1:
        return years[0]
    if not years:
        raise _Refused(f"这个范围里没有{words}", f"no year of that time is {words}")
    listed = [str(year) for year in years]
    zh = "、".join(f"{year}年" for year in listed)
    raise _Refused(
        f"{words}可能是{zh}，分不清", f"{words} may mean {' or '.join(listed)}", listed[-1]
    )


def _ends(edtf: str) -> tuple[str, str]:
    """Start and end of an EDTF text, as EDTF; sets by their days."""
    if edtf[:1] in ("[", "{"):
        when = parse_edtf(edtf)
        first, last = when.earliest, when.latest
        return first.isoformat() if first else "..", last.isoformat() if last else ".."
    start, _, end = edtf.partition("/")
    return start, end if "/" in edtf else start


def _joined(first: str, last: str) -> str:
    """From the start of the one to the end of the other; refuses an end before the beginning."""
    start, end = _ends(first)[0], _ends(last)[1]
    if start == end:
        return start
    try:
        parse_edtf(f"{start}/{end}")
    except ValueError:
        raise _Refused("结束比开始早", "the end is before the beginning") from None
    return f"{start}/{end}"


def _marked(edtf: str, *, marks: str) -> str:
    """EDTF with ``~`` and ``?`` added to each end (``%`` is both)."""
    if not marks or edtf[:1] in ("[", "{"):
        return edtf
    sides = []
    for side in edtf.split("/"):
        bare = side.rstrip("~?%")
        given = side[len(bare) :].replace("%", "~?") + marks
        sign = "%" if "~" in given and "?" in given else given[:1]
        sides.append(side if side in ("", "..") else bare + sign)
    return "/".join(sides)


def _year(year: int) -> str:
    if not 1000 <= year <= 2199:
        raise _Refused(
            f"{year}年不在会读的年份（1000—2199）里", f"{year} is not within 1000 to 2199"
        )
    return str(year)


# --- the whole: doubts, glosses, alternatives, ranges -----------------------------------------

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


def _read_whole(words: str, context: _Context) -> str | None:
    """The first of the ways of telling a time that the words follow."""
    gloss = re.fullmatch(r"(.+?)\((.+)\)", words)
    if gloss:
        return _read_glossed(gloss[1], gloss[2], context)
    return _read_doubted(words, context, inner=_read_any)


def _read_any(words: str, context: _Context) -> str | None:
    for reader in (_read_event, _read_figures, _read_range, _read_choice, _read_moment):
        edtf = reader(words, context)
        if edtf is not None:
            return edtf
    return None


def _read_doubted(
    words: str, context: _Context, *, inner: Callable[[str, _Context], str | None]
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
    return None if edtf is None else _marked(edtf, marks=marks)


def _read_glossed(words: str, gloss: str, context: _Context) -> str | None:
    """光绪二十年(1894年): the finer of both, which must agree; the readable one of two."""
    doubt = _DOUBTED.search(gloss)
    if doubt:
        edtf = _read_doubted(words, context, inner=_read_any)
        return None if edtf is None else _marked(edtf, marks="?")
    read: list[When] = []
    refused: _Refused | None = None
    for side in (words, gloss):
        try:
            edtf = _read_doubted(side, context, inner=_read_any)
        except _Refused as no:
            refused = refused or no
        else:
            if edtf is not None:
                read.append(parse_edtf(edtf))
    if not read:
        if refused:
            raise refused
        return None
    if not read[0].overlaps(read[-1]):
        raise _Refused("括号内外说的不是同一个时间", "the words and the brackets disagree")
    return min(read, key=_length).edtf


def _length(when: When) -> int:
    first, last = when.earliest or datetime.date.min, when.latest or datetime.date.max
    return last.toordinal() - first.toordinal()


def _read_range(words: str, context: _Context) -> str | None:
    """从1958年到1962年, 五八年至六二年, 1958年至今, 到1958年为止."""
    words = re.sub(r"^[从自由](?=.)|(?<=.)(?:为止|止|这几年|那几年|之?间)$", "", words)
    until = re.fullmatch(r"[到至](.+)", words)
    if until:
        end = _read_side(until[1], context)
        return None if end is None else f"../{_ends(end)[1]}"
    for left, right in _halves(words, r"到|至|-+|~"):
        if right in _NOW:
            start = _read_side(re.sub(r"[起到]$", "", left), context)
            return None if start is None else f"{_ends(start)[0]}/.."
    both = _read_pair(words, context, separator=r"到|至|-+|~")
    return _joined(*both) if both else None


def _read_choice(words: str, context: _Context) -> str | None:
    """五八年或五九年, 五七、五八年: an interval over both, in doubt where 或 was said."""
    for separator, marks in ((r"或者?是?|还是|要么", "?"), (r"[、,]", "")):
        both = _read_pair(words, context, separator=separator)
        if both:
            first, last = sorted(both, key=lambda edtf: parse_edtf(edtf).sort_key)
            return _marked(_joined(first, last), marks=marks)
    return None


def _read_pair(words: str, context: _Context, *, separator: str) -> tuple[str, str] | None:
    """Both sides of the first separator that has a time on either side."""
    refused: _Refused | None = None
    for left, right in _halves(words, separator):
        try:
            first = _first_read(_left_forms(left, right), context)
            last = _first_read(_right_forms(left, right), context)
        except _Refused as no:
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
    if re.search(rf"{_N}$", left):
        yield from (left + unit for unit in ("年代", "年", "月") if unit in right)
    yield left


def _right_forms(left: str, right: str) -> Iterator[str]:
    """The right side with the year or month that was said on the left only."""
    era, count = re.match(_ERA, left), re.match(rf"({_N}{{1,3}})年", right)
    reign = _REIGNS[era[0]] if era else (0, 0)
    if era and count and (_number(count[1]) or 99) <= reign[1] - reign[0] + 1:
        if re.fullmatch(_D + "{2}", count[1]):
            zh = f"后面的“{count[1]}年”可能接着{era[0]}算，也可能是公历的两位数年份"
            raise _Refused(zh, f"“{count[1]}年” may count years of {era[0]} or of the century")
        yield era[0] + right
    yield right
    year, month = re.match(r"[^年]+年", left), re.match(r"[^年]+年[^月]+月", left)
    if "年" not in right and month and "月" not in right:
        yield month[0] + right
    elif "年" not in right and year:
        yield year[0] + right
        yield right + "年"
    if re.fullmatch(_D + "{2}年?", right) and re.fullmatch(_D + "{4}年?", left):
        yield left[:2] + right


def _first_read(forms: Iterator[str], context: _Context) -> str | None:
    refused: _Refused | None = None
    for words in forms:
        try:
            edtf = _read_side(words, context)
        except _Refused as no:
            refused = refused or no
        else:
            if edtf is not None:
                return edtf
    if refused:
        raise refused
    return None


def _read_side(words: str, context: _Context) -> str | None:
    return _read_doubted(words, context, inner=_read_moment)


# --- one moment --------------------------------------------------------------------------------


def _read_moment(words: str, context: _Context) -> str | None:
    """One date, or what lies before or after one."""
    edtf = _read_one(words, context)
    if edtf is not None:
        return edtf
    match = re.fullmatch(r"(.+?)(以前|之前|前|以后|之后|后|以来|起|开始)", words)
    if match:
        stem = _read_one(match[1], context)
        return None if stem is None else _read_relation(stem, match[2], is_settled=False)
    return None


def _read_one(words: str, context: _Context) -> str | None:
    for reader in (_read_event, _read_figures, _read_ago, _read_decade, _read_dated, _read_count):
        edtf = reader(words, context)
        if edtf is not None:
            return edtf
    if _read_in_year(2001, words, is_lunar=False) is not None:
        raise _Refused("没有说是哪一年", "no year is named", "1958-05-03")
    return None


def _read_figures(words: str, _context: _Context) -> str | None:
    """1958.3.5, 1958-03-05, 1958/3, 19580305, and EDTF itself."""
    match = re.fullmatch(
        r"([0-9]{4})(?:[-./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?|([0-9]{2})([0-9]{2}))[日号]?", words
    )
    month, day = (match[2] or match[4], match[3] or match[5]) if match else (None, None)
    if match and month and (day or int(month) <= 12):
        span = (int(day), int(day)) if day else None
        return _gregorian_days(int(match[1]), int(month), span)
    if match and month and int(month) > int(match[1][2:]):
        return None  # 1921-24 is four years to a person, though a winter in EDTF
    if words.isascii() and re.match(r"[\[{]?(?:\.\.|[0-9]{2}[0-9X])", words):
        try:
            return parse_edtf(words).edtf
        except ValueError:
            return None
    return None


def _read_event(words: str, context: _Context) -> str | None:
    """An anchor or national event, and its before, after, 那年, 第二年, 前一年."""
    for name, edtf in context.events.items():
        if not words.startswith(name):
            continue
        is_settled = name not in _UNSETTLED or edtf != _NATIONAL_EVENTS[name]
        related = _read_relation(edtf or _EXAMPLE, words[len(name) :], is_settled=is_settled)
        if related is None:
            continue
        if not edtf:
            raise _Refused(
                f"“{name}”登记了不止一个时间，或没有时间", f"“{name}” has no single date"
            )
        return related
    return None


_DURING = re.compile(
    r"的?(?:时候|时期|时|期间|那时候?|那阵子?|那会儿?|那几年|年间|当中|中|里头?|那段时间)?"
)
_BEFORE, _AFTER = re.compile(r"(?:以|之)?前"), re.compile(r"(?:(?:以|之)?后|以来|起|开始)")
_YEAR_OF = re.compile(
    rf"(?P<same>的?[那这]一?年|当年|同年)?(?P<next>后一年|下一年|次年|翌年|转年)?"
    rf"(?P<before>前一年)?(?:的?第(?P<nth>{_N}{{1,2}})年)?(?P<rest>.*)"
)
_YEARS_FROM = re.compile(
    rf"(?P<within>前|后|以前|以后)(?P<some>{_N}{{1,3}})年"
    rf"|过了?(?P<past>{_N}{{1,3}})年|(?P<exact>{_N}{{1,3}})年(?:以|之)?(?P<side>[前后])"
)


def _read_relation(edtf: str, tail: str, *, is_settled: bool = True) -> str | None:
    """What `tail` (以前, 第二年秋天, 三年后) says of a time; None when it says nothing known.

    Counted from a span that is not settled, or in doubt, the result covers every reading.
    """
    when, (start, end) = parse_edtf(edtf), _ends(edtf)
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
        return _marked(_read_years_from(match, first, last), marks=marks)
    match = _YEAR_OF.fullmatch(tail)
    if not match or match["rest"] == tail:
        return None
    if match["next"]:
        first, last = first + lasts + 1, last + 1
    elif match["before"]:
        first, last = first - 1, last - lasts - 1
    elif match["nth"]:
        later = (_number(match["nth"]) or 1) - 1
        first, last = first + later, last - lasts + later
    read = _read_in_years(_Years(first, last, match["rest"]))
    return None if read is None else _marked(read, marks=marks)


def _read_years_from(match: re.Match[str], first: int, last: int) -> str:
    """前三年 and 后三年 span the years; 三年后 is one, about."""
    some = _number(match["some"] or match["past"] or match["exact"] or "") or 0
    if match["within"] in ("前", "以前"):
        return _joined(_year(first - some), _year(first - 1))
    if match["within"]:
        return _joined(_year(last + 1), _year(last + some))
    return f"{_year(first - some if match['side'] == '前' else last + some)}~"


def _decade_start(end: str) -> str:
    """195X as 1950, because 五十年代以前 ends where it begins and 以后 may mean from then on."""
    return end.replace("X", "0")


def _said_year(context: _Context) -> int:
    if context.said_on is None:
        raise _Refused("不知道是哪一年说的，要有采集日期", "the day of the interview is not given")
    return context.said_on.year


def _read_ago(words: str, context: _Context) -> str | None:
    """三十年前, 二十多年前, counted from the day it was said."""
    match = re.fullmatch(rf"({_N}{{1,3}})(多|来|几)?年(?:以|之)?前", words)
    if not match or re.fullmatch("[零一二三四五六七八九]{2}", match[1]):
        return None
    count = _number(match[1])
    if count is None or not 1 <= count <= 120:
        return None
    if re.fullmatch("[0-9]{2}", match[1]) and not match[2]:
        zh = f"“{match[1]}年前”可能是某年以前，也可能是过了{match[1]}年"
        raise _Refused(
            zh, f"before a year {match[1]}, or {match[1]} years ago?", f"../19{match[1]}"
        )
    said = _said_year(context)
    if match[2] in ("多", "几") and count % 10 == 0:
        return _joined(_year(said - count - 9), _year(said - count))
    return f"{_year(said - count)}~"


def _short_year(digits: str, context: _Context) -> int:
    """The year that two figures mean; see the rules at the top."""
    value = _number(digits) or 0
    if context.said_on:
        past = [year for year in (2000 + value, 1900 + value) if year <= context.said_on.year]
        year = _one_of(past[:1], f"“{digits}年”")
    elif value < 30:
        year = _one_of((1900 + value, 2000 + value), f"“{digits}年”")
    else:
        year = 1900 + value
    if digits.isascii() and 10 <= value <= 38 and year < 2000:
        return _one_of((year, 1911 + value), f"“{digits}年”")
    return year


# Each part of a decade reaches a little over its third: 初, 中, 末 have no agreed borders.
_DECADE_PARTS = (
    (re.compile(r"的?(?:初期?|早期|前期|头几年|开头)"), 0, 3),
    (re.compile(r"的?(?:中期?|中叶|中间)"), 3, 7),
    (re.compile(r"的?(?:末期?|后期|晚期|底|末尾)"), 6, 9),
    (re.compile(r"的?(?:前半期?|上半期?)"), 0, 4),
    (re.compile(r"的?(?:后半期?|下半期?)"), 5, 9),
)
_CENTURY = rf"(?P<century>(?:上个?|本|这个)世纪|{_N}{{1,3}}世纪)"
_DECADE = re.compile(rf"{_CENTURY}?(?P<decade>{_N}{{1,4}})年代(?P<tail>.*)")
_SOME_YEARS = re.compile(rf"(?P<first>{_D}{{2}})?(?P<ten>{_D})(?P<shi>[十0零])?几年(?P<tail>.*)")


def _read_decade(words: str, context: _Context) -> str | None:
    """六十年代初, 上世纪五十年代, 五六十年代, 五几年, 民国三十几年, 二十世纪."""
    republic = re.fullmatch(r"民国([一二三]?十|[1-3]0)几年", words)
    if republic:
        first = 1911 + (_number(republic[1]) or 0)
        return _joined(_year(first), _year(min(first + 9, 1949)))
    century = re.fullmatch(_CENTURY, words)
    if century:
        return f"{_century(century['century'], context) // 100}XX"
    match = _DECADE.fullmatch(words)
    if match:
        return _read_decade_number(match, context)
    match = _SOME_YEARS.fullmatch(words)
    if not match:
        return None
    ten = _number(match["ten"]) or 0
    if not match["first"] and match["shi"] and ten <= 3:
        zh = "可能是民国的年份，也可能是年数"
        raise _Refused(zh, "it may count years of the Republic, or a length of time", "194X")
    base = (_number(match["first"]) or 0) * 100 if match["first"] else None
    return _decade_part(_decade_year(ten * 10, base, context), match["tail"])


def _read_decade_number(match: re.Match[str], context: _Context) -> str | None:
    base = _century(match["century"], context) if match["century"] else None
    two = re.fullmatch("([一二三四五六七八九])([一二三四五六七八九])十", match["decade"])
    tens = [_number(two[1] + "零"), _number(two[2] + "零")] if two else [_number(match["decade"])]
    parts = []
    for value in tens:
        if value is None or value % 10 or (value >= 100 and (base is not None or value < 1000)):
            return None
        year = value if value >= 100 else _decade_year(value, base, context)
        parts.append(_decade_part(year, match["tail"]))
    if parts[0] is None or parts[-1] is None:
        return None
    return _joined(parts[0], parts[-1])


def _century(words: str, context: _Context) -> int:
    """The first year of the century, 1900 for 二十世纪 and, said after 2000, for 上世纪."""
    now = 2000 if context.said_on is None else context.said_on.year // 100 * 100
    if words.startswith("上"):
        return now - 100
    number = _number(words.removesuffix("世纪"))
    return int(_year((number - 1) * 100 if number is not None else now))


def _decade_year(value: int, base: int | None, context: _Context) -> int:
    if base is not None:
        return int(_year(base + value))
    if context.said_on is None:
        choices = [1900 + value] if value >= 30 else [1900 + value, 2000 + value]
    else:
        choices = [year for year in (1900 + value, 2000 + value) if year <= context.said_on.year]
    return _one_of(choices, f"“{value:02d}年代”")


def _decade_part(year: int, tail: str) -> str | None:
    for pattern, first, last in _DECADE_PARTS:
        if pattern.fullmatch(tail):
            return _joined(_year(year + first), _year(year + last))
    return _read_relation(f"{_year(year)[:3]}X", tail)


# --- years -------------------------------------------------------------------------------------

_CALENDAR = re.compile(r"的?(?:(公历|阳历|西历|新历)|(农历|阴历|旧历|古历|夏历))")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ANIMALS = "鼠牛虎兔龙蛇马羊猴鸡狗猪"
_ERA = "|".join(_REIGNS)
_FULL_YEAR = re.compile(rf"(?:公元|西元)?({_D}{{4}})(?:年|(?!{_D}))(.*)")
_ERA_YEAR = re.compile(rf"({_ERA})(?:皇帝)?(元|{_N}{{1,4}})年(.*)")
_SHORT_YEAR = re.compile(rf"({_D}{{2}})年(.*)")
_CYCLE_YEAR = re.compile(
    rf"(?:({_ERA})([{_STEMS}][{_BRANCHES}])年?|([{_STEMS}][{_BRANCHES}])年)(.*)"
)
_ANIMAL_YEAR = re.compile(rf"(?:属?([{_ANIMALS}])年|属([{_ANIMALS}])的?那一?年)(.*)")
_NEAR_YEAR = re.compile(r"(今年|去年|旧年|前年|大前年|明年|后年)(.*)")
_NEAR = {"今年": 0, "去年": -1, "旧年": -1, "前年": -2, "大前年": -3, "明年": 1, "后年": 2}
_AGE = re.compile(
    rf"我?(虚岁|周岁|实岁)?(?:才|刚|已经)?({_N}{{1,3}})(几|多|来)?(周岁|虚岁|岁)?"
    r"(?:的?那一?年|那?时候?|那会儿|的时候|上)?(.*)"
)
_BIRTH = re.compile(r"我?(?:出生|生下来|出世)(?:的?那一?年|的?时候?)?(.*)")


def _read_dated(words: str, context: _Context) -> str | None:
    """A year, told in any way, and what follows it."""
    match = _CALENDAR.match(words)
    years = _split_year(words[match.end() :] if match else words, context)
    if years is None:
        return None
    rest = re.sub(r"^(?:那一?年|的)", "", years.rest)
    return _read_in_years(years._replace(rest=(match[0] if match else "") + rest))


def _split_year(words: str, context: _Context) -> _Years | None:
    """The year at the front of the words."""
    match = _FULL_YEAR.fullmatch(words)
    if match:
        year = _number(match[1]) or 0
        return _Years(year, year, match[2])
    match = _ERA_YEAR.fullmatch(words)
    if match:
        return _split_era_year(match)
    match = _SHORT_YEAR.fullmatch(words)
    if match:
        year = _short_year(match[1], context)
        return _Years(year, year, match[2])
    match = _CYCLE_YEAR.fullmatch(words)
    if match:
        year = _cycle_year(match[2] or match[3], match[1], context)
        return _Years(year, year, match[4], match[1] not in (None, "民国"))
    match = _ANIMAL_YEAR.fullmatch(words)
    if match:
        animal = match[1] or match[2]
        year = _one_of(_cycle(_ANIMALS.index(animal), 12, None, context), f"{animal}年")
        return _Years(year, year, match[3])
    match = _NEAR_YEAR.fullmatch(words)
    if match:
        return _split_near_year(match, context)
    return _split_life_year(words, context)


def _split_era_year(match: re.Match[str]) -> _Years | None:
    first, last = _REIGNS[match[1]]
    count = _number(match[2])
    if count is None:
        return None
    year = first + count - 1
    if not first <= year <= last and not (match[1] == "民国" and 39 <= count <= 200):
        raise _Refused(
            f"{match[1]}只有{last - first + 1}年", f"{match[1]} has {last - first + 1} years"
        )
    return _Years(year, year, match[3], match[1] != "民国")


def _split_near_year(match: re.Match[str], context: _Context) -> _Years:
    """去年 and the like; before the lunar New Year people may still count the old year."""
    said, shift = _said_year(context), _NEAR[match[1]]
    early = context.said_on is not None and context.said_on < _lunar_new_year(said)
    return _Years(said + shift - (1 if early else 0), said + shift, match[2])


def _split_life_year(words: str, context: _Context) -> _Years | None:
    """我十二岁那年, 我出生那年."""
    birth, age = _BIRTH.fullmatch(words), _AGE.fullmatch(words)
    ages = _ages(age[2], age[3]) if age and (age[1] or age[4]) else None
    if not birth and not (age and ages):
        return None
    if context.born is None:
        raise _Refused("不知道说话人哪年出生", "the narrator's year of birth is not given")
    if birth:
        return _Years(context.born, context.born, birth[1])
    assert age
    assert ages
    way = age[1] or age[4]
    less, more = {"虚岁": (-2, -1), "周岁": (0, 1), "实岁": (0, 1)}.get(way, (-1, 0))
    return _Years(context.born + ages[0] + less, context.born + ages[1] + more, age[5])


def _ages(words: str, vague: str | None) -> tuple[int, int] | None:
    """十二 as (12, 12), 十二三 as (12, 13), 十几 as (10, 19)."""
    pair = re.fullmatch(r"(.?[十廿卅]?)([一二三四五六七八九])([一二三四五六七八九])", words)
    if pair and (pair[1] == "" or pair[1][-1] in "十廿卅"):
        low, high = _number(pair[1] + pair[2]), _number(pair[1] + pair[3])
        return (low, high) if low is not None and high == low + 1 else None
    age = _number(words)
    if age is None or age > 120:
        return None
    return (age, age + 9) if vague and age % 10 == 0 and age else (age, age)


def _cycle_year(pair: str, era: str | None, context: _Context) -> int:
    """The year of 甲子 and so on within a reign or the narrator's life."""
    stem, branch = _STEMS.index(pair[0]), _BRANCHES.index(pair[1])
    place = next((at for at in range(60) if (at % 10, at % 12) == (stem, branch)), None)
    if place is None:
        raise _Refused(f"六十甲子里没有{pair}", f"{pair} is not one of the sixty pairs")
    return _one_of(_cycle(place, 60, era, context), f"{era or ''}{pair}年")


def _cycle(place: int, size: int, era: str | None, context: _Context) -> list[int]:
    """Years at a place of the sixty- or twelve-year cycle that the words can mean."""
    if era:
        first, last = _REIGNS[era]
    elif context.said_on:
        last = context.said_on.year
        first = context.born if context.born is not None else last - 100
    else:
        first = context.born if context.born is not None else 1924
        last = first + 100
    return [year for year in range(first, last + 1) if (year - 4) % size == place]


def _read_count(words: str, _context: _Context) -> str | None:
    """三十八年 alone is refused: a year of the Republic, or a length of time."""
    match = re.fullmatch(rf"({_N}{{1,3}})年", words)
    count = _number(match[1]) if match else None
    if match and count and count <= 38:
        zh = f"可能是民国{match[1]}年，也可能是年数"
        raise _Refused(zh, "a year of the Republic, or a length of time?", str(1911 + count))
    return None


# --- within a year -----------------------------------------------------------------------------

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
    rf"(?P<leap>闰)?(?P<month>[正元冬腊]|{_N}{{1,2}})月份?"
    rf"(?:(?P<first>初)?(?P<day>{_N}{{1,3}})(?P<unit>日|号)?(?:[那这当]天)?"
    r"|(?P<part>[上中下]旬|初|头|中|半|底|末))?"
)
_MONTH_PARTS = {"上旬": (1, 10), "初": (1, 10), "头": (1, 10), "中旬": (11, 20), "中": (11, 20),
                "半": (11, 20), "下旬": (21, 31), "底": (21, 31), "末": (21, 31)}  # fmt: skip
_NAMED_MONTHS = {"正": 1, "元": 1, "冬": 11, "腊": 12}
_LUNAR_WORDS = re.compile("[正冬腊廿卅]")


def _read_in_years(years: _Years) -> str | None:
    first = _read_in_year(years.first, years.rest, is_lunar=years.is_lunar)
    if first is None or years.first == years.last:
        return first
    last = _read_in_year(years.last, years.rest, is_lunar=years.is_lunar)
    return None if last is None else _joined(first, last)


def _read_in_year(year: int, rest: str, *, is_lunar: bool) -> str | None:
    """A year and 腊月, 3月5日, 春天, 年底, 中秋 or nothing."""
    number = _year(year)
    marker = _CALENDAR.match(rest)
    if marker:
        rest = rest[marker.end() :]
    is_said = ("公历" if marker[1] else "农历") if marker else None
    if not rest and is_said == "农历":
        return _joined(_lunar_new_year(year).isoformat(), _lunar_year_end(year).isoformat())
    if not rest:
        return number
    for pattern, edtf in _PARTS_OF_YEAR:
        if pattern.fullmatch(rest):
            return edtf.format(number, _lunar_year_end(year).isoformat()[:7])
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
        ends = (_lunar_year_end(year - 1), _lunar_year_end(year))
        if is_lunar:
            return ends[1].isoformat()
        zh = f"{year}年{name}可能是{ends[0]}，也可能是{ends[1]}"
        raise _Refused(zh, f"it may be {ends[0]} or {ends[1]}", ends[1].isoformat())
    if name in _TURN_TERMS:
        zh = f"{name}在年头年尾，分不清是哪一头"
        raise _Refused(zh, "that solar term may be at either end of the year", f"{year}-02")
    if name in _TERMS:
        return _solar_term(year, name).isoformat()
    if name in _LUNAR_FEASTS:
        month, day = _LUNAR_FEASTS[name]
        return _lunar_days(year, month, (day, day))
    if name in _GREGORIAN_FEASTS and (name != "国庆" or year >= 1949):
        month, day = _GREGORIAN_FEASTS[name]
        return _gregorian_days(year, month, (day, day))
    return None


def _read_month(
    year: int, match: re.Match[str], calendar_name: str | None, *, is_said: str | None
) -> str | None:
    """A month and perhaps a day or third of it, in the calendar that its words show."""
    month = _NAMED_MONTHS.get(match["month"]) or _number(match["month"])
    day, part = _number(match["day"]) if match["day"] else None, match["part"]
    if month is None or (match["day"] and day is None):
        return None
    has_figures = match["month"].isascii()
    is_half = part == "半" and not has_figures  # 八月半 is the feast of the fifteenth
    if match["leap"] or match["first"] or is_half or _LUNAR_WORDS.search(match[0]):
        if is_said == "公历":
            raise _Refused("公历里没有这样的月日", "the Gregorian calendar has no such day")
        calendar_name = "农历"
    elif calendar_name is None and (
        match["unit"] or (has_figures and (match["day"] or "").isascii())
    ):
        calendar_name = "公历"
    span = (15, 15) if is_half else (day, day) if day is not None else _MONTH_PARTS.get(part)
    if calendar_name == "农历":
        return _lunar_days(year, month, span, is_leap=bool(match["leap"]))
    if calendar_name == "公历":
        return _gregorian_days(year, month, span)
    return _either(year, month, span)


def _either(year: int, month: int, span: tuple[int, int] | None) -> str:
    """Both calendars at once; one alone where the other has no such day."""
    read: list[When] = []
    for days_of in (_gregorian_days, _lunar_days):
        try:
            read.append(parse_edtf(days_of(year, month, span)))
        except _Refused:
            continue
    if not read:
        raise _Refused("公历和农历里都没有这一天", "neither calendar has this day")
    days = sorted(day for when in read for day in (when.earliest, when.latest) if day)
    if span is None:
        return _joined(days[0].isoformat()[:7], days[-1].isoformat()[:7])
    return _joined(days[0].isoformat(), days[-1].isoformat())


# --- calendars ---------------------------------------------------------------------------------


def _gregorian_days(year: int, month: int, span: tuple[int, int] | None) -> str:
    """A month, or its days `span` (31 stands for the last); refuses what does not exist."""
    _year(year)
    if not 1 <= month <= 12:
        raise _Refused(f"没有{month}月", f"there is no month {month}")
    if span is None:
        return f"{year}-{month:02d}"
    length = calendar.monthrange(year, month)[1]
    first, last = span
    if first != last:
        last = min(last, length)
    if not 1 <= first <= last <= length:
        raise _Refused(f"{year}年{month}月没有{first}日", f"{year}-{month:02d} has no day {first}")
    return _joined(f"{year}-{month:02d}-{first:02d}", f"{year}-{month:02d}-{last:02d}")


def _lunar_days(
    year: int, month: int, span: tuple[int, int] | None, *, is_leap: bool = False
) -> str:
    """The Gregorian days of a lunar month, or of its days `span`; refuses what does not exist."""
    _year(year)
    name = f"农历{year}年{'闰' if is_leap else ''}{month}月"
    found = _lunar_month(year, month, is_leap=is_leap)
    if found is None:
        leap = "leap " if is_leap else ""
        raise _Refused(f"没有{name}", f"the lunar year {year} has no {leap}month {month}")
    start, length = found
    first, last = span or (1, length)
    if first != last:
        last = min(last, length)
    if not 1 <= first <= last <= length:
        raise _Refused(
            f"{name}只有{length}天，没有第{first}天", f"that lunar month has {length} days"
        )
    day = datetime.timedelta(days=1)
    return _joined((start + day * (first - 1)).isoformat(), (start + day * (last - 1)).isoformat())


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


def _lunar_new_year(year: int) -> datetime.date:
    found = _lunar_month(year, 1)
    if found is None:
        raise _Refused(f"没有农历{year}年", f"there is no lunar year {year}")
    return found[0]


def _lunar_year_end(year: int) -> datetime.date:
    return _lunar_new_year(year + 1) - datetime.timedelta(days=1)


def _solar_term(year: int, name: str) -> datetime.date:
    """The day of a solar term from 惊蛰 to 冬至, all of which lie within the Gregorian year."""
    from lunar_python import Solar

    table = Solar.fromYmd(year, 7, 1).getLunar().getJieQiTable()
    # Under its own name stands the solstice of the December before.
    day = table["DONG_ZHI" if name == "冬至" else name]
    return datetime.date(day.getYear(), day.getMonth(), day.getDay())
