"""Which archive is meant, and where its site goes."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Any

from archive.cli import sentences as say
from archive.errors import ConfigError

SETTINGS = "mkdocs.yml"
CONTENT = "content"
MEDIA = "media"
CHANNELS = ("web", "kiosk")
"""What ``--channel`` takes. Print and deposit are packages, not sites."""


def find_village(folder: Path | None) -> Path:
    """The archive in ``folder``, or else the one around the current folder.

    Raises ConfigError when there is none.
    """
    if folder is not None:
        if is_village(folder):
            return folder
        raise _no_archive(folder)
    here = Path.cwd()
    for candidate in (here, *here.parents):
        if is_village(candidate) and (candidate == here or (candidate / SETTINGS).is_file()):
            return Path() if candidate == here else candidate
    raise _no_archive(here)


def is_village(folder: Path) -> bool:
    """Whether records lie there."""
    return (folder / CONTENT).is_dir()


def _no_archive(folder: Path) -> ConfigError:
    return ConfigError(
        say.NO_ARCHIVE.text("zh", folder=folder), say.NO_ARCHIVE.text("en", folder=folder)
    )


def site_folder(folder: Path, *, channel: str) -> Path:
    """Where the site of ``channel`` goes when nobody says."""
    if channel != "web":
        return folder / f"site-{channel}"
    named = _named_site(folder / SETTINGS)
    return folder / (named or "site")


def _named_site(settings: Path) -> str | None:
    """``site_dir`` in the settings; whatever else is wrong with them, the host will say."""
    import yaml

    class Lenient(yaml.CSafeLoader):
        """Reads past tags that only the host understands."""

    Lenient.add_multi_constructor("", lambda loader, suffix, node: None)
    Lenient.add_multi_constructor("!", lambda loader, suffix, node: None)
    try:
        values: Any = yaml.load(settings.read_text(encoding="utf-8"), Lenient)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None
    named = values.get("site_dir") if isinstance(values, dict) else None
    return named if isinstance(named, str) and named.strip() else None


def command_line(name: str, folder: Path, *options: str) -> str:
    """What to type to run another command on the same archive."""
    words = ["pintu", name, *([] if folder == Path() else [str(folder)]), *options]
    if sys.platform == "win32":
        return " ".join(f'"{word}"' if " " in word else word for word in words)
    return shlex.join(words) if any(" " in word for word in words) else " ".join(words)
