"""Archives of the Oral History Metadata Synchronizer: OHMS XML into records of an archive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from archive.errors import ConfigError, Problem
from archive.ingest.importers.accounts import account_drafts, check_accounts
from archive.ingest.importers.neighbours import Neighbours, find_files, read_each
from archive.ingest.importers.ohms_record import RecordReading, iterate_records, read_record
from archive.ingest.incoming import Incoming, Tally, Unit
from archive.ingest.texts import decode
from archive.ingest.xml_trees import XmlRefused, parse_xml

ORIGIN = " OHMS 文件"
_ROOT = re.compile(r"<(?:\w{1,20}:)?ROOT[\s>]")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_HEAD = 4_000
"""Bytes that tell whether a file is one of OHMS."""


def is_ohms(source: Path) -> bool:
    """Whether ``source``, a file or a folder, holds OHMS files."""
    return any(_is_ohms(file) for file in find_files(source, ".xml"))


def _is_ohms(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError:
        return False
    return bool(_ROOT.search(decode(head)[0] or head.decode("utf-8", "replace")))


def read_ohms(source: Path, *, declared_consent: str | None = None) -> Incoming:
    """The records of every OHMS file in ``source``, a folder or one file.

    Becomes an interview for each record and a person for everybody who tells. Points of the index
    become its contents; places on the map and all that has no field of ours stand in its private
    notes. ``declared_consent`` as in `read_transcripts_markdown`. ConfigError when there is
    nothing of OHMS.
    """
    folder = source if source.is_dir() else source.parent
    files = [file for file in find_files(source, ".xml") if _is_ohms(file)]
    if not files:
        raise ConfigError(
            f"{source} 里没有 OHMS 的 XML 文件（第一个元素是 ROOT）。",
            f"There are no XML files of OHMS (their first element is ROOT) in {source}.",
        )
    beside = Neighbours(folder)
    readings: list[RecordReading] = []
    problems: list[Problem] = []
    for path, data in read_each(files, folder=folder, problems=problems):
        found, faults = _read(data, path=path, beside=beside)
        problems += faults
        readings += found
    if declared_consent is None and readings:
        problems.append(Problem("import-closed", PurePosixPath(folder.name)))
    incoming = _incoming(readings, problems, licence=declared_consent)
    own = tuple(PurePosixPath(file.relative_to(folder).as_posix()) for file in files)
    return replace(incoming, files=own)


def read_ohms_xml(data: bytes, *, path: PurePosixPath, licence: str | None = None) -> Incoming:
    """The records of one OHMS file, without what lies beside it."""
    readings, problems = _read(data, path=path, beside=Neighbours(None))
    return _incoming(readings, problems, licence=licence)


def _read(
    data: bytes, *, path: PurePosixPath, beside: Neighbours
) -> tuple[list[RecordReading], tuple[Problem, ...]]:
    try:
        root = parse_xml(_as_utf8(data))
    except XmlRefused as refused:
        facts = {"reason_zh": refused.zh, "reason_en": refused.en}
        return [], (Problem("import-xml-refused", path, None, facts),)
    readings = [read_record(record, path=path, beside=beside) for record in iterate_records(root)]
    if not readings:
        return [], (Problem("import-not-ohms", path),)
    return readings, ()


def _as_utf8(data: bytes) -> bytes:
    """``data`` in UTF-8 where it was saved otherwise and does not say so itself."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text, _ = decode(data)
        return data if text is None else _DECLARATION.sub("", text.removeprefix("\ufeff")).encode()
    return data


def _incoming(
    readings: Sequence[RecordReading], problems: Iterable[Problem], *, licence: str | None
) -> Incoming:
    tallies: dict[Unit, Tally] = {}
    for reading in readings:
        for unit, tally in reading.tallies.items():
            tallies[unit] = tallies.get(unit, Tally()) + tally
    originals = (reading.original for reading in readings)
    accounts = [reading.account for reading in readings]
    told = [problem for reading in readings for problem in reading.problems]
    told += check_accounts(accounts)
    return Incoming(
        drafts=account_drafts(accounts, licence=licence, origin=ORIGIN),
        originals=tuple(dict.fromkeys(one for one in originals if one is not None)),
        problems=tuple(sorted({*problems, *told})),
        tallies=tallies,
    )
