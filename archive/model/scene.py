"""Scene 场景: a place that is gone, to stand in once more: a picture, and spots that speak."""

from typing import Annotated, ClassVar

from archive.model.dates import When
from archive.model.fields import Key, Line, Part, Prose, Reference, Shown
from archive.model.kinds import Kind
from archive.model.media import Clip, Outline, Picture, Sound
from archive.model.records import Record


class Spot(Part):
    """One spot of the picture, and what is there to hear and to see.

    Whatever it names must be published for the spot to be: what is written of it may speak of all
    of that.
    """

    key: Annotated[Key, Shown("Key", fact=False)]
    """Its short name in the scene; addresses lead to it."""
    name: Annotated[Line, Shown("Name")]
    """What stands there: 茶馆的窗, 排第三级的淘箩."""
    outline: Annotated[Outline, Shown("Outline")]
    """Where it is, as fractions of the upright picture."""
    caption: Annotated[Prose | None, Shown("Caption")] = None
    """What is to be seen there, in a sentence or two."""
    clip: Annotated[Clip | None, Shown("Clip")] = None
    """The seconds of an interview that speak of it."""
    wording: Annotated[Prose | None, Shown("Wording")] = None
    """What is said there; the transcript says it where it has times."""
    narrator: Annotated[Reference | None, Shown("Narrator")] = None
    """Who says it, where the transcript does not tell."""
    sound: Annotated[Sound | None, Shown("Sound")] = None
    """A sound of its own: an oar, a bell, water over steps."""
    object: Annotated[Reference | None, Shown("Old object")] = None
    """The old object that lay or stood there."""
    person: Annotated[Reference | None, Shown("Person")] = None
    """Who was to be found there."""
    place: Annotated[Reference | None, Shown("Place")] = None
    """The place it is or leads to."""
    photo: Annotated[Reference | None, Shown("Photograph")] = None
    """An old photograph of it."""
    now: Annotated[Picture | None, Shown("As it is now")] = None
    """The same today, to be laid beside the old photograph."""


class Scene(Record):
    """A picture of a place as it was, and its spots in the order of a walk through it."""

    kind: ClassVar[Kind] = Kind.SCENE
    title_field: ClassVar[str] = "name"

    accession: Annotated[Line | None, Shown("Number")] = None
    """编号."""
    name: Annotated[Line, Shown("Name", fact=False)]
    """What is to be stood in: 承安桥头的早晨."""
    place: Annotated[Reference | None, Shown("Place", fact=False)] = None
    """The place it shows."""
    when: Annotated[When | None, Shown("When")] = None
    """The years it shows."""
    summary: Annotated[Prose | None, Shown("Summary", fact=False)] = None
    """In a sentence or two: what one stands before."""
    picture: Annotated[Picture | None, Shown("Picture", fact=False)] = None
    """A drawing, or a photograph nobody can be recognised in."""
    photo: Annotated[Reference | None, Shown("Photograph", fact=False)] = None
    """In its stead an old photograph with its record: faces in it are covered as there."""
    made_by: Annotated[Line | None, Shown("Drawn by")] = None
    """Who drew it, and after whose words."""
    now: Annotated[Picture | None, Shown("As it is now", fact=False)] = None
    """The same view today."""
    spots: Annotated[tuple[Spot, ...], Shown("Spots", fact=False)] = ()
    """Its spots, in the order in which a walk leads through them."""
