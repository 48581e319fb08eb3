"""What was measured, as a table for people and as JSON for programs."""

import json
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from measure import Cost
from programs import CASES, FULL, PERSON, Program


@dataclass(frozen=True, slots=True)
class Row:
    """One program, one size, one case: its runs in the order they were made."""

    program: str
    title: str
    size: int
    case: str
    costs: tuple[Cost, ...]
    files: int
    site_bytes: int

    @property
    def seconds(self) -> float:
        """The median."""
        return median(cost.seconds for cost in self.costs)

    @property
    def cpu(self) -> float:
        """The median of processor seconds."""
        return median(cost.cpu for cost in self.costs)

    @property
    def megabytes(self) -> float:
        """The most of all runs."""
        return max(cost.megabytes for cost in self.costs)


def make_row(
    program: Program, size: int, case: str, costs: Sequence[Cost], site: tuple[int, int]
) -> Row:
    """The runs of one case."""
    return Row(program.name, program.title, size, case, tuple(costs), *site)


def format_table(rows: Iterable[Row]) -> str:
    """One line a row, grouped by size and case; ``x`` is how many times as long as ours took."""
    rows = list(rows)
    lines = []
    for size, case in dict.fromkeys((row.size, row.case) for row in rows):
        group = [row for row in rows if (row.size, row.case) == (size, case)]
        ours = next((row.seconds for row in group if row.program == "pintu"), None)
        lines.append(f"\n{size:,} 条记录 records · {CASES[case]}")
        lines.append(
            f"  {'':28}{'s median':>9}{'min':>8}{'max':>8}{'x':>7}{'CPU s':>8}{'MB RAM':>8}"
            f"{'files':>8}{'MB site':>9}"
        )
        for row in group:
            times = [cost.seconds for cost in row.costs]
            ratio = f"{row.seconds / ours:.1f}" if ours else ""
            lines.append(
                f"  {row.title:28}{row.seconds:9.2f}{min(times):8.2f}{max(times):8.2f}{ratio:>7}"
                f"{row.cpu:8.2f}{row.megabytes:8.0f}{row.files:8}{row.site_bytes / 1e6:9.1f}"
            )
    return "\n".join(lines)


def format_targets(rows: Iterable[Row]) -> str:
    """Which of the project's targets this run reached; those it has no rows for are left out."""
    found = {(row.program, row.size, row.case): row for row in rows}
    lines = []

    def say(what: str, *, is_met: bool, figures: str) -> None:
        lines.append(f"  {'达到 met    ' if is_met else '未达到 missed'}  {what}: {figures}")

    full = found.get(("pintu", 10_000, FULL))
    if full is not None:
        say("10,000 under 20 s", is_met=full.seconds < 20, figures=f"{full.seconds:.1f} s")
        say("10,000 under 400 MB", is_met=full.megabytes < 400, figures=f"{full.megabytes:.0f} MB")
        hugo = found.get(("hugo", 10_000, FULL))
        if hugo is not None:
            figures = f"{full.seconds:.1f} s, {hugo.seconds:.1f} s"
            say("10,000 no slower than Hugo", is_met=full.seconds <= hugo.seconds, figures=figures)
        small = found.get(("pintu", 1_000, FULL))
        if small is not None:
            each = full.seconds / 10_000, small.seconds / 1_000
            figures = f"{each[0] * 1000:.2f} and {each[1] * 1000:.2f} ms a record"
            say("no faster growth than the records", is_met=each[0] <= each[1], figures=figures)
    for case in (PERSON, "transcript"):
        row = found.get(("pintu", 10_000, case))
        if row is not None:
            name = CASES[case].rpartition(" changed")[0].split(" ", 1)[1]
            figures = f"{row.seconds:.2f} s"
            say(f"{name} changed of 10,000, under 2 s", is_met=row.seconds < 2, figures=figures)
    ours, plain = found.get(("pintu", 1_000, FULL)), found.get(("material", 1_000, FULL))
    if ours is not None and plain is not None:
        times = plain.seconds / ours.seconds
        say("1,000: a tenth of plain Material", is_met=times >= 10, figures=f"{times:.1f} times")
    return "\n".join(lines)


def describe_machine() -> str:
    """Where it was measured."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, {system}, Python {platform.python_version()}{load}"


def format_json(rows: Iterable[Row], *, missing: dict[str, str]) -> str:
    """Everything, every run included."""
    values = {
        "machine": describe_machine(),
        "missing": missing,
        "rows": [asdict(row) for row in rows],
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"
