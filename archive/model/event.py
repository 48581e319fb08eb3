"""Event 大事. Anchor events also date other things."""

from typing import Annotated, ClassVar

from archive.model.dates import When
from archive.model.fields import Line, Prose, Reference, Shown
from archive.model.kinds import Kind
from archive.model.media import Picture
from archive.model.records import Record


class Event(Record):
    """Something that happened to the village."""

    kind: ClassVar[Kind] = Kind.EVENT
    title_field: ClassVar[str] = "name"

    accession: Annotated[Line | None, Shown("Number")] = None
    """编号."""
    name: Annotated[Line, Shown("Name", fact=False)]
    """名称."""
    when: Annotated[When, Shown("When")]
    """时间: the words and the interval."""
    called: Annotated[tuple[Line, ...], Shown("What people call it")] = ()
    """How people say it, such as 发大水那年; these words then date other things."""
    is_anchor: Annotated[bool, Shown("Dates other things", fact=False)] = False
    """Whether other dates may be told by it."""
    places: Annotated[tuple[Reference, ...], Shown("Places", fact=False)] = ()
    """地点."""
    participants: Annotated[tuple[Reference, ...], Shown("People", fact=False)] = ()
    """参加者."""
    source: Annotated[Prose | None, Shown("Source")] = None
    """出处."""
    pictures: Annotated[tuple[Picture, ...], Shown("Pictures", fact=False)] = ()
    """Pictures of it."""
