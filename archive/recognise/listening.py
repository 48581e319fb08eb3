"""A whole recording listened to, window by window, so that it can be stopped and gone on with."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from pathlib import Path

import numpy as np

from archive.recognise.loops import Doubtful, find_doubtful
from archive.recognise.loudness import Sound, Voiced, find_speech
from archive.recognise.transcriber import HeardLine, HeardWord, Transcriber
from archive.recognise.windows import Window, cut_windows
from archive.values import dataclass

_LEAST_SPEECH = 0.3
"""Seconds of speech in a window that is listened to at all: silence makes recognisers dream."""


@dataclass(frozen=True, slots=True)
class Listened:
    """What was heard in a recording, in seconds of it, and what of it is not to be believed."""

    lines: tuple[HeardLine, ...]
    doubtful: tuple[Doubtful, ...]
    voiced: Voiced

    @property
    def words(self) -> tuple[HeardWord, ...]:
        """All words with times, without those that are not to be believed."""
        unbelieved = {one.number for one in self.doubtful}
        return tuple(
            word
            for number, line in enumerate(self.lines)
            if number not in unbelieved
            for word in line.words or (HeardWord(line.start, line.end, line.text),)
        )


@dataclass(slots=True)
class Journal:
    """The windows that are done, a line each in a file that is only ever added to.

    What a cut left at its end is not believed: that window is done again.
    """

    path: Path
    done: dict[Window, tuple[HeardLine, ...]] = field(default_factory=dict)

    def read(self) -> None:
        """Take what the file holds; nothing where there is none."""
        try:
            rows = self.path.read_bytes().split(b"\n")
        except OSError:
            return
        whole = 0
        for row in rows[:-1]:
            try:
                window, lines = _parse_row(json.loads(row))
            except (ValueError, KeyError, TypeError):
                break
            self.done[window] = lines
            whole += len(row) + 1
        if whole < sum(map(len, rows)) + len(rows) - 1:
            os.truncate(self.path, whole)

    def noted_until(self) -> float:
        """Up to which second the recording is heard, by the file as it is at this moment; another
        process may be adding to it."""
        try:
            *rows, _ = self.path.read_bytes().split(b"\n")
            return _number(json.loads(rows[-1])["end"]) if rows else 0.0
        except (OSError, ValueError, KeyError, TypeError):
            return 0.0

    def add(self, window: Window, lines: tuple[HeardLine, ...]) -> None:
        """Note a window, on the disk before this returns."""
        self.done[window] = lines
        self.path.parent.mkdir(parents=True, exist_ok=True)
        row = json.dumps(_format_row(window, lines), ensure_ascii=False) + "\n"
        with self.path.open("ab") as opened:
            opened.write(row.encode())
            opened.flush()
            os.fsync(opened.fileno())

    def remove(self) -> None:
        """Forget it: the transcript is written."""
        self.path.unlink(missing_ok=True)


def listen(
    sound: Sound,
    transcriber: Transcriber,
    *,
    journal: Journal,
    on_progress: Callable[[int, int], None] | None = None,
) -> Listened:
    """Every window of ``sound`` that is not in ``journal`` yet, and all of them together."""
    voiced = find_speech(sound)
    windows = cut_windows(voiced)
    journal.read()
    samples = sound.open_samples()
    spoken = voiced.spoken()
    for number, window in enumerate(windows, 1):
        if window not in journal.done:
            first, last = round(window.start * sound.rate), round(window.end * sound.rate)
            heard: tuple[HeardLine, ...] = ()
            if _speech_in(window, voiced.seconds, spoken) >= _LEAST_SPEECH:
                piece = np.array(samples[first:last], dtype=np.float32)
                heard = transcriber.transcribe(piece)
            journal.add(window, tuple(_moved(line, window) for line in heard))
        if on_progress is not None:
            on_progress(number, len(windows))
    lines = tuple(line for window in windows for line in journal.done[window])
    return Listened(lines, find_doubtful(lines, voiced), voiced)


def _speech_in(window: Window, seconds: float, spoken: np.ndarray) -> float:
    scale = (len(spoken) - 1) / seconds
    first, last = round(window.start * scale), round(window.end * scale)
    return float(spoken[min(last, len(spoken) - 1)] - spoken[first])


def _moved(line: HeardLine, window: Window) -> HeardLine:
    """A line in seconds of the recording, within its window."""

    def at(seconds: float) -> float:
        return round(min(window.end, max(window.start, window.start + seconds)), 3)

    words = tuple(HeardWord(at(word.start), at(word.end), word.text) for word in line.words)
    return replace(line, start=at(line.start), end=at(line.end), words=words)


def _format_row(window: Window, lines: tuple[HeardLine, ...]) -> Mapping[str, object]:
    return {
        "start": window.start,
        "end": window.end,
        "lines": [
            [line.start, line.end, line.text, [[w.start, w.end, w.text] for w in line.words]]
            for line in lines
        ],
    }


def _parse_row(row: Mapping[str, object]) -> tuple[Window, tuple[HeardLine, ...]]:
    lines = row["lines"]
    if not isinstance(lines, list):
        raise TypeError(lines)
    window = Window(_number(row["start"]), _number(row["end"]))
    return window, tuple(
        HeardLine(
            _number(start),
            _number(end),
            str(text),
            tuple(HeardWord(_number(s), _number(e), str(t)) for s, e, t in words),
        )
        for start, end, text, words in lines
    )


def _number(value: object) -> float:
    if not isinstance(value, int | float):
        raise TypeError(value)
    return float(value)
