"""``pintu sheet``: what may be typed, and which module does it."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli import sheet_sentences as say
from archive.cli.grammar import Command, Explained, Group, OneOf
from archive.cli.options import Surroundings, flag, folder_argument
from archive.cli.sentences import Sentence
from archive.model.kinds import Kind


def sheet_command(around: Surroundings) -> click.Command:
    """The commands about workbooks."""
    language = around.console.language
    group = Group(
        name="sheet",
        language=language,
        help=say.SHEET.text(language),
        short_help=say.SHEET.text(language),
    )
    for make in (_new, _export, _import):
        group.add_command(make(around))
    return group


def _new(around: Surroundings) -> click.Command:
    console = around.console

    def run(file: Path, folder: Path | None, kinds: tuple[str, ...]) -> int:
        from archive.cli.sheets import run_new_sheet

        return run_new_sheet(file, folder, kinds, console)

    return _command(around, "new", say.NEW, run)


def _export(around: Surroundings) -> click.Command:
    console = around.console

    def run(file: Path, folder: Path | None, kinds: tuple[str, ...]) -> int:
        from archive.cli.sheets import run_export_sheet

        return run_export_sheet(file, folder, kinds, console)

    return _command(around, "export", say.EXPORT, run)


def _command(around: Surroundings, name: str, explains: Sentence, run: object) -> click.Command:
    language = around.console.language
    kinds = [kind.value for kind in Kind]
    return Command(
        name,
        language=language,
        explains=explains,
        callback=run,
        params=[
            _file(say.FILE, language),
            folder_argument(language),
            click.Option(
                ["--kind", "kinds"],
                type=OneOf(kinds, language=language),
                multiple=True,
                metavar="KIND",
                help=say.KIND.text(language, values=", ".join(kinds)),
            ),
        ],
    )


def _import(around: Surroundings) -> click.Command:
    console, language = around.console, around.console.language

    def run(file: Path, folder: Path | None, yes: bool, theirs: bool) -> int:
        from archive.cli.sheets import Asked, run_import_sheet

        return run_import_sheet(Asked(file, folder, around.today(), yes, theirs), console)

    return Command(
        "import",
        language=language,
        explains=say.IMPORT,
        callback=run,
        params=[
            _file(say.FILE_BACK, language),
            folder_argument(language),
            flag("--yes", "yes", say.YES, language),
            flag("--theirs", "theirs", say.THEIRS, language),
        ],
    )


def _file(explains: Sentence, language: str) -> click.Argument:
    return Explained(
        "file",
        help_text=explains.text(language),
        type=click.Path(path_type=Path),
        metavar="FILE",
    )
