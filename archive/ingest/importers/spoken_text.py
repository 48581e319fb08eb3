"""One document in which people speak, into drafts: the interview, who speaks in it, their papers.

Nothing is made up: what the document does not say is 不详 in the drafts, and a problem lists it.
All of it is closed, because nobody was asked yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.file_names import parse_name
from archive.ingest.importers.header_lines import Header, day_of, mask_header, words_of_date
from archive.ingest.importers.records import Names, brought_in, consent_fields, transcript_file
from archive.ingest.importers.turns import MACHINE_LABEL
from archive.ingest.incoming import Draft, Incoming, Original, Tally, Unit, Whence
from archive.ingest.notes import NOTES
from archive.ingest.off_record import detail_problems, mask_details, withhold_in_doubt
from archive.ingest.slugs import slug_for
from archive.ingest.voices import ANSWERING, ASKING, TOGETHER, UNHEARD
from archive.model.dates import parse_edtf
from archive.model.kinds import Kind, record_id
from archive.model.marks import (
    EditorNote,
    Span,
    Uncertain,
    Withheld,
    Words,
    format_marks,
    parse_marks,
)
from archive.model.terms import TranscriptState
from archive.model.transcript import Role, Segment, Speaker, Transcript
from archive.values import dataclass

UNKNOWN = "不详"
NOBODY = "不明"
"""What transcripts of ours write where nobody knows who speaks; nothing of it is published."""
_GENERAL = ASKING | ANSWERING | TOGETHER | UNHEARD | {""}
_LONGEST_TITLE = 200
_LONGEST_NAME = 100
_ANY_BRACKET = re.compile("[【】〔〕]")
_BRACKETS = str.maketrans("【】〔〕", "［］［］")


@dataclass(frozen=True, slots=True)
class SpokenText:
    """A document as it was understood."""

    path: PurePosixPath
    origin: str
    """What it was read from, in Chinese."""
    segments: Sequence[Segment]
    """With marks as they were written; nothing is withheld yet that was not marked."""
    header: Header = field(default_factory=Header)
    is_machine: bool = False
    """Whether a program wrote it and nobody went through it."""
    style: str = ""
    """How it was written down, for the record; empty for nothing to say."""
    fields: Mapping[str, object] = field(default_factory=dict)
    """Further fields of the interview."""
    notes: Sequence[str] = ()
    """For the worker alone."""
    originals: Sequence[Original] = ()
    problems: Sequence[Problem] = ()
    tallies: Mapping[Unit, Tally] = field(default_factory=dict)


def bring_in(spoken: SpokenText) -> Incoming:
    """The drafts of ``spoken``, with what a person has to decide on withheld and told of."""
    header, masked = mask_header(spoken.header)
    spoken = replace(spoken, header=header)
    spoken = _with_short_names(spoken)
    told = _told_by_someone([_with_masked_voices(segment) for segment in spoken.segments])
    doubtful = withhold_in_doubt(told, path=spoken.path)
    people = _People.of(spoken, doubtful.segments)
    segments = [_relabelled(segment, people.collectors) for segment in doubtful.segments]
    interview, unknown = _interview(spoken, segments, people)
    drafts = (interview, *_papers(spoken, people, interview))
    named = mask_details(spoken.path.stem)[1]
    problems = [*spoken.problems, *doubtful.problems]
    problems += detail_problems((*masked, *named), spoken.path)
    if unknown:
        problems.append(Problem("import-fields-unknown", spoken.path, None, unknown))
    return Incoming(
        drafts=drafts,
        originals=tuple(spoken.originals),
        problems=tuple(sorted(set(problems))),
        tallies=spoken.tallies,
    )


def _with_short_names(spoken: SpokenText) -> SpokenText:
    """With names that a record can have; those that are longer are whole in the notes."""
    labels = {one.label for segment in spoken.segments for one in segment.speakers}
    short = {label: f"{label[:_LONGEST_NAME]}…" for label in labels if len(label) > _LONGEST_NAME}
    if not short:
        return spoken
    segments = [_relabelled(segment, short) for segment in spoken.segments]
    notes = [*spoken.notes, *(f"讲者写作：{label}" for label in sorted(short))]
    return replace(spoken, segments=segments, notes=notes)


def _relabelled(segment: Segment, names: Mapping[str, str]) -> Segment:
    """A segment with other names before its words."""
    if not any(one.label in names for one in segment.speakers):
        return segment
    speakers = (replace(one, label=names.get(one.label, one.label)) for one in segment.speakers)
    return replace(segment, speakers=tuple(speakers))


def _with_masked_voices(segment: Segment) -> Segment:
    if not any(mask_details(speaker.label)[1] for speaker in segment.speakers):
        return segment
    masked = (replace(one, label=mask_details(one.label)[0]) for one in segment.speakers)
    return replace(segment, speakers=tuple(masked))


def _told_by_someone(segments: Sequence[Segment]) -> Sequence[Segment]:
    """In a timed transcript notes of nobody stand before the next words: a cue has a voice."""
    if not all(segment.start is not None for segment in segments):
        return segments
    kept: list[Segment] = []
    waiting: tuple[Span, ...] = ()
    for segment in segments:
        if not segment.speakers and all(isinstance(span, EditorNote) for span in segment.spans):
            waiting += segment.spans
            continue
        kept.append(replace(segment, spans=(*waiting, *segment.spans)))
        waiting = ()
    if waiting and kept:
        kept[-1] = replace(kept[-1], spans=(*kept[-1].spans, *waiting))
    return kept if kept else segments


@dataclass(frozen=True, slots=True)
class _People:
    told: tuple[str, ...]
    asked: tuple[str, ...]
    labels: Mapping[str, str]
    """The person behind each label that needs to be told."""
    present: tuple[str, ...]
    slugs: Mapping[str, str]
    nameless: frozenset[str]
    collectors: Mapping[str, str]
    """The name at the head of the text behind each shorter one by which somebody asks: who asks
    has no record that could tell."""

    @classmethod
    def of(cls, spoken: SpokenText, segments: Sequence[Segment]) -> _People:
        said = dict.fromkeys(s.label for segment in segments for s in segment.speakers)
        named = [label for label in said if label not in _GENERAL]
        stem = mask_details(spoken.path.stem)[0]
        told = list(spoken.header.told or parse_name(stem).narrators)
        asked = spoken.header.asked
        labels = {label: _stands_for(label, (*told, *asked)) or label for label in named}
        nameless = {
            label: f"{label}（{stem[:40]}）" for label in named if MACHINE_LABEL.fullmatch(label)
        }
        if len(told) > 1 or (not told and len(set(labels.values()) - set(asked)) > 1):
            # 答 means one narrator; among several it is somebody of whom only that is known.
            nameless |= {label: f"{label}（{stem[:40]}）" for label in said if label in ANSWERING}
        labels |= nameless
        others = [name for name in dict.fromkeys(labels.values()) if name not in (*told, *asked)]
        if not told:
            told, others = others, []
        if not told:
            nobody = f"口述者待补（{stem[:40]}）"
            told, nameless = [nobody], {**nameless, nobody: nobody}
        given = Names()
        everyone = (*told, *others)
        slugs = {
            name: given.give(slug_for(name, otherwise=f"person-{number:04}"))
            for number, name in enumerate(everyone, 1)
        }
        meant = {label: name for label, name in labels.items() if name in slugs}
        collectors = {
            label: name for label, name in labels.items() if name in asked and name not in slugs
        }
        without = frozenset(nameless.values())
        return cls(tuple(told), asked, meant, tuple(others), slugs, without, collectors)


def _stands_for(label: str, names: Sequence[str]) -> str:
    """The one name that ``label`` is a part of, as 阿妹 of 沈阿妹; empty for none or several."""
    fitting = [name for name in names if label == name] or [
        name for name in names if label and (label in name or name in label)
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _interview(
    spoken: SpokenText, segments: Sequence[Segment], people: _People
) -> tuple[Draft, Mapping[str, str]]:
    """The interview, and the facts that name what the document does not say."""
    header, stem = spoken.header, mask_details(spoken.path.stem)[0]
    values, told = header.values, parse_name(stem)
    title = (values.get("title") or told.topic or stem)[:_LONGEST_TITLE].strip() or stem
    written = values.get("when", "")
    when = day_of(written) or told.when or parse_name(title).when
    place = values.get("place") or told.place
    slug = slug_for(title, otherwise="interview")
    state = TranscriptState.MACHINE if spoken.is_machine else TranscriptState.PROOFREAD
    fields: dict[str, object] = {
        "accession": values.get("accession") or "K0001",
        "title": title,
        "access": "不开放",
        "narrators": [f"people/{people.slugs[name]}" for name in people.told],
        "speakers": {label: f"people/{people.slugs[n]}" for label, n in people.labels.items()},
        "collectors": list(people.asked) or [UNKNOWN],
        "institution": values.get("institution") or f"{UNKNOWN}（{brought_in(spoken.origin)}）",
        "recorded_on": when or {"spoken": words_of_date(written) or UNKNOWN},
        "recorded_at": place or UNKNOWN,
        "languages": [values.get("languages") or UNKNOWN],
        "language_tag": "und",
        "summary": values.get("summary")
        or f"《{title}》的文字，{brought_in(spoken.origin)}，没有摘要。",
        "consents": [f"consents/{slug}" for slug in people.slugs.values()],
        "transcript_state": state.zh,
    }
    if people.present:
        fields["present"] = [f"people/{people.slugs[name]}" for name in people.present]
    if header.editors:
        fields["editors"] = list(header.editors)
    if spoken.style:
        fields["transcription_style"] = spoken.style
    dated = [f"时间：{written}"] if written and not when and not words_of_date(written) else []
    notes = private_notes(spoken.origin, spoken.path, [*dated, *header.notes, *spoken.notes])
    draft = Draft(
        record_id(Kind.INTERVIEW, f"{when}-{slug}" if when else slug),
        {**fields, **spoken.fields},
        Whence(spoken.path),
        beside=_beside(segments, notes),
    )
    return draft, _unknown(draft.fields, when, people)


def _beside(segments: Sequence[Segment], notes: str) -> Mapping[str, str]:
    """The transcript, with times where every part of it has some, and the private notes."""
    noted = {NOTES: notes} if notes else {}
    return {**noted, **transcript_file(Transcript(tuple(segments)))}


def _unknown(fields: Mapping[str, object], when: str, people: _People) -> Mapping[str, str]:
    missing = [
        (zh, en)
        for is_missing, zh, en in (
            (bool(people.nameless), "口述者的名字", "the narrators' names"),
            (fields["collectors"] == [UNKNOWN], "采集者", "interviewers"),
            (not when, "采集日期", "the day"),
            (fields["recorded_at"] == UNKNOWN, "地点", "the place"),
            (fields["languages"] == [UNKNOWN], "语言", "the language"),
            (str(fields["institution"]).startswith(UNKNOWN), "采集单位", "the institution"),
        )
        if is_missing
    ]
    if not missing:
        return {}
    return {
        "fields_zh": "、".join(zh for zh, _ in missing),
        "fields_en": ", ".join(en for _, en in missing),
    }


def private_notes(origin: str, path: PurePosixPath, lines: Sequence[str]) -> str:
    """What a document says besides, for the worker alone, in Markdown; empty for nothing."""
    if not lines:
        return ""
    listed = "\n".join(f"- {line}" for line in lines)
    return f"{origin}“{path.name}”里还写着（不公开）：\n\n{listed}\n"


def _papers(spoken: SpokenText, people: _People, interview: Draft) -> Iterator[Draft]:
    """Everybody who speaks, and for each a consent that says that nobody was asked."""
    whence = Whence(spoken.path)
    when = interview.fields["recorded_on"]
    day = parse_edtf(when).earliest if isinstance(when, str) else None
    for number, (name, slug) in enumerate(people.slugs.items(), 1):
        fields = {
            "accession": f"P{number:04}",
            "name": name,
            "name_kind": "匿名" if name in people.nameless else "真名",
            "access": "不开放",
        }
        yield Draft(record_id(Kind.PERSON, slug), fields, whence)
        consent = consent_fields(
            number, slug, covers=[str(interview.id)], days=[day] if day else [], licence=None
        )
        yield Draft(record_id(Kind.CONSENT, slug), consent, whence)


# --- what readers of documents share --------------------------------------------------------------


def voices(*labels: str) -> tuple[Speaker, ...]:
    """Speakers by the names that stand before their words."""
    return tuple(Speaker(label, Role.UNKNOWN) for label in labels)


def marked(words: str, line: int, path: PurePosixPath, problems: list[Problem]) -> tuple[Span, ...]:
    """``words`` with their marks. What is wrong with those is told, and brackets that look like a
    mark and are none become others, so that they are no fault of the new transcript."""
    spans, faults = parse_marks(words)
    if not faults and (not _ANY_BRACKET.search(words) or format_marks(spans) == words):
        return spans
    for fault in faults:
        closer = "〕" if fault.text.startswith("〔") else "】"
        facts = {"seen": fault.text, "expected": closer}
        problems.append(Problem(fault.code, path, line, facts))
    if not parse_marks(format_marks(spans))[1]:
        return spans
    return tuple(map(_with_plain_brackets, spans))


def _with_plain_brackets(span: Span) -> Span:
    match span:
        case Words(text):
            return Words(text.translate(_BRACKETS))
        case Withheld(inner):
            return Withheld(tuple(map(_with_plain_brackets, inner)))
        case Uncertain(inner):
            return Uncertain(tuple(map(_with_plain_brackets, inner)))
        case EditorNote(inner):
            return EditorNote(tuple(map(_with_plain_brackets, inner)))
        case _:
            return span


def letters(text: str) -> int:
    """How many letters and Chinese characters ``text`` has: what is counted so that nothing is
    lost, because signs and digits may become marks and times."""
    return sum(map(str.isalpha, text))
