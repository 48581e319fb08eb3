"""The bench run once, as people run it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

BENCH = Path(__file__).resolve().parent.parent / "scripts" / "bench"

Report = tuple[str, dict[str, Any]]
"""The words that were printed, and the JSON."""


def run_bench(folder: Path, *options: str) -> Report:
    """What ``scripts/bench`` gave, working in ``folder``."""
    done = subprocess.run(
        [sys.executable, BENCH, *options, "--folder", folder, "--json", folder / "all.json"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, json.loads((folder / "all.json").read_text("utf-8"))
