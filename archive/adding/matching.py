"""Which drafts are records that the archive has already. Pure.

A number, an original or a name speaks for it; what is not certain is left new and told of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import field

from archive.adding.renaming import texts_in
from archive.adding.tellings import Tellings
from archive.ingest.incoming import Draft
from archive.model.archive import Archive
from archive.model.kinds import Kind, RecordId
from archive.model.person import Person
from archive.model.records import Record
from archive.values import dataclass

_INVENTED = re.compile(r"[A-Z]\d{4}")
"""Numbers that importers give where the source has none."""
_DATES = ("recorded_on", "when", "age", "signed_on")


@dataclass(frozen=True, slots=True)
class Matches:
    """The record that each draft is, and the records between which nobody could decide."""

    same: Mapping[RecordId, RecordId] = field(default_factory=dict)
    """By the id that the draft would like."""
    unsure: Mapping[RecordId, tuple[RecordId, ...]] = field(default_factory=dict)


def is_invented(number: object) -> bool:
    """Whether a number was given on the way in, and not by the archive or by the source."""
    return isinstance(number, str) and _INVENTED.fullmatch(number) is not None


def match_drafts(
    drafts: Iterable[Draft],
    archive: Archive,
    *,
    held_by: Mapping[str, tuple[RecordId, ...]],
    chosen: Mapping[RecordId, RecordId | None],
) -> Matches:
    """Match each draft with at most one record of its kind.

    ``held_by`` gives for each place of an original that a draft wants the records that hold those
    very bytes; ``chosen`` what a worker decided: a record, or None for a new one.
    """
    # People first: who tells, and who consents, is known by then.
    drafts = sorted(drafts, key=lambda one: (one.kind is Kind.CONSENT, one.kind is not Kind.PERSON))
    index, tellings = _Index(archive), Tellings(archive, drafts)
    same: dict[RecordId, RecordId] = {}
    unsure: dict[RecordId, tuple[RecordId, ...]] = {}
    for draft in drafts:
        if draft.id in chosen:
            decided = chosen[draft.id]
            if decided is not None:
                same[draft.id] = decided
            continue
        if draft.kind is Kind.CONSENT:
            fitting = index.consents(draft, same)
        else:
            fitting = index.known(draft, held_by) or index.named(draft)
        if draft.kind is Kind.INTERVIEW and not index.known(draft, held_by):
            fitting = tuple(o for o in fitting if not tellings.is_told_by_others(draft, o, same))
            if not fitting and (may_be := tellings.may_be(draft, same)):
                unsure[draft.id] = may_be
                continue
        if draft.id in fitting:
            same[draft.id] = draft.id
        elif len(fitting) == 1:
            same[draft.id] = fitting[0]
        elif fitting:
            unsure[draft.id] = fitting
    return Matches(same, unsure)


class _Index:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._numbers: dict[tuple[Kind, str], list[RecordId]] = {}
        self._names: dict[tuple[Kind, str], list[RecordId]] = {}
        for record in archive.records.values():
            if record.number:
                self._numbers.setdefault((record.kind, _plain(record.number)), []).append(record.id)
            for name in _names_of(record):
                self._names.setdefault((record.kind, _plain(name)), []).append(record.id)

    def known(
        self, draft: Draft, held_by: Mapping[str, tuple[RecordId, ...]]
    ) -> tuple[RecordId, ...]:
        """The records that have its number, or else its originals."""
        number = draft.fields.get("accession")
        if isinstance(number, str) and not is_invented(number):
            found = self._numbers.get((draft.kind, _plain(number)), ())
            if found:
                return tuple(found)
        holding = [
            record
            for text in texts_in(draft.fields)
            for record in held_by.get(text, ())
            if record.startswith(f"{draft.kind.value}/")
        ]
        return tuple(dict.fromkeys(holding))

    def named(self, draft: Draft) -> tuple[RecordId, ...]:
        """The records that have its name, and of which nothing says that they are of another
        time."""
        name = draft.fields.get("name", draft.fields.get("title"))
        if not isinstance(name, str):
            return ()
        named = tuple(dict.fromkeys(self._names.get((draft.kind, _plain(name)), ())))
        if draft.kind in (Kind.PERSON, Kind.PLACE):
            return named
        return tuple(one for one in named if self._is_of_that_day(draft, one))

    def _is_of_that_day(self, draft: Draft, record: RecordId) -> bool:
        """Whether nothing about the time of both speaks against it."""
        known = self._archive.records[record]
        for key in _DATES:
            wanted = draft.fields.get(key)
            there = getattr(known, key, None)
            if wanted is None or there is None:
                continue
            texts = texts_in(wanted)
            return any(text in (str(there.spoken), str(there.edtf)) for text in texts)
        return True

    def consents(self, draft: Draft, same: Mapping[RecordId, RecordId]) -> tuple[RecordId, ...]:
        """The consent of the same person that covers all that the draft covers."""
        grantor = _known(draft.fields.get("grantor"), same)
        covered = draft.fields.get("covers")
        covers = {_known(one, same) for one in covered} if isinstance(covered, list) else set()
        found = [
            consent.id
            for consent in self._archive.consents_of.get(RecordId(grantor), ())
            if covers and covers <= set(consent.covers)
        ]
        return tuple(found[:1])


def _known(name: object, same: Mapping[RecordId, RecordId]) -> str:
    return str(same.get(RecordId(str(name)), name))


def _names_of(record: Record) -> Iterable[str]:
    yield record.heading
    if isinstance(record, Person):
        yield from (alias.name for alias in record.aliases)
        if record.real_name:
            yield record.real_name


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
