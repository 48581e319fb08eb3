"""What would be done with a gift, step by step, before any of it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path, PurePosixPath

from archive.adding.journal import Standing
from archive.errors import Problem
from archive.ingest.incoming import Draft, Question, Tally, Unit
from archive.model.kinds import Kind, RecordId
from archive.values import dataclass


class Deed(StrEnum):
    """What is to be done about one record or one file."""

    CREATE = "create"
    CHANGE = "change"
    SAME = "same"
    """It is in the archive already, word for word, or the archive knows better."""
    COPY = "copy"
    DUPLICATE = "duplicate"
    """The very same bytes are there already, or come twice."""
    LEFT_OUT = "left-out"
    """The worker does not want it."""
    REFUSED = "refused"
    """Not taken; a problem says why."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field in which a draft and the record that is there differ."""

    key: str
    """Of the front matter, or the name of a file beside the record."""
    mine: object
    """What stands there now, None where nothing does."""
    theirs: object
    """What comes in."""
    is_taken: bool
    """Whether theirs is to be written. By default only where there is nothing of mine."""


@dataclass(frozen=True, slots=True)
class RecordStep:
    """What becomes of one draft."""

    key: str
    """Names the step for good: the same draft from the same file has it next time too."""
    deed: Deed
    draft: Draft
    """With the ids and places that it gets."""
    changes: tuple[Change, ...] = ()
    unsure: tuple[RecordId, ...] = ()
    """Records that it may be; nobody could tell, so it becomes one of its own."""
    missing: tuple[Problem, ...] = ()
    """What is wrong with the record as it would be written."""
    joins: bool = False
    """Whether it joins a record that is there."""

    @property
    def id(self) -> RecordId:
        """The record's id."""
        return self.draft.id

    @property
    def title(self) -> str:
        """What people call it."""
        fields = self.draft.fields
        return str(fields.get("title") or fields.get("name") or fields.get("accession") or self.id)


@dataclass(frozen=True, slots=True)
class FileStep:
    """What becomes of one file."""

    key: str
    deed: Deed
    path: PurePosixPath
    """What the gift calls it."""
    lasting: tuple[str, ...] = ()
    """Where its bytes are; empty where it is not taken."""
    place: PurePosixPath | None = None
    """Below ``media/``: where it goes, or where the same bytes are."""
    sha256: str = ""
    """Empty for a file inside a document, which is not read before it is copied."""
    size: int = 0
    why: Problem | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """Two pictures that may be of one photograph. Nothing is decided about them."""

    one: str
    """What the gift calls it, or its path in the archive."""
    other: str
    distance: int
    """Bits of 256 in which they differ; 0 for those that look the same."""


@dataclass(frozen=True)
class Plan:
    """All that would be done, and all that is to be told."""

    village: Path
    given: tuple[Path, ...]
    records: tuple[RecordStep, ...]
    files: tuple[FileStep, ...]
    problems: tuple[Problem, ...]
    """Not understood, repaired, missing: by file of the gift."""
    tallies: Mapping[Unit, Tally] = field(default_factory=dict)
    form: str | None = None
    licence: str | None = None
    alike: tuple[Alike, ...] = ()
    """Pictures that may be of one photograph."""
    standing: Standing = ()
    """How the additions to the archive stood before it was looked at."""
    questions: tuple[Question, ...] = ()
    """What a person has to decide on, or has decided on, inside of documents."""

    def count(self, kind: Kind, deed: Deed) -> int:
        """How many records of a kind have this before them."""
        return sum(step.deed is deed and step.draft.kind is kind for step in self.records)

    @property
    def bytes_to_copy(self) -> int:
        """How much room is needed in ``media/``."""
        return sum(step.size for step in self.files if step.deed is Deed.COPY)

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to do."""
        deeds = {step.deed for step in self.records} | {step.deed for step in self.files}
        return not deeds & {Deed.CREATE, Deed.CHANGE, Deed.COPY}

    @property
    def is_whole(self) -> bool:
        """Whether everything that was counted is accounted for."""
        return all(tally.is_whole for tally in self.tallies.values())
