"""Themes: what is told about, in the village's own few words."""

from collections.abc import Mapping, Sequence

from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, and the keywords that belong to it beside its own name."""

    name: str
    keywords: tuple[str, ...] = ()


def themes_by_keyword(themes: Sequence[Theme]) -> Mapping[str, tuple[str, ...]]:
    """The names of the themes a keyword belongs to, in the order of ``themes``."""
    found: dict[str, dict[str, None]] = {}
    for theme in themes:
        for word in (theme.name, *theme.keywords):
            found.setdefault(word, {})[theme.name] = None
    return {word: tuple(names) for word, names in found.items()}
