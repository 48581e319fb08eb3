"""Model folders that a village brings: what is in them is told by their files, and nothing is
ever fetched."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from archive.values import dataclass

_TAIL = 1 << 20
"""Bytes at the end of an ONNX file in which its own description stands."""


class Family(Enum):
    """What a folder holds."""

    FASTER_WHISPER = "faster-whisper"
    WHISPER = "sherpa-onnx Whisper"
    SENSE_VOICE = "sherpa-onnx SenseVoice"
    PARAFORMER = "sherpa-onnx Paraformer"
    ZIPFORMER = "sherpa-onnx Zipformer"


NEEDED: dict[Family, tuple[str, ...]] = {
    Family.FASTER_WHISPER: ("model.bin", "config.json", "tokenizer.json"),
    Family.WHISPER: ("*encoder*.onnx", "*decoder*.onnx", "*tokens.txt"),
    Family.SENSE_VOICE: ("model*.onnx", "tokens.txt"),
    Family.PARAFORMER: ("model*.onnx", "tokens.txt"),
    Family.ZIPFORMER: ("encoder*.onnx", "decoder*.onnx", "joiner*.onnx", "tokens.txt"),
}
"""The files by which each is known."""


class NoModel(Exception):
    """The folder holds no model that is known; ``found`` are the names of its files."""

    def __init__(self, found: Sequence[str]) -> None:
        super().__init__(", ".join(found))
        self.found = tuple(found)


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A model and its files, in the order of `NEEDED`."""

    family: Family
    folder: Path
    files: tuple[Path, ...]

    @property
    def name(self) -> str:
        """What to call it: its family and its folder."""
        return f"{self.family.value} {self.folder.resolve().name}"


def tell_model(folder: Path) -> ModelFolder:
    """What ``folder`` holds. Raises NoModel."""
    order = (Family.FASTER_WHISPER, Family.ZIPFORMER, Family.WHISPER)
    for family in order:
        files = _files(folder, family)
        if files is not None:
            return ModelFolder(family, folder, files)
    files = _files(folder, Family.SENSE_VOICE)
    if files is not None:
        described = _description(files[0]) + folder.resolve().name.encode()
        if b"sense_voice" in described or b"sense-voice" in described:
            return ModelFolder(Family.SENSE_VOICE, folder, files)
        if b"paraformer" in described:
            return ModelFolder(Family.PARAFORMER, folder, files)
    raise NoModel(sorted(path.name for path in folder.iterdir() if path.is_file()))


def _files(folder: Path, family: Family) -> tuple[Path, ...] | None:
    """The files of ``family``; the smaller of two that serve, which is the quicker one."""
    found = []
    for pattern in NEEDED[family]:
        matching = [path for path in folder.glob(pattern) if path.is_file()]
        if not matching:
            return None
        found.append(min(matching, key=lambda path: (path.stat().st_size, path.name)))
    return tuple(found)


def _description(file: Path) -> bytes:
    with file.open("rb") as opened:
        opened.seek(max(0, file.stat().st_size - _TAIL))
        return opened.read()
