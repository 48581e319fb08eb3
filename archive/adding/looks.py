"""What the files of a gift say of themselves, and which photographs look like one another."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from archive.adding.disk import Disk
from archive.adding.doing import open_lasting
from archive.adding.gift import Found, Gift
from archive.adding.plan import Alike
from archive.adding.village import Village
from archive.derive.executor import Executor
from archive.derive.identify import MediaKind
from archive.derive.inspecting import Inspected, inspect_all
from archive.derive.likeness import find_alike
from archive.ingest.originals import MEDIA

_PICTURES = frozenset(
    f".{ending}" for ending in ("jpg", "jpeg", "png", "tif", "tiff", "webp", "heic", "heif", "bmp")
)


def inspect_gift(
    gift: Gift, *, executor: Executor, on_progress: Callable[[int, int], None] | None = None
) -> Mapping[PurePosixPath, Inspected]:
    """Each recording and picture of ``gift``, by what the gift calls it."""
    media = [found for found in gift.files if isinstance(found.nature, MediaKind)]
    seen = inspect_all([found.file for found in media], executor=executor, on_progress=on_progress)
    return {found.path: seen[found.file] for found in media if found.file in seen}


def length_in(village: Village, file: PurePosixPath, *, executor: Executor) -> float | None:
    """The seconds that a recording of the archive announces; None where it is damaged or gone."""
    path = village.folder / MEDIA / file
    if not path.is_file():
        return None
    seen = inspect_all([path], executor=executor)[path]
    return None if seen.fault else seen.seconds


def inspect_inside(
    inside: Sequence[Found], *, scratch: Path, executor: Executor
) -> Mapping[PurePosixPath, Inspected]:
    """Each picture inside of a document, by what the gift calls it; unpacked into ``scratch``."""
    folder = Path(tempfile.mkdtemp(dir=scratch))
    files: dict[Path, PurePosixPath] = {}
    for number, found in enumerate(inside):
        file = folder / str(number)
        with open_lasting(found.lasting) as chunks, file.open("xb") as opened:
            opened.writelines(chunks)
        files[file] = found.path
    return {files[file]: seen for file, seen in inspect_all(files, executor=executor).items()}


def find_looks(
    gift: Gift,
    inspected: Mapping[PurePosixPath, Inspected],
    village: Village,
    *,
    executor: Executor,
    state: Path,
) -> tuple[Alike, ...]:
    """Pairs of pictures that may be of one photograph: of two that are brought, or of one that is
    brought and one that is here. The same bytes are no pair.

    ``state`` remembers how the archive's own pictures look.
    """
    brought = _different(
        [f for f in gift.files if f.nature is MediaKind.PICTURE], village.registered
    )
    if not brought:
        return ()
    looks = {f"+{found.path}": inspected[found.path].likeness for found in brought}
    here = _looks_of(village, executor, state)
    pairs = find_alike(looks | here)
    return tuple(
        Alike(pair.one.removeprefix("+"), pair.other.removeprefix("+"), pair.distance)
        for pair in pairs
        if pair.one in looks or pair.other in looks
    )


def _different(found: Sequence[Found], here: Mapping[str, PurePosixPath]) -> list[Found]:
    first: dict[str, Found] = {}
    for one in found:
        if one.sha256 not in here:
            first.setdefault(one.sha256, one)
    return list(first.values())


def _looks_of(village: Village, executor: Executor, state: Path) -> dict[str, tuple[bytes, ...]]:
    """How the registered pictures of an archive look, by their place."""
    memory = state / "adding" / "looks.memory"
    known: dict[str, list[str]] = {}
    with suppress(OSError, ValueError):
        known = json.loads(memory.read_bytes())
    pictures = {
        digest: place
        for digest, place in village.registered.items()
        if place.suffix.lower() in _PICTURES
    }
    unseen = {digest: place for digest, place in pictures.items() if digest not in known}
    files = {village.folder / MEDIA / place: digest for digest, place in unseen.items()}
    for file, seen in inspect_all(files, executor=executor).items():
        known[files[file]] = [look.hex() for look in seen.likeness]
    if unseen and state.is_dir():
        Disk().replace(memory, json.dumps(known).encode())
    return {
        f"{MEDIA}/{place}": tuple(map(bytes.fromhex, known[digest]))
        for digest, place in pictures.items()
        if known.get(digest)
    }
