"""Transcripts in Markdown, ``# title`` and ``### 讲者：`` headings, into records of an archive."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from archive.errors import ConfigError, Problem
from archive.ingest.importers.records import Names, consent_fields
from archive.ingest.incoming import Draft, Incoming, Tally, Unit, Whence
from archive.ingest.slugs import slug_for
from archive.ingest.texts import parse_text
from archive.ingest.transcripts import TranscriptReading, parse_untimed, turn_headings
from archive.model.kinds import Kind, RecordId
from archive.model.marks import EditorNote, full_text
from archive.model.transcript import Segment
from archive.values import dataclass

_TITLE = re.compile(r"^#[ \t]+(.+?)[ \t]*$", re.MULTILINE)
_DATE = re.compile(r"(?<!\d)(\d{4})[-_.年]?(\d{2})[-_.月]?(\d{2})日?(?!\d)")
_TITLE_DATE = re.compile(r"^\d{4}[-_./年]?\d{1,2}[-_./月]?\d{1,2}日?[ \t]*")
_NOT_SAID = "不详（由 Markdown 文稿导入）"
_LONGEST_TITLE = 400
_TRIED = 5
"""Files that are opened to see whether a folder holds such transcripts."""
_BEGINNING = 60_000
"""Bytes of each."""


@dataclass(frozen=True, slots=True)
class _Source:
    """One file as read: what it is called, when it was recorded, and who says what."""

    path: PurePosixPath
    slug: str
    title: str
    day: datetime.date | None
    text: str
    reading: TranscriptReading

    @property
    def segments(self) -> Sequence[Segment]:
        return self.reading.transcript.segments

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everyone who speaks, in the order they begin."""
        names = (s.label for segment in self.segments for s in segment.speakers if s.label)
        return tuple(dict.fromkeys(names))


def is_transcripts_markdown(source: Path) -> bool:
    """Whether Markdown with a heading for each who speaks lies in ``source``, or in its
    ``transcripts`` folder."""
    return any(map(_has_turns, _files(source)[:_TRIED]))


def read_transcripts_markdown(source: Path, *, declared_consent: str | None = None) -> Incoming:
    """The records for every Markdown transcript in ``source`` or in its ``transcripts`` folder.

    Becomes an interview for each file and a person for each name that speaks. With
    ``declared_consent``, the public licence the transcripts were published under (CC0-1.0), each
    person gets a consent that quotes it, and everything is open; without it everything is closed.
    ConfigError when the folder holds no Markdown.
    """
    files = [file for file in _files(source) if _has_turns(file)]
    if not files:
        raise ConfigError(
            f"{source} 里没有 Markdown 文字稿（.md 文件）。",
            f"There are no Markdown transcripts (.md files) in {source}.",
        )
    problems: list[Problem] = []
    names = Names()
    folder = PurePosixPath(files[0].parent.relative_to(source).as_posix())
    sources = [s for file in files for s in _read(file, folder / file.name, names, problems)]
    people = _people(sources)
    if declared_consent is None and sources:
        problems.append(Problem("import-closed", PurePosixPath(files[0].parent.name)))
    said = [segment for s in sources for segment in s.segments]
    characters = sum(len(full_text(segment.spans)) for segment in said)
    turns = sum(len(turn_headings(s.text)) for s in sources)
    empty = sum(bool(segment.speakers) and not segment.spans for segment in said)
    return Incoming(
        drafts=tuple(_drafts(sources, people, declared_consent)),
        problems=tuple(sorted(set(problems))),
        tallies={
            Unit.TURNS: Tally(turns, kept=turns - empty, listed=empty),
            Unit.CHARACTERS: Tally(characters, kept=characters),
        },
        files=tuple(source.path for source in sources),
    )


def _files(source: Path) -> list[Path]:
    folder = source / "transcripts" if (source / "transcripts").is_dir() else source
    files = sorted(folder.glob("*.md")) if folder.is_dir() else []
    return [file for file in files if file.name.lower() != "readme.md" and file.is_file()]


def _has_turns(file: Path) -> bool:
    with file.open("rb") as opened:
        return bool(turn_headings(opened.read(_BEGINNING).decode("utf-8", "replace")))


def _read(
    file: Path, path: PurePosixPath, names: Names, problems: list[Problem]
) -> Iterator[_Source]:
    text = parse_text(file.read_bytes(), path=path)
    problems += text.problems
    if text.text is None:
        return
    reading = parse_untimed(text.text, path=path)
    spoken = [segment for segment in reading.transcript.segments if segment.speakers]
    if not any(s.label for segment in spoken for s in segment.speakers):
        return
    problems += (p for p in reading.problems if p.code != "speaker-none")
    problems += _remarks(path, text.text, reading)
    match = _TITLE.search(text.text)
    title = _TITLE_DATE.sub("", match[1]) if match else file.stem
    if match is None:
        problems.append(Problem("import-no-title", path))
    day = _day(file.stem)
    if day is None:
        problems.append(Problem("import-no-date", path, None, {"seen": file.name}))
    stem = _DATE.sub("", file.stem).strip("-_ ") or "interview"
    slug = slug_for(stem, otherwise="interview")
    wanted = f"{day.isoformat()}-{slug}" if day else slug
    title = (title.strip() or file.stem)[:_LONGEST_TITLE]
    yield _Source(path, names.give(wanted), title, day, text.text, reading)


def _remarks(path: PurePosixPath, text: str, reading: TranscriptReading) -> Iterator[Problem]:
    """Turns without words, and headings that may be speakers."""
    for segment in reading.transcript.segments:
        if segment.speakers and not segment.spans:
            facts = {"seen": "、".join(speaker.label for speaker in segment.speakers)}
            yield Problem("import-empty-turn", path, segment.line, facts)
    lines = text.split("\n")
    for segment in reading.transcript.segments:
        if segment.spans and isinstance(segment.spans[0], EditorNote):
            line = lines[segment.line - 1]
            if line.startswith("#"):
                yield Problem("import-heading", path, segment.line, {"seen": line[:60]})


def _day(stem: str) -> datetime.date | None:
    match = _DATE.search(stem)
    if match is None:
        return None
    try:
        return datetime.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _people(sources: Iterable[_Source]) -> dict[str, str]:
    """Every name that speaks, with the slug of its record."""
    everyone = dict.fromkeys(name for source in sources for name in source.speakers)
    names = Names()
    return {
        name: names.give(slug_for(name, otherwise=f"person-{number:04}"))
        for number, name in enumerate(everyone, 1)
    }


def _transcript(source: _Source) -> str:
    """The words as they stand; what stands before the first speaker becomes a note of nobody."""
    lines = source.text.split("\n")
    first = turn_headings(source.text)[0]
    for number, line in enumerate(lines[:first]):
        if line.strip() and not line.startswith((">", "#")):
            lines[number] = f"> {line}"
    return "\n".join(lines).rstrip("\n") + "\n"


def _drafts(
    sources: Sequence[_Source], people: Mapping[str, str], licence: str | None
) -> Iterator[Draft]:
    access = "开放" if licence else "不开放"
    for number, source in enumerate(sources, 1):
        yield Draft(
            RecordId(f"{Kind.INTERVIEW.value}/{source.slug}"),
            _interview(source, number, people, access),
            Whence(source.path),
            beside={"transcript.md": _transcript(source)},
        )
    told_in: dict[str, list[_Source]] = {}
    for source in sources:
        for name in source.speakers:
            told_in.setdefault(name, []).append(source)
    for number, (name, slug) in enumerate(people.items(), 1):
        first = Whence(told_in[name][0].path)
        yield Draft(
            RecordId(f"{Kind.PERSON.value}/{slug}"),
            {
                "accession": f"P{number:04}",
                "name": name,
                "name_kind": "真名",
                "access": access,
            },
            first,
        )
        consent = consent_fields(
            number,
            slug,
            covers=[f"interviews/{source.slug}" for source in told_in[name]],
            days=[source.day for source in told_in[name] if source.day is not None],
            licence=licence,
        )
        yield Draft(RecordId(f"{Kind.CONSENT.value}/{slug}"), consent, first)


def _interview(
    source: _Source, number: int, people: Mapping[str, str], access: str
) -> Mapping[str, object]:
    return {
        "accession": f"K{number:04}",
        "title": source.title,
        "access": access,
        "narrators": [f"people/{people[name]}" for name in source.speakers],
        "speakers": {name: f"people/{people[name]}" for name in source.speakers},
        "collectors": ["不详"],
        "institution": _NOT_SAID,
        "recorded_on": source.day.isoformat() if source.day else {"spoken": "不详"},
        "recorded_at": "不详",
        "languages": ["普通话"],
        "summary": f"《{source.title}》的文字稿，讲话的有{_some(source.speakers)}。",
        "consents": [f"consents/{people[name]}" for name in source.speakers],
        "transcript_state": "校对",
    }


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:5]) + (f"等 {len(names)} 人" if len(names) > 5 else "")
