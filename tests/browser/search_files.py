"""What the search data of a site says, read without any index: for comparing with answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from archive.index.search.analysis import runs
from archive.index.search.readings import readings_of

CALL = "pintuSearch("


def read_payload(path: Path) -> tuple[str, Any]:
    """The name and the payload of one file; it must be one call of the format's function."""
    text = path.read_text(encoding="utf-8").strip().removesuffix(";")
    assert text.startswith(CALL), path
    assert text.endswith(")"), path
    name, payload = json.loads(f"[{text.removeprefix(CALL).removesuffix(')')}]")
    return str(name), payload


@dataclass(frozen=True)
class Documents:
    """All documents of a site as the files `u/…` and `t/…` have them, by their numbers."""

    texts: Mapping[int, str]
    units: Mapping[int, str]
    """The id of the record each document belongs to."""

    @cached_property
    def lines(self) -> Mapping[int, str]:
        """Each document analysed: its runs with a space around each."""
        return {number: f" {' '.join(runs(text))} " for number, text in self.texts.items()}

    def signs_read(self, syllable: str) -> str:
        """All characters of the documents that can be read so."""
        return self._signs.get(syllable, "")

    @cached_property
    def _signs(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for sign in sorted({sign for line in self.lines.values() for sign in line}):
            for syllable in readings_of(sign):
                found[syllable] = found.get(syllable, "") + sign
        return found

    def scan(self, query: str) -> set[int]:
        """The documents in which every word of the query stands, its runs as they are."""
        wanted = [run for word in query.split() for run in runs(word)]
        if not wanted:
            return set()
        return {number for number, line in self.lines.items() if all(run in line for run in wanted)}


def read_documents(folder: Path) -> Documents:
    """The documents of the search data in `folder`."""
    _, head = read_payload(folder / "head.js")
    texts: dict[int, str] = {}
    units: dict[int, str] = {}
    for number, record, text in [*_heads(folder, head["heads"]), *_passages(folder, head["base"])]:
        assert number not in texts, f"two documents have the number {number}"
        texts[number], units[number] = text, record
    assert len(texts) == head["documents"]
    return Documents(texts, units)


def _numbered(folder: Path) -> Iterator[tuple[int, Sequence[Any]]]:
    for path in sorted(folder.glob("*.js"), key=lambda path: int(path.stem)):
        name, payload = read_payload(path)
        assert name == f"{folder.name}/{path.stem}"
        yield int(path.stem), payload


def _heads(folder: Path, of_a_file: int) -> Iterator[tuple[int, str, str]]:
    for place, rows in _numbered(folder / "u"):
        for unit, (record, title, _, _, text) in enumerate(rows, place * of_a_file):
            yield unit, record, f"{title}\n{text}"


def _passages(folder: Path, base: int) -> Iterator[tuple[int, str, str]]:
    for _, rows in _numbered(folder / "t"):
        for _, record, _, _, _, passages in rows:
            for number, _, _, _, _, text in passages:
                yield base + number, record, text
