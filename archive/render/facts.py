"""The facts of a record as a table: every field that may be shown, in the model's order."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from archive.model.dates import When
from archive.model.fields import FieldFacts, Part, fields_of
from archive.model.kinds import RecordId
from archive.model.object import Size
from archive.model.person import Alias
from archive.model.place import Household
from archive.model.records import Record
from archive.model.terms import AliasKind, Term
from archive.render.cards import say_when
from archive.render.catalogue import translator
from archive.values import dataclass

LinkTo = Callable[[RecordId], Markup | None]


SHARED = frozenset(Record.model_fields)
"""Fields that every kind has; they stand below those of the kind itself."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it."""

    label: str
    value: Markup


def render_facts(record: Record, *, language: str, link: LinkTo) -> tuple[Fact, ...]:
    """The facts that are known; ``link`` draws a reference to another record."""
    say = translator(language)
    facts = []
    for known in _facts_of(type(record)):
        value = _value(getattr(record, known.name), language, link)
        if value:
            facts.append(Fact(say(known.label), value))
    return tuple(facts)


@cache
def _facts_of(model: type[Record]) -> tuple[FieldFacts, ...]:
    """The fields that are facts, those of the kind itself first."""
    own = sorted(fields_of(model), key=lambda known: known.name in SHARED)
    return tuple(known for known in own if known.is_fact)


def _value(value: Any, language: str, link: LinkTo) -> Markup:
    if value is None or value == ():
        return Markup("")
    if isinstance(value, tuple):
        parts = [part for part in (_value(item, language, link) for item in value) if part]
        return Markup("、" if language != "en" else ", ").join(parts)
    if isinstance(value, Term):
        return escape(value.name_in(language))
    if isinstance(value, When):
        return escape(say_when(value, language=language))
    if isinstance(value, Part):
        return escape("").join(_part(value, language, link))
    if isinstance(value, bool):
        return escape(translator(language)("yes") if value else "")
    text = str(value)
    if "/" in text:
        linked = link(RecordId(text))
        if linked is not None:
            return linked
    return escape(text)


def _part(part: Part, language: str, link: LinkTo) -> Iterator[Markup]:
    match part:
        case Size():
            yield escape(_size(part, language))
        case Alias():
            kind = "" if part.kind is AliasKind.OTHER else part.kind.name_in(language)
            yield Markup("{} <small>{}</small>").format(part.name, kind)
        case Household():
            person = link(part.person) if part.person else None
            yield person if person is not None else escape(part.name)
            if part.period is not None:
                yield Markup(" <small>{}</small>").format(say_when(part.period, language=language))
            if part.moved_to is not None:
                to = translator(language)("moved to {place}", place=part.moved_to)
                yield Markup(" <small>{}</small>").format(to)
        case _:
            values = (
                _value(getattr(part, f.name), language, link)
                for f in fields_of(type(part))
                if f.is_shown
            )
            yield Markup(" ").join(value for value in values if value)


def _size(size: Size, language: str) -> str:
    say = translator(language)
    parts = [
        f"{say(label)} {number:g}\N{NO-BREAK SPACE}{unit}"
        for label, number, unit in (
            ("Length", size.length, "cm"),
            ("Width", size.width, "cm"),
            ("Height", size.height, "cm"),
            ("Mass", size.mass, "kg"),
        )
        if number
    ]
    return (", " if language == "en" else "，").join(parts)
