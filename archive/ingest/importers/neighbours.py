"""The files of a foreign archive in a folder, and those that lie near one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from archive.errors import Problem
from archive.ingest.importers.source_files import list_files

LARGEST = 64_000_000
"""Bytes of a document that is read; a transcript of ten hours has half a megabyte."""
FILM = frozenset({".mp4", ".mov", ".m4v", ".avi", ".mkv", ".webm", ".mpg", ".mpeg", ".wmv"})


class Neighbours:
    """The files below a folder, found by their names whatever their case. Without a folder there
    are none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._named: dict[str, list[PurePosixPath]] = {}
        for path in list_files(folder) if folder is not None else ():
            self._named.setdefault(path.name.casefold(), []).append(path)

    def find(self, name: str, *, near: PurePosixPath) -> PurePosixPath | None:
        """The file of this name that shares most of its way with ``near``."""
        found: Sequence[PurePosixPath] = self._named.get(name.casefold(), ())
        return max(found, key=lambda path: (_shared(path, near), -len(path.parts)), default=None)

    def read(self, path: PurePosixPath) -> bytes | None:
        """The bytes of a file that was found; None where it cannot be read or is too large."""
        if self._folder is None:
            return None
        return _read_bytes(self._folder / path, path=path)[0]


def _shared(one: PurePosixPath, other: PurePosixPath) -> int:
    count = 0
    for mine, theirs in zip(one.parent.parts, other.parent.parts, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def find_files(source: Path, *suffixes: str) -> list[Path]:
    """The files below ``source`` that end so, or ``source`` itself; links are not followed."""
    if source.is_file():
        return [source] if source.suffix.lower() in suffixes else []
    return [source / path for path in list_files(source) if path.suffix.lower() in suffixes]


def read_each(
    files: Iterable[Path], *, folder: Path, problems: list[Problem]
) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Each of ``files`` by its path below ``folder``, with its bytes; what cannot be read is told
    of in ``problems``."""
    for file in files:
        path = PurePosixPath(file.relative_to(folder).as_posix())
        data, faults = _read_bytes(file, path=path)
        problems += faults
        if data is not None:
            yield path, data


def _read_bytes(file: Path, *, path: PurePosixPath) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The bytes of a file; None and a problem where it is too large or cannot be read."""
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        facts = {"reason_zh": reason, "reason_en": reason}
        return None, (Problem("file-unreadable", path, None, facts),)
    if len(data) > LARGEST:
        seen = f"{file.stat().st_size / 1_000_000:.1f} MB"
        facts = {"seen": seen, "limit": f"{LARGEST / 1_000_000:.0f} MB"}
        return None, (Problem("file-too-large", path, None, facts),)
    return data, ()


def place_for(source: PurePosixPath, *, picture: bool = False) -> PurePosixPath:
    """Where a file would like to be below ``media/``."""
    if picture:
        return PurePosixPath("photos", source.name)
    folder = "film" if source.suffix.lower() in FILM else "sound"
    return PurePosixPath(folder, source.name)
