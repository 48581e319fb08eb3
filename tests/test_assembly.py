"""What the pieces of a slot come to: golden cases, and rules that hold for any pieces at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from archive.model.assembly import FilledSlot, assemble, contradict
from archive.model.dates import When, parse_edtf
from archive.model.kinds import RecordId
from archive.model.media import Clip
from archive.model.puzzle import Piece, Relation, Slot
from archive.model.terms import SlotState, Tie

CASES: Sequence[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "assembly.yml").read_text(encoding="utf-8")
)
SLOT, OTHER = Slot(key="slot", name="谁造的"), Slot(key="other", name="哪年造")
UNKNOWN = When("发大水那年", None, None, None)
TIES = {tie.value: tie for tie in Tie}


def piece_of(key: str, **told: Any) -> Piece:
    """A piece as a case tells of it."""
    who = told.get("by")
    source: dict[str, Any] = {
        kind: f"{kind}s/{told[kind]}" for kind in ("photo", "object", "document") if kind in told
    }
    if not source:
        source["clip"] = Clip(
            interview=f"interviews/{told.get('in') or who or 'x'}", start=0, end=4
        )
    when = told.get("when")
    return Piece(
        key=key,
        slot=(OTHER if told.get("other") else SLOT).key,
        wording="陆木匠造的",
        narrator=f"people/{who}" if who else None,
        basis=told.get("basis"),
        heard_from=f"people/{told['from']}" if "from" in told else None,
        when=None if when is None else UNKNOWN if when == "unknown" else parse_edtf(str(when)),
        version=told.get("version"),
        relations=tuple(
            Relation(tie=tie, piece=told[name]) for name, tie in TIES.items() if name in told
        ),
        **source,
    )


def put_together(
    pieces: Sequence[Piece], households: Mapping[str, str] | None = None
) -> FilledSlot:
    """The slot, filled with those of ``pieces`` that are its own."""
    lived = {RecordId(f"people/{who}"): where for who, where in (households or {}).items()}
    filled, _ = assemble((SLOT, OTHER), pieces, household_of=lived.get)
    return filled


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_pieces_come_to_what_a_case_says(case: dict[str, Any]) -> None:
    """Its state, its voices and its versions are those the case gives."""
    pieces = [
        piece_of(key, **told)
        for key, told in case["pieces"].items()
        if key not in case.get("withheld", ())
    ]
    filled = put_together(pieces, case.get("households"))
    assert (filled.state.value, filled.voices) == (case["state"], case["voices"])
    if "versions" in case:
        assert [[piece.key for piece in group] for group in filled.versions] == case["versions"]


def test_there_are_enough_cases() -> None:
    """Every state and every tie is in a case, no sentence stands for two, and there are many."""
    said = [case["says"] for case in CASES]
    assert len(set(said)) == len(said) >= 70
    assert {case["state"] for case in CASES} == {state.value for state in SlotState}
    ties = {name for case in CASES for told in case["pieces"].values() for name in told}
    assert set(TIES) <= ties


# Rules for any pieces

WHO, KEYS = ("amei", "bao", "cai", "dong"), tuple("abcdefg")
TOLD = some.fixed_dictionaries(
    {},
    optional={
        "by": some.sampled_from(WHO),
        "in": some.sampled_from(("i", "j", "k")),
        "from": some.sampled_from(WHO),
        "basis": some.sampled_from(("lived", "saw", "heard")),
        "when": some.sampled_from(("1953", "1958", "195X", "1954/1958", "1958~", "unknown")),
        "version": some.sampled_from(("木匠", "石匠")),
        "other": some.booleans(),
        "photo": some.just("p"),
        **{name: some.sampled_from(KEYS) for name in TIES},
    },
)
PUZZLES = some.lists(TOLD, max_size=len(KEYS)).map(
    lambda told: [piece_of(key, **one) for key, one in zip(KEYS, told, strict=False)]
)
HOUSEHOLDS = some.dictionaries(some.sampled_from(WHO), some.sampled_from(("h", "k")))


@given(PUZZLES, HOUSEHOLDS, some.randoms(use_true_random=False))
def test_the_order_of_pieces_changes_no_state(
    pieces: list[Piece], households: Mapping[str, str], random: Any
) -> None:
    """Whoever is written first, the state and the number of voices are the same."""
    other_way = [*pieces]
    random.shuffle(other_way)
    one, other = put_together(pieces, households), put_together(other_way, households)
    assert (one.state, one.voices) == (other.state, other.voices)


@given(PUZZLES, HOUSEHOLDS, some.data())
def test_a_piece_less_sets_free_no_more_than_it_held_together(
    pieces: list[Piece], households: Mapping[str, str], data: Any
) -> None:
    """Without a piece there are at most as many voices more as it tied together: those of its
    interview, of two people, of two households and of hearsay, and those that name it."""
    if not pieces:
        return
    gone = data.draw(some.sampled_from(pieces))
    left = [piece for piece in pieces if piece is not gone]
    naming = sum(r.piece == gone.key for piece in left for r in piece.relations)
    before, after = put_together(pieces, households), put_together(left, households)
    assert after.voices - before.voices <= 6 + len(gone.relations) + naming


@given(PUZZLES, HOUSEHOLDS)
def test_numbers_and_groups_fit_the_pieces(
    pieces: list[Piece], households: Mapping[str, str]
) -> None:
    """No more voices than pieces and at least one where somebody tells; every piece is in one
    group, no two of a group contradict each other, and there are several only in a dispute."""
    filled = put_together(pieces, households)
    told = [piece for piece in filled.pieces if not piece.is_evidence]
    assert bool(told) <= filled.voices <= len(told)
    grouped = [piece for group in filled.versions for piece in group]
    assert sorted(p.key for p in grouped) == sorted(p.key for p in filled.pieces)
    assert (len(filled.versions) > 1) is (filled.state is SlotState.DISPUTED)
    for group in filled.versions:
        assert not any(contradict(a, b) for a in group for b in group if a is not b)


@given(PUZZLES, HOUSEHOLDS)
def test_a_voice_without_a_name_adds_none_to_those_that_have_one(
    pieces: list[Piece], households: Mapping[str, str]
) -> None:
    """It counts where nobody else tells, and nowhere else: no number tells whose it is."""
    unnamed = piece_of("unnamed", **{"in": "l"})
    before, after = (put_together(p, households) for p in (pieces, [*pieces, unnamed]))
    assert after.voices == max(1, before.voices)
