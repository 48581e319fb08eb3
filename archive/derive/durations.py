"""How long recordings are, measured by decoding them: what a file says of itself may be wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath

from archive.derive import tools
from archive.derive.cache import DerivedCache
from archive.derive.decoding import Wanted, decode
from archive.derive.executor import Executor
from archive.derive.identify import MediaKind, read_format
from archive.derive.originals import Original, Originals
from archive.derive.problems import PASSING, MediaFault
from archive.drafts import write_whole
from archive.values import dataclass

RATE = 1000
"""Samples a second that are decoded: enough to measure to the millisecond."""


@dataclass(frozen=True, slots=True)
class _Recording:
    """What a worker gets: where the original is, and what it is known by."""

    path: Path
    sha256: str
    cache: DerivedCache
    """Where it is worked on: what a killed build left there is swept by the next."""


def measure_durations(
    originals: Iterable[PurePosixPath],
    *,
    media_dir: Path,
    cache_dir: Path,
    executor: Executor,
    on_progress: Callable[[int, int], None] | None = None,
) -> Mapping[PurePosixPath, float]:
    """Seconds of each original that can be decoded as a whole; others are left out, for the media
    stage to speak of: a transcript may well reach beyond what is left of a damaged one.
    Remembered by the digest of the file."""
    names = sorted(set(originals))
    memory = cache_dir / "durations.json"
    found = Originals(media_dir, memory=cache_dir / "originals.json").find(
        names, jobs=executor.jobs
    )
    readable = {name: o for name, o in found.items() if isinstance(o, Original)}
    known = _read_memory(memory)
    wanted = {o.sha256: o for o in readable.values() if o.sha256 not in known}
    if wanted:
        cache = DerivedCache(cache_dir / "derived")
        recordings = [_Recording(o.path, o.sha256, cache) for o in wanted.values()]
        for done, finished in enumerate(executor.map_unordered(_measure, recordings), 1):
            if finished.value is not None:
                known[finished.item.sha256] = finished.value
            if on_progress is not None:
                on_progress(done, len(recordings))
        write_whole(memory, json.dumps(known, sort_keys=True).encode())
    seconds = {name: known.get(original.sha256, 0.0) for name, original in readable.items()}
    return {name: length for name, length in seconds.items() if length > 0}


def _read_memory(path: Path) -> dict[str, float]:
    try:
        known = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _measure(recording: _Recording) -> float | None:
    """Seconds, or 0 for what cannot be decoded as a whole; None where that may be otherwise the
    next time."""
    with recording.cache.open_draft() as draft:
        try:
            return _decode(recording.path, draft / "work")
        except MediaFault as fault:
            return None if fault.code in PASSING else 0.0


def _decode(path: Path, work: Path) -> float:
    found = read_format(path, wanted=MediaKind.SOUND)
    placed = tools.place_input(path, work=work)
    decoded = work / "length.u8"
    damage = decode(
        placed, found=found, wanted=Wanted(RATE, "u8", "u8", 1), path=decoded, work=work,
        limits=tools.limits_for(path),
    )  # fmt: skip
    return 0.0 if damage else decoded.stat().st_size / RATE
