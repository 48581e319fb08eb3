"""Cuts builds off at any moment, many times, and compares every byte that the next one gives with a
build from nothing. Stops at the first that differs.

    python scripts/interrupt.py             200 builds that are killed, and 200 whose disk is full
    python scripts/interrupt.py 50 killed   50 that are killed, alone or with all they have started
    python scripts/interrupt.py 50 full     50 that find the disk full when they touch it
    python scripts/interrupt.py 50 small    50 on a disk that is too small (Linux, as root)

The tests try a few, with other seeds.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.dying_builds import Builder  # noqa: E402
from tests.interrupted import STATES, Trial  # noqa: E402

MANNERS = ("killed", "full", "small")
LARGE = 100_000_000
"""Bytes of a disk that has room for everything."""
MOST_ROOM = 800_000
"""Bytes that a build of the trial's village never fills."""


def main() -> int:
    """Try them; 1 when a build that was cut off was not followed by a whole one."""
    parser = argparse.ArgumentParser(
        prog="scripts/interrupt.py",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("count", type=int, nargs="?", default=200)
    parser.add_argument("manners", nargs="*", metavar="manner", help=", ".join(MANNERS))
    parser.add_argument("--seed", default="interrupt")
    options = parser.parse_args()
    for manner in options.manners or MANNERS[:2]:
        with tempfile.TemporaryDirectory(prefix="pintu-") as folder, Builder() as builder:
            trial = Trial(Path(folder), builder, Random(f"{manner} {options.seed}"), STATES)
            try:
                ends = try_all(trial, manner, options.count)
            except AssertionError as error:
                sys.stderr.write(f"{manner}: {error}\n")
                return 1
        told = ", ".join(f"{count} ended with {end}" for end, count in sorted(ends.items()))
        sys.stdout.write(f"{manner}: {sum(ends.values())} cut off ({told}), all whole again\n")
    return 0


def try_all(trial: Trial, manner: str, count: int) -> Counter[int]:
    """How many builds ended with which exit code, or minus the signal."""
    during: Callable[[], AbstractContextManager[object]] = nullcontext
    cut = {"killed": trial.killed, "full": trial.without_room, "small": trial.whole}[manner]
    ends: Counter[int] = Counter()
    with ExitStack() as stack:
        if manner == "small":
            during = stack.enter_context(small_disk(trial))
        while ends.total() < count:
            ends.update(trial.attempt(cut, during=during))
    return ends


@contextmanager
def small_disk(trial: Trial) -> Iterator[Callable[[], AbstractContextManager[object]]]:
    """The village lies on a disk of its own; gives what leaves it little room for a while."""
    disk = trial.place.parent
    disk.mkdir()
    _run("mount", "-t", "tmpfs", "-o", f"size={LARGE}", "tmpfs", str(disk))

    @contextmanager
    def short() -> Iterator[None]:
        used = shutil.disk_usage(disk).used
        room = trial.chance.randrange(MOST_ROOM)
        _run("mount", "-o", f"remount,size={used + room}", str(disk))
        try:
            yield
        finally:
            _run("mount", "-o", f"remount,size={LARGE}", str(disk))

    try:
        yield short
    finally:
        _run("umount", str(disk))


def _run(*command: str) -> None:
    subprocess.run(command, check=True)


if __name__ == "__main__":
    sys.exit(main())
