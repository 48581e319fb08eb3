"""Exhibit 展览、讲述路线: stops in an order, at which one villager tells the village."""

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from archive.model.fields import Hidden, Line, Part, Prose, Reference, Shown
from archive.model.kinds import Kind
from archive.model.media import Clip
from archive.model.records import Record

ShortLine = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
"""What fits a label."""
READING = 4.0
"""Characters a second at which words are read that nobody says aloud."""


class Stop(Part):
    """站: what the narrator stands before, and what they say there."""

    record: Annotated[Reference, Shown("Stands before")]
    """The record it stands before: a place, an object, a photograph, a paper, a puzzle."""
    wording: Annotated[Prose, Shown("Wording")]
    """What the narrator says there."""
    clip: Annotated[Clip | None, Shown("Clip")] = None
    """Where they say it, in their own voice."""
    label: Annotated[ShortLine | None, Shown("Label")] = None
    """A sentence or two for the case, to be read standing."""
    stands_at: Annotated[Line | None, Shown("Where it stands")] = None
    """Where visitors find it in the museum: 二号柜，左手."""
    kept_at: Annotated[Line | None, Hidden("Where it is kept")] = None
    """Where those who work there find it; never published."""

    @property
    def seconds(self) -> float:
        """How long one listens there, or reads."""
        if self.clip is not None:
            return self.clip.end - self.clip.start
        return len(self.wording) / READING


class Exhibit(Record):
    """A walk from stop to stop, told by somebody of the village."""

    kind: ClassVar[Kind] = Kind.EXHIBIT

    accession: Annotated[Line | None, Shown("Number")] = None
    """编号."""
    title: Annotated[Line, Shown("Title", fact=False)]
    """What it is called: 一百步路，绕一圈水."""
    narrator: Annotated[Reference, Shown("Narrator", fact=False)]
    """Who tells it, by name. Without their consent to words and name it is not there."""
    introduction: Annotated[Prose | None, Shown("Introduction", fact=False)] = None
    """In a few sentences: where it leads, and why by this way."""
    stops: Annotated[tuple[Stop, ...], Shown("Stops", fact=False)] = ()
    """Its stops, in the order of the walk."""

    @property
    def minutes(self) -> int:
        """How long the walk takes, about, without the way from stop to stop; at least 1."""
        return max(1, round(sum(stop.seconds for stop in self.stops) / 60))
