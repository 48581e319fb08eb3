"""Who speaks of whom, drawn: names one below the other, and an arc between two of them."""

from collections.abc import Mapping, Sequence

from archive.index.speaking import Tie
from archive.model.kinds import RecordId
from archive.values import dataclass

PEOPLE = 24
"""Of whom most is said and heard; more would be a thicket."""
ROW = 100
"""Height of a name's row, in units of the drawing."""
BREADTH = 400
ROUNDS = 12
"""How often everybody moves towards those they are tied to."""


@dataclass(frozen=True, slots=True)
class Arc:
    """SVG path data from one name to another; ``is_mutual`` where each speaks of the other."""

    path: str
    is_mutual: bool


@dataclass(frozen=True, slots=True)
class Arcs:
    """The people in their order from the top, and the arcs between them."""

    people: tuple[RecordId, ...]
    arcs: tuple[Arc, ...]

    @property
    def height(self) -> int:
        """Of the drawing, in its units."""
        return ROW * len(self.people)


def draw_arcs(ties: Sequence[Tie]) -> Arcs | None:
    """The drawing of ``ties``; None where there is nothing to be seen in it."""
    weights: dict[tuple[RecordId, RecordId], int] = {}
    for tie in ties:
        weights[tie.speaker, tie.spoken] = tie.passages
    people = _most_tied(weights)
    if len(people) < 3:
        return None
    row = {person: number for number, person in enumerate(_in_order(people, weights))}
    drawn = []
    for speaker, spoken in sorted(weights, key=lambda pair: sorted(pair)):
        if speaker not in row or spoken not in row:
            continue
        is_mutual = (spoken, speaker) in weights
        if is_mutual and row[speaker] > row[spoken]:
            continue
        drawn.append(Arc(_arc(row[speaker], row[spoken], len(row)), is_mutual))
    return Arcs(tuple(row), tuple(drawn))


def _most_tied(weights: Mapping[tuple[RecordId, RecordId], int]) -> list[RecordId]:
    """The people with most passages about them or by them."""
    total: dict[RecordId, int] = {}
    for pair, passages in weights.items():
        for person in pair:
            total[person] = total.get(person, 0) + passages
    return sorted(total, key=lambda person: (-total[person], person))[:PEOPLE]


def _in_order(
    people: Sequence[RecordId], weights: Mapping[tuple[RecordId, RecordId], int]
) -> Sequence[RecordId]:
    """``people`` so that those who are tied stand near each other."""
    place = {person: float(number) for number, person in enumerate(people)}
    tied: dict[RecordId, list[tuple[RecordId, int]]] = {person: [] for person in people}
    for (one, other), passages in weights.items():
        if one in place and other in place:
            tied[one].append((other, passages))
            tied[other].append((one, passages))
    for _ in range(ROUNDS):
        pulled = {}
        for person, those in tied.items():
            drawn = [(place[other], weight) for other, weight in those] or [(place[person], 1)]
            pulled[person] = sum(at * w for at, w in drawn) / sum(w for _, w in drawn)
        ranked = sorted(people, key=lambda person: (pulled[person] + place[person], person))
        place = {person: float(number) for number, person in enumerate(ranked)}
    return sorted(people, key=lambda person: place[person])


def _arc(start: int, end: int, rows: int) -> str:
    """From the middle of a row to that of another; the further, the wider."""
    reach = BREADTH * (0.12 + 0.88 * abs(end - start) / max(1, rows - 1)) * 4 / 3
    y1, y2 = start * ROW + ROW // 2, end * ROW + ROW // 2
    return f"M0 {y1}C{reach:.0f} {y1} {reach:.0f} {y2} 0 {y2}"
