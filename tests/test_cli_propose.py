"""``pintu propose``: what it proposes and why, what it writes, and how that is taken back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archive.build import Village
from archive.cli.accepting import accept_relation
from archive.cli.console import Console
from archive.cli.edits import Edits
from archive.cli.finding import Asked, opened_desk
from archive.cli.program import run
from archive.errors import ConfigError
from archive.index.fieldwork.proposing import Proposer
from archive.index.fieldwork.relating import Related, Sign
from archive.ingest.archive import read_archive
from archive.model.archive import Archive
from archive.model.kinds import RecordId
from archive.model.puzzle import Puzzle
from archive.model.terms import Tie
from tests.conftest import MadeOnce
from tests.queries.proposals import judge, puzzles_of, relations_again

pytestmark = pytest.mark.usefixtures("chinese")

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 1, 31)
TOLD = Path("content/interviews/shen-amei-2024/transcript.vtt")


@pytest.fixture(scope="module")
def indexed(made_once: MadeOnce) -> Path:
    """The sample village's records with the desk's index."""

    def make(folder: Path) -> None:
        shutil.copytree(ROOT / "content", folder / "content")
        pintu("propose", "jing/lifted", "--folder", folder)

    return made_once("proposing-village", make)


@pytest.fixture
def village(indexed: Path, tmp_path: Path) -> Path:
    """A copy to write into."""
    return Path(shutil.copytree(indexed, tmp_path / "村"))


@pytest.fixture(scope="module")
def proposer(indexed: Path) -> Iterator[Proposer]:
    """The desk over the sample village."""
    places = Village(indexed)
    reading = read_archive(places.folder, cache_dir=places.state)
    asked = Asked("", "web", TODAY)
    with opened_desk(places, reading, asked, Console("en"), report=lambda *_: None) as desk:
        yield Proposer(desk)


def pintu(*arguments: object) -> int:
    """The program, on a fixed day."""
    return run([str(one) for one in arguments], today=lambda: TODAY)


def files(folder: Path) -> dict[str, bytes]:
    """Every file of the content."""
    content = folder / "content"
    return {str(f.relative_to(folder)): f.read_bytes() for f in content.rglob("*") if f.is_file()}


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """The files that are new, gone or different."""
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def test_a_proposal_says_where_and_why(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Second, words, file and line, reasons."""
    assert pintu("propose", "双眼井/谁掀开的", "--folder", indexed) == 0
    out = capsys.readouterr().out
    assert "05:03  沈阿妹：为啥盖牢，啥人掀开来的" in out
    assert "有问话里的词" in out
    line = next(one for one in out.split("\n") if "@303.078" in one)
    path, number = line.split()[-1].rsplit(":", 1)
    assert "为啥盖牢" in Path(path).read_text(encoding="utf-8").split("\n")[int(number) - 1]


def test_proposals_for_other_programs(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Best first; nothing that is in the slot; nothing of a closed record."""
    pintu("propose", "shuiche", "--folder", indexed, "--limit", 40, "--json")
    answer: Any = json.loads(capsys.readouterr().out)
    archive = read_archive(indexed).archive
    puzzle = archive.records[RecordId("puzzles/shuiche")]
    assert isinstance(puzzle, Puzzle)
    for offer in answer["proposals"]:
        scores = [one["score"] for one in offer["proposals"]]
        assert scores == sorted(scores, reverse=True)
        own = [p for p in puzzle.pieces if p.slot == offer["slot"].partition("/")[2]]
        taken = {p.photo or p.object for p in own}
        sources = {one["source"] for one in offer["proposals"]}
        assert not sources & taken
        assert "interviews/lin-po-2024" not in sources
        assert all(one["words"] for one in offer["proposals"])


def test_accepting_marks_the_passage(village: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One mark more, not a byte besides; then it is a piece; and it is taken back to the byte."""
    before = files(village)
    assert pintu("propose", "jing/lifted", "--accept", 1, "--folder", village) == 0
    after = files(village)
    assert changed(before, after) == {str(TOLD)}
    mark = "【拼图：jing/lifted】".encode()
    assert after[str(TOLD)].replace(mark, b"") == before[str(TOLD)]
    puzzle = read_archive(village).archive.records[RecordId("puzzles/jing")]
    assert isinstance(puzzle, Puzzle)
    assert [p.narrator for p in puzzle.pieces if p.slot == "lifted"] == ["people/shen-amei"]
    assert pintu("propose", "--undo", "--folder", village) == 0
    assert files(village) == before
    assert pintu("propose", "--undo", "--folder", village) == 2
    assert "没有可撤回的" in capsys.readouterr().err


def test_a_telling_without_times_is_proposed_and_marked(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the number of the passage; what of it is a piece already is not proposed."""
    notes = "interviews/shen-zian-1987"
    words = ["propose", "jing/lifted", "--limit", 400, "--folder", village]
    assert pintu(*words, "--json") == 0
    [offer] = json.loads(capsys.readouterr().out)["proposals"]
    told = [one for one in offer["proposals"] if one["source"] == notes]
    assert told
    assert {one["start"] for one in told} == {None}
    assert [one["key"] for one in told] == [f"{notes}#{one['number']}" for one in told]
    pintu("propose", "langan/before", "--limit", 400, "--json", "--folder", village)
    assert "光绪年间，一只大船撞了" not in capsys.readouterr().out
    before = files(village)
    assert pintu(*words, "--accept", told[0]["key"]) == 0
    [name] = changed(before, files(village))
    assert name == f"content/{notes}/transcript.md"
    puzzle = read_archive(village).archive.records[RecordId("puzzles/jing")]
    assert isinstance(puzzle, Puzzle)
    assert [p.told_in for p in puzzle.pieces if p.slot == "lifted"] == [notes]
    assert pintu("propose", "--undo", "--folder", village) == 0
    assert files(village) == before


def test_accepting_a_thing_writes_a_piece(village: Path) -> None:
    """Into the puzzle's file, whole and without a problem."""
    words = ["propose", "tiegui/kept", "--accept", "objects/xiaoxue-zhong", "--folder", village]
    before = files(village)
    assert pintu(*words) == 0
    assert changed(before, files(village)) == {"content/puzzles/tiegui.md"}
    reading = read_archive(village)
    assert reading.problems == ()
    puzzle = reading.archive.records[RecordId("puzzles/tiegui")]
    assert isinstance(puzzle, Puzzle)
    assert puzzle.pieces[-1].object == "objects/xiaoxue-zhong"
    assert puzzle.pieces[-1].slot == "kept"


def test_what_was_changed_since_is_not_overwritten(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A worker's later change is worth more than taking back."""
    pintu("propose", "jing/lifted", "--accept", 1, "--folder", village)
    file = village / TOLD
    file.write_bytes(file.read_bytes() + b"\nNOTE later\n")
    assert pintu("propose", "--undo", "--folder", village) == 2
    assert "后来又改过" in capsys.readouterr().err
    assert file.read_bytes().endswith(b"NOTE later\n")


def test_what_was_refused_is_not_proposed_again(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Until somebody takes it out of the list, or takes the refusal back."""
    key = "interviews/shen-amei-2024@303.078"
    assert pintu("propose", "jing/lifted", "--refuse", 1, "--folder", village) == 0
    assert key in (village / "content/vocabularies/refused.yml").read_text(encoding="utf-8")
    capsys.readouterr()
    pintu("propose", "jing/lifted", "--folder", village)
    assert key not in capsys.readouterr().out
    assert read_archive(village).problems == ()
    pintu("propose", "--undo", "--folder", village)
    capsys.readouterr()
    pintu("propose", "jing/lifted", "--folder", village)
    assert key in capsys.readouterr().out


def test_relations_are_proposed_and_accepted(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With both wordings and why; written on the piece, and the archive is as right as before."""
    assert pintu("propose", "langan", "--relations", "--folder", village) == 0
    assert "印证" in capsys.readouterr().out
    assert pintu("propose", "langan", "--relations", "--accept", 1, "--folder", village) == 0
    reading = read_archive(village)
    assert reading.problems == ()
    puzzle = reading.archive.records[RecordId("puzzles/langan")]
    before = read_archive(ROOT).archive.records[RecordId("puzzles/langan")]
    assert isinstance(puzzle, Puzzle)
    assert isinstance(before, Puzzle)
    count = [sum(len(piece.relations) for piece in one.pieces) for one in (before, puzzle)]
    assert count[1] == count[0] + 1


JING = RecordId("puzzles/jing")
MARK, WRITTEN = "gu-zhaodi-2023-17", "abing-two"


@pytest.mark.parametrize("tie", [Tie.CONFIRMS, Tie.CONTRADICTS, Tie.SAME_THING])
def test_a_relation_of_a_mark_is_written_on_the_other_piece(village: Path, tie: Tie) -> None:
    """A mark in a transcript can hold none, and these say the same from either side."""
    accept(village, Related(JING, MARK, WRITTEN, tie, Sign.WORDS, 1))
    reading = read_archive(village)
    puzzle = reading.archive.records[JING]
    assert isinstance(puzzle, Puzzle)
    assert reading.problems == ()
    (written,) = (piece for piece in puzzle.pieces if piece.key == WRITTEN)
    assert (tie, MARK) in {(one.tie, one.piece) for one in written.relations}


def test_a_relation_that_only_a_mark_could_hold_is_not_turned_round(village: Path) -> None:
    """Who adds to whom would be told the wrong way: nothing is written, and it is said why."""
    before = files(village)
    with pytest.raises(ConfigError, match="a mark can hold no relation"):
        accept(village, Related(JING, MARK, WRITTEN, Tie.ADDS, Sign.WORDS, 1))
    assert files(village) == before


def accept(village: Path, related: Related) -> None:
    edits = Edits(village, village / ".pintu")
    accept_relation(related, read_archive(village), edits, Console("en"))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["jing/none"], "没有“none”这个拼块，有：where"),
        (["没有的拼图"], "没有叫“没有的拼图”的。"),
        (["jing", "--accept", "1"], "请写明是哪个拼块"),
        (["jing/lifted", "--accept", "99"], "没有“99”这一条提议"),
        (["jing/lifted", "--accept", "1", "--accept", "photos/none"], "没有“photos/none”"),
    ],
)
def test_wrong_use_writes_nothing(
    village: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    """Exit code 2 and a sentence; where one of several is wrong, none is written."""
    before = files(village)
    assert pintu("propose", *words, "--folder", village) == 2
    assert says in capsys.readouterr().err
    assert files(village) == before


def test_pieces_are_found_again(proposer: Proposer) -> None:
    """Every fifth piece of the sample, taken out, comes again near the top. All of them are judged
    by tests/queries/proposals.py; the figures are in docs/benchmarks.md."""
    archive: Archive = proposer.desk.archive
    every = [(puzzle, piece) for puzzle in puzzles_of(archive) for piece in puzzle.pieces]
    judged = judge(proposer, every[::5])
    assert judged.mean_reciprocal_rank > 0.4
    assert judged.recall(10) > 0.7


def test_relations_are_found_again(proposer: Proposer) -> None:
    """Two of three that are written are proposed in the same tie, once they are gone."""
    again = [*relations_again(proposer.desk.archive)]
    assert sum(again) / len(again) > 0.66
