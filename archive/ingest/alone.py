"""Two programs never change one archive, or its site, at the same time: the operating system keeps
them apart, and forgets a program that was killed.

A lock belongs to an open file: it goes with the program, however that ends, so the file that stays
behind means nothing. Where the file system has no locks, nobody is kept apart.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.errors import ConfigError

_UNKNOWN_HERE = frozenset(
    {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}
)
"""What file systems say that know nothing of locks; sticks and network drives are such."""

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            return error.errno in _UNKNOWN_HERE
        return True
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno in _UNKNOWN_HERE
        return True


_PAUSE = 0.2
"""Seconds between two tries to have a lock."""


@contextmanager
def alone(state_dir: Path) -> Iterator[None]:
    """Nobody else adds to the archive of this ``.pintu`` meanwhile, or takes back from it.

    ConfigError where somebody does.
    """
    with _opened(state_dir / "adding" / "lock") as handle:
        if not _try_lock(handle):
            raise ConfigError(
                "另一个窗口（或者另一个人）正在往这个档案里加东西，这里先不动。"
                "等那边做完，再运行一次就行。",
                "Another window, or somebody else, is adding to this archive just now; nothing was "
                "touched here. Run this again once it is done.",
            )
        yield


@contextmanager
def in_turn(lock: Path, *, waiting: Callable[[], None]) -> Iterator[None]:
    """Whoever else holds ``lock`` is waited for; ``waiting`` is called once where that is so."""
    with _opened(lock) as handle:
        if not _try_lock(handle):
            waiting()
            while not _try_lock(handle):
                time.sleep(_PAUSE)
        yield


@contextmanager
def _opened(lock: Path) -> Iterator[int]:
    lock.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(lock, os.O_RDWR | os.O_CREAT)
    try:
        yield handle
    finally:
        os.close(handle)
