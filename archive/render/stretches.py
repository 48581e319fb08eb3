"""What is told of in one interview, stretch by stretch, as its page draws it."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from archive.index.facets import value_slug
from archive.index.themes import Stretch
from archive.render.addresses import relative, theme_page
from archive.render.catalogue import translator
from archive.render.measures import format_seconds
from archive.values import dataclass

_MOST_NAMED = 3
"""Themes of one stretch that are named beside each other; coded transcripts of other archives have
thirty."""
_LONGEST = 48
"""Characters that the names of themes take at most."""

Clothed = Sequence[tuple[Stretch, tuple[int, ...]]]
"""Stretches, each with the cloths of its themes."""


@dataclass(frozen=True, slots=True)
class ShownStretch:
    """A stretch as a piece of cloth; ``share`` is its breadth beside the others."""

    href: str
    start: float | None
    name: str
    """Its themes; its title where it has none or too many to be read."""
    cloths: tuple[int, ...]
    """Of its first themes."""
    share: int


@dataclass(frozen=True, slots=True)
class ThemeLink:
    """A theme and its page."""

    name: str
    href: str
    cloth: int


def show_stretches(
    told: Clothed, *, language: str, length: float | None
) -> tuple[ShownStretch, ...]:
    """The stretches of an interview, of which ``length`` seconds can be heard, if any; none where
    there is nothing to tell apart."""
    if len(told) < 2 or not any(stretch.themes for stretch, _ in told):
        return ()
    untitled = translator(language)("A stretch without a title")
    return tuple(
        ShownStretch(
            href=_address(stretch, length),
            start=stretch.start if _is_heard(stretch, length) else None,
            name=_name(stretch, language) or untitled,
            cloths=cloths[:_MOST_NAMED],
            share=max(1, round(stretch.seconds)),
        )
        for stretch, cloths in told
    )


def _name(stretch: Stretch, language: str) -> str:
    joint = ", " if language == "en" else "、"
    named = joint.join(stretch.themes)
    if len(stretch.themes) <= _MOST_NAMED and len(named) <= _LONGEST:
        return named or stretch.title
    if stretch.title:
        return stretch.title
    first = stretch.themes[0]
    for theme in stretch.themes[1:_MOST_NAMED]:
        if len(first) + len(joint) + len(theme) > _LONGEST:
            break
        first += joint + theme
    return f"{first}…"


def _is_heard(stretch: Stretch, length: float | None) -> bool:
    return length is not None and stretch.start is not None and stretch.start < length


def _address(stretch: Stretch, length: float | None) -> str:
    """Its place in the sound, or its heading among the words."""
    if stretch.start is None or not _is_heard(stretch, length):
        return f"#c{stretch.chapter}"
    return f"#t={format_seconds(stretch.start)}"


def theme_links(told: Clothed, *, page: PurePosixPath) -> tuple[ThemeLink, ...]:
    """The pages of all themes of an interview, in the order in which it comes to them."""
    found: dict[str, int] = {}
    for stretch, cloths in told:
        found |= {n: c for n, c in zip(stretch.themes, cloths, strict=True) if n not in found}
    return tuple(
        ThemeLink(name, relative(theme_page(value_slug(name)), page=page), cloth)
        for name, cloth in found.items()
    )
