"""Breaking lines by the columns they take: Chinese has no spaces, and two columns a character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from archive.cli.console import columns

_NOT_FIRST = "，。；：！？、）》】」』”’…—%,.;:!?)]}"
_NOT_LAST = "（《【「『“‘([{"


def wrap_columns(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` columns, where its words allow."""
    lines = [""]
    for piece in _pieces(text):
        if columns(lines[-1] + piece.rstrip()) > width and lines[-1].strip():
            lines[-1] = lines[-1].rstrip()
            lines.append("")
            piece = piece.lstrip()
        lines[-1] += piece
    lines[-1] = lines[-1].rstrip()
    return lines


def _pieces(text: str) -> Iterator[str]:
    """What may not be broken: a Latin word, or a Chinese character with its punctuation."""
    piece = ""
    for one in " ".join(text.split()):
        if piece and _may_break(piece[-1], one):
            yield piece
            piece = ""
        piece += one
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if after in _NOT_FIRST or before in _NOT_LAST or after == " ":
        return False
    return before == " " or columns(before) > 1 or columns(after) > 1


class Paper(click.HelpFormatter):
    """Help in lines that fit the terminal."""

    def write_heading(self, heading: str) -> None:
        """A heading and its colon, wide after a wide character."""
        colon = "：" if columns(heading[-1:]) > 1 else ":"
        self.write(f"{' ' * self.current_indent}{heading}{colon}\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, a blank line between them."""
        indent = " " * self.current_indent
        paragraphs = [part for part in text.split("\n\n") if part.strip()]
        for number, paragraph in enumerate(paragraphs):
            if number:
                self.write("\n")
            for line in wrap_columns(paragraph, self.width - self.current_indent):
                self.write(f"{indent}{line}\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Two columns: a name, and what it is."""
        rows = list(rows)
        first = min(max((columns(name) for name, _ in rows), default=0), col_max)
        indent = " " * self.current_indent
        rest = self.current_indent + first + col_spacing
        for name, text in rows:
            lines = wrap_columns(text, max(20, self.width - rest))
            if columns(name) > first:
                self.write(f"{indent}{name}\n")
                head = " " * rest
            else:
                head = indent + name + " " * (first + col_spacing - columns(name))
            self.write(f"{head}{lines[0]}\n")
            for line in lines[1:]:
                self.write(f"{' ' * rest}{line}\n")
