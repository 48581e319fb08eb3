"""The commands: what may be typed, and which module does it.

Each command imports what it needs when it runs, so that help comes at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import click

from archive import __version__
from archive.cli import sentences as say
from archive.cli.adding_commands import add_command, import_command
from archive.cli.fieldwork_commands import (
    coverage_command,
    gaps_command,
    propose_command,
    visit_command,
)
from archive.cli.gift_commands import booklet_command, clear_command, proof_command
from archive.cli.grammar import Command, Explained, Folder, Group, OneOf, Whole
from archive.cli.machine_commands import align_command, listen_command, read_command
from archive.cli.options import (
    Surroundings,
    channel_option,
    date_option,
    flag,
    folder_argument,
    number,
)
from archive.cli.sheet_commands import sheet_command
from archive.model.kinds import Kind


def make_program(around: Surroundings) -> click.Group:
    """The whole command line, in the language of its console."""
    language = around.console.language

    def show_help(**_: object) -> int:
        ctx = click.get_current_context()
        if ctx.invoked_subcommand is None:
            click.echo(ctx.get_help())
        return 0

    version = click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help=say.VERSION_OPTION.text(language),
    )
    program = Group(
        name="pintu",
        language=language,
        help=say.PROGRAM.text(language),
        callback=show_help,
        invoke_without_command=True,
        params=[version],
    )
    for make in COMMANDS.values():
        program.add_command(make(around))
    return program


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"Pintu {__version__}")
        ctx.exit()


def _new(around: Surroundings) -> click.Command:
    console, language = around.console, around.console.language

    def run(folder: Path, title: str | None) -> int:
        from archive.cli.beginning import run_new

        return run_new(folder, console, title=title)

    target = Folder(language=language, must_exist=False)
    return Command(
        "new",
        language=language,
        explains=say.NEW,
        callback=run,
        params=[
            Explained(
                "folder", help_text=say.NEW_FOLDER.text(language), type=target, metavar="DIR"
            ),
            click.Option(["--title"], help=say.NEW_TITLE.text(language)),
        ],
    )


def _check(around: Surroundings) -> click.Command:
    console, language = around.console, around.console.language

    def run(
        folder: Path | None,
        output: str,
        channel: str,
        on: date | None,
        **flags: bool,
    ) -> int:
        from archive.cli.checking import Asked, run_check

        asked = Asked(channel, on or around.today(), output == "json", **flags)
        return run_check(folder, asked, console)

    return Command(
        "check",
        language=language,
        explains=say.CHECK,
        callback=run,
        params=[
            folder_argument(language),
            channel_option(language),
            date_option(language),
            flag("--withheld", "all_withheld", say.WITHHELD_OPTION, language),
            flag("--seal", "seal", say.SEAL_OPTION, language),
            flag("--verify", "verify", say.VERIFY_OPTION, language),
            click.Option(
                ["--format", "output"],
                type=OneOf(("text", "json"), language=language),
                default="text",
                help=say.FORMAT_OPTION.text(language),
            ),
        ],
    )


def _find(around: Surroundings) -> click.Command:
    console, language = around.console, around.console.language

    def run(
        query: tuple[str, ...],
        folder: Path | None,
        channel: str,
        on: date | None,
        **wanted: Any,
    ) -> int:
        from archive.cli.finding import Asked, run_find

        asked = Asked(" ".join(query), channel, on or around.today(), **wanted)
        return run_find(folder, asked, console)

    return Command(
        "find",
        language=language,
        explains=say.FIND,
        callback=run,
        params=[
            Explained(
                "query",
                help_text=say.FIND_QUERY.text(language),
                nargs=-1,
                metavar="[QUERY]...",
            ),
            click.Option(
                ["--kind", "kinds"],
                type=OneOf([kind.value for kind in Kind], language=language),
                multiple=True,
                metavar="KIND",
                help=say.FIND_KIND.text(language, values=", ".join(Kind)),
            ),
            click.Option(["--like"], metavar="RECORD", help=say.FIND_LIKE.text(language)),
            number("--limit", 10, 1000, say.FIND_LIMIT, language),
            number("--page", 1, 100_000, say.FIND_PAGE, language),
            number("--passages", 3, 1000, say.FIND_PASSAGES, language),
            flag("--json", "as_json", say.FIND_JSON, language),
            click.Option(
                ["--folder"],
                type=Folder(language=language),
                help=say.FIND_FOLDER.text(language),
            ),
            channel_option(language),
            date_option(language),
        ],
    )


def _build(around: Surroundings) -> click.Command:
    console, language = around.console, around.console.language

    def run(
        folder: Path | None,
        channel: str,
        on: date | None,
        jobs: int | None,
        site_dir: Path | None,
    ) -> int:
        from archive.cli.building import Asked, run_build

        asked = Asked(channel, on or around.today(), jobs, site_dir)
        return run_build(folder, asked, console, host=around.find_host())

    return Command(
        "build",
        language=language,
        explains=say.BUILD,
        callback=run,
        params=[
            folder_argument(language),
            channel_option(language),
            date_option(language),
            click.Option(
                ["--jobs"],
                type=Whole(1, 256, language=language),
                help=say.JOBS_OPTION.text(language),
            ),
            click.Option(
                ["--site-dir"],
                type=Folder(language=language, must_exist=False),
                help=say.SITE_OPTION.text(language),
            ),
        ],
    )


def _serve(around: Surroundings) -> click.Command:
    console, language = around.console, around.console.language

    def run(folder: Path | None, channel: str, port: int, host: str) -> int:
        from archive.cli.serving import Asked, Means, run_serve, watch_village

        means = Means(
            host=around.find_host(),
            watch=around.watch or watch_village,
            today=around.today,
            tell_failure=lambda error: around.tell_failure(error, "serve", folder or Path()),
        )
        return run_serve(folder, Asked(channel, host, port), console, means)

    return Command(
        "serve",
        language=language,
        explains=say.SERVE,
        callback=run,
        params=[
            folder_argument(language),
            channel_option(language),
            click.Option(
                ["--port"],
                type=Whole(0, 65535, language=language),
                default=8000,
                help=say.PORT_OPTION.text(language),
            ),
            click.Option(
                ["--host"],
                default="127.0.0.1",
                metavar="ADDRESS",
                help=say.HOST_OPTION.text(language),
            ),
        ],
    )


COMMANDS: Mapping[str, Callable[[Surroundings], click.Command]] = MappingProxyType(
    {
        "new": _new,
        "add": add_command,
        "sheet": sheet_command,
        "check": _check,
        "clear": clear_command,
        "find": _find,
        "gaps": gaps_command,
        "visit": visit_command,
        "propose": propose_command,
        "coverage": coverage_command,
        "build": _build,
        "serve": _serve,
        "booklet": booklet_command,
        "proof": proof_command,
        "import": import_command,
        "read": read_command,
        "align": align_command,
        "listen": listen_command,
    }
)
"""In the order a newcomer needs them."""
