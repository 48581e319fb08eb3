"""Photo 老照片, described with reference to DA/T 50 and DA/T 54."""

from typing import Annotated, ClassVar

from archive.model.dates import When
from archive.model.fields import Hidden, Line, Part, Prose, Reference, Shown
from archive.model.kinds import Kind
from archive.model.media import Outline, Picture
from archive.model.records import Record


class Guess(Part):
    """Who someone might be, and who thinks so."""

    name: Annotated[Line, Shown("Name")]
    """The name that was guessed."""
    by: Annotated[Reference | None, Shown("Guessed by")] = None
    """Who guessed."""
    person: Annotated[Reference | None, Shown("Person")] = None
    """The record of the one guessed; the guess is shown only where that record is public."""


class Depicted(Part):
    """Someone in the picture: named, guessed, or still to be recognised (待认)."""

    outline: Annotated[Outline | None, Shown("Outline")] = None
    """Where they are, as fractions of the upright picture."""
    person: Annotated[Reference | None, Shown("Person")] = None
    """Who it is; without a consent for the portrait the face is covered."""
    guesses: Annotated[tuple[Guess, ...], Shown("Guesses")] = ()
    """Who it might be."""


class Photo(Record):
    """An old photograph and the people in it."""

    kind: ClassVar[Kind] = Kind.PHOTO

    accession: Annotated[Line, Shown("Photo number")]
    """照片号."""
    title: Annotated[Line, Shown("Title", fact=False)]
    """题名."""
    occasion: Annotated[Line | None, Shown("Occasion")] = None
    """事由."""
    when: Annotated[When, Shown("When")]
    """时间, possibly approximate."""
    location: Annotated[Line, Shown("Where")]
    """地点, in words."""
    place: Annotated[Reference | None, Shown("Place", fact=False)] = None
    """The place, when it has a record."""
    people: Annotated[tuple[Depicted, ...], Shown("People in the picture", fact=False)] = ()
    """人物, numbered in this order."""
    background: Annotated[Prose | None, Shown("Background", fact=False)] = None
    """背景."""
    photographer: Annotated[Line, Shown("Photographer")]
    """摄影者."""
    provider: Annotated[Reference | None, Shown("Provided by")] = None
    """提供者 with a record; their consent covers the picture."""
    provided_by: Annotated[Line | None, Hidden("Provider without a record")] = None
    """提供者 in words, when there is no record."""
    original_form: Annotated[Line | None, Shown("Original")] = None
    """原件形式与存放: print, negative, its size."""
    kept_at: Annotated[Line | None, Hidden("Original kept at")] = None
    """Where the original print is."""
    digitised: Annotated[Line | None, Shown("Digitised")] = None
    """数字化者/时间/dpi."""
    description: Annotated[Prose, Shown("Description", fact=False)]
    """文字说明: what is to be seen."""
    picture: Annotated[Picture, Shown("Picture", fact=False)]
    """The scan or photograph itself."""
    see_also: Annotated[tuple[Reference, ...], Shown("See also", fact=False)] = ()
    """参见号."""
