"""Make the sounds of the sample's scenes: an oar, and the great wheel at night.

    python scripts/sample/noises.py

They are made of noise and knocks, as sounds without words; the same numbers give the same files.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

MEDIA = Path(__file__).resolve().parents[2] / "media" / "scenes"
RATE = 16_000

Wave = NDArray[np.float32]


def _noise(seconds: float, *, low: float, high: float, seed: int) -> Wave:
    """Noise between two frequencies in hertz."""
    count = round(seconds * RATE)
    spectrum = np.fft.rfft(np.random.default_rng(seed).normal(0, 1, count))
    pitches = np.fft.rfftfreq(count, 1 / RATE)
    spectrum[(pitches < low) | (pitches > high)] = 0
    wave = np.fft.irfft(spectrum, count)
    found: Wave = (wave / (np.abs(wave).max() or 1)).astype(np.float32)
    return found


def _swell(count: int, peak: float) -> Wave:
    """Up and down again; ``peak`` says where, 0 to 1."""
    part = np.linspace(0, 1, count, dtype=np.float32)
    found: Wave = np.minimum(part / peak, (1 - part) / (1 - peak)).astype(np.float32) ** 1.5
    return found


def _put(wave: Wave, at: float, sound: Wave) -> None:
    start = round(at * RATE)
    part = sound[: max(0, len(wave) - start)]
    wave[start : start + len(part)] += part


def _creak(seconds: float, start: float, end: float, seed: int) -> Wave:
    """Wood under strain: a train of small jerks whose pitch slides."""
    count = round(seconds * RATE)
    pitch = np.linspace(start, end, count) * (1 + 0.04 * _noise(seconds, low=2, high=9, seed=seed))
    phase = np.cumsum(pitch / RATE)
    jerks = (phase % 1) ** 6 - 0.14
    body = np.sin(2 * np.pi * phase * 3) * 0.4
    found: Wave = ((jerks + body) * _swell(count, 0.4)).astype(np.float32)
    return found


def _knock(pitch: float, seed: int, *, seconds: float = 0.16) -> Wave:
    """Wood on wood."""
    count = round(seconds * RATE)
    time = np.arange(count) / RATE
    ring = np.sin(2 * np.pi * pitch * time) + 0.5 * np.sin(2 * np.pi * pitch * 2.7 * time)
    click = _noise(seconds, low=300, high=4000, seed=seed) * np.exp(-time * 90)
    found: Wave = (ring * np.exp(-time * 32) + click).astype(np.float32)
    return found


def _wash(seconds: float, seed: int, *, low: float = 300, high: float = 3200) -> Wave:
    wave = _noise(seconds, low=low, high=high, seed=seed)
    found: Wave = (wave * _swell(len(wave), 0.3)).astype(np.float32)
    return found


def oar() -> Wave:
    """咿、呀、嗒: the strokes of an oar that has a piece out of it."""
    wave: Wave = _noise(9.0, low=120, high=900, seed=5) * np.float32(0.04)
    for stroke in range(4):
        at = 0.3 + 2.15 * stroke
        _put(wave, at, 0.34 * _creak(0.62, 190, 240, stroke))
        _put(wave, at + 0.72, 0.3 * _creak(0.66, 235, 160, stroke + 10))
        _put(wave, at + 1.5, 0.6 * _knock(420, stroke + 20))
        _put(wave, at + 0.1, 0.22 * _wash(0.9, stroke + 30))
        _put(wave, at + 1.0, 0.26 * _wash(0.8, stroke + 40))
    return wave


def wheel() -> Wave:
    """咯、咯、咯，哗: teeth on teeth, and the boards that bring up the water."""
    wave: Wave = _noise(10.0, low=90, high=500, seed=6) * np.float32(0.03)
    for turn in range(5):
        at = 0.2 + 1.92 * turn
        for tooth in range(3):
            _put(wave, at + 0.34 * tooth, 0.62 * _knock(210 + 14 * tooth, 7 * turn + tooth))
        _put(wave, at + 0.95, 0.42 * _wash(0.95, turn + 60, low=250, high=4200))
        _put(wave, at + 0.1, 0.1 * _creak(1.2, 90, 110, turn + 80))
    return wave


def main() -> None:
    """Write both beside the pictures of the scenes."""
    ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    MEDIA.mkdir(exist_ok=True)
    for name, wave in (("oar", oar()), ("wheel", wheel())):
        samples = (np.clip(wave / np.abs(wave).max() * 0.8, -1, 1) * 32767).astype("<i2")
        target = MEDIA / f"{name}.ogg"
        raw = ("-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "-")
        coded = ("-c:a", "libopus", "-b:a", "24000", "-bitexact", "-map_metadata", "-1")
        command = [ffmpeg, "-v", "error", "-y", *raw, *coded, str(target)]
        subprocess.run(command, input=samples.tobytes(), check=True)
        print(f"scenes/{name}.ogg: {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
