"""What of a passage is not published, and why: for the worker alone.

What is public is read off the projection; whatever is not found there word for word is held back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cached_property

from archive.index.desk.leaves import Leaf, leaves_of
from archive.index.desk.passages import Passage, Place
from archive.model.archive import Archive
from archive.model.consent import Reason
from archive.model.interview import Interview
from archive.model.kinds import RecordId, kind_of
from archive.model.marks import full_text
from archive.model.public import PublicSegment, PublicView, Withholding
from archive.model.terms import Access
from archive.values import dataclass


class Ground(StrEnum):
    """Reasons that no consent has to do with."""

    NEVER = "never"
    """Consents and visits are never published."""
    PRIVATE_FIELD = "private-field"
    NOTES = "notes"
    ARCHIVAL_COPY = "archival-copy"
    """There is a public transcript, and that one is published instead."""
    NOT_SHOWN = "not-shown"
    """The projection left it out, or changed it."""


@dataclass(frozen=True, slots=True)
class Held:
    """Why a passage, or part of it, is not published."""

    reason: Reason | Ground
    is_partly: bool = False
    """The rest of it is published."""
    person: RecordId | None = None
    consent: RecordId | None = None


@dataclass(frozen=True)
class Holding:
    """Compares what the desk sees with what is published."""

    archive: Archive
    view: PublicView

    def is_published(self, record: RecordId) -> bool:
        """Whether there is a page of it, be it with the title alone."""
        return record in self.view.archive.records

    def of_record(self, record: RecordId) -> Held | None:
        """Why the record as a whole is not published, or only by its title."""
        if not kind_of(record).is_publishable:
            return Held(Ground.NEVER)
        found = self._of_record.get(record)
        if self.is_published(record):
            return _held(found, is_partly=True) if found else None
        return _held(found) if found else Held(Ground.NOT_SHOWN)

    def of_leaf(self, passage: Passage, leaf: Leaf) -> Held | None:
        """Why ``leaf`` of ``passage`` is not published as it is; None when it is."""
        whole = self.of_record(passage.record)
        if whole is not None and not whole.is_partly:
            return whole
        if passage.place is Place.NOTES:
            return Held(Ground.NOTES)
        if not leaf.is_shown:
            return Held(Ground.PRIVATE_FIELD)
        if passage.place.is_spoken:
            return self._of_segment(passage, leaf)
        published = self._published(passage.record)
        if _is_among(leaf, passage, published):
            return None
        if whole is not None:
            return Held(whole.reason, person=whole.person, consent=whole.consent)
        is_partly = passage.place in (Place.RECORD, Place.TEXT) and leaf.key in published
        is_closed = passage.place is Place.CHAPTER and self._is_chapter_closed(passage)
        return Held(Reason.CHAPTER_CLOSED if is_closed else Ground.NOT_SHOWN, is_partly=is_partly)

    def of_leaves(self, passage: Passage, leaves: Sequence[Leaf]) -> Held | None:
        """Why ``leaves`` of ``passage`` are not published as they are: the first reason that
        hides one, as a part where others are published."""
        found = [held for leaf in leaves if (held := self.of_leaf(passage, leaf))]
        if not found:
            return None
        whole = [held for held in found if not held.is_partly]
        if len(whole) == len(leaves):
            return whole[0]
        return replace((whole or found)[0], is_partly=True)

    def _is_chapter_closed(self, passage: Passage) -> bool:
        interview = self.archive.records[passage.record]
        contents = interview.contents if isinstance(interview, Interview) else ()
        chapter = contents[passage.number - 1 : passage.number]
        return any(one.access is not Access.OPEN for one in chapter)

    def _of_segment(self, passage: Passage, leaf: Leaf) -> Held | None:
        transcripts = self.archive.transcripts.get(passage.record)
        if passage.place is Place.ARCHIVAL and transcripts and transcripts.public is not None:
            return Held(Ground.ARCHIVAL_COPY)
        segment = self._segment(passage.record, passage.number)
        if segment is None or segment.is_withheld:
            return self._why(passage) or Held(Ground.NOT_SHOWN)
        spans = segment.mandarin if leaf.key == "mandarin" else segment.spans
        if full_text(spans) == leaf.text:
            return None
        why = self._why(passage) or Held(Ground.NOT_SHOWN)
        return Held(why.reason, bool(full_text(spans)), why.person, why.consent)

    def _segment(self, record: RecordId, number: int) -> PublicSegment | None:
        telling = self.view.archive.tellings.get(record)
        if telling is None or len(telling.segments) < number:
            return None
        return telling.segments[number - 1]

    def _why(self, passage: Passage) -> Held | None:
        """The note that the projection made of a segment."""
        for one in self._of_segments.get(passage.record, ()):
            if one.detail == str(passage.number):
                return _held(one)
        return None

    @cached_property
    def _of_record(self) -> Mapping[RecordId, Withholding]:
        found: dict[RecordId, Withholding] = {}
        for one in self.view.withheld:
            if one.what == "record":
                found.setdefault(one.record, one)
        return found

    @cached_property
    def _of_segments(self) -> Mapping[RecordId, tuple[Withholding, ...]]:
        found: dict[RecordId, list[Withholding]] = {}
        for one in self.view.withheld:
            if one.what == "segment":
                found.setdefault(one.record, []).append(one)
        return {record: tuple(all_of_it) for record, all_of_it in found.items()}

    def _published(self, record: RecordId) -> Mapping[str, str]:
        if record not in self._leaves:
            public = self.view.archive.records[record]
            self._leaves[record] = {leaf.key: leaf.text for leaf in leaves_of(public)}
        return self._leaves[record]

    @cached_property
    def _leaves(self) -> dict[RecordId, Mapping[str, str]]:
        return {}


def _is_among(leaf: Leaf, passage: Passage, published: Mapping[str, str]) -> bool:
    """Whether the projection left ``leaf`` as it is; items of a list may have moved up."""
    if passage.place is Place.TEXT:
        return leaf.text in published.get(leaf.key, "")
    own = _without_numbers(leaf.key)
    return any(
        text == leaf.text and _without_numbers(key) == own for key, text in published.items()
    )


def _without_numbers(key: str) -> str:
    return ".".join(part for part in key.split(".") if not part.isdecimal())


def _held(one: Withholding, *, is_partly: bool = False) -> Held:
    return Held(one.reason, is_partly, one.person, one.consent)
