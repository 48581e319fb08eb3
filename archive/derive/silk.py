"""Decoding WeChat's SILK, in a process that may be lost: run by `tools.run_python`, never imported.

What was decoded before an error stays in the file.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from archive.derive import cage

RATE = 24_000
"""Samples a second of what comes out: 16-bit, one channel."""


def main(job: Mapping[str, Any]) -> None:
    """Decode `source` into `target`; print, as JSON, whether something stood in the way."""
    cage.confine(job["limits"])
    import pysilk

    is_whole = True
    with Path(job["source"]).open("rb") as source, Path(job["target"]).open("wb") as target:
        try:
            pysilk.decode(source, target, RATE)
        except pysilk.SilkError:
            is_whole = False
    json.dump({"is_whole": is_whole}, sys.stdout)
