"""Words of the village: where they are said, how they are heard, and where they lead."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any

import pytest

from archive.index.occurrences import WordForms, index_occurrences
from archive.model.interview import Chapter
from archive.model.kinds import RecordId
from archive.model.marks import parse_marks
from archive.model.media import Clip
from archive.model.orders import DerivedFile, DerivedSound
from archive.model.public import PublicArchive
from archive.model.records import Record
from archive.model.term import DialectTerm, Example
from archive.model.terms import Subject
from archive.model.transcript import Certainty, Role, Segment, Speaker
from archive.render.explained import Explained
from archive.render.glossary import make_glossary
from archive.render.prose import render_spans
from tests.leaks.small import (
    AMEI,
    GENSHENG,
    TOLD,
    consent,
    interview,
    person,
    said,
    speaker,
    transcripts,
    view_of,
    word,
)

TODAY = RecordId("terms/today")
ASKS = Speaker("问", Role.INTERVIEWER)
SOUND = DerivedSound(
    "interviews/told/voice",
    DerivedFile(PurePosixPath("media/a.mp3"), "audio/mpeg", 9),
    60.0,
    (),
    "",
)


def today(**fields: Any) -> DialectTerm:
    return word("today", word="今朝", spellings=("今早",), meaning="今天", **fields)


def public(*records: Record, told: tuple[Segment, ...] = (), **fields: Any) -> PublicArchive:
    """The public view of an interview of Amei, who allowed everything, and of these records."""
    record = interview(**fields)
    given = (person(), consent(AMEI, TOLD), record, *records)
    return view_of(*given, words=transcripts(*told)).archive


def found(*told: Segment, term: DialectTerm | None = None, **fields: Any) -> list[str]:
    """What is said where the word is found."""
    archive = public(term or today(), told=told, **fields)
    return [o.words for o in index_occurrences(archive).get((term or today()).id, ())]


# --- where they are said


def test_a_word_is_found_by_any_spelling_and_by_its_mark() -> None:
    told = (
        said("今朝落雨。", at=(0, 4)),
        said("今早去的。", at=(4, 8)),
        said("【方言：今朝|今天】好。", at=(8, 12)),
        said("明天去。", at=(12, 16)),
    )
    index = index_occurrences(public(today(), told=told))
    assert {o.words: o.is_marked for o in index[TODAY]} == {"今朝落雨。": False, "今朝好。": True}


def test_a_word_of_one_sign_is_found_by_its_mark_alone() -> None:
    """菱溇 is a village, and not a word for a ditch each time."""
    ditch = word("lou", word="溇", meaning="小河")
    told = said("我们菱溇人。", at=(0, 4)), said("【方言：溇|小河】不通的。", at=(4, 8))
    assert found(*told, term=ditch) == ["溇不通的。"]


def test_of_two_words_the_longer_one_is_found() -> None:
    forms = WordForms([word("a", word="落雨"), word("b", word="落雨天")])
    assert list(forms.split("落雨天落雨")) == [("落雨天", "terms/b"), ("落雨", "terms/a")]


@pytest.mark.parametrize(
    "segment",
    [
        said("今朝好伐？", ASKS),
        said("今朝好。", speaker(AMEI), speaker(GENSHENG)),
        said("今朝好。", certainty=Certainty.UNSURE),
        said("今朝好。", speaker(None, Role.GROUP)),
        said("【不公开：今朝】好。"),
        said("今朝【不公开：借了钱】好。"),
    ],
    ids=["asked", "two at once", "unsure", "everybody", "withheld", "silent"],
)
def test_what_nobody_is_named_for_or_hears_is_no_passage(segment: Segment) -> None:
    people = person("gensheng", "陆根生"), consent(GENSHENG, TOLD)
    archive = public(today(), *people, told=(segment,), speakers={"根": GENSHENG})
    assert index_occurrences(archive) == {}


def test_a_narrator_without_a_name_is_not_told_by_their_words() -> None:
    """Beside the word's speakers, a passage would say whose it is."""
    refused = consent(AMEI, TOLD, subjects={Subject.NAME: "refused"})
    told = transcripts(said("今朝好。"))
    archive = view_of(person(), refused, interview(), today(speakers=(AMEI,)), words=told).archive
    assert archive.tellings[TOLD].segments[0].spans
    assert index_occurrences(archive) == {}


def test_a_closed_chapter_has_no_passages() -> None:
    closed = Chapter(start=0, title="密", access="closed"), Chapter(start=10, title="后")
    told = said("今朝好。", at=(0, 4)), said("今朝还好。", at=(12, 16))
    assert found(*told, contents=closed) == ["今朝还好。"]


def test_an_example_is_not_shown_twice() -> None:
    example = Example(text="今朝好。", clip=Clip(interview=TOLD, start=0.5, end=3.5))
    told = said("今朝好。", at=(0, 4)), said("今朝还好。", at=(12, 16))
    assert found(*told, term=today(examples=(example,))) == ["今朝还好。"]


def test_two_passages_of_a_voice_are_kept_and_marked_ones_first() -> None:
    told = [said(f"今朝{n}。", at=(4 * n, 4 * n + 4)) for n in range(9)]
    told[7] = said("【方言：今朝|今天】好。", at=(28, 32))
    assert found(*told) == ["今朝0。", "今朝好。"]


def test_a_word_that_is_only_listed_is_not_looked_for() -> None:
    archive = public(today(access="listed"), told=(said("今朝好。"),))
    assert index_occurrences(archive) == {}
    assert make_glossary(archive, {}).words == ()


# --- how they are heard


def clip(start: float = 1.0, end: float = 2.0) -> Clip:
    return Clip(interview=TOLD, start=start, end=end)


def heard(term: DialectTerm, *told: Segment, **fields: Any) -> tuple[float, float, str] | None:
    archive = public(term, told=told or (said("今朝好。", at=(0, 4)),), **fields)
    media = {key: SOUND for t in archive.tellings.values() if (key := t.voice)}
    shown = make_glossary(archive, media).of(TODAY)
    assert shown is not None
    return shown.said and (shown.said.start, shown.said.end, shown.said.who)


def test_a_word_is_heard_by_itself_or_in_its_first_example() -> None:
    example = Example(text="今朝好。", clip=clip(0, 4), speaker=AMEI)
    assert heard(today(clip=clip(), speakers=(AMEI,))) == (1.0, 2.0, "沈阿美")
    assert heard(today(examples=(example,))) == (0.0, 4.0, "沈阿美")
    assert heard(today(clip=clip())) == (1.0, 2.0, "")
    assert heard(today()) is None


def test_a_word_said_where_it_is_silent_is_not_heard() -> None:
    """And nothing tells that it was said there."""
    secret = said("【不公开：今朝借了钱】", at=(0, 4))
    archive = public(today(clip=clip()), told=(secret,))
    term = archive.records[TODAY]
    assert isinstance(term, DialectTerm)
    assert term.clip is None
    assert heard(today(clip=clip()), secret) is None


def test_a_voice_that_was_refused_is_not_heard_in_a_word() -> None:
    refused = consent(AMEI, TOLD, subjects={Subject.VOICE: "refused"})
    told = transcripts(said("今朝好。"))
    archive = view_of(person(), refused, interview(), today(clip=clip()), words=told).archive
    term = archive.records[TODAY]
    assert isinstance(term, DialectTerm)
    assert term.clip is None


def test_a_word_does_not_say_whose_an_unnamed_voice_is() -> None:
    refused = consent(AMEI, TOLD, subjects={Subject.NAME: "refused"})
    term = today(clip=clip(), speakers=(AMEI,))
    shown = view_of(person(), refused, interview(), term).archive.records[TODAY]
    assert isinstance(shown, DialectTerm)
    assert shown.speakers == ()


# --- where they lead


def explained(text: str, *more: str) -> tuple[str, dict[str, Any]]:
    archive = public(today(clip=clip()), word("lou", word="溇", meaning="小河"))
    media = {key: SOUND for t in archive.tellings.values() if (key := t.voice)}
    links = Explained(make_glossary(archive, media), url=lambda i: f"../../{i}/index.html")
    lines = [
        render_spans(parse_marks(line)[0], say=lambda s, **_: s, explain=links)
        for line in (text, *more)
    ]
    return "|".join(lines), json.loads(links.data(media=lambda path: f"../../{path}"))


def test_a_marked_word_always_leads_to_its_page_and_another_once() -> None:
    drawn, data = explained("【方言：溇|河】，【方言：溇|河】", "今朝，今朝", "今朝")
    assert drawn.count('data-term="lou"') == 2
    assert drawn.count('data-term="today"') == 1
    assert 'href="../../terms/today/index.html"' in drawn
    assert set(data) == {"lou", "today"}
    assert "src" not in data["lou"]
    assert data["today"]["src"] == "../../media/a.mp3"


def test_words_of_people_stay_text() -> None:
    drawn, _ = explained("<b>今朝</b>&")
    assert drawn.startswith("&lt;b&gt;<a ")
    assert drawn.endswith("&lt;/b&gt;&amp;")


def test_what_a_script_reads_cannot_end_its_element() -> None:
    archive = public(today(reading="</script><b>"))
    links = Explained(make_glossary(archive, {}), url=str)
    links.text("今朝")
    assert "</" not in links.data(media=str)


def test_a_change_of_a_word_changes_the_glossary() -> None:
    """Transcripts are drawn anew by its digest."""
    one, other = (
        make_glossary(public(today(reading=reading)), {}).digest for reading in ("a", "b")
    )
    assert one != other
