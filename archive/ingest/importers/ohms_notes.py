"""Footnotes of OHMS transcripts: numbers in the text, and a block of notes at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.model.marks import EditorNote, Span, Words

NOTE_TAG = re.compile(r"\[\[/?(?:footnotes?|note|link)\]\]")
_OPEN, _CLOSE = "[[footnotes]]", "[[/footnotes]]"
_SPACED = re.compile(r"\[\[footnote\]\][ \t]{0,9}(\d{1,6})[ \t]{0,9}\[\[/footnote\]\]", re.ASCII)
_SPACE = re.compile(r"\s+")
_REFERENCE = re.compile(r"\[\[footnote\]\](\d{1,6})\[\[/footnote\]\]", re.ASCII)


@dataclass(slots=True)
class Footnotes:
    """The notes of one transcript, the first being number 1, and which of them were asked for."""

    notes: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    """What stands in the block and in no note."""
    placed: list[str] = field(default_factory=list)
    """Texts that were put in place of a number, in order."""
    numbers: list[str] = field(default_factory=list)
    """The numbers that stood there."""
    _used: set[int] = field(default_factory=set)

    @property
    def used(self) -> tuple[str, ...]:
        """The notes that something refers to."""
        return tuple(note for n, note in enumerate(self.notes, 1) if n in self._used)

    @property
    def unused(self) -> tuple[str, ...]:
        """The notes that nothing refers to."""
        return tuple(note for n, note in enumerate(self.notes, 1) if n not in self._used)

    @property
    def missing(self) -> tuple[str, ...]:
        """The numbers that have no note."""
        return tuple(n for n in self.numbers if not 1 <= int(n) <= len(self.notes))

    def spans(self, text: str) -> Iterator[Span]:
        """``text`` with each note in place of its number."""
        for place, part in enumerate(_REFERENCE.split(text)):
            words = _SPACE.sub(" ", NOTE_TAG.sub(" ", part))
            if place % 2:
                yield EditorNote((Words(self._note(part)),))
            elif words.strip():
                yield Words(words)

    def _note(self, number: str) -> str:
        self.numbers.append(number)
        self._used.add(int(number))
        known = 1 <= int(number) <= len(self.notes)
        note = self.notes[int(number) - 1] if known else f"原注 {number}，注文缺"
        self.placed.append(note)
        return note


def take_footnotes(text: str) -> tuple[str, Footnotes]:
    """``text`` without its block of notes, line for line, and the notes."""
    start = text.find(_OPEN)
    start = text.find("[[note]]") if start < 0 else start
    if start < 0:
        return _SPACED.sub(r"[[footnote]]\1[[/footnote]]", text), Footnotes()
    end = text.find(_CLOSE, start)
    end = len(text) if end < 0 else end + len(_CLOSE)
    block = text[start:end]
    before, *pieces = block.split("[[note]]")
    notes, loose = [], [before]
    for piece in pieces:
        note, _, rest = piece.partition("[[/note]]")
        notes.append(_plain(note))
        loose.append(rest)
    body = text[:start] + "\n" * block.count("\n") + text[end:]
    strays = tuple(plain for stray in loose if (plain := _plain(stray)))
    return _SPACED.sub(r"[[footnote]]\1[[/footnote]]", body), Footnotes(tuple(notes), strays)


def _plain(text: str) -> str:
    return " ".join(NOTE_TAG.sub(" ", text).split())
