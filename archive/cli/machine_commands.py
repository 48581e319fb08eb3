"""The commands that let a machine read and listen: what may be typed, and which module does it."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli import machine_sentences as say
from archive.cli.grammar import Command, Explained, Folder, Whole
from archive.cli.options import Surroundings, flag


def read_command(around: Surroundings) -> click.Command:
    """``pintu read``."""
    console, language = around.console, around.console.language

    def run(documents: tuple[str, ...], folder: Path | None, again: bool, jobs: int | None) -> int:
        from archive.cli.reading import Asked, run_read

        return run_read(folder, Asked(documents, again, jobs), console)

    return Command(
        "read",
        language=language,
        explains=say.READ,
        callback=run,
        params=[
            Explained(
                "documents",
                help_text=say.READ_DOCUMENTS.text(language),
                nargs=-1,
                metavar="[DOCUMENT]...",
            ),
            flag("--again", "again", say.READ_AGAIN, language),
            *_usual(language),
        ],
    )


def _usual(language: str) -> list[click.Parameter]:
    return [
        click.Option(
            ["--jobs"], type=Whole(1, 256, language=language), help=say.JOBS.text(language)
        ),
        click.Option(["--folder"], type=Folder(language=language), help=say.FOLDER.text(language)),
    ]
