"""What all tests share: where the project is, and things made once for a whole run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

# The same examples in every run, so that a failure belongs to the change that caused it.
# HYPOTHESIS_PROFILE=explore looks further. Neither times anything: the machine is shared.
settings.register_profile("steady", deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "explore",
    deadline=None,
    max_examples=2000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

MadeOnce = Callable[[str, Callable[[Path], None]], Path]
PutBack = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Chinese system without colours; each test may ask for another."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder of the project itself."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """`made_once(name, make)`: a folder that `make(folder)` fills once in a whole test run.

    Processes of one run share it: whoever comes first makes it, the others wait. Tests must not
    change what is in it. If making fails, it fails for everyone who asks, each time anew.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent

    def make_once(name: str, make: Callable[[Path], None]) -> Path:
        folder = shared / "made-once" / name
        folder.parent.mkdir(exist_ok=True)
        with FileLock(folder.with_suffix(".lock")):
            if not folder.exists():
                unfinished = folder.with_suffix(".unfinished")
                shutil.rmtree(unfinished, ignore_errors=True)
                unfinished.mkdir()
                make(unfinished)
                unfinished.rename(folder)
        return folder

    return make_once


@pytest.fixture(scope="session")
def put_back(tmp_path_factory: pytest.TempPathFactory) -> PutBack:
    """`put_back(name, make)`: a folder that `make(folder)` fills once in a process, and which is
    as it was then, whatever the last test did to it.

    It stays at one place with the times of its files, so that a build in it goes on from the one
    that `make` made.
    """
    root = tmp_path_factory.mktemp("put-back")

    def put(name: str, make: Callable[[Path], None]) -> Path:
        folder, kept = root / name / "folder", root / name / "kept"
        if kept.exists():
            shutil.rmtree(folder)
            shutil.copytree(kept, folder, symlinks=True)
        else:
            folder.mkdir(parents=True)
            make(folder)
            shutil.copytree(folder, kept, symlinks=True)
        return folder

    return put
