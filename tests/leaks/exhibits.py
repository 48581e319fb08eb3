"""Exhibits of canaries: stops before everything that may be seen, and everything that may not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from archive.model.exhibit import Stop
from archive.model.kinds import Kind, RecordId
from tests.leaks.canaries import DARK
from tests.leaks.planting import Fate, Planter
from tests.leaks.puzzles import WITHHELD_SPANS

_OPEN = (Kind.PLACE, Kind.OBJECT, Kind.PHOTO, Kind.DOCUMENT, Kind.PUZZLE, Kind.PERSON)


@dataclass
class Guide:
    """Makes stops."""

    plant: Planter
    ids: Mapping[tuple[Kind, str], RecordId]
    states: Mapping[str, Fate]
    """In which channels a record of each state may be seen."""

    def stops_of(self, place: str, fate: Fate) -> list[dict[str, Any]]:
        """The stops of an exhibit, those that must not be seen among the others."""
        stops = []
        for number, (name, seen, source) in enumerate(self._sources(), 1):
            where = f"{place}.stops [{number}: {name}]"
            # Parts that two stops shared would be written as YAML aliases, which are refused.
            stops.append(self.plant.part(Stop, where, fate & seen, **deepcopy(source)))
        return stops

    def _sources(self) -> Iterator[tuple[str, Fate, dict[str, Any]]]:
        """What each stands before and plays, and where it may be seen: its name says why not."""
        told, well = self.ids[Kind.INTERVIEW, "open"], self.ids[Kind.PLACE, "open"]
        heard = {"interview": told, "start": "0.5", "end": "3.5"}
        everywhere = self.states["open"]
        for kind in _OPEN:
            yield kind.value, everywhere, {"record": self.ids[kind, "open"], "clip": heard}
        yield "words alone", everywhere, {"record": well, "clip": None}
        for (kind, state), record in self.ids.items():
            if kind is Kind.OBJECT and state != "open":
                seen = DARK if state == "listed" else self.states[state]
                yield f"{state} object", seen, {"record": record, "clip": None}
        for kind in (Kind.PLACE, Kind.EVENT, Kind.DOCUMENT, Kind.PUZZLE):
            yield f"closed {kind}", DARK, {"record": self.ids[kind, "closed"], "clip": heard}
        photo = self.ids[Kind.PHOTO, "faceless"]
        yield "photo not to be seen", DARK, {"record": photo, "clip": heard}
        for name, (start, end) in WITHHELD_SPANS.items():
            clip = {"interview": told, "start": str(start), "end": str(end)}
            yield name, DARK, {"record": well, "clip": clip}
        for state in ("listed", "closed", "embargo", "refused", "mute"):
            clip = {**heard, "interview": self.ids[Kind.INTERVIEW, state], "end": "2.5"}
            yield f"{state} interview", DARK, {"record": well, "clip": clip}
