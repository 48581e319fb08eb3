"""A recording of which only the beginning is left offers to play nothing that is gone; the words
stay."""

from __future__ import annotations

from pathlib import PurePosixPath
from types import SimpleNamespace

import pytest

from archive.index.search.documents import make_passages
from archive.index.themes import index_themes
from archive.model.interview import Chapter
from archive.model.orders import DerivedFile, DerivedSound
from archive.render.environment import make_environment
from archive.render.page_links import PageLinks
from archive.render.stretches import show_stretches
from archive.render.turns import render_turns
from tests.leaks.small import (
    AMEI,
    TOLD,
    consent,
    interview,
    person,
    said,
    telling_of,
    transcripts,
    view_of,
)

LEFT = 5.0
"""Seconds that can be heard."""
FILE = "media/voice.mp3"
SOUND = DerivedSound(
    f"{TOLD}/voice", DerivedFile(PurePosixPath(FILE), "audio/mpeg", 9), LEFT, (), ""
)


def test_lines_after_the_end_have_their_words_and_no_times() -> None:
    """Nothing lights up for them, and nothing in them can be tapped."""
    words = transcripts(said("头一句。", at=(0, 4)), said("后一句。", at=(6, 9)))
    record = interview()
    view = view_of(person(), consent(AMEI, TOLD), record, words=words)
    told = telling_of(view)
    turns = render_turns(record, told, language="zh-Hans", length=LEFT)
    assert [(str(t.words), t.start, t.end) for t in turns] == [
        ("头一句。", 0, 4),
        ("后一句。", None, None),
    ]
    assert [t.start for t in render_turns(record, told, language="zh-Hans")] == [0, 6]


def test_stretches_after_the_end_lead_to_their_words() -> None:
    contents = (
        Chapter(start=0, title="水车", keywords=("车",)),
        Chapter(start=6, title="桥", keywords=("桥",)),
    )
    view = view_of(person(), consent(AMEI, TOLD), interview(contents=contents))
    told = index_themes(view.archive, lengths={TOLD: LEFT}).of(TOLD)
    shown = show_stretches(told, language="zh-Hans", length=LEFT)
    assert [(one.href[:3], one.start) for one in shown] == [("#t=", 0), ("#c2", None)]


@pytest.mark.parametrize(("start", "is_there"), [(None, True), (4.9, True), (5.0, False)])
def test_a_clip_after_the_end_is_no_button(start: float | None, is_there: bool) -> None:
    """Wherever it is quoted: in a puzzle, a walk, a scene, a word, a line of years."""
    around = SimpleNamespace(lengths={FILE: SOUND.seconds})
    links = SimpleNamespace(
        is_heard=lambda src, at: PageLinks.is_heard(SimpleNamespace(_around=around), src, at),  # type: ignore[arg-type]
        media=str,
        t=str,
    )
    parts = make_environment().get_template("parts.html").module
    drawn = str(parts.clip(links, FILE, start, 9.0, "听"))  # type: ignore[attr-defined]
    assert ("<button" in drawn) is is_there
    assert drawn.strip() == drawn


def test_a_search_plays_nothing_after_the_end_and_finds_the_words_all_the_same() -> None:
    words = transcripts(said("头一句。", at=(0, 4)), said("后一句。", at=(6, 9)))
    record = interview(
        contents=(Chapter(start=0, title="水车"), Chapter(start=6, title="桥")),
    )
    view = view_of(person(), consent(AMEI, TOLD), record, words=words)
    key = telling_of(view).voice
    assert key is not None

    def found(media: dict[str, DerivedSound]) -> list[tuple[str, str, float | None]]:
        passages = make_passages(view.archive.records[TOLD], view.archive, media=media)
        return [(one.text, one.anchor, one.start) for one in passages]

    assert found({key: SOUND})[:4] == [
        ("头一句。", "", 0),
        ("后一句。", "s2", None),
        ("水车", "", 0),
        ("桥", "c2", None),
    ]
    assert [start for *_, start in found({})[:4]] == [0, 6, 0, 6]
