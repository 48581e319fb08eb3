"""What was measured about search, as tables for people, and the targets it met or missed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import TYPE_CHECKING

from search_browser import CONDITIONS, FAST, PHONE, Asked
from search_judge import Verdict, sum_up
from search_programs import Volume
from search_queries import TYPED

if TYPE_CHECKING:
    from search import Measured


def format_rows(rows: Sequence[Measured]) -> str:
    """A block for each text and size, a line a program."""
    parts = []
    for texts, size in dict.fromkeys((row.texts, row.segments) for row in rows):
        own = [row for row in rows if (row.texts, row.segments) == (texts, size)]
        parts.append(f"\n## {size:,} 段 segments, {texts}\n")
        parts += [_building(own), _weights(own), _answers(own), _memory(own), _finding(own)]
    return "\n".join(parts)


def _building(rows: Iterable[Measured]) -> str:
    lines = [
        "| index built by | s | CPU s | CPU s, index alone | MB of memory |",
        "|---|---|---|---|---|",
    ]
    for row in rows:
        lines.append(
            f"| {row.title} | {row.built.whole.seconds:.1f} | {row.built.whole.cpu:.1f} | "
            f"{row.built.cpu:.1f} | {row.built.megabytes:.0f} |"
        )
        if row.update is not None:
            lines.append(
                f"| {row.title}, one line changed | {row.update.whole.seconds:.1f} | "
                f"{row.update.whole.cpu:.1f} | {row.update.cpu:.2f} | {row.update.files} files |"
            )
    return "\n".join([*lines, ""])


def _weights(rows: Iterable[Measured]) -> str:
    lines = [
        "| MB | index files | raw | gzip | Brotli | text files | raw | gzip | Brotli |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        parts = (row.built.index, row.built.texts)
        lines.append(f"| {row.title} | {' | '.join(map(_weigh, parts))} |")
    return "\n".join([*lines, ""])


def _weigh(volume: Volume) -> str:
    sizes = (volume.raw, volume.gzip, volume.brotli)
    return " | ".join([f"{volume.files:,}", *(f"{size / 1e6:.2f}" for size in sizes)])


def _answers(rows: Sequence[Measured]) -> str:
    lines = [
        "| | | queries | files | KB raw | KB gzip | KB Brotli | KB gzip p95 | ms | ms p95 |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for condition in CONDITIONS:
        for row in rows:
            if condition.name not in row.cold:
                continue
            cold, later = row.cold[condition.name], row.later[condition.name].later
            for name, asked in (("first", cold), ("later", later)):
                of_kinds = (("", asked), (", characters", typed(row, asked)))
                for which, own in of_kinds:
                    if own:
                        what = f"{row.title}, {condition.name} | {name}{which}"
                        lines.append(f"| {what} | {_spread(own)} |")
    return "\n".join([*lines, ""])


def typed(row: Measured, asked: Iterable[Asked]) -> list[Asked]:
    """Those that were typed in characters."""
    return [one for one in asked if row.kinds.get(one.line) in TYPED]


def _spread(asked: Sequence[Asked]) -> str:
    sizes = [
        median(getattr(one, name) for one in asked) / 1e3 for name in ("raw", "body", "brotli")
    ]
    figures = [f"{len(asked)}", f"{median(one.files for one in asked):.0f}"]
    figures += [f"{size:.1f}" for size in sizes]
    figures.append(f"{high([one.body for one in asked]) / 1e3:.1f}")
    times = [one.ms for one in asked]
    return " | ".join([*figures, f"{median(times):.0f}", f"{high(times):.0f}"])


def high(values: Iterable[float]) -> float:
    """The 95th percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def _memory(rows: Iterable[Measured]) -> str:
    lines = ["| | MB of JavaScript | MB, process at most | file://, ms |", "|---|---|---|---|"]
    for row in rows:
        session = row.later[FAST.name]
        disk = f"{row.from_disk:.0f}" if isinstance(row.from_disk, float) else row.from_disk
        lines.append(f"| {row.title} | {session.heap:.1f} | {session.process:.0f} | {disk} |")
    return "\n".join([*lines, ""])


def _finding(rows: Iterable[Measured]) -> str:
    lines = [
        "| | query | number | recall | precision | pages: recall | precision | shown, right |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        for way, judged in row.judged.items():
            title = f"{row.title}, {way}" if way else row.title
            lines += [f"| {title} | {_verdict(one)} |" for one in sum_up(judged)]
    return "\n".join([*lines, ""])


def _verdict(one: Verdict) -> str:
    if one.found is not None:
        return (
            f"{one.kind} | {one.queries} | the record is found: {_share(one.found)}, "
            f"among the first four: {_share(one.first)} | | | | "
        )
    shares = (one.recall, one.precision, one.page_recall, one.page_precision, one.shown)
    return " | ".join([one.kind, f"{one.queries}", *map(_share, shares)])


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


# Targets


def format_search_targets(rows: Iterable[Measured]) -> str:
    """Which of the project's targets this run reached; those it has no rows for are left out."""
    lines: list[str] = []
    for row in rows:
        if row.program != "pintu":
            continue
        checks = {10_000: _at_10_000, 100_000: _at_100_000, 1_000_000: _at_1_000_000}
        for what, is_met, figures in checks.get(row.segments, lambda _: [])(row):
            mark = "达到 met    " if is_met else "未达到 missed"
            lines.append(f"  {mark}  {row.segments:,} {row.texts}, {what}: {figures}")
    return "\n".join(lines)


Check = tuple[str, bool, str]


def _at_10_000(row: Measured) -> list[Check]:
    if row.update is None:
        return []
    figures = f"{row.update.seconds:.2f} s ({row.update.cpu:.2f} CPU), {row.update.files} files"
    return [("one interview changed, under 2 s", row.update.seconds < 2, figures)]


def _at_100_000(row: Measured) -> list[Check]:
    cold, later = row.cold[FAST.name], row.later[FAST.name].later
    first = typed(row, cold)
    index = row.built.index.brotli or row.built.index.gzip
    found = sum_up(row.judged[""])
    recall = min(one.recall for one in found if one.recall is not None)
    precision = min(one.precision for one in found if one.precision is not None)

    def at_most(what: str, value: float, limit: float, unit: str) -> Check:
        return f"{what} {limit:g} {unit}", value <= limit, f"{value:.1f} {unit}"

    def packed(asked: Iterable[Asked]) -> list[float]:
        return [(one.brotli or one.body) / 1e3 for one in asked]

    slow = [one.ms for one in typed(row, row.cold.get(PHONE.name, ()))]
    phone = "first answer (characters) on the slow phone, median, under"
    return [
        at_most("first answer (characters), median, within", median(packed(first)), 60, "KB"),
        at_most("first answer (all kinds), median, within", median(packed(cold)), 60, "KB"),
        at_most("first answer (all kinds), p95, within", high(packed(cold)), 60, "KB"),
        at_most("first answer (characters), median", median(one.ms for one in first), 100, "ms"),
        at_most("later answers, median", median(packed(later)), 30, "KB"),
        at_most("later answers, median", median(one.ms for one in later), 40, "ms"),
        at_most("later answers, p95", high(one.ms for one in later), 100, "ms"),
        ("recall 1.0 for every kind", recall == 1.0, f"{recall:.4f}"),
        ("precision 0.99", precision >= 0.99, f"{precision:.4f}"),
        at_most("index compressed, without texts, under", index / 1e6, 12, "MB"),
        at_most("built in under", row.built.cpu, 20, "s of CPU"),
        at_most("built with under", row.built.megabytes, 600, "MB"),
        *([at_most(phone, median(slow), 900, "ms")] if slow else []),
    ]


def _at_1_000_000(row: Measured) -> list[Check]:
    first = typed(row, row.cold[FAST.name])
    sent = median((one.brotli or one.body) / 1e3 for one in first)
    single = [one for one in row.later[FAST.name].later if len(one.line) == 1]
    slowest = max((one.ms for one in single), default=0.0)
    return [
        ("first answer (characters), median, within 120 KB", sent <= 120, f"{sent:.0f} KB"),
        ("common characters do not stall: under 1 s", slowest < 1000, f"{slowest:.0f} ms"),
    ]
