"""Village sketch 村落示意图: a drawing of the village as people remember it, never a survey."""

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from archive.model.dates import When
from archive.model.fields import Line, Part, Prose, Reference, Shown
from archive.model.kinds import Kind
from archive.model.media import Picture
from archive.model.records import Record
from archive.model.terms import LandType

_NUMBER = r"(?:0|1|0?\.[0-9]{1,4}|0\.[0-9]{1,4}|1\.0{1,4})"
Course = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        pattern=rf"^{_NUMBER} +{_NUMBER}(?: *, *{_NUMBER} +{_NUMBER})+$",
        max_length=4000,
    ),
]
"""Points as fractions of the drawing's width and height: ``0.1 0.4, 0.3 0.45``."""

Year = Annotated[int, Field(ge=1000, le=2200)]


class Feature(Part):
    """Something of the land that has no record of its own: water, a lane, fields, a grove."""

    land_type: Annotated[LandType, Shown("Type")]
    """What it is; this says whether it is drawn as a line or as a surface."""
    name: Annotated[Line | None, Shown("Name")] = None
    """What people call it; it is written on the drawing."""
    course: Annotated[Course, Shown("Points")]
    """Its corners, or the points it runs through."""
    existed_from: Annotated[When | None, Shown("From")] = None
    """Since when; empty for what was there from the first, which a picture below shows as well."""
    existed_until: Annotated[When | None, Shown("Until")] = None
    """Until when."""


class Sketch(Record):
    """A drawn village: its land, its years, and whose memory it was drawn from."""

    kind: ClassVar[Kind] = Kind.SKETCH

    accession: Annotated[Line | None, Shown("Number")] = None
    """编号."""
    title: Annotated[Line, Shown("Title", fact=False)]
    """题名."""
    summary: Annotated[Prose | None, Shown("Summary", fact=False)] = None
    """In a sentence or two: what is drawn."""
    drawn_by: Annotated[Line, Shown("Drawn by")]
    """Who drew it."""
    drawn_after: Annotated[Line | None, Shown("Drawn after")] = None
    """What it was drawn after: whose words, which papers."""
    first_year: Annotated[Year, Shown("First year")]
    """The first year it can show."""
    last_year: Annotated[Year, Shown("Last year")]
    """The last year it can show; one after everything is gone shows what is left."""
    proportion: Annotated[float, Shown("Width by height", fact=False), Field(ge=0.4, le=3)] = 1.5
    """Width of the drawing divided by its height; that of the picture, where there is one."""
    picture: Annotated[Picture | None, Shown("Picture", fact=False)] = None
    """A drawing of the land below the plots: a scan or a picture, never a vector file."""
    is_land_alone: Annotated[bool, Shown("Land alone", fact=False)] = False
    """Whether the picture shows land and water and no houses. One with houses on it is published
    only while every place on the sketch may be shown."""
    features: Annotated[tuple[Feature, ...], Shown("Land", fact=False)] = ()
    """What has no record of its own, in the order of drawing."""
    events: Annotated[tuple[Reference, ...], Shown("Marked years", fact=False)] = ()
    """Events whose years are marked."""


Point = tuple[float, float]


def parse_course(course: str) -> tuple[Point, ...]:
    """The points of a `Course`; ValueError for any other text."""
    pairs = (pair.split() for pair in course.split(","))
    return tuple((float(x), float(y)) for x, y in pairs)


def format_course(points: tuple[Point, ...]) -> str:
    """Points as a `Course`, four digits after the point."""
    return ", ".join(f"{_format(x)} {_format(y)}" for x, y in points)


def _format(number: float) -> str:
    text = f"{number:.4f}".rstrip("0").rstrip(".")
    return text or "0"
