"""Running one command and saying what it cost: seconds, processor seconds, memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
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
    """The most memory that the command, or any one process it started, held at once."""


def measure(command: Sequence[str], *, folder: Path, variables: Mapping[str, str]) -> Cost:
    """Run ``command`` in ``folder`` and wait for it. Raises `Failed` with the end of its output."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **variables}, stdout=said, stderr=said
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            words = said.read().decode(errors="replace")[-2000:]
            raise Failed(f"{' '.join(command)}: {process.returncode}\n{words}")
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def size_of(folder: Path) -> tuple[int, int]:
    """How many files are below ``folder``, and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)
