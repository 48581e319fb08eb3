"""Pieces in the order in which they are to be read, short quotations, and codes for the wall."""

from __future__ import annotations

import re

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from archive.model.kinds import RecordId
from archive.model.media import Clip
from archive.model.puzzle import Piece, Relation
from archive.model.terms import SlotState, Tie
from archive.render.puzzle_page import LEGEND
from archive.render.puzzle_pieces import TIES, shorten, thread_pieces
from archive.render.qr_code import draw_qr_code

CLIP = Clip(interview=RecordId("interviews/a"), start=0, end=1)


def piece(key: str, *after: str, tie: Tie = Tie.CONTINUES) -> Piece:
    ties = tuple(Relation(tie=tie, piece=other) for other in after)
    return Piece(key=key, slot="s", wording=key, clip=CLIP, relations=ties)


@pytest.mark.parametrize(
    ("pieces", "threads"),
    [
        ([], []),
        ([piece("a"), piece("b")], ["a", "b"]),
        ([piece("a"), piece("b", "a")], ["ab"]),
        ([piece("b", "a"), piece("a")], ["ab"]),
        ([piece("a"), piece("x"), piece("b", "a"), piece("c", "b")], ["abc", "x"]),
        ([piece("a"), piece("b", "a"), piece("c", "a")], ["abc"]),
        ([piece("a"), piece("b", "a"), piece("c", "a"), piece("d", "b")], ["abdc"]),
        ([piece("a", "elsewhere")], ["a"]),
        ([piece("a", "a")], ["a"]),
        ([piece("a", "b"), piece("b", "a")], ["ab"]),
        ([piece("x"), piece("a", "c"), piece("b", "a"), piece("c", "b")], ["x", "abc"]),
        ([piece("a"), piece("b", "a", tie=Tie.ADDS)], ["a", "b"]),
        ([piece("a"), piece("b", "a", tie=Tie.CONFIRMS)], ["a", "b"]),
    ],
    ids=lambda value: " ".join(value) if value and isinstance(value[0], str) else None,
)
def test_what_goes_on_stands_behind(pieces: list[Piece], threads: list[str]) -> None:
    """A piece that goes on where another ends follows it, from mouth to mouth; others begin anew,
    and a ring is read once."""
    found = ["".join(one.key for one in thread) for thread in thread_pieces(pieces)]
    assert found == threads


@given(
    st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=2), max_size=8).map(
        lambda all_ties: [piece("abcdefgh"[n], *ties) for n, ties in enumerate(all_ties)]
    )
)
def test_no_piece_is_lost_or_told_twice(pieces: list[Piece]) -> None:
    """However pieces go on from each other, each stands in one thread, once."""
    found = [one.key for thread in thread_pieces(pieces) for one in thread]
    assert sorted(found) == sorted(one.key for one in pieces)


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("没有棚。", 10, "没有棚。"),
        ("一  二\n三", 10, "一 二 三"),
        ("没有棚，那叫啥大车盘？没有屋顶的，叫晒场。", 14, "没有棚，那叫啥大车盘……"),
        ("一二三四五六七八九十", 6, "一二三四五……"),
        ("短，一二三四五六七八九十", 8, "短，一二三四五……"),
    ],
)
def test_a_quotation_is_cut_at_a_phrase(text: str, limit: int, short: str) -> None:
    """What is too long ends where a phrase does, if one ends in its second half, and says so."""
    assert shorten(text, limit=limit) == short


def test_every_state_and_every_tie_has_its_words() -> None:
    """No state is missing in the legend, and no tie goes without a sentence each way."""
    assert sorted(LEGEND) == sorted(SlotState)
    assert set(TIES) == set(Tie)
    assert all("{who}" in sentence for both in TIES.values() for sentence in both)


@given(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=60))
def test_a_code_has_every_square(name: str) -> None:
    """The path darkens just the squares that the code has, each once."""
    address = f"https://village.example/{name}/"
    code = draw_qr_code(address)
    dark = []
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.path):
        dark += [(int(x) + step, int(y)) for step in range(int(run))]
    wanted = segno.make_qr(address, error="m").matrix
    assert code.size == len(wanted)
    assert sorted(dark) == sorted(
        (x, y) for y, row in enumerate(wanted) for x, square in enumerate(row) if square
    )
