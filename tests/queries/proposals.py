"""How well pieces are proposed: each piece of the sample is taken out and looked for again.

``python -m tests.queries.proposals`` judges all of them and prints the figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from archive.build import Village
from archive.cli.console import Console
from archive.cli.finding import Asked, opened_desk
from archive.index.fieldwork.proposing import Proposer, is_same
from archive.index.fieldwork.relating import propose_relations
from archive.ingest.archive import read_archive
from archive.model.archive import Archive
from archive.model.households import households_of
from archive.model.kinds import Kind
from archive.model.puzzle import Piece, Puzzle

ROOT = Path(__file__).resolve().parent.parent.parent
DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Judged:
    """In which rank each piece came again; None for one that did not."""

    ranks: tuple[int | None, ...]

    @property
    def mean_reciprocal_rank(self) -> float:
        """1 where all come first."""
        return sum(1 / rank for rank in self.ranks if rank) / len(self.ranks)

    def recall(self, depth: int) -> float:
        """The share that comes among the first ``depth``."""
        return sum(bool(rank and rank <= depth) for rank in self.ranks) / len(self.ranks)


def puzzles_of(archive: Archive) -> Sequence[Puzzle]:
    """The puzzles of the archive."""
    return [p for p in archive.of_kind(Kind.PUZZLE) if isinstance(p, Puzzle)]


def rank_of(proposer: Proposer, puzzle: Puzzle, piece: Piece) -> int | None:
    """Where ``piece`` is proposed once it is gone, counted from 1."""
    others = tuple(one for one in puzzle.pieces if one.key != piece.key)
    less = puzzle.model_copy(update={"pieces": others})
    slots = proposer.desk.archive.slots_of(puzzle)
    slot = next(one for one in slots if one.key == piece.slot)
    found = proposer.propose(less, slot, limit=DEEPEST)
    return next((n for n, one in enumerate(found, 1) if is_same(one, piece)), None)


def judge(proposer: Proposer, pieces: Iterable[tuple[Puzzle, Piece]]) -> Judged:
    """The ranks of ``pieces``."""
    return Judged(tuple(rank_of(proposer, puzzle, piece) for puzzle, piece in pieces))


def relations_again(archive: Archive) -> Iterator[bool]:
    """Of each relation that is written: whether it is proposed, in its tie, once it is gone."""
    household_of = households_of(archive).get
    for puzzle in puzzles_of(archive):
        for piece in puzzle.pieces:
            for relation in piece.relations:
                rest = tuple(one for one in piece.relations if one != relation)
                bare = piece.model_copy(update={"relations": rest})
                pieces = tuple(bare if one is piece else one for one in puzzle.pieces)
                less = puzzle.model_copy(update={"pieces": pieces})
                found = propose_relations(less, archive, household_of=household_of)
                pair = {piece.key, relation.piece}
                yield any({f.piece, f.other} == pair and f.tie is relation.tie for f in found)


def main() -> None:
    """Judge every piece and every relation of the sample."""
    places = Village(ROOT)
    reading = read_archive(places.folder, cache_dir=places.state)
    asked = Asked("", "web", date(2026, 1, 31))
    with opened_desk(places, reading, asked, Console("en"), report=lambda *_: None) as desk:
        proposer = Proposer(desk)
        every = [(p, piece) for p in puzzles_of(reading.archive) for piece in p.pieces]
        for name, chosen in (
            ("all", every),
            ("told", [one for one in every if one[1].told_in]),
            ("to be seen", [one for one in every if not one[1].told_in]),
        ):
            judged = judge(proposer, chosen)
            figures = " ".join(f"R@{n} {judged.recall(n):.2f}" for n in (1, 3, 10))
            print(f"{name}: {len(chosen)} MRR {judged.mean_reciprocal_rank:.2f} {figures}")  # noqa: T201
    again = [*relations_again(reading.archive)]
    print(f"relations: {len(again)} again {sum(again) / len(again):.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
