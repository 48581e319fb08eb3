"""Digests of what a page is made from."""

import pickle
from hashlib import blake2b
from io import BytesIO


def fingerprint(*values: object) -> bytes:
    """A digest of plain values: the same values give the same digest in any process.

    Pickled without its memo, so that it depends on what values say and not on which of them
    happen to be one object; sets, whose order differs between processes, must not be in them.
    """
    buffer = BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.fast = True
    pickler.dump(values)
    return blake2b(buffer.getbuffer(), digest_size=16).digest()
