"""Recordings are measured, and what reaches beyond their end is told, published or not."""

import math
import struct
import wave
from pathlib import Path, PurePosixPath

import pytest

from archive.build import Village, check_lengths
from archive.derive import InlineExecutor, durations
from archive.derive.durations import measure_durations
from archive.derive.problems import MediaFault
from archive.ingest.archive import read_archive
from archive.ingest.scaffold import write_new_archive


def write_tone(path: Path, *, seconds: float) -> None:
    """A quiet tone as a WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        samples = (int(3000 * math.sin(n / 4)) for n in range(int(8000 * seconds)))
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))


def measure(media: Path, *names: str) -> dict[str, float]:
    """Lengths by name."""
    measured = measure_durations(
        [PurePosixPath(name) for name in names],
        media_dir=media,
        cache_dir=media.parent / ".pintu",
        executor=InlineExecutor(),
    )
    return {str(name): seconds for name, seconds in measured.items()}


def test_a_recording_is_as_long_as_its_sound(tmp_path: Path) -> None:
    """To a hundredth of a second, whatever its header says."""
    media = tmp_path / "media"
    media.mkdir()
    write_tone(media / "a.wav", seconds=3.25)
    assert measure(media, "a.wav")["a.wav"] == pytest.approx(3.25, abs=0.01)


def test_what_cannot_be_decoded_has_no_length(tmp_path: Path) -> None:
    """A text named .mp3 and a missing file are left to the media stage to speak of."""
    media = tmp_path / "media"
    media.mkdir()
    (media / "b.mp3").write_text("#EXTM3U\nfile:///etc/passwd\n")
    assert measure(media, "b.mp3", "missing.mp3") == {}


def test_a_measured_recording_is_not_decoded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its length is remembered by what is in the file, not by its name."""
    media = tmp_path / "media"
    media.mkdir()
    write_tone(media / "a.wav", seconds=1)
    first = measure(media, "a.wav")
    (media / "a.wav").rename(media / "c.wav")

    def refuse(*_: object, **__: object) -> str:
        raise AssertionError("decoded again")

    monkeypatch.setattr("archive.derive.tools.run_ffmpeg", refuse)
    assert measure(media, "c.wav")["c.wav"] == first["a.wav"]


def test_what_had_no_room_is_measured_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full today says nothing about a recording."""
    media = tmp_path / "media"
    media.mkdir()
    write_tone(media / "a.wav", seconds=1)

    def fill(*_: object) -> float:
        raise MediaFault("media-no-space")

    with monkeypatch.context() as full:
        full.setattr(durations, "_decode", fill)
        assert measure(media, "a.wav") == {}
    assert measure(media, "a.wav")["a.wav"] == pytest.approx(1, abs=0.01)


def test_cues_beyond_the_measured_end_are_problems(tmp_path: Path) -> None:
    """Even where the record says nothing of its length: the sound itself is asked."""
    folder = tmp_path / "village"
    write_new_archive(folder, title="试村", language="zh-Hans")
    (transcript,) = folder.glob("content/interviews/*/transcript.vtt")
    before = check_lengths(Village(folder), read_archive(folder), executor=InlineExecutor())
    assert before == ()
    late = "\n\n01:00:00.000 --> 01:00:05.000\n<v 问>还有吗？\n"
    transcript.write_text(transcript.read_text("utf-8").rstrip() + late, "utf-8")
    problems = check_lengths(Village(folder), read_archive(folder), executor=InlineExecutor())
    assert {problem.code for problem in problems} == {"cue-past-end"}
    assert all(problem.path.name == "transcript.vtt" for problem in problems)


def test_recordings_are_measured_where_drafts_are_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a killed build leaves of them goes with the next."""
    media = tmp_path / "media"
    media.mkdir()
    write_tone(media / "a.wav", seconds=1)
    rooms: list[Path] = []

    def look(path: Path, work: Path) -> float:
        rooms.append(work)
        return 1.0

    monkeypatch.setattr(durations, "_decode", look)
    measure(media, "a.wav")
    drafts = tmp_path / ".pintu" / "derived" / "drafts"
    assert [room.parent.parent for room in rooms] == [drafts]
    assert list(drafts.iterdir()) == []
