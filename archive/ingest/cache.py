"""The cache of what was read: one file in ``.pintu/``, safe to delete, never believed when odd.

An archive's folder travels on sticks and in mails, and its cache with it, so what is unpickled may
be nobody's of ours: only the plain values of the model are ever built from it.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import io
import os
import pickle
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pydantic

import archive
from archive.errors import Problem
from archive.ingest.entries import Entry
from archive.model.kinds import RecordId
from archive.model.transcript import Transcripts

_NAME = "records.cache"
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
    written: int = 0
    """When the file was written, in ns; 0 when there was none."""

    def entry(self, name: RecordId, stamp: tuple[tuple[str, int, int], ...]) -> Entry | None:
        """What is remembered of ``name``, if its files are still the same."""
        found = self.entries.get(name)
        if found is None or found.stamp != stamp:
            return None
        is_old = all(mtime < self.written - _RACE for _, _, mtime in stamp)
        return found if is_old else None


def read_cache(cache_dir: Path | None) -> Cached:
    """What the last reading left in ``cache_dir``; nothing when it is missing, old or damaged."""
    if cache_dir is None:
        return Cached()
    file = cache_dir / _NAME
    try:
        payload, written = read_sealed(file)
        with without_collection():
            entries, names_digest, name_problems, spellings = load_values(payload)
            gc.freeze()  # what was just built stays; looking through it once would cost 0.1 s
        return Cached(entries, names_digest, name_problems, spellings, written)
    except Exception:  # noqa: BLE001 - whatever is wrong with a cache, reading again mends it
        return Cached()


def write_cache(cache_dir: Path, cached: Cached) -> None:
    """Replace the cache in one step. A cache that cannot be written is done without."""
    values = (cached.entries, cached.names_digest, cached.name_problems, cached.spellings)
    with without_collection():
        payload = pickle.dumps(values, protocol=5)
    write_sealed(cache_dir / _NAME, payload)


def read_sealed(file: Path) -> tuple[bytes, int]:
    """What `write_sealed` wrote to ``file`` and when, in ns.

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
    return payload, written


def write_sealed(file: Path, payload: bytes) -> None:
    """Replace ``file`` in one step; when that cannot be done, leave it as it is."""
    seal = hashlib.sha1(payload, usedforsecurity=False).digest()
    temporary = file.with_name(f"{file.name}.{os.getpid()}.tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as opened:
            opened.writelines((_head(), seal, payload))
        temporary.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()


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


@contextlib.contextmanager
def without_collection() -> Iterator[None]:
    """Building many values at once, the garbage collector would look at all of them in vain."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
