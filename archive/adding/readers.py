"""Who reads what: one entry for each format that comes in.

A new reader is one entry: of a whole folder in the form of another archive in `FOLDERS`, of one
document in `DOCUMENTS`. The first that fits reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Protocol

from archive.adding.gift import Found
from archive.ingest.forms import Form
from archive.ingest.importers.collection_builder import (
    is_collection_builder,
    read_collection_builder,
)
from archive.ingest.importers.iiif import is_iiif, read_iiif, read_iiif_manifest
from archive.ingest.importers.markdown import is_transcripts_markdown, read_transcripts_markdown
from archive.ingest.importers.ohms import is_ohms, read_ohms, read_ohms_xml
from archive.ingest.importers.oral_history_csv import (
    is_coded_csv,
    is_oral_history_csv,
    read_coded_csv,
    read_oral_history_csv,
)
from archive.ingest.importers.oral_history_digital import (
    is_digital,
    is_oral_history_digital,
    read_digital,
    read_oral_history_digital,
)
from archive.ingest.importers.plain_text import read_plain_text
from archive.ingest.importers.subtitles import read_subtitles
from archive.ingest.importers.whisper import read_whisper
from archive.ingest.importers.word import read_word
from archive.ingest.incoming import Incoming, Verdict
from archive.ingest.sheets.registers import read_register
from archive.values import dataclass


class ReadFolder(Protocol):
    """Reads a folder of one format."""

    def __call__(self, source: Path, *, declared_consent: str | None = None) -> Incoming:
        """What is to be written; ConfigError when there is nothing of the format."""


class ReadDocument(Protocol):
    """Reads one document of one format."""

    def __call__(self, data: bytes, *, path: PurePosixPath) -> Incoming:
        """What is to be written. Never raises for what is in it."""


class ReadDecided(Protocol):
    """Reads one document of a format in which a person has to decide on things."""

    def __call__(
        self, data: bytes, *, path: PurePosixPath, verdicts: Mapping[str, Verdict]
    ) -> Incoming:
        """As `ReadDocument`; ``verdicts`` are by the keys of the questions that it asks."""


class ReadPublished(Protocol):
    """Reads one document of an archive that may have been published under a licence."""

    def __call__(self, data: bytes, *, path: PurePosixPath, licence: str | None) -> Incoming:
        """As `ReadDocument`; ``licence`` is the public one that was declared, if any."""


@dataclass(frozen=True, slots=True)
class FolderReader:
    """Reads another archive."""

    name: str
    """What ``--as`` calls it."""
    fits: Callable[[Path], bool]
    """Whether a folder is of this format: cheap, and never raises."""
    read: ReadFolder
    covers: frozenset[str] = frozenset()
    """Readers whose files in such a folder it reads along."""
    is_deep: bool = False
    """Whether it reads the folders below as well."""


@dataclass(frozen=True, slots=True)
class DocumentReader:
    """Reads one document."""

    name: str
    """What ``--as`` calls it."""
    forms: frozenset[Form]
    """The forms that it is asked to read by itself."""
    read: ReadDocument
    recognises: Callable[[bytes, PurePosixPath], bool] | None = None
    """Whether a file in one of the forms is for this reader; None where all of them are."""
    read_decided: ReadDecided | None = None
    """Reads it with what a person decided; None where there is nothing to decide."""
    read_published: ReadPublished | None = None
    """Reads it as published under a licence; None for what people bring of their own, of which no
    licence can speak: who is heard and seen there was never asked."""

    def fits(self, found: Found, data: bytes) -> bool:
        """Whether it reads this file."""
        is_of_form = found.nature in self.forms
        return is_of_form and (self.recognises is None or self.recognises(data, found.path))


FOLDERS: tuple[FolderReader, ...] = (
    FolderReader(
        "oral-history-digital", is_oral_history_digital, read_oral_history_digital, is_deep=True
    ),
    FolderReader(
        "oral-history-as-data",
        is_oral_history_csv,
        read_oral_history_csv,
        covers=frozenset({"collection-builder"}),
    ),
    FolderReader("collection-builder", is_collection_builder, read_collection_builder),
    FolderReader("ohms", is_ohms, read_ohms, is_deep=True),
    FolderReader("iiif", is_iiif, read_iiif, is_deep=True),
    FolderReader("markdown", is_transcripts_markdown, read_transcripts_markdown),
)
"""Archives of others. Each takes the files that it knows, and leaves those that lie among them."""

DOCUMENTS: tuple[DocumentReader, ...] = (
    DocumentReader("ohms", frozenset({Form.OHMS}), read_ohms_xml, read_published=read_ohms_xml),
    DocumentReader(
        "oral-history-digital",
        frozenset({Form.TABLE, Form.OPEN_WORKBOOK, Form.WORKBOOK, Form.SUBTITLES}),
        read_digital,
        is_digital,
        read_published=read_digital,
    ),
    DocumentReader(
        "oral-history-as-data",
        frozenset({Form.TABLE}),
        read_coded_csv,
        is_coded_csv,
        read_published=read_coded_csv,
    ),
    DocumentReader(
        "register",
        frozenset({Form.WORKBOOK, Form.OLD_WORKBOOK, Form.OPEN_WORKBOOK, Form.TABLE}),
        read_register,
    ),
    DocumentReader(
        "word", frozenset({Form.WORD, Form.OLD_WORD}), read_word, read_decided=read_word
    ),
    DocumentReader("text", frozenset({Form.TEXT, Form.MARKDOWN}), read_plain_text),
    DocumentReader("subtitles", frozenset({Form.SUBTITLES}), read_subtitles),
    DocumentReader("whisper", frozenset({Form.WHISPER}), read_whisper),
    DocumentReader(
        "iiif", frozenset({Form.IIIF}), read_iiif_manifest, read_published=read_iiif_manifest
    ),
)
"""Documents, one by one."""

FORMATS = tuple(dict.fromkeys((*(one.name for one in FOLDERS), *(one.name for one in DOCUMENTS))))
"""What ``--as`` takes."""
