"""Two people never add to one archive, or take back from it, at the same time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.errors import ConfigError
from archive.locks import Holder, locked


@contextmanager
def alone(state_dir: Path, *, unguarded: Callable[[], None]) -> Iterator[None]:
    """Nobody else adds to the archive of this ``.pintu`` meanwhile, or takes back from it.

    ConfigError where somebody does. Where the disk cannot keep people apart, ``unguarded`` is
    called, once an archive: then they have to see to it themselves.
    """
    lock = state_dir / "adding" / "lock"
    with locked(lock) as holder:
        if holder is Holder.ANOTHER:
            raise ConfigError(
                "另一个窗口（或者另一个人）正在往这个档案里加东西，这里先不动。"
                "等那边做完，再运行一次就行。",
                "Another window, or somebody else, is adding to this archive just now; nothing was "
                "touched here. Run this again once it is done.",
            )
        if holder is Holder.NOBODY and not lock.stat().st_size:
            unguarded()
            lock.write_text("told\n", encoding="ascii")
        yield
