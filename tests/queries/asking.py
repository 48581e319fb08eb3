"""Asks the browser's own search engine, on a bare page, as the search page does."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.queries.judged import Judgement, Query, Result, judge

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "archive" / "render" / "static"
ENGINE = ("search.js", "found.js")
PAGE = "ask.html"
STEP = 5
"""Groups that the search page adds at once."""
STEPS = 3
"""How often anybody asks for more."""
NAMES = 4
"""Cards of names that the page shows before the groups."""

START = "root => { window.engine = new pintu.Search(new pintu.Ahead(root)); }"
ANSWER = """async ([asked, names, step, steps]) => {
  const rows = [];
  for (const query of JSON.parse(asked)) {
    const answer = await window.engine.answer(query);
    for (let turn = 0; turn < steps; turn++) await answer.more(step);
    const cards = answer.isEmpty ? answer.near : answer.wantedNames.slice(0, names);
    const own = new Set(cards.map(({ unit }) => unit));
    const groups = answer.groups.filter(({ head, unit }) => !(head && own.has(unit)));
    rows.push({
      note: answer.note ? answer.note.kind : "",
      cards: cards.map(({ id }) => id),
      groups: groups.map(({ id, passages }) => [id, passages.map(({ text }) => text)]),
    });
  }
  return JSON.stringify(rows);
}"""
FIND_ALL = """async asked => {
  const found = [];
  for (const query of JSON.parse(asked)) found.push(await window.engine.findAll(query));
  return JSON.stringify(found);
}"""


@dataclass(frozen=True, slots=True)
class Answered:
    """What the search page shows for a query."""

    note: str
    """Which way round was taken where nothing is just as typed; else empty."""
    results: tuple[Result, ...]
    """Cards of names, then groups of passages."""


def write_asking(folder: Path) -> None:
    """A page with the engine and nothing else."""
    for name in ENGINE:
        shutil.copyfile(STATIC / name, folder / name)
    scripts = "".join(f'<script src="{name}"></script>' for name in ENGINE)
    head = '<!doctype html><meta charset="utf-8"><title>ask</title>'
    (folder / PAGE).write_text(head + scripts, encoding="utf-8")


def open_engine(page: Page, asking: Path, *, search: Path) -> None:
    """Has the page of `asking` ready to search the data in the folder `search`."""
    page.goto(f"{asking.as_uri()}/{PAGE}")
    page.evaluate(START, f"{search.as_uri()}/")


def ask(page: Page, queries: Iterable[str]) -> list[Answered]:
    """The answers to queries, in their order."""
    rows: list[Mapping[str, Any]] = json.loads(
        page.evaluate(ANSWER, [json.dumps([*queries]), NAMES, STEP, STEPS])
    )
    return [Answered(row["note"], (*_cards(row), *_groups(row))) for row in rows]


def _cards(row: Mapping[str, Any]) -> Iterator[Result]:
    for record in row["cards"]:
        yield Result(record)


def _groups(row: Mapping[str, Any]) -> Iterator[Result]:
    for record, passages in row["groups"]:
        yield Result(record, tuple(passages))


def judge_all(page: Page, queries: Sequence[Query]) -> Judgement:
    """Asks all queries and judges the answers."""
    answers = ask(page, [query.text for query in queries])
    pairs = zip(queries, answers, strict=True)
    return Judgement(tuple(judge(query, answer.results) for query, answer in pairs))


def find_all(page: Page, queries: Iterable[str]) -> list[set[int]]:
    """For each query the numbers of all documents that have it."""
    found: list[list[int]] = json.loads(page.evaluate(FIND_ALL, json.dumps([*queries])))
    return [set(numbers) for numbers in found]
