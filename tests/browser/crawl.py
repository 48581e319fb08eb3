"""Every page of a built site as its source says it: links, names, structured data, elements."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)  # fmt: skip
DRAWN = frozenset("path rect circle ellipse line polygon polyline use stop".split())
"""Elements of SVG, which may close themselves."""
LINKS = frozenset(
    (
        "href",
        "src",
        "poster",
        "data-src",
        "data-large",
        "data-zoom-script",
        "data-found",
        "action",
        "formaction",
    )
)


@dataclass
class Crawled:
    """What one page says."""

    language: str = ""
    links: list[str] = field(default_factory=list)
    """Every address as written, with its fragment."""
    ids: list[str] = field(default_factory=list)
    structured: list[Any] = field(default_factory=list)
    """JSON-LD, parsed."""
    elements: list[str] = field(default_factory=list)
    """Depth and name of every element, in order, as the source nests them."""
    faults: list[str] = field(default_factory=list)
    text: str = ""


class _Reader(HTMLParser):
    """Reads strictly: what is opened must be closed, in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Crawled()
        self._open: list[str] = []
        self._text: list[str] = []
        self._json: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, attrs)
        if tag not in VOID:
            self._open.append(tag)
        if tag == "script" and ("type", "application/ld+json") in attrs:
            self._json = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, attrs)
        if tag not in VOID | DRAWN:
            self.page.faults.append(f"<{tag}/> does not close itself")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.page.faults.append(f"</{tag}> closes {self._open[-1:]}, line {self.getpos()[0]}")
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag == "script" and self._json is not None:
            self.page.structured.append(json.loads("".join(self._json)))
            self._json = None

    def handle_data(self, data: str) -> None:
        if self._json is not None:
            self._json.append(data)
        elif not {"script", "style"} & set(self._open):
            self._text.append(data)

    def _note(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.elements.append(f"{len(self._open)} {tag}")
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.page.faults.append(f"<{tag}> says an attribute twice: {names}")
        for name, value in attrs:
            if value is None:
                continue
            if name in LINKS:
                self.page.links.append(value)
            elif name == "srcset":
                self.page.links += [part.split()[0] for part in value.split(",")]
            elif name == "id":
                self.page.ids.append(value)
            elif name == "lang" and tag == "html":
                self.page.language = value
            elif name == "target" or name.startswith("on"):
                self.page.faults.append(f"<{tag} {name}>")

    def finish(self) -> Crawled:
        self.close()
        if self._open:
            self.page.faults.append(f"never closed: {self._open}")
        self.page.text = "".join(self._text)
        return self.page


def crawl_page(source: str) -> Crawled:
    """One page. Raises json.JSONDecodeError for structured data that is none."""
    reader = _Reader()
    reader.feed(source)
    return reader.finish()


@cache
def crawl(folder: Path) -> dict[str, Crawled]:
    """Path in the site -> page, for all pages."""
    return {
        path.relative_to(folder).as_posix(): crawl_page(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.html"))
    }


def resolve(link: str, *, page: str) -> tuple[str, str]:
    """The path in the site that a link on a page leads to, and its fragment. Raises ValueError
    for one that leaves the site or depends on where the site lies."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or link.startswith(("/", "\\")):
        raise ValueError(f"leaves the site: {link}")
    if parts.query:
        raise ValueError(f"asks a server: {link}")
    if not parts.path:
        return page, unquote(parts.fragment)
    steps: list[str] = []
    for step in (PurePosixPath(page).parent / unquote(parts.path)).parts:
        if step != "..":
            steps.append(step)
        elif steps:
            steps.pop()
        else:
            raise ValueError(f"climbs out of the site: {link}")
    return "/".join(steps), unquote(parts.fragment)
