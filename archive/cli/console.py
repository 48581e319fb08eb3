"""Where the command line speaks: the one place that prints."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import click

from archive.cli.sentences import Sentence
from archive.values import dataclass

WEAK = "weak"
_STYLES: dict[str, dict[str, object]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow"},
    "good": {"fg": "green"},
    "head": {"bold": True},
    WEAK: {"dim": True},
}


@dataclass(frozen=True, slots=True)
class Console:
    """Speaks one language. Results go to standard output, everything on the way to the other."""

    language: str

    def text(self, sentence: Sentence, **facts: object) -> str:
        """The sentence in this console's language."""
        return sentence.text(self.language, **facts)

    def say(self, sentence: Sentence, **facts: object) -> None:
        """Print a sentence."""
        self.line(self.text(sentence, **facts))

    def line(self, text: str = "") -> None:
        """Print a line."""
        click.echo(text, color=_colour())

    def note(self, sentence: Sentence, **facts: object) -> None:
        """Print a sentence that is no result: to standard error."""
        self.note_line(self.text(sentence, **facts))

    def note_line(self, text: str = "") -> None:
        """Print a line that is no result."""
        click.echo(text, err=True, color=_colour())

    def data(self, value: object) -> None:
        """Print for other programs: always UTF-8, whatever the terminal speaks."""
        text = json.dumps(value, ensure_ascii=False, indent=2)
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode() + b"\n")
        sys.stdout.buffer.flush()

    @property
    def is_terminal(self) -> bool:
        """Whether somebody is watching what happens on the way."""
        return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    @property
    def can_ask(self) -> bool:
        """Whether somebody can be asked."""
        return sys.stdin.isatty() and sys.stderr.isatty()


def paint(text: str, style: str) -> str:
    """``text`` in colour; taken out again where nobody sees it."""
    return click.style(text, **_STYLES[style])  # type: ignore[arg-type]


def columns(text: str) -> int:
    """How many columns of a terminal ``text`` takes: Chinese takes two a character."""
    import unicodedata

    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def padded(text: str, width: int) -> str:
    """``text`` filled with spaces to ``width`` columns."""
    return text + " " * (width - columns(text))


def plain(text: str) -> str:
    """``text`` without what would move a terminal's cursor or hide other text."""
    return "".join(one if one.isprintable() else "\ufffd" for one in text)


def speak_unicode() -> None:
    """Have both outputs carry Chinese: always on Windows, elsewhere where they cannot."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        encoding = (getattr(stream, "encoding", None) or "").lower()
        if sys.platform == "win32" or encoding in {"", "ascii", "us-ascii", "latin-1"}:
            reconfigure(encoding="utf-8", errors="replace")
        else:
            reconfigure(errors="replace")


def _colour() -> bool | None:
    """None lets each output decide by whether it is a terminal."""
    return False if os.environ.get("NO_COLOR") else None
