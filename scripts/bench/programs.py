"""The programs that are measured: how each is given the village, started, edited and emptied."""

import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from as_archive import edit_archive, write_archive
from as_markdown import edit_pages, write_hugo, write_material
from village import Village

ROOT = Path(__file__).resolve().parent.parent.parent
DAY = "2024-06-01"
CACHE = str(Path(tempfile.gettempdir()) / "pintu-bench-hugo")
THREE = ("zh-Hans", "zh-Hant", "en")

FULL = "full"
AGAIN = "again"
PERSON = "person"
TRANSCRIPT = "transcript"
CASES = {
    FULL: "从零建站 full build",
    AGAIN: "什么都没改 nothing changed",
    PERSON: "改了一个人物 one person changed",
    TRANSCRIPT: "改了一句文字稿 one line of a transcript changed",
}


@dataclass(frozen=True, slots=True)
class Program:
    """One program: ``edit`` is told which case and which round it is."""

    name: str
    title: str
    write: Callable[[Village, Path], None]
    command: Sequence[str]
    made: tuple[str, ...]
    """Folders that a full build begins without; the first is the site."""
    edit: Callable[[Village, Path, str, int], None]
    cases: tuple[str, ...]
    most: int
    """The largest village it is tried with."""
    variables: tuple[tuple[str, str], ...] = ()

    def runs_of(self, size: int) -> int:
        """How often it may be run: what takes minutes once is enough."""
        if self.name == "material":
            return 1 if size > 500 else 3
        return 100 if size <= 1_000 else 3

    def empty(self, folder: Path) -> None:
        """Remove whatever an earlier build made."""
        for name in self.made:
            shutil.rmtree(folder / name, ignore_errors=True)


def find_programs() -> tuple[dict[str, Program], dict[str, str]]:
    """Those that can be run here by name, and why the others cannot."""
    found = {"pintu": _pintu(("zh-Hans",)), "pintu-3": _pintu(THREE)}
    missing = {}
    if find_spec("material") is not None:
        found["material"] = _material()
    else:
        missing["material"] = "mkdocs-material is not installed: pip install '.[bench]'"
    hugo = shutil.which("hugo")
    if hugo is not None:
        found["hugo"] = _hugo(hugo, is_yaml=True)
        found["hugo-json"] = _hugo(hugo, is_yaml=False)
        if find_spec("pagefind") is not None:
            found["hugo-search"] = _hugo_and_search(found["hugo"])
        else:
            missing["hugo-search"] = "pagefind is not installed: pip install '.[bench]'"
    else:
        missing["hugo"] = "hugo is not on the PATH: apt-get install hugo"
    return found, missing


def _pintu(languages: tuple[str, ...]) -> Program:
    def edit(village: Village, folder: Path, case: str, round_: int) -> None:
        kind = "interviews" if case == TRANSCRIPT else "people"
        edit_archive(village, folder, kind=kind, round_=round_)

    several = len(languages) > 1
    return Program(
        name="pintu-3" if several else "pintu",
        title=f"Pintu, {len(languages)} languages" if several else "Pintu",
        write=lambda village, folder: write_archive(village, folder, languages=languages),
        command=(sys.executable, "-m", "archive", "build", "--date", DAY),
        made=("site", ".pintu"),
        edit=edit,
        cases=(FULL, AGAIN, PERSON, TRANSCRIPT),
        most=100_000,
        variables=(("PYTHONPATH", f"{ROOT}:{ROOT / 'plugins'}"),),
    )


def _material() -> Program:
    return Program(
        name="material",
        title="mkdocs-material as it comes",
        write=write_material,
        command=(sys.executable, "-m", "mkdocs", "build", "--quiet"),
        made=("site",),
        edit=lambda village, folder, _, round_: edit_pages(village, folder, round_=round_),
        cases=(FULL, PERSON),
        most=1_000,
    )


def _hugo(hugo: str, *, is_yaml: bool) -> Program:
    return Program(
        name="hugo" if is_yaml else "hugo-json",
        title="Hugo" if is_yaml else "Hugo, fields as JSON",
        write=lambda village, folder: write_hugo(
            village, folder, is_yaml=is_yaml, shell=_shell(folder.parent / "pintu" / "site")
        ),
        command=(
            hugo,
            "--quiet",
            "--cacheDir",
            CACHE,
        ),
        made=("public", "resources"),
        edit=lambda village, folder, _, round_: edit_pages(village, folder, round_=round_),
        cases=(FULL, AGAIN, PERSON),
        most=100_000,
    )


def _hugo_and_search(hugo: Program) -> Program:
    """The same site with a search, as such sites mostly have it: Pagefind reads the finished
    pages."""
    search = (sys.executable, "-m", "pagefind", "--site", "public", "--quiet")
    both = " && ".join(map(shlex.join, (hugo.command, search)))
    return replace(
        hugo,
        name="hugo-search",
        title="Hugo, then Pagefind",
        command=("/bin/sh", "-c", both),
        most=10_000,
    )


def _shell(site: Path) -> tuple[str, str] | None:
    """What stands before and after the content of our own pages, where a site of ours is there."""
    page = next(site.glob("people/*/index.html"), None)
    if page is None:
        return None
    html = page.read_text("utf-8")
    start = html.index(">", html.index("<main")) + 1
    head = re.sub(r"<title>.*?</title>", "<title>{{ .Title }}</title>", html[:start], flags=re.S)
    return head, html[html.index("</main>") :]
