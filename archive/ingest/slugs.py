"""File names that can be addresses: from any words to lowercase letters, digits and hyphens."""

from __future__ import annotations

import re
import unicodedata

from archive.model.kinds import RESERVED_SLUGS, is_slug

_LONGEST = 60
RESERVED_BY_WINDOWS = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)
"""Names that no file may have on a Windows computer."""


def is_file_slug(text: str) -> bool:
    """Whether ``text`` can name a record's file on every computer."""
    return is_slug(text) and text not in RESERVED_BY_WINDOWS


def slug_for(text: str, *, otherwise: str = "record") -> str:
    """A slug for ``text``, Chinese by its pinyin; ``otherwise`` when nothing of it can be kept."""
    if not text.isascii():
        from pypinyin import Style, lazy_pinyin  # here: it is slow to load

        text = "-".join(lazy_pinyin(text, style=Style.NORMAL, errors=lambda run: f" {run} "))
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(slug) > _LONGEST:
        slug = slug[:_LONGEST].rpartition("-")[0] or slug[:_LONGEST]
    if not slug:
        return otherwise
    return f"{slug}-1" if slug in RESERVED_BY_WINDOWS | RESERVED_SLUGS else slug
