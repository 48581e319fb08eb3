"""The parts of a Word document: its passages with all that hangs on them. Nothing is decided here.

Walked element by element, by local names, so that documents of Word, WPS and LibreOffice and both
namespaces of the standard are read alike, and a million elements cost little.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import Enum
from xml.etree.ElementTree import Element

from archive.ingest.texts import without_controls
from archive.ingest.xml_trees import walk_xml
from archive.values import dataclass

_RAW_TEXT = re.compile(rb"<(?:\w+:)?(?:t|delText)(?:\s[^<>]*)?>([^<]*)<")
_FALLBACK = re.compile(rb"<(\w+:)?Fallback\b[^<>]*(?<!/)>.*?</(?:\w+:)?Fallback\s*>", re.DOTALL)
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-", "softHyphen": ""}


class Fate(Enum):
    """What a stretch of a document is."""

    PLAIN = "plain"
    INSERTED = "inserted"
    """Put in by somebody while changes were tracked, and accepted by nobody yet."""
    DELETED = "deleted"
    """Taken out by somebody while changes were tracked, and accepted by nobody yet."""
    HIDDEN = "hidden"
    """Not shown by Word."""
    REMARK = "remark"
    """Said at the edge of the text by somebody who read it."""


_CHANGES = {
    "ins": Fate.INSERTED,
    "moveTo": Fate.INSERTED,
    "del": Fate.DELETED,
    "moveFrom": Fate.DELETED,
}
_CALLS = ("embed", "id", "link")
"""Attributes by which a picture names its file."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text of one fate."""

    text: str
    fate: Fate = Fate.PLAIN
    by: str = ""
    """Who changed it."""
    when: str = ""
    """When it was changed, as the document writes it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that something hangs on: ``what`` is ``footnote``, ``endnote``, ``comment``,
    ``picture`` or ``link``; ``id`` is how the document calls it."""

    what: str
    id: str
    fate: Fate = Fate.PLAIN
    text: str = ""
    """Of a picture: how it is described to those who cannot see it."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What an id in a part means."""

    target: str
    """An address, or a place in the document."""
    is_outside: bool = False

    @property
    def inside(self) -> str:
        """The member of the document that it means; empty for none."""
        if self.is_outside or not self.target:
            return ""
        if self.target.startswith("/"):
            return self.target.lstrip("/")
        return f"word/{self.target.removeprefix('./')}"


@dataclass(slots=True)
class Paragraph:
    """A paragraph: stretches and mentions in order."""

    parts: list[Stretch | Mention] = field(default_factory=list)
    style: str = ""
    row: tuple[int, int, int] | None = None
    """In a table: which table, which row, which cell."""
    is_boxed: bool = False
    """Whether it stands in a text box beside the text."""
    note: str = ""
    """In a part of notes or comments: which of them it belongs to."""
    by: str = ""
    """In comments: who wrote it."""
    when: str = ""
    """In comments: when it was written, as the document writes it."""

    @property
    def text(self) -> str:
        """Its words as they are before any change is accepted, without what is hidden."""
        shown = (Fate.PLAIN, Fate.DELETED)
        return "".join(p.text for p in self.parts if isinstance(p, Stretch) and p.fate in shown)


def raw_texts(data: bytes) -> str:
    """All text of a part, found by its tags alone; what Word keeps twice for older versions is
    taken once."""
    found = _RAW_TEXT.findall(_FALLBACK.sub(b"", data))
    return "".join(html.unescape(text.decode("utf-8", "replace")) for text in found)


def read_paragraphs(data: bytes) -> Iterator[Paragraph]:
    """The paragraphs of a part in order, one in a text box behind that which it hangs on.
    XmlRefused where the part cannot be read."""
    walk = _Walk()
    for is_start, element in walk_xml(data):
        name = _local(element.tag)
        if is_start:
            walk.begin(name, element)
        else:
            yield from walk.end(name, element)
            if name in ("p", "tbl"):
                element.clear()
    yield from (*walk.open, *walk.boxed)


def read_relations(data: bytes) -> Mapping[str, Relation]:
    """What the ids in a part mean: an address, or a place inside the document."""
    found = {}
    for is_start, element in walk_xml(data):
        if is_start and _local(element.tag) == "Relationship":
            target = without_controls(element.get("Target", ""))
            is_outside = element.get("TargetMode") == "External" or ":" in target
            found[element.get("Id", "")] = Relation(target, is_outside)
    return found


def read_styles(data: bytes) -> Mapping[str, str]:
    """The names of styles, by which a document calls them."""
    found: dict[str, str] = {}
    style = ""
    for is_start, element in walk_xml(data):
        name = _local(element.tag)
        if is_start and name == "style":
            style = _value(element, "styleId")
        elif is_start and name == "name" and style:
            found.setdefault(style, _value(element, "val").lower())
    return found


@dataclass(slots=True)
class _Walk:
    open: list[Paragraph] = field(default_factory=list)
    boxed: list[Paragraph] = field(default_factory=list)
    changes: list[tuple[Fate, str, str]] = field(default_factory=list)
    cells: list[list[int]] = field(default_factory=list)
    skipped: int = 0
    boxes: int = 0
    tables: int = 0
    note: str = ""
    by: str = ""
    when: str = ""
    described: str = ""
    is_hidden: bool = False

    def begin(self, name: str, element: Element) -> None:
        if name == "Fallback":
            self.skipped += 1
        elif name == "p":
            row = (self.cells[0][0], self.cells[0][1], self.cells[0][2]) if self.cells else None
            is_boxed = self.boxes > 0
            self.open.append(
                Paragraph(row=row, is_boxed=is_boxed, note=self.note, by=self.by, when=self.when)
            )
        elif name in _CHANGES:
            who, when = _value(element, "author"), _value(element, "date")
            self.changes.append((_CHANGES[name], who, when))
        elif name == "tbl":
            self.tables += 1
            self.cells.append([self.tables, 0, 0])
        elif name in ("tr", "tc") and self.cells:
            cell = self.cells[-1]
            cell[1], cell[2] = (cell[1] + 1, 0) if name == "tr" else (cell[1], cell[2] + 1)
        elif name == "txbxContent":
            self.boxes += 1
        elif name in ("footnote", "endnote", "comment"):
            self.note, self.by = _value(element, "id"), _value(element, "author")
            self.when = _value(element, "date")
        elif name == "r":
            self.is_hidden = False
        elif name == "vanish":
            self.is_hidden = _value(element, "val") not in ("0", "false", "off")
        elif self.open and not self.skipped:
            self._mention(name, element)

    def _mention(self, name: str, element: Element) -> None:
        paragraph = self.open[-1]
        if name == "pStyle":
            paragraph.style = _value(element, "val")
        elif name in ("footnoteReference", "endnoteReference", "commentReference"):
            what = name.removesuffix("Reference")
            paragraph.parts.append(Mention(what, _value(element, "id")))
        elif name in ("docPr", "cNvPr"):
            self.described = _value(element, "descr") or self.described
        elif name in ("blip", "imagedata"):
            called = next(filter(None, (_value(element, key) for key in _CALLS)), "")
            text = self.described or _value(element, "title")
            fate = self.changes[-1][0] if self.changes else Fate.PLAIN
            paragraph.parts.append(Mention("picture", called, fate, text))
            self.described = ""
        elif name == "hyperlink" and _value(element, "id"):
            paragraph.parts.append(Mention("link", _value(element, "id")))

    def end(self, name: str, element: Element) -> Iterator[Paragraph]:
        if name == "Fallback":
            self.skipped = max(0, self.skipped - 1)
        elif name == "p" and self.open:
            yield from self._end_paragraph(self.open.pop())
        elif name in _CHANGES and self.changes:
            self.changes.pop()
        elif name == "tbl" and self.cells:
            self.cells.pop()
        elif name == "txbxContent":
            self.boxes = max(0, self.boxes - 1)
        elif name in ("footnote", "endnote", "comment"):
            self.note = self.by = self.when = ""
        elif name in ("t", "delText"):
            self._add(element.text or "", is_deleted=name == "delText")
        elif name in _BREAKS and self.open and not self.skipped:
            self._add(_BREAKS[name], is_deleted=False)

    def _end_paragraph(self, paragraph: Paragraph) -> Iterator[Paragraph]:
        if self.skipped:
            return
        if self.open:
            self.boxed.append(paragraph)
            return
        boxed, self.boxed = self.boxed, []
        yield paragraph
        yield from boxed

    def _add(self, text: str, *, is_deleted: bool) -> None:
        if self.skipped or not text:
            return
        if not self.open:
            self.open.append(Paragraph(note=self.note, by=self.by, when=self.when))
        fate, by, when = self.changes[-1] if self.changes else (Fate.PLAIN, "", "")
        if is_deleted:
            fate = Fate.DELETED
        if self.is_hidden and fate is Fate.PLAIN:
            fate = Fate.HIDDEN
        plain = without_controls(text).replace("\n", " ") if text != "\n" else text
        self.open[-1].parts.append(Stretch(plain, fate, by[:40], when[:40]))


def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _value(element: Element, name: str) -> str:
    """An attribute by its local name."""
    found = (value for key, value in element.attrib.items() if _local(key) == name)
    return without_controls(next(found, ""))
