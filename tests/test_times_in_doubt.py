"""A text that goes on after its recording has ended may be that of another recording. It stops no
build, and nothing is heard that is to be silent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archive.build import Findings, Village, find_out
from archive.derive import InlineExecutor
from archive.ingest.scaffold import write_new_archive
from archive.model.kinds import RecordId
from archive.model.projection import public_view
from archive.model.public import PublicTelling
from archive.model.terms import Channel

ON = date(2026, 3, 1)
NAME = RecordId("interviews/dian-deng")
LATE = "\n\n01:00:00.000 --> 01:00:05.000\n<v 问>还有吗？\n"


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """A new archive whose one transcript is an hour too long."""
    folder = tmp_path / "village"
    write_new_archive(folder, title="试村", language="zh-Hans")
    transcript = folder / "content" / NAME / "transcript.vtt"
    transcript.write_text(transcript.read_text("utf-8").rstrip() + LATE, "utf-8")
    return folder


def find(village: Path) -> Findings:
    return find_out(Village(village), on=ON, executor=InlineExecutor())


def told(found: Findings) -> PublicTelling:
    view = public_view(found.archive, channel=Channel.WEB, on=ON)
    return view.archive.tellings[NAME]


def test_a_text_that_is_too_long_stops_nothing(village: Path) -> None:
    """The worker is told, and the village is built; the words move along with the sound."""
    found = find(village)
    assert "cue-past-end" in {problem.code for problem in found.problems}
    assert not found.is_stopped
    assert told(found).voice is not None
    assert told(found).is_timed


def test_a_recording_is_not_heard_by_times_in_doubt(village: Path) -> None:
    """What is withheld may be said at another second than the text says."""
    transcript = village / "content" / NAME / "transcript.vtt"
    text = transcript.read_text("utf-8")
    transcript.write_text(text.replace("\n<v 问>还有吗？", "\n<v 问>【不公开：还有】吗？"), "utf-8")
    assert told(find(village)).voice is None


def test_a_sealed_passage_that_is_not_there_seals_everything(village: Path) -> None:
    """Somewhere in the recording is what nobody may hear."""
    transcript = village / "content" / NAME / "transcript.vtt"
    transcript.unlink()
    [paper] = village.glob("content/consents/2024-001.md")
    head, _, rest = paper.read_text("utf-8").partition("\n")
    seal = f"sealed_spans:\n  - {{interview: {NAME}, start: 0:59:00, end: 1:00:00}}"
    lines = [line for line in rest.split("\n") if not line.startswith("sealed_spans")]
    paper.write_text("\n".join([head, seal, *lines]), "utf-8")
    found = find(village)
    assert "sealed-span-outside" in {problem.code for problem in found.problems}
    assert not found.is_stopped
    assert told(found).voice is None
