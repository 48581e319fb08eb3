"""Files are replaced in one step: whoever reads one finds the old or the new, never a part.

What is new is written beside it first, under a name that tells a draft; one that a killed program
left behind holds what it was about to keep, and is swept.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path
from secrets import token_hex

_ENDING = ".tmp"
_ABANDONED = 600
"""Seconds after which nobody is at work on a draft any more."""


def write_whole(path: Path, *parts: bytes, lasting: bool = True) -> None:
    """Replace ``path`` by ``parts``, one behind the other; with ``lasting`` it is on the disk
    itself when this returns. Raises OSError, and then nothing has changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{token_hex(4)}{_ENDING}")
    try:
        with draft.open("wb") as file:
            file.writelines(parts)
        if lasting:
            sync_path(draft)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    if lasting:
        sync_path(path.parent)


def sync_path(path: Path) -> None:
    """Have the system put a file on the disk itself, or a directory's list where it can do that.
    Raises OSError."""
    if path.is_file():
        with path.open("rb+" if sys.platform == "win32" else "rb") as file:
            os.fsync(file.fileno())
        return
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep_drafts(folder: Path) -> None:
    """Remove drafts in ``folder`` that were left behind."""
    for draft in folder.glob(f"*{_ENDING}"):
        with contextlib.suppress(OSError):
            if time.time() - draft.stat().st_mtime > _ABANDONED:
                draft.unlink()
