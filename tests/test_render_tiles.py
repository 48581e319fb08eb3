"""The tiles of a puzzle fit: they fill their board, and what two of them share is one line."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.render.tiles import TILE, Board, Line, Tile, lay_board, share_out, wide_columns

counts = st.integers(1, 30)
columns = st.integers(1, 8)


def area(points: list[tuple[int, int]]) -> float:
    """The area inside a polygon; negative where its corners run anticlockwise on the screen."""
    ring = pairwise([*points, points[0]])
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in ring) / 2


def corners(tile: Tile) -> list[tuple[int, int]]:
    """The ends of all its lines: a polygon near enough to its outline."""
    return [line.start for line in tile.outline]


def inner_lines(board: Board) -> Counter[Line]:
    """Every line that does not lie on the rim of the board, as often as it is drawn."""
    rim = {0, board.width}, {0, board.height}

    def is_rim(line: Line) -> bool:
        ends = line.start, line.end
        return any({end[way] for end in ends} <= rim[way] and len({end[way] for end in ends}) == 1
                   for way in (0, 1))  # fmt: skip

    return Counter(line for tile in board.tiles for line in tile.outline if not is_rim(line))


@given(counts, columns)
def test_every_tile_is_there_and_rows_are_alike(count: int, most: int) -> None:
    """As many tiles as were asked for, no row fuller than allowed, rows differ by one at most."""
    rows = share_out(count, columns=most)
    assert sum(rows) == count == len(lay_board(count, columns=most).tiles)
    assert max(rows) <= most
    assert max(rows) - min(rows) <= 1
    assert list(rows) == sorted(rows, reverse=True)


@given(counts, columns, st.sampled_from([TILE * 3 // 4, TILE, TILE * 23 // 20]))
def test_neighbours_share_their_lines(count: int, most: int, height: int) -> None:
    """Every line inside the board is drawn twice: once by the tile on either side of it, each
    from its own end, so that a knob lies in a hollow of its own shape."""
    drawn = inner_lines(lay_board(count, columns=most, tile_height=height))
    alone = [line for line in drawn if drawn[line] != 1 or drawn[line.reversed] != 1]
    assert not alone


@given(counts, columns)
def test_outlines_are_closed_and_fill_the_board(count: int, most: int) -> None:
    """Each outline runs round its tile without a gap and back to where it began; together they
    cover the board, no more and no less."""
    board = lay_board(count, columns=most)
    for tile in board.tiles:
        ring = pairwise([*tile.outline, tile.outline[0]])
        assert all(line.end == after.start for line, after in ring)
        assert area(corners(tile)) > 0
    assert sum(area(corners(tile)) for tile in board.tiles) == board.width * board.height


@given(counts, columns)
def test_boxes_cover_the_board(count: int, most: int) -> None:
    """The boxes of the words lie side by side, row by row, in columns of one grid."""
    board = lay_board(count, columns=most)
    assert sum(tile.width * tile.height for tile in board.tiles) == board.width * board.height
    for level in {tile.y for tile in board.tiles}:
        row = [tile for tile in board.tiles if tile.y == level]
        assert sum(tile.span for tile in row) == board.columns
        assert [tile.x for tile in row[1:]] == [tile.x + tile.width for tile in row[:-1]]


def test_a_board_is_the_same_every_time() -> None:
    """The same board comes from another process, to the last digit: pages are compared by it."""
    lay_board.cache_clear()
    left, right = lay_board(2, columns=2).tiles
    assert left.path == (
        "M0 0l1000 0l0 436c0 37 19 77 34 58c16 -21 43 -34 72 -34c50 0 89 41 89 91"
        "c0 50 -39 91 -89 91c-29 0 -56 -13 -72 -34c-15 -19 -34 21 -34 58l0 334l-1000 0l0 -1000z"
    )
    assert right.hollow == 1
    assert [tile.span for tile in lay_board(5, columns=3).tiles] == [2, 2, 2, 3, 3]


def test_a_single_tile_is_a_plain_sheet() -> None:
    """A tile without neighbours has neither knob nor hollow."""
    (tile,) = lay_board(1, columns=3).tiles
    assert tile.path == f"M0 0l{TILE} 0l0 {TILE}l-{TILE} 0l0 -{TILE}z"
    assert tile.hollow == 0


@given(st.integers(2, 30), st.integers(2, 8))
def test_inner_tiles_are_joined(count: int, most: int) -> None:
    """Tiles beside each other in a row are held by one knob, and it takes room from one of the two
    only: a tile loses at most one side of the room for its words."""
    board = lay_board(count, columns=most)
    for level in {tile.y for tile in board.tiles}:
        row = [tile for tile in board.tiles if tile.y == level]
        for tile, after in pairwise(row):
            shared = {line for line in tile.outline if line.reversed in set(after.outline)}
            bends = [line for line in shared if line.curve]
            middle = {x for line in bends for x, _ in (line.start, line.end)}
            assert len(bends) == 6
            reaches_right = max(middle) > after.x
            assert reaches_right == (after.hollow == 1)
            assert reaches_right != (tile.hollow == -1)


@given(counts, columns)
def test_paths_say_what_outlines_do(count: int, most: int) -> None:
    """The path data, read step by step, goes through the ends of the outline's lines."""
    for tile in lay_board(count, columns=most).tiles:
        match = re.fullmatch(r"M(\d+) (\d+)((?:[lc][-\d ]+)+)z", tile.path)
        assert match
        place = int(match[1]), int(match[2])
        seen = []
        for _, numbers in re.findall(r"([lc])([-\d ]+)", match[3]):
            steps = [int(number) for number in numbers.split()]
            place = place[0] + steps[-2], place[1] + steps[-1]
            seen.append(place)
        assert seen == [line.end for line in tile.outline]


def test_hatching_stays_inside_and_bleeding_goes_beyond() -> None:
    """Hatching lies within the box of its tile; what is cut at the outline covers the knobs too."""
    tile = lay_board(9, columns=3).tiles[4]
    box = tile.x, tile.x + tile.width, tile.y, tile.y + tile.height

    def reach(data: str) -> tuple[int, int, int, int]:
        numbers = [int(number) for number in re.findall(r"-?\d+", data)]
        across, down = numbers[::2], numbers[1::2]
        return min(across), max(across), min(down), max(down)

    inside, beyond = reach(tile.hatching), reach(tile.bleeding)
    assert inside[0] > box[0] < box[1] > inside[1]
    assert inside[2] > box[2] < box[3] > inside[3]
    ends = [point for line in tile.outline for point in (line.start, line.end)]
    assert beyond[0] <= min(x for x, _ in ends)
    assert beyond[1] >= max(x for x, _ in ends)
    assert beyond[2] <= min(y for _, y in ends)
    assert beyond[3] >= max(y for _, y in ends)


@pytest.mark.parametrize(
    ("count", "wanted"),
    [(1, 1), (2, 2), (4, 2), (5, 3), (9, 3), (10, 4), (16, 4), (17, 5), (30, 5)],
)
def test_a_wide_board_is_near_a_square(count: int, wanted: int) -> None:
    """Where there is room the board is about as broad as it is high."""
    assert wide_columns(count) == wanted


@pytest.mark.parametrize(("count", "most"), [(0, 3), (3, 0)])
def test_a_board_of_nothing_is_refused(count: int, most: int) -> None:
    """There is no board without tiles or without columns."""
    with pytest.raises(ValueError, match="at least one"):
        lay_board(count, columns=most)
