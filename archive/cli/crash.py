"""What is kept of a failure of the program itself: enough to find the fault, and no more."""

from __future__ import annotations

import contextlib
import os
import platform
import sys
import tempfile
import traceback
from datetime import datetime
from pathlib import Path

from archive import __version__
from archive.cli.villages import SETTINGS, is_village

STATE = ".pintu"


def write_log(error: BaseException, *, command: str, folder: Path, at: datetime) -> Path | None:
    """Write what happened below the archive's ``.pintu``, or where there is no archive, among the
    system's temporary files; None when neither can be written.

    It holds versions, the command's name and the traceback: no arguments, no values of variables.
    Only its owner may read it.
    """
    text = "\n".join(
        [
            f"Pintu {__version__}, Python {platform.python_version()}, {sys.platform}",
            f"command: {command}",
            f"at: {at.isoformat(timespec='seconds')}",
            "",
            *traceback.format_exception(error),
        ]
    )
    name = f"pintu-{at:%Y%m%d-%H%M%S-%f}.txt"
    has_archive = is_village(folder) or (folder / SETTINGS).is_file()
    places = [folder / STATE / "log"] if has_archive else []
    for place in [*places, Path(tempfile.gettempdir())]:
        with contextlib.suppress(OSError):
            place.mkdir(parents=True, exist_ok=True)
            return _write(place / name, text)
    return None


def _write(path: Path, text: str) -> Path:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
    return path.resolve()
