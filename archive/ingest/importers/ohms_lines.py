"""The transcripts of older OHMS files: lines of text with the speakers in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from archive.ingest.importers.ohms_notes import NOTE_TAG, take_footnotes
from archive.ingest.importers.ohms_sync import Clock, Timed, count_marks, in_order, parse_sync
from archive.ingest.importers.plain_texts import NOBODY, SHORTEST, clean_text, label_of
from archive.ingest.incoming import Tally
from archive.ingest.voices import parse_voice
from archive.model.marks import EditorNote, Span, Stamp, Words
from archive.model.transcript import Certainty, Role, Segment, Speaker, Transcript
from archive.values import dataclass

_RUN = re.compile(r"[^\W_]+")
_INLINE = re.compile(r"\{(\d{1,2}):(\d{2}):(\d{2})(?:\.\d{1,3})?\}", re.ASCII)
_LABEL = re.compile(r"\s{0,40}([^\W\d_][^:：\n]{0,60})[:：](?=\s|$)")
_ASIDE = re.compile(r"[\[(（][^\[\]()（）]*[\])）]\.?")
_NO_TRANSCRIPT = re.compile(r"no transcript\.?", re.IGNORECASE)
_MOST_WORDS_OF_A_NAME = 5
_CHINESE_NAME = re.compile(r"[\u4e00-\u9fff]{1,8}")

Fault = tuple[str, dict[str, str]]
"""The code of a problem, and its facts."""


@dataclass(frozen=True, slots=True)
class LinesReading:
    """A transcript of lines: its segments, what is left for the worker, and the counts."""

    transcript: Transcript
    words: Tally
    times: Tally
    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()
    """Footnotes that nothing refers to, and what stands between them."""


@dataclass(slots=True)
class _Paragraph:
    label: str | None
    """None where somebody goes on, or nobody is named."""
    pieces: list[tuple[int, str]] = field(default_factory=list)
    """Runs of text, each with the characters before it in the whole."""

    @property
    def text(self) -> str:
        return " ".join(text for _, text in self.pieces)


def count_words(text: str) -> int:
    """Runs of letters and digits, tags of notes left out."""
    return sum(1 for _ in _RUN.finditer(NOTE_TAG.sub(" ", text)))


def read_lines(text: str, sync: str, *, known: Sequence[str], duration: float) -> LinesReading:
    """The transcript of ``text`` with the times of ``sync``. ``known`` are names of people;
    ``duration`` is in seconds, 0 where it is not known."""
    text = clean_text(text)
    if _NO_TRANSCRIPT.fullmatch(text.strip()) or not text.strip():
        return _nothing(text.strip(), sync)
    return _Lines(text, known).reading(sync, duration)


def _nothing(text: str, sync: str) -> LinesReading:
    words, times = count_words(text), count_marks(sync)
    faults: list[Fault] = []
    if words:
        faults.append(("import-no-transcript", {"seen": text}))
    if times:
        faults.append(("import-sync-unused", {"count": str(times), "seen": sync[:40]}))
    nothing = Transcript(())
    return LinesReading(
        nothing, Tally(words, listed=words), Tally(times, listed=times), tuple(faults)
    )


class _Lines:
    """The lines of a transcript as paragraphs, each word at its place."""

    def __init__(self, text: str, known: Sequence[str]) -> None:
        self._text = text
        self._known = [set(name.casefold().split()) for name in known]
        body, self._footnotes = take_footnotes(text)
        self._places: list[list[int]] = []
        self._inline: list[Timed] = []
        self._labels = self._stamps = self._length = 0
        self._marked = len(_INLINE.findall(body))
        self._paragraphs = list(self._read(body.split("\n")))

    # --- lines -----------------------------------------------------------------------------------

    def _read(self, lines: Sequence[str]) -> Iterator[_Paragraph]:
        paragraph = _Paragraph(None)
        for line in lines:
            match = _LABEL.match(line)
            label = match[1].strip() if match and self._is_name(match[1].strip()) else None
            if label is not None or not line.strip():
                yield paragraph
                paragraph = _Paragraph(label)
            begin = match.end() if match and label is not None else 0
            self._labels += count_words(line[:begin])
            self._places.append([])
            for word in re.finditer(r"\S+", line):
                self._places[-1].append(self._length)
                if word.start() >= begin:
                    self._add(paragraph, word.group())
        yield paragraph

    def _is_name(self, text: str) -> bool:
        words = text.split()
        if not words or len(words) > _MOST_WORDS_OF_A_NAME:
            return False
        is_capital = text.upper() == text and text.lower() != text
        own = set(text.casefold().split())
        is_known = any(own <= name for name in self._known)
        return is_capital or is_known or _CHINESE_NAME.fullmatch(text) is not None

    def _add(self, paragraph: _Paragraph, word: str) -> None:
        """A word of a paragraph; a time within it is none."""
        at = 0
        for stamp in _INLINE.finditer(word):
            self._append(paragraph, word[at : stamp.start()])
            hours, minutes, seconds = (int(part) for part in stamp.groups())
            self._inline.append(Timed(self._length, float((hours * 60 + minutes) * 60 + seconds)))
            self._stamps += count_words(stamp.group())
            at = stamp.end()
        self._append(paragraph, word[at:])

    def _append(self, paragraph: _Paragraph, text: str) -> None:
        if text:
            paragraph.pieces.append((self._length, text))
            self._length += len(text) + 1

    # --- times -----------------------------------------------------------------------------------

    def _times(self, sync: str) -> tuple[list[Timed], Tally, list[Fault]]:
        """The times that can be believed, the count of all, and what is wrong with the rest."""
        following = [self._length]
        for places in reversed(self._places):
            following.append(places[0] if places else following[-1])
        following.reverse()
        placed, lost = list(self._inline), []
        for mark in parse_sync(sync):
            if not 1 <= mark.line <= len(self._places):
                lost.append(mark.written)
                continue
            places = self._places[mark.line - 1]
            is_there = 1 <= mark.word <= len(places)
            at = places[mark.word - 1] if is_there else following[mark.line]
            placed.append(Timed(at, mark.seconds, not is_there))
        kept, late = in_order(placed)
        lost += [f"{one.seconds:g} 秒" for one in late]
        mended = sum(one.is_mended for one in kept)
        seen = count_marks(sync) + self._marked
        faults: list[Fault] = []
        if lost:
            facts = {"count": str(len(lost)), "seen": "、".join(lost)[:60]}
            faults.append(("import-sync-lost", facts))
        if mended:
            faults.append(("import-sync-mended", {"count": str(mended)}))
        return kept, Tally(seen, len(kept) - mended, mended, len(lost)), faults

    # --- what comes of it ------------------------------------------------------------------------

    def reading(self, sync: str, duration: float) -> LinesReading:
        """The segments, with times where there are any."""
        times, counted, faults = self._times(sync)
        stamps = {one.at: one.seconds for one in times}
        segments = list(self._segments(stamps))
        if times:
            segments = _timed(segments, Clock(times, duration=duration))
        notes = self._footnotes
        if notes.missing:
            faults.append(("import-footnote-missing", {"seen": "、".join(notes.missing)[:60]}))
        loose = (*notes.unused, *notes.loose)
        if loose:
            facts = {"count": str(len(loose)), "seen": loose[0][:60]}
            faults.append(("import-footnote-loose", facts))
        if any(s.label == NOBODY for _, segment in segments for s in segment.speakers):
            faults.append(("import-speaker-unknown", {}))
        transcript = Transcript(tuple(segment for _, segment in segments))
        return LinesReading(transcript, self._words(transcript), counted, tuple(faults), loose)

    def _segments(self, stamps: dict[int, float]) -> Iterator[tuple[int, Segment]]:
        """A segment for each paragraph, with its place; what nobody says is a note before the
        next, or after the last."""
        voice: tuple[tuple[str, ...], Certainty] = ((NOBODY,), Certainty.SURE)
        waiting: list[Span] = []
        since: int | None = None
        held: tuple[int, Segment] | None = None
        for paragraph in self._paragraphs:
            if paragraph.label is not None:
                voice = parse_voice(label_of(paragraph.label))
            if not paragraph.pieces:
                continue
            since = paragraph.pieces[0][0] if since is None else since
            if paragraph.label is None and _ASIDE.fullmatch(paragraph.text):
                waiting += map(_noted, self._footnotes.spans(paragraph.text))
                continue
            if held is not None:
                yield held
            spans = (*waiting, *self._spans(paragraph, stamps, since))
            speakers = tuple(Speaker(name, Role.UNKNOWN) for name in voice[0])
            held = since, Segment(None, None, speakers, spans, (), voice[1])
            waiting, since = [], None
        if held is not None:
            at, last = held
            yield at, replace(last, spans=(*last.spans, *waiting))
        elif waiting:
            yield since or 0, _nobodys(waiting)

    def _spans(self, paragraph: _Paragraph, stamps: dict[int, float], since: int) -> Iterator[Span]:
        run: list[str] = []
        for at, text in paragraph.pieces:
            if at in stamps and at != since:
                yield from self._footnotes.spans(" ".join(run) + " ")
                yield Stamp(stamps[at])
                run = []
            run.append(text)
        yield from self._footnotes.spans(" ".join(run))

    def _words(self, transcript: Transcript) -> Tally:
        """What became of the words: of notes each once, of numbers that stood for them too."""
        notes = self._footnotes
        written = sum(_count(segment.spans) for segment in transcript.segments)
        placed = sum(map(count_words, notes.placed))
        return Tally(
            seen=count_words(self._text),
            kept=self._labels + written - placed + sum(map(count_words, notes.used)),
            repaired=self._stamps + len(notes.numbers),
            listed=sum(map(count_words, (*notes.unused, *notes.loose))),
        )


def _noted(span: Span) -> Span:
    return EditorNote((Words(span.text.strip()),)) if isinstance(span, Words) else span


def _count(spans: Sequence[Span]) -> int:
    """Words in ``spans``, each by itself, so that none is joined to its neighbour's."""
    texts = (span for span in spans if isinstance(span, Words))
    inner = (span for span in spans if isinstance(span, EditorNote))
    return sum(count_words(one.text) for one in texts) + sum(_count(one.inner) for one in inner)


def _nobodys(spans: Sequence[Span]) -> Segment:
    return Segment(None, None, (Speaker(NOBODY, Role.UNKNOWN),), tuple(spans))


def _timed(segments: Sequence[tuple[int, Segment]], clock: Clock) -> list[tuple[int, Segment]]:
    """``segments`` with their seconds, each after the one before it."""
    timed: list[tuple[int, Segment]] = []
    earliest = 0.0
    for number, (at, segment) in enumerate(segments):
        start = max(clock.after(at), earliest)
        if number + 1 < len(segments):
            until = clock.before(segments[number + 1][0])
        else:
            until = clock.after(at + _length(segment))
        end = max(until, start + SHORTEST)
        earliest = start + SHORTEST
        timed.append((at, replace(segment, start=start, end=end)))
    return timed


def _length(segment: Segment) -> int:
    return sum(len(span.text) for span in segment.spans if isinstance(span, Words))
