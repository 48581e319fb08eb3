"""Video: what must not be seen or heard is not there, and every phone can play the rest."""

from __future__ import annotations

import math
from pathlib import Path, PurePosixPath

import numpy as np
import pytest

from archive.derive.video import choose_poster_time, format_blackouts, parse_movie_seconds
from archive.model.orders import DerivedVideo, Span, VideoOrder
from tests.test_derive_detectors import (
    decode_frames,
    decode_sound,
    derive,
    derive_fine,
    loudest_tone,
    make_tone,
    open_derived,
    put,
    read_corners,
    run_ffmpeg,
    write_wav,
)

KEY = "interviews/a/film"
SECRET = 1777.0


def derive_video(
    village: Path,
    name: str,
    *,
    silences: tuple[Span, ...] = (),
    blackouts: tuple[Span, ...] = (),
) -> tuple[DerivedVideo, Path, tuple[int, ...]]:
    """The result, the video's file, and the colour in the middle of the poster."""
    order = VideoOrder(KEY, PurePosixPath(name), silences=silences, blackouts=blackouts)
    derivation = derive_fine(village, order)
    result = derivation.results[KEY]
    assert isinstance(result, DerivedVideo)
    poster = read_corners(open_derived(derivation, result.poster.path))[0]
    return result, derivation.files[result.video.path], poster


@pytest.fixture
def told_secret(tmp_path: Path) -> Path:
    """A village with `told.mp4`: 8 s of green, but red and with a tone of its own from 3 to 5 s."""
    sound = put(make_tone(300, seconds=8), make_tone(SECRET, seconds=2, level=-6), at=3)
    write_wav(tmp_path / "told.wav", sound)
    (tmp_path / "media").mkdir()
    red = "drawbox=c=red:t=fill:enable='between(t,3,5)'"
    tags = ["title=PLANTED-name", "location=+30.1234+120.5678/", "comment=PLANTED-note"]
    planted = [part for tag in tags for part in ("-metadata", tag)]
    picture = ["-f", "lavfi", "-i", "color=c=green:s=320x180:r=25:d=8"]
    made = ["-vf", red, "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"]
    run_ffmpeg(*picture, "-i", tmp_path / "told.wav", *made, *planted, tmp_path / "media/told.mp4")
    return tmp_path


def redness(path: Path) -> list[int]:
    """How much more red than green the reddest pixel of each frame is."""
    frames = decode_frames(path).astype(int)
    return [int(value) for value in (frames[..., 0] - frames[..., 1]).max(axis=(1, 2))]


def test_red_and_tone_are_there_when_nothing_is_withheld(told_secret: Path) -> None:
    """The detectors light on a video that withholds nothing."""
    _, path, poster = derive_video(told_secret, "told.mp4")
    red = redness(path)
    assert [value > 100 for value in (red[25], red[100], red[175])] == [False, True, False]
    assert loudest_tone(decode_sound(path), SECRET) > -30
    assert poster[1] > poster[0] + 60


def test_withheld_stretch_is_black_and_silent(told_secret: Path) -> None:
    """No frame shows red, no quarter second has the tone; before and after is as it was."""
    span = (Span(3, 5),)
    result, path, _ = derive_video(told_secret, "told.mp4", silences=span, blackouts=span)
    assert max(redness(path)) < 12
    frames = decode_frames(path)
    assert len(frames) == 200
    assert frames[75:126].max() < 8
    for at in (70, 130):
        assert frames[at, ..., 1].min() > 90
    sound = decode_sound(path)
    assert loudest_tone(sound, SECRET) < -70
    assert loudest_tone(sound[:48_000], 300) > -30
    assert result.seconds == pytest.approx(8, abs=0.1)


def test_a_long_frame_does_not_stay_on_into_the_dark(tmp_path: Path) -> None:
    """Slow pictures (one every two seconds) go black when the withheld stretch begins."""
    (tmp_path / "media").mkdir()
    slow = ["-f", "lavfi", "-i", "color=c=red:s=160x90:r=0.5:d=8", "-c:v", "libx264"]
    run_ffmpeg(*slow, tmp_path / "media/slow.mp4")
    result, path, _ = derive_video(tmp_path, "slow.mp4", blackouts=(Span(3, math.inf),))
    red = redness(path)
    rate = len(red) / result.seconds
    # A frame is seen until the next one comes.
    dark = [value for index, value in enumerate(red) if (index + 1) / rate > 3.01]
    assert max(red) > 100
    assert dark
    assert max(dark) < 12


def test_poster_is_taken_where_it_is_light(told_secret: Path) -> None:
    """The still before playing is not a black one as long as any moment may be seen."""
    _, _, poster = derive_video(told_secret, "told.mp4", blackouts=(Span(0, 6),))
    assert poster[1] > 90
    assert poster[0] < 40


def test_wholly_withheld_picture_gives_a_black_poster(told_secret: Path) -> None:
    """When nothing may be seen, the poster shows nothing either."""
    _, path, poster = derive_video(told_secret, "told.mp4", blackouts=(Span(0, 99),))
    assert max(poster) < 8
    assert decode_frames(path).max() < 8


def test_every_phone_can_play_it(told_secret: Path) -> None:
    """H.264 in yuv420p and AAC in an MP4 whose index comes first, of the size that was told."""
    result, path, _ = derive_video(told_secret, "told.mp4")
    facts = run_ffmpeg("-i", path, "-f", "null", "-")
    assert "Video: h264 (High)" in facts
    assert "yuv420p" in facts
    assert "Audio: aac (LC)" in facts
    assert "320x180" in facts
    assert (result.video.width, result.video.height) == (320, 180)
    data = path.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")
    assert result.video.bytes == len(data)


def test_nothing_but_picture_and_sound_is_published(told_secret: Path) -> None:
    """No title, place, note or encoder's mark is in the video; the original is full of them."""
    original = (told_secret / "media/told.mp4").read_bytes()
    assert b"PLANTED" in original
    assert b"x264" in original
    _, path, _ = derive_video(told_secret, "told.mp4")
    data = path.read_bytes()
    for trace in (b"PLANTED", b"+30.1234", b"Lavf", b"Lavc", b"x264", b"GPS"):
        assert trace not in data


def test_upright_video_stays_upright_and_small(tmp_path: Path) -> None:
    """A phone held upright stores a turned picture; it comes out upright, at most 720x1280."""
    (tmp_path / "media").mkdir()
    wide = ["-f", "lavfi", "-i", "color=c=blue:s=1920x1080:r=10:d=1", "-c:v", "libx264"]
    run_ffmpeg(*wide, tmp_path / "wide.mp4")
    turned: list[str | Path] = [
        "-display_rotation",
        "90",
        "-i",
        tmp_path / "wide.mp4",
        "-c",
        "copy",
    ]
    run_ffmpeg(*turned, tmp_path / "media/turned.mp4")
    result, path, _ = derive_video(tmp_path, "turned.mp4")
    assert (result.video.width, result.video.height) == (720, 1280)
    assert "720x1280" in run_ffmpeg("-i", path, "-f", "null", "-")


@pytest.mark.parametrize("name", ["a.webm", "a.avi", "a.mpg", "a.mov", "a.ts", "a.flv", "a.wmv"])
def test_video_of_every_camera_is_read(tmp_path: Path, name: str) -> None:
    """Each container that cameras and phones write gives the picture, without sound too."""
    (tmp_path / "media").mkdir()
    green = ["-f", "lavfi", "-i", "color=c=green:s=160x90:r=25:d=1"]
    run_ffmpeg(*green, tmp_path / "media" / name)
    result, path, _ = derive_video(tmp_path, name)
    assert result.seconds == pytest.approx(1, abs=0.3)
    assert decode_frames(path)[5, ..., 1].min() > 90


def test_sound_alone_is_no_video(tmp_path: Path) -> None:
    """An order for video over a recording is a problem that says so, cover picture or not."""
    write_wav(tmp_path / "media/a.wav", make_tone(300, seconds=1))
    run_ffmpeg("-i", tmp_path / "media/a.wav", tmp_path / "media/a.m4a")
    derivation = derive(tmp_path, VideoOrder(KEY, PurePosixPath("a.m4a")))
    assert [problem.code for problem in derivation.problems] == ["media-not-recognised"]
    assert not derivation.files


def test_same_video_gives_same_bytes(told_secret: Path, tmp_path: Path) -> None:
    """Deriving twice from nothing gives the same video and poster."""
    again = tmp_path / "again"
    (again / "media").mkdir(parents=True)
    (again / "media/told.mp4").write_bytes((told_secret / "media/told.mp4").read_bytes())
    span = (Span(3, 5),)
    one, path_one, _ = derive_video(told_secret, "told.mp4", silences=span)
    two, path_two, _ = derive_video(again, "told.mp4", silences=span)
    assert one == two
    assert path_one.read_bytes() == path_two.read_bytes()


def test_poster_time_avoids_the_dark() -> None:
    """Near the beginning when it may; anywhere light otherwise; the very start as a last resort."""
    assert choose_poster_time(100, blackouts=()) == 10
    assert choose_poster_time(100, blackouts=(Span(9, 21),)) == 5
    assert choose_poster_time(100, blackouts=(Span(0, 90),)) == 95
    assert choose_poster_time(100, blackouts=(Span(0, 200),)) == 0


def test_blackout_reaches_a_margin_further() -> None:
    """Spans become one expression, with a tenth of a second on both sides."""
    assert format_blackouts(()) == ""
    spans = (Span(0.05, 1), Span(3, 4))
    assert format_blackouts(spans) == "between(t,0.000,1.100)+between(t,2.900,4.100)"


@pytest.mark.parametrize("version", [0, 1])
def test_length_is_read_from_both_forms_of_the_header(version: int) -> None:
    """`mvhd` tells its length in 32 or in 64 bits."""
    size = 8 if version else 4
    body = bytes([version, 0, 0, 0]) + bytes(2 * size)
    body += (1000).to_bytes(4) + (90_500).to_bytes(size)
    assert parse_movie_seconds(b"....moov....mvhd" + body + b"rest") == 90.5
    assert np.isfinite(parse_movie_seconds(b"mvhd" + body))


def test_high_range_of_phones_is_lowered(tmp_path: Path) -> None:
    """An HLG video, as newer phones record, comes out in ordinary colours: white stays light,
    black dark, and the file no longer claims the wide range."""
    (tmp_path / "media").mkdir()
    halves = "drawbox=c=white:w=iw/2:t=fill,format=yuv420p10le"
    tags = ["-color_trc", "arib-std-b67", "-color_primaries", "bt2020", "-colorspace", "bt2020nc"]
    marks = "setparams=color_trc=arib-std-b67:color_primaries=bt2020:colorspace=bt2020nc:range=tv"
    dark = ["-f", "lavfi", "-i", "color=c=black:s=320x180:r=10:d=1"]
    made = ["-vf", f"{halves},{marks}", "-c:v", "libx265", *tags, "-tag:v", "hvc1"]
    run_ffmpeg(*dark, *made, tmp_path / "media/phone.mov")
    assert "arib-std-b67" in run_ffmpeg("-i", tmp_path / "media/phone.mov", "-f", "null", "-")
    _, path, _ = derive_video(tmp_path, "phone.mov")
    frame = decode_frames(path)[5].astype(int)
    assert frame[:, 2:12].min() > 200
    assert frame[:, 20:30].max() < 24
    facts = run_ffmpeg("-i", path, "-f", "null", "-")
    assert "arib-std-b67" not in facts
    assert "bt709" in facts
