"""The people of the village as somebody who visits needs them: ages, who may be asked, names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from archive.model.archive import Archive
from archive.model.kinds import RecordId
from archive.model.person import Person
from archive.model.terms import Access, Living, NameKind
from archive.values import dataclass

_LEAST_NAME = 2
"""Characters of a name that is looked for in words."""


def age_of(person: Person, *, on: date) -> int | None:
    """How old they are, or turn in the year of ``on``; None when the year of birth is not known."""
    born = person.born.latest if person.born else None
    return on.year - born.year if born else None


def may_be_asked(person: Person) -> bool:
    """Whether they may be visited: not one who is dead, nor one whose record is closed, for whoever
    closes it has said what there was to say."""
    is_dead = person.living is Living.DECEASED or person.died is not None
    return not is_dead and person.access is not Access.CLOSED


@dataclass(frozen=True)
class Callings:
    """What people are called, and who of them is named in a text."""

    archive: Archive

    @cached_property
    def _names(self) -> Mapping[str, frozenset[RecordId]]:
        found: dict[str, set[RecordId]] = {}
        for name, person in self.archive.people.items():
            own = [person.name, *(alias.name for alias in person.aliases)]
            if person.name_kind is not NameKind.REAL:
                own = [person.name]
            for one in own:
                if len(one) >= _LEAST_NAME:
                    found.setdefault(one, set()).add(name)
        return {name: frozenset(people) for name, people in found.items()}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._names, key=lambda name: (-len(name), name))
        return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def named_in(self, text: str) -> tuple[RecordId, ...]:
        """Those of whom a name stands in ``text`` that is nobody else's, in the order of the text;
        of overlapping names the longest counts."""
        found: dict[RecordId, None] = {}
        for match in self._pattern.finditer(text):
            people = self._names[match[0]]
            if len(people) == 1:
                found.update(dict.fromkeys(people))
        return tuple(found)
