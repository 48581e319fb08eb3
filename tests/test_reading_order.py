"""The order in which the writing on a page is read."""

from __future__ import annotations

import math
import random

import pytest

from archive.recognise.reading_order import Quad, Stretch, order_lines, put_corners


def box(text: str, left: float, top: float, width: float, height: float) -> Stretch:
    """A stretch of writing that stands upright."""
    right, bottom = left + width, top + height
    return Stretch(((left, top), (right, top), (right, bottom), (left, bottom)), text, 0.9)


def row(text: str, left: float, top: float, size: float = 40) -> Stretch:
    """Characters side by side."""
    return box(text, left, top, size * len(text), size)


def column(text: str, left: float, top: float, size: float = 40) -> Stretch:
    """Characters below each other."""
    return box(text, left, top, size, size * len(text))


def turned(stretch: Stretch, degrees: float) -> Stretch:
    """The same on a page that lies askew."""
    angle = math.radians(degrees)
    corners = tuple(
        (x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle))
        for x, y in stretch.corners
    )
    quad: Quad = (corners[0], corners[1], corners[2], corners[3])
    return Stretch(quad, stretch.text, stretch.confidence)


ROWS = [row("社员大会通过", 300, 100), row("一不准炸鱼", 100, 200), row("二鸭子有人跟", 100, 260)]
COLUMNS = [
    column("立賣田契人", 800, 100),
    column("情願賣與本村", 700, 160),
    column("三面議定", 600, 100),
]
LEDGER = [
    *(row("三月初六", 100, 100), row("杉木四根", 400, 104), row("28", 800, 98)),
    *(row("三月十一", 100, 180), row("榆木板", 400, 176), row("19.2", 800, 184)),
]
NEWS = [
    row("菱溇村志大事记", 400, 40, 60),
    *(row(f"左边第{n}行写满了字", 100, 100 + 60 * i) for i, n in enumerate("一二三四")),
    *(row(f"右边第{n}行写满了字", 600, 103 + 60 * i) for i, n in enumerate("一二三四")),
]


@pytest.mark.parametrize("degrees", [0, 3, -3, 8])
@pytest.mark.parametrize(
    ("stretches", "lines"),
    [
        (ROWS, ["社员大会通过", "一不准炸鱼", "二鸭子有人跟"]),
        (COLUMNS, ["立賣田契人", "情願賣與本村", "三面議定"]),
        (LEDGER, ["三月初六　杉木四根　28", "三月十一　榆木板　19.2"]),
        (
            NEWS,
            ["菱溇村志大事记"]
            + [f"{side}边第{n}行写满了字" for side in "左右" for n in "一二三四"],
        ),
    ],
    ids=["rows", "columns from the right", "ledger by rows", "two columns of text"],
)
def test_order(stretches: list[Stretch], lines: list[str], degrees: float) -> None:
    """Found in any order, on a page that lies straight or askew, writing is read in its own."""
    mixed = [turned(stretch, degrees) for stretch in stretches]
    random.Random(7).shuffle(mixed)
    assert [line.text for line in order_lines(mixed)] == lines


def test_vertical_columns_in_several_stretches() -> None:
    """A column that was found in pieces is one line, from the top."""
    pieces = [
        column("記工", 800, 500),
        column("姚福林木工", 800, 100),
        column("車盤用賬", 900, 100),
    ]
    assert [line.text for line in order_lines(pieces)] == ["車盤用賬", "姚福林木工　記工"]


def test_a_heading_written_across_comes_before_the_columns() -> None:
    """The name of a shop over a deed is read first, and is not lost among its columns."""
    page = [*COLUMNS, row("沈氏宗祠", 500, 20)]
    assert next(line.text for line in order_lines(page)) == "沈氏宗祠"
    assert len(order_lines(page)) == 4


def test_words_that_go_on_are_joined_and_cells_are_not() -> None:
    """Between two stretches of one sentence nothing is put; between cells there is a space."""
    joined = [row("河埠", 100, 100), row("石头冷", 184, 100)]
    apart = [row("工", 100, 100), row("分", 200, 100)]
    assert [line.text for line in order_lines(joined)] == ["河埠石头冷"]
    assert [line.text for line in order_lines(apart)] == ["工　分"]


def test_nothing_is_lost() -> None:
    """Whatever is found anywhere stands in one line, once."""
    chance = random.Random(3)
    for _ in range(60):
        pieces = [
            box("字" * chance.randint(1, 9), chance.random() * 900, chance.random() * 900,
                chance.random() * 300 + 5, chance.random() * 300 + 5)
            for _ in range(chance.randint(0, 30))
        ]  # fmt: skip
        found = [one for line in order_lines(pieces) for one in line.stretches]
        assert sorted(map(id, found)) == sorted(map(id, pieces))


@pytest.mark.parametrize("degrees", [0, 4, -4])
def test_corners_come_in_any_order(degrees: float) -> None:
    """A column that leans further than it is wide keeps its upper end up."""
    leaning = turned(column("一二三四五六七八九十一二三四五六", 500, 100), degrees)
    mixed = list(leaning.corners)
    random.Random(1).shuffle(mixed)
    assert put_corners(mixed) == leaning.corners
