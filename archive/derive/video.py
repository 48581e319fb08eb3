"""Video for watching: H.264 and AAC in MP4, silenced and blacked out where it must be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from archive.derive import tools
from archive.derive.cache import Made, MadeFile
from archive.derive.damage import UNSURE, Damage, describe_loss
from archive.derive.extent import read_extent
from archive.derive.identify import FORMATS, Format
from archive.derive.pictures import Size, derive_sizes
from archive.derive.problems import MediaFault
from archive.derive.sound import Speech, level_speech, read_speech
from archive.model.orders import Span, VideoOrder

LONG_SIDE, SHORT_SIDE = 1280, 720
MAX_FRAME_PIXELS = 40_000_000
"""Of the original: 8K video and no more, since a frame is decoded before it is scaled."""
BLACK_MARGIN = 0.1
"""Seconds blacked out on both sides as well: more than a frame of the slowest camera."""
_SOUND_RATE = 48_000
_THREADS = 4  # fixed: the number changes the bytes that x264 gives
_SCALE = {
    "w": f"if(gte(iw*sar,ih),{LONG_SIDE},{SHORT_SIDE})",
    "h": f"if(gte(iw*sar,ih),{SHORT_SIDE},{LONG_SIDE})",
}


def derive_video(order: VideoOrder, placed: Path, *, found: Format, work: Path, out: Path) -> Made:
    """MP4 of at most 1280x720 (720x1280 upright) that starts before it is loaded, and a poster.

    Raises MediaFault.
    """
    limits = tools.limits_for(placed, memory=10 * tools.GIB, seconds_at_least=600)
    streams = _list_streams(placed, found=found, work=work, limits=limits)
    if "Video" not in streams:
        raise MediaFault("media-not-recognised", wanted="video", format=found.name)
    picture = _read_picture(placed, found=found, blackouts=order.blackouts)
    if _HIGH_RANGE.search(streams["Video"]):
        picture = _lower_range(picture)
    inputs = [picture.filter("format", "yuv420p")]
    options: dict[str, Any] = {}
    speech = None
    if "Audio" in streams:
        speech = read_speech(
            placed,
            found=found,
            silences=order.silences,
            rate=_SOUND_RATE,
            work=work,
            limits=limits,
        )
        inputs.append(level_speech(speech))
        options = {"acodec": "aac", "audio_bitrate": "96k"}
        if speech.is_sealed:
            options["t"] = f"{speech.seconds:.3f}"
    path = out / "video.mp4"
    target = tools.write_target(*inputs, path=path, **_VIDEO_OPTIONS, **options)
    messages = tools.run_ffmpeg(target, work=work, limits=limits)
    made = _describe(order, path, work=work, out=out)
    damage = _judge(order, speech, placed, found=found, messages=messages, seconds=made.seconds)
    if damage is None:
        return made
    is_sealed = speech is not None and speech.is_sealed
    return replace(made, notes=describe_loss(damage, is_sealed=is_sealed))


def _judge(
    order: VideoOrder,
    speech: Speech | None,
    placed: Path,
    *,
    found: Format,
    messages: str,
    seconds: float,
) -> Damage | None:
    """What is wrong with the film. Raises MediaFault when something in it must not be seen and its
    pictures may have lost their time."""
    with placed.open("rb") as file:
        extent = read_extent(file, reader=found.reader)
    damage = speech.damage if speech else None
    if damage is None and not extent.is_cut and not messages.strip():
        return None
    if order.blackouts and found.reader not in _KEEPS_TIME:
        raise MediaFault(UNSURE)
    whole = extent.seconds if extent.is_cut else None
    return damage or Damage(seconds, seconds, whole)


_KEEPS_TIME = ("mov", "matroska")
"""Containers that say of every picture when it is to be shown, so that a hole moves nothing."""

_VIDEO_OPTIONS = {
    "format": "mp4",
    "movflags": "+faststart",
    "vcodec": "libx264",
    "preset": "medium",
    "crf": 23,
    "maxrate": "2500k",
    "bufsize": "5000k",
    "pix_fmt": "yuv420p",
    "profile:v": "high",
    "threads": _THREADS,
    "g": 120,
    "a53cc": 0,
    # x264 writes its settings, and cameras their notes, into messages beside the picture (SEI).
    "metadata:s:v": "encoder=",
    "bsf:v": "filter_units=remove_types=6",
}


def choose_poster_time(seconds: float, *, blackouts: Iterable[Span]) -> float:
    """A moment to show before playing: near the beginning, and not in the dark if there is light.

    The still is taken from the finished video, so even a wrong choice shows nothing withheld.
    """
    dark = sorted(blackouts)
    moments: list[float] = [seconds * part / 20 for part in (2, 3, 4, 1, *range(5, 20), 0)]
    for moment in moments:
        around = 2 * BLACK_MARGIN
        if all(not (s.start - around <= moment <= s.end + around) for s in dark):
            return moment
    return 0.0


def format_blackouts(blackouts: Iterable[Span]) -> str:
    """An ffmpeg expression over `t` that is not 0 where nothing may be seen."""
    parts = []
    for span in blackouts:
        start = max(0.0, span.start - BLACK_MARGIN)
        parts.append(f"between(t,{start:.3f},{min(span.end, 1e9) + BLACK_MARGIN:.3f})")
    return "+".join(parts)


def parse_movie_seconds(head: bytes) -> float:
    """The length told by the `mvhd` box (ISO/IEC 14496-12, 8.2.2) at the front of our own MP4."""
    at = head.index(b"mvhd") + 4
    if head[at] == 1:
        scale, length = head[at + 20 : at + 24], head[at + 24 : at + 32]
    else:
        scale, length = head[at + 12 : at + 16], head[at + 16 : at + 20]
    return float(int.from_bytes(length) / int.from_bytes(scale))


def _read_picture(placed: Path, *, found: Format, blackouts: Iterable[Span]) -> Any:
    """The moving picture: even in time, black where it must be, small enough, square pixels."""
    source = tools.read_source(placed, found=found, max_pixels=MAX_FRAME_PIXELS)
    # Frames are made even first: a frame shown long would otherwise stay on into the dark.
    picture = source["V:0"].filter("fps", fps="min(max(source_fps,5),30)", start_time=0)
    if expression := format_blackouts(blackouts):
        picture = picture.filter(
            "drawbox", x=0, y=0, w="iw", h="ih", color="black", t="fill", enable=expression
        )
    return picture.filter(
        "scale",
        w=f"min(iw*sar,{_SCALE['w']})",
        h=f"min(ih,{_SCALE['h']})",
        force_original_aspect_ratio="decrease",
        force_divisible_by=2,
    ).filter("setsar", 1)


_HIGH_RANGE = re.compile(r"arib-std-b67|smpte2084")


def _lower_range(picture: Any) -> Any:
    """The high range of newer phones (HLG, PQ) in ordinary colours; as it is it would look grey."""
    return (
        picture.filter("zscale", t="linear", npl=203)
        .filter("format", "gbrpf32le")
        .filter("zscale", p="bt709")
        .filter("tonemap", "mobius", desat=0)
        .filter("zscale", t="bt709", m="bt709", r="tv")
    )


def _list_streams(
    placed: Path, *, found: Format, work: Path, limits: tools.Limits
) -> dict[str, str]:
    """What ffmpeg says of the first `Video` and `Audio`; a cover picture is no video."""
    source = tools.read_source(placed, found=found, max_pixels=MAX_FRAME_PIXELS)
    target = tools.write_target(source, path=work / "none", format="null", t=0)
    messages = tools.run_ffmpeg(target, work=work, limits=limits, level="info")
    listed = messages.split("Output #0")[0]
    lines = re.findall(r"^\s+Stream #0:.*?: (Video|Audio): (.*)$", listed, re.MULTILINE)
    return {kind: rest for kind, rest in reversed(lines) if "attached pic" not in rest}


def _describe(order: VideoOrder, path: Path, *, work: Path, out: Path) -> Made:
    """The finished video's facts, and its poster."""
    with path.open("rb") as file:
        seconds = round(parse_movie_seconds(file.read(4096)), 3)
    still = work / "still.png"
    moment = choose_poster_time(seconds, blackouts=order.blackouts)
    source = tools.read_raw(path, reader="mov", ss=f"{moment:.3f}")
    target = tools.write_target(
        source["v:0"], path=still, format="image2", vcodec="png", **{"frames:v": 1, "update": 1}
    )
    limits = tools.limits_for(path)
    tools.run_ffmpeg(target, work=work, limits=limits)
    sizes = (Size("poster", LONG_SIDE, LONG_SIDE),)
    stills = derive_sizes(still, found=FORMATS["PNG"], sizes=sizes, work=work, out=out)
    poster = stills.files[0]
    video = MadeFile(
        "", "video.mp4", "video/mp4", width=poster.width, height=poster.height, seconds=seconds
    )
    return Made(files=(video, poster), seconds=seconds)
