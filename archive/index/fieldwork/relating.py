"""How pieces of one slot may stand to each other: proposed from what they say, never written by
itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import combinations

from archive.index.desk.engine import pairs_of
from archive.index.desk.passages import analysed
from archive.model.archive import Archive
from archive.model.assembly import HouseholdOf, contradict, count_voices
from archive.model.kinds import RecordId
from archive.model.object import Object
from archive.model.photo import Photo
from archive.model.puzzle import Piece, Puzzle
from archive.model.terms import Tie
from archive.values import dataclass

ALIKE, A_LITTLE = 0.18, 0.06
"""Share of pairs of signs that two wordings have in common: to say the same, or to touch."""
_PAUSE = 12.0
"""Seconds within which somebody goes on, or is answered, in a recording."""
_A_YEAR = 370
"""Days; dates no wider than this agree when they meet."""


class Sign(StrEnum):
    """Why two pieces may be related."""

    HEARD_FROM = "heard-from"
    """One says that they have it from the other's narrator."""
    SAME_OBJECT = "same-object"
    """A thing or its picture beside the words about it."""
    WORDS = "words"
    DATES = "dates"
    NEXT = "next"
    """One is said right after the other."""
    OTHER_DATES = "other-dates"
    """Their dates share no day."""


@dataclass(frozen=True, slots=True)
class Related:
    """``piece`` may stand in ``tie`` to ``other``; the keys of both within their puzzle."""

    puzzle: RecordId
    piece: str
    other: str
    tie: Tie
    sign: Sign
    score: float

    @property
    def key(self) -> str:
        """Names it in the list of what was refused."""
        return f"{self.piece} {self.tie.value} {self.other}"


def propose_relations(
    puzzle: Puzzle,
    archive: Archive,
    *,
    household_of: HouseholdOf,
    refused: frozenset[str] = frozenset(),
) -> tuple[Related, ...]:
    """Ties between pieces of one slot that have none yet, surest first."""
    found: dict[tuple[str, str], Related] = {}
    for slot in dict.fromkeys(piece.slot for piece in puzzle.pieces):
        own = [piece for piece in puzzle.pieces if piece.slot == slot]
        for one, other in combinations(own, 2):
            if _are_tied(one, other):
                continue
            for related in _between(puzzle, one, other, archive, household_of):
                pair = (min(one.key, other.key), max(one.key, other.key))
                best = found.get(pair)
                if related.key not in refused and (best is None or related.score > best.score):
                    found[pair] = related
    return tuple(sorted(found.values(), key=lambda one: (-one.score, one.piece, one.other)))


def _are_tied(one: Piece, other: Piece) -> bool:
    return any(r.piece == other.key for r in one.relations) or any(
        r.piece == one.key for r in other.relations
    )


def _between(
    puzzle: Puzzle, one: Piece, other: Piece, archive: Archive, household_of: HouseholdOf
) -> Iterator[Related]:
    def related(a: Piece, tie: Tie, b: Piece, sign: Sign, score: float) -> Related:
        return Related(puzzle.id, a.key, b.key, tie, sign, round(score, 4))

    for a, b in ((one, other), (other, one)):
        if a.heard_from is not None and a.heard_from == b.narrator:
            yield related(a, Tie.RETELLS, b, Sign.HEARD_FROM, 1.0)
        if a.is_evidence and _shows(a, b, archive):
            yield related(a, Tie.SAME_THING, b, Sign.SAME_OBJECT, 0.8)
        if _goes_on(a, b):
            yield related(b, Tie.CONTINUES, a, Sign.NEXT, 0.7)
    likeness = _likeness(one.wording, other.wording)
    by_key = {one.key: one, other.key: other}
    voices = count_voices((one, other), by_key=by_key, household_of=household_of)
    is_second = voices > 1 or one.is_evidence or other.is_evidence
    if contradict(one, other):
        if one.when and other.when and not one.when.overlaps(other.when):
            yield related(other, Tie.CONTRADICTS, one, Sign.OTHER_DATES, 0.6)
        return
    if is_second and _agree(one, other):
        yield related(other, Tie.CONFIRMS, one, Sign.DATES, 0.4 + 0.3 * likeness)
    elif is_second and likeness >= ALIKE:
        yield related(other, Tie.CONFIRMS, one, Sign.WORDS, 0.3 + 0.3 * likeness)
    elif likeness >= A_LITTLE:
        yield related(other, Tie.ADDS, one, Sign.WORDS, 0.3 * likeness)


def _shows(evidence: Piece, told: Piece, archive: Archive) -> bool:
    """Whether a thing, or a photograph of it, is what the other piece speaks of or shows."""
    thing = archive.records.get(evidence.object or evidence.photo or RecordId(""))
    targets: Sequence[RecordId] = ()
    if isinstance(thing, Object):
        targets = thing.told_in
    elif isinstance(thing, Photo):
        targets = thing.see_also
    source = told.clip.interview if told.clip else told.photo or told.object
    return source is not None and source in targets


def _goes_on(one: Piece, other: Piece) -> bool:
    """Whether ``other`` is said right after ``one``."""
    if one.clip is None or other.clip is None or one.clip.interview != other.clip.interview:
        return False
    return -0.5 <= other.clip.start - one.clip.end <= _PAUSE


def _agree(one: Piece, other: Piece) -> bool:
    """Whether both give a date, neither wider than a year, and these meet."""
    for piece in (one, other):
        when = piece.when
        if when is None or when.earliest is None or when.latest is None:
            return False
        if (when.latest - when.earliest).days > _A_YEAR:
            return False
    return one.when is not None and other.when is not None and one.when.overlaps(other.when)


def _likeness(one: str, other: str) -> float:
    first, second = pairs_of(analysed(one)), pairs_of(analysed(other))
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))
