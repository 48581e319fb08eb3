"""An invented village of any size: the same records for every program that is measured.

Objects and photographs have pictures, and pictures cost what pictures cost; the text alone is
compared here, so the village has none of them, and its interviews have no sound.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from phrases import (
    CROFTS,
    GIVEN,
    PAPER_TYPES,
    PAPERS,
    PLACE_HEADS,
    PLACE_TYPES,
    PLACES,
    QUESTIONS,
    SURNAMES,
    THEMES,
    WORD_PARTS,
    make_speech,
)

SHARES = {
    "interviews": 0.10,
    "people": 0.20,
    "places": 0.15,
    "events": 0.15,
    "documents": 0.20,
    "terms": 0.20,
}
"""How many of the records are of which kind."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Something said, with its seconds."""

    start: float
    end: float
    who: str
    words: str


@dataclass(slots=True)
class Item:
    """One record: its id, what it is called, what is known of it, whom and what it names."""

    id: str
    title: str
    number: str
    body: str
    themes: list[str]
    facts: dict[str, object] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    narrator: str = ""

    @property
    def kind(self) -> str:
        """The folder of its kind."""
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Village:
    """Every record by id, in the order of the kinds."""

    items: dict[str, Item]

    def of_kind(self, kind: str) -> list[Item]:
        """The records of one kind."""
        return [item for item in self.items.values() if item.kind == kind]


def make_village(size: int, *, seed: int = 1) -> Village:
    """A village of ``size`` records; the same one for the same size and seed."""
    random = Random(seed * 1_000_003 + size)
    counts = {kind: max(2, round(size * share)) for kind, share in SHARES.items()}
    counts["terms"] += size - sum(counts.values())
    ids = {
        kind: [f"{kind}/{kind[:3]}-{n:05}" for n in range(count)] for kind, count in counts.items()
    }
    makers = {
        "people": _person,
        "places": _place,
        "events": _event,
        "documents": _document,
        "terms": _term,
    }
    people = {item.id: item for item in _make(ids["people"], makers["people"], ids, random)}
    items = dict(people)
    for number, name in enumerate(ids["interviews"]):
        items[name] = _interview(name, number, ids, people, random)
    for kind in ("places", "events", "documents", "terms"):
        items |= {item.id: item for item in _make(ids[kind], makers[kind], ids, random)}
    return Village(items)


def _make(names, maker, ids, random: Random) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    for number, name in enumerate(names):
        yield maker(name, number, ids, random)


def _some(random: Random, names: list[str], most: int) -> list[str]:
    return random.sample(names, min(len(names), random.randint(1, most)))


def _themes(random: Random) -> list[str]:
    return random.sample(THEMES, 2)


def _year(random: Random) -> int:
    return random.randint(1935, 2005)


def _person(name: str, number: int, ids: dict[str, list[str]], random: Random) -> Item:
    first, second = divmod(number // len(SURNAMES), len(GIVEN))
    called = SURNAMES[number % len(SURNAMES)] + GIVEN[first % len(GIVEN)] + GIVEN[second]
    return Item(
        name, called, f"RW-{number:05}", make_speech(random, clauses=4), _themes(random),
        {"born": random.randint(1920, 1965), "group": f"第{random.randint(1, 12)}组",
         "craft": random.choice(CROFTS)},
        _some(random, ids["places"], 2),
    )  # fmt: skip


def _place(name: str, number: int, ids: dict[str, list[str]], random: Random) -> Item:
    called = f"{random.choice(PLACE_HEADS)}{random.choice(PLACES)}（{number + 1}）"
    group = f"第{random.randint(1, 12)}组"
    facts = {"type": random.choice(PLACE_TYPES), "from": _year(random), "group": group}
    body = make_speech(random, clauses=5)
    links = _some(random, ids["people"], 3)
    return Item(name, called, f"DD-{number:05}", body, _themes(random), facts, links)


def _event(name: str, number: int, ids: dict[str, list[str]], random: Random) -> Item:
    year = _year(random)
    called = f"{year}年{random.choice(THEMES)}（{number + 1}）"
    links = [*_some(random, ids["places"], 2), *_some(random, ids["people"], 4)]
    body = "\n\n".join(make_speech(random, clauses=5) for _ in range(2))
    return Item(name, called, f"DS-{number:05}", body, _themes(random), {"year": year}, links)


def _document(name: str, number: int, ids: dict[str, list[str]], random: Random) -> Item:
    year = _year(random)
    called = f"{year}年{random.choice(PAPERS)}（{number + 1}）"
    links = [*_some(random, ids["people"], 3), *_some(random, ids["events"], 2)]
    facts: dict[str, object] = {"type": random.choice(PAPER_TYPES), "year": year}
    body = "\n\n".join(make_speech(random, clauses=6) for _ in range(4))
    return Item(name, called, f"WX-{number:05}", body, _themes(random), facts, links)


def _term(name: str, number: int, ids: dict[str, list[str]], random: Random) -> Item:
    called = "".join(random.choices(WORD_PARTS, k=3))
    facts = {
        "meaning": make_speech(random, clauses=1),
        "example": make_speech(random, clauses=2),
        "category": random.choice(THEMES),
    }
    links = [random.choice(ids["people"])]
    return Item(name, called, f"FY-{number:05}", "", _themes(random), facts, links)


def _interview(
    name: str, number: int, ids: dict[str, list[str]], people: dict[str, Item], random: Random
) -> Item:
    narrator = random.choice(ids["people"])
    links = [*_some(random, ids["people"], 3), *_some(random, ids["places"], 4)]
    links += _some(random, ids["events"], 3)
    links = [link for link in dict.fromkeys(links) if link != narrator]
    facts = {"year": random.randint(2018, 2024), "summary": make_speech(random, clauses=3)}
    title = f"{people[narrator].title}讲{random.choice(THEMES)}（{number + 1}）"
    return Item(
        name, title, f"KS-{number:05}",
        make_speech(random, clauses=4), _themes(random), facts, links,
        list(_turns(people[narrator].title, random)), narrator,
    )  # fmt: skip


def _turns(narrator: str, random: Random) -> Iterator[Turn]:
    at = 1.0
    for number in range(random.randint(40, 80)):
        is_question = number % 6 == 0
        words = (
            random.choice(QUESTIONS)
            if is_question
            else make_speech(random, clauses=random.randint(2, 4))
        )
        end = at + len(words) / 4.5
        yield Turn(round(at, 3), round(end, 3), "问" if is_question else narrator, words)
        at = end + 0.4
