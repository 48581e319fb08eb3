"""The commands that bring something in: what may be typed, and which module does it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from archive.cli import adding_sentences as say
from archive.cli import sentences as words
from archive.cli.grammar import Command, Explained, Folder, OneOf
from archive.cli.options import Surroundings, flag

FORMATS = (
    "oral-history-as-data",
    "collection-builder",
    "oral-history-digital",
    "ohms",
    "iiif",
    "markdown",
    "register",
    "text",
    "word",
    "subtitles",
    "whisper",
)
"""What ``--as`` takes; `archive.adding.readers` reads them, and is not loaded for the help."""


def add_command(around: Surroundings) -> click.Command:
    """``pintu add``."""
    console, language = around.console, around.console.language

    def run(sources: tuple[Path, ...], folder: Path | None, is_undo: bool, **wanted: Any) -> int:
        from archive.cli.adding import Asked, run_add, run_undo

        if is_undo:
            return run_undo(folder or Path(), console, yes=wanted["yes"])
        return run_add(Asked(sources, folder or Path(), around.today(), **wanted), console)

    return Command(
        "add",
        language=language,
        explains=say.ADD,
        callback=run,
        params=_params(language),
    )


def _params(language: str) -> list[click.Parameter]:
    return [
        Explained(
            "sources",
            help_text=say.SOURCES.text(language),
            nargs=-1,
            type=click.Path(path_type=Path),
            metavar="[SOURCE]...",
        ),
        click.Option(
            ["--folder"],
            type=Folder(language=language, must_exist=False),
            help=say.FOLDER.text(language),
        ),
        flag("--yes", "yes", say.YES, language),
        click.Option(
            ["--save"],
            type=Folder(language=language, must_exist=False),
            metavar="FILE.xlsx",
            help=say.SAVE_OPTION.text(language),
        ),
        click.Option(
            ["--plan"],
            type=Folder(language=language, must_exist=False),
            metavar="FILE.xlsx",
            help=say.PLAN_OPTION.text(language),
        ),
        flag("--json", "as_json", say.JSON_OPTION, language),
        click.Option(
            ["--as", "form"],
            type=OneOf(FORMATS, language=language),
            metavar="FORMAT",
            help=say.AS_OPTION.text(language, values=", ".join(FORMATS)),
        ),
        click.Option(["--licence", "--license"], help=say.LICENCE.text(language)),
        click.Option(
            ["--alike"],
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="PAGE.html",
            help=say.ALIKE_OPTION.text(language),
        ),
        flag("--undo", "is_undo", say.UNDO_OPTION, language),
    ]


def import_command(around: Surroundings) -> click.Command:
    """``pintu import``: ``add`` of one archive in one format, without asking."""
    console, language = around.console, around.console.language

    def run(form: str, source: Path, folder: Path, licence: str | None) -> int:
        from archive.cli.adding import Asked, run_add

        asked = Asked((source,), folder, around.today(), yes=True, form=form, licence=licence)
        return run_add(asked, console)

    return Command(
        "import",
        language=language,
        explains=words.IMPORT,
        callback=run,
        params=[
            Explained(
                "form",
                help_text=words.IMPORT_FORMAT.text(language),
                type=OneOf(FORMATS, language=language),
                metavar="FORMAT",
            ),
            Explained(
                "source",
                help_text=words.IMPORT_SOURCE.text(language),
                type=Folder(language=language),
                metavar="SOURCE",
            ),
            Explained(
                "folder",
                help_text=words.IMPORT_FOLDER.text(language),
                type=Folder(language=language, must_exist=False),
                metavar="[DIR]",
                required=False,
                default=Path(),
            ),
            click.Option(["--licence", "--license"], help=words.IMPORT_LICENCE.text(language)),
        ],
    )
