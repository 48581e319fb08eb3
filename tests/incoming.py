"""What an importer gave, written as an archive that can be read again."""

from __future__ import annotations

import os
from pathlib import Path

from archive.errors import ConfigError
from archive.ingest.incoming import Incoming, format_draft


def write_incoming(incoming: Incoming, folder: Path) -> None:
    """Write the drafts into an archive that has none of them; ConfigError before the first if
    one of their files is there."""
    files = {path: text for draft in incoming.drafts for path, text in format_draft(draft).items()}
    there = [path for path in sorted(files) if os.path.lexists(folder / path)]
    if there:
        raise ConfigError(
            f"已经有 {there[0]} 等 {len(there)} 个文件，没有导入。请导入到一个新的文件夹。",
            f"{len(there)} files are there already, such as {there[0]}; nothing was imported. "
            "Import into a new folder.",
        )
    for path, text in sorted(files.items()):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
