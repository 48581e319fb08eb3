"""The same words as pages for other programs, and the bare page from which each is asked."""

import json
import re
import shutil
from collections.abc import Iterator
from html import escape
from pathlib import Path

from as_markdown import MATERIAL
from village import Item, Village

SEARCHERS = Path(__file__).resolve().parent / "searchers"
STATIC = SEARCHERS.parents[2] / "archive" / "render" / "static"
ASK = "ask.html"


def write_html(village: Village, folder: Path) -> None:
    """A page an interview, a heading with an id a segment; people and places have pages too."""
    for item in village.items.values():
        path = folder / item.id / "index.html"
        path.parent.mkdir(parents=True)
        path.write_text(
            '<!doctype html><html lang="zh"><head><meta charset="utf-8">'
            f"<title>{escape(item.title)}</title></head><body data-pagefind-body>"
            f"<h1>{escape(item.title)}</h1><p>{escape(item.body)}</p>"
            + "".join(
                f'<h2 id="s{number}">{clock}</h2><p>{escape(words)}</p>'
                for number, clock, words in _spoken(item)
            )
            + "</body></html>",
            "utf-8",
        )


def write_markdown(village: Village, folder: Path, *, has_search: bool) -> None:
    """For mkdocs-material: the same pages and headings."""
    plugins = "search" if has_search else ""
    settings = f"{MATERIAL}markdown_extensions: [attr_list]\nplugins: [{plugins}]\n"
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    (folder / "docs" / "index.md").write_text("# 测速村\n", "utf-8")
    for item in village.items.values():
        path = folder / "docs" / f"{item.id}.md"
        path.parent.mkdir(exist_ok=True)
        parts = [f"# {item.title}", item.body]
        for number, clock, words in _spoken(item):
            parts += [f"## {clock} {{#s{number}}}", words]
        path.write_text("\n\n".join(filter(None, parts)) + "\n", "utf-8")


def _spoken(item: Item) -> Iterator[tuple[int, str, str]]:
    for number, turn in enumerate(item.turns, 1):
        minutes, seconds = divmod(int(turn.start), 60)
        yield number, f"{minutes:02}:{seconds:02}", turn.words


def write_asking(site: Path, *, program: str) -> None:
    """The bare page, beside the index in ``site``."""
    settings: dict[str, str] = {}
    if program == "pintu":
        for name in ("search.js", "found.js"):
            shutil.copyfile(STATIC / name, site / name)
    if program == "material":
        worker = next((site / "assets" / "javascripts" / "workers").glob("search.*.min.js"))
        settings["worker"] = worker.relative_to(site).as_posix()
    scripts = "".join(
        f"<script>{(SEARCHERS / name).read_text('utf-8')}</script>"
        for name in ("page.js", f"{program}.js")
    )
    page = (
        '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>ask</title>'
        '<link rel="icon" href="data:,"></head><body><ol id="found"></ol>'
        f'<script type="application/json" id="settings">{json.dumps(settings)}</script>'
        f"{scripts}</body></html>"
    )
    (site / ASK).write_text(page, "utf-8")


def read_payload(path: Path) -> object:
    """What one of our files hands over."""
    text = path.read_text("utf-8").strip().removesuffix(";")
    return json.loads(f"[{re.sub(r'^pintuSearch[(]', '', text).removesuffix(')')}]")[1]
