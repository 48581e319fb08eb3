"""The whole index: every file below ``search/``, each with a fingerprint of what it is made from.

From nothing, texts stream through once: passages are written while their terms are gathered, so
that an archive need not fit into memory. After a change only what changed is read, and only the
files that it can reach are made; all others are handed over as they were, in one piece.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from archive.index.mentions import index_mentions
from archive.index.search.kept import clear, read_kept, write_kept
from archive.index.search.making import Making, open_last
from archive.index.search.material import Material
from archive.index.search.payload import path_of, program
from archive.index.search.readings import village_readings
from archive.model.orders import Derived
from archive.model.page import AsBefore, Page
from archive.model.public import PublicArchive


def index_files(
    archive: PublicArchive,
    *,
    media: Mapping[str, Derived] | None = None,
) -> Iterator[tuple[PurePosixPath, bytes]]:
    """The files of an archive by themselves, from nothing and with nothing kept."""
    readings = village_readings(archive.readings)
    material = Material(archive, index_mentions(archive), media or {}, readings, lambda _: b"")
    for page in _from_nothing(material):
        yield page.path, page.render().encode()


def _from_nothing(material: Material) -> Iterator[Page]:
    with TemporaryDirectory(prefix="pintu-") as folder:
        for made in search_files(material, folder=Path(folder)):
            assert isinstance(made, Page)
            yield made


def search_files(material: Material, *, folder: Path) -> Iterator[Page | AsBefore]:
    """Every file of the index, the one that is read first last. ``folder`` keeps what the next
    build need not do again."""
    kept = read_kept(folder, program=program().hex())
    again = partial(_again, material)
    if kept is not None and kept.stamp == material.stamp:
        yield AsBefore(kept.files, again)
        clear(folder, kept)
        return
    folder.mkdir(parents=True, exist_ok=True)
    making = Making(material, folder)
    last = open_last(kept, material, folder=folder)
    files: dict[str, str] = {}
    for page in making.files(last):
        files[str(page.path)] = page.fingerprint.hex()
        yield page
    if last is not None:
        same = _as_before(last.kept.files, files, redone=tuple(making.redone))
        files |= same
        yield AsBefore(same, again)
    head = making.head(_version(files))
    files[str(head.path)] = head.fingerprint.hex()
    yield head
    write_kept(folder, making.kept(files))


def _as_before(
    before: Mapping[str, str], made: Collection[str], *, redone: tuple[str, ...]
) -> dict[str, str]:
    """The files of the last index that nothing has touched."""
    head = path_of("head")
    return {
        path: mark
        for path, mark in before.items()
        if path not in made and path != head and not path.startswith(redone)
    }


def _version(files: Mapping[str, str]) -> str:
    """Changes with any file."""
    every = "".join(f"{path}{files[path]}" for path in sorted(files))
    return blake2b(every.encode(), digest_size=8).hexdigest()


def _again(material: Material, paths: Collection[str]) -> Iterator[Page]:
    """Files that were to be as before, made again: the site does not have them any more."""
    return (page for page in _from_nothing(material) if str(page.path) in paths)
