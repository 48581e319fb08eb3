"""Which units fit which answer: what narrows a search without another request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from archive.index.mentions import Mentions
from archive.index.search.numbers import differences, spell_numbers
from archive.index.themes import themes_of
from archive.model.dates import When
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.public import PublicArchive
from archive.model.records import Record

DECADES: Mapping[Kind, str] = {
    Kind.INTERVIEW: "period",
    Kind.EVENT: "when",
    Kind.OBJECT: "age",
    Kind.PHOTO: "when",
    Kind.DOCUMENT: "when",
}
"""Which field says what time a record belongs to."""

FOLDERS: Mapping[str, str] = {Kind.PERSON.value: "person", Kind.PLACE.value: "place"}
"""Whom and what others are asked for."""


def index_answers(
    archive: PublicArchive,
    mentions: Mentions,
    number_of: Mapping[RecordId, int],
    *,
    with_sound: Iterable[RecordId],
) -> dict[str, object]:
    """The payload of ``facets.js``."""
    found: dict[str, dict[str, list[int]]] = {"decade": {}, "theme": {}, "person": {}, "place": {}}
    for unit, number in number_of.items():
        if unit in archive.listed:
            continue
        for name, answer in dict.fromkeys(_answers(archive.records[unit], archive)):
            found[name].setdefault(answer, []).append(number)
        for target in dict.fromkeys((unit, *mentions.by_source.get(unit, ()))):
            name = FOLDERS.get(target.partition("/")[0], "")
            if name:
                found[name].setdefault(target, []).append(number)
    return {
        "sound": _spell(number_of[unit] for unit in with_sound),
        **{
            # Rows: among the keys of a JavaScript object `__proto__` would be lost.
            name: [
                # A record is named by its id, which an address may keep, and by its number.
                [answer, _spell(answers[answer]), *_numbers(answer, name, number_of)]
                for answer in sorted(answers, key=_rank)
            ]
            for name, answers in found.items()
        },
    }


def _numbers(answer: str, name: str, number_of: Mapping[RecordId, int]) -> tuple[int, ...]:
    return (number_of[RecordId(answer)],) if name in FOLDERS.values() else ()


def _rank(answer: str) -> tuple[int, str]:
    return (int(answer) if answer.isdecimal() and len(answer) < 9 else 0), answer


def _spell(units: Iterable[int]) -> str:
    return spell_numbers(differences(units))


def _answers(record: Record, archive: PublicArchive) -> Iterator[tuple[str, str]]:
    kind = kind_of(record.id)
    when: When | None = getattr(record, DECADES[kind]) if kind in DECADES else None
    if when is not None and when.decade is not None:
        yield "decade", str(when.decade)
    yield from (("theme", theme) for theme in themes_of(record, archive))
