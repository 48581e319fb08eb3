"""What a file of words or of data really is, told from its bytes; its name is a hint and no more.

Sound, film and pictures are told apart in ``archive.derive``; what neither knows is not taken.
"""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePosixPath

from archive.ingest.texts import decode

HEAD_BYTES = 65_536
"""How much of a file `form_of` wants to see."""


class Form(StrEnum):
    """A form that something written comes in."""

    WORD = "docx"
    OLD_WORD = "doc"
    WORKBOOK = "xlsx"
    OLD_WORKBOOK = "xls"
    OPEN_WORKBOOK = "ods"
    TABLE = "csv"
    ZIP = "zip"
    PDF = "pdf"
    SUBTITLES = "subtitles"
    """WebVTT, SRT, ASS."""
    WHISPER = "whisper"
    OHMS = "ohms"
    IIIF = "iiif"
    MARKDOWN = "md"
    TEXT = "txt"
    JSON = "json"
    """JSON that is neither of those above."""
    XML = "xml"
    """XML that is none of those above."""


_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_WORKBOOK_NAMES = ("Workbook".encode("utf-16-le"), "Book\x00".encode("utf-16-le"))
_OHMS = re.compile(rb"<(?:\w+:)?ROOT\b|nunncenter/ohms", re.IGNORECASE)
_CUE = re.compile(r"^\d[\d:：.,，]{4,}\d\s*-->\s*\d", re.MULTILINE)
_ASS = re.compile(r"^\[(?:Script Info|V4\+? Styles|Events)\]", re.MULTILINE)
_WHISPER = re.compile(r'"(?:segments|transcription)"\s*:\s*\[')
_IIIF = re.compile(r'"@context"\s*:\s*(?:\[[^\]]*)?"https?://iiif\.io/api/presentation/')
_TABLE_ENDINGS = frozenset({".csv", ".tsv", ".tab"})
_SUBTITLE_ENDINGS = frozenset({".vtt", ".srt", ".ass", ".ssa"})
_UNTYPED = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_UNTYPED = 3
"""Control characters that a text may hold by accident; GB18030 would read most noise as words."""
_MOST_PARTS = 2_000
"""Names in a zip that are looked at to see what it is."""


def form_of(head: bytes, tail: bytes, *, path: PurePosixPath) -> Form | None:
    """The form of a file from its first `HEAD_BYTES` and its last; None for none that is known.

    Of a file no longer than that, ``tail`` is empty and ``head`` is all of it. Never raises.
    """
    if head.startswith(_ZIP):
        return _form_of_zip(head, tail)
    if head.startswith(_OLE):
        is_table = any(name in head + tail for name in _OLD_WORKBOOK_NAMES)
        return Form.OLD_WORKBOOK if is_table else Form.OLD_WORD
    if b"%PDF-" in head[:1024]:
        return Form.PDF
    return _form_of_text(head, path)


def _form_of_zip(head: bytes, tail: bytes) -> Form:
    """What a zip is by the parts that it names, in front or in its directory at the end."""
    seen = head + tail
    if b"application/vnd.oasis.opendocument.spreadsheet" in head[:200]:
        return Form.OPEN_WORKBOOK
    names = _names_in(head) if not tail else ()
    if "word/document.xml" in names or (tail and b"word/document.xml" in seen):
        return Form.WORD
    if "xl/workbook.xml" in names or (tail and b"xl/workbook.xml" in seen):
        return Form.WORKBOOK
    return Form.ZIP


def _names_in(data: bytes) -> tuple[str, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return tuple(packed.namelist()[:_MOST_PARTS])
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError):
        return ()


def _form_of_text(head: bytes, path: PurePosixPath) -> Form | None:
    text = _text_of(head)
    if text is None:
        return None
    start = text.lstrip("\ufeff \t\r\n")
    ending = path.suffix.lower()
    if start.startswith("<"):
        return _form_of_markup(head, start)
    if start[:1] in ("{", "["):
        found = _form_of_json(start)
        if found is not None:
            return found
    is_timed = start.startswith("WEBVTT") or _ASS.search(text) or _CUE.search(text)
    if is_timed or ending in _SUBTITLE_ENDINGS:
        return Form.SUBTITLES
    if ending in _TABLE_ENDINGS:
        return Form.TABLE
    return Form.MARKDOWN if ending in (".md", ".markdown") else Form.TEXT


def _text_of(head: bytes) -> str | None:
    """The text that ``head`` begins, its last character maybe cut; None for what is no text."""
    if not head.strip():
        return None
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return decode(head[: len(head) // 2 * 2])[0]
    if b"\x00" in head:
        return None
    for cut in range(4):
        decoded, _ = decode(head[: len(head) - cut])
        if decoded is not None:
            return decoded if len(_UNTYPED.findall(decoded)) <= _MOST_UNTYPED else None
    return None


def _form_of_markup(head: bytes, start: str) -> Form | None:
    if start[:400].lower().lstrip().startswith(("<!doctype html", "<html", "<svg")):
        return None
    if _OHMS.search(head[:4096]):
        return Form.OHMS
    return Form.XML if start.startswith("<?xml") or "</" in start else Form.TEXT


def _form_of_json(start: str) -> Form | None:
    if _IIIF.search(start):
        return Form.IIIF
    if _WHISPER.search(start):
        return Form.WHISPER
    is_json = re.match(r'\{\s*"|\[\s*[\[{"\d]', start) is not None
    return Form.JSON if is_json else None
