"""A file of search data as a browser takes it: one call with a JSON value."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path, PurePosixPath

from archive.model.page import Page

Buffer = bytes | memoryview

FOLDER = "search"
_UNSAFE = re.compile("[<\u2028\u2029\ud800-\udfff]")


def format_json(value: object) -> str:
    """``value`` in as few signs as may be; nothing in it ends a script or a line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def format_file(name: str, value: object) -> str:
    """The script that hands ``value`` over under ``name``."""
    return f"pintuSearch({format_json(name)},{format_json(value)})\n"


@cache
def program() -> bytes:
    """Covers the code and the tables that an index comes of."""
    digest = blake2b(unicodedata.unidata_version.encode(), digest_size=16)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    for package in ("cmarkgfm", "nh3", "opencc", "pypinyin"):
        digest.update(metadata.version(package).encode())
    return digest.digest()


def mark_of(*parts: Buffer) -> bytes:
    """A digest of all that a file is made from, and of what makes it."""
    digest = blake2b(program(), digest_size=16)
    for part in parts:
        digest.update(part)
    return digest.digest()


def path_of(name: str) -> str:
    """Where the file ``name`` is in the site. Text: there are very many of them."""
    return f"{FOLDER}/{name}.js"


def search_file(name: str, mark: bytes, make: Callable[[], object]) -> Page:
    """The file ``name``, made when its ``mark`` is not as it was."""
    return Page(PurePosixPath(path_of(name)), mark, lambda: format_file(name, make()))


def payload_file(name: str, value: object) -> Page:
    """The file ``name`` with a ``value`` that is there already."""
    text = format_file(name, value)
    return Page(PurePosixPath(path_of(name)), mark_of(text.encode()), lambda: text)
