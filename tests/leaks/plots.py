"""Plots and sketches of canaries: households of all sorts, and pictures that may be seen or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.model.kinds import Kind, RecordId
from archive.model.media import Picture
from archive.model.place import Household
from tests.leaks.canaries import DARK
from tests.leaks.planting import Fate, Planter

YEARS = {"first_year": "1700", "last_year": "1790", "proportion": "1.5"}


@dataclass
class Surveyor:
    """Makes what stands on a plot, and what lies below it."""

    plant: Planter
    ids: Mapping[tuple[Kind, str], RecordId]

    def households(self, place: str, fate: Fate) -> list[dict[str, Any]]:
        """Those of a place: one whose host agreed to be named there, and one of each that did
        not."""
        host, silent = self.ids[Kind.PERSON, "open"], self.ids[Kind.PERSON, "silent"]
        refused = self.ids[Kind.PERSON, "refused"]
        dark = self.plant.ledger.phrase
        return [
            self._household(f"{place}.households", fate, person=host),
            self._household(
                f"{place}.households nobody named", fate, person=None,
                moved_to=dark(f"{place}.households.moved_to [nobody named]"),
            ),
            self._household(
                f"{place}.households not asked here", fate, person=silent,
                moved_to=dark(f"{place}.households.moved_to [not asked here]"),
            ),
            self._household(f"{place}.households refused", DARK, person=refused),
        ]  # fmt: skip

    def _household(self, place: str, fate: Fate, **given: Any) -> dict[str, Any]:
        return self.plant.part(Household, place, fate, **given)

    def crowded(self, place: str) -> dict[str, Any]:
        """A sketch whose picture may have houses on it: nobody may see it while one is withheld."""
        return {**YEARS, "is_land_alone": "no", "picture": self._dark_picture(place)}

    def _dark_picture(self, place: str) -> dict[str, Any]:
        return self.plant.part(Picture, f"{place}.picture", DARK)
