"""What holds for any consents on any day: a refusal never shows more, the same question has the
same answer, and nothing private passes. And what each line of the gate is worth: taken out, a case
fails."""

from __future__ import annotations

import ast
import inspect
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.index.occurrences import index_occurrences
from archive.ingest.words_cache import WordsCache
from archive.model import consent as gate
from archive.model import projection
from archive.model.archive import Archive, Source
from archive.model.consent import Consent, Reason, SubjectAnswer, UseAnswer, decide
from archive.model.fields import fields_of
from archive.model.kinds import RecordId
from archive.model.orders import PictureOrder, SoundOrder, VideoOrder
from archive.model.photo import Depicted
from archive.model.projection import public_view
from archive.model.public import PublicView
from archive.model.records import Record
from archive.model.telling import ProjectedWords
from archive.model.term import Example
from archive.model.terms import Answer, Channel, NameKind, Subject, Use
from archive.model.transcript import Role
from archive.publish.kept_rows import KeptRows
from tests.leaks.small import (
    AMEI,
    GENSHENG,
    ON,
    PICTURE,
    TOLD,
    WALK,
    consent,
    document,
    exhibit,
    interview,
    person,
    photo,
    place,
    said,
    speaker,
    thing,
    transcripts,
    word,
)
from tests.test_projection_consent import CASES, STATES, reason_of
from tests.test_projection_records import parts_of

RECORDS = (
    person(portrait=PICTURE, body="同陆根生一起", note="私"),
    person("gensheng", "陆根生", portrait=PICTURE, related=(TOLD,)),
    interview(AMEI, GENSHENG, pictures=(PICTURE,), summary="沈阿美、陆根生讲", equipment="私"),
    thing(donor=GENSHENG, used_by=(AMEI,), told_in=(TOLD,), storage="私"),
    photo(provider=AMEI, people=(Depicted(person=AMEI), Depicted(person=GENSHENG)), kept_at="私"),
    document(provider=GENSHENG, people=(AMEI,), summary="沈阿美的纸"),
    place(body="陆根生家", related=("photos/square", "objects/wheel")),
    word(examples=(Example(text="车水", speaker=GENSHENG),)),
)
SEGMENTS = (
    said("水车是陆根生的"),
    said("【不公开：借了五百】", speaker(GENSHENG), at=(4, 8)),
    said("对", speaker(AMEI), speaker(GENSHENG, Role.OTHER), at=(8, 9)),
)
WORDS = transcripts(*SEGMENTS)
IDS = tuple(record.id for record in RECORDS)

days = st.integers(-3, 3).map(lambda n: ON + timedelta(days=n))
maybe_days = st.none() | days


@st.composite
def use_answers(draw: st.DrawFn) -> UseAnswer:
    return UseAnswer(
        use=draw(st.sampled_from([Use.WEB, Use.MUSEUM_SCREEN])),
        answer=draw(st.sampled_from(Answer)),
        only=tuple(draw(st.sets(st.sampled_from(Subject)))),
        until=draw(maybe_days),
        withdrawn_on=draw(maybe_days),
    )


@st.composite
def papers(draw: st.DrawFn) -> tuple[Consent, ...]:
    """Some consents of two people, more often open than not: else all would be dark."""
    found = []
    for number in range(draw(st.integers(1, 4))):
        refused = draw(st.sets(st.sampled_from(Subject), max_size=2))
        paper = consent(
            draw(st.sampled_from([AMEI, GENSHENG])),
            slug=f"paper-{number}",
            signed_on=draw(days),
            valid_until=draw(st.sampled_from([date.max, ON, ON - timedelta(days=1)])),
            sealed_until=draw(maybe_days),
            withdrawn_on=draw(st.none() | st.none() | days),
            attribution=draw(st.sampled_from(NameKind)),
        )
        uses = draw(
            st.just(paper.uses) | st.lists(use_answers(), min_size=1, max_size=3).map(tuple)
        )
        covers = tuple(sorted(draw(st.just(set(IDS)) | st.sets(st.sampled_from(IDS), min_size=1))))
        subjects = tuple(
            SubjectAnswer(subject=s, answer="refused" if s in refused else "given") for s in Subject
        )
        update = {"uses": uses, "covers": covers, "subjects": subjects}
        found.append(paper.model_copy(update=update))
    return tuple(found)


def archive_with(consents: tuple[Consent, ...]) -> Archive:
    records = {record.id: record for record in (*RECORDS, *consents)}
    return Archive(records, {TOLD: WORDS})


def shown_facts(view: PublicView) -> set[str]:
    """Everything that a view shows, as facts that can be compared: more facts, more shown."""
    facts: set[str] = set()
    for record_id, record in view.archive.records.items():
        facts.add(f"record {record_id}")
        if record_id in view.archive.listed:
            continue
        for known in fields_of(type(record)):
            value = getattr(record, known.name)
            for item in value if isinstance(value, tuple) else (value,):
                if item not in (None, "", (), {}):
                    facts.add(f"{record_id} {known.name} {item!r}")
    for interview_id, telling in view.archive.tellings.items():
        facts |= {f"{interview_id} segment {s.number}" for s in telling.segments if s.spans}
        facts |= {f"{interview_id} named {n.person}" for n in telling.narrators if n.person}
        facts |= {f"{interview_id} file {key}" for key in (telling.voice, telling.film) if key}
        if telling.voice or telling.film:
            facts |= {
                f"{interview_id} second {second}"
                for second in range(10)
                if not any(s.start <= second <= s.end for s in telling.silences)
            }
    for order in view.orders:
        assert isinstance(order, PictureOrder | SoundOrder | VideoOrder)
        facts.add(f"file {order.key}")
    return {fact for fact in facts if "某某" not in fact}


REFUSALS: Mapping[str, Any] = {
    "withdraw": lambda paper: {"withdrawn_on": ON},
    "expire": lambda paper: {"valid_until": ON - timedelta(days=1)},
    "seal": lambda paper: {"sealed_until": ON + timedelta(days=1)},
    "refuse every use": lambda paper: {
        "uses": tuple(use.model_copy(update={"answer": Answer.REFUSED}) for use in paper.uses)
    },
    "refuse every subject": lambda paper: {
        "subjects": tuple(SubjectAnswer(subject=s, answer="refused") for s in Subject)
    },
    "stay unnamed": lambda paper: {"attribution": NameKind.ANONYMOUS},
}


@given(papers(), st.sampled_from(sorted(REFUSALS)), st.integers(0, 3), st.sampled_from(Channel))
@settings(max_examples=150)
def test_refusing_never_shows_more(
    consents: tuple[Consent, ...], refusal: str, which: int, channel: Channel
) -> None:
    """Whatever is taken back in whichever paper, no record, field, second or file comes in."""
    chosen = consents[which % len(consents)]
    stricter = chosen.model_copy(update=REFUSALS[refusal](chosen))
    before = public_view(archive_with(consents), channel=channel, on=ON)
    changed = tuple(stricter if paper is chosen else paper for paper in consents)
    after = public_view(archive_with(changed), channel=channel, on=ON)
    assert shown_facts(after) <= shown_facts(before)


@given(papers(), st.sampled_from(Subject))
@settings(max_examples=150)
def test_one_more_paper_that_refuses_never_allows(
    consents: tuple[Consent, ...], subject: Subject
) -> None:
    """A later no, or one of the same day, stands; an earlier one changes nothing."""
    own = [paper for paper in consents if paper.person == AMEI]
    no = consent(AMEI, *IDS, slug="no", uses={Use.WEB: "refused"})
    for day in (ON - timedelta(days=9), ON):
        more = [*own, no.model_copy(update={"signed_on": day})]
        before = decide(own, record=TOLD, subject=subject, channel=Channel.WEB, on=ON)
        after = decide(more, record=TOLD, subject=subject, channel=Channel.WEB, on=ON)
        assert before.is_allowed or not after.is_allowed
        assert not (day == ON and after.is_allowed)


@given(papers(), st.sampled_from(Channel), days)
@settings(max_examples=100)
def test_projection_is_pure_and_shows_only_what_is_marked(
    consents: tuple[Consent, ...], channel: Channel, day: date
) -> None:
    """The archive is as it was, the same question has the same answer whatever the order of the
    records, nothing private is in it, and every consent stays behind."""
    archive = archive_with(consents)
    before = repr(archive.records)
    view = public_view(archive, channel=channel, on=day)
    backwards = Archive(dict(sorted(archive.records.items(), reverse=True)), archive.transcripts)
    assert public_view(archive, channel=channel, on=day) == view
    assert public_view(backwards, channel=channel, on=day) == view
    assert repr(archive.records) == before
    text = repr(view.archive)
    assert "私" not in text
    assert "五百" not in text
    assert "consents/" not in text
    for record in view.archive.records.values():
        for part in parts_of(record):
            hidden = [known.name for known in fields_of(type(part)) if not known.is_shown]
            assert [getattr(part, name) for name in hidden if getattr(part, name)] == []


@dataclass
class Memory:
    """What a build remembers of transcripts, kept in a dictionary."""

    kept: dict[tuple[RecordId, bytes], ProjectedWords] = field(default_factory=dict)
    hits: int = 0

    def recall(self, interview: RecordId, *, key: bytes) -> ProjectedWords | None:
        found = self.kept.get((interview, key))
        self.hits += found is not None
        return found

    def keep(self, interview: RecordId, words: ProjectedWords, *, key: bytes) -> ProjectedWords:
        self.kept[interview, key] = words
        return words


@given(papers(), papers(), st.sampled_from([Channel.WEB, Channel.KIOSK]))
@settings(max_examples=100)
def test_what_is_remembered_never_outlives_a_consent(
    before: tuple[Consent, ...], after: tuple[Consent, ...], channel: Channel
) -> None:
    """Words kept from a build under other consents give the very projection that a first build
    gives, and are used when nothing changed."""
    memory = Memory()
    for consents in (before, after, after):
        archive = archive_with(consents)
        sources = {TOLD: Source(PurePosixPath("told"), {}, b"the same files")}
        speakers = {TOLD: tuple({s for segment in SEGMENTS for s in segment.speakers})}
        archive = replace(archive, sources=sources, speakers=speakers)
        hits = memory.hits
        view = public_view(archive, channel=channel, on=ON, memory=memory)
        assert view == public_view(archive, channel=channel, on=ON)
    assert memory.hits > hits or TOLD not in view.archive.records


SPOKEN = word("shuiche", word="水车", meaning="车水的")
TALK = (
    said("水车是陆根生的"),
    said("我也踏水车", speaker(GENSHENG), at=(4, 8)),
    said("水车边上【不公开：借了五百】", speaker(GENSHENG), at=(20, 24)),
)


def talk_with(consents: tuple[Consent, ...]) -> Archive:
    """The records above, and a word that two people say in a talk."""
    archive = archive_with(consents)
    return replace(
        archive,
        records={**archive.records, SPOKEN.id: SPOKEN},
        transcripts={TOLD: transcripts(*TALK)},
        sources={TOLD: Source(PurePosixPath("told"), {}, b"the same files")},
        speakers={TOLD: tuple({s for segment in TALK for s in segment.speakers})},
    )


@dataclass
class Kept:
    """What two builds after each other keep, without a disk."""

    words: WordsCache = field(default_factory=lambda: WordsCache(Path(), {}, {}))
    rows: KeptRows = field(default_factory=lambda: KeptRows(Path(), {}))

    def next(self) -> Kept:
        return Kept(WordsCache(Path(), self.words._after, {}), KeptRows(Path(), self.rows._after))


@given(papers(), papers(), st.sampled_from([Channel.WEB, Channel.KIOSK]))
@settings(max_examples=60)
def test_where_words_are_said_never_outlives_a_consent(
    before: tuple[Consent, ...], after: tuple[Consent, ...], channel: Channel
) -> None:
    """Passages remembered from a build under other consents are those that are found anew."""
    kept = Kept()
    for consents in (before, after, after):
        view = public_view(talk_with(consents), channel=channel, on=ON, memory=kept.words)
        found = index_occurrences(view.archive, memory=kept.rows)
        assert found == index_occurrences(view.archive)
        kept = kept.next()


def test_where_words_are_said_is_found_and_remembered() -> None:
    """The passages are there when all is allowed, and are not looked for twice."""
    kept = Kept()
    archive = talk_with((consent(AMEI, *IDS), consent(GENSHENG, *IDS)))
    shown = public_view(archive, channel=Channel.WEB, on=ON, memory=kept.words).archive
    found = index_occurrences(shown, memory=kept.rows)[SPOKEN.id]
    assert [(one.speaker, one.words) for one in found] == [
        (AMEI, "水车是陆根生的"),
        (GENSHENG, "我也踏水车"),
    ]
    moved = {
        key: tuple((row[0], 9, *row[2:]) for row in rows) for key, rows in kept.rows._after.items()
    }
    again = index_occurrences(shown, memory=KeptRows(Path(), moved))[SPOKEN.id]
    assert [one.number for one in again] == [9, 9]


def test_full_consent_shows_what_the_properties_are_about() -> None:
    """The records above are there with their files when all is allowed: it is not held idly."""
    view = public_view(
        archive_with((consent(AMEI, *IDS), consent(GENSHENG, *IDS))), channel=Channel.WEB, on=ON
    )
    assert set(view.archive.records) == set(IDS)
    assert len(view.orders) == 6
    assert len(shown_facts(view)) > 80


SCRIPT = """
from archive.model.projection import public_view
from archive.model.terms import Channel
from tests.leaks.small import AMEI, GENSHENG, ON, consent
from tests.test_projection_properties import IDS, archive_with
papers = consent(AMEI, *IDS), consent(GENSHENG, *IDS[:4])
view = public_view(archive_with(papers), channel=Channel.WEB, on=ON)
print(repr(sorted(view.archive.records.items())), view.archive.tellings, view.orders, view.withheld)
"""


def test_projection_does_not_depend_on_the_hash_seed() -> None:
    """Sets are nowhere read in their own order: three processes, one answer."""
    answers = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=Path(__file__).resolve().parent.parent,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(answers) == 1
    assert len(answers.pop()) > 5_000


# What each line is worth


def branches_of(function: Callable[..., Any]) -> list[int]:
    """The `if` statements of a function, by their number."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return [n for n, node in enumerate(ast.walk(tree)) if isinstance(node, ast.If)]


def without_branch(function: Callable[..., Any], number: int) -> Callable[..., Any]:
    """The function with one `if` that is never true."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    branch = [*ast.walk(tree)][number]
    assert isinstance(branch, ast.If)
    branch.test = ast.Constant(value=False)
    names: dict[str, Any] = {}
    code = compile(ast.fix_missing_locations(tree), "mutant", "exec")
    exec(code, vars(sys.modules[function.__module__]) | {}, names)
    made: Callable[..., Any] = names[function.__name__]
    return made


def decided() -> dict[str, Reason | None]:
    """What the cases of consent come to."""
    found: dict[str, Reason | None] = {}
    for case, (_, given_papers) in CASES.items():
        try:
            found[case] = reason_of(*given_papers)
        except (IndexError, ValueError):
            found[case] = None
    return found


@pytest.mark.parametrize("number", branches_of(gate._refusal))
def test_each_line_of_the_gate_is_worth_something(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With any one reason to refuse taken out, a case of consent comes out wrong."""
    right = {case: reason for case, (reason, _) in CASES.items()}
    subject_case = _subject_not_named()
    assert (decided(), subject_case()) == (right, Reason.SUBJECT_REFUSED)
    monkeypatch.setattr(gate, "_refusal", without_branch(gate._refusal, number))
    assert (decided(), subject_case()) != (right, Reason.SUBJECT_REFUSED)


def _subject_not_named() -> Any:
    asked = consent(AMEI, TOLD)
    voice = tuple(s for s in asked.subjects if s.subject is Subject.VOICE)
    return lambda: reason_of(asked.model_copy(update={"subjects": voice}))


@pytest.mark.parametrize("number", branches_of(projection._Projector._closed))
def test_each_line_about_closed_records_is_worth_something(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With any one of them taken out, a closed, sealed or secret record is there, or a walk
    led by somebody unseen."""

    def seen() -> list[bool]:
        records: list[Record] = [place(**fields) for fields, _ in STATES.values()]
        records.append(document(secrecy="secret"))
        archives = [Archive({r.id: r}) for r in records]
        led = person(access="closed"), consent(AMEI, WALK), exhibit()
        archives.append(Archive({r.id: r for r in led}))
        views = [public_view(archive, channel=Channel.WEB, on=ON) for archive in archives]
        return [bool(view.archive.records) for view in views]

    right = [reason is None for _, reason in STATES.values()] + [False, False]
    assert seen() == right
    mutant = without_branch(projection._Projector._closed, number)
    monkeypatch.setattr(projection._Projector, "_closed", mutant)
    assert seen() != right


OFF: Mapping[str, tuple[str, Any]] = {
    "names are masked": ("protected_names", lambda *_, **__: frozenset()),
    "marks are read": ("project_text", lambda text, **_: text),
    "links are followed to what is there": ("project_links", lambda text, **_: text),
    "consent is asked for": ("needed_for", lambda _: ()),
    "credits are kept apart": ("credited_in", lambda _: iter(())),
}


@pytest.mark.parametrize("what", OFF)
def test_each_part_of_the_projection_is_worth_something(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With any one part switched off, something shows that did not."""
    hidden = person("xiaomei", "周小妹")
    bodies = "周小妹", "【不公开：五块】", "[她](../people/xiaomei.md)"
    extra = [place(f"bank-{number}", body=body) for number, body in enumerate(bodies)]
    unnamed = consent(GENSHENG, *IDS, subjects={Subject.NAME: "refused"}, slug="unnamed")
    own = consent(GENSHENG, slug="own")
    unnamed = unnamed.model_copy(update={"covers": tuple(i for i in IDS if i != GENSHENG)})
    records = [*RECORDS, hidden, *extra, consent(AMEI, *IDS), unnamed, own]

    def seen() -> set[str]:
        archive = Archive({RecordId(r.id): r for r in records}, {TOLD: WORDS})
        return shown_facts(public_view(archive, channel=Channel.WEB, on=ON))

    right = seen()
    name, mutant = OFF[what]
    monkeypatch.setattr(projection, name, mutant)
    assert seen() - right
