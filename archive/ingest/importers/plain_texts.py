"""Texts of foreign archives as fields, words and names of ours: no marks, no controls, one line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.ingest.texts import without_controls

NOBODY = "不明"
"""What transcripts of ours write where nobody knows who speaks; nothing of it is published."""
LONGEST_LINE = 380
"""Characters that a field of one line may have, with room for a mark that withholds it."""
PACE = 14
"""Characters a second, where nothing else says how long something was spoken."""
SHORTEST = 0.2
"""Seconds that anything said takes at least."""

_BRACKETS = str.maketrans("【】〔〕", "[][]")
_YEARS = re.compile(r"(?:b\.|born|d\.|ca?\.)?\s*\d{4}(?:\s*[-–]\s*(?:\d{4})?)?\.?")
_NUMBER = re.compile(r"\d[\d -]{5,}")
_NO_ONE = re.compile(r"(?:unknown|unidentified)(?: (?:speaker|voice|person))?(?: \d+)?", re.I)
_APART = str.maketrans({"&": " and ", "，": " ", "、": " ", "/": " ", "／": " ", "＆": " and "})


def clean_text(text: str) -> str:
    """``text`` without what an archive refuses and without what it would read as a mark."""
    return without_controls(text).translate(_BRACKETS)


def clean_line(text: str, *, longest: int = LONGEST_LINE) -> str:
    """As `clean_text`, on one line, not longer than a field may be."""
    return " ".join(clean_text(text).split())[:longest].strip()


def plain_name(text: str) -> str:
    """A name as it can stand before words: ``Reed, Eli, 1930-`` is ``Eli Reed``."""
    name = _NUMBER.sub(" ", clean_line(text.translate(_APART)))
    parts = [part.strip() for part in name.split(",")]
    parts = [part for part in parts if part and not _YEARS.fullmatch(part)]
    if len(parts) == 2:
        parts.reverse()
    return " ".join(" ".join(parts).rstrip("?？:： ").split())


def plain_names(written: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
    """Several names as `plain_name` makes them, each once, and a line of notes for each that stood
    otherwise in the source."""
    found = {text: plain_name(text) for text in map(clean_line, written)}
    notes = [f"- 名字原来写作：{text}" for text, name in found.items() if text and name != text]
    return tuple(dict.fromkeys(name for name in found.values() if name)), notes


def label_of(text: str) -> str:
    """What stands before words in a transcript of ours, for a speaker's name in another."""
    label = plain_name(text)
    return NOBODY if not label or _NO_ONE.fullmatch(label) else label
