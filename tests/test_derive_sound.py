"""Speech: what must not be heard is not there, the rest is at one loudness, and nothing else is."""

from __future__ import annotations

import math
import re
from pathlib import Path, PurePosixPath

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive.sound import FADE, MARGIN, choose_gain, silence_span
from archive.derive.waveform import format_waveform
from archive.model.orders import DerivedSound, SoundOrder, Span
from tests.test_derive_detectors import (
    RATE,
    decode_sound,
    derive_fine,
    loudest_tone,
    make_murmur,
    make_tone,
    measure_loudness,
    put,
    run_ffmpeg,
    write_wav,
)

SECRET = 1777.0


def derive_sound(
    village: Path, name: str, *, silences: tuple[Span, ...] = (), key: str = "interviews/a/voice"
) -> tuple[DerivedSound, Path]:
    order = SoundOrder(key, PurePosixPath(name), silences=silences)
    derivation = derive_fine(village, order)
    result = derivation.results[key]
    assert isinstance(result, DerivedSound)
    return result, derivation.files[result.audio.path]


@pytest.fixture
def told_secret(tmp_path: Path) -> Path:
    """A village with `told.wav`: 12 s, a tone of its own from 5 s to 8 s that is withheld."""
    told = put(make_tone(300, seconds=12), make_tone(SECRET, seconds=3, level=-6), at=5)
    write_wav(tmp_path / "media/told.wav", told)
    return tmp_path


def test_tone_is_heard_when_nothing_is_withheld(told_secret: Path) -> None:
    """The planted tone comes through when it may: otherwise the next test would prove nothing."""
    _, path = derive_sound(told_secret, "told.wav")
    assert loudest_tone(decode_sound(path), SECRET) > -30


def test_withheld_tone_is_nowhere_in_the_sound(told_secret: Path) -> None:
    """Inside the silenced stretch and everywhere else the planted frequency is below -70 dBFS."""
    result, path = derive_sound(told_secret, "told.wav", silences=(Span(5, 8),))
    heard = decode_sound(path)
    assert loudest_tone(heard, SECRET) < -70
    assert loudest_tone(heard[: 4 * RATE], 300) > -30
    assert np.abs(heard[round(5.1 * RATE) : round(7.9 * RATE)]).max() < 1e-3
    assert set(result.peaks[250:400]) == {0}
    assert min(result.peaks[:240]) > 10


def test_nothing_withheld_changes_a_byte_of_what_is_published(tmp_path: Path) -> None:
    """Two recordings that differ only in the withheld stretch give the same file: no gain, peak
    or encoder state remembers what was said there, however loud."""
    told = make_murmur(seconds=12, level=-25)
    loud = put(told, make_tone(SECRET, seconds=3, level=-0.5), at=5)
    write_wav(tmp_path / "media/quiet.wav", told)
    write_wav(tmp_path / "media/loud.wav", loud)
    one, path_one = derive_sound(tmp_path, "quiet.wav", silences=(Span(5, 8),))
    other, path_other = derive_sound(tmp_path, "loud.wav", silences=(Span(5, 8),))
    assert path_one != path_other
    assert path_one.read_bytes() == path_other.read_bytes()
    assert one.peaks == other.peaks


@pytest.mark.parametrize("level", [-30.0, -15.0, -1.0])
def test_speech_comes_out_at_one_loudness(tmp_path: Path, level: float) -> None:
    """-18 LUFS within 1 LU whatever the recorder did, and no true peak above -1.5 dBTP."""
    write_wav(tmp_path / "media/a.wav", make_murmur(seconds=10, level=level))
    _, path = derive_sound(tmp_path, "a.wav")
    loudness, peak = measure_loudness(path)
    assert loudness == pytest.approx(-18, abs=1)
    assert peak <= -1.5


def test_a_slammed_door_does_not_clip(tmp_path: Path) -> None:
    """A bang in a quiet recording is limited below -1.5 dBTP."""
    sound = make_murmur(seconds=10, level=-30)
    sound[5 * RATE : 5 * RATE + 400] = 0.99 * (-1) ** (np.arange(400) // 20)
    write_wav(tmp_path / "media/a.wav", sound)
    _, path = derive_sound(tmp_path, "a.wav")
    assert measure_loudness(path)[1] <= -1.5


@pytest.mark.parametrize(("loudness", "gain"), [(-18, 0), (-12, -6), (-60, 30), (-70, 0)])
def test_gain_is_bounded(loudness: float, gain: float) -> None:
    """Silence is not raised to a roar, and hardly audible speech by 30 dB at most."""
    assert choose_gain(loudness) == gain


def test_nothing_but_sound_is_published(tmp_path: Path) -> None:
    """No tag, picture, comment or encoder's note of the original or of ours is in the file."""
    write_wav(tmp_path / "a.wav", make_murmur(seconds=3, level=-20))
    planted = ["title=PLANTED-name", "artist=PLANTED-who", "comment=PLANTED-where"]
    tags = [part for tag in planted for part in ("-metadata", tag)]
    (tmp_path / "media").mkdir()
    original = tmp_path / "media/a.mp3"
    run_ffmpeg("-i", tmp_path / "a.wav", *tags, "-id3v2_version", "3", original)
    original.write_bytes(original.read_bytes() + b"TAGPLANTED-end".ljust(128, b"\0"))
    assert original.read_bytes().count(b"PLANTED") == 4
    _, path = derive_sound(tmp_path, "a.mp3")
    data = path.read_bytes()
    for trace in (b"PLANTED", b"ID3", b"TAG", b"Lavf", b"Lavc", b"Xing", b"Info", b"APE"):
        assert trace not in data
    assert data[:2] == b"\xff\xf3"


def test_speech_is_small_and_as_long_as_it_was(tmp_path: Path) -> None:
    """At most 0.5 MB a minute, mono; the length told is the length heard."""
    write_wav(
        tmp_path / "media/a.wav", make_murmur(seconds=60, level=-20, rate=44_100), rate=44_100
    )
    result, path = derive_sound(tmp_path, "a.wav")
    assert result.seconds == pytest.approx(60, abs=0.01)
    assert result.audio.bytes == path.stat().st_size <= 500_000
    assert len(decode_sound(path)) / RATE == pytest.approx(60, abs=0.2)
    assert "24000 Hz, mono" in run_ffmpeg("-i", path, "-f", "null", "-")


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("a.m4a", ["-c:a", "aac"]),
        ("a.mp3", ["-c:a", "libmp3lame"]),
        ("a.aac", ["-c:a", "aac", "-f", "adts"]),
        ("a.amr", ["-c:a", "libopencore_amrnb", "-ar", "8000", "-b:a", "12.2k"]),
        ("a.3gp", ["-c:a", "libopencore_amrnb", "-ar", "8000", "-b:a", "12.2k"]),
        ("a.ogg", ["-c:a", "libopus", "-ar", "48000"]),
        ("a.flac", []),
        ("a.aiff", []),
        ("a.caf", []),
        ("a.wma", ["-c:a", "wmav2"]),
        ("a.webm", ["-c:a", "libopus", "-ar", "48000"]),
        ("a.avi", ["-c:a", "pcm_s16le"]),
        ("大伯 讲水车（上）.wav", ["-ac", "2"]),
    ],
)
def test_recordings_of_every_recorder_are_read(
    tmp_path: Path, name: str, arguments: list[str]
) -> None:
    """Each format that phones and recorders write gives the tone that was recorded."""
    write_wav(tmp_path / "a.wav", make_tone(440, seconds=3))
    (tmp_path / "media").mkdir()
    run_ffmpeg("-i", tmp_path / "a.wav", *arguments, tmp_path / "media" / name)
    result, path = derive_sound(tmp_path, name)
    assert result.seconds == pytest.approx(3, abs=0.2)
    assert loudest_tone(decode_sound(path), 440) > -30


def test_seconds_are_those_of_the_player(tmp_path: Path) -> None:
    """A sound that starts late in its file starts as late in the derivative, so that times in the
    transcript, and stretches to silence, mean the same."""
    write_wav(tmp_path / "a.wav", make_tone(440, seconds=3))
    (tmp_path / "media").mkdir()
    picture = ["-f", "lavfi", "-i", "color=c=black:s=64x64:d=5"]
    late: list[str | Path] = ["-itsoffset", "2", "-i", tmp_path / "a.wav", "-map", "0", "-map", "1"]
    run_ffmpeg(*picture, *late, "-c:a", "aac", tmp_path / "media/late.mp4")
    _, path = derive_sound(tmp_path, "late.mp4")
    heard = np.abs(decode_sound(path))
    assert int(np.argmax(heard > 0.02)) / RATE == pytest.approx(2.0, abs=0.1)


def test_same_recording_gives_same_bytes(tmp_path: Path) -> None:
    """Deriving twice from nothing gives one and the same file, with the same public name."""
    for village in (tmp_path / "one", tmp_path / "two"):
        write_wav(village / "media/a.wav", make_murmur(seconds=4, level=-20))
    one, path_one = derive_sound(tmp_path / "one", "a.wav", silences=(Span(1, 2),))
    two, path_two = derive_sound(tmp_path / "two", "a.wav", silences=(Span(1, 2),))
    assert one == two
    assert path_one.read_bytes() == path_two.read_bytes()


def test_silence_stays_silent(tmp_path: Path) -> None:
    """A recording withheld from beginning to end is flat, and is no error."""
    write_wav(tmp_path / "media/a.wav", make_murmur(seconds=3, level=-10))
    result, path = derive_sound(tmp_path, "a.wav", silences=(Span(0, math.inf),))
    assert set(result.peaks) == {0}
    assert np.abs(decode_sound(path)).max() < 1e-3


times = st.floats(0, 12, allow_nan=False)


@given(start=times, length=times)
def test_every_sample_of_a_stretch_is_zeroed_and_others_stay(start: float, length: float) -> None:
    """Zero from a margin before to a margin after; untouched further than the fade beyond that."""
    rate = 1000
    samples = np.ones(10 * rate, np.float32)
    silence_span(samples, Span(start, start + length), rate=rate)
    time = np.arange(len(samples)) / rate
    inside = (time >= start - MARGIN) & (time <= start + length + MARGIN)
    reach = MARGIN + FADE + 2 / rate
    outside = (time < start - reach) | (time > start + length + reach)
    assert not samples[inside].any()
    assert (samples[outside] == 1).all()
    assert ((samples >= 0) & (samples <= 1)).all()


@given(st.lists(st.integers(0, 255), max_size=700))
def test_waveform_is_small_and_shows_every_peak_inside_its_box(peaks: list[int]) -> None:
    """Path data below 6 KB, bars within 1000 x 100, the highest bar for the loudest moment."""
    path = format_waveform(peaks)
    assert len(path) < 6000
    bars = [tuple(map(int, bar)) for bar in re.findall(r"M(\d+) (\d+)v(\d+)", path)]
    assert "".join(f"M{x} {y}v{height}" for x, y, height in bars) == path
    assert all(0 <= x <= 1000 and 0 <= y < y + height <= 100 for x, y, height in bars)
    assert len(bars) == min(len(peaks), 250)
    if peaks:
        assert max(height for _, _, height in bars) == max(2, round(max(peaks) / 255 * 96))
