"""Pages of puzzles are never stale, are the same from every process, and keep what is withheld."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from archive.render import crew
from tests.conftest import PutBack
from tests.test_incremental import (
    first,
    from_nothing,
    make,
    refuse_the_web,
    replace,
    share_work,
    tree,
    unbuild,
    write_village,
)

PAGE = "puzzles/wheel/index.html"
PUZZLE = """---
name: 村东水车
topic: 老物件
subject: {place}
summary: 全村人车水的地方。
slots:
  - {{key: from, name: 哪年有的, question: 水车是哪一年有的？}}
  - {{key: maker, name: 谁做的, question: 是谁做的？}}
  - {{key: users, name: 谁用, question: 谁用过？}}
  - {{key: now, name: 现在在哪, question: 现在在哪里？}}
pieces:
  - key: here
    slot: users
    wording: 家家都用。
    clip: {{interview: {first}, start: 4, end: 6}}
  - key: there
    slot: users
    wording: 全村用。
    clip: {{interview: {third}, start: 4, end: 6}}
  - key: one
    slot: from
    wording: 五五年就有了。
    clip: {{interview: {first}, start: 1, end: 3.2}}
    version: 五五年
  - key: two
    slot: from
    wording: 五八年才有。
    clip: {{interview: {second}, start: 1, end: 3.2}}
    version: 五八年
    relations: {{矛盾: one}}
  - key: paper
    slot: maker
    wording: 三月初六，木工十九工。
    document: documents/ledger
    page: 2
access: 开放
---
"""
LEDGER = """---
accession: "WX-LEDGER"
title: 车盘用账
document_type: 账册
when: "1955"
secrecy: 公开
personal_information: []
public_scope: 开放
summary: 一本账。
pages:
  - file: ledger-1.jpg
  - file: ledger-2.jpg
access: 开放
---
"""


def paint(path: Path, shade: int) -> None:
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", (120, 160), (shade, shade, shade)).save(path)


def write_puzzled(folder: Path) -> None:
    """The small archive with a puzzle of two voices that differ, a page of a paper, and a gap; and
    its site."""
    write_village(folder)
    first_one, second, third, *_ = sorted(folder.glob("content/interviews/*"))
    place = first(folder, "places/*.md")
    puzzles = folder / "content/puzzles"
    puzzles.mkdir()
    (puzzles / "wheel.md").write_text(
        PUZZLE.format(
            first=f"interviews/{first_one.name}",
            second=f"interviews/{second.name}",
            third=f"interviews/{third.name}",
            place=f"places/{place.stem}",
        ),
        "utf-8",
    )
    (folder / "content/documents/ledger.md").write_text(LEDGER, "utf-8")
    paint(folder / "media/ledger-1.jpg", 90)
    paint(folder / "media/ledger-2.jpg", 160)
    make(folder)


@pytest.fixture
def village(put_back: PutBack) -> Path:
    """The archive with the puzzle, built."""
    return put_back("puzzled-village", write_puzzled)


def puzzle_of(folder: Path) -> Path:
    return folder / "content/puzzles/wheel.md"


def read_page(folder: Path) -> str:
    return (folder / "site" / PAGE).read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Change:
    """Something a worker does between two builds, and whether the puzzle's page shows it."""

    name: str
    edit: Callable[[Path], None]
    is_seen: bool = True


def repaint(folder: Path) -> None:
    paint(folder / "media/ledger-2.jpg", 20)


def name_a_slot(folder: Path) -> None:
    replace(puzzle_of(folder), "谁做的, question", "哪个做的, question")


def retitle_an_interview(folder: Path) -> None:
    index = sorted(folder.glob("content/interviews/*"))[0] / "index.md"
    replace(index, 'title: "', 'title: "又一次，')


def rename_the_subject(folder: Path) -> None:
    replace(first(folder, "places/*.md"), 'name: "', 'name: "村头')


def join_households(folder: Path) -> None:
    """Where people lived is in none of their puzzle's pieces, and yet counts in its state."""
    for person in sorted(folder.glob("content/people/*.md")):
        replace(person, "access:", 'household: "places/pla-00000"\naccess:')


def list_only(folder: Path) -> None:
    replace(puzzle_of(folder), "access: 开放", "access: 仅列目")


def explain_a_term(folder: Path) -> None:
    replace(first(folder, "terms/*.md"), 'meaning: "', 'meaning: "就是')


def fill_the_gap(folder: Path) -> None:
    piece = (
        "  - key: late\n    slot: now\n    wording: 在村史馆。\n    document: documents/ledger\n"
    )
    replace(puzzle_of(folder), "access: 开放", piece + "access: 开放")


CHANGES = (
    Change("nothing", lambda folder: None, is_seen=False),
    Change("the words of a piece", lambda f: replace(puzzle_of(f), "五八年才有", "五八年才造")),
    Change("a version", lambda f: replace(puzzle_of(f), "version: 五八年", "version: 五五年")),
    Change("a slot", name_a_slot),
    Change("a gap that is filled", fill_the_gap),
    Change("a tie less", lambda f: replace(puzzle_of(f), "    relations: {矛盾: one}\n", "")),
    Change("a page of a paper painted anew", repaint),
    Change("the title of an interview", retitle_an_interview),
    Change("the title of the subject", rename_the_subject),
    Change("two voices of one household", join_households),
    Change("a use refused", refuse_the_web, is_seen=False),
    Change("the puzzle listed only", list_only),
    Change("a term", explain_a_term, is_seen=False),
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_puzzle_is_never_stale(village: Path, change: Change) -> None:
    """Whatever a page of a puzzle, or a page that speaks of it, shows: a build after a change
    gives the bytes of a build from nothing."""
    before = read_page(village)
    change.edit(village)
    make(village)
    assert tree(village) == from_nothing(village)
    assert not change.is_seen or read_page(village) != before


def test_a_withheld_piece_leaves_no_trace(village: Path) -> None:
    """When one of two voices may no longer be published, the page is that of a puzzle in which it
    was never written down: another state, no version, no tie, and no word of it."""
    assert "cell-disputed" in read_page(village)
    second = sorted(village.glob("content/interviews/*"))[1]
    replace(second / "index.md", 'access: "开放"', 'access: "不开放"')
    make(village)
    withheld = read_page(village)
    text = puzzle_of(village).read_text("utf-8")
    start, end = text.index("  - key: two"), text.index("  - key: paper")
    puzzle_of(village).write_text(text[:start] + text[end:], "utf-8")
    make(village)
    assert withheld == read_page(village)
    assert "cell-disputed" not in withheld
    assert "五八年" not in withheld  # fmt: skip


def test_a_listed_puzzle_shows_its_title_alone(village: Path) -> None:
    """Of a puzzle of which only the title may be known there is no board, no slot and no state,
    neither on its page nor in lists."""
    list_only(village)
    make(village)
    page = read_page(village)
    assert "村东水车" in page
    for word in ("data-board", "哪年有的", "老物件</", "车水的地方"):
        assert word not in page
    assert 'class="mini"' not in (village / "site/puzzles/index.html").read_text("utf-8")
    assert "home-puzzles" not in (village / "site/index.html").read_text("utf-8")


def test_a_puzzle_is_drawn_alike_by_every_process(
    village: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that gets the puzzle and nothing else draws the page that this one draws."""
    alone = from_nothing(village)
    shared = share_work(monkeypatch, batch=1)
    unbuild(village)
    make(village, jobs=2)
    tasks = [item for work in shared for item in work if isinstance(item, crew.Task)]
    assert any("puzzles/wheel" in task.records for task in tasks)
    assert tree(village) == alone


def test_the_print_carries_the_address(village: Path) -> None:
    """Where the site says where it will be found, the print leads a phone to the very page."""
    replace(
        village / "mkdocs.yml", "site_name:", "site_url: https://village.example/yi/\nsite_name:"
    )
    make(village)
    english = (village / "site/en" / PAGE).read_text("utf-8")
    assert f"https://village.example/yi/{PAGE}</span>" in read_page(village)
    assert f"https://village.example/yi/en/{PAGE}</span>" in english
