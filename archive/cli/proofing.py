"""``pintu proof``: a sheet for the narrator, and the result of the check recorded or taken back."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from archive.build import Village
from archive.cli import gift_sentences as say
from archive.cli.console import Console, paint
from archive.cli.hosts import Host
from archive.cli.meant import find_meant
from archive.cli.paper import paper_path, refused, tell_missing
from archive.cli.private_page import write_private
from archive.cli.villages import command_line, find_village
from archive.ingest.archive import read_archive
from archive.ingest.check_fields import NoPlace
from archive.ingest.folders import PUBLIC_TRANSCRIPTS
from archive.ingest.proofing import (
    Answers,
    Files,
    FilesChanged,
    open_files,
    take_back,
    unknown_segments,
    write_result,
)
from archive.ingest.segment_marks import NotMarked
from archive.model.archive import Archive
from archive.model.checked_words import digest_words, short_code
from archive.model.interview import Interview
from archive.model.kinds import Kind, slug_of
from archive.render.measures import format_megabytes
from archive.render.press.typesetter import CharactersMissing, print_pdf
from archive.render.sheets.proof import ProofSheet
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """Which interview, and whether to print, to record or to take back."""

    interview: str
    on: date
    out: Path | None = None
    checked: date | None = None
    by: str | None = None
    amended: str | None = None
    withheld: str | None = None
    sheet: str | None = None
    undo: bool = False


@dataclass(frozen=True, slots=True)
class _Desk:
    """The interview that is meant, with its files as they were opened."""

    village: Path
    archive: Archive
    interview: Interview
    files: Files


def run_proof(folder: Path | None, asked: Asked, console: Console, *, host: Host) -> int:
    """Print, record or take back, as asked; the exit code."""
    _check_use(asked)
    desk = _open(find_village(folder), asked)
    if asked.undo:
        return _undo(desk, console)
    if asked.checked is not None:
        return _record(desk, asked, asked.checked, console)
    return _print(desk, asked, console, host=host)


def _check_use(asked: Asked) -> None:
    if asked.undo and asked.checked is not None:
        raise refused(say.NOT_BOTH)
    if asked.checked is None and any((asked.by, asked.amended, asked.withheld, asked.sheet)):
        raise refused(say.WHEN_CHECKED)
    if asked.checked is not None and not (asked.by or "").strip():
        raise refused(say.WHO_CHECKED)


def _open(village: Path, asked: Asked) -> _Desk:
    archive = read_archive(village, cache_dir=Village(village).state).archive
    interview = archive.records[find_meant(archive, asked.interview, Kind.INTERVIEW)]
    assert isinstance(interview, Interview)
    try:
        files = open_files(village / archive.sources[interview.id].path)
    except FileNotFoundError as error:
        raise refused(say.NO_TRANSCRIPT, title=interview.title) from error
    return _Desk(village, archive, interview, files)


# The sheet


def _print(desk: _Desk, asked: Asked, console: Console, *, host: Host) -> int:
    interview = desk.interview
    path = paper_path(desk.village, asked.out, name=f"proof-{slug_of(interview.id)}")
    transcripts = desk.archive.transcripts[interview.id]
    transcript = transcripts.archival or transcripts.public
    assert transcript is not None  # it has a file
    sheet = ProofSheet(
        interview,
        transcript,
        desk.archive,
        host.read_site(desk.village),
        digest=digest_words(desk.files.spoken),
        on=asked.on,
    )
    try:
        printed = print_pdf("proof.typ", sheet.content(), pictures={}, on=asked.on)
    except CharactersMissing as error:
        tell_missing(error, console)
        return 2
    write_private(path, printed.data)
    console.say(say.SHEET_HOLDS, segments=len(transcript.segments), pages=printed.pages)
    size = format_megabytes(len(printed.data))
    console.line(paint(console.text(say.PRINTED, path=path, size=size), "good"))
    return 0


# Its result


def _record(desk: _Desk, asked: Asked, checked: date, console: Console) -> int:
    answers = Answers(
        on=checked,
        by=(asked.by or "").strip(),
        amended=_numbers(asked.amended),
        withheld=_numbers(asked.withheld),
    )
    _check_answers(desk, answers, asked.sheet)
    title = desk.interview.title
    try:
        check = write_result(desk.files, answers, earlier=desk.interview.check)
    except NotMarked as error:
        raise refused(say.BY_HAND, number=error.number) from error
    except NoPlace as error:
        raise refused(say.HEAD_BY_HAND, path=desk.files.record) from error
    except FilesChanged as error:
        raise refused(say.CHANGED_MEANWHILE) from error
    done = console.text(say.RECORDED, title=title, on=checked.isoformat(), by=check.by)
    console.line(paint(done, "good"))
    if check.withheld:
        console.say(say.MARKED, numbers="、".join(map(str, check.withheld)))
        _tell_public(desk, console)
    command = command_line("proof", Path(), slug_of(desk.interview.id), "--undo")
    console.say(say.UNDO_WITH, command=command)
    return 0


def _check_answers(desk: _Desk, answers: Answers, sheet: str | None) -> None:
    title = desk.interview.title
    missing = unknown_segments(desk.files, {*answers.amended, *answers.withheld})
    spoken = desk.files.spoken
    if missing:
        numbers = "、".join(map(str, missing))
        raise refused(say.NO_SEGMENTS, title=title, numbers=numbers, count=len(spoken.segments))
    now = short_code(digest_words(spoken))
    # What was amended is changed by now, as it should be.
    if sheet and not answers.amended and _bare(sheet) != _bare(now):
        raise refused(say.OTHER_WORDS, sheet=sheet, now=now)


def _bare(code: str) -> str:
    return re.sub(r"\s+", "", code).upper()


def _tell_public(desk: _Desk, console: Console) -> None:
    """The words that are published may stand in another file."""
    for name in PUBLIC_TRANSCRIPTS:
        file = desk.files.record.with_name(name)
        if file.is_file() and file != desk.files.transcript:
            console.say(say.PUBLIC_TOO, file=file)


def _undo(desk: _Desk, console: Console) -> int:
    check = desk.interview.check
    if check is None:
        raise refused(say.NO_CHECK, title=desk.interview.title)
    try:
        take_back(desk.files, check)
    except NotMarked as error:
        raise refused(say.UNDO_BY_HAND, number=error.number) from error
    except NoPlace as error:
        raise refused(say.HEAD_BY_HAND, path=desk.files.record) from error
    except FilesChanged as error:
        raise refused(say.CHANGED_MEANWHILE) from error
    done = console.text(say.TAKEN_BACK, title=desk.interview.title)
    console.line(paint(done, "good"))
    return 0


def _numbers(seen: str | None) -> tuple[int, ...]:
    """Numbers of segments: ``12``, ``12,40-42``, with Chinese commas as well."""
    if not seen:
        return ()
    found: set[int] = set()
    for part in re.split(r"[,，、\s]+", seen.strip()):
        match = re.fullmatch(r"(\d{1,6})(?:[-–—～~](\d{1,6}))?", part)
        first = int(match[1]) if match else 0
        last = int(match[2] or first) if match else 0
        if match is None or not 1 <= first <= last:
            raise refused(say.NOT_NUMBERS, seen=seen)
        found.update(range(first, last + 1))
    return tuple(sorted(found))
