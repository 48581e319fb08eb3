"""Originals to derivatives: sound, video and pictures that may be published, cached by content.

`derive_all` is the whole of it. Originals are only ever read.
"""

from archive.derive.derivation import Derivation, Progress, derive_all
from archive.derive.executor import Executor, Finished, InlineExecutor, LocalExecutor
from archive.derive.problems import MediaProblem

__all__ = [
    "Derivation",
    "Executor",
    "Finished",
    "InlineExecutor",
    "LocalExecutor",
    "MediaProblem",
    "Progress",
    "derive_all",
]
