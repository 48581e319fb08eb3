"""What the page of an exhibit asks: who tells it, and its stops in their order."""

from functools import cached_property

from archive.model.exhibit import Exhibit, Stop
from archive.render.cards import Card
from archive.render.measures import format_ordinal
from archive.render.page_links import PageLinks
from archive.render.puzzle_pieces import SPOKEN_NAME, Heard, shorten
from archive.render.surroundings import kind_name
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class ShownStop:
    """A stop as the page says it. ``number`` counts what is shown, from 1."""

    number: int
    numeral: str
    """The number in the language's own figures."""
    before: Card
    """What it stands before."""
    kind: str
    wording: str
    heard: Heard | None
    label: str | None
    stands_at: str | None

    @property
    def anchor(self) -> str:
        """Its place on the page, as it stands behind the ``#`` of an address."""
        return f"stop={self.number}"

    @property
    def short(self) -> str:
        """Its words as a button names them."""
        return shorten(self.wording, limit=SPOKEN_NAME)


class WalkView:
    """An exhibit that may be read: ``links`` is the page it is drawn on."""

    def __init__(self, links: PageLinks, exhibit: Exhibit) -> None:
        self._links = links
        self._exhibit = exhibit

    @property
    def guide(self) -> Card:
        """Who tells it."""
        return self._links.card(self._exhibit.narrator)

    @property
    def minutes(self) -> int:
        """How long it takes, about."""
        return self._exhibit.minutes

    @cached_property
    def stops(self) -> tuple[ShownStop, ...]:
        """The stops in their order."""
        return tuple(self._stop(n, stop) for n, stop in enumerate(self._exhibit.stops, 1))

    def _stop(self, number: int, stop: Stop) -> ShownStop:
        before = self._links.card(stop.record)
        return ShownStop(
            number=number,
            numeral=format_ordinal(number, language=self._links.language),
            before=before,
            kind=kind_name(before.kind, language=self._links.language),
            wording=stop.wording,
            heard=self._heard(stop),
            label=stop.label,
            stands_at=stop.stands_at,
        )

    def _heard(self, stop: Stop) -> Heard | None:
        if stop.clip is None:
            return None
        card = self._links.card(stop.clip.interview)
        return Heard(card.id, card.title, card.sound, stop.clip.start, stop.clip.end)

    @property
    def voices(self) -> tuple[ShownStop, ...]:
        """The stops that can be heard."""
        return tuple(stop for stop in self.stops if stop.heard and stop.heard.src)
