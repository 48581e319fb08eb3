"""The commands that print on paper: what may be typed, and which module does it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from archive.cli import gift_sentences as say
from archive.cli.grammar import Command, Day, Explained, Folder
from archive.cli.options import Surroundings, date_option, flag


def booklet_command(around: Surroundings) -> click.Command:
    """``pintu booklet``."""
    console, language = around.console, around.console.language

    def run(person: str, folder: Path | None, out: Path | None, on: date | None, fold: bool) -> int:
        from archive.cli.booklet import Asked, run_booklet

        asked = Asked(person, on or around.today(), out, fold)
        return run_booklet(folder, asked, console, host=around.find_host())

    return Command(
        "booklet",
        language=language,
        explains=say.BOOKLET,
        callback=run,
        params=[
            Explained("person", help_text=say.PERSON.text(language), metavar="PERSON"),
            flag("--fold", "fold", say.FOLD, language),
            *_paper(language),
        ],
    )


def clear_command(around: Surroundings) -> click.Command:
    """``pintu clear``."""
    console, language = around.console, around.console.language

    def run(record: str | None, folder: Path | None, on: date | None, yes: bool, undo: bool) -> int:
        from archive.cli.clearing import Asked, run_clear

        return run_clear(folder, Asked(record, on or around.today(), yes, undo), console)

    return Command(
        "clear",
        language=language,
        explains=say.CLEAR,
        callback=run,
        params=[
            Explained(
                "record",
                help_text=say.CLEAR_RECORD.text(language),
                metavar="[RECORD]",
                required=False,
            ),
            flag("--yes", "yes", say.CLEAR_YES, language),
            flag("--undo", "undo", say.CLEAR_UNDO, language),
            _folder(language),
            date_option(language),
        ],
    )


def proof_command(around: Surroundings) -> click.Command:
    """``pintu proof``."""
    console, language = around.console, around.console.language

    def run(
        interview: str, folder: Path | None, out: Path | None, on: date | None, **wanted: Any
    ) -> int:
        from archive.cli.proofing import Asked, run_proof

        asked = Asked(interview, on or around.today(), out, **wanted)
        return run_proof(folder, asked, console, host=around.find_host())

    def text(name: str, field: str, metavar: str, explains: say.Sentence) -> click.Option:
        return click.Option([name, field], metavar=metavar, help=explains.text(language))

    return Command(
        "proof",
        language=language,
        explains=say.PROOF,
        callback=run,
        params=[
            Explained("interview", help_text=say.INTERVIEW.text(language), metavar="INTERVIEW"),
            click.Option(
                ["--checked"], type=Day(language=language), help=say.CHECKED.text(language)
            ),
            text("--by", "by", "NAME", say.BY),
            text("--amended", "amended", "NUMBERS", say.AMENDED),
            text("--withheld", "withheld", "NUMBERS", say.WITHHOLD),
            text("--sheet", "sheet", "CODE", say.SHEET),
            flag("--undo", "undo", say.UNDO, language),
            *_paper(language),
        ],
    )


def _paper(language: str) -> list[click.Parameter]:
    """What a command takes that writes a PDF."""
    return [
        click.Option(
            ["--out"],
            type=Folder(language=language, must_exist=False),
            metavar="FILE.pdf",
            help=say.OUT.text(language),
        ),
        _folder(language),
        click.Option(
            ["--date", "on"], type=Day(language=language), help=say.PRINT_DATE.text(language)
        ),
    ]


def _folder(language: str) -> click.Option:
    return click.Option(
        ["--folder"], type=Folder(language=language), help=say.FOLDER.text(language)
    )
