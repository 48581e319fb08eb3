"""What a build keeps for the next one in ``.pintu/search-<channel>/``: the sorted terms, the heads,
and which files came of them. Safe to delete; what is odd in it is not believed.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.index.search.documents import Head
from archive.model.kinds import RecordId

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Terms = NDArray[np.uint64]

STATE = "state.json"
_SLICE = 1 << 22


@dataclass(frozen=True, slots=True)
class KeptUnit:
    """A record as it was indexed: the digest of all it came from, its head, how many passages."""

    digest: str
    head: Head
    passages: int


@dataclass(frozen=True, slots=True)
class Kept:
    """The last index."""

    program: str
    """Covers the program that made it."""
    stamp: str
    """Covers everything else that it came from."""
    units: Mapping[RecordId, KeptUnit]
    """In the order of their numbers."""
    files: Mapping[str, bytes]
    """Fingerprint of each file by its path."""
    terms: str
    """Name of the file with the terms."""
    seal: str
    """Digest of that file."""


def read_kept(folder: Path, *, program: str) -> Kept | None:
    """The last index of this very program; None when there is none or it is damaged."""
    try:
        state = json.loads((folder / STATE).read_bytes())
        if state["program"] != program:
            return None
        units = {
            RecordId(name): KeptUnit(digest, _head(head), int(passages))
            for name, digest, head, passages in state["units"]
        }
        files = {str(path): bytes.fromhex(mark) for path, mark in state["files"].items()}
        return Kept(program, state["stamp"], units, files, state["terms"], state["seal"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _head(fields: Sequence[Any]) -> Head:
    name, title, names, line, picture, sound, text = fields
    return Head(RecordId(name), title, tuple(names), line, picture, sound, text)


def _fields(head: Head) -> tuple[object, ...]:
    rest = head.names, head.line, head.picture, head.sound, head.text
    return head.id, head.title, *rest


def write_kept(folder: Path, kept: Kept) -> None:
    """Keep an index whose terms are in the folder already, and forget the one before."""
    state = {
        "program": kept.program,
        "stamp": kept.stamp,
        "units": [(n, u.digest, _fields(u.head), u.passages) for n, u in kept.units.items()],
        "files": {path: mark.hex() for path, mark in kept.files.items()},
        "terms": kept.terms,
        "seal": kept.seal,
    }
    draft = folder / f"{STATE}.draft"
    draft.write_text(json.dumps(state, separators=(",", ":")), encoding="ascii")
    draft.replace(folder / STATE)
    clear(folder, but=kept.terms)


def clear(folder: Path, *, but: str) -> None:
    """Remove terms that nothing speaks of any more; next time, where a system holds on to them."""
    for path in folder.glob("terms-*"):
        if path.name != but:
            with contextlib.suppress(OSError):
                path.unlink()


def open_terms(path: Path, seal: str | None = None) -> Terms | None:
    """The terms in a file, not yet read; None when it is gone or not what it was."""
    import numpy as np

    try:
        if not path.stat().st_size:
            terms = np.zeros(0, dtype=np.uint64)
        else:
            # As a plain array: what memmap adds to each slice costs more than the slice.
            terms = np.memmap(path, dtype=np.uint64, mode="r").view(np.ndarray)
    except (OSError, ValueError):
        return None
    return terms if seal is None or seal_of(terms) == seal else None


def seal_of(terms: Terms) -> str:
    """A digest of the terms."""
    digest = blake2b(digest_size=16)
    for start in range(0, len(terms), _SLICE):
        digest.update(terms[start : start + _SLICE].data)
    return digest.hexdigest()
