"""What a build keeps for the next one in ``.pintu/search-<channel>/``: the terms, what is said of
each record, and which files came of them. Safe to delete; what is odd in it is not believed.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha1
from pathlib import Path
from typing import Any

from archive.index.search.vocabulary import Vocabulary, open_vocabulary
from archive.model.kinds import RecordId
from archive.values import dataclass

STATE = "state.json"
DIGEST = 16
"""Bytes of the digest of a unit."""


@dataclass(frozen=True)
class Kept:
    """The last index."""

    program: str
    """Covers the program that made it."""
    common: str
    """Covers what all units are made with: readings, themes."""
    stamp: str
    """Covers everything else that it came from."""
    units: Sequence[RecordId]
    """In the order of their numbers."""
    digests: Sequence[bytes]
    """Of all that each came from."""
    passages: Sequence[int]
    """How many each has."""
    files: Mapping[str, str]
    """Fingerprint of each file by its path, in hex."""
    head: Mapping[str, Any]
    """What ``head.js`` hands over."""
    characters: Mapping[str, str]
    """All characters by their reading."""
    terms: tuple[str, str]
    """The file with the terms, and its seal."""
    entries: tuple[str, str]
    """The file with the entries, and its seal."""

    def open_terms(self, folder: Path) -> Vocabulary | None:
        """The terms; None when they are gone or not what they were."""
        return open_vocabulary(folder / self.terms[0], self.terms[1])

    def read_entries(self, folder: Path) -> list[bytes] | None:
        """A line for each unit; None when they are gone or not what they were."""
        name, seal = self.entries
        try:
            data = (folder / name).read_bytes()
        except OSError:
            return None
        return data.split(b"\n")[:-1] if _seal(data) == seal else None


def _seal(data: bytes) -> str:
    return sha1(data, usedforsecurity=False).hexdigest()


def read_kept(folder: Path, *, program: str) -> Kept | None:
    """The last index of this very program; None when there is none or it is damaged."""
    try:
        seal, _, text = (folder / STATE).read_bytes().partition(b"\n")
        if seal.decode() != _seal(text):
            return None
        state = json.loads(text)
        if state["program"] != program:
            return None
        digests = bytes.fromhex(state["digests"])
        return Kept(
            program,
            state["common"],
            state["stamp"],
            [*map(RecordId, state["units"])],
            [digests[at : at + DIGEST] for at in range(0, len(digests), DIGEST)],
            state["passages"],
            state["files"],
            state["head"],
            state["characters"],
            (state["terms"][0], state["terms"][1]),
            (state["entries"][0], state["entries"][1]),
        )
    except (OSError, ValueError, TypeError, KeyError, IndexError):
        return None


def write_entries(path: Path, lines: Iterable[bytes]) -> str:
    """Write the entries, and give their seal."""
    data = b"".join(line + b"\n" for line in lines)
    path.write_bytes(data)
    return _seal(data)


def write_kept(folder: Path, kept: Kept) -> None:
    """Keep an index whose terms and entries are in the folder already; forget the one before."""
    state = {
        "program": kept.program,
        "common": kept.common,
        "stamp": kept.stamp,
        "units": kept.units,
        "digests": b"".join(kept.digests).hex(),
        "passages": kept.passages,
        "files": kept.files,
        "head": kept.head,
        "characters": kept.characters,
        "terms": kept.terms,
        "entries": kept.entries,
    }
    text = json.dumps(state, separators=(",", ":")).encode("ascii")
    draft = folder / f"{STATE}.draft"
    draft.write_bytes(_seal(text).encode() + b"\n" + text)
    draft.replace(folder / STATE)
    clear(folder, kept)


def clear(folder: Path, kept: Kept) -> None:
    """Remove all but the index that is kept; next time, where a system holds on to a file."""
    own = {STATE, kept.terms[0], kept.entries[0]}
    for path in folder.iterdir():
        if path.name not in own:
            with contextlib.suppress(OSError):
                path.unlink()
