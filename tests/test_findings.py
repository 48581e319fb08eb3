"""What is wrong is found in one place: checking and building never say different things of it."""

import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from archive.build import Prepared, Village, Wish, find_out, prepare
from archive.cli.program import run
from archive.derive import InlineExecutor
from archive.errors import ContentError, Problem
from archive.ingest.scaffold import write_new_archive
from archive.model.archive import Archive
from archive.model.terms import Channel

SAMPLES = Path(__file__).parent / "samples"
NAMES = sorted(folder.parent.name for folder in SAMPLES.glob("*/content"))
TODAY = date(2026, 1, 31)
WISH = Wish(Channel.WEB, on=TODAY, jobs=1)


def prepare_or_stop(folder: Path) -> tuple[Problem, ...] | Prepared:
    """The problems that stopped a build, or what it made ready."""
    try:
        return prepare(Village(folder), WISH)
    except ContentError as error:
        return error.problems


def check(folder: Path, capsys: pytest.CaptureFixture[str]) -> set[tuple[str, str, int | None]]:
    """What `pintu check` says: code, file and line of each problem."""
    words = ["check", str(folder), "--format", "json", "--date", TODAY.isoformat()]
    run(words, today=lambda: TODAY)
    found = json.loads(capsys.readouterr().out)["problems"]
    return {(one["code"], one["path"], one["line"]) for one in found}


def places(problems: tuple[Problem, ...]) -> set[tuple[str, str, int | None]]:
    return {(one.code, str(one.path), one.line) for one in problems}


@pytest.mark.parametrize("name", NAMES)
def test_check_and_build_say_the_same(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every faulty archive gives `check` and a build the same problems; a build that goes on adds
    only what the media stage sees inside originals."""
    folder = Path(shutil.copytree(SAMPLES / name, tmp_path / name))
    checked = check(folder, capsys)
    built = prepare_or_stop(folder)
    if isinstance(built, Prepared):
        more = places(built.problems) - checked
        assert checked <= places(built.problems)
        assert all(code.startswith("media-") for code, _, _ in more), more
    else:
        assert places(built) == checked


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """A new archive with one fault of each sort: in a record, beyond the end of a recording, an
    original lost, a consent that ends soon."""
    folder = tmp_path / "village"
    write_new_archive(folder, title="试村", language="zh-Hans")
    (transcript,) = folder.glob("content/interviews/*/transcript.vtt")
    late = "\n\n01:00:00.000 --> 01:00:05.000\n<v 问>还有吗？\n"
    transcript.write_text(transcript.read_text("utf-8").rstrip() + late, "utf-8")
    (person, *_) = sorted(folder.glob("content/people/*.md"))
    person.write_text(person.read_text("utf-8").replace("---\n", "---\nnmae: 谁\n", 1), "utf-8")
    (consent, *_) = sorted(folder.glob("content/consents/*.md"))
    lines = consent.read_text("utf-8").splitlines()
    lines = [line for line in lines if not line.startswith("valid_until")]
    ends = "valid_until: 2026-03-01"
    consent.write_text("\n".join([lines[0], ends, *lines[1:]]) + "\n", "utf-8")
    (picture, *_) = sorted(p for p in folder.glob("media/**/*") if p.suffix in {".jpg", ".png"})
    picture.unlink()
    return folder


def test_a_build_that_stops_names_everything(village: Path) -> None:
    """A worker who mends a record learns in the same run what else is wrong: the lost original,
    the cue beyond the end and the consent that ends, not one after the other."""
    stopped = prepare_or_stop(village)
    assert not isinstance(stopped, Prepared)
    codes = {problem.code for problem in stopped}
    assert {"field-unknown", "cue-past-end", "original-missing", "consent-ending"} <= codes
    assert list(stopped) == sorted(set(stopped))


def test_nothing_is_written_by_a_build_that_stops(village: Path) -> None:
    """Looking at the originals first derives nothing from them, and leaves nothing of the work."""
    prepare_or_stop(village)
    derived = village / ".pintu" / "derived"
    assert not [path for path in derived.rglob("*") if path.is_file()]


def test_a_lost_original_stops_nothing(village: Path) -> None:
    """It is an error, but everything else can be shown; a fault in a record is what stops."""
    for person in village.glob("content/people/*.md"):
        person.write_text(person.read_text("utf-8").replace("nmae: 谁\n", ""), "utf-8")
    (transcript,) = village.glob("content/interviews/*/transcript.vtt")
    text = transcript.read_text("utf-8")
    transcript.write_text(text[: text.index("01:00:00.000")].rstrip() + "\n", "utf-8")
    found = find_out(Village(village), on=TODAY, executor=InlineExecutor())
    assert "original-missing" in {problem.code for problem in found.problems}
    assert any(problem.is_error for problem in found.problems)
    assert not found.is_stopped


def test_originals_are_checked_as_sealed(tmp_path: Path) -> None:
    """What is registered on the way is no longer said to be unregistered, and the archive that
    comes back has it."""
    folder = Path(shutil.copytree(SAMPLES / "original-not-registered", tmp_path / "village"))
    asked: list[Archive] = []

    def seal(archive: Archive) -> Archive:
        asked.append(archive)
        return archive

    village = Village(folder)
    before = find_out(village, on=TODAY, executor=InlineExecutor(), seal=seal)
    assert len(asked) == 1
    assert "original-unlisted" in {problem.code for problem in before.problems}
    run(["check", str(folder), "--seal"], today=lambda: TODAY)
    after = find_out(village, on=TODAY, executor=InlineExecutor())
    assert "original-unlisted" not in {problem.code for problem in after.problems}
    assert len(after.archive.manifest) > len(before.archive.manifest)


def test_verifying_believes_no_memory(tmp_path: Path) -> None:
    """An original changed behind its size and time is told when everything is read again."""
    village = Village(tmp_path / "village")
    write_new_archive(village.folder, title="试村", language="zh-Hans")
    assert not find_out(village, on=TODAY, executor=InlineExecutor()).problems
    sound = village.media / "sound" / "example.wav"
    stat, data = sound.stat(), bytearray(sound.read_bytes())
    data[-1] ^= 1
    with sound.open("r+b") as file:
        file.write(data)
    os.utime(sound, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    found = find_out(village, on=TODAY, executor=InlineExecutor(), verify=True)
    assert [problem.code for problem in found.problems] == ["original-changed"]
