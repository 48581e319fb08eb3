"""Which part of a file a browser asks for (RFC 9110, section 14)."""

from __future__ import annotations

import re

from archive.values import dataclass

_SPAN = re.compile(r"(\d{0,18})-(\d{0,18})")


class RangeUnsatisfiable(Exception):
    """The range asked for lies wholly beyond the end."""


@dataclass(frozen=True, slots=True)
class ByteRange:
    """A part of a file; both ends are part of it, and count from 0."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many bytes it has."""
        return self.last - self.first + 1


def parse_range(header: str | None, *, size: int) -> ByteRange | None:
    """The part of ``size`` bytes that a Range header asks for; None for the whole.

    A header that is not understood means the whole, as the standard wants; so does one that asks
    for several parts at once: no player needs them, and many small ones are an attack. Raises
    RangeUnsatisfiable.
    """
    unit, _, spans = (header or "").partition("=")
    found = _SPAN.fullmatch(spans.strip())
    if unit.strip().lower() != "bytes" or found is None or spans.strip() == "-":
        return None
    first, last = found[1], found[2]
    if not first:
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last or size), size - 1)
        if last and int(last) < start:
            return None
    if start >= size or end < start:
        raise RangeUnsatisfiable
    return ByteRange(start, end)
