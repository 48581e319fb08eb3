"""The host that builds a site around an archive: found by its entry point, never by its name."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from archive.cli import sentences as say
from archive.errors import ConfigError

if TYPE_CHECKING:
    from archive.build import Built, Report, Wish
    from archive.model.site import Site

GROUP = "pintu.hosts"


class Host(Protocol):
    """What a host's module offers."""

    def build(self, folder: Path, *, wish: Wish, site_dir: Path | None, report: Report) -> Built:
        """Build the archive in ``folder`` into ``site_dir``.

        Raises ContentError for problems in the content, ConfigError for settings.
        """

    def read_site(self, folder: Path) -> Site:
        """The settings of the archive in ``folder``. Raises ConfigError for wrong ones."""


FindHost = Callable[[], Host]


class HostStopped(Exception):
    """The host tried to end the program, which is ours to decide."""


def find_host() -> Host:
    """The host that is installed, the first by name if there are several. Raises ConfigError."""
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        return cast(Host, entry.load())
    raise ConfigError(say.NO_HOST.zh, say.NO_HOST.en)


def build_with(host: Host, folder: Path, *, wish: Wish, site_dir: Path, report: Report) -> Built:
    """Have ``host`` build. A host that calls for the program's end has failed: HostStopped."""
    try:
        return host.build(folder, wish=wish, site_dir=site_dir, report=report)
    except SystemExit as error:
        raise HostStopped(str(error)) from error
