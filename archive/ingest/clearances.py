"""Texts about a telling that wait until somebody has looked whether they tell what is withheld."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.field_edits import edit_fields, read_head, refuse_edit
from archive.ingest.front_matter import Value
from archive.ingest.whereabouts import Where
from archive.model.archive import Archive
from archive.model.consent import Reason
from archive.model.kinds import RecordId
from archive.model.public import Withholding

KEY = "cleared"


def check_cleared(archive: Archive, withheld: Iterable[Withholding]) -> Iterator[Problem]:
    """A warning for each record of which texts are blank until somebody has looked at them."""
    waiting: dict[RecordId, list[Withholding]] = {}
    for one in withheld:
        if one.reason is Reason.NOT_CLEARED:
            waiting.setdefault(one.record, []).append(one)
    for record, texts in waiting.items():
        source = archive.sources.get(record)
        if source is not None:
            where = Where(source.path, source.lines)
            first = min(where.line(one.part or "summary") for one in texts)
            facts = {"record": record, "count": str(len(texts))}
            yield Problem("not-cleared", source.path, first, facts)


def write_clearances(
    data: bytes, cleared: Mapping[str, Iterable[str]], *, path: PurePosixPath
) -> bytes:
    """The file of a record with more codes under ``cleared``, every other byte as it was.

    ``cleared`` holds the codes by the part of the record they belong to, as
    `archive.model.public.Withholding` names it. Raises CannotEdit where nothing was changed.
    """
    _, front = read_head(data, path)
    assert front.data is not None
    changes: dict[str, Value] = {}
    for part, codes in cleared.items():
        name, _, number = part.partition(".")
        if not part:
            changes[KEY] = _more(front.data.get(KEY), codes)
            continue
        items = changes.get(name, front.data.get(name))
        item = items[int(number)] if isinstance(items, list) and int(number) < len(items) else None
        if not isinstance(items, list) or not isinstance(item, dict):
            raise refuse_edit(path, front.lines.get(name, 1), f"{KEY}: [{', '.join(codes)}]")
        more: Value = {**item, KEY: _more(item.get(KEY), codes)}
        changes[name] = [*items[: int(number)], more, *items[int(number) + 1 :]]
    return edit_fields(data, changes, path=path, order=("quote_end", "mentions", "contents"))


def _more(before: Value, codes: Iterable[str]) -> Value:
    """One code stands alone, as a worker would type it."""
    known = before if isinstance(before, list) else [before] if before else []
    return [*known, *(code for code in codes if code not in known)]
