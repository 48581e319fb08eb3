"""What can be wrong with an original. The sentences are in ``archive.errors``, by code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import PurePosixPath
from types import MappingProxyType

from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class MediaProblem:
    """One finding about one original. `code` is one of `archive.errors`."""

    code: str
    original: PurePosixPath
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_warning(self) -> bool:
        """Whether the derivative was made all the same."""
        return self.code in WARNINGS


class MediaFault(Exception):
    """Why an original gives no derivative; becomes a `MediaProblem` where its name is known."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_fault, (self.code, self.facts)


def _rebuild_fault(code: str, facts: dict[str, str]) -> MediaFault:
    return MediaFault(code, **facts)


WARNINGS = frozenset(
    {"media-damaged", "media-damaged-sealed", "media-extension", "media-pages-left"}
)

PASSING = frozenset({"media-no-space", "media-timeout", "media-failed", "media-bomb"})
"""Faults that may be none the next time though no file has changed: they may come of the disk's
room, of the system's limits and of what else it has to do. They are not remembered."""

WANTED = MappingProxyType(
    {"sound": ("录音", "sound"), "video": ("视频", "video"), "picture": ("图片", "picture")}
)
