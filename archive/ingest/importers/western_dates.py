"""Dates as catalogues in Western languages write them, into values for the fields of records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from archive.ingest.spoken_dates import NotUnderstood, parse_spoken
from archive.model.dates import parse_edtf
from archive.values import dataclass

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero",
            "february feb februar fevrier febrero",
            "march mar maerz märz mars marzo",
            "april apr avril abril",
            "may mai mayo",
            "june jun juni juin junio",
            "july jul juli juillet julio",
            "august aug aout agosto",
            "september sept sep septembre septiembre",
            "october oct oktober okt octobre octubre",
            "november nov novembre noviembre",
            "december dec dezember dez decembre diciembre",
        ),
        1,
    )
    for name in names.split()
}
_ABOUT = re.compile(r"(?:circa|ca|c|about|approximately|approx|um|etwa)\.?\s+|\bc\.?(?=\d)", re.I)
_NOT_KNOWN = re.compile(r"n\.?\s?d\.?|undated|unknown|no date|o\.\s?d\.|undatiert", re.IGNORECASE)
_DECADE = re.compile(r"(\d{3})0['’]?s", re.ASCII)
_YEARS = re.compile(r"(\d{4})\s*(?:-|–|—|/|to|bis)\s*(\d{4})", re.ASCII)
_SLASHES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s+([^\W\d]+)\.?,?\s+(\d{4})")
_POINT = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class DateRead:
    """A value for a field that holds a time, and the first day it may mean."""

    value: str | Mapping[str, str]
    day: date | None = None

    @property
    def is_known(self) -> bool:
        """Whether anything is known of the time."""
        return self.day is not None


NO_DATE = DateRead({"spoken": "不详", "edtf": "不详"})


def spoken_of(read: DateRead) -> str:
    """The words of a time; empty where there are none."""
    if read == NO_DATE or isinstance(read.value, str):
        return ""
    return read.value["spoken"]


def parse_date(text: str, *, is_about: bool = False) -> DateRead:
    """The time of ``text``: EDTF, as English, German and Chinese catalogues write it, or words kept
    as they stand beside a time that is not known. ``is_about`` is what another column says of it.

    Nothing is guessed: 9/8/1912 may be a day of August or of September, and is both.
    """
    written = " ".join(text.split())
    if not written or _NOT_KNOWN.fullmatch(written):
        return NO_DATE
    edtf = _edtf(written) if len(written) <= _LONGEST else None
    if edtf is None:
        return DateRead({"spoken": written[:_LONGEST], "edtf": "不详"})
    if is_about and _POINT.fullmatch(edtf):
        edtf += "~"
    first = parse_edtf(edtf).earliest
    return DateRead(edtf if edtf == written else {"spoken": written, "edtf": edtf}, first)


def _edtf(text: str) -> str | None:
    bare = _ABOUT.sub("", text, count=1)
    found = _western(bare)
    for candidate in (text, f"{found}~" if found and bare != text else found):
        if candidate and _is_edtf(candidate):
            return candidate
    try:
        return parse_spoken(text).edtf
    except NotUnderstood:
        return None


def _is_edtf(text: str) -> bool:
    try:
        return parse_edtf(text).earliest is not None
    except ValueError:
        return False


def _western(text: str) -> str | None:
    if match := _DECADE.fullmatch(text):
        return f"{match[1]}X"
    if match := _YEARS.fullmatch(text):
        return f"{match[1]}/{match[2]}"
    if match := _SLASHES.fullmatch(text):
        return _either_way(int(match[1]), int(match[2]), match[3])
    if (match := _MONTH_FIRST.fullmatch(text)) and (month := _MONTHS.get(match[1].lower())):
        return f"{match[3]}-{month:02}" + (f"-{int(match[2]):02}" if match[2] else "")
    if (match := _DAY_FIRST.fullmatch(text)) and (month := _MONTHS.get(match[2].lower())):
        return f"{match[3]}-{month:02}-{int(match[1]):02}"
    return text if _POINT.fullmatch(text) else None


def _either_way(one: int, other: int, year: str) -> str | None:
    """A day written with two numbers: both ways of reading it, where both are days."""
    ways = {f"{year}-{month:02}-{day:02}" for month, day in ((one, other), (other, one))}
    days = sorted(way for way in ways if _is_edtf(way))
    return "/".join(days) if days else None
