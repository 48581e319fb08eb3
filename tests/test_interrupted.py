"""After a build that was cut off, the next one gives what a build from nothing gives."""

from __future__ import annotations

import signal
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.dying_builds import Builder, Order
from tests.interrupted import FULL, State, Trial

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="kill -9, and copies of a process"),
]
STATES = (State("a mark that withholds", True), State("a person under a new name", False))


def test_after_a_cut_the_next_build_is_whole(tmp_path: Path) -> None:
    """Killed at any moment, alone or with all it has started, or without room on the disk from
    some moment on: every byte of the site is right, nothing is left lying about, and a full disk
    is called a full disk. scripts/interrupt.py tries many."""
    with Builder() as builder:
        trial = Trial(tmp_path, builder, Random("a few"), STATES)
        for _ in range(3):
            trial.attempt(trial.killed)
        trial.attempt(trial.without_room)
        assert -signal.SIGKILL in trial.attempt(lambda whole: early(trial.killed(whole)))
        assert FULL in trial.attempt(lambda whole: early(trial.without_room(whole)))


def early(order: Order) -> Order:
    """At a step that every build comes to."""
    return replace(order, step=20, is_rename=False, seconds=None)
