"""What is told about: worked out from the public view alone, and nothing else counts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from archive.index.speaking import Tie, index_ties
from archive.index.themes import MOST, Stretch, ThemeIndex, index_themes, themes_of
from archive.ingest.themes import parse_themes
from archive.model.archive import Archive
from archive.model.interview import Chapter
from archive.model.kinds import RecordId
from archive.model.projection import public_view
from archive.model.public import PublicArchive
from archive.model.records import Record
from archive.model.terms import Channel, Subject
from archive.model.theme import Theme
from archive.render.arcs import PEOPLE, draw_arcs
from archive.render.stretches import show_stretches
from tests.leaks.small import (
    AMEI,
    GENSHENG,
    ON,
    TOLD,
    consent,
    event,
    interview,
    person,
    said,
    transcripts,
)

STYLES = Path(__file__).parents[1] / "archive/render/frontend/src"
WATER, FOOD = Theme("水", ("大水", "水车")), Theme("饭", ("食堂", "大水"))
CHAPTERS = (
    Chapter(start=0, title="头", keywords=("大水",)),
    Chapter(start=20, title="中", keywords=("食堂",)),
    Chapter(start=50, title="尾", keywords=("别的",)),
)
WORDS = transcripts(*(said("闲话", at=(start, start + 5)) for start in range(0, 60, 5)))


def public(*records: Record, themes: tuple[Theme, ...] = (), words: Any = WORDS) -> PublicArchive:
    """What may be seen of these records and of Amei, who allowed everything."""
    everybody = {r.id: r for r in (person(), consent(AMEI, TOLD), *records)}
    archive = Archive(everybody, {TOLD: words} if words else {}, themes=themes)
    return public_view(archive, channel=Channel.WEB, on=ON).archive


def told(*chapters: Chapter, themes: tuple[Theme, ...] = (), **fields: Any) -> ThemeIndex:
    record = interview(contents=chapters, **fields)
    return index_themes(public(record, themes=themes), lengths={TOLD: 60.0})


def seconds(index: ThemeIndex) -> dict[str, float]:
    return {theme.name: theme.seconds for theme in index.themes}


# --- what counts


def test_without_a_table_every_keyword_is_a_theme() -> None:
    """The most told first; the last chapter goes on to the end of the recording."""
    assert list(seconds(told(*CHAPTERS)).items()) == [("食堂", 30), ("大水", 20), ("别的", 10)]


def test_the_table_sorts_keywords_and_one_may_belong_to_two_themes() -> None:
    index = told(*CHAPTERS, themes=(WATER, FOOD))
    assert seconds(index) == {"饭": 50, "水": 20}
    assert index.themes[0].keywords == ("大水", "食堂")
    assert [stretch.themes for stretch in index.by_interview[TOLD]] == [("水", "饭"), ("饭",), ()]


def test_a_chapter_without_keywords_is_about_what_it_speaks_of() -> None:
    flood = event(themes=("大水",))
    silent = Chapter(start=0, title="头", mentions=(flood.id,))
    archive = public(interview(contents=(silent,)), flood, themes=(WATER,))
    assert seconds(index_themes(archive, lengths={TOLD: 60.0})) == {"水": 60}


def test_an_interview_without_chapters_is_one_stretch() -> None:
    assert told().by_interview == {}
    record = interview(themes=("大水",))
    index = index_themes(public(record, words=None), lengths={TOLD: 12.0})
    assert [(s.chapter, s.seconds) for s in index.by_interview[TOLD]] == [(0, 12.0)]


def test_words_without_times_are_passages_without_seconds() -> None:
    record = interview(contents=CHAPTERS, recording=None)
    index = index_themes(public(record, words=None), lengths={})
    assert {t.name: (t.seconds, len(t.stretches)) for t in index.themes}["大水"] == (0, 1)


def test_thousands_of_keywords_leave_those_most_told() -> None:
    chapters = [Chapter(start=n, title="段", keywords=(f"词{n}",)) for n in range(MOST + 20)]
    index = told(*chapters)
    assert len(index.themes) == MOST
    shown = {name for stretch in index.by_interview[TOLD] for name in stretch.themes}
    assert shown == set(index.cloths)


# --- what is withheld


@pytest.mark.parametrize("themes", [(), (WATER, FOOD, Theme("秘", ("密事",)))], ids=["no", "table"])
def test_a_closed_chapter_counts_nowhere(themes: tuple[Theme, ...]) -> None:
    """Whatever it is about, all that is worked out is the same: no theme, no cloth, no second,
    and the chapter before it does not grow into it."""

    def seen(*keywords: str, mentions: tuple[RecordId, ...] = ()) -> object:
        closed = Chapter(
            start=20, title="密", keywords=keywords, mentions=mentions, access="closed"
        )
        chapters = (CHAPTERS[0], closed, CHAPTERS[2])
        archive = public(
            interview(contents=chapters), person("gensheng", "陆根生"),
            consent(GENSHENG), themes=themes,
        )  # fmt: skip
        return index_themes(archive, lengths={TOLD: 60.0}), index_ties(archive)

    plain = seen()
    assert seen("密事", "食堂", mentions=(GENSHENG,)) == plain
    assert isinstance(plain, tuple)
    first = plain[0].by_interview[TOLD][0]
    assert (first.end, first.seconds) == (19.8, 19.8)


def test_a_theme_with_a_protected_name_is_not_there() -> None:
    """Neither as its name nor as a keyword."""
    hidden = person("hidden", "林秘密")
    themes = (Theme("林秘密的事", ("大水",)), Theme("水", ("大水", "林秘密")))
    archive = public(interview(contents=CHAPTERS), hidden, themes=themes)
    assert archive.themes == (Theme("水", ("大水",)),)


def test_an_interview_that_is_only_listed_tells_nothing() -> None:
    index = told(*CHAPTERS, access="listed")
    assert index == ThemeIndex()


def test_cloths_go_by_the_table_among_what_is_told() -> None:
    """Of a theme nobody may hear of, not even its place in the table is left."""
    table = (Theme("先", ("无",)), WATER, FOOD)
    assert told(*CHAPTERS, themes=table).cloths == {"水": 0, "饭": 1}


def test_themes_of_a_record_are_those_of_its_chapters_too() -> None:
    record = interview(contents=CHAPTERS, themes=("水车", "不在表里"))
    archive = public(record, themes=(WATER, FOOD))
    assert themes_of(archive.records[TOLD], archive) == ("水", "饭")


# --- who speaks of whom


def test_who_speaks_of_whom_counts_chapters() -> None:
    chapters = [Chapter(start=n, title="段", mentions=(GENSHENG,)) for n in (0, 10)]
    gensheng = person("gensheng", "陆根生"), consent(GENSHENG)
    archive = public(interview(contents=chapters, mentions=(GENSHENG, AMEI)), *gensheng)
    assert index_ties(archive) == (Tie(AMEI, GENSHENG, 2),)


def test_a_narrator_without_a_name_speaks_of_nobody() -> None:
    refused = consent(AMEI, TOLD, subjects={Subject.NAME: "refused"})
    gensheng = person("gensheng", "陆根生"), consent(GENSHENG)
    archive = public(interview(mentions=(GENSHENG,)), refused, *gensheng)
    assert archive.tellings[TOLD].narrators[0].person is None
    assert index_ties(archive) == ()


def test_arcs_are_drawn_once_between_two_people() -> None:
    one, two, three = (RecordId(f"people/{n}") for n in "abc")
    drawing = draw_arcs([Tie(one, two, 1), Tie(two, one, 3), Tie(three, one, 1)])
    assert drawing is not None
    assert sorted(arc.is_mutual for arc in drawing.arcs) == [False, True]
    assert set(drawing.people) == {one, two, three}
    assert draw_arcs([Tie(one, two, 1)]) is None


def test_a_thicket_is_thinned_to_those_most_spoken_of() -> None:
    people = [RecordId(f"people/p{n}") for n in range(60)]
    ties = [Tie(people[0], other, n) for n, other in enumerate(people[1:], 1)]
    drawing = draw_arcs(ties)
    assert drawing is not None
    assert len(drawing.people) == PEOPLE
    assert people[59] in drawing.people
    assert people[1] not in drawing.people


# --- as it is drawn


def test_one_stretch_alone_is_no_bar() -> None:
    index = told(CHAPTERS[0])
    assert show_stretches(index.of(TOLD), language="zh-Hans", length=600.0) == ()


def test_stretches_without_sound_lead_to_their_headings() -> None:
    shown = show_stretches(told(*CHAPTERS).of(TOLD), language="zh-Hans", length=None)
    assert [(s.href, s.start) for s in shown] == [("#c1", None), ("#c2", None), ("#c3", None)]


def test_a_stretch_of_many_themes_is_called_by_its_title() -> None:
    """Coded transcripts of other archives have thirty themes in a chapter, which nobody reads
    beside each other; without a title it is called by the first of them."""
    themes = tuple(f"老题目{number}" for number in range(30))

    def names(*called: tuple[str, tuple[str, ...]]) -> list[str]:
        stretches = [
            (Stretch(TOLD, n, title, None, None, 0.0, named, ()), tuple(range(len(named))))
            for n, (title, named) in enumerate(called)
        ]
        shown = show_stretches(stretches, language="zh-Hans", length=None)
        assert all(len(one.cloths) <= 3 for one in shown)
        return [one.name for one in shown]

    assert names(("大水那年", themes), ("", themes), ("后来", themes[:2])) == [
        "大水那年",
        "老题目0、老题目1、老题目2…",
        "老题目0、老题目1",
    ]
    assert names(("", ("一" * 60, "二")), ("", ())) == ["一" * 60 + "…", "（未列标题）"]


def test_cloths_are_seen_on_their_ground() -> None:
    """Each pattern stands out from its ground, and no two cloths are alike in both."""
    css = (STYLES / "themes.css").read_text("utf-8")
    root = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", (STYLES / "site.entry.css").read_text()))
    rules = re.findall(r"^\.cloth-\d+ \{(.*)\}$", css, re.M)
    seen = set()
    for rule in rules:
        ground = re.search(r"background-color: var\(--([\w-]+)\)", rule)
        colour = root[ground[1]] if ground else root["indigo"]
        [figure] = set(re.findall(r"%23([0-9a-f]{6})", rule))
        assert contrast(colour, f"#{figure}") >= 4.5, rule
        seen.add((colour, rule.partition("viewBox")[2]))
    assert len(seen) == len(rules) == 14


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG between two colours ``#rrggbb``."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


# --- as it is written


@pytest.mark.parametrize("text", ["", "# 还没有写\n"])
def test_an_empty_table_is_none(text: str) -> None:
    table = parse_themes(text)
    assert (table.themes, table.problems) == ((), [])


def test_a_theme_needs_no_keyword_but_its_name() -> None:
    assert parse_themes("水:\n饭: 食堂\n").themes == (Theme("水"), Theme("饭", ("食堂",)))
