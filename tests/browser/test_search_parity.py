"""One definition of analysis: Python and the browser take 10,000 awkward strings apart alike."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from archive.index.search.analysis import (
    DOCUMENT_BITS,
    packed_terms,
    runs,
    terms,
)
from archive.model.han import simplified_pairs
from tests.browser.strings import awkward_strings
from tests.queries.asking import PAGE, write_asking

pytestmark = pytest.mark.browser

COUNT = 10_000
ANALYSE = """([texts, pairs]) => {
  const engine = new pintu.Search(new pintu.Ahead("nowhere/"));
  const table = engine.readSimplified(pairs);
  return JSON.stringify(
    JSON.parse(texts).map(text => [engine.runs(text, table), engine.terms(text, table)]),
  );
}"""


@pytest.fixture(scope="module")
def strings() -> tuple[str, ...]:
    return tuple(awkward_strings(COUNT))


def test_the_strings_are_awkward(strings: tuple[str, ...]) -> None:
    """They hold what usually goes wrong; otherwise agreeing on them would say little."""
    assert len(set(strings)) == COUNT
    everything = "".join(strings)
    for sign in ("𠮷", "\ud800", "İ", "ı", "ﷺ", "㎏", "ς", "\u2028", "\x00", "ｶ", "\u0301", "漊"):
        assert sign in everything
    assert any(0x20000 <= ord(sign) <= 0x2A6DF for sign in everything)
    assert sum(1 for text in strings if len(list(runs(text))) > 1) > COUNT / 2


@pytest.mark.slow
def test_the_browser_takes_text_apart_as_python_does(
    page_at: Any, made_once: Any, strings: tuple[str, ...]
) -> None:
    """The same runs and the same terms, string by string."""
    page: Page = page_at(800, 600)
    page.goto(f"{made_once('asking', write_asking).as_uri()}/{PAGE}")
    pairs = "".join(f"{sign}{simple}" for sign, simple in simplified_pairs())
    # As JSON in ASCII, for a lone surrogate has no UTF-8.
    taken = json.loads(page.evaluate(ANALYSE, [json.dumps(strings), pairs]))
    different = [
        ascii(text)
        for text, seen in zip(strings, taken, strict=True)
        if seen != [[*runs(text)], [*terms(text)]]
    ]
    assert different[:5] == []


def test_many_texts_at_once_have_the_terms_of_each(strings: tuple[str, ...]) -> None:
    """The quick way over all texts gives the terms that the plain definition gives for each."""
    packed = packed_terms(strings)
    number = (packed & np.uint64((1 << DOCUMENT_BITS) - 1)).astype(int)
    ends = np.searchsorted(number[np.argsort(number, kind="stable")], range(COUNT + 1))
    by_text = packed[np.argsort(number, kind="stable")] >> np.uint64(DOCUMENT_BITS)
    different = [
        ascii(text)
        for place, text in enumerate(strings)
        if [*map(int, by_text[ends[place] : ends[place + 1]])]
        != sorted({ord(term[0]) << 21 | ord(term[1]) for term in terms(text)})
    ]
    assert different == []
