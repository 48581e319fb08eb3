"""Running one command and saying what it cost: seconds, processor seconds, memory."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class Failed(Exception):
    """A measured command that did not succeed; its words are the message."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost."""

    seconds: float
    """From start to end, as a clock on the wall would say."""
    cpu: float
    """Processor seconds of the command and all it started."""
    megabytes: float
    """The most memory that the command and all it started held at once, together.

    Looked at every twentieth of a second where the system shows it (Linux), and never less than
    the largest single process; elsewhere only that.
    """
    cores: float = 0.0
    """How many cores it could have used, in the mean: threads that ran or waited for a core. Other
    work on the machine takes cores away and leaves this figure; 0 where it cannot be known."""


def measure(command: Sequence[str], *, folder: Path, variables: Mapping[str, str]) -> Cost:
    """Run ``command`` in ``folder`` and wait for it. Raises `Failed` with the end of its output.

    Python programs may keep what they compile, as everywhere: otherwise those that were installed
    as they were written would compile themselves at each start, and others would not.
    """
    environment = {**os.environ, **variables}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)
        with _Watch(process.pid) as watch:
            _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            words = said.read().decode(errors="replace")[-2000:]
            raise Failed(f"{' '.join(command)}: {process.returncode}\n{words}")
    cpu = usage.ru_utime + usage.ru_stime
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Cost(seconds, cpu, max(usage.ru_maxrss / unit, watch.peak), watch.cores)


class _Watch(threading.Thread):
    """Looks at the memory of a process and its descendants, and at how many of their threads have
    something to do, until it is told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0.0
        self.cores = 0.0
        self._pid = pid
        self._is_over = threading.Event()

    def __enter__(self) -> _Watch:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self.join()

    def run(self) -> None:
        """Look, wait, look again."""
        looks = ready = 0
        while not self._is_over.wait(0.05):
            family = _with_descendants(self._pid)
            self.peak = max(self.peak, sum(map(_resident, family)))
            looks, ready = looks + 1, ready + sum(map(_ready, family))
            self.cores = ready / looks


def _with_descendants(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                found += map(int, task.read_text().split())
    return found


def _ready(pid: int) -> int:
    """Threads of a process that run or wait for a core; 0 where that cannot be known."""
    count = 0
    for stat in Path(f"/proc/{pid}/task").glob("*/stat"):
        with contextlib.suppress(OSError):
            count += stat.read_text().rpartition(")")[2].split()[0] == "R"
    return count


def _resident(pid: int) -> float:
    """Megabytes in memory; 0 where that cannot be known, or the process is gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    return 0.0


def size_of(folder: Path) -> tuple[int, int]:
    """How many files are below ``folder``, and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)
