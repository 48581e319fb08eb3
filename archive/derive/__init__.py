"""Originals to derivatives: sound, video and pictures that may be published, cached by content.

`derive_all` is the whole of it; `inspect_all` and `find_alike` look at files that are to come in.
Originals are only ever read.
"""

from archive.derive.derivation import Derivation, Progress, derive_all, digests_of, sweep_derived
from archive.derive.executor import Executor, Finished, InlineExecutor, LocalExecutor
from archive.derive.inspecting import Inspected, inspect_all
from archive.derive.likeness import Pair, find_alike
from archive.derive.problems import MediaProblem

__all__ = [
    "Derivation",
    "Executor",
    "Finished",
    "InlineExecutor",
    "Inspected",
    "LocalExecutor",
    "MediaProblem",
    "Pair",
    "Progress",
    "derive_all",
    "digests_of",
    "find_alike",
    "inspect_all",
    "sweep_derived",
]
