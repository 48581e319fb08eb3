"""Orders for derivatives, and what comes back: the values that cross into the media stage.

An order says which original is to become which published file, and what must be taken out of it
on the way. The caller decides (consent lives elsewhere); the media stage only carries out.
"""

from __future__ import annotations

import math
from pathlib import PurePosixPath

from archive.values import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a recording, in seconds from its beginning; `end` may be infinity.

    Raises ValueError for a stretch that cannot be: a wrong one would leave something audible.
    """

    start: float
    end: float

    def __post_init__(self) -> None:
        if not (0 <= self.start <= self.end) or math.isinf(self.start):
            raise ValueError(f"not a span of time: {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Mask:
    """A part of a picture to be painted over, in fractions 0..1 of the upright picture.

    With a `polygon` (three corners or more, as (x, y)) that outline is painted, otherwise the
    whole rectangle. Raises ValueError when nothing would be painted.
    """

    x: float
    y: float
    width: float
    height: float
    polygon: tuple[tuple[float, float], ...] = ()

    def __post_init__(self) -> None:
        values = (self.x, self.y, self.width, self.height, *(v for p in self.polygon for v in p))
        if not all(math.isfinite(value) for value in values):
            raise ValueError("a mask needs finite numbers")
        if self.polygon:
            if len(self.polygon) < 3:
                raise ValueError("an outline needs three corners or more")
        elif not self._touches_picture():
            raise ValueError(f"a mask outside the picture: {self}")

    def _touches_picture(self) -> bool:
        inside_x = self.x < 1 and self.x + self.width > 0
        inside_y = self.y < 1 and self.y + self.height > 0
        return self.width > 0 and self.height > 0 and inside_x and inside_y


@dataclass(frozen=True, slots=True)
class SoundOrder:
    """Speech for listening: from a sound recording, or the sound of a video."""

    key: str
    """Public base path of the result, `interviews/ht-ks-001/voice`; not made from the original's
    name."""
    original: PurePosixPath
    """Below `media/`."""
    sha256: str | None = None
    """What the record says the original's digest is, lower-case hex; None when it says nothing."""
    silences: tuple[Span, ...] = ()
    """Stretches that must not be heard."""


@dataclass(frozen=True, slots=True)
class VideoOrder:
    """Video for watching."""

    key: str
    original: PurePosixPath
    sha256: str | None = None
    silences: tuple[Span, ...] = ()
    """Stretches that must not be heard."""
    blackouts: tuple[Span, ...] = ()
    """Stretches that must not be seen."""


@dataclass(frozen=True, slots=True)
class PictureOrder:
    """A photograph, or one page of a scanned document, for looking at."""

    key: str
    original: PurePosixPath
    sha256: str | None = None
    masks: tuple[Mask, ...] = ()
    """Parts that must not be seen."""
    zoom: bool = False
    """Whether a large size is wanted as well."""
    page: int | None = None
    """Of a file with several pages, counted from 1; the first when None."""


Order = SoundOrder | VideoOrder | PictureOrder


@dataclass(frozen=True, slots=True)
class DerivedFile:
    """One file to publish."""

    path: PurePosixPath
    """`<key>-<8 hex of this file's own digest>[-<role>].<ext>`."""
    media_type: str
    bytes: int
    width: int | None = None
    """Pixels."""
    height: int | None = None
    """Pixels."""
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class DerivedSound:
    """Speech, and the shape of it. All of it is made from the silenced sound."""

    key: str
    audio: DerivedFile
    seconds: float
    peaks: tuple[int, ...]
    """Loudest moment of each of 600 equal stretches, 0 (silence) to 255."""
    waveform: str
    """The same as SVG path data for a 1000 x 100 view box: bars, to be stroked and not filled."""


@dataclass(frozen=True, slots=True)
class DerivedVideo:
    """A video and the still shown before it plays."""

    key: str
    video: DerivedFile
    poster: DerivedFile
    seconds: float


@dataclass(frozen=True, slots=True)
class DerivedPicture:
    """A picture in its sizes. A small original gives the same file for several of them."""

    key: str
    thumb: DerivedFile
    """At most 160 pixels wide: beside a line of a list."""
    tile: DerivedFile
    """At most 280 pixels wide: one of two side by side on a phone."""
    phone: DerivedFile
    """At most 480 pixels wide."""
    middle: DerivedFile
    """At most 800 pixels wide: across a phone, two dots or three to the pixel."""
    page: DerivedFile
    """At most 1280 pixels wide."""
    zoom: DerivedFile | None
    """At most 4096 pixels on the long side; None unless ordered."""
    placeholder: str
    """The mean colour, `#rrggbb`, to hold the place while the picture loads."""

    @property
    def widths(self) -> tuple[DerivedFile, ...]:
        """The different files that a page may choose from, narrowest first; never the zoom."""
        files = (self.thumb, self.tile, self.phone, self.middle, self.page)
        return tuple(dict.fromkeys(files))


Derived = DerivedSound | DerivedVideo | DerivedPicture
