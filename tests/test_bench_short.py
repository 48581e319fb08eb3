"""The measuring of speed, in its shortest form: it runs and has its rows. Never how fast."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.bench_runs import BENCH, Report, run_bench

ROOT = Path(__file__).resolve().parent.parent
CASES = ("full", "again", "person", "transcript")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """What a tiny size gave: the words printed, and the JSON."""
    folder = tmp_path_factory.mktemp("bench")
    return run_bench(folder, "--sizes", "20", "--runs", "1", "--only", "pintu,pintu-3,hugo")


def test_every_case_has_a_row(report: Report) -> None:
    """Full, unchanged, and one record changed, for each program of ours."""
    _, values = report
    rows = {(row["program"], row["size"], row["case"]): row for row in values["rows"]}
    for program in ("pintu", "pintu-3"):
        assert {case for p, s, case in rows if (p, s) == (program, 20)} == set(CASES)
    for row in rows.values():
        assert len(row["costs"]) == 1
        assert row["files"] > row["size"]
        assert row["site_bytes"] > 0
        for cost in row["costs"]:
            assert cost["seconds"] > 0
            assert cost["cpu"] > 0
            assert cost["megabytes"] > 1


def test_three_languages_make_more_pages(report: Report) -> None:
    """What is measured is what is said to be measured: two pages more for each record, and the
    search they share once."""
    _, values = report
    files = {(row["program"], row["size"]): row["files"] for row in values["rows"]}
    assert files["pintu-3", 20] - files["pintu", 20] > 2 * 20


def test_a_program_that_is_not_there_is_named(report: Report) -> None:
    """Hugo is measured, or it is said that it was skipped and how to have it."""
    said, values = report
    is_measured = any(row["program"] == "hugo" for row in values["rows"])
    assert is_measured != ("hugo" in values["missing"])
    assert ("apt-get install hugo" in said) != is_measured


def test_the_table_names_what_was_measured(report: Report) -> None:
    """People read the table, not the JSON."""
    said, _ = report
    for words in (
        "20 条记录",
        "从零建站",
        "什么都没改",
        "改了一个人物",
        "Pintu, 3 languages",
    ):
        assert words in said


def test_the_same_village_is_made_for_every_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two villages of one size are equal, and have as many records as was asked."""
    monkeypatch.syspath_prepend(str(BENCH))
    from village import make_village

    for size in (20, 200):
        village = make_village(size)
        assert len(village.items) == size
        assert village == make_village(size)
        interviews = village.of_kind("interviews")
        assert all(40 <= len(item.turns) <= 80 for item in interviews)
        assert all(link in village.items for item in village.items.values() for link in item.links)
    for name in ("village", "phrases"):
        monkeypatch.delitem(sys.modules, name)
