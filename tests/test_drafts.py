"""A file is the old one or the new one, and what was left half written goes."""

import os
import time
from pathlib import Path

import pytest

from archive.drafts import sweep_drafts, write_whole


def test_whole_write_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    """A write that fails leaves the old content and no draft."""
    path = tmp_path / "list.json"
    write_whole(path, b"old")
    with pytest.raises(TypeError):
        write_whole(path, "not bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    write_whole(path, b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("list.json", b"new")]


def test_parts_stand_behind_each_other_and_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "list"
    write_whole(path, b"head ", b"rest", lasting=False)
    assert path.read_bytes() == b"head rest"


def test_drafts_that_were_left_behind_are_swept_and_those_at_work_stay(tmp_path: Path) -> None:
    """A file of ours is a draft by its name alone, and left behind by its age."""
    for name in (".list.json.12345678.tmp", "old.cache.4711.tmp", ".new.json.12345678.tmp"):
        (tmp_path / name).touch()
    (tmp_path / "list.json").touch()
    for path in tmp_path.iterdir():
        if "new" not in path.name:
            os.utime(path, (time.time() - 3600,) * 2)
    sweep_drafts(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"list.json", ".new.json.12345678.tmp"}
    sweep_drafts(tmp_path / "absent")
