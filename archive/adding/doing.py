"""Doing what was agreed: originals first, then their registration, then records, then the report.

Each step looks whether it is done already, so that the same journal can be followed again from the
start after any cut. Nothing that is there is overwritten.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from archive.adding.disk import Disk, Taken, read_chunks
from archive.adding.journal import Copied, Journal, Journals, State, Written
from archive.adding.plan import Deed, Plan, RecordStep
from archive.adding.village import Village
from archive.errors import ConfigError
from archive.ingest.body_edits import edit_body
from archive.ingest.field_edits import edit_fields
from archive.ingest.incoming import format_draft
from archive.ingest.originals import MANIFEST, MEDIA, format_manifest, read_manifest
from archive.ingest.packages import GIFT, PackageRefused, open_package
from archive.ingest.sheets.headings import BODY
from archive.values import dataclass

Progress = Callable[[int, int], None]
"""Told how many bytes are copied, and how many there are."""
_SPARE = 50_000_000
"""Bytes that stay free on the disk."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of the archive, and how they are written."""

    village: Path
    disk: Disk
    journals: Journals


def agree(
    plan: Plan,
    village: Village,
    files: Files,
    *,
    day: str,
    report: Callable[[int], tuple[str, str]],
    besides: Mapping[str, str],
) -> Journal:
    """Write down what is to be done; nothing else is written yet.

    ``report`` gives for the number of the addition where its report goes, and its text.
    ``besides`` are files that a new archive needs, by their path: written where they are not
    there. ConfigError where the disk has no room, where a record cannot be changed, or where
    something was added or taken back since the plan was made.
    """
    if files.journals.standing() != plan.standing:
        raise ConfigError(
            "看过以后，档案里又加过或收回过东西，这份计划不对了。什么也没有写，请再运行一次。",
            "Something was added to the archive or taken back since it was looked at, so the plan "
            "no longer holds. Nothing was written; run this again.",
        )
    number = files.journals.next_number()
    place, text = report(number)
    journal = Journal(
        number=number,
        day=day,
        given=tuple(map(str, plan.given)),
        copied=tuple(
            Copied(step.lasting, str(step.place), step.sha256, step.size)
            for step in plan.files
            if step.deed is Deed.COPY
        ),
        written=(
            *(
                Written(path, _kept(text.encode()))
                for path, text in sorted(besides.items())
                if not (files.village / path).exists()
            ),
            *_written_of(plan, village),
        ),
        report=place,
        report_text=text,
    )
    check_room(journal, files.village)
    journal = _with_folders(journal, files.village)
    files.journals.save(journal)
    return journal


def check_room(journal: Journal, folder: Path) -> None:
    """ConfigError where the disk cannot hold what is to be copied."""
    needed = sum(one.size for one in journal.copied)
    around = next(one for one in (folder, *folder.resolve().parents) if one.exists())
    free = shutil.disk_usage(around).free
    if needed + _SPARE > free:
        raise ConfigError(
            f"磁盘放不下：要 {_megabytes(needed)}，只剩 {_megabytes(free)}。什么也没有写。",
            f"There is no room: {_megabytes(needed)} are needed, {_megabytes(free)} are left. "
            "Nothing was written.",
        )


def carry_out(journal: Journal, files: Files, *, on_progress: Progress | None = None) -> Journal:
    """Do everything in ``journal`` that is not done, and close it.

    ConfigError when a source is not there, or is no longer what it was, or when somebody wrote a
    file where one was to go: what is done stays, and the next time goes on from there.
    """
    copied = _copy_all(journal, files, on_progress or (lambda _done, _total: None))
    _register(copied, files)
    for written in journal.written:
        _write(written, files)
    _write_report(journal, files)
    return files.journals.set_state(journal, State.DONE)


# --- what is written down ------------------------------------------------------------------------


def _written_of(plan: Plan, village: Village) -> Iterator[Written]:
    """The files of all records. What two steps change in one file is changed one after the
    other."""
    now: dict[PurePosixPath, bytes] = {}
    for step in plan.records:
        if step.deed is Deed.CREATE:
            for path, text in format_draft(step.draft).items():
                key = step.key if path == step.draft.path else ""
                yield Written(str(path), _kept(text.encode()), None, key, step.id)
        elif step.deed in (Deed.CHANGE, Deed.SAME):
            yield from _changed(step, village, now)


def _changed(
    step: RecordStep, village: Village, now: dict[PurePosixPath, bytes]
) -> Iterator[Written]:
    path = village.path_of(step.id)
    taken = {change.key: change.theirs for change in step.changes if change.is_taken}
    apart = {BODY, *step.draft.beside}
    fields = {key: value for key, value in taken.items() if key not in apart}
    before = now.get(path) or (village.folder / path).read_bytes()
    after = edit_fields(before, fields, path=path) if fields else before
    if BODY in taken:
        after = edit_body(after, str(taken[BODY] or ""), path=path)
    now[path] = after
    yield Written(str(path), _kept(after), _kept(before), step.key, step.id)
    for name in taken.keys() & step.draft.beside.keys():
        other = path.with_name(name)
        file = village.folder / other
        there = now.get(other) or (file.read_bytes() if file.is_file() else None)
        now[other] = step.draft.beside[name].encode()
        before_text = None if there is None else _kept(there)
        yield Written(str(other), _kept(now[other]), before_text, "", step.id)


def _kept(data: bytes) -> str:
    """Bytes as text that any JSON holds, and that gives every byte back."""
    return data.decode("latin-1")


def _with_folders(journal: Journal, village: Path) -> Journal:
    """With the folders that are not there yet, the innermost first."""
    paths = [PurePosixPath(MEDIA, one.place) for one in journal.copied]
    paths += [PurePosixPath(one.path) for one in journal.written]
    folders = {folder for path in paths for folder in path.parents if str(folder) != "."}
    new = [str(folder) for folder in folders if not (village / folder).exists()]
    return replace(journal, made_folders=tuple(sorted(new, key=lambda one: (-one.count("/"), one))))


# --- originals -----------------------------------------------------------------------------------


def _copy_all(journal: Journal, files: Files, on_progress: Progress) -> Mapping[PurePosixPath, str]:
    total = sum(one.size for one in journal.copied)
    done = 0
    copied: dict[PurePosixPath, str] = {}
    for one in journal.copied:
        copied[PurePosixPath(one.place)] = _copy(one, files)
        done += one.size
        on_progress(done, total)
    return copied


def _copy(one: Copied, files: Files) -> str:
    """Copy one original, unless it is there; its SHA-256."""
    target = files.village / MEDIA / one.place
    if target.is_file():
        there = files.disk.digest(target)
        if one.sha256 not in ("", there):
            raise _taken(target)
        files.disk.clear(target)
        return there
    try:
        with open_lasting(one.lasting) as opened:
            digest = files.disk.write_new(target, _checked(opened, one))
    except Taken:
        raise _taken(target) from None
    except FileNotFoundError as error:
        raise _gone(one) from error
    return digest


def _checked(chunks: Iterator[bytes], one: Copied) -> Iterator[bytes]:
    """The bytes of a source, if at the end they are those that were looked at."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
        yield chunk
    if one.sha256 and digest.hexdigest() != one.sha256:
        name = one.lasting[-1]
        raise ConfigError(
            f"{name} 和看的时候不一样了，没有收。请等它不再变动，再运行一次 pintu add。",
            f"{name} is no longer what it was when it was looked at; it was not taken. Run "
            "pintu add again once nothing changes it.",
        )


@contextlib.contextmanager
def open_lasting(lasting: Sequence[str]) -> Iterator[Iterator[bytes]]:
    """The bytes of a file, or of a member of a zip, or of a part of a document in one.

    FileNotFoundError where it is gone, ConfigError where it can no longer be opened.
    """
    file, *members = lasting
    with contextlib.ExitStack() as stack:
        opened: BinaryIO = stack.enter_context(Path(file).open("rb"))
        try:
            for at, member in enumerate(members, 1):
                package = stack.enter_context(open_package(opened, limits=GIFT))
                if at == len(members):
                    yield package.chunks(member)
                    return
                opened = io.BytesIO(package.read(member))
        except (PackageRefused, KeyError) as error:
            raise _gone_from(lasting) from error
        yield read_chunks(opened)


def _register(copied: Mapping[PurePosixPath, str], files: Files) -> None:
    """Add what was copied to the manifest; a line that is there stays."""
    media = files.village / MEDIA
    manifest, problems = read_manifest(media)
    if problems:
        first = problems[0]
        raise ConfigError(
            f"{first.path}:{first.line or 1} {first.message('zh')}{first.hint('zh')}",
            f"{first.path}:{first.line or 1} {first.message('en')} {first.hint('en')}",
        )
    if copied.keys() - manifest.keys():
        files.disk.replace(media / MANIFEST, format_manifest({**copied, **manifest}))


# --- records -------------------------------------------------------------------------------------


def _write(written: Written, files: Files) -> None:
    file = files.village / written.path
    after = written.text.encode("latin-1")
    there = file.read_bytes() if file.is_file() else None
    if there == after:
        files.disk.clear(file)
        return
    if written.before is None:
        try:
            files.disk.write_new(file, (after,))
        except Taken:
            raise _taken(file) from None
    elif there == written.before.encode("latin-1"):
        files.disk.replace(file, after)
    else:
        raise _taken(file)


def _write_report(journal: Journal, files: Files) -> None:
    file = files.village / journal.report
    data = journal.report_text.encode("utf-8-sig")  # Notepad takes it for Chinese without asking
    if not file.is_file() or file.read_bytes() != data:
        files.disk.replace(file, data)


# --- what can be in the way ----------------------------------------------------------------------


def _taken(file: Path) -> ConfigError:
    return ConfigError(
        f"{file} 已经有了，而且是另一个文件，没有动它。"
        "请把它改名或移开，再运行一次 pintu add，会接着做。",
        f"{file} is there already and is another file; it was left alone. Rename or move it and "
        "run pintu add again: it goes on from here.",
    )


def _gone(one: Copied) -> ConfigError:
    return ConfigError(
        f"读不到 {one.lasting[0]} 了。请把手机或 U 盘插好，再运行一次 pintu add，会接着做；"
        "已经收进来的不会丢。",
        f"{one.lasting[0]} can no longer be read. Plug the phone or the stick in and run pintu add "
        "again: it goes on from here, and nothing that was taken is lost.",
    )


def _gone_from(lasting: Sequence[str]) -> ConfigError:
    return ConfigError(
        f"{lasting[0]} 里的 {lasting[-1]} 打不开了。请换一份完好的，再运行一次 pintu add。",
        f"{lasting[-1]} in {lasting[0]} can no longer be opened. Bring a sound copy and run "
        "pintu add again.",
    )


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f} MB"
