"""Builds that are killed, or whose disk is full, at a chosen moment: each the real command, in a
copy of one process that has loaded the program already.

``python -m tests.dying_builds`` reads one `Order` a line as JSON and answers each with an `End`.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

ROOT = Path(__file__).resolve().parent.parent
TOUCHING = frozenset(
    {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "subprocess.Popen"}
)
"""What a program does to a disk, besides opening files for writing."""
LONGEST = 120
"""Seconds after which a build hangs."""


@dataclass(frozen=True, slots=True)
class Order:
    """A build that is to end before its time, or not."""

    arguments: tuple[str, ...]
    seconds: float | None = None
    """Killed after so long."""
    step: int | None = None
    """Ended when it, or the copy it makes of itself, touches the disk for the n-th time."""
    is_rename: bool = False
    """Only where something that was written is put in its place is counted."""
    is_full: bool = False
    """At that step the disk is full, and stays so; else it is killed."""
    with_all: bool = False
    """Killed together with every process it has started, as by a power cut."""


@dataclass(frozen=True, slots=True)
class End:
    """How a build ended."""

    status: int
    """Its exit code, or minus the signal."""
    seconds: float
    steps: int
    """How often the process itself has touched the disk; 0 where it was killed."""
    renames: int
    """How often it has put something in its place; 0 where it was killed."""
    copies: int
    """How often it has copied itself; 0 where it was killed."""
    said: str


class Builder:
    """The process in which builds begin and end."""

    def __init__(self) -> None:
        self._temporary = TemporaryDirectory(prefix="pintu-")
        """What builds that are killed leave in the system's folder for temporary files."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.dying_builds"],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": self._temporary.name},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> Builder:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._process as process:
            assert process.stdin is not None
            process.stdin.close()
        self._temporary.cleanup()

    def run(self, order: Order) -> End:
        """Build as ordered."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(asdict(order)), file=self._process.stdin, flush=True)
        return End(**json.loads(self._process.stdout.readline()))


def main() -> None:
    """Answer orders until there are no more."""
    for name in ("archive.cli.program", "archive.cli.building", "archive_mkdocs.host"):
        importlib.import_module(name)  # once, for all builds
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    for line in sys.stdin:
        end = _carried_out(Order(**json.loads(line)))
        print(json.dumps(asdict(end)), file=answers, flush=True)


def _carried_out(order: Order) -> End:
    told, tells = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if not child:
        os.close(told)
        _be_the_build(order, tells)
    os.close(tells)
    with contextlib.suppress(ProcessLookupError), os.fdopen(told, encoding="utf-8") as pipe:
        ready, _, _ = select.select([pipe], [], [], order.seconds or LONGEST)
        if not ready:
            (os.killpg if order.with_all else os.kill)(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        taken = time.monotonic() - began
        said = pipe.read() if os.WIFEXITED(status) else ""
    code = os.waitstatus_to_exitcode(status)
    if order.seconds is None and not ready:
        raise TimeoutError(order)
    facts = json.loads(said) if said else {"steps": 0, "renames": 0, "copies": 0, "said": ""}
    return End(code, taken, **facts)


def _be_the_build(order: Order, tells: int) -> None:
    """Build, tell how it went, and end."""
    import io

    from archive.cli.program import run

    os.setpgid(0, 0)
    watch = _Watch(order)
    spoken = io.StringIO()
    with contextlib.redirect_stdout(spoken), contextlib.redirect_stderr(spoken):
        status = run(order.arguments)
    watch.is_over = True
    facts = {
        "steps": watch.steps,
        "renames": watch.renames,
        "copies": watch.copies,
        "said": spoken.getvalue(),
    }
    with os.fdopen(tells, "w", encoding="utf-8") as pipe:
        json.dump(facts, pipe)
    os._exit(status)


class _Watch:
    """Counts what is done to the disk, and ends it where that is ordered."""

    def __init__(self, order: Order) -> None:
        self.steps = self.renames = self.copies = 0
        self.is_over = False
        self._order = order
        sys.addaudithook(self._see)

    def _see(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.is_over:
            return
        if event == "os.fork":
            self.copies += 1
        if event not in TOUCHING and not (event == "open" and _writes(arguments[2])):
            return
        self.steps += 1
        self.renames += event == "os.rename"
        counted = self.renames if self._order.is_rename else self.steps
        if self._order.step is None or counted < self._order.step:
            return
        if self._order.is_full:
            if event not in {"os.remove", "os.rmdir"}:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        elif self._order.with_all:
            os.killpg(0, signal.SIGKILL)
        else:
            os.kill(os.getpid(), signal.SIGKILL)


def _writes(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


if __name__ == "__main__":
    main()
