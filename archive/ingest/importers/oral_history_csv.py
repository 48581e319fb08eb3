"""Archives of Oral History as Data: coded transcripts in CSV, with what is known of each
interview, what each code means, and an index of each recording, into records of an archive."""

from __future__ import annotations

import csv
import datetime
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from archive.errors import ConfigError, Problem
from archive.ingest.importers.coded_rows import (
    CodedRows,
    Row,
    parse_coded_rows,
    parse_time,
    spread_times,
)
from archive.ingest.importers.records import Names, consent_fields
from archive.ingest.incoming import Draft, Incoming, Outcome, Tally, Unit, Whence
from archive.ingest.slugs import slug_for
from archive.ingest.texts import parse_text
from archive.ingest.transcripts import format_untimed, format_vtt
from archive.ingest.voices import UNHEARD, parse_voice
from archive.model.dates import format_edtf, parse_edtf
from archive.model.kinds import Kind, RecordId
from archive.model.marks import EditorNote, Span, Withheld, Words
from archive.model.transcript import Role, Segment, Speaker, Transcript

_NOT_SAID = "不详（由编码文稿导入）"
_STYLE = "由编码文稿（CSV）导入；没有写时间的段落，时间按字数推算。"
_PLAIN_STYLE = "由编码文稿（CSV）导入；原稿没有时间。"
_LONGEST_TITLE = 200
MANY_THEMES = 8
"""Codes that become themes of an interview, the most frequent first."""
SHORTEST_RUN = 3
"""Rows with one code that make a chapter, where there is no index of the recording."""
HIGHLIGHT = "highlight"
"""A code that says that something is good, and not what it is about."""


@dataclass(frozen=True, slots=True)
class _Chapter:
    start: float
    title: str
    synopsis: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """One transcript with what is known of it."""

    path: PurePosixPath
    slug: str
    known: Mapping[str, str]
    told: tuple[str, ...]
    """Narrators, in full."""
    asked: tuple[str, ...]
    """Interviewers, in full."""
    present: tuple[str, ...]
    """Others who speak."""
    coded: CodedRows
    segments: tuple[Segment, ...]
    chapters: tuple[_Chapter, ...]
    when: str
    """The date in EDTF, empty where none is known."""

    @property
    def day(self) -> datetime.date | None:
        """The first day of the date."""
        return parse_edtf(self.when).earliest if self.when else None

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who gets a record of their own."""
        return tuple(dict.fromkeys((*self.told, *self.present)))

    @property
    def is_timed(self) -> bool:
        """Whether the rows have times."""
        return all(segment.start is not None for segment in self.segments)


def read_oral_history_csv(source: Path, *, declared_consent: str | None = None) -> Incoming:
    """The records for every coded transcript in ``source``, the folder of such an archive.

    Becomes an interview for each file in ``_data/transcripts`` (or ``transcripts``, or the folder
    itself) and a person for everybody who speaks but those who ask. Codes become keywords of
    chapters and themes. ``declared_consent`` as in `read_transcripts_markdown`. ConfigError when
    there are no transcripts.
    """
    data = source / "_data" if (source / "_data").is_dir() else source
    folder = data / "transcripts" if (data / "transcripts").is_dir() else data
    files = sorted(file for file in folder.glob("*.csv") if file.is_file())
    problems: list[Problem] = []
    about = _Tables(data, problems)
    names = Names()
    found = [_read(file, about, names, problems) for file in files]
    sources = [one for one in found if one is not None]
    if not sources:
        raise ConfigError(
            f"{source} 里没有编码文稿（有 words 一栏的 CSV 文件）。",
            f"There are no coded transcripts (CSV files with a column words) in {source}.",
        )
    if declared_consent is None:
        problems.append(Problem("import-closed", PurePosixPath(folder.name)))
    rows = [row for one in sources for row in one.coded.rows]
    outcomes = Counter(row.outcome for row in rows)
    turns = sum(_turns(one.segments) for one in sources)
    characters = sum(len(row.words) for row in rows)
    tally = Tally(
        seen=sum(one.coded.counted for one in sources),
        kept=outcomes[Outcome.KEPT],
        repaired=outcomes[Outcome.REPAIRED],
        listed=outcomes[Outcome.LISTED] + sum(one.coded.empty for one in sources),
    )
    return Incoming(
        drafts=tuple(_drafts(sources, declared_consent)),
        problems=tuple(sorted(set(problems))),
        tallies={
            Unit.ROWS: tally,
            Unit.TURNS: Tally(turns, kept=turns),
            Unit.CHARACTERS: Tally(characters, kept=characters),
        },
    )


class _Tables:
    """What an archive says of its transcripts, beside them: metadata, codes, indexes."""

    def __init__(self, data: Path, problems: list[Problem]) -> None:
        self._data = data
        self._problems = problems
        self._known: dict[str, Mapping[str, str]] = {}
        for file in sorted(data.glob("*.csv")):
            for row in self._rows(file):
                if row.get("interviewee") and row.get("objectid"):
                    self._known.setdefault(row["objectid"], row)
        codes = self._rows(data / "filters.csv")
        self._codes = {
            row["tag"]: row.get("description") or row["tag"] for row in codes if row.get("tag")
        }

    def known(self, stem: str) -> Mapping[str, str]:
        """What is known of a transcript."""
        return self._known.get(stem, {})

    def meaning(self, code: str) -> str:
        """What a code stands for."""
        return self._codes.get(code, code)

    def index(self, stem: str) -> Sequence[tuple[float, str, str]]:
        """Times, titles and descriptions of a recording's index, in order."""
        rows = self._rows(self._data / "indexes" / f"{stem}.csv")
        found = ((parse_time(row.get("time", "")), row) for row in rows)
        entries = [
            (at, row["title"], row.get("description", ""))
            for at, row in found
            if at is not None and row.get("title")
        ]
        return sorted(entries)

    def _rows(self, file: Path) -> list[dict[str, str]]:
        if not file.is_file():
            return []
        text = parse_text(file.read_bytes(), path=PurePosixPath(file.name))
        self._problems += text.problems
        rows = csv.DictReader(io.StringIO(text.text or "", newline=""))
        return [
            {
                str(key).strip().lower(): value.strip()
                for key, value in row.items()
                if isinstance(value, str)
            }
            for row in rows
        ]


def _read(file: Path, about: _Tables, names: Names, problems: list[Problem]) -> _Source | None:
    path = PurePosixPath(file.name)
    text = parse_text(file.read_bytes(), path=path)
    problems += text.problems
    coded = parse_coded_rows(text.text, path=path) if text.text is not None else None
    if coded is None or not coded.rows:
        if about.known(file.stem) or file.parent.name == "transcripts":
            problems.append(Problem("import-no-words", path))
        return None
    problems += coded.problems
    known = about.known(file.stem)
    if not known:
        problems.append(Problem("import-no-metadata", path))
    when = _when(known.get("date", ""))
    if not when:
        facts = {"seen": known.get("date") or file.name}
        problems.append(Problem("import-no-date", path, None, facts))
    told, asked = _split(known.get("interviewee", "")), _split(known.get("interviewer", ""))
    in_full = _in_full(coded.rows, (*told, *asked))
    said = [name for name in dict.fromkeys(in_full.values()) if name not in UNHEARD]
    if not told:
        told = tuple(name for name in said if name not in asked)[:1] or (file.stem,)
    segments = tuple(_segments(coded.rows, in_full))
    return _Source(
        path=path,
        slug=names.give(slug_for(file.stem, otherwise="interview")),
        known={"title": file.stem, **known},
        told=told,
        asked=asked,
        present=tuple(name for name in said if name not in (*told, *asked)),
        coded=coded,
        segments=segments,
        chapters=tuple(_chapters(coded.rows, about, file.stem)),
        when=when,
    )


def _split(names: str) -> tuple[str, ...]:
    return tuple(name for name in map(str.strip, names.split(";")) if name)


def _in_full(rows: Sequence[Row], known: Sequence[str]) -> Mapping[str, str]:
    """The full name behind each name that stands in a transcript: behind initials, and behind a
    name of which one part differs, where only one person fits."""
    labels = dict.fromkeys(name for row in rows for name in parse_voice(row.speaker)[0])
    written = [label for label in labels if " " in label]
    found = {}
    for label in labels:
        fitting = [name for name in known if label == name or _stands_for(label, name)]
        if not fitting:
            fitting = [name for name in written if label == name or _stands_for(label, name)]
        found[label] = fitting[0] if len(fitting) == 1 else label
    return found


def _stands_for(label: str, name: str) -> bool:
    """Whether ``label`` is made of the initials of ``name``, or has its last name."""
    parts, own = name.split(), label.split()
    if label.isupper() and len(own) == 1:
        initials = "".join(part[0] for part in parts).upper()
        return label in (initials, initials[:1] + initials[-1:])
    return len(own) > 1 and own[-1] == parts[-1]


def _segments(rows: Sequence[Row], in_full: Mapping[str, str]) -> Iterator[Segment]:
    """A segment for each row that somebody says; what nobody says stands before the next one."""
    times: Sequence[tuple[float | None, float | None]]
    times = spread_times(rows) or [(None, None)] * len(rows)
    waiting: list[Span] = []
    since: float | None = None
    for row, (start, end) in zip(rows, times, strict=True):
        names, certainty = parse_voice(row.speaker)
        if not names:
            since = start if not waiting else since
            waiting += _notes(row.words, row.note)
            continue
        speakers = tuple(Speaker(in_full[name], Role.UNKNOWN) for name in names)
        spans = (*waiting, *_spans(row))
        mandarin = (Words(_safe(row.words)),) if row.original and row.words else ()
        yield Segment(since if waiting else start, end, speakers, spans, mandarin, certainty)
        waiting = []


def _spans(row: Row) -> Iterator[Span]:
    if said := row.original or row.words:
        words = Words(_safe(said))
        yield Withheld((words,)) if row.is_off_record else words
    yield from _notes(row.note)


def _notes(*texts: str) -> list[Span]:
    return [EditorNote((Words(_safe(text)),)) for text in texts if text]


def _safe(text: str) -> str:
    """``text`` without what our transcripts would read as marks."""
    return text.translate(str.maketrans("【】〔〕", "[][]"))


def _chapters(rows: Sequence[Row], about: _Tables, stem: str) -> Iterator[_Chapter]:
    starts = [start for start, _ in spread_times(rows)]
    if not starts:
        return
    entries = about.index(stem) or [*_runs(rows, starts, about)]
    for place, (start, title, synopsis) in enumerate(entries):
        until = entries[place + 1][0] if place + 1 < len(entries) else float("inf")
        codes = Counter(
            tag
            for row, at in zip(rows, starts, strict=True)
            if start <= at < until
            for tag in row.tags
            if tag != HIGHLIGHT
        )
        keywords = tuple(dict.fromkeys(about.meaning(code) for code, _ in codes.most_common()))
        yield _Chapter(start, title[:_LONGEST_TITLE], synopsis, keywords)


def _runs(
    rows: Sequence[Row], starts: Sequence[float], about: _Tables
) -> Iterator[tuple[float, str, str]]:
    """Where the first code of the rows changes, for as many rows as make a chapter."""
    codes = [next((tag for tag in row.tags if tag != HIGHLIGHT), None) for row in rows]
    told: str | None = None
    for place, code in enumerate(codes):
        if code is None or code == told:
            continue
        following = [one for one in codes[place:] if one is not None][:SHORTEST_RUN]
        if len(following) == SHORTEST_RUN and set(following) == {code}:
            told = code
            yield starts[place], about.meaning(code), ""


def _when(text: str) -> str:
    """A date as EDTF, empty where it is none."""
    try:
        return format_edtf(parse_edtf(text))
    except ValueError:
        return ""


def _turns(segments: Sequence[Segment]) -> int:
    speakers = [segment.speakers for segment in segments if segment.speakers]
    return sum(one != other for one, other in zip(speakers, [(), *speakers[:-1]], strict=True))


# --- records -------------------------------------------------------------------------------------


def _drafts(sources: Sequence[_Source], licence: str | None) -> Iterator[Draft]:
    names = Names()
    everyone = dict.fromkeys(name for source in sources for name in source.people)
    people = {
        name: names.give(slug_for(name, otherwise=f"person-{number:04}"))
        for number, name in enumerate(everyone, 1)
    }
    access = "开放" if licence else "不开放"
    for number, source in enumerate(sources, 1):
        transcript = Transcript(source.segments)
        yield Draft(
            RecordId(f"{Kind.INTERVIEW.value}/{source.slug}"),
            _interview(source, number, people, access),
            Whence(source.path),
            beside={"transcript.vtt": format_vtt(transcript)}
            if source.is_timed
            else {"transcript.md": format_untimed(transcript)},
        )
    for number, (name, slug) in enumerate(people.items(), 1):
        told = [source for source in sources if name in source.people]
        lives = (s.known.get("bio", "") for s in told if s.told[:1] == (name,))
        yield Draft(
            RecordId(f"{Kind.PERSON.value}/{slug}"),
            {"accession": f"P{number:04}", "name": name, "name_kind": "真名", "access": access},
            Whence(told[0].path),
            body=next((life for life in lives if life), ""),
        )
        consent = consent_fields(
            number,
            slug,
            covers=[f"interviews/{source.slug}" for source in told],
            days=[source.day for source in told if source.day is not None],
            licence=licence,
        )
        yield Draft(RecordId(f"{Kind.CONSENT.value}/{slug}"), consent, Whence(told[0].path))


def _interview(
    source: _Source, number: int, people: Mapping[str, str], access: str
) -> Mapping[str, object]:
    known = source.known
    fields: dict[str, object] = {
        "accession": known.get("identifier") or f"K{number:04}",
        "title": known["title"][:_LONGEST_TITLE],
        "access": access,
        "narrators": [f"people/{people[name]}" for name in source.told],
        "speakers": {name: f"people/{people[name]}" for name in source.people},
        "collectors": list(source.asked) or ["不详"],
        "institution": known.get("source") or _NOT_SAID,
        "recorded_on": source.when or {"spoken": "不详"},
        "recorded_at": known.get("location") or "不详",
        "languages": [known.get("language") or "不详"],
        "language_tag": "en" if known.get("language", "").startswith("en") else "und",
        "summary": known.get("description") or f"《{known['title']}》的文字稿。",
        "consents": [f"consents/{people[name]}" for name in source.people],
        "transcript_state": "校对",
        "transcription_style": _STYLE if source.is_timed else _PLAIN_STYLE,
        "themes": _themes(source),
    }
    if not source.when and known.get("date"):
        fields["note"] = f"原来写的日期：{known['date']}"
    if source.present:
        fields["present"] = [f"people/{people[name]}" for name in source.present]
    if source.chapters:
        fields["contents"] = [_entry(chapter) for chapter in source.chapters]
    return fields


def _themes(source: _Source) -> list[str]:
    counted = Counter(keyword for chapter in source.chapters for keyword in chapter.keywords)
    said = _split(source.known.get("subject", ""))
    return list(dict.fromkeys((*said, *(word for word, _ in counted.most_common(MANY_THEMES)))))


def _entry(chapter: _Chapter) -> dict[str, object]:
    entry: dict[str, object] = {"start": round(chapter.start, 3), "title": chapter.title}
    if chapter.synopsis:
        entry["synopsis"] = chapter.synopsis
    if chapter.keywords:
        entry["keywords"] = list(chapter.keywords)
    return entry
