"""A recording as samples to be listened to by a machine: nothing of it is published."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from archive.derive import tools
from archive.derive.identify import MediaKind, read_format
from archive.derive.sound import Speech, read_speech


@contextmanager
def open_recording(original: Path, *, rate: int, scratch: Path) -> Iterator[Speech]:
    """The sound of ``original``, decoded in a cage to one channel at ``rate`` samples a second,
    until the end of the block; ``scratch`` holds it (230 MB an hour at 16,000). Raises MediaFault.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="listening-", dir=scratch) as folder:
        work = Path(folder)
        found = read_format(original, wanted=MediaKind.SOUND)
        placed = tools.place_input(original, work=work)
        limits = tools.limits_for(original)
        yield read_speech(placed, found=found, silences=(), rate=rate, work=work, limits=limits)
