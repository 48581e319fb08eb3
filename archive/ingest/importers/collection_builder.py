"""CollectionBuilder: a table of items with their files beside, into records of an archive."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePosixPath

from archive.errors import ConfigError, Problem
from archive.ingest.importers.catalogue import read_catalogue
from archive.ingest.importers.item_tables import is_item_table, read_items, read_labels
from archive.ingest.importers.source_files import claim_files
from archive.ingest.importers.tellings import telling_drafts
from archive.ingest.incoming import Incoming, Outcome, Tally, Unit

LABELS = "config-metadata.csv"
"""What its columns are called."""


def is_collection_builder(source: Path) -> bool:
    """Whether ``source`` is a folder with a table of items, in ``_data`` or in itself."""
    return any(is_item_table(file) for file in sorted(data_folder(source).glob("*.csv"))[:50])


def data_folder(source: Path) -> Path:
    """Where the tables of such an archive lie."""
    return source / "_data" if (source / "_data").is_dir() else source


def read_collection_builder(source: Path, *, declared_consent: str | None = None) -> Incoming:
    """The records for all items of the archive in folder ``source``.

    Pictures become photographs, papers documents, recordings interviews, and things with pictures
    objects; parts go into what they belong to. What should have a picture and has none here becomes
    a document, and is told. Files beside the tables are originals; addresses are told and never
    fetched. Whatever has no field stands in the private note. ``declared_consent`` as in
    `read_transcripts_markdown`. ConfigError when there is no table of items.
    """
    data = data_folder(source)
    tables = read_items(data, base=source, labels=read_labels(data / LABELS))
    if not tables.items:
        raise ConfigError(
            f"{source} 里没有目录表（有 objectid 一栏的 CSV 文件）。",
            f"There is no table of items (a CSV file with a column objectid) in {source}.",
        )
    made = read_catalogue(tables.items, source=source, licence=declared_consent)
    drafts = telling_drafts(made.tellings, known=made.someones, licence=declared_consent)
    labels = PurePosixPath((data / LABELS).relative_to(source).as_posix())
    claimed = claim_files(source, {*tables.files, *made.used, labels})
    problems = {*tables.problems, *made.problems, *claimed.problems}
    if declared_consent is None:
        problems.add(Problem("import-closed", PurePosixPath(data.name)))
    outcomes = Counter(made.outcomes.values())
    rows = tables.rows + Tally(
        kept=outcomes[Outcome.KEPT],
        repaired=outcomes[Outcome.REPAIRED],
        listed=outcomes[Outcome.LISTED],
    )
    return Incoming(
        drafts=(*made.drafts, *drafts),
        originals=tuple(dict.fromkeys(made.originals)),
        problems=tuple(sorted(problems)),
        tallies={Unit.ROWS: rows, Unit.FILES: claimed.tally},
        files=claimed.files,
    )
