"""What must hold within one record, whatever the others say."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from archive.errors import Problem, with_field
from archive.ingest.place_rules import check_place, check_sketch
from archive.ingest.private_numbers import find_private_numbers
from archive.ingest.puzzle_rules import check_puzzle
from archive.ingest.scalars import format_seconds
from archive.ingest.scene_rules import check_scene
from archive.ingest.shapes import Leaf, field_at
from archive.ingest.shown_words import Passage, passages_of, passages_of_transcript
from archive.ingest.whereabouts import Where, check_span
from archive.model.consent import Consent
from archive.model.exhibit import Exhibit
from archive.model.interview import Interview
from archive.model.person import Person
from archive.model.place import Place
from archive.model.puzzle import Puzzle
from archive.model.records import Record
from archive.model.scene import Scene
from archive.model.sketch import Sketch
from archive.model.term import DialectTerm
from archive.model.terms import Answer, Capacity, NameKind
from archive.model.transcript import Transcript


def check_record(record: Record, leaves: Iterable[Leaf], where: Where) -> Iterator[Problem]:
    """Every fault that ``record`` shows by itself; ``leaves`` are its single values."""
    if isinstance(record, Interview):
        yield from _check_interview(record, where)
    elif isinstance(record, Consent):
        yield from _check_consent(record, where)
    elif isinstance(record, DialectTerm):
        yield from _check_term(record, where)
    elif isinstance(record, Person):
        yield from _check_person(record, where)
    elif isinstance(record, Puzzle):
        yield from check_puzzle(record, where)
    elif isinstance(record, Exhibit):
        yield from _check_exhibit(record, where)
    elif isinstance(record, Scene):
        yield from check_scene(record, where)
    elif isinstance(record, Place):
        yield from check_place(record, where)
    elif isinstance(record, Sketch):
        yield from check_sketch(record, where)
    for passage in passages_of(record, leaves):
        yield from _check_numbers(passage, where)


def check_transcript_words(transcript: Transcript, path: PurePosixPath) -> Iterator[Problem]:
    """Private numbers in what may be read of a transcript."""
    where = Where(path, {})
    for passage in passages_of_transcript(transcript):
        yield from _check_numbers(passage, where)


def check_cues(
    transcript: Transcript, path: PurePosixPath, *, duration: float
) -> Iterator[Problem]:
    """The first segment that goes on after the recording has ended."""
    for segment in transcript.segments:
        if segment.end is not None and segment.end > duration + SLACK:
            facts = {"end": format_seconds(segment.end), "duration": format_seconds(duration)}
            yield Problem("cue-past-end", path, segment.line, facts)
            return


SLACK = 1.0
"""Seconds by which people and players round."""


def check_chapters(interview: Interview, where: Where, *, duration: float) -> Iterator[Problem]:
    """Chapters that reach beyond the recording."""
    for number, chapter in enumerate(interview.contents):
        last = max(chapter.start, chapter.end or 0.0)
        if last > duration + SLACK:
            key = f"contents.{number}.{'end' if chapter.end else 'start'}"
            facts = {"end": format_seconds(last), "duration": format_seconds(duration)}
            yield where.problem("chapter-past-end", key, seen=str(number + 1), **facts)


def _check_interview(interview: Interview, where: Where) -> Iterator[Problem]:
    for number, narrator in enumerate(interview.narrators):
        if narrator.person is None and narrator.name is None:
            yield where.problem("narrator-nobody", f"narrators.{number}", seen=str(number + 1))
    previous = 0.0
    for number, chapter in enumerate(interview.contents):
        key = f"contents.{number}"
        if chapter.start < previous:
            facts = {
                "start": format_seconds(chapter.start),
                "previous": format_seconds(previous),
            }
            yield where.problem("chapter-order", f"{key}.start", seen=str(number + 1), **facts)
        if chapter.end is not None:
            yield from check_span(interview, f"{key}.end", chapter.start, chapter.end, where)
        previous = max(previous, chapter.start)
    yield from _check_quote(interview, where)
    recording = interview.recording
    if recording is not None and recording.duration is not None:
        yield from check_chapters(interview, where, duration=recording.duration)


def _check_quote(interview: Interview, where: Where) -> Iterator[Problem]:
    start, end = interview.quote_start, interview.quote_end
    if start is None and end is None:
        return
    if interview.quote is None:
        reason_zh, reason_en = "有时间，没有话", "has a time but no words"
    elif start is None:
        reason_zh, reason_en = "没有写开始时间", "has no start"
    elif end is None:
        reason_zh, reason_en = "没有写结束时间", "has no end"
    elif end <= start:
        reason_zh, reason_en = "结束不在开始之后", "does not end after its start"
    else:
        return
    key = "quote_start" if start is not None else "quote_end"
    yield where.problem("quote-times", key, reason_zh=reason_zh, reason_en=reason_en)


def _check_consent(consent: Consent, where: Where) -> Iterator[Problem]:
    signs_for_another = consent.capacity in (Capacity.GUARDIAN, Capacity.KIN)
    if signs_for_another and consent.on_behalf_of is None:
        facts = {"capacity_zh": consent.capacity.zh, "capacity_en": consent.capacity.en}
        yield where.problem("consent-behalf", "capacity", **facts)
    for number, answer in enumerate(consent.uses):
        key = f"uses.{number}"
        if answer.answer is Answer.LIMITED and not answer.only:
            facts = {"seen_zh": answer.use.zh, "seen_en": answer.use.en}
            yield where.problem("consent-limited", key, **facts)
        yield from _check_day(consent, f"{key}.until", answer.until, where)
        yield from _check_day(consent, f"{key}.withdrawn_on", answer.withdrawn_on, where)
    yield from _check_day(consent, "valid_until", consent.valid_until, where)
    yield from _check_day(consent, "withdrawn_on", consent.withdrawn_on, where)
    for number, span in enumerate(consent.sealed_spans):
        yield from check_span(consent, f"sealed_spans.{number}.end", span.start, span.end, where)


def _check_day(
    consent: Consent, key: str, day: datetime.date | None, where: Where
) -> Iterator[Problem]:
    if day is None or day >= consent.signed_on:
        return
    field = field_at(Consent, key)
    assert field is not None
    facts = with_field(
        field.label_zh, field.label, key, seen=str(day), signed=str(consent.signed_on)
    )
    yield where.problem("consent-dates", key, **facts)


def _check_term(term: DialectTerm, where: Where) -> Iterator[Problem]:
    if term.reading is not None and term.reading_scheme is None:
        yield where.problem("reading-scheme", "reading")
    if term.clip is not None:
        yield from check_span(term, "clip.end", term.clip.start, term.clip.end, where)
    for number, example in enumerate(term.examples):
        if example.clip is not None:
            key = f"examples.{number}.clip.end"
            yield from check_span(term, key, example.clip.start, example.clip.end, where)


def _check_exhibit(exhibit: Exhibit, where: Where) -> Iterator[Problem]:
    for number, stop in enumerate(exhibit.stops):
        if stop.clip is not None:
            key = f"stops.{number}.clip.end"
            yield from check_span(exhibit, key, stop.clip.start, stop.clip.end, where)


def _check_person(person: Person, where: Where) -> Iterator[Problem]:
    if person.name_kind is NameKind.REAL:
        if person.real_name is not None and person.real_name != person.name:
            yield where.problem("name-kind", "real_name")
    elif person.real_name == person.name:
        facts = {"name_kind_zh": person.name_kind.zh, "name_kind_en": person.name_kind.en}
        yield where.problem("name-is-real", "name", **facts)


def _check_numbers(passage: Passage, where: Where) -> Iterator[Problem]:
    for number in find_private_numbers(passage.text):
        facts = {"what_zh": number.what_zh, "what_en": number.what_en, "seen": number.seen}
        yield Problem(
            "private-number",
            where.path,
            line_of(passage, where),
            {**describe_passage(passage), **facts},
        )


def line_of(passage: Passage, where: Where) -> int:
    """The line a passage stands on in its file."""
    if passage.key == "body":
        return where.body_line + (passage.line or 0)
    return passage.line if passage.line is not None else where.line(passage.key)


def describe_passage(passage: Passage) -> dict[str, str]:
    """The facts that name where a passage stands."""
    if passage.field is not None:
        field = passage.field
        return with_field(field.label_zh, field.label, field.key)
    if passage.key == "body":
        return {"field_zh": "正文", "field_en": "The text"}
    return {"field_zh": "文字稿", "field_en": "The transcript"}
