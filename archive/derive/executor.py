"""Where work runs: here, or in processes of this machine. A worker that dies loses one item.

`fn` and the items travel by pickle, so `fn` is a function of a module that can be imported.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import queue
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any, Generic, Protocol, TypeVar

from archive.derive import tools
from archive.values import dataclass

T = TypeVar("T")
R = TypeVar("R")

LEFT = "left to the caller"
"""What is said of an item that whoever asked is to do."""


@dataclass(frozen=True, slots=True)
class Finished(Generic[T, R]):
    """One item that is done with: `value`, or `failure` says in a few words why there is none."""

    item: T
    value: R | None = None
    failure: str | None = None


class Executor(Protocol):
    """Runs one function over many items and gives each back as it finishes, in any order."""

    @property
    def jobs(self) -> int:
        """How many items run at once."""

    def map_unordered(
        self, fn: Callable[[T], R], items: Sequence[T], *, is_shared: bool = False
    ) -> Iterator[Finished[T, R]]:
        """Every item comes back exactly once. An exception or a dead worker is its failure.

        Where work is shared, the caller is one of the ``jobs``: instead of waiting it is handed an
        item that nobody has begun, whose failure is `LEFT`.
        """


class InlineExecutor:
    """Runs everything in this process, one after the other."""

    jobs = 1

    def map_unordered(
        self, fn: Callable[[T], R], items: Sequence[T], *, is_shared: bool = False
    ) -> Iterator[Finished[T, R]]:
        """See `Executor`."""
        for item in items:
            try:
                yield Finished(item, value=fn(item))
            except Exception as error:  # noqa: BLE001 - one item must not end the others
                yield Finished(item, failure=_describe(error))


class LocalExecutor:
    """Runs items in `jobs` processes of this machine (default: as many as it has cores).

    The workers are fresh interpreters, not forks: MkDocs may run threads, and what started the
    build (a script, a notebook) is not run again in them.
    """

    def __init__(self, jobs: int | None = None) -> None:
        self.jobs = jobs if jobs is not None and jobs > 0 else _count_cores()

    def map_unordered(
        self, fn: Callable[[T], R], items: Sequence[T], *, is_shared: bool = False
    ) -> Iterator[Finished[T, R]]:
        """See `Executor`. The workers begin at once; stopping the iteration stops them."""
        finished = self._run(fn, items, is_shared)
        next(finished)
        return finished

    def _run(
        self, fn: Callable[[T], R], items: Sequence[T], is_shared: bool
    ) -> Iterator[Finished[T, R]]:
        """Something to begin with, once the workers run; then what `map_unordered` gives."""
        waiting: queue.SimpleQueue[T] = queue.SimpleQueue()
        done: queue.SimpleQueue[Finished[T, R]] = queue.SimpleQueue()
        for item in items:
            waiting.put(item)
        workers = max(1, self.jobs - is_shared)
        slots = [_Slot(fn, waiting, done) for _ in range(min(workers, len(items)))]
        try:
            for slot in slots:
                slot.start()
            yield Finished(None)  # type: ignore[arg-type]
            for _ in items:
                if is_shared and done.empty():
                    with contextlib.suppress(queue.Empty):
                        yield Finished(waiting.get_nowait(), failure=LEFT)
                        continue
                yield done.get()
        finally:
            for slot in slots:
                slot.stop()
            for slot in slots:
                slot.join()


class _Slot(threading.Thread):
    """One worker process at a time, fed by a thread of this process; replaced when it dies."""

    def __init__(
        self,
        fn: Callable[[Any], Any],
        waiting: queue.SimpleQueue[Any],
        done: queue.SimpleQueue[Finished[Any, Any]],
    ) -> None:
        super().__init__(daemon=True)
        self._fn, self._waiting, self._done = fn, waiting, done
        self._stopped = threading.Event()
        self._worker: tools.Process | None = None
        self._guard = threading.Lock()

    def run(self) -> None:
        """Work until nothing waits."""
        while not self._stopped.is_set():
            try:
                item = self._waiting.get_nowait()
            except queue.Empty:
                break
            self._done.put(self._finish(item))
        self._end_worker()

    def stop(self) -> None:
        """Let the current item go; safe from another thread."""
        self._stopped.set()
        with self._guard:
            if self._worker is not None:
                self._worker.kill()

    def _finish(self, item: Any) -> Finished[Any, Any]:
        try:
            worker = self._ready_worker()
            assert worker.stdin is not None
            assert worker.stdout is not None
            _send(worker.stdin, (self._fn, item))
            value, failure = _receive(worker.stdout)
        except (OSError, EOFError):
            return Finished(item, failure=f"worker ended ({self._end_worker()})")
        except Exception as error:  # noqa: BLE001 - what cannot be pickled
            self._end_worker()
            return Finished(item, failure=_describe(error))
        return Finished(item, value=value, failure=failure)

    def _ready_worker(self) -> tools.Process:
        with self._guard:
            if self._stopped.is_set():
                raise EOFError
            if self._worker is None:
                self._worker = tools.start_worker(_STARTER, json.dumps(tools.import_path()))
            return self._worker

    def _end_worker(self) -> int:
        """End the worker, if any; its exit code (minus the signal that killed it)."""
        with self._guard:
            worker, self._worker = self._worker, None
        if worker is None:
            return 0
        for pipe in (worker.stdin, worker.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            return worker.wait(timeout=5)
        except tools.TimeLimit:
            worker.kill()
            return worker.wait()


_STARTER = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from archive.derive.executor import serve; serve()"
)


def serve() -> None:
    """What a worker process does: take an item from standard input, answer on standard output.

    Ends when its input ends, so also when the build is killed. Whatever the work prints goes to
    standard error, not between the answers.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    while True:
        try:
            fn, item = _receive(sys.stdin.buffer)
        except EOFError:
            return
        answer: tuple[object, str | None]
        try:
            answer = (fn(item), None)
        except Exception as error:  # noqa: BLE001 - one item must not end the others
            answer = (None, _describe(error))
        _send(answers, answer)


def die_with_parent() -> None:
    """Have the system end this process when the one that started it is gone (Linux)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, int(signal.SIGKILL), 0, 0, 0)


def _send(pipe: IO[bytes], value: Any) -> None:
    data = pickle.dumps(value)
    pipe.write(struct.pack(">Q", len(data)) + data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    """Raises EOFError when the other side is gone."""
    header = pipe.read(8)
    if len(header) < 8:
        raise EOFError
    (length,) = struct.unpack(">Q", header)
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)


def _describe(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:200]


def _count_cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)  # Linux: what this process may use
    return len(affinity(0)) if affinity else os.cpu_count() or 1
