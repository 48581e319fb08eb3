"""The engine against a plain look through every text: it finds all that is there, and no more."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from archive.index.search.analysis import runs
from archive.index.search.readings import readings_of
from archive.ingest.archive import read_archive
from archive.model.marks import Withheld, plain_text
from archive.model.projection import public_view
from archive.model.terms import Channel
from tests.browser.search_files import Documents, read_documents
from tests.browser.search_queries import (
    divisions,
    drawn_sounds,
    drawn_substrings,
    in_traditional,
    scan_sounds,
)
from tests.browser.site import AS_OF, ROOT, make_site
from tests.queries.asking import find_all

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def documents(made_once: Any) -> Documents:
    """All documents of the sample village."""
    return read_documents(make_site(made_once).folder / "search")


def test_every_public_word_is_in_a_document(documents: Documents) -> None:
    """Titles, texts and all that is said and may be read can be found in their own record."""
    archive = public_view(read_archive(ROOT).archive, channel=Channel.WEB, on=AS_OF).archive
    lines: dict[str, str] = {}
    for number, line in documents.lines.items():
        record = documents.units[number]
        lines[record] = lines.get(record, "") + line
    said = [
        (str(record), plain_text((span,)))
        for record, telling in archive.tellings.items()
        for segment in telling.segments
        for span in (*segment.spans, *segment.mandarin)
        if not isinstance(span, Withheld)
    ]
    titles = [(str(i), record.heading) for i, record in archive.records.items()]
    assert len(said) > 400
    missing = [
        (record, run)
        for record, text in (*said, *titles)
        for run in runs(text)
        if run not in lines.get(record, "")
    ]
    assert missing == []
    assert set(lines) == set(map(str, archive.records))


@pytest.mark.slow
def test_substrings_are_found_wherever_they_stand(engine: Page, documents: Documents) -> None:
    """Stretches of 1, 2, 3 and 6 characters: exactly the documents that hold them."""
    queries = drawn_substrings(documents, 200)
    found = find_all(engine, queries)
    wrong = {
        query: (sorted(documents.scan(query) - got), sorted(got - documents.scan(query)))
        for query, got in zip(queries, found, strict=True)
        if got != documents.scan(query)
    }
    assert wrong == {}


@pytest.mark.slow
def test_traditional_characters_find_simplified_text(engine: Page, documents: Documents) -> None:
    """The same stretches in traditional characters find the same."""
    changed = [q for q in drawn_substrings(documents, 200) if in_traditional(q) != q][:60]
    assert len(changed) == 60
    found = find_all(engine, map(in_traditional, changed))
    wrong = [q for q, got in zip(changed, found, strict=True) if got != documents.scan(q)]
    assert wrong == []


@pytest.mark.slow
def test_words_apart_must_all_be_there(engine: Page, documents: Documents) -> None:
    """Two words: exactly the documents that have both."""
    pairs = drawn_substrings(documents, 200)
    queries = [f"{one} {two}" for one, two in zip(pairs[:40], pairs[60:100], strict=True)]
    ends = [line.split() for line in documents.lines.values() if line.split()]
    queries += [f"{own[0][:2]} {own[-1][:2]}" for own in ends[::25]]
    found = find_all(engine, queries)
    assert sum(map(bool, found)) > 20
    wrong = [q for q, got in zip(queries, found, strict=True) if got != documents.scan(q)]
    assert wrong == []


@pytest.mark.slow
def test_pinyin_finds_what_can_be_read_so(engine: Page, documents: Documents) -> None:
    """Two or three syllables typed together: all documents in which some reading of neighbouring
    characters is that, and at most one in a hundred that no division into syllables explains."""
    sounds = drawn_sounds(documents, 60)
    known = frozenset(
        sound for line in documents.lines.values() for sign in line for sound in readings_of(sign)
    )
    missed, surplus, total = {}, 0, 0
    for syllables, got in zip(sounds, find_all(engine, map("".join, sounds)), strict=True):
        letters = "".join(syllables)
        missing = scan_sounds(documents, syllables) - got
        if missing:
            missed[letters] = sorted(missing)
        explained = documents.scan(letters)
        for division in divisions(letters, known):
            explained |= scan_sounds(documents, division)
        surplus += len(got - explained)
        total += len(got)
    assert missed == {}
    assert surplus <= total / 100


@pytest.mark.slow
def test_syllables_apart_are_words(engine: Page, documents: Documents) -> None:
    """Typed with spaces, they are found together and also where each is somewhere."""
    sounds = drawn_sounds(documents, 30)
    for syllables, got in zip(sounds, find_all(engine, map(" ".join, sounds)), strict=True):
        apart = [scan_sounds(documents, [syllable]) for syllable in syllables]
        letters = [documents.scan(syllable) for syllable in syllables]
        either = [one | other for one, other in zip(apart, letters, strict=True)]
        assert scan_sounds(documents, syllables) <= got, syllables
        assert got <= set.intersection(*either), syllables
