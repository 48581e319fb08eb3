"""The words of interviews as they may be read, kept from build to build in ``.pintu/``.

Projecting a transcript is pure, and slow beside everything else that a build does for a record
that did not change. What is kept is found again only under a key that covers all it was made from
(see `archive.model.spoken`), and only by the very program that made it.
"""

from __future__ import annotations

import contextlib
import pickle
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from archive.ingest.cache import load_values, read_sealed, write_sealed
from archive.model.kinds import RecordId
from archive.model.public import KeptSegments, PublicSegment, are_timed, last_second
from archive.model.telling import ProjectedWords

Row = tuple[bytes, bytes, ProjectedWords, int, bool, float | None, bytes]
"""Key, packed segments, the words without them, how many there are, are they timed, their last
second, digest."""


@dataclass(slots=True)
class WordsCache:
    """Remembers projected words; see `archive.model.telling.WordsMemory`."""

    _file: Path
    _before: dict[RecordId, Row]
    _after: dict[RecordId, Row]

    def recall(self, interview: RecordId, *, key: bytes) -> ProjectedWords | None:
        """What was kept of ``interview`` under this very key."""
        row = self._before.get(interview)
        if row is None or row[0] != key:
            return None
        self._after[interview] = row
        return self._words(row)

    def keep(self, interview: RecordId, words: ProjectedWords, *, key: bytes) -> ProjectedWords:
        """``words`` with segments that are unpacked only when they are read."""
        segments = tuple(words.segments)
        packed = pickle.dumps(segments, protocol=5)
        digest = blake2b(packed, digest_size=16).digest()
        bare = replace(words, segments=())
        times = are_timed(segments), last_second(segments)
        row = (key, packed, bare, len(segments), *times, digest)
        self._after[interview] = row
        return self._words(row)

    def write(self) -> None:
        """Keep what this build used for the next one. Done without when it cannot be written."""
        if self._after.keys() != self._before.keys() or any(
            self._before[name] is not row for name, row in self._after.items()
        ):
            write_sealed(self._file, pickle.dumps(self._after, protocol=5))

    def _words(self, row: Row) -> ProjectedWords:
        _, packed, bare, count, is_timed, last, digest = row
        segments = KeptSegments(
            packed, unpack_segments, count=count, is_timed=is_timed, last_second=last, digest=digest
        )
        return replace(bare, segments=segments)


@lru_cache(maxsize=8)  # a page asks for its own segments several times
def unpack_segments(packed: bytes) -> tuple[PublicSegment, ...]:
    """The segments that `WordsCache.keep` packed."""
    segments: tuple[PublicSegment, ...] = load_values(packed)
    return segments


def read_words(cache_dir: Path, *, channel: str) -> WordsCache:
    """What the last build for ``channel`` kept; nothing when it is missing, old or damaged."""
    file = cache_dir / f"words-{channel}.cache"
    before: dict[RecordId, Row] = {}
    with contextlib.suppress(Exception):  # whatever is wrong, projecting again mends it
        before = load_values(read_sealed(file).payload)
    return WordsCache(file, before, {})
