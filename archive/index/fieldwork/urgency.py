"""How much an open slot presses: one pure function.

``urgency = importance x openness x nearness``, and more is more urgent:

- importance, 1 to 3, is how much the slot is wanted;
- openness is 1 where nobody has told it, 0.7 where the tellers differ, 0.5 where one alone has told
  it, and 0 where it is closed;
- nearness is 1 / (1 + years / 5), where years is how long the question can wait: the time after
  which it is as likely as not that nobody is left who may know. Many who may know can wait longer
  than one, and the young longer than the old. Where nobody is known who may know it, a visit cannot
  help, and nearness is 0.05.

How long it can wait follows Gompertz's law with round numbers: one in a hundred of those aged 60 is
not there any more a year later, and twice as many with every eight years of age. It is a law of
large numbers and says nothing of anybody. It only puts questions in order, and is printed nowhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from archive.model.terms import SlotState

OPENNESS: Mapping[SlotState, float] = MappingProxyType(
    {SlotState.EMPTY: 1.0, SlotState.DISPUTED: 0.7, SlotState.ONE_VOICE: 0.5}
)
"""How open a slot of each state is; of a state that is not here, not at all."""

UNKNOWN_AGE = 75
"""The age of somebody whose year of birth is not known: old enough not to be put off."""
LONGEST = 40.0
"""Years; what can wait so long can wait."""
NOBODY = 0.05
"""Nearness where nobody is known who may know."""
_AT_60, _DOUBLES = 0.01, 8.0
_PACE = 5.0
_PRESSING, _SOON = 0.9, 0.45


class Level(StrEnum):
    """Urgency in words."""

    PRESSING = "pressing"
    SOON = "soon"
    LATER = "later"
    NOBODY = "nobody"
    """Nobody is known who may know."""


def urgency(*, importance: int, state: SlotState, ages: Sequence[int | None]) -> float:
    """How much a slot presses, 0 to 3; ``ages`` are those of the living who may know, None where
    the year of birth is not known."""
    near = 1 / (1 + years_left(ages) / _PACE) if ages else NOBODY
    return round(importance * OPENNESS.get(state, 0.0) * near, 4)


def level_of(value: float, *, is_known: bool) -> Level:
    """``value`` of `urgency` in words; ``is_known``: there is somebody to ask."""
    if not is_known:
        return Level.NOBODY
    if value >= _PRESSING:
        return Level.PRESSING
    return Level.SOON if value >= _SOON else Level.LATER


def years_left(ages: Iterable[int | None]) -> float:
    """Years, to a tenth, until it is as likely as not that none of them can be asked."""
    known = [UNKNOWN_AGE if age is None else age for age in ages]
    low, high = 0.0, LONGEST
    if not known:
        return 0.0
    if _none_left(known, high) < 0.5:
        return LONGEST
    while high - low > 0.01:
        middle = (low + high) / 2
        low, high = (middle, high) if _none_left(known, middle) < 0.5 else (low, middle)
    return round(high, 1)


def _none_left(ages: Sequence[int], years: float) -> float:
    """The chance that after ``years`` none is left of those who are ``ages`` old."""
    return math.prod(1 - _still_there(age, years) for age in ages)


def _still_there(age: int, years: float) -> float:
    pace = math.log(2) / _DOUBLES
    yearly = _AT_60 * math.exp(pace * (age - 60))
    return math.exp(-yearly / pace * (math.exp(pace * years) - 1))
