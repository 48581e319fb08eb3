"""Oral-History.Digital: transcripts as tables or WebVTT, metadata templates and a registry, into
records of an archive."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from archive.errors import ConfigError, Problem
from archive.ingest.importers.catalogue import tag_of
from archive.ingest.importers.delimited import parse_table
from archive.ingest.importers.digital_people import (
    KEY,
    Teller,
    is_metadata,
    item_for,
    read_names,
    read_teller,
)
from archive.ingest.importers.digital_registry import (
    Entry,
    Registry,
    is_registry,
    parse_answer,
    registry_drafts,
    registry_of,
)
from archive.ingest.importers.digital_rows import (
    DigitalReading,
    Heading,
    read_digital_rows,
    read_digital_vtt,
    renamed,
)
from archive.ingest.importers.digital_tables import Tape, digital_roles, read_table, read_tapes
from archive.ingest.importers.item_tables import Item, Taking, each_once, items_of
from archive.ingest.importers.names_in_full import names_in_full
from archive.ingest.importers.records import Names
from archive.ingest.importers.source_files import list_files
from archive.ingest.importers.tellings import Someone, Telling, telling_drafts
from archive.ingest.importers.western_dates import parse_date
from archive.ingest.incoming import Incoming, Outcome, Tally, Unit, Whence
from archive.ingest.off_record import withhold_in_doubt, withhold_in_text
from archive.ingest.slugs import slug_for
from archive.ingest.texts import decode, parse_text
from archive.ingest.voices import UNHEARD
from archive.model.kinds import Kind, RecordId, record_id
from archive.model.transcript import Segment

_NOT_SAID = "不详（由 Oral-History.Digital 导入）"
_UNKNOWN = "不详"
_STYLE = "由 Oral-History.Digital 的文稿导入；没有写结束时间的，到下一段开始为止。"
_BOOKS = (".ods", ".xlsx", ".xls")
_TABLES = (".csv", ".tsv", *_BOOKS)
_READ = (*_TABLES, ".vtt", ".json")
_LARGEST = 64_000_000
_ASKING = re.compile(r"(?:INT|IV|I|INTERVIEWER(?:IN)?)\d*", re.IGNORECASE)
_FILMING = re.compile(r"KAM(?:ERA)?\d*|CAM(?:ERA)?\d*", re.IGNORECASE)
_INITIALS = re.compile(r"[A-ZÄÖÜ]{1,4}\d?")
_MARKED = re.compile(rb"<(?:(?:res|an|sim)\s|(?:n|i|s|l|ld|g)\(|p\d|\?[\s\d>]|\[\?\]>)")
"""Marks that WebVTT by itself does not have."""
_ASKER = "问"
_FILMER = "摄像者"
_OTHERS = frozenset({_ASKER, _FILMER, *UNHEARD})
"""Names in a transcript that are nobody's own."""
_LONGEST_TITLE = 200


def is_oral_history_digital(source: Path) -> bool:
    """Whether ``source`` is a folder with transcript tables, metadata templates or a registry
    right in it."""
    files = sorted(source.glob("*")) if source.is_dir() else []
    tables = [file for file in files if file.suffix.lower() in _TABLES]
    return any(_begins_digital(file) for file in tables[:40] if not file.is_symlink())


def _begins_digital(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            head = opened.read(_LARGEST if file.suffix.lower() in _BOOKS else 1 << 16)
    except OSError:
        return False
    return is_digital(head, PurePosixPath(file.name))


def is_digital(data: bytes, path: PurePosixPath) -> bool:
    """Whether the beginning of a text, or a whole workbook, is a transcript, a metadata template or
    a registry; subtitles are, where marks stand in their words."""
    suffix = path.suffix.lower()
    if suffix == ".vtt":
        return _MARKED.search(data) is not None
    if suffix in _BOOKS:
        table = read_table(data, path=path, problems=[])
        header = table.header if table is not None else ()
    else:
        first = data.lstrip(b"\xef\xbb\xbf\r\n").partition(b"\n")[0]
        header = parse_table((decode(first)[0] or "").strip("\r")).header
    return bool(digital_roles(header)) or is_registry(header) or is_metadata(header)


def read_oral_history_digital(source: Path, *, declared_consent: str | None = None) -> Incoming:
    """The records of the Oral-History.Digital files in folder ``source``.

    A transcript becomes an interview, each tape of it its own; headings become chapters, marks in
    the words ours, annotations notes, and references lead to the records of the registry. A file
    belongs to the interview of the metadata with whose id its name begins. Files of other sorts
    that lie among them are left to others. ``declared_consent`` as
    in `read_transcripts_markdown`. ConfigError when there is nothing of the format.
    """
    files = [path for path in list_files(source) if path.suffix.lower() in _READ]
    reading = _Reading(declared_consent)
    for path in sorted(files, key=lambda one: one.suffix.lower() == ".vtt"):
        file = source / path
        if not file.is_symlink() and file.stat().st_size <= _LARGEST:
            data = file.read_bytes()
            if path.suffix.lower() == ".json" or reading.knows(path) or is_digital(data, path):
                reading.read(data, path)
    if not reading.used:
        raise ConfigError(
            f"{source} 里没有 Oral-History.Digital 的文稿、元数据或登记表。",
            f"There are no transcripts, metadata or registry of Oral-History.Digital in {source}.",
        )
    return replace(reading.incoming(), files=tuple(sorted(reading.used)))


def read_digital(data: bytes, *, path: PurePosixPath, licence: str | None = None) -> Incoming:
    """The records of one file by itself: a transcript, a metadata template or a registry."""
    reading = _Reading(licence)
    reading.read(data, path)
    return reading.incoming()


class _Reading:
    """All files of one archive: first they are read, then put together."""

    def __init__(self, licence: str | None) -> None:
        self.problems: list[Problem] = []
        self.used: set[PurePosixPath] = set()
        self._licence = licence
        self._tally: dict[Unit, Tally] = {}
        self._entries: list[Entry] = []
        self._items: list[Item] = []
        self._transcripts: list[tuple[PurePosixPath, str, DigitalReading]] = []
        self._someones: list[Someone] = []
        self._names = Names()
        self._numbers = Names()

    def knows(self, path: PurePosixPath) -> bool:
        """Whether subtitles belong to an interview of the metadata that was read before."""
        items = {item.id.lower(): item for item in self._items}
        return path.suffix.lower() == ".vtt" and item_for(path.stem, items) is not None

    def read(self, data: bytes, path: PurePosixPath) -> None:
        """Read one file; one that is none of these is left."""
        suffix = path.suffix.lower()
        if suffix == ".json":
            entries = parse_answer(data, path)
            if entries is not None:
                self._take_entries(entries, path)
        elif suffix == ".vtt":
            self._read_vtt(data, path)
        else:
            self._read_table(data, path)

    def _read_table(self, data: bytes, path: PurePosixPath) -> None:
        problems: list[Problem] = []
        table = read_table(data, path=path, problems=problems)
        header = table.header if table is not None else ()
        roles = digital_roles(header)
        if table is None or not (roles or is_registry(header) or is_metadata(header)):
            self.problems += problems if table is None else ()
            return
        self.problems += problems
        self.used.add(path)
        if roles:
            for tape in read_tapes(table, roles, path=path):
                self._read_tape(tape, path)
            short = table.counted - len(table.rows)  # a row that the table lost on the way
            self._count(Unit.ROWS, Tally(seen=short))
            return
        empty = sum(row.is_empty for row in table.rows)
        self._count(Unit.ROWS, Tally(table.counted, kept=len(table.rows) - empty, listed=empty))
        if is_registry(header):
            self._entries += registry_of(table, path, problems=self.problems)
        else:
            self._items += items_of(table, path, labels={}, problems=self.problems, key=KEY)

    def _read_tape(self, tape: Tape, path: PurePosixPath) -> None:
        reading = read_digital_rows(tape.rows, path=path)
        doubtful = withhold_in_doubt(reading.segments, path=path)
        hidden = {doubtful.segments[place].line for place in doubtful.listed}
        reading.segments = list(doubtful.segments)
        self.problems += (*tape.rows.problems, *reading.problems, *doubtful.problems)
        listed = hidden | reading.listed
        outcomes = Counter(
            Outcome.LISTED if row.line in listed else row.outcome for row in tape.rows.rows
        )
        tally = Tally(
            seen=tape.rows.counted,
            kept=outcomes[Outcome.KEPT],
            repaired=outcomes[Outcome.REPAIRED],
            listed=outcomes[Outcome.LISTED] + tape.rows.empty,
        )
        self._count(Unit.ROWS, tally)
        said = sum(len("".join((row.words + row.original).split())) for row in tape.rows.rows)
        self._count(Unit.CHARACTERS, Tally(tape.rows.characters, kept=said))
        if reading.segments:
            self._transcripts.append((path, tape.number, reading))
        else:
            self.problems.append(Problem("import-no-words", path))

    def _read_vtt(self, data: bytes, path: PurePosixPath) -> None:
        text = parse_text(data, path=path)
        self.problems += text.problems
        if text.text is None:
            return
        reading = read_digital_vtt(text.text, path=path)
        doubtful = withhold_in_doubt(reading.segments, path=path)
        reading.segments = list(doubtful.segments)
        self.problems += (*reading.problems, *doubtful.problems)
        self._count(Unit.CUES, reading.cues)
        self.used.add(path)
        if reading.segments:
            self._transcripts.append((path, "", reading))

    def _take_entries(self, entries: Sequence[Entry], path: PurePosixPath) -> None:
        self.used.add(path)
        self._entries += entries

    def _count(self, unit: Unit, tally: Tally) -> None:
        self._tally[unit] = self._tally.get(unit, Tally()) + tally

    # --- put together

    def incoming(self) -> Incoming:
        """All that was understood."""
        items = {item.id.lower(): item for item in each_once(self._items, problems=self.problems)}
        again = len(self._items) - len(items)
        self._count(Unit.ROWS, Tally(kept=-again, listed=again))
        told: set[str] = set()
        tapes = Counter(path for path, _, _ in self._transcripts)
        tellings = []
        for path, number, reading in self._transcripts:
            item = item_for(path.stem, items)
            if item is None:
                self.problems.append(Problem("import-no-metadata", path))
            else:
                told.add(item.id)
            title = f"（第 {number or '?'} 盘）" if tapes[path] > 1 else ""
            tellings.append((self._telling(path, title, reading, item), reading))
        for item in items.values():
            if item.id not in told:
                empty = DigitalReading()
                tellings.append((self._telling(item.whence.file, "", empty, item), empty))
        return self._whole(tellings)

    def _whole(self, tellings: Sequence[tuple[Telling, DigitalReading]]) -> Incoming:
        people = Names()
        registry = registry_drafts(
            self._entries,
            access="开放" if self._licence else "不开放",
            people=people,
            telling=frozenset(name for telling, _ in tellings for name in telling.people),
            problems=self.problems,
        )
        linked = [self._linked(telling, reading, registry) for telling, reading in tellings]
        known = _merged([*self._someones, *registry.someones])
        drafts = telling_drafts(linked, known=known, licence=self._licence, given=people)
        if self._licence is None and (drafts or registry.drafts):
            self.problems.append(Problem("import-closed", PurePosixPath(".")))
        return Incoming(
            drafts=(*drafts, *registry.drafts),
            problems=tuple(sorted(set(self.problems))),
            tallies=self._tally,
        )

    def _telling(
        self, path: PurePosixPath, suffix: str, reading: DigitalReading, item: Item | None
    ) -> Telling:
        """One interview, or one tape of it; ``item`` is what the metadata say."""
        stem = path.stem if item is None else item.id
        about = Taking(item or Item(Whence(path), stem, "", {}, {}), self.problems)
        asked = read_names(about, "interviewführung", "interviewer")
        teller = read_teller(about)
        called = _called(reading.segments, teller, asked)
        people = {name: _apart(name, path) for name in called.values() if name not in _OTHERS}
        said = [name for label, name in people.items() if label not in asked]
        told = [teller.someone.name] if teller else said[:1]
        if teller is not None:
            self._someones.append(teller.someone)
        if not told:
            told = [f"讲述人不详（{path.stem[:40]}）"]
        nameless = [name for name in (*told, *said) if name.endswith("）")]
        self._someones += (Someone(name, {"name_kind": "匿名"}) for name in nameless)
        filming = [_FILMER] if _FILMER in called.values() else []
        safe, _ = withhold_in_text(told[0], path=path)
        shown = told[0] if safe == told[0] else "姓名待核的人"
        fields, day = self._fields(f"{shown}的口述{suffix}", about, reading)
        return Telling(
            id=record_id(Kind.INTERVIEW, self._names.give(slug_for(stem, otherwise="item"))),
            whence=Whence(path) if item is None or reading.segments else item.whence,
            fields={**fields, "collectors": [*asked, *filming] or [_UNKNOWN]},
            narrators=told,
            present=[name for name in said if name not in told],
            labels=people,
            segments=renamed(reading.segments, called),
            day=day,
        )

    def _fields(
        self, title: str, about: Taking, reading: DigitalReading
    ) -> tuple[dict[str, object], datetime.date | None]:
        """The fields of the record that need no other record, and the day of the interview."""
        whence = about.item.whence
        written = about.raw("interviewdatum", "interviewdate")
        when = parse_date(written)
        if not when.is_known:
            about.keep("Interview-Datum", written)
            facts = {"seen": written[:60] or whence.file.name}
            self.problems.append(Problem("import-no-date", whence.file, whence.row, facts))
        if link := about.item.cells.get("link", ""):
            facts = {"seen": link[:120]}
            problem = Problem("import-file-elsewhere", whence.file, whence.row, facts)
            self.problems.append(problem)
        languages = [about.line("sprache", "language"), about.line("zweitesprache")]
        places = [about.line("interviewort"), about.line("interviewortdirekteroberbegriff")]
        editors = [
            name
            for key in ("transkription", "übersetzung", "erschließung")
            for name in read_names(about, key)
        ]
        fields: dict[str, object] = {
            "accession": self._numbers.give(f"{about.item.id[:100]}{_number(title)}"),
            "title": title[:200],
            "institution": about.line("sammlung", "collection") or _NOT_SAID,
            "recorded_on": when.value,
            "recorded_at": "，".join(filter(None, places)) or _UNKNOWN,
            "languages": [one for one in languages if one] or [_UNKNOWN],
            "language_tag": tag_of(languages[0]),
            "summary": about.prose("beschreibunginterview", "description")
            or f"《{title}》的文字稿。",
            "transcript_state": "校对",
            "transcription_style": _STYLE,
            "note": about.note(),
        }
        if editors:
            fields["editors"] = list(dict.fromkeys(editors))
        return fields, when.day

    def _linked(self, telling: Telling, reading: DigitalReading, registry: Registry) -> Telling:
        """``telling`` with its contents, and with what is referred to in them."""
        fields = dict(telling.fields)
        chapters = _chapters(reading.headings)
        begins = [heading.start or 0.0 for heading in sorted(reading.headings, key=_begin)]
        mentions: dict[RecordId, None] = {}
        unknown: dict[str, list[int]] = {}
        for one in reading.references:
            record = registry.found.get(one.text)
            if record is None:
                unknown.setdefault(one.text, []).append(one.line)
                continue
            mentions[record] = None
            place = bisect_right(begins, one.start or 0.0) - 1
            if place >= 0:
                chapters[place].setdefault("mentions", {})[record] = None
        for text, lines in unknown.items():
            facts = {"seen": text[:60]}
            path = telling.whence.file
            self.problems.append(Problem("import-reference-unknown", path, lines[0], facts))
            where = "、".join(map(str, lines[:50]))
            fields["note"] = f"{fields['note']}\n登记表里没有：{text}（第 {where} 行）"
        missing = sum(map(len, unknown.values()))
        seen = len(reading.references)
        if seen:
            self._count(Unit.LINKS, Tally(seen, kept=seen - missing, listed=missing))
        if chapters:
            fields["contents"] = [_plain(chapter) for chapter in chapters]
        if mentions:
            fields["mentions"] = list(mentions)
        return replace(telling, fields=fields)


def _called(
    segments: Sequence[Segment], teller: Teller | None, asked: Sequence[str]
) -> Mapping[str, str]:
    """What each label is called in our transcript: whoever asks as the metadata name them, whoever
    tells by the public name."""
    labels = dict.fromkeys(s.label for segment in segments for s in segment.speakers)
    full = names_in_full(labels, (*(teller.called if teller else ()), *asked))
    found = {}
    for label, name in full.items():
        if _ASKING.fullmatch(label):
            found[label] = asked[0] if len(asked) == 1 else _ASKER
        elif _FILMING.fullmatch(label):
            found[label] = _FILMER
        elif teller is not None and name in teller.called:
            found[label] = teller.someone.name
        else:
            found[label] = name
    return found


def _apart(name: str, path: PurePosixPath) -> str:
    """The person behind a name: initials mean somebody else in each transcript."""
    return f"{name}（{path.stem[:40]}）" if _INITIALS.fullmatch(name) else name


def _begin(heading: Heading) -> float:
    return heading.start or 0.0


def _chapters(headings: Sequence[Heading]) -> list[dict[str, Any]]:
    """The contents, in order; what a heading is called in another language is its synopsis."""
    return [
        {
            "start": round(_begin(heading), 3),
            "title": heading.title[:_LONGEST_TITLE],
            **({"synopsis": heading.translated} if heading.translated else {}),
        }
        for heading in sorted(headings, key=_begin)
    ]


def _plain(chapter: Mapping[str, Any]) -> Mapping[str, object]:
    mentions = chapter.get("mentions")
    return {**chapter, "mentions": list(mentions)} if mentions else chapter


def _number(title: str) -> str:
    """The number of the tape, for the accession number, which must be its own."""
    match = re.search(r"（第 (.+) 盘）$", title)
    return f"-{match[1]}" if match else ""


def _merged(someones: Iterable[Someone]) -> list[Someone]:
    """What is known of each person, once."""
    found: dict[str, Someone] = {}
    for one in someones:
        before = found.get(one.name, Someone(one.name))
        fields = {**one.fields, **before.fields}
        whence = before.whence or one.whence
        found[one.name] = Someone(one.name, fields, before.body or one.body, whence)
    return list(found.values())
