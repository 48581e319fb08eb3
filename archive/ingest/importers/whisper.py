"""What a program heard: JSON of Whisper in its several builds, as drafts of a machine."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.importers.plain_texts import clean_line
from archive.ingest.importers.running_times import mend_spans
from archive.ingest.importers.spoken_text import NOBODY, SpokenText, bring_in, letters, voices
from archive.ingest.importers.turns import parse_clock
from archive.ingest.incoming import Incoming, Tally, Unit
from archive.ingest.scalars import format_seconds
from archive.ingest.texts import parse_text, without_controls
from archive.model.marks import Span, Uncertain, Words, full_text
from archive.model.transcript import Segment
from archive.values import dataclass

_STYLE = "语音识别的机器初稿（Whisper），没有人校对过；逐字的时间没有留。"
_MADE_UP = re.compile(
    r"请不吝点赞|請不吝點贊|点赞.{0,4}订阅|訂閱.{0,4}轉發|字幕(?:由|by|制作|製作|志愿者|組|组)|"
    r"Amara\.org|谢谢(?:大家)?(?:观看|收看)|謝謝(?:大家)?(?:觀看|收看)|明镜与点点|"
    r"Thanks? (?:you )?for watching|Subtitles by",
    re.IGNORECASE,
)
"""What the models learned from films, and put where nobody speaks."""
REPEATED = 3
"""Equal segments in a row that look like a loop."""
_SILENT, _UNSURE, _PRESSED = 0.6, -1.0, 2.6
"""From these on the program itself doubts: no speech, the mean of its logarithms, repetition."""
_LOOP = re.compile(r"(.{2,20}?)\1{4,}", re.DOTALL)
_LONGEST = 400
"""Characters of a segment that are looked through for loops."""
_LATEST = 3_600_000.0


@dataclass(frozen=True, slots=True)
class _Heard:
    number: int
    text: str
    start: float | None
    end: float | None
    speaker: str = ""
    words: int = 0
    is_doubted: bool = False


def read_whisper(data: bytes, *, path: PurePosixPath) -> Incoming:
    """The draft in a JSON file of openai-whisper, faster-whisper, WhisperX or whisper.cpp. Never
    raises for what is in it."""
    text = parse_text(data, path=path)
    problems = [problem for problem in text.problems if problem.is_error]
    entries, language = _entries(text.text or "")
    if entries is None:
        if text.text is not None:
            form = {"form_zh": "语音识别的 JSON", "form_en": "JSON of speech recognition"}
            problems.append(Problem("import-not-this-form", path, None, form))
        return Incoming(problems=tuple(problems), tallies={Unit.FILES: Tally(1, listed=1)})
    heard = [_heard(number, entry) for number, entry in enumerate(entries, 1)]
    return _bring(heard, language, path, problems)


def _entries(text: str) -> tuple[Sequence[object] | None, str]:
    """The segments of the file, None when it has none, and the language that it names."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None, ""
    language = ""
    if isinstance(found, Mapping):
        result = found.get("result")
        named = found.get("language", result.get("language") if isinstance(result, Mapping) else "")
        language = clean_line(named, longest=40) if isinstance(named, str) else ""
        found = found.get("segments", found.get("transcription"))
    if isinstance(found, list) and found and all(isinstance(one, Mapping) for one in found):
        return found, language
    return None, ""


def _heard(number: int, entry: object) -> _Heard:
    assert isinstance(entry, Mapping)
    start, end = entry.get("start"), entry.get("end")
    stamps, offsets = entry.get("timestamps"), entry.get("offsets")
    if isinstance(offsets, Mapping):
        start, end = (_thousandth(offsets.get(key)) for key in ("from", "to"))
    elif isinstance(stamps, Mapping):
        start, end = stamps.get("from"), stamps.get("to")
    text, speaker, words = entry.get("text"), entry.get("speaker"), entry.get("words")
    plain = without_controls(text) if isinstance(text, str) else ""
    said = " ".join(plain.translate(str.maketrans("【】〔〕", "[][]")).split())
    return _Heard(
        number=number,
        text=said,
        start=_second(start),
        end=_second(end),
        speaker=" ".join(speaker.split())[:40] if isinstance(speaker, str) else "",
        words=len(words) if isinstance(words, list) else 0,
        is_doubted=_is_doubted(entry),
    )


def _thousandth(value: object) -> float | None:
    second = _second(value)
    return None if second is None else second / 1000


def _second(value: object) -> float | None:
    if isinstance(value, str):
        return parse_clock(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not math.isfinite(value) or not 0 <= value <= _LATEST * 1000:
        return None
    return float(value)


def _is_doubted(entry: Mapping[str, object]) -> bool:
    """Whether the program itself takes it for silence, or for one thing again and again."""
    silent, unsure, pressed = (
        value if isinstance(value, int | float) else 0.0
        for value in map(entry.get, ("no_speech_prob", "avg_logprob", "compression_ratio"))
    )
    return (silent > _SILENT and unsure < _UNSURE) or pressed > _PRESSED


def loops(texts: Sequence[str]) -> frozenset[int]:
    """Which of some passages look made up by a machine: equal ones in a row, one thing again and
    again in one of them, what films end with."""
    found: set[int] = set()
    run = 0
    for number, text in enumerate(texts):
        run = run + 1 if number and text and text == texts[number - 1] else 0
        if run >= REPEATED - 1:
            found |= {number - step for step in range(REPEATED)}
        if _MADE_UP.search(text) or _LOOP.search(text[:_LONGEST]):
            found.add(number)
    return frozenset(found)


def _bring(
    heard: Sequence[_Heard], language: str, path: PurePosixPath, problems: list[Problem]
) -> Incoming:
    odd = loops([one.text for one in heard])
    mended = mend_spans([(one.start, one.end) for one in heard], [len(one.text) for one in heard])
    segments: list[Segment] = []
    told: set[int] = set()
    for time in mended:
        one = heard[time.place]
        seen = format_seconds(time.start)
        for code in _codes(one, time.is_guessed, is_odd=time.place in odd):
            facts = {"seen": one.text[:30] if code == "import-machine-loop" else seen}
            problems.append(Problem(code, path, one.number, facts))
            told.add(time.place)
        if not one.text:
            continue
        spans: tuple[Span, ...] = (Words(one.text),)
        if time.place in odd or one.is_doubted:
            spans = (Uncertain(spans),)
        speakers = voices(one.speaker or NOBODY)
        segments.append(Segment(time.start, time.end, speakers, spans, line=one.number))
    return bring_in(
        SpokenText(
            path=path,
            origin="语音识别",
            segments=segments,
            is_machine=True,
            style=_STYLE,
            fields={"languages": [language]} if language else {},
            problems=problems,
            tallies=_tallies(heard, segments, len(told)),
        )
    )


def _codes(one: _Heard, is_guessed: bool, *, is_odd: bool) -> Iterator[str]:
    if not one.text:
        yield "import-cue-empty"
    elif is_odd or one.is_doubted:
        yield "import-machine-loop"
    elif is_guessed:
        yield "import-cue-time"


def _tallies(
    heard: Sequence[_Heard], segments: Sequence[Segment], told: int
) -> Mapping[Unit, Tally]:
    said = sum(letters(full_text(segment.spans)) for segment in segments)
    return {
        Unit.CUES: Tally(len(heard), kept=len(heard) - told, listed=told),
        Unit.CHARACTERS: Tally(sum(letters(one.text) for one in heard), kept=said),
    }
