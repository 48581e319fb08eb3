"""``pintu serve``: the site on this machine, built again whenever the content changes."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from archive.build import Wish
from archive.cli import sentences as say
from archive.cli.building import print_failure
from archive.cli.console import Console, paint
from archive.cli.hosts import Host, build_with
from archive.cli.problem_list import print_problems
from archive.cli.progress import shown_progress
from archive.cli.villages import (
    CONTENT,
    MEDIA,
    SETTINGS,
    command_line,
    find_village,
    site_folder,
)
from archive.errors import ConfigError, ContentError, PintuError
from archive.model.terms import Channel
from archive.publish.preview import Preview
from archive.values import dataclass

LOOK_EVERY = 200
"""Milliseconds between two looks at the settings."""

Watch = Callable[[Path], Iterator[Sequence[Path]]]
"""Gives nothing as soon as it looks, and from then on the files that changed in an archive,
whenever some have: also those that changed while nobody asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person wants to be served."""

    channel: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Means:
    """What serving needs from outside."""

    host: Host
    watch: Watch
    today: Callable[[], date]
    tell_failure: Callable[[Exception], None]
    """Says that the program itself has failed, and where that is written."""


def run_serve(folder: Path | None, asked: Asked, console: Console, means: Means) -> int:
    """Serve until Ctrl-C; the exit code."""
    village = find_village(folder)
    site = site_folder(village, channel=asked.channel)
    preview = open_preview(site, asked, console, village=village)
    try:
        changes = means.watch(village)
        next(changes)  # it looks before the first build: what changes meanwhile is not missed
        _build(village, site, asked, console, means)
        preview.start()
        _print_addresses(preview, console)
        for changed in changes:
            console.line()
            console.say(say.CHANGED, names=_names(changed, village, console))
            if _build(village, site, asked, console, means):
                preview.reload()
    except KeyboardInterrupt:
        console.line()
        console.say(say.STOPPED)
    finally:
        preview.close()
    return 0


def open_preview(site: Path, asked: Asked, console: Console, *, village: Path) -> Preview:
    """Take the port before anything long is done. Raises ConfigError when it cannot be had."""
    missing = f"{say.PAGE_MISSING.zh} {say.PAGE_MISSING.en}"
    try:
        return Preview(site, host=asked.host, port=asked.port, missing=missing)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise _refused(asked, error) from error
    other = free_port(asked)
    if other is None:
        raise _refused(asked, OSError(errno.EADDRINUSE, "address in use"))
    command = command_line("serve", village, *_options(asked, other))
    busy = {"port": asked.port, "other": other, "command": command}
    if console.can_ask and click.confirm(
        console.text(say.PORT_ASK, **busy), default=True, err=True
    ):
        return Preview(site, host=asked.host, port=other, missing=missing)
    raise ConfigError(say.PORT_BUSY.text("zh", **busy), say.PORT_BUSY.text("en", **busy))


def free_port(asked: Asked) -> int | None:
    """A port above the one asked for that nobody uses."""
    family = socket.AF_INET6 if ":" in asked.host else socket.AF_INET
    for port in range(asked.port + 1, min(asked.port + 50, 65536)):
        with socket.socket(family) as trial:
            try:
                trial.bind((asked.host, port))
            except OSError:
                continue
            return port
    return None


def _options(asked: Asked, port: int) -> list[str]:
    options = ["--port", str(port)]
    if asked.host != "127.0.0.1":
        options += ["--host", asked.host]
    if asked.channel != "web":
        options += ["--channel", asked.channel]
    return options


def _refused(asked: Asked, error: OSError) -> ConfigError:
    facts = {"host": asked.host, "port": asked.port, "reason": error.strerror or str(error)}
    sentence = say.PORT_REFUSED
    return ConfigError(sentence.text("zh", **facts), sentence.text("en", **facts))


def _build(village: Path, site: Path, asked: Asked, console: Console, means: Means) -> bool:
    """Build; whether that worked. When not, what was built before stays as it is."""
    wish = Wish(Channel.parse(asked.channel), means.today())
    try:
        with shown_progress(console) as report:
            built = build_with(means.host, village, wish=wish, site_dir=site, report=report)
    except ContentError as error:
        print_failure(error, console, folder=village)
    except PintuError as error:
        message = error.message(console.language) if isinstance(error, ConfigError) else str(error)
        console.line(paint(message, "error"))
    except Exception as error:  # noqa: BLE001 - the server outlives a failed build
        means.tell_failure(error)
    else:
        print_problems(built.problems, console, folder=village)
        facts = {"pages": built.written.pages, "unchanged": built.written.unchanged}
        console.line(paint(console.text(say.REBUILT, **facts), "good"))
        return True
    console.say(say.SERVING_OLD if (site / "index.html").is_file() else say.SERVING_NOTHING)
    return False


def _print_addresses(preview: Preview, console: Console) -> None:
    """Where to look; from phones too, when the network may."""
    name = f"[{preview.host}]" if ":" in preview.host else preview.host
    if preview.host in {"0.0.0.0", "::", ""}:
        console.say(say.SERVING, address=f"http://127.0.0.1:{preview.port}/")
        own = network_address()
        if own is not None:
            console.say(say.SERVING_NETWORK, address=f"http://{own}:{preview.port}/")
    else:
        console.say(say.SERVING, address=f"http://{name}:{preview.port}/")


def network_address() -> str | None:
    """This machine's address in its network. Nothing is sent: the system only picks a way."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address kept for documentation
            return str(probe.getsockname()[0])
        except OSError:
            return None


def _names(changed: Sequence[Path], village: Path, console: Console) -> str:
    root = village.resolve()
    names = sorted(
        path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        for path in changed
    )
    if len(names) == 1:
        return names[0]
    return console.text(say.AND_MORE, first=names[0], count=len(names))


def watch_village(village: Path) -> Iterator[Sequence[Path]]:
    """The files that changed below ``content/`` and ``media/``, and the settings.

    The settings are looked at every second instead: an editor that replaces the file would take
    it out of sight.
    """
    from watchfiles import watch

    root = village.resolve()
    folders = [root / name for name in (CONTENT, MEDIA) if (root / name).is_dir()]
    settings = root / SETTINGS
    before = _stamp(settings)
    is_looking = False
    for changes in watch(*folders, yield_on_timeout=True, rust_timeout=LOOK_EVERY):
        changed = {Path(path) for _, path in changes}
        now = _stamp(settings)
        if now != before:
            before = now
            changed.add(settings)
        if changed or not is_looking:
            is_looking = True
            yield sorted(changed)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
