"""Zip containers opened with care: Word, Excel and OpenDocument files are such, and gifts come so.

The central directory is read first, by its own length, and judged before anything is unpacked:
how many members, how large all of them would be, how far each is pressed together. Members with
names that could lead elsewhere are left closed and told of. What is read is counted, so that a
directory that lies gains nothing. Nothing here opens a container inside a container.
"""

from __future__ import annotations

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from types import TracebackType
from typing import BinaryIO, Self

from archive.errors import Problem
from archive.ingest.slugs import RESERVED_BY_WINDOWS
from archive.values import dataclass

_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_LOCATOR_64 = b"PK\x06\x07"
_END_SIZE = 22
_LONGEST_COMMENT = 65_535
_DIRECTORY_BYTES = 600
"""Bytes of the directory that a member may take: its name in full, and its extra fields."""
_CHUNK = 1 << 18
_UNFLAGGED = 0x800
_ENCRYPTED = 0x1 | 0x40
_LONGEST_NAME = 400
_MADE_ON_UNIX = 3
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises at bytes that are no sound container."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a container may hold. The sizes are bytes, unpacked."""

    members: int
    member: int
    total: int
    ratio: int = 250
    """Unpacked bytes for each packed one; what XML of a large table needs, and no bomb keeps."""


DOCUMENT = Limits(members=5_000, member=100_000_000, total=400_000_000)
"""A document of an office program."""
GIFT = Limits(members=50_000, member=8_000_000_000, total=60_000_000_000)
"""A zip of recordings and pictures, which stays on the disk."""
_SMALL = 1_000_000
"""Bytes below which nobody asks how far something was pressed together."""


class PackageRefused(Exception):
    """A container that is not opened, with the reason in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en

    def problem(self, path: PurePosixPath) -> Problem:
        """What the worker is told."""
        return Problem("package-refused", path, None, {"reason_zh": self.zh, "reason_en": self.en})


@dataclass(frozen=True, slots=True)
class Member:
    """One file in a container."""

    path: PurePosixPath
    """Its name, normal (NFC), with forward slashes, relative and without ``..``."""
    size: int
    """Bytes, unpacked."""
    info: zipfile.ZipInfo
    """How the container calls it."""


@dataclass(frozen=True, slots=True)
class LeftClosed:
    """A member that is not opened, by the name that is written, and why."""

    name: str
    zh: str
    en: str

    def problem(self, path: PurePosixPath) -> Problem:
        """What the worker is told; ``path`` is the container's."""
        facts = {"seen": _shown(self.name), "reason_zh": self.zh, "reason_en": self.en}
        return Problem("package-member-refused", path, None, facts)


class Package:
    """An open container. Closing it closes what it was opened from."""

    def __init__(self, opened: zipfile.ZipFile, limits: Limits) -> None:
        self._zip = opened
        self.members: Mapping[str, Member]
        """The files that may be opened, by their normal name, in the container's order."""
        self.left_closed: tuple[LeftClosed, ...]
        self.members, self.left_closed = _judged(opened.infolist(), limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a member, unpacked bit by bit and counted. KeyError where there is none;
        PackageRefused at the first byte too many, or where they are damaged."""
        member = self.members[name]
        left = member.size
        try:
            with self._zip.open(member.info) as opened:
                while chunk := opened.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise PackageRefused(
                            f"“{_shown(name)}”比它自己写的大",
                            f"“{_shown(name)}” is larger than told",
                        )
                    yield chunk
        except _BROKEN as error:
            raise _damaged(name) from error
        if left:
            raise _damaged(name)

    def read(self, name: str) -> bytes:
        """All bytes of a member; as `chunks`."""
        return b"".join(self.chunks(name))


def open_package(source: bytes | BinaryIO, *, limits: Limits = DOCUMENT) -> Package:
    """The container in ``source``, of which only the directory is read.

    PackageRefused when it is none, is damaged, locked with a password or dangerous.
    """
    opened = io.BytesIO(source) if isinstance(source, bytes) else source
    try:
        _check_directory(opened, limits)
        return Package(zipfile.ZipFile(opened), limits)
    except _BROKEN as error:
        raise PackageRefused("不是完整的压缩包", "it is no whole zip file") from error


def is_package(head: bytes) -> bool:
    """Whether a file that begins so may be a container."""
    return head.startswith((b"PK\x03\x04", _END))


# --- the directory --------------------------------------------------------------------------------


def _check_directory(opened: BinaryIO, limits: Limits) -> None:
    """Refuse a directory so long that reading it would cost memory."""
    size = opened.seek(0, io.SEEK_END)
    opened.seek(max(0, size - _LONGEST_COMMENT - _END_SIZE))
    tail = opened.read()
    ends = {len(tail) - _END_SIZE, tail.rfind(_END)}
    found = [end for end in ends if end >= 0 and tail[end : end + 4] == _END]
    if not found:
        raise zipfile.BadZipFile
    length = 0
    for end in found:
        length = max(length, *struct.unpack_from("<L", tail, end + 12))
        if tail[end - 20 : end - 16] == _LOCATOR_64:
            length = max(length, _length_64(opened, tail[end - 20 : end]))
    if length > limits.members * _DIRECTORY_BYTES:
        raise _too_many(limits)


def _length_64(opened: BinaryIO, locator: bytes) -> int:
    """The length of the directory as a large container writes it."""
    (place,) = struct.unpack_from("<Q", locator, 8)
    opened.seek(place)
    record = opened.read(56)
    if record[:4] != _END_64:
        raise zipfile.BadZipFile
    length: int = struct.unpack_from("<Q", record, 40)[0]
    return length


def _judged(
    infos: list[zipfile.ZipInfo], limits: Limits
) -> tuple[Mapping[str, Member], tuple[LeftClosed, ...]]:
    if len(infos) > limits.members:
        raise _too_many(limits)
    total = sum(info.file_size for info in infos)
    if total > limits.total:
        raise PackageRefused(
            f"解开有 {_megabytes(total)}，最多 {_megabytes(limits.total)}",
            f"unpacked it has {_megabytes(total)}, at most {_megabytes(limits.total)}",
        )
    members: dict[str, Member] = {}
    taken: set[str] = set()
    closed: list[LeftClosed] = []
    for info in infos:
        if info.filename and info.is_dir():  # a nameless member would make it stumble
            continue
        _check_member(info, limits)
        name = _name(info)
        reason = _fault(info, name, taken)
        if reason is not None:
            closed.append(LeftClosed(name, *reason))
            continue
        taken.add(name.casefold())
        members[name] = Member(PurePosixPath(name), info.file_size, info)
    return members, tuple(closed)


def _check_member(info: zipfile.ZipInfo, limits: Limits) -> None:
    """Refuse a container with a member that cannot be opened, or that is a bomb."""
    if info.flag_bits & _ENCRYPTED:
        raise PackageRefused("有密码，打不开", "it is locked with a password")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise PackageRefused("用的压缩方法不认识", "it is packed in a way that is not known here")
    is_bomb = info.file_size > max(_SMALL, info.compress_size * limits.ratio)
    if is_bomb or info.file_size > limits.member:
        raise PackageRefused(
            f"“{_shown(_name(info))}”解开有 {_megabytes(info.file_size)}，像是压缩炸弹",
            f"“{_shown(_name(info))}” unpacks to {_megabytes(info.file_size)}; "
            "it looks like a zip bomb",
        )


def _name(info: zipfile.ZipInfo) -> str:
    """The name as whoever packed it read it: Windows writes the encoding of its country, and
    says nothing of it."""
    name = info.orig_filename
    if not info.flag_bits & _UNFLAGGED:
        name = _in_own_encoding(name)
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _in_own_encoding(name: str) -> str:
    data = name.encode("cp437", errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def _fault(info: zipfile.ZipInfo, name: str, taken: set[str]) -> tuple[str, str] | None:
    """Why a member is left closed; None when it may be opened."""
    mode = info.external_attr >> 16 if info.create_system == _MADE_ON_UNIX else 0
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "是链接，不是文件", "it is a link and no file"
    parts = name.split("/")
    if name.startswith("/") or name[1:2] == ":" or any(part in ("", ".", "..") for part in parts):
        return "名字指到压缩包外面", "its name leads out of the zip file"
    if len(name) > _LONGEST_NAME or not all(map(_is_shown, name)):
        return "名字里有看不见的字符，或者太长", "its name has signs nobody sees, or is too long"
    if any(part.split(".")[0].rstrip().lower() in RESERVED_BY_WINDOWS for part in parts):
        return "Windows 不许文件叫这个名字", "Windows allows no file of that name"
    if name.casefold() in taken:
        return "和另一个文件同名", "another file has the same name"
    return None


def _is_shown(sign: str) -> bool:
    """Whether a sign of a name shows as itself: no control, and none that turns the line."""
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def _shown(name: str) -> str:
    """A name as a report may print it."""
    return "".join(sign if _is_shown(sign) else "?" for sign in name)[-60:]


def _too_many(limits: Limits) -> PackageRefused:
    return PackageRefused(
        f"里面的文件超过 {limits.members} 个", f"it holds more than {limits.members} files"
    )


def _damaged(name: str) -> PackageRefused:
    return PackageRefused(f"“{_shown(name)}”坏了，解不开", f"“{_shown(name)}” is damaged")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f} MB"
