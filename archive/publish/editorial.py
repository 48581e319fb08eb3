"""The village's own pages, on their way out: pictures without what cameras wrote into them, texts
without names that were not given, and nothing else besides."""

from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from archive.derive import Executor, derive_all
from archive.errors import Problem
from archive.model.orders import DerivedPicture, PictureOrder
from archive.values import dataclass

PAGES = PurePosixPath("content/pages")
PICTURES = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".heic", ".avif", ".bmp"}
)


@dataclass(frozen=True, slots=True)
class Editorial:
    """Files by their place in the site, and what was found on the way."""

    files: Mapping[PurePosixPath, bytes]
    problems: tuple[Problem, ...]


def clean_editorial(
    folder: Path, *, mask: Callable[[str], str], cache_dir: Path, executor: Executor
) -> Editorial:
    """What the host wrote into ``folder``, as it may leave.

    A picture is decoded and written anew as JPEG under its own name (browsers look at the bytes),
    at most 1280 pixels wide. Files that are neither pages nor pictures stay behind: recordings
    and papers belong to a record, where consent is asked.
    """
    files: dict[PurePosixPath, bytes] = {}
    problems: list[Problem] = []
    pictures: list[PurePosixPath] = []
    for path in sorted(folder.rglob("*")):
        place = PurePosixPath(path.relative_to(folder).as_posix())
        if not path.is_file():
            continue
        if path.suffix == ".html":
            text = path.read_text("utf-8")
            shown = mask(text)
            files[place] = shown.encode()
            if shown != text:
                problems.append(Problem("page-name-masked", PAGES / place))
        elif path.suffix.lower() in PICTURES:
            pictures.append(place)
        else:
            problems.append(Problem("page-file-left-out", PAGES / place))
    cleaned, faults = _clean_pictures(pictures, folder, cache_dir=cache_dir, executor=executor)
    return Editorial(files | cleaned, (*problems, *faults))


def _clean_pictures(
    places: list[PurePosixPath], folder: Path, *, cache_dir: Path, executor: Executor
) -> tuple[dict[PurePosixPath, bytes], list[Problem]]:
    if not places:
        return {}, []
    orders = {f"pages/{number}": place for number, place in enumerate(places, 1)}
    derivation = derive_all(
        [PictureOrder(key, place) for key, place in orders.items()],
        media_dir=folder,
        cache_dir=cache_dir,
        executor=executor,
    )
    cleaned = {
        orders[key]: derivation.files[result.page.path].read_bytes()
        for key, result in derivation.results.items()
        if isinstance(result, DerivedPicture)
    }
    lost = [place for place in places if place not in cleaned]
    return cleaned, [Problem("page-picture-broken", PAGES / place) for place in lost]
