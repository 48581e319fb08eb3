"""What must hold of exhibits beside the other records: a stop speaks in its narrator's voice."""

from __future__ import annotations

from collections.abc import Iterator

from archive.errors import Problem
from archive.ingest.resolve import Together
from archive.model.exhibit import Exhibit


def check_voices(together: Together) -> Iterator[Problem]:
    """Stops with a clip of an interview in which their narrator does not speak."""
    for name, exhibit in together.records.items():
        if not isinstance(exhibit, Exhibit):
            continue
        for number, stop in enumerate(exhibit.stops):
            told = together.interviews.get(stop.clip.interview) if stop.clip else None
            if told is not None and exhibit.narrator not in together.voices(told):
                facts = {
                    "seen": str(number + 1),
                    "person": exhibit.narrator,
                    "interview": told.id,
                }
                key = f"stops.{number}.clip"
                yield together.where(name).problem("stop-voice-elsewhere", key, **facts)
