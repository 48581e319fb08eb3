"""What files say of themselves, told from structure and headers, in a cage and by the batch."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import numpy as np
import pillow_heif
import pypdfium2
import pysilk
import pytest
from PIL import Image

from archive.derive import InlineExecutor
from archive.derive.extent import read_extent
from archive.derive.identify import MediaKind, recognise
from archive.derive.inspecting import Inspected, inspect_all, parse_messages, parse_moment
from archive.derive.likeness import ALIKE, find_alike
from tests.test_derive_detectors import make_tone, run_ffmpeg, write_wav


def inspect(path: Path) -> Inspected:
    return inspect_all([path], executor=InlineExecutor())[path]


def make_silk(*, seconds: float, is_tencent: bool = True) -> bytes:
    """A voice message as WeChat keeps it."""
    pcm = (make_tone(440, seconds=seconds) * 32767).astype("<i2").tobytes()
    into = io.BytesIO()
    pysilk.encode(io.BytesIO(pcm), into, 24_000, 24_000, tencent=is_tencent)
    return into.getvalue()


def make_amr(*, frames: int, is_wide: bool = False) -> bytes:
    """Frames of silence at the highest rate: a header, then a byte of type before each."""
    if is_wide:
        return b"#!AMR-WB\n" + (bytes([8 << 3 | 4]) + bytes(60)) * frames
    return b"#!AMR\n" + (bytes([7 << 3 | 4]) + bytes(31)) * frames


def make_pdf(*, pages: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(300, 400)
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()


def lock_pdf(data: bytes) -> bytes:
    """The same, behind a password that nobody has: keys that fit none."""
    keys = b"<</Filter/Standard/V 1/R 2/P -4/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")>>"
    return data.replace(b"/Root", b"/Encrypt " + keys + b"/Root", 1)


@pytest.mark.parametrize(
    ("name", "content", "format_", "seconds"),
    [
        ("语音.amr", make_silk(seconds=3), "SILK", 3.0),
        ("msg.silk", make_silk(seconds=2, is_tencent=False), "SILK", 2.0),
        ("录音_20240811_143000.amr", make_amr(frames=150), "AMR", 3.0),
        ("wide.amr", make_amr(frames=100, is_wide=True), "AMR", 2.0),
    ],
)
def test_voice_message_is_known_by_its_content(
    tmp_path: Path, name: str, content: bytes, format_: str, seconds: float
) -> None:
    """SILK under the name of AMR, and both sorts of AMR, with their true lengths."""
    (tmp_path / name).write_bytes(content)
    found = inspect(tmp_path / name)
    assert (found.format, found.kind, found.fault) == (format_, MediaKind.SOUND, None)
    assert found.seconds == pytest.approx(seconds, abs=0.05)
    assert found.size == len(content)


@pytest.mark.parametrize("ending", ["m4a", "mp3", "flac", "ogg", "wav", "mp4", "mov"])
def test_recording_tells_length_and_day(tmp_path: Path, ending: str) -> None:
    """The length from the structure alone agrees with what was encoded; the day is read."""
    tone = write_wav(tmp_path / "tone.wav", make_tone(300, seconds=3))
    path = tmp_path / f"a.{ending}"
    day = "creation_time" if ending in ("m4a", "mp4", "mov") else "date"
    run_ffmpeg("-i", tone, "-metadata", f"{day}=2021-08-07T14:30:00", path)
    found = inspect(path)
    assert found.fault is None
    assert found.seconds == pytest.approx(3.0, abs=0.15)
    assert found.coding
    if ending != "wav":
        assert found.recorded.startswith("2021-08-07")
    with path.open("rb") as file:
        assert read_extent(file, reader=recognise(path).reader).seconds == pytest.approx(3, abs=0.1)


@pytest.mark.parametrize(
    ("ending", "options"),
    [("mp3", ()), ("wav", ()), ("ogg", ()), ("m4a", ("-movflags", "+faststart"))],
)
def test_cut_recording_shows_without_decoding(
    tmp_path: Path, ending: str, options: tuple[str, ...]
) -> None:
    """Half a file is known to be half; whole ones are not."""
    tone = write_wav(tmp_path / "tone.wav", make_tone(300, seconds=4))
    path = tmp_path / f"a.{ending}"
    run_ffmpeg("-i", tone, *options, path)
    assert inspect(path).fault is None
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    fault = inspect(path).fault
    assert fault is not None
    assert fault.code == "media-truncated"


def test_recording_that_was_never_finished_says_so(tmp_path: Path) -> None:
    """A phone that lost power leaves sound without the table that is needed to play it."""
    path = tmp_path / "新录音 12.m4a"
    run_ffmpeg("-i", write_wav(tmp_path / "t.wav", make_tone(300, seconds=2)), path)
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"moov") - 4])
    fault = inspect(path).fault
    assert fault is not None
    assert fault.code == "media-unfinished"


def make_photo(path: Path) -> Path:
    """As a phone takes it on its side, with all that a phone writes."""
    picture = Image.fromarray(np.random.default_rng(3).integers(0, 255, (90, 160, 3), np.uint8))
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "HUAWEI", "VOG-AL10", 6
    exif.get_ifd(0x8769)[0x9003] = "2019:04:05 09:12:33"
    exif.get_ifd(0x8825)[1], exif.get_ifd(0x8825)[2] = "N", (30.0, 49.0, 1.0)
    if path.suffix == ".heic":
        pillow_heif.from_pillow(picture).save(path, exif=exif.tobytes())
    else:
        picture.save(path, exif=exif)
    return path


@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "heic"])
def test_picture_tells_size_day_device_and_that_it_knows_where(tmp_path: Path, ending: str) -> None:
    """Upright size; the position is told of and not read."""
    found = inspect(make_photo(tmp_path / f"mmexport1700000000000.{ending}"))
    assert found.fault is None
    assert (found.width, found.height) == (90, 160)
    assert found.recorded == "2019-04-05 09:12:33"
    assert found.device == "HUAWEI VOG-AL10"
    assert found.has_position
    assert found.saying == "2019-04-05 09:12:33; HUAWEI VOG-AL10; GPS"
    assert len(found.likeness) == 4


def test_pages_are_counted(tmp_path: Path) -> None:
    """Of a PDF and of a TIFF with several pictures."""
    (tmp_path / "deed.pdf").write_bytes(make_pdf(pages=3))
    sheets = [Image.new("L", (40, 60), shade) for shade in (10, 90, 200)]
    sheets[0].save(tmp_path / "book.tif", save_all=True, append_images=sheets[1:])
    found = inspect_all(tmp_path.iterdir(), executor=InlineExecutor())
    assert {path.name: one.pages for path, one in found.items()} == {"deed.pdf": 3, "book.tif": 3}
    assert found[tmp_path / "deed.pdf"].kind is MediaKind.PICTURE


def test_bad_file_costs_only_itself(tmp_path: Path) -> None:
    """Empty, foreign, hostile, broken and missing files beside a good one."""
    good = make_photo(tmp_path / "good.jpg")
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "words.jpg").write_text("just words")
    (tmp_path / "list.mp3").write_text("#EXTM3U\n/etc/passwd")
    (tmp_path / "locked.pdf").write_bytes(lock_pdf(make_pdf(pages=1)))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\n" + bytes(200))
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    missing = tmp_path / "missing.jpg"
    found = inspect_all([*tmp_path.iterdir(), missing], executor=InlineExecutor())
    codes = {path.name: one.fault.code for path, one in found.items() if one.fault is not None}
    assert codes == {
        "empty.jpg": "media-empty",
        "words.jpg": "media-not-recognised",
        "list.mp3": "media-playlist",
        "locked.pdf": "media-locked",
        "broken.pdf": "media-failed",
        "broken.png": "media-failed",
        "missing.jpg": "media-failed",
    }
    assert found[good].fault is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2019:04:05 09:12:33", "2019-04-05 09:12:33"),
        ("2021-08-07T14:30:00.000000Z", "2021-08-07 14:30:00"),
        ("D:20110203101112+08'00'", "2011-02-03 10:11:12"),
        ("2021", ""),
        ("20210807", "2021-08-07"),
        ("0000:00:00 00:00:00", ""),
        ("1904-01-01T00:00:00.000000Z", ""),
        ("1970-01-01", ""),
        ("2021:13:40", ""),
        ("去年", ""),
    ],
)
def test_moment_is_a_day_or_nothing(text: str, moment: str) -> None:
    """In whatever form; clocks that were never set tell nothing."""
    assert parse_moment(text) == moment


def test_messages_of_a_phone_are_understood() -> None:
    """A film from a phone: day, maker and model; that it tells where, and not where."""
    listed = (
        "Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'file:in/original':\n"
        "  Metadata:\n"
        "    creation_time   : 2021-08-07T06:30:00.000000Z\n"
        "    com.apple.quicktime.make: Apple\n"
        "    com.apple.quicktime.model: iPhone 11\n"
        "    com.apple.quicktime.location.ISO6709: +30.8213+120.1234/\n"
        "  Duration: 01:02:03.50, start: 0.000000, bitrate: 42 kb/s\n"
        "  Stream #0:0[0x1](und): Audio: aac (LC) (mp4a / 0x6134706D), 44100 Hz, mono, fltp\n"
        "  Stream #0:1(und): Video: h264 (High), yuv420p(tv), 1920x1080, 30 fps\n"
        "Output #0, null\n    creation_time   : 1999-01-01\n"
    )
    found = parse_messages(listed)
    assert (found.seconds, found.width, found.height) == (3723.5, 1920, 1080)
    assert found.recorded == "2021-08-07 06:30:00"
    assert (found.device, found.coding) == ("Apple iPhone 11", "aac, 44100 Hz, mono")
    assert found.has_position
    assert "30.8" not in repr(found)


def draw_sample(seed: int) -> Image.Image:
    """Light and shade without a pattern."""
    rough = np.random.default_rng(seed).integers(0, 255, (7, 9, 3), np.uint8)
    return Image.fromarray(rough).resize((450, 350), Image.Resampling.BICUBIC)


def test_same_photograph_is_found_again(tmp_path: Path) -> None:
    """Sent on, shrunk, turned, and cropped by a little; and never another one."""
    for seed in range(6):
        draw_sample(seed).save(tmp_path / f"{seed}.png")
    one = draw_sample(0)
    one.save(tmp_path / "0-wechat.jpg", quality=30)
    one.resize((150, 117)).save(tmp_path / "0-small.jpg")
    one.transpose(Image.Transpose.ROTATE_90).save(tmp_path / "0-turned.webp")
    one.crop((4, 3, 446, 347)).save(tmp_path / "0-cropped.jpg")
    Image.new("L", (40, 40), 200).save(tmp_path / "blank.png")
    Image.new("L", (90, 40), 30).save(tmp_path / "blank2.png")
    found = inspect_all(tmp_path.iterdir(), executor=InlineExecutor())
    pairs = find_alike({path.name: one.likeness for path, one in found.items()})
    assert {pair.one[0] + pair.other[0] for pair in pairs} == {"00"}
    assert len(pairs) == 5 * 4 / 2
    assert list(pairs) == sorted(pairs)


def test_likeness_counts_bits_in_the_best_turn() -> None:
    """The distance is that of the turn in which two are most alike, once for each two."""
    plain, other = bytes(32), bytes([255]) * 32
    near = struct.pack(">I", 0b111) + bytes(28)
    pairs = find_alike({"a": (plain,) * 4, "b": (other, other, near, other), "c": ()})
    assert [(pair.distance, pair.one, pair.other) for pair in pairs] == [(3, "a", "b")]
    assert find_alike({"a": (plain,) * 4, "b": (near,) * 4}, within=2) == ()
    assert find_alike({"a": (plain,) * 4, "b": (near,) * 4})[0].distance == 3 < ALIKE
