"""The content folder: which files are records, which are not and why."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path, PurePosixPath

from archive.errors import Problem
from archive.ingest.nearest import nearest
from archive.ingest.slugs import is_file_slug, slug_for
from archive.model.kinds import Kind, RecordId, record_id
from archive.values import dataclass

CONTENT = "content"
OTHER_FOLDERS = frozenset({"pages", "vocabularies"})
"""Folders of ``content/`` that hold no records this reader knows."""

TRANSCRIPTS = ("transcript.vtt", "transcript.md")
"""The archival transcript; the first that is there serves."""

PUBLIC_TRANSCRIPTS = ("transcript.public.vtt", "transcript.public.md")
"""The public one, likewise."""

SCANS = ".scan.txt"
"""What was read on the scans of a document, beside its record: ``<document>.scan.txt``."""

UNTIMED = "transcript.untimed.md"
"""What a transcript was before a machine gave it times: kept, and read by nobody."""

_INTERVIEW_FILES = frozenset({"index.md", "notes.md", UNTIMED, *TRANSCRIPTS, *PUBLIC_TRANSCRIPTS})
_IGNORED = frozenset({"readme.md", "thumbs.db", "desktop.ini", "icon\r"})
_TEMPORARY = re.compile(r"~\$.*|.*~|\.#.*|#.*#|.*\.(?:swp|swo|tmp|bak|crdownload|part)", re.I)


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """The files of one record: ``stamp`` has name, size and mtime in ns of each, in order."""

    id: RecordId
    file: str
    """Its main file, relative to the archive's folder."""
    stamp: tuple[tuple[str, int, int], ...]

    @property
    def path(self) -> PurePosixPath:
        """Its main file; made when asked for, because ten thousand of them take their time."""
        return PurePosixPath(self.file)


@dataclass(slots=True)
class ContentScan:
    """Every record's files, sorted by id, and every file that is none."""

    records: list[FoundRecord] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def scan_content(folder: Path) -> ContentScan:
    """Look through ``folder/content`` without opening a file; links are never followed."""
    scan = ContentScan()
    content = folder / CONTENT
    if not content.is_dir():
        scan.problems.append(Problem("content-missing", PurePosixPath(CONTENT)))
        return scan
    kinds = {kind.value: kind for kind in Kind}
    for entry in _entries(content, PurePosixPath(CONTENT), scan):
        path = PurePosixPath(CONTENT, entry.name)
        if not entry.is_dir():
            _stray(scan, path, "index.md")
        elif entry.name in kinds:
            _scan_kind(Path(entry.path), path, kinds[entry.name], scan)
        elif entry.name not in OTHER_FOLDERS:
            meant = nearest(entry.name, kinds, at_least=40) or "people"
            facts = {"seen": entry.name, "expected": meant}
            scan.problems.append(Problem("folder-unknown", path, None, facts))
    scan.records.sort(key=lambda found: found.id)
    return scan


def _scan_kind(folder: Path, path: PurePosixPath, kind: Kind, scan: ContentScan) -> None:
    entries = list(_entries(folder, path, scan))
    read: dict[str, tuple[tuple[str, int, int], ...]] = {}
    if kind is Kind.DOCUMENT:
        beside = [e for e in entries if e.name.endswith(SCANS) and not e.is_dir()]
        read = {entry.name.removesuffix(SCANS): (_stamp(entry),) for entry in beside}
        named = {entry.name[:-3] for entry in entries if entry.name.endswith(".md")}
        entries = [e for e in entries if e not in beside or e.name.removesuffix(SCANS) not in named]
    for entry in entries:
        if kind is Kind.INTERVIEW:
            if entry.is_dir():
                _scan_interview(entry, path / entry.name, scan)
            else:
                _stray(scan, path / entry.name, f"{entry.name.partition('.')[0]}/index.md")
        elif entry.is_dir():
            _stray(scan, path / entry.name, f"{entry.name}.md")
        elif entry.name.endswith(".md"):
            stem = entry.name[:-3]
            if _has_good_name(stem, path, entry.name, scan):
                file = f"{path}/{entry.name}"
                stamps = (_stamp(entry), *read.pop(stem, ()))
                scan.records.append(FoundRecord(record_id(kind, stem), file, stamps))
        else:
            _stray(scan, path / entry.name, f"{entry.name.partition('.')[0]}.md")


def _scan_interview(folder: os.DirEntry[str], path: PurePosixPath, scan: ContentScan) -> None:
    if not _has_good_name(folder.name, path.parent, folder.name, scan):
        return
    files: dict[str, os.DirEntry[str]] = {}
    for entry in _entries(Path(folder.path), path, scan):
        if entry.name in _INTERVIEW_FILES and not entry.is_dir():
            files[entry.name] = entry
        else:
            _stray(scan, path / entry.name, "transcript.vtt")
    if "index.md" not in files:
        scan.problems.append(Problem("interview-no-index", path))
        return
    used = ["index.md"]
    for names in (TRANSCRIPTS, PUBLIC_TRANSCRIPTS):
        there = [name for name in names if name in files]
        used += there[:1]
        if len(there) > 1:
            scan.problems.append(Problem("transcript-both", path / there[1]))
    stamp = tuple(_stamp(files[name]) for name in used)
    name = record_id(Kind.INTERVIEW, folder.name)
    scan.records.append(FoundRecord(name, f"{path}/index.md", stamp))


def _entries(folder: Path, path: PurePosixPath, scan: ContentScan) -> Iterator[os.DirEntry[str]]:
    """What stands in ``folder``, sorted, without what systems and editors leave behind."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if _TEMPORARY.fullmatch(entry.name):
            scan.problems.append(Problem("file-temporary", path / entry.name))
        elif entry.name.startswith(".") or entry.name.lower() in _IGNORED:
            continue
        elif entry.is_symlink():
            scan.problems.append(Problem("file-symlink", path / entry.name))
        else:
            yield entry


def _stamp(entry: os.DirEntry[str]) -> tuple[str, int, int]:
    status = entry.stat(follow_symlinks=False)
    return entry.name, status.st_size, status.st_mtime_ns


def _has_good_name(stem: str, folder: PurePosixPath, name: str, scan: ContentScan) -> bool:
    if is_file_slug(stem):
        return True
    facts = {"seen": name, "expected": slug_for(stem) + name.removeprefix(stem)}
    scan.problems.append(Problem("file-name", folder / name, None, facts))
    return False


_MEDIA = frozenset(
    {".jpg", ".jpeg", ".png", ".heic", ".tif", ".tiff", ".webp", ".gif", ".mp3", ".m4a", ".wav"}
    | {".mp4", ".mov", ".amr", ".aac", ".ogg", ".flac", ".silk", ".3gp", ".avi", ".wma", ".pdf"}
)
_OFFICE = frozenset({".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".rtf", ".txt"})


def _stray(scan: ContentScan, path: PurePosixPath, expected: str) -> None:
    """A file or folder that is no record, with what to do about it."""
    suffix = path.suffix.lower()
    if suffix in _MEDIA:
        zh, en = "录音、照片请放进 media 文件夹。", "Recordings and pictures belong in media."
    elif suffix in _OFFICE:
        zh = f"请把内容写成 {expected}，原文件另外保存。"
        en = f"Write it as {expected}, and keep the original elsewhere."
    else:
        zh, en = (
            f"记录的文件名像 {expected} 这样；不是记录就移到别处。",
            (f"A record is named like {expected}; move anything else away."),
        )
    facts = {"expected_hint_zh": zh, "expected_hint_en": en}
    scan.problems.append(Problem("file-stray", path, None, facts))
