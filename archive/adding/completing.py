"""What the names of a document and of its folders add to the telling in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.adding.proposing import UNKNOWN, told_of
from archive.adding.renaming import renamed, texts_in
from archive.ingest.file_names import Told
from archive.ingest.incoming import Draft
from archive.ingest.slugs import slug_for
from archive.model.kinds import Kind, record_id

NOBODY = "口述者待补"
"""How the name begins that stands for a narrator whom nobody named."""


def complete(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts of one document. Where there is one telling among them, what it leaves open is
    filled in from the names of its file and folders; what it says itself stays."""
    tellings = [draft for draft in drafts if draft.kind is Kind.INTERVIEW]
    if len(tellings) != 1:
        return tuple(drafts)
    told = told_of(tellings[0].whence.file)
    done = [_dated(d, told) if d is tellings[0] else d for d in drafts]
    unnamed = [d for d in drafts if str(d.fields.get("name", "")).startswith(NOBODY)]
    if len(unnamed) != 1 or len(told.narrators) != 1:
        return tuple(done)
    return tuple(_with_narrator(done, unnamed[0], told.narrators[0]))


def _dated(draft: Draft, told: Told) -> Draft:
    fields = dict(draft.fields)
    if told.when and _is_open(fields.get("recorded_on")):
        fields["recorded_on"] = told.when
    if told.place and _is_open(fields.get("recorded_at")):
        fields["recorded_at"] = told.place
    return replace(draft, fields=fields)


def _is_open(value: object) -> bool:
    return all(text.startswith(UNKNOWN) for text in texts_in(value))


def _with_narrator(drafts: Sequence[Draft], unnamed: Draft, name: str) -> list[Draft]:
    """The person whom nobody named has the name now that the folder tells, and an id of it."""
    own = record_id(Kind.PERSON, slug_for(name, otherwise=unnamed.id.partition("/")[2]))
    if any(draft.id == own for draft in drafts):
        own = unnamed.id
    named = []
    for draft in drafts:
        if draft.id == unnamed.id:
            fields = {**draft.fields, "name": name, "name_kind": "真名"}
            draft = replace(draft, fields=fields)
        named.append(renamed(draft, names={unnamed.id: own}))
    return named
