"""What a draft says otherwise than the record that is there: mine beside theirs, and which of the
two is to stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from archive.adding.corrections import Correction
from archive.adding.matching import is_invented
from archive.adding.plan import Change
from archive.adding.renaming import texts_in
from archive.adding.village import Village
from archive.errors import Problem
from archive.ingest.front_matter import FrontMatter, Value
from archive.ingest.incoming import Draft
from archive.ingest.yaml_text import plain_value
from archive.model.kinds import Kind, RecordId
from archive.model.terms import Access

_SMALL_FIELDS = frozenset({"accession", "access", "note"})
"""Fields that the archive decides for a record that is there; what comes in does not touch them."""
_PICTURES = frozenset({"pictures", "pages"})
"""Lists that grow: what comes in is put behind what is there."""
_NOTHING_SAID = Correction()


def changes_of(
    draft: Draft, known: RecordId, village: Village, correction: Correction | None
) -> Iterator[Change]:
    """The fields in which ``draft`` and the record ``known`` differ: mine is kept unless the worker
    says otherwise; what mine lacks is taken."""
    record = village.archive.records.get(known)
    if record is None or draft.kind is Kind.CONSENT:
        return
    said = correction or _NOTHING_SAID
    mine = village.front_of(known).data or {}
    for key, value in (front_of(draft).data or {}).items():
        there = mine.get(key)
        if value == there or value is None or key in _SMALL_FIELDS:
            continue
        if is_filler(value) or (key == "accession" and is_invented(value)):
            continue
        if key in _PICTURES:
            is_open = record.access is not Access.CLOSED
            yield from _grown(key, there, value, village, said, is_open=is_open)
            continue
        is_empty = there in (None, "", [], {}) and key not in said.kept
        yield Change(key, there, draft.fields.get(key, value), is_empty or key in said.fields)
    for name, text in draft.beside.items():
        before = village.text_beside(known, name)
        if before is None or before != text:
            is_new = before is None and known not in village.archive.transcripts
            is_taken = (is_new and name not in said.kept) or name in said.fields
            yield Change(name, before, text, is_taken)


def _grown(
    key: str, mine: Value, theirs: Value, village: Village, said: Correction, *, is_open: bool
) -> Iterator[Change]:
    """Pictures that the record does not show yet, behind those that it shows.

    They are added by themselves only to a record that is closed, and only when the archive has
    never had them: what is open would be published before anybody has looked at it, and a picture
    that is kept and not shown was taken out by somebody.
    """
    there = mine if isinstance(mine, list) else [] if mine is None else [mine]
    shown = {_file_of(one) for one in there}
    come = theirs if isinstance(theirs, list) else [theirs]
    added = [one for one in come if _file_of(one) not in shown]
    if not added:
        return
    is_new = not any(_file_of(one).casefold() in village.media for one in added)
    is_taken = (is_new and not is_open and key not in said.kept) or key in said.fields
    yield Change(key, mine, [*there, *added], is_taken)


def _file_of(picture: Value) -> str:
    file = picture.get("file") if isinstance(picture, dict) else picture
    page = picture.get("page") if isinstance(picture, dict) else None
    return f"{file}#{page}" if page else str(file)


def pictures_waiting(draft: Draft, known: RecordId, changes: Sequence[Change]) -> Iterator[Problem]:
    """What is told of pictures that nobody has agreed to show yet."""
    for change in changes:
        if change.key in _PICTURES and not change.is_taken and isinstance(change.theirs, list):
            count = len(change.theirs) - (len(change.mine) if isinstance(change.mine, list) else 0)
            facts = {"record": known, "count": str(count)}
            yield Problem("add-picture-waits", PurePosixPath(draft.whence.file), None, facts)


UNKNOWN = "不详"
NOT_DESCRIBED = "（还没有写文字说明）"
"""What is written where a record must say something and nobody has said it."""


def is_filler(value: object) -> bool:
    """Whether a value only says that nothing is known: it never stands against what is."""
    texts = texts_in(value)
    return bool(texts) and all(
        text.startswith(UNKNOWN) or text.endswith(NOT_DESCRIBED) for text in texts
    )


def front_of(draft: Draft) -> FrontMatter:
    """The head of a draft as it is read once it is written."""
    fields: Mapping[str, Value] = {key: plain_value(value) for key, value in draft.fields.items()}
    return FrontMatter(dict(fields), body=draft.body)
