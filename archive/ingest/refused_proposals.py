"""What was proposed for a slot and refused: ``content/vocabularies/refused.yml``.

jing/lifted:
  - interviews/gu-zhaodi-2023@33.5

A short file that a worker can read; whoever takes a line out has it proposed again.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from archive.errors import ConfigError
from archive.ingest.folders import CONTENT
from archive.ingest.front_matter import parse_fields
from archive.ingest.texts import read_text

REFUSED = PurePosixPath(CONTENT, "vocabularies", "refused.yml")
_HEAD = """\
# 提议过、不要再提的：拼块，下面是出处（口述后面是第几秒，文献后面是第几页）。删掉一行，就会再提。
# Proposals that were refused, by slot. Take out a line, and it will be proposed again.
"""

Refused = Mapping[str, frozenset[str]]
"""By slot, as visits write it: the keys of what was refused."""


def read_refused(folder: Path) -> Refused:
    """What was refused in the archive in ``folder``; ConfigError for a file that says something
    else."""
    read = read_text(folder / REFUSED, path=REFUSED)
    if read is None:
        return {}
    front = parse_fields(read.text or "", path=REFUSED) if read.text is not None else None
    if front is None or front.data is None:
        raise _not_understood()
    found: dict[str, frozenset[str]] = {}
    for slot, keys in front.data.items():
        listed = keys if isinstance(keys, list) else [keys]
        if not all(isinstance(key, str) for key in listed):
            raise _not_understood()
        found[slot] = frozenset(str(key) for key in listed)
    return found


def format_refused(refused: Refused) -> str:
    """The file; `read_refused` reads it back."""
    rows = [_HEAD]
    for slot in sorted(refused):
        if refused[slot]:
            rows.append(f"{slot}:\n" + "".join(f'  - "{key}"\n' for key in sorted(refused[slot])))
    return "".join(rows)


def _not_understood() -> ConfigError:
    return ConfigError(
        f"看不懂 {REFUSED}。请改好，或者删掉它。",
        f"{REFUSED} is not understood. Mend it, or remove it.",
    )
