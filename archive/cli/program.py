"""The program from its arguments to its exit code: the one place where errors become words."""

from __future__ import annotations

import contextlib
import errno
import gc
import logging
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import click

from archive.cli import sentences as say
from archive.cli.commands import COMMANDS, make_program
from archive.cli.console import Console, paint, speak_unicode
from archive.cli.grammar import describe_wrong_use
from archive.cli.hosts import FindHost, find_host
from archive.cli.language import choose_language, system_language
from archive.cli.options import Surroundings
from archive.errors import ConfigError, PintuError

FAILED, BROKEN, STOPPED = 2, 3, 130
"""Exit codes: the person can mend it; the program's fault; ended by Ctrl-C."""
SELDOM = 50_000
"""New objects after which garbage is looked for. While a program is loaded hardly any of it is
garbage: at Python's own 700 the looking takes 7 % of the start."""

_OF_DISKS = {
    errno.ENOSPC: say.DISK_FULL,
    errno.EDQUOT: say.DISK_FULL,
    errno.EFBIG: say.FILE_TOO_LARGE,
    errno.EROFS: say.DISK_READ_ONLY,
    errno.EIO: say.DISK_FAILS,
}
"""What is said of a disk that cannot be worked on."""


def main() -> None:
    """The command ``pintu``."""
    gc.set_threshold(SELDOM, *gc.get_threshold()[1:])
    speak_unicode()
    _end(run(sys.argv[1:]))


def _end(code: int) -> None:
    """End at once: taking a large archive down value by value would take a quarter of a second."""
    for said in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # nobody reads it any more
            said.flush()
    logging.shutdown()
    os._exit(code)


def run(
    arguments: Sequence[str],
    *,
    find_host: FindHost = find_host,
    today: Callable[[], date] = date.today,
    watch: Callable[[Path], object] | None = None,
) -> int:
    """Do what ``arguments`` ask for; the exit code. What is given besides replaces the real."""
    language = choose_language(arguments, os.environ, fallback=system_language())
    console = Console(language)
    around = Surroundings(
        console=console,
        find_host=find_host,
        today=today,
        watch=watch,
        tell_failure=lambda error, command, folder: _tell_failure(error, console, command, folder),
    )
    program = make_program(around)
    try:
        code = program.main(list(arguments), prog_name="pintu", standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except (click.Abort, KeyboardInterrupt):
        console.note(say.STOPPED)
        return STOPPED
    except Exception as error:  # noqa: BLE001 - the last border
        return _tell(error, console, arguments)
    return code if isinstance(code, int) else 0


def _tell(error: Exception, console: Console, arguments: Sequence[str]) -> int:
    """Say what went wrong, in words that help; the exit code."""
    match error:
        case click.ClickException():
            _tell_wrong_use(error, console, arguments)
        case ConfigError():
            _tell_error(error.message(console.language), console)
        case PintuError():
            _tell_error(str(error), console)
        case OSError(errno=number) if number in _OF_DISKS:
            _tell_error(console.text(_OF_DISKS[number]), console)
        case FileNotFoundError(filename=None) if "temporary" in str(error):
            _tell_error(console.text(say.NO_TEMPORARY), console)  # all are full, or read-only
        case PermissionError() if error.filename:
            _tell_error(console.text(say.NOT_PERMITTED, path=error.filename), console)
        case _:
            command = next((one for one in arguments if not one.startswith("-")), "?")
            _tell_failure(error, console, command, _folder_in(arguments))
            return BROKEN
    return FAILED


def _tell_wrong_use(
    error: click.ClickException, console: Console, arguments: Sequence[str]
) -> None:
    _tell_error(describe_wrong_use(error, console.language), console)
    named = [one for one in arguments if one in COMMANDS][:1]
    console.note(say.SEE_HELP, command=" ".join(["pintu", *named]))


def _tell_error(text: str, console: Console) -> None:
    console.note_line(paint(text, "error"))


def _folder_in(arguments: Sequence[str]) -> Path:
    """The archive that was meant: the last argument that is a folder, else the current one."""
    named = [Path(one) for one in arguments[1:] if not one.startswith("-") and Path(one).is_dir()]
    return named[-1] if named else Path()


def _tell_failure(error: Exception, console: Console, command: str, folder: Path) -> None:
    """Say in both languages that it is our fault, and where it is written."""
    from archive.cli.crash import write_log

    log = write_log(error, command=command, folder=folder, at=datetime.now().astimezone())
    where = log if log is not None else "-"
    first, second = (say.OUR_FAULT.zh, say.OUR_FAULT.en)
    if console.language == "en":
        first, second = second, first
    for text in (first, second):
        _tell_error(text.format(log=where), console)
