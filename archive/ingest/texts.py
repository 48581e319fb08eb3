"""Text files as people's computers save them: encodings, line ends, characters nobody meant."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from archive.errors import Problem
from archive.values import dataclass

LARGEST = 8_000_000
"""Bytes; a book of two million Chinese characters still fits."""

# Tab, line feed and carriage return are fine. The bidirectional controls can make a line read
# otherwise than it is written; what is left of C0 and C1 no editor shows.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
"""A character that no text of an archive may hold."""
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a file with plain line feeds, and what was odd about it; None if unreadable."""

    text: str | None
    problems: tuple[Problem, ...] = ()


def parse_text(data: bytes, *, path: PurePosixPath) -> Text:
    """The text of ``data``, saved as UTF-8, UTF-16 with a mark, or GB18030."""
    if len(data) > LARGEST:
        facts = {"seen": _megabytes(len(data)), "limit": _megabytes(LARGEST)}
        return Text(None, (Problem("file-too-large", path, None, facts),))
    decoded, encoding = decode(data)
    if decoded is None:
        facts = {"reason_zh": "不是文字", "reason_en": "it is not text"}
        return Text(None, (Problem("file-unreadable", path, None, facts),))
    text = decoded.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    forbidden = FORBIDDEN.search(text)
    if forbidden:
        line = text.count("\n", 0, forbidden.start()) + 1
        facts = {"seen": f"U+{ord(forbidden.group()):04X}"}
        return Text(None, (Problem("file-control-character", path, line, facts),))
    if encoding == "utf-8":
        return Text(text)
    return Text(text, (Problem("file-encoding", path, None, {"seen": encoding.upper()}),))


def read_text(file: Path, *, path: PurePosixPath) -> Text | None:
    """The text of a file that an archive may have; None when it is not there, or is a link.

    ``path`` is what problems call it.
    """
    if not file.is_file() or file.is_symlink():
        return None
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Text(None, (Problem("file-unreadable", path, None, {"reason": reason}),))
    return parse_text(data, path=path)


def without_controls(text: str) -> str:
    """``text`` without what makes `parse_text` refuse a file, and what no file can hold."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return FORBIDDEN.sub("", whole.replace("\r\n", "\n").replace("\r", "\n"))


def decode(data: bytes) -> tuple[str | None, str]:
    """The text as it stands, a mark of its encoding included; None when it is no text."""
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = _UTF16.get(data[:2], "gb18030")
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        return None, encoding


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
