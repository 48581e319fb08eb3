"""Who has been heard, and who has not: by group, decade of birth, sex and household; what rests on
two independent sources; whether consents are complete. It ranks nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum

from archive.index.fieldwork.knowing import Village
from archive.index.fieldwork.people import may_be_asked
from archive.index.fieldwork.suppressing import FEWEST, Counted, Table, suppress
from archive.model.archive import Archive
from archive.model.assembly import assemble
from archive.model.concerned import needed_for
from archive.model.consent import decide
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId
from archive.model.person import Person
from archive.model.puzzle import Puzzle
from archive.model.terms import Access, Channel, SlotState
from archive.values import dataclass

UNKNOWN = "?"
"""The name of a row of people of whom it is not written."""


class By(StrEnum):
    """What people are counted by."""

    GROUP = "group"
    DECADE = "decade"
    GENDER = "gender"


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """How many people tell of a theme; None for fewer than five. People tell of several themes, so
    that no sum of all leads from one to another."""

    theme: str
    people: int | None


@dataclass(frozen=True, slots=True)
class SlotCount:
    """Slots of puzzles: how many of each state, and how many rest on two independent sources."""

    states: tuple[tuple[SlotState, int], ...]
    total: int
    two_sources: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What has been heard of a village as of one day. Every count of people is suppressed."""

    on: date
    people: tuple[tuple[By, Table], ...]
    households: Table
    themes: tuple[ThemeCount, ...]
    slots: SlotCount
    consents: tuple[tuple[Channel, tuple[tuple[Kind, int, int], ...]], ...]
    """By channel and kind: records that may be shown as far as consents go, of how many."""
    hours: float
    visits: int


def cover(village: Village, *, on: date) -> Coverage:
    """The coverage of ``village``; people whose record is closed are counted like others."""
    archive = village.archive
    heard = heard_in(archive)
    people = tuple(_villagers(archive))
    visits = village.visits
    return Coverage(
        on=on,
        people=tuple((by, suppress(_counted(people, heard, _KEYS[by]))) for by in By),
        households=suppress([_households(village, heard)]),
        themes=tuple(_themes(archive)),
        slots=_slots(village),
        consents=tuple(
            (channel, tuple(_consents(archive, channel, on=on)))
            for channel in (Channel.WEB, Channel.KIOSK)
        ),
        hours=sum((visit.hours or 0.0) * len(visit.went) for visit in visits),
        visits=len(visits),
    )


def heard_in(archive: Archive) -> frozenset[RecordId]:
    """Everybody who narrates an interview."""
    interviews = (i for i in archive.of_kind(Kind.INTERVIEW) if isinstance(i, Interview))
    return frozenset(n.person for i in interviews for n in i.narrators if n.person)


def not_heard(archive: Archive) -> tuple[Person, ...]:
    """Those who may still be visited and have told nothing, by group and name: for the worker."""
    heard = heard_in(archive)
    found = [p for p in _villagers(archive) if p.id not in heard and may_be_asked(p)]
    return tuple(sorted(found, key=lambda person: (person.group or "", person.name)))


def _villagers(archive: Archive) -> Iterator[Person]:
    """People of the village: those of a group or a household, or who tell something."""
    heard = heard_in(archive)
    for person in archive.people.values():
        if person.group or person.household or person.id in heard:
            yield person


def _decade(person: Person) -> str:
    return UNKNOWN if person.birth_decade is None else str(person.birth_decade)


_KEYS: dict[By, Callable[[Person], str]] = {
    By.GROUP: lambda person: person.group or UNKNOWN,
    By.DECADE: _decade,
    By.GENDER: lambda person: person.gender.value if person.gender else UNKNOWN,
}


def _counted(
    people: Sequence[Person], heard: frozenset[RecordId], key: Callable[[Person], str]
) -> Iterator[Counted]:
    """Rows by name, the unknown last."""
    total = Counter(map(key, people))
    yes = Counter(key(person) for person in people if person.id in heard)
    for name in sorted(total, key=lambda one: (one == UNKNOWN, one)):
        yield Counted(name, total[name], yes[name])


def _households(village: Village, heard: frozenset[RecordId]) -> Counted:
    """Households that are written down, and those of them that somebody speaks for."""
    every = set(village.households.values())
    spoken = {roof for person, roof in village.households.items() if person in heard}
    return Counted("", len(every), len(spoken))


def _themes(archive: Archive) -> Iterator[ThemeCount]:
    tellers: dict[str, set[RecordId]] = {}
    for interview in archive.of_kind(Kind.INTERVIEW):
        if isinstance(interview, Interview):
            people = {n.person for n in interview.narrators if n.person}
            for theme in interview.themes:
                tellers.setdefault(theme, set()).update(people)
    for theme in sorted(tellers):
        count = len(tellers[theme])
        yield ThemeCount(theme, count if count >= FEWEST else None)


def _slots(village: Village) -> SlotCount:
    states: Counter[SlotState] = Counter()
    two = 0
    for puzzle in village.archive.of_kind(Kind.PUZZLE):
        if not isinstance(puzzle, Puzzle):
            continue
        slots = tuple(village.archive.slots_of(puzzle))
        for filled in assemble(slots, puzzle.pieces, household_of=village.households.get):
            states[filled.state] += 1
            evidence = sum(piece.is_evidence for piece in filled.pieces)
            two += filled.voices + evidence > 1
    listed = tuple((state, states[state]) for state in SlotState)
    return SlotCount(listed, sum(states.values()), two)


def _consents(archive: Archive, channel: Channel, *, on: date) -> Iterator[tuple[Kind, int, int]]:
    """Of each kind that needs somebody: how many have all they need, of how many that are open."""
    for kind in (Kind.INTERVIEW, Kind.PHOTO, Kind.OBJECT, Kind.DOCUMENT, Kind.PERSON):
        records = [r for r in archive.of_kind(kind) if r.access is not Access.CLOSED]
        complete = sum(_is_complete(archive, r.id, channel, on=on) for r in records)
        yield kind, complete, len(records)


def _is_complete(archive: Archive, record: RecordId, channel: Channel, *, on: date) -> bool:
    return all(
        decide(
            archive.consents_of.get(person, ()),
            record=record,
            subject=subject,
            channel=channel,
            on=on,
        ).is_allowed
        for person, subject in needed_for(archive.records[record])
    )
