"""Real names behind pseudonyms: where they still stand in words or in addresses."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from archive.model.han import simplify
from archive.model.kinds import RecordId
from archive.model.names import pattern_of
from archive.model.person import Person
from archive.model.terms import NameKind
from archive.values import dataclass

_MOST_READINGS = 32


@dataclass(frozen=True)
class ProtectedNames:
    """The names that must not be read, each with the person it belongs to."""

    names: Mapping[str, RecordId]
    real: Mapping[str, RecordId]
    """Real names alone: only these are looked for in addresses."""

    @cached_property
    def digest(self) -> bytes:
        """Changes when any of the names does."""
        return hashlib.blake2b(repr(sorted(self.names.items())).encode(), digest_size=16).digest()

    def found_in(self, text: str) -> tuple[RecordId, ...]:
        """Whose names stand in ``text``, sorted. However they are written there."""
        if not self.names or not self._any.search(text):
            return ()
        found = {self.names[name] for name, pattern in self._each if pattern.search(text)}
        return tuple(sorted(found))

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return pattern_of(self.names)

    @cached_property
    def _each(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((name, pattern_of([name])) for name in self.names)


def protected_names(people: Iterable[Person]) -> ProtectedNames:
    """The real and other names of everyone with a pseudonym or without a name.

    A name by which somebody else is openly known is left out, and one of a single character:
    it would be found in half of all sentences.
    """
    people = tuple(people)
    shown = {simplify(person.name) for person in people}
    names: dict[str, RecordId] = {}
    real: dict[str, RecordId] = {}
    for person in people:
        if person.name_kind is NameKind.REAL:
            continue
        if person.real_name and len(person.real_name) > 1:
            real.setdefault(person.real_name, person.id)
        for name in (person.real_name, *(alias.name for alias in person.aliases)):
            if name and len(name) > 1 and simplify(name) not in shown:
                names.setdefault(name, person.id)
    return ProtectedNames(names, real)


def spellings_of(name: str) -> frozenset[str]:
    """How ``name`` may be spelt in an address: pinyin without tones, every reading, no hyphens."""
    from pypinyin import Style, pinyin  # here: it is slow to load, and few archives need it

    readings = pinyin(name, style=Style.NORMAL, heteronym=True, errors="default")
    surname_first = itertools.islice(itertools.product(*readings), _MOST_READINGS)
    spelt = {"".join(reading).lower() for reading in surname_first}
    for ways in ("lu", "lyu"):  # 吕 and 女 are spelt in three ways where there is no ü
        spelt |= {text.replace("lv", ways).replace("nv", ways.replace("l", "n")) for text in spelt}
    return frozenset(spelt)


def spells(slug: str, spellings: frozenset[str]) -> bool:
    """Whether some whole words of ``slug`` together spell one of ``spellings``."""
    words = slug.split("-")
    return any(
        "".join(words[start:end]) in spellings
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    )
