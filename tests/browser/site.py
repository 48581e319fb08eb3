"""The sample village, built once for a test run, and its pages chosen by what is on them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from archive.build import Wish
from archive.model.terms import Channel
from archive_mkdocs.host import build

ROOT = Path(__file__).resolve().parents[2]
AS_OF = date(2026, 1, 1)
"""The day the sample is built for, so that no test changes its mind when a consent runs out."""
LANGUAGES = ("zh-Hans", "zh-Hant", "en")
"""Interface languages of the sample; the first lives at the root, each other in a folder."""
KINDS = (
    "interviews", "people", "places", "events", "objects", "photos", "documents", "terms",
    "puzzles", "exhibits", "scenes", "sketches",
)  # fmt: skip


def write_site(folder: Path, *, channel: Channel = Channel.WEB) -> None:
    """Builds the sample into an empty folder. It begins with the derivatives of the repository's
    own build when there has been one, as a copy: a build sweeps what it does not ask for, and
    several run at once. Nothing of the repository is written to."""
    village = folder.with_name(folder.name + ".village")
    shutil.rmtree(village, ignore_errors=True)
    shutil.copytree(ROOT / "content", village / "content")
    shutil.copytree(ROOT / "media", village / "media")
    shutil.copyfile(ROOT / "mkdocs.yml", village / "mkdocs.yml")
    kept = ROOT / ".pintu" / "derived"
    if kept.is_dir():
        shutil.copytree(kept, village / ".pintu" / "derived")
    wish = Wish(channel, on=AS_OF)
    built = build(village, wish=wish, site_dir=folder, report=lambda step, done, total: None)
    assert built.records > 0, "the sample village is empty"


def write_kiosk(folder: Path) -> None:
    """As `write_site`, for the museum's screen."""
    write_site(folder, channel=Channel.KIOSK)


MadeOnce = Callable[[str, Callable[[Path], None]], Path]


def make_site(made_once: MadeOnce) -> Site:
    """The sample's site on the disk."""
    return Site(made_once("sample-site", write_site))


def make_kiosk(made_once: MadeOnce) -> Site:
    """The sample's site as the museum's screen shows it."""
    return Site(made_once("sample-kiosk", write_kiosk))


@dataclass(frozen=True)
class Site:
    """A built site. Pages are named by their path in it, with slashes."""

    folder: Path

    def read(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def pages(self) -> list[str]:
        """Every page of every language."""
        return _pages(self.folder)

    def files(self) -> Iterator[Path]:
        return (path for path in sorted(self.folder.rglob("*")) if path.is_file())

    def records(self, kind: str) -> list[str]:
        """Pages of one kind in the first language."""
        return [
            path
            for path in self.pages()
            if re.fullmatch(rf"{kind}/(?!labels/)[^/]+/index\.html", path)
        ]

    def richest(self, kind: str, *marks: str) -> str:
        """The page of a kind with the most on it, of those that hold all `marks`."""
        return max(self.having(kind, *marks), key=lambda path: len(self.read(path)))

    def plainest(self, kind: str) -> str:
        """The page of a kind with the least on it: what it looks like with almost no fields."""
        return min(self.records(kind), key=lambda path: len(self.read(path)))

    def having(self, kind: str, *marks: str) -> list[str]:
        """Pages of a kind that hold all `marks`. Fails when the sample has none."""
        found = [
            path for path in self.records(kind) if all(mark in self.read(path) for mark in marks)
        ]
        assert found, f"no page of {kind} in the sample has {marks}"
        return found

    def facet(self) -> str:
        """A browse page narrowed without scripts."""
        found = [path for path in self.pages() if re.match(r"objects/by/", path)]
        assert found, "the sample has no narrowed list"
        return found[0]

    def richest_theme(self) -> str:
        """The page of the theme of which most is told."""
        found = [path for path in self.pages() if re.fullmatch(r"themes/[^/]+/index\.html", path)]
        return max(found, key=lambda path: len(self.read(path)))

    def one_of_each(self) -> dict[str, str]:
        """Name -> page: a rich and a plain page of every kind, every list, home and about."""
        chosen = {"home": "index.html", "about": "about/index.html", "narrowed": self.facet()}
        chosen |= {"rich themes": "themes/index.html", "rich theme": self.richest_theme()}
        decades = [path for path in self.pages() if re.match(r"timeline/\d+/", path)]
        chosen["all decades"] = "timeline/index.html"
        chosen["a decade"] = max(decades, key=lambda path: len(self.read(path)))
        for kind in KINDS:
            chosen[f"{kind} list"] = f"{kind}/index.html"
            chosen[f"rich {kind}"] = self.richest(kind)
            chosen[f"plain {kind}"] = self.plainest(kind)
        return chosen

    def main_ones(self) -> dict[str, str]:
        """Name -> page: as `one_of_each`, without the plain pages and most lists."""
        few = {"home", "about", "narrowed", "interviews list", "objects list", "terms list"}
        return {
            name: path
            for name, path in self.one_of_each().items()
            if name in few or name.startswith("rich ")
        }


def in_language(path: str, language: str) -> str:
    """The same page in another interface language."""
    return path if language == LANGUAGES[0] else f"{language}/{path}"


@cache
def _pages(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
