"""Taking an addition back: exactly what it brought, and nothing that was worked on since.

Nothing is deleted: files go into a folder ``trash/``, from where a person can fetch them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from archive.adding.disk import Taken
from archive.adding.doing import Files
from archive.adding.journal import Copied, Journal, State, Written
from archive.adding.village import read_village
from archive.ingest.originals import MANIFEST, MEDIA, format_manifest, read_manifest
from archive.values import dataclass

TRASH = "trash"


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, and what was not. Paths are relative to the archive's folder."""

    trash: PurePosixPath
    removed: tuple[str, ...]
    """Files that are in the trash now."""
    restored: tuple[str, ...]
    """Files that are again what they were."""
    changed_since: tuple[str, ...]
    """Files that somebody worked on since: they stay as they are."""
    still_named: tuple[str, ...]
    """Originals that a record names which stays: they stay too."""


def undo(journal: Journal, files: Files) -> Undone:
    """Take back what ``journal`` brought. May be repeated after a cut."""
    journal = files.journals.set_state(journal, State.UNDOING)
    trash = PurePosixPath(TRASH, f"{journal.number:06}")
    files.disk.replace(files.village / TRASH / ".gitignore", b"*\n")
    removed: list[str] = []
    restored: list[str] = []
    changed: list[str] = []
    for written in reversed(journal.written):
        _take_back(written, files, trash, removed, restored, changed)
    named = frozenset(read_village(files.village).holders)
    kept = [one.place for one in journal.copied if PurePosixPath(one.place) in named]
    gone = [one for one in journal.copied if one.place not in kept]
    originals = [*_take_back_originals(gone, files, trash, changed)]
    _unregister(originals, files)
    for folder in journal.made_folders:
        files.disk.remove_folder(files.village / folder)
    files.journals.set_state(journal, State.UNDONE)
    return Undone(
        trash,
        tuple(sorted({*removed, *(f"{MEDIA}/{place}" for place in originals)})),
        tuple(sorted(set(restored))),
        tuple(sorted(set(changed))),
        tuple(f"{MEDIA}/{place}" for place in kept),
    )


def _take_back(
    written: Written,
    files: Files,
    trash: PurePosixPath,
    removed: list[str],
    restored: list[str],
    changed: list[str],
) -> None:
    file = files.village / written.path
    there = file.read_bytes() if file.is_file() else None
    before = None if written.before is None else written.before.encode("latin-1")
    after = written.text.encode("latin-1")
    if there is None or there == before or before == after:
        return
    if there != after:
        changed.append(written.path)
    elif before is None:
        _to_trash(file, files.village / trash / written.path, files)
        removed.append(written.path)
    else:
        files.disk.replace(file, before)
        restored.append(written.path)


def _take_back_originals(
    copied: list[Copied], files: Files, trash: PurePosixPath, changed: list[str]
) -> Iterator[str]:
    manifest, _ = read_manifest(files.village / MEDIA)
    for one in copied:
        file = files.village / MEDIA / one.place
        brought = one.sha256 or manifest.get(PurePosixPath(one.place))
        if file.is_file() and files.disk.digest(file) != brought:
            changed.append(f"{MEDIA}/{one.place}")
            continue
        if file.is_file():
            _to_trash(file, files.village / trash / MEDIA / one.place, files)
        yield one.place


def _to_trash(file: Path, target: Path, files: Files) -> None:
    try:
        files.disk.move(file, target)
    except Taken:
        if files.disk.digest(file) != files.disk.digest(target):
            raise
        files.disk.remove(file)  # moved before, and cut between the two names


def _unregister(places: list[str], files: Files) -> None:
    media = files.village / MEDIA
    manifest, problems = read_manifest(media)
    rest = {path: digest for path, digest in manifest.items() if str(path) not in places}
    if not problems and not rest:
        files.disk.remove(media / MANIFEST)
    elif not problems and rest != manifest:
        files.disk.replace(media / MANIFEST, format_manifest(rest))
