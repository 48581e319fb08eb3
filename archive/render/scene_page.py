"""What the page of a scene asks: its picture, its spots in order, and what each has to say."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from archive.model.kinds import RecordId
from archive.model.marks import plain_text
from archive.model.media import Outline, Sound
from archive.model.orders import Derived, DerivedPicture, DerivedSound
from archive.model.public import PublicScene, PublicSegment, PublicSpot
from archive.model.scene import Scene, Spot
from archive.render.cards import Card
from archive.render.page_links import PageLinks
from archive.render.pins import Pin, place_pins
from archive.render.puzzle_pieces import Heard
from archive.render.turns import format_speakers
from archive.values import dataclass

LARGEST = 2.2
"""How many times the picture is enlarged for the smallest spots."""
FILLED = 0.42
"""The share of the frame that a spot fills when the picture moves to it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A line to be read while it is heard; times are those of the recording."""

    start: float
    end: float
    who: str
    words: str
    mandarin: str


@dataclass(frozen=True, slots=True)
class OwnSound:
    """A sound that is no telling: its file, how long it is, and what is to be heard."""

    src: str
    seconds: float
    caption: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """The same then and now."""

    then: DerivedPicture
    now: DerivedPicture
    then_alt: str
    now_alt: str
    href: str | None
    """The page of the old photograph, where it is one."""
    title: str


@dataclass(frozen=True, slots=True)
class View:
    """Where the picture moves for a spot: its middle in percent, and how much it is enlarged."""

    x: float
    y: float
    zoom: float


@dataclass(frozen=True, slots=True)
class ShownSpot:
    """A spot as the page says it; ``number`` counts from 1."""

    number: int
    key: str
    name: str
    caption: str | None
    outline: Outline
    pin: Pin
    view: View
    who: str
    heard: Heard | None
    cues: tuple[Cue, ...]
    wording: str | None
    """What is said, where no transcript says it."""
    sound: OwnSound | None
    things: tuple[Card, ...]
    pair: Pair | None

    @property
    def seconds(self) -> float:
        """How long it is to be listened to."""
        if self.heard is not None and self.heard.src:
            return self.heard.seconds
        return self.sound.seconds if self.sound else 0.0


class SceneView:
    """A scene that may be seen: ``links`` is the page it is drawn on."""

    def __init__(
        self,
        links: PageLinks,
        record: Scene,
        scene: PublicScene,
        media: Mapping[str, Derived],
    ) -> None:
        self._links = links
        self._record = record
        self._scene = scene
        self._media = media

    @property
    def picture(self) -> DerivedPicture | None:
        """What one stands before."""
        return self._picture(self._scene.picture)

    @property
    def alt(self) -> str:
        """What is to be seen in it."""
        if self._record.photo is not None:
            return self._links.card(self._record.photo).alt
        caption = self._record.picture.caption if self._record.picture else None
        return caption or self._record.name

    @property
    def today(self) -> Pair | None:
        """The whole view as it is now."""
        return self._pair(self._scene.picture, self._scene.now, None)

    @property
    def today_caption(self) -> str:
        """What is to be seen there today."""
        return (self._record.now.caption or "") if self._record.now else ""

    @cached_property
    def spots(self) -> tuple[ShownSpot, ...]:
        """The spots in the order of the walk."""
        picture = self.picture.page if self.picture else None
        wide, high = (picture.width or 1, picture.height or 1) if picture else (1, 1)
        shown = self._scene.spots
        pins = place_pins([spot.spot.outline for spot in shown], wide=wide, high=high)
        return tuple(
            self._spot(number, spot, pin)
            for number, (spot, pin) in enumerate(zip(shown, pins, strict=True), 1)
        )

    @property
    def voices(self) -> int:
        """At how many spots there is something to hear."""
        return sum(spot.seconds > 0 for spot in self.spots)

    @property
    def seconds(self) -> float:
        """How long the walk takes."""
        return sum(spot.seconds for spot in self.spots)

    def _picture(self, key: str | None) -> DerivedPicture | None:
        derived = self._media.get(key) if key else None
        return derived if isinstance(derived, DerivedPicture) else None

    def _spot(self, number: int, shown: PublicSpot, pin: Pin) -> ShownSpot:
        spot = shown.spot
        cues = tuple(self._cues(shown))
        return ShownSpot(
            number=number,
            key=spot.key,
            name=spot.name,
            caption=spot.caption,
            outline=spot.outline,
            pin=pin,
            view=_view(spot.outline),
            who=self._who(spot, cues),
            heard=self._heard(spot),
            cues=cues,
            wording=spot.wording if not cues else None,
            sound=self._sound(spot.sound, shown.sound),
            things=tuple(self._links.card(record) for record in _things(spot)),
            pair=self._pair_of(spot, shown),
        )

    def _heard(self, spot: Spot) -> Heard | None:
        if spot.clip is None:
            return None
        card = self._links.card(spot.clip.interview)
        return Heard(card.id, card.title, card.sound, spot.clip.start, spot.clip.end)

    def _cues(self, shown: PublicSpot) -> Iterator[Cue]:
        for segment in shown.segments:
            words = _read(segment)
            if words and segment.start is not None and segment.end is not None:
                who = format_speakers(segment, say=self._links.t)
                mandarin = plain_text(segment.mandarin).strip()
                yield Cue(segment.start, segment.end, who, words, mandarin)

    def _who(self, spot: Spot, cues: tuple[Cue, ...]) -> str:
        if spot.narrator is not None:
            return self._links.card(spot.narrator).title
        return "、".join(dict.fromkeys(cue.who for cue in cues)) or self._links.t("a villager")

    def _sound(self, sound: Sound | None, key: str | None) -> OwnSound | None:
        derived = self._media.get(key) if key else None
        if sound is None or not isinstance(derived, DerivedSound):
            return None
        return OwnSound(str(derived.audio.path), derived.seconds, sound.caption)

    def _pair_of(self, spot: Spot, shown: PublicSpot) -> Pair | None:
        if spot.photo is None:
            return None
        card = self._links.card(spot.photo)
        now = self._picture(shown.now)
        if card.picture is None or now is None or spot.now is None:
            return None
        alt = spot.now.caption or spot.name
        return Pair(card.picture, now, card.alt, alt, self._links.url(card.id), card.title)

    def _pair(self, then: str, now: str | None, href: str | None) -> Pair | None:
        before, after = self._picture(then), self._picture(now)
        if before is None or after is None:
            return None
        alt = self.today_caption or self._record.name
        return Pair(before, after, self.alt, alt, href, self._record.name)


def _read(segment: PublicSegment) -> str:
    return plain_text(segment.spans).strip()


def _things(spot: Spot) -> Iterator[RecordId]:
    """What stands beside the words; a photograph that is shown with today's is there already."""
    for record in (spot.person, spot.object, spot.place):
        if record is not None:
            yield record
    if spot.photo is not None and spot.now is None:
        yield spot.photo


def _view(outline: Outline) -> View:
    """The spot in the middle as far as the picture goes, and large enough to be looked at."""
    zoom = min(LARGEST, max(1.0, FILLED / max(outline.width, outline.height, 0.01)))
    half = 50 / zoom

    def middle(start: float, size: float) -> float:
        return round(min(max((start + size / 2) * 100, half), 100 - half), 2)

    x, y = middle(outline.x, outline.width), middle(outline.y, outline.height)
    return View(x, y, round(zoom, 3))
