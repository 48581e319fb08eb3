"""Work done beside the caller, in a copy of this process where the system makes one for nothing.

A copy (fork) has all that was read and worked out so far and need be sent nothing, but is safe only
where no other thread may hold a lock at that moment: on Linux, in a process of one thread. Anywhere
else the work is done here, when its result is asked for; the result is the same.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from archive.derive.executor import die_with_parent

T = TypeVar("T")


@contextlib.contextmanager
def beside(work: Callable[[], T], *, jobs: int) -> Iterator[Callable[[], T]]:
    """Begin ``work`` where that can be done beside the caller and ``jobs`` are two or more; gives
    what waits for its result.

    ``work`` changes nothing that the caller looks at, for a copy's changes are lost; its result
    travels by pickle. When it fails or is killed, it is done once more here, so that its error is
    the caller's. Left without asking, it is stopped.
    """
    if jobs < 2 or not _is_safe():
        yield work
        return
    copy = _begin(work)
    try:
        yield lambda: _result_of(copy, work)
    finally:
        copy.end()


@dataclass(slots=True)
class _Copy:
    """A copy of this process, and the end of the pipe through which it answers."""

    process: int
    answer: int | None

    def read(self) -> bytes:
        """All it says, which is nothing when it failed."""
        assert self.answer is not None
        with os.fdopen(self.answer, "rb") as pipe:
            self.answer = None
            return pipe.read()

    def end(self) -> None:
        """Stop it, if it has not ended."""
        if self.answer is not None:
            os.close(self.answer)
            self.answer = None
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
            self.process = 0


def _is_safe() -> bool:
    """Whether this process may be copied."""
    if sys.platform != "linux":
        return False
    try:
        return len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False


def _begin(work: Callable[[], object]) -> _Copy:
    answer, said = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(answer)
        _be_the_copy(work, said)
    os.close(said)
    return _Copy(process, answer)


def _be_the_copy(work: Callable[[], object], said: int) -> None:
    """Do the work, say what came of it, and end: nothing of the caller's goes on here."""
    is_done = False
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        die_with_parent()
        data = pickle.dumps(work(), protocol=5)
        with os.fdopen(said, "wb") as pipe:
            pipe.write(data)
        is_done = True
    finally:
        os._exit(0 if is_done else 1)


def _result_of(copy: _Copy, work: Callable[[], T]) -> T:
    data = copy.read()
    try:
        result: T = pickle.loads(data)
    except (EOFError, pickle.UnpicklingError):  # cut short: it died
        return work()
    return result
