"""Text files and Markdown in which people speak, as they were typed or as a dictation service
wrote them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.file_names import parse_name
from archive.ingest.importers.enclosed import Enclosed, pictures_of
from archive.ingest.importers.header_lines import Header, parse_header
from archive.ingest.importers.running_times import ends_of, fitting_times, spread_starts
from archive.ingest.importers.spoken_text import (
    SpokenText,
    bring_in,
    letters,
    marked,
)
from archive.ingest.importers.turns import MACHINE_LABEL, Turn, as_stamps, parse_turns
from archive.ingest.importers.written_text import Writing, bring_in_writing
from archive.ingest.incoming import Incoming, Tally, Unit
from archive.ingest.scalars import format_seconds
from archive.ingest.texts import parse_text
from archive.ingest.transcripts import MANDARIN, read_voice
from archive.model.marks import EditorNote, Stamp, Words, full_text
from archive.model.transcript import Segment
from archive.values import dataclass

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_TITLE = re.compile(r"""^title:[ \t]*["']?(.+?)["']?[ \t]*$""", re.MULTILINE)
_SERVICE = re.compile(
    r"(?:讯飞听见|訊飛聽見|飞书妙记|腾讯会议|通义听悟|通义|妙记|录音转文字|机器转写|智能转写|AI转写|machine-generated)"
)
_UTF16_MIN = 8


@dataclass(frozen=True, slots=True)
class Lines:
    """A text to be understood: where its lines come from is told by whoever took them there."""

    path: PurePosixPath
    text: str
    origin: str
    problems: Sequence[Problem] = ()
    notes: Sequence[str] = ()
    taken: frozenset[int] = frozenset()
    """Lines, from 1, that are understood already."""
    title: str = ""
    pictures: Sequence[Enclosed] = ()


def read_plain_text(data: bytes, *, path: PurePosixPath) -> Incoming:
    """The telling in a text or Markdown file, or a paper of the village where nobody speaks.

    UTF-8, GB18030 and UTF-16, with or without a mark. Never raises for what is in it.
    """
    text = parse_text(_marked(data), path=path)
    problems = tuple(p for p in text.problems if p.is_error)
    if text.text is None or not text.text.strip():
        problems = problems or (Problem("import-empty-file", path),)
        return Incoming(problems=problems, tallies={Unit.FILES: Tally(1, listed=1)})
    front = _FRONT.match(text.text)
    if front is None:
        return read_lines(Lines(path, text.text, "文字稿", problems))
    title = _FRONT_TITLE.search(front.group())
    count = front.group().count("\n")
    problems += (Problem("import-front-matter", path, 1),)
    return read_lines(
        Lines(
            path,
            text.text,
            "文字稿",
            problems,
            notes=tuple(line for line in front.group().split("\n") if line.strip(" -.")),
            taken=frozenset(range(1, count + 1)),
            title=title[1] if title else "",
        )
    )


def read_lines(lines: Lines) -> Incoming:
    """The telling in a text, or a paper of the village where nobody speaks."""
    rows = lines.text.split("\n")
    body = [("" if n in lines.taken else row) for n, row in enumerate(rows, 1)]
    header = parse_header(body)
    if lines.title and not header.values.get("title"):
        header = replace(header, values={**header.values, "title": lines.title})
    skip = lines.taken | header.lines
    known = {*header.told, *header.asked, *parse_name(lines.path.stem).narrators}
    turns = parse_turns(lines.text, known=known, skip=skip)
    if not any(turn.label for turn in turns):
        rest = "\n".join("" if n in skip else row for n, row in enumerate(rows, 1))
        counted = Tally(letters(lines.text), kept=letters(rest) + _letters_of(rows, skip))
        return bring_in_writing(
            Writing(
                path=lines.path,
                origin=lines.origin,
                text=rest,
                header=header,
                notes=lines.notes,
                problems=lines.problems,
                pictures=lines.pictures,
                tallies={Unit.CHARACTERS: counted},
            )
        )
    problems = list(lines.problems)
    segments = [*_segments(turns, lines, problems)]
    marks = sum(map(_letters_of_marks, turns, segments))
    segments, style = _timed(segments, turns, lines.path, problems)
    pictures = pictures_of(lines.pictures, problems, path=lines.path)
    return bring_in(
        SpokenText(
            path=lines.path,
            origin=lines.origin,
            segments=segments,
            header=header,
            is_machine=_is_machine(turns, lines.text),
            style=style,
            fields={"pictures": pictures} if pictures else {},
            notes=lines.notes,
            originals=[one.original for one in lines.pictures],
            problems=problems,
            tallies=_tallies(lines, header, turns, segments, marks),
        )
    )


def _marked(data: bytes) -> bytes:
    """``data`` with a mark in front when it is UTF-16 without one: every other byte of its
    spaces and digits is nought."""
    if len(data) < _UTF16_MIN or b"\0" not in data or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data
    even, odd = data[::2].count(0), data[1::2].count(0)
    if min(even, odd) * 8 > max(even, odd):
        return data
    return (b"\xff\xfe" if odd > even else b"\xfe\xff") + data


def _is_machine(turns: Sequence[Turn], text: str) -> bool:
    return bool(_SERVICE.search(text[:2000])) or any(
        MACHINE_LABEL.fullmatch(turn.label) for turn in turns
    )


def _segments(turns: Sequence[Turn], lines: Lines, problems: list[Problem]) -> Iterator[Segment]:
    for turn in turns:
        if turn.is_heading or not turn.label:
            if turn.is_heading:
                facts = {"seen": turn.words[:60]}
                problems.append(Problem("import-heading", lines.path, turn.line, facts))
            spans = marked(as_stamps(turn.words.lstrip("> ")), turn.line, lines.path, problems)
            yield Segment(None, None, (), (EditorNote(spans),), line=turn.line)
            continue
        if not turn.words:
            facts = {"seen": turn.label}
            problems.append(Problem("import-empty-turn", lines.path, turn.line, facts))
        speakers, certainty = read_voice(turn.label)
        spans = marked(as_stamps(turn.words), turn.line, lines.path, problems)
        yield Segment(
            turn.start,
            turn.end,
            speakers,
            spans,
            marked(turn.mandarin, turn.line, lines.path, problems),
            certainty=certainty,
            line=turn.line,
        )


def _timed(
    segments: list[Segment], turns: Sequence[Turn], path: PurePosixPath, problems: list[Problem]
) -> tuple[list[Segment], str]:
    """With times throughout where every passage that somebody says has one; else those that are
    there stand in the words."""
    spoken = [n for n, segment in enumerate(segments) if segment.speakers]
    timed = [n for n in spoken if segments[n].start is not None]
    if not timed:
        return segments, ""
    if len(timed) < len(spoken):
        facts = {"timed": str(len(timed)), "count": str(len(spoken))}
        problems.append(Problem("import-times-few", path, turns[timed[0]].line, facts))
        return [_stamped(segment) for segment in segments], ""
    return [*_in_time(segments, path, problems)], "时间照原稿；每段到下一段开始为止。"


def _stamped(segment: Segment) -> Segment:
    if segment.start is None:
        return segment
    spans = (Stamp(segment.start), *segment.spans)
    return replace(segment, start=None, end=None, spans=spans)


def _in_time(
    segments: Sequence[Segment], path: PurePosixPath, problems: list[Problem]
) -> Iterator[Segment]:
    timed = [n for n, segment in enumerate(segments) if segment.start is not None]
    fits = fitting_times([segments[n].start or 0.0 for n in timed])
    starts: list[float | None] = [None] * len(segments)
    for n, is_fitting in zip(timed, fits, strict=True):
        start = segments[n].start
        if is_fitting:
            starts[n] = start
        else:
            facts = {"seen": format_seconds(start or 0.0)}
            problems.append(Problem("import-time-order", path, segments[n].line, facts))
    lengths = [len(full_text(segment.spans)) for segment in segments]
    rising = spread_starts(starts, lengths)
    ends = ends_of(rising, [segment.end for segment in segments], lengths)
    for segment, start, end in zip(segments, rising, ends, strict=True):
        yield replace(segment, start=start, end=end)


def _tallies(
    lines: Lines,
    header: Header,
    turns: Sequence[Turn],
    segments: Sequence[Segment],
    marks: int,
) -> dict[Unit, Tally]:
    """``marks`` are the letters that only name marks, and are said by nobody."""
    rows = lines.text.split("\n")
    aside = lines.taken | header.lines
    seen = sum(bool(row.strip()) for row in rows)
    headers = sum(bool(rows[n - 1].strip()) for n in aside)
    listed = sum(t.lines for t in turns if t.is_heading or (t.label and not t.words))
    kept = sum(turn.lines for turn in turns) - listed
    begun = [turn for turn in turns if turn.is_first]
    empty = sum(not turn.words for turn in begun)
    said = sum(letters(full_text((*one.spans, *one.mandarin))) for one in segments)
    called = sum(letters(name) * n for name, n in Counter(turn.called for turn in turns).items())
    named = _letters_of(rows, aside) + called + marks
    return {
        Unit.PARAGRAPHS: Tally(seen, kept=kept + headers, listed=listed),
        Unit.TURNS: Tally(len(begun), kept=len(begun) - empty, listed=empty),
        Unit.CHARACTERS: Tally(letters(lines.text), kept=said + named),
    }


def _letters_of_marks(turn: Turn, segment: Segment) -> int:
    """Letters of a passage that are no words of anybody: the names of marks."""
    if not turn.mandarin and segment.spans == (Words(turn.words),):
        return 0
    written = letters(turn.words) + (letters(MANDARIN + turn.mandarin) if turn.mandarin else 0)
    return written - letters(full_text((*segment.spans, *segment.mandarin)))


def _letters_of(rows: Sequence[str], numbers: Iterable[int]) -> int:
    return sum(letters(rows[number - 1]) for number in numbers)
