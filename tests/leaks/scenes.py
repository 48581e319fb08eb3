"""Scenes of canaries: spots of everything that may be seen, and of everything that may not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archive.model.kinds import Kind, RecordId
from archive.model.media import Sound
from archive.model.scene import Spot
from tests.leaks.canaries import DARK
from tests.leaks.planting import Fate, Planter

_LINKS = ("clip", "narrator", "object", "person", "place", "photo")


@dataclass
class Stage:
    """Makes the spots of a scene."""

    plant: Planter
    ids: Mapping[tuple[Kind, str], RecordId]

    def parts_of(self, state: str, place: str, fate: Fate) -> dict[str, Any]:
        """The picture and the spots of a scene; one that is ``faceless`` has nothing to show."""
        given: dict[str, Any] = {"photo": None, "spots": [*self._spots(place, fate)]}
        if state in ("faceless", "photo"):
            given["picture"] = None
            given["photo"] = self.ids[Kind.PHOTO, "faceless" if state == "faceless" else "open"]
        return given

    def _spots(self, place: str, fate: Fate) -> Iterator[dict[str, Any]]:
        told, host = self.ids[Kind.INTERVIEW, "open"], self.ids[Kind.PERSON, "open"]
        silent = self.ids[Kind.PERSON, "silent"]
        heard = {"clip": {"interview": told, "start": "0.5", "end": "3.5"}, "narrator": host}
        yield self._spot(f"{place}.spots", fate, {**heard, "photo": self.ids[Kind.PHOTO, "open"]})
        for name, source in self._withheld().items():
            yield self._spot(f"{place}.spots [{name}]", DARK, source)
        yield self._spot(f"{place}.spots [voice in a sound]", DARK, {}, heard=[silent])
        yield self._spot(f"{place}.spots", fate, {"object": self.ids[Kind.OBJECT, "open"]})

    def _withheld(self) -> dict[str, dict[str, Any]]:
        """What may not be seen or heard, each by what is wrong with it."""
        told, silent = self.ids[Kind.INTERVIEW, "open"], self.ids[Kind.PERSON, "silent"]
        clip = {"start": "0.5", "end": "2.5"}
        return {
            "withheld segment": {"clip": {"interview": told, "start": "4", "end": "8"}},
            "sealed passage": {"clip": {"interview": told, "start": "13", "end": "15"}},
            "narrator who refused": {"clip": {"interview": told, **clip}, "narrator": silent},
            "closed interview": {"clip": {"interview": self.ids[Kind.INTERVIEW, "closed"], **clip}},
            "listed interview": {"clip": {"interview": self.ids[Kind.INTERVIEW, "listed"], **clip}},
            "closed object": {"object": self.ids[Kind.OBJECT, "closed"]},
            "closed place": {"place": self.ids[Kind.PLACE, "closed"]},
            "refused person": {"person": self.ids[Kind.PERSON, "refused"]},
            "photo not to be seen": {"photo": self.ids[Kind.PHOTO, "faceless"]},
        }

    def _spot(
        self,
        place: str,
        fate: Fate,
        source: dict[str, Any],
        *,
        heard: list[RecordId] | None = None,
    ) -> dict[str, Any]:
        """A spot; one that is to be found, or that ``heard`` is in, has a sound of its own: there
        are only so many tones to tell apart."""
        voices = heard or ([self.ids[Kind.PERSON, "open"]] if fate else None)
        sound = self.plant.part(Sound, f"{place}.sound", fate, heard=voices) if voices else None
        given: dict[str, Any] = {**dict.fromkeys(_LINKS), **source, "sound": sound}
        if given["photo"] is None:
            given["now"] = None
        return self.plant.part(
            Spot, place, fate, key=self.plant.ledger.word(f"{place}.key", fate), **given
        )
