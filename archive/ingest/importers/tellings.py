"""Interviews as importers understood them, into drafts: of the telling, of everybody in it, and of
the papers that are still missing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import PurePosixPath

from archive.ingest.importers.records import Names, consent_fields, transcript_file
from archive.ingest.incoming import Draft, Whence
from archive.ingest.notes import NOTES
from archive.ingest.off_record import withhold_in_text
from archive.ingest.slugs import slug_for
from archive.ingest.texts import without_controls
from archive.model.kinds import Kind, RecordId, record_id, slug_of
from archive.model.transcript import Segment, Transcript
from archive.values import dataclass

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Someone:
    """What a source says of a person, who is found again by the name."""

    name: str
    fields: Mapping[str, object] = field(default_factory=dict)
    """Fields of the record that the source gives."""
    body: str = ""
    whence: Whence | None = None
    """Where it says so, if not where they tell."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One interview. Everybody in it is meant by name; records of them are made here."""

    id: RecordId
    whence: Whence
    fields: Mapping[str, object]
    """The fields of the record, without those that name people and papers."""
    narrators: Sequence[str]
    present: Sequence[str] = ()
    """Others who speak, without those who ask."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """The person behind each name in the transcript; whoever asks needs none."""
    segments: Sequence[Segment] = ()
    day: datetime.date | None = None
    """The first day on which it may have been recorded."""
    body: str = ""
    notes: str = ""
    """What is for the worker alone, in Markdown."""
    is_closed: bool = False
    """Whether the source itself says that it is not for everybody, whatever is declared."""

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who gets a record of their own."""
        return tuple(dict.fromkeys((*self.narrators, *self.present)))


def telling_drafts(
    tellings: Sequence[Telling],
    *,
    known: Iterable[Someone] = (),
    licence: str | None,
    given: Names | None = None,
) -> tuple[Draft, ...]:
    """The drafts of all ``tellings``, of all who speak in them, and a consent for each of those:
    what the declared ``licence`` allows, else a paper that says that nobody was asked. ``given``
    are slugs of people that are taken."""
    met: dict[str, list[Telling]] = {}
    for telling in tellings:
        for name in telling.people:
            met.setdefault(name, []).append(telling)
    slugs = _slugs(met, given or Names())
    about = {one.name: one for one in known}
    return (
        *(_interview(telling, slugs, licence) for telling in tellings),
        *_people(met, slugs, about, licence),
    )


def _slugs(names: Iterable[str], given: Names) -> Mapping[str, str]:
    return {
        name: given.give(slug_for(name, otherwise=f"person-{number:04}"))
        for number, name in enumerate(names, 1)
    }


def _interview(telling: Telling, slugs: Mapping[str, str], licence: str | None) -> Draft:
    labels = {label: name for label, name in telling.labels.items() if name in slugs}
    fields: dict[str, object] = {
        "access": "开放" if licence and not telling.is_closed else "不开放",
        **telling.fields,
        "narrators": [f"people/{slugs[name]}" for name in telling.narrators],
        "speakers": {label: f"people/{slugs[name]}" for label, name in labels.items()},
        "consents": [f"consents/{slugs[name]}" for name in telling.people],
    }
    if telling.present:
        fields["present"] = [f"people/{slugs[name]}" for name in telling.present]
    transcript = Transcript(tuple(telling.segments))
    beside = transcript_file(transcript) if transcript.segments else {}
    if telling.notes.strip():
        beside[NOTES] = without_controls(telling.notes).strip() + "\n"
    return Draft(telling.id, fields, telling.whence, telling.body, beside)


def _people(
    met: Mapping[str, Sequence[Telling]],
    slugs: Mapping[str, str],
    about: Mapping[str, Someone],
    licence: str | None,
) -> Iterator[Draft]:
    for number, (name, tellings) in enumerate(met.items(), 1):
        someone = about.get(name, Someone(name))
        whence, slug = someone.whence or tellings[0].whence, slugs[name]
        is_open = licence and not all(telling.is_closed for telling in tellings)
        fields = {
            "accession": f"P{number:04}",
            **_called(name, number),
            "access": "开放" if is_open else "不开放",
            **someone.fields,
        }
        yield Draft(record_id(Kind.PERSON, slug), fields, whence, someone.body)
        consent = consent_fields(
            number,
            slug,
            covers=[f"{Kind.INTERVIEW.value}/{slug_of(telling.id)}" for telling in tellings],
            days=[telling.day for telling in tellings if telling.day is not None],
            licence=licence if is_open else None,
        )
        yield Draft(record_id(Kind.CONSENT, slug), consent, whence)


def _called(name: str, number: int) -> Mapping[str, object]:
    """The public name; what is no name, but holds a private number, is not shown."""
    safe, problems = withhold_in_text(name, path=PurePosixPath())
    if problems or safe != name:
        return {"name": f"姓名待核 {number}", "name_kind": "匿名", "note": f"原来写的：{name}"}
    short = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
    return {"name": short, "name_kind": "真名"}
