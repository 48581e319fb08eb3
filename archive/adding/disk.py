"""Writing so that a cut at any moment leaves each file as it was, or whole: the one place where
adding touches the disk. Tests put a disk here that fails."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from archive.drafts import sync_path

_DRAFT = ".pintu-adding"
"""Ending of a file that is not whole yet; whoever finds one may delete it."""
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS})
CHUNK = 1 << 20


class Taken(Exception):
    """There is a file already where one was to be written, and it is another one."""


class Disk:
    """A real disk."""

    def make_folder(self, folder: Path) -> None:
        """Make ``folder`` and those around it, where they are not there."""
        folder.mkdir(parents=True, exist_ok=True)

    def write_new(self, file: Path, chunks: Iterable[bytes]) -> str:
        """Write a file where none is, and read it back; its SHA-256.

        `Taken` where there is one. Nothing that is there is ever overwritten.
        """
        self.make_folder(file.parent)
        draft = _draft_of(file)
        try:
            digest = self._write(draft, chunks)
            if self.digest(draft) != digest:
                raise OSError(errno.EIO, "what was written reads otherwise", str(draft))
            self.put(draft, file)
        finally:
            self.remove(draft)
        return digest

    def replace(self, file: Path, data: bytes) -> None:
        """Put ``data`` in the place of a file, whole, or leave the file as it is."""
        self.make_folder(file.parent)
        draft = _draft_of(file)
        try:
            self._write(draft, (data,))
            self.rename(draft, file)
        finally:
            self.remove(draft)

    def move(self, file: Path, target: Path) -> None:
        """Move a file to where none is; `Taken` where there is one."""
        self.make_folder(target.parent)
        self.put(file, target)
        self.remove(file)
        self.sync_folder(file.parent)

    def clear(self, file: Path) -> None:
        """Delete what a cut left behind of writing ``file``."""
        self.remove(_draft_of(file))

    def digest(self, file: Path) -> str:
        """SHA-256 of a file. FileNotFoundError where there is none."""
        digest = hashlib.sha256()
        with file.open("rb") as opened:
            while chunk := opened.read(CHUNK):
                digest.update(chunk)
        return digest.hexdigest()

    # --- steps, each of which may be the last

    def _write(self, file: Path, chunks: Iterable[bytes]) -> str:
        digest = hashlib.sha256()
        with self.open(file) as opened:
            for chunk in chunks:
                digest.update(chunk)
                self.write(opened, chunk)
            self.sync(opened)
        return digest.hexdigest()

    def open(self, file: Path) -> BinaryIO:
        """A file to write into, emptied."""
        return file.open("wb")

    def write(self, opened: BinaryIO, chunk: bytes) -> None:
        """Write a piece."""
        opened.write(chunk)

    def sync(self, opened: BinaryIO) -> None:
        """Have everything that was written on the disk."""
        opened.flush()
        os.fsync(opened.fileno())

    def put(self, draft: Path, file: Path) -> None:
        """Give a whole file its name, unless another file has it: then `Taken`."""
        try:
            os.link(draft, file)
        except FileExistsError:
            raise Taken(str(file)) from None
        except OSError as error:
            # Sticks and phones are formatted without links: there the look before must do.
            if error.errno not in _NO_LINKS:
                raise
            if os.path.lexists(file):
                raise Taken(str(file)) from None
            draft.rename(file)
        self.sync_folder(file.parent)

    def rename(self, draft: Path, file: Path) -> None:
        """Put a whole file in the place of another."""
        draft.replace(file)
        self.sync_folder(file.parent)

    def remove(self, file: Path) -> None:
        """Delete a file, if it is there."""
        file.unlink(missing_ok=True)

    def remove_folder(self, folder: Path) -> None:
        """Delete a folder, if it is empty."""
        with contextlib.suppress(OSError):
            folder.rmdir()

    def sync_folder(self, folder: Path) -> None:
        """Have the names in a folder on the disk."""
        sync_path(folder)


def _draft_of(file: Path) -> Path:
    name = hashlib.blake2b(file.name.encode(), digest_size=6).hexdigest()
    return file.with_name(f".{name}{_DRAFT}")


def read_chunks(opened: BinaryIO) -> Iterator[bytes]:
    """The bytes of an open file, piece by piece."""
    while chunk := opened.read(CHUNK):
        yield chunk
