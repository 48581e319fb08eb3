"""Originals made for the tests of the media stage, and the detectors those tests judge by.

Each detector is tried here on what it must see, so that "nothing found" elsewhere means something.
"""

from __future__ import annotations

import re
import subprocess
import wave
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import imageio_ffmpeg
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from archive.derive import Derivation, InlineExecutor, derive_all
from archive.model.orders import Order

Samples = NDArray[np.float32]

RATE = 24_000
FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def derive(village: Path, *orders: Order, verify: bool = False) -> Derivation:
    """Derive in this process; originals lie in `media`, derivatives in `.pintu`."""
    return derive_all(
        orders,
        media_dir=village / "media",
        cache_dir=village / ".pintu",
        executor=InlineExecutor(),
        verify=verify,
    )


def derive_fine(village: Path, *orders: Order) -> Derivation:
    """Derive what must give no problem at all."""
    derivation = derive(village, *orders)
    assert derivation.problems == ()
    return derivation


def make_tone(frequency: float, *, seconds: float, level: float = -20, rate: int = RATE) -> Samples:
    """A sine of `level` dBFS."""
    time = np.arange(round(seconds * rate)) / rate
    return (10 ** (level / 20) * np.sin(2 * np.pi * frequency * time)).astype(np.float32)


def make_murmur(*, seconds: float, level: float, rate: int = RATE) -> Samples:
    """Noise that comes and goes four times a second, as speech does; its peak is `level` dBFS."""
    noise = np.random.default_rng(7).standard_normal(round(seconds * rate))
    noise = np.convolve(noise, np.ones(12) / 12, mode="same")
    noise *= 0.55 + 0.45 * np.sin(2 * np.pi * 4 * np.arange(len(noise)) / rate)
    loudest = float(np.abs(noise).max())
    return (noise * (10 ** (level / 20) / loudest)).astype(np.float32)


def put(samples: Samples, other: Samples, *, at: float, rate: int = RATE) -> Samples:
    """`other` instead of `samples` from `at` seconds on."""
    result = samples.copy()
    start = round(at * rate)
    result[start : start + len(other)] = other
    return result


def write_wav(path: Path, samples: Samples, *, rate: int = RATE) -> Path:
    """Sixteen bits, one channel."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def run_ffmpeg(*arguments: str | Path) -> str:
    """Run the bundled ffmpeg; its messages."""
    command = [FFMPEG, "-nostdin", "-hide_banner", "-nostats", "-y", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, errors="replace")
    return done.stderr


def decode_sound(path: Path, *, rate: int = RATE) -> Samples:
    """What a listener hears, one channel."""
    command = [FFMPEG, "-nostdin", "-v", "error", "-i", str(path)]
    command += ["-f", "f32le", "-ac", "1", "-ar", str(rate), "-"]
    return np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, "<f4")


def decode_frames(path: Path, *, width: int = 32, height: int = 18) -> NDArray[np.uint8]:
    """What a viewer sees, small: frames x height x width x RGB."""
    command = [FFMPEG, "-nostdin", "-v", "error", "-i", str(path), "-fps_mode", "passthrough"]
    command += ["-s", f"{width}x{height}", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    data = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(data, np.uint8).reshape(-1, height, width, 3)


def measure_tone(samples: Samples, frequency: float, *, rate: int = RATE) -> float:
    """Level of one frequency in dBFS (the Goertzel algorithm's result, by correlation)."""
    wave_ = np.exp(-2j * np.pi * frequency * np.arange(len(samples)) / rate) * np.hanning(
        len(samples)
    )
    amplitude = 4 * abs(np.dot(samples, wave_)) / max(1, len(samples))
    return float(20 * np.log10(max(amplitude, 1e-9)))


def loudest_tone(samples: Samples, frequency: float, *, rate: int = RATE) -> float:
    """The highest level of one frequency in any quarter of a second, dBFS."""
    step = rate // 4
    starts = range(0, max(1, len(samples) - step), step // 2)
    return max(measure_tone(samples[at : at + step], frequency, rate=rate) for at in starts)


def measure_loudness(path: Path) -> tuple[float, float]:
    """Integrated loudness in LUFS and true peak in dBTP, of the file as it is heard."""
    meter = ["-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"]
    messages = run_ffmpeg("-i", path, *meter)
    loudness = re.findall(r"I:\s+(-?[\d.]+) LUFS", messages)[-1]
    return float(loudness), float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", messages)[-1])


def make_corners(width: int = 64, height: int = 48) -> Image.Image:
    """Red, green / blue, white: tells which way is up."""
    picture = Image.new("RGB", (width, height))
    w, h = width // 2, height // 2
    for at, colour in zip(((0, 0), (w, 0), (0, h), (w, h)), CORNERS, strict=True):
        picture.paste(colour, (*at, at[0] + w, at[1] + h))
    return picture


CORNERS = ((220, 30, 30), (30, 200, 30), (30, 30, 220), (240, 240, 240))


def read_corners(picture: Image.Image) -> tuple[tuple[int, ...], ...]:
    """The colours in the middle of the four quarters."""
    w, h = picture.size
    spots = ((w // 4, h // 4), (3 * w // 4, h // 4), (w // 4, 3 * h // 4), (3 * w // 4, 3 * h // 4))
    rgb = picture.convert("RGB")
    return tuple(_channels(rgb, spot) for spot in spots)


def _channels(picture: Image.Image, spot: tuple[int, int]) -> tuple[int, ...]:
    value = picture.getpixel(spot)
    assert isinstance(value, tuple)
    return tuple(int(channel) for channel in value)


def are_near(
    seen: Sequence[Sequence[int]], wanted: Sequence[Sequence[int]], *, by: int = 12
) -> bool:
    """Whether all colours agree but for what JPEG does to them."""
    return all(
        abs(a - b) <= by
        for one, other in zip(seen, wanted, strict=True)
        for a, b in zip(one, other, strict=True)
    )


def open_derived(derivation: Derivation, path: PurePosixPath) -> Image.Image:
    """A derived picture, decoded."""
    with Image.open(derivation.files[path]) as picture:
        picture.load()
        return picture


def test_tone_detector_sees_a_planted_tone_and_no_other() -> None:
    """A tone of -40 dB among louder sound is measured to 1 dB; elsewhere it is 30 dB less."""
    sound = put(make_tone(300, seconds=4), make_tone(1777, seconds=1, level=-40), at=2)
    assert loudest_tone(sound, 1777) == pytest.approx(-40, abs=1)
    assert loudest_tone(sound[: 2 * RATE], 1777) < -70


def test_loudness_meter_reads_the_reference_tone(tmp_path: Path) -> None:
    """A 997 Hz sine of -20 dBFS in one channel is -23 LUFS (ITU-R BS.1770), its peak -20."""
    path = write_wav(tmp_path / "a.wav", make_tone(997, seconds=5, rate=48_000), rate=48_000)
    loudness, peak = measure_loudness(path)
    assert loudness == pytest.approx(-23.0, abs=0.2)
    assert peak == pytest.approx(-20.0, abs=0.2)


def test_corner_reader_tells_every_turn() -> None:
    """A turned or mirrored picture is not taken for the upright one."""
    upright = make_corners()
    assert are_near(read_corners(upright), CORNERS)
    for turn in Image.Transpose:
        assert not are_near(read_corners(upright.transpose(turn)), CORNERS)
