"""Recordings, pictures and scans as no device writes them: every format, bent by chance.

``python -m tests.fuzz.media 10000`` tries so many files of each format, seeded; the tests a few.
"""

from __future__ import annotations

import contextlib
import io
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pillow_heif
from PIL import Image

from archive.derive import LocalExecutor
from archive.derive.executor import Executor
from archive.derive.extent import read_extent
from archive.derive.identify import FORMATS, MediaKind, is_pointer, parse_magic, read_format
from archive.derive.inspecting import inspect_all, parse_messages, parse_moment
from archive.derive.problems import MediaFault
from tests.test_derive_detectors import make_tone, run_ffmpeg, write_wav
from tests.test_inspecting import make_amr, make_pdf, make_photo, make_silk

SLOWEST = 1.0
"""Seconds that looking at the structure of one small file may take."""
_SOUNDS = ("mp3", "wav", "m4a", "flac", "ogg", "aac", "mkv", "avi", "aiff", "caf", "ts")
_EXTREMES = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff")
_PICTURES = ("jpg", "png", "webp", "heic", "tif")


@cache
def seeds() -> Mapping[str, bytes]:
    """A small whole file of each format, by its ending."""
    found = {
        "silk": make_silk(seconds=1),
        "amr": make_amr(frames=50),
        "awb": make_amr(frames=50, is_wide=True),
        "pdf": make_pdf(pages=2),
    }
    with tempfile.TemporaryDirectory() as folder:
        tone = write_wav(Path(folder) / "tone.wav", make_tone(300, seconds=1))
        for ending in _SOUNDS:
            run_ffmpeg("-i", tone, path := Path(folder) / f"a.{ending}")
            found[ending] = path.read_bytes()
        for ending in _PICTURES:
            found[ending] = make_photo(Path(folder) / f"b.{ending}").read_bytes()
    for ending in ("gif", "bmp"):
        Image.radial_gradient("L").resize((40, 30)).save(into := io.BytesIO(), ending)
        found[ending] = into.getvalue()
    pillow_heif.from_pillow(Image.new("RGB", (64, 64))).save(into := io.BytesIO())
    return found | {"heif": into.getvalue()}


def bend(data: bytes, chance: random.Random) -> bytes:
    """The file, changed in one to five places: mostly in its head, where lengths and counts are."""
    bent = bytearray(data)
    for _ in range(chance.randint(1, 5)):
        if not bent:
            break
        reach = len(bent) if chance.random() < 0.3 else min(len(bent), 200)
        at = chance.randrange(reach)
        match chance.randrange(6):
            case 0:
                bent[at] = chance.randrange(256)
            case 1:
                bent[at : at + 4] = chance.choice(
                    (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff")
                )
            case 2:
                del bent[at:]
            case 3:
                del bent[at : at + chance.randrange(1, 64)]
            case 4:
                bent[at:at] = bent[at : at + chance.randrange(1, 512)]
            case _:
                bent[at : at + 8] = chance.randbytes(8)
    return bytes(bent)


def bent_files(count: int, *, seed: int) -> Iterator[tuple[str, bytes]]:
    """``count`` files of each format, and as many that are rubbish."""
    chance = random.Random(seed)
    for _ in range(count):
        for ending, data in seeds().items():
            yield ending, bend(data, chance)
        yield "bin", chance.randbytes(chance.randrange(200))


def try_structure(path: Path, data: bytes) -> None:
    """Everything that looks at bytes in this very process. Raises AssertionError."""
    path.write_bytes(data)
    started = time.perf_counter()
    parse_magic(data[:65_536])
    is_pointer(data[:65_536])
    for kind in MediaKind:
        with contextlib.suppress(MediaFault):
            read_format(path, wanted=kind)
    with path.open("rb") as file:
        for reader in {known.reader for known in FORMATS.values()}:
            extent = read_extent(file, reader=reader)
            assert extent.seconds is None or 0 <= extent.seconds < 1e19
    text = data.decode("latin-1")
    parse_messages(text)
    parse_moment(text)
    assert time.perf_counter() - started < SLOWEST, f"slow: {data[:80]!r}"


def try_looks(folder: Path, count: int, *, seed: int, executor: Executor) -> int:
    """``count`` files of each format through the caged look; how many. Each has an answer, and
    what is wrong is said in a code. Raises AssertionError."""
    files = []
    for number, (ending, data) in enumerate(bent_files(count, seed=seed)):
        path = folder / f"{number}.{ending}"
        path.write_bytes(data)
        files.append(path)
    found = inspect_all(files, executor=executor)
    assert set(found) == set(files)
    for path, one in found.items():
        assert one.fault is None or one.fault.code.startswith("media-"), path
        assert "\n" not in one.saying
        assert len(one.device) <= 80
    assert {path.name for path in folder.iterdir()} == {path.name for path in files}
    return len(files)


def main(count: int) -> None:
    """``count`` files of each format by their structure, and a fiftieth through the cage."""
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder) / "one"
        tried = 0
        for _, data in bent_files(count, seed=1):
            try_structure(one, data)
            tried += 1
        one.unlink()
        looked = try_looks(Path(folder), max(1, count // 50), seed=2, executor=LocalExecutor(None))
    told = f"{tried} files by their structure, {looked} through the cage: nothing fell"
    sys.stdout.write(f"{told}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
