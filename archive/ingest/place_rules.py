"""What must hold within a place or a village sketch, whatever the other records say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.errors import Problem
from archive.ingest.refusals import short
from archive.ingest.whereabouts import Where
from archive.model.place import Place
from archive.model.sketch import Sketch

_NUMERAL = "[0-9０-９零〇一二三四五六七八九十百甲乙丙丁A-Za-z]"
_ADDRESS = re.compile(
    rf"{_NUMERAL}\s*[-－—#]?\s*(?:号|號|幢|栋|棟|座|单元|單元|室|楼|樓|层|層|弄)"
    r"|[0-9０-９]{2,}|[0-9０-９]\s*[-－—]\s*[0-9０-９]"
    r"|\b(?:no|room|flat|unit|apt)\b\.?\s*\w",
    re.IGNORECASE,
)
"""A house number, a building, a stair, a floor or a door: what leads to somebody's home."""


def check_place(place: Place, where: Where) -> Iterator[Problem]:
    """Every fault that a place shows by itself."""
    for number, household in enumerate(place.households):
        found = _ADDRESS.search(household.moved_to or "")
        if found:
            facts = {"household": household.name, "seen": short(found.group().strip())}
            yield where.problem("moved-to-address", f"households.{number}.moved_to", **facts)


def check_sketch(sketch: Sketch, where: Where) -> Iterator[Problem]:
    """Every fault that a sketch shows by itself."""
    if sketch.first_year >= sketch.last_year:
        facts = {"first": str(sketch.first_year), "last": str(sketch.last_year)}
        yield where.problem("sketch-years", "last_year", **facts)
    for number, feature in enumerate(sketch.features):
        if feature.land_type.is_surface and feature.course.count(",") < 2:
            facts = {
                "seen_zh": feature.name or feature.land_type.zh,
                "seen_en": feature.name or feature.land_type.en,
            }
            yield where.problem("course-too-short", f"features.{number}.course", **facts)
