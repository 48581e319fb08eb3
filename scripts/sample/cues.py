"""Cues of a WebVTT file, read and written back with new times and nothing else changed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

_TIMES = re.compile(r"^(?:\d+:)?\d\d:\d\d\.\d{3} --> (?:\d+:)?\d\d:\d\d\.\d{3}$")
_VOICE = re.compile(r"^<v ([^>]+)>(.*)$")
_STAMP = re.compile(r"<(?:\d+:)?\d\d:\d\d\.\d{3}>")
_SECRET = re.compile(r"(【(?:不公开|化名)：[^【】]*】)")


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: where its times stand in the file, who speaks, and the words without inner times."""

    line: int
    """Index of the line that holds the times; the words are on the next."""
    speaker: str
    text: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The words cut at what must be silenced, the marks themselves being parts."""
        return tuple(part for part in _SECRET.split(self.text) if part)


@dataclass(frozen=True, slots=True)
class Timing:
    """When a cue is said, and the inner times that stand before its parts, in seconds."""

    start: float
    end: float
    stamps: tuple[float | None, ...]
    """One for each part; None where no time is needed."""


def is_secret(part: str) -> bool:
    """Whether a part of a cue is one that a site must not let be heard."""
    return bool(_SECRET.fullmatch(part))


def parse_cues(text: str) -> tuple[Cue, ...]:
    """The cues of WebVTT ``text`` in order; ValueError when one names no speaker."""
    lines = text.splitlines()
    cues = []
    for at, line in enumerate(lines):
        if not _TIMES.match(line):
            continue
        voice = _VOICE.match(lines[at + 1])
        if voice is None:
            raise ValueError(f"line {at + 2}: a cue begins with <v name>")
        cues.append(Cue(at, voice[1].strip(), _STAMP.sub("", voice[2])))
    return tuple(cues)


def format_cues(text: str, cues: tuple[Cue, ...], timings: tuple[Timing, ...]) -> str:
    """``text`` with the times of ``timings``; everything else stays as it is."""
    lines = text.splitlines()
    for cue, timing in zip(cues, timings, strict=True):
        lines[cue.line] = f"{format_time(timing.start)} --> {format_time(timing.end)}"
        parts = zip(cue.parts, timing.stamps, strict=True)
        words = "".join(f"<{format_time(at)}>{p}" if at is not None else p for p, at in parts)
        lines[cue.line + 1] = f"<v {cue.speaker}>{words}"
    return "\n".join(lines) + "\n"


def format_time(seconds: float) -> str:
    """``HH:MM:SS.mmm``."""
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def shift(timing: Timing, seconds: float) -> Timing:
    """``timing``, said ``seconds`` later."""
    stamps = tuple(None if at is None else at + seconds for at in timing.stamps)
    return replace(timing, start=timing.start + seconds, end=timing.end + seconds, stamps=stamps)


def read_words(folder: Path, *, unwritten: Path) -> tuple[Path, str]:
    """The transcript of the interview in ``folder``, and its text.

    A recording that was only indexed has no transcript; what is said in it stands in
    ``unwritten``, beside this script, and goes into no record.
    """
    transcript = folder / "transcript.vtt"
    path = transcript if transcript.exists() else unwritten / f"{folder.name}.vtt"
    return path, path.read_text(encoding="utf-8")
