"""Word documents in which people speak, or in which something of the village is written.

The text is taken as it is before any tracked change: what somebody put in or took out, and what
somebody remarked, is asked and told, and stands in the private notes, until a person has decided.
What Word shows at the edge, headers and footers, stands there too. Footnotes stand where they
belong, pictures are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import PurePosixPath
from types import MappingProxyType

from archive.errors import Problem
from archive.ingest.importers.header_lines import is_header_key
from archive.ingest.importers.plain_text import Lines, read_lines
from archive.ingest.importers.spoken_text import letters
from archive.ingest.importers.turns import parse_clock
from archive.ingest.importers.word_changes import Changes, aside_of, runs_of
from archive.ingest.importers.word_parts import (
    Fate,
    Mention,
    Paragraph,
    Relation,
    Stretch,
    raw_texts,
    read_paragraphs,
    read_relations,
    read_styles,
)
from archive.ingest.importers.word_pictures import Pictures, caption_of
from archive.ingest.incoming import Incoming, Tally, Unit, Verdict
from archive.ingest.packages import Package, PackageRefused, open_package
from archive.ingest.xml_trees import XmlRefused
from archive.model.marks import hides_anything, parse_marks

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_BODY = re.compile(r"word/document\d*\.xml")
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_HEADING = re.compile(r"(?:heading|标题|標題) ?([1-6])")
_LARGEST_PART = 64_000_000
"""Bytes of one part, unpacked: a book of three million characters."""
_UNDECIDED: Mapping[str, Verdict] = MappingProxyType({})
_SHORT = 12
"""Characters that whoever speaks has at most, in a table."""


@dataclass(slots=True)
class _Reading:
    """What is gathered from one document."""

    path: PurePosixPath
    notes_of: dict[str, list[Paragraph]]
    """Footnotes, endnotes and comments by their kind and id."""
    relations: Mapping[str, Relation]
    styles: Mapping[str, str]
    pictures: Pictures
    changes: Changes
    caption: str = ""
    """What is written below the pictures of the paragraph that is read."""
    lines: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    placed: int = 0
    """Letters of the source that stand in the lines."""
    listed: int = 0
    """Letters of the source that stand in the notes and are told of."""
    repaired: int = 0
    """Letters of the source that a person decided on; the notes tell of them."""

    def tell(self, code: str, text: str, *, line: int | None = None) -> None:
        """List a text of the source that is not in the lines."""
        self.problems.append(Problem(code, self.path, line, {"seen": text.strip()[:60]}))

    @property
    def line(self) -> int:
        """The number of the line that comes next."""
        return len(self.lines) + 1


def read_word(
    data: bytes, *, path: PurePosixPath, verdicts: Mapping[str, Verdict] = _UNDECIDED
) -> Incoming:
    """What is in a Word document. Never raises for what is in it; an old .doc, a locked or a
    dangerous file gives a problem alone. ``verdicts`` are what a person decided about tracked
    changes and remarks, by the keys of the questions that come of the same bytes."""
    if data.startswith(_OLE):
        code = "word-locked" if _LOCKED in data else "word-old"
        return _refused(Problem(code, path))
    try:
        with open_package(data) as package:
            return _read(package, path, Changes(path, blake2b(data).hexdigest()[:12], verdicts))
    except PackageRefused as refused:
        return _refused(refused.problem(path))
    except XmlRefused as refused:
        return _refused(PackageRefused(refused.zh, refused.en).problem(path))


def _refused(problem: Problem) -> Incoming:
    return Incoming(problems=(problem,), tallies={Unit.FILES: Tally(1, listed=1)})


def _read(package: Package, path: PurePosixPath, changes: Changes) -> Incoming:
    body = next(filter(_BODY.fullmatch, package.members), None)
    if body is None:
        form = {"form_zh": "Word 文稿", "form_en": "a Word document"}
        return _refused(Problem("import-not-this-form", path, None, form))
    rels, styles = f"word/_rels/{PurePosixPath(body).name}.rels", "word/styles.xml"
    relations = read_relations(_part(package, rels)) if rels in package else {}
    notes, seen = _read_notes(package)
    reading = _Reading(
        path,
        notes,
        relations,
        read_styles(_part(package, styles)) if styles in package else {},
        Pictures(path, package, relations),
        changes,
        problems=[closed.problem(path) for closed in package.left_closed],
    )
    data = _part(package, body)
    seen += letters(raw_texts(data))
    _write_body(reading, list(read_paragraphs(data)))
    _write_rest(reading)
    for name in filter(_MARGIN.fullmatch, package.members):
        data = _part(package, name)
        seen += letters(raw_texts(data))
        _write_margin(reading, data)
    return _bring(reading, seen)


def _read_notes(package: Package) -> tuple[dict[str, list[Paragraph]], int]:
    """Footnotes, endnotes and comments by their kind and id, and their letters."""
    notes: dict[str, list[Paragraph]] = {}
    seen = 0
    for what in ("footnote", "endnote", "comment"):
        name = f"word/{what}s.xml"
        if name in package:
            data = _part(package, name)
            seen += letters(raw_texts(data))
            for paragraph in read_paragraphs(data):
                notes.setdefault(f"{what} {paragraph.note}", []).append(paragraph)
    return notes, seen


def _part(package: Package, name: str) -> bytes:
    if package.members[name].size > _LARGEST_PART:
        raise PackageRefused(f"“{name}”太大", f"“{name}” is too large")
    return package.read(name)


def _bring(reading: _Reading, seen: int) -> Incoming:
    text = "\n".join(reading.lines)
    pictures, changes = reading.pictures.tally(), reading.changes
    problems = [*reading.problems, *reading.pictures.problems, *changes.problems]
    counted = {
        **({Unit.PICTURES: pictures} if pictures.seen else {}),
        **({Unit.CHANGES: changes.tally()} if changes.questions else {}),
    }
    placed, told = reading.placed, {"repaired": reading.repaired, "listed": reading.listed}
    if not text.strip():
        counted[Unit.CHARACTERS] = Tally(seen, kept=placed, **told)
        problems.append(Problem("import-empty-file", reading.path))
        incoming = Incoming(problems=tuple(sorted(set(problems))))
    else:
        notes, taken = tuple(reading.notes), tuple(reading.pictures.taken.values())
        incoming = read_lines(
            Lines(reading.path, text, "Word 文稿", problems, notes, pictures=taken)
        )
        lines = incoming.tally(Unit.CHARACTERS)
        came = lines.kept + lines.repaired + lines.listed - lines.seen
        counted[Unit.CHARACTERS] = Tally(seen, kept=placed + came, **told)
    tallies = {**incoming.tallies, **counted}
    return replace(incoming, tallies=tallies, questions=tuple(changes.questions))


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
            caption = caption_of(paragraphs, at, reading.styles)
            if caption is not None:
                reading.caption = _one_line(_text(reading, caption))
                until += 1
            _write_paragraph(reading, paragraphs[at])
            reading.caption = ""
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
    for part in runs_of(paragraph.parts):
        if isinstance(part, Mention):
            written.append(_mentioned(reading, part))
        elif part.fate is Fate.PLAIN or not part.text.strip():
            written.append(part.text if part.fate in (Fate.PLAIN, Fate.DELETED) else "")
            reading.placed += letters(part.text)
        else:
            written.append(_changed(reading, part))
    return "".join(written)


def _changed(reading: _Reading, stretch: Stretch) -> str:
    """What stands in the text where somebody changed it: the words before the change, unless a
    person decided otherwise."""
    verdict = reading.changes.ask(stretch, line=reading.line)
    reading.notes.append(reading.changes.note_of(stretch, verdict))
    count, is_old = letters(stretch.text), stretch.fate is Fate.DELETED
    stands = is_old if verdict is not Verdict.TAKE else not is_old
    if stands or verdict is Verdict.ASIDE:
        reading.placed += count
    elif verdict is None:
        reading.listed += count
    else:
        reading.repaired += count
    aside = _note_mark(aside_of(stretch)) if verdict is Verdict.ASIDE else ""
    return f"{stretch.text if stands else ''}{aside}"


def _mentioned(reading: _Reading, mention: Mention) -> str:
    if mention.what == "link":
        relation = reading.relations.get(mention.id)
        if relation is not None and relation.target:
            reading.notes.append(f"链接：{_one_line(relation.target)[:300]}")
        return ""
    if mention.what == "picture":
        return _note_mark(
            reading.pictures.place(mention, line=reading.line, caption=reading.caption)
        )
    if mention.what == "comment":
        return _comment(reading, mention.id)
    note = _note_text(reading, f"{mention.what} {mention.id}")
    return _note_mark(note) if note else ""


def _note_mark(text: str) -> str:
    """``text`` as a remark of an editor inside the words. Brackets in it would end it early, and
    become others; where they withheld something, all of it is withheld."""
    line = _one_line(text)
    plain = line.translate(str.maketrans("【】〔〕", "[][]"))
    is_withheld = hides_anything(parse_marks(line)[0])
    return f"〔整理者注：{f'【不公开：{plain}】' if is_withheld else plain}〕"


def _note_text(reading: _Reading, key: str) -> str:
    """The words of a footnote, once."""
    found = reading.notes_of.pop(key, [])
    texts = [_text(reading, paragraph) for paragraph in found]
    return " ".join(text.strip() for text in texts if text.strip())


def _comment(reading: _Reading, key: str) -> str:
    """What stands in the text where somebody remarked something: nothing, unless a person wants
    it there."""
    found = reading.notes_of.pop(f"comment {key}", [])
    text = " ".join(_said(paragraph) for paragraph in found).strip()
    if not text:
        return ""
    remark = Stretch(text, Fate.REMARK, found[0].by[:40], found[0].when[:40])
    return _changed(reading, remark)


# --- what stands at the edge ----------------------------------------------------------------------


def _write_rest(reading: _Reading) -> None:
    """Notes and comments that nothing in the text refers to."""
    for key, paragraphs in list(reading.notes_of.items()):
        if key.startswith("comment"):
            if aside := _comment(reading, key.partition(" ")[2]):
                reading.lines.append(aside)
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
