"""What must hold within one scene, whatever the other records say."""

from __future__ import annotations

from collections.abc import Iterator

from archive.errors import Problem
from archive.ingest.puzzle_rules import check_keys
from archive.ingest.whereabouts import Where, check_span
from archive.model.scene import Scene, Spot

CONTENTS = ("caption", "clip", "wording", "sound", "object", "person", "place", "photo")
"""What a spot may have beside its name: at least one of these."""


def check_scene(scene: Scene, where: Where) -> Iterator[Problem]:
    """Every fault that a scene shows by itself."""
    if scene.picture is None and scene.photo is None:
        yield where.problem("scene-no-picture", "name")
    elif scene.picture is not None and scene.photo is not None:
        yield where.problem("scene-two-pictures", "photo")
    keys = [spot.key for spot in scene.spots]
    yield from check_keys(keys, "spots", where, code="spot-key-twice")
    for number, spot in enumerate(scene.spots):
        yield from _check_spot(scene, spot, f"spots.{number}", where)


def _check_spot(scene: Scene, spot: Spot, path: str, where: Where) -> Iterator[Problem]:
    if all(getattr(spot, name) is None for name in CONTENTS):
        yield where.problem("spot-empty", path, seen=spot.name)
    if spot.now is not None and spot.photo is None:
        yield where.problem("spot-now-alone", f"{path}.now", seen=spot.name)
    if spot.clip is not None:
        key = f"{path}.clip.end"
        yield from check_span(scene, key, spot.clip.start, spot.clip.end, where)
