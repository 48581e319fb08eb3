"""Queries that people type, the answers they hope for, and how well a list of results does.

The queries are in the YAML files beside this module; `village.yml` says how they are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import mean
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent
VILLAGE = FOLDER / "village.yml"
UNSEEN = FOLDER / "unseen.yml"
TRANSCRIPTS = FOLDER / "transcripts.yml"
NOTHING = "nothing"
"""The key of what must not be found."""
ANY = "*"
"""Instead of a record: whichever has the words."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What would be a good result: a record, or those of its passages that hold `words`."""

    record: str
    words: str = ""

    def __str__(self) -> str:
        return f"{self.record}@{self.words}" if self.words else self.record


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody typed, and what was meant."""

    text: str
    kind: str
    first: tuple[Answer, ...]
    """Any of these on top is right."""
    also: tuple[Answer, ...] = ()
    """Good as well, but not what was meant first."""


@dataclass(frozen=True, slots=True)
class Result:
    """One thing a list of results shows: a card of a record (no passages) or a group of them."""

    record: str
    passages: tuple[str, ...] = ()
    """The words shown, best first."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a query went."""

    query: Query
    score: float
    """Reciprocal of the rank of the best answer; 0 where none was shown."""
    results: tuple[Result, ...]


@dataclass(frozen=True)
class Judgement:
    """How all queries went."""

    verdicts: tuple[Verdict, ...]

    @property
    def mean(self) -> float:
        """The mean reciprocal rank of all."""
        return mean(verdict.score for verdict in self.verdicts)

    @cached_property
    def kinds(self) -> Mapping[str, tuple[float, int]]:
        """For each kind of query its mean reciprocal rank, and how many there are."""
        scores: dict[str, list[float]] = {}
        for verdict in self.verdicts:
            scores.setdefault(verdict.query.kind, []).append(verdict.score)
        return {kind: (mean(own), len(own)) for kind, own in scores.items()}

    def worst(self, count: int = 20) -> tuple[Verdict, ...]:
        """Those that did worst, the worst first, as written where they did alike."""
        missed = [verdict for verdict in self.verdicts if verdict.score < 1]
        return tuple(sorted(missed, key=lambda verdict: verdict.score)[:count])


def read_queries(path: Path) -> tuple[Query, ...]:
    """The queries of a file, kind by kind."""
    return tuple(
        Query(str(row["q"]), kind, _answers(row["first"]), _answers(row.get("also", ())))
        for kind, rows in _read(path).items()
        if kind != NOTHING
        for row in rows
    )


def read_nothing(path: Path) -> tuple[str, ...]:
    """What must not be found at all."""
    return tuple(_read(path).get(NOTHING, ()))


def _read(path: Path) -> dict[str, list[Any]]:
    read: dict[str, list[Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


def _answers(written: str | Iterable[str]) -> tuple[Answer, ...]:
    several = (written,) if isinstance(written, str) else written
    return tuple(Answer(*one.split("@", 1)) for one in several)


def squeezed(text: str) -> str:
    """`text` without what is neither letter nor digit, so that marks and breaks do not matter."""
    return "".join(sign for sign in text if sign.isalnum())


def holds(text: str, words: str) -> bool:
    """Whether a passage has the words of an answer."""
    return squeezed(words) in squeezed(text)


def judge(query: Query, results: Sequence[Result]) -> Verdict:
    """The verdict on what was shown for a query.

    A record counts where its card or its group stands, a passage as many places further down as
    there are passages above it in its group. What is among `also` counts one place lower.
    """
    places = [*_places(query.first, results), *(at + 1 for at in _places(query.also, results))]
    return Verdict(query, 1 / min(places) if places else 0.0, tuple(results))


def _places(answers: Sequence[Answer], results: Sequence[Result]) -> Iterator[int]:
    """The ranks, from 1, at which any of the answers stands."""
    for rank, result in enumerate(results, 1):
        for answer in answers:
            if answer.record not in (ANY, result.record):
                continue
            if not answer.words:
                yield rank
            for below, passage in enumerate(result.passages):
                if answer.words and holds(passage, answer.words):
                    yield rank + below
