"""The lines of a file with their own ends, so that some can be changed and no other byte."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.ingest.texts import decode

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


@dataclass(slots=True)
class Lines:
    """A text file: ``lines`` with their ends, numbered as problems number them, from 1."""

    lines: list[str]
    encoding: str
    end: str
    """How its lines end."""

    def __getitem__(self, number: int) -> str:
        """The words of a line, without its end."""
        return self.lines[number - 1].rstrip("\r\n")

    def __len__(self) -> int:
        return len(self.lines)

    def put(self, number: int, words: str) -> None:
        """Other words in a line; its end stays."""
        old = self.lines[number - 1]
        self.lines[number - 1] = words + old[len(old.rstrip("\r\n")) :]

    def insert_after(self, number: int, words: list[str]) -> None:
        """New lines behind a line."""
        self.lines[number:number] = [word + self.end for word in words]

    def remove(self, first: int, last: int) -> None:
        """Take lines out, both ends included."""
        del self.lines[first - 1 : last]

    @property
    def text(self) -> str:
        """The text as the readers of an archive want it: plain line feeds, no mark at its head."""
        joined = "".join(self.lines).removeprefix("\ufeff")
        return joined.replace("\r\n", "\n").replace("\r", "\n")

    def encode(self) -> bytes:
        """The bytes of the file."""
        return "".join(self.lines).encode(self.encoding)


def parse_lines(data: bytes) -> Lines:
    """The lines of a file. Raises ValueError when it is no text."""
    text, encoding = decode(data)
    if text is None:
        raise ValueError("no text")
    ends = re.search(r"\r\n|\r|\n", text)
    return Lines(_LINE.findall(text), encoding, ends.group() if ends else "\n")
