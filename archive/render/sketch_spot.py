"""The village sketch made small: with one place on it for its page, with all for the home page."""

from archive.model.kinds import Kind, RecordId, slug_of
from archive.model.media import Outline
from archive.model.place import Place
from archive.model.public import PublicArchive
from archive.model.sketch import Sketch
from archive.model.terms import PlaceType
from archive.render.sketch_shapes import WIDTH, Box, Shape, box_of, draw_land, draw_place
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a sketch, for its own page."""

    sketch: RecordId
    title: str
    slug: str
    height: float
    land: tuple[tuple[str, str], ...]
    """Sort and path of what was there from the first."""
    box: Box
    shape: Shape
    sort: str

    @property
    def width(self) -> int:
        """Of the drawing, in the units of `height`."""
        return WIDTH


def sketch_of(archive: PublicArchive) -> Sketch | None:
    """The first sketch that may be looked at: it is the one that places lead to."""
    sketches = (one for one in archive.of_kind(Kind.SKETCH) if one.id not in archive.listed)
    return next((one for one in sketches if isinstance(one, Sketch)), None)


@dataclass(frozen=True, slots=True)
class SmallVillage:
    """The whole village, for the home page."""

    sketch: RecordId
    height: float
    land: tuple[tuple[str, str], ...]
    """Sort and path of what was there from the first."""
    plots: tuple[tuple[str, str], ...]
    """Sort and outline of every place."""

    @property
    def width(self) -> int:
        """Of the drawing, in the units of `height`."""
        return WIDTH


def village_of(archive: PublicArchive) -> SmallVillage | None:
    """The village with everything that ever stood; None where no plot is drawn."""
    sketch = sketch_of(archive)
    places = [place for place in archive.of_kind(Kind.PLACE) if isinstance(place, Place)]
    drawn = [(place, place.position) for place in places if place.position is not None]
    if sketch is None or not drawn:
        return None
    height = WIDTH / sketch.proportion
    return SmallVillage(
        sketch=sketch.id,
        height=height,
        land=_land(sketch, height),
        plots=tuple(
            (
                place.place_type.value,
                draw_place(place.place_type, box_of(spot, height=height)).outline,
            )
            for place, spot in drawn
        ),
    )


def spot_of(place: Place, archive: PublicArchive) -> Spot | None:
    """Where ``place`` lies, when it is drawn anywhere."""
    sketch = sketch_of(archive)
    if sketch is None or place.position is None:
        return None
    height = WIDTH / sketch.proportion
    box = box_of(place.position, height=height)
    return Spot(
        sketch=sketch.id,
        title=sketch.title,
        slug=slug_of(place.id),
        height=height,
        land=_land(sketch, height),
        box=box,
        shape=draw_place(place.place_type, box),
        sort=place.place_type.value,
    )


def _land(sketch: Sketch, height: float) -> tuple[tuple[str, str], ...]:
    first = (feature for feature in sketch.features if feature.existed_from is None)
    return tuple((f.land_type.value, draw_land(f, height=height)) for f in first)


def _outline(place_type: PlaceType, spot: Outline, height: float) -> str:
    return draw_place(place_type, box_of(spot, height=height)).outline
