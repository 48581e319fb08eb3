"""Judged by people's queries: what was meant stands on top.

`scripts/judge_search.py` prints how each kind does and which queries do worst;
docs/search-quality.md explains them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.queries.asking import ask, find_all, judge_all, open_engine, write_asking
from tests.queries.judged import (
    TRANSCRIPTS,
    UNSEEN,
    VILLAGE,
    Judgement,
    read_nothing,
    read_queries,
)
from tests.queries.transcripts import (
    SAYIT,
    read_transcript_queries,
    write_transcript_search,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GOOD = 0.9
"""The mean reciprocal rank to reach."""


def told(judgement: Judgement) -> str:
    """What to read when it is not good enough."""
    kinds = "\n".join(f"{kind}: {score:.3f}" for kind, (score, _) in judgement.kinds.items())
    worst = "\n".join(f"{one.score:.2f} {one.query.text}" for one in judgement.worst())
    return f"{judgement.mean:.3f}\n{kinds}\n{worst}"


def test_the_village_is_found(engine: Page) -> None:
    """Over all kinds of query, 0.9 or better."""
    judgement = judge_all(engine, read_queries(VILLAGE))
    assert judgement.mean >= GOOD, told(judgement)


def test_queries_nobody_worked_on_do_as_well(engine: Page) -> None:
    """Nothing was fitted to the queries above: others that were asked only afterwards do as
    well."""
    judgement = judge_all(engine, read_queries(UNSEEN))
    assert judgement.mean >= GOOD, told(judgement)


def test_what_is_withheld_is_found_by_nothing(engine: Page) -> None:
    """What is in the archive and may not be published has no document, and no result shows it."""
    words = read_nothing(VILLAGE)
    assert find_all(engine, words) == [set() for _ in words]
    for query, answer in zip(words, ask(engine, words), strict=True):
        assert not any(query in text for result in answer.results for text in result.passages)


@pytest.mark.skipif(not SAYIT.is_dir(), reason="the real transcripts are not here")
def test_real_transcripts_are_found(page_at: Any, made_once: Any) -> None:
    """In three million characters of long talks, 0.9 or better."""
    folder: Path = made_once("transcripts", write_transcript_search)
    page: Page = page_at(800, 600)
    open_engine(page, made_once("asking", write_asking), search=folder / "search")
    judgement = judge_all(page, read_transcript_queries(TRANSCRIPTS, folder=folder))
    assert judgement.mean >= GOOD, told(judgement)
