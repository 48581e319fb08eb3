"""Originals below ``media/``: that they are there, and that they are what was registered."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, get_args

from archive.drafts import write_whole
from archive.errors import Problem
from archive.ingest.nearest import nearest
from archive.ingest.shapes import Form, leaves_of
from archive.model.archive import Archive
from archive.model.fields import Part
from archive.model.kinds import RecordId
from archive.model.records import Record
from archive.values import dataclass

MEDIA = "media"
MANIFEST = "manifest-sha256.txt"
_ROW = re.compile(r"([0-9a-fA-F]{64}) [ *](.+)")
_CHUNK = 1 << 20
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Named:
    """One place in a record that names an original."""

    record: RecordId
    key: str
    file: PurePosixPath
    sha256: str | None


def originals_of(record: Record) -> Iterator[Named]:
    """Every original that ``record`` names, with the checksum it gives."""
    if not any(getattr(record, name) for name in _fields_with_files(type(record))):
        return
    leaves = leaves_of(record)
    digests = {
        leaf.key.removesuffix("sha256"): leaf.value
        for leaf in leaves
        if leaf.shape.form is Form.DIGEST
    }
    for leaf in leaves:
        if leaf.shape.form is Form.PATH:
            # A picture's checksum stands beside its file; that of a form is called form_sha256.
            beside = leaf.key.removesuffix("file")
            digest = digests.get(beside if beside != leaf.key else f"{leaf.key}_")
            yield Named(record.id, leaf.key, leaf.value, digest)


@cache
def _fields_with_files(model: type[Part]) -> tuple[str, ...]:
    """Fields of ``model`` that name an original, or hold parts that may."""
    return tuple(
        name for name, info in model.model_fields.items() if _may_name_files(info.annotation)
    )


def _may_name_files(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return bool(_fields_with_files(annotation))
    return annotation is PurePosixPath or any(map(_may_name_files, get_args(annotation)))


def read_manifest(media_dir: Path) -> tuple[dict[PurePosixPath, str], tuple[Problem, ...]]:
    """SHA-256 by path of what is registered, and the lines that cannot be understood."""
    file = media_dir / MANIFEST
    path = PurePosixPath(MEDIA, MANIFEST)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}, ()
    except (OSError, UnicodeDecodeError) as error:
        return {}, (Problem("file-unreadable", path, None, {"reason": str(error)[:80]}),)
    found: dict[PurePosixPath, str] = {}
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        row = _ROW.fullmatch(line.strip("\r\n"))
        if row and is_inside(PurePosixPath(row[2])):
            found[PurePosixPath(row[2])] = row[1].lower()
        elif line.strip():
            facts = {"seen": line.strip()[:60]}
            problems.append(Problem("manifest-malformed", path, number, facts))
    return found, tuple(problems)


def write_manifest(media_dir: Path, manifest: Mapping[PurePosixPath, str]) -> None:
    """Replace the manifest in one step, sorted by path; on the disk before this returns."""
    write_whole(media_dir / MANIFEST, format_manifest(manifest))


def format_manifest(manifest: Mapping[PurePosixPath, str]) -> bytes:
    """The manifest as its file holds it, a line an original, sorted by path."""
    rows = sorted((str(path), digest) for path, digest in manifest.items())
    return "".join(f"{digest}  {path}\n" for path, digest in rows).encode()


def check_originals(
    archive: Archive,
    *,
    media_dir: Path,
    cache_dir: Path | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> tuple[Problem, ...]:
    """What is missing, changed or not registered among the originals that records name.

    A file is read again only when its size, time or place on the disk has changed since its
    SHA-256 was taken; ``cache_dir`` remembers that.
    """
    checker = _Checker(archive, media_dir, DigestCache(cache_dir))
    named = [n for _, record in sorted(archive.records.items()) for n in originals_of(record)]
    for number, one in enumerate(named):
        checker.check(one)
        if on_progress is not None:
            on_progress(number + 1, len(named))
    checker.check_lost()
    checker.digests.save()
    return tuple(sorted(set(checker.problems)))


def seal_originals(
    archive: Archive, *, media_dir: Path, cache_dir: Path | None = None
) -> dict[PurePosixPath, str]:
    """The manifest with what records name and it lacks. A line that is there is never changed."""
    digests = DigestCache(cache_dir)
    manifest = dict(archive.manifest)
    for record in archive.records.values():
        for named in originals_of(record):
            file = media_dir / named.file
            if named.file not in manifest and is_inside(named.file) and file.is_file():
                manifest[named.file] = digests.sha256(file)
    digests.save()
    return manifest


def is_inside(path: PurePosixPath) -> bool:
    """Whether ``path`` stays below ``media/`` as it is written."""
    text = str(path)
    return not (
        path.is_absolute()
        or text in ("", ".")
        or ".." in path.parts
        or _DRIVE.match(text)
        or "\\" in text
    )


class DigestCache:
    """SHA-256 of files, remembered by size, time and inode."""

    def __init__(self, cache_dir: Path | None) -> None:
        self._file = cache_dir / "digests.json" if cache_dir else None
        self._known: dict[str, list[object]] = {}
        self._is_changed = False
        if self._file is not None:
            with contextlib.suppress(OSError, ValueError):
                known = json.loads(self._file.read_text(encoding="utf-8"))
                self._known = known if isinstance(known, dict) else {}

    def sha256(self, file: Path) -> str:
        """The digest of ``file``, in lower-case hex. OSError when it cannot be read."""
        status = file.stat()
        key = [status.st_size, status.st_mtime_ns, status.st_ino]
        known = self._known.get(str(file))
        if isinstance(known, list) and known[:3] == key and len(known) == 4:
            return str(known[3])
        digest = hashlib.sha256()
        with file.open("rb") as opened:
            while chunk := opened.read(_CHUNK):
                digest.update(chunk)
        self._known[str(file)] = [*key, digest.hexdigest()]
        self._is_changed = True
        return digest.hexdigest()

    def save(self) -> None:
        """Remember for the next time; done without where it cannot be written."""
        if self._file is None or not self._is_changed:
            return
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._file, json.dumps(self._known, sort_keys=True).encode())


class _Checker:
    def __init__(self, archive: Archive, media_dir: Path, digests: DigestCache) -> None:
        self.digests = digests
        self.problems: list[Problem] = []
        self._archive = archive
        self._media = media_dir
        self._files = _files_below(media_dir)
        self._by_lower = {str(path).lower(): path for path in self._files}
        self._first: dict[PurePosixPath, RecordId] = {}

    def check(self, named: Named) -> None:
        if not is_inside(named.file) or self._leaves(named.file):
            example = re.sub(r"^.*[/\\]", "", str(named.file)) or "photos/well.jpg"
            self._tell("original-path", named, expected=example)
            return
        if named.file not in self._files:
            self._tell_missing(named)
            return
        first = self._first.setdefault(named.file, named.record)
        if first != named.record:
            self._tell("original-shared", named, other=first)
        self._check_digest(named)

    def check_lost(self) -> None:
        """Originals that are registered and gone, whether a record names them or not."""
        named = {p.facts.get("seen") for p in self.problems if p.code == "original-missing"}
        for path in self._archive.manifest:
            if path not in self._files and str(path) not in named:
                where = PurePosixPath(MEDIA, MANIFEST)
                facts = {"seen": str(path)}
                self.problems.append(Problem("original-lost", where, None, facts))

    def _check_digest(self, named: Named) -> None:
        registered = self._archive.manifest.get(named.file)
        if registered is None and named.sha256 is None:
            self._tell("original-unlisted", named)
            return
        try:
            actual = self.digests.sha256(self._media / named.file)
        except OSError as error:
            reason = error.strerror or "?"
            path = PurePosixPath(MEDIA, named.file)
            self.problems.append(Problem("file-unreadable", path, None, {"reason": reason}))
            return
        if named.sha256 not in (None, actual):
            self._tell("original-changed", named, where_zh="记录", where_en="the record")
        elif registered not in (None, actual):
            self._tell("original-changed", named, where_zh="清单", where_en="the manifest")

    def _tell_missing(self, named: Named) -> None:
        other = self._by_lower.get(str(named.file).lower())
        if other is not None:
            self._tell("original-case", named, expected=str(other))
            return
        meant = _nearest_file(named.file, self._files)
        if meant:
            facts = {
                "suggestion_zh": f"是不是“{meant}”？",
                "suggestion_en": f"Did you mean “{meant}”?",
            }
        else:
            facts = {
                "suggestion_zh": "请把文件放进 media 文件夹，或者改正记录里的文件名。",
                "suggestion_en": "Put the file into media, or correct its name in the record.",
            }
        self._tell("original-missing", named, **facts)

    def _leaves(self, path: PurePosixPath) -> bool:
        """Whether a link on the way leads out of ``media/``."""
        media = self._media.resolve()
        return not (media / path).resolve().is_relative_to(media)

    def _tell(self, code: str, named: Named, **facts: str) -> None:
        source = self._archive.sources[named.record]
        line = source.lines.get(named.key) or source.lines.get(named.key.rpartition(".")[0])
        facts = {"seen": str(named.file), **facts}
        self.problems.append(Problem(code, source.path, line, facts))


def _files_below(media_dir: Path) -> frozenset[PurePosixPath]:
    """Every file below ``media_dir``; folders reached by links are not entered."""
    found = []
    for folder, _, names in os.walk(media_dir):
        inner = Path(folder).relative_to(media_dir)
        found += [PurePosixPath(inner.as_posix(), name) for name in names]
    return frozenset(found)


def _nearest_file(path: PurePosixPath, files: Iterable[PurePosixPath]) -> str | None:
    """The same name in another folder, or else the most alike path."""
    same_name = sorted(str(file) for file in files if file.name.lower() == path.name.lower())
    return same_name[0] if same_name else nearest(str(path), map(str, files), at_least=75)
