"""The one narrative of reading: a folder of hand-written files becomes an archive and problems."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from archive.errors import Problem, has_errors
from archive.ingest.cache import Cached, load_transcripts, read_cache, write_cache
from archive.ingest.entries import Entry, read_entry, unpack_lines
from archive.ingest.exhibits import check_voices
from archive.ingest.folders import FoundRecord, scan_content
from archive.ingest.originals import MEDIA, read_manifest
from archive.ingest.pinyin import read_pinyin
from archive.ingest.protected import check_names
from archive.ingest.puzzles import assemble_puzzles
from archive.ingest.readers import Workers, read_records
from archive.ingest.resolve import Together, check_spans, resolve_records
from archive.ingest.rules import check_cues
from archive.ingest.slots import Templates, read_slots
from archive.ingest.spoken_dates import Anchor
from archive.ingest.themes import check_themes, read_themes
from archive.ingest.visits import check_visits
from archive.ingest.voices import naming_of, resolve_segments
from archive.memory import without_collection
from archive.model.archive import Archive, Source
from archive.model.event import Event
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId
from archive.model.person import Person
from archive.model.records import Record
from archive.model.terms import TimesState
from archive.model.theme import Theme
from archive.model.transcript import Speaker, Transcript, Transcripts
from archive.values import dataclass

Progress = Callable[[int, int], None]
"""Told how many records are read, and how many there are."""

_EVENTS = f"{Kind.EVENT.value}/"
_ROUNDS = 4
_RECENT = 32


@dataclass(frozen=True)
class Reading:
    """What a folder gave: the archive of what could be read, and everything that is wrong."""

    archive: Archive
    problems: tuple[Problem, ...]
    together: Together = field(repr=False)

    @property
    def has_errors(self) -> bool:
        """Whether nothing may be built from it."""
        return has_errors(self.problems)


def read_archive(
    folder: Path,
    *,
    cache_dir: Path | None = None,
    verify: bool = False,
    workers: Workers | None = None,
    on_progress: Progress | None = None,
) -> Reading:
    """Read the archive in ``folder``. Never raises for what people wrote: that becomes problems.

    ``cache_dir`` keeps what was read for the next time; with ``verify`` every file is read again
    all the same. ``workers`` help where there is much to read.
    """
    scan = scan_content(folder)
    cached = Cached() if verify else read_cache(cache_dir)
    with without_collection():
        entries = _read_entries(folder, scan.records, cached, workers, on_progress or _be_silent)
    found = {record.id: record for record in scan.records}
    together = Together(found, entries)
    own = _read_vocabularies(folder, together)
    assembling = assemble_puzzles(together, templates=own.templates)
    manifest, manifest_problems = read_manifest(folder / MEDIA)
    names = check_names(together, cached)
    problems = {
        *scan.problems,
        *own.problems,
        *assembling.problems,
        *check_visits(together, templates=own.templates),
        *manifest_problems,
        *(problem for entry in entries.values() for problem in entry.problems),
        *resolve_records(together),
        *check_voices(together),
        *names.problems,
    }
    is_unchanged = (
        entries.keys() == cached.entries.keys()
        and all(entry is cached.entries[name] for name, entry in entries.items())
        and names.digest == cached.names_digest
    )
    if cache_dir is not None and not is_unchanged:
        remembered = Cached(entries, names.digest, names.by_record, names.spellings)
        write_cache(cache_dir, remembered, before=cached)
    archive = Archive(
        records={**together.records, **assembling.puzzles},
        transcripts=_LazyTranscripts(together),
        speakers=_LazySpeakers(together),
        sources=_LazySources(together),
        manifest=manifest,
        readings=own.readings,
        slot_templates=own.templates,
        themes=own.themes,
    )
    return Reading(archive, tuple(sorted(problems)), together)


def check_times(reading: Reading, *, durations: Mapping[RecordId, float]) -> tuple[Problem, ...]:
    """Whatever reaches beyond the recordings, now that their lengths in seconds are measured."""
    problems = set(check_spans(reading.together, durations=durations, chapters=True))
    for name, duration in durations.items():
        transcripts = reading.archive.transcripts.get(name)
        shown = transcripts and (transcripts.archival or transcripts.public)
        if isinstance(shown, Transcript):
            stamp = reading.together.found[name].stamp
            path = reading.together.found[name].path.with_name(stamp[1][0])
            problems.update(check_cues(shown, path, duration=duration))
    return tuple(sorted(problems))


def doubt_times(reading: Reading, beyond: Iterable[Problem]) -> Archive:
    """The archive, in which whatever reaches beyond a recording leaves all its times in doubt: it
    may be the text of another recording. They decide nothing then, as those that a machine
    suggested. ``beyond`` is what `check_times` found."""
    found = [one for one in (*reading.problems, *beyond) if one.code in _DOUBTFUL]
    folders = {one.path.parent for one in found}
    sealed = {one.facts.get("interview") for one in found}
    doubted = {
        name: interview.model_copy(update={"times": TimesState.SUGGESTED})
        for name, interview in (reading.together.interviews.items() if found else ())
        if name in sealed or reading.together.found[name].path.parent in folders
    }
    records = {**reading.archive.records, **doubted}
    return replace(reading.archive, records=records) if doubted else reading.archive


_DOUBTFUL = frozenset({"cue-past-end", "chapter-past-end", "sealed-span-outside"})


@dataclass(frozen=True, slots=True)
class _Vocabularies:
    """The village's own tables, and what is wrong with them."""

    readings: Mapping[str, Sequence[str]]
    templates: Templates
    themes: Sequence[Theme]
    problems: tuple[Problem, ...]


def _read_vocabularies(folder: Path, together: Together) -> _Vocabularies:
    readings, pinyin_problems = read_pinyin(folder)
    templates, slot_problems = read_slots(folder)
    table = read_themes(folder)
    unused = check_themes(table, together.records.values())
    problems = (*pinyin_problems, *slot_problems, *table.problems, *unused)
    return _Vocabularies(readings, templates, table.themes, problems)


def _be_silent(_done: int, _total: int) -> None:
    pass


def _read_entries(
    folder: Path,
    found: Sequence[FoundRecord],
    cached: Cached,
    workers: Workers | None,
    on_progress: Progress,
) -> dict[RecordId, Entry]:
    """Every record's entry. Events come first: other dates may be told by them."""
    entries = _read_events(folder, [f for f in found if f.id.startswith(_EVENTS)], cached)
    anchors, digest = _anchors(entries)
    missing = []
    for record in found:
        if record.id in entries:
            continue
        entry = cached.entry(record.id, record.stamp)
        if entry is None or entry.anchors not in (b"", digest):
            missing.append(record)
        else:
            entries[record.id] = entry
    read = read_records(folder, missing, anchors=anchors, digest=digest, workers=workers)
    for name, entry in read:
        entries[name] = entry
        if len(entries) % 100 == 0:
            on_progress(len(entries), len(found))
    on_progress(len(found), len(found))
    return {record.id: entries[record.id] for record in found}


def _read_events(
    folder: Path, found: Sequence[FoundRecord], cached: Cached
) -> dict[RecordId, Entry]:
    """The events, read again while those dated by others still gain from it.

    They are taken from the cache together or not at all: each may date the next.
    """
    remembered = {f.id: cached.entry(f.id, f.stamp) for f in found}
    kept = {name: entry for name, entry in remembered.items() if entry is not None}
    events_before = {name for name in cached.entries if name.startswith(_EVENTS)}
    if len(kept) == len(found) == len(events_before):
        return kept
    entries: dict[RecordId, Entry] = {}
    for _ in range(_ROUNDS):
        anchors, digest = _anchors(entries)
        for record in found:
            before = entries.get(record.id)
            if before is None or (before.anchors and before.anchors != digest):
                entries[record.id] = read_entry(
                    folder, record, anchors=anchors, anchors_digest=digest
                )
        if _anchors(entries)[1] == digest:
            break
    return entries


def _anchors(entries: Mapping[RecordId, Entry]) -> tuple[tuple[Anchor, ...], bytes]:
    """The events that date other things, and a digest of them."""
    anchors = tuple(anchors_among(entry.record for _, entry in sorted(entries.items())))
    text = repr([(anchor.names, anchor.when.edtf) for anchor in anchors])
    return anchors, hashlib.blake2b(text.encode(), digest_size=12).digest()


def anchors_among(records: Iterable[Record | None]) -> Iterator[Anchor]:
    """The events that date other things."""
    for record in records:
        if isinstance(record, Event) and record.is_anchor and record.when.is_known:
            yield Anchor((*record.called, record.name), record.when)


class _LazySources(Mapping[RecordId, Source]):
    """Where each record came from, made when asked for."""

    def __init__(self, together: Together) -> None:
        self._together = together

    def __getitem__(self, name: RecordId) -> Source:
        if name not in self._together.records:
            raise KeyError(name)
        entry = self._together.entries[name]
        path = self._together.found[name].path
        return Source(path, _LazyLines(entry.lines), entry.digest)

    def __iter__(self) -> Iterator[RecordId]:
        return iter(self._together.records)

    def __len__(self) -> int:
        return len(self._together.records)


class _LazyLines(Mapping[str, int]):
    """The lines of a file's keys, unpacked when first asked for: mostly nobody asks."""

    __slots__ = ("_lines", "_packed")

    def __init__(self, packed: str) -> None:
        self._packed = packed
        self._lines: dict[str, int] | None = None

    def _unpacked(self) -> dict[str, int]:
        if self._lines is None:
            self._lines = unpack_lines(self._packed)
        return self._lines

    def __getitem__(self, key: str) -> int:
        return self._unpacked()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._unpacked())

    def __len__(self) -> int:
        return len(self._unpacked())


class _LazySpeakers(Mapping[RecordId, Sequence[Speaker]]):
    """Who speaks in each interview's transcripts, from the labels that were found in them."""

    def __init__(self, together: Together) -> None:
        self._together = together

    def __getitem__(self, name: RecordId) -> Sequence[Speaker]:
        entry = self._together.entries[name]
        if not isinstance(entry.record, Interview):
            raise KeyError(name)
        naming = self._together.naming(name)
        labels = {"", *(label for label, _, _ in entry.labels)}
        return tuple(naming.speaker(label) for label in sorted(labels))

    def __iter__(self) -> Iterator[RecordId]:
        return iter(self._together.interviews)

    def __len__(self) -> int:
        return len(self._together.interviews)


class _LazyTranscripts(Mapping[RecordId, Transcripts]):
    """The transcripts, each unpacked and its speakers resolved when asked for."""

    def __init__(self, together: Together) -> None:
        self._packed = {
            name: entry.transcripts
            for name, entry in together.entries.items()
            if entry.transcripts is not None and isinstance(entry.record, Interview)
        }
        self._records = together.records
        self._people: dict[RecordId, Person] = together.people
        self._recent: OrderedDict[RecordId, Transcripts] = OrderedDict()

    def __getitem__(self, name: RecordId) -> Transcripts:
        known = self._recent.get(name)
        if known is not None:
            return known
        resolved = self._resolve(name, load_transcripts(self._packed[name]))
        self._recent[name] = resolved
        if len(self._recent) > _RECENT:
            self._recent.popitem(last=False)
        return resolved

    def _resolve(self, name: RecordId, transcripts: Transcripts) -> Transcripts:
        interview = self._records[name]
        assert isinstance(interview, Interview)
        naming = naming_of(interview, self._people)
        archival, public = transcripts.archival, transcripts.public
        return Transcripts(
            archival and resolve_segments(archival, naming),
            public and resolve_segments(public, naming),
        )

    def __iter__(self) -> Iterator[RecordId]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def __contains__(self, name: object) -> bool:
        return name in self._packed
