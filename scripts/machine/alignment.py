"""How far suggested times are off: the interviews of the sample village, whose times are known.

    python scripts/machine/alignment.py

Their voices are synthesised, so that each line's true beginning is known to the hundredth of a
second. Figures are seconds between the true and the suggested beginning of a line.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from archive.derive.listening import open_recording  # noqa: E402
from archive.ingest.archive import read_archive  # noqa: E402
from archive.model.interview import Interview  # noqa: E402
from archive.model.kinds import Kind  # noqa: E402
from archive.model.marks import full_text  # noqa: E402
from archive.model.transcript import Segment  # noqa: E402
from archive.recognise.alignment import LineToPlace, align_lines, weight_of  # noqa: E402
from archive.recognise.loudness import Sound, find_speech  # noqa: E402
from archive.recognise.transcriber import RATE, HeardWord  # noqa: E402

NOISE_BELOW = 12.0
"""dB by which the room is quieter than the voice in the spoilt recordings."""
HEARD_WRONG = 0.25
"""The share of characters that the made-up recogniser gets wrong."""


def lines_of(segments: Sequence[Segment]) -> list[LineToPlace]:
    lines = []
    before = None
    for segment in segments:
        who = tuple(speaker.label for speaker in segment.speakers)
        lines.append(LineToPlace(full_text(segment.spans), is_turn=who != before))
        before = who
    return lines


def with_some_times(lines: Sequence[LineToPlace], segments: Sequence[Segment]) -> list[LineToPlace]:
    """Every tenth line with the second that somebody would read off a clock."""
    told = [
        float(int(segment.start or 0)) if number % 10 == 5 else None
        for number, segment in enumerate(segments)
    ]
    return [replace(line, told=second) for line, second in zip(lines, told, strict=True)]


def made_up_words(segments: Sequence[Segment]) -> list[HeardWord]:
    """What a poor recogniser might hear: a quarter of the characters wrong, times half a second
    off and drifting."""
    chance = random.Random(5)
    found = []
    for segment in segments:
        assert segment.start is not None
        assert segment.end is not None
        text = full_text(segment.spans)
        step = (segment.end - segment.start) / max(1, len(text))
        for number, character in enumerate(text):
            heard = "错" if chance.random() < HEARD_WRONG else character
            start = max(0.0, segment.start + number * step + chance.gauss(0, 0.2))
            found.append(HeardWord(start, start + step, heard))
    return found


@dataclass(frozen=True)
class Spoilt:
    """A recording made harder."""

    samples: NDArray[np.float32]
    rate: int

    def open_samples(self) -> NDArray[np.float32]:
        return self.samples


def spoil(sound: Sound, segments: Sequence[Segment]) -> tuple[Spoilt, list[Segment]]:
    """As people speak: every second line follows at once, in most lines somebody hesitates for up
    to a second and a half, and the room hums. The segments come with their new times."""
    chance = random.Random(11)
    samples, rate = sound.open_samples(), sound.rate
    pieces: list[NDArray[np.float32]] = []
    moved: list[Segment] = []
    at, length = 0, 0

    def take(until: int) -> None:
        nonlocal at, length
        pieces.append(np.array(samples[at : max(at, until)]))
        length += len(pieces[-1])
        at = max(at, until)

    for number, segment in enumerate(segments):
        assert segment.start is not None
        assert segment.end is not None
        start, end = round(segment.start * rate), round(segment.end * rate)
        if number % 2 and start > at:
            at = max(at, start - round(0.1 * rate))  # the pause before it is cut out
        take(start)
        began = length
        if chance.random() < 0.7 and end - start > 2 * rate:
            take(chance.randint(start + rate, end - rate))
            pieces.append(np.zeros(round(chance.uniform(0.3, 1.5) * rate), dtype=np.float32))
            length += len(pieces[-1])
        take(end)
        moved.append(replace(segment, start=began / rate, end=length / rate))
    take(len(samples))
    whole = np.concatenate(pieces)
    voice = float(np.sqrt(np.mean(np.square(whole[np.abs(whole) > 0.01]))))
    noise = np.random.default_rng(3).normal(0, voice * 10 ** (-NOISE_BELOW / 20), len(whole))
    return Spoilt((whole + noise).astype(np.float32), rate), moved


def by_length(lines: Sequence[LineToPlace], seconds: float) -> list[float]:
    """What sharing the time out by characters alone would give."""
    weights = [weight_of(line.text) for line in lines]
    return [seconds * sum(weights[:n]) / sum(weights) for n in range(len(weights))]


def errors_of(sound: Sound, segments: Sequence[Segment]) -> dict[str, NDArray[np.float64]]:
    """Seconds by which each line is off, for each way of placing them."""
    true = np.array([segment.start for segment in segments], dtype=float)
    lines = lines_of(segments)
    voiced = find_speech(sound)
    heard = made_up_words(segments)
    found = {
        "by characters alone": by_length(lines, voiced.seconds),
        "by pauses": [times.start for times in align_lines(lines, voiced)],
        "by pauses and every tenth time": [
            times.start for times in align_lines(with_some_times(lines, segments), voiced)
        ],
        "by pauses and words": [t.start for t in align_lines(lines, voiced, heard=heard)],
    }
    return {way: np.abs(np.array(starts) - true) for way, starts in found.items()}


def main() -> int:
    archive = read_archive(ROOT).archive
    off: dict[tuple[str, str], list[float]] = {}
    count = 0
    for record in archive.of_kind(Kind.INTERVIEW):
        transcripts = archive.transcripts.get(record.id)
        timed = transcripts.archival if transcripts else None
        if not isinstance(record, Interview) or record.recording is None or timed is None:
            continue
        if not timed.is_timed:
            continue
        count += 1
        original = ROOT / "media" / record.recording.file
        with open_recording(original, rate=RATE, scratch=ROOT / ".pintu" / "tmp") as sound:
            cases = {"as recorded": (sound, timed.segments), "spoilt": spoil(sound, timed.segments)}
            for case, (heard, segments) in cases.items():
                for way, errors in errors_of(heard, segments).items():
                    off.setdefault((case, way), []).extend(errors.tolist())
    lines = len(next(iter(off.values()), []))
    print(f"{count} interviews, {lines} lines")
    print("| recording | lines placed | mean, s | 90th percentile, s | within a second |")
    print("|---|---|---|---|---|")
    for (case, way), seconds in off.items():
        errors = np.array(seconds)
        within = (errors <= 1).mean() * 100
        ninety = np.percentile(errors, 90)
        print(f"| {case} | {way} | {errors.mean():.2f} | {ninety:.2f} | {within:.0f} % |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
