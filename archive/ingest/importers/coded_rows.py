"""Rows of coded transcripts in CSV, in the spellings and with the dirt that such files have."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.importers.delimited import Table, TableRow, parse_table
from archive.ingest.incoming import Outcome
from archive.values import dataclass

COLUMNS: Mapping[str, str] = {
    "speaker": "speaker",
    "speakers": "speaker",
    "说话人": "speaker",
    "讲话人": "speaker",
    "words": "words",
    "text": "words",
    "transcript": "words",
    "正文": "words",
    "文字": "words",
    "内容": "words",
    "文字稿": "words",
    "spanish": "said",
    "original": "said",
    "方言": "said",
    "方言原文": "said",
    "原文": "said",
    "english": "translation",
    "translation": "translation",
    "普通话": "translation",
    "译文": "translation",
    "tags": "tags",
    "codes": "tags",
    "标签": "tags",
    "编码": "tags",
    "timestamp": "start",
    "timestamps": "start",
    "timecode": "start",
    "starttime": "start",
    "start": "start",
    "time": "start",
    "时间": "start",
    "时间码": "start",
    "开始": "start",
    "开始时间": "start",
    "endtime": "end",
    "end": "end",
    "结束": "end",
    "结束时间": "end",
}
"""What a column holds, by its `column_key`. ``said`` are words in the language they were said in,
beside which ``words`` are a translation."""

_TIME = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,2})(?:\.\d+)?", re.ASCII)
_FRAMES = re.compile(r"(\d{1,2}):(\d{1,2}):(\d{1,2}):\d{1,2}", re.ASCII)
_CHINESE = re.compile(
    r"(?:(\d{1,2})(?:小时|小時|时|時))?(?:(\d{1,3})(?:分钟|分鐘|分))?(\d{1,2})秒(?:\d{1,2}[帧幀])?",
    re.ASCII,
)
_EITHER = re.compile(r"\s+or\s+", re.IGNORECASE)
_NOBODY = re.compile(r"(unknown|unidentified)( speaker)?( \d+)?", re.IGNORECASE)
PACE = 14
"""Characters a second, where nothing else says how long something was spoken."""
SHORTEST = 0.2
"""Seconds that a row takes at least."""
_MINUTE = 60
_UNHEARD = "不明"
"""What transcripts of ours write where nobody knows who speaks; nothing of it is published."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it is understood. ``start`` and ``end`` are seconds as written, or None."""

    line: int
    speaker: str
    """Empty where nobody speaks: a note."""
    words: str
    original: str
    """The words in the language they were said in, where ``words`` are a translation."""
    tags: tuple[str, ...]
    start: float | None
    end: float | None
    outcome: Outcome
    note: str = ""
    """What stood in cells where it does not belong."""
    more: Mapping[str, str] = field(default_factory=dict)
    """Cells of columns that coded transcripts do not have, by what they hold."""


@dataclass(frozen=True, slots=True)
class CodedRows:
    """The rows of a file. Each row of it is here, or empty and told of in ``problems``."""

    rows: tuple[Row, ...]
    counted: int
    """Rows in the file below its header."""
    empty: int
    """How many of them hold nothing."""
    characters: int
    """Of all words in the file, counted in its cells; white space is not counted."""
    problems: tuple[Problem, ...]


def column_key(name: str) -> str:
    """``name`` of a column as it is looked up: small, half-width, without spaces and signs."""
    return re.sub(r"[\s_\-?:.()]+", "", unicodedata.normalize("NFKC", name)).lower()


def coded_roles(header: Sequence[str]) -> list[str | None] | None:
    """What each column of a coded transcript holds; None when none of them holds words."""
    roles = [COLUMNS.get(column_key(name)) for name in header]
    return roles if {"words", "said"} & set(roles) else None


def is_coded(header: Sequence[str]) -> bool:
    """Whether a table is a coded transcript by its header alone: one that has words may be any."""
    return bool({"speaker", "start"} & set(coded_roles(header) or ()))


def parse_coded_rows(text: str, *, path: PurePosixPath) -> CodedRows | None:
    """The rows of CSV ``text``; None when no column of it holds words."""
    table = parse_table(text)
    roles = coded_roles(table.header)
    return None if roles is None else read_coded_rows(table, roles, path=path)


def read_coded_rows(
    table: Table,
    roles: Sequence[str | None],
    *,
    path: PurePosixPath,
    seconds: Callable[[str], float | None] | None = None,
) -> CodedRows:
    """The rows of ``table``. ``roles`` says what each column holds, with the words of `COLUMNS` or
    others, which go to `Row.more`; ``seconds`` reads a time, `parse_time` where it is not given."""
    reading = _Reading(path, roles, seconds or parse_time)
    found = [reading.row(row) for row in table.rows]
    rows = reading.in_order([row for row in found if row is not None])
    columns = [[n for n, role in enumerate(roles) if role == one] for one in _WORDS]
    characters = sum(_length(row.cells, places) for row in table.rows for places in columns)
    for line in table.unclosed:
        reading.tell("import-quote-unclosed", line, "")
    return CodedRows(
        rows=rows,
        counted=table.counted,
        empty=sum(row is None for row in found),
        characters=characters,
        problems=tuple(reading.problems),
    )


def _length(cells: Sequence[str], places: Sequence[int]) -> int:
    """Characters of the first of some cells that holds anything; white space is not counted."""
    texts = (cells[place] for place in places if place < len(cells))
    return len("".join(html.unescape(next(filter(str.strip, texts), "")).split()))


_WORDS = ("words", "said", "translation")
_OWN = (*_WORDS, "speaker", "tags", "start", "end")


class _Reading:
    """What carries over from row to row: who spoke last."""

    def __init__(
        self,
        path: PurePosixPath,
        roles: Sequence[str | None],
        seconds: Callable[[str], float | None],
    ) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._roles = roles
        self._seconds = seconds
        self._speaker = ""

    def row(self, found: TableRow) -> Row | None:
        """A row as it is understood by itself, None for one that holds nothing."""
        if found.is_empty:
            self.tell("import-row-empty", found.line, "")
            return None
        cells, stray = self._by_role(found)
        words, original, is_plain = _said(cells)
        speaker, is_named = self._speaker_of(cells.get("speaker", ""))
        row = Row(
            line=found.line,
            speaker=speaker,
            words=words,
            original=original,
            tags=tuple(tag for tag in map(str.strip, cells.get("tags", "").split(";")) if tag),
            start=None,
            end=None,
            outcome=Outcome.KEPT if is_named and is_plain else Outcome.REPAIRED,
            more={role: cell for role, cell in cells.items() if role not in _OWN},
        )
        row = self._timed(row, cells)
        if stray:
            note = _joined(row.note, stray)
            row = self._listed(replace(row, note=note), "import-row-overflow", stray)
        return row

    def in_order(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """``rows`` without the times that do not fit between the others."""
        timed = [row.start for row in rows if row.start is not None]
        fitting = iter(_rising(timed))
        kept = []
        for row in rows:
            if row.start is not None and not next(fitting):
                seen = f"{row.start:.0f} s"
                row = replace(self._listed(row, "import-time-order", seen), start=None)
            kept.append(row)
        return tuple(kept)

    def _by_role(self, row: TableRow) -> tuple[dict[str, str], str]:
        """What the cells hold, and what stands in cells that have no column that is known.

        The first cell of a role is the one; another of the same role is as good as unknown."""
        found: dict[str, str] = {}
        stray = []
        for place, cell in enumerate(row.cells):
            text = cell.strip()
            role = self._roles[place] if place < len(self._roles) else None
            if not text:
                continue
            if role is None or role in found:
                stray.append(text)
            else:
                found[role] = text
        return found, " ".join(" ".join(stray).split())

    def _speaker_of(self, label: str) -> tuple[str, bool]:
        """Who speaks, and whether the row says so: an empty cell goes on with whoever spoke."""
        name = unicodedata.normalize("NFKC", " ".join(label.split())).rstrip(": ")
        if not name:
            return self._speaker, False
        if _NOBODY.fullmatch(name):
            name = _UNHEARD
        self._speaker = _EITHER.sub("或", name)
        return self._speaker, True

    def _timed(self, row: Row, cells: Mapping[str, str]) -> Row:
        written, ending = cells.get("start", ""), cells.get("end", "")
        start, end = self._seconds(written), self._seconds(ending)
        if ending and end is None:
            row = self._listed(
                replace(row, note=_joined(row.note, ending)), "import-time-unread", ending
            )
        if written and start is None:
            row = self._listed(
                replace(row, note=_joined(row.note, written)), "import-time-unread", written
            )
        is_plain = re.fullmatch(r"[\d:.]*", written, re.ASCII) is not None
        if not is_plain and row.outcome is Outcome.KEPT:
            row = replace(row, outcome=Outcome.REPAIRED)
        return replace(row, start=start, end=end)

    def _listed(self, row: Row, code: str, seen: str) -> Row:
        self.tell(code, row.line, seen)
        return replace(row, outcome=Outcome.LISTED)

    def tell(self, code: str, line: int, seen: str) -> None:
        facts = {"seen": seen[:60]} if seen else {}
        self.problems.append(Problem(code, self._path, line, facts))


def _said(cells: Mapping[str, str]) -> tuple[str, str, bool]:
    """The words, what was said where they translate it, and whether all of it is plain."""
    words, plain_words = _plain(cells.get("words", ""))
    said, plain_said = _plain(cells.get("said", ""))
    other, plain_other = _plain(cells.get("translation", ""))
    if other:
        said, words = (f"{said} {words}".strip(), other) if said else (words, other)
        if not said:
            said, words = other, ""
    if said and not words:
        said, words = "", said
    return words, said, plain_words and plain_said and plain_other


def _rising(starts: Sequence[float]) -> list[bool]:
    """For each time whether it belongs to the longest run of them that never goes back."""
    tails: list[float] = []
    ends: list[int] = []
    before: list[int] = []
    for place, start in enumerate(starts):
        at = bisect_right(tails, start)
        tails[at : at + 1] = [start]
        ends[at : at + 1] = [place]
        before.append(ends[at - 1] if at else -1)
    is_rising = [False] * len(starts)
    place = ends[-1] if ends else -1
    while place >= 0:
        is_rising[place] = True
        place = before[place]
    return is_rising


def parse_time(text: str) -> float | None:
    """Seconds of ``75``, ``1:15``, ``0:01:15``, ``[00:01:15:12]`` (frames are dropped),
    ``00;01;15;12``, ``1分15秒``, in whatever brackets; None for what is no time, as ``:99:99``."""
    plain = unicodedata.normalize("NFKC", text[:80]).strip(" []()<>{}【】").replace(";", ":")
    plain = re.sub(r"\s*:\s*", ":", plain)
    match = _FRAMES.fullmatch(plain) or _TIME.fullmatch(plain) or _CHINESE.fullmatch(plain)
    if match is None:
        return None
    hours, minutes, seconds = (int(part) if part else 0 for part in match.groups())
    is_alone = match[1] is None and match[2] is None
    if not is_alone and (seconds >= _MINUTE or (hours and minutes >= _MINUTE)):
        return None
    return float((hours * 60 + minutes) * 60 + seconds)


def _plain(text: str) -> tuple[str, bool]:
    """``text`` without escapes and line ends, and whether it had none of them."""
    plain = " ".join(html.unescape(text).split())
    return plain, plain == text


def _joined(one: str, other: str) -> str:
    return f"{one}；{other}" if one else other


def spread_times(rows: Sequence[Row]) -> tuple[tuple[float, float], ...]:
    """A start and an end for each row, in order: what is written, else by how much is said between
    two times that are written, else at the pace of speech. Empty where no time is written.

    An end that is written counts where it leaves a silence before the next row."""
    marks = _marks(rows)
    if not marks:
        return ()
    weights = [max(1, len(row.words)) for row in rows]
    starts: list[float] = []
    for (first, begin), (last, until) in zip(marks, [*marks[1:], (len(rows), None)], strict=True):
        total = sum(weights[first:last])
        length = total / PACE if until is None else until - begin
        said = 0
        for weight in weights[first:last]:
            starts.append(begin + length * said / total)
            said += weight
    ends = [*starts[1:], starts[-1] + weights[-1] / PACE]
    ends[-1] = max(ends[-1], rows[-1].end or 0.0)
    return tuple(
        (start, row.end if row.end is not None and start < row.end < end else end)
        for row, start, end in zip(rows, starts, ends, strict=True)
    )


def _marks(rows: Sequence[Row]) -> list[tuple[int, float]]:
    """Rows that say when they begin, with their seconds; the first begins at the beginning where
    it does not say. One that leaves no time for those before it says nothing."""
    marks: list[tuple[int, float]] = []
    for number, row in enumerate(rows):
        if row.start is None:
            continue
        if not marks and number > 0:
            marks.append((0, 0.0))
        if not marks or row.start - marks[-1][1] >= (number - marks[-1][0]) * SHORTEST:
            marks.append((number, row.start))
    return marks
