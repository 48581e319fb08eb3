"""The whole stage: orders in, derivatives and problems out. One bad original costs only itself."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from archive.derive import tools
from archive.derive.cache import DerivedCache, Made, MadeFile, digest_order, tool_names
from archive.derive.executor import Executor
from archive.derive.identify import MediaKind, is_usual_extension, read_format
from archive.derive.originals import Original, Originals, read_stamp
from archive.derive.pictures import LAID_OUT, ZOOM
from archive.derive.problems import MediaFault, MediaProblem
from archive.model.orders import (
    Derived,
    DerivedFile,
    DerivedPicture,
    DerivedSound,
    DerivedVideo,
    Order,
    PictureOrder,
    SoundOrder,
    VideoOrder,
)
from archive.values import dataclass

Progress = Callable[[int, int, PurePosixPath], None]
"""Called with (done, of how many, the original just finished); only for what had to be made."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """What became of the orders. Each is in `results` or `problems`; with a warning, in both."""

    results: Mapping[str, Derived]
    """By the order's key."""
    problems: tuple[MediaProblem, ...]
    """Sorted by original and code."""
    files: Mapping[PurePosixPath, Path]
    """Every file to publish -> where it lies in the cache."""
    made: int = 0
    """How many orders were not in the cache."""
    asked: frozenset[str] = frozenset()
    """The entries of the cache that were asked for, made or not."""


@dataclass(frozen=True, slots=True)
class _Task:
    """What one worker gets: an order, its original as it was found, and where the result goes."""

    order: Order
    original: Original
    digest: str
    cache_root: Path


def derive_all(
    orders: Sequence[Order],
    *,
    media_dir: Path,
    cache_dir: Path,
    executor: Executor,
    on_progress: Progress | None = None,
    verify: bool = False,
) -> Derivation:
    """Derive what is ordered; what the cache holds is taken from there and starts nothing.

    `cache_dir` is the village's `.pintu`. With `verify`, originals and derivatives are read and
    compared, not believed from their size and time. Raises ValueError for two orders of one key,
    and OSError when the cache cannot be written at all.
    """
    wanted = {order.key: order for order in orders}
    if len(wanted) != len(orders):
        raise ValueError("two orders have the same key")
    cache = DerivedCache(cache_dir / "derived")
    digests, problems = _digest_orders(orders, media_dir, cache_dir, executor, verify)
    index = cache.read_index()
    entries = _find_entries(digests.values(), index, cache, verify)
    tasks = {
        digest: _Task(wanted[key], original, digest, cache_dir / "derived")
        for key, (digest, original) in digests.items()
        if digest not in entries
    }
    cache.sweep_drafts()
    if tasks:
        failures = _run_tasks(list(tasks.values()), entries, executor, on_progress)
        problems += [
            MediaProblem(failures[digest].code, wanted[key].original, failures[digest].facts)
            for key, (digest, _) in digests.items()
            if digest in failures
        ]
    if index.keys() != entries.keys():
        cache.write_index(entries)
    asked = frozenset(digest for digest, _ in digests.values()) | _lent(orders, problems)
    return replace(
        _collect(wanted, digests, entries, problems, cache), made=len(tasks), asked=asked
    )


def digests_of(
    orders: Sequence[Order], *, media_dir: Path, cache_dir: Path, executor: Executor
) -> frozenset[str]:
    """The entries of the cache that these orders would ask for."""
    digests, problems = _digest_orders(orders, media_dir, cache_dir, executor, verify=False)
    return frozenset(digest for digest, _ in digests.values()) | _lent(orders, problems)


def sweep_derived(
    cache_dir: Path, *, asked: frozenset[str], others: Callable[[], Iterable[str]]
) -> int:
    """Remove every entry that nobody asks for any more, such as what was made before a consent was
    withdrawn; how many. `others` gives what else is asked for, and is called only when there is
    something to remove. Raises OSError.
    """
    cache = DerivedCache(cache_dir / "derived")
    left = [digest for digest in cache.entries() if digest not in asked]
    if not left:
        return 0
    kept = frozenset(others())
    gone = [digest for digest in left if digest not in kept]
    for digest in gone:
        cache.drop(digest)
    return len(gone)


def _lent(orders: Iterable[Order], problems: Iterable[MediaProblem]) -> frozenset[str]:
    """Entries of originals that are away for now, on a disk that is not plugged in, by the digests
    that their records keep of them."""
    away = {problem.original for problem in problems if problem.code == "media-missing"}
    return frozenset(
        digest_order(order, original_sha256=order.sha256.lower(), versions=_versions([order]))
        for order in orders
        if order.original in away and order.sha256 is not None
    )


def _digest_orders(
    orders: Sequence[Order], media_dir: Path, cache_dir: Path, executor: Executor, verify: bool
) -> tuple[dict[str, tuple[str, Original]], list[MediaProblem]]:
    """Each order's digest and original by its key; and what is wrong with the other originals."""
    originals = Originals(media_dir, memory=cache_dir / "originals.json")
    names = [order.original for order in orders]
    found = originals.find(names, verify=verify, jobs=executor.jobs)
    versions = _versions(orders)
    digests: dict[str, tuple[str, Original]] = {}
    problems: list[MediaProblem] = []
    for order in orders:
        original = found[order.original]
        if isinstance(original, MediaFault):
            problems.append(MediaProblem(original.code, order.original, original.facts))
        elif order.sha256 is not None and order.sha256.lower() != original.sha256:
            facts = {"expected": order.sha256, "found": original.sha256}
            problems.append(MediaProblem("media-changed", order.original, facts))
        else:
            digest = digest_order(order, original_sha256=original.sha256, versions=versions)
            digests[order.key] = (digest, original)
    return digests, problems


def _versions(orders: Iterable[Order]) -> dict[str, str]:
    names = sorted({name for order in orders for name in tool_names(order)})
    return {name: tools.tool_version(name) for name in names}


def _find_entries(
    digests: Iterable[tuple[str, Original]],
    index: Mapping[str, Made],
    cache: DerivedCache,
    verify: bool,
) -> dict[str, Made]:
    """The entries that the cache holds; those in the index are not read from the disk again."""
    entries: dict[str, Made] = {}
    for digest, _ in digests:
        made = index.get(digest)
        if made is None or not cache.is_whole(digest, made, verify=verify):
            made = cache.find(digest, verify=verify)
        if made is not None:
            entries[digest] = made
    return entries


def _run_tasks(
    tasks: Sequence[_Task],
    entries: dict[str, Made],
    executor: Executor,
    on_progress: Progress | None,
) -> dict[str, MediaFault]:
    """Make what is missing into `entries`; the failures by digest."""
    failures: dict[str, MediaFault] = {}
    for done, finished in enumerate(executor.map_unordered(derive_one, tasks), start=1):
        task, value = finished.item, finished.value
        if isinstance(value, Made):
            entries[task.digest] = value
        else:
            reason = finished.failure or "no result"
            failures[task.digest] = value or MediaFault("media-failed", reason=reason)
        if on_progress is not None:
            on_progress(done, len(tasks), task.order.original)
    return failures


def derive_one(task: _Task) -> Made | MediaFault:
    """Make one entry of the cache, in a worker; what is wrong with the original is returned."""
    try:
        return _derive_entry(task)
    except MediaFault as fault:
        return fault
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return MediaFault("media-no-space")
        return MediaFault("media-failed", reason=error.strerror or type(error).__name__)


def _derive_entry(task: _Task) -> Made:
    cache = DerivedCache(task.cache_root)
    with cache.open_draft() as draft:
        order, work, out = task.order, draft / "work", draft / "out"
        found = read_format(task.original.path, wanted=_kind_of(order))
        placed = tools.place_input(task.original.path, work=work)
        match order:
            case SoundOrder():
                from archive.derive.sound import derive_sound

                made = derive_sound(order, placed, found=found, work=work, out=out)
            case VideoOrder():
                from archive.derive.video import derive_video

                made = derive_video(order, placed, found=found, work=work, out=out)
            case PictureOrder():
                from archive.derive.pictures import derive_picture

                made = derive_picture(order, placed, found=found, work=work, out=out)
        if read_stamp(task.original.path) != task.original.stamp:
            raise MediaFault("media-changed")  # while it was being read
        made = replace(made, found=found.name, original_sha256=task.original.sha256)
        return cache.keep(draft, task.digest, made=made)


def _kind_of(order: Order) -> MediaKind:
    match order:
        case SoundOrder():
            return MediaKind.SOUND
        case VideoOrder():
            return MediaKind.VIDEO
        case PictureOrder():
            return MediaKind.PICTURE


def _collect(
    wanted: Mapping[str, Order],
    digests: Mapping[str, tuple[str, Original]],
    entries: Mapping[str, Made],
    problems: list[MediaProblem],
    cache: DerivedCache,
) -> Derivation:
    """Give the entries the names that the orders ask for."""
    results: dict[str, Derived] = {}
    files: dict[PurePosixPath, Path] = {}
    for key, (digest, original) in digests.items():
        entry = entries.get(digest)
        if entry is None:
            continue
        results[key] = name_result(wanted[key], entry)
        folder = cache.entry_path(digest)
        files |= {publish_path(key, file): folder / file.name for file in entry.files}
        if not is_usual_extension(original.path, name=entry.found):
            facts = {"format": entry.found}
            problems.append(MediaProblem("media-extension", wanted[key].original, facts))
        problems += [
            MediaProblem(code, wanted[key].original, facts) for code, facts in entry.notes.items()
        ]
    once = {(str(p.original), p.code): p for p in problems}
    return Derivation(
        results=MappingProxyType(results),
        problems=tuple(once[at] for at in sorted(once)),
        files=MappingProxyType(files),
    )


def publish_path(key: str, file: MadeFile) -> PurePosixPath:
    """The published path: from the order's key and the file's own digest, nothing else."""
    role = f"-{file.role}" if file.role else ""
    return PurePosixPath(f"{key}-{file.sha256[:8]}{role}{PurePosixPath(file.name).suffix}")


def name_result(order: Order, made: Made) -> Derived:
    """An entry of the cache as the result of an order."""
    files = {
        file.role: DerivedFile(
            path=publish_path(order.key, file),
            media_type=file.media_type,
            bytes=file.bytes,
            width=file.width,
            height=file.height,
            seconds=file.seconds,
        )
        for file in made.files
    }
    match order:
        case SoundOrder():
            peaks = tuple(made.peaks)
            return DerivedSound(order.key, files[""], made.seconds, peaks, made.waveform)
        case VideoOrder():
            return DerivedVideo(order.key, files[""], files["poster"], made.seconds)
        case PictureOrder():
            wanted = (*LAID_OUT, ZOOM) if order.zoom else LAID_OUT
            roles = (size.role for size in wanted)
            sizes = {role: files[made.roles.get(role, role)] for role in roles}
            return DerivedPicture(
                order.key,
                thumb=sizes["thumb"],
                tile=sizes["tile"],
                phone=sizes["phone"],
                middle=sizes["middle"],
                page=sizes["page"],
                zoom=sizes.get("zoom"),
                placeholder=made.placeholder,
            )
