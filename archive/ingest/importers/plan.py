"""What an import is going to write: everything is gathered first, and only then written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from archive.errors import ConfigError, Problem


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The files of an import, relative to the archive's folder, and what was counted on the way.

    Every turn of the sources is in ``files`` or told of in ``problems``; the paths of the problems
    are relative to the folder that was imported.
    """

    files: Mapping[PurePosixPath, str]
    problems: tuple[Problem, ...] = ()
    interviews: int = 0
    speakers: int = 0
    """Distinct people."""
    turns: int = 0
    """Times that somebody begins to speak."""
    characters: int = 0
    """Characters of the words, without the white space around paragraphs."""
    rows: int = 0
    """For a table: its rows, as many as are kept, repaired and listed together."""
    kept: int = 0
    """Rows that were taken as they stand."""
    repaired: int = 0
    """Rows in which something that was left out or misspelt was filled in."""
    listed: int = 0
    """Rows that are told of in ``problems``; their words are kept all the same."""


def write_plan(plan: ImportPlan, folder: Path) -> None:
    """Write the files of ``plan`` below ``folder``; ConfigError before the first if one exists."""
    there = [path for path in sorted(plan.files) if (folder / path).exists()]
    if there:
        raise ConfigError(
            f"已经有 {there[0]} 等 {len(there)} 个文件，没有导入。请导入到一个新的文件夹。",
            f"{len(there)} files are there already, such as {there[0]}; nothing was imported. "
            "Import into a new folder.",
        )
    for path, text in sorted(plan.files.items()):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
