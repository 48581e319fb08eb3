"""``pintu check``: everything that is wrong, and everything that will not be published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

from archive import build
from archive.build import Village
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
from archive.ingest.clearances import check_cleared
from archive.ingest.originals import read_manifest, seal_originals, write_manifest
from archive.model.archive import Archive
from archive.model.kinds import Kind, kind_of
from archive.model.projection import public_view
from archive.model.public import Withholding
from archive.model.terms import Channel
from archive.values import dataclass

KINDS = {
    Kind.INTERVIEW: say.Sentence("口述", "interviews"),
    Kind.PERSON: say.Sentence("人物", "people"),
    Kind.PLACE: say.Sentence("地点", "places"),
    Kind.EVENT: say.Sentence("大事", "events"),
    Kind.OBJECT: say.Sentence("老物件", "objects"),
    Kind.PHOTO: say.Sentence("老照片", "photos"),
    Kind.DOCUMENT: say.Sentence("村落文献", "documents"),
    Kind.TERM: say.Sentence("方言词", "dialect words"),
    Kind.PUZZLE: say.Sentence("拼图", "puzzles"),
    Kind.EXHIBIT: say.Sentence("展览", "exhibits"),
    Kind.SCENE: say.Sentence("场景", "scenes"),
    Kind.SKETCH: say.Sentence("示意图", "sketches"),
    Kind.CONSENT: say.Sentence("授权", "consents"),
    Kind.VISIT: say.Sentence("走访", "visits"),
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
    village = Village(folder)
    sealed: list[PurePosixPath] = []

    def seal(archive: Archive) -> Archive:
        manifest = _seal(archive, village, verify=asked.verify)
        sealed.extend(sorted(set(manifest) - set(archive.manifest)))
        return replace(archive, manifest=manifest)

    with shown_progress(console) as report:
        found = build.find_out(
            village,
            on=asked.on,
            executor=LocalExecutor(),
            report=report,
            verify=asked.verify,
            seal=seal if asked.seal else None,
        )
    view = public_view(found.archive, channel=Channel.parse(asked.channel), on=asked.on)
    problems = tuple(sorted({*found.problems, *check_cleared(found.archive, view.withheld)}))
    return Findings(found.archive, problems, view.withheld, tuple(sealed))


def _seal(archive: Archive, village: Village, *, verify: bool) -> Mapping[PurePosixPath, str]:
    """Register what is not registered; the manifest. One that is not understood is left alone."""
    _, unclear = read_manifest(village.media)
    if unclear:
        raise ConfigError(say.SEAL_REFUSED.zh, say.SEAL_REFUSED.en)
    cache = None if verify else village.state
    manifest = seal_originals(archive, media_dir=village.media, cache_dir=cache)
    if manifest != archive.manifest:
        write_manifest(village.media, manifest)
    return manifest


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
