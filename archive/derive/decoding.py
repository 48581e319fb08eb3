"""The sound of any original as samples in a file, and how far its times can be trusted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from archive.derive import silk, tools
from archive.derive.damage import SMALL_LOSS, Damage
from archive.derive.extent import Extent, read_extent
from archive.derive.identify import Format
from archive.derive.problems import MediaFault
from archive.values import dataclass

_NEAR = 1.0
"""Seconds before the first error that are not trusted either: decoders are late to notice."""
_ENDED = ("File ended prematurely", "partial file", "Last message repeated")
"""Messages of a file that only lacks its end."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Samples as they are to be: one channel, `rate` a second, each of `width` bytes."""

    rate: int
    sample: str
    """ffmpeg's name of it, `flt` or `u8`."""
    coding: str
    """And of the same in a file, `f32le` or `u8`."""
    width: int


def decode(
    placed: Path,
    *,
    found: Format,
    wanted: Wanted,
    path: Path,
    work: Path,
    limits: tools.Limits,
    longest: float | None = None,
) -> Damage | None:
    """Decode the first sound of the file into `path`; what is wrong with it, if anything.

    Late starts and holes in the time stamps are filled, so that seconds mean what a player shows.
    At most `longest` seconds are decoded. Raises MediaFault when nothing can be had.
    """
    with placed.open("rb") as file:
        extent = read_extent(file, reader=found.reader)
    source, is_whole = _open(placed, found=found, work=work, limits=limits)
    options = {"t": longest} if longest is not None else {}
    gaps = {} if found.reader == "flac" else {"async": 1, "first_pts": 0}
    stream = source.filter("aresample", wanted.rate, **gaps).filter(
        "aformat", sample_fmts=wanted.sample, channel_layouts="mono"
    )
    target = tools.write_target(stream, path=path, format=wanted.coding, **options)
    messages = tools.run_ffmpeg(target, work=work, limits=limits).strip()
    seconds = path.stat().st_size / wanted.width / wanted.rate
    sure = seconds if is_whole or extent.is_cut else 0.0
    if messages and not all(any(end in line for end in _ENDED) for line in messages.splitlines()):
        sure = _seconds_before_error(stream, wanted, work=work, limits=limits)
    if found.reader == "flac" and extent.seconds and extent.seconds > seconds + SMALL_LOSS:
        # It announces its length to the sample, and its reader leaps over holes without a word.
        return Damage(seconds, 0.0, extent.seconds)
    return _judge(extent, is_whole=is_whole, seconds=seconds, sure=sure)


def _judge(extent: Extent, *, is_whole: bool, seconds: float, sure: float) -> Damage | None:
    """Nothing, where no more than the last frame is torn."""
    whole = extent.seconds if extent.is_cut else None
    if extent.broken_at is not None:
        sure = min(sure, extent.broken_at)
    if sure < seconds - SMALL_LOSS:
        return Damage(seconds, max(0.0, sure - _NEAR), whole)
    if is_whole and not extent.is_cut:
        return None
    return Damage(seconds, min(sure, seconds), whole)


def _open(placed: Path, *, found: Format, work: Path, limits: tools.Limits) -> tuple[Any, bool]:
    """The sound as an ffmpeg-python stream, and whether it could be opened as a whole."""
    if found.reader != "silk":
        return tools.read_source(placed, found=found)["a:0"], True
    pcm = work / "silk.pcm"
    job = {"source": str(placed.absolute()), "target": str(pcm.absolute())}
    answer = tools.run_python("archive.derive.silk", job, work=work, limits=limits)
    if not pcm.stat().st_size:
        raise MediaFault("media-failed", reason="no sound in it")
    return tools.read_raw(pcm, reader="s16le", ar=silk.RATE, ch_layout="mono"), answer["is_whole"]


def _seconds_before_error(
    stream: Any, wanted: Wanted, *, work: Path, limits: tools.Limits
) -> float:
    """How much can be decoded until the first error; 0 where nobody can tell where that is."""
    path = work / "sure"
    target = tools.write_target(stream, path=path, format=wanted.coding)
    try:
        tools.run_ffmpeg(target.global_args("-xerror"), work=work, limits=limits)
    except MediaFault as fault:
        if fault.code != "media-failed":
            raise
        return path.stat().st_size / wanted.width / wanted.rate if path.exists() else 0.0
    return 0.0
