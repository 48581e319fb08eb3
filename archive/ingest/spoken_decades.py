"""Decades and centuries: 六十年代初, 上世纪五十年代, 五几年, 二十世纪."""

from __future__ import annotations

import re

from archive.ingest.spoken_intervals import Context, Refused, format_year, joined, only_year
from archive.ingest.spoken_relations import read_relation
from archive.ingest.spoken_words import DIGIT, NUMERAL, parse_number

# Each part of a decade reaches a little over its third: 初, 中, 末 have no agreed borders.
_DECADE_PARTS = (
    (re.compile(r"的?(?:初期?|早期|前期|头几年|开头)"), 0, 3),
    (re.compile(r"的?(?:中期?|中叶|中间)"), 3, 7),
    (re.compile(r"的?(?:末期?|后期|晚期|底|末尾)"), 6, 9),
    (re.compile(r"的?(?:前半期?|上半期?)"), 0, 4),
    (re.compile(r"的?(?:后半期?|下半期?)"), 5, 9),
)
_CENTURY = rf"(?P<century>(?:上个?|本|这个)世纪|{NUMERAL}{{1,3}}世纪)"
_DECADE = re.compile(rf"{_CENTURY}?(?P<decade>{NUMERAL}{{1,4}})年代(?P<tail>.*)")
_SOME_YEARS = re.compile(
    rf"(?P<first>{DIGIT}{{2}})?(?P<ten>{DIGIT})(?P<shi>[十0零])?几年(?P<tail>.*)"
)


def read_decade(words: str, context: Context) -> str | None:
    """六十年代初, 上世纪五十年代, 五六十年代, 五几年, 民国三十几年, 二十世纪."""
    republic = re.fullmatch(r"民国([一二三]?十|[1-3]0)几年", words)
    if republic:
        first = 1911 + (parse_number(republic[1]) or 0)
        return joined(format_year(first), format_year(min(first + 9, 1949)))
    century = re.fullmatch(_CENTURY, words)
    if century:
        return f"{_century(century['century'], context) // 100}XX"
    match = _DECADE.fullmatch(words)
    if match:
        return _read_decade_number(match, context)
    match = _SOME_YEARS.fullmatch(words)
    if not match:
        return None
    ten = parse_number(match["ten"]) or 0
    if not match["first"] and match["shi"] and ten <= 3:
        zh = "可能是民国的年份，也可能是年数"
        raise Refused(zh, "it may count years of the Republic, or a length of time", "194X")
    base = (parse_number(match["first"]) or 0) * 100 if match["first"] else None
    return _decade_part(_decade_year(ten * 10, base, context), match["tail"])


def _read_decade_number(match: re.Match[str], context: Context) -> str | None:
    base = _century(match["century"], context) if match["century"] else None
    two = re.fullmatch("([一二三四五六七八九])([一二三四五六七八九])十", match["decade"])
    tens = (two[1] + "零", two[2] + "零") if two else (match["decade"],)
    parts = []
    for value in map(parse_number, tens):
        if value is None or value % 10 or (value >= 100 and (base is not None or value < 1000)):
            return None
        year = value if value >= 100 else _decade_year(value, base, context)
        parts.append(_decade_part(year, match["tail"]))
    if parts[0] is None or parts[-1] is None:
        return None
    return joined(parts[0], parts[-1])


def _century(words: str, context: Context) -> int:
    """The first year of the century, 1900 for 二十世纪 and, said after 2000, for 上世纪."""
    now = 2000 if context.said_on is None else context.said_on.year // 100 * 100
    if words.startswith("上"):
        return now - 100
    number = parse_number(words.removesuffix("世纪"))
    return int(format_year((number - 1) * 100 if number is not None else now))


def _decade_year(value: int, base: int | None, context: Context) -> int:
    if base is not None:
        return int(format_year(base + value))
    if context.said_on is None:
        choices = [1900 + value] if value >= 30 else [1900 + value, 2000 + value]
    else:
        choices = [year for year in (1900 + value, 2000 + value) if year <= context.said_on.year]
    return only_year(choices, f"“{value:02d}年代”")


def _decade_part(year: int, tail: str) -> str | None:
    for pattern, first, last in _DECADE_PARTS:
        if pattern.fullmatch(tail):
            return joined(format_year(year + first), format_year(year + last))
    return read_relation(f"{format_year(year)[:3]}X", tail)
