"""The records seen together: what each says of others, and whether the others agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from archive.errors import Problem, with_field
from archive.ingest.entries import Entry, references_among, unpack_lines
from archive.ingest.folders import FoundRecord
from archive.ingest.nearest import nearest
from archive.ingest.rules import SLACK, check_chapters
from archive.ingest.scalars import format_seconds
from archive.ingest.shapes import leaves_of, shapes_of
from archive.ingest.voices import Naming, naming_of
from archive.ingest.whereabouts import Where
from archive.model.consent import Consent
from archive.model.exhibit import Exhibit
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId, slug_of
from archive.model.person import Person
from archive.model.puzzle import Puzzle
from archive.model.records import Record
from archive.model.scene import Scene
from archive.model.term import DialectTerm
from archive.model.terms import Capacity

_CHILD = 14
"""Below this age a guardian signs (personal information of children)."""


@dataclass
class Together:
    """All entries, with the views that resolving needs."""

    found: Mapping[RecordId, FoundRecord]
    """Every file that is a record, readable or not: an unreadable one is no broken reference."""
    entries: Mapping[RecordId, Entry]
    records: Mapping[RecordId, Record] = field(init=False)

    def __post_init__(self) -> None:
        self.records = {i: e.record for i, e in self.entries.items() if e.record is not None}

    @cached_property
    def people(self) -> dict[RecordId, Person]:
        """The people that could be read."""
        return {i: r for i, r in self.records.items() if isinstance(r, Person)}

    @cached_property
    def consents(self) -> dict[RecordId, Consent]:
        """The consents that could be read."""
        return {i: r for i, r in self.records.items() if isinstance(r, Consent)}

    @cached_property
    def interviews(self) -> dict[RecordId, Interview]:
        """The interviews that could be read."""
        return {i: r for i, r in self.records.items() if isinstance(r, Interview)}

    def where(self, name: RecordId) -> Where:
        """The file of a record and the lines of its keys."""
        entry = self.entries[name]
        return Where(self.found[name].path, unpack_lines(entry.lines), entry.body_line)

    def naming(self, name: RecordId) -> Naming:
        """What each name before words means in an interview."""
        return naming_of(self.interviews[name], self.people)

    def voices(self, interview: Interview) -> set[RecordId | None]:
        """Those who speak in an interview: its narrators, and whoever is named before words."""
        naming = self.naming(interview.id)
        labels = {label for label, _, _ in self.entries[interview.id].labels}
        heard = {naming.speaker(label).person for label in labels}
        return {*(narrator.person for narrator in interview.narrators), *heard}

    def suggest(self, target: str) -> dict[str, str]:
        """What to write instead of an id that leads nowhere."""
        folder, _, slug = target.partition("/")
        same_kind = {slug_of(i): i for i in self.found if i.startswith(f"{folder}/")}
        meant = nearest(slug, same_kind)
        whole = same_kind[meant] if meant else nearest(target, self.found, at_least=80)
        if whole:
            return {
                "suggestion_zh": f"是不是“{whole}”？",
                "suggestion_en": f"Did you mean “{whole}”?",
            }
        path = f"content/{target}.md"
        if folder == Kind.INTERVIEW.value:
            path = f"content/{target}/index.md"
        return {
            "suggestion_zh": f"请先写好 {path}，或者改正编号。",
            "suggestion_en": f"Write {path} first, or correct the id.",
        }


def resolve_records(together: Together) -> Iterator[Problem]:
    """Every fault that shows only when the records are seen together."""
    return chain(
        _check_references(together),
        _check_numbers(together),
        _check_former_ids(together),
        _check_consents(together),
        _check_speakers(together),
        check_spans(together, durations=declared_durations(together.interviews)),
    )


def declared_durations(interviews: Mapping[RecordId, Interview]) -> dict[RecordId, float]:
    """How long each recording is, where its record says so."""
    return {
        name: interview.recording.duration
        for name, interview in interviews.items()
        if interview.recording is not None and interview.recording.duration is not None
    }


def check_spans(
    together: Together, *, durations: Mapping[RecordId, float], chapters: bool = False
) -> Iterator[Problem]:
    """Sealed passages and clips, and chapters when asked for, that reach beyond their recording."""
    for name, record in together.records.items():
        if isinstance(record, Consent):
            spans = [
                ("sealed-span-outside", f"sealed_spans.{n}.end", s.interview, s.end)
                for n, s in enumerate(record.sealed_spans)
            ]
        elif isinstance(record, DialectTerm):
            spans = [
                ("clip-outside", f"examples.{n}.clip.end", e.clip.interview, e.clip.end)
                for n, e in enumerate(record.examples)
                if e.clip is not None
            ]
            if record.clip is not None:
                spans.append(("clip-outside", "clip.end", record.clip.interview, record.clip.end))
        elif isinstance(record, Puzzle):
            spans = [
                ("clip-outside", f"pieces.{n}.clip.end", p.clip.interview, p.clip.end)
                for n, p in enumerate(record.pieces)
                if p.clip is not None
            ]
        elif isinstance(record, Exhibit):
            spans = [
                ("clip-outside", f"stops.{n}.clip.end", s.clip.interview, s.clip.end)
                for n, s in enumerate(record.stops)
                if s.clip is not None
            ]
        elif isinstance(record, Scene):
            spans = [
                ("clip-outside", f"spots.{n}.clip.end", s.clip.interview, s.clip.end)
                for n, s in enumerate(record.spots)
                if s.clip is not None
            ]
        else:
            if chapters and isinstance(record, Interview) and name in durations:
                yield from check_chapters(record, together.where(name), duration=durations[name])
            continue
        for code, key, interview, end in spans:
            duration = durations.get(interview)
            if duration is not None and end > duration + SLACK:
                facts = {"interview": interview, "end": format_seconds(end)}
                facts["duration"] = format_seconds(duration)
                yield together.where(name).problem(code, key, **facts)


def _check_references(together: Together) -> Iterator[Problem]:
    found = together.found
    for name, entry in together.entries.items():
        for line, target in entry.links:
            if target not in found:
                facts = {"seen": target, **together.suggest(target)}
                yield Problem("link-broken", found[name].path, line, facts)
        if entry.record is None or all(target in found for target in entry.targets):
            continue
        where = together.where(name)
        for leaf in references_among(leaves_of(entry.record)):
            if leaf.value in found:
                continue
            shape = leaf.field
            facts = with_field(shape.label_zh, shape.label, shape.key, seen=leaf.value)
            facts |= together.suggest(leaf.value)
            yield where.problem("reference-broken", leaf.key, **facts)


def _check_numbers(together: Together) -> Iterator[Problem]:
    """Accession numbers that two records of one kind share."""
    seen: dict[tuple[type[Record], str], RecordId] = {}
    for name, record in together.records.items():
        number = record.number
        if number is None:
            continue
        first = seen.setdefault((type(record), number), name)
        if first == name:
            continue
        key = record.number_field
        shape = shapes_of(type(record))[key]
        other = together.where(first)
        facts = with_field(shape.label_zh, shape.label, key, seen=number)
        facts |= {"other": str(other.path), "other_line": str(other.line(key))}
        yield together.where(name).problem("accession-duplicate", key, **facts)


def _check_former_ids(together: Together) -> Iterator[Problem]:
    """Old addresses that are in use, or that two records claim."""
    claimed: dict[RecordId, RecordId] = {}
    for name, record in together.records.items():
        for number, former in enumerate(record.former_ids):
            if former in together.found:
                zh, en = "现在还有这条记录", "is the id of a record"
            elif claimed.setdefault(former, name) != name:
                zh, en = f"也写在 {claimed[former]} 里", f"is claimed by {claimed[former]} too"
            else:
                continue
            facts = {"seen": former, "reason_zh": zh, "reason_en": en}
            key = f"former_ids.{number}"
            yield together.where(name).problem("former-id-clash", key, **facts)


def _check_consents(together: Together) -> Iterator[Problem]:
    """Interviews and consents that do not agree, and children who signed for themselves."""
    for name, interview in together.interviews.items():
        for number, consent_id in enumerate(interview.consents):
            consent = together.consents.get(consent_id)
            if consent is not None and name not in consent.covers:
                facts = {"seen": str(consent_id), "record": str(name)}
                key = f"consents.{number}"
                yield together.where(name).problem("consent-not-covering", key, **facts)
    for name, consent in together.consents.items():
        for number, covered in enumerate(consent.covers):
            named = together.interviews.get(covered)
            if named is not None and name not in named.consents:
                facts = {"seen": str(name), "record": str(covered)}
                key = f"covers.{number}"
                yield together.where(name).problem("consent-not-named", key, **facts)
        if consent.capacity is Capacity.SELF and _was_child(together, consent):
            facts = {"seen": together.people[consent.grantor].name}
            yield together.where(name).problem("consent-minor", "grantor", **facts)


def _was_child(together: Together, consent: Consent) -> bool:
    """Whether the signer may have been under 14 on the day of signing: in doubt, a child."""
    person = together.people.get(consent.grantor)
    if person is None or person.born is None or person.born.latest is None:
        return False
    born, signed = person.born.latest, consent.signed_on
    is_birthday_past = (signed.month, signed.day) >= (born.month, born.day)
    return signed.year - born.year - (not is_birthday_past) < _CHILD


def _check_speakers(together: Together) -> Iterator[Problem]:
    """Names in transcripts that nobody in the interview goes by, or more than one."""
    for name in together.interviews:
        entry = together.entries[name]
        if not entry.labels:
            continue
        naming = together.naming(name)
        for label, line, file in entry.labels:
            path = together.found[name].path.with_name(file)
            if label in naming.ambiguous:
                candidates = naming.ambiguous[label]
                facts = {
                    "seen": label,
                    "candidates_zh": "或".join(candidates),
                    "candidates_en": " or ".join(candidates),
                }
                yield Problem("speaker-ambiguous", path, line, facts)
            elif label not in naming.speakers:
                yield Problem("speaker-unknown", path, line, {"seen": label})
