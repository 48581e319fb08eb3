"""Builds cut off at any moment: whatever was happening, the next build gives the very bytes that a
build from nothing gives, and nothing is left lying about.

``scripts/interrupt.py`` tries many, the tests a few.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from copy import copy
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests import test_incremental as incremental
from tests.dying_builds import Builder, End, Order
from tests.leaks.neighbours import Neighbours

DAY = "2024-06-01"
SIZE = 12
"""Records of the village, besides two neighbours with their recordings and pictures."""
DONE, FULL = (0, 1), 2
"""Exit codes of a build that wrote the site, and of one that had no room."""
SAID_OF_FULL = "disk is full"
Around = AbstractContextManager[object]
CHANGES = {one.name: one.edit for one in incremental.CHANGES if not one.name.endswith("anew")}


class State(NamedTuple):
    """What a village holds at some time."""

    change: str
    """What somebody has changed."""
    is_withdrawn: bool
    """Whether a neighbour with a recording and pictures has withdrawn."""


STATES = tuple(State(change, is_withdrawn) for change in CHANGES for is_withdrawn in (False, True))


class Wanted(NamedTuple):
    """What a village gives where nothing was ever built."""

    site: Mapping[str, bytes]
    kept: list[str]
    """The names of files in ``.pintu``."""
    end: End


@dataclass(slots=True)
class Trial:
    """One village that is changed, and built, and cut off, again and again below ``root``."""

    root: Path
    builder: Builder
    chance: Random
    states: Sequence[State]
    """What it may come to hold."""
    _neighbours: Neighbours = field(init=False)
    _wanted: dict[State, Wanted] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        incremental.write_village(self.root / "village", SIZE)
        self._neighbours = Neighbours(self.root / "neighbours").write()
        shutil.rmtree(self._neighbours.folder / "content" / "pages")
        (self._neighbours.folder / "mkdocs.yml").unlink()

    def attempt(
        self, cut: Callable[[End], Order], *, during: Callable[[], Around] = nullcontext
    ) -> list[int]:
        """Change something, build until ``cut`` ends it, once or a few times, and then whole; the
        exit codes of those that were cut off. ``during`` surrounds each of them."""
        state = self.chance.choice(self.states)
        wanted = self.wanted(state)
        self._write(state)
        ends, told = [], ""
        for _ in range(self.chance.choice((1, 1, 2, 3))):
            order = cut(wanted.end)
            with during():
                end = self.builder.run(order)
            ends.append(end.status)
            told += f"{state}: {order} -> {end.status}\n{end.said}\n"
            is_told = end.status == FULL and SAID_OF_FULL in end.said
            assert end.status < 0 or end.status in DONE or is_told, told
        self._check_whole(wanted, told)
        return ends

    def whole(self, _: End) -> Order:
        """To build to the end, if nothing else stops it."""
        return self._order()

    def killed(self, whole: End) -> Order:
        """To build, and be killed at any time, or at any touch of the disk."""
        order = replace(self._order(), with_all=self.chance.random() < 0.3)
        if self.chance.random() < 0.5:
            return replace(order, seconds=self.chance.uniform(0.001, whole.seconds * self._share()))
        return self._at_a_step(order, whole)

    def without_room(self, whole: End) -> Order:
        """To build until the disk is full, at any touch."""
        return self._at_a_step(replace(self._order(), is_full=True), whole)

    def _at_a_step(self, order: Order, whole: End) -> Order:
        """The steps between which something is written and not yet in its place are few."""
        is_rename = self.chance.random() < 0.5
        most = int((whole.renames if is_rename else whole.steps) * self._share())
        return replace(order, step=self.chance.randint(1, max(1, most)), is_rename=is_rename)

    def _share(self) -> float:
        """A build that goes on from the one before does less than one from nothing."""
        return self.chance.choice((1.0, 0.3, 0.1))

    def wanted(self, state: State) -> Wanted:
        """What ``state`` gives where nothing was ever built."""
        if state not in self._wanted:
            aside = self.place.with_name("aside")
            if self.place.exists():
                self.place.rename(aside)
            self._write(state)
            end = self.builder.run(self._order())
            assert end.status in DONE, end.said
            made = incremental.tree(self.place), _kept(self.place / ".pintu")
            self._wanted[state] = Wanted(*made, end)
            shutil.rmtree(self.place)
            if aside.exists():
                aside.rename(self.place)
        return self._wanted[state]

    @property
    def place(self) -> Path:
        """Where the village is built."""
        return self.root / "disk" / "place"

    def _order(self) -> Order:
        jobs = self.chance.choice(("1", "2"))
        return Order(("build", str(self.place), "--date", DAY, "--lang", "en", "--jobs", jobs))

    def _write(self, state: State) -> None:
        """Write the village; what was built there stays."""
        place = self.place
        place.mkdir(parents=True, exist_ok=True)
        for path in place.iterdir():
            if path.name in ("content", "media"):
                shutil.rmtree(path)
        shutil.copytree(self.root / "village", place, dirs_exist_ok=True)
        CHANGES[state.change](place)
        shutil.copytree(self._neighbours.folder, place, dirs_exist_ok=True)
        if state.is_withdrawn:
            here = copy(self._neighbours)
            here.folder = place
            here.withdraw()

    def _check_whole(self, wanted: Wanted, told: str) -> None:
        for draft in (self.place / ".pintu").rglob("*.tmp"):
            os.utime(draft, (0, 0))  # nobody is at work on it for long
        end = self.builder.run(self._order())
        assert end.status in DONE, f"{told}\n{end.said}"
        found = incremental.tree(self.place)
        paths = wanted.site.keys() | found.keys()
        others = sorted(path for path in paths if wanted.site.get(path) != found.get(path))
        assert not others, f"{told}\n{others}"
        kept = Counter(_kept(self.place / ".pintu"))
        assert not (left := kept - Counter(wanted.kept)), f"{told}\n{left}"
        assert not (lost := Counter(wanted.kept) - kept), f"{told}\n{lost}"


def _kept(state: Path) -> list[str]:
    """The files of ``.pintu`` without digests in their names, and without what holds changes since
    another was written."""
    found = sorted(incremental.files_below(state).keys() - {"changes.cache"})
    return [re.sub("-[0-9a-f]{16}$", "-*", path) for path in found]
