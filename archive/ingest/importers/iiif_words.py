"""What is said on the canvas of a IIIF manifest: in the manifest itself, and in files beside."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import field
from pathlib import PurePosixPath

from archive.ingest.importers.cues import count_cues
from archive.ingest.importers.iiif_canvas import Resource, Said
from archive.ingest.importers.neighbours import Neighbours
from archive.ingest.importers.ohms_cues import read_timed_words
from archive.ingest.importers.ohms_lines import count_words, read_lines
from archive.ingest.importers.plain_texts import clean_text
from archive.ingest.incoming import Tally, Unit
from archive.ingest.texts import decode
from archive.model.transcript import Transcript
from archive.values import dataclass

_CHINESE = re.compile(r"zh|cmn|wuu|yue|nan|hak", re.IGNORECASE)
_MANDARIN = re.compile(r"zh|cmn", re.IGNORECASE)

Fault = tuple[str, dict[str, str]]
"""The code of a problem, and its facts."""


@dataclass(slots=True)
class WordsReading:
    """The transcript of a canvas, what else there is of it for the worker, and the counts."""

    transcript: Transcript = field(default_factory=lambda: Transcript(()))
    language: str = ""
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tallies: dict[Unit, Tally] = field(default_factory=dict)
    files: list[PurePosixPath] = field(default_factory=list)
    """The files beside that were read."""

    def count(self, unit: Unit, tally: Tally) -> None:
        """Add to what has been counted."""
        self.tallies[unit] = self.tallies.get(unit, Tally()) + tally


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    language: str
    is_timed: bool
    name: str


def read_words(
    texts: Sequence[Resource],
    said: Sequence[Said],
    *,
    path: PurePosixPath,
    beside: Neighbours,
    duration: float,
) -> WordsReading:
    """The first transcript with times, else the first one; all others are kept for the worker."""
    read = WordsReading()
    found = [*_in_manifest(said), *_in_files(texts, path, beside, read)]
    found.sort(key=lambda one: not one.is_timed)
    if not found:
        return read
    main, *others = found
    mandarin = ""
    if main.is_timed and not _CHINESE.match(main.language):
        aligned = [one for one in others if one.is_timed and _MANDARIN.match(one.language)]
        mandarin = aligned[0].text if aligned else ""
    _take(read, main, duration, mandarin)
    is_used = any(segment.mandarin for segment in read.transcript.segments)
    for other in others:
        if other.text == mandarin and is_used:
            read.count(Unit.CUES, Tally(count_cues(mandarin), kept=count_cues(mandarin)))
        else:
            _keep(read, other, main)
    return read


def _take(read: WordsReading, main: _Text, duration: float, mandarin: str) -> None:
    read.language = main.language
    if main.is_timed:
        timed = read_timed_words(main.text, duration=duration, mandarin=mandarin)
        read.transcript, found = timed.transcript, (timed.faults, timed.notes)
        read.count(Unit.CUES, timed.cues)
    else:
        lines = read_lines(main.text, "", known=(), duration=duration)
        read.transcript, found = lines.transcript, (lines.faults, lines.notes)
        read.count(Unit.WORDS, lines.words)
    read.faults += found[0]
    read.notes += [f"- {note}" for note in found[1]]


def _keep(read: WordsReading, other: _Text, main: _Text) -> None:
    """A transcript that was not taken, for the worker."""
    is_other = other.language and main.language and other.language != main.language
    if is_other:
        read.faults.append(("import-other-language", {"seen": other.language}))
    else:
        read.faults.append(("import-second-transcript", {}))
    read.notes += ["", f"## 另一份文字稿（{other.name}）", "", clean_text(other.text), ""]
    if other.is_timed:
        count = count_cues(other.text)
        read.count(Unit.CUES, Tally(count, listed=count))
    else:
        count = count_words(clean_text(other.text))
        read.count(Unit.WORDS, Tally(count, listed=count))


def _in_manifest(said: Sequence[Said]) -> list[_Text]:
    """The words in the manifest itself as texts: those with times, and those without."""
    timed = [one for one in said if one.start is not None]
    plain = [one.text for one in said if one.start is None]
    texts = []
    if timed:
        cues = (
            f"{_clock(one.start or 0.0)} --> {_clock(one.end or 0.0)}\n"
            + html.escape(" ".join(one.text.split()), quote=False)
            for one in timed
        )
        texts.append(_Text("\n\n".join(cues), "", True, "清单里的"))
    if plain:
        texts.append(_Text("\n\n".join(plain), "", False, "清单里的"))
    return texts


def _clock(seconds: float) -> str:
    whole, rest = divmod(round(min(seconds, 3_000_000.0) * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{rest:03}"


def _in_files(
    texts: Sequence[Resource], path: PurePosixPath, beside: Neighbours, read: WordsReading
) -> list[_Text]:
    found: dict[PurePosixPath, _Text] = {}
    for resource in texts:
        file = beside.find(resource.name, near=path)
        data = beside.read(file) if file is not None else None
        text = decode(data)[0] if data is not None else None
        if file is None or text is None:
            fault = ("import-media-elsewhere", {"seen": resource.address[:200]})
            read.faults += [fault] if fault not in read.faults else []
        elif file not in found:
            plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
            found[file] = _Text(plain, resource.language, resource.is_timed, file.name)
    read.files += found
    return list(found.values())
