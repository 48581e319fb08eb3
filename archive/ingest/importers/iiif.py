"""Manifests of IIIF Presentation 3: sound and film with their transcripts, into records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from archive.errors import ConfigError, Problem
from archive.ingest.importers.accounts import account_drafts, check_accounts
from archive.ingest.importers.iiif_manifest import ManifestReading, read_manifest
from archive.ingest.importers.iiif_photos import photo_drafts
from archive.ingest.importers.iiif_values import NotJson, Values, parse_manifest
from archive.ingest.importers.neighbours import Neighbours, find_files, read_each
from archive.ingest.incoming import Incoming, Tally, Unit
from archive.ingest.texts import decode

ORIGIN = " IIIF 清单"
_OURS = re.compile(r"iiif\.io/api/presentation/[34]")
_OLDER = re.compile(r"iiif\.io/api/presentation/[12]|sc:Manifest|shared-canvas")
_HEAD = 20_000
"""Bytes that tell whether a file is a manifest."""

_REASONS: Mapping[str, tuple[str, str]] = {
    "older": (
        "这是第 2 版的清单，只读第 3 版的",
        "it is a manifest of version 2, and only version 3 is read",
    ),
    "collection": (
        "这是一份清单的目录，本身没有内容；请把里面的清单各存一份",
        "it is a collection of manifests; save each of them by itself",
    ),
    "other": (
        "里面不是 IIIF 清单（type 是 Manifest）",
        "it holds no manifest of IIIF (whose type is Manifest)",
    ),
    "broken": ("不是完整的 JSON", "it is no whole JSON"),
}


def is_iiif(source: Path) -> bool:
    """Whether ``source``, a file or a folder, holds manifests of IIIF."""
    return any(map(_is_manifest, find_files(source, ".json", ".jsonld")))


def _is_manifest(file: Path) -> bool:
    return bool(_OURS.search(_head_of(file)))


def _is_of_iiif(file: Path) -> bool:
    """Whether a file has to do with IIIF at all, in a version that is read or in an older one."""
    head = _head_of(file)
    return bool(_OURS.search(head) or _OLDER.search(head))


def _head_of(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return opened.read(_HEAD).decode("utf-8", "replace")
    except OSError:
        return ""


def read_iiif(source: Path, *, declared_consent: str | None = None) -> Incoming:
    """The records of every manifest in ``source``, a folder or one file.

    Each recording on a canvas becomes an interview, with the transcripts that stand in the
    manifest or lie beside it, and its ranges as contents; a picture that lies beside becomes a
    photograph where nothing is heard. Nothing is ever fetched. ``declared_consent`` as in
    `read_transcripts_markdown`. ConfigError when there is no manifest.
    """
    folder = source if source.is_dir() else source.parent
    files = [file for file in find_files(source, ".json", ".jsonld") if _is_of_iiif(file)]
    if not any(map(_is_manifest, files)):
        raise ConfigError(
            f"{source} 里没有 IIIF 第 3 版的清单（manifest.json）。",
            f"There are no manifests of IIIF Presentation 3 (manifest.json) in {source}.",
        )
    beside = Neighbours(folder)
    readings: list[ManifestReading] = []
    problems: list[Problem] = []
    for path, data in read_each(files, folder=folder, problems=problems):
        reading, faults = _read(data, path=path, beside=beside)
        problems += faults
        readings += [reading] if reading is not None else []
    incoming = _incoming(readings, problems, licence=declared_consent, folder=folder.name)
    own = (PurePosixPath(file.relative_to(folder).as_posix()) for file in files)
    return replace(incoming, files=tuple(dict.fromkeys((*own, *incoming.files))))


def read_iiif_manifest(data: bytes, *, path: PurePosixPath, licence: str | None = None) -> Incoming:
    """The records of one manifest, without what lies beside it."""
    reading, problems = _read(data, path=path, beside=Neighbours(None))
    return _incoming([reading] if reading else [], problems, licence=licence, folder="")


def _read(
    data: bytes, *, path: PurePosixPath, beside: Neighbours
) -> tuple[ManifestReading | None, tuple[Problem, ...]]:
    text, _ = decode(data)
    try:
        values = parse_manifest((text or "").removeprefix("\ufeff"))
    except NotJson:
        return None, (_refused(path, "broken"),)
    reason = _reason_against(values)
    if reason:
        return None, (_refused(path, reason),)
    return read_manifest(values, path=path, beside=beside), ()


def _refused(path: PurePosixPath, reason: str) -> Problem:
    zh, en = _REASONS[reason]
    return Problem("import-not-iiif", path, None, {"reason_zh": zh, "reason_en": en})


def _reason_against(values: Values) -> str:
    """Why something is no manifest that can be read; empty for one that is."""
    root = values.root
    if not isinstance(root, dict):
        return "other"
    if root.get("type") == "Manifest":
        return ""
    if root.get("type") == "Collection":
        return "collection"
    kind = f"{root.get('@type', '')} {root.get('@context', '')}"
    return "older" if _OLDER.search(kind) else "other"


def _incoming(
    readings: Sequence[ManifestReading],
    problems: Iterable[Problem],
    *,
    licence: str | None,
    folder: str,
) -> Incoming:
    accounts = [account for reading in readings for account in reading.accounts]
    told = [*problems, *check_accounts(accounts)]
    tallies: dict[Unit, Tally] = {}
    for reading in readings:
        told += reading.problems
        for unit, tally in reading.tallies.items():
            tallies[unit] = tallies.get(unit, Tally()) + tally
    drafts = (
        *account_drafts(accounts, licence=licence, origin=ORIGIN),
        *photo_drafts([one for reading in readings for one in reading.photos], licence=licence),
    )
    if licence is None and drafts and folder:
        told.append(Problem("import-closed", PurePosixPath(folder)))
    originals = [original for reading in readings for original in reading.originals]
    return Incoming(
        drafts=drafts,
        originals=tuple(dict.fromkeys(originals)),
        problems=tuple(sorted(set(told))),
        tallies=tallies,
        files=tuple(dict.fromkeys(file for reading in readings for file in reading.files)),
    )
