"""Archives of Oral History as Data: coded transcripts in CSV, with what is known of each
interview, what each code means, and an index of each recording, into records of an archive."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from archive.errors import ConfigError, Problem
from archive.ingest.importers.catalogue import Catalogue, read_catalogue, tag_of
from archive.ingest.importers.coded_rows import (
    CodedRows,
    Row,
    column_key,
    is_coded,
    parse_coded_rows,
    parse_time,
    spread_times,
)
from archive.ingest.importers.collection_builder import LABELS, data_folder
from archive.ingest.importers.delimited import parse_table
from archive.ingest.importers.item_tables import Item, ItemTables, Taking, read_items, read_labels
from archive.ingest.importers.marked_words import marked_spans, plain_spans
from archive.ingest.importers.names_in_full import names_in_full
from archive.ingest.importers.records import Names
from archive.ingest.importers.source_files import claim_files
from archive.ingest.importers.tellings import Someone, Telling, telling_drafts
from archive.ingest.importers.western_dates import parse_date
from archive.ingest.incoming import Incoming, Outcome, Tally, Unit, Whence
from archive.ingest.off_record import withhold_in_doubt, withhold_in_text
from archive.ingest.slugs import slug_for
from archive.ingest.texts import Text, decode, parse_text, read_text
from archive.ingest.voices import UNHEARD, parse_voice
from archive.model.kinds import Kind, record_id
from archive.model.marks import EditorNote, Span
from archive.model.transcript import Role, Segment, Speaker

_NOT_SAID = "不详（由编码文稿导入）"
_UNKNOWN = "不详"
_STYLE = "由编码文稿（CSV）导入；没有写时间的段落，时间按字数推算。"
_PLAIN_STYLE = "由编码文稿（CSV）导入；原稿没有时间。"
_LONGEST_TITLE = 200
_CODES = "filters.csv"
"""What each code stands for."""
MANY_THEMES = 8
"""Codes that become themes of an interview, the most frequent first."""
SHORTEST_RUN = 3
"""Rows with one code that make a chapter, where there is no index of the recording."""
_INITIALS = re.compile(r"[A-Z]{1,4}\d?")
"""Names that mean somebody else in each transcript."""
HIGHLIGHT = "highlight"
"""A code that says that something is good, and not what it is about."""


def is_oral_history_csv(source: Path) -> bool:
    """Whether ``source`` is a folder with coded transcripts."""
    return any(_begins_coded(file) for file in _transcripts(source)[:50])


def read_oral_history_csv(source: Path, *, declared_consent: str | None = None) -> Incoming:
    """The records for every coded transcript in ``source``, the folder of such an archive, and for
    the other items of its catalogue, as `read_collection_builder` makes them.

    Becomes an interview for each file in ``_data/transcripts`` (or ``transcripts``, or the folder
    itself) and a person for everybody who speaks but those who ask. Codes become keywords of
    chapters and themes. ``declared_consent`` as in `read_transcripts_markdown`. ConfigError when
    there are no transcripts.
    """
    reading = _Reading(source, declared_consent)
    for file in _transcripts(source):
        reading.read(file)
    if not reading.tellings:
        raise ConfigError(
            f"{source} 里没有编码文稿（有 words 一栏的 CSV 文件）。",
            f"There are no coded transcripts (CSV files with a column words) in {source}.",
        )
    return reading.incoming()


def read_coded_csv(data: bytes, *, path: PurePosixPath, licence: str | None = None) -> Incoming:
    """The records for one coded transcript by itself, of which nothing is known beside it."""
    reading = _Reading(None, licence)
    reading.understand(parse_text(data, path=path), path)
    return reading.incoming()


def _transcripts(source: Path) -> list[Path]:
    data = data_folder(source)
    folder = data / "transcripts" if (data / "transcripts").is_dir() else data
    return sorted(file for file in folder.glob("*.csv") if file.is_file() and not file.is_symlink())


def _begins_coded(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return is_coded_csv(opened.read(1 << 16), PurePosixPath(file.name))
    except OSError:
        return False


def is_coded_csv(data: bytes, path: PurePosixPath) -> bool:
    """Whether the beginning of a table is that of a coded transcript."""
    header, _ = decode(data.lstrip(b"\r\n,; \t").partition(b"\n")[0])
    return path.suffix.lower() == ".csv" and is_coded(parse_table(header or "").header)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of an index of a recording."""

    start: float
    title: str
    synopsis: str = ""


class _Reading:
    """The transcripts of one archive, and what it says of them beside."""

    def __init__(self, source: Path | None, licence: str | None) -> None:
        self.problems: list[Problem] = []
        self.tellings: list[Telling] = []
        self._source = source
        self._licence = licence
        self._names = Names()
        self._tally: dict[Unit, Tally] = {}
        self._used: set[PurePosixPath] = set()
        self._no_transcripts: set[PurePosixPath] = set()
        self._someones: list[Someone] = []
        self._told: dict[str, int] = {}
        self._items = ItemTables()
        self._codes: Mapping[str, str] = {}
        if source is not None:
            data = data_folder(source)
            self._items = read_items(data, base=source, labels=read_labels(data / LABELS))
            self._codes = {
                row["tag"]: row.get("description") or row["tag"]
                for row in self._rows(data / _CODES)
                if row.get("tag")
            }
            self._used |= {*self._items.files, self._path(data / LABELS)}
        self.problems += self._items.problems
        self._known = {item.id: item for item in self._items.items}

    def read(self, file: Path) -> None:
        """Read one transcript; a file that is none is told, where it should be one."""
        path = self._path(file)
        if path in self._used or file.name in (_CODES, LABELS):
            return
        is_meant = file.stem in self._known or file.parent.name == "transcripts"
        text = read_text(file, path=path)
        if text is not None and self.understand(text, path, is_meant=is_meant):
            self._used.add(path)

    def understand(self, text: Text, path: PurePosixPath, *, is_meant: bool = True) -> bool:
        """Make an interview of a transcript; whether it is one."""
        coded = parse_coded_rows(text.text, path=path) if text.text is not None else None
        header = parse_table((text.text or "").lstrip("\n,; ").partition("\n")[0]).header
        if not is_meant and not (coded and is_coded(header)):
            return False
        self.problems += text.problems
        if coded is None or not any(row.words or row.original for row in coded.rows):
            self.problems.append(Problem("import-no-words", path))
            self._no_transcripts.add(path)
            return False
        self.problems += coded.problems
        self._take(coded, path)
        return True

    def incoming(self) -> Incoming:
        """All that was understood."""
        made = self._catalogue()
        if self.tellings and self._licence is None:
            self.problems.append(Problem("import-closed", self.tellings[0].whence.file.parent))
        claimed = claim_files(self._source, {*self._used, *made.used}, self._no_transcripts)
        self._count(Unit.FILES, claimed.tally)
        tellings = [*self._pictured(made), *made.tellings]
        known = [*self._someones, *made.someones]
        return Incoming(
            drafts=(*telling_drafts(tellings, known=known, licence=self._licence), *made.drafts),
            originals=tuple(dict.fromkeys(made.originals)),
            problems=tuple(sorted({*self.problems, *made.problems, *claimed.problems})),
            tallies=self._tally,
            files=claimed.files,
        )

    # --- a transcript

    def _take(self, coded: CodedRows, path: PurePosixPath) -> None:
        item = self._known.get(path.stem)
        about = Taking(item or Item(Whence(path), path.stem, "", {}, {}), self.problems)
        asked = about.several("interviewer")
        told = about.several("interviewee")
        full = names_in_full(_labels(coded.rows), (*told, *asked))
        people = {
            label: f"{name}（{path.stem[:40]}）" if _INITIALS.fullmatch(name) else name
            for label, name in full.items()
            if name not in UNHEARD
        }
        said = list(dict.fromkeys(people.values()))
        if not told:
            told = [name for name in said if name not in asked][:1] or [path.stem]
        if item is None:
            self.problems.append(Problem("import-no-metadata", path))
        else:
            self._told[item.id] = len(self.tellings)
        doubtful = withhold_in_doubt(_segments(coded.rows, full), path=path)
        self.problems += doubtful.problems
        self._count_rows(coded, {doubtful.segments[place].line for place in doubtful.listed})
        telling = Telling(
            id=record_id(Kind.INTERVIEW, self._names.give(slug_for(path.stem, otherwise="item"))),
            whence=Whence(path),
            fields={},
            narrators=told,
            present=[name for name in said if name not in (*told, *asked)],
            labels={full[label]: name for label, name in people.items()},
            segments=doubtful.segments,
            is_closed=about.has("restrictions"),
        )
        if life := about.prose("bio"):
            self._someones.append(Someone(told[0], body=life))
        self.tellings.append(self._described(telling, coded.rows, about, asked))

    def _described(
        self, telling: Telling, rows: Sequence[Row], about: Taking, asked: Sequence[str]
    ) -> Telling:
        """``telling`` with the fields of its record and the day of it."""
        path = telling.whence.file
        written = about.raw("date")
        when = parse_date(written)
        if not when.is_known:
            facts = {"seen": written[:60] or path.name}
            self.problems.append(Problem("import-no-date", path, None, facts))
        language = about.line("language")
        title = about.line("title") or path.stem
        chapters = self._chapters(rows, path.stem)
        is_timed = all(segment.start is not None for segment in telling.segments)
        fields: dict[str, object] = {
            "accession": about.line("identifier") or f"K{len(self.tellings) + 1:04}",
            "title": title[:_LONGEST_TITLE],
            "collectors": list(asked) or [_UNKNOWN],
            "institution": about.line("source") or _NOT_SAID,
            "recorded_on": when.value,
            "recorded_at": about.line("location") or _UNKNOWN,
            "languages": [language or _UNKNOWN],
            "language_tag": tag_of(language),
            "summary": about.prose("description") or f"《{title}》的文字稿。",
            "transcript_state": "校对",
            "transcription_style": _STYLE if is_timed else _PLAIN_STYLE,
            "themes": _themes(chapters, about.several("subject")),
            "note": about.note(),
        }
        if chapters:
            fields["contents"] = chapters
        return replace(telling, fields=fields, day=when.day)

    def _count_rows(self, coded: CodedRows, doubtful: set[int]) -> None:
        outcomes = Counter(
            Outcome.LISTED if row.line in doubtful else row.outcome for row in coded.rows
        )
        rows = Tally(
            seen=coded.counted,
            kept=outcomes[Outcome.KEPT],
            repaired=outcomes[Outcome.REPAIRED],
            listed=outcomes[Outcome.LISTED] + coded.empty,
        )
        kept = sum(len("".join((row.words + row.original).split())) for row in coded.rows)
        speakers = [row.speaker for row in coded.rows if row.speaker]
        turns = sum(one != other for one, other in zip(speakers, ["", *speakers], strict=False))
        self._count(Unit.ROWS, rows)
        self._count(Unit.CHARACTERS, Tally(coded.characters, kept=kept))
        self._count(Unit.TURNS, Tally(turns, kept=turns))

    def _count(self, unit: Unit, tally: Tally) -> None:
        self._tally[unit] = self._tally.get(unit, Tally()) + tally

    # --- what stands beside

    def _catalogue(self) -> Catalogue:
        """The items that are no transcripts, and the pictures of those that are."""
        if self._source is None:
            return Catalogue()
        made = read_catalogue(
            self._items.items,
            source=self._source,
            licence=self._licence,
            told={name: self.tellings[place].id for name, place in self._told.items()},
            names=self._names,
        )
        outcomes = Counter(made.outcomes.values())
        tally = Tally(0, *(outcomes[one] for one in Outcome))
        self._count(Unit.ROWS, self._items.rows + tally)
        return made

    def _pictured(self, made: Catalogue) -> Iterator[Telling]:
        """The interviews with the pictures that the catalogue has of them."""
        names = {place: name for name, place in self._told.items()}
        for place, telling in enumerate(self.tellings):
            name = names.get(place, "")
            fields = dict(telling.fields)
            if recording := made.recordings.get(name):
                fields["recording"] = recording
            if pictures := made.pictures.get(name):
                fields["pictures"] = pictures
            if notes := made.notes.get(name):
                fields["note"] = "\n".join((str(fields["note"]), *notes))
            yield replace(telling, fields=fields)

    def _chapters(self, rows: Sequence[Row], stem: str) -> list[Mapping[str, object]]:
        starts = [start for start, _ in spread_times(rows)]
        if not starts:
            return []
        entries = self._index(stem) or [*self._runs(rows, starts)]
        begins = [entry.start for entry in entries]
        counted: list[Counter[str]] = [Counter() for _ in entries]
        for row, at in zip(rows, starts, strict=True):
            place = bisect_right(begins, at) - 1
            if place >= 0:
                counted[place].update(tag for tag in row.tags if tag != HIGHLIGHT)
        return [
            _chapter(entry, [self._meaning(code) for code, _ in codes.most_common()])
            for entry, codes in zip(entries, counted, strict=True)
        ]

    def _index(self, stem: str) -> list[_Entry]:
        """The index of a recording, in order."""
        if self._source is None:
            return []
        file = data_folder(self._source) / "indexes" / f"{stem}.csv"
        path = self._path(file)
        found = []
        seen = listed = 0
        for row in self._rows(file):
            seen += 1
            at, title = parse_time(row.get("time", "")), row.get("title", "")
            if at is None or not title:
                listed += 1
                facts = {"seen": f"{row.get('time', '')} {title}".strip()[:60]}
                self.problems.append(Problem("import-point-unread", path, int(row["#"]), facts))
            else:
                line = int(row["#"])
                synopsis = self._guarded(row.get("description", ""), path, line)
                found.append(_Entry(at, self._guarded(title, path, line), synopsis))
        if seen:
            self._used.add(path)
            self._count(Unit.POINTS, Tally(seen, kept=len(found), listed=listed))
        return sorted(found, key=lambda entry: entry.start)

    def _runs(self, rows: Sequence[Row], starts: Sequence[float]) -> Iterator[_Entry]:
        """Where the first code of the rows changes, for as many rows as make a chapter."""
        coded = [
            (at, code)
            for row, at in zip(rows, starts, strict=True)
            if (code := next((tag for tag in row.tags if tag != HIGHLIGHT), None)) is not None
        ]
        told: str | None = None
        for place, (at, code) in enumerate(coded):
            following = [other for _, other in coded[place : place + SHORTEST_RUN]]
            if code != told and following == [code] * SHORTEST_RUN:
                told = code
                yield _Entry(at, self._meaning(code))

    def _meaning(self, code: str) -> str:
        """What a code stands for; where that holds a private number, it stands for nothing."""
        meaning = self._codes.get(code, code)
        return meaning if self._guarded(meaning, PurePosixPath(_CODES), None) == meaning else "……"

    def _guarded(self, text: str, path: PurePosixPath, line: int | None) -> str:
        safe, problems = withhold_in_text(text, path=path, line=line)
        self.problems += problems
        return safe

    def _path(self, file: Path) -> PurePosixPath:
        assert self._source is not None
        return PurePosixPath(file.relative_to(self._source).as_posix())

    def _rows(self, file: Path) -> list[dict[str, str]]:
        """The rows of a small table by the names of its columns; ``#`` is their line."""
        text = read_text(file, path=self._path(file))
        if text is None:
            return []
        self.problems += text.problems
        self._used.add(self._path(file))
        table = parse_table(text.text or "")
        keys = [column_key(name) for name in table.header]
        return [
            dict(zip(keys, map(str.strip, row.cells), strict=False)) | {"#": str(row.line)}
            for row in table.rows
            if not row.is_empty
        ]


def _labels(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        yield from parse_voice(row.speaker)[0]


def _segments(rows: Sequence[Row], in_full: Mapping[str, str]) -> list[Segment]:
    """A segment for each row that somebody says; what nobody says stands before the next one.
    Where nobody is named at all, nobody knows who speaks."""
    unheard = (Speaker("不明", Role.UNKNOWN),)
    is_named = any(row.speaker for row in rows)
    times: Sequence[tuple[float | None, float | None]]
    times = spread_times(rows) or [(None, None)] * len(rows)
    found: list[Segment] = []
    waiting: list[Span] = []
    since: float | None = None
    for row, (start, end) in zip(rows, times, strict=True):
        names, certainty = parse_voice(row.speaker)
        if not names and is_named:
            since = start if not waiting else since
            waiting += _notes(row.words or row.original, row.note)
            continue
        speakers = tuple(Speaker(in_full[name], Role.UNKNOWN) for name in names) or unheard
        spans = (*waiting, *marked_spans(row.original or row.words), *_notes(row.note))
        mandarin = marked_spans(row.words) if row.original else ()
        begin = since if waiting else start
        found.append(Segment(begin, end, speakers, spans, mandarin, certainty, row.line))
        waiting = []
    if waiting:
        found.append(Segment(since, times[-1][1], unheard, tuple(waiting), line=rows[-1].line))
    return found


def _notes(*texts: str) -> list[Span]:
    return [EditorNote(plain_spans(text)) for text in texts if text]


def _chapter(entry: _Entry, keywords: Sequence[str]) -> Mapping[str, object]:
    fields: dict[str, object] = {
        "start": round(entry.start, 3),
        "title": entry.title[:_LONGEST_TITLE],
    }
    if entry.synopsis:
        fields["synopsis"] = entry.synopsis
    if keywords:
        fields["keywords"] = [word[:_LONGEST_TITLE] for word in dict.fromkeys(keywords)]
    return fields


def _themes(chapters: Sequence[Mapping[str, object]], said: Sequence[str]) -> list[str]:
    counted: Counter[str] = Counter()
    for chapter in chapters:
        keywords = chapter.get("keywords", ())
        assert isinstance(keywords, list | tuple)
        counted.update(keywords)
    return list(dict.fromkeys((*said, *(word for word, _ in counted.most_common(MANY_THEMES)))))
