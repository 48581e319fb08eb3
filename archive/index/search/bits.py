"""Numbers as bits, and bits as text: what most of an index is written in.

A number is a few zeros, a one, and some bits that say the rest. Base64 keeps such a stream whole in
a JSON string, and whatever compresses files on their way takes back what that adds.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

GIVEN_FROM = 4
"""Lists of so many numbers say how many bits their steps have; shorter ones go by their count."""
_MOST_WIDE = 24


class Codes(NamedTuple):
    """Numbers in order, each as so many zeros, a one, and the low bits of a value."""

    zeros: Numbers
    widths: Numbers
    values: Numbers


def counts(values: Numbers) -> Codes:
    """Numbers from 1 on, small ones mostly: twice their length in bits, less one."""
    import numpy as np

    widths = np.frexp(values.astype(np.float64))[1].astype(np.int64) - 1
    return Codes(widths, widths, values)


def steps(values: Numbers, widths: Numbers) -> Codes:
    """Numbers from 0 on, each with so many bits after the one."""
    return Codes(values >> widths, widths, values)


def best_widths(values: Numbers, lengths: Numbers) -> Numbers:
    """For each stretch of ``values`` the bits with which its `steps` are shortest."""
    import numpy as np

    if not len(lengths):
        return lengths
    begins = np.cumsum(lengths) - lengths
    costs = [
        np.add.reduceat(values >> width, begins) + lengths * width for width in range(_MOST_WIDE)
    ]
    return np.asarray(np.argmin(np.stack(costs), axis=0))


def gaps(ascending: Numbers, begins: Numbers) -> Numbers:
    """Lists that ascend, one after the other: how many numbers each leaves out before it."""
    import numpy as np

    found = np.diff(ascending, prepend=0) - 1
    found[begins] = ascending[begins]
    return found


def lists(ascending: Numbers, lengths: Numbers, *, bits: int) -> list[Codes]:
    """Lists that ascend, of ``lengths`` that the reader knows: how many bits the steps of the
    longer ones have, then all steps. All numbers are below two to the power of ``bits``."""
    import numpy as np

    values = gaps(ascending, np.cumsum(lengths) - lengths)
    widths = short_widths(lengths, bits)
    is_given = lengths >= GIVEN_FROM
    given = best_widths(values[np.repeat(is_given, lengths)], lengths[is_given])
    widths[is_given] = given
    return [counts(given + 1), steps(values, np.repeat(widths, lengths))]


def short_widths(lengths: Numbers, bits: int) -> Numbers:
    """The bits of the steps of short lists."""
    import numpy as np

    return np.maximum(0, bits - np.frexp(lengths.astype(np.float64))[1].astype(np.int64))


def write_bits(codes: Sequence[Codes]) -> str:
    """Everything one after the other, six bits a sign."""
    import numpy as np

    zeros, widths, values = (np.concatenate(part) for part in zip(*codes, strict=True))
    ends = np.cumsum(zeros + 1 + widths)
    length = int(ends[-1]) if len(ends) else 0
    bits = np.zeros(length, dtype=np.uint8)
    bits[ends - widths - 1] = 1
    for low in range(int(widths.max(initial=0))):
        longer = widths > low
        ends, widths, values = ends[longer], widths[longer], values[longer]
        bits[ends - 1 - low] = (values >> low) & 1
    return b64encode(np.packbits(bits).tobytes())[: -(-length // 6)].decode("ascii")


def one(number: int) -> Codes:
    """A single number from 1 on, as `counts` writes it."""
    import numpy as np

    return counts(np.array([number], dtype=np.int64))
