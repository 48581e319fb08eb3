"""How much of what is there a program finds, and how much of what it finds is right."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from playwright.sync_api import Page
from search_browser import find_all
from search_programs import Found, Searcher
from search_queries import INITIALS, KINDS, PINYIN, TYPED, Place, Query, Scan, look
from search_texts import Texts

MOST_OPENED = 40
"""Pages of which Pagefind is asked for the passages; of the others it is known that they match."""
FIRST = 4
"""Names shown first."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One query: shares between 0 and 1, None where there is nothing to have a share of."""

    kind: str
    line: str
    there: int
    recall: float | None
    """Of the passages."""
    precision: float | None
    page_recall: float | None
    page_precision: float | None
    shown: float | None
    """How many of the passages shown first are right."""
    place: int | None
    """For initials: where the record that was meant stands among those found, from 1."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The means of one kind of query."""

    kind: str
    queries: int
    recall: float | None
    precision: float | None
    page_recall: float | None
    page_precision: float | None
    shown: float | None
    found: float | None
    """For initials: how often the record is among those found."""
    first: float | None
    """And among the first four."""


def judge(
    page: Page,
    searcher: Searcher,
    read: Callable[[Any], Found],
    *,
    queries: Sequence[Query],
    texts: Texts,
    scan: Scan,
    way: str,
) -> list[Judged]:
    """Ask everything and compare with a plain look through all segments."""
    titles = {item.id: item.title for item in texts.village.items.values()}
    judged = []
    for query in queries:
        found = read(find_all(page, way.format(query.line), MOST_OPENED))
        judged.append(_compare(query, found, scan, titles))
    return judged


def _compare(query: Query, found: Found, scan: Scan, titles: dict[str, str]) -> Judged:
    if query.kind == INITIALS:
        records = found.names or tuple(sorted(found.pages))
        there = [n for n, one in enumerate(records, 1) if titles.get(one) == query.meant]
        place = there[0] if there else None
        return Judged(query.kind, query.line, 1, None, None, None, None, None, place)
    truth = look(query, scan)
    wanted = {scan.places[one] for one in truth.wanted}
    allowed = {scan.places[one] for one in truth.allowed}
    known, pages = wanted, {page for page, _ in wanted}
    if found.opened is not None:
        known = {place for place in wanted if place[0] in found.opened}
    # A page whose title has the words is right as well, but says nothing about what is said.
    titled = {one for one in found.pages if query.meant in titles.get(one, "")}
    told = {one for one in found.pages if one.startswith("interviews/")} - (titled - pages)
    right = {page for page, _ in allowed}
    return Judged(
        query.kind,
        query.line,
        len(wanted),
        recall=_share(known & found.passages, known),
        precision=_share(found.passages & allowed, found.passages),
        page_recall=_share(pages & found.pages, pages),
        page_precision=_share(told & right, told),
        shown=_share([one for one in found.shown if one in allowed], found.shown),
        place=None,
    )


def _share(part: Iterable[Place | str], whole: Iterable[Place | str]) -> float | None:
    parts, wholes = len([*part]), len([*whole])
    return parts / wholes if wholes else None


def sum_up(judged: Sequence[Judged]) -> list[Verdict]:
    """The means of each kind; of all that are told by characters, and of all."""
    groups = [(kind, (kind,)) for kind in KINDS]
    groups += [("typed in characters", TYPED), ("all but initials", (*TYPED, PINYIN))]
    verdicts = []
    for name, kinds in groups:
        own = [one for one in judged if one.kind in kinds]
        if own:
            verdicts.append(_verdict(name, own))
    return verdicts


def _verdict(name: str, own: Sequence[Judged]) -> Verdict:
    def mean(values: Iterable[float | None]) -> float | None:
        known = [value for value in values if value is not None]
        return fmean(known) if known else None

    is_initials = name == INITIALS
    return Verdict(
        name,
        len(own),
        recall=mean(one.recall for one in own),
        precision=mean(one.precision for one in own),
        page_recall=mean(one.page_recall for one in own),
        page_precision=mean(one.page_precision for one in own),
        shown=mean(one.shown for one in own),
        found=mean(float(one.place is not None) for one in own) if is_initials else None,
        first=mean(float((one.place or 99) <= FIRST) for one in own) if is_initials else None,
    )
