"""What every command that writes a PDF does: where it goes, and what stops it."""

from __future__ import annotations

import os
from pathlib import Path

from archive.cli import gift_sentences as say
from archive.cli.console import Console, paint
from archive.cli.villages import CHANNELS, site_folder
from archive.errors import ConfigError
from archive.render.press.typesetter import CharactersMissing

FOLDER = "print"
"""Where PDFs go when nobody says. Not part of a site, and not kept by git."""


def paper_path(village: Path, out: Path | None, *, name: str) -> Path:
    """Where the PDF goes. Raises ConfigError for a place that would be published."""
    path = out if out is not None else village / FOLDER / f"{name}.pdf"
    if path.suffix.lower() != ".pdf":
        raise _refused(say.NOT_A_PDF, path=path)
    for channel in CHANNELS:
        site = site_folder(village, channel=channel).resolve()
        if path.resolve().is_relative_to(site):
            raise _refused(say.WITHIN_SITE, path=path)
    return path


def write_paper(path: Path, data: bytes) -> None:
    """Write the PDF whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def tell_missing(error: CharactersMissing, console: Console) -> None:
    """Which characters no typeface has, and where they stand."""
    console.line(paint(console.text(say.NO_CHARACTERS), "error"))
    for character, around in error.found.items():
        code = f"{ord(character):04X}"
        console.line(
            f"  {console.text(say.CHARACTER, character=character, code=code, around=around)}"
        )
    console.say(say.CHARACTERS_HINT)


def _refused(sentence: say.Sentence, **facts: object) -> ConfigError:
    return ConfigError(sentence.text("zh", **facts), sentence.text("en", **facts))
