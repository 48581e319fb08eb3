"""Pictures inside of documents that are not taken, because they cannot be opened or are meant to
do harm. The document they lie in is kept, and they in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from archive.adding.gathering import damage_of
from archive.adding.understand import Part, Understood
from archive.derive.inspecting import Inspected
from archive.ingest.incoming import Draft, Tally, Unit

_USABLE = frozenset({"media-truncated", "media-no-space", "media-timeout"})
"""Faults of a picture that may still be seen, in part or another time."""


def without_unusable(
    understood: Understood, inspected: Mapping[PurePosixPath, Inspected]
) -> Understood:
    """``understood`` without those pictures, with a problem and a place in the tally for each."""
    refused = {
        found.path: damage_of(found, seen)
        for found in understood.inside
        if (seen := inspected.get(found.path)) is not None
        and seen.fault is not None
        and seen.fault.code not in _USABLE
    }
    if not refused:
        return understood
    return replace(
        understood,
        parts=tuple(_without(part, refused) for part in understood.parts),
        inside=tuple(found for found in understood.inside if found.path not in refused),
        problems=(*understood.problems, *refused.values()),
    )


def _without(part: Part, refused: Mapping[PurePosixPath, object]) -> Part:
    incoming = part.incoming
    gone = {str(one.place) for one in incoming.originals if one.source in refused}
    if not gone:
        return part
    tally = incoming.tally(Unit.PICTURES)
    moved = Tally(tally.seen, tally.kept - len(gone), tally.repaired, tally.listed + len(gone))
    drafts = (_draft_without(draft, gone) for draft in incoming.drafts)
    incoming = replace(
        incoming,
        drafts=tuple(draft for draft in drafts if draft is not None),
        originals=tuple(one for one in incoming.originals if one.source not in refused),
        tallies={**incoming.tallies, Unit.PICTURES: moved},
    )
    return replace(part, incoming=incoming)


def _draft_without(draft: Draft, gone: set[str]) -> Draft | None:
    """A draft without these pictures; None for one that was of such a picture alone."""
    if _file_of(draft.fields.get("picture")) in gone:
        return None
    pictures = draft.fields.get("pictures")
    if not isinstance(pictures, list) or not any(_file_of(one) in gone for one in pictures):
        return draft
    fields = {key: value for key, value in draft.fields.items() if key != "pictures"}
    if kept := [one for one in pictures if _file_of(one) not in gone]:
        fields["pictures"] = kept
    return replace(draft, fields=fields)


def _file_of(picture: object) -> str:
    return str(picture.get("file")) if isinstance(picture, Mapping) else ""
