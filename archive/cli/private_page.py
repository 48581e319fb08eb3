"""Writing what is private to a place of the worker's choice, and never where it would be public."""

from __future__ import annotations

import os
from pathlib import Path

from archive.cli import fieldwork_sentences as say
from archive.cli.villages import CHANNELS, CONTENT, MEDIA, site_folder
from archive.errors import ConfigError


def check_private(file: Path, village: Path, *, suffixes: tuple[str, ...] = (".html",)) -> None:
    """Refuse, with ConfigError, a place that is published or holds records and originals."""
    target = file.resolve()
    folders = [site_folder(village, channel=channel) for channel in CHANNELS]
    for folder in (*folders, village / CONTENT, village / MEDIA):
        if target.is_relative_to(folder.resolve()):
            raise ConfigError(
                say.SHEET_IN_SITE.text("zh", folder=folder),
                say.SHEET_IN_SITE.text("en", folder=folder),
            )
    if target.suffix.lower() not in suffixes:
        raise ConfigError(
            say.SHEET_ENDING.text("zh", file=file, ending=suffixes[0]),
            say.SHEET_ENDING.text("en", file=file, ending=suffixes[0]),
        )


def write_private(file: Path, data: bytes) -> None:
    """Write ``file`` whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}.draft")
    try:
        draft.write_bytes(data)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
