"""How far a puzzle is put together: the state of each slot, worked out from its pieces.

A pure function of the pieces it is given. Give it the pieces that may be seen and nothing else,
and no state can tell that another piece exists.

The state of a slot is the first of these that holds:

1. 说法不一: two of its pieces contradict each other. They do when one says so of the other, when
   they give different versions, or when both give dates that share no day.
2. 有物证: a piece can be looked at: a photograph, an object, a paper.
3. 多人印证: two or more independent voices tell it.
4. 一人说: somebody tells it.
5. 空缺: nobody does.

Voices are independent when nothing suggests that they are one source. They count once when they
speak in the same interview, live in the same household, retell the same person, or one retells the
other, over however many mouths; and all that is hearsay from somebody unnamed counts once, for it
may be the same somebody. A voice without a name may be anybody's, and counts only where there is no
other: were it told apart, the number would tell whose it is not. A piece that only adds to another
or goes on where it ends is no second voice for it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from archive.model.kinds import RecordId
from archive.model.puzzle import Piece, Slot
from archive.model.terms import SlotState, Tie, Witness
from archive.values import dataclass

HouseholdOf = Callable[[RecordId], str | None]
"""The household of a person, as far as it may be known; None for one of whom it is not known."""

BESIDE = frozenset({Tie.ADDS, Tie.CONTINUES})
"""Ties of a piece that tells something else than the piece it is tied to."""

_HEARSAY = "hearsay"


@dataclass(frozen=True, slots=True)
class FilledSlot:
    """A slot with its pieces, and what they come to."""

    slot: Slot
    pieces: tuple[Piece, ...]
    state: SlotState
    voices: int
    """How many independent voices tell it."""
    versions: tuple[tuple[Piece, ...], ...]
    """The pieces, those that agree together; more than one group only where they differ."""


def assemble(
    slots: Sequence[Slot], pieces: Sequence[Piece], *, household_of: HouseholdOf
) -> tuple[FilledSlot, ...]:
    """Every slot in its order with the pieces that fill it, in theirs."""
    by_key = {piece.key: piece for piece in pieces}
    filled = []
    for slot in slots:
        own = tuple(piece for piece in pieces if piece.slot == slot.key)
        voices = count_voices(own, by_key=by_key, household_of=household_of)
        filled.append(
            FilledSlot(slot, own, state_of(own, voices=voices), voices, tuple(_versions(own)))
        )
    return tuple(filled)


def state_of(pieces: Sequence[Piece], *, voices: int) -> SlotState:
    """The state of a slot with these ``pieces``, told by so many independent ``voices``."""
    if not pieces:
        return SlotState.EMPTY
    if any(contradict(one, other) for one, other in combinations(pieces, 2)):
        return SlotState.DISPUTED
    if any(piece.is_evidence for piece in pieces):
        return SlotState.EVIDENCE
    return SlotState.SEVERAL_VOICES if voices > 1 else SlotState.ONE_VOICE


def contradict(one: Piece, other: Piece) -> bool:
    """Whether two pieces of a slot cannot both be right."""
    ties = _ties(one, other) | _ties(other, one)
    if Tie.CONTRADICTS in ties:
        return True
    if ties & BESIDE:
        return False
    if one.version and other.version and one.version != other.version:
        return True
    if one.when is None or other.when is None:
        return False
    are_known = one.when.is_known and other.when.is_known
    return are_known and not one.when.overlaps(other.when)


def count_voices(
    pieces: Iterable[Piece], *, by_key: Mapping[str, Piece], household_of: HouseholdOf
) -> int:
    """How many independent voices tell what is in ``pieces``; ``by_key`` has the whole puzzle's."""
    told = [piece for piece in pieces if not piece.is_evidence]
    groups: dict[str, str] = {}

    def root(name: str) -> str:
        while groups.setdefault(name, name) != name:
            name = groups[name]
        return name

    for piece in told:
        first, *others = _sources(piece, by_key, household_of)
        for other in others:
            groups[root(other)] = root(first)
    beside = _beside(told)
    counted = [piece for piece in told if piece.key not in beside]
    named = {root(f"piece {piece.key}") for piece in counted if piece.narrator is not None}
    return len(named) or min(1, len(counted))


def _sources(piece: Piece, by_key: Mapping[str, Piece], household_of: HouseholdOf) -> Iterator[str]:
    """Names for all that stands behind a piece: two pieces that share one are one voice.

    What it retells stands behind it with all that stands behind that.
    """
    waiting = [piece]
    seen: set[str] = set()
    while waiting:
        one = waiting.pop()
        if one.key in seen:
            continue
        seen.add(one.key)
        retold = [by_key[key] for key in _tied(one, {Tie.RETELLS}) if key in by_key]
        waiting += retold
        yield f"piece {one.key}"
        if one.told_in is not None:
            yield f"interview {one.told_in}"
        for person in (one.narrator, one.heard_from):
            if person is not None:
                yield f"person {person}"
                household = household_of(person)
                if household is not None:
                    yield f"household {household}"
        if one.basis is Witness.HEARD and one.heard_from is None and not retold:
            yield _HEARSAY


def _beside(pieces: Sequence[Piece]) -> set[str]:
    """Keys of pieces that tell something beside another one of ``pieces``.

    Of pieces that tell beside each other in a ring, the one with the first key is not one of them.
    """
    keys = {piece.key for piece in pieces}
    onward = {piece.key: (_tied(piece, BESIDE) & keys) - {piece.key} for piece in pieces}
    reached = {key: _reachable(key, onward) for key in keys}
    return {
        key
        for key, those in reached.items()
        if any(key not in reached[other] or other < key for other in those - {key})
    }


def _reachable(key: str, onward: Mapping[str, set[str]]) -> set[str]:
    """All that can be come to from ``key``, itself only where there is a way back."""
    found: set[str] = set()
    waiting = [key]
    while waiting:
        new = onward[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def _tied(piece: Piece, ties: Collection[Tie]) -> set[str]:
    """Keys of the pieces that ``piece`` names in one of these ties."""
    return {relation.piece for relation in piece.relations if relation.tie in ties}


def _ties(one: Piece, other: Piece) -> set[Tie]:
    return {relation.tie for relation in one.relations if relation.piece == other.key}


def _versions(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    """Groups in which no two contradict each other: each piece joins the first it can agree with,
    and rather one of its own version.
    """
    groups: list[list[Piece]] = []
    for piece in pieces:
        open_to_it = [g for g in groups if not any(contradict(piece, other) for other in g)]
        alike = [g for g in open_to_it if piece.version in {p.version for p in g if p.version}]
        joined = next(iter(alike or open_to_it), None)
        if joined is None:
            groups.append([piece])
        else:
            joined.append(piece)
    return (tuple(group) for group in groups)
