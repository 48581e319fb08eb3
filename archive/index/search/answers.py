"""Which units fit which answer: what narrows a search without another request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

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


Answer = tuple[str, str]
"""What is asked, and what is answered: ``("decade", "1950")``."""


def answers_of(record: Record, archive: PublicArchive, mentions: Mentions) -> tuple[Answer, ...]:
    """What a record answers, each once; one that is only listed answers nothing."""
    if record.id in archive.listed:
        return ()
    found = [*_answers(record, archive)]
    for target in (record.id, *mentions.by_source.get(record.id, ())):
        name = FOLDERS.get(target.partition("/")[0])
        if name:
            found.append((name, target))
    return tuple(dict.fromkeys(found))


def index_answers(
    answers: Iterable[Sequence[Answer]],
    number_of: Mapping[RecordId, int],
    *,
    with_sound: Iterable[int],
) -> dict[str, object]:
    """The payload of ``facets.js``: of each unit, in order, what it answers."""
    found: dict[str, dict[str, list[int]]] = {"decade": {}, "theme": {}, "person": {}, "place": {}}
    for number, own in enumerate(answers):
        for name, answer in own:
            found[name].setdefault(answer, []).append(number)
    return {
        "sound": spell_numbers(differences(with_sound)),
        **{
            # Rows: among the keys of a JavaScript object `__proto__` would be lost.
            name: [
                # A record is named by its id, which an address may keep, and by its number.
                [answer, spell_numbers(differences(units)), *_numbers(answer, name, number_of)]
                for answer, units in sorted(rows.items(), key=_rank)
            ]
            for name, rows in found.items()
        },
    }


def _numbers(answer: str, name: str, number_of: Mapping[RecordId, int]) -> tuple[int, ...]:
    return (number_of[RecordId(answer)],) if name in FOLDERS.values() else ()


def _rank(row: tuple[str, object]) -> tuple[int, str]:
    answer, _ = row
    return (int(answer) if answer.isdecimal() and len(answer) < 9 else 0), answer


def _answers(record: Record, archive: PublicArchive) -> Iterator[Answer]:
    kind = kind_of(record.id)
    when: When | None = getattr(record, DECADES[kind]) if kind in DECADES else None
    if when is not None and when.decade is not None:
        yield "decade", str(when.decade)
    yield from (("theme", theme) for theme in themes_of(record, archive))
