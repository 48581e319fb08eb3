"""The interviews that a person tells, on their page: a few at once, the others by year."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from archive.index.excerpts import Excerpts, Side
from archive.model.kinds import RecordId
from archive.render.cards import Card
from archive.render.page_links import PageLinks
from archive.render.puzzle_pieces import shorten
from archive.values import dataclass

FIRST = 6
"""Interviews that are shown at once."""
FEW_MORE = 3
"""So many more are shown as well, rather than made to wait."""
QUOTE = 84
"""Characters of what is said."""


@dataclass(frozen=True, slots=True)
class OwnTelling:
    """An interview with a few words that the person says in it; no words where they tell alone."""

    card: Card
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class RecordedYear:
    """Interviews of one year that wait to be opened."""

    label: str
    tellings: tuple[OwnTelling, ...]


class OwnTellings:
    """The interviews ``told`` by ``person``, in the order in which they were recorded."""

    def __init__(
        self, links: PageLinks, person: RecordId, told: Sequence[RecordId], excerpts: Excerpts
    ) -> None:
        self._links = links
        cards = sorted(
            (links.card(interview) for interview in told),
            key=lambda card: (card.years is None, card.years or (0, 0), card.id),
        )
        drawn = tuple(self._telling(card, person, excerpts) for card in cards)
        cut = len(drawn) if len(drawn) <= FIRST + FEW_MORE else FIRST
        self.first = drawn[:cut]
        self._rest = drawn[cut:]

    @property
    def years(self) -> tuple[RecordedYear, ...]:
        """Those that are not shown at once."""
        t = self._links.t
        found = []
        for years, group in groupby(self._rest, key=lambda telling: telling.card.years):
            label = t("Recorded in {year}", year=years[0]) if years else t("No date is known")
            found.append(RecordedYear(label, tuple(group)))
        return tuple(found)

    def _telling(self, card: Card, person: RecordId, excerpts: Excerpts) -> OwnTelling:
        href = self._links.url(card.id)
        excerpt = excerpts.of((person, Side.WHOLE, card.id, None))
        if excerpt is None:
            return OwnTelling(card, "", href)
        if excerpt.start is None:
            href = f"{href}#s{excerpt.number}"
        return OwnTelling(card, shorten(excerpt.words, limit=QUOTE), href)
