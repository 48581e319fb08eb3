"""Bent files of every format: no exception, no hang, an answer for each."""

from __future__ import annotations

from pathlib import Path

from archive.derive import InlineExecutor
from tests.fuzz.media import bent_files, seeds, try_looks, try_structure


def test_whole_files_of_every_format_are_known(tmp_path: Path) -> None:
    """What is bent is something to begin with."""
    for ending, data in seeds().items():
        try_structure(tmp_path / f"a.{ending}", data)


def test_no_bent_file_breaks_the_look_at_its_structure(tmp_path: Path) -> None:
    """Headers, boxes, frames: whatever they claim."""
    for _, data in bent_files(20, seed=7):
        try_structure(tmp_path / "one", data)


def test_every_bent_file_has_an_answer(tmp_path: Path) -> None:
    """Through the cage too, and nothing is left lying about."""
    assert try_looks(tmp_path, 1, seed=7, executor=InlineExecutor()) > 20
