"""The archive that something is added to, as planning needs it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath

from archive.adding.matching import is_invented
from archive.ingest.archive import read_archive
from archive.ingest.file_names import plain_name
from archive.ingest.folders import scan_content
from archive.ingest.front_matter import FrontMatter, parse_front_matter
from archive.ingest.originals import MEDIA, originals_of
from archive.ingest.texts import parse_text
from archive.model.archive import Archive
from archive.model.kinds import Kind, RecordId
from archive.model.object import Object
from archive.values import dataclass

_SHORTEST_NUMBER = 3
"""Signs of a number that may name a picture: cameras count pictures too."""


@dataclass(frozen=True)
class Village:
    """An archive's records, and what lies in its folder. A folder that is not there has none."""

    folder: Path
    archive: Archive
    ids: frozenset[RecordId]
    """Ids that are taken, by records that cannot be read too."""

    @cached_property
    def media(self) -> Mapping[str, PurePosixPath]:
        """Every path below ``media/``, by its small letters."""
        root = self.folder / MEDIA
        found = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
        return {path.as_posix().casefold(): PurePosixPath(path.as_posix()) for path in found}

    @cached_property
    def registered(self) -> Mapping[str, PurePosixPath]:
        """The originals that are registered and there, by SHA-256."""
        there = set(self.media.values())
        manifest = sorted(self.archive.manifest.items(), reverse=True)
        return {digest: path for path, digest in manifest if path in there}

    @cached_property
    def holders(self) -> Mapping[PurePosixPath, tuple[RecordId, ...]]:
        """The records that name each original."""
        found: dict[PurePosixPath, tuple[RecordId, ...]] = {}
        for record in self.archive.records.values():
            for named in originals_of(record):
                found[named.file] = (*found.get(named.file, ()), record.id)
        return found

    @cached_property
    def numbered(self) -> Mapping[str, Object]:
        """Objects by the number that somebody gave them, in small letters. Numbers that two have,
        and those that were invented on the way in, are left out."""
        found: dict[str, list[Object]] = {}
        for record in self.archive.of_kind(Kind.OBJECT):
            if isinstance(record, Object) and not is_invented(record.number):
                found.setdefault(plain_name(record.number or ""), []).append(record)
        return {
            number: records[0]
            for number, records in found.items()
            if len(records) == 1 and len(number) >= _SHORTEST_NUMBER
        }

    def path_of(self, record: RecordId) -> PurePosixPath:
        """The main file of a record."""
        return self.archive.sources[record].path

    def front_of(self, record: RecordId) -> FrontMatter:
        """The head of a record's file as it is written now."""
        path = self.path_of(record)
        text = parse_text((self.folder / path).read_bytes(), path=path).text
        return parse_front_matter(text or "", path=path)

    def text_beside(self, record: RecordId, name: str) -> str | None:
        """The text of a file beside the record's own, None where there is none."""
        file = self.folder / self.path_of(record).with_name(name)
        if not file.is_file():
            return None
        return parse_text(file.read_bytes(), path=PurePosixPath(name)).text


def read_village(folder: Path, *, cache_dir: Path | None = None) -> Village:
    """The archive in ``folder``; an empty one where there is none yet."""
    if not (folder / "content").is_dir():
        return Village(folder, Archive({}), frozenset())
    reading = read_archive(folder, cache_dir=cache_dir)
    ids = frozenset(found.id for found in scan_content(folder).records)
    return Village(folder, reading.archive, ids)
