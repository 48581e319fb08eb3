"""Interviews that a telling may be though nothing says so for certain: they are asked about."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from archive.adding.completing import NOBODY
from archive.adding.renaming import texts_in
from archive.ingest.file_names import plain_name
from archive.ingest.incoming import Draft
from archive.model.archive import Archive
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId
from archive.model.person import Person

_SHORTEST = 3
"""Signs of a file's name that a recording and its text may be known by."""


class Tellings:
    """The interviews of an archive, and the tellings that are brought."""

    def __init__(self, archive: Archive, drafts: Iterable[Draft]) -> None:
        found = archive.of_kind(Kind.INTERVIEW)
        self._interviews = {one.id: one for one in found if isinstance(one, Interview)}
        people = archive.of_kind(Kind.PERSON)
        self._unnamed = {
            *(one.id for one in people if isinstance(one, Person) and _is_nobody(one.name)),
            *(draft.id for draft in drafts if _is_nobody(draft.fields.get("name"))),
        }

    def is_told_by_others(
        self, draft: Draft, known: RecordId, same: Mapping[RecordId, RecordId]
    ) -> bool:
        """Whether both say who tells, and it is nobody of the same."""
        told, tellers = self._narrators(self._interviews[known]), self._tellers(draft, same)
        return bool(told and tellers) and told.isdisjoint(tellers)

    def may_be(self, draft: Draft, same: Mapping[RecordId, RecordId]) -> tuple[RecordId, ...]:
        """Interviews of no other day that have the same title or whose recording has the same file
        name; and those of the same people, of the same day or of a title that is part of the other.
        """
        title = _plain(str(draft.fields.get("title", "")))
        stem = plain_name(draft.whence.file.stem)
        day = _days(texts_in(draft.fields.get("recorded_on")))
        tellers = self._tellers(draft, same)

        def is_likely(one: Interview) -> bool:
            own = _days((str(one.recorded_on.spoken), str(one.recorded_on.edtf)))
            if day and own and day.isdisjoint(own):
                return False
            theirs = _plain(one.title)
            if title == theirs or (len(stem) >= _SHORTEST and stem == _file_name(one)):
                return True
            is_part = min(len(title), len(theirs)) > 1 and (title in theirs or theirs in title)
            is_by_them = not tellers.isdisjoint(self._narrators(one))
            return is_by_them and (is_part or not day.isdisjoint(own))

        return tuple(name for name, one in self._interviews.items() if is_likely(one))

    def _tellers(self, draft: Draft, same: Mapping[RecordId, RecordId]) -> set[RecordId]:
        """Who tells, as far as anybody is named; by the records that are here."""
        said = texts_in(draft.fields.get("narrators"))
        named = {RecordId(text) for text in said if text.startswith(f"{Kind.PERSON.value}/")}
        return {same.get(one, one) for one in named - self._unnamed}

    def _narrators(self, interview: Interview) -> set[RecordId]:
        return {one.person for one in interview.narrators if one.person} - self._unnamed


def _is_nobody(name: object) -> bool:
    return str(name).startswith(NOBODY)


def _days(texts: Iterable[str]) -> set[str]:
    """Those that name a day or a year in figures."""
    return {text for text in texts if text[:1].isdigit()}


def _file_name(interview: Interview) -> str | None:
    return plain_name(interview.recording.file.stem) if interview.recording else None


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
