"""Looking for canaries in every byte of a folder: names, texts in any encoding, what is packed in
other files, sound as it is heard, pictures as they are seen."""

from __future__ import annotations

import base64
import binascii
import gzip
import hashlib
import html
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import numpy as np
from PIL import Image, UnidentifiedImageError

from tests.leaks.canaries import (
    DIGEST,
    Canary,
    Sort,
    read_days,
    read_own_signs,
    read_phrases,
)
from tests.leaks.media import MIDDLE, Box, read_blocks, reads_blocks
from tests.search_reader import Bits, read_terms
from tests.test_derive_detectors import RATE, Samples, decode_frames, decode_sound

SOUND = frozenset({".mp3", ".mp4", ".wav", ".m4a", ".aac", ".ogg", ".webm"})
AUDIBLE = -45.0
"""dBFS in a quarter of a second; planted tones sound at -18 before they are brought to one
loudness."""
_DEEPEST = 4
_DATA_ADDRESS = re.compile(rb"data:[\w/+.;=-]*;base64,([A-Za-z0-9+/=]+)")
_PDF_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_POSTINGS = re.compile(r'pintuSearch\("p/[^"]+",(.*)\)$', re.S)
_JSON_ESCAPE = re.compile(r"\\u[0-9a-fA-F]{4}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What must be decoded to be found: frequencies, patterns with their places, digests."""

    tones: tuple[float, ...] = ()
    patterns: Mapping[int, Box] = field(default_factory=dict)
    digests: frozenset[str] = frozenset()
    """The first twelve hexadecimal digits of each."""


@dataclass(slots=True)
class Search:
    """A search that remembers what it saw in a file, for the same bytes are in many places."""

    wanted: Wanted
    _seen: dict[bytes, frozenset[tuple[Sort, str]]] = field(default_factory=dict)

    def folder(self, folder: Path) -> dict[tuple[Sort, str], str]:
        """Every mark that is in ``folder``, with one file that holds it."""
        found: dict[tuple[Sort, str], str] = {}
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            marks = {(Sort.WORDS, mark) for mark in _phrases(name.encode())}
            marks |= {(Sort.DIGEST, mark) for mark in self._digests(name)}
            if path.is_file():
                marks |= self.file(path)
            for mark in marks:
                found.setdefault(mark, name)
        return found

    def marked(self, folder: Path) -> frozenset[str]:
        """The files in ``folder`` that hold any mark, in their name or inside."""
        files = (path for path in folder.rglob("*") if path.is_file())
        names = {path.relative_to(folder).as_posix(): path for path in files}
        return frozenset(
            name
            for name, path in names.items()
            if self.file(path) or next(read_phrases(name), None) is not None
        )

    def file(self, path: Path) -> frozenset[tuple[Sort, str]]:
        """Every mark in one file."""
        data = path.read_bytes()
        key = hashlib.blake2b(data).digest()
        if key not in self._seen:
            marks: set[tuple[Sort, str]] = set()
            for view in unpack(data):
                marks.update(self._read(view))
            if path.suffix == ".js":
                marks.update(_of_scripts(data.decode()))
            if path.suffix.lower() in SOUND:
                marks.update(self._listen(path))
            self._seen[key] = frozenset(marks)
        return self._seen[key]

    def _read(self, view: bytes) -> Iterator[tuple[Sort, str]]:
        yield from ((Sort.WORDS, mark) for mark in _phrases(view))
        if _is_text(view):
            text = view.decode("utf-8", "ignore")
            yield from ((Sort.DAY, mark) for mark in read_days(text))
            yield from ((Sort.DIGEST, mark) for mark in self._digests(text))
        yield from ((Sort.BLOCKS, mark) for mark in self._look(view))

    def _digests(self, text: str) -> Iterator[str]:
        for run in DIGEST.findall(text):
            for at in range(len(run) - 11):
                if run[at : at + 12] in self.wanted.digests:
                    yield run[at : at + 12]

    def _look(self, view: bytes) -> Iterator[str]:
        if not view.startswith((b"\xff\xd8", b"\x89PNG", b"RIFF", b"GIF8", b"II*\0", b"MM\0*")):
            return
        try:
            with Image.open(io.BytesIO(view)) as picture:
                yield from self._patterns(picture)
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
            return

    def _patterns(self, picture: Image.Image) -> Iterator[str]:
        at = {box: read_blocks(picture, box) for box in set(self.wanted.patterns.values())}
        for number, box in self.wanted.patterns.items():
            blocks = at[box]
            if blocks is not None and reads_blocks(blocks, number):
                yield str(number)

    def _listen(self, path: Path) -> Iterator[tuple[Sort, str]]:
        levels = loudest_of(decode_sound(path), self.wanted.tones)
        for tone, level in zip(self.wanted.tones, levels, strict=True):
            if level > AUDIBLE:
                yield Sort.TONE, str(tone)
        if path.suffix.lower() == ".mp4":
            for frame in decode_frames(path, width=160, height=120):
                picture = Image.fromarray(frame)
                yield from ((Sort.BLOCKS, mark) for mark in self._patterns(picture))


def _of_scripts(text: str) -> Iterator[tuple[Sort, str]]:
    """What a script holds, down to a single sign: search data cut phrases into pairs."""
    marks = set(read_own_signs(text))
    yield from ((Sort.WORDS, mark) for mark in marks)
    if (call := _POSTINGS.match(text)) is not None:
        terms = "".join(read_terms(Bits(json.loads(call[1]))))
        yield from ((Sort.TERM, mark) for mark in read_own_signs(terms))


def loudest_of(samples: Samples, tones: tuple[float, ...]) -> list[float]:
    """The highest level of each frequency in any quarter of a second, dBFS (Goertzel's result for
    all windows and frequencies at once)."""
    step = RATE // 4
    if len(samples) < step or not tones:
        return [-200.0] * len(tones)
    starts = range(0, len(samples) - step + 1, step // 2)
    windows = np.stack([samples[at : at + step] for at in starts]) * np.hanning(step)
    time = np.arange(step)[:, None] / RATE
    levels = np.abs(windows @ np.exp(-2j * np.pi * time * np.array(tones)[None, :])) * 4 / step
    return [float(20 * np.log10(max(level, 1e-10))) for level in levels.max(axis=0)]


def unpack(data: bytes, *, depth: int = 0) -> Iterator[bytes]:
    """``data`` itself and everything packed in it: gzip, zip, PNG chunks, PDF streams, pictures
    inside files, data addresses."""
    yield data
    if depth < _DEEPEST:
        for inner in _inside(data, is_inner=depth > 0):
            yield from unpack(inner, depth=depth + 1)


def _inside(data: bytes, *, is_inner: bool) -> Iterator[bytes]:
    if data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data)
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for member in packed.infolist():
                yield member.filename.encode()
                yield packed.read(member)
    if data.startswith(b"\x89PNG"):
        yield from _png_texts(data)
    if data.startswith(b"%PDF"):
        yield from (inflated for s in _PDF_STREAM.findall(data) if (inflated := _inflate(s)))
    for encoded in _DATA_ADDRESS.findall(data):
        try:
            yield base64.b64decode(encoded + b"=" * (-len(encoded) % 4))
        except binascii.Error:
            continue
    for start in (b"\xff\xd8\xff", b"\x89PNG\r\n"):
        at = data.find(start, 1)
        while at > 0 and not is_inner:
            yield data[at:]
            at = data.find(start, at + 1)


def _png_texts(data: bytes) -> Iterator[bytes]:
    at = 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        sort, payload = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if sort in (b"zTXt", b"iTXt", b"eXIf", b"tEXt", b"iCCP"):
            yield payload
            for place in range(len(payload)):
                if payload[place] == 0x78 and (inflated := _inflate(payload[place:])):
                    yield inflated
        at += 12 + length


def _inflate(data: bytes) -> bytes | None:
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return None


def _is_text(data: bytes) -> bool:
    return b"\0" not in data[:4096]


def _phrases(view: bytes) -> Iterator[str]:
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        yield from read_phrases(view.decode(encoding, "ignore"))
    if b"\0" in view:
        yield from read_phrases(view[1:].decode("utf-16-le", "ignore"))
        yield from read_phrases(view[1:].decode("utf-16-be", "ignore"))
    if _is_text(view):
        text = view.decode("utf-8", "ignore")
        for read in (unquote, html.unescape, _read_json_escapes):
            yield from read_phrases(read(text))
        yield from read_phrases(unquote(text, encoding="gb18030", errors="ignore"))


def _read_json_escapes(text: str) -> str:
    return _JSON_ESCAPE.sub(lambda match: str(json.loads(f'"{match[0]}"')), text)


def wanted_of(canaries: list[Canary], places: Mapping[str, Box]) -> Wanted:
    """What a search must decode; a pattern without a place of its own is in the middle."""
    marks = {sort: [c.mark for c in canaries if c.sort is sort] for sort in Sort}
    return Wanted(
        tuple(float(mark) for mark in marks[Sort.TONE]),
        {int(mark): places.get(mark, MIDDLE) for mark in marks[Sort.BLOCKS]},
        frozenset(marks[Sort.DIGEST]),
    )
