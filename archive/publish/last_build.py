"""What a site was last built from: while nothing of it has changed, nothing is done anew.

What a build is made from is the village's files, the day and the channel, the program, and what
the host supplies. All of it is compared before anything is believed, and in doubt it is built.
Files are known by size and time, as everywhere (see `archive.ingest.cache`).
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
import time
from collections.abc import Iterator
from datetime import date
from functools import cache
from hashlib import blake2b
from pathlib import Path

import archive
from archive.errors import Problem
from archive.ingest.cache import load_values, read_sealed, write_sealed
from archive.model.public import Withholding
from archive.model.terms import Channel
from archive.publish.site_folder import SiteFolder
from archive.values import dataclass

SOURCES = ("content", "media", "mkdocs.yml")
RACE = 20_000_000
"""Nanoseconds before a look in which a file may change again without showing it."""

Stamp = tuple[str, int, int]
"""Path, size and time of change in ns."""


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What a finished build said, to be said again while its site is as it left it."""

    state: bytes
    """Digest of the village and of the program."""
    host: bytes
    """Digest of what the host supplied."""
    ledger: bytes
    """Digest of the site's ledger."""
    pages: int
    records: int
    withheld: tuple[Withholding, ...]
    problems: tuple[Problem, ...]

    def holds(self, folder: SiteFolder, *, host: bytes) -> bool:
        """Whether the site in ``folder`` is as that build left it, and made for the same host."""
        return self.host == host and folder.ledger_digest() == self.ledger


def survey(village: Path, *, channel: Channel, on: date) -> bytes | None:
    """A digest of all that a build of ``village`` reads; None when that cannot be told: a file is
    so new that it may yet change unseen, or a folder stands elsewhere."""
    now = time.time_ns()
    found = []
    try:
        for stamp in _stamps(village):
            if stamp[2] > now - RACE:
                return None
            found.append(stamp)
    except _Elsewhere:
        return None
    said = repr((channel.value, on.isoformat(), program(), sorted(found)))
    return blake2b(said.encode(errors="surrogateescape"), digest_size=20).digest()


class _Elsewhere(Exception):
    """A folder that is a link to another one."""


def _stamps(village: Path) -> Iterator[Stamp]:
    for name in SOURCES:
        path = village / name
        if path.is_dir():
            yield from _below(str(path), name)
        elif path.exists():
            status = path.stat()
            yield name, status.st_size, status.st_mtime_ns


def _below(folder: str, path: str) -> Iterator[Stamp]:
    """Every file below ``folder``, and its folders, for an empty one may be told of."""
    with os.scandir(folder) as entries:
        for entry in entries:
            inner = f"{path}/{entry.name}"
            if entry.is_dir():
                if entry.is_symlink():
                    raise _Elsewhere
                yield inner, -1, 0
                yield from _below(entry.path, inner)
            else:
                status = entry.stat(follow_symlinks=entry.is_symlink() and _leads(entry))
                yield inner, status.st_size, status.st_mtime_ns


def _leads(entry: os.DirEntry[str]) -> bool:
    return os.path.exists(entry.path)  # noqa: PTH110


@cache
def program() -> str:
    """Tells this program, with all it is made of, from any other."""
    root = Path(archive.__file__).parent
    files = sorted((n, s, t) for n, s, t in _below(str(root), "") if not n.endswith(".pyc"))
    packages = sorted(
        name
        for folder in sys.path
        if os.path.isdir(folder)  # noqa: PTH112
        for name in os.listdir(folder)  # noqa: PTH208
        if name.endswith((".dist-info", ".egg-info"))
    )
    said = repr((sys.version, [one for one in files if one[1] >= 0], packages))
    return blake2b(said.encode(errors="surrogateescape"), digest_size=20).hexdigest()


def digest_files(folder: Path) -> bytes:
    """A digest of every file below ``folder`` by its bytes."""
    digest = blake2b(digest_size=20)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder)} {len(content)}\n".encode())
        digest.update(content)
    return digest.digest()


def read_last(folder: SiteFolder, *, state: bytes | None) -> LastBuild | None:
    """What the last build into ``folder`` said, if it was made from the same ``state``."""
    with contextlib.suppress(Exception):  # whatever is wrong with it, building mends it
        last = LastBuild(*load_values(read_sealed(folder.beside("built")).payload))
        return last if last.state == state else None
    return None


def write_last(folder: SiteFolder, last: LastBuild) -> None:
    """Remember what a finished build said; done without when it cannot be written."""
    values = tuple(getattr(last, name) for name in LastBuild.__slots__)
    write_sealed(folder.beside("built"), pickle.dumps(values, protocol=5))
