"""``pintu new``: an archive begun."""

from __future__ import annotations

from pathlib import Path

from archive.cli import sentences as say
from archive.cli.console import Console
from archive.ingest.scaffold import write_new_archive

GUIDE = Path("content", "pages", "guide.md")


def run_new(folder: Path, console: Console, *, title: str | None) -> int:
    """Write a new archive and say what to do next; the exit code."""
    language = "zh-Hans" if console.language == "zh" else "en"
    name = title or folder.resolve().name or "Pintu"
    files = write_new_archive(folder, title=name, language=language)
    console.say(say.MADE, folder=folder, count=len(files))
    console.line()
    console.say(say.NEXT)
    steps = [
        console.text(say.NEXT_GO, folder=f'"{folder}"' if " " in str(folder) else folder),
        console.text(say.NEXT_SERVE, command="pintu serve"),
        console.text(say.NEXT_GUIDE, file=GUIDE),
        console.text(say.NEXT_CHECK, command="pintu check"),
        console.text(say.NEXT_BUILD, command="pintu build"),
    ]
    for step in steps:
        console.line(f"  {step}")
    return 0
