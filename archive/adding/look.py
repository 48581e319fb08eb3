"""Looking at what is brought: every file by its bytes, what is hostile left closed, with reasons.

Nothing is written but what a zip holds, into a scratch folder that the caller gives and clears.
"""

from __future__ import annotations

import os
import shutil
import stat
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from archive.adding.gift import Found, Gift, Nature
from archive.derive.identify import FORMATS, MediaKind, is_pointer, parse_magic, read_format
from archive.derive.problems import WANTED, MediaFault
from archive.errors import ConfigError, Problem
from archive.ingest.forms import HEAD_BYTES, Form, form_of
from archive.ingest.originals import DigestCache
from archive.ingest.packages import GIFT, PackageRefused, open_package

Progress = Callable[[int, int], None]
"""Told how many bytes are read, and how many there are."""

MOST_FILES = 100_000
_DEEPEST = 32
_LEFT_BEHIND = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "icon\r", "folder.jpg.lnk"})
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
_MEDIA_ENDINGS = frozenset(ending for known in FORMATS.values() for ending in known.extensions)


class _Seen(NamedTuple):
    """A file before it is opened."""

    path: PurePosixPath
    file: Path
    lasting: tuple[str, ...]
    size: int


def look_at(
    sources: Sequence[Path],
    *,
    scratch: Path,
    village: Path,
    digests: DigestCache | None = None,
    on_progress: Progress | None = None,
) -> Gift:
    """Everything in ``sources``, which are files, folders and zips.

    ConfigError for a source that is not there, and for one that is the archive itself, or around
    it, or in it. ``digests`` remembers SHA-256 sums from one time to the next.
    """
    looker = _Looker(scratch, digests or DigestCache(None), on_progress or (lambda _d, _t: None))
    for source, name in zip(sources, _names(sources), strict=True):
        _check_apart(source, village)
        looker.walk(source, PurePosixPath(name))
    return looker.gift(tuple(source.resolve() for source in sources))


def _names(sources: Sequence[Path]) -> Iterator[str]:
    """What each source is called: its own name, each once."""
    taken: set[str] = set()
    for source in sources:
        own = unicodedata.normalize("NFC", source.resolve().name) or "gift"
        name, number = own, 1
        while name in taken:
            number += 1
            name = f"{own} ({number})"
        taken.add(name)
        yield name


def _check_apart(source: Path, village: Path) -> None:
    if not source.exists():
        raise ConfigError(
            f"找不到 {source}。请看看名字对不对；在手机或 U 盘上的，看看插好了没有。",
            f"{source} is not there. See whether it is spelled right, and still plugged in.",
        )
    source, village = source.resolve(), village.resolve()
    own = [village / name for name in ("content", "media", "site", "site-kiosk", ".pintu")]
    if village.is_relative_to(source) or any(source.is_relative_to(one) for one in own):
        raise ConfigError(
            f"{source} 就是档案自己，或者连着档案一起。请只给要加进来的东西。",
            f"{source} is the archive itself, or holds it. Name what is to be added alone.",
        )


class _Looker:
    def __init__(self, scratch: Path, digests: DigestCache, on_progress: Progress) -> None:
        self._scratch = scratch
        self._digests = digests
        self._on_progress = on_progress
        self._seen: list[_Seen] = []
        self._total = 0
        self._refused: list[Problem] = []
        self._problems: list[Problem] = []
        self._roots: dict[PurePosixPath, Path] = {}

    # --- walking

    def walk(self, source: Path, path: PurePosixPath, *, packed_in: str = "") -> None:
        """Note every file in ``source``; ``packed_in`` is the zip that it was unpacked from."""
        if source.is_dir():
            self._roots[path] = source
            lasting = (packed_in, "") if packed_in else (str(source.resolve()),)
            self._walk_folder(source, path, lasting, 0)
        else:
            self._note(source, path, (str(source.resolve()),))

    def _walk_folder(
        self, folder: Path, path: PurePosixPath, lasting: tuple[str, ...], depth: int
    ) -> None:
        if depth > _DEEPEST:
            self._refuse(path, "add-too-deep")
            return
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self._refuse(path, "file-unreadable", reason=error.strerror or "?")
            return
        for entry in entries:
            below = path / unicodedata.normalize("NFC", entry.name)
            inner = (*lasting[:-1], _joined(lasting[-1], entry.name))
            if entry.is_symlink():
                self._refuse(below, "add-link")
            elif entry.is_dir(follow_symlinks=False):
                if entry.name not in ("__MACOSX", ".git", ".pintu"):
                    self._walk_folder(Path(entry.path), below, inner, depth + 1)
                    continue
                self._refuse(below, "add-left-behind")
            else:
                self._note(Path(entry.path), below, inner)

    def _note(self, file: Path, path: PurePosixPath, lasting: tuple[str, ...]) -> None:
        if len(self._seen) + len(self._refused) >= MOST_FILES:
            raise ConfigError(
                f"一次最多加 {MOST_FILES} 个文件。请分几次，一个文件夹一个文件夹地加。",
                f"At most {MOST_FILES} files can be added at once. Add one folder at a time.",
            )
        name = path.name.lower()
        try:
            status = file.lstat()
        except OSError as error:
            self._refuse(path, "file-unreadable", reason=error.strerror or "?")
            return
        if not stat.S_ISREG(status.st_mode):
            self._refuse(path, "add-link")
        elif name in _LEFT_BEHIND or name.startswith((".", "~$", "._")):
            self._refuse(path, "add-left-behind")
        elif any(one in _BIDI or not (one.isprintable() or one == " ") for one in str(path)):
            self._refuse(path, "add-name", seen=ascii(path.name))
        elif status.st_size == 0:
            self._refuse(path, "add-empty")
        else:
            self._seen.append(_Seen(path, file, lasting, status.st_size))
            self._total += status.st_size

    # --- opening

    def gift(self, given: tuple[Path, ...]) -> Gift:
        """Every file that was noted, opened."""
        found: list[Found] = []
        done = 0
        at = 0
        while at < len(self._seen):  # unpacking a zip makes it longer
            one = self._seen[at]
            at += 1
            opened = self._open(one)
            if opened is not None:
                found.append(opened)
            done += one.size
            self._on_progress(done, self._total)
        self._digests.save()
        found.sort(key=lambda one: str(one.path))
        return Gift(
            self._roots,
            tuple(found),
            tuple(sorted(set(self._refused))),
            tuple(sorted(set(self._problems))),
            given,
        )

    def _open(self, seen: _Seen) -> Found | None:
        try:
            head, tail = _ends(seen)
            nature, name = self._nature(seen, head, tail)
            if nature is Form.ZIP and len(seen.lasting) == 1:
                self._unpack(seen)
                return None
            digest = self._digests.sha256(seen.file)
        except OSError as error:
            self._refuse(seen.path, "file-unreadable", reason=error.strerror or "?")
            return None
        except PackageRefused as refused:
            self._refused.append(refused.problem(seen.path))
            return None
        if nature is None and is_pointer(head):
            self._refuse(seen.path, "media-playlist", **_wanted(seen.path))
            return None
        if nature is None:
            self._tell(seen.path, "add-unknown")
        return Found(seen.path, seen.file, seen.lasting, seen.size, digest, nature, name)

    def _nature(self, seen: _Seen, head: bytes, tail: bytes) -> tuple[Nature | None, str]:
        """What the file is, and the name of its format where it is sound or a picture."""
        name = parse_magic(head) or ("MP3" if head[:3] == b"ID3" else None)
        ending = seen.path.suffix.lower()
        if name is None:
            form = form_of(head, tail, path=seen.path)
            if form is Form.TEXT and ending in _MEDIA_ENDINGS:
                form = None  # a playlist, or an error page that was saved as a recording
            return form, ""
        kind = FORMATS[name].kind
        try:
            name = read_format(seen.file, wanted=kind).name
        except MediaFault as fault:
            self._tell(seen.path, fault.code, **fault.facts, **_wanted(seen.path, kind))
        if ending not in FORMATS[name].extensions:
            facts = {"original": seen.path.name, "format": name}
            self._tell(seen.path, "media-extension", **facts)
        is_sound_alone = name == "MP4" and ending in (".m4a", ".aac", ".3ga")
        return (MediaKind.SOUND if is_sound_alone else kind), name

    def _unpack(self, seen: _Seen) -> None:
        """Put what a zip holds into the scratch folder, to be looked at in its turn. A zip in a
        zip stays closed."""
        folder = self._scratch / f"{len(self._roots):04}"
        with seen.file.open("rb") as opened, open_package(opened, limits=GIFT) as package:
            room = shutil.disk_usage(self._scratch).free
            if sum(member.size for member in package.members.values()) > room:
                raise PackageRefused(
                    "磁盘上放不下解开的文件", "there is no room on the disk to unpack it"
                )
            self._refused += [one.problem(seen.path) for one in package.left_closed]
            for name in package.members:
                file = folder / name
                file.parent.mkdir(parents=True, exist_ok=True)
                with file.open("xb") as written:
                    for chunk in package.chunks(name):
                        written.write(chunk)
        folder.mkdir(parents=True, exist_ok=True)
        self.walk(folder, seen.path, packed_in=seen.lasting[0])

    def _refuse(self, path: PurePosixPath, code: str, **facts: str) -> None:
        self._refused.append(Problem(code, path, None, facts))

    def _tell(self, path: PurePosixPath, code: str, **facts: str) -> None:
        self._problems.append(Problem(code, path, None, facts))


def _joined(folder: str, name: str) -> str:
    return f"{folder.rstrip('/')}/{name}" if folder else name


def _ends(seen: _Seen) -> tuple[bytes, bytes]:
    """The first bytes of a file, and the last of what they leave."""
    with seen.file.open("rb") as opened:
        head = opened.read(HEAD_BYTES)
        if seen.size <= HEAD_BYTES:
            return head, b""
        opened.seek(max(HEAD_BYTES, seen.size - HEAD_BYTES))
        return head, opened.read(HEAD_BYTES)


def _wanted(path: PurePosixPath, kind: MediaKind = MediaKind.SOUND) -> dict[str, str]:
    zh, en = WANTED[kind.value]
    return {"original": path.name, "wanted_zh": zh, "wanted_en": en}
