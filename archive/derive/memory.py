"""Memory that is no longer needed, given back to the system."""

import contextlib
import ctypes
import sys


def give_back() -> None:
    """Let the system have what the allocator keeps for later (Linux with glibc; else nothing).

    Reading leaves tens of megabytes of holes between what stays, and processes that need memory
    for themselves are about to start.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
