"""The folder of the site: only what changed is written, and what is withdrawn is removed.

A ledger beside the derivatives says what this program wrote and from what. While a build is
writing, the ledger is marked as open; a build that finds it open, or finds none, trusts nothing
in the folder and begins with an empty one, so that no withdrawn page can survive a power cut.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from archive.drafts import write_whole
from archive.errors import ConfigError
from archive.model.page import AsBefore, Page

Draw = Callable[[Iterable[Page]], Iterable[tuple[Page, str | None]]]
"""Makes the text of each page, or None where it has put it; may hand them back in any order."""

FORMAT = 1
MARKS = frozenset({".git", ".hg", ".svn", "mkdocs.yml", "content", "media", "pyproject.toml"})
"""A folder that holds one of these is somebody's work and is never emptied."""


@dataclass(slots=True)
class Written:
    """What one build did to the folder."""

    pages: int = 0
    unchanged: int = 0
    files: int = 0
    removed: int = 0


@dataclass(slots=True)
class Data:
    """Files of data that were put."""

    marks: dict[str, str] = field(default_factory=dict)
    """What each was made from, by its path."""
    written: int = 0


class FilePutter:
    """Puts files below one folder, each whole or not at all; goes to other processes.

    Paths are plain strings here: building path objects costs more than writing the files.
    """

    def __init__(self, root: str) -> None:
        self._root = root
        self._folders: set[str] = set()

    def __reduce__(self) -> tuple[type["FilePutter"], tuple[str]]:
        return FilePutter, (self._root,)

    def __call__(self, place: PurePosixPath, content: bytes) -> None:
        """``place`` is the path below the folder."""
        target = f"{self._root}/{place}"
        self.make_folder(os.path.dirname(target))  # noqa: PTH120
        draft = f"{target}.draft"
        with open(draft, "wb", buffering=0) as file:  # noqa: PTH123
            file.write(content)
        os.replace(draft, target)  # noqa: PTH105

    def make_folder(self, folder: str) -> None:
        """Make a folder and those above it, once."""
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            self._folders.add(folder)


class SiteFolder:
    """One site folder during one build. ``state`` is where its ledger is kept."""

    def __init__(self, site: Path, *, state: Path) -> None:
        self._site = site
        self.put = FilePutter(str(site))
        name = blake2b(str(site.resolve()).encode(), digest_size=6).hexdigest()
        self._ledger_path = state / "sites" / f"{name}.json"
        self._before: dict[str, str] = {}
        self._after: dict[str, str] = {}
        self.written = Written()

    def beside(self, name: str) -> Path:
        """A file of this ``name`` beside the ledger, for what else is known of the folder."""
        return self._ledger_path.with_suffix(f".{name}")

    def ledger_digest(self) -> bytes:
        """A digest of the ledger as it lies there; empty when there is none or no site."""
        if not (self._site / "index.html").exists():
            return b""
        try:
            return blake2b(self._ledger_path.read_bytes(), digest_size=20).digest()
        except OSError:
            return b""

    @property
    def is_new(self) -> bool:
        """Whether nothing in it is known from a build before; once it is open."""
        return not self._before

    def open(self) -> None:
        """Read the ledger and mark it as open; empty the folder when it cannot be trusted."""
        ledger = self._read_ledger()
        if ledger is None:
            self._empty()
        else:
            self._before = ledger
        write_whole(self._ledger_path, b"{}")
        self._site.mkdir(parents=True, exist_ok=True)

    def _read_ledger(self) -> dict[str, str] | None:
        try:
            ledger = json.loads(self._ledger_path.read_bytes())
        except (OSError, ValueError):
            return None
        if ledger.get("format") != FORMAT or not (self._site / "index.html").exists():
            return None
        written = ledger.get("written")
        return written if isinstance(written, dict) else None

    def _empty(self) -> None:
        if not self._site.exists():
            return
        own = {entry.name for entry in self._site.iterdir()}
        if own & MARKS:
            raise ConfigError(
                zh=f"网站要写到 {self._site}，"
                f"但那里有别的东西（{'、'.join(sorted(own & MARKS))}）。"
                "请在 mkdocs.yml 里给 site_dir 换一个空文件夹。",
                en=f"The site is to be written to {self._site}, which holds other work "
                f"({', '.join(sorted(own & MARKS))}). Give site_dir an empty folder in mkdocs.yml.",
            )
        for entry in self._site.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()

    def write_pages(self, pages: Iterable[Page], *, draw: Draw) -> None:
        """Write the pages that are not as they were, drawn by ``draw``."""
        for page, html in draw(self._changed(pages)):
            if html is not None:
                self.put(page.path, html.encode())
            self._after[str(page.path)] = page.fingerprint.hex()
            self.written.pages += 1

    def _changed(self, pages: Iterable[Page]) -> Iterator[Page]:
        for page in pages:
            path, mark = str(page.path), page.fingerprint.hex()
            if self._before.get(path) == mark:
                self._after[path] = mark
                self.written.unchanged += 1
            else:
                yield page

    def put_data(self, files: Iterable[Page | AsBefore]) -> Data:
        """Put files of data that are not as they were; only then is one made.

        What came of it is for `note`: it may be done in a copy of this process.
        """
        data = Data()
        for file in files:
            if isinstance(file, AsBefore):
                data.marks |= file.marks
                data.written += self._put_lost(file)
                continue
            path, mark = str(file.path), file.fingerprint.hex()
            if self._before.get(path) != mark:
                self.put(file.path, file.render().encode())
                data.written += 1
            data.marks[path] = mark
        return data

    def _put_lost(self, same: AsBefore) -> int:
        """Leave files alone; how many were made again that the ledger does not know in just this
        form."""
        if same.marks.items() <= self._before.items():
            return 0
        lost = {path for path, mark in same.marks.items() if self._before.get(path) != mark}
        for file in same.again(lost):
            self.put(file.path, file.render().encode())
        return len(lost)

    def note(self, data: Data) -> None:
        """Files of data are part of the site."""
        self._after.update(data.marks)
        self.written.files += data.written

    def write_files(self, files: Mapping[PurePosixPath, Path]) -> None:
        """Put files whose names already carry a digest of their bytes, by link where possible."""
        for place, source in files.items():
            path = str(place)
            if self._before.get(path) != "file":
                self._link(place, source)
                self.written.files += 1
            self._after[path] = "file"

    def write_bytes(self, place: PurePosixPath, content: bytes) -> None:
        """Put a small file when its bytes are not as they were."""
        mark = blake2b(content, digest_size=16).hexdigest()
        if self._before.get(str(place)) != mark:
            self.put(place, content)
            self.written.files += 1
        self._after[str(place)] = mark

    def close(self) -> None:
        """Remove what is no longer part of the site, and close the ledger."""
        gone = sorted(set(self._before) - set(self._after), reverse=True)
        for path in gone:
            self._remove(self._site / path)
        self.written.removed = len(gone)
        ledger = {"format": FORMAT, "written": self._after}
        write_whole(self._ledger_path, json.dumps(ledger).encode())

    def _remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == self._site:
                break
            try:
                folder.rmdir()
            except OSError:
                break

    def _link(self, place: PurePosixPath, source: Path) -> None:
        """A hard link costs no space; a file system without them gets a copy."""
        target = self._site / place
        self.put.make_folder(str(target.parent))
        draft = target.with_name(target.name + ".draft")
        draft.unlink(missing_ok=True)
        try:
            os.link(source, draft)
        except OSError:
            shutil.copyfile(source, draft)
        draft.replace(target)
        draft.unlink(missing_ok=True)
