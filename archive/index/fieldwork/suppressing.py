"""Counts of people that tell of nobody: what is under five is not shown, nor what it can be worked
out from.

A table has rows of people, each counted yes or no (heard or not, complete or not), and the sum of
all. Three things are done to it, in this order:

1. Rows of fewer than five people are put together into one, with the next smallest row where they
   are still fewer.
2. In a row where one to four are counted yes, or one to four no, neither is shown. The number of
   the row may be: it is five or more.
3. Where this hides exactly one row, it could be worked out from the sum of all, so the smallest
   other row is hidden as well. The sum itself is hidden like any row.

The sum of all is the same in every table of one report, so it counts as known even where it is not
shown beside the table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from archive.values import dataclass

FEWEST = 5
"""People that a number tells of at least, unless it tells of none."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Some people: how many there are, and how many of them are counted yes."""

    name: str
    total: int
    yes: int

    @property
    def no(self) -> int:
        """Those who are not."""
        return self.total - self.yes


@dataclass(frozen=True, slots=True)
class Cells:
    """A row as it may be shown: None stands for a number that is not."""

    name: str | None
    """None for rows that were put together."""
    total: int | None
    yes: int | None
    no: int | None

    @property
    def is_hidden(self) -> bool:
        """Whether the two numbers are kept back."""
        return self.yes is None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as they may be shown, and the sum of all people."""

    rows: tuple[Cells, ...]
    whole: Cells


def suppress(rows: Iterable[Counted]) -> Table:
    """``rows`` as they may be shown, in their order, rows put together last."""
    merged = _merged(list(rows))
    total, yes = sum(row.total for row in merged), sum(row.yes for row in merged)
    whole = _cells(Counted("", total, yes), is_hidden=_is_small(Counted("", total, yes)))
    if 0 < total < FEWEST:
        return Table((), replace(whole, total=None))
    hidden = [_is_small(row) for row in merged]
    if sum(hidden) == 1 and not whole.is_hidden:
        others = [n for n, is_hidden in enumerate(hidden) if not is_hidden]
        # A row alone is the sum of all, and that one is hidden like it.
        hidden[min(others, key=lambda n: (merged[n].total, n))] = True
    shown = zip(merged, hidden, strict=True)
    return Table(tuple(_cells(row, is_hidden=is_hidden) for row, is_hidden in shown), whole)


def _merged(rows: list[Counted]) -> list[Counted]:
    """Rows of five people or more; smaller ones together, named by the empty text."""
    small = [row for row in rows if 0 < row.total < FEWEST]
    large = [row for row in rows if row.total >= FEWEST]
    while small and sum(row.total for row in small) < FEWEST and large:
        smallest = min(large, key=lambda row: row.total)
        large.remove(smallest)
        small.append(smallest)
    if small:
        large.append(Counted("", sum(r.total for r in small), sum(r.yes for r in small)))
    return large


def _is_small(row: Counted) -> bool:
    return 0 < row.yes < FEWEST or 0 < row.no < FEWEST


def _cells(row: Counted, *, is_hidden: bool) -> Cells:
    name = row.name or None
    if is_hidden:
        return Cells(name, row.total, None, None)
    return Cells(name, row.total, row.yes, row.no)
