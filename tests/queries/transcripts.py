"""The real transcripts as an archive, and the queries over them with the ids of their records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from archive.index.search.files import index_files
from archive.ingest.archive import read_archive
from archive.ingest.importers.markdown import read_transcripts_markdown
from archive.ingest.slugs import slug_for
from archive.model.archive import Archive
from archive.model.person import Person
from archive.model.projection import public_view
from archive.model.terms import Channel
from tests.browser.site import ROOT
from tests.incoming import write_incoming
from tests.queries.judged import ANY, Answer, Query, read_queries

SAYIT = ROOT.parent / "shared" / "data" / "zh-sayit-transcripts" / "transcripts"
ON = date(2027, 1, 1)
"""A day after all of them were given."""
PERSON = "people:"
DAY = len("2024-01-01")


def write_transcript_search(folder: Path) -> None:
    """Imports the transcripts into an empty folder and writes their search data beside them."""
    village = folder / "village"
    write_incoming(read_transcripts_markdown(SAYIT, declared_consent="CC0-1.0"), village)
    view = public_view(_read(village), channel=Channel.WEB, on=ON)
    for path, data in index_files(view.archive, media={}):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def read_transcript_queries(path: Path, *, folder: Path) -> tuple[Query, ...]:
    """The queries of a file, their answers with the ids that the archive in `folder` gives."""
    name_of = _namer(_read(folder / "village"))

    def named(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
        return tuple(replace(answer, record=name_of(answer.record)) for answer in answers)

    queries = read_queries(path)
    return tuple(replace(q, first=named(q.first), also=named(q.also)) for q in queries)


def _read(village: Path) -> Archive:
    """Read once; the second time it is remembered."""
    return read_archive(village, cache_dir=village / ".pintu").archive


def _namer(archive: Archive) -> Callable[[str], str]:
    """From the beginning of a transcript's name, or a speaker's name, to a record's id."""
    stems = [path.stem for path in SAYIT.glob("*.md")]
    people = {
        f"{PERSON}{record.name}": str(record.id)
        for record in archive.records.values()
        if isinstance(record, Person)
    }

    def name_of(written: str) -> str:
        if written == ANY or written in people:
            return people.get(written, written)
        (stem,) = (stem for stem in stems if stem.startswith(written))
        day, rest = stem[:DAY], stem[DAY:].strip("-_ ")
        return f"interviews/{day}-{slug_for(rest, otherwise='interview')}"

    return name_of
