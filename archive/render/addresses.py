"""Where things are in the site, and how one page points to another.

Addresses are relative and name their file, so that the site works from a disk as from a host.
"""

from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import quote

from archive.model.kinds import Kind, RecordId


def language_root(language: str, languages: tuple[str, ...]) -> PurePosixPath:
    """The folder of one interface language; the first language lives at the root."""
    return PurePosixPath() if language == languages[0] else PurePosixPath(language)


def record_page(record: RecordId) -> PurePosixPath:
    """The page of a record, below the folder of a language."""
    return PurePosixPath(f"{record}/index.html")


SEARCH_PAGE = PurePosixPath("search/index.html")
"""The search page, below the folder of a language. Search data lie beside the first one."""


WORD_CARDS = PurePosixPath("cards/index.html")
"""The cards of dialect words to print, below the folder of a language."""


def word_cards_page(page: int) -> PurePosixPath:
    """One of the pages of cards, counted from 1."""
    return WORD_CARDS if page == 1 else WORD_CARDS.parent / "page" / str(page) / "index.html"


THEMES_PAGE = PurePosixPath("themes/index.html")
"""The page of all themes, below the folder of a language."""


def theme_page(slug: str, *, page: int = 1) -> PurePosixPath:
    """A page of the passages about a theme, below the folder of a language."""
    folder = THEMES_PAGE.parent / slug
    return (folder if page == 1 else folder / "page" / str(page)) / "index.html"


TIMELINE_PAGE = PurePosixPath("timeline/index.html")
"""The page of all decades, below the folder of a language."""


def decade_page(start: int | None) -> PurePosixPath:
    """The page of a decade by its first year, or of all that is older."""
    name = "earlier" if start is None else str(start)
    return TIMELINE_PAGE.parent / name / "index.html"


def labels_page(folder: str, *, page: int = 1) -> PurePosixPath:
    """A page of labels to print, of a kind or of an exhibit by its folder; below the folder of a
    language."""
    base = PurePosixPath(folder, "labels")
    return (base if page == 1 else base / "page" / str(page)) / "index.html"


@lru_cache(maxsize=4096)
def browse_page(kind: Kind, *, page: int = 1) -> PurePosixPath:
    """A page of the list of a kind, below the folder of a language."""
    folder = PurePosixPath(kind.value)
    return (folder if page == 1 else folder / "page" / str(page)) / "index.html"


@lru_cache(maxsize=4096)
def facet_page(kind: Kind, facet: str, value: str, *, page: int = 1) -> PurePosixPath:
    """A page of the records of a kind that share one answer, below the folder of a language."""
    folder = PurePosixPath(kind.value) / "by" / facet / value
    return (folder if page == 1 else folder / "page" / str(page)) / "index.html"


@lru_cache(maxsize=4096)
def relative(target: PurePosixPath, *, page: PurePosixPath) -> str:
    """The address of ``target`` as written on ``page``, percent-encoded."""
    here, there = page.parts[:-1], target.parts
    shared = 0
    while shared < min(len(here), len(there)) and here[shared] == there[shared]:
        shared += 1
    return quote("../" * (len(here) - shared) + "/".join(there[shared:]))


def root_of(page: PurePosixPath) -> str:
    """The way from ``page`` up to the root of the site: ``""``, ``../`` …"""
    return "../" * (len(page.parts) - 1)
