"""How long a recording says it is, and whether the file holds all that it announces.

Told from the structure alone, without decoding: headers, boxes and the lengths of frames. Works on
any bytes, reads what it needs, and never more than a row of frames once.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import BinaryIO

from archive.values import dataclass

FRAME_SECONDS = 0.02
"""Of AMR and SILK."""
SILK_HEADS = (b"\x02#!SILK_V3", b"#!SILK_V3")
"""As WeChat writes it, and as it was meant."""
AMR_HEAD, AMR_WIDE_HEAD = b"#!AMR\n", b"#!AMR-WB\n"
_LARGEST_SILK = 1250
"""Bytes of a packet: five frames at the highest rate, as the decoder itself allows."""


@dataclass(frozen=True, slots=True)
class Extent:
    """What the structure tells."""

    seconds: float | None = None
    """The length that the file announces; of a row of frames, the length that is there."""
    is_cut: bool = False
    """Whether something that was announced is not there."""
    broken_at: float | None = None
    """The second from which a row of frames makes no sense: what follows has lost its time."""
    is_unfinished: bool = False
    """Whether what is needed to read it at all was never written: a phone writes the table of a
    recording (`moov`) when it stops."""


def read_extent(file: BinaryIO, *, reader: str) -> Extent:
    """What the structure of the file tells that `reader` would open. Raises OSError."""
    size = file.seek(0, 2)
    file.seek(0)
    measure = _MEASURES.get(reader)
    return measure(file, size) if measure and size else Extent()


def find_mp3_start(file: BinaryIO) -> int:
    """Where the sound begins behind an ID3v2 tag, which may be megabytes long (a cover)."""
    file.seek(0)
    head = file.read(10)
    if head[:3] != b"ID3" or len(head) < 10:
        return 0
    return 10 + (head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9])


# Boxes: MP4, M4A, MOV, HEIC


def _measure_movie(file: BinaryIO, size: int) -> Extent:
    """Only known boxes are judged: cameras append bytes of their own that are no boxes at all."""
    boxes = list(_boxes(file, size))
    is_cut = any(end > size and kind in (b"mdat", b"moov") for kind, _, end in boxes)
    tables = [at for kind, at, end in boxes if kind == b"moov" and end <= size]
    if not tables:
        return Extent(is_cut=is_cut, is_unfinished=True)
    file.seek(tables[0])
    return Extent(_movie_seconds(file.read(4096)), is_cut)


def _measure_still(file: BinaryIO, size: int) -> Extent:
    boxes = list(_boxes(file, size))
    is_cut = any(end > size and kind in (b"mdat", b"meta") for kind, _, end in boxes)
    return Extent(is_cut=is_cut or all(kind != b"meta" for kind, _, _ in boxes))


def _movie_seconds(head: bytes) -> float | None:
    """The `mvhd` box (ISO/IEC 14496-12, 8.2.2); None in a file of fragments, where it says 0."""
    at = head.find(b"mvhd") + 4
    if at < 4 or len(head) < at + 32:
        return None
    form = ">20xIQ" if head[at] == 1 else ">12xII"
    scale, length = struct.unpack_from(form, head, at)
    return length / scale if scale and length else None


def _boxes(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int, int]]:
    """(type, beginning, end) of each box, ISO/IEC 14496-12: one after the other to the end."""
    at = 0
    for _ in range(10_000):
        file.seek(at)
        header = file.read(16)
        if len(header) < 8:
            return
        length, kind = int.from_bytes(header[:4]), header[4:8]
        if length == 1:
            length = int.from_bytes(header[8:16])
        elif length == 0:
            length = size - at
        if length < 8:
            return
        yield kind, at, at + length
        at += length
        if at > size:
            return


# WAV, FLAC, OGG, MP3: what the head announces


def _measure_riff(file: BinaryIO, size: int) -> Extent:
    """Recorders that lost power, or wrote to a pipe, leave 0 or the largest number; some count a
    padding byte that they did not write."""
    head = file.read(8)
    declared = int.from_bytes(head[4:8], "little")
    is_told = head[:4] == b"RIFF" and declared not in (0, 0xFFFFFFFF)
    return Extent(is_cut=is_told and declared > size)


def _measure_wav(file: BinaryIO, size: int) -> Extent:
    is_cut = _measure_riff(file, size).is_cut
    file.seek(0)
    head = file.read(65_536)
    layout, data = head.find(b"fmt "), head.find(b"data")
    if layout < 0 or data < 0 or len(head) < max(layout + 20, data + 8):
        return Extent(is_cut=is_cut)
    rate = int.from_bytes(head[layout + 16 : layout + 20], "little")
    length = int.from_bytes(head[data + 4 : data + 8], "little")
    if length in (0, 0xFFFFFFFF):
        length = size - data - 8
    return Extent(length / rate if rate else None, is_cut)


def _measure_flac(file: BinaryIO, _size: int) -> Extent:
    info = file.read(42)[8:]
    if len(info) < 18:
        return Extent()
    packed = int.from_bytes(info[10:18])
    rate, samples = packed >> 44, packed & 0xFFFFFFFFF
    return Extent(samples / rate if rate and samples else None)


def _measure_ogg(file: BinaryIO, size: int) -> Extent:
    """The last page (RFC 3533) tells the length, in samples of what the first page describes."""
    first = file.read(4096)
    file.seek(max(0, size - 131_072))
    tail = file.read()
    at = tail.rfind(b"OggS")
    if at < 0 or len(tail) < at + 27:
        return Extent(is_cut=True)
    table = tail[at + 27 : at + 27 + tail[at + 26]]
    is_cut = len(table) < tail[at + 26] or at + 27 + len(table) + sum(table) > len(tail)
    samples = int.from_bytes(tail[at + 6 : at + 14], "little")
    rate = _ogg_rate(first)
    is_told = rate and samples < 1 << 62
    return Extent(samples / rate if is_told else None, is_cut)


def _ogg_rate(first: bytes) -> int:
    if b"OpusHead" in first[:64]:
        return 48_000
    at = first[:64].find(b"\x01vorbis")
    return int.from_bytes(first[at + 12 : at + 16], "little") if at >= 0 else 0


_MP3_SLACK = 2048
"""Bytes by which encoders miscount: less than anybody would hear."""
_MP3_RATES = (44_100, 48_000, 32_000)
_MP3_KILOBITS = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)


def _measure_mp3(file: BinaryIO, size: int) -> Extent:
    """By the count of frames that encoders put into the first one (Xing, Info), else by the bit
    rate of that frame, as if all were alike."""
    start = find_mp3_start(file)
    file.seek(start)
    frame = file.read(4096).lstrip(b"\x00")
    if len(frame) < 4 or frame[0] != 0xFF or frame[2] >> 2 & 3 == 3:
        return Extent()
    version = frame[1] >> 3 & 3
    rate = _MP3_RATES[frame[2] >> 2 & 3] // {3: 1, 2: 2}.get(version, 4)
    samples = 1152 if version == 3 or frame[1] >> 1 & 3 == 2 else 576
    counted = _mp3_count(frame[:200])
    if counted:
        frames, announced = counted
        return Extent(frames * samples / rate, is_cut=announced > size - start + _MP3_SLACK)
    kilobits = (*_MP3_KILOBITS[version != 3], 0)[frame[2] >> 4]
    return Extent((size - start) / kilobits / 125 if kilobits else None)


def _mp3_count(frame: bytes) -> tuple[int, int] | None:
    """Frames and bytes that the first frame announces; 0 bytes where it does not say."""
    at = max(frame.find(b"Xing"), frame.find(b"Info"))
    if at < 0 or len(frame) < at + 16 or not frame[at + 7] & 1:
        return None
    frames, length = struct.unpack_from(">II", frame, at + 8)
    return (frames, length if frame[at + 7] & 2 else 0) if frames else None


# Rows of frames: AMR, SILK

_AMR = (13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1)
_AMR_WIDE = (18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1)
"""Bytes of a frame by its type, RFC 4867; 0 for types that are none."""


def _measure_amr(file: BinaryIO, size: int) -> Extent:
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        is_wide = data[:9] == AMR_WIDE_HEAD
        at = len(AMR_WIDE_HEAD if is_wide else AMR_HEAD)
        return _count_frames(data, at, size, _AMR_WIDE if is_wide else _AMR)


def _count_frames(data: mmap.mmap, at: int, size: int, lengths: Sequence[int]) -> Extent:
    """A frame whose quality bit is 0, as in the zeros of a lost sector, is no frame."""
    count = 0
    broken_at = None
    while at < size:
        length = lengths[data[at] >> 3 & 15]
        is_good = bool(length and data[at] & 4)
        if not is_good and broken_at is None:
            broken_at = count * FRAME_SECONDS
        if at + length > size:
            return Extent(count * FRAME_SECONDS, is_cut=True, broken_at=broken_at)
        at += length or 1
        count += bool(length)
    return Extent(count * FRAME_SECONDS, broken_at=broken_at)


def _measure_silk(file: BinaryIO, size: int) -> Extent:
    """Packets behind their lengths. WeChat leaves out the end mark that SILK wants, -1."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        at = len(SILK_HEADS[0] if data[:1] == b"\x02" else SILK_HEADS[1])
        count = 0
        while at + 2 <= size:
            length = data[at] | data[at + 1] << 8
            seconds = count * FRAME_SECONDS
            if length == 0xFFFF:
                return Extent(seconds)
            if not 0 < length <= _LARGEST_SILK:
                return Extent(seconds, broken_at=seconds)
            if at + 2 + length > size:
                return Extent(seconds, is_cut=True)
            at += 2 + length
            count += 1
        # The lone byte is half an end mark.
        return Extent(count * FRAME_SECONDS, is_cut=at < size and data[at] != 0xFF)


_MEASURES: Mapping[str, Callable[[BinaryIO, int], Extent]] = MappingProxyType(
    {
        "mov": _measure_movie,
        "HEIF": _measure_still,
        "AVIF": _measure_still,
        "WEBP": _measure_riff,
        "avi": _measure_riff,
        "wav": _measure_wav,
        "flac": _measure_flac,
        "ogg": _measure_ogg,
        "mp3": _measure_mp3,
        "amr": _measure_amr,
        "silk": _measure_silk,
    }
)
