"""Puzzle 拼图: one memory put together from what many told, with its gaps left open."""

from typing import Annotated, ClassVar

from pydantic import Field

from archive.model.dates import When
from archive.model.fields import Hidden, Key, Line, Part, Prose, Reference, Shown
from archive.model.kinds import Kind, RecordId
from archive.model.media import Clip
from archive.model.records import Record
from archive.model.terms import Tie, Topic, Witness


class Relation(Part):
    """How a piece stands to another piece of the same puzzle."""

    tie: Annotated[Tie, Shown("Relation")]
    """印证, 补充, 矛盾, 转述自, 同一物 or 接着讲."""
    piece: Annotated[Key, Shown("Piece")]
    """The other piece."""


class Piece(Part):
    """拼片: one statement with its source. A piece without a source is no piece."""

    key: Annotated[Key, Shown("Key", fact=False)]
    """Its short name in the puzzle; others relate to it by this."""
    slot: Annotated[Key, Shown("Slot", fact=False)]
    """Which slot it fills."""
    wording: Annotated[Prose, Shown("Wording")]
    """What is stated, as near as can be to the words that were used."""
    clip: Annotated[Clip | None, Shown("Clip")] = None
    """Where it is said."""
    interview: Annotated[Reference | None, Shown("Interview")] = None
    """Where it is told, when nobody can say at which second: a telling without sound or times."""
    photo: Annotated[Reference | None, Shown("Photograph")] = None
    """The photograph that shows it."""
    object: Annotated[Reference | None, Shown("Old object")] = None
    """The object that shows it."""
    document: Annotated[Reference | None, Shown("Village paper")] = None
    """The paper that says it."""
    page: Annotated[int | None, Shown("Page"), Field(ge=1)] = None
    """Which page of the paper, counted from 1."""
    narrator: Annotated[Reference | None, Shown("Narrator")] = None
    """Who states it; for a clip of an interview with one narrator it goes without saying."""
    basis: Annotated[Witness | None, Shown("Basis")] = None
    """How they know: 亲历, 亲见 or 亲闻."""
    heard_from: Annotated[Reference | None, Shown("Heard from")] = None
    """Whom they have it from, where that is known."""
    certainty: Annotated[Line | None, Shown("Certainty")] = None
    """How sure they said they were, in their words: 大概, 我记得很清楚."""
    when: Annotated[When | None, Shown("When")] = None
    """The date they give, as spoken, with its interval."""
    age_said: Annotated[Line | None, Shown("Age then")] = None
    """How old they say they were then."""
    version: Annotated[Line | None, Shown("Version")] = None
    """Where versions differ: a few words for the one this piece gives, alike for all that agree."""
    relations: Annotated[tuple[Relation, ...], Shown("Relations")] = ()
    """How it stands to other pieces."""
    cleared: Annotated[tuple[Line, ...], Hidden("Cleared")] = ()
    """Codes of what is withheld of ``interview``: somebody has seen that this piece, told at no
    known second, tells nothing of it. Written by ``pintu clear``."""
    entered_by: Annotated[Line | None, Hidden("Entered by")] = None
    """Who wrote it down."""
    checked_by: Annotated[Line | None, Hidden("Checked by")] = None
    """Who compared it with its source."""

    @property
    def is_evidence(self) -> bool:
        """Whether its source can be looked at, and does not only say so."""
        return self.told_in is None and bool(self.photo or self.object or self.document)

    @property
    def told_in(self) -> RecordId | None:
        """The interview in which it is told, at known seconds or not."""
        return self.clip.interview if self.clip else self.interview


class Slot(Part):
    """One thing to know about the subject; open until somebody tells it."""

    key: Annotated[Key, Shown("Key", fact=False)]
    """Its short name in the puzzle."""
    name: Annotated[Line, Shown("Name")]
    """What stands on the tile: 谁造的, 哪年停."""
    question: Annotated[Line | None, Shown("Question")] = None
    """How to ask for it: 这部水车是谁造的？"""
    importance: Annotated[int, Hidden("Importance"), Field(ge=1, le=3)] = 2
    """How much it is wanted: 1 a little, 3 very much."""
    may_know: Annotated[tuple[Reference, ...], Hidden("May know")] = ()
    """Who may know it: to be asked on the next visit."""
    remark: Annotated[Prose | None, Shown("Editor's remark")] = None
    """What an editor has to say about the versions, without judging between them."""


class Puzzle(Record):
    """A subject, what is to be known of it, and the pieces that are there."""

    kind: ClassVar[Kind] = Kind.PUZZLE
    title_field: ClassVar[str] = "name"

    accession: Annotated[Line | None, Shown("Number")] = None
    """编号."""
    name: Annotated[Line, Shown("Name", fact=False)]
    """What is put together: 村东的水车."""
    topic: Annotated[Topic, Shown("About", fact=False)]
    """What sort of thing it is; its slots come from the template of this sort."""
    subject: Annotated[Reference | None, Shown("About which record", fact=False)] = None
    """The place, object, event or person it is about, where there is a record of it."""
    summary: Annotated[Prose | None, Shown("Summary", fact=False)] = None
    """In a sentence or two: why it matters."""
    slots: Annotated[tuple[Slot, ...], Shown("Slots", fact=False)] = ()
    """Its slots, where they are not those of the template."""
    pieces: Annotated[tuple[Piece, ...], Shown("Pieces", fact=False)] = ()
    """Its pieces."""
