"""What a file really is, told from its first bytes; its name is not believed."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from archive.derive.extent import SILK_HEADS, find_mp3_start, read_extent
from archive.derive.problems import MediaFault
from archive.values import dataclass

HEAD_BYTES = 65_536


class MediaKind(Enum):
    """What people would call it."""

    SOUND = "sound"
    VIDEO = "video"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read. A container for moving pictures may hold sound alone."""

    name: str
    """Shown to people."""
    kind: MediaKind
    reader: str
    """The one reader allowed to open it: a demuxer of ffmpeg, a format of Pillow, `silk` or
    `PDF`."""
    extensions: frozenset[str]

    def can_be(self, kind: MediaKind) -> bool:
        """Whether an order for `kind` may use it: the sound of a video is welcome too."""
        return self.kind is kind or {self.kind, kind} == {MediaKind.SOUND, MediaKind.VIDEO}


def _format(name: str, kind: MediaKind, reader: str, extensions: str) -> Format:
    return Format(name, kind, reader, frozenset(f".{ext}" for ext in extensions.split()))


_S, _V, _P = MediaKind.SOUND, MediaKind.VIDEO, MediaKind.PICTURE

FORMATS = {
    entry.name: entry
    for entry in (
        _format("MP3", _S, "mp3", "mp3 mp2 mpga"),
        _format("WAV", _S, "wav", "wav wave bwf"),
        _format("AMR", _S, "amr", "amr awb 3ga"),
        _format("SILK", _S, "silk", "silk slk amr aud"),
        _format("FLAC", _S, "flac", "flac"),
        _format("OGG", _S, "ogg", "ogg oga opus spx ogv"),
        _format("AAC", _S, "aac", "aac"),
        _format("AIFF", _S, "aiff", "aif aiff aifc"),
        _format("CAF", _S, "caf", "caf"),
        _format("M4A", _S, "mov", "m4a m4b m4r mp4 aac 3gp 3ga"),
        _format("WMA/WMV", _V, "asf", "wma wmv asf"),
        _format("MP4", _V, "mov", "mp4 m4v mov qt m4a 3gp 3g2 3ga"),
        _format("MKV/WebM", _V, "matroska", "mkv mka webm weba"),
        _format("AVI", _V, "avi", "avi"),
        _format("MPEG", _V, "mpeg", "mpg mpeg vob dat mod"),
        _format("MPEG-TS", _V, "mpegts", "ts mts m2ts m2t"),
        _format("FLV", _V, "flv", "flv f4v"),
        _format("JPEG", _P, "JPEG", "jpg jpeg jpe jfif"),
        _format("PNG", _P, "PNG", "png"),
        _format("TIFF", _P, "TIFF", "tif tiff"),
        _format("WebP", _P, "WEBP", "webp"),
        _format("HEIC", _P, "HEIF", "heic heif hif heics"),
        _format("AVIF", _P, "AVIF", "avif"),
        _format("BMP", _P, "BMP", "bmp dib"),
        _format("GIF", _P, "GIF", "gif"),
        _format("PDF", _P, "PDF", "pdf"),
    )
}

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (0, b"II*\x00", "TIFF"),
    (0, b"MM\x00*", "TIFF"),
    (0, b"GIF87a", "GIF"),
    (0, b"GIF89a", "GIF"),
    (0, b"OggS", "OGG"),
    (0, b"fLaC", "FLAC"),
    *((0, head, "SILK") for head in SILK_HEADS),
    (0, b"#!AMR\n", "AMR"),
    (0, b"#!AMR-WB\n", "AMR"),
    (0, b"caff\x00\x01", "CAF"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "WMA/WMV"),
    (0, b"\x1a\x45\xdf\xa3", "MKV/WebM"),
    (0, b"FLV\x01", "FLV"),
    (0, b"\x00\x00\x01\xba", "MPEG"),
)
_RIFF = {b"WAVE": "WAV", b"AVI ": "AVI", b"WEBP": "WebP"}
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_M4A_BRANDS = frozenset({b"M4A ", b"M4B ", b"M4P "})
_MOV_BOXES = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
_PDF_MARK = re.compile(rb"%PDF-[12]\.\d")
_POINTS_ELSEWHERE = re.compile(
    rb"#EXTM3U|\[playlist\]|<asx|<smil|<svg|<html|<!doctype|<\?xml|<script|ffconcat|"
    rb"(?:^|\n)\s*(?:file|https?|rtsp|rtmp|ftp|concat|subfile|data|crypto)\s*[: =]",
    re.IGNORECASE,
)


def recognise(path: Path) -> Format:
    """The format of the file at `path`, told from at most 64 KB.

    Raises MediaFault (media-empty, media-playlist, media-not-recognised) and OSError.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        if not head:
            raise MediaFault("media-empty")
        name = parse_magic(head) or _name_behind_tag(file, head)
    if name is None:
        raise MediaFault("media-playlist" if is_pointer(head) else "media-not-recognised")
    return FORMATS[name]


def read_format(path: Path, *, wanted: MediaKind) -> Format:
    """The format of the file at `path`, fit for `wanted`.

    Reads little besides of a box or frame structure the headers. Raises MediaFault (also
    media-unfinished, media-truncated: where nothing can be had of it) and OSError.
    """
    try:
        found = recognise(path)
    except MediaFault as fault:
        raise MediaFault(fault.code, **fault.facts, wanted=wanted.value) from None
    if not found.can_be(wanted):
        raise MediaFault("media-not-recognised", wanted=wanted.value, format=found.name)
    with path.open("rb") as file:
        extent = read_extent(file, reader=found.reader)
    if extent.is_unfinished:
        raise MediaFault("media-unfinished")
    if extent.is_cut and found.reader in ("HEIF", "AVIF", "WEBP"):
        raise MediaFault("media-truncated")
    return found


def parse_magic(head: bytes) -> str | None:
    """The name of the format that the first bytes show, or None."""
    for offset, magic, name in _MAGIC:
        if head.startswith(magic, offset):
            return name
    if head[:4] in (b"RIFF", b"RF64"):
        return _RIFF.get(head[8:12])
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return "AIFF"
    if head[4:8] == b"ftyp":
        return _name_of_brands(head)
    if head[4:8] in _MOV_BOXES and _has_box_size(head):
        return "MP4"
    if head[:2] == b"BM" and len(head) > 26 and head[6:10] == bytes(4):
        return "BMP"
    if _is_transport_stream(head):
        return "MPEG-TS"
    return _name_of_frames(head) or _name_behind_rubbish(head)


def is_pointer(head: bytes) -> bool:
    """Whether the bytes are text that could make a reader open something else."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")
    return b"\x00" not in head[:512] and _POINTS_ELSEWHERE.search(head[:4096]) is not None


def is_usual_extension(path: Path, *, name: str) -> bool:
    """Whether the file's extension is one that format `name` goes by."""
    return path.suffix.lower() in FORMATS[name].extensions


def _name_of_brands(head: bytes) -> str:
    length = max(16, min(int.from_bytes(head[:4]), 4096))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, length, 4))}
    if brands & _AVIF_BRANDS:
        return "AVIF"
    if brands & _HEIC_BRANDS and not brands & {b"isom", b"mp41", b"mp42"}:
        return "HEIC"
    return "M4A" if head[8:12] in _M4A_BRANDS else "MP4"


def _has_box_size(head: bytes) -> bool:
    size = int.from_bytes(head[:4])
    return size in (0, 1) or size >= 8


def _is_transport_stream(head: bytes) -> bool:
    plain = all(head[at : at + 1] == b"\x47" for at in (0, 188, 376))
    stamped = all(head[at : at + 1] == b"\x47" for at in (4, 196, 388))
    return plain or stamped


def _name_of_frames(head: bytes) -> str | None:
    if len(head) < 4 or head[0] != 0xFF:
        return None
    if head[1] & 0xF6 == 0xF0:
        return "AAC"
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    is_sync = head[1] & 0xE0 == 0xE0
    # Layer I is left out: the mark of UTF-16 text (FF FE) would pass for it.
    if is_sync and version != 1 and layer in (1, 2) and bitrate not in (0, 15) and rate != 3:
        return "MP3"
    return None


def _name_behind_tag(file: BinaryIO, head: bytes) -> str | None:
    """ID3v2 tags come before the sound and may be megabytes long (a cover picture)."""
    if head[:3] != b"ID3":
        return None
    file.seek(find_mp3_start(file))
    return _name_of_frames(file.read(4096).lstrip(b"\x00"))


def _name_behind_rubbish(head: bytes) -> str | None:
    """Some scanners and mail programs put bytes of their own before a PDF; readers look for its
    mark in the first kilobyte. Text that points elsewhere stays what it is."""
    return "PDF" if _PDF_MARK.search(head[:1024]) and not is_pointer(head) else None
