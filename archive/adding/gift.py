"""What somebody brings: the files in it, and what each of them really is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from pathlib import Path, PurePosixPath

from archive.derive.identify import MediaKind
from archive.errors import Problem
from archive.ingest.forms import Form
from archive.values import dataclass

Nature = MediaKind | Form


@dataclass(frozen=True, slots=True)
class Found:
    """One file that was brought."""

    path: PurePosixPath
    """What it is called: the name of what was given, and the way below it."""
    file: Path
    """Where its bytes can be read now."""
    lasting: tuple[str, ...]
    """Where they can be read again later: an absolute path, then the member of a zip."""
    size: int
    sha256: str
    nature: Nature | None
    """None for what is not known."""
    format: str = ""
    """Of sound, film and pictures: the name in ``derive.identify``."""


@dataclass(frozen=True)
class Gift:
    """All that was brought. Every file is in ``files`` or in ``refused``, and in one alone."""

    roots: Mapping[PurePosixPath, Path]
    """The folders that were given (zips too, unpacked), by what they are called."""
    files: tuple[Found, ...]
    """In the order of their paths."""
    refused: tuple[Problem, ...] = ()
    """One for each file, and for each member of a zip, that is not taken at all."""
    problems: tuple[Problem, ...] = ()
    """What else is to be told, such as a name that does not say what the file is."""
    given: tuple[Path, ...] = field(default=())
    """What was given, as absolute paths."""

    @property
    def counted(self) -> int:
        """How many files there are."""
        return len(self.files) + len(self.refused)

    @cached_property
    def by_path(self) -> Mapping[PurePosixPath, Found]:
        """The files by what they are called."""
        return {found.path: found for found in self.files}
