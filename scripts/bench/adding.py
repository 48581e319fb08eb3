"""How long it takes to bring in a large archive of somebody else's, and what it costs in memory."""

from __future__ import annotations

import sys
from pathlib import Path

from coded_archive import make_coded_archive
from measure import Cost, measure

ROWS = 109_000
TRANSCRIPTS = 332
MOST_SECONDS, MOST_MEGABYTES = 60, 500


def run_adding(folder: Path, *, transcripts: int = TRANSCRIPTS, rows: int = ROWS) -> str:
    """Make the archive, plan it, plan and write it, plan it again; a table in Markdown."""
    made = make_coded_archive(folder / "from", transcripts=transcripts, rows=rows)
    print(f"{made.transcripts} transcripts, {made.rows} rows", flush=True)
    steps = {"planned": [], "planned and written": ["--yes"], "again, nothing to do": ["--yes"]}
    lines = ["| step | seconds | CPU | MB |", "|---|---|---|---|"]
    for name, options in steps.items():
        cost = _add(folder, options)
        lines.append(f"| {name} | {cost.seconds:.1f} | {cost.cpu:.1f} | {cost.megabytes:.0f} |")
        print(lines[-1], flush=True)
    lines.append("")
    lines.append(f"Wanted: planned and written under {MOST_SECONDS} s and {MOST_MEGABYTES} MB.")
    return "\n".join(lines)


def _add(folder: Path, options: list[str]) -> Cost:
    # What comes in has things to look at, which is exit code 1 and no failure of the run.
    code = (
        "import sys; from archive.cli.program import run; "
        "sys.exit(0 if run(sys.argv[1:]) in (0, 1) else 1)"
    )
    command = [sys.executable, "-c", code, "add", "from", "--folder", "to", *options]
    return measure(command, folder=folder, variables={"LANG": "C.UTF-8"})
