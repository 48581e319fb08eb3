"""Drafts with other ids and other places of originals than they would have liked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from archive.ingest.incoming import Draft
from archive.model.kinds import RecordId

_LINK = re.compile(r"(\]\(\s*<?(?:\.{1,2}/)*)([a-z]+/[a-z0-9-]+)")


def renamed(draft: Draft, *, names: Mapping[str, str]) -> Draft:
    """``draft`` with every id and every place in ``names`` replaced, its own id too."""
    return replace(
        draft,
        id=RecordId(names.get(draft.id, draft.id)),
        fields={key: rename_in(value, names) for key, value in draft.fields.items()},
        body=_LINK.sub(lambda m: m[1] + names.get(m[2], m[2]), draft.body),
    )


def rename_in(value: object, names: Mapping[str, str]) -> object:
    """``value`` with every text that is in ``names`` replaced; keys of mappings stay."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, Mapping):
        return {key: rename_in(inner, names) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [rename_in(inner, names) for inner in value]
    return value


def texts_in(value: object) -> tuple[str, ...]:
    """Every text in a value, inner ones too."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Mapping):
        return tuple(text for inner in value.values() for text in texts_in(inner))
    if isinstance(value, (list, tuple)):
        return tuple(text for inner in value for text in texts_in(inner))
    return ()
