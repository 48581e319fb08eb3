"""Tables in text: whatever a file holds, no row of it is lost, and none swallows another."""

from __future__ import annotations

from random import Random

import pytest

from archive.ingest.importers.delimited import parse_table


@pytest.mark.parametrize(
    ("text", "header", "rows"),
    [
        ("a,b\n1,2\n", ("a", "b"), [(2, ("1", "2"))]),
        ("\n\n,,\na;b\n\"x\ny\";2\n\n", ("a", "b"), [(5, ("x\ny", "2")), (7, ())]),
        ("a\tb\nsay \"yes\"\t2\n", ("a", "b"), [(2, ('say "yes"', "2"))]),
        ("a,b\n\"x, \"\"y\"\"\",2", ("a", "b"), [(2, ('x, "y"', "2"))]),
        ("\ufeff栏,值\n一,二", ("栏", "值"), [(2, ("一", "二"))]),
        ("", (), []),
    ],
)  # fmt: skip
def test_tables_as_programs_save_them(
    text: str, header: tuple[str, ...], rows: list[tuple[int, tuple[str, ...]]]
) -> None:
    """Commas, semicolons, tabs; blank rows above the header; line feeds within a cell."""
    table = parse_table(text)
    assert table.header == header
    assert [(row.line, row.cells) for row in table.rows] == rows
    assert table.counted == len(rows)


def test_a_quotation_mark_that_is_never_closed_swallows_nothing() -> None:
    """With commas it is taken away and told; with tabs no quotation mark means anything then."""
    table = parse_table('a,b\n"we went,1\nand "came" back,2\n"last",3\n')
    assert [row.cells for row in table.rows] == [
        ("we went", "1"),
        ('and "came" back', "2"),
        ("last", "3"),
    ]
    assert table.unclosed == (2,)
    tabs = parse_table('a\tb\n"we went\t1\n"and" back\t2\n')
    assert [row.cells for row in tabs.rows] == [('"we went', "1"), ('"and" back', "2")]
    assert tabs.unclosed == ()


def test_rows_are_counted_without_taking_them_apart() -> None:
    """The count on the bare text and the rows agree for texts made of nothing but trouble."""
    random = Random(5)
    for _ in range(2_000):
        text = "".join(random.choices(',;\t"\n\n"ab 0\ufeff', k=random.randrange(40)))
        table = parse_table(text)
        assert table.counted == len(table.rows), text
