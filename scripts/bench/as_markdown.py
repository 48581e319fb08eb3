"""The village as a newcomer would write it for other programs: Markdown pages that link."""

import shutil
from pathlib import Path

from front_matter import write_page
from village import Item, Village

HUGO = Path(__file__).resolve().parent / "hugo"
KINDS = {
    "interviews": "口述",
    "people": "人物",
    "places": "地点",
    "events": "大事",
    "documents": "村落文献",
    "terms": "方言词",
}
MATERIAL = """\
site_name: 测速村
theme:
  name: material
  language: zh
  font: false
"""
"""Settings of mkdocs-material, plugins apart."""


def write_material(village: Village, folder: Path) -> None:
    """For mkdocs-material as it comes: navigation from the folders, its own search."""
    (folder / "mkdocs.yml").write_text(f"{MATERIAL}plugins: [search]\n", "utf-8")
    docs = folder / "docs"
    for kind in KINDS:
        (docs / kind).mkdir(parents=True)
    (docs / "index.md").write_text("# 测速村\n\n一个只为测量速度而编的村子。\n", "utf-8")
    backwards = links_backwards(village)
    for item in village.items.values():
        named = [*item.links, *backwards.get(item.id, ())]
        links = "\n".join(f"- [{village.items[i].title}](../{i}.md)" for i in dict.fromkeys(named))
        facts = "\n".join(f"- {value}" for value in (item.number, *item.themes, *_facts(item)))
        parts = [f"# {item.title}", facts, item.body, _transcript(item), "## 相关", links]
        (docs / f"{item.id}.md").write_text("\n\n".join(filter(None, parts)) + "\n", "utf-8")
    for kind, name in KINDS.items():
        rows = "\n".join(f"- [{i.title}](../{i.id}.md)" for i in village.of_kind(kind))
        (docs / kind / "index.md").write_text(f"# {name}\n\n{rows}\n", "utf-8")


def write_hugo(
    village: Village, folder: Path, *, is_yaml: bool = True, shell: tuple[str, str] | None = None
) -> None:
    """For Hugo: a theme of our own that draws the pages ours has, lists and themes included.

    Who speaks of whom is written into each page, so that Hugo need not work it out. ``shell`` is
    the head and the foot of one of our pages, so that both carry as much around their content.
    """
    shutil.copytree(HUGO, folder, dirs_exist_ok=True)
    if shell is not None:
        for name, html in zip(("head.html", "foot.html"), shell, strict=True):
            (folder / "layouts" / "partials" / name).write_text(html, "utf-8")
    backwards = links_backwards(village)
    for kind, name in KINDS.items():
        section = folder / "content" / kind
        section.mkdir(parents=True)
        write_page(section / "_index.md", {"title": name}, "", is_yaml=is_yaml)
    for item in village.items.values():
        named = [*item.links, *backwards.get(item.id, ())]
        head = {
            "title": item.title,
            "number": item.number,
            "themes": item.themes,
            "facts": _facts(item),
            "shelf": [
                {"href": f"../../{i}/", "title": village.items[i].title, "line": i}
                for i in dict.fromkeys(named)
            ],
            "turns": [
                {"s": t.start, "e": t.end, "at": _clock(t.start), "who": t.who, "say": t.words}
                for t in item.turns
            ],
        }
        write_page(folder / "content" / f"{item.id}.md", head, item.body, is_yaml=is_yaml)


def edit_pages(village: Village, folder: Path, *, round_: int) -> None:
    """Change one page, as `edit_archive` changes one record."""
    item = village.of_kind("people")[0]
    content = folder / ("docs" if (folder / "docs").is_dir() else "content")
    path = content / f"{item.id}.md"
    path.write_text(path.read_text("utf-8") + f"\n第{round_}遍听，又听出一句来。\n", "utf-8")


def links_backwards(village: Village) -> dict[str, list[str]]:
    """Who names a record."""
    found: dict[str, list[str]] = {}
    for item in village.items.values():
        for link in (*item.links, *filter(None, [item.narrator])):
            found.setdefault(link, []).append(item.id)
    return found


def _facts(item: Item) -> list[str]:
    return [str(value) for value in item.facts.values()]


def _transcript(item: Item) -> str:
    return "\n\n".join(f"**{t.who}** {_clock(t.start)} {t.words}" for t in item.turns)


def _clock(seconds: float) -> str:
    return f"{int(seconds // 60):02}:{int(seconds % 60):02}"
