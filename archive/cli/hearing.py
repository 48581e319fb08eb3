"""Several recordings listened to at once, each in a process of its own.

A recogniser goes from window to window and leaves a second core idle much of the time; a phone full
of recordings is heard sooner when each core has its own. Each is heard by a recogniser that was
loaded for it alone, so that its draft is the same in whatever order they come.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from archive.derive import Executor
from archive.derive.listening import open_recording
from archive.derive.problems import MediaFault
from archive.model.kinds import RecordId
from archive.recognise.engines import load_transcriber
from archive.recognise.listening import Journal, Listened, listen
from archive.recognise.models import tell_model
from archive.recognise.transcriber import RATE
from archive.values import dataclass

_LOOK = 1.0
"""Seconds between two looks at how far the journals have come."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """The recording of an interview, and all that a process needs to listen to it."""

    interview: RecordId
    original: Path
    journal: Path
    scratch: Path
    models: Path
    """The folder of a model that was loaded before, so that nothing is wrong with it."""
    threads: int


Heard = Listened | MediaFault | str
"""What was heard; or why nothing was: what is wrong with the file, or what ended the process."""


def hear(one: Hearing) -> Listened | MediaFault:
    """Listen to one recording, from where its journal ends."""
    try:
        with open_recording(one.original, rate=RATE, scratch=one.scratch) as sound:
            transcriber = load_transcriber(tell_model(one.models), threads=one.threads)
            return listen(sound, transcriber, journal=Journal(one.journal))
    except MediaFault as fault:
        return fault


def hear_all(
    wanted: Sequence[Hearing],
    *,
    lengths: Mapping[Path, float],
    executor: Executor,
    report: Callable[[int, int], None],
) -> Iterator[tuple[Hearing, Heard]]:
    """Each of ``wanted`` as it is done, in any order. ``lengths`` are the seconds of the originals;
    ``report`` is told how many seconds are heard, and of how many."""
    done: set[Hearing] = set()
    total = round(sum(lengths.get(one.original, 0.0) for one in wanted))

    def heard() -> Iterator[float]:
        for one in wanted:
            length = lengths.get(one.original, 0.0)
            is_done = one in done
            yield length if is_done else min(length, Journal(one.journal).noted_until())

    with _told_now_and_then(lambda: report(min(total, round(sum(heard()))), total)):
        for finished in executor.map_unordered(hear, wanted):
            done.add(finished.item)
            yield finished.item, finished.value or finished.failure or ""
    report(total, total)


@contextmanager
def _told_now_and_then(tell: Callable[[], None]) -> Iterator[None]:
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_LOOK):
            tell()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
