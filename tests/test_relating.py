"""How pieces may stand to each other: each sign by itself, and what is never proposed."""

from __future__ import annotations

from typing import Any

import pytest

from archive.index.fieldwork.relating import Sign, propose_relations
from archive.model.archive import Archive
from archive.model.dates import parse_edtf
from archive.model.kinds import RecordId
from archive.model.object import Object
from archive.model.puzzle import Piece, Puzzle
from archive.model.terms import Tie, Topic

ROOFS = {RecordId("people/a"): "one", RecordId("people/b"): "two", RecordId("people/c"): "one"}


def piece(key: str, **more: Any) -> Piece:
    """A piece told by whoever it is called after, at a time of its own."""
    told = {"wording": f"{key} 讲的话", "narrator": f"people/{key[0]}"}
    at = 97_000.0
    clip = {"interview": f"interviews/{key[0]}", "start": at, "end": at + 5}
    source = {} if {"object", "photo"} & more.keys() else {"clip": clip}
    return Piece.model_validate({"key": key, "slot": "s", **told, **source, **more})


def proposed(*pieces: Piece, refused: frozenset[str] = frozenset()) -> list[tuple[Any, ...]]:
    puzzle = Puzzle.model_validate(
        {"id": "puzzles/p", "name": "水车", "topic": Topic.OBJECT, "access": "open",
         "pieces": pieces}
    )  # fmt: skip
    thing = Object.model_construct(id=RecordId("objects/o"), told_in=(RecordId("interviews/a"),))
    archive = Archive({thing.id: thing})
    found = propose_relations(puzzle, archive, household_of=ROOFS.get, refused=refused)
    return [(one.piece, one.tie, one.other, one.sign) for one in found]


SAME = "五五年三月开工，做了十九工"


@pytest.mark.parametrize(
    ("pieces", "wanted"),
    [
        (
            [piece("a"), piece("b", heard_from="people/a")],
            ("b", Tie.RETELLS, "a", Sign.HEARD_FROM),
        ),
        ([piece("a"), piece("o", object="objects/o")],
         ("o", Tie.SAME_THING, "a", Sign.SAME_OBJECT)),
        (
            [piece("a"), piece("a2", clip={"interview": "interviews/a", "start": 97_005.4,
                                           "end": 97_010})],
            ("a2", Tie.CONTINUES, "a", Sign.NEXT),
        ),
        (
            [piece("a", wording=SAME), piece("b", wording=f"我讲，{SAME}")],
            ("b", Tie.CONFIRMS, "a", Sign.WORDS),
        ),
        (
            [piece("a", when=parse_edtf("1955")), piece("b", when=parse_edtf("1955-03"))],
            ("b", Tie.CONFIRMS, "a", Sign.DATES),
        ),
        (
            [piece("a", when=parse_edtf("1955")), piece("b", when=parse_edtf("1958"))],
            ("b", Tie.CONTRADICTS, "a", Sign.OTHER_DATES),
        ),
        (
            [piece("a", wording=SAME), piece("c", wording=f"我讲，{SAME}")],
            ("c", Tie.ADDS, "a", Sign.WORDS),
        ),
    ],
)  # fmt: skip
def test_a_sign_leads_to_its_tie(pieces: list[Piece], wanted: tuple[Any, ...]) -> None:
    """Heard from, same thing, said next, same words, dates that agree and that do not; and one
    household confirms nothing, it adds."""
    assert proposed(*pieces) == [wanted]


def test_what_is_tied_or_refused_is_not_proposed() -> None:
    """However alike they are; nor across slots; nor where nothing speaks for it."""
    tied = piece("b", wording=SAME, relations=[{"tie": Tie.CONFIRMS, "piece": "a"}])
    assert proposed(piece("a", wording=SAME), tied) == []
    both = piece("a", wording=SAME), piece("b", wording=SAME)
    assert proposed(*both, refused=frozenset({"b confirms a"})) == []
    assert proposed(piece("a", wording=SAME), piece("b", wording=SAME, slot="t")) == []
    assert proposed(piece("a"), piece("b", wording="完全另一件事情")) == []
