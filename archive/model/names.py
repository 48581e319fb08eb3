"""Names that must not be read: masking them in every text that leaves."""

import re
from collections.abc import Callable, Collection, Iterable

from archive.model.han import simplify, ways_to_write
from archive.model.kinds import RecordId
from archive.model.person import Person
from archive.model.terms import NameKind

MASK = "某某"
_BETWEEN = r"[\s\u200b-\u200f\u2060\ufeff]*"
"""What may stand between the letters of a name and leave it to be read."""


def protected_names(people: Iterable[Person], *, visible: Collection[RecordId]) -> frozenset[str]:
    """Names of people that may be in no published text.

    The real name and other names behind a pseudonym, and every name of someone who is not
    published; never a name by which someone else is shown. A name of one character is left
    alone: masking 大 or 王 would blot out half of every sentence.
    """
    people = tuple(people)
    shown = {simplify(p.name) for p in people if p.id in visible}
    hidden: set[str] = set()
    for person in people:
        if person.name_kind is not NameKind.REAL:
            hidden.update(_known_as(person))
        if person.id not in visible:
            hidden.update(_known_as(person))
            if person.name_kind is NameKind.REAL:
                hidden.add(person.name)
    return frozenset(name for name in hidden if len(name) > 1 and simplify(name) not in shown)


def _known_as(person: Person) -> Iterable[str]:
    if person.real_name:
        yield person.real_name
    yield from (alias.name for alias in person.aliases)


def masker(names: Collection[str]) -> Callable[[str], str]:
    """A function that replaces each of ``names`` in a text by ``某某``, however it is written."""
    if not names:
        return lambda text: text
    pattern = pattern_of(names)
    return lambda text: pattern.sub(MASK, text)


def also_masking(mask: Callable[[str], str], names: Collection[str]) -> Callable[[str], str]:
    """``mask``, and ``names`` besides."""
    if not names:
        return mask
    own = masker(names)
    return lambda text: own(mask(text))


def pattern_of(names: Collection[str]) -> re.Pattern[str]:
    """Finds each of ``names``, the longest first: in simplified and in traditional characters, and
    with spaces, line ends or signs of no width between its letters."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(_written, longest_first)))


def _written(name: str) -> str:
    letters = (ways_to_write(letter) for letter in name if not letter.isspace())
    return _BETWEEN.join(f"[{re.escape(ways)}]" for ways in letters)
