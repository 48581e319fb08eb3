"""Puzzles of canaries: pieces of everything that may be seen, and of everything that may not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.model.kinds import Kind, RecordId, slug_of
from archive.model.puzzle import Piece, Slot
from tests.leaks.canaries import DARK
from tests.leaks.planting import Fate, Planter

SEEN, HIDDEN = "seen", "partly"
"""The slots of each puzzle: one whose pieces may all be seen, and one with others."""
WITHHELD_SPANS: Mapping[str, tuple[float, float]] = {
    "withheld segment": (4, 8),
    "withheld between inner times": (9, 12),
    "sealed passage": (13, 15),
    "closed chapter": (19, 23),
    "speaker who refused": (25, 27),
    "unknown speaker": (33, 35),
    "protected name": (37, 39),
}
"""Seconds of the open interview of which nothing may be heard, by the reason."""
_SOURCES = ("clip", "interview", "photo", "object", "document", "page")


@dataclass
class Assembler:
    """Makes slots and pieces, and the marks that are written into the transcript."""

    plant: Planter
    ids: Mapping[tuple[Kind, str], RecordId]
    slot_of: dict[str, dict[str, str]] = field(default_factory=dict)
    """Short names of slots, by the state of their puzzle and which of the two."""

    @property
    def mark(self) -> str:
        """In a transcript: what is said here is a piece of the open puzzle."""
        return self._mark("open")

    @property
    def secret_mark(self) -> str:
        """The same of the closed one."""
        return self._mark("closed")

    def _mark(self, state: str) -> str:
        return f"【拼图：{slug_of(self.ids[Kind.PUZZLE, state])}/{self.slot_of[state][HIDDEN]}】"

    def parts_of(self, state: str, place: str, fate: Fate) -> dict[str, Any]:
        """The slots and the pieces of a puzzle."""
        word = self.plant.ledger.word
        self.slot_of[state] = {w: word(f"{place}.slots.key", fate) for w in (SEEN, HIDDEN)}
        slots = [
            self.plant.part(
                Slot,
                f"{place}.slots",
                fate,
                key=self.slot_of[state][SEEN],
                importance="3",
            ),
            # A remark on versions that are not all there would tell of the others.
            self.plant.part(
                Slot,
                f"{place}.slots",
                fate,
                key=self.slot_of[state][HIDDEN],
                importance="3",
                remark=self.plant.ledger.phrase(f"{place}.slots.remark [versions withheld]"),
            ),
        ]
        return {"slots": slots, "pieces": [*self._pieces(state, place, fate)]}

    def _pieces(self, state: str, place: str, fate: Fate) -> Iterator[dict[str, Any]]:
        told, host = self.ids[Kind.INTERVIEW, "open"], self.ids[Kind.PERSON, "open"]
        slots = self.slot_of[state]
        gone = [*self._withheld()]
        keys = [self.plant.ledger.word(f"{place}.pieces.key {name}") for name, _ in gone]
        shown: tuple[dict[str, Any], ...] = (
            {"clip": {"interview": told, "start": "0.5", "end": "3.5"}, "narrator": host},
            {"photo": self.ids[Kind.PHOTO, "open"]},
            {"object": self.ids[Kind.OBJECT, "open"], "narrator": host},
            {"document": self.ids[Kind.DOCUMENT, "open"], "page": "1"},
        )
        for number, source in enumerate(shown):
            key = self.plant.ledger.word(f"{place}.pieces.key", fate)
            relations = [{"tie": "confirms", "piece": other} for other in keys]
            slot = slots[SEEN if number else HIDDEN]
            yield self._piece(f"{place}.pieces", fate, source, key, slot, relations)
        for (name, source), key in zip(gone, keys, strict=True):
            where = f"{place}.pieces [{name}]"
            relations = [{"tie": "contradicts", "piece": keys[0]}] if key != keys[0] else []
            yield self._piece(where, DARK, source, key, slots[HIDDEN], relations)

    def _withheld(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Sources that may not be seen, each by what is wrong with it."""
        told, silent = self.ids[Kind.INTERVIEW, "open"], self.ids[Kind.PERSON, "silent"]
        for name, (start, end) in WITHHELD_SPANS.items():
            yield name, {"clip": {"interview": told, "start": str(start), "end": str(end)}}
        clip = {"start": "0.5", "end": "2.5"}
        yield "narrator who refused", {"clip": {"interview": told, **clip}, "narrator": silent}
        for state in ("listed", "closed", "embargo", "refused"):
            yield state, {"clip": {"interview": self.ids[Kind.INTERVIEW, state], **clip}}
        for state in ("open", "listed", "closed", "embargo", "refused"):
            # The open one has sealed seconds, and nobody knows whether these words are in them.
            where = {"interview": self.ids[Kind.INTERVIEW, state]}
            yield f"{state}, at no second", where
        yield "narrator not asked", {"object": self.ids[Kind.OBJECT, "open"], "narrator": silent}
        yield "closed object", {"object": self.ids[Kind.OBJECT, "closed"]}
        yield "photo not to be seen", {"photo": self.ids[Kind.PHOTO, "faceless"]}
        yield "closed page", {"document": self.ids[Kind.DOCUMENT, "open"], "page": "2"}
        yield "closed document", {"document": self.ids[Kind.DOCUMENT, "closed"]}

    def _piece(
        self,
        place: str,
        fate: Fate,
        source: dict[str, Any],
        key: str,
        slot: str,
        relations: list[dict[str, str]],
    ) -> dict[str, Any]:
        given: dict[str, Any] = {
            **dict.fromkeys((*_SOURCES, "narrator", "heard_from")),
            **source,
            "key": key,
            "slot": slot,
            "relations": relations or None,
        }
        return self.plant.part(Piece, place, fate, **given)
