"""The judged queries themselves: there are enough, of every kind, and their answers exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from archive.ingest.archive import read_archive
from archive.model.marks import plain_text
from archive.model.projection import public_view
from archive.model.public import PublicArchive
from archive.model.terms import Channel
from tests.browser.site import AS_OF, ROOT
from tests.queries.judged import (
    ANY,
    TRANSCRIPTS,
    UNSEEN,
    VILLAGE,
    Answer,
    Query,
    Result,
    holds,
    judge,
    read_nothing,
    read_queries,
)

SAYIT = ROOT.parent / "shared" / "data" / "zh-sayit-transcripts" / "transcripts"
LONGEST = 24
"""Signs of a query: what people type, and no passage that somebody else wrote."""


def village() -> PublicArchive:
    """What of the sample may be published."""
    return public_view(read_archive(ROOT).archive, channel=Channel.WEB, on=AS_OF).archive


def texts_of(archive: PublicArchive) -> Mapping[str, str]:
    """Every public word of each record, and for interviews what is said as well."""
    texts = {str(i): str(record) for i, record in archive.records.items()}
    for i, telling in archive.tellings.items():
        for segment in telling.segments:
            texts[str(i)] += f"\n{plain_text(segment.spans)}\n{plain_text(segment.mandarin)}"
    return texts


def all_answers(queries: tuple[Query, ...]) -> Iterator[tuple[Query, Answer]]:
    for query in queries:
        for answer in (*query.first, *query.also):
            yield query, answer


def test_there_are_queries_enough_of_every_kind() -> None:
    """At least 200 over the village and 320 together, of all the kinds that people type."""
    own, others = read_queries(VILLAGE), read_queries(TRANSCRIPTS)
    assert len(own) >= 200
    assert len(own) + len(others) >= 320
    assert len({query.kind for query in own}) >= 20


@pytest.mark.parametrize("path", [VILLAGE, UNSEEN, TRANSCRIPTS], ids=lambda path: path.stem)
def test_queries_are_short_and_asked_once(path: Path) -> None:
    """No query stands there twice, none is a copied passage, and each has a first answer."""
    queries = read_queries(path)
    asked = [query.text for query in queries]
    assert sorted({text for text in asked if asked.count(text) > 1}) == []
    assert [text for text in asked if len(text) > LONGEST] == []
    assert [query.text for query in queries if not query.first] == []


def test_answers_from_the_village_are_public() -> None:
    """Every answer is a record that may be published, and its words are in it."""
    texts = texts_of(village())
    missing = [
        f"{query.text}: {answer}"
        for query, answer in all_answers((*read_queries(VILLAGE), *read_queries(UNSEEN)))
        if answer.record not in texts or not holds(texts[answer.record], answer.words)
    ]
    assert missing == []


def test_what_must_not_be_found_is_in_the_archive_and_not_public() -> None:
    """Otherwise not finding it would prove nothing."""
    whole = "".join(path.read_text("utf-8") for path in (ROOT / "content").rglob("*.vtt"))
    public = "".join(texts_of(village()).values())
    for words in read_nothing(VILLAGE):
        assert words in whole
        assert words not in public


@pytest.mark.skipif(not SAYIT.is_dir(), reason="the real transcripts are not here")
def test_answers_from_the_transcripts_are_there() -> None:
    """Every answer is the beginning of one file's name, or a speaker, and its words are in it."""
    files = {path.stem: path.read_text(encoding="utf-8") for path in SAYIT.glob("*.md")}
    named = re.findall(r"^### (.+?)[：:]", "\n".join(files.values()), flags=re.MULTILINE)
    speakers = {" ".join(name.split()) for name in named}
    wrong = []
    for query, answer in all_answers(read_queries(TRANSCRIPTS)):
        stems = [stem for stem in files if stem.startswith(answer.record)]
        if answer.record == ANY:
            found = any(holds(text, answer.words) for text in files.values())
        elif answer.record.startswith("people:"):
            found = answer.record.removeprefix("people:") in speakers
        else:
            found = len(stems) == 1 and holds(files[stems[0]], answer.words)
        if not found:
            wrong.append(f"{query.text}: {answer} ({len(stems)} files)")
    assert wrong == []


def test_the_judge_counts_places_as_a_reader_does() -> None:
    """A card or a group is one place, a passage further down in it one more each, and a good
    answer that was not meant first counts as if one lower."""
    query = Query("水车", "name", (Answer("a", "好"),), (Answer("b"),))
    group = Result("a", ("不是", "这里，好！"))
    assert judge(query, [group]).score == 1 / 2
    assert judge(query, [Result("c"), group]).score == 1 / 3
    assert judge(query, [Result("b"), group]).score == 1 / 2
    assert judge(query, [Result("c"), Result("b")]).score == 1 / 3
    assert judge(query, [Result("a")]).score == 0
    anywhere = Query("水车", "name", (Answer("*", "好"),))
    assert judge(anywhere, [Result("x", ("好",))]).score == 1
