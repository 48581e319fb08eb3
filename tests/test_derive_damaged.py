"""Damaged originals: what can be saved is saved, it is said, and consent still holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import numpy as np
import pytest
from PIL import Image

from archive.build import Village
from archive.derive import Derivation, InlineExecutor, MediaProblem
from archive.derive.durations import measure_durations
from archive.errors import Problem
from archive.model.orders import (
    DerivedPicture,
    DerivedSound,
    DerivedVideo,
    Mask,
    PictureOrder,
    SoundOrder,
    Span,
    VideoOrder,
)
from tests.test_derive_detectors import (
    decode_sound,
    derive,
    loudest_tone,
    make_tone,
    open_derived,
    put,
    run_ffmpeg,
    write_wav,
)
from tests.test_inspecting import make_amr, make_silk

SECRET = 1777.0
VOICE = "interviews/a/voice"


def sound_of(
    village: Path, name: str, *, silences: tuple[Span, ...] = ()
) -> tuple[DerivedSound | None, Path | None, list[MediaProblem]]:
    """What is heard of an original, and what is said about it."""
    derivation = derive(village, SoundOrder(VOICE, PurePosixPath(name), silences=silences))
    result = derivation.results.get(VOICE)
    if result is None:
        return None, None, list(derivation.problems)
    assert isinstance(result, DerivedSound)
    return result, derivation.files[result.audio.path], list(derivation.problems)


def sentence(problem: MediaProblem) -> str:
    """What the worker reads."""
    facts = {**problem.facts, "original": str(problem.original)}
    return Problem(problem.code, PurePosixPath("media"), None, facts).message("zh")


@pytest.fixture
def media(tmp_path: Path) -> Path:
    (tmp_path / "media").mkdir()
    return tmp_path / "media"


def record(media: Path, name: str, *, told: bool = False) -> Path:
    """Twelve seconds; with `told`, a tone of its own from 7 s to 9 s."""
    tone = make_tone(300, seconds=12)
    if told:
        tone = put(tone, make_tone(SECRET, seconds=2, level=-6), at=7)
    wav = write_wav(media.parent / "tone.wav", tone)
    options = ["-movflags", "+faststart"] if name.endswith((".m4a", ".mp4")) else []
    run_ffmpeg("-i", wav, *options, media / name)
    return media / name


def cut(path: Path, *, share: float = 0.5) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])


def zero(path: Path, *, start: float, share: float = 0.1) -> None:
    """Zeros where a sector was lost."""
    data = bytearray(path.read_bytes())
    at, length = int(len(data) * start), int(len(data) * share)
    data[at : at + length] = bytes(length)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("语音.amr", make_silk(seconds=3)),
        ("msg.silk", make_silk(seconds=3, is_tencent=False)),
        ("录音.amr", make_amr(frames=150)),
    ],
)
def test_voice_message_plays(media: Path, name: str, content: bytes) -> None:
    """WeChat's SILK, under whatever ending, and AMR become speech of their length."""
    (media / name).write_bytes(content)
    sound, path, problems = sound_of(media.parent, name)
    assert (problems, sound is not None) == ([], True)
    assert sound is not None
    assert path is not None
    assert sound.seconds == pytest.approx(3.0, abs=0.1)
    if "录音" not in name:
        assert loudest_tone(decode_sound(path), 440) > -30
    lengths = measure_durations(
        [PurePosixPath(name)],
        media_dir=media,
        cache_dir=media.parent / ".pintu",
        executor=InlineExecutor(),
    )
    assert lengths[PurePosixPath(name)] == pytest.approx(3.0, abs=0.1)


@pytest.mark.parametrize("name", ["a.mp3", "a.wav", "a.m4a", "a.flac", "a.ogg", "a.amr", "a.silk"])
def test_cut_recording_is_saved_as_far_as_it_goes(media: Path, name: str) -> None:
    """Half a recording plays for about half its time, and the worker is told how much there is;
    it is not taken for the length of the recording, and it is said at each build."""
    if name == "a.silk":
        (media / name).write_bytes(make_silk(seconds=12))
    elif name == "a.amr":
        (media / name).write_bytes(make_amr(frames=600))
    else:
        record(media, name)
    cut(media / name, share=0.503)
    for _ in range(2):
        sound, _, (problem,) = sound_of(media.parent, name)
        assert sound is not None
        assert 4 < sound.seconds < 7.5
        assert (problem.code, problem.is_warning) == ("media-damaged", True)
        assert f"只救回前 {int(sound.seconds)} 秒" in sentence(problem)
    if name in ("a.mp3", "a.m4a"):
        assert "（原来有 12 秒）" in sentence(problem)
    village = Village(media.parent)
    assert not measure_durations(
        [PurePosixPath(name)],
        media_dir=village.media,
        cache_dir=village.state,
        executor=InlineExecutor(),
    )


@pytest.mark.parametrize("name", ["a.wav", "a.mp3", "a.m4a"])
def test_what_is_withheld_of_a_cut_recording_stays_withheld(media: Path, name: str) -> None:
    """Times before the cut are as they were, so the stretch is silenced where it was."""
    cut(record(media, name, told=True), share=0.95)
    sound, path, problems = sound_of(media.parent, name, silences=(Span(7, 9),))
    assert sound is not None
    assert path is not None
    assert sound.seconds > 9.5
    assert [problem.code for problem in problems] == ["media-damaged"]
    assert loudest_tone(decode_sound(path), SECRET) < -70


@pytest.mark.parametrize("name", ["a.mp3", "a.aac"])
def test_nothing_is_heard_behind_a_hole_where_something_is_withheld(media: Path, name: str) -> None:
    """A lost sector takes time away, so that what follows comes too early: the withheld stretch
    would be heard beside its silence. Without anything to silence, all of it plays."""
    zero(record(media, name, told=True), start=0.3)
    sound, path, problems = sound_of(media.parent, name, silences=(Span(7, 9),))
    assert sound is not None
    assert path is not None
    assert 1.5 < sound.seconds < 4
    assert [problem.code for problem in problems] == ["media-damaged-sealed"]
    assert f"只放前 {int(sound.seconds)} 秒" in sentence(problems[0])
    assert loudest_tone(decode_sound(path), SECRET) < -70
    free, heard, (problem,) = sound_of(media.parent, name)
    assert free is not None
    assert heard is not None
    assert free.seconds > 9
    assert problem.code == "media-damaged"
    assert "断断续续" in sentence(problem)
    assert loudest_tone(decode_sound(heard), SECRET) > -30


@pytest.mark.parametrize("name", ["a.ogg", "a.flac", "a.amr", "a.silk"])
def test_nothing_is_heard_at_all_where_nobody_knows_the_hole(media: Path, name: str) -> None:
    """With something to silence, and a hole at the beginning or nobody knows where."""
    if name in ("a.ogg", "a.flac"):
        zero(record(media, name, told=True), start=0.3)
    else:
        whole = make_silk(seconds=12) if name == "a.silk" else make_amr(frames=600)
        (media / name).write_bytes(whole)
        zero(media / name, start=0.02)
    sound, _, (problem,) = sound_of(media.parent, name, silences=(Span(7, 9),))
    assert sound is None
    assert problem.code == "media-damaged-unsure"


def test_recording_without_its_table_says_what_to_do(media: Path) -> None:
    """A phone that lost power: nothing plays, the file is to be kept."""
    run_ffmpeg("-i", write_wav(media.parent / "t.wav", make_tone(300, seconds=2)), media / "a.m4a")
    cut(media / "a.m4a", share=0.6)
    sound, _, (problem,) = sound_of(media.parent, "a.m4a")
    assert sound is None
    assert problem.code == "media-unfinished"


def make_film(media: Path, name: str) -> Path:
    tone = write_wav(media.parent / "tone.wav", make_tone(300, seconds=8))
    picture = ["-f", "lavfi", "-i", "testsrc=size=160x120:rate=10:duration=8"]
    options = ["-movflags", "+faststart"] if name.endswith(".mp4") else []
    run_ffmpeg(*picture, "-i", tone, "-preset", "ultrafast", "-g", "10", *options, media / name)
    return media / name


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv"])
def test_cut_film_is_saved_as_far_as_it_goes(media: Path, name: str) -> None:
    """Half a film plays for about half its time; what is withheld is silent and dark in it."""
    cut(make_film(media, name), share=0.6)
    order = VideoOrder(
        "x/x/film", PurePosixPath(name), silences=(Span(1, 2),), blackouts=(Span(1, 2),)
    )
    derivation = derive(media.parent, order)
    film = derivation.results["x/x/film"]
    assert isinstance(film, DerivedVideo)
    assert 3 < film.seconds < 6
    (problem,) = derivation.problems
    assert problem.code == "media-damaged"


def test_damaged_film_that_loses_time_is_withheld(media: Path) -> None:
    """A container that counts its pictures cannot say when those behind a hole are due."""
    zero(make_film(media, "a.avi"), start=0.3)
    blackouts = (Span(6, 7),)
    order = VideoOrder("x/x/film", PurePosixPath("a.avi"), silences=blackouts, blackouts=blackouts)
    derivation = derive(media.parent, order)
    assert not derivation.results
    assert [problem.code for problem in derivation.problems] == ["media-damaged-unsure"]


def draw_rough(path: Path, **options: object) -> None:
    noise = np.random.default_rng(1).integers(60, 255, (240, 320, 3), np.uint8)
    Image.fromarray(noise).save(path, **options)  # type: ignore[arg-type]


def picture_of(media: Path, name: str, **options: object) -> Derivation:
    order = PictureOrder("p/p/p", PurePosixPath(name), **options)  # type: ignore[arg-type]
    return derive(media.parent, order)


SAVE: dict[str, Callable[[Path], None]] = {
    "a.jpg": draw_rough,
    "a.png": draw_rough,
    "turned.jpg": lambda path: draw_rough(path, exif=_turned()),
}


def _turned() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 3
    return exif


@pytest.mark.parametrize("name", SAVE)
def test_cut_picture_shows_what_is_there_on_paper(media: Path, name: str) -> None:
    """The upper part is as it was, the rest is paper and not black; how much is left is told."""
    SAVE[name](media / name)
    cut(media / name, share=0.6)
    derivation = picture_of(media, name)
    result = derivation.results["p/p/p"]
    assert isinstance(result, DerivedPicture)
    (problem,) = derivation.problems
    assert problem.code == "media-damaged"
    share = int(problem.facts["kept_zh"].split()[-1].rstrip("%"))
    assert 45 <= share <= 65
    pixels = np.asarray(open_derived(derivation, result.page.path), dtype=int)
    assert pixels.shape == (240, 320, 3)
    if name == "turned.jpg":
        pixels = pixels[::-1]
    assert pixels[:100].std() > 20
    assert np.abs(pixels[170:] - (250, 248, 243)).max() < 12


def test_cut_progressive_picture_is_coarse(media: Path) -> None:
    """Of pictures from the web that come in passes, the first passes are shown."""
    draw_rough(media / "a.jpg", progressive=True, quality=90)
    cut(media / "a.jpg", share=0.6)
    derivation = picture_of(media, "a.jpg")
    assert set(derivation.results) == {"p/p/p"}
    (problem,) = derivation.problems
    assert "一张模糊的画面" in sentence(problem)


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_cut_picture_with_a_covered_face_is_withheld(media: Path, name: str) -> None:
    """Nobody can say whether the face is still where it was outlined."""
    draw_rough(media / name)
    cut(media / name, share=0.6)
    derivation = picture_of(media, name, masks=(Mask(0.1, 0.1, 0.2, 0.2),))
    assert not derivation.results
    assert [problem.code for problem in derivation.problems] == ["media-truncated"]
