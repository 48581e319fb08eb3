"""Transcripts: WebVTT with voices, and Markdown without times; both to segments and back.

WebVTT as W3C describes it, with voice tags; what people's programs make of it is taken too: a
comma in the times, hours left out, several voices in a cue, styling that means nothing here. A
line beginning ``普通话：`` is the Mandarin of the words above it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import lru_cache
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.scalars import format_seconds
from archive.ingest.voices import format_voice, parse_voice
from archive.model.marks import EditorNote, Span, format_marks, parse_marks
from archive.model.transcript import Certainty, Role, Segment, Speaker, Transcript
from archive.values import dataclass

_VTT = PurePosixPath("transcript.vtt")
_UNTIMED = PurePosixPath("transcript.md")

MANDARIN = "普通话："
_MANDARIN = re.compile(r"^\s*普通[话話]\s*[:：]\s*")
_TIMES = re.compile(
    r"^\s*((?:\d+:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)\s*-->\s*"
    r"((?:\d+:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)(?:\s.*)?$",
    re.ASCII,
)
_VOICE = re.compile(r"<v(?:\.[^ \t>]*)?(?:[ \t]+([^>]*))?>|</v>")
_TAG = re.compile(r"</?(?:c|i|b|u|ruby|rt|lang|v)(?:[.\s][^>]*)?>")
_STAMP = re.compile(r"(<(?:\d+:)?\d{1,2}:\d{2}\.\d{3}>)", re.ASCII)
_HEADING = re.compile(
    r"^(?:###[ \t]+(?P<name>.*?)[ \t]*[:：]?|#{2,6}[ \t]+(?P<other>.*?)[ \t]*[:：])[ \t]*$"
)
_OTHER_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*)$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_NEEDS_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_SIGN_AT_HEAD = re.compile(r"^(\s*)([#>])")
_HEADER = re.compile(r"WEBVTT(\s|$)")
_ASIDE = re.compile(r"(NOTE|STYLE|REGION)(\s|$)")
_OVERLAP = 1.0
"""Seconds two passages of one voice may share before it looks like a slip."""


@dataclass(frozen=True, slots=True)
class TranscriptReading:
    """The segments of one file, their speakers by name only, and what is wrong with the file."""

    transcript: Transcript
    problems: tuple[Problem, ...] = ()


def parse_transcript(text: str, *, path: PurePosixPath) -> TranscriptReading:
    """The transcript of ``text``: WebVTT when ``path`` ends in .vtt, Markdown otherwise."""
    return (parse_vtt if path.suffix == ".vtt" else parse_untimed)(text, path=path)


def parse_vtt(text: str, *, path: PurePosixPath = _VTT) -> TranscriptReading:
    """The transcript of a WebVTT file with plain line feeds; faults become problems."""
    reader = _VttReader(path)
    for first_line, block in line_blocks(text.split("\n")):
        reader.read_block(first_line, block)
    if not reader.has_header:
        reader.tell("vtt-header", 1)
    return reader.finish()


def format_vtt(transcript: Transcript) -> str:
    """WebVTT of a timed transcript; `parse_vtt` reads it back. ValueError for an untimed one."""
    lines = ["WEBVTT", ""]
    for segment in transcript.segments:
        if segment.start is None or segment.end is None:
            raise ValueError("an untimed segment has no place in WebVTT")
        voice = html.escape(format_voice(segment.speakers, segment.certainty), quote=False)
        lines.append(f"{_clock(segment.start)} --> {_clock(segment.end)}")
        lines.append(f"<v {voice}>{_format_words(segment.spans)}")
        if segment.mandarin:
            lines.append(MANDARIN + _format_words(segment.mandarin))
        lines.append("")
    return "\n".join(lines)


def parse_untimed(text: str, *, path: PurePosixPath = _UNTIMED) -> TranscriptReading:
    """The transcript of Markdown: ``### 讲者：`` above what each says, ``> …`` for stage notes.

    Each paragraph is a segment; a heading with nothing below it is an empty one. A heading of
    another level is a speaker only with its colon, else an editor's note; a ``#`` title at the top
    is neither.
    """
    reader = _UntimedReader(path)
    for number, line in enumerate(text.split("\n"), 1):
        reader.read_line(number, line.rstrip())
    reader.end_turn()
    return reader.finish()


def is_mandarin(line: str) -> int:
    """Where the words begin in a line that gives the Mandarin of those above; 0 for another."""
    match = _MANDARIN.match(line)
    return match.end() if match else 0


def turn_headings(text: str) -> list[int]:
    """The lines, from 0, on which somebody begins to speak."""
    return [number for number, line in enumerate(text.split("\n")) if _HEADING.match(line.rstrip())]


def format_untimed(transcript: Transcript, *, title: str | None = None) -> str:
    """Markdown of a transcript without its times; `parse_untimed` reads it back."""
    lines = [f"# {title}", ""] if title else []
    previous: str | None = None
    for segment in transcript.segments:
        voice = format_voice(segment.speakers, segment.certainty)
        if not segment.speakers and segment.spans and _is_note(segment.spans):
            note = segment.spans[0]
            assert isinstance(note, EditorNote)
            lines += [f"> {_escape(format_marks(note.inner))}", ""]
            continue
        words = format_marks(segment.spans)
        if voice != previous or not words:
            lines.append(f"### {_escape(voice)}：")
        if words:
            lines.append(_escape(words))
        if segment.mandarin:
            lines.append(MANDARIN + _escape(format_marks(segment.mandarin)))
        lines.append("")
        previous = voice if words else None
    return "\n".join(lines)


# --- both forms -----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    path: PurePosixPath
    segments: list[Segment] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    speakers: tuple[Speaker, ...] = ()
    certainty: Certainty = Certainty.SURE
    is_untold: bool = False

    def tell(self, code: str, line: int, **facts: str) -> None:
        self.problems.append(Problem(code, self.path, line, facts))

    def finish(self) -> TranscriptReading:
        if not self.segments:
            self.tell("transcript-empty", 1)
        return TranscriptReading(Transcript(tuple(self.segments)), tuple(self.problems))

    def turn_to(self, label: str) -> None:
        self.speakers, self.certainty = read_voice(label)

    def spans(self, text: str, line: int) -> tuple[Span, ...]:
        spans, faults = parse_marks(text)
        for fault in faults:
            closer = "〕" if fault.text.startswith("〔") else "】"
            self.tell(fault.code, line, seen=fault.text, expected=closer)
        return spans

    def add(
        self, words: str, mandarin: str, line: int, times: tuple[float, float] | None = None
    ) -> None:
        speakers = self.speakers
        if not speakers:
            # Words of nobody are words of someone unknown: an empty list would be nobody's to
            # refuse, and so be published.
            speakers = (Speaker("", Role.UNKNOWN),)
            if not self.is_untold:
                self.tell("speaker-none", line)
                self.is_untold = True
        start, end = times or (None, None)
        self.segments.append(
            Segment(
                start=start,
                end=end,
                speakers=speakers,
                spans=self.spans(words, line),
                mandarin=self.spans(mandarin, line),
                certainty=self.certainty,
                line=line,
            )
        )


@lru_cache(maxsize=256)  # a few people say thousands of cues
def read_voice(label: str) -> tuple[tuple[Speaker, ...], Certainty]:
    """Those whom a label names, by name only, and how sure it is."""
    names, certainty = parse_voice(label)
    return tuple(Speaker(name, Role.UNKNOWN) for name in names), certainty


def _joined(lines: Sequence[str]) -> str:
    """Lines as one: with a space between Latin letters, with nothing between Chinese ones."""
    text = ""
    for line in (line.strip() for line in lines):
        needs_space = text and line and text[-1].isascii() and line[0].isascii()
        text += f" {line}" if needs_space else line
    return text


def _split_mandarin(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words, and the Mandarin that begins with a line ``普通话：``."""
    for number, line in enumerate(lines):
        match = _MANDARIN.match(line)
        if match:
            return list(lines[:number]), [line[match.end() :], *lines[number + 1 :]]
    return list(lines), []


# --- WebVTT ---------------------------------------------------------------------------------------


def line_blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines between empty ones, each with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


@dataclass(slots=True)
class _VttReader(_Reader):
    has_header: bool = False
    has_comma: bool = False
    previous_start: float = 0.0
    ends: dict[str, float] = field(default_factory=dict)

    def read_block(self, first_line: int, block: list[str]) -> None:
        head = block[0].strip()
        if not self.has_header and not self.segments and _HEADER.match(head):
            self.has_header = True
            times = next((n for n, line in enumerate(block) if "-->" in line), None)
            if times is None:
                return
            first_line, block = first_line + times, block[times:]
        elif _ASIDE.match(head) and "-->" not in head:
            return
        at = next((n for n, line in enumerate(block[:2]) if "-->" in line), None)
        if at is None:
            self.tell("cue-malformed", first_line, seen=head[:60])
            return
        self._read_cue(first_line + at, block[at], block[at + 1 :])

    def _read_cue(self, line: int, timing: str, payload: list[str]) -> None:
        match = _TIMES.match(timing)
        times = _parse_times(match) if match else None
        if times is None:
            self.tell("cue-malformed", line, seen=timing.strip()[:60])
            return
        if "," in timing and not self.has_comma:
            self.has_comma = True
            self.tell("cue-comma", line, seen=timing.strip()[:60])
        is_in_order = self._check_order(line, times)
        before = len(self.segments)
        self._read_payload(line + 1, payload, times)
        if is_in_order:
            self._check_overlap(line, times, self.segments[before:])

    def _check_order(self, line: int, times: tuple[float, float]) -> bool:
        start, end = times
        if end > start >= self.previous_start:
            self.previous_start = start
            return True
        if end <= start:
            reasons = {"reason_zh": "结束不在开始之后", "reason_en": "so it ends before it starts"}
        else:
            previous = format_seconds(self.previous_start)
            reasons = {
                "reason_zh": f"开始早于上一段的 {previous}",
                "reason_en": f"but the one before starts at {previous}",
            }
        facts = {"start": format_seconds(start), "end": format_seconds(end)}
        self.tell("cue-order", line, **facts, **reasons)
        return False

    def _check_overlap(
        self, line: int, times: tuple[float, float], segments: Sequence[Segment]
    ) -> None:
        labels = {speaker.label for segment in segments for speaker in segment.speakers}
        for label in sorted(labels):
            shared = self.ends.get(label, 0.0) - times[0]
            if shared > _OVERLAP:
                self.tell("cue-overlap", line, seen=label, seconds=f"{shared:.1f}")
            self.ends[label] = max(times[1], self.ends.get(label, 0.0))

    def _read_payload(self, line: int, payload: list[str], times: tuple[float, float]) -> None:
        """One segment a voice: each ``<v name>`` begins another."""
        turns: list[tuple[int, list[str]]] = [(line, [])]
        voices: list[str | None] = [None]
        for number, text in enumerate(payload):
            at = 0
            for match in _VOICE.finditer(text):
                turns[-1][1].append(text[at : match.start()])
                at = match.end()
                if not match.group().startswith("</"):
                    turns.append((line + number, []))
                    voices.append(html.unescape(match[1] or ""))
            turns[-1][1].append(text[at:])
        for (where, texts), voice in zip(turns, voices, strict=True):
            words, mandarin = (_clean(part) for part in _split_mandarin(texts))
            if voice is None and not words and not mandarin and len(turns) > 1:
                continue
            if voice is not None:
                self.turn_to(voice)
            self.add(words, mandarin, where, times)


def _clean(lines: Sequence[str]) -> str:
    """The words of some lines without tags that carry no meaning, entities read."""
    return html.unescape(_joined([_TAG.sub("", line) for line in lines]))


def _parse_times(match: re.Match[str]) -> tuple[float, float] | None:
    start, end = (_parse_clock(part) for part in match.groups()[:2])
    return None if start is None or end is None else (start, end)


def _parse_clock(text: str) -> float | None:
    *higher, seconds = text.replace(",", ".").split(":")
    minutes = int(higher[-1])
    if float(seconds) >= 60 or minutes >= 60:
        return None
    hours = int(higher[-2]) if len(higher) > 1 else 0
    return hours * 3600 + minutes * 60 + float(seconds)


def _clock(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    whole, rest = divmod(thousandths, 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{rest:03}"


def _format_words(spans: Sequence[Span]) -> str:
    """The words with their marks, safe inside a cue; inner times stay tags."""
    parts = _STAMP.split(format_marks(spans))
    return "".join(
        part if number % 2 else html.escape(part, quote=False) for number, part in enumerate(parts)
    )


# --- Markdown -------------------------------------------------------------------------------------


@dataclass(slots=True)
class _UntimedReader(_Reader):
    turn_line: int = 0
    has_words: bool = True
    paragraph: list[str] = field(default_factory=list)
    paragraph_line: int = 0
    note: list[str] = field(default_factory=list)

    def read_line(self, number: int, line: str) -> None:
        if line.startswith(">"):
            self._end_paragraph()
            self._start(number)
            self.note.append(line.lstrip("> \t"))
            return
        heading = _HEADING.match(line)
        other = None if heading else _OTHER_HEADING.match(line)
        if heading or other or not line:
            self._end_paragraph()
        if heading:
            self.end_turn()
            self.turn_to(_unescape(heading["name"] or heading["other"] or ""))
            self.turn_line, self.has_words = number, False
        elif other:
            self._other_heading(number, other)
        elif line:
            if self.note:
                self._end_paragraph()
            self._start(number)
            self.paragraph.append(line)

    def end_turn(self) -> None:
        """Close what is open; a turn without words is kept, so that none is lost."""
        self._end_paragraph()
        if not self.has_words:
            self.add("", "", self.turn_line)
        self.has_words = True

    def _start(self, number: int) -> None:
        if not self.paragraph and not self.note:
            self.paragraph_line = number

    def _other_heading(self, number: int, match: re.Match[str]) -> None:
        if match[1] == "#" and not self.segments:
            return
        self._add_note(_unescape(match[2]), number)

    def _end_paragraph(self) -> None:
        if self.note:
            self._add_note(_unescape(_joined(self.note)), self.paragraph_line)
            self.note = []
        if self.paragraph:
            words, mandarin = (_unescape(_joined(p)) for p in _split_mandarin(self.paragraph))
            self.add(words, mandarin, self.paragraph_line)
            self.has_words = True
            self.paragraph = []

    def _add_note(self, text: str, line: int) -> None:
        # A stage note is nobody's words, and its segment has no speakers.
        inner = self.spans(text, line)
        self.segments.append(Segment(None, None, (), (EditorNote(inner),), line=line))


def _is_note(spans: Sequence[Span]) -> bool:
    return len(spans) == 1 and isinstance(spans[0], EditorNote)


def _unescape(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _escape(text: str) -> str:
    """The words so that Markdown's own signs at the head of a line, and backslashes, survive."""
    if "\\" in text:
        text = _NEEDS_ESCAPE.sub(r"\\\\", text)
    return _SIGN_AT_HEAD.sub(r"\1\\\2", text)
