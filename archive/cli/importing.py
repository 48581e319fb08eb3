"""``pintu new`` and ``pintu import``: an archive begun, and material brought into it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from archive.cli import sentences as say
from archive.cli.console import Console
from archive.cli.problem_list import exit_code, print_problems, print_summary
from archive.cli.villages import SETTINGS, command_line
from archive.ingest.importers.collection_builder import read_collection_builder
from archive.ingest.importers.iiif import read_iiif
from archive.ingest.importers.markdown import read_transcripts_markdown
from archive.ingest.importers.ohms import read_ohms
from archive.ingest.importers.oral_history_csv import read_oral_history_csv
from archive.ingest.importers.oral_history_digital import read_oral_history_digital
from archive.ingest.incoming import Incoming, Unit, write_incoming
from archive.ingest.scaffold import write_new_archive
from archive.model.kinds import Kind


class ReadPlan(Protocol):
    """Reads a folder of one format."""

    def __call__(self, source: Path, *, declared_consent: str | None) -> Incoming:
        """What is to be written; ConfigError when there is nothing of the format."""


FORMATS: Mapping[str, ReadPlan] = {
    "collection-builder": read_collection_builder,
    "markdown": read_transcripts_markdown,
    "oral-history-as-data": read_oral_history_csv,
    "oral-history-digital": read_oral_history_digital,
    "ohms": read_ohms,
    "iiif": read_iiif,
}
"""What ``import`` reads."""
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


def run_import(
    form: str, source: Path, folder: Path, console: Console, *, licence: str | None
) -> int:
    """Read ``source``, which is in one of `FORMATS`, into ``folder`` and say what came of it; the
    exit code."""
    incoming = FORMATS[form](source, declared_consent=licence)
    write_incoming(incoming, folder)
    _write_settings(folder)
    print_problems(incoming.problems, console, folder=source)
    console.say(
        say.IMPORTED,
        interviews=len(incoming.of_kind(Kind.INTERVIEW)),
        people=len(incoming.of_kind(Kind.PERSON)),
        turns=incoming.tally(Unit.TURNS).seen,
        characters=incoming.tally(Unit.CHARACTERS).seen,
    )
    rows = incoming.tally(Unit.ROWS)
    if rows.seen:
        facts = {"kept": rows.kept, "repaired": rows.repaired, "listed": rows.listed}
        console.say(say.IMPORTED_ROWS, rows=rows.seen, **facts)
    print_summary(incoming.problems, console)
    console.line()
    console.say(say.NEXT)
    console.line(f"  {console.text(say.NEXT_CHECK, command=command_line('check', folder))}")
    console.line(f"  {console.text(say.NEXT_BUILD, command=command_line('build', folder))}")
    return exit_code(incoming.problems)


def _write_settings(folder: Path) -> None:
    """What an archive needs besides its records, where it is not there yet."""
    title = json.dumps(folder.resolve().name or "Pintu", ensure_ascii=False)
    settings = (
        f"site_name: {title}\ndocs_dir: content/pages\nsite_dir: site\ntheme:\n  name: pintu\n"
    )
    settings += "plugins:\n  - pintu\n"
    pages = folder / "content" / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    ignored = ".pintu/\nsite/\nsite-kiosk/\nprint/\nmedia/*\n!media/manifest-sha256.txt\n"
    files = {
        folder / SETTINGS: settings,
        folder / ".gitignore": ignored,
        pages / "index.md": f"---\ntitle: {title}\n---\n",
    }
    for file, text in files.items():
        if not file.exists():
            file.write_text(text, encoding="utf-8", newline="\n")
