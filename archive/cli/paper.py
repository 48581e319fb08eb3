"""What every command that writes a PDF does: where it goes, and what stops it."""

from __future__ import annotations

from pathlib import Path

from archive.cli import gift_sentences as say
from archive.cli.console import Console, paint
from archive.cli.private_page import check_private
from archive.errors import ConfigError
from archive.render.press.typesetter import CharactersMissing

FOLDER = "print"
"""Where PDFs go when nobody says. Not part of a site, and not kept by git."""


def paper_path(village: Path, out: Path | None, *, name: str) -> Path:
    """Where the PDF goes. Raises ConfigError for a place that would be published."""
    path = out if out is not None else village / FOLDER / f"{name}.pdf"
    check_private(path, village, suffixes=(".pdf",))
    return path


def tell_missing(error: CharactersMissing, console: Console) -> None:
    """Which characters no typeface has, and where they stand."""
    console.line(paint(console.text(say.NO_CHARACTERS), "error"))
    for character, around in error.found.items():
        code = f"{ord(character):04X}"
        console.line(
            f"  {console.text(say.CHARACTER, character=character, code=code, around=around)}"
        )
    console.say(say.CHARACTERS_HINT)


def refused(sentence: say.Sentence, **facts: object) -> ConfigError:
    """What the person can mend, in both languages, to be raised."""
    return ConfigError(sentence.text("zh", **facts), sentence.text("en", **facts))
