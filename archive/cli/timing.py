"""``pintu align`` and ``pintu listen``: times for words, and words for recordings."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from archive.build import Village
from archive.cli import machine_sentences as say
from archive.cli.console import Console, paint, plain
from archive.cli.hearing import Heard, Hearing, hear_all
from archive.cli.meant import find_meant
from archive.cli.paper import refused
from archive.cli.progress import shown_progress
from archive.cli.villages import find_village
from archive.derive import LocalExecutor
from archive.derive.durations import measure_durations
from archive.derive.listening import open_recording
from archive.derive.problems import MediaFault
from archive.derive.sound import Speech
from archive.ingest.archive import read_archive
from archive.ingest.machine_words import (
    DraftLine,
    NotOurs,
    Spoken,
    may_draft,
    open_words,
    spoken_text,
    write_draft,
    write_times,
    written_times,
)
from archive.ingest.scalars import format_seconds
from archive.model.archive import Archive
from archive.model.interview import Interview
from archive.model.kinds import Kind
from archive.model.media import Recording
from archive.recognise.alignment import LineToPlace, align_lines
from archive.recognise.engines import (
    Trial,
    load_transcriber,
    missing_package,
    run_trial,
)
from archive.recognise.listening import Journal, Listened, listen
from archive.recognise.loops import Doubt
from archive.recognise.loudness import find_speech
from archive.recognise.models import NEEDED, ModelFolder, NoModel, tell_model
from archive.recognise.transcriber import RATE, Transcriber
from archive.values import dataclass

LoadTranscriber = Callable[[Path, int], Transcriber]
"""Gives the recogniser in a folder, for so many threads. Raises ConfigError."""
_SHOWN = 12
_DOUBTS = {
    Doubt.LOOP: say.DOUBT_LOOP,
    Doubt.SILENCE: say.DOUBT_SILENCE,
    Doubt.TOO_FAST: say.DOUBT_FAST,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which interviews, the model folder, and whether what was done is done again."""

    interviews: tuple[str, ...]
    models: Path | None = None
    again: bool = False
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class _Job:
    """An interview whose recording is to be listened to."""

    interview: Interview
    record: Path
    recording: Recording


def open_transcriber(folder: Path, threads: int) -> Transcriber:
    """See `LoadTranscriber`."""
    try:
        model = tell_model(folder)
    except NoModel as error:
        wanted = "\n".join(f"  {f.value}: {', '.join(files)}" for f, files in NEEDED.items())
        found = ", ".join(error.found[:_SHOWN]) or "—"
        raise refused(say.NO_MODEL, folder=folder, found=plain(found), wanted=wanted) from None
    missing = missing_package(model)
    if missing is not None:
        raise refused(say.NO_LISTENER, package=missing)
    reason = _reason_against(model)
    if reason is None:
        try:
            return load_transcriber(model, threads=threads)
        except Exception as error:  # noqa: BLE001 - whatever the package says of such files
            reason = str(error).strip() or type(error).__name__
    raise refused(say.MODEL_BROKEN, model=model.name, reason=plain(reason.splitlines()[0][:200]))


def _reason_against(model: ModelFolder) -> str | None:
    """Why a model cannot be used, found out where nothing is lost; None when it can, or when
    loading it will say so."""
    with TemporaryDirectory(prefix="pintu-") as scratch:
        trial = Trial(model, Path(scratch) / "said")
        if not trial.is_needed:
            return None
        (done,) = LocalExecutor(1).map_unordered(run_trial, [trial])
        if done.failure is None:
            return None
        said = trial.said.read_text("utf-8", "replace").strip() if trial.said.exists() else ""
        return said.splitlines()[-1] if said else done.failure


def run_align(
    folder: Path | None, asked: Asked, console: Console, *, load: LoadTranscriber = open_transcriber
) -> int:
    """Give times to the words that have none; the exit code."""
    village = Village(find_village(folder))
    archive = read_archive(village.folder, cache_dir=village.state).archive
    transcriber = load(asked.models, _threads(asked)) if asked.models else None
    done = failed = 0
    for job in _jobs(archive, village, asked.interviews):
        try:
            spoken = open_words(job.record, state=job.interview.times)
        except NotOurs:
            if asked.interviews:
                console.note(say.NOTHING_TO_ALIGN, title=job.interview.title)
            continue
        try:
            with _opened(village, job) as sound:
                count = _align(job, spoken, sound, transcriber, village, console)
        except MediaFault as fault:
            failed += 1
            _tell_fault(job, fault, console)
            continue
        done += 1
        facts = {"title": job.interview.title, "lines": count}
        console.line(paint(console.text(say.ALIGNED, **facts), "good"))
    if done:
        console.say(say.ALIGN_NEXT)
    elif not failed and not asked.interviews:
        console.say(say.ALL_TIMED)
    return 1 if failed else 0


def _align(
    job: _Job,
    spoken: Spoken,
    sound: Speech,
    transcriber: Transcriber | None,
    village: Village,
    console: Console,
) -> int:
    """Place the words in the sound and write them; how many lines."""
    heard = _listen(job, sound, transcriber, village, console) if transcriber else None
    voiced = heard.voiced if heard else find_speech(sound)
    lines = []
    before: tuple[str, ...] | None = None
    told = written_times(spoken.segments)
    for segment, second in zip(spoken.segments, told, strict=True):
        who = tuple(speaker.label for speaker in segment.speakers)
        lines.append(LineToPlace(spoken_text(segment), is_turn=who != before, told=second))
        before = who
    if count := sum(second is not None for second in told):
        console.note(say.HELD_BY_TIMES, title=job.interview.title, count=count)
    times = align_lines(lines, voiced, heard=heard.words if heard else ())
    write_times(job.record, spoken, [(one.start, one.end) for one in times])
    return len(lines)


def run_listen(
    folder: Path | None, asked: Asked, console: Console, *, load: LoadTranscriber = open_transcriber
) -> int:
    """Write drafts of transcripts for recordings that have none; the exit code."""
    if asked.models is None:
        raise refused(say.WHICH_MODEL)
    village = Village(find_village(folder))
    archive = read_archive(village.folder, cache_dir=village.state).archive
    wanted = [
        job for job in _jobs(archive, village, asked.interviews) if _is_free(job, asked, console)
    ]
    if not wanted:
        console.say(say.ALL_WRITTEN)
        return 0
    transcriber = load(asked.models, _threads(asked))
    by = transcriber.name
    if min(_threads(asked), len(wanted)) > 1:
        del transcriber  # others load their own, and there may be no room for one more
        found = _side_by_side(wanted, asked.models, _threads(asked), by, village, console)
    else:
        found = _one_by_one(wanted, transcriber, village, console)
    failed = 0
    for job, heard in found:
        if isinstance(heard, Listened):
            _keep_draft(job, heard, by, village, console)
        else:
            failed += 1
            _tell_fault(job, heard, console)
    return 1 if failed else 0


def _one_by_one(
    wanted: Sequence[_Job], transcriber: Transcriber, village: Village, console: Console
) -> Iterator[tuple[_Job, Heard]]:
    for job in wanted:
        try:
            with _opened(village, job) as sound:
                yield job, _listen(job, sound, transcriber, village, console)
        except MediaFault as fault:
            yield job, fault


def _side_by_side(
    wanted: Sequence[_Job],
    models: Path,
    cores: int,
    by: str,
    village: Village,
    console: Console,
) -> Iterator[tuple[_Job, Heard]]:
    executor = LocalExecutor(min(cores, len(wanted)))
    jobs = {
        Hearing(
            job.interview.id,
            original=village.media / job.recording.file,
            journal=_journal(job, by, village).path,
            scratch=village.state / "tmp",
            models=models,
            threads=cores // executor.jobs,
        ): job
        for job in wanted
    }
    lengths = measure_durations(
        [job.recording.file for job in wanted],
        media_dir=village.media,
        cache_dir=village.state,
        executor=executor,
    )
    with shown_progress(console) as report:
        for one, heard in hear_all(
            [*jobs],
            lengths={village.media / file: seconds for file, seconds in lengths.items()},
            executor=executor,
            report=partial(report, say.STEP_LISTENING.en),
        ):
            yield jobs[one], heard


def _is_free(job: _Job, asked: Asked, console: Console) -> bool:
    is_free = may_draft(job.record, job.interview.transcript_state, again=asked.again)
    if not is_free and asked.interviews:
        console.note(say.HAS_TRANSCRIPT, title=job.interview.title)
    return is_free


def _keep_draft(job: _Job, heard: Listened, by: str, village: Village, console: Console) -> None:
    doubtful = {one.number: one.doubt for one in heard.doubtful}
    lines = [
        DraftLine(line.start, line.end, line.text, number in doubtful)
        for number, line in enumerate(heard.lines)
    ]
    if not lines:
        console.note(say.HEARD_NOTHING, title=job.interview.title)
        return
    path = write_draft(job.record, lines, by=by)
    _journal(job, by, village).remove()
    facts = {"title": job.interview.title, "lines": len(lines), "path": path}
    console.line(paint(console.text(say.DRAFTED, **facts), "good"))
    _tell_doubtful(heard, console)
    console.say(say.DRAFT_NEXT)


def _tell_doubtful(heard: Listened, console: Console) -> None:
    if not heard.doubtful:
        return
    console.say(say.DOUBTFUL, count=len(heard.doubtful))
    for one in heard.doubtful[:_SHOWN]:
        line = heard.lines[one.number]
        why = console.text(_DOUBTS[one.doubt])
        console.line(f"  {format_seconds(line.start)}  {why}  {plain(line.text[:40])}")
    if len(heard.doubtful) > _SHOWN:
        console.say(say.READ_MORE, count=len(heard.doubtful) - _SHOWN)


def _jobs(archive: Archive, village: Village, named: Sequence[str]) -> Iterator[_Job]:
    names = [find_meant(archive, one, Kind.INTERVIEW) for one in named]
    for record in archive.of_kind(Kind.INTERVIEW):
        if not isinstance(record, Interview) or (named and record.id not in names):
            continue
        if record.recording is not None:
            path = village.folder / archive.sources[record.id].path
            yield _Job(record, path, record.recording)


def _opened(village: Village, job: _Job) -> AbstractContextManager[Speech]:
    original = village.media / job.recording.file
    return open_recording(original, rate=RATE, scratch=village.state / "tmp")


def _listen(
    job: _Job, sound: Speech, transcriber: Transcriber, village: Village, console: Console
) -> Listened:
    with shown_progress(console) as report:
        return listen(
            sound,
            transcriber,
            journal=_journal(job, transcriber.name, village),
            on_progress=lambda done, total: report(say.STEP_LISTENING.en, done, total),
        )


def _journal(job: _Job, by: str, village: Village) -> Journal:
    """Where the windows of this recording are noted: another file, size or model, another one."""
    original = village.media / job.recording.file
    status = original.stat()
    facts = f"{job.recording.file} {status.st_size} {status.st_mtime_ns} {by}"
    name = hashlib.sha256(facts.encode()).hexdigest()[:16]
    return Journal(village.state / "listening" / f"{name}.jsonl")


def _tell_fault(job: _Job, fault: MediaFault | str, console: Console) -> None:
    code = fault.code if isinstance(fault, MediaFault) else fault
    facts = {"title": job.interview.title, "file": job.recording.file, "code": plain(code)}
    console.note_line(paint(console.text(say.NOT_HEARD, **facts), "warning"))


def _threads(asked: Asked) -> int:
    return LocalExecutor(asked.jobs).jobs
