"""Photographs that look alike: one scanned twice, sent through WeChat, turned or cropped a little.

Perceptual hashes are compared by the bits in which they differ, all with all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


BITS = 256
ALIKE = 56
"""Bits of 256 by which two pictures may differ and still be shown as perhaps the same. The two
drawings of the sample village that are most alike, portraits in one manner, differ by 62; pictures
compressed, shrunk, turned, brightened or cropped by a fiftieth differ by 50 at most."""
_BLOCK = 1024
"""Pictures compared at once: 4 MB a comparison."""


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two pictures that may be the same; `distance` is 0 for those that look the same."""

    distance: int
    """Bits of 256 that differ in the turn in which they are most alike."""
    one: str
    other: str


def find_alike(
    likenesses: Mapping[str, tuple[bytes, ...]], *, within: int = ALIKE
) -> tuple[Pair, ...]:
    """Every two names whose pictures differ by `within` bits or less, the most alike first.

    `likenesses` are those of `Inspected`; pictures without one are like no other.
    """
    import numpy as np

    names = sorted(name for name, hashes in likenesses.items() if hashes)
    if len(names) < 2:
        return ()
    turns = [_signs([likenesses[name][turn] for name in names]) for turn in range(4)]
    upright = turns[0]
    pairs = []
    for start in range(0, len(names), _BLOCK):
        block = upright[start : start + _BLOCK]
        agreement = np.maximum.reduce([block @ turned.T for turned in turns])
        distances = (BITS - agreement) / 2
        for row, column in zip(*np.nonzero(distances <= within), strict=True):
            if start + row < column:
                distance = int(distances[row, column])
                pairs.append(Pair(distance, names[start + row], names[column]))
    return tuple(sorted(pairs))


def _signs(hashes: list[bytes]) -> NDArray[np.float32]:
    """Hashes as rows of +1 and -1, so that a product counts how many bits agree."""
    import numpy as np

    rows = np.frombuffer(b"".join(hashes), dtype=np.uint8).reshape(len(hashes), BITS // 8)
    return np.unpackbits(rows, axis=1).astype(np.float32) * 2 - 1
