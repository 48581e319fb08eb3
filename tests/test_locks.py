"""Two programs are kept apart where the disk can do that; where it cannot, both go on."""

import errno
import os
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from archive import locks
from archive.adding.alone import alone
from archive.derive.cache import DerivedCache
from archive.errors import ConfigError
from archive.locks import Holder, in_turn, locked, sweep


@pytest.fixture
def lockless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk such as a network drive without a lock service."""

    def refuse(_: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(locks, "_lock", refuse)


def test_a_lock_is_held_by_one_and_free_again_afterwards(tmp_path: Path) -> None:
    lock = tmp_path / "deep" / "lock"
    with locked(lock) as first, locked(lock) as second:
        assert (first, second) == (Holder.OURS, Holder.ANOTHER)
    with locked(lock) as third:
        assert third is Holder.OURS


def test_whoever_is_first_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That one waits is told once, however long it takes."""
    told: list[str] = []
    with ExitStack() as other:
        other.enter_context(locked(tmp_path / "lock"))
        pauses = iter((lambda: None, lambda: None, other.close))
        monkeypatch.setattr(time, "sleep", lambda _: next(pauses)())
        with in_turn(tmp_path / "lock", waiting=lambda: told.append("waits")):
            assert not list(pauses)
    assert told == ["waits"]


@pytest.mark.usefixtures("lockless")
def test_without_locks_nobody_waits(tmp_path: Path) -> None:
    with locked(tmp_path / "lock") as first, locked(tmp_path / "lock") as second:
        assert (first, second) == (Holder.NOBODY, Holder.NOBODY)
    with in_turn(tmp_path / "lock", waiting=pytest.fail):
        pass


@pytest.mark.usefixtures("lockless")
def test_that_nobody_is_kept_apart_is_said_once_an_archive(tmp_path: Path) -> None:
    told: list[str] = []
    for _ in range(3):
        with alone(tmp_path, unguarded=lambda: told.append("said")):
            pass
    assert told == ["said"]


def test_where_people_are_kept_apart_nothing_is_said_of_it(tmp_path: Path) -> None:
    with (
        alone(tmp_path, unguarded=pytest.fail),
        pytest.raises(ConfigError),
        alone(tmp_path, unguarded=pytest.fail),
    ):
        pytest.fail("both were let in")


@pytest.mark.usefixtures("lockless")
def test_without_locks_media_are_made_and_drafts_swept_when_they_are_old(tmp_path: Path) -> None:
    """Nothing tells then whether somebody is still at work, but that it is a day ago."""
    cache = DerivedCache(tmp_path)
    with cache.open_draft() as draft:
        DerivedCache(tmp_path).sweep_drafts()
        assert (draft / "out").is_dir()
    left = tmp_path / "drafts" / "left"
    left.mkdir()
    left.with_suffix(".lock").touch()
    os.utime(left.with_suffix(".lock"), (time.time() - 90_000,) * 2)
    cache.sweep_drafts()
    assert not list((tmp_path / "drafts").iterdir())


def test_what_cannot_be_swept_stays(tmp_path: Path) -> None:
    """Sweeping is a kindness: nothing ends because of it."""

    def fail() -> None:
        raise PermissionError

    (tmp_path / "lock").touch()
    sweep(tmp_path / "lock", clear=fail)
    sweep(tmp_path / "absent", clear=pytest.fail)
    assert (tmp_path / "lock").exists()
