"""What comes in from elsewhere, as it was understood and before anything is written.

Whatever reads something foreign (a spreadsheet, a Word file, another archive) gives an `Incoming`
and touches nothing. A draft is named by the id it would like to have, and refers to other drafts
by theirs: what brings it in may find that a record is there already, or that a name is taken, and
then puts the right ids in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import Enum, StrEnum
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.importers.records import write_front
from archive.model.kinds import Kind, RecordId, kind_of
from archive.values import dataclass


class Outcome(Enum):
    """What became of one thing in a source."""

    KEPT = "kept"
    """Taken as it stands."""
    REPAIRED = "repaired"
    """Taken, with something filled in, corrected or left out that a problem or a note tells of."""
    LISTED = "listed"
    """Told of in a problem, for a person to decide; its words are kept where it has any."""


class Unit(StrEnum):
    """What is counted, each as the source counts it."""

    ROWS = "rows"
    CUES = "cues"
    TURNS = "turns"
    """Times that somebody begins to speak."""
    PARAGRAPHS = "paragraphs"
    WORDS = "words"
    CHARACTERS = "characters"
    """Without the white space around paragraphs."""
    POINTS = "points"
    """Entries of an index of a recording."""
    LINKS = "links"
    TIMES = "times"
    """Marks that say at which second a word is said."""
    FIELDS = "fields"
    """Single values of a description."""
    PAGES = "pages"
    PICTURES = "pictures"
    """Inside a document."""
    CHANGES = "changes"
    """What somebody put in, took out or remarked while changes were tracked."""
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a unit there are, counted on the source itself, and what became of them.

    ``seen`` is counted apart from the outcomes, so that a loss shows: `is_whole` says whether
    they add up.
    """

    seen: int = 0
    kept: int = 0
    repaired: int = 0
    listed: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing was lost on the way."""
        return self.seen == self.kept + self.repaired + self.listed

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.seen + other.seen,
            self.kept + other.kept,
            self.repaired + other.repaired,
            self.listed + other.listed,
        )


@dataclass(frozen=True, slots=True)
class Whence:
    """Where in what was given something stands."""

    file: PurePosixPath
    """Relative to what was given."""
    sheet: str = ""
    row: int | None = None
    """Row or line, counted from 1."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A record as it was understood, in the words in which a worker would write it."""

    id: RecordId
    """The id it would like to have."""
    fields: Mapping[str, object]
    """Front matter: strings, numbers, lists and mappings. Other drafts stand in it by the ids they
    would like, originals by the place below ``media/`` they would like."""
    whence: Whence
    body: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Other texts in the record's folder by their file name, such as ``transcript.vtt``."""

    @property
    def path(self) -> PurePosixPath:
        """The file of the record, if it gets the id that it would like."""
        kind, slug = self.id.split("/")
        own = PurePosixPath("content", kind)
        return own / slug / "index.md" if kind == Kind.INTERVIEW.value else own / f"{slug}.md"

    @property
    def kind(self) -> Kind:
        """What it is."""
        return kind_of(self.id)


@dataclass(frozen=True, slots=True)
class Original:
    """A file that is to be kept below ``media/`` as it is."""

    source: PurePosixPath
    """Relative to what was given."""
    place: PurePosixPath
    """Where it would like to be, relative to ``media/``."""


class Matter(StrEnum):
    """What a person has to decide on in a document."""

    INSERTED = "inserted"
    DELETED = "deleted"
    COMMENT = "comment"
    HIDDEN = "hidden"


class Verdict(StrEnum):
    """What a person decided."""

    TAKE = "take"
    """It shall be so: what was put in stands, what was taken out is gone."""
    LEAVE = "leave"
    """The words stay as they were before."""
    ASIDE = "aside"
    """The words stay as they were, and an editor's note in them says what somebody wanted."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something in a document that is never accepted silently."""

    key: str
    """Names it for good: the same place in the same bytes has it next time too."""
    whence: Whence
    matter: Matter
    words: str
    by: str = ""
    when: str = ""
    """As the document writes it."""
    verdict: Verdict | None = None
    """None while nobody has decided: then the words before the change stand."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """All that was understood of a source. The paths of problems are relative to it."""

    drafts: tuple[Draft, ...] = ()
    originals: tuple[Original, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Sorted, each once."""
    tallies: Mapping[Unit, Tally] = field(default_factory=dict)
    files: tuple[PurePosixPath, ...] = ()
    """Further files that were read, such as the transcripts beside a manifest: nobody else needs
    to read them."""
    questions: tuple[Question, ...] = ()
    """What a person has to decide on, in the order of the document."""

    def of_kind(self, kind: Kind) -> tuple[Draft, ...]:
        """The drafts of one kind, in order."""
        return tuple(draft for draft in self.drafts if draft.kind is kind)

    def tally(self, unit: Unit) -> Tally:
        """What became of a unit; nothing seen where the source has none."""
        return self.tallies.get(unit, Tally())


def join_incoming(parts: Iterable[Incoming]) -> Incoming:
    """Several sources as one. Their drafts must have different ids."""
    whole = list(parts)
    tallies: dict[Unit, Tally] = {}
    for part in whole:
        for unit, tally in part.tallies.items():
            tallies[unit] = tallies.get(unit, Tally()) + tally
    return Incoming(
        drafts=tuple(draft for part in whole for draft in part.drafts),
        originals=tuple(dict.fromkeys(one for part in whole for one in part.originals)),
        problems=tuple(sorted({problem for part in whole for problem in part.problems})),
        tallies=tallies,
        files=tuple(dict.fromkeys(file for part in whole for file in part.files)),
        questions=tuple(one for part in whole for one in part.questions),
    )


def format_draft(draft: Draft) -> dict[PurePosixPath, str]:
    """The files of a record that gets the id it would like, relative to the archive's folder."""
    body = f"\n{draft.body.strip()}\n" if draft.body.strip() else ""
    files = {draft.path: write_front(draft.fields) + body}
    return files | {draft.path.parent / name: text for name, text in draft.beside.items()}
