"""The shell of a page: what stands around it, rendered once a language by whoever hosts the site.

A shell is HTML with tokens such as ``@@pintu:content@@``. Splitting it once and joining it for
each page costs microseconds, where rendering the surroundings anew costs milliseconds.
"""

import re
from collections.abc import Callable, Mapping
from hashlib import blake2b

from archive.values import dataclass

TOKEN = re.compile(r"@@pintu:([a-z-]+)@@")
SLOTS = frozenset({"title", "head", "content", "root", "back", "languages", "page-class"})
"""What a shell may leave open: the title, more for the head, the page itself, the way to the
root (``../../``), the address of the parent page, links to the other languages, a class."""


class UnknownSlot(ValueError):
    """A shell with a token that nothing fills."""


@dataclass(frozen=True, slots=True)
class Shell:
    """A shell split at its tokens: text, slot, text, slot, … text."""

    parts: tuple[str, ...]
    digest: bytes

    def fill(self, slots: Mapping[str, str]) -> str:
        """The whole page."""
        return "".join(
            slots[part] if number % 2 else part for number, part in enumerate(self.parts)
        )


def parse_shell(html: str) -> Shell:
    """``html`` split at its tokens; UnknownSlot when one is not known."""
    parts = tuple(TOKEN.split(html))
    unknown = set(parts[1::2]) - SLOTS
    if unknown:
        raise UnknownSlot(", ".join(sorted(unknown)))
    return Shell(parts, blake2b(html.encode(), digest_size=16).digest())


def mask_shell(shell: Shell, mask: Callable[[str], str]) -> Shell:
    """``shell`` with names masked that must not be read in the words it was made with."""
    parts = tuple(part if number % 2 else mask(part) for number, part in enumerate(shell.parts))
    if parts == shell.parts:
        return shell
    return Shell(parts, blake2b("\0".join(parts).encode(), digest_size=16).digest())


def token(slot: str) -> str:
    """The token of ``slot``, for whoever makes shells."""
    return f"@@pintu:{slot}@@"
