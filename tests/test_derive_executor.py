"""Work in processes: every item comes back once, and a worker that dies loses one item only."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.derive.executor import LEFT, Executor, Finished, InlineExecutor, LocalExecutor


def square(number: int) -> int:
    if number == 13:
        raise ValueError("unlucky")
    return number * number


def square_or_die(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 5:
        os._exit(7)
    return number * number


def chatter(number: int) -> int:
    sys.stdout.write("a library that prints\n")
    sys.stdout.flush()
    os.write(1, b"and one that writes past Python\n")
    return number


def tell_process(_: int) -> int:
    return os.getpid()


def wait_for_file(path: str) -> str:
    Path(path).with_suffix(".started").touch()
    while not Path(path).exists():
        time.sleep(0.02)
    return path


def finish_all(found: Iterator[Finished[int, int]]) -> dict[int, int | None]:
    return {finished.item: finished.value for finished in found}


@pytest.mark.parametrize("executor", [InlineExecutor(), LocalExecutor(1), LocalExecutor(3)])
def test_every_item_comes_back_once(executor: Executor) -> None:
    """Values by item, and an exception as the failure of its item, in words."""
    finished = list(executor.map_unordered(square, range(20)))
    assert sorted(one.item for one in finished) == list(range(20))
    assert {one.item: one.value for one in finished if one.item != 13} == {
        number: number * number for number in range(20) if number != 13
    }
    (unlucky,) = [one for one in finished if one.failure]
    assert (unlucky.item, unlucky.value, unlucky.failure) == (13, None, "ValueError: unlucky")


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_shared_work_is_done_by_the_caller_as_well(jobs: int) -> None:
    """Every item comes back once; what nobody has begun is handed over instead of being waited
    for, and one process fewer is started, but never none."""
    shared = LocalExecutor(jobs).map_unordered(tell_process, range(40), is_shared=True)
    finished = list(shared)
    assert sorted(one.item for one in finished) == list(range(40))
    left = [one for one in finished if one.failure == LEFT]
    done = [one for one in finished if one.failure is None]
    assert left, "the caller has nothing to wait for while items wait"
    assert {one.value for one in left} == {None}
    assert len({one.value for one in done}) <= max(1, jobs - 1)
    assert len(left) + len(done) == 40


@pytest.mark.parametrize("executor", [InlineExecutor(), LocalExecutor(2)])
def test_nothing_to_do_is_done(executor: Executor) -> None:
    """No items, no results, no process."""
    assert list(executor.map_unordered(square, [])) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_dead_worker_loses_its_item_only(jobs: int) -> None:
    """One worker is killed, one leaves by itself; both are failures, the others go on."""
    finished = {one.item: one for one in LocalExecutor(jobs).map_unordered(square_or_die, range(8))}
    assert {item for item, one in finished.items() if one.failure} == {3, 5}
    assert "-9" in (finished[3].failure or "")
    assert "7" in (finished[5].failure or "")
    assert finished[7].value == 49


def test_work_runs_elsewhere_and_workers_are_kept() -> None:
    """Not in this process, and in no more processes than jobs."""
    found = finish_all(LocalExecutor(2).map_unordered(tell_process, range(12)))
    assert os.getpid() not in found.values()
    assert 1 <= len(set(found.values())) <= 2


def test_printing_does_not_disturb_the_answers() -> None:
    """What work writes to its output does not get between the answers."""
    found = finish_all(LocalExecutor(1).map_unordered(chatter, range(3)))
    assert found == {0: 0, 1: 1, 2: 2}


def test_item_that_cannot_travel_is_a_failure() -> None:
    """Something that cannot be pickled fails alone."""
    items: list[object] = [1, threading.Lock(), 2]
    finished = list(LocalExecutor(1).map_unordered(repr, items))
    assert [one.value for one in finished if one.failure is None] == ["1", "2"]
    assert len([one for one in finished if one.failure]) == 1


def test_stopping_early_stops_the_workers(tmp_path: Path) -> None:
    """Whoever stops listening waits for nobody: the workers and their threads are gone."""
    first = tmp_path / "first"
    first.touch()
    items = [str(first), *(str(tmp_path / f"never-{n}") for n in range(3))]
    before = threading.active_count()
    found = LocalExecutor(2).map_unordered(wait_for_file, items)
    assert next(found).value == str(first)
    found.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before


@pytest.mark.skipif(sys.platform != "linux", reason="the system's signal at a parent's death")
def test_workers_end_with_a_killed_build(tmp_path: Path) -> None:
    """kill -9 of the build leaves no worker behind, even one in the middle of its work."""
    never = tmp_path / "never"
    program = (
        "import sys; sys.path[:0] = sys.argv[2:]\n"
        "from archive.derive.executor import LocalExecutor\n"
        "from tests.test_derive_executor import wait_for_file\n"
        "list(LocalExecutor(1).map_unordered(wait_for_file, [sys.argv[1]]))\n"
    )
    root = str(Path(__file__).parent.parent)
    build = subprocess.Popen([sys.executable, "-c", program, str(never), root])
    wait_until(never.with_suffix(".started").exists)
    (worker,) = children_of(build.pid)
    build.kill()
    build.wait()
    wait_until(lambda: not is_running(worker))


def wait_until(holds: object, *, seconds: float = 20) -> None:
    assert callable(holds)
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to hold"
        time.sleep(0.02)


def children_of(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"
