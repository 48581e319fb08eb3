"""The measuring of search, in its shortest form: it runs, finds what is there and has its rows.

Never how fast.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.bench_runs import BENCH, Report, run_bench

ROOT = Path(__file__).resolve().parent.parent
SEGMENTS = 1_000
TYPED = {
    "names",
    "places",
    "objects",
    "two characters",
    "single characters",
    "phrases of six",
    "the other script",
}
TRANSCRIPT = """\
# 2019-03-02 渡口座談

### 王小明：
我們那個渡口，後來就不用了。

### 陳阿珠：
為什麼？

### 王小明：
橋造好了，陳阿珠也知道的。船還在【岸】上 <那裡>。
"""


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Imports a module of the bench, and forgets it afterwards."""
    monkeypatch.syspath_prepend(str(BENCH))
    before = set(sys.modules)

    def load(name: str) -> ModuleType:
        return __import__(name)

    yield load
    for name in set(sys.modules) - before:
        if str(BENCH) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """What few queries over 1,000 segments gave: the words printed, and the JSON."""
    folder = tmp_path_factory.mktemp("bench-search")
    options = ("--queries", "1", "--fast-only", "--only", "pintu,pagefind")
    return run_bench(folder, "--search", "--segments", str(SEGMENTS), *options)


@pytest.mark.browser
@pytest.mark.slow
def test_ours_finds_all_that_is_there_and_nothing_else(
    report: Report,
) -> None:
    """Every kind of query that is typed in characters, against a plain look at the texts."""
    row = _row(report, "pintu")
    assert set(row["kinds"].values()) == {*TYPED, "full pinyin", "initials"}
    judged = [one for one in row["judged"][""] if one["kind"] in TYPED]
    assert len(judged) == len(TYPED)
    for one in judged:
        assert one["there"] > 0, one
        assert one["recall"] == 1, one
        assert one["precision"] == 1, one


@pytest.mark.browser
@pytest.mark.slow
def test_every_question_has_its_bytes_and_its_time(report: Report) -> None:
    """A first answer loads the program and its index; later ones happen on the same page."""
    row = _row(report, "pintu")
    assert row["segments"] == SEGMENTS
    (cold,) = row["cold"].values()
    assert {row["kinds"][one["line"]] for one in cold} >= TYPED
    for one in cold:
        assert one["files"] >= 4
        assert one["raw"] > one["body"] > 10_000
        assert one["ms"] > 0
        assert one["shown"] > 0
    (session,) = row["later"].values()
    assert len(session["later"]) == len(row["kinds"]) - 1
    assert session["heap"] > 0.1
    assert isinstance(row["from_disk"], float), row["from_disk"]


@pytest.mark.browser
@pytest.mark.slow
def test_index_and_texts_are_weighed_apart(report: Report) -> None:
    """What it costs to build, what it weighs, and what one changed line rewrites."""
    built, update = _row(report, "pintu")["built"], _row(report, "pintu")["update"]
    for part in ("index", "texts"):
        assert built[part]["files"] > 0
        assert built[part]["raw"] > built[part]["gzip"] > 0
    assert built["cpu"] > 0
    assert built["megabytes"] > 1
    assert 0 < update["files"] < built["index"]["files"] + built["texts"]["files"]


@pytest.mark.browser
@pytest.mark.slow
def test_another_program_is_measured_or_named(report: Report) -> None:
    """Pagefind stands beside ours, or it is said how to have it."""
    said, values = report
    is_measured = any(row["program"] == "pagefind" for row in values["rows"])
    assert is_measured != ("pagefind" in values["missing"])
    assert ("pagefind is not installed" in said) != is_measured


def _row(report: Report, program: str) -> dict[str, Any]:
    (row,) = [row for row in report[1]["rows"] if row["program"] == program]
    return dict(row)


def test_the_village_has_as_many_words_as_people_use(bench: Any) -> None:
    """As many segments as were asked for, the same each time, and tens of thousands of pairs."""
    texts = bench("search_texts").make_texts(SEGMENTS)
    assert texts == bench("search_texts").make_texts(SEGMENTS)
    words = [said for _, _, said in texts.segments]
    assert len(words) == SEGMENTS
    assert 60 < sum(map(len, words)) / SEGMENTS < 90
    assert len(bench("search_queries").Scan(texts.segments).pairs) > 18_000


def test_transcripts_are_repeated_with_other_names(bench: Any, tmp_path: Path) -> None:
    """Speakers are called otherwise in the second round, wherever they are named."""
    (tmp_path / "渡口.md").write_text(TRANSCRIPT, encoding="utf-8")
    texts = bench("search_texts").read_texts(tmp_path, 6)
    first, second = texts.village.of_kind("interviews")
    said = [[turn.words for turn in item.turns] for item in (first, second)]
    assert said[0][2] == "橋造好了，陳阿珠也知道的。船還在「岸」上 ＜那裡＞。"
    assert said[1][:2] == said[0][:2]
    assert said[1][2] != said[0][2]
    assert "陳阿珠" not in said[1][2]
    assert said[1][2].endswith("也知道的。船還在「岸」上 ＜那裡＞。")
    assert [item.title for item in (first, second)] == [
        "2019-03-02 渡口座談",
        "2019-03-02 渡口座談（2）",
    ]


def test_a_plain_look_finds_by_characters_and_by_sound(bench: Any) -> None:
    """Both scripts are one; each reading of a character counts; segments do not run together."""
    queries = bench("search_queries")
    scan = queries.Scan(
        [("a", 1, "阿長講橋頭。"), ("a", 2, "橋，頭上"), ("b", 1, "很长，长头发"), ("b", 2, "发")]
    )
    assert scan.find("桥头") == {0}
    assert scan.find("橋") == {0, 1}
    assert scan.find("长") == scan.find("長") == {0, 2}
    assert scan.find_sound(["qiao", "tou"]) == {0}
    assert scan.find_sound(["zhang", "tou"]) == scan.find_sound(["chang", "tou"]) == {2}
    assert scan.find_sound(["fa", "fa"]) == set()
    assert set(scan.divisions("changtou")) == {("chang", "tou")}


def test_shares_are_told_apart_from_nothing(bench: Any) -> None:
    """What was not found lowers recall, what is wrong lowers precision, and of nothing there is
    no share."""
    judging, queries = bench("search_judge"), bench("search_queries")
    found = bench("search_programs").Found
    scan = queries.Scan([("interviews/a", 1, "水车"), ("interviews/b", 1, "水车"),
                         ("interviews/c", 1, "别的")])  # fmt: skip
    query = queries.Query("objects", "水车", "水车")

    def shares(*passages: tuple[str, int]) -> tuple[float | None, ...]:
        pages = frozenset(page for page, _ in passages)
        one = judging._compare(query, found(pages, frozenset(passages)), scan, {})
        return one.recall, one.precision, one.page_recall, one.page_precision

    assert shares(("interviews/a", 1), ("interviews/b", 1)) == (1, 1, 1, 1)
    assert shares(("interviews/a", 1), ("interviews/c", 1)) == (0.5, 0.5, 0.5, 0.5)
    assert shares() == (0, None, 0, None)
