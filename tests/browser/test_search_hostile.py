"""Hostile texts and hostile queries: nothing breaks, nothing becomes HTML, nothing runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from archive.index.search.analysis import runs
from archive.index.search.files import index_files
from archive.model.marks import Words
from archive.model.public import PublicArchive, PublicSegment, PublicTelling
from archive.model.terms import Channel
from archive.model.transcript import Certainty
from tests.browser.hostile import IMAGE, LONG, NAMES, SAYINGS, SCRIPT, SPEAKERS, write_hostile
from tests.browser.search_files import read_documents, read_payload
from tests.browser.site import make_site
from tests.leaks.small import ON, TOLD, interview
from tests.queries.asking import ask, find_all, open_engine, write_asking

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUERIES = (
    *NAMES,
    *SPEAKERS,
    *(
        "",
        " ",
        "\u3000",
        "\x00",
        "\x00水\x1f车\x7f",
        "\u2028",
        "\ufeff井",
        "水\u200b车",
        "\u202e车水",
    ),
    *(
        "\u202e车水",
        "\ud800",
        "\udfff",
        "水\ud83d车",
        "😀",
        "👨\u200d👩\u200d👧",
        "𠮷野家",
        "葛\U000e0100",
    ),
    *('"', "“", "“”", '"""', "「「「水", "“水车", '"a" "b', "*", "?", "[", "(", "\\", "\\u0041"),
    *("%", "%E6%B0", "&q=", "#q=", "+", "a+b", "../", "//evil", "data:text/html,x", "{{7*7}}"),
    *("水" * 10_000, "shui" * 2_500, "a" * 10_000, "“" * 10_000, "水 " * 5_000, "a\u0301" * 5_000),
    *("\u0301" * 10_000, "zhang" * 5, "xian" * 8, LONG, IMAGE, "0", "-1", "NaN", "null", "1e309"),
    *("undefined", "true", "ß", "İ", "ﷺ", "㎏", "한글", "ابجد"),
)
"""What somebody may paste into the box."""

PASTED = (IMAGE, SCRIPT, *NAMES[:6], "水" * 10_000, "水\x1f车", "“水车", "%E6%B0", "a+b&c=d")

SOUND = """() => {
  const scripts = "main script:not([type]):not([src$='.js'])";
  const bad = document.querySelectorAll(`img[src='x'], ${scripts}, b.injected`);
  return [window.hacked === undefined, bad.length];
}"""


@pytest.fixture
def hostile(made_once: Any) -> Path:
    """The site of the hostile archive."""
    folder: Path = made_once("hostile-site", write_hostile)
    return folder


@pytest.fixture
def engine(page_at: Any, made_once: Any, hostile: Path) -> Page:
    """The engine over the hostile archive."""
    page: Page = page_at(800, 600)
    open_engine(page, made_once("asking", write_asking), search=hostile / "search")
    return page


def test_search_files_are_scripts_whatever_they_hold(hostile: Path) -> None:
    """Each file is one call with JSON; no `<`, no line end that JavaScript knows and JSON does
    not, and every text is there as it was written."""
    for path in sorted((hostile / "search").rglob("*.js")):
        text = path.read_text(encoding="utf-8")
        name, _ = read_payload(path)
        assert name == path.relative_to(hostile / "search").with_suffix("").as_posix()
        assert not set("<\u2028\u2029") & set(text)
        assert len(text.splitlines()) == 1
    said = "\n".join(read_documents(hostile / "search").texts.values())
    for words in (*NAMES, *SAYINGS[:2], LONG[:300]):
        assert "".join(words.split()) in "".join(said.split())


def test_hostile_names_are_found_by_name(engine: Page) -> None:
    """A place called like a property of every object is a place like any other."""
    named = [name for name in NAMES if any(runs(name))]
    for name, answer in zip(named, ask(engine, named), strict=True):
        place = f"places/p{NAMES.index(name)}"
        assert place in [result.record for result in answer.results], name


def test_hostile_queries_are_answered(engine: Page, hostile: Path) -> None:
    """Every query gets an answer; what is nothing but separators finds nothing; and what is
    found is what stands there."""
    documents = read_documents(hostile / "search")
    found = find_all(engine, QUERIES)
    ask(engine, QUERIES)
    for query, got in zip(QUERIES, found, strict=True):
        if not any(runs(query)):
            assert got == set(), ascii(query[:40])
        assert got <= set(documents.texts), ascii(query[:40])
    for query in ("constructor", "__proto__", "toString", "𠮷野家", "长话短说水来土掩长话"):
        assert found_by(engine, query) == documents.scan(query)


def found_by(engine: Page, query: str) -> set[int]:
    return find_all(engine, [query])[0]


@pytest.mark.parametrize("where", ["address", "box"])
def test_no_query_becomes_html(page_at: Any, hostile: Path, where: str) -> None:
    """From the address or typed: the page stays whole, says what was asked, and runs nothing."""
    page: Page = page_at(390, 800)
    address = (hostile / "search" / "index.html").as_uri()
    page.goto(address)
    for query in PASTED:
        if where == "address":
            page.goto(f"{address}?q={quote(query)}")
        else:
            page.fill("#find-main", query)
            page.press("#find-main", "Enter")
        expect(page.locator("[data-role=status]")).not_to_have_text("")
        is_whole, injected = page.evaluate(SOUND)
        assert is_whole, query[:40]
        assert injected == 0, query[:40]


def test_addresses_that_are_no_text_are_read(page_at: Any, hostile: Path) -> None:
    """Broken escapes and repeated fields in an address are a query like another."""
    page: Page = page_at(390, 800)
    address = (hostile / "search" / "index.html").as_uri()
    for tail in ("?q=%", "?q=%E6%B0", "?q=%ED%A0%80", "?q=a&q=b", "?q", "?q=&&&", "#q=%zz"):
        page.goto("about:blank")
        page.goto(f"{address}{tail}")
        expect(page.locator("#find-main")).to_be_visible()
    assert page.evaluate(SOUND) == [True, 0]


def test_texts_that_no_file_may_hold_are_indexed_all_the_same(
    page_at: Any, made_once: Any, tmp_path: Path
) -> None:
    """Should control characters or lone surrogates ever come this far, they divide words."""
    words = ("水车\x00转", "水\ud83d车", "井\x1e台\x1f边", "桥\u2028头</script>", "\x00", "")
    segments = tuple(
        PublicSegment(number, None, None, (), Certainty.SURE, (Words(text),), (), False, False)
        for number, text in enumerate(words, 1)
    )
    archive = PublicArchive(
        Channel.WEB, ON, {TOLD: interview()}, tellings={TOLD: PublicTelling((), segments)}
    )
    for path, data in index_files(archive):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    page: Page = page_at(800, 600)
    open_engine(page, made_once("asking", write_asking), search=tmp_path / "search")
    queries = ("水车", "水", "车", "井台", "台", "桥", "头", "转")
    documents = read_documents(tmp_path / "search")
    for query, got in zip(queries, find_all(page, queries), strict=True):
        assert got == documents.scan(query), query
    assert documents.scan("水") != documents.scan("水车")


def test_facets_keep_hostile_names(hostile: Path, page_at: Any) -> None:
    """A theme called `__proto__` is still a theme once a browser has read the file."""
    _, payload = read_payload(hostile / "search" / "facets.js")
    themes = json.dumps(payload["theme"])
    page: Page = page_at(800, 600)
    page.goto("about:blank")
    script = (hostile / "search" / "facets.js").read_text(encoding="utf-8")
    seen = page.evaluate(
        """script => {
          let taken = null;
          window.pintuSearch = (name, payload) => { taken = payload; };
          (0, eval)(script);
          return JSON.stringify(taken.theme);
        }""",
        script,
    )
    assert json.loads(seen) == json.loads(themes)


def test_the_village_survives_the_same_queries(page_at: Any, made_once: Any) -> None:
    """Over the sample village too every query gets an answer."""
    page: Page = page_at(800, 600)
    search = make_site(made_once).folder / "search"
    open_engine(page, made_once("asking", write_asking), search=search)
    assert len(ask(page, QUERIES)) == len(QUERIES)
