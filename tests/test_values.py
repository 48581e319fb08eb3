"""Our frozen dataclasses behave as those of the standard library do."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, field, fields, replace
from functools import cached_property, partial
from typing import Any

import pytest

import archive.values

ours: Any = partial(archive.values.dataclass, frozen=True)
theirs: Any = partial(dataclasses.dataclass, frozen=True)


class Words:
    """Classes as they are declared, all by one decorator."""

    def __init__(self, declare: Any) -> None:
        @declare(slots=True)
        class Word:
            """A word."""

            text: str
            count: int = 1
            marks: list[str] = field(default_factory=list, compare=False)
            note: str = field(default="", repr=False)

        @declare(slots=True)
        class Spoken(Word):
            """A word with who said it."""

            who: str = "?"

        @declare(slots=True)
        class Alone:
            """One field."""

            value: Any

        @declare(slots=True)
        class Empty:
            """No field."""

        @declare()
        class Open:
            """Without slots."""

            text: str

            @cached_property
            def length(self) -> int:
                """Kept beside the fields."""
                return len(self.text)

        @declare(slots=True)
        class Own:
            """Says itself what it is."""

            text: str
            upper: str = field(init=False)

            def __post_init__(self) -> None:
                object.__setattr__(self, "upper", self.text.upper())

            def __repr__(self) -> str:
                return f"<{self.text}>"

            def __eq__(self, other: object) -> bool:
                return isinstance(other, Own) and self.upper == other.upper

        self.Word, self.Spoken, self.Alone = Word, Spoken, Alone
        self.Empty, self.Open, self.Own = Empty, Open, Own


OURS, THEIRS = Words(ours), Words(theirs)


def refused(action: Callable[[], object]) -> str:
    """What is said when ``action`` is refused."""
    with pytest.raises((TypeError, AttributeError)) as caught:
        action()
    return f"{type(caught.value).__name__}: {caught.value}"


def matched(word: Any, by: Any) -> object:
    match word:
        case by.Word(text, count):
            return text, count
    return None


CASES: dict[str, Callable[[Words], object]] = {
    "in order": lambda w: repr(w.Word("井", 2, ["a"], "n")),
    "by name": lambda w: repr(w.Word(count=3, text="井")),
    "defaults": lambda w: repr(w.Word("井")),
    "a list of its own": lambda w: w.Word("井").marks is w.Word("井").marks,
    "one missing": lambda w: refused(lambda: w.Word()),
    "one too many": lambda w: refused(lambda: w.Word("井", size=3)),
    "set": lambda w: refused(lambda: setattr(w.Word("井"), "text", "桥")),
    "set, no field": lambda w: refused(lambda: setattr(w.Open("井"), "other", "桥")),
    "deleted": lambda w: refused(lambda: delattr(w.Word("井"), "text")),
    "equal": lambda w: w.Word("井", 1, ["a"]) == w.Word("井", 1, ["b"]),
    "unequal": lambda w: w.Word("井", 1) == w.Word("井", 2),
    "not by another class": lambda w: w.Spoken("井") == w.Word("井"),
    "digest": lambda w: hash(w.Word("井", 1)) == hash(w.Word("井", 1, ["a"])),
    "no digest": lambda w: refused(lambda: hash(w.Alone([]))),
    "one field": lambda w: (w.Alone(1) == w.Alone(1), w.Alone(1) == w.Alone(2), {w.Alone(1)}),
    "no field": lambda w: (w.Empty() == w.Empty(), len({w.Empty(), w.Empty()}), w.Empty()),
    "inherited": lambda w: repr(w.Spoken("井", who="阿婆")),
    "replaced": lambda w: repr(replace(w.Spoken("井"), count=4)),
    "as a dictionary": lambda w: asdict(w.Spoken("井")),
    "fields": lambda w: [one.name for one in fields(w.Spoken)],
    "signature": lambda w: list(inspect.signature(w.Spoken).parameters),
    "matched": lambda w: matched(w.Word("井", 2), w),
    "copied": lambda w: repr(copy.deepcopy(w.Word("井", marks=["a"]))),
    "remembers": lambda w: (w.Open("井").length, w.Open("井") == w.Open("井")),
    "its own methods": lambda w: (w.Own("a"), w.Own("a") == w.Own("A"), w.Own("a").upper),
    "digest of its own": lambda w: hash(w.Own("a")) == hash(w.Own("a")),
    "slots": lambda w: refused(lambda: vars(w.Word("井"))),
}


@pytest.mark.parametrize("case", CASES)
def test_ours_do_what_theirs_do(case: str) -> None:
    """A reader who knows dataclasses knows these."""
    ask = CASES[case]
    assert repr(ask(OURS)) == repr(ask(THEIRS))


def test_what_contains_itself_can_be_shown() -> None:
    """A value that is among its own parts says so and ends."""
    inside: list[Any] = []
    one = OURS.Alone(inside)
    inside.append(one)
    assert repr(one).endswith("Alone(value=[...])")


@archive.values.dataclass(frozen=True, slots=True)
class Sent:
    """Goes to another process."""

    text: str
    count: int


@archive.values.dataclass(frozen=True, slots=True)
class Bare:
    """Has nothing to take along."""


@archive.values.dataclass(frozen=True, slots=True)
class Single:
    """Has one thing."""

    texts: tuple[str, ...]


@archive.values.dataclass(frozen=True, slots=True)
class Doubled:
    """Changes what it is given, once."""

    count: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "count", self.count * 2)


@archive.values.dataclass(frozen=True, slots=True)
class Counted(Sent):
    """More than the class above it, and changes what it is given, once."""

    more: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "more", self.more + 1)


@pytest.mark.parametrize(
    "value", [Sent("井", 2), Bare(), Single(("井", "桥")), Doubled(2), Counted("井", 2, 3)]
)
@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda v: pickle.loads(pickle.dumps(v))]
)
def test_a_value_goes_to_another_process(value: object, again: Callable[[Any], Any]) -> None:
    """It is the same there, and frozen."""
    sent = again(value)
    assert sent == value
    assert type(sent) is type(value)
    with pytest.raises(FrozenInstanceError):
        sent.count = 3


def test_a_value_is_stored_as_the_call_that_makes_it() -> None:
    """Unless making it again would change it."""
    assert Sent("井", 2).__reduce__() == (Sent, ("井", 2))
    assert Single(("井",)).__reduce__() == (Single, (("井",),))
    assert "__reduce__" not in vars(Doubled)


def test_all_that_is_not_simply_frozen_is_theirs() -> None:
    """What may be changed, or is sorted, is made by the standard library."""

    @archive.values.dataclass(slots=True)
    class Tally:
        """May be changed."""

        count: int = 0

    @archive.values.dataclass(frozen=True, order=True)
    class Rank:
        """Is sorted."""

        number: int

    tally = Tally()
    tally.count += 1
    assert tally == Tally(1)
    assert Rank(1) < Rank(2)
