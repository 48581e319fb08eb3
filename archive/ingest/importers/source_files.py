"""Files beside the tables of an archive: found by what a cell says, and listed."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from archive.errors import Problem
from archive.ingest.incoming import Tally
from archive.ingest.originals import is_inside

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|//|www\.", re.IGNORECASE)
_MOST = 100_000
"""Files that are listed at most."""


def is_address(text: str) -> bool:
    """Whether ``text`` is the address of something elsewhere, which is never fetched."""
    return _ADDRESS.match(text.strip()) is not None


def find_file(source: Path, location: str) -> PurePosixPath | None:
    """The file below ``source`` that a cell names, relative to it; None for one that is not there,
    is a link, or lies elsewhere."""
    if is_address(location):
        return None
    path = PurePosixPath(location.strip().replace("\\", "/").lstrip("/"))
    if not is_inside(path):
        return None
    try:
        file = source / path
        inside = file.resolve().is_relative_to(source.resolve())
        return path if inside and file.is_file() and not file.is_symlink() else None
    except (OSError, ValueError):  # a name no disk can have
        return None


def list_files(source: Path) -> tuple[PurePosixPath, ...]:
    """Every file below ``source`` that is not hidden, sorted; links are not followed."""
    return tuple(sorted(_walk(source)))


def _walk(source: Path) -> Iterator[PurePosixPath]:
    count = 0
    for folder, folders, files in os.walk(source):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith("."):
                count += 1
                if count > _MOST:
                    return
                yield PurePosixPath(Path(folder, name).relative_to(source).as_posix())


def unused_files(
    source: Path, used: Collection[PurePosixPath]
) -> tuple[Tally, tuple[Problem, ...]]:
    """How many files there are and were used, and a problem for each folder with others in it."""
    files = list_files(source)
    left: dict[PurePosixPath, list[str]] = {}
    for path in files:
        if path not in used:
            left.setdefault(path.parent, []).append(path.name)
    problems = []
    for folder, names in left.items():
        some = "、".join(names[:3]) + (" …" if len(names) > 3 else "")
        facts = {"seen": some[:120], "count": str(len(names))}
        problems.append(Problem("import-files-left", folder, None, facts))
    kept = sum(path in used for path in files)
    return Tally(len(files), kept=kept, listed=len(files) - kept), tuple(problems)
