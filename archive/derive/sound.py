"""Speech: decoded, silenced where it must be, brought to one loudness, encoded.

The order matters. The silencing comes first, on the samples, so that loudness, peaks and the
encoder never see what is withheld, and nothing of it can be told from the gain around it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.derive import tools
from archive.derive.cache import Made, MadeFile
from archive.derive.damage import UNSURE, Damage, describe_loss
from archive.derive.decoding import Wanted, decode
from archive.derive.identify import Format
from archive.derive.problems import MediaFault
from archive.derive.waveform import format_waveform, measure_peaks
from archive.model.orders import SoundOrder, Span
from archive.values import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TARGET_LUFS = -18.0
"""Integrated loudness (EBU R128, ITU-R BS.1770-4) of one channel. Above the -23 of broadcasting,
for small loudspeakers and old ears; speech that is quieter than -48 is raised by 30 LU at most."""
MAX_GAIN = 30.0
"""dB"""
MARGIN = 0.05
"""Seconds silenced on both sides as well: players disagree by the delay of the original's codec."""
FADE = 0.02
"""Seconds of fade, outside the margin, so that no sample of the stretch itself is heard."""
MAX_HOURS = 12
_LIMITER_CEILING = 10 ** (-3.0 / 20)  # room for what the encoder adds: -1.5 dBTP must hold
_LIMITER_RATE = 96_000  # four times the speech rate, where sample peaks are near to true peaks
_RATE = 24_000
_SAMPLE = 4  # bytes
_BITRATE = "48k"  # 0.36 MB a minute


@dataclass(frozen=True, slots=True)
class Speech:
    """Mono samples in a file, 32-bit floats, already silenced; and what they need."""

    path: Path
    rate: int
    """Samples a second."""
    count: int
    gain: float
    """dB that bring it to the target loudness."""
    damage: Damage | None = None
    """What is wrong with the original."""
    is_sealed: bool = False
    """Whether it ends before the damage, since nobody can tell when what must be silenced is
    said behind it."""

    @property
    def seconds(self) -> float:
        """Its length."""
        return self.count / self.rate

    def open_samples(self) -> NDArray[np.float32]:
        """The samples, read from the disk as they are used."""
        import numpy as np

        return np.memmap(self.path, dtype=np.float32, mode="r")


def derive_sound(order: SoundOrder, placed: Path, *, found: Format, work: Path, out: Path) -> Made:
    """MP3, 48 kbit/s, 24 kHz, mono, without tags, and its peaks. Raises MediaFault."""
    limits = tools.limits_for(placed)
    speech = read_speech(
        placed, found=found, silences=order.silences, rate=_RATE, work=work, limits=limits
    )
    target = tools.write_target(
        level_speech(speech),
        path=out / "audio.mp3",
        format="mp3",
        acodec="libmp3lame",
        audio_bitrate=_BITRATE,
        write_xing=0,
        id3v2_version=0,
        write_id3v1=0,
    )
    tools.run_ffmpeg(target, work=work, limits=limits)
    peaks = measure_peaks(speech.open_samples(), gain=10 ** (speech.gain / 20))
    audio = MadeFile("", "audio.mp3", "audio/mpeg", seconds=round(speech.seconds, 3))
    return Made(
        files=(audio,),
        seconds=round(speech.seconds, 3),
        peaks=bytes(peaks),
        waveform=format_waveform(peaks),
        notes=describe_loss(speech.damage, is_sealed=speech.is_sealed) if speech.damage else {},
    )


def read_speech(
    placed: Path,
    *,
    found: Format,
    silences: Iterable[Span],
    rate: int,
    work: Path,
    limits: tools.Limits,
) -> Speech:
    """Decode the first sound of the file, silence it, measure it. Raises MediaFault.

    Of a damaged recording with something to silence, only what comes before the damage is left.
    """
    path = work / "speech.f32"
    wanted = Wanted(rate, "flt", "f32le", _SAMPLE)
    damage = decode(
        placed, found=found, wanted=wanted, path=path, work=work, limits=limits,
        longest=MAX_HOURS * 3600 + 1,
    )  # fmt: skip
    withheld = tuple(silences)
    is_sealed = damage is not None and damage.has_lost_time and bool(withheld)
    if damage is not None and is_sealed:
        os.truncate(path, min(path.stat().st_size, int(damage.sure * rate) * _SAMPLE))
        if not path.stat().st_size:
            raise MediaFault(UNSURE)
    count = path.stat().st_size // _SAMPLE
    if count == 0:
        raise MediaFault("media-failed", reason="no sound in it")
    if count > MAX_HOURS * 3600 * rate:
        raise MediaFault("media-bomb", size=f"> {MAX_HOURS} h", limit=f"{MAX_HOURS} h")
    silence_file(path, silences=withheld, rate=rate)
    gain = choose_gain(_measure_loudness(path, rate=rate, work=work, limits=limits))
    return Speech(path, rate, count, gain, damage, is_sealed)


def level_speech(speech: Speech) -> Any:
    """The speech as an ffmpeg-python stream: one fixed gain, then a limiter on true peaks."""
    return (
        _read_samples(speech.path, rate=speech.rate)
        .filter("volume", f"{speech.gain:.2f}dB")
        .filter("aresample", max(_LIMITER_RATE, speech.rate))
        .filter("alimiter", level="disabled", limit=f"{_LIMITER_CEILING:.4f}", latency=1)
        .filter("aresample", speech.rate)
    )


def choose_gain(loudness: float) -> float:
    """dB to add to a sound of `loudness` LUFS. Silence (-70, the absolute gate) gets none."""
    if loudness <= -69.0:
        return 0.0
    return min(MAX_GAIN, TARGET_LUFS - loudness)


def silence_file(path: Path, *, silences: Iterable[Span], rate: int) -> None:
    """Zero the stretches in a file of 32-bit float samples, in place."""
    import numpy as np

    samples: NDArray[np.float32] = np.memmap(path, dtype=np.float32, mode="r+")
    # A broken original may decode to values that are no numbers, which would spread.
    for start in range(0, len(samples), 1 << 20):
        block = samples[start : start + (1 << 20)]
        np.nan_to_num(block, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
        np.clip(block, -8.0, 8.0, out=block)
    for span in silences:
        silence_span(samples, span, rate=rate)


def silence_span(samples: NDArray[np.float32], span: Span, *, rate: int) -> None:
    """Zero one stretch with its margins, fading out before it and in after it, in place."""
    import numpy as np

    length = len(samples)
    fade = round(FADE * rate)
    first = max(0, int((span.start - MARGIN) * rate))
    last = int(min(length, (span.end + MARGIN) * rate + 1))
    ramp = np.linspace(1.0, 0.0, fade, dtype=np.float32)
    before, after = samples[max(0, first - fade) : first], samples[last : last + fade]
    before *= ramp[max(0, fade - first) :][: len(before)]
    after *= ramp[::-1][: len(after)]
    samples[first:last] = 0.0


def _read_samples(path: Path, *, rate: int) -> Any:
    return tools.read_raw(path, reader="f32le", ar=rate, ch_layout="mono")


def _measure_loudness(path: Path, *, rate: int, work: Path, limits: tools.Limits) -> float:
    """Integrated loudness in LUFS, by ffmpeg's EBU R128 meter."""
    meter = _read_samples(path, rate=rate).filter("ebur128", framelog="quiet")
    target = tools.write_target(meter, path=work / "none", format="null")
    messages = tools.run_ffmpeg(target, work=work, limits=limits, level="info")
    readings = re.findall(r"^\s+I:\s+(-?[\d.]+|-?inf|nan) LUFS", messages, re.MULTILINE)
    if not readings or readings[-1] in ("-inf", "nan", "inf"):
        return -70.0
    return float(readings[-1])
