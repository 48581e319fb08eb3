"""Cues of subtitles as foreign archives write them: WebVTT and SRT, with the dirt they have."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from archive.ingest.importers.plain_texts import (
    NOBODY,
    PACE,
    SHORTEST,
    clean_line,
    clean_text,
    label_of,
)
from archive.ingest.transcripts import MANDARIN, line_blocks, parse_vtt
from archive.model.transcript import Transcript
from archive.values import dataclass

_ARROW = "-->"
_TIMES = re.compile(
    r"\s*((?:\d{1,4}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)\s*-->\s*"
    r"((?:\d{1,4}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)",
    re.ASCII,
)
_ASIDE = re.compile(r"(NOTE|STYLE|REGION|region)\b")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:[ \t]+([^<>]*))?>")
_NOTED = re.compile(r"<c\.(\d{1,6})>([^<>]*)</c>")
_KEPT_TAG = re.compile(r"</?v(?:[ \t][^<>]*)?>")
_BREAK = re.compile(r"<br\s{0,4}/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_STAMP = re.compile(r"<(?:\d{1,4}:)?\d{1,2}:\d{2}\.\d{3}>", re.ASCII)
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue as it is written: ``start`` and ``end`` in seconds, None where they are no times."""

    line: int
    timing: str
    start: float | None
    end: float | None
    payload: tuple[str, ...]
    is_repaired: bool = False
    """Whether something of it is not as it was written."""

    @property
    def words(self) -> str:
        """What is said in it, without tags."""
        return clean_line(html.unescape(_TAG.sub(" ", " ".join(self.payload))), longest=100_000)

    @property
    def is_usable(self) -> bool:
        """Whether it has a time and words."""
        return self.start is not None and bool(self.words)


@dataclass(frozen=True, slots=True)
class CueFile:
    """The cues of a file in its order, and what stands between them."""

    cues: tuple[Cue, ...]
    asides: tuple[str, ...] = ()
    """Comments, without the word NOTE; styles and regions are left out."""
    strays: tuple[str, ...] = ()
    """Text that belongs to no cue."""


def count_cues(text: str) -> int:
    """How many cues ``text`` has, by its arrows alone."""
    return sum(_ARROW in line for line in text.split("\n"))


def read_cues(text: str) -> CueFile:
    """The cues of ``text``, with or without its header, blank lines and identifiers."""
    cues: list[Cue] = []
    asides: list[str] = []
    strays: list[str] = []
    for first, block in line_blocks(clean_text(text).removeprefix("\ufeff").split("\n")):
        arrows = [n for n, line in enumerate(block) if _ARROW in line]
        head = block[: arrows[0]] if arrows else block
        for at, until in zip(arrows, [*arrows, len(block)][1:], strict=True):
            payload = block[at + 1 : until]
            if until < len(block) and payload and payload[-1].strip().isdigit():
                payload.pop()
            cues.append(_cue(first + at, block[at], payload))
        _sort_out(head, bool(arrows), asides, strays)
    return CueFile(tuple(cues), tuple(filter(None, asides)), tuple(strays))


def _sort_out(head: Sequence[str], is_cue: bool, asides: list[str], strays: list[str]) -> None:
    """What stands in a block before its first cue. The last line before a cue is its name."""
    if not head or head[0].startswith("WEBVTT"):
        return
    if _ASIDE.match(head[0]):
        if head[0].startswith("NOTE"):
            asides.append(" ".join(head).removeprefix("NOTE").strip())
    elif len(head) > is_cue:
        strays.append("\n".join(head[: len(head) - is_cue]))


def _cue(line: int, timing: str, payload: Sequence[str]) -> Cue:
    match = _TIMES.match(timing)
    start, end = (_seconds(part) for part in match.groups()) if match else (None, None)
    return Cue(line, timing.strip(), start, end, tuple(payload))


def _seconds(clock: str) -> float | None:
    *higher, seconds = clock.replace(",", ".").split(":")
    minutes = int(higher[-1])
    hours = int(higher[-2]) if len(higher) > 1 else 0
    if float(seconds) >= 60 or (len(higher) > 1 and minutes >= 60):
        return None
    return hours * _HOUR + minutes * 60 + float(seconds)


def mend_times(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """The usable ``cues`` in the order of time. One that does not end after it begins lasts as
    long as its words take, at most up to the next."""
    usable = [cue for cue in cues if cue.is_usable]
    order = sorted(range(len(usable)), key=lambda n: (usable[n].start or 0.0, n))
    mended = []
    for place, number in enumerate(order):
        cue = usable[number]
        start = cue.start or 0.0
        if place != number:
            cue = replace(cue, is_repaired=True)
        if cue.end is None or cue.end <= start:
            following = usable[order[place + 1]].start if place + 1 < len(order) else None
            said = start + max(SHORTEST, len(cue.words) / PACE)
            end = said if following is None else min(said, max(following, start + SHORTEST))
            cue = replace(cue, end=end, is_repaired=True)
        mended.append(cue)
    return tuple(mended)


def shift_hours(cues: Sequence[Cue], duration: float) -> tuple[Cue, ...]:
    """``cues`` of a tape whose clock began with a whole hour, from its beginning on; as they are
    where they fit into ``duration`` seconds, or do not fit even so."""
    starts = [cue.start for cue in cues if cue.start is not None]
    if not starts or not duration or max(starts) <= duration:
        return tuple(cues)
    shift = min(starts) // _HOUR * _HOUR
    if not shift or max(starts) - shift > duration:
        return tuple(cues)
    return tuple(
        cue
        if cue.start is None
        else replace(cue, start=cue.start - shift, end=(cue.end or 0.0) - shift, is_repaired=True)
        for cue in cues
    )


def plain_cue(cue: Cue, notes: Mapping[str, str]) -> Cue:
    """``cue`` with tags that a transcript of ours knows, and the text of ``notes`` where it
    refers to one by its number (``<c.1>…</c>``)."""
    text = "\n".join(cue.payload)

    def noted(match: re.Match[str]) -> str:
        note = notes.get(match[1], "")
        return f"{match[2]}〔整理者注：{html.escape(note, quote=False)}〕" if note else match[2]

    plain = _BREAK.sub("\n", _NOTED.sub(noted, text))
    plain = _VOICE.sub(lambda m: f"<v {html.escape(_label(m[1]), quote=False)}>", plain)
    plain = _escape_loose("".join(_without_tags(plain)))
    payload = tuple(line for line in plain.split("\n") if line.strip())
    return replace(cue, payload=payload, is_repaired=cue.is_repaired or plain != text)


def _label(written: str | None) -> str:
    return label_of(html.unescape(written or ""))


def _without_tags(text: str) -> Iterator[str]:
    at = 0
    for match in _TAG.finditer(text):
        yield text[at : match.start()]
        if _KEPT_TAG.fullmatch(match.group()):
            yield match.group()
        at = match.end()
    yield text[at:]


def _escape_loose(text: str) -> str:
    """``text`` with what looks like the beginning of a tag, and is none, as a character."""
    parts = []
    at = 0
    for match in re.finditer("<", text):
        if match.start() < at:
            continue
        tag = _KEPT_TAG.match(text, match.start()) or _STAMP.match(text, match.start())
        parts.append(text[at : match.start()])
        parts.append(tag.group() if tag else "&lt;")
        at = tag.end() if tag else match.end()
    return "".join([*parts, text[at:]])


def transcript_of(cues: Sequence[Cue], mandarin: Mapping[float, str] | None = None) -> Transcript:
    """The transcript that mended ``cues`` make; ``mandarin`` is what is said in Mandarin from a
    second on."""
    if not cues:
        return Transcript(())
    blocks = ["WEBVTT"]
    is_begun = False
    for cue in cues:
        said = list(cue.payload)
        is_begun = is_begun or any("<v" in line for line in said)
        if not is_begun:
            said[0] = f"<v {NOBODY}>{said[0]}"
        if mandarin and (meaning := mandarin.get(cue.start or 0.0)):
            said.append(MANDARIN + html.escape(meaning, quote=False))
        times = f"{_clock(cue.start or 0.0)} --> {_clock(cue.end or 0.0)}"
        blocks.append("\n".join([times, *said]))
    return parse_vtt("\n\n".join(blocks)).transcript


def _clock(seconds: float) -> str:
    whole, rest = divmod(round(seconds * 1000), 1000)
    return f"{whole // _HOUR:02}:{whole // 60 % 60:02}:{whole % 60:02}.{rest:03}"
