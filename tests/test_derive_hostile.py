"""Broken and hostile originals: each is one problem with its name, and the others are derived."""

from __future__ import annotations

import io
import itertools
import re
import socket
import struct
import subprocess
import sys
import zlib
from pathlib import Path, PurePosixPath

import numpy as np
import pillow_heif
import pytest
from PIL import Image

import archive.derive
from archive.build import CHECKED
from archive.derive import LocalExecutor, MediaProblem, derive_all, tools
from archive.derive.identify import FORMATS, MediaKind, parse_magic, read_format
from archive.derive.problems import MediaFault
from archive.errors import PROBLEM_CODES
from archive.model.orders import Order, PictureOrder, SoundOrder, VideoOrder
from tests.test_derive_detectors import (
    decode_sound,
    derive,
    loudest_tone,
    make_corners,
    make_tone,
    run_ffmpeg,
    write_wav,
)

GOOD = PictureOrder("photos/good/picture", PurePosixPath("good.png"))
LIMITS = tools.Limits(seconds=30, cpu=30)


@pytest.fixture
def media(tmp_path: Path) -> Path:
    """Originals: a good picture, and beside the folder a secret recording."""
    (tmp_path / "media").mkdir()
    make_corners().save(tmp_path / "media/good.png")
    write_wav(tmp_path / "secret.wav", make_tone(1777, seconds=2, level=-6))
    return tmp_path / "media"


def order_for(name: str, *, kind: str) -> Order:
    original = PurePosixPath(name)
    match kind:
        case "sound":
            return SoundOrder("x/x/x", original)
        case "video":
            return VideoOrder("x/x/x", original)
        case _:
            return PictureOrder("x/x/x", original)


def problem_of(media: Path, name: str, *, kind: str = "picture") -> MediaProblem:
    """The one problem of a bad original, which costs nobody else anything."""
    derivation = derive(media.parent, order_for(name, kind=kind), GOOD)
    assert set(derivation.results) == {GOOD.key}
    assert all(str(path).startswith(GOOD.key) for path in derivation.files)
    (problem,) = derivation.problems
    assert problem.original == PurePosixPath(name)
    assert not problem.is_warning
    return problem


POINTERS = {
    "hls": "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{secret}\n#EXT-X-ENDLIST\n",
    "concat": "ffconcat version 1.0\nfile '{secret}'\n",
    "bare concat": "file {secret}\n",
    "pls": "[playlist]\nFile1={secret}\nNumberOfEntries=1\n",
    "dash": "<?xml version='1.0'?><MPD><BaseURL>{secret}</BaseURL></MPD>",
    "utf-16": "\ufeff#EXTM3U\n{secret}\n",
    "svg": "<svg xmlns='http://www.w3.org/2000/svg'><image href='{secret}'/></svg>",
    "page": "<!DOCTYPE html><script>alert(1)</script>",
}


@pytest.mark.parametrize("kind", ["sound", "video", "picture"])
@pytest.mark.parametrize("pointer", POINTERS)
def test_text_that_points_elsewhere_is_not_followed(media: Path, pointer: str, kind: str) -> None:
    """A playlist, page or drawing under the name of a recording or picture is refused."""
    text = POINTERS[pointer].format(secret=media.parent / "secret.wav")
    name = {"sound": "a.mp3", "video": "a.mp4", "picture": "a.jpg"}[kind]
    encoding = "utf-16-le" if pointer == "utf-16" else "utf-8"
    (media / name).write_bytes(text.encode(encoding))
    assert problem_of(media, name, kind=kind).code == "media-playlist"


@pytest.mark.parametrize("prefix", [b"ID3\x03\0\0\0\0\0\x0a" + bytes(10), b"\xff\xfb\x90\x64"])
def test_playlist_behind_a_mark_of_sound_is_not_followed(media: Path, prefix: bytes) -> None:
    """Bytes that look like MP3 before a playlist do not open the file it names."""
    pointer = POINTERS["hls"].format(secret=media.parent / "secret.wav").encode()
    (media / "a.mp3").write_bytes(prefix + pointer + bytes(600))
    derivation = derive(media.parent, order_for("a.mp3", kind="sound"), GOOD)
    assert GOOD.key in derivation.results
    for path in derivation.files.values():
        if path.suffix == ".mp3":
            assert loudest_tone(decode_sound(path), 1777) < -60


@pytest.mark.parametrize("name", ["secret.m3u8", "secret.ffconcat"])
def test_ffmpeg_itself_opens_one_file_as_one_format(media: Path, name: str) -> None:
    """Even were a playlist to get past the look at its bytes, ffmpeg is held to the format that
    was found and refuses; without the hold it would play the secret."""
    secret = media.parent / "secret.wav"
    text = POINTERS["hls" if name.endswith("m3u8") else "concat"].format(secret=secret)
    pointer = media.parent / name
    pointer.write_text(text)
    (work := media.parent / "work").mkdir()
    for found in (FORMATS["MP3"], FORMATS["WAV"], FORMATS["MP4"], FORMATS["OGG"]):
        source = tools.read_source(pointer, found=found)
        target = tools.write_target(source["a:0"], path=work / "out.wav", format="wav")
        with pytest.raises(MediaFault):
            tools.run_ffmpeg(target, work=work, limits=LIMITS)
    if name.endswith("ffconcat"):
        run_ffmpeg("-safe", "0", "-f", "concat", "-i", pointer, work / "followed.wav")
        assert loudest_tone(decode_sound(work / "followed.wav"), 1777) > -20


def test_every_input_of_ffmpeg_is_held(tmp_path: Path) -> None:
    """One file by its absolute path, one format, files and pipes only; nothing is carried over."""
    source = tools.read_source(tmp_path / "concat:a.mp3", found=FORMATS["MP3"])
    arguments = tools.write_target(source["a:0"], path=tmp_path / "o.mp3").get_args()
    pairs = list(itertools.pairwise(arguments))
    assert ("-i", f"file:{tmp_path}/concat:a.mp3") in pairs
    assert ("-f", "mp3") in pairs
    assert ("-format_whitelist", "mp3") in pairs
    assert ("-protocol_whitelist", "file,pipe") in pairs
    assert ("-map_metadata", "-1") in pairs
    assert arguments[-1] == f"file:{tmp_path}/o.mp3"


@pytest.mark.parametrize("kind", ["sound", "video", "picture"])
def test_empty_file_is_said_to_be_empty(media: Path, kind: str) -> None:
    """Zero bytes, as an interrupted copy leaves them."""
    (media / "a.bin").touch()
    assert problem_of(media, "a.bin", kind=kind).code == "media-empty"


@pytest.mark.parametrize("kind", ["sound", "video", "picture"])
@pytest.mark.parametrize("content", [b"PK\x03\x04 a zip", b"just words", bytes(500)])
def test_something_else_is_not_recognised(media: Path, content: bytes, kind: str) -> None:
    """What is no medium is refused by its content, whatever its name."""
    (media / "a.jpg").write_bytes(content)
    problem = problem_of(media, "a.jpg", kind=kind)
    assert (problem.code, problem.facts["wanted"]) == ("media-not-recognised", kind)


def test_picture_is_no_recording_and_sound_no_picture(media: Path) -> None:
    """The kind that was ordered must be the kind that is there."""
    write_wav(media / "a.wav", make_tone(300, seconds=1))
    assert problem_of(media, "a.wav", kind="picture").code == "media-not-recognised"
    make_corners().save(media / "b.png")
    assert problem_of(media, "b.png", kind="sound").code == "media-not-recognised"


def make_whole(path: Path) -> None:
    """A sound original of its kind, by the name's extension."""
    if path.suffix in (".jpg", ".png", ".bmp", ".webp", ".heic"):
        noise = np.random.default_rng(1).integers(0, 255, (200, 300, 3), np.uint8)
        picture = Image.fromarray(noise)
        if path.suffix == ".heic":
            pillow_heif.from_pillow(picture).save(path)
        else:
            picture.save(path)
        return
    tone = write_wav(path.parent.parent / "tone.wav", make_tone(300, seconds=4))
    run_ffmpeg("-i", tone, path)


@pytest.mark.parametrize("name", ["a.webp", "a.heic", "a.bmp"])
def test_cut_file_of_which_nothing_can_be_saved_is_said_to_be_cut(media: Path, name: str) -> None:
    """Half a file is not published as if it were the whole; the whole one is fine."""
    kind = FORMATS[parse_magic_of(media / name)].kind.value
    assert not derive(media.parent, order_for(name, kind=kind)).problems
    data = (media / name).read_bytes()
    (media / name).write_bytes(data[: len(data) * 6 // 10])
    assert problem_of(media, name, kind=kind).code == "media-truncated"


def parse_magic_of(path: Path) -> str:
    make_whole(path)
    found = parse_magic(path.read_bytes()[:65_536])
    assert found is not None
    return found


def test_damaged_sound_is_a_problem_of_its_own(media: Path) -> None:
    """A container whose inside is rubbish fails, with a reason that names no path."""
    (media / "a.ogg").write_bytes(b"OggS" + bytes(range(256)) * 40)
    problem = problem_of(media, "a.ogg", kind="sound")
    assert problem.code == "media-failed"
    assert "/" not in problem.facts["reason"]


def make_png_header(width: int, height: int) -> bytes:
    """A few bytes that would unfold to a picture of this size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(100_000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def make_bomb(extension: str) -> bytes:
    if extension == "png":
        return make_png_header(60_000, 60_000)
    into = io.BytesIO()
    if extension == "tif":
        Image.new("1", (20_000, 20_000)).save(into, "TIFF", compression="group4")
    elif extension == "gif":
        Image.new("P", (8, 8)).save(into, "GIF")
        data = bytearray(into.getvalue())
        data[6:10] = struct.pack("<HH", 65_000, 65_000)
        return bytes(data)
    else:
        Image.new("L", (8, 8)).save(into, "JPEG")
        data = bytearray(into.getvalue())
        at = data.index(b"\xff\xc0") + 5
        data[at : at + 4] = struct.pack(">HH", 65_000, 65_000)
        return bytes(data)
    return into.getvalue()


@pytest.mark.parametrize("extension", ["png", "jpg", "tif", "gif"])
def test_picture_bomb_is_refused_before_it_unfolds(media: Path, extension: str) -> None:
    """A small file that claims more than 200 megapixels is refused by its header."""
    data = make_bomb(extension)
    assert len(data) < 200_000
    (media / f"a.{extension}").write_bytes(data)
    problem = problem_of(media, f"a.{extension}")
    assert problem.code == "media-bomb"
    assert problem.facts["limit"] == "200 MP"


def test_video_bomb_is_refused(media: Path) -> None:
    """A video whose frames are larger than any camera's is not decoded."""
    big = ["-f", "lavfi", "-i", "color=c=black:s=9000x5000:r=1:d=1", "-c:v", "mjpeg"]
    run_ffmpeg(*big, media / "a.avi")
    assert problem_of(media, "a.avi", kind="video").code == "media-failed"


@pytest.mark.parametrize(
    ("real", "name", "kind"),
    [
        ("a.png", "a.jpg", "picture"),
        ("a.jpg", "a.heic", "picture"),
        ("back.m4a", "a.mp3", "sound"),
        ("a.wav", "a.amr", "sound"),
        ("a.wav", "新录音 12", "sound"),
    ],
)
def test_wrong_extension_is_a_warning(media: Path, real: str, name: str, kind: str) -> None:
    """A known medium under a wrong name is used, and the name is remarked on, each time."""
    make_whole(media / real)
    (media / real).rename(media / name)
    for _ in range(2):
        derivation = derive(media.parent, order_for(name, kind=kind))
        assert len(derivation.results) == 1
        (problem,) = derivation.problems
        assert (problem.code, problem.is_warning) == ("media-extension", True)


@pytest.mark.parametrize(
    "name",
    ["concat:good.wav", "-i.wav", "%03d.wav", "a'b;c,d[e].wav", "https:x.wav", "文 件\n.wav"],
)
def test_odd_names_are_names_only(media: Path, name: str) -> None:
    """A name that reads like an option, a protocol or a pattern opens that file and no other."""
    write_wav(media / name, make_tone(440, seconds=1))
    derivation = derive(media.parent, order_for(name, kind="sound"))
    assert not derivation.problems
    (path,) = derivation.files.values()
    assert loudest_tone(decode_sound(path), 440) > -30


def test_bad_files_cost_only_themselves_in_parallel(media: Path) -> None:
    """Many bad ones and a good one, in processes: each bad one is named, the good one is there."""
    (media / "empty.jpg").touch()
    (media / "list.jpg").write_text("#EXTM3U\nx")
    (media / "bomb.png").write_bytes(make_bomb("png"))
    (media / "cut.png").write_bytes((media / "good.png").read_bytes()[:45])
    names = ("empty.jpg", "list.jpg", "bomb.png", "cut.png", "none.png")
    bad = [PictureOrder(f"photos/p{n}/p", PurePosixPath(name)) for n, name in enumerate(names)]
    derivation = derive_all(
        [*bad, GOOD],
        media_dir=media,
        cache_dir=media.parent / ".pintu",
        executor=LocalExecutor(2),
    )
    assert set(derivation.results) == {GOOD.key}
    assert {(str(problem.original), problem.code) for problem in derivation.problems} == {
        ("empty.jpg", "media-empty"),
        ("list.jpg", "media-playlist"),
        ("bomb.png", "media-bomb"),
        ("cut.png", "media-truncated"),
        ("none.png", "media-missing"),
    }


def test_first_bytes_decide_and_little_is_read(tmp_path: Path) -> None:
    """An MP3 behind a cover picture larger than what is read at first is still an MP3."""
    size = 300_000
    tag = b"ID3\x03\0\0" + bytes(size >> shift & 127 for shift in (21, 14, 7, 0))
    path = tmp_path / "a.mp3"
    path.write_bytes(tag + b"\xee" * size + b"\xff\xfb\x90\x64" + bytes(400))
    assert read_format(path, wanted=MediaKind.SOUND).name == "MP3"


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX systems")
def test_tool_that_takes_too_long_is_ended_with_its_children(tmp_path: Path) -> None:
    """The whole group of processes is gone when the time is over."""
    mark = tmp_path / "mark"
    script = f"(sleep 2; touch {mark}) & sleep 60"
    limits = tools.Limits(seconds=0.5, cpu=30)
    with pytest.raises(MediaFault) as caught:
        tools.run_caged(["/bin/sh", "-c", script], work=tmp_path, limits=limits)
    assert caught.value.code == "media-timeout"
    # The child would have left its mark by now.
    tools.run_caged(["/bin/sleep", "2.5"], work=tmp_path, limits=LIMITS)
    assert not mark.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="limits of this system")
def test_tool_cannot_take_all_memory_nor_fill_the_disk(tmp_path: Path) -> None:
    """A gigabyte more than allowed is refused, in memory and in a file."""
    tight = tools.Limits(seconds=30, cpu=30, memory=1 << 30, file=1 << 20)
    memory = [sys.executable, "-I", "-S", "-c", "x = bytearray(2 << 30)"]
    code, _, messages = tools.run_caged(memory, work=tmp_path, limits=tight)
    assert code != 0
    assert "MemoryError" in messages
    disk = [sys.executable, "-I", "-S", "-c", "open('big', 'wb').write(bytes(4 << 20))"]
    code, _, _ = tools.run_caged(disk, work=tmp_path, limits=tight)
    assert code != 0
    assert (tmp_path / "big").stat().st_size <= 1 << 20


def test_tool_sees_no_settings_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proxies, keys and libraries to be loaded are not handed on."""
    for name in ("http_proxy", "SECRET_KEY", "PYTHONPATH", "LD_PRELOAD_X"):
        monkeypatch.setenv(name, "PLANTED")
    show = [sys.executable, "-I", "-S", "-c", "import os; print(dict(os.environ))"]
    code, out, _ = tools.run_caged(show, work=tmp_path, limits=LIMITS)
    assert code == 0
    assert b"HOME" in out
    assert b"PLANTED" not in out


def can_cut_network() -> bool:
    """Whether the system lets a program of this user leave the network at all."""
    attempt = "import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare({}) != 0)"
    flags = (0x40000000, 0x50000000)
    tries = [[sys.executable, "-I", "-c", attempt.format(flag)] for flag in flags]
    return any(subprocess.run(one, check=False).returncode == 0 for one in tries)


@pytest.mark.skipif(sys.platform != "linux", reason="namespaces of Linux")
def test_tool_has_no_network(tmp_path: Path) -> None:
    """A tool cannot reach even this machine's own server; outside the cage the same can."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        reach = f"import socket; socket.create_connection(('127.0.0.1', {port}), 5)"
        with socket.create_connection(("127.0.0.1", port), 5):
            pass
        command = [sys.executable, "-I", "-c", reach]
        code, _, messages = tools.run_caged(command, work=tmp_path, limits=LIMITS)
    if not can_cut_network():
        pytest.skip("this system gives unprivileged programs no network namespace")
    assert code != 0
    assert "OSError" in messages or "ConnectionRefused" in messages


def test_every_code_has_its_sentences() -> None:
    """Each code that the stage can give has its sentences in the one table of problems, unless the
    check of originals says it; and each sentence there belongs to a code that is given."""
    folder = Path(archive.derive.__file__).parent
    texts = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.py"))}
    given = {
        code
        for name, text in texts.items()
        if name != "problems.py"
        for code in re.findall(r'"(media-[a-z-]+)"', text)
    }
    told = {code for code in PROBLEM_CODES if code.startswith("media-")}
    assert given - CHECKED == told
