"""The limits a started tool lives under; run inside the new process, before anything hostile.

This file is run by its path, alone, by an isolated interpreter: it imports nothing of ours.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from collections.abc import Mapping

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_SIGKILL = 9


def confine(limits: Mapping[str, int]) -> None:
    """Put this process, and all it will start, under `limits`.

    Keys: cpu (seconds), memory and file (bytes). The number of processes is left alone: that limit
    counts everything the user runs, and would fail on a busy desktop. Where the system lacks a
    means (Windows has none of them, macOS no namespaces), the others still hold.
    """
    if sys.platform == "win32":
        return
    _limit_resources(limits)
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        # The tool must not outlive a build that was killed.
        libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        if libc.unshare(_CLONE_NEWNET) != 0:
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _limit_resources(limits: Mapping[str, int]) -> None:
    if sys.platform == "win32":
        return
    import resource

    wanted = (
        (resource.RLIMIT_CPU, limits["cpu"]),
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_FSIZE, limits["file"]),
        (resource.RLIMIT_CORE, 0),
    )
    for what, value in wanted:
        _, hard = resource.getrlimit(what)
        ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(what, (ceiling, ceiling))
        except (OSError, ValueError):
            continue  # macOS refuses some of them


def main(arguments: list[str]) -> None:
    """Confine this process to the limits given as JSON, and become the command that follows."""
    confine(json.loads(arguments[0]))
    os.execv(arguments[1], arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
