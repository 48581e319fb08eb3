"""Subtitles: WebVTT, SRT and ASS, with the dirt that programs and people leave in them."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import field
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.importers.running_times import Mended, mend_spans
from archive.ingest.importers.spoken_text import (
    NOBODY,
    SpokenText,
    bring_in,
    letters,
    marked,
    voices,
)
from archive.ingest.importers.turns import accepted_labels, parse_clock, split_label
from archive.ingest.incoming import Incoming, Tally, Unit
from archive.ingest.texts import parse_text
from archive.ingest.transcripts import MANDARIN, is_mandarin, line_blocks
from archive.ingest.voices import parse_voice
from archive.model.marks import full_text, parse_marks
from archive.model.transcript import Segment
from archive.values import dataclass

_CLOCK = r"[\[（(]?\s*([\d:：.,，;；]{3,18})\s*[\]）)]?"
_ARROW = r"(?:-{1,2}\s?>|→|—>|–>|－－＞)"
_TIMING = re.compile(rf"^\s*{_CLOCK}\s*{_ARROW}\s*{_CLOCK}(?:\s.*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,40})?(?:[ \t]+([^<>]{0,80}))?>")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\}")
_BREAK = re.compile(r"<br\s{0,4}/?>|\\[Nn]", re.IGNORECASE)
_DASH = re.compile(r"^[-–—]\s?(?=\S)")
_ASIDE = re.compile(r"(NOTE|STYLE|REGION)(\s|$)", re.IGNORECASE)
_EVENTS = re.compile(r"^\[Events\]", re.MULTILINE)
_COLUMNS = "layer,start,end,style,name,marginl,marginr,marginv,effect,text"
"""How the parts of a dialogue are ordered, where no line says so."""
_STYLE = "由字幕导入，时间照字幕。"


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue as it is written; ``start`` and ``end`` are None where they are no times."""

    line: int
    timing: str
    start: float | None
    end: float | None
    payload: tuple[str, ...]
    voice: str = ""

    @property
    def text(self) -> str:
        """Its lines, without tags."""
        return html.unescape(_TAG.sub("", "\n".join(self.payload)))


@dataclass(slots=True)
class _File:
    cues: list[_Cue] = field(default_factory=list)
    seen: int = 0
    """Cues, counted by what marks them alone."""
    notes: list[str] = field(default_factory=list)
    strays: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one voice says in a cue."""

    label: str
    words: str
    mandarin: str = ""
    called: str = ""
    """What stands before the words in the text itself."""


def read_subtitles(data: bytes, *, path: PurePosixPath) -> Incoming:
    """The telling in a file of subtitles. Never raises for what is in it."""
    text = parse_text(data, path=path)
    problems = [problem for problem in text.problems if problem.is_error]
    found = _File()
    if text.text is not None:
        found = _ass_cues(text.text) if _EVENTS.search(text.text) else _cues(text.text)
        if not found.cues:
            form = {"form_zh": "字幕", "form_en": "subtitles"}
            problems.append(Problem("import-not-this-form", path, None, form))
    if not found.cues:
        return Incoming(problems=tuple(problems), tallies={Unit.FILES: Tally(1, listed=1)})
    return _bring(found, path, problems)


def _bring(found: _File, path: PurePosixPath, problems: list[Problem]) -> Incoming:
    parts = [*_parts(found.cues)]
    empty = [n for n, said in enumerate(parts) if not said]
    lengths = [len(cue.text) for cue in found.cues]
    mended = mend_spans([(cue.start, cue.end) for cue in found.cues], lengths)
    repaired = 0
    segments: list[Segment] = []
    for one in mended:
        cue, said = found.cues[one.place], parts[one.place]
        if not said:
            problems.append(Problem("import-cue-empty", path, cue.line, {"seen": cue.timing}))
            continue
        problems += (told := [*_told(one, cue, path)])
        repaired += bool(told)
        segments += (_segment(part, one, cue, path, problems) for part in said)
    for line, stray in found.strays:
        problems.append(Problem("import-cue-stray", path, line, {"seen": stray[:60]}))
    cues = Tally(
        found.seen,
        kept=len(found.cues) - repaired - len(empty),
        repaired=repaired,
        listed=len(empty),
    )
    return bring_in(
        SpokenText(
            path=path,
            origin="字幕",
            segments=segments,
            style=_STYLE,
            notes=[*found.notes, *(stray for _, stray in found.strays)],
            problems=problems,
            tallies={Unit.CUES: cues, Unit.CHARACTERS: _characters(found, parts, segments)},
        )
    )


def _told(one: Mended, cue: _Cue, path: PurePosixPath) -> Iterator[Problem]:
    if one.is_guessed:
        yield Problem("import-cue-time", path, cue.line, {"seen": cue.timing})
    elif one.is_moved:
        yield Problem("import-cue-order", path, cue.line, {"seen": cue.timing})


def _segment(
    part: _Part, one: Mended, cue: _Cue, path: PurePosixPath, problems: list[Problem]
) -> Segment:
    names, certainty = parse_voice(part.label)
    return Segment(
        one.start,
        one.end,
        voices(*(names or (NOBODY,))),
        marked(part.words, cue.line, path, problems),
        marked(part.mandarin, cue.line, path, problems),
        certainty,
        cue.line,
    )


def _characters(
    found: _File, parts: Sequence[Sequence[_Part]], segments: Sequence[Segment]
) -> Tally:
    said = sum(
        letters(full_text(segment.spans)) + letters(full_text(segment.mandarin))
        for segment in segments
    )
    around = 0
    for part in (part for several in parts for part in several):
        around += letters(part.called) + (letters(MANDARIN) if part.mandarin else 0)
        for words in (part.words, part.mandarin):
            around += letters(words) - letters(full_text(parse_marks(words)[0]))
    seen = sum(letters(cue.text) for cue, said in zip(found.cues, parts, strict=True) if said)
    return Tally(seen, kept=said + around)


# --- WebVTT and SRT -------------------------------------------------------------------------------


def _cues(text: str) -> _File:
    """The cues of ``text``, with or without a header, empty lines and numbers."""
    found = _File(seen=sum(_is_timing(line) for line in text.split("\n")))
    for first, block in line_blocks(text.split("\n")):
        arrows = [n for n, line in enumerate(block) if _is_timing(line)]
        _sort_out(first, block[: arrows[0]] if arrows else block, bool(arrows), found)
        for at, until in zip(arrows, [*arrows, len(block)][1:], strict=True):
            payload = block[at + 1 : until]
            if until < len(block) and payload and payload[-1].strip().isdigit():
                payload.pop()
            found.cues.append(_cue(first + at, block[at].strip(), payload))
    return found


def _is_timing(line: str) -> bool:
    return "-->" in line or _TIMING.match(line) is not None


def _sort_out(first: int, head: Sequence[str], is_cue: bool, found: _File) -> None:
    """What stands in a block before its first cue; the last line of it is the cue's name."""
    if not head or head[0].startswith("WEBVTT"):
        return
    aside = _ASIDE.match(head[0])
    if aside is not None:
        if aside[1].upper() == "NOTE" and (note := " ".join(" ".join(head).split()[1:])):
            found.notes.append(note)
    elif len(head) > is_cue:
        found.strays.append((first, " ".join(head[: len(head) - is_cue])))


def _cue(line: int, timing: str, payload: Sequence[str]) -> _Cue:
    match = _TIMING.match(timing)
    start, end = (parse_clock(part) for part in match.groups()) if match else (None, None)
    broken = "\n".join(_BREAK.sub("\n", part) for part in payload).split("\n")
    lines = tuple(part.strip() for part in broken if part.strip())
    return _Cue(line, timing[:60], start, end, lines)


# --- ASS ------------------------------------------------------------------------------------------


def _ass_cues(text: str) -> _File:
    """The dialogues of a file of Aegisub and the like; its comments become notes."""
    columns = _COLUMNS.split(",")
    found = _File(seen=len(re.findall(r"^Dialogue:", text, re.MULTILINE)))
    is_events = False
    for number, line in enumerate(text.split("\n"), 1):
        kind, colon, rest = line.partition(":")
        if line.startswith("["):
            is_events = line.startswith("[Events]")
        elif kind == "Format" and "text" in rest.lower():
            # Text is the last column in every such file, whatever its name has become.
            columns = [*(name.strip().lower() for name in rest.split(",")[:-1]), "text"]
        elif kind == "Comment" and colon:
            found.notes.append(rest.strip())
        elif is_events and line.strip() and not (kind == "Dialogue" and colon):
            found.strays.append((number, line.strip()))
        elif kind == "Dialogue" and colon:
            cells = rest.strip().split(",", len(columns) - 1)
            known = dict(zip(columns, cells, strict=False))
            timing = f"{known.get('start', '').strip()} --> {known.get('end', '').strip()}"
            cue = _cue(number, timing, [known.get("text", "")])
            voice = known.get("name", known.get("actor", "")).strip()
            found.cues.append(
                _Cue(number, cue.timing, cue.start, cue.end, cue.payload, voice=voice)
            )
    return found


# --- who speaks -----------------------------------------------------------------------------------


def _parts(cues: Sequence[_Cue]) -> Iterator[tuple[_Part, ...]]:
    """What each voice says in each cue; a voice goes on until another begins."""
    labels = accepted_labels((line for cue in cues for line in cue.payload), ())
    voice = ""
    for cue in cues:
        parts = tuple(_parts_of(cue, labels, cue.voice or voice))
        if parts:
            voice = parts[-1].label
        yield tuple(part for part in parts if part.words or part.mandarin or part.called)


def _parts_of(cue: _Cue, labels: Collection[str], voice: str) -> Iterator[_Part]:
    has_dashes = sum(bool(_DASH.match(line)) for line in cue.payload) > 1
    label, called = voice, ""
    said: list[str] = []
    meant: list[str] = []

    def part() -> _Part:
        return _Part(label, _as_one(said), _as_one(meant), called)

    for line in cue.payload:
        for number, (spoken, words) in enumerate(_by_voice(line)):
            plain = html.unescape(_TAG.sub("", words)).strip()
            own = ""
            if spoken is None and number == 0 and has_dashes and _DASH.match(plain):
                plain, spoken = _DASH.sub("", plain), NOBODY
            split = split_label(plain, labels)
            if split is not None:
                spoken, own = split[0], split[0]
                plain = split[1]
            if spoken is not None:
                if said or meant or called:
                    yield part()
                label, called, said, meant = spoken, own, [], []
            at = is_mandarin(plain)
            if plain[at:] and at and said and not meant:
                meant.append(plain[at:])
            elif plain:
                (meant if meant else said).append(plain)
    yield part()


def _by_voice(line: str) -> Iterator[tuple[str | None, str]]:
    """A line at its voice tags: the voice, None for none, and what follows."""
    at, spoken = 0, None
    for match in _VOICE.finditer(line):
        if match.start() > at or spoken is not None:
            yield spoken, line[at : match.start()]
        at, spoken = match.end(), html.unescape(match[1] or "").strip()
    yield spoken, line[at:]


def _as_one(lines: Sequence[str]) -> str:
    """Lines as one: with a space between Latin letters, with nothing between Chinese ones."""
    joined: list[str] = []
    for line in lines:
        if joined and joined[-1][-1].isascii() and line[0].isascii():
            joined.append(" ")
        joined.append(line)
    return "".join(joined)
