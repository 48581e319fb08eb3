"""The cache of what was read: two files in ``.pintu/``, safe to delete, never believed when odd.

One has everything; the other, which is small and quick to write, what has changed since.

An archive's folder travels on sticks and in mails, and its cache with it, so what is unpickled may
be nobody's of ours: only the plain values of the model are ever built from it.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pydantic

import archive
from archive.drafts import write_whole
from archive.errors import Problem
from archive.ingest.entries import Entry
from archive.memory import gathered, without_collection
from archive.model.kinds import RecordId
from archive.model.transcript import Transcripts

_NAME = "records.cache"
_CHANGES = "changes.cache"
_FEW, _MOST_CHANGES = 10, 0.05
"""When more records than this, or this part of all, have changed since the large file was
written, it is written anew."""
_MAGIC = b"pintu records 1\n"
_RACE = 20_000_000
"""Nanoseconds before the cache was written in which a file may have changed unnoticed."""
_PLAIN = {("pathlib", "PurePosixPath"), ("datetime", "date")}
_OURS = ("archive.model.", "archive.errors.problem", "archive.ingest.entries")


@dataclass(slots=True)
class Cached:
    """What is remembered of the last reading."""

    entries: dict[RecordId, Entry] = field(default_factory=dict)
    names_digest: bytes = b""
    """Digest of the protected names that ``name_problems`` was made with."""
    name_problems: dict[RecordId, tuple[Problem, ...]] = field(default_factory=dict)
    spellings: dict[str, frozenset[str]] = field(default_factory=dict)
    """How each protected name is spelt in pinyin."""
    base: Mapping[RecordId, Entry] = field(default_factory=dict)
    """The entries of the large file."""
    seal: bytes = b""
    """The seal of the large file; empty when there was none."""
    written: int = 0
    """When the large file was written, in ns."""
    changes_written: int = 0
    """When the changes were written, in ns."""

    def entry(self, name: RecordId, stamp: tuple[tuple[str, int, int], ...]) -> Entry | None:
        """What is remembered of ``name``, if its files are still the same."""
        found = self.entries.get(name)
        if found is None or found.stamp != stamp:
            return None
        written = self.written if self.base.get(name) is found else self.changes_written
        is_old = all(mtime < written - _RACE for _, _, mtime in stamp)
        return found if is_old else None


def read_cache(cache_dir: Path | None) -> Cached:
    """What the last reading left in ``cache_dir``; nothing when it is missing, old or damaged."""
    if cache_dir is None:
        return Cached()
    try:
        with gathered():
            whole = read_sealed(cache_dir / _NAME)
            entries, names_digest, name_problems, spellings = load_values(whole.payload)
    except Exception:  # noqa: BLE001 - whatever is wrong with a cache, reading again mends it
        return Cached()
    cached = Cached(
        entries, names_digest, name_problems, spellings, entries, whole.seal, whole.written
    )
    return _with_changes(cached, cache_dir)


def _with_changes(cached: Cached, cache_dir: Path) -> Cached:
    """``cached`` as it was last, when there are changes that were written to this very file."""
    try:
        sealed = read_sealed(cache_dir / _CHANGES)
        seal, changed, gone, *names = load_values(sealed.payload)
        if seal != cached.seal:
            return cached
        entries = {**cached.base, **changed}
        for name in gone:
            del entries[name]
        names_digest, name_problems, spellings = names
    except Exception:  # noqa: BLE001 - without the changes some records are read again
        return cached
    return Cached(
        entries,
        names_digest,
        name_problems,
        spellings,
        cached.base,
        cached.seal,
        cached.written,
        sealed.written,
    )


def write_cache(cache_dir: Path, cached: Cached, *, before: Cached) -> None:
    """Remember ``cached`` in one step: what has changed since the large file of ``before``, or
    everything. A cache that cannot be written is done without."""
    names = (cached.names_digest, cached.name_problems, cached.spellings)
    changed = {n: e for n, e in cached.entries.items() if before.base.get(n) is not e}
    gone = tuple(name for name in before.base if name not in cached.entries)
    most = max(_FEW, _MOST_CHANGES * len(before.base))
    with without_collection():
        if before.seal and len(changed) + len(gone) <= most:
            payload = pickle.dumps((before.seal, changed, gone, *names), protocol=5)
            write_sealed(cache_dir / _CHANGES, payload)
            return
        payload = pickle.dumps((cached.entries, *names), protocol=5)
    write_sealed(cache_dir / _NAME, payload)
    with contextlib.suppress(OSError):
        (cache_dir / _CHANGES).unlink(missing_ok=True)


class Sealed(NamedTuple):
    """What was in a sealed file, when it was written in ns, and its seal."""

    payload: bytes
    written: int
    seal: bytes


def read_sealed(file: Path) -> Sealed:
    """What `write_sealed` wrote to ``file``.

    OSError when it cannot be read; ValueError when another program wrote it, or it is damaged.
    """
    with file.open("rb") as opened:
        if opened.read(len(_head())) != _head():
            raise ValueError("written by another program")
        seal = opened.read(20)
        payload = opened.read()
        written = os.fstat(opened.fileno()).st_mtime_ns
    if hashlib.sha1(payload, usedforsecurity=False).digest() != seal:
        raise ValueError("damaged")
    return Sealed(payload, written, seal)


def write_sealed(file: Path, payload: bytes) -> None:
    """Replace ``file`` in one step; when that cannot be done, leave it as it is."""
    seal = hashlib.sha1(payload, usedforsecurity=False).digest()
    with contextlib.suppress(OSError):
        write_whole(file, _head(), seal, payload, lasting=False)


def load_values(packed: bytes) -> Any:
    """Pickled values of the model; UnpicklingError when anything else is among them."""
    return _Unpickler(io.BytesIO(packed)).load()


def load_transcripts(packed: bytes) -> Transcripts:
    """The transcripts of one entry."""
    value = load_values(packed)
    if not isinstance(value, Transcripts):
        raise pickle.UnpicklingError("not transcripts")
    return value


class _Unpickler(pickle.Unpickler):
    """Builds values of the model and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        found = None
        if (module, name) in _PLAIN or module.startswith(_OURS):
            found = getattr(sys.modules.get(module), name, None)
        is_ours = isinstance(found, type) and found.__module__ == module
        if not is_ours and (module, name) not in _PLAIN:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in a cache")
        return found


def _head() -> bytes:
    """Marks a cache as written by exactly this program."""
    return _MAGIC + _program().encode() + b"\n"


@cache
def _program() -> str:
    root = Path(archive.__file__).parent
    digest = hashlib.blake2b(f"{sys.version_info} {pydantic.VERSION}".encode(), digest_size=12)
    for folder in ("errors", "model", "ingest"):
        for file in sorted((root / folder).glob("*.py")):
            status = file.stat()
            digest.update(f"{file.name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
