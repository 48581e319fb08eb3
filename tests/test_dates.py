"""Dates: EDTF read, written and shown, and the words of villagers and clerks."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.spoken_dates import Anchor, NotUnderstood, parse_spoken
from archive.model.dates import (
    LANGUAGES,
    Precision,
    When,
    format_edtf,
    format_when,
    parse_edtf,
)

_TABLE = yaml.safe_load(
    Path(__file__).with_name("cases").joinpath("spoken_dates.yaml").read_text(encoding="utf-8")
)
_ANCHORS = tuple(
    Anchor(tuple(entry["names"]), parse_edtf(str(entry["edtf"]))) for entry in _TABLE["anchors"]
)
_UNKNOWN = When(spoken=None, edtf=None, earliest=None, latest=None)

_YEARS = st.integers(1, 9999).map(lambda year: f"{year:04d}")
_MONTHS = st.dates().map(lambda day: day.isoformat()[:7])
_SEASONS = st.builds("{:04d}-{}".format, st.integers(1, 9998), st.integers(21, 24))
_DECADES = st.integers(1, 999).map(lambda decade: f"{decade:03d}X")
_CENTURIES = st.integers(1, 99).map(lambda century: f"{century:02d}XX")
_DAYS = st.dates().map(datetime.date.isoformat)
_POINTS = st.builds(
    "{}{}".format,
    st.one_of(_YEARS, _MONTHS, _SEASONS, _DECADES, _CENTURIES, _DAYS),
    st.sampled_from(["", "~", "?", "%"]),
)


@st.composite
def _edtf(draw: st.DrawFn) -> str:
    """Common EDTF: a point, an interval in order, or one with an open or unknown end."""
    first = draw(_POINTS)
    shape = draw(st.sampled_from(["point", "interval", "open start", "open end", "unknown start"]))
    if shape == "point":
        return first
    if shape == "interval":
        first, last = sorted((first, draw(_POINTS)), key=lambda text: parse_edtf(text).sort_key)
        return f"{first}/{last}" if first != last else first
    return {"open start": f"../{first}", "open end": f"{first}/.."}.get(shape, f"/{first}")


# --- EDTF ---------------------------------------------------------------------------------------


@given(_edtf())
def test_edtf_round_trips(text: str) -> None:
    """What is written as EDTF reads back as the same value and the same text."""
    when = parse_edtf(text)
    assert format_edtf(when) == text
    assert parse_edtf(format_edtf(when)) == when


@given(st.one_of(_YEARS, _MONTHS, _DECADES, _CENTURIES, _DAYS))
def test_the_quick_reading_agrees_with_the_edtf_package(text: str) -> None:
    """Bounds of the common forms are the package's strict bounds."""
    from edtf import parse_edtf as parse_by_package

    theirs, ours = parse_by_package(text), parse_edtf(text)
    assert ours.earliest is not None
    assert ours.latest is not None
    assert ours.earliest.timetuple()[:3] == theirs.lower_strict()[:3]
    assert ours.latest.timetuple()[:3] == theirs.upper_strict()[:3]


@given(st.text(alphabet="0123456789X.~?%,/[]{}-YES", max_size=30))
def test_any_other_text_is_a_value_error(text: str) -> None:
    """Nothing but ValueError leaves the EDTF parser, and what it accepts has a bound or is open."""
    try:
        when = parse_edtf(text)
    except ValueError:
        return
    assert when.is_known or when.edtf == "../.."


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1958", "1958-01-01", "1958-12-31"),
        ("1958-02", "1958-02-01", "1958-02-28"),
        ("1960-02", "1960-02-01", "1960-02-29"),
        ("195X", "1950-01-01", "1959-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("1958-21", "1958-02-01", "1958-05-31"),
        ("1958-24", "1958-11-01", "1959-02-28"),
        ("1958~/1962", "1958-01-01", "1962-12-31"),
        ("../1949", None, "1949-12-31"),
        ("1949/", "1949-01-01", None),
        ("[1958,1960]", "1958-01-01", "1960-12-31"),
        ("1958-40", "1958-01-01", "1958-06-30"),
        ("1958-XX", "1958-01-01", "1958-12-31"),
    ],
)
def test_bounds_are_the_widest_days(text: str, earliest: str | None, latest: str | None) -> None:
    """An EDTF date spans from the first to the last day it allows."""
    when = parse_edtf(text)
    assert (when.earliest and when.earliest.isoformat()) == earliest
    assert (when.latest and when.latest.isoformat()) == latest


@pytest.mark.parametrize(
    "text",
    ["", "/", "58", "1958-13", "1958-02-30", "1959/1958", "0000", "-0500", "Y19580", "XXXX",
     "1958/1959/1960", "1958 年", "Y1E999999999", "{1958,1960..}", "1958-1-1", "１９５８"],
)  # fmt: skip
def test_what_is_not_edtf_is_refused(text: str) -> None:
    """A text that names no day within the years 1 to 9999 is refused."""
    with pytest.raises(ValueError, match=r"EDTF|month|day|year|end"):
        parse_edtf(text)


def test_a_time_cannot_end_before_it_begins_nor_have_bounds_without_edtf() -> None:
    """The value itself refuses what no parser could have read."""
    day, eve = datetime.date(1958, 1, 1), datetime.date(1957, 12, 31)
    with pytest.raises(ValueError, match="before"):
        When(spoken=None, edtf="1958", earliest=day, latest=eve)
    with pytest.raises(ValueError, match="EDTF"):
        When(spoken="五八年", edtf=None, earliest=day, latest=day)


def test_flags_tell_about_from_perhaps() -> None:
    """``~`` is approximate, ``?`` uncertain, ``%`` both, at either end of an interval."""
    flags = {
        text: (parse_edtf(text).is_approximate, parse_edtf(text).is_uncertain)
        for text in ("1958", "1958~", "1958?", "1958%", "1958/1960~")
    }
    assert flags == {
        "1958": (False, False),
        "1958~": (True, False),
        "1958?": (False, True),
        "1958%": (True, True),
        "1958/1960~": (True, False),
    }


@pytest.mark.parametrize(
    ("text", "precision", "is_within_a_year"),
    [
        ("1958-03-05", Precision.DAY, True),
        ("1958-03", Precision.MONTH, True),
        ("1958-22", Precision.SEASON, True),
        ("1958~", Precision.YEAR, True),
        ("195X", Precision.DECADE, False),
        ("19XX", Precision.CENTURY, False),
        ("1958/1962", Precision.INTERVAL, False),
        ("1949/..", Precision.INTERVAL, False),
        ("1958-40", Precision.INTERVAL, False),
        ("1958-12-XX", Precision.MONTH, True),
    ],
)
def test_precision_is_told(text: str, precision: Precision, is_within_a_year: bool) -> None:
    """A date knows how finely it is told, rare forms by the days they fill."""
    assert parse_edtf(text).precision is precision
    assert parse_edtf(text).precision.is_within_a_year() is is_within_a_year


@pytest.mark.parametrize(
    ("text", "decade"),
    [("1958", 1950), ("195X", 1950), ("1958/1963", 1960), ("1954/1983", 1960), ("../1949", None),
     ("1949/..", None)],
)  # fmt: skip
def test_decade_is_shared_or_that_of_the_middle(text: str, decade: int | None) -> None:
    """The decade is that of both bounds, else of the middle day; open intervals have none."""
    assert parse_edtf(text).decade == decade


def test_overlap_needs_a_shared_day() -> None:
    """Intervals overlap when they share a day; open ends reach on, unknown times share none."""
    year, until, since = parse_edtf("1958"), parse_edtf("../1949"), parse_edtf("1949/..")
    assert year.overlaps(parse_edtf("1958-12-31/1960"))
    assert not year.overlaps(parse_edtf("1959"))
    assert year.overlaps(since)
    assert since.overlaps(year)
    assert not year.overlaps(until)
    assert until.overlaps(since)
    assert not _UNKNOWN.overlaps(_UNKNOWN)


@given(_edtf(), _edtf())
def test_overlap_is_mutual(first: str, second: str) -> None:
    """If one time overlaps another, so does the other the one, and each itself."""
    one, other = parse_edtf(first), parse_edtf(second)
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(one)


def test_order_is_that_of_a_timeline() -> None:
    """Earlier first, wider before narrower, "until" before what begins then, unknown last."""
    ordered = ["1948", "../1949", "1950/..", "195X", "1950", "1950-01", "1950-01-01", "1951"]
    whens = [*(parse_edtf(text) for text in ordered), _UNKNOWN]
    backwards = whens[::-1]
    assert sorted(backwards, key=lambda when: when.sort_key) == whens


@pytest.mark.parametrize(
    ("text", "simplified", "traditional", "english"),
    [
        ("1958", "1958年", "1958年", "1958"),
        ("1958~", "约1958年", "約1958年", "about 1958"),
        ("1958?", "1958年（存疑）", "1958年（存疑）", "perhaps 1958"),
        ("1958%", "约1958年（存疑）", "約1958年（存疑）", "perhaps about 1958"),
        ("195X", "1950年代", "1950年代", "1950s"),
        ("19XX", "20世纪", "20世紀", "20th century"),
        ("20XX", "21世纪", "21世紀", "21st century"),
        ("1958-24", "1958年冬", "1958年冬", "winter 1958–59"),
        ("1958-03-05", "1958年3月5日", "1958年3月5日", "5 March 1958"),
        ("1958-12/1959-01", "1958年12月—1959年1月", "1958年12月—1959年1月",
         "December 1958 – January 1959"),
        ("1958-01/1958-06", "1958年1月—6月", "1958年1月—6月", "January–June 1958"),
        ("1958-08-15/1958-09-27", "1958年8月15日—9月27日", "1958年8月15日—9月27日",
         "15 August – 27 September 1958"),
        ("1958-03-01/1958-03-10", "1958年3月1日—10日", "1958年3月1日—10日", "1–10 March 1958"),
        ("1954/1983", "1954年至1983年", "1954年至1983年", "1954–1983"),
        ("../1949", "1949年以前", "1949年以前", "1949 or earlier"),
        ("1949/..", "1949年以后", "1949年以後", "1949 or later"),
        ("1949/", "1949年起，止于何时不详", "1949年起，止於何時不詳", "from 1949, end unknown"),
        ("[1958,1959]", "1958年至1959年", "1958年至1959年", "1958–1959"),
        ("1958-~05", "约1958年5月", "約1958年5月", "about May 1958"),
        ("[..1958]", "1958年12月31日以前", "1958年12月31日以前", "31 December 1958 or earlier"),
    ],
)  # fmt: skip
def test_shown_to_people(text: str, simplified: str, traditional: str, english: str) -> None:
    """An interval is shown in plain words of each language."""
    shown = [format_when(parse_edtf(text), language=language) for language in LANGUAGES]
    assert shown == [simplified, traditional, english]


@given(_edtf())
def test_everything_known_can_be_shown(text: str) -> None:
    """Every common date has words in every language, and never shows EDTF's own signs."""
    for language in LANGUAGES:
        shown = format_when(parse_edtf(text), language=language)
        assert shown
        assert not set(shown) & set("~?%X/.")


def test_an_unknown_time_says_so_and_an_unknown_language_is_refused() -> None:
    """An unknown time has words of its own; a language without words is an error."""
    assert [format_when(_UNKNOWN, language=language) for language in LANGUAGES] == [
        "年代不详",
        "年代不詳",
        "date unknown",
    ]
    with pytest.raises(ValueError, match="zh-Hans"):
        format_when(_UNKNOWN, language="fr")


def test_common_dates_do_not_load_the_edtf_package() -> None:
    """A fresh process reads and shows common dates without the slow imports."""
    program = (
        "import sys\n"
        "from archive.model.dates import parse_edtf, format_when\n"
        "from archive.ingest.spoken_dates import parse_spoken\n"
        "format_when(parse_edtf('1958-12~/..'), language='en'); parse_spoken('五八年前后')\n"
        "print([name for name in ('edtf', 'lunar_python', 'opencc') if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert result.stdout.strip() == "[]"


# --- spoken dates -------------------------------------------------------------------------------


def _name(case: dict[str, Any]) -> str:
    known = [f"{key}={case[key]}" for key in ("said_on", "born") if key in case]
    return " ".join([case["text"] or "(empty)", *known])


@pytest.mark.parametrize("case", _TABLE["cases"], ids=_name)
def test_spoken_dates(case: dict[str, Any]) -> None:
    """Each way of telling a date gives the EDTF beside it in the table, or is refused with why."""
    known = {key: case[key] for key in ("said_on", "born") if key in case}
    if "refused" in case:
        with pytest.raises(NotUnderstood) as caught:
            parse_spoken(case["text"], anchors=_ANCHORS, **known)
        assert case["refused"] in caught.value.zh
        return
    when = parse_spoken(case["text"], anchors=_ANCHORS, **known)
    assert when.edtf == case["edtf"]
    assert when.spoken == case["text"]


def test_the_words_are_kept_as_said() -> None:
    """Spaces, wide figures and traditional characters stay in the words and only there."""
    when = parse_spoken(" 約１９５８ 年 ")
    assert when == When(
        spoken=" 約１９５８ 年 ",
        edtf="1958~",
        earliest=datetime.date(1958, 1, 1),
        latest=datetime.date(1958, 12, 31),
    )


def test_a_refusal_says_what_and_what_instead() -> None:
    """A refusal repeats the words, names the candidates and an EDTF date to write, twice."""
    with pytest.raises(NotUnderstood) as caught:
        parse_spoken("甲子年")
    for message in (caught.value.zh, caught.value.en):
        assert all(part in message for part in ("甲子年", "1924", "1984", "EDTF"))
    assert caught.value.text == "甲子年"


def test_an_event_not_registered_is_refused_with_those_that_are() -> None:
    """Words that no anchor explains are refused, and the anchors there are named."""
    with pytest.raises(NotUnderstood, match="分田到户"):
        parse_spoken("唱大戏那年", anchors=_ANCHORS)


def test_the_village_knows_its_own_events_better() -> None:
    """An anchor goes before the national event of the same name."""
    freed = Anchor(("解放",), parse_edtf("1949-05-03"))
    assert parse_spoken("解放前", anchors=[freed]).edtf == "../1949-05-03"
    assert parse_spoken("解放前").edtf == "../1949"


@given(st.integers(1645, 2190), st.integers(1, 12))
def test_lunar_months_follow_on_each_other(year: int, month: int) -> None:
    """A lunar month has 29 or 30 days and begins three to seven weeks after its number's month."""
    when = parse_spoken(f"农历{year}年{month}月")
    assert when.earliest is not None
    assert when.latest is not None
    assert (when.latest - when.earliest).days + 1 in (29, 30)
    shift = (when.earliest - datetime.date(year, month, 1)).days
    assert 18 <= shift <= 55


# 1921-24 is a winter in EDTF and four years to a person.
@given(_edtf().filter(lambda text: not re.match(r"\d{4}-2[1-4]", text)))
def test_edtf_itself_is_read(text: str) -> None:
    """EDTF typed where words are expected is taken for what it is, or refused, never changed."""
    try:
        when = parse_spoken(text)
    except NotUnderstood:
        return
    ours = parse_edtf(text)
    assert (when.earliest, when.latest) == (ours.earliest, ours.latest)


_PIECES = (
    *"0123456789零一二三四五六七八九十廿卅年月日号初闰正冬腊春秋到至-~/.()、或前后约岁我虚甲子属龙从几",
    *"一九 五八 1958 民国 光绪 农历 公历 以前 以后 那年 第二年 年代 世纪 大概 左右 三年".split(),
    *"解放 发大水 通电 修水库 臘月 除夕 中秋 清明".split(),
)
_WORDS = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)


@given(
    text=st.one_of(_WORDS, st.text(max_size=80)),
    said_on=st.none() | st.dates(datetime.date(1950, 1, 1), datetime.date(2050, 1, 1)),
    born=st.none() | st.integers(1, 9999),
)
def test_nothing_but_not_understood_is_raised(
    text: str, said_on: datetime.date | None, born: int | None
) -> None:
    """Any text at all gives a date that is valid EDTF, an unknown time, or NotUnderstood."""
    try:
        when = parse_spoken(text, anchors=_ANCHORS, said_on=said_on, born=born)
    except NotUnderstood:
        return
    assert when.spoken == text
    if when.edtf is not None:
        again = parse_edtf(when.edtf)
        assert (again.earliest, again.latest) == (when.earliest, when.latest)


@pytest.mark.parametrize(
    "piece", ["到", "以前", "一", "9", "(", "大概", "年", "十", "通电", "或", "~"]
)
@pytest.mark.parametrize("length", [55, 60, 100_000])
def test_long_nonsense_is_refused(piece: str, length: int) -> None:
    """Repeated pieces, at the limit and far beyond it, end in a refusal."""
    text = (piece * length)[:length]
    assert unicodedata.is_normalized("NFKC", text)
    with pytest.raises(NotUnderstood):
        parse_spoken(text, anchors=_ANCHORS)
