"""What the readers of spoken dates share: what is known, refusals, and EDTF put together.

A reader takes normalised words and gives EDTF, None when the words are of another form, or raises
`Refused` when the form is its own but the sense is impossible or ambiguous.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from archive.model.dates import parse_edtf

EXAMPLE = "1958-12"
"""What to write instead when nothing nearer is known."""


class Refused(Exception):
    """Why words that are of a known form give no date, and what to write instead."""

    def __init__(self, zh: str, en: str, instead: str | None = None) -> None:
        super().__init__(en)
        self.zh, self.en, self.instead = zh, en, instead or EXAMPLE


class Context(NamedTuple):
    """What is known besides the words."""

    events: Mapping[str, str]
    """Normalised names of anchors and of national events to EDTF, longest name first; an empty
    text where two anchors share a name."""
    said_on: datetime.date | None
    """The day of the interview."""
    born: int | None
    """The narrator's year of birth."""


class Years(NamedTuple):
    """One year, or the first and last that the words leave open, and what follows them."""

    first: int
    last: int
    rest: str
    is_lunar: bool = False


def said_year(context: Context) -> int:
    """The year of the interview; refuses when it is not given."""
    if context.said_on is None:
        raise Refused("不知道是哪一年说的，要有采集日期", "the day of the interview is not given")
    return context.said_on.year


def only_year(years: Sequence[int], words: str) -> int:
    """The only year of several; refuses when there are more or none."""
    if len(years) == 1:
        return years[0]
    if not years:
        raise Refused(f"这个范围里没有{words}", f"no year of that time is {words}")
    listed = [str(year) for year in years]
    zh = "、".join(f"{year}年" for year in listed)
    raise Refused(
        f"{words}可能是{zh}，分不清", f"{words} may mean {' or '.join(listed)}", listed[-1]
    )


def format_year(year: int) -> str:
    """A year as EDTF; refuses what is not within 1000 to 2199."""
    if not 1000 <= year <= 2199:
        raise Refused(
            f"{year}年不在会读的年份（1000—2199）里", f"{year} is not within 1000 to 2199"
        )
    return str(year)


def ends_of(edtf: str) -> tuple[str, str]:
    """Start and end of an EDTF text, as EDTF; sets by their days."""
    if edtf[:1] in ("[", "{"):
        when = parse_edtf(edtf)
        first, last = when.earliest, when.latest
        return first.isoformat() if first else "..", last.isoformat() if last else ".."
    start, _, end = edtf.partition("/")
    return start, end if "/" in edtf else start


def joined(first: str, last: str) -> str:
    """From the start of the one to the end of the other; refuses an end before the beginning."""
    start, end = ends_of(first)[0], ends_of(last)[1]
    if start == end:
        return start
    try:
        parse_edtf(f"{start}/{end}")
    except ValueError:
        raise Refused("结束比开始早", "the end is before the beginning") from None
    return f"{start}/{end}"


def marked(edtf: str, *, marks: str) -> str:
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
