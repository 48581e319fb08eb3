"""``pintu add``: look, plan, ask, do; and take back."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import field, replace
from datetime import date
from functools import partial
from pathlib import Path

import click

from archive.adding.alone import alone
from archive.adding.corrections import Correction
from archive.adding.disk import Disk
from archive.adding.doing import Files, agree, carry_out
from archive.adding.gathering import gather
from archive.adding.journal import Journal, Journals, State
from archive.adding.look import look_at
from archive.adding.looks import find_looks, inspect_gift, inspect_inside, length_in
from archive.adding.plan import Plan
from archive.adding.plan_book import format_plan_book, read_plan_book
from archive.adding.planning import Asked as AskedPlan
from archive.adding.planning import make_plan
from archive.adding.refusing import without_unusable
from archive.adding.understand import understand
from archive.adding.undoing import undo
from archive.adding.village import Village, read_village
from archive.cli import adding_sentences as say
from archive.cli import sentences
from archive.cli.alike_page import write_alike_page
from archive.cli.console import Console, paint
from archive.cli.plan_list import IN_PLAN, Advice, format_plan, plan_to_json, problems_of
from archive.cli.private_page import check_private, write_private
from archive.cli.problem_list import CLEAN, WARNED
from archive.cli.progress import Report, shown_progress
from archive.cli.sentences import Sentence
from archive.cli.villages import SETTINGS, command_line
from archive.derive.executor import LocalExecutor
from archive.errors import ConfigError
from archive.ingest.incoming import Verdict
from archive.ingest.originals import DigestCache
from archive.values import dataclass

STATE = ".pintu"
_IGNORED = ".pintu/\nsite/\nsite-kiosk/\nprint/\ntrash/\nmedia/*\n!media/manifest-sha256.txt\n"
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person wants."""

    sources: tuple[Path, ...]
    folder: Path
    today: date
    yes: bool = False
    as_json: bool = False
    form: str | None = None
    licence: str | None = None
    save: Path | None = None
    """Where the plan is written as a workbook, instead of being followed."""
    plan: Path | None = None
    """A workbook that was handed back."""
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    alike: Path | None = None
    """Where pictures that look alike are shown side by side, instead of adding."""


def run_add(asked: Asked, console: Console) -> int:
    """Add ``asked.sources``; the exit code: 0 done or nothing to do, 1 with something to look at,
    or not agreed to."""
    files = _files_of(asked.folder)
    _go_on(files, console)
    if asked.plan is not None:
        asked = _handed_back(asked, asked.plan)
    if not asked.sources:
        raise ConfigError(say.NO_SOURCES.zh, say.NO_SOURCES.en)
    if asked.alike is not None:
        check_private(asked.alike, asked.folder)
    with planned(asked, files, console) as (plan, village):
        if asked.alike is not None:
            return write_alike_page(asked.alike, plan, console)
        if asked.as_json:
            console.data(plan_to_json(plan, console))
            return _exit_code(plan)
        if asked.save is not None:
            check_private(asked.save, asked.folder, suffixes=(".xlsx",))
            write_private(asked.save, format_plan_book(plan, language=console.language))
            console.say(say.SAVED, file=asked.save)
            return _exit_code(plan)
        return settle(plan, village, console, today=asked.today, yes=asked.yes)


def settle(
    plan: Plan,
    village: Village,
    console: Console,
    *,
    today: date,
    yes: bool,
    advice: Advice = IN_PLAN,
) -> int:
    """Show a plan, ask, and carry it out; the exit code, as `run_add` gives it."""
    files = _files_of(plan.village)
    for line in format_plan(plan, console, most=advice.most, advice=advice):
        console.line(line)
    console.line()
    if plan.is_idle:
        return _exit_code(plan)
    if not _is_agreed(console, advice, yes=yes):
        return WARNED
    with _alone(plan.village, console), shown_progress(console) as progress:
        journal = agree(
            plan,
            village,
            files,
            day=today.isoformat(),
            report=_report_of(plan, console, today, advice),
            besides=_settings(plan.village),
        )
        journal = carry_out(journal, files, on_progress=_megabytes(progress, say.COPYING, console))
    _tell_done(journal, plan.village, console)
    return _exit_code(plan)


def go_on(folder: Path, console: Console) -> None:
    """Finish an addition to the archive in ``folder`` that was cut off, if there is one."""
    _go_on(_files_of(folder), console)


def run_undo(folder: Path, console: Console, *, yes: bool) -> int:
    """Take back what was added last; the exit code: 1 where something had to stay."""
    files = _files_of(folder)
    journal = files.journals.last(State.OPEN, State.DONE, State.UNDOING)
    if journal is None:
        raise ConfigError(say.UNDO_NOTHING.zh, say.UNDO_NOTHING.en)
    made = sum(written.before is None for written in journal.written)
    facts = {"number": journal.number, "day": journal.day, "records": made}
    question = console.text(say.UNDO_ASK, files=len(journal.copied), **facts)
    if not yes and not (console.can_ask and click.confirm(question, err=True)):
        console.say(say.NOT_AGREED)
        return WARNED
    with _alone(folder, console):
        if files.journals.last(State.OPEN, State.DONE, State.UNDOING) != journal:
            raise ConfigError(say.UNDO_STALE.zh, say.UNDO_STALE.en)
        undone = undo(journal, files)
    for path in undone.changed_since:
        console.say(say.CHANGED_SINCE, path=path)
    for path in undone.still_named:
        console.say(say.STILL_NAMED, path=path)
    counts = {"removed": len(undone.removed), "restored": len(undone.restored)}
    console.say(say.UNDONE, trash=folder / undone.trash, **counts)
    return WARNED if undone.changed_since or undone.still_named else CLEAN


@contextmanager
def planned(asked: Asked, files: Files, console: Console) -> Iterator[tuple[Plan, Village]]:
    """The plan for ``asked.sources``; what was unpacked to make it is there until the end."""
    state = asked.folder / STATE
    standing = files.journals.standing()
    with tempfile.TemporaryDirectory(prefix="pintu-add-") as scratch:
        with shown_progress(console) as progress:
            gift = look_at(
                asked.sources,
                scratch=Path(scratch),
                village=asked.folder,
                digests=DigestCache(state / "adding" if state.is_dir() else None),
                on_progress=_megabytes(progress, say.READING, console),
            )

            def tell(done: int, total: int) -> None:
                progress(console.text(say.UNDERSTANDING), done, total)

            understood = understand(
                gift,
                form=asked.form,
                licence=asked.licence,
                verdicts=asked.verdicts,
                on_progress=tell,
            )
            executor = LocalExecutor()

            def look(done: int, total: int) -> None:
                progress(console.text(say.INSPECTING), done, total)

            inspected = {
                **inspect_gift(gift, executor=executor, on_progress=look),
                **inspect_inside(understood.inside, scratch=Path(scratch), executor=executor),
            }
            understood = without_unusable(understood, inspected)
        village = read_village(asked.folder, cache_dir=state if state.is_dir() else None)
        alike = find_looks(gift, inspected, village, executor=executor, state=state)
        earlier = files.journals.earlier()
        length_of = partial(length_in, village, executor=executor)
        said = asked.form, asked.licence, asked.corrections
        wish = AskedPlan(*said, earlier, alike, standing, length_of)
        gathered = gather(gift, understood, inspected, numbered=village.numbered)
        yield make_plan(gift, understood, gathered, village, wish), village


def _handed_back(asked: Asked, file: Path) -> Asked:
    if asked.sources:
        raise ConfigError(say.PLAN_ALONE.zh, say.PLAN_ALONE.en)
    back = read_plan_book(file)
    return replace(
        asked,
        sources=back.given,
        form=back.form,
        licence=back.licence,
        corrections=back.corrections,
        verdicts=back.verdicts,
    )


def _files_of(folder: Path) -> Files:
    disk = Disk()
    return Files(folder, disk, Journals(folder / STATE, disk))


def _go_on(files: Files, console: Console) -> None:
    """Finish what was cut off, unless it is not cut off at all: somebody else is at it."""
    if files.journals.last(State.OPEN, State.UNDOING) is None:
        return
    with _alone(files.village, console):
        _finish(files, console)


def _alone(folder: Path, console: Console) -> AbstractContextManager[None]:
    return alone(folder / STATE, unguarded=lambda: console.note(say.UNGUARDED))


def _finish(files: Files, console: Console) -> None:
    journal = files.journals.last(State.OPEN, State.UNDOING)
    if journal is None:  # done meanwhile
        return
    if journal.state is State.UNDOING:
        console.say(say.UNDO_FIRST)
        undo(journal, files)
        return
    console.say(say.GOING_ON, number=journal.number, day=journal.day)
    with shown_progress(console) as progress:
        journal = carry_out(journal, files, on_progress=_megabytes(progress, say.COPYING, console))
    _tell_done(journal, files.village, console)
    console.line()


def _is_agreed(console: Console, advice: Advice, *, yes: bool) -> bool:
    if yes:
        return True
    if not console.can_ask:
        console.say(advice.unasked)
        return False
    if click.confirm(console.text(say.ASK), err=True):
        return True
    console.say(say.NOT_AGREED)
    return False


def _megabytes(progress: Report, step: Sentence, console: Console):  # type: ignore[no-untyped-def]
    """Tells of bytes in megabytes."""

    def tell(done: int, total: int) -> None:
        progress(console.text(step), -(-done // _MEGABYTE), -(-total // _MEGABYTE))

    return tell


def _report_of(plan: Plan, console: Console, today: date, advice: Advice):  # type: ignore[no-untyped-def]
    def report(number: int) -> tuple[str, str]:
        lines = [
            console.text(say.REPORT_TITLE, number=number),
            console.text(say.REPORT_DAY, day=today.isoformat()),
            console.text(say.REPORT_PRIVATE),
            "",
            *format_plan(plan, console, most=None, advice=advice),
        ]
        return f"print/add-{number:04}-{today.isoformat()}.txt", "\r\n".join(lines) + "\r\n"

    return report


def _tell_done(journal: Journal, folder: Path, console: Console) -> None:
    records = sum(bool(written.key) for written in journal.written)
    console.line(paint(console.text(say.DONE, records=records, files=len(journal.copied)), "good"))
    console.say(say.REPORT, file=folder / journal.report)
    console.line()
    console.say(sentences.NEXT)
    console.line(f"  {console.text(sentences.NEXT_CHECK, command=command_line('check', folder))}")
    console.line(f"  {console.text(sentences.NEXT_BUILD, command=command_line('build', folder))}")


def _exit_code(plan: Plan) -> int:
    return WARNED if any(True for _ in problems_of(plan)) else CLEAN


def _settings(folder: Path) -> Mapping[str, str]:
    """What an archive needs besides its records, for one that is not there yet."""
    title = json.dumps(folder.resolve().name or "Pintu", ensure_ascii=False)
    settings = (
        f"site_name: {title}\ndocs_dir: content/pages\nsite_dir: site\ntheme:\n  name: pintu\n"
        "plugins:\n  - pintu\n"
    )
    if (folder / SETTINGS).exists():
        return {}
    return {
        SETTINGS: settings,
        ".gitignore": _IGNORED,
        "content/pages/index.md": f"---\ntitle: {title}\n---\n",
    }
