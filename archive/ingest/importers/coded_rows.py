"""Rows of coded transcripts in CSV, in the spellings and with the dirt that such files have."""

from __future__ import annotations

import csv
import html
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.incoming import Outcome

COLUMNS: Mapping[str, str] = {
    "speaker": "speaker",
    "words": "words",
    "text": "words",
    "transcript": "words",
    "spanish": "original",
    "tags": "tags",
    "codes": "tags",
    "timestamp": "start",
    "timestamps": "start",
    "starttime": "start",
    "start": "start",
    "time": "start",
    "endtime": "end",
    "end": "end",
}
"""What a column holds, by its name in small letters without spaces."""

_TIME = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,2}):)?(\d{1,2})(?:\.\d+)?")
_FRAMES = re.compile(r"(\d{1,2}):(\d{1,2}):(\d{1,2}):\d{1,2}")
_EITHER = re.compile(r"\s+or\s+", re.IGNORECASE)
_NOBODY = re.compile(r"(unknown|unidentified)( speaker)?( \d+)?", re.IGNORECASE)
_OFF_RECORD = re.compile(
    r"(?:don['’]t|do not|please not|stop|turn(?:ing)? off|pause)\b[^.?!]{0,30}"
    r"\b(?:record|recording|recorder|tape)\b|off the record",
    re.IGNORECASE,
)
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
    is_off_record: bool = False
    """Whether it says that it should not be recorded."""


@dataclass(frozen=True, slots=True)
class CodedRows:
    """The rows of a file. Each row of it is here, or empty and told of in ``problems``."""

    rows: tuple[Row, ...]
    counted: int
    """Rows in the file below its header."""
    problems: tuple[Problem, ...]

    @property
    def empty(self) -> int:
        """How many rows hold nothing."""
        return self.counted - len(self.rows)


def parse_coded_rows(text: str, *, path: PurePosixPath) -> CodedRows | None:
    """The rows of CSV ``text``; None when no column of it holds words."""
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    columns = [COLUMNS.get(re.sub(r"[\s_-]+", "", name).lower()) for name in header]
    if "words" not in columns:
        return None
    cells = [(reader.line_num, row) for row in reader]
    reading = _Reading(path, columns)
    rows = tuple(row for line, found in cells if (row := reading.row(line, found)) is not None)
    return CodedRows(rows, len(cells), tuple(reading.problems))


class _Reading:
    """What carries over from row to row: who spoke last, and when."""

    def __init__(self, path: PurePosixPath, columns: Sequence[str | None]) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._columns = columns
        self._speaker = ""
        self._last = 0.0

    def row(self, line: int, cells: Sequence[str]) -> Row | None:
        """A row as it is understood, None for one that holds nothing."""
        if not any(cell.strip() for cell in cells):
            self._tell("import-row-empty", line, "")
            return None
        found = self._by_column(cells)
        words, is_plain = _plain(found.get("words", ""))
        original, _ = _plain(found.get("original", ""))
        speaker, is_said = self._speaker_of(found.get("speaker", ""))
        row = Row(
            line=line,
            speaker=speaker,
            words=words,
            original=original,
            tags=tuple(tag for tag in map(str.strip, found.get("tags", "").split(";")) if tag),
            start=None,
            end=None,
            outcome=Outcome.KEPT if is_said and is_plain else Outcome.REPAIRED,
            is_off_record=bool(_OFF_RECORD.search(words)),
        )
        row = self._timed(row, found)
        row = self._overflowing(row, cells)
        if row.is_off_record:
            row = self._listed(row, "import-off-record", words)
        return row

    def _by_column(self, cells: Sequence[str]) -> dict[str, str]:
        pairs = zip(self._columns, cells, strict=False)
        return {name: cell.strip() for name, cell in pairs if name is not None and cell.strip()}

    def _speaker_of(self, label: str) -> tuple[str, bool]:
        """Who speaks, and whether the row says so: an empty cell goes on with whoever spoke."""
        name = unicodedata.normalize("NFKC", label).strip().rstrip(":").strip()
        if not name:
            return self._speaker, False
        if _NOBODY.fullmatch(name):
            name = _UNHEARD
        self._speaker = _EITHER.sub("或", name)
        return self._speaker, True

    def _timed(self, row: Row, found: Mapping[str, str]) -> Row:
        written = found.get("start", "")
        if not written:
            return replace(row, end=parse_time(found.get("end", "")))
        start = parse_time(written)
        if start is None:
            row = replace(row, note=_joined(row.note, written))
            return self._listed(row, "import-time-unread", written)
        if start < self._last:
            return self._listed(row, "import-time-order", written)
        self._last = start
        is_plain = re.fullmatch(r"[\d:]+", written) is not None
        outcome = row.outcome if is_plain else Outcome.REPAIRED
        return replace(row, start=start, end=parse_time(found.get("end", "")), outcome=outcome)

    def _overflowing(self, row: Row, cells: Sequence[str]) -> Row:
        """With what stands in cells that have no column, or in one that nobody knows."""
        known = [cell for cell, name in zip(cells, self._columns, strict=False) if name is None]
        stray = " ".join(cell.strip() for cell in (*known, *cells[len(self._columns) :])).strip()
        if not stray:
            return row
        return self._listed(
            replace(row, note=_joined(row.note, stray)), "import-row-overflow", stray
        )

    def _listed(self, row: Row, code: str, seen: str) -> Row:
        self._tell(code, row.line, seen)
        return replace(row, outcome=Outcome.LISTED)

    def _tell(self, code: str, line: int, seen: str) -> None:
        facts = {"seen": seen[:60]} if seen else {}
        self.problems.append(Problem(code, self._path, line, facts))


def parse_time(text: str) -> float | None:
    """Seconds of ``75``, ``1:15``, ``0:01:15``, ``[00:01:15:12]`` (frames are dropped),
    ``00;01;15;12``, in whatever brackets; None for what is no time, as ``:99:99``."""
    plain = unicodedata.normalize("NFKC", text).strip(" []()<>{}").replace(";", ":")
    match = _FRAMES.fullmatch(plain) or _TIME.fullmatch(plain)
    if match is None:
        return None
    hours, minutes, seconds = (int(part) if part else 0 for part in match.groups())
    is_alone = ":" not in plain
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
    two times that are written, else at the pace of speech. Empty where no time is written."""
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
    return tuple(zip(starts, ends, strict=True))


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
