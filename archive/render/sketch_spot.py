"""Where a place lies: the village's land, small, with this one place on it."""

from dataclasses import dataclass

from archive.model.kinds import Kind, RecordId, slug_of
from archive.model.place import Place
from archive.model.public import PublicArchive
from archive.model.sketch import Sketch
from archive.render.sketch_shapes import WIDTH, Box, Shape, box_of, draw_land, draw_place


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


def spot_of(place: Place, archive: PublicArchive) -> Spot | None:
    """Where ``place`` lies, when it is drawn anywhere."""
    sketch = sketch_of(archive)
    if sketch is None or place.position is None:
        return None
    height = WIDTH / sketch.proportion
    box = box_of(place.position, height=height)
    always = (feature for feature in sketch.features if feature.existed_from is None)
    return Spot(
        sketch=sketch.id,
        title=sketch.title,
        slug=slug_of(place.id),
        height=height,
        land=tuple((f.land_type.value, draw_land(f, height=height)) for f in always),
        box=box,
        shape=draw_place(place.place_type, box),
        sort=place.place_type.value,
    )
