"""Work beside the caller: the same result wherever it is done, and nothing left of it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from archive.derive.beside import beside

is_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux copies a process")

BEGINNING = """
import os, sys, time
from archive.derive.beside import beside
here = os.getpid()
"""


def run_alone(script: str, *arguments: str) -> str:
    """What a process of one thread says that runs ``script``."""
    done = subprocess.run(
        [sys.executable, "-c", BEGINNING + script, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@is_linux
def test_work_is_done_in_another_process_while_the_caller_goes_on(tmp_path: Path) -> None:
    said = run_alone(
        """
def work():
    while not os.path.exists(sys.argv[1]):
        time.sleep(0.01)
    return os.getpid(), {"many": "字" * 200_000}
with beside(work, jobs=2) as result:
    open(sys.argv[1], "w").close()
    process, value = result()
print(process != here, len(value["many"]))
""",
        str(tmp_path / "caller-went-on"),
    )
    assert said == "True 200000"


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_result_is_the_same_where_no_process_is_made(jobs: int) -> None:
    """Here because somebody else runs in this process, or because one job was asked for."""
    done = []
    stop = threading.Event()
    other = threading.Thread(target=stop.wait)
    other.start()
    try:
        with beside(lambda: done.append(os.getpid()), jobs=jobs) as result:
            assert done == []
            result()
    finally:
        stop.set()
        other.join()
    assert done == [os.getpid()]


@is_linux
@pytest.mark.parametrize(
    "end", ["raise OSError('no room')", "os.kill(os.getpid(), 9)", "return lambda: 0"]
)
def test_what_fails_there_is_done_here(end: str) -> None:
    """Its error is then the caller's own, and a process that is killed costs time and nothing."""
    said = run_alone(f"""
def work():
    if os.getpid() != here:
        {end}
    return "done here"
with beside(work, jobs=2) as result:
    print(result())
""")
    assert said == "done here"


@is_linux
def test_an_error_is_the_callers() -> None:
    said = run_alone("""
def work():
    raise OSError("no room")
try:
    with beside(work, jobs=2) as result:
        result()
except OSError as error:
    print(error)
""")
    assert said == "no room"


@is_linux
def test_work_that_nobody_asks_for_is_stopped(tmp_path: Path) -> None:
    said = run_alone(
        """
def work():
    with open(sys.argv[1], "w") as file:
        file.write(str(os.getpid()))
    time.sleep(600)
try:
    with beside(work, jobs=2):
        while not (os.path.exists(sys.argv[1]) and open(sys.argv[1]).read()):
            time.sleep(0.01)
        raise KeyboardInterrupt
except KeyboardInterrupt:
    try:
        os.kill(int(open(sys.argv[1]).read()), 0)
    except ProcessLookupError:
        print("gone")
""",
        str(tmp_path / "process"),
    )
    assert said == "gone"


@is_linux
def test_nothing_that_waits_to_be_printed_is_printed_twice() -> None:
    assert (
        run_alone("""
print("once", end=" ")
with beside(lambda: "and", jobs=2) as result:
    print(result(), "no more")
""")
        == "once and no more"
    )
