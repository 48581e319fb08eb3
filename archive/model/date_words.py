"""Dates as people read them: 约1958年, 1954年至1983年, "about 1958"."""

from __future__ import annotations

from archive.model.date_points import OPEN, Point, Precision

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
"""The languages `format_when` speaks."""
WORDS: dict[str, dict[str, str]] = {
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


def format_interval(start: Point | str, end: Point | str, language: str) -> str:
    """Two ends, of which at least one is a point."""
    words = WORDS[language]
    if isinstance(start, Point) and isinstance(end, Point):
        return _format_closed(start, end, language)
    if isinstance(end, Point):
        return words["until" if start == OPEN else "ended"].format(format_end(end, language))
    assert isinstance(start, Point)
    return words["since" if end == OPEN else "began"].format(format_end(start, language))


def _format_closed(start: Point, end: Point, language: str) -> str:
    """Two dates; the year or month both share is said once."""
    first, last = format_end(start, language), format_end(end, language)
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


def format_end(point: Point, language: str) -> str:
    return _marked(_format_point(point, language), point.mark, language)


def _marked(text: str, mark: str, language: str) -> str:
    return WORDS[language][mark].format(text) if mark else text


def _format_point(point: Point, language: str) -> str:
    """One date without its mark."""
    words = WORDS[language]
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
