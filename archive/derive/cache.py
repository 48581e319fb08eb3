"""Derivatives on disk, found by what they were made from and how. An entry is whole or absent.

    derived/<2 hex>/<digest>/entry.json and the files
    derived/drafts/<name>, <name>.lock      being made
    derived/index.json                      the entries of the last derivation, in one read

Made in a draft on the same file system, synced, then renamed: a power cut or kill -9 at any moment
leaves drafts, which the next derivation sweeps, and never half an entry.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, astuple, field, fields
from functools import partial
from pathlib import Path
from typing import Any

from archive.derive.damage import Notes
from archive.drafts import sweep_drafts, sync_path, write_whole
from archive.locks import Holder, locked, sweep
from archive.model.orders import Order, PictureOrder, SoundOrder, VideoOrder
from archive.values import dataclass

CODE_VERSIONS = {SoundOrder: 3, VideoOrder: 3, PictureOrder: 3}
"""Raise one when the same order would give other bytes than before: its entries are then new."""

_TOOLS = {
    SoundOrder: ("imageio-ffmpeg", "silk-python"),
    VideoOrder: ("imageio-ffmpeg", "pillow"),
    PictureOrder: ("pillow", "pillow-heif"),
}


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One file of an entry."""

    role: str
    """`""` for the file the order is about, `poster`, or the role of a picture's size."""
    name: str
    media_type: str
    width: int | None = None
    height: int | None = None
    seconds: float | None = None
    bytes: int = 0
    """Filled in when the entry is kept, as is `sha256`."""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What one order gave, under names of the cache. `roles` points sizes to files."""

    files: tuple[MadeFile, ...]
    seconds: float = 0.0
    peaks: bytes = b""
    waveform: str = ""
    placeholder: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    """Role wanted -> role of the file that serves it, where they differ."""
    found: str = ""
    """Name of the original's real format."""
    original_sha256: str = ""
    notes: Notes = field(default_factory=dict)
    """What is to be said of it each time."""


def read_digest(path: Path) -> str:
    """SHA-256 of a file, lower-case hex, read in pieces. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_order(order: Order, *, original_sha256: str, versions: Mapping[str, str]) -> str:
    """The name of the order's entry: everything that the bytes of the result depend on.

    `versions`: of the tools, by distribution. The order's key is no part of it, nor is the
    original's name.
    """
    settings = {field.name: getattr(order, field.name) for field in fields(order)}
    for name in ("key", "original", "sha256"):
        del settings[name]
    if settings.get("page", 1) is None:
        del settings["page"]
    for name in settings.keys() & {"silences", "blackouts", "masks"}:
        settings[name] = [astuple(part) for part in settings[name]]
    facts = {
        "code": CODE_VERSIONS[type(order)],
        "kind": type(order).__name__,
        "original": original_sha256,
        "settings": settings,
        "tools": {name: versions[name] for name in tool_names(order)},
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def tool_names(order: Order) -> tuple[str, ...]:
    """The distributions whose version the order's result depends on. What draws PDFs is renewed
    every few weeks, so it counts for pages of a file alone and not for every photograph."""
    has_page = isinstance(order, PictureOrder) and order.page is not None
    return (*_TOOLS[type(order)], "pypdfium2") if has_page else _TOOLS[type(order)]


def format_made(made: Made) -> dict[str, Any]:
    """As JSON can hold it; `parse_made` turns it back."""
    return asdict(made) | {"peaks": made.peaks.hex()}


def parse_made(data: Mapping[str, Any]) -> Made:
    """Raises KeyError, TypeError or ValueError for anything but what `format_made` gave."""
    values = dict(data)
    values["files"] = tuple(MadeFile(**file) for file in values["files"])
    values["peaks"] = bytes.fromhex(values["peaks"])
    return Made(**values)


class DerivedCache:
    """The entries below one directory."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._drafts = root / "drafts"
        self._index_path = root / "index.json"

    def entry_path(self, digest: str) -> Path:
        """Where the entry lies, or would."""
        return self._root / digest[:2] / digest

    def read_index(self) -> dict[str, Made]:
        """The entries of the last derivation. Empty when there is none that can be read."""
        try:
            data = json.loads(self._index_path.read_bytes())
            return {digest: parse_made(made) for digest, made in data.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def write_index(self, entries: Mapping[str, Made]) -> None:
        """Keep the entries of this derivation for the next one. Raises OSError."""
        data = {digest: format_made(made) for digest, made in sorted(entries.items())}
        write_whole(self._index_path, json.dumps(data).encode())

    def find(self, digest: str, *, verify: bool = False) -> Made | None:
        """The entry, if it is there with all its files; with `verify`, if they are sound too."""
        try:
            made = parse_made(json.loads((self.entry_path(digest) / "entry.json").read_bytes()))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return made if self.is_whole(digest, made, verify=verify) else None

    def is_whole(self, digest: str, made: Made, *, verify: bool = False) -> bool:
        """Whether every file of the entry is there and as long, or with `verify` the same."""
        entry = self.entry_path(digest)
        try:
            return all(
                (entry / file.name).stat().st_size == file.bytes
                and (not verify or read_digest(entry / file.name) == file.sha256)
                for file in made.files
            )
        except OSError:
            return False

    @contextlib.contextmanager
    def open_draft(self) -> Iterator[Path]:
        """A new directory with `work` and `out` in it, removed at the end. Raises OSError."""
        self._drafts.mkdir(parents=True, exist_ok=True)
        with contextlib.ExitStack() as stack:
            draft = self._reserve_draft(stack)
            try:
                for room in ("work", "out"):
                    (draft / room).mkdir(parents=True)
                yield draft
            finally:
                shutil.rmtree(draft, ignore_errors=True)
        draft.with_suffix(".lock").unlink(missing_ok=True)

    def _reserve_draft(self, stack: contextlib.ExitStack) -> Path:
        while True:
            draft = self._drafts / secrets.token_hex(8)
            lock = draft.with_suffix(".lock")
            holder = stack.enter_context(locked(lock))
            # A sweep by another process may come between making the file and locking it.
            if holder is not Holder.ANOTHER and lock.exists():
                return draft

    def keep(self, draft: Path, digest: str, *, made: Made) -> Made:
        """Make the files in `draft/out` the entry `digest`; the entry as kept. Raises OSError."""
        out = draft / "out"
        files = tuple(_measure(file, out / file.name) for file in made.files)
        made = Made(**{**{n: getattr(made, n) for n in made.__slots__}, "files": files})
        (out / "entry.json").write_text(json.dumps(format_made(made)), encoding="ascii")
        for path in sorted(out.iterdir()):
            sync_path(path)
        sync_path(out)
        target = self.entry_path(digest)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            if (found := self.find(digest, verify=True)) is not None:
                return found  # another process was faster
            target.rename(draft / "damaged")
        out.rename(target)
        sync_path(target.parent)
        return made

    def sweep_drafts(self) -> None:
        """Remove what killed derivations left behind; drafts at work are locked and stay."""
        sweep_drafts(self._root)
        for lock in sorted(self._drafts.glob("*.lock")):
            sweep(lock, clear=partial(shutil.rmtree, lock.with_suffix(""), ignore_errors=True))

    def entries(self) -> Iterator[str]:
        """The digest of every entry, whole or not."""
        for entry in sorted(self._root.glob("[0-9a-f][0-9a-f]/*")):
            if entry.is_dir() and not entry.is_symlink():
                yield entry.name

    def drop(self, digest: str) -> None:
        """Remove an entry. Raises OSError."""
        shutil.rmtree(self.entry_path(digest))


def _measure(file: MadeFile, path: Path) -> MadeFile:
    values = asdict(file) | {"bytes": path.stat().st_size, "sha256": read_digest(path)}
    return MadeFile(**values)
