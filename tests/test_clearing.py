"""Texts about a telling wait until somebody has looked at them beside what is withheld, and wait
again when more is; what was looked at is kept in the record, and nothing else in it changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archive.cli.program import run
from archive.ingest.archive import read_archive
from archive.ingest.clearances import check_cleared
from archive.ingest.scaffold import write_new_archive
from archive.model.kinds import RecordId
from archive.model.projection import public_view
from archive.model.terms import Channel

pytestmark = pytest.mark.usefixtures("chinese")

ON = date(2026, 3, 1)
NAME = RecordId("interviews/dian-deng")
SECRET = "队长家先装了两盏"
SEALED = "还有一桩事"


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """A new archive, in which something is withheld of one telling."""
    folder = tmp_path / "village"
    write_new_archive(folder, title="试村", language="zh-Hans")
    withhold(folder, SECRET)
    return folder


def withhold(village: Path, words: str) -> None:
    """Withhold ``words`` at the end of the first passage."""
    file = village / "content" / NAME / "transcript.vtt"
    lines = file.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("<v "))
    lines[at] += f"【不公开：{words}】"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def record(village: Path) -> Path:
    return village / "content" / NAME / "index.md"


def clear(village: Path, *options: str) -> int:
    """The command, on a fixed day, with nobody there to be asked."""
    return run(["clear", *options, "--folder", str(village)], today=lambda: ON)


def told(village: Path) -> list[tuple[str, str]]:
    """What the worker is told of texts that wait: code and file."""
    archive = read_archive(village).archive
    view = public_view(archive, channel=Channel.WEB, on=ON)
    return [(p.code, str(p.path)) for p in check_cleared(archive, view.withheld)]


def test_one_line_tells_the_worker_of_all_that_waits_in_a_record(village: Path) -> None:
    """Summary and chapters are one thing to do."""
    assert told(village) == [("not-cleared", f"content/{NAME}/index.md")]


def test_what_waits_is_shown_beside_what_is_withheld(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written while nobody has said yes."""
    before = record(village).read_bytes()
    assert clear(village) == 1
    shown = capsys.readouterr().out
    assert SECRET in shown
    assert "火油盏" in shown
    assert record(village).read_bytes() == before


def test_looking_is_one_step_and_withholding_more_asks_again(village: Path) -> None:
    """Only lines with codes are new in the file; they hold for just what was seen."""
    before = record(village).read_text(encoding="utf-8").splitlines()
    assert clear(village, "dian-deng", "--yes") == 0
    after = record(village).read_text(encoding="utf-8").splitlines()
    new = [line for line in after if line not in before]
    assert [line for line in after if line not in new] == before
    assert all(line.strip().startswith("cleared:") for line in new)
    assert told(village) == []
    withhold(village, SEALED)
    assert told(village) != []
    assert clear(village, "dian-deng", "--yes") == 0
    assert told(village) == []


def test_what_was_cleared_is_taken_back(village: Path) -> None:
    """Byte for byte."""
    before = record(village).read_bytes()
    clear(village, "dian-deng", "--yes")
    assert clear(village, "--undo") == 0
    assert record(village).read_bytes() == before


def test_nobody_clears_a_whole_archive_without_looking(village: Path) -> None:
    """`--yes` is for one record."""
    before = record(village).read_bytes()
    assert clear(village, "--yes") == 2
    assert record(village).read_bytes() == before
