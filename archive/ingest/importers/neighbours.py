"""The files of a foreign archive in a folder, and the recordings that lie near them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from archive.errors import Problem
from archive.ingest.importers.source_files import list_files

LARGEST = 64_000_000
"""Bytes of a document that is read; a transcript of ten hours has half a megabyte."""
SOUND = frozenset(
    {".mp3", ".m4a", ".wav", ".flac", ".ogg", ".oga", ".opus", ".aac", ".amr", ".wma", ".aiff"}
)
FILM = frozenset({".mp4", ".mov", ".m4v", ".avi", ".mkv", ".webm", ".mpg", ".mpeg", ".wmv"})
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".gif", ".heic"})


def find_files(source: Path, *suffixes: str) -> list[Path]:
    """The files below ``source`` that end so, or ``source`` itself; links are not followed."""
    if source.is_file():
        return [source] if source.suffix.lower() in suffixes else []
    return [source / path for path in list_files(source) if path.suffix.lower() in suffixes]


def recordings_beside(folder: Path) -> Mapping[str, PurePosixPath]:
    """The sounds, films and pictures below ``folder`` by their names in small letters."""
    found: dict[str, PurePosixPath] = {}
    for file in find_files(folder, *SOUND, *FILM, *PICTURES):
        path = PurePosixPath(file.relative_to(folder).as_posix())
        found.setdefault(file.name.casefold(), path)
    return found


def read_bytes(file: Path, *, path: PurePosixPath) -> tuple[bytes | None, tuple[Problem, ...]]:
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
