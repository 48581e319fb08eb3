"""What a record can be narrowed by: who, where, when, about what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType

from archive.index.desk.leaves import is_name, leaves_of
from archive.index.desk.passages import analysed
from archive.index.desk.question import Field, Question
from archive.index.desk.sounding import is_spelt
from archive.index.mentions import references
from archive.index.search.readings import Readings
from archive.model.archive import Archive
from archive.model.dates import When
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.person import Person
from archive.model.place import Place
from archive.model.records import Record
from archive.values import dataclass

SPELT = 0.5
"""How well letters must spell a name to stand for it."""

WORDS: Mapping[Field, frozenset[str]] = MappingProxyType(
    {
        Field.PERSON: frozenset(
            {
                *("narrators", "collectors", "speakers", "photographer", "provided_by", "people"),
                *("responsible", "editors", "reviewers", "source", "witness", "households"),
            }
        ),
        Field.PLACE: frozenset({"recorded_at", "location", "group", "kept_at", "storage"}),
        Field.THEME: frozenset({"themes", "category", "occasion"}),
    }
)
"""Fields whose words count beside the names of the records that are referred to."""

_ABOUT = ("period", "when", "age")
_COLLECTED = ("recorded_on", "acquired_on")


@dataclass(frozen=True, slots=True)
class Attributes:
    """What one record is narrowed by, in the form it is shown in."""

    kind: Kind
    people: tuple[RecordId, ...]
    places: tuple[RecordId, ...]
    themes: tuple[str, ...]
    about: tuple[When, ...]
    """Times it tells of or comes from."""
    collected: tuple[When, ...]
    """Times it was recorded or came to the collection."""
    has_sound: bool

    @property
    def decades(self) -> tuple[int, ...]:
        """First years of the decades it tells of."""
        found = {when.decade for when in self.about}
        return tuple(sorted(decade for decade in found if decade is not None))


@dataclass(frozen=True)
class Names:
    """What every record is called, and how that sounds."""

    archive: Archive
    readings: Readings

    @cached_property
    def analysed(self) -> Mapping[RecordId, tuple[str, ...]]:
        """The names of each record in the form they are compared in."""
        return {
            name: tuple(filter(None, dict.fromkeys(map(analysed, names_of(record)))))
            for name, record in self.archive.records.items()
        }

    @cached_property
    def sounds(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The readings of every name."""
        people = {
            name
            for record, names in self.analysed.items()
            if kind_of(record) is Kind.PERSON
            for name in names
        }
        every = {name for names in self.analysed.values() for name in names}
        return {
            name: self.readings.of_name(name, is_person=name in people) for name in sorted(every)
        }

    @cached_property
    def records(self) -> Mapping[str, tuple[RecordId, ...]]:
        """The records by each of their names."""
        found: dict[str, list[RecordId]] = {}
        for record, names in self.analysed.items():
            for name in names:
                found.setdefault(name, []).append(record)
        return {name: tuple(records) for name, records in found.items()}

    @cached_property
    def named_in(self) -> Mapping[RecordId, frozenset[RecordId]]:
        """The records that refer to each record."""
        found: dict[RecordId, set[RecordId]] = {}
        for name, record in self.archive.records.items():
            for _, target in references(record):
                found.setdefault(target, set()).add(name)
        return {target: frozenset(own) for target, own in found.items()}

    def attributes(self, record: RecordId) -> Attributes:
        """What ``record`` is narrowed by."""
        if record not in self._attributes:
            self._attributes[record] = attributes_of(self.archive.records[record])
        return self._attributes[record]

    def says(self, record: RecordId, field: Field, value: str) -> bool:
        """Whether the words of ``record`` that count for ``field`` have ``value`` in them."""
        wanted = analysed(value)
        if (record, field) not in self._said:
            leaves = leaves_of(self.archive.records[record])
            texts = (analysed(leaf.text) for leaf in leaves if leaf.field in WORDS[field])
            self._said[record, field] = tuple(texts)
        return bool(wanted) and any(wanted in text for text in self._said[record, field])

    @cached_property
    def _attributes(self) -> dict[RecordId, Attributes]:
        return {}

    @cached_property
    def _said(self) -> dict[tuple[RecordId, Field], tuple[str, ...]]:
        return {}

    def spelt(self, typed: str) -> Mapping[str, float]:
        """Names that ``typed`` spells in pinyin, in initials or mixed, and how well."""
        letters = typed.replace(" ", "")
        if not any("a" <= sign <= "z" for sign in letters):
            return {}
        found = {name: is_spelt(letters, how, name) for name, how in self.sounds.items()}
        return {name: share for name, share in found.items() if share >= SPELT}

    def meant(self, typed: str, kind: Kind) -> frozenset[RecordId]:
        """The records of ``kind`` that ``typed`` may name: part of a name, or its sound."""
        wanted = analysed(typed)
        if not wanted:
            return frozenset()
        spelt = self.spelt(wanted)
        return frozenset(
            record
            for record, names in self.analysed.items()
            if kind_of(record) is kind and any(wanted in n or n in spelt for n in names)
        )


def names_of(record: Record) -> Iterable[str]:
    """What ``record`` is called, its heading first."""
    yield record.heading
    for leaf in leaves_of(record):
        if is_name(leaf, record):
            yield leaf.text


def attributes_of(record: Record) -> Attributes:
    """What ``record`` is narrowed by."""
    targets = [target for _, target in references(record)]
    if record.kind in (Kind.PERSON, Kind.PLACE):
        targets.append(record.id)
    return Attributes(
        kind=record.kind,
        people=tuple(sorted({one for one in targets if kind_of(one) is Kind.PERSON})),
        places=tuple(sorted({one for one in targets if kind_of(one) is Kind.PLACE})),
        themes=record.themes,
        about=tuple(_about(record)),
        collected=tuple(_times(record, _COLLECTED)),
        has_sound=isinstance(record, Interview) and record.recording is not None,
    )


def _about(record: Record) -> Iterable[When]:
    match record:
        case Place():
            first, last = record.existed_from, record.existed_until
            if first is not None and first.is_known:
                until = last.latest if last is not None and last.is_known else None
                since = first.earliest or first.latest
                if until is None or since is None or since <= until:
                    yield replace(first, earliest=since, latest=until)
            elif last is not None and last.is_known:
                yield replace(last, earliest=None)
        case Person():
            yield from _times(record, ("born", "died"))
        case _:
            yield from _times(record, _ABOUT)


def _times(record: Record, fields: Sequence[str]) -> Iterable[When]:
    for name in fields:
        when = getattr(record, name, None)
        if isinstance(when, When) and when.is_known:
            yield when


def fits(question: Question, archive: Archive, names: Names) -> Callable[[RecordId], bool]:
    """Whether a record fits the fields of ``question`` that speak of records as a whole."""
    known: dict[RecordId, bool] = {}
    groups = [
        (field, [(value, names.meant(value, kind)) for value in values])
        for field, kind in ((Field.PERSON, Kind.PERSON), (Field.PLACE, Kind.PLACE))
        for values in question.texts.get(field, ())
    ]

    def fit(name: RecordId) -> bool:
        if name not in known:
            known[name] = _fits(archive.records[name], question, groups, names)
        return known[name]

    return fit


def _fits(
    record: Record,
    question: Question,
    groups: Sequence[tuple[Field, Sequence[tuple[str, frozenset[RecordId]]]]],
    names: Names,
) -> bool:
    if question.kinds and record.kind not in question.kinds:
        return False
    if not (question.texts or question.when or question.recorded or question.has_sound is not None):
        return True
    own = names.attributes(record.id)
    if question.has_sound is not None and own.has_sound is not question.has_sound:
        return False
    for wanted, times in ((question.when, own.about), (question.recorded, own.collected)):
        if not all(any(one.overlaps(time) for time in times) for one in wanted):
            return False
    for field, values in groups:
        linked = set(own.people if field is Field.PERSON else own.places)
        if not any(linked & meant or names.says(record.id, field, v) for v, meant in values):
            return False
    return _texts_fit(record, question, names)


def _texts_fit(record: Record, question: Question, names: Names) -> bool:
    for values in question.texts.get(Field.THEME, ()):
        if not any(names.says(record.id, Field.THEME, value) for value in values):
            return False
    for values in question.texts.get(Field.TITLE, ()):
        own = names.analysed[record.id]
        if not any(_is_called(own, value, names) for value in values):
            return False
    for values in question.texts.get(Field.NUMBER, ()):
        number = analysed(record.number or "").replace(" ", "")
        if not any(analysed(v).replace(" ", "") in number for v in values if analysed(v)):
            return False
    return all(
        any(record.id == value or record.id.startswith(f"{value.rstrip('/')}/") for value in values)
        for values in question.texts.get(Field.IN, ())
    )


def _is_called(own: Sequence[str], value: str, names: Names) -> bool:
    wanted = analysed(value)
    spelt = names.spelt(wanted)
    return bool(wanted) and any(wanted in name or name in spelt for name in own)
