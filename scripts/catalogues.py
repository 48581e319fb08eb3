"""Bring the catalogues up to date: every sentence of the interface, in every language.

``python scripts/catalogues.py`` adds new sentences (untranslated) and drops those no longer used;
``--missing`` lists what is not translated. Sentences stand in calls of ``t`` and ``say`` in code
and templates, and in the tables named in ``tables``.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "archive" / "render" / "locale"
LANGUAGES = ("zh_Hans", "zh_Hant", "en")
SPEAKERS = {"t", "say"}
IN_TEMPLATE = re.compile(r"""\bt\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")""")


def sentences() -> list[str]:
    """Every English sentence of the interface, sorted."""
    found = {*in_tables()}
    for path in sorted((ROOT / "archive" / "render").rglob("*.py")):
        if path.parent.name != "compiled":  # the templates as they were
            found.update(in_code(path))
    for folder in (ROOT / "archive" / "render" / "templates", ROOT / "plugins"):
        for path in sorted(folder.rglob("*.html")):
            for match in IN_TEMPLATE.finditer(path.read_text("utf-8")):
                found.add((match[1] or match[2]).replace("\\'", "'"))
    return sorted(found)


def in_code(path: Path) -> Iterator[str]:
    """Sentences given to ``t`` or ``say`` in Python."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        is_inner = isinstance(node.func, ast.Call)
        for value in [node.args[0]] if name in SPEAKERS or is_inner else []:
            yield from _strings(value)


def _strings(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _strings(node.body)
        yield from _strings(node.orelse)


def in_tables() -> Iterator[str]:
    """Sentences that stand in tables: labels of fields and facets, kinds, ways in, browser."""
    from archive.index.facets import FACETS
    from archive.ingest.shapes import MODELS
    from archive.model.fields import fields_of
    from archive.model.object import Size
    from archive.render.browser_words import BROWSER_WORDS
    from archive.render.home_page import WAYS
    from archive.render.puzzle_pieces import TIES
    from archive.render.record_voices import PARTS
    from archive.render.search_page import SEARCH_WORDS
    from archive.render.sketch_page import SKETCH_WORDS
    from archive.render.surroundings import KIND_NAMES
    from archive.render.timeline_page import LANES

    for model in (*MODELS.values(), Size):
        yield from (known.label for known in fields_of(model) if known.is_shown)
    for facets in FACETS.values():
        yield from (facet.label for facet in facets)
    for names in KIND_NAMES.values():
        yield from names
    for _, _, title, line in WAYS:
        yield from (title, line)
    yield from PARTS.values()
    for name, _ in LANES.values():
        yield name
    for forward, backward in TIES.values():
        yield from (forward, backward)
    yield from BROWSER_WORDS.values()
    yield from SEARCH_WORDS.values()
    yield from SKETCH_WORDS.values()


def update(language: str, wanted: list[str]) -> list[str]:
    """Rewrite one catalogue; return what is not translated in it."""
    path = LOCALES / language / "LC_MESSAGES" / "pintu.po"
    old = read_po(path.open("rb")) if path.exists() else Catalog()
    new = Catalog(locale=language, project="pintu", fuzzy=False)
    missing = []
    for sentence in wanted:
        known = old.get(sentence)
        text = known.string if known is not None else ""
        if language == "en":
            text = sentence
        if not text:
            missing.append(sentence)
        new.add(sentence, text)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, new, sort_output=True, omit_header=False, width=0)
    _steady_header(path)
    return missing


def _steady_header(path: Path) -> None:
    """Take the clock out of the header: the same sentences give the same bytes."""
    text = path.read_text("utf-8")
    text = re.sub(r'"(POT-Creation-Date|PO-Revision-Date|Generated-By): [^"]*"\n', "", text)
    text = re.sub(r"^(# .*\n)*(#\n)?", "", text)
    path.write_text(text, "utf-8")


def main() -> int:
    """Update all catalogues; 1 when something is not translated."""
    wanted = sentences()
    missing = {language: update(language, wanted) for language in LANGUAGES}
    for language, lacking in missing.items():
        for sentence in lacking:
            print(f"{language}: {sentence}")
    return 1 if any(missing.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
