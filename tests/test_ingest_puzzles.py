"""Puzzles as they are read: marks that become pieces, slots of the village, ages in words."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from archive.ingest.archive import read_archive
from archive.ingest.piece_ages import parse_age
from archive.ingest.slots import parse_slots
from archive.model.kinds import RecordId
from archive.model.puzzle import Piece, Puzzle
from archive.model.slot_templates import BUILT_IN
from archive.model.terms import Topic

WHOLE = Path(__file__).parent / "samples" / "puzzle-whole"
AGES = {
    "我十二岁": 12,
    "虚岁十三": 13,
    "12": 12,
    "廿三岁": 23,
    "我那年刚八岁": 8,
    "七八岁": None,
    "十二三岁": None,
    "还没有讨老婆": None,
    "一百九十岁": None,
}


def pieces_in(folder: Path, **options: Path) -> tuple[Piece, ...]:
    """The pieces of the sample's puzzle."""
    puzzle = read_archive(folder, cache_dir=options.get("cache")).archive.records[
        RecordId("puzzles/shui-che")
    ]
    assert isinstance(puzzle, Puzzle)
    return puzzle.pieces


def test_both_ways_of_writing_end_in_the_same_pieces(tmp_path: Path) -> None:
    """A marked segment has its words, its seconds and its speaker; read again it is the same."""
    typed, paper, marked = pieces_in(WHOLE)
    assert (typed.key, paper.key, marked.key) == ("amei", "deed", "i-1")
    assert typed.narrator == marked.narrator == "people/a"
    assert marked.wording == "是陆木匠做的，我看他做"
    assert marked.clip is not None
    assert (marked.clip.start, marked.clip.end) == (1.0, 5.0)
    shutil.copytree(WHOLE, tmp_path / "a")
    first, again = (pieces_in(tmp_path / "a", cache=tmp_path / "cache") for _ in range(2))
    assert first == again == (typed, paper, marked)


def test_a_telling_without_times_has_its_pieces_too(tmp_path: Path) -> None:
    """A marked turn of an untimed transcript is a piece of its interview, at no second."""
    shutil.copytree(WHOLE, tmp_path / "a")
    told = tmp_path / "a/content/interviews/i"
    (told / "transcript.vtt").unlink()
    words = "### 沈阿甲：\n\n是陆木匠做的【拼图：shui-che/maker】\n"
    (told / "transcript.md").write_text(words, encoding="utf-8")
    marked = pieces_in(tmp_path / "a")[-1]
    assert (marked.wording, marked.clip) == ("是陆木匠做的", None)
    assert marked.interview == marked.told_in == "interviews/i"
    assert marked.narrator == "people/a"
    assert not marked.is_evidence


@pytest.mark.parametrize(
    ("before", "after", "narrator"),
    [
        ("<v 沈阿甲>", "<v 沈阿甲>", "people/a"),
        ("<v 沈阿甲>", "<v 沈阿甲？>", None),
        ("<v 沈阿甲>", "<v 众人>", None),
        ("<v 沈阿甲>", "<v 问>", None),
        ("<v 沈阿甲>", "<v 沈阿甲、林采>", None),
    ],
)
def test_only_one_who_surely_speaks_is_the_narrator(
    tmp_path: Path, before: str, after: str, narrator: str | None
) -> None:
    """Where several speak, or nobody knows who, a marked piece is nobody's."""
    shutil.copytree(WHOLE, tmp_path / "a")
    file = tmp_path / "a/content/interviews/i/transcript.vtt"
    file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    assert pieces_in(tmp_path / "a")[-1].narrator == narrator


def test_keys_of_marked_pieces_are_short_and_different(tmp_path: Path) -> None:
    """A long name of an interview is cut, two marks of one segment are two pieces."""
    shutil.copytree(WHOLE, tmp_path / "a")
    content = tmp_path / "a/content"
    long = "a" + "-very-long-name" * 5
    (content / "interviews/i").rename(content / "interviews" / long)
    for file in content.rglob("*.*"):
        text = file.read_text(encoding="utf-8").replace("interviews/i", f"interviews/{long}")
        text = text.replace("【拼图：", "【拼图：shui-che/use】【拼图：").replace("i-1", "deed")
        file.write_text(re.sub(r"    relations: .*deed.*\n", "", text), encoding="utf-8")
    keys = [piece.key for piece in pieces_in(tmp_path / "a")]
    assert len(set(keys)) == 4
    assert all(len(key) <= 40 for key in keys)


@pytest.mark.parametrize("said", AGES)
def test_an_age_is_read_where_it_is_one_number(said: str) -> None:
    """Ages told as one or the other are no number."""
    assert parse_age(said) == AGES[said]


def test_slots_of_the_village_replace_those_of_their_sort_alone() -> None:
    """In Chinese or English keys; an empty file changes nothing."""
    slots, problems = parse_slots("老物件:\n  - {短名: smell, 名称: 啥气味, 要紧程度: 3}\n")
    assert problems == []
    assert [(one.key, one.name, one.importance) for one in slots[Topic.OBJECT]] == [
        ("smell", "啥气味", 3)
    ]
    assert slots[Topic.PLACE] == BUILT_IN[Topic.PLACE]
    assert parse_slots("# 还没有写\n") == (BUILT_IN, [])
