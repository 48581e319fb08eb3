"""``pintu build``: the site, and what became of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from archive.build import Built, Wish
from archive.cli import sentences as say
from archive.cli.console import Console, paint
from archive.cli.hosts import Host, build_with
from archive.cli.problem_list import FAILED, count_problems, exit_code, print_problems
from archive.cli.progress import shown_progress
from archive.cli.villages import command_line, find_village, site_folder
from archive.errors import ContentError
from archive.model.terms import Channel
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person wants of a build."""

    channel: str
    on: date
    jobs: int | None = None
    site_dir: Path | None = None

    @property
    def wish(self) -> Wish:
        """The same for the program."""
        return Wish(Channel.parse(self.channel), self.on, self.jobs)


def run_build(folder: Path | None, asked: Asked, console: Console, *, host: Host) -> int:
    """Build the archive and say what became of it; the exit code."""
    village = find_village(folder)
    site = asked.site_dir or site_folder(village, channel=asked.channel)
    try:
        with shown_progress(console) as report:
            built = build_with(host, village, wish=asked.wish, site_dir=site, report=report)
    except ContentError as error:
        print_failure(error, console, folder=village)
        return FAILED
    print_problems(built.problems, console, folder=village)
    _print_built(built, asked, console, village=village)
    _print_way_in(site, asked, console, village=village)
    return exit_code(built.problems)


def print_failure(error: ContentError, console: Console, *, folder: Path) -> None:
    """All that is wrong, and that nothing was built."""
    print_problems(error.problems, console, folder=folder)
    errors, warnings = count_problems(error.problems)
    console.say(say.PROBLEM_COUNT, errors=errors, warnings=warnings)
    console.line(paint(console.text(say.NOT_BUILT), "error"))


def _print_built(built: Built, asked: Asked, console: Console, *, village: Path) -> None:
    name = asked.wish.channel.name_in("zh-Hans" if console.language == "zh" else "en")
    done = console.text(say.BUILT, channel=name, on=asked.on.isoformat())
    console.line(paint(done, "good"))
    written = built.written
    lines = [
        console.text(say.BUILT_RECORDS, count=built.records),
        console.text(say.BUILT_PAGES, pages=written.pages, unchanged=written.unchanged),
        console.text(say.BUILT_FILES, files=written.files, removed=written.removed),
        console.text(say.BUILT_MEDIA, count=built.derived),
    ]
    if built.withheld:
        options = ["--withheld", "--channel", asked.channel, "--date", asked.on.isoformat()]
        command = command_line("check", village, *options)
        lines.append(console.text(say.BUILT_WITHHELD, count=len(built.withheld), command=command))
    if built.problems:
        errors, warnings = count_problems(built.problems)
        lines.append(console.text(say.BUILT_PROBLEMS, errors=errors, warnings=warnings))
    for line in lines:
        console.line(f"  {line}")


def _print_way_in(site: Path, asked: Asked, console: Console, *, village: Path) -> None:
    """What to open."""
    link = (site / "index.html").resolve().as_uri()
    console.say(say.OPEN_THIS, link=link)
    if asked.site_dir is None:
        options = [] if asked.channel == "web" else ["--channel", asked.channel]
        console.say(say.OR_SERVE, command=command_line("serve", village, *options))
