"""What several commands take: the surroundings they run in, arguments and options."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from archive.cli import sentences as say
from archive.cli.console import Console
from archive.cli.grammar import Day, Explained, Folder, OneOf, Whole
from archive.cli.hosts import FindHost
from archive.cli.villages import CHANNELS
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the commands take from outside."""

    console: Console
    find_host: FindHost
    today: Callable[[], date]
    watch: Callable[[Path], Any] | None
    """What looks for changes; None for the real one."""
    tell_failure: Callable[[Exception, str, Path], None]
    """Says that the program itself has failed: the error, the command, the archive."""


def folder_argument(language: str) -> click.Argument:
    """The archive: its folder, or the current one."""
    return Explained(
        "folder",
        help_text=say.FOLDER.text(language),
        type=Folder(language=language),
        metavar="[DIR]",
        required=False,
    )


def channel_option(language: str) -> click.Option:
    """``--channel``."""
    return click.Option(
        ["--channel"],
        type=OneOf(CHANNELS, language=language),
        default="web",
        help=say.CHANNEL_OPTION.text(language),
    )


def date_option(language: str) -> click.Option:
    """``--date``."""
    return click.Option(
        ["--date", "on"], type=Day(language=language), help=say.DATE_OPTION.text(language)
    )


def flag(name: str, field: str, explains: say.Sentence, language: str) -> click.Option:
    """An option without a value."""
    return click.Option([name, field], is_flag=True, help=explains.text(language))


def number(
    name: str, default: int, most: int, explains: say.Sentence, language: str
) -> click.Option:
    """An option with a whole number from 1 to ``most``."""
    return click.Option(
        [name],
        type=Whole(1, most, language=language),
        default=default,
        help=explains.text(language),
    )
