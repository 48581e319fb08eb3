"""Changing a worker's file, so that it can be taken back: what it was is kept until then."""

from __future__ import annotations

import base64
import json
from hashlib import blake2b
from pathlib import Path

from archive.cli import fieldwork_sentences as say
from archive.cli.private_page import write_private
from archive.errors import ConfigError
from archive.values import dataclass

MOST = 50
"""Edits that can be taken back."""


@dataclass(frozen=True, slots=True)
class Edits:
    """The files of one archive, and the edits that can be taken back."""

    village: Path
    state: Path

    @property
    def _folder(self) -> Path:
        return self.state / "edits"

    def write(self, path: Path, data: bytes) -> None:
        """Write ``path``, relative to the archive, whole; remember what it was before."""
        file = self.village / path
        before = file.read_bytes() if file.exists() else None
        kept = self._kept()
        number = int(kept[-1].stem) + 1 if kept else 1
        entry = {
            "path": path.as_posix(),
            "before": None if before is None else base64.b64encode(before).decode("ascii"),
            "after": _digest(data),
        }
        self._folder.mkdir(parents=True, exist_ok=True)
        write_private(self._folder / f"{number:06}.json", json.dumps(entry).encode())
        write_private(file, data)
        for old in kept[: max(0, len(kept) + 1 - MOST)]:
            old.unlink(missing_ok=True)

    def undo(self) -> Path:
        """Put back what the last edit changed; the file. ConfigError where there is nothing, or
        where the file was changed since."""
        kept = self._kept()
        if not kept:
            raise ConfigError(say.UNDO_NOTHING.zh, say.UNDO_NOTHING.en)
        entry = json.loads(kept[-1].read_bytes())
        path, before = Path(entry["path"]), entry["before"]
        file = self.village / path
        if not file.exists() or _digest(file.read_bytes()) != entry["after"]:
            no, facts = say.UNDO_CHANGED, {"file": path}
            raise ConfigError(no.text("zh", **facts), no.text("en", **facts))
        if before is None:
            file.unlink()
        else:
            write_private(file, base64.b64decode(before))
        kept[-1].unlink()
        return path

    def _kept(self) -> list[Path]:
        return sorted(self._folder.glob("*.json")) if self._folder.is_dir() else []


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
