"""Term 方言词."""

from typing import Annotated, ClassVar

from archive.model.fields import Line, Part, Prose, Reference, Shown
from archive.model.kinds import Kind
from archive.model.media import Clip
from archive.model.records import Record


class Example(Part):
    """例句: a sentence of a real segment, with its seconds where there is sound."""

    text: Annotated[Prose, Shown("Sentence")]
    """The sentence as spoken."""
    mandarin: Annotated[Prose | None, Shown("In Mandarin")] = None
    """The same in Mandarin."""
    clip: Annotated[Clip | None, Shown("Clip")] = None
    """Where it is said."""
    speaker: Annotated[Reference | None, Shown("Speaker")] = None
    """说话人."""


class DialectTerm(Record):
    """A word of the village's dialect."""

    kind: ClassVar[Kind] = Kind.TERM
    title_field: ClassVar[str] = "word"

    accession: Annotated[Line | None, Shown("Number")] = None
    """编号."""
    word: Annotated[Line, Shown("Word", fact=False)]
    """词."""
    spellings: Annotated[tuple[Line, ...], Shown("Other spellings")] = ()
    """本字/俗写."""
    reading: Annotated[Line | None, Shown("Reading", fact=False)] = None
    """读音."""
    reading_scheme: Annotated[Line | None, Shown("Scheme of the reading")] = None
    """What the reading is written in: 吴语学堂拼音, IPA …; needed when there is a reading."""
    clip: Annotated[Clip | None, Shown("The word as it is said", fact=False)] = None
    """Where the word itself is said, by the one speaker; without it the first example is heard."""
    meaning: Annotated[Prose, Shown("In Mandarin", fact=False)]
    """普通话义."""
    category: Annotated[Line | None, Shown("Category")] = None
    """What it is about: house, farming, weather, kin."""
    examples: Annotated[tuple[Example, ...], Shown("Examples", fact=False)] = ()
    """例句."""
    speakers: Annotated[tuple[Reference, ...], Shown("Speakers", fact=False)] = ()
    """说话人."""
