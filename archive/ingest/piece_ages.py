"""Ages that cannot be: who tells of what they lived before they were born, or gives an odd age."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from archive.errors import Problem
from archive.ingest.spoken_words import NUMERAL, normalised, parse_number
from archive.ingest.whereabouts import Where
from archive.model.dates import When, format_when
from archive.model.kinds import RecordId
from archive.model.person import Person
from archive.model.puzzle import Piece
from archive.model.terms import Witness

_GRACE = 2
"""Years by which a told age or an approximate date may be off before it is odd."""
_AGE = re.compile(rf"(?<![百千])(?<!{NUMERAL})({NUMERAL}{{1,4}})(?:周|虚)?岁")
_ONE_OR_THE_OTHER = re.compile(r"[一二三四五六七八九]{2,}|.*十[一二三四五六七八九]{2,}")
_OLDEST = 120


def parse_age(text: str) -> int | None:
    """12 for 十二岁, 虚岁12 or a bare 12; None for 七八岁 and what gives no single number."""
    words = normalised(text)
    found = _AGE.search(words)
    number = found[1] if found else re.sub("^(?:虚岁|周岁|实岁)", "", words)
    if _ONE_OR_THE_OTHER.fullmatch(number):
        return None
    age = parse_number(number)
    return age if age is not None and age <= _OLDEST else None


def check_ages(
    piece: Piece, path: str, where: Where, people: Mapping[RecordId, Person]
) -> Iterator[Problem]:
    """What ``piece`` says of a time and of an age there, against the narrator's birth."""
    person = people.get(piece.narrator) if piece.narrator else None
    born, told = (person.born if person else None), piece.when
    if person is None or born is None or told is None:
        return
    facts = {
        "seen": piece.key,
        "person": person.id,
        **_in_words("born", born),
        **_in_words("told", told),
    }
    if piece.basis in (Witness.LIVED, Witness.SAW) and _is_before(told, born):
        assert piece.basis is not None
        facts |= {"basis_zh": piece.basis.zh, "basis_en": piece.basis.en}
        yield where.problem("piece-before-birth", f"{path}.when", **facts)
        return
    age = parse_age(piece.age_said) if piece.age_said else None
    likely = _ages(born, told)
    if age is not None and likely and not likely[0] - _GRACE <= age <= likely[1] + _GRACE:
        facts |= {"age": piece.age_said or "", "expected": _range(*likely)}
        yield where.problem("piece-age-odd", f"{path}.age_said", **facts)


def _is_before(told: When, born: When) -> bool:
    if told.latest is None or born.earliest is None:
        return False
    if told.is_approximate or told.is_uncertain or born.is_approximate or born.is_uncertain:
        return told.latest.year < born.earliest.year - _GRACE
    return told.latest < born.earliest


def _ages(born: When, told: When) -> tuple[int, int] | None:
    """The youngest and the oldest they can have been, counted from zero or from one (虚岁)."""
    bounds = born.earliest, born.latest, told.earliest, told.latest
    first, last, begin, end = (day.year if day else None for day in bounds)
    if first is None or last is None or begin is None or end is None:
        return None
    return begin - last, end - first + 1


def _range(youngest: int, oldest: int) -> str:
    return str(youngest) if youngest == oldest else f"{youngest}–{oldest}"


def _in_words(name: str, when: When) -> dict[str, str]:
    return {
        f"{name}_zh": format_when(when, language="zh-Hans"),
        f"{name}_en": format_when(when, language="en"),
    }
