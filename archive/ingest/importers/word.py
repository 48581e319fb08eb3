"""Word documents in which people speak, or in which something of the village is written.

The text is taken as it is before any tracked change: what somebody put in or took out, and what
somebody remarked, is listed for the worker to decide, and stands in the private notes. So does
what Word shows at the edge: headers, footers, hidden text. Footnotes stand where they belong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.importers.header_lines import is_header_key
from archive.ingest.importers.plain_text import Lines, read_lines
from archive.ingest.importers.spoken_text import letters
from archive.ingest.importers.turns import parse_clock
from archive.ingest.importers.word_parts import (
    Fate,
    Mention,
    Paragraph,
    Stretch,
    raw_texts,
    read_paragraphs,
    read_relations,
    read_styles,
)
from archive.ingest.incoming import Incoming, Tally, Unit
from archive.ingest.packages import Package, PackageRefused, open_package
from archive.ingest.xml_trees import XmlRefused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_BODY = re.compile(r"word/document\d*\.xml")
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_HEADING = re.compile(r"(?:heading|标题|標題) ?([1-6])")
_LARGEST_PART = 64_000_000
"""Bytes of one part, unpacked: a book of three million characters."""
_SHORT = 12
"""Characters that whoever speaks has at most, in a table."""


@dataclass(slots=True)
class _Reading:
    """What is gathered from one document."""

    path: PurePosixPath
    notes_of: dict[str, list[Paragraph]] = field(default_factory=dict)
    """Footnotes, endnotes and comments by their kind and id."""
    relations: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    placed: int = 0
    """Letters of the source that stand in the lines."""
    listed: int = 0
    """Letters of the source that stand in the notes and are told of."""

    def tell(self, code: str, text: str, *, by: str = "", line: int | None = None) -> None:
        """List a text of the source that is not in the lines."""
        who_zh, who_en = (by, by) if by else ("有人", "somebody")
        facts = {"seen": text.strip()[:60], "who_zh": who_zh, "who_en": who_en}
        self.problems.append(Problem(code, self.path, line, facts))

    @property
    def line(self) -> int:
        """The number of the line that comes next."""
        return len(self.lines) + 1


def read_word(data: bytes, *, path: PurePosixPath) -> Incoming:
    """What is in a Word document. Never raises for what is in it; an old .doc, a locked or a
    dangerous file gives a problem alone."""
    if data.startswith(_OLE):
        code = "word-locked" if _LOCKED in data else "word-old"
        return _refused(Problem(code, path))
    try:
        with open_package(data) as package:
            return _read(package, path)
    except PackageRefused as refused:
        return _refused(refused.problem(path))
    except XmlRefused as refused:
        return _refused(PackageRefused(refused.zh, refused.en).problem(path))


def _refused(problem: Problem) -> Incoming:
    return Incoming(problems=(problem,), tallies={Unit.FILES: Tally(1, listed=1)})


def _read(package: Package, path: PurePosixPath) -> Incoming:
    body = next(filter(_BODY.fullmatch, package.members), None)
    if body is None:
        form = {"form_zh": "Word 文稿", "form_en": "a Word document"}
        return _refused(Problem("import-not-this-form", path, None, form))
    reading = _Reading(path)
    reading.problems += (closed.problem(path) for closed in package.left_closed)
    rels = f"word/_rels/{PurePosixPath(body).name}.rels"
    if rels in package:
        reading.relations = read_relations(_part(package, rels))
    if "word/styles.xml" in package:
        reading.styles = read_styles(_part(package, "word/styles.xml"))
    seen = 0
    notes: dict[str, list[Paragraph]] = {}
    for what in ("footnote", "endnote", "comment"):
        name = f"word/{what}s.xml"
        if name in package:
            data = _part(package, name)
            seen += letters(raw_texts(data))
            for paragraph in read_paragraphs(data):
                notes.setdefault(f"{what} {paragraph.note}", []).append(paragraph)
    reading.notes_of = notes
    data = _part(package, body)
    seen += letters(raw_texts(data))
    _write_body(reading, list(read_paragraphs(data)))
    _write_rest(reading)
    for name in filter(_MARGIN.fullmatch, package.members):
        data = _part(package, name)
        seen += letters(raw_texts(data))
        _write_margin(reading, data)
    return _bring(reading, seen)


def _part(package: Package, name: str) -> bytes:
    if package.members[name].size > _LARGEST_PART:
        raise PackageRefused(f"“{name}”太大", f"“{name}” is too large")
    return package.read(name)


def _bring(reading: _Reading, seen: int) -> Incoming:
    text = "\n".join(reading.lines)
    if not text.strip():
        problems = (*reading.problems, Problem("import-empty-file", reading.path))
        counted = {Unit.CHARACTERS: Tally(seen, kept=reading.placed, listed=reading.listed)}
        return Incoming(problems=tuple(sorted(set(problems))), tallies=counted)
    incoming = read_lines(
        Lines(reading.path, text, "Word 文稿", reading.problems, tuple(reading.notes))
    )
    lines = incoming.tally(Unit.CHARACTERS)
    came = lines.kept + lines.repaired + lines.listed - lines.seen
    whole = Tally(seen, kept=reading.placed + came, listed=reading.listed)
    return replace(incoming, tallies={**incoming.tallies, Unit.CHARACTERS: whole})


# --- the body -------------------------------------------------------------------------------------


def _write_body(reading: _Reading, paragraphs: Sequence[Paragraph]) -> None:
    tables = {paragraph.row[0] for paragraph in paragraphs if paragraph.row}
    if tables:
        facts = {"count": str(len(tables))}
        reading.problems.append(Problem("word-tables", reading.path, None, facts))
    at = 0
    while at < len(paragraphs):
        row = paragraphs[at].row
        until = at + 1
        if row is not None:
            while until < len(paragraphs) and (paragraphs[until].row or ())[:2] == row[:2]:
                until += 1
            _write_row(reading, paragraphs[at:until])
        else:
            _write_paragraph(reading, paragraphs[at])
        at = until


def _write_paragraph(reading: _Reading, paragraph: Paragraph) -> None:
    text = _text(reading, paragraph)
    if paragraph.is_boxed and text.strip():
        reading.tell("word-text-box", text, line=reading.line)
        text = _note_mark(f"文本框：{text}")
    heading = _HEADING.fullmatch(reading.styles.get(paragraph.style, ""))
    is_title = reading.styles.get(paragraph.style) in ("title", "标题")
    if (heading or is_title) and text.strip() and "：" not in text:
        level = 1 if is_title or heading is None else int(heading[1])
        text = f"{'#' * level} {' '.join(text.split())}"
    reading.lines += text.split("\n")


def _write_row(reading: _Reading, paragraphs: Sequence[Paragraph]) -> None:
    """A row of a table: who speaks beside what is said, a form's names beside its values, else one
    cell behind the other."""
    cells: dict[int, list[str]] = {}
    for paragraph in paragraphs:
        number = paragraph.row[2] if paragraph.row else 0
        if text := _text(reading, paragraph).strip():
            cells.setdefault(number, []).append(text)
    texts = [" ".join("\n".join(said).split("\n")) for said in cells.values()]
    if len(texts) >= 2 and len(texts) % 2 == 0 and all(map(is_header_key, texts[::2])):
        pairs = zip(texts[::2], texts[1::2], strict=True)
        reading.lines += [f"{key.rstrip(':：')}：{value}" for key, value in pairs]
        return
    if len(texts) == 3 and parse_clock(texts[0]) is not None and len(texts[1]) <= _SHORT:
        reading.lines.append(f"[{texts[0]}] {texts[1].rstrip(':：')}：{texts[2]}")
    elif len(texts) == 2 and len(texts[0]) <= _SHORT and not texts[0].endswith(("。", "？")):
        reading.lines.append(f"{texts[0].rstrip(':：')}：{texts[1]}")
    else:
        reading.lines.append("；".join(texts))


def _text(reading: _Reading, paragraph: Paragraph) -> str:
    """The words of a paragraph with its footnotes behind what they belong to; what is not taken
    is told of."""
    written: list[str] = []
    changed: list[Stretch] = []
    for part in paragraph.parts:
        if isinstance(part, Mention):
            written.append(_mentioned(reading, part))
            continue
        if part.fate in (Fate.PLAIN, Fate.DELETED):
            written.append(part.text)
            reading.placed += letters(part.text)
        if part.fate is not Fate.PLAIN:
            same = changed and (changed[-1].fate, changed[-1].by) == (part.fate, part.by)
            if same:
                changed[-1] = replace(part, text=changed[-1].text + part.text)
            else:
                changed.append(part)
    for stretch in changed:
        _tell_of_change(reading, stretch)
    return "".join(written)


def _tell_of_change(reading: _Reading, stretch: Stretch) -> None:
    if not stretch.text.strip():
        return
    code = {
        Fate.INSERTED: "word-inserted",
        Fate.DELETED: "word-deleted",
        Fate.HIDDEN: "word-hidden",
    }[stretch.fate]
    reading.tell(code, stretch.text, by=stretch.by, line=reading.line)
    if stretch.fate is not Fate.DELETED:
        what = "修订加的字" if stretch.fate is Fate.INSERTED else "隐藏的字"
        reading.notes.append(f"{what}（{stretch.by or '不知是谁'}）：{_one_line(stretch.text)}")
        reading.listed += letters(stretch.text)
    else:
        note = f"修订要删的字（{stretch.by or '不知是谁'}，正文里照旧）：{_one_line(stretch.text)}"
        reading.notes.append(note)


def _mentioned(reading: _Reading, mention: Mention) -> str:
    if mention.what == "link":
        address = reading.relations.get(mention.id, "")
        if address:
            reading.notes.append(f"链接：{_one_line(address)[:300]}")
        return ""
    if mention.what == "picture":
        name = PurePosixPath(reading.relations.get(mention.id, mention.id)).name[:60]
        reading.tell("word-picture", name, line=reading.line)
        return _note_mark(f"图片 {name}")
    if mention.what == "comment":
        _tell_of_comment(reading, mention.id)
        return ""
    note = _note_text(reading, f"{mention.what} {mention.id}")
    return _note_mark(note) if note else ""


def _note_mark(text: str) -> str:
    """``text`` as a remark of an editor inside the words."""
    plain = _one_line(text).translate(str.maketrans("【】〔〕", "[][]"))
    return f"〔整理者注：{plain}〕"


def _note_text(reading: _Reading, key: str) -> str:
    """The words of a footnote, once."""
    found = reading.notes_of.pop(key, [])
    texts = []
    for paragraph in found:
        stretches = [part for part in paragraph.parts if isinstance(part, Stretch)]
        texts.append("".join(part.text for part in stretches))
        reading.placed += sum(letters(part.text) for part in stretches)
    return " ".join(text.strip() for text in texts if text.strip())


def _tell_of_comment(reading: _Reading, key: str) -> None:
    found = reading.notes_of.pop(f"comment {key}", [])
    text = " ".join(_said(paragraph) for paragraph in found).strip()
    if text:
        by = next((paragraph.by for paragraph in found), "")
        reading.tell("word-comment", text, by=by[:40], line=reading.line)
        reading.notes.append(f"批注（{by[:40] or '不知是谁'}）：{_one_line(text)}")
        reading.listed += letters(text)


# --- what stands at the edge ----------------------------------------------------------------------


def _write_rest(reading: _Reading) -> None:
    """Notes and comments that nothing in the text refers to."""
    for key, paragraphs in list(reading.notes_of.items()):
        if key.startswith("comment"):
            _tell_of_comment(reading, key.partition(" ")[2])
            continue
        text = " ".join(_said(paragraph) for paragraph in paragraphs).strip()
        if text:
            reading.tell("word-margin", text)
            reading.notes.append(f"没有引用的脚注：{_one_line(text)}")
            reading.listed += letters(text)


def _write_margin(reading: _Reading, data: bytes) -> None:
    text = " ".join(filter(None, map(_said, read_paragraphs(data)))).strip()
    if text:
        reading.tell("word-margin", text)
        reading.notes.append(f"页眉页脚：{_one_line(text)}")
        reading.listed += letters(text)


def _said(paragraph: Paragraph) -> str:
    return "".join(part.text for part in paragraph.parts if isinstance(part, Stretch))


def _one_line(text: str) -> str:
    return " ".join(text.split())
