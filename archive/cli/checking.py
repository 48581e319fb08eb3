"""``pintu check``: everything that is wrong, and everything that will not be published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from archive.build import Village, check_lengths
from archive.cli import sentences as say
from archive.cli.console import Console, paint, plain
from archive.cli.problem_list import count_problems, exit_code, print_problems, print_summary
from archive.cli.progress import shown_progress
from archive.cli.villages import MEDIA, find_village
from archive.cli.withheld_list import (
    Row,
    count_withheld,
    describe_withheld,
    print_withheld,
)
from archive.derive import LocalExecutor
from archive.errors import ConfigError, Problem, has_errors
from archive.ingest.archive import read_archive
from archive.ingest.consent_terms import check_consent_terms
from archive.ingest.originals import (
    check_originals,
    read_manifest,
    seal_originals,
    write_manifest,
)
from archive.model.archive import Archive
from archive.model.kinds import Kind, kind_of
from archive.model.projection import public_view
from archive.model.public import Withholding
from archive.model.terms import Channel

KINDS = {
    Kind.INTERVIEW: say.Sentence("口述", "interviews"),
    Kind.PERSON: say.Sentence("人物", "people"),
    Kind.PLACE: say.Sentence("地点", "places"),
    Kind.EVENT: say.Sentence("大事", "events"),
    Kind.OBJECT: say.Sentence("老物件", "objects"),
    Kind.PHOTO: say.Sentence("老照片", "photos"),
    Kind.DOCUMENT: say.Sentence("村落文献", "documents"),
    Kind.TERM: say.Sentence("方言词", "dialect words"),
    Kind.CONSENT: say.Sentence("授权", "consents"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person wants of a check."""

    channel: str
    on: date
    as_json: bool = False
    seal: bool = False
    verify: bool = False
    all_withheld: bool = False


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found."""

    archive: Archive
    problems: tuple[Problem, ...]
    withheld: tuple[Withholding, ...]
    sealed: tuple[PurePosixPath, ...] = ()


def run_check(folder: Path | None, asked: Asked, console: Console) -> int:
    """Check the archive and say what was found; the exit code."""
    village = find_village(folder)
    findings = find_out(village, asked, console)
    if asked.as_json:
        console.data(findings_to_json(findings, asked, console))
    else:
        print_findings(findings, asked, console, folder=village)
    return exit_code(findings.problems)


def find_out(folder: Path, asked: Asked, console: Console) -> Findings:
    """Read, seal if that is wanted, check originals and project. Writes only the manifest."""
    cache = folder / ".pintu"
    with shown_progress(console) as report:
        reading = read_archive(
            folder,
            cache_dir=cache,
            verify=asked.verify,
            on_progress=lambda done, total: report(say.STEP_READING.en, done, total),
        )
        archive = reading.archive
        sealed: tuple[PurePosixPath, ...] = ()
        if asked.seal:
            archive, sealed = _seal(archive, folder=folder, cache=None if asked.verify else cache)
        originals = check_originals(
            archive,
            media_dir=folder / MEDIA,
            cache_dir=None if asked.verify else cache,
            on_progress=lambda done, total: report(say.STEP_CHECKING.en, done, total),
        )
        lengths = check_lengths(Village(folder), reading, executor=LocalExecutor(), report=report)
    view = public_view(archive, channel=Channel.parse(asked.channel), on=asked.on)
    terms = check_consent_terms(archive, on=asked.on)
    problems = tuple(sorted({*reading.problems, *lengths, *originals, *terms}))
    return Findings(archive, problems, view.withheld, sealed)


def _seal(
    archive: Archive, *, folder: Path, cache: Path | None
) -> tuple[Archive, tuple[PurePosixPath, ...]]:
    """Register what is not registered. A manifest that is not understood is left alone."""
    media = folder / MEDIA
    _, unclear = read_manifest(media)
    if unclear:
        raise ConfigError(say.SEAL_REFUSED.zh, say.SEAL_REFUSED.en)
    manifest = seal_originals(archive, media_dir=media, cache_dir=cache)
    added = tuple(sorted(set(manifest) - set(archive.manifest)))
    if added:
        write_manifest(media, manifest)
    return replace(archive, manifest=manifest), added


def describe_all(findings: Findings, console: Console) -> list[Row]:
    """Everything held back, in words, by record."""
    rows = [describe_withheld(one, findings.archive, console) for one in findings.withheld]
    return sorted(rows, key=lambda row: row.record)


def print_findings(findings: Findings, asked: Asked, console: Console, *, folder: Path) -> None:
    """Problems first, then what is held back, then the sum of it."""
    print_problems(findings.problems, console, folder=folder)
    if asked.seal:
        _print_sealed(findings.sealed, console)
    print_held_back(findings, asked, console)
    _print_records(findings.archive, console)
    print_summary(findings.problems, console)


def _print_sealed(sealed: Sequence[PurePosixPath], console: Console) -> None:
    if not sealed:
        console.say(say.SEALED_NONE)
    else:
        console.say(say.SEALED, count=len(sealed))
        for path in sealed:
            console.line(f"  {plain(str(MEDIA / path))}")
    console.line()


def print_held_back(findings: Findings, asked: Asked, console: Console) -> None:
    """What is not published: counted, or each with its reason."""
    name = "zh-Hans" if console.language == "zh" else "en"
    facts = {"channel": Channel.parse(asked.channel).name_in(name), "on": asked.on.isoformat()}
    if not findings.withheld:
        console.say(say.WITHHELD_NONE, **facts)
    else:
        parts = count_withheld(findings.withheld, console)
        console.say(say.WITHHELD_COUNT, count=len(findings.withheld), parts=parts, **facts)
        if has_errors(findings.problems):
            console.line(paint(console.text(say.WITHHELD_UNSURE), "weak"))
        if asked.all_withheld:
            print_withheld(describe_all(findings, console), console)
        else:
            console.line(paint(console.text(say.WITHHELD_MORE), "weak"))
    console.line()


def _print_records(archive: Archive, console: Console) -> None:
    counted = Counter(kind_of(record) for record in archive.records)
    kinds = [
        console.text(say.PART_COUNT, what=console.text(name), count=counted[kind])
        for kind, name in KINDS.items()
        if counted[kind]
    ]
    if kinds:
        between = "，" if console.language == "zh" else ", "
        console.say(say.RECORD_COUNT, count=len(archive.records), kinds=between.join(kinds))


def findings_to_json(findings: Findings, asked: Asked, console: Console) -> dict[str, object]:
    """For other programs: problems, withheld and counts, and what was sealed."""
    errors, warnings = count_problems(findings.problems)
    language = "zh-Hans" if console.language == "zh" else "en"
    held = sorted(findings.withheld, key=lambda one: one.record)
    return {
        "channel": asked.channel,
        "date": asked.on.isoformat(),
        "problems": [problem.to_json(language) for problem in findings.problems],
        "withheld": [
            describe_withheld(one, findings.archive, console).to_json(one) for one in held
        ],
        "sealed": [str(path) for path in findings.sealed],
        "counts": {
            "records": len(findings.archive.records),
            "errors": errors,
            "warnings": warnings,
            "withheld": len(findings.withheld),
            "sealed": len(findings.sealed),
        },
    }
