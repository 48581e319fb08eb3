"""Words that ask not to be recorded, and what is then withheld until a person decides.

Somebody who says 别录 means what is being told, and that is mostly said before and after. So the
whole stretch goes: with times, everything that reaches into the 30 seconds before and after;
without times, at least the turn before and after and about as much as is said in 30 seconds;
and always everything up to the words that allow recording again, where they follow soon. Nobody
here can know whether what is hidden is harmless, so in doubt it is hidden, and told.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.private_numbers import (
    PrivateNumber,
    find_private_numbers,
    locate_private_details,
)
from archive.ingest.shown_words import visible_words
from archive.ingest.unrecorded_words import allows_again, find_off_record
from archive.model.marks import (
    EditorNote,
    Manner,
    Span,
    Uncertain,
    Withheld,
    Words,
    format_marks,
    full_text,
    parse_marks,
    plain_text,
)
from archive.model.transcript import Segment
from archive.values import dataclass

AROUND = 30.0
"""Seconds before and after that are withheld too."""
CHARACTERS_AROUND = 200
"""What stands for those seconds where there are no times: half a minute of a fast speaker."""
LONGEST_PAUSE = 900.0
"""Seconds within which words that allow recording again end what was not to be recorded."""
CHARACTERS_OF_A_PAUSE = 6_000
"""What stands for those seconds where there are no times."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Segments of which some are withheld now, and why, for the worker to decide."""

    segments: tuple[Segment, ...]
    problems: tuple[Problem, ...]
    listed: frozenset[int] = frozenset()
    """Which segments, from 0, have something that a problem tells of."""


def withhold_in_doubt(segments: Sequence[Segment], *, path: PurePosixPath) -> Doubtful:
    """``segments`` with everything withheld that a person has to decide on: what was not to be
    recorded, and private numbers. Problems name the lines of the segments in ``path``."""
    first = withhold_off_record(segments, path=path)
    then = withhold_details(first.segments, path=path)
    problems = (*first.problems, *then.problems)
    return Doubtful(then.segments, problems, first.listed | then.listed)


def withhold_off_record(segments: Sequence[Segment], *, path: PurePosixPath) -> Doubtful:
    """``segments`` with what was not to be recorded withheld, and what is said around it."""
    asking = {n: said for n, s in enumerate(segments) if (said := _asks(s))}
    if not asking:
        return Doubtful(tuple(segments), ())
    hidden = _around(segments, sorted(asking))
    problems = []
    for number, said in asking.items():
        problems.append(
            Problem("import-off-record", path, segments[number].line or None, {"seen": said[:60]})
        )
    kept = tuple(_hide(s) if n in hidden else s for n, s in enumerate(segments))
    return Doubtful(kept, tuple(problems), frozenset(hidden))


def withhold_details(segments: Sequence[Segment], *, path: PurePosixPath) -> Doubtful:
    """``segments`` with private numbers, number plates and doors withheld."""
    kept, problems, listed = [], [], set()
    for number, segment in enumerate(segments):
        spans, found = _without_details(segment.spans)
        mandarin, also = _without_details(segment.mandarin) if segment.mandarin else ((), ())
        if found or also:
            segment = replace(segment, spans=spans, mandarin=mandarin)
            listed.add(number)
        kept.append(segment)
        for one in dict.fromkeys((*found, *also)):
            problems.append(_detail(one, path, segment.line or None))
    return Doubtful(tuple(kept), tuple(problems), frozenset(listed))


def withhold_in_text(
    text: str, *, path: PurePosixPath, line: int | None = None
) -> tuple[str, tuple[Problem, ...]]:
    """A text of a field with private numbers marked as withheld, and all of it where it asks not
    to be told on."""
    spans, _ = parse_marks(text)
    said = find_off_record(plain_text(spans))
    if said:
        problem = Problem("import-off-record", path, line, {"seen": said[:60]})
        return format_marks((_withheld(spans),)), (problem,)
    kept, found = _without_details(spans)
    if not found:
        return text, ()
    return format_marks(kept), tuple(_detail(one, path, line) for one in dict.fromkeys(found))


def mask_details(text: str) -> tuple[str, tuple[PrivateNumber, ...]]:
    """``text`` with dots in place of each private detail, for what becomes a title, a name or part
    of a file's name, where no mark can stand; and what was there."""
    parts: list[str] = []
    at = 0
    found = locate_private_details(text)
    for one in found:
        parts += [text[at : one.start], "…"]
        at = one.end
    return "".join([*parts, text[at:]]), tuple(one.number for one in found)


def detail_problems(found: Iterable[PrivateNumber], path: PurePosixPath) -> Iterator[Problem]:
    """A line of the report for each private detail that was masked."""
    for one in dict.fromkeys(found):
        yield _detail(one, path, None)


def _detail(one: PrivateNumber, path: PurePosixPath, line: int | None) -> Problem:
    facts = {"what_zh": one.what_zh, "what_en": one.what_en, "seen": one.seen}
    return Problem("import-private-detail", path, line, facts)


def _asks(segment: Segment) -> str:
    """What in a segment asks not to be recorded, where it is not withheld already."""
    texts = [plain_text(segment.spans), plain_text(segment.mandarin)]
    if len(segment.spans) > 1 or not texts[0]:
        texts.append("".join(span.text for span in segment.spans if isinstance(span, Manner)))
        notes = (span for span in segment.spans if isinstance(span, EditorNote))
        texts.append(" ".join(plain_text(note.inner) for note in notes))
    return next((said for text in texts if text and (said := find_off_record(text))), "")


def _around(segments: Sequence[Segment], asking: Sequence[int]) -> set[int]:
    """The numbers of all segments that go with those that ask."""
    again = [n for n, s in enumerate(segments) if allows_again(full_text(s.spans))]
    if all(segment.start is not None for segment in segments):
        return _around_in_time(segments, asking, again)
    ends = list(accumulate(len(full_text(segment.spans)) for segment in segments))
    hidden: set[int] = set()
    done = 0
    for number in asking:
        begun = ends[number - 1] if number else 0
        first = min(number - 1, bisect_right(ends, begun - CHARACTERS_AROUND))
        last = max(number + 1, bisect_left(ends, ends[number] + CHARACTERS_AROUND))
        resumed = _next(again, number)
        if resumed is not None and ends[resumed] - ends[number] <= CHARACTERS_OF_A_PAUSE:
            last = max(last, resumed)
        last = min(last, len(segments) - 1)
        hidden.update(range(max(first, done, 0), last + 1))
        done = max(done, last + 1)
    return hidden


def _around_in_time(
    segments: Sequence[Segment], asking: Sequence[int], again: Sequence[int]
) -> set[int]:
    stretches: list[tuple[float, float]] = []
    for number in asking:
        start, end = _times(segments[number])
        resumed = _next(again, number)
        if resumed is not None:
            pause = _times(segments[resumed])[1]
            end = max(end, pause - AROUND) if pause - end <= LONGEST_PAUSE else end
        stretches.append((start - AROUND, end + AROUND))
    merged = _merged(stretches)
    starts = [start for start, _ in merged]
    hidden = set()
    for number, segment in enumerate(segments):
        start, end = _times(segment)
        at = bisect_left(starts, end) - 1
        if at >= 0 and merged[at][1] > start:
            hidden.add(number)
    return hidden


def _merged(stretches: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The stretches in order, those that touch as one."""
    merged: list[tuple[float, float]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _times(segment: Segment) -> tuple[float, float]:
    start = segment.start or 0.0
    return start, max(start, segment.end or start)


def _next(numbers: Sequence[int], after: int) -> int | None:
    at = bisect_right(numbers, after)
    return numbers[at] if at < len(numbers) else None


def _hide(segment: Segment) -> Segment:
    """A segment of which nothing may be published; a note stays a note."""
    if not segment.speakers and len(segment.spans) == 1:
        (span,) = segment.spans
        if isinstance(span, EditorNote):
            return replace(segment, spans=(EditorNote((_withheld(span.inner),)),))
    spans = (_withheld(segment.spans),) if segment.spans else ()
    mandarin = (_withheld(segment.mandarin),) if segment.mandarin else ()
    return replace(segment, spans=spans, mandarin=mandarin)


def _withheld(spans: Sequence[Span]) -> Withheld:
    """``spans`` as one mark that reads back as it is: a bracket that somebody typed inside must
    not close it early."""
    if len(spans) == 1 and isinstance(spans[0], Withheld):
        return spans[0]
    mark = Withheld(tuple(spans))
    if parse_marks(format_marks((mark,))) == ((mark,), ()):
        return mark
    words = "".join(format_marks((span,)) for span in spans)
    return Withheld((Words(words.translate(str.maketrans("【】〔〕（）<>", "[][]()()"))),))


def _without_details(spans: Sequence[Span]) -> tuple[tuple[Span, ...], tuple[PrivateNumber, ...]]:
    kept: list[Span] = []
    found: list[PrivateNumber] = []
    for span in spans:
        for part, number in _parts(span):
            kept.append(part)
            found += number
    whole = tuple(kept) if found else tuple(spans)
    # A mark in the middle of a number hides it from a look at each part, and from nobody else.
    across = find_private_numbers(visible_words(whole)) if len(whole) > 1 else ()
    return ((_withheld(spans),), (*found, *across)) if across else (whole, tuple(found))


def _parts(span: Span) -> Iterator[tuple[Span, tuple[PrivateNumber, ...]]]:
    """A span cut at what is private in it."""
    match span:
        case Words(text):
            located = locate_private_details(text)
            if not located:
                yield span, ()
                return
            at = 0
            for one in located:
                if one.start > at:
                    yield Words(text[at : one.start]), ()
                yield Withheld((Words(text[one.start : one.end]),)), (one.number,)
                at = one.end
            if at < len(text):
                yield Words(text[at:]), ()
        case Uncertain(inner):
            spans, found = _without_details(inner)
            yield Uncertain(spans), found
        case EditorNote(inner):
            spans, found = _without_details(inner)
            yield EditorNote(spans), found
        case Withheld():
            yield span, ()
        case _:
            numbers = tuple(one.number for one in locate_private_details(format_marks((span,))))
            yield (_withheld((span,)) if numbers else span), numbers
