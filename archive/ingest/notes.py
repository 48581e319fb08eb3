"""The private notes of interviews: ``notes.md`` beside the transcript, for the worker alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from archive.ingest.texts import read_text
from archive.model.archive import Archive
from archive.model.interview import Interview
from archive.model.kinds import RecordId

NOTES = "notes.md"


def read_notes(folder: Path, archive: Archive) -> Mapping[RecordId, str]:
    """The notes of each interview in ``folder`` that has some; what cannot be read is left out."""
    found: dict[RecordId, str] = {}
    for name, record in archive.records.items():
        if not isinstance(record, Interview):
            continue
        path = archive.sources[name].path.with_name(NOTES)
        read = read_text(folder / path, path=path)
        if read is not None and read.text:
            found[name] = read.text
    return found
