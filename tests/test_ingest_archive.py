"""Reading a whole archive: what depends on what, and a cache that never changes the answer."""

import hashlib
import os
import pickle
import shutil
from pathlib import Path, PurePosixPath

import pytest

from archive.errors import has_errors
from archive.ingest.archive import Reading, check_times, read_archive
from archive.ingest.cache import read_cache
from archive.model.event import Event
from archive.model.interview import Interview
from archive.model.kinds import RecordId
from archive.model.person import Person
from archive.model.transcript import Role

SAMPLES = Path(__file__).parent / "samples"
OLD = 1_600_000_000
"""A time long before any test runs, so that no file seems to have changed under the reader."""


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """A whole small archive that may be changed."""
    folder = tmp_path / "village"
    shutil.copytree(SAMPLES / "whole", folder)
    for file in folder.rglob("*"):
        os.utime(file, (OLD, OLD))
    return folder


def write(file: Path, old: str, new: str, *, time: int) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(file, (OLD + time, OLD + time))


def agree(village: Path, cache: Path) -> Reading:
    """The reading with the cache, which must be what a reading without it gives."""
    cached, fresh = read_archive(village, cache_dir=cache), read_archive(village)
    assert cached.problems == fresh.problems
    assert cached.archive.records == fresh.archive.records
    assert dict(cached.archive.transcripts) == dict(fresh.archive.transcripts)
    for name, source in fresh.archive.sources.items():
        other = cached.archive.sources[name]
        assert (source.path, dict(source.lines), source.digest) == (
            other.path, dict(other.lines), other.digest,
        )  # fmt: skip
    return cached


def test_a_whole_archive_has_no_problems(village: Path) -> None:
    """Records, transcripts, speakers and sources are all there."""
    reading = read_archive(village)
    assert reading.problems == ()
    assert not has_errors(reading.problems)
    archive = reading.archive
    assert isinstance(archive.records[RecordId("interviews/i")], Interview)
    transcript = archive.transcripts[RecordId("interviews/i")].shown
    assert transcript is not None
    (speaker,) = transcript.segments[0].speakers
    assert (speaker.role, speaker.person) == (Role.NARRATOR, "people/a")
    source = archive.sources[RecordId("people/a")]
    assert source.path == PurePosixPath("content/people/a.md")
    assert source.lines["name"] == 3
    assert len(source.digest) == 16


def test_a_second_reading_gives_the_same(village: Path, tmp_path: Path) -> None:
    """From the cache or from the files, everything is equal."""
    cache = tmp_path / "cache"
    for _ in range(3):
        agree(village, cache)
    assert len(read_cache(cache).entries) == len(read_archive(village).archive.records)


def test_a_changed_file_is_read_again(village: Path, tmp_path: Path) -> None:
    """Size, time or content: a changed record is never served from the cache."""
    cache = tmp_path / "cache"
    agree(village, cache)
    write(village / "content/people/a.md", "沈阿甲", "沈阿丁", time=5)
    reading = agree(village, cache)
    person = reading.archive.records[RecordId("people/a")]
    assert isinstance(person, Person)
    assert person.name == "沈阿丁"
    assert [p.code for p in reading.problems] == ["speaker-unknown"]
    (village / "content/people/a.md").unlink()
    assert {p.code for p in agree(village, cache).problems} >= {"reference-broken"}


def test_a_changed_event_dates_others_anew(village: Path, tmp_path: Path) -> None:
    """A date told by an event follows that event, though its own file has not changed."""
    cache = tmp_path / "cache"

    def year() -> str | None:
        event = agree(village, cache).archive.records[RecordId("events/f")]
        assert isinstance(event, Event)
        return event.when.edtf

    assert year() == "1955"
    write(village / "content/events/e.md", "1954", "1931", time=5)
    assert year() == "1932"
    write(village / "content/events/e.md", "is_anchor: 是", "is_anchor: 否", time=9)
    codes = [p.code for p in agree(village, cache).problems]
    assert codes == ["date-not-understood"]


def test_a_new_real_name_is_looked_for_everywhere(village: Path, tmp_path: Path) -> None:
    """A name that becomes protected is found in files that were read long ago."""
    cache = tmp_path / "cache"
    agree(village, cache)
    person = village / "content/people/b.md"
    person.write_text(
        "---\naccession: A2\nname: 周大姐\nname_kind: 化名\nreal_name: 水车\naccess: 开放\n---\n",
        encoding="utf-8",
    )
    codes = {p.code for p in agree(village, cache).problems}
    assert codes == {"privacy-real-name"}
    person.unlink()
    assert agree(village, cache).problems == ()


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "foreign", "text"])
def test_a_damaged_cache_is_read_past(village: Path, tmp_path: Path, damage: str) -> None:
    """Whatever happened to the cache, the answer is that of the files."""
    cache = tmp_path / "cache"
    agree(village, cache)
    file = cache / "records.cache"
    data = bytearray(file.read_bytes())
    if damage == "cut":
        data = data[: len(data) // 2]
    elif damage == "flip":
        data[-40] ^= 0x40
    elif damage == "empty":
        data = bytearray()
    elif damage == "foreign":
        data[3] ^= 1
    else:
        data = bytearray(b"hello")
    file.write_bytes(data)
    assert read_cache(cache).entries == {}
    agree(village, cache)
    assert read_cache(cache).entries


def test_what_changed_is_kept_beside_the_rest(village: Path, tmp_path: Path) -> None:
    """After a few changes the large file stays as it is, and the answer is that of the files."""
    cache = tmp_path / "cache"
    agree(village, cache)
    large = (cache / "records.cache").read_bytes()
    write(village / "content/people/a.md", "沈阿甲", "沈阿丁", time=5)
    (village / "content/events/e.md").unlink()
    agree(village, cache)
    kept = read_cache(cache).entries
    assert (cache / "records.cache").read_bytes() == large
    assert RecordId("events/e") not in kept
    person = kept[RecordId("people/a")].record
    assert isinstance(person, Person)
    assert person.name == "沈阿丁"
    agree(village, cache)


@pytest.mark.parametrize("damage", ["cut", "gone", "of another cache"])
def test_changes_that_cannot_be_trusted_are_read_past(
    village: Path, tmp_path: Path, damage: str
) -> None:
    """Changes are added only to the very cache they were written for, and only when whole."""
    cache = tmp_path / "cache"
    agree(village, cache)
    write(village / "content/people/a.md", "沈阿甲", "沈阿丁", time=5)
    agree(village, cache)
    file = cache / "changes.cache"
    if damage == "cut":
        file.write_bytes(file.read_bytes()[:-9])
    elif damage == "gone":
        file.unlink()
    else:
        kept = file.read_bytes()
        (cache / "records.cache").unlink()
        agree(village, cache)
        file.write_bytes(kept)
        (village / "content/people/a.md").unlink()
    agree(village, cache)


class _Evil:
    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self._mark),)


def test_a_cache_from_a_stranger_runs_nothing(village: Path, tmp_path: Path) -> None:
    """An archive may come with somebody's cache in it, so a cache builds plain values only."""
    from archive.ingest import cache as module

    cache, mark = tmp_path / "cache", tmp_path / "mark"
    agree(village, cache)
    payload = pickle.dumps(_Evil(mark))
    seal = hashlib.sha1(payload, usedforsecurity=False).digest()
    (cache / "records.cache").write_bytes(module._head() + seal + payload)
    agree(village, cache)
    assert not mark.exists()


def test_verifying_reads_every_file(village: Path, tmp_path: Path) -> None:
    """A change that keeps size and time is seen when it is asked for."""
    cache = tmp_path / "cache"
    agree(village, cache)
    write(village / "content/people/a.md", "沈阿甲", "沈阿丁", time=0)
    reading = read_archive(village, cache_dir=cache, verify=True)
    assert [p.code for p in reading.problems] == ["speaker-unknown"]
    agree(village, cache)


def test_progress_ends_at_the_whole(village: Path) -> None:
    """Whoever watches sees the end."""
    seen: list[tuple[int, int]] = []
    read_archive(village, on_progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (7, 7)
    assert seen == sorted(seen)


def test_a_folder_that_is_no_archive_is_told(tmp_path: Path) -> None:
    """Nothing is raised, and nothing is written."""
    reading = read_archive(tmp_path / "nowhere")
    assert [p.code for p in reading.problems] == ["content-missing"]
    assert list(tmp_path.iterdir()) == []


def test_measured_lengths_are_checked_too(village: Path) -> None:
    """What reaches beyond a recording is told once its length is known."""
    reading = read_archive(village)
    name = RecordId("interviews/i")
    assert check_times(reading, durations={name: 60.0}) == ()
    (problem,) = check_times(reading, durations={name: 2.0})
    assert (problem.code, problem.path.name, problem.line) == ("cue-past-end", "transcript.vtt", 4)
