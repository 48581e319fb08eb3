"""Names that must not be read: masking them in every text that leaves."""

import re
from collections.abc import Callable, Collection, Iterable

from archive.model.kinds import RecordId
from archive.model.person import Person
from archive.model.terms import NameKind

MASK = "某某"


def protected_names(people: Iterable[Person], *, visible: Collection[RecordId]) -> frozenset[str]:
    """Names of people that may be in no published text.

    The real name and other names behind a pseudonym, and every name of someone who is not
    published; never a name by which someone else is shown. A name of one character is left
    alone: masking 大 or 王 would blot out half of every sentence.
    """
    people = tuple(people)
    shown = {p.name for p in people if p.id in visible}
    hidden: set[str] = set()
    for person in people:
        if person.name_kind is not NameKind.REAL:
            hidden.update(_known_as(person))
        if person.id not in visible:
            hidden.update(_known_as(person))
            if person.name_kind is NameKind.REAL:
                hidden.add(person.name)
    return frozenset(name for name in hidden - shown if len(name) > 1)


def _known_as(person: Person) -> Iterable[str]:
    if person.real_name:
        yield person.real_name
    yield from (alias.name for alias in person.aliases)


def masker(names: Collection[str]) -> Callable[[str], str]:
    """A function that replaces each of ``names`` in a text by ``某某``."""
    if not names:
        return lambda text: text
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile("|".join(map(_spaced, longest_first)))
    return lambda text: pattern.sub(MASK, text)


def also_masking(mask: Callable[[str], str], names: Collection[str]) -> Callable[[str], str]:
    """``mask``, and ``names`` besides."""
    if not names:
        return mask
    own = masker(names)
    return lambda text: own(mask(text))


def _spaced(name: str) -> str:
    """A pattern for ``name`` that also finds it with spaces or line ends between its letters."""
    return r"\s*".join(re.escape(letter) for letter in name if not letter.isspace())
