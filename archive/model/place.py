"""Place 地点 and house plot 宅基. New addresses never."""

from typing import Annotated, ClassVar

from archive.model.dates import When
from archive.model.fields import Line, Part, Reference, Shown
from archive.model.kinds import Kind
from archive.model.media import Outline, Picture
from archive.model.records import Record
from archive.model.terms import PlaceState, PlaceType


class Household(Part):
    """户: who lived there, by the household's public name."""

    name: Annotated[Line, Shown("Household")]
    """Public name, such as 沈家."""
    person: Annotated[Reference | None, Shown("Person")] = None
    """Someone of it with a record; where that record is not public the household is not shown."""
    period: Annotated[When | None, Shown("Years")] = None
    """When they lived there."""
    moved_to: Annotated[Line | None, Shown("Moved to")] = None
    """The settlement they moved to, by its name and never with an address. Shown only where the
    person above has agreed to be named at this place."""


class Place(Record):
    """A place of the village as it was."""

    kind: ClassVar[Kind] = Kind.PLACE
    title_field: ClassVar[str] = "name"

    accession: Annotated[Line, Shown("Number")]
    """编号."""
    name: Annotated[Line, Shown("Name", fact=False)]
    """俗名, as people say it."""
    dialect_name: Annotated[Line | None, Shown("Name in dialect")] = None
    """方言名."""
    other_names: Annotated[tuple[Line, ...], Shown("Other names")] = ()
    """Other names it went by."""
    place_type: Annotated[PlaceType, Shown("Type")]
    """类型."""
    position: Annotated[Outline | None, Shown("Position on the sketch", fact=False)] = None
    """Where it lies on the village sketch (a drawing, not a survey)."""
    existed_from: Annotated[When | None, Shown("From")] = None
    """存续年代: since when."""
    existed_until: Annotated[When | None, Shown("Until")] = None
    """存续年代: until when."""
    state: Annotated[PlaceState, Shown("Today")] = PlaceState.UNKNOWN
    """现状."""
    group: Annotated[Line | None, Shown("Village group")] = None
    """原村组."""
    households: Annotated[tuple[Household, ...], Shown("Households")] = ()
    """户."""
    pictures: Annotated[tuple[Picture, ...], Shown("Pictures", fact=False)] = ()
    """Pictures of it."""
