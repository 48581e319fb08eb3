"""Files beside the tables of an archive: found by what a cell says, and listed."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import field
from pathlib import Path, PurePosixPath

from archive.errors import Problem
from archive.ingest.incoming import Tally
from archive.ingest.originals import is_inside
from archive.values import dataclass

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|//|www\.", re.IGNORECASE)
_SITE_FOLDERS = frozenset(
    {"_includes", "_layouts", "_sass", "_plugins", "_site", "assets", "pages", "docs", "utilities",
     "rake_tasks", "css", "js", "lib", "fonts", "node_modules", "vendor"}
)  # fmt: skip
_SITE_ENDINGS = frozenset(
    {"", ".md", ".html", ".htm", ".yml", ".yaml", ".json", ".geojson", ".js", ".map", ".css",
     ".scss", ".csv", ".tsv", ".xml", ".txt", ".rb", ".rake", ".lock", ".toml", ".gemspec", ".ttf",
     ".otf", ".woff", ".woff2", ".eot", ".webmanifest"}
)  # fmt: skip
_SITE_FILE = re.compile(
    r"(?i)(?:readme|licen[cs]e|contributing|code_of_conduct|changelog|citation|gemfile|rakefile"
    r"|_config|index|404|feed|sitemap|robots|cname|package|makefile)(?:[._-].*)?$"
)
_SITE_TABLE = re.compile(r"(?i)^config-|\.(?:ya?ml|json)$")
_MOST = 100_000
"""Files that are listed at most."""


def is_address(text: str) -> bool:
    """Whether ``text`` is the address of something elsewhere, which is never fetched."""
    return _ADDRESS.match(text.strip()) is not None


def find_file(source: Path, location: str) -> PurePosixPath | None:
    """The file below ``source`` that a cell names, relative to it; None for one that is not there,
    is a link, or lies elsewhere."""
    if is_address(location):
        return None
    path = PurePosixPath(location.strip().replace("\\", "/").lstrip("/"))
    if not is_inside(path):
        return None
    try:
        file = source / path
        inside = file.resolve().is_relative_to(source.resolve())
        return path if inside and file.is_file() and not file.is_symlink() else None
    except (OSError, ValueError):  # a name no disk can have
        return None


def list_files(source: Path) -> tuple[PurePosixPath, ...]:
    """Every file below ``source`` that is not hidden, sorted; links are not followed."""
    return tuple(sorted(_walk(source)))


def _walk(source: Path) -> Iterator[PurePosixPath]:
    count = 0
    for folder, folders, files in os.walk(source):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith("."):
                count += 1
                if count > _MOST:
                    return
                yield PurePosixPath(Path(folder, name).relative_to(source).as_posix())


@dataclass(frozen=True, slots=True)
class Claimed:
    """What an archive takes of the folder it lies in; the rest is left to whoever reads it."""

    files: tuple[PurePosixPath, ...] = ()
    """Those that were read, and those of its site."""
    tally: Tally = field(default_factory=Tally)
    problems: tuple[Problem, ...] = ()
    """One for each folder of the site with files in it that were not used."""


def claim_files(
    source: Path | None, used: Collection[PurePosixPath], told: Collection[PurePosixPath] = ()
) -> Claimed:
    """The files of an archive that is kept as a site: ``used``, those that a problem has ``told``
    of, and what only makes up the site's pages, where there is one. Of a
    document by itself there is no ``source``, and nothing is claimed."""
    if source is None:
        return Claimed()
    files = list_files(source)
    is_site = (source / "_data").is_dir() or (source / "_config.yml").is_file()
    site = [p for p in files if is_site and p not in used and p not in told and _makes_site(p)]
    folders: dict[PurePosixPath, list[str]] = {}
    for path in site:
        folders.setdefault(path.parent, []).append(path.name)
    problems = []
    for folder, names in folders.items():
        some = "、".join(names[:3]) + (" …" if len(names) > 3 else "")
        facts = {"seen": some[:120], "count": str(len(names))}
        problems.append(Problem("import-files-left", folder, None, facts))
    kept = [path for path in files if path in used]
    listed = [path for path in files if path in told and path not in used]
    tally = Tally(
        len(kept) + len(listed) + len(site), kept=len(kept), listed=len(listed) + len(site)
    )
    return Claimed((*kept, *listed, *site), tally, tuple(problems))


def _makes_site(path: PurePosixPath) -> bool:
    """Whether a file is a part of such a site that holds no records: its look, its settings, and
    what is worked out from its tables anew."""
    if path.suffix.lower() not in _SITE_ENDINGS:
        return False
    if len(path.parts) == 1:
        return bool(_SITE_FILE.match(path.name))
    if path.parts[0] == "_data":
        return path.parts[1] == "indexes" or bool(_SITE_TABLE.search(path.name))
    return path.parts[0] in _SITE_FOLDERS
