"""The engine over small search data written by hand: what only large sites have, terms in blocks,
characters with many files, names in parts, is read as docs/search-format.md tells."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from archive.index.search.numbers import ALPHABET
from tests.queries.asking import ENGINE, START, STATIC

pytestmark = pytest.mark.browser

UNITS = 600
"""Records of the hand-written site; the first is the person, the others are interviews."""
CHUNKS = 2
"""Chunks of 16 passages each of them has."""
BASE = 1024
FAN = 8


def write(number: int) -> str:
    """One number as text."""
    if number < 61:
        return ALPHABET[number]
    return ALPHABET[61 + (number - 61) % 30] + write((number - 61) // 30)


SIXES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
BITS = 16
"""Every number of a document is below two to the power of this."""


def spell(bits: str) -> str:
    """Bits as text."""
    filled = bits + "0" * (-len(bits) % 6)
    return "".join(SIXES[int(filled[at : at + 6], 2)] for at in range(0, len(filled), 6))


def count(number: int) -> str:
    """A number from 1 on as bits."""
    return "0" * (number.bit_length() - 1) + f"{number:b}"


def list_of(numbers: Iterable[int], width: int) -> str:
    """Numbers that ascend, as how many are left out before each."""
    found, last = "", -1
    for number in numbers:
        gap = number - last - 1
        found += "0" * (gap >> width) + "1" + f"{gap:b}".zfill(width)[-width:] * bool(width)
        last = number
    return found


def lists(every: Sequence[Sequence[int]]) -> str:
    """Lists of documents, all longer ones with steps of two bits."""
    widths = [2 if len(own) >= 4 else BITS - len(own).bit_length() for own in every]
    told = "".join(count(3) for own in every if len(own) >= 4)
    return told + "".join(list_of(own, width) for own, width in zip(every, widths, strict=True))


def write_terms(rows: Sequence[tuple[str, list[int]]]) -> str:
    """A file of postings."""
    seconds: dict[int, list[int]] = {}
    for term, _ in rows:
        seconds.setdefault(ord(term[0]), []).append(ord(term[1]))
    firsts = [*seconds]
    gaps = [own - before for before, own in zip([-1, *firsts], firsts, strict=False)]
    shown = [own if len(own) <= 8192 else own[::4096] for _, own in rows]
    parts = [
        count(len(firsts) + 1),
        *map(count, gaps),
        *(count(len(own)) for own in seconds.values()),
        *(count(9) for _ in seconds),
        *(list_of(own, 8) for own in seconds.values()),
        *(count(len(own)) for _, own in rows),
        lists(shown),
    ]
    return spell("".join(parts))


def passages() -> list[int]:
    """The numbers of all passages."""
    return list(range(BASE, BASE + UNITS * CHUNKS * 16))


def words_of(document: int) -> str:
    """Every passage says 的; those of the same hundred share a character."""
    seldom = "甲" if document % 1000 == 0 else ""
    return f"的话{seldom}第{'一二三四五六七八九'[document % 9]}"


def terms() -> dict[str, list[int]]:
    """Every term with its documents."""
    found: dict[str, list[int]] = {}
    for document in passages():
        line = words_of(document) + " "
        for term in {line[at : at + 2] for at in range(len(line) - 1)}:
            found.setdefault(term, []).append(document)
    return found


def spread(sign: str, files: int) -> int:
    return (ord(sign) * 40503 % 65536) * files // 65536


def write_postings(write_file: Any) -> None:
    files: dict[str, list[tuple[str, list[int]]]] = {"p/r-0": []}
    files.update({f"p/7684-{k}": [] for k in range(FAN)})
    for term, documents in sorted(terms().items()):
        fan = f"p/7684-{spread(term[1], FAN)}"
        files[fan if term[0] == "的" else "p/r-0"].append((term, documents))
        if len(documents) > 8192:
            for n in range(0, len(documents), 4096):
                name = f"b/{ord(term[0]):x}-{ord(term[1]):x}-{n // 4096}"
                write_file(name, spell(lists([documents[n : n + 4096]])))
    for name, rows in files.items():
        write_file(name, write_terms(rows))
    write_file("s/7684", [len(passages()), spell(lists([passages()[:4096]]))])


def write_texts(write_file: Any) -> None:
    rows: dict[int, list[list[Any]]] = {}
    for unit in range(UNITS):
        first = BASE + unit * CHUNKS * 16
        numbers = range(first, first + CHUNKS * 16)
        own = [[n - BASE, "", n - first, n - first + 1, 0, words_of(n)] for n in numbers]
        rows[unit] = [[unit, f"interviews/i{unit}", f"第{unit}篇", "", ["某人"], own]]
    for unit, payload in rows.items():
        write_file(f"t/{unit}", payload)
    heads = [[f"interviews/i{unit}", f"第{unit}篇", "", "", ""] for unit in range(UNITS)]
    heads[0] = ["people/zeng", "曾小甲", "", "", ""]
    for n in range(0, UNITS, 16):
        write_file(f"u/{n // 16}", heads[n : n + 16])


def write_data(folder: Path) -> None:
    """Search data as a large site has it."""

    def write_file(name: str, payload: object) -> None:
        path = folder / "search" / f"{name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"pintuSearch({json.dumps(name)},{json.dumps(payload)})", encoding="utf-8")

    head = {
        "format": 2, "version": "v", "units": UNITS, "base": BASE,
        "kinds": [["interviews", 0, UNITS]], "chunks": "".join(write(CHUNKS) for _ in range(UNITS)),
        "documents": UNITS * (1 + CHUNKS * 16), "bits": BITS, "texts": CHUNKS, "heads": 16,
        "rare": 1, "fans": {str(FAN): "的"}, "sounds": 1, "syllables": 3, "names": None,
        "letters": ["x", "z"], "synonyms": [], "traditional": False,
    }  # fmt: skip
    write_file("head", head)
    write_postings(write_file)
    write_texts(write_file)
    write_file("n/z", [[0, "people/zeng", "曾小甲", "zeng xiao jia"]])
    write_file("n/x", [])
    # Reading 1 is "di hua", 5 "hua jia"; 的话 is 的 and the second of hua, 话甲 that one and 甲.
    steps = count(16) + count(16)
    pairs = list_of([1], 0) + list_of([1], 0)
    sounds = count(3) + count(1) + list_of([1, 5], 0) + count(1) * 2 + count(1) * 2 + pairs + steps
    write_file("y/0", spell(sounds))
    syllables = {"di": [0, "的", "的"], "hua": [1, "话", "化话"], "jia": [2, "甲", "甲"]}
    write_file("chars", syllables)
    for letter, own in (("d", "di"), ("f", "hua"), ("j", "jia")):
        write_file(f"c/{letter}", {own: syllables[own]})
    write_file("simplified", "話话")
    scripts = [(STATIC / name).read_text(encoding="utf-8") for name in ENGINE]
    page = '<!doctype html><meta charset="utf-8">' + "".join(
        f"<script>{one}</script>" for one in scripts
    )
    (folder / "bare.html").write_text(page, encoding="utf-8")


@pytest.fixture
def engine(page_at: Any, made_once: Any) -> Page:
    """A bare page with the engine over the data."""
    folder: Path = made_once("hand-written-search", write_data)
    page: Page = page_at(400, 400)
    page.goto((folder / "bare.html").as_uri())
    page.evaluate(START, f"{folder.as_uri()}/search/")
    return page


def find_all(engine: Page, query: str) -> Sequence[int]:
    found: list[int] = engine.evaluate("query => engine.findAll(query)", query)
    return found


def scan(query: str) -> list[int]:
    return [document for document in passages() if query in words_of(document)]


@pytest.mark.parametrize("query", ["的话", "的", "话甲", "甲", "第三", "的话甲第一", "话第"])
def test_everything_is_found_exactly(engine: Page, query: str) -> None:
    """Terms in blocks, a character with many files, and phrases give what a plain scan gives."""
    assert find_all(engine, query) == scan(query)


def test_a_word_in_blocks_and_a_rare_one(engine: Page) -> None:
    """Both words must be there, though one of them fills blocks."""
    assert find_all(engine, "的话 话甲") == scan("话甲")


def test_a_common_word_loads_one_block(engine: Page) -> None:
    """The first answer to what nearly every passage says asks for a block, not for all."""
    asked: list[str] = []
    engine.on("request", lambda request: asked.append(request.url))
    answer = engine.evaluate(
        """async () => {
          const answer = await engine.answer("的话");
          await answer.more(5);
          return {groups: answer.groups.length, count: answer.count, isAbout: answer.isAbout};
        }"""
    )
    assert answer == {"groups": 5, "count": len(scan("的话")), "isAbout": True}
    assert len([url for url in asked if "/b/" in url]) == 1
    assert len([url for url in asked if "/t/" in url]) == 5


def test_what_is_typed_is_on_its_way_before_it_is_asked(engine: Page) -> None:
    """Postings of what stands in the box are loaded; sending it asks for nothing but texts."""
    asked: list[str] = []
    engine.on("request", lambda request: asked.append(request.url))
    engine.evaluate("() => engine.approach('话甲 z')")
    assert [url for url in asked if "/p/" in url]
    assert not [url for url in asked if "/t/" in url]
    asked.clear()
    assert engine.evaluate("async () => (await engine.answer('话甲')).count")
    assert asked
    assert {url.split("/")[-2] for url in asked} == {"t"}


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("话甲", {"p/r-0"}),
        ("的话", {"p/7684-3"}),
        ("的", {"s/7684"}),
        ("xj", {"n/x"}),
        ("话甲!", {"p/r-0"}),
    ],
)
def test_what_is_needed_first_is_asked_for_first(engine: Page, query: str, first: set[str]) -> None:
    """Before the rest of the program is there; and the answer then asks for none of it again."""
    asked: list[str] = []
    engine.on("request", lambda request: asked.append(request.url))
    engine.evaluate("query => engine.ahead.foresee(query)", query)
    assert {"/".join(url.partition(".js")[0].split("/")[-2:]) for url in asked} - {
        "search/head"
    } == first
    engine.evaluate("async query => (await engine.answer(query)).count", query)
    assert len(asked) == len(set(asked))


def test_places_are_kept_before_words_are_here(engine: Page) -> None:
    """Which records will stand in an answer, and in which order, is told before their texts."""
    told = engine.evaluate(
        """async () => {
          let units = null;
          const answer = await engine.answer("话甲", found => (units = found));
          const drawn = [];
          const groups = await answer.more(5, ({ unit }) => drawn.push(unit));
          const given = groups.map(({ unit }) => unit);
          return [units, drawn, given, answer.groups.map(({ unit }) => unit)];
        }"""
    )
    assert len(told[0]) == 5
    assert told == [told[0]] * 4


def test_a_common_character_has_a_list_of_its_own(engine: Page) -> None:
    """Asked for alone it does not load its many files."""
    asked: list[str] = []
    engine.on("request", lambda request: asked.append(request.url))
    shown = engine.evaluate(
        "async () => { const a = await engine.answer('的'); return (await a.more(5)).length }"
    )
    assert shown == 5
    assert [url for url in asked if "/s/" in url]
    assert not [url for url in asked if "/p/" in url]


def test_names_in_parts_are_found_by_letters(engine: Page) -> None:
    """Of a divided name table only the part of the letter is loaded."""
    asked: list[str] = []
    engine.on("request", lambda request: asked.append(request.url))
    for typed in ("zengxiaojia", "zxj", "zeng小甲", "曾"):
        names = engine.evaluate(
            "async typed => (await engine.suggest(typed, 5)).map(name => name.id)", typed
        )
        if typed != "曾":
            assert names == ["people/zeng"], typed
    assert not [url for url in asked if url.endswith("n/x.js")]


def test_only_traditional_characters_load_their_table(engine: Page) -> None:
    """Whoever types them does not wait for a miss first, and nobody else loads it."""
    asked: list[str] = []
    engine.on("request", lambda request: asked.append(request.url.split("/search/")[-1]))
    engine.evaluate("async () => { await (await engine.answer('的话')).more(5) }")
    assert "simplified.js" not in asked
    asked.clear()
    engine.evaluate("async () => { await (await engine.answer('的話')).more(5) }")
    assert asked[0] == "simplified.js"


def test_traditional_full_width_and_sound(engine: Page) -> None:
    """話 for 话, and 化 for 话, are understood."""
    assert find_all(engine, "的話") == scan("的话")
    note = engine.evaluate(
        "async () => { const a = await engine.answer('化甲'); return [a.note.kind, a.note.found] }"
    )
    assert note == ["sound", ["话甲"]]
