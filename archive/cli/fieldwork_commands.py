"""The commands for the next visit: what may be typed, and which module does it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from archive.cli import fieldwork_sentences as say
from archive.cli import sentences
from archive.cli.grammar import Command, Explained, Folder, Whole
from archive.cli.options import Surroundings, date_option, flag, folder_argument, number


def gaps_command(around: Surroundings) -> click.Command:
    """``pintu gaps``."""
    console, language = around.console, around.console.language

    def run(folder: Path | None, on: date | None, **wanted: Any) -> int:
        from archive.cli.visiting import run_gaps

        return run_gaps(folder, console, on=on or around.today(), **wanted)

    return Command(
        "gaps",
        language=language,
        explains=say.GAPS,
        callback=run,
        params=[
            folder_argument(language),
            number("--limit", 20, 1000, say.GAPS_LIMIT, language),
            _file("--page", say.GAPS_PAGE, language),
            flag("--json", "as_json", say.FIELD_JSON, language),
            date_option(language),
        ],
    )


def visit_command(around: Surroundings) -> click.Command:
    """``pintu visit``."""
    console, language = around.console, around.console.language

    def run(person: tuple[str, ...], folder: Path | None, on: date | None, **wanted: Any) -> int:
        from archive.cli.visiting import run_visit

        return run_visit(
            folder, console, person=" ".join(person), on=on or around.today(), **wanted
        )

    return Command(
        "visit",
        language=language,
        explains=say.VISIT,
        callback=run,
        params=[
            Explained(
                "person",
                help_text=say.VISIT_PERSON.text(language),
                nargs=-1,
                metavar="[PERSON]...",
            ),
            click.Option(["--photo"], metavar="PHOTO", help=say.VISIT_PHOTO.text(language)),
            _file("--page", say.VISIT_PAGE, language),
            flag("--json", "as_json", say.FIELD_JSON, language),
            folder_option(language),
            date_option(language),
        ],
    )


def folder_option(language: str) -> click.Option:
    """``--folder``, where the arguments are taken by something else."""
    return click.Option(
        ["--folder"], type=Folder(language=language), help=sentences.FIND_FOLDER.text(language)
    )


def propose_command(around: Surroundings) -> click.Command:
    """``pintu propose``."""
    console, language = around.console, around.console.language

    def run(what: str | None, folder: Path | None, on: date | None, **wanted: Any) -> int:
        from archive.cli.proposing import Asked, run_propose

        asked = Asked(what or "", on or around.today(), **wanted)
        return run_propose(folder, asked, console)

    return Command(
        "propose",
        language=language,
        explains=say.PROPOSE,
        callback=run,
        params=[
            Explained(
                "what",
                help_text=say.PROPOSE_WHAT.text(language),
                metavar="[PUZZLE[/SLOT]]",
                required=False,
            ),
            _several("--accept", say.PROPOSE_ACCEPT, language),
            _several("--refuse", say.PROPOSE_REFUSE, language),
            flag("--relations", "relations", say.PROPOSE_RELATIONS, language),
            flag("--undo", "undo", say.PROPOSE_UNDO, language),
            click.Option(
                ["--limit"],
                type=Whole(1, 1000, language=language),
                help=say.PROPOSE_LIMIT.text(language),
            ),
            flag("--json", "as_json", say.FIELD_JSON, language),
            folder_option(language),
            date_option(language),
        ],
    )


def _several(name: str, explains: sentences.Sentence, language: str) -> click.Option:
    return click.Option([name], multiple=True, metavar="N", help=explains.text(language))


def coverage_command(around: Surroundings) -> click.Command:
    """``pintu coverage``."""
    console, language = around.console, around.console.language

    def run(folder: Path | None, on: date | None, **wanted: Any) -> int:
        from archive.cli.covering import Asked, run_coverage

        return run_coverage(folder, Asked(on or around.today(), **wanted), console)

    return Command(
        "coverage",
        language=language,
        explains=say.COVERAGE,
        callback=run,
        params=[
            folder_argument(language),
            _file("--xlsx", say.COVERAGE_XLSX, language),
            _file("--hours", say.COVERAGE_HOURS, language),
            flag("--names", "names", say.COVERAGE_NAMES, language),
            flag("--json", "as_json", say.FIELD_JSON, language),
            date_option(language),
        ],
    )


def _file(name: str, explains: sentences.Sentence, language: str) -> click.Option:
    return click.Option(
        [name],
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=explains.text(language),
    )
