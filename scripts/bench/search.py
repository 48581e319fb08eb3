"""Search, measured: ours beside Pagefind and Material's, on the same words, in one run."""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from report import describe_machine
from search_browser import (
    CONDITIONS,
    FAST,
    PHONE,
    Asked,
    Condition,
    Session,
    ask_cold,
    ask_from_disk,
    ask_many,
    asking_everything,
    open_browser,
)
from search_judge import Judged, judge, sum_up
from search_programs import Built, Searcher, Update, find_searchers
from search_queries import KINDS, Query, Scan, draw_queries
from search_report import format_rows, format_search_targets
from search_server import Host, open_host
from search_texts import Texts, make_texts, read_texts

COLD = 2
"""First answers of each kind of query."""
LATER_ON_A_PHONE = 60
"""Later answers on the slow phone, where each takes long."""


@dataclass(slots=True)
class Measured:
    """Everything about one program, one text, one size."""

    program: str
    title: str
    texts: str
    segments: int
    characters: int
    pairs: int
    """Different pairs of neighbouring characters in the texts."""
    built: Built
    update: Update | None = None
    cold: dict[str, list[Asked]] = field(default_factory=dict)
    """By condition."""
    later: dict[str, Session] = field(default_factory=dict)
    from_disk: float | str = ""
    """Milliseconds to the first answer from ``file://``, or why there is none."""
    judged: dict[str, list[Judged]] = field(default_factory=dict)
    """By way of typing."""
    kinds: dict[str, str] = field(default_factory=dict)
    """The kind of each query by its line."""
    machine: str = ""
    """With the load just after it was measured."""


def run_search(options: argparse.Namespace) -> None:
    """Measure and print."""
    searchers, missing = find_searchers()
    wanted = options.only or tuple(searchers)
    print(f"拼图检索测速 Pintu's search: {describe_machine()}")
    for name, why in missing.items():
        if name in wanted or options.only is None:
            print(f"  跳过 skipped: {name}: {why}")
    rows: list[Measured] = []
    for size in options.segments:
        for texts in _texts(options, size):
            chosen = [searchers[name] for name in searchers if name in wanted]
            before = len(rows)
            for row in _measure_texts(texts, size, chosen, options):
                rows.append(row)
                _write(rows, missing, options.json)
            print(format_rows(rows[before:]), flush=True)
    print()
    print(format_search_targets(rows))


def _write(rows: Sequence[Measured], missing: dict[str, str], path: Path | None) -> None:
    """Every figure so far: the largest sizes take long, and may be broken off."""
    if path is not None:
        values = {"missing": missing, "rows": [_as_values(row) for row in rows]}
        path.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _texts(options: argparse.Namespace, size: int) -> Iterator[Texts]:
    if not options.real:
        yield make_texts(size)
    if options.texts is not None:
        yield read_texts(options.texts, size)


def _measure_texts(
    texts: Texts, size: int, searchers: Sequence[Searcher], options: argparse.Namespace
) -> Iterator[Measured]:
    scan = Scan(texts.segments)
    queries = draw_queries(texts, scan, each=options.queries)
    print(
        f"\n{size:,} 段 segments, {texts.name}: {len(scan.spoken):,} 字 characters, "
        f"{len(scan.pairs):,} 种两字相连 different pairs, {len(queries)} 次提问 queries",
        flush=True,
    )
    for searcher in searchers:
        if size > searcher.most:
            continue
        with tempfile.TemporaryDirectory(prefix="pintu-search-", dir=options.folder) as made:
            place = Path(made) / searcher.name
            row = Measured(
                searcher.name, searcher.title, texts.name, size, len(scan.spoken),
                len(scan.pairs), searcher.build(texts, place),
            )  # fmt: skip
            print(f"  {searcher.title}: built, {row.built.cpu:.1f} s CPU", flush=True)
            _ask(
                row, searcher, queries, texts, scan, CONDITIONS[: 1 if options.fast_only else None]
            )
            if searcher.update is not None:
                row.update = searcher.update(texts, place)
            row.machine = describe_machine()
            shutil.rmtree(place)
        yield row


def _ask(
    row: Measured,
    searcher: Searcher,
    queries: Sequence[Query],
    texts: Texts,
    scan: Scan,
    conditions: Sequence[Condition],
) -> None:
    row.kinds = {query.line: query.kind for query in queries}
    lines = [query.line for query in queries]
    random.Random(1).shuffle(lines)
    site = row.built.site
    with sync_playwright() as playwright, open_host(site) as host:
        for condition in conditions:
            with open_browser(playwright) as browser:
                row.cold[condition.name] = _cold(browser, host, queries, condition)
            with open_browser(playwright) as browser:
                own = lines[:LATER_ON_A_PHONE] if condition is PHONE else lines
                row.later[condition.name] = ask_many(browser, host, own, condition)
            print(f"  {searcher.title}: {condition.name}", flush=True)
        with open_browser(playwright) as browser:
            row.from_disk = ask_from_disk(browser, site, lines[0])
            read = searcher.reader(site)
            for name, way in searcher.ways:
                with asking_everything(browser, host) as page:
                    row.judged[name] = judge(
                        page, searcher, read, queries=queries, texts=texts, scan=scan, way=way
                    )


def _cold(
    browser: Browser, host: Host, queries: Sequence[Query], condition: Condition
) -> list[Asked]:
    often = COLD if condition is FAST else 1
    asked = []
    for kind in KINDS:
        own = [query for query in queries if query.kind == kind][:often]
        asked += [ask_cold(browser, host, query.line, condition) for query in own]
    return asked


def _as_values(row: Measured) -> dict[str, object]:
    values = asdict(row)
    values["built"]["site"] = None
    values["verdicts"] = {way: [asdict(v) for v in sum_up(own)] for way, own in row.judged.items()}
    return values
