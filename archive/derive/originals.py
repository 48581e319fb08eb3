"""The digests of originals, remembered as long as the files look untouched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

from archive.derive.cache import read_digest
from archive.derive.problems import MediaFault
from archive.drafts import write_whole
from archive.values import dataclass

Stamp = tuple[int, int, int, int]
"""Size, time of last writing, inode, time of last change: a file that differs in none is trusted
to be the one that was read, unless it is to be verified."""


@dataclass(frozen=True, slots=True)
class Original:
    """One file below `media/` as it was found."""

    path: Path
    stamp: Stamp
    sha256: str


class Originals:
    """Finds originals below `media_dir`, and reads only those that changed since the last time."""

    def __init__(self, media_dir: Path, *, memory: Path) -> None:
        self._media_dir = media_dir
        self._memory = memory
        self._known = _read_memory(memory)

    def find(
        self, names: Iterable[PurePosixPath], *, verify: bool = False, jobs: int = 1
    ) -> dict[PurePosixPath, Original | MediaFault]:
        """Each original with its digest, or why it cannot be had.

        Digests are read by `jobs` threads. With `verify`, nothing remembered is believed.
        """
        found: dict[PurePosixPath, Original | MediaFault] = {}
        unread: list[PurePosixPath] = []
        for name in dict.fromkeys(names):
            remembered = None if verify else self._remembered(name)
            if remembered is None:
                unread.append(name)
            else:
                found[name] = remembered
        if unread:
            with ThreadPoolExecutor(max(1, jobs)) as pool:
                found |= zip(unread, pool.map(self._read, unread), strict=True)
            self._remember(found)
        return found

    def _remembered(self, name: PurePosixPath) -> Original | None:
        digest = self._known.get(str(name))
        if digest is None:
            return None
        path = self._media_dir / name
        try:
            stamp = read_stamp(path)
        except OSError:
            return None
        return Original(path, stamp, digest[1]) if digest[0] == stamp else None

    def _read(self, name: PurePosixPath) -> Original | MediaFault:
        path = self._media_dir / name
        try:
            if not path.resolve().is_relative_to(self._media_dir.resolve()):
                return MediaFault("media-outside")
            if not path.is_file():
                return MediaFault("media-missing")
            stamp = read_stamp(path)
            digest = read_digest(path)
        except OSError as error:
            return MediaFault("media-failed", reason=error.strerror or "?")
        return Original(path, stamp, digest)

    def _remember(self, found: Mapping[PurePosixPath, Original | MediaFault]) -> None:
        fresh = {str(n): (o.stamp, o.sha256) for n, o in found.items() if isinstance(o, Original)}
        self._known = self._known | fresh
        write_whole(self._memory, json.dumps(self._known, ensure_ascii=False).encode())


def read_stamp(path: Path) -> Stamp:
    """How a file looks from outside. Raises OSError."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns


def _read_memory(path: Path) -> dict[str, tuple[Stamp, str]]:
    try:
        data = json.loads(path.read_bytes())
        return {name: ((s[0], s[1], s[2], s[3]), digest) for name, (s, digest) in data.items()}
    except (OSError, ValueError, TypeError, IndexError, AttributeError):
        return {}
