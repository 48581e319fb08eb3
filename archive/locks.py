"""What only one program may do at a time: the operating system keeps the others apart, and forgets
a program that was killed.

A lock belongs to an open file: it goes with the program, however that ends, so the file that stays
behind means nothing. Some network drives and sticks know of no locks: there nobody is kept apart,
and the work is done all the same.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path

_TAKEN = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})
"""What a system says of a file that somebody else has locked; anything else means that it cannot
lock."""
_PAUSE = 0.2
"""Seconds between two tries to have a lock."""
_ABANDONED = 86_400
"""Seconds after which nobody is at work any more, where there are no locks to tell."""


class Holder(Enum):
    """Whose a lock is."""

    OURS = auto()
    ANOTHER = auto()
    NOBODY = auto()
    """The disk knows of no locks."""


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _try_lock(handle: int) -> Holder:
    try:
        _lock(handle)
    except OSError as error:
        return Holder.ANOTHER if error.errno in _TAKEN else Holder.NOBODY
    return Holder.OURS


@contextmanager
def locked(lock: Path) -> Iterator[Holder]:
    """Whose ``lock`` is; if it is ours, it stays so until the end. Raises OSError where the file
    cannot be made."""
    with _opened(lock) as handle:
        yield _try_lock(handle)


@contextmanager
def in_turn(lock: Path, *, waiting: Callable[[], None]) -> Iterator[None]:
    """Whoever else holds ``lock`` is waited for; ``waiting`` is called once where that is so."""
    with _opened(lock) as handle:
        if _try_lock(handle) is Holder.ANOTHER:
            waiting()
            while _try_lock(handle) is Holder.ANOTHER:
                time.sleep(_PAUSE)
        yield


def sweep(lock: Path, *, clear: Callable[[], None]) -> None:
    """If the one who held ``lock`` is gone, ``clear`` what they left, and remove the file.

    Where there are no locks, they are gone after a day. What cannot be removed stays.
    """
    with contextlib.suppress(OSError):
        is_old = time.time() - lock.stat().st_mtime > _ABANDONED
        with locked(lock) as holder:
            if holder is Holder.ANOTHER or (holder is Holder.NOBODY and not is_old):
                return
            clear()
            if sys.platform != "win32":  # before anybody else can have it
                lock.unlink()
        if sys.platform == "win32":  # an open file cannot be removed there
            lock.unlink()


@contextmanager
def _opened(lock: Path) -> Iterator[int]:
    lock.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(lock, os.O_RDWR | os.O_CREAT)
    try:
        yield handle
    finally:
        os.close(handle)
