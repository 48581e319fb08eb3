"""What files say of themselves: format, length, size, when and with what they were made.

For the private record alone. Where a picture was taken is not even read, only whether it is told.
"""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from archive.derive import tools
from archive.derive.executor import Executor
from archive.derive.extent import read_extent
from archive.derive.identify import Format, MediaKind, recognise
from archive.derive.pictures import MAX_PIXELS
from archive.derive.problems import MediaFault
from archive.values import dataclass

_AT_ONCE = 40
"""Pictures that one process looks at: starting it costs as much as looking at several."""
_LONGEST = 80
"""Characters kept of what a file says."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """One file. What it does not tell is empty."""

    kind: MediaKind | None = None
    """None for what is no recording or picture, or is hostile: `fault` says what is wrong."""
    format: str = ""
    """A name out of `identify.FORMATS`."""
    size: int = 0
    """Bytes."""
    seconds: float | None = None
    """The length it announces; what can be heard is only known by decoding."""
    width: int | None = None
    """Pixels, upright."""
    height: int | None = None
    pages: int = 1
    """Of a PDF or TIFF."""
    recorded: str = ""
    """When it was made, `2021-08-07 14:30:00`, in the time of the device's clock."""
    device: str = ""
    """What made it."""
    coding: str = ""
    """How sound is coded, for DA/T 63: `aac, 44100 Hz, mono`."""
    has_position: bool = False
    """Whether it tells where it was made. The position itself is not read."""
    likeness: tuple[bytes, ...] = ()
    """Four hashes of 32 bytes of how a picture looks: upright and turned by quarters; none for
    blank ones."""
    fault: MediaFault | None = None
    """Why it cannot be used, or only in part."""

    @property
    def saying(self) -> str:
        """When and with what it was made, and whether it tells where, in one line for the private
        record: `2021-08-07 14:30:00; HUAWEI VOG-AL10; GPS`."""
        place = "GPS" if self.has_position else ""
        return "; ".join(filter(None, (self.recorded, self.device, place)))


@dataclass(frozen=True, slots=True)
class _Recognised:
    path: Path
    found: Format


def inspect_all(
    files: Iterable[Path],
    *,
    executor: Executor,
    on_progress: Callable[[int, int], None] | None = None,
) -> Mapping[Path, Inspected]:
    """Every file, each looked at in a cage; a file that breaks the look costs only itself.

    `on_progress` is told how many are done, of how many.
    """
    results: dict[Path, Inspected] = {}
    batches = _batches(sorted(set(files)), results)
    total = len(results) + sum(map(len, batches))
    for finished in executor.map_unordered(_inspect_batch, batches):
        batch, value = finished.item, finished.value
        for number, one in enumerate(batch):
            fault = MediaFault("media-failed", reason=finished.failure or "no result")
            plain = Inspected(one.found.kind, one.found.name, fault=fault)
            results[one.path] = value[number] if value else plain
        if on_progress is not None:
            on_progress(total - sum(map(len, batches)) + len(batch), total)
    return results


def _batches(files: Iterable[Path], results: dict[Path, Inspected]) -> list[list[_Recognised]]:
    """Files to look at, alike together; what is not recognised goes into `results`."""
    kinds: dict[bool, list[_Recognised]] = defaultdict(list)
    for path in files:
        try:
            found = recognise(path)
        except MediaFault as fault:
            results[path] = Inspected(size=_size_of(path), fault=fault)
        except OSError as error:
            results[path] = Inspected(
                fault=MediaFault("media-failed", reason=error.strerror or "?")
            )
        else:
            kinds[found.kind is MediaKind.PICTURE].append(_Recognised(path, found))
    return [
        kind[at : at + _AT_ONCE] for kind in kinds.values() for at in range(0, len(kind), _AT_ONCE)
    ]


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _inspect_batch(batch: Sequence[_Recognised]) -> list[Inspected]:
    """In a worker: pictures all at once, and one by one when that fails; recordings singly."""
    if batch[0].found.kind is not MediaKind.PICTURE:
        return [_inspect_recording(one) for one in batch]
    try:
        return _glance(batch)
    except MediaFault as fault:
        if len(batch) == 1:
            (one,) = batch
            size = _size_of(one.path)
            return [Inspected(one.found.kind, one.found.name, size=size, fault=fault)]
        return [_inspect_batch([one])[0] for one in batch]


# Pictures


def _glance(batch: Sequence[_Recognised]) -> list[Inspected]:
    with tempfile.TemporaryDirectory(prefix="pintu-") as folder:
        work = Path(folder)
        rooms = [_show(one, work / str(number)) for number, one in enumerate(batch)]
        job = {"files": list(map(str, rooms)), "max_pixels": MAX_PIXELS}
        limits = tools.Limits(seconds=60 + 10 * len(batch), cpu=60 + 10 * len(batch))
        answers = tools.run_python("archive.derive.glance", job, work=work, limits=limits)
    return [_picture(one, answer) for one, answer in zip(batch, answers, strict=True)]


def _show(one: _Recognised, room: Path) -> Path:
    """A folder with the file alone, under the name of the one reader that may open it."""
    room.mkdir()
    placed = tools.place_input(one.path, work=room)
    placed.rename(placed.with_name(one.found.reader))
    return placed.parent


def _picture(one: _Recognised, answer: Mapping[str, Any]) -> Inspected:
    facts = dict(answer)
    fault = MediaFault(facts.pop("fault"), **facts) if "fault" in facts else None
    plain = Inspected(one.found.kind, one.found.name, size=_size_of(one.path), fault=fault)
    if fault is not None:
        return plain
    with one.path.open("rb") as file:
        is_cut = read_extent(file, reader=one.found.reader).is_cut
    return replace(
        plain,
        width=facts.get("width"),
        height=facts.get("height"),
        pages=facts.get("pages", 1),
        recorded=parse_moment(facts["recorded"]),
        device=_plain(facts["device"]),
        has_position=facts.get("has_position", False),
        likeness=tuple(bytes.fromhex(one) for one in facts.get("likeness", ())),
        fault=MediaFault("media-truncated") if is_cut else None,
    )


# Recordings


def _inspect_recording(one: _Recognised) -> Inspected:
    plain = Inspected(one.found.kind, one.found.name, size=_size_of(one.path))
    with one.path.open("rb") as file:
        extent = read_extent(file, reader=one.found.reader)
    if extent.is_unfinished:
        return replace(plain, fault=MediaFault("media-unfinished"))
    fault = MediaFault("media-truncated") if extent.is_cut else None
    if one.found.reader == "silk":
        return replace(plain, seconds=extent.seconds, coding="silk", fault=fault)
    try:
        told = parse_messages(_list_facts(one))
    except MediaFault as failed:
        return replace(plain, seconds=extent.seconds, fault=failed)
    seconds = told.seconds if extent.seconds is None else extent.seconds
    return replace(told, kind=plain.kind, format=plain.format, size=plain.size,
                   seconds=seconds, fault=fault)  # fmt: skip


def _list_facts(one: _Recognised) -> str:
    with tempfile.TemporaryDirectory(prefix="pintu-") as folder:
        work = Path(folder)
        placed = tools.place_input(one.path, work=work)
        source = tools.read_source(placed, found=one.found)
        target = tools.write_target(source, path=work / "none", format="null", t=0)
        limits = tools.Limits(seconds=60, cpu=60)
        return tools.run_ffmpeg(target, work=work, limits=limits, level="info")


_FACT = re.compile(r"^ {2,6}([\w.©-]+) *: (.*)$", re.MULTILINE)
_LENGTH = re.compile(r"^  Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)", re.MULTILINE)
_SOUND = re.compile(r"^\s+Stream #0:.*?: Audio: (.*)$", re.MULTILINE)
_FILM = re.compile(r"^\s+Stream #0:.*?: Video: .*?, (\d+)x(\d+)\b", re.MULTILINE)
_MOMENTS = ("com.apple.quicktime.creationdate", "creation_time", "date", "tdrc", "year")
_DEVICES = (
    ("com.apple.quicktime.make", "com.apple.quicktime.model"),
    ("com.android.manufacturer", "com.android.model"),
    ("make", "model"),
    ("com.android.version",),
    ("encoded_by",),
    ("originator",),
)


def parse_messages(messages: str) -> Inspected:
    """What ffmpeg lists of an input at its level `info`."""
    listed = messages.split("Output #0")[0]
    facts: dict[str, str] = {}
    for key, value in _FACT.findall(listed):
        facts.setdefault(key.lower(), value.strip())
    length, sound, film = (p.search(listed) for p in (_LENGTH, _SOUND, _FILM))
    moment = next((facts[key] for key in _MOMENTS if facts.get(key)), "")
    if "creation_time" in facts and len(facts["creation_time"]) == 8 and "date" in facts:
        moment = f"{facts['date']} {facts['creation_time']}"  # the way of broadcast WAV
    names = (" ".join(facts[key] for key in keys if key in facts) for keys in _DEVICES)
    return Inspected(
        seconds=_seconds_of(length) if length else None,
        width=int(film[1]) if film else None,
        height=int(film[2]) if film else None,
        recorded=parse_moment(moment),
        device=_plain(next(filter(None, names), "")),
        coding=_coding_of(sound[1]) if sound else "",
        has_position=any("location" in key for key in facts),
    )


def _seconds_of(length: re.Match[str]) -> float:
    return int(length[1]) * 3600 + int(length[2]) * 60 + float(length[3])


def _coding_of(stream: str) -> str:
    codec, *rest = (part.strip() for part in stream.split(","))
    return _plain(", ".join((codec.split(" ")[0], *rest[:2])))


# Words of files


_MOMENT = re.compile(
    r"(?:D:)?(\d{4})[-:/.]?(\d\d)[-:/.]?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d))?)?"
)


def parse_moment(text: str) -> str:
    """`2021-08-07 14:30:00` or `2021-08-07` out of what EXIF, PDF or QuickTime write; empty for
    what is no day, such as the zeros and the years 1904 and 1970 of clocks that were never set."""
    found = _MOMENT.match(text.strip())
    if found is None:
        return ""
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    is_day = 1 <= month <= 12 and 1 <= day <= 31
    if not is_day or year in (1904, 1970) or not 1900 < year < 2200:
        return ""
    date = f"{year}-{month:02}-{day:02}"
    return f"{date} {found[4]}:{found[5]}:{found[6] or '00'}" if found[4] else date


def _plain(text: str) -> str:
    """One short line, whatever the file holds."""
    kept = "".join(letter for letter in str(text) if letter.isprintable())
    return " ".join(kept.split())[:_LONGEST]
