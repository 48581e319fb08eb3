"""Years: in figures, of a reign, of the sixty-year cycle, of an animal, of the narrator's life.

What follows the year (a month, a season) is read by `archive.ingest.spoken_months`.
"""

from __future__ import annotations

import re

from archive.ingest.calendars import lunar_new_year
from archive.ingest.spoken_events import ERA, REIGNS
from archive.ingest.spoken_intervals import Context, Refused, Years, only_year, said_year
from archive.ingest.spoken_months import CALENDAR_NAME, read_in_years
from archive.ingest.spoken_words import DIGIT, NUMERAL, parse_number

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ANIMALS = "鼠牛虎兔龙蛇马羊猴鸡狗猪"
_FULL_YEAR = re.compile(rf"(?:公元|西元)?({DIGIT}{{4}})(?:年|(?!{DIGIT}))(.*)")
_ERA_YEAR = re.compile(rf"({ERA})(?:皇帝)?(元|{NUMERAL}{{1,4}})年(.*)")
_SHORT_YEAR = re.compile(rf"({DIGIT}{{2}})年(.*)")
_CYCLE_YEAR = re.compile(
    rf"(?:({ERA})([{_STEMS}][{_BRANCHES}])年?|([{_STEMS}][{_BRANCHES}])年)(.*)"
)
_ANIMAL_YEAR = re.compile(rf"(?:属?([{_ANIMALS}])年|属([{_ANIMALS}])的?那一?年)(.*)")
_NEAR_YEAR = re.compile(r"(今年|去年|旧年|前年|大前年|明年|后年)(.*)")
_NEAR = {"今年": 0, "去年": -1, "旧年": -1, "前年": -2, "大前年": -3, "明年": 1, "后年": 2}
_AGE = re.compile(
    rf"我?(虚岁|周岁|实岁)?(?:才|刚|已经)?({NUMERAL}{{1,3}})(几|多|来)?(周岁|虚岁|岁)?"
    r"(?:的?那一?年|那?时候?|那会儿|的时候|上)?(.*)"
)
_BIRTH = re.compile(r"我?(?:出生|生下来|出世)(?:的?那一?年|的?时候?)?(.*)")


def read_dated(words: str, context: Context) -> str | None:
    """A year, told in any way, and what follows it."""
    match = CALENDAR_NAME.match(words)
    years = _split_year(words[match.end() :] if match else words, context)
    if years is None:
        return None
    rest = re.sub(r"^(?:那一?年|的)", "", years.rest)
    return read_in_years(years._replace(rest=(match[0] if match else "") + rest))


def _split_year(words: str, context: Context) -> Years | None:
    """The year at the front of the words."""
    match = _FULL_YEAR.fullmatch(words)
    if match:
        year = parse_number(match[1]) or 0
        return Years(year, year, match[2])
    match = _ERA_YEAR.fullmatch(words)
    if match:
        return _split_era_year(match)
    match = _SHORT_YEAR.fullmatch(words)
    if match:
        year = _short_year(match[1], context)
        return Years(year, year, match[2])
    match = _CYCLE_YEAR.fullmatch(words)
    if match:
        year = _cycle_year(match[2] or match[3], match[1], context)
        return Years(year, year, match[4], match[1] not in (None, "民国"))
    match = _ANIMAL_YEAR.fullmatch(words)
    if match:
        animal = match[1] or match[2]
        year = only_year(_cycle(_ANIMALS.index(animal), 12, None, context), f"{animal}年")
        return Years(year, year, match[3])
    match = _NEAR_YEAR.fullmatch(words)
    if match:
        return _split_near_year(match, context)
    return _split_life_year(words, context)


def _split_era_year(match: re.Match[str]) -> Years | None:
    first, last = REIGNS[match[1]]
    count = parse_number(match[2])
    if count is None:
        return None
    year = first + count - 1
    if not first <= year <= last and not (match[1] == "民国" and 39 <= count <= 200):
        raise Refused(
            f"{match[1]}只有{last - first + 1}年", f"{match[1]} has {last - first + 1} years"
        )
    return Years(year, year, match[3], match[1] != "民国")


def _short_year(digits: str, context: Context) -> int:
    """The year that two figures mean; see the rules in `archive.ingest.spoken_dates`."""
    value = parse_number(digits) or 0
    if context.said_on:
        past = [year for year in (2000 + value, 1900 + value) if year <= context.said_on.year]
        year = only_year(past[:1], f"“{digits}年”")
    elif value < 30:
        year = only_year((1900 + value, 2000 + value), f"“{digits}年”")
    else:
        year = 1900 + value
    if digits.isascii() and 10 <= value <= 38 and year < 2000:
        return only_year((year, 1911 + value), f"“{digits}年”")
    return year


def _split_near_year(match: re.Match[str], context: Context) -> Years:
    """去年 and the like; before the lunar New Year people may still count the old year."""
    said, shift = said_year(context), _NEAR[match[1]]
    early = context.said_on is not None and context.said_on < lunar_new_year(said)
    return Years(said + shift - (1 if early else 0), said + shift, match[2])


def _split_life_year(words: str, context: Context) -> Years | None:
    """我十二岁那年, 我出生那年."""
    birth, age = _BIRTH.fullmatch(words), _AGE.fullmatch(words)
    ages = _ages(age[2], age[3]) if age and (age[1] or age[4]) else None
    if not birth and not (age and ages):
        return None
    if context.born is None:
        raise Refused("不知道说话人哪年出生", "the narrator's year of birth is not given")
    if birth:
        return Years(context.born, context.born, birth[1])
    assert age
    assert ages
    way = age[1] or age[4]
    less, more = {"虚岁": (-2, -1), "周岁": (0, 1), "实岁": (0, 1)}.get(way, (-1, 0))
    return Years(context.born + ages[0] + less, context.born + ages[1] + more, age[5])


def _ages(words: str, vague: str | None) -> tuple[int, int] | None:
    """十二 as (12, 12), 十二三 as (12, 13), 十几 as (10, 19)."""
    pair = re.fullmatch(r"(.?[十廿卅]?)([一二三四五六七八九])([一二三四五六七八九])", words)
    if pair and (pair[1] == "" or pair[1][-1] in "十廿卅"):
        low, high = parse_number(pair[1] + pair[2]), parse_number(pair[1] + pair[3])
        return (low, high) if low is not None and high == low + 1 else None
    age = parse_number(words)
    if age is None or age > 120:
        return None
    return (age, age + 9) if vague and age % 10 == 0 and age else (age, age)


def _cycle_year(pair: str, era: str | None, context: Context) -> int:
    """The year of 甲子 and so on within a reign or the narrator's life."""
    stem, branch = _STEMS.index(pair[0]), _BRANCHES.index(pair[1])
    place = next((at for at in range(60) if (at % 10, at % 12) == (stem, branch)), None)
    if place is None:
        raise Refused(f"六十甲子里没有{pair}", f"{pair} is not one of the sixty pairs")
    return only_year(_cycle(place, 60, era, context), f"{era or ''}{pair}年")


def _cycle(place: int, size: int, era: str | None, context: Context) -> list[int]:
    """Years at a place of the sixty- or twelve-year cycle that the words can mean."""
    if era:
        first, last = REIGNS[era]
    elif context.said_on:
        last = context.said_on.year
        first = context.born if context.born is not None else last - 100
    else:
        first = context.born if context.born is not None else 1924
        last = first + 100
    return [year for year in range(first, last + 1) if (year - 4) % size == place]


def read_count(words: str, _context: Context) -> str | None:
    """三十八年 alone is refused: a year of the Republic, or a length of time."""
    match = re.fullmatch(rf"({NUMERAL}{{1,3}})年", words)
    count = parse_number(match[1]) if match else None
    if match and count and count <= 38:
        zh = f"可能是民国{match[1]}年，也可能是年数"
        raise Refused(zh, "a year of the Republic, or a length of time?", str(1911 + count))
    return None
