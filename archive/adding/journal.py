"""What was agreed to, written down before the first step: with it, adding goes on where it was
cut, and can be taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Any

from archive.adding.disk import Disk
from archive.errors import ConfigError
from archive.model.kinds import RecordId
from archive.values import dataclass


class State(StrEnum):
    """How far an addition has come."""

    OPEN = "open"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"


Standing = tuple[tuple[int, State], ...]
"""Every addition by its number, and how far it has come."""


@dataclass(frozen=True, slots=True)
class Copied:
    """An original that is brought in."""

    lasting: tuple[str, ...]
    place: str
    """Below ``media/``."""
    sha256: str
    """Empty where it is known only once it is copied."""
    size: int


@dataclass(frozen=True, slots=True)
class Written:
    """A file of a record that is made or changed."""

    path: str
    """Relative to the archive's folder."""
    text: str
    """What it holds afterwards."""
    before: str | None = None
    """What it held, None for one that is made. As Latin-1, so that every byte comes back."""
    key: str = ""
    """Of the step, for the record's own file."""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Journal:
    """One addition."""

    number: int
    day: str
    given: tuple[str, ...]
    copied: tuple[Copied, ...]
    written: tuple[Written, ...]
    report: str
    """Where the report goes, relative to the archive's folder."""
    report_text: str
    state: State = State.OPEN
    made_folders: tuple[str, ...] = ()
    """Folders that were not there before, relative to the archive's folder."""


class Journals:
    """The additions of one archive, in its ``.pintu`` folder."""

    def __init__(self, state_dir: Path, disk: Disk) -> None:
        self._folder = state_dir / "adding"
        self._disk = disk

    def all(self) -> Iterator[Journal]:
        """Every addition that is remembered, the oldest first. ConfigError for one that cannot be
        read."""
        for file in sorted(self._folder.glob("*.json")):
            if file.stem.isdigit():
                yield _read(file)

    def last(self, *states: State) -> Journal | None:
        """The latest addition in one of these states."""
        found = [journal for journal in self.all() if journal.state in states]
        return found[-1] if found else None

    def standing(self) -> Standing:
        """How the additions stand. As long as it is the same, nobody has added or taken back."""
        return tuple((journal.number, journal.state) for journal in self.all())

    def next_number(self) -> int:
        """The number of the next addition."""
        return max((journal.number for journal in self.all()), default=0) + 1

    def earlier(self) -> Mapping[str, RecordId]:
        """What became of each step of additions that stand."""
        return {
            written.key: RecordId(written.record)
            for journal in self.all()
            if journal.state is not State.UNDONE
            for written in journal.written
            if written.key
        }

    def save(self, journal: Journal) -> None:
        """Have the addition on the disk as it is now."""
        data = json.dumps(asdict(journal), ensure_ascii=False).encode()
        self._disk.replace(self._folder / f"{journal.number:06}.json", data)

    def set_state(self, journal: Journal, state: State) -> Journal:
        """The addition in another state, saved."""
        changed = replace(journal, state=state)
        self.save(changed)
        return changed


def _read(file: Path) -> Journal:
    try:
        data: dict[str, Any] = json.loads(file.read_bytes())
        return Journal(
            number=int(data["number"]),
            day=str(data["day"]),
            given=tuple(map(str, data["given"])),
            copied=tuple(
                Copied(tuple(one["lasting"]), _inside(one["place"]), one["sha256"], one["size"])
                for one in data["copied"]
            ),
            written=tuple(
                Written(**{**one, "path": _inside(one["path"])}) for one in data["written"]
            ),
            report=_inside(data["report"]),
            report_text=str(data["report_text"]),
            state=State(data["state"]),
            made_folders=tuple(map(_inside, data["made_folders"])),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(
            f"{file} 读不出来，不知道上次加到哪里了。请把它交给维护的人，不要删。",
            f"{file} cannot be read, so nobody knows how far the last addition came. Give it to "
            "whoever looks after the program, and do not delete it.",
        ) from error


def _inside(path: str) -> str:
    """``path`` if it stays below the folder it is relative to; ValueError otherwise."""
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or "\\" in path:
        raise ValueError(path)
    return path
