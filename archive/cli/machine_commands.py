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


def align_command(around: Surroundings) -> click.Command:
    """``pintu align``."""
    console, language = around.console, around.console.language

    def run(
        interviews: tuple[str, ...], folder: Path | None, models: Path | None, jobs: int | None
    ) -> int:
        from archive.cli.timing import Asked, run_align

        return run_align(folder, Asked(interviews, models, jobs=jobs), console)

    return Command(
        "align",
        language=language,
        explains=say.ALIGN,
        callback=run,
        params=[_interviews(language), _models(language), *_usual(language)],
    )


def listen_command(around: Surroundings) -> click.Command:
    """``pintu listen``."""
    console, language = around.console, around.console.language

    def run(
        interviews: tuple[str, ...],
        folder: Path | None,
        models: Path | None,
        again: bool,
        jobs: int | None,
    ) -> int:
        from archive.cli.timing import Asked, run_listen

        return run_listen(folder, Asked(interviews, models, again, jobs), console)

    return Command(
        "listen",
        language=language,
        explains=say.LISTEN,
        callback=run,
        params=[
            _interviews(language),
            _models(language),
            flag("--again", "again", say.LISTEN_AGAIN, language),
            *_usual(language),
        ],
    )


def _interviews(language: str) -> click.Parameter:
    return Explained(
        "interviews", help_text=say.INTERVIEWS.text(language), nargs=-1, metavar="[INTERVIEW]..."
    )


def _models(language: str) -> click.Parameter:
    return click.Option(
        ["--models"],
        type=Folder(language=language),
        metavar="FOLDER",
        help=say.MODELS.text(language),
    )


def _usual(language: str) -> list[click.Parameter]:
    return [
        click.Option(
            ["--jobs"], type=Whole(1, 256, language=language), help=say.JOBS.text(language)
        ),
        click.Option(["--folder"], type=Folder(language=language), help=say.FOLDER.text(language)),
    ]
