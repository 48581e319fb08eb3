"""Asks the search engine what people would ask, and prints how well it did.

    python scripts/judge_search.py [--worst 20]

Builds the sample village's search data, and that of the real transcripts where they are, asks the
queries of `tests/queries/` in a headless browser, and prints the mean reciprocal rank of each kind
and the worst queries as Markdown: the tables of docs/search-quality.md.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.setup_browser import find_browser
from tests.browser.site import write_site
from tests.queries.asking import judge_all, open_engine, write_asking
from tests.queries.judged import (
    TRANSCRIPTS,
    UNSEEN,
    VILLAGE,
    Judgement,
    Query,
    Verdict,
    read_queries,
)
from tests.queries.transcripts import SAYIT, read_transcript_queries, write_transcript_search


def format_kinds(judged: dict[str, Judgement]) -> Iterator[str]:
    """A table: a line a kind, two columns an archive."""
    yield "| kind | " + " | ".join(f"{name} | queries" for name in judged) + " |"
    yield "|---|" + "---:|---:|" * len(judged)
    kinds = dict.fromkeys(kind for judgement in judged.values() for kind in judgement.kinds)
    for kind in kinds:
        cells = [judgement.kinds.get(kind) for judgement in judged.values()]
        yield f"| {kind} | " + " | ".join(format_cell(cell) for cell in cells) + " |"
    whole = " | ".join(f"**{one.mean:.3f}** | {len(one.verdicts)}" for one in judged.values())
    yield f"| **all** | {whole} |"


def format_cell(cell: tuple[float, int] | None) -> str:
    """A score and how many queries it is the mean of."""
    return f"{cell[0]:.3f} | {cell[1]}" if cell else " | "


def format_worst(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """A table of what did worst: where the answer stood, and what stood on top."""
    yield "| query | kind | score | meant | shown first |"
    yield "|---|---|---:|---|---|"
    for verdict in verdicts:
        query = verdict.query
        meant = "<br>".join(f"`{answer}`" for answer in query.first[:2])
        top = f"`{verdict.results[0].record}`" if verdict.results else "–"
        yield f"| {query.text} | {query.kind} | {verdict.score:.2f} | {meant} | {top} |"


def judge_here(page: Page, folder: Path) -> dict[str, Judgement]:
    """The judgement on each archive, with all its files below `folder`."""
    asking = folder / "asking"
    asking.mkdir()
    write_asking(asking)
    sets: dict[str, tuple[Path, tuple[Query, ...]]] = {}
    write_site(folder / "sample")
    sets["village"] = folder / "sample", read_queries(VILLAGE)
    sets["village, unseen"] = folder / "sample", read_queries(UNSEEN)
    if SAYIT.is_dir():
        real = folder / "transcripts"
        real.mkdir()
        write_transcript_search(real)
        sets["transcripts"] = real, read_transcript_queries(TRANSCRIPTS, folder=real)
    judged = {}
    for name, (site, queries) in sets.items():
        open_engine(page, asking, search=site / "search")
        judged[name] = judge_all(page, queries)
    return judged


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--worst", type=int, default=20, help="how many of the worst to print")
    worst = parser.parse_args().worst
    is_root = os.name == "posix" and os.geteuid() == 0
    with TemporaryDirectory(prefix="pintu-judge-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(os.environ), args=["--no-sandbox"] if is_root else []
        )
        judged = judge_here(browser.new_page(), Path(folder))
        browser.close()
    every = Judgement(tuple(one for judgement in judged.values() for one in judgement.verdicts))
    print("\n".join(format_kinds(judged)))
    print(f"\nall together: {every.mean:.3f} ({len(every.verdicts)} queries)\n")
    print("\n".join(format_worst(every.worst(worst))))


if __name__ == "__main__":
    main()
