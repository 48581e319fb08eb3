"""One line written into a file of a worker: what it says then, and every other byte as it was."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest.front_matter import parse_front_matter
from archive.ingest.piece_edits import CannotEdit, add_piece, add_relation, mark_segment
from archive.ingest.refused_proposals import format_refused, read_refused
from archive.model.terms import Tie

VTT, MD = PurePosixPath("transcript.vtt"), PurePosixPath("puzzle.md")
CUES = """\
WEBVTT

NOTE 记一笔

00:00:01.000 --> 00:00:05.000
<v 问>水车是谁做的？

00:00:05.000 --> 00:00:09.000
<v 沈阿妹>木匠做的。【不公开：他爷】
普通话：木匠做的。

1
00:00:09.000 --> 00:00:12.000
<v 沈阿妹>好。</v>
"""
PUZZLE = """\
---
# 我的拼图
name: 水车   # 大的那只
topic: 老物件
pieces:
  - key: amei
    slot: use
    wording: 用脚踏。
    photo: photos/a

  - {key: genbao, slot: use, wording: 不对, photo: photos/b}
  - key: ada
    slot: use
    wording: "他说：对"
    photo: photos/c
    relations: {印证: amei}
access: 开放
---

正文。
"""


def marked(text: str, line: int) -> str:
    data = mark_segment(text.encode(), path=VTT, line=line, puzzle="shui-che", slot="maker")
    return data.decode()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_mark_is_all_that_is_new(end: str) -> None:
    """Behind the words, before the Mandarin line, whatever the line ends are."""
    text = CUES.replace("\n", end)
    wanted = text.replace("他爷】", "他爷】【拼图：shui-che/maker】")
    assert marked(text, 9) == wanted


def test_a_mark_stands_within_a_closed_voice() -> None:
    """Before the tag that ends the voice, and after the byte order mark nothing moves."""
    assert marked("\ufeff" + CUES, 14).endswith("好。【拼图：shui-che/maker】</v>\n")


@pytest.mark.parametrize("line", [1, 3, 5, 7, 10, 99])
def test_a_mark_that_would_be_no_piece_is_not_written(line: int) -> None:
    """A line that is no segment's: the sentence says what to write by hand."""
    with pytest.raises(CannotEdit, match=r"shui-che/maker"):
        marked(CUES, line)


def test_other_encodings_stay() -> None:
    """A file that was saved as GB18030 is one afterwards."""
    new = mark_segment(CUES.encode("gb18030"), path=VTT, line=9, puzzle="a", slot="b")
    assert new == CUES.replace("他爷】", "他爷】【拼图：a/b】").encode("gb18030")


PIECE: dict[str, str | int] = {
    "key": "tooth",
    "slot": "use",
    "wording": "一只木齿: “磨” 得凹",
    "document": "documents/book",
    "page": 2,
}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_piece_is_added_at_the_end_of_its_list(end: str) -> None:
    """With the margin of the others, quoted where YAML wants it; all the rest to the byte."""
    text = PUZZLE.replace("\n", end)
    new = add_piece(text.encode(), path=MD, piece=PIECE).decode()
    rows = ["  - key: tooth", "    slot: use", '    wording: "一只木齿: “磨” 得凹"',
            "    document: documents/book", "    page: 2"]  # fmt: skip
    assert new == text.replace(f"access: 开放{end}", end.join([*rows, f"access: 开放{end}"]))


def test_the_first_piece_brings_its_list() -> None:
    """A puzzle without pieces gets them before its fields end."""
    text = "---\nname: 水车\ntopic: 老物件\naccess: 开放\n---\n正文\n"
    new = add_piece(text.encode(), path=MD, piece={"key": "a", "slot": "b"}).decode()
    assert new == text.replace("---\n正文", "pieces:\n  - key: a\n    slot: b\n---\n正文")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("pieces: []", "pieces:\n  - key: tooth\n    page: 2"),
        ("pieces: [{key: a, slot: b}]", "pieces: [{key: a, slot: b}, {key: tooth, page: 2}]"),
    ],
)
def test_a_list_in_one_line_stays_in_one(before: str, after: str) -> None:
    """Unless it was empty."""
    text = f"---\nname: 水车\n{before}\naccess: 开放\n---\n"
    new = add_piece(text.encode(), path=MD, piece={"key": "tooth", "page": 2}).decode()
    assert new == text.replace(before, after)


def test_a_file_with_faults_is_left_alone() -> None:
    """It has to be mended first."""
    with pytest.raises(CannotEdit, match="has faults"):
        add_piece("---\nname: 水车\nname: 又一只\n---\n".encode(), path=MD, piece=PIECE)


@pytest.mark.parametrize(
    ("number", "tie", "before", "after"),
    [
        (0, Tie.ADDS, "    photo: photos/a\n", "    photo: photos/a\n    relations: {补充: x}\n"),
        (1, Tie.ADDS, "photo: photos/b}", "photo: photos/b, relations: {补充: x}}"),
        (2, Tie.ADDS, "{印证: amei}", "{印证: amei, 补充: x}"),
        (2, Tie.CONFIRMS, "{印证: amei}", "[{tie: 印证, piece: amei}, {tie: 印证, piece: x}]"),
    ],
)
def test_a_relation_is_added(number: int, tie: Tie, before: str, after: str) -> None:
    """Below a piece, within one in a line, beside another relation, and beside one of its sort."""
    new = add_relation(PUZZLE.encode(), path=MD, number=number, tie=tie, other="x").decode()
    assert new == PUZZLE.replace(before, after)
    assert parse_front_matter(new, path=MD).data is not None


def test_a_relation_of_no_piece_is_refused() -> None:
    """A piece that is not in the file."""
    with pytest.raises(CannotEdit):
        add_relation(PUZZLE.encode(), path=MD, number=7, tie=Tie.ADDS, other="x")


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=60).filter(lambda text: text.strip() and text.isprintable()))
def test_any_wording_survives(wording: str) -> None:
    """What is written is what is read, however odd, or nothing is written."""
    data = PUZZLE.encode()
    try:
        new = add_piece(data, path=MD, piece={"key": "a", "slot": "b", "wording": wording})
    except CannotEdit:
        return
    front = parse_front_matter(new.decode(), path=MD)
    assert front.data is not None
    pieces = front.data["pieces"]
    assert isinstance(pieces, list)
    assert pieces[-1] == {"key": "a", "slot": "b", "wording": wording.strip()}


def test_what_was_refused_is_read_again(tmp_path: Path) -> None:
    """The file that is written is understood, and empty slots are left out."""
    refused = {"jing/lifted": frozenset({"interviews/a@3.5", "documents/b#2"}), "x/y": frozenset()}
    file = tmp_path / "content" / "vocabularies" / "refused.yml"
    file.parent.mkdir(parents=True)
    file.write_text(format_refused(refused), encoding="utf-8")
    assert read_refused(tmp_path) == {"jing/lifted": refused["jing/lifted"]}
    assert "删掉一行" in file.read_text(encoding="utf-8")
