"""Scenes in the projection: which spots are there, and their pictures and sounds.

A spot is there only where everything it names may be seen and nothing of its words had to go;
another is then simply the next one. Nothing of a spot that is not there is ordered or counted.
"""

from collections.abc import Iterator, Mapping
from typing import Protocol

from archive.model.archive import Archive
from archive.model.consent import Decision, Reason
from archive.model.kinds import RecordId
from archive.model.media import Clip
from archive.model.orders import SoundOrder
from archive.model.public import PublicScene, PublicSegment, PublicSpot
from archive.model.quoting import (
    ALLOWED,
    NOT_SHOWN,
    Secrets,
    decide_clip,
    quoted_in,
    secrets_of,
)
from archive.model.scene import Scene, Spot
from archive.model.sealing import ProjectedFiles, Sealing, add_picture, first_refusal, sha_of
from archive.model.terms import Subject
from archive.values import dataclass

LINKED = ("object", "person", "place", "photo")
"""Fields of a spot that name another record, which its text may speak of."""
WORDED = ("name", "caption", "wording")


class ProjectSpot(Protocol):
    """A spot of a scene with its texts masked and its references resolved."""

    def __call__(
        self, part: Spot, record: RecordId, sources: tuple[RecordId, ...], told: Secrets
    ) -> Spot: ...


def project_scenes(
    archive: Archive, files: ProjectedFiles, sealing: Sealing, project: ProjectSpot
) -> Mapping[RecordId, PublicScene]:
    """Put into the projected scenes the spots that may be seen, and order what they show."""
    scenes: dict[RecordId, PublicScene] = {}
    for record_id, shown in files.records.items():
        scene = archive.records[record_id]
        if not isinstance(scene, Scene) or record_id in sealing.listed:
            continue
        assert isinstance(shown, Scene)
        picture = _picture(archive, scene, shown, files)
        now = None
        if scene.now is not None and shown.now is not None:
            now = add_picture(archive, scene.id, "now", scene.now, shown.now, files)
        spots = tuple(_Spots(archive, files, sealing, scene, project).project())
        files.records[record_id] = shown.model_copy(
            update={"spots": tuple(spot.spot for spot in spots)}
        )
        scenes[record_id] = PublicScene(picture, now, spots)
    return scenes


def _picture(archive: Archive, scene: Scene, shown: Scene, files: ProjectedFiles) -> str:
    """The key of what the scene is drawn on: its own picture, or that of an old photograph."""
    if scene.photo is not None:
        [picture] = files.pictures[scene.photo]
        files.pictures[scene.id] = (picture,)
        return picture.key
    assert scene.picture is not None
    assert shown.picture is not None
    return add_picture(archive, scene.id, "picture", scene.picture, shown.picture, files)


@dataclass(frozen=True, slots=True)
class _Spots:
    """The spots of one scene."""

    archive: Archive
    files: ProjectedFiles
    sealing: Sealing
    scene: Scene
    project_spot: ProjectSpot

    def project(self) -> Iterator[PublicSpot]:
        """Those that may be seen, as they may be seen."""
        told = secrets_of(quoted_in(self.scene), self.archive, self.sealing.spoken)
        for spot in self.scene.spots:
            who, decision = self._decide(spot)
            shown = self._projected(spot, told) if decision.is_allowed else None
            if shown is not None:
                yield self._with_files(spot, shown)
                continue
            if decision.is_allowed:
                decision = Decision(Reason.MARKED)
            self.sealing.withhold(self.scene.id, "spot", decision, person=who, detail=spot.key)

    # Whether it is there

    def _decide(self, spot: Spot) -> tuple[RecordId | None, Decision]:
        """Whether it may be there, and whose answer forbids it."""
        named = [getattr(spot, name) for name in LINKED]
        named.append(spot.clip.interview if spot.clip else None)
        if not all(self._is_shown(record) for record in named if record is not None):
            return None, NOT_SHOWN
        if spot.photo is not None and not self.files.pictures.get(spot.photo):
            return None, NOT_SHOWN
        if spot.sound is not None:
            refused = first_refusal(
                spot.sound.heard, self.scene.id, Subject.VOICE, self.sealing.decide
            )
            if refused is not None:
                return refused
        if spot.clip is not None:
            decision = decide_clip(spot.clip, self.archive, self.sealing.spoken)
            if decision.is_allowed and spot.narrator is not None:
                decision = self.sealing.decide(spot.narrator, spot.clip.interview, Subject.TEXT)
            return spot.narrator, decision
        return None, ALLOWED

    def _is_shown(self, record: RecordId) -> bool:
        return record in self.files.records and record not in self.sealing.listed

    def _projected(self, spot: Spot, told: Secrets) -> Spot | None:
        """The spot, unless something of it had to go."""
        sources = [getattr(spot, name) for name in LINKED]
        sources.append(spot.clip.interview if spot.clip else None)
        shown = self.project_spot(
            spot, self.scene.id, tuple(one for one in sources if one is not None), told
        )
        for name in (*LINKED, *WORDED):
            if getattr(spot, name) and not getattr(shown, name):
                return None
        if spot.narrator is None or self._is_named(spot):
            return shown
        return shown.model_copy(update={"narrator": None})

    def _is_named(self, spot: Spot) -> bool:
        source = spot.clip.interview if spot.clip else self.scene.id
        return self.sealing.spoken.is_named(spot.narrator, source)

    # What it shows

    def _with_files(self, spot: Spot, shown: Spot) -> PublicSpot:
        return PublicSpot(
            spot=shown,
            segments=tuple(self._segments(spot.clip)) if spot.clip else (),
            sound=self._sound(spot),
            now=self._now(spot, shown),
        )

    def _segments(self, clip: Clip) -> Iterator[PublicSegment]:
        """The segments most of which lie in the clip; else the one that the clip lies in."""
        telling = self.files.tellings[clip.interview]
        timed = [s for s in telling.segments if s.start is not None and s.end is not None]
        middle = (clip.start + clip.end) / 2
        found = [s for s in timed if clip.start <= _middle(s) <= clip.end]
        yield from found or [s for s in timed if _start(s) <= middle <= _end(s)][:1]

    def _sound(self, spot: Spot) -> str | None:
        if spot.sound is None:
            return None
        key = f"{self.scene.id}/sound-{spot.key}"
        sha256 = sha_of(self.archive, spot.sound)
        self.files.order_list.append(SoundOrder(key, spot.sound.file, sha256))
        return key

    def _now(self, spot: Spot, shown: Spot) -> str | None:
        if spot.now is None or shown.now is None:
            return None
        role = f"now-{spot.key}"
        return add_picture(self.archive, self.scene.id, role, spot.now, shown.now, self.files)


def _start(segment: PublicSegment) -> float:
    return segment.start or 0.0


def _end(segment: PublicSegment) -> float:
    return segment.end or 0.0


def _middle(segment: PublicSegment) -> float:
    return (_start(segment) + _end(segment)) / 2
