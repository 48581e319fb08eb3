"""Search at the desk finds what a plain look through everything does, and says what is private.

The sample village is indexed once; what changes an index is tried on small archives.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.fields import Schema
from whoosh.index import TOC

from archive.index.desk.attributes import attributes_of
from archive.index.desk.desk import Answer, Desk, record_digests, record_passages
from archive.index.desk.engine import Files
from archive.index.desk.holding import Ground
from archive.index.desk.leaves import leaves_of
from archive.index.desk.marking import excerpt, marks_in
from archive.index.desk.matching import Form
from archive.index.desk.passages import Passage, Place, analysed
from archive.index.desk.plain_pickles import only_plain_pickles
from archive.index.desk.question import (
    FIELDS,
    KINDS,
    Field,
    NotAsked,
    Question,
    parse_question,
)
from archive.index.desk.shelf import Shelf
from archive.index.desk.store import (
    LEDGER,
    MOST_DEAD,
    NAME,
    DeskIndex,
    Refreshed,
    desk_program,
)
from archive.ingest.archive import read_archive
from archive.ingest.notes import read_notes
from archive.model.archive import Archive
from archive.model.consent import Reason
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.marks import full_text
from archive.model.projection import public_view
from archive.model.terms import Channel
from archive.model.visit import Visit

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 1, 31)
PROGRAM = "a program"

MadeOnce = Callable[[str, Callable[[Path], None]], Path]
Key = tuple[RecordId, str, int]


def passages_in(archive: Archive, notes: Mapping[RecordId, str]) -> Callable[[RecordId], Any]:
    """What an index is made from."""
    return lambda record: record_passages(archive, notes, record)


def refreshed(folder: Path | None, village: Path, **settings: Any) -> tuple[DeskIndex, Refreshed]:
    """The index of ``village``, up to date."""
    archive = read_archive(village).archive
    notes = read_notes(village, archive)
    index = DeskIndex(folder, program=settings.pop("program", PROGRAM), **settings)
    wanted = record_digests(archive, notes)
    return index, index.refresh(wanted, passages_in(archive, notes))


def open_desk(village: Path, index: DeskIndex) -> Desk:
    """The desk of ``village`` over an index that is up to date."""
    archive = read_archive(village).archive
    view = public_view(archive, channel=Channel.WEB, on=TODAY)
    return Desk(archive, view, index.open(), read_notes(village, archive))


@pytest.fixture(scope="module")
def village(made_once: MadeOnce) -> Path:
    """The sample village without its media, and its index."""

    def make(folder: Path) -> None:
        shutil.copytree(ROOT / "content", folder / "content")
        refreshed(folder / ".pintu" / "desk", folder)

    return made_once("desk-village", make)


@pytest.fixture(scope="module")
def desk(village: Path) -> Iterator[Desk]:
    """The sample village at the desk."""
    desk = open_desk(village, DeskIndex(village / ".pintu" / "desk", program=PROGRAM))
    with desk.shelf:
        yield desk


def every_passage(desk: Desk) -> list[Passage]:
    return [passage for record in desk.archive.records for passage in desk.passages_of(record)]


def key(passage: Passage) -> Key:
    return passage.record, passage.place.value, passage.number


def ask(desk: Desk, query: str, **settings: Any) -> Answer:
    return desk.find(parse_question(query), **{"limit": 1000, "passages": 100_000, **settings})


def found_keys(answer: Answer) -> set[Key]:
    return {key(hit.passage) for group in answer.groups for hit in group.hits}


def records_in(answer: Answer) -> list[RecordId]:
    return [group.record for group in answer.groups]


# --- words ---------------------------------------------------------------------------------------


def test_words_are_found_just_where_they_stand(desk: Desk) -> None:
    """Any stretch of text of one to eight characters: the same passages as a plain look finds."""
    texts = {key(passage): analysed(passage.text) for passage in every_passage(desk)}
    chance = random.Random(1)
    for _ in range(250):
        text = chance.choice([text for text in texts.values() if text])
        start = chance.randrange(len(text))
        typed = text[start : start + chance.randint(1, 8)].strip()
        if not typed or any("a" <= sign <= "z" for sign in typed):
            continue
        expected = {own for own, text in texts.items() if typed in text}
        assert found_keys(ask(desk, f"“{typed}”")) == expected, typed


def test_traditional_width_and_case_make_no_difference(desk: Desk) -> None:
    """Text and question are analysed alike."""
    expected = found_keys(ask(desk, "“水车”"))
    assert expected
    for typed in ("“水車”", "「水车」", "『水車』", '"水车"', "“水车"):
        assert found_keys(ask(desk, typed)) == expected, typed
    assert found_keys(ask(desk, "“ＬＬ－ＬＷＪ－０００３”")) == found_keys(
        ask(desk, "“ll-lwj-0003”")
    )
    assert records_in(ask(desk, "“ll-lwj-0003”")) == ["objects/tatou"]


def test_every_record_is_found_by_its_title_and_first(desk: Desk) -> None:
    """Consents too; of records with a title in common any may be first. Visits are called by a day
    and a place, which stand in two fields."""
    for name, record in desk.archive.records.items():
        title = record.heading if isinstance(record, Visit) else f"“{record.heading}”"
        first = records_in(ask(desk, title))[:3]
        assert name in first, record.heading


def test_all_words_must_be_there_and_unwanted_ones_not(desk: Desk) -> None:
    """In the passage itself, or in the name of what the record is about or refers to."""
    together = ask(desk, "大水 门板")
    assert together.records
    for group in together.groups:
        for hit in group.hits:
            text = analysed(hit.passage.text)
            assert "大水" in text or "门板" in text
    both, either = ask(desk, "“大水” “门板”"), ask(desk, "水车|门板")
    assert found_keys(both) < found_keys(ask(desk, "“大水”")) | found_keys(ask(desk, "“门板”"))
    separate = found_keys(ask(desk, "“水车”")) | found_keys(ask(desk, "“门板”"))
    assert separate <= found_keys(either)
    unwanted = found_keys(ask(desk, "“水车”"))
    for typed in ("“水车” -“踏”", "“水车” 不含:踏", "“水车” not:“踏”"):
        kept = found_keys(ask(desk, typed))
        assert kept
        assert kept < unwanted
        assert not kept & found_keys(ask(desk, "“踏”"))


def test_a_person_and_a_thing(desk: Desk) -> None:
    """A name that stands over an interview counts for all that is said in it."""
    answer = ask(desk, "沈阿妹 “龙骨板”")
    assert "interviews/shen-amei-2024" in records_in(answer)
    assert all("龙骨板" in analysed(h.passage.text) for g in answer.groups for h in g.hits)


@pytest.mark.parametrize(
    ("typed", "record"),
    [
        ("shenamei", "people/shen-amei"),
        ("shen a mei", "people/shen-amei"),
        ("sam", "people/shen-amei"),
        ("shen阿妹", "people/shen-amei"),
        ("沈a妹", "people/shen-amei"),
        ("chenganqiao", "places/chengan-qiao"),
        ("caq", "places/chengan-qiao"),
    ],
)
def test_names_are_found_by_how_they_sound(desk: Desk, typed: str, record: str) -> None:
    """By full pinyin, by initials, and by both mixed with characters."""
    assert record in records_in(ask(desk, typed))[:3]


def test_text_is_found_by_full_pinyin(desk: Desk) -> None:
    """What ``shuiche`` can be, wherever it stands."""
    expected = found_keys(ask(desk, "“水车”"))
    assert expected <= found_keys(ask(desk, "shuiche"))
    assert expected <= found_keys(ask(desk, "shui车"))


def test_what_sounds_alike_is_offered_and_said_to_be(desk: Desk) -> None:
    """A wrong character of the same sound finds nothing as written, and so is listened to."""
    exact, heard = ask(desk, "水车"), ask(desk, "睡车")
    assert not exact.is_by_sound
    assert heard.is_by_sound
    assert found_keys(ask(desk, "“水车”")) <= found_keys(heard)
    assert not ask(desk, "“睡车”").records


def test_dialect_words_and_their_meanings_lead_to_each_other(desk: Desk) -> None:
    """今朝 is 今天; in quotes each stands for itself alone."""
    assert found_keys(ask(desk, "“今朝”")) <= found_keys(ask(desk, "今天"))
    assert found_keys(ask(desk, "“今天”")) <= found_keys(ask(desk, "今朝"))
    assert not found_keys(ask(desk, "“今朝”")) <= found_keys(ask(desk, "“今天”"))


def test_nothing_found_offers_names_that_are_near(desk: Desk) -> None:
    """Nearest by sound or by spelling, as they are written."""
    assert "沈阿妹" in ask(desk, "沈阿美妹").suggestions
    assert "承安桥" in ask(desk, "“成安桥”").suggestions
    assert ask(desk, "沈阿妹").suggestions == ()


def test_names_come_before_text(desk: Desk) -> None:
    """Whoever is called so, then whatever begins so, then what speaks of it."""
    assert records_in(ask(desk, "沈阿妹"))[0] == "people/shen-amei"
    assert records_in(ask(desk, "承安桥"))[0] == "places/chengan-qiao"


# --- fields --------------------------------------------------------------------------------------


def test_every_field_has_a_chinese_name_and_both_mean_the_same(desk: Desk) -> None:
    """The English word and every Chinese one, with either colon."""
    values = {
        Field.KIND: "object",
        Field.PERSON: "沈阿妹",
        Field.PLACE: "承安桥",
        Field.THEME: "养蚕",
        Field.TITLE: "水",
        Field.NUMBER: "LL-LWJ",
        Field.WHEN: "1950s",
        Field.RECORDED: "2024",
        Field.ACCESS: "private",
        Field.VOICE: "沈阿妹",
        Field.SOUND: "yes",
        Field.IN: "interviews/shen-amei-2024",
    }
    assert set(values) | {Field.NOT} == set(Field)
    for name, field in FIELDS.items():
        if field is Field.NOT:
            continue
        expected = found_keys(ask(desk, f"{field.value}:{values[field]}"))
        assert expected, field
        assert found_keys(ask(desk, f"{name}：{values[field]}")) == expected, name
    assert {field for name, field in FIELDS.items() if not name.isascii()} == set(Field)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_kinds(desk: Desk, name: str) -> None:
    """Every name of a kind gives just the records of that kind."""
    assert set(records_in(ask(desk, f"kind:{name}"))) == {
        record.id for record in desk.archive.of_kind(KINDS[name])
    }


def test_several_kinds_are_either(desk: Desk) -> None:
    """Values divided by commas of any sort."""
    expected = {r for r in desk.archive.records if kind_of(r) in (Kind.OBJECT, Kind.PHOTO)}
    for typed in ("kind:object,photo", "类别:老物件，老照片", "kind:object kind:photo"):
        assert set(records_in(ask(desk, typed))) == expected


def test_people_and_places_are_those_a_record_refers_to(desk: Desk) -> None:
    """By any of their names; the record itself is among them."""
    for field, kind in (("person", Kind.PERSON), ("place", Kind.PLACE)):
        for record in desk.archive.of_kind(kind):
            expected = {
                name
                for name, one in desk.archive.records.items()
                if record.id in (*attributes_of(one).people, *attributes_of(one).places)
            }
            assert expected <= set(records_in(ask(desk, f"{field}:{record.heading}")))


def test_a_voice_is_whoever_speaks(desk: Desk) -> None:
    """Just the segments that are said by that name."""
    answer = ask(desk, "讲者:陆水生 水车")
    assert answer.records
    assert all("陆水生" in hit.passage.voices for group in answer.groups for hit in group.hits)
    every = {key(p) for p in every_passage(desk) if "陆水生" in p.voices}
    assert found_keys(ask(desk, "讲者:陆水生")) == every


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("1958", "1958-01-01", "1958-12-31"),
        ("1958年", "1958-01-01", "1958-12-31"),
        ("1950s", "1950-01-01", "1959-12-31"),
        ("1950年代", "1950-01-01", "1959-12-31"),
        ("195X", "1950-01-01", "1959-12-31"),
        ("1949..1960", "1949-01-01", "1960-12-31"),
        ("1949-1960", "1949-01-01", "1960-12-31"),
        ("1949至1960年", "1949-01-01", "1960-12-31"),
        ("1950s..1960s", "1950-01-01", "1969-12-31"),
        ("1954-07", "1954-07-01", "1954-07-31"),
        ("1954-07/1954-08", "1954-07-01", "1954-08-31"),
        ("..1949", "0001-01-01", "1949-12-31"),
        ("1990..", "1990-01-01", "9999-12-31"),
    ],
)
def test_times_are_intervals_that_overlap(desk: Desk, typed: str, first: str, last: str) -> None:
    """Every way to write a time; whatever may share a day with it is found, and nothing else."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    expected = {
        name
        for name, record in desk.archive.records.items()
        for when in attributes_of(record).about
        if (when.earliest or date.min) <= end and start <= (when.latest or date.max)
    }
    assert expected
    assert set(records_in(ask(desk, f"when:{typed}"))) == expected


def test_words_for_times_are_handed_on() -> None:
    """Whoever reads dates as spoken may be asked; a time nobody understands is said to be one."""
    asked: list[str] = []

    def read(text: str) -> Any:
        asked.append(text)
        return parse_question("when:1954").when[0]

    assert parse_question("时间:发大水那年", read_date=read).when[0].edtf == "1954"
    assert asked == ["发大水那年"]
    with pytest.raises(NotAsked) as refused:
        parse_question("水车 时间:随便哪年")
    assert (refused.value.field, refused.value.seen) == (Field.WHEN, "随便哪年")


@pytest.mark.parametrize("typed", ["kind:乱写", "access:也许", "有声:1"])
def test_values_that_mean_nothing_are_refused(typed: str) -> None:
    """With the values that would do."""
    with pytest.raises(NotAsked) as refused:
        parse_question(typed)
    assert refused.value.known


def test_a_colon_after_anything_else_is_a_sign() -> None:
    """Times of day, addresses and words that are no field are looked for as they stand."""
    for typed, ways in (
        ("9:30", "9 30"),
        ("https://a.b", "https a b"),
        ("备注：没有", "备注 没有"),
    ):
        question = parse_question(typed)
        assert [word.ways for word in question.words] == [(ways,)]
        assert not question.texts


def test_facets_count_the_records_that_were_found(desk: Desk) -> None:
    """On every page the same; each figure is that of a plain count."""
    answer = ask(desk, "水", limit=3, page=2)
    found = records_in(ask(desk, "水"))
    assert len(found) == answer.records
    kinds = Counter(kind_of(name).value for name in found)
    assert dict(answer.facets["kind"]) == kinds
    people = Counter(p for n in found for p in attributes_of(desk.archive.records[n]).people)
    assert dict(answer.facets["person"]) == people
    public = sum(desk.holding.is_published(name) for name in found)
    assert dict(answer.facets["access"])["public"] == public
    for values in answer.facets.values():
        assert [n for _, n in values] == sorted((n for _, n in values), reverse=True)


def test_pages_follow_each_other(desk: Desk) -> None:
    """Together they are the whole answer, nothing twice."""
    whole = records_in(ask(desk, "水"))
    paged = [records_in(ask(desk, "水", limit=7, page=page)) for page in range(1, 100)]
    assert [name for page in paged for name in page] == whole
    assert all(len(page) == 7 for page in paged[: len(whole) // 7])


# --- what is private -----------------------------------------------------------------------------


def published_texts(desk: Desk) -> set[str]:
    """Every text that may be read in a site, however it is put together there."""
    public = desk.view.archive
    texts = {leaf.text for record in public.records.values() for leaf in leaves_of(record)}
    for telling in public.tellings.values():
        for segment in telling.segments:
            texts |= {full_text(segment.spans), full_text(segment.mandarin)}
    return texts


def test_what_is_not_marked_is_published_word_for_word(desk: Desk) -> None:
    """No text goes unmarked that a site would not show; and most of the village is not marked."""
    published = published_texts(desk)
    unmarked = marked = 0
    for passage in every_passage(desk):
        for leaf in passage.leaves:
            if desk.holding.of_leaf(passage, leaf) is not None:
                marked += 1
                continue
            unmarked += 1
            if passage.place is Place.TEXT:
                assert any(leaf.text in text for text in published), leaf.text
            else:
                assert leaf.text in published, (passage.key, leaf)
    assert unmarked > 1500
    assert marked > 300


def held(desk: Desk, query: str) -> list[Any]:
    hits = [hit for group in ask(desk, query).groups for hit in group.hits]
    assert hits, query
    return [hit.held for hit in hits]


def test_private_things_are_found_and_say_why(desk: Desk) -> None:
    """Real names, consents, notes, closed interviews, storage: each with its own reason."""
    assert {one.reason for one in held(desk, "“陆三囡”")} == {Ground.PRIVATE_FIELD}
    assert {one.reason for one in held(desk, "kind:consent")} == {Ground.NEVER}
    assert Reason.CLOSED in {one.reason for one in held(desk, "“不再走访，不追问”")}
    notes = ask(desk, "“工作笔记” in:interviews/shen-amei-2024")
    assert [hit.held and hit.held.reason for g in notes.groups for hit in g.hits] == [Ground.NOTES]


def test_withheld_words_are_found_and_marked(desk: Desk) -> None:
    """Every segment that the projection hides or changes is marked; those it leaves are not."""
    for interview in desk.archive.of_kind(Kind.INTERVIEW):
        assert isinstance(interview, Interview)
        telling = desk.view.archive.tellings.get(interview.id)
        transcripts = desk.archive.transcripts.get(interview.id)
        if telling is None or transcripts is None or transcripts.shown is None:
            continue
        place = Place.PUBLIC if transcripts.public else Place.ARCHIVAL
        for public, original in zip(telling.segments, transcripts.shown.segments, strict=True):
            passage = desk.passage(interview.id, place, public.number)
            found = desk.holding.of_leaves(passage, passage.leaves)
            is_same = not public.is_withheld and (
                full_text(public.spans) == full_text(original.spans)
                and full_text(public.mandarin) == full_text(original.mandarin)
            )
            assert (found is None) is is_same
            if public.is_withheld:
                assert found is not None
                assert not found.is_partly


def test_public_and_private_divide_what_is_found(desk: Desk) -> None:
    """Every passage is one or the other."""
    every, public, private = (
        found_keys(ask(desk, f"水{more}")) for more in ("", " 公开:公开", " 公开:不公开")
    )
    assert public
    assert private
    assert public | private == every
    assert not public & private


# --- what is like it -----------------------------------------------------------------------------


def test_the_most_like_is_what_tells_of_the_same(desk: Desk) -> None:
    """A segment leads to those of others, never to its own record; the answer does not change."""
    text = desk.text_of(RecordId("objects/tatou"))
    found = desk.alike(text, without=[RecordId("objects/tatou")], limit=5)
    assert len(found) == 5
    assert all(hit.passage.record != "objects/tatou" for hit in found)
    assert any("踏" in hit.passage.text for hit in found[:2])
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert found == desk.alike(text, without=[RecordId("objects/tatou")], limit=5)


def test_likeness_can_be_narrowed(desk: Desk) -> None:
    """To kinds of records, to what is spoken, to what is not."""
    text = "发大水那年，水到桥面，门板当桥"
    for kinds in ([Kind.PHOTO], [Kind.EVENT, Kind.PLACE]):
        found = desk.alike(text, kinds=kinds)
        assert found
        assert {kind_of(hit.passage.record) for hit in found} <= set(kinds)
    for is_spoken in (True, False):
        found = desk.alike(text, is_spoken=is_spoken)
        assert found
        assert {hit.passage.place.is_spoken for hit in found} == {is_spoken}


def test_a_text_finds_itself_first(desk: Desk) -> None:
    """Any long segment is the most like itself."""
    long = [p for p in every_passage(desk) if p.place is Place.ARCHIVAL and len(p.text) > 40]
    for passage in random.Random(2).sample(long, 30):
        first = desk.alike(passage.leaves[0].text, limit=1)[0].passage
        assert analysed(passage.leaves[0].text) in analysed(first.text)


@pytest.mark.parametrize("text", ["", " ", "。", "的", "\ud800", "𠮷", "zzzzqqqq"])
def test_nothing_is_like_nothing(desk: Desk, text: str) -> None:
    """What says nothing, or nothing that stands anywhere."""
    assert len(desk.alike(text)) <= 10


# --- marks in a text -----------------------------------------------------------------------------


def test_marks_show_what_was_found() -> None:
    """In the text as it is written: traditional, wide, across a comma."""
    forms = (Form("水车"), Form("a b"))
    assert marks_in("老水車，水车。", forms) == ((1, 3), (4, 6))
    assert marks_in("Ａ，ｂ", forms) == ((0, 3),)
    assert marks_in("水车水车", forms) == ((0, 4),)
    assert marks_in("没有", forms) == ()


@given(st.text(max_size=60), st.text(max_size=4))
def test_marks_stay_within_the_text(text: str, typed: str) -> None:
    """Whatever is written and asked: in order, apart, and none outside."""
    needle = analysed(typed)
    marks = marks_in(text, [Form(needle)] if needle else [])
    assert all(0 <= start < end <= len(text) for start, end in marks)
    assert all(one[1] < other[0] for one, other in pairwise(marks))
    shown, kept = excerpt(text, marks, room=20)
    assert len(shown) <= 22
    assert "\n" not in shown
    assert all(0 <= start < end <= len(shown) for start, end in kept)


# --- hostile questions ---------------------------------------------------------------------------

HOSTILE = [
    "",
    " \t\n　",
    "<script>alert(1)</script>",
    "\ud800\udfff",
    "\x00\x1b[2J",
    "水" * 10_000,
    "水 " * 5_000,
    "a" * 10_000,
    "shi" * 3_000,
    '"' * 999,
    "“" * 999,
    "-" * 999,
    "|" * 999,
    ":" * 999,
    "kind:" * 200,
    "人物:" + "水" * 5000,
    "person:" + "a," * 2000,
    "-水",
    "when:",
    "*",
    "水*",
    "(水 OR 车) AND NOT 桥",
    "[1950 TO 1960]",
    "record:interviews",
    "水~2",
    "..",
    "𠮷野家",
    "é́ ﷺ ﬀ",
    "in:../../etc/passwd",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_questions_break_nothing(desk: Desk, typed: str) -> None:
    """An answer, or a refusal that says which field; nothing else."""
    with suppress(NotAsked):
        answer = desk.find(parse_question(typed))
        assert answer.records >= len(answer.groups)


@given(st.text(max_size=40))
def test_any_text_can_be_asked(desk: Desk, typed: str) -> None:
    """Whatever a keyboard gives."""
    with suppress(NotAsked):
        answer = desk.find(parse_question(typed), limit=2)
        assert len(answer.groups) <= 2


def test_an_empty_question_finds_nothing(desk: Desk) -> None:
    """Not everything."""
    assert parse_question("  ").is_empty
    assert desk.find(Question()) == Answer((), 0, 0)


# --- keeping up ----------------------------------------------------------------------------------

PERSON = """---
accession: A-{number}
name: {name}
name_kind: real
access: open
---

{text}
"""


def write_person(village: Path, slug: str, *, name: str, text: str) -> None:
    file = village / "content" / "people" / f"{slug}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PERSON.format(number=slug, name=name, text=text), encoding="utf-8")


@pytest.fixture
def hamlet(tmp_path: Path) -> Path:
    """Twelve people."""
    for number in range(12):
        write_person(
            tmp_path, f"p{number}", name=f"王{number}", text=f"门前第{number}棵树，水车边。"
        )
    return tmp_path


def dump(shelf: Shelf) -> tuple[object, ...]:
    """All that an index holds, without the numbers of its passages."""
    rows = {number: shelf.row(number) for number in shelf.all()}
    kept = {row: (shelf.words(n), shelf.called(n), shelf.voices(n)) for n, row in rows.items()}
    postings: dict[tuple[str, str], set[Key]] = {}
    for field in ("text", "names"):
        signs = {sign for words, _, _ in kept.values() for sign in words if sign != " "}
        for sign in sorted(signs):
            for term in shelf.terms_from(sign, field=field):
                found = {rows[number] for number in shelf.with_term(term, field=field)}
                if found:
                    postings[field, term] = found
    return kept, postings, shelf.count, shelf.length


def test_an_index_brought_up_to_date_is_as_one_made_anew(hamlet: Path, tmp_path: Path) -> None:
    """Records changed, added, taken away, one by one: the same passages, terms and answers."""
    folder = tmp_path / "kept"
    chance = random.Random(4)
    refreshed(folder, hamlet)
    for step in range(12):
        slug = f"p{chance.randrange(14)}"
        if chance.random() < 0.3:
            (hamlet / "content" / "people" / f"{slug}.md").unlink(missing_ok=True)
        else:
            write_person(hamlet, slug, name=f"李{step}", text=f"第{step}回说的水车、石桥。")
        kept, done = refreshed(folder, hamlet)
        assert not done.is_new or done.indexed > 1
        fresh, _ = refreshed(None, hamlet)
        with kept.open() as one, fresh.open() as other:
            assert dump(one) == dump(other)
        ours, theirs = open_desk(hamlet, kept), open_desk(hamlet, fresh)
        with ours.shelf, theirs.shelf:
            for query in ("水车", "第 水车", "li", "石桥 -水", "kind:person"):
                assert ask(ours, query) == ask(theirs, query)


def test_only_what_changed_is_read_again(hamlet: Path, tmp_path: Path) -> None:
    """One record changed is one record indexed; none changed, none."""
    folder = tmp_path / "kept"
    assert refreshed(folder, hamlet)[1] == Refreshed(12, 0, is_new=True)
    assert refreshed(folder, hamlet)[1] == Refreshed()
    write_person(hamlet, "p3", name="王三", text="改了。")
    assert refreshed(folder, hamlet)[1] == Refreshed(1, 0)
    (hamlet / "content" / "people" / "p4.md").unlink()
    assert refreshed(folder, hamlet)[1] == Refreshed(0, 1)
    assert refreshed(folder, hamlet)[1] == Refreshed()


def test_notes_are_part_of_what_changes(village: Path, tmp_path: Path) -> None:
    """A note written beside an interview is found the next time."""
    shutil.copytree(village / "content", tmp_path / "content")
    folder = tmp_path / ".pintu" / "desk"
    refreshed(folder, tmp_path)
    note = tmp_path / "content" / "interviews" / "qian-abing-2023" / "notes.md"
    note.write_text("他说下回带旧账本来。\n", encoding="utf-8")
    index, done = refreshed(folder, tmp_path)
    assert done == Refreshed(1, 0)
    desk = open_desk(tmp_path, index)
    with desk.shelf:
        assert found_keys(ask(desk, "“带旧账本来”")) == {("interviews/qian-abing-2023", "notes", 1)}


def test_pieces_that_a_transcript_marks_are_part_of_what_changes(
    village: Path, tmp_path: Path
) -> None:
    """A piece marked in a transcript is found in its puzzle the next time, as in a new index."""
    shutil.copytree(village / "content", tmp_path / "content")
    folder = tmp_path / ".pintu" / "desk"
    refreshed(folder, tmp_path)
    told = tmp_path / "content" / "interviews" / "yu-ada-2023" / "transcript.vtt"
    head, voice, rest = told.read_text("utf-8").partition("<v 俞阿大>")
    words, end, others = rest.partition("\n")
    marked = f"{head}{voice}{words}【拼图：dashui/when】{end}{others}"
    told.write_text(marked, encoding="utf-8")
    kept, done = refreshed(folder, tmp_path)
    assert done == Refreshed(2, 0)
    fresh, _ = refreshed(None, tmp_path)
    with kept.open() as one, fresh.open() as other:
        assert dump(one) == dump(other)


def test_an_index_of_another_program_is_made_anew(hamlet: Path, tmp_path: Path) -> None:
    """And the digest of this one is the same each time it is asked."""
    folder = tmp_path / "kept"
    refreshed(folder, hamlet)
    assert refreshed(folder, hamlet, program="a later program")[1].is_new
    assert desk_program() == desk_program()
    assert len(desk_program()) == 24


def test_passages_that_were_replaced_do_not_pile_up(hamlet: Path, tmp_path: Path) -> None:
    """After a hundred changes of one record the index is about as large as at first."""
    folder = tmp_path / "kept"
    index, _ = refreshed(folder, hamlet)
    for step in range(30):
        write_person(hamlet, "p1", name="王一", text=f"改了{step}遍。")
        index, _ = refreshed(folder, hamlet)
    with index.open() as shelf:
        dead = shelf.dead
        assert shelf.count == sum(1 for _ in shelf.all())
    assert dead <= MOST_DEAD * (shelf.count + dead) + 2


# --- faults --------------------------------------------------------------------------------------


class Killed(BaseException):
    """The process is gone."""


class DyingStorage(Files):
    """A disk under a process that is killed at its ``last`` write."""

    def __init__(self, folder: Path, last: int) -> None:
        super().__init__(folder)
        self.left = last

    def _write(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Killed

    def create_file(self, *name: Any, **settings: Any) -> Any:
        self._write()
        return super().create_file(*name, **settings)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        self._write()
        super().rename_file(oldname, newname, safe=safe)

    def delete_file(self, name: str) -> None:
        self._write()
        super().delete_file(name)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("is_first", [True, False], ids=["making", "changing"])
def test_an_index_is_whole_after_a_kill(hamlet: Path, tmp_path: Path, is_first: bool) -> None:
    """Killed at any write, the next refresh gives what a fresh index has."""
    survived, fresh = 0, None
    for last in range(60):
        folder = tmp_path / f"killed-{last}"
        folder.mkdir()
        if not is_first:
            write_person(hamlet, "p2", name="王二", text="先前。")
            refreshed(folder, hamlet)
            write_person(hamlet, "p2", name="王二", text=f"后来{last}。")
        try:
            refreshed(folder, hamlet, storage=DyingStorage(folder, last))
        except Killed:
            survived += 1
            gc.collect()  # a process that is gone holds no lock
        else:
            break
        kept, _ = refreshed(folder, hamlet)
        if fresh is None or not is_first:
            fresh, _ = refreshed(None, hamlet)
        with kept.open() as one, fresh.open() as other:
            assert dump(one) == dump(other)
    assert 3 <= survived < 60


class Ran(Exception):
    """A pickle was obeyed."""


def ran() -> None:
    """What a hostile pickle would call."""
    raise Ran


class Hostile:
    """Pickled, it calls a function when it is read."""

    def __reduce__(self) -> tuple[Any, tuple[()]]:
        return ran, ()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_hostile_index_is_never_obeyed(hamlet: Path, tmp_path: Path) -> None:
    """A pickle put into the index from outside names no function that is then called."""
    folder = tmp_path / "kept"
    refreshed(folder, hamlet)
    toc = next(folder.glob("*.toc"))
    toc.unlink()
    table: Any = TOC
    table(Schema(), [Hostile()], 1).write(Files(folder), NAME)
    ledger = json.loads((folder / LEDGER).read_bytes())
    ledger["sizes"][toc.name] = toc.stat().st_size
    (folder / LEDGER).write_text(json.dumps(ledger), encoding="utf-8")
    with pytest.raises(pickle.UnpicklingError, match="has no place"):
        DeskIndex(folder, program=PROGRAM).open()
    write_person(hamlet, "p1", name="王一", text="改了。")
    index, done = refreshed(folder, hamlet)
    assert done.is_new
    with index.open() as shelf:
        assert shelf.count == 24


def test_other_pickles_are_read_as_ever() -> None:
    """Only while an index is read is anybody careful, and only in that thread."""
    packed = pickle.dumps(Hostile())
    with pytest.raises(Ran):
        pickle.loads(packed)
    with pytest.raises(pickle.UnpicklingError), only_plain_pickles():
        pickle.loads(packed)
    with pytest.raises(Ran):
        pickle.loads(packed)


DAMAGE: Sequence[tuple[str, Callable[[Path], object]]] = [
    ("ledger gone", lambda folder: (folder / LEDGER).unlink()),
    ("ledger empty", lambda folder: (folder / LEDGER).write_bytes(b"")),
    ("ledger of another shape", lambda folder: (folder / LEDGER).write_bytes(b'[{"records": 1}]')),
    ("ledger not text", lambda folder: (folder / LEDGER).write_bytes(os.urandom(99))),
    ("segment gone", lambda folder: next(folder.glob("*.seg")).unlink()),
    ("segment cut", lambda folder: os.truncate(next(folder.glob("*.seg")), 100)),
    ("table cut", lambda folder: os.truncate(next(folder.glob("*.toc")), 10)),
    ("table gone", lambda folder: next(folder.glob("*.toc")).unlink()),
    ("everything gone", shutil.rmtree),
]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(("name", "damage"), DAMAGE, ids=[name for name, _ in DAMAGE])
def test_a_damaged_index_is_made_anew(
    hamlet: Path, tmp_path: Path, name: str, damage: Callable[[Path], object]
) -> None:
    """Deleted, cut short or overwritten: the next refresh gives the whole again."""
    folder = tmp_path / "kept"
    refreshed(folder, hamlet)
    damage(folder)
    index, done = refreshed(folder, hamlet)
    assert done.is_new, name
    fresh, _ = refreshed(None, hamlet)
    with index.open() as one, fresh.open() as other:
        assert dump(one) == dump(other)


def test_an_index_that_was_never_made_cannot_be_opened(tmp_path: Path) -> None:
    """It says so, instead of being empty."""
    with pytest.raises(LookupError):
        DeskIndex(tmp_path / "none", program=PROGRAM).open()
