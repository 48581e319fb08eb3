"""One IIIF manifest: what it describes, its canvases, and the tellings that are on them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field, replace
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.importers.accounts import Account, name_speakers, withhold_doubtful
from archive.ingest.importers.iiif_canvas import Canvas, Placed, Resource, read_canvas
from archive.ingest.importers.iiif_photos import Pictured
from archive.ingest.importers.iiif_ranges import RangesReading, Stretch, read_ranges
from archive.ingest.importers.iiif_values import Values, objects, plain, plain_line
from archive.ingest.importers.iiif_words import WordsReading, read_words
from archive.ingest.importers.neighbours import Neighbours, place_for
from archive.ingest.importers.plain_texts import SHORTEST, clean_line, plain_names
from archive.ingest.importers.western_dates import NO_DATE, DateRead, parse_date, spoken_of
from archive.ingest.incoming import Original, Tally, Unit
from archive.model.transcript import Segment, Transcript
from archive.values import dataclass

STYLE = "由 IIIF 清单导入；{}。"
_LABELS = (
    ("told", r"interviewees?|narrators?|informants?|speakers?|口述者|口述人|讲述人|受访者"),
    ("asked", r"interviewers?|采访者|采集者|访谈者|采访人|访谈人"),
    ("date", r"date|date (?:issued|recorded|created|of interview)|采集日期|日期|时间"),
    ("accession", r"identifier|accession(?: number)?|call number|档号|编号"),
    ("institution", r"publishers?|repository|institution|采集单位|收藏单位"),
    ("languages", r"languages?|语言|方言"),
    ("themes", r"subjects?|keywords?|主题词|主题"),
    ("recorded_at", r"recorded at|place of interview|采集地点"),
    ("summary", r"summary|description|abstract|摘要|简介"),
)
_MANY_THEMES = 40
_RANGE_SLACK = 0.001


@dataclass(slots=True)
class ManifestReading:
    """What a manifest holds, the files that lay beside it, the problems, and the counts."""

    accounts: list[Account] = field(default_factory=list)
    photos: list[Pictured] = field(default_factory=list)
    originals: list[Original] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    tallies: dict[Unit, Tally] = field(default_factory=dict)
    files: list[PurePosixPath] = field(default_factory=list)
    """The transcripts beside it that were read."""


@dataclass(slots=True)
class _About:
    """What a manifest says of all that is in it."""

    title: str = ""
    told: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    when: DateRead = NO_DATE
    accession: str = ""
    fields: dict[str, object] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    values: Values
    path: PurePosixPath
    beside: Neighbours
    reading: ManifestReading = field(default_factory=ManifestReading)
    kept: set[str] = field(default_factory=set)
    """Addresses of files that lie beside."""

    def tell(self, code: str, **facts: str) -> None:
        self.reading.problems.append(Problem(code, self.path, None, facts))

    def count(self, unit: Unit, tally: Tally) -> None:
        self.reading.tallies[unit] = self.reading.tallies.get(unit, Tally()) + tally


def read_manifest(values: Values, *, path: PurePosixPath, beside: Neighbours) -> ManifestReading:
    """All of a manifest: a telling for each recording on a canvas, a photograph for each picture
    that lies beside where nothing is heard; what has no field stands in notes."""
    reader = _Reader(values, path, beside)
    [root] = objects(values.root)
    about = _about(reader, root)
    whole = read_canvas(values, {k: root[k] for k in ("annotations", "rendering") if k in root})
    canvases = [read_canvas(values, one) for one in objects(root.get("items"))]
    if canvases:
        canvases[0].texts += whole.texts
        canvases[0].said += whole.said
        canvases[0].seen += whole.seen
        about.notes += [f"- {note}" for note in whole.notes]
    ranges = read_ranges(values, root.get("structures"), {one.id: one for one in canvases})
    reader.count(Unit.POINTS, ranges.points)
    if ranges.lost:
        facts = {"count": str(len(ranges.lost)), "seen": ranges.lost[0][:60]}
        reader.tell("import-point-untimed", **facts)
    about.notes += [f"- {note}" for note in ranges.notes]
    several = sum(max(1, len(canvas.heard)) for canvas in canvases) > 1
    for number, canvas in enumerate(canvases, 1):
        _canvas(reader, about, canvas, ranges, number if several else 0)
    _finish(reader, about, [placed for c in canvases for placed in (*c.heard, *c.seen)])
    return reader.reading


# --- what the manifest says ----------------------------------------------------------------------


def _about(reader: _Reader, root: dict[str, object]) -> _About:
    values, about = reader.values, _About()
    title, others = values.lines(root, "label")
    about.title = plain_line("；".join(title)) or reader.path.stem
    about.notes += [f"- 另一种语言的题名：{plain_line(other)}" for other in others]
    summary, others = values.lines(root, "summary")
    if summary:
        about.fields["summary"] = plain("\n\n".join(summary))
    about.notes += [f"- 另一种语言的摘要：{plain_line(other)}" for other in others]
    for entry in objects(root.get("metadata")):
        _entry(values, about, entry)
    for entry in objects(root.get("requiredStatement")):
        label, texts = values.lines(entry, "label")[0], values.lines(entry, "value")[0]
        about.notes.append(f"- {plain_line('；'.join(label))}：{plain_line('；'.join(texts))}")
    rights = values.text(root, "rights")
    if rights:
        about.notes.append(f"- 许可：{clean_line(rights)}")
        reader.tell("import-rights-named", seen=clean_line(rights)[:120])
    if not about.when.is_known and (day := values.text(root, "navDate")):
        about.when = parse_date(day[:10])
    return about


def _entry(values: Values, about: _About, entry: dict[str, object]) -> None:
    """One pair of the description, in a field where it has one."""
    label = plain_line("；".join(values.lines(entry, "label")[0]))
    texts, others = values.lines(entry, "value")
    lines = [line for text in texts if (line := plain_line(text))]
    about.notes += [f"- {label}（另一种语言）：{plain_line(other)}" for other in others]
    key = next((key for key, names in _LABELS if re.fullmatch(names, label, re.IGNORECASE)), "")
    if not lines or not _set(about, key, lines):
        about.notes.append(f"- {label}：{'；'.join(plain(text) for text in texts)}")


def _set(about: _About, key: str, lines: list[str]) -> bool:
    """Put a value where it belongs; whether there was such a place, and it was empty."""
    match key:
        case "told" if not about.told:
            about.told, notes = plain_names(lines)
            about.notes += notes
        case "asked" if not about.asked:
            about.asked, notes = plain_names(lines)
            about.notes += notes
        case "date" if not about.when.is_known:
            about.when = parse_date(lines[0])
        case "accession" if not about.accession:
            about.accession = lines[0]
        case "institution" | "recorded_at" | "summary" if key not in about.fields:
            about.fields[key] = clean_line("；".join(lines))
        case "languages" if key not in about.fields:
            about.fields[key] = lines
        case "themes" if key not in about.fields:
            about.fields[key] = lines[:_MANY_THEMES]
            return len(lines) <= _MANY_THEMES
        case _:
            return False
    return key != "date" or about.when.is_known


# --- its canvases --------------------------------------------------------------------------------


def _canvas(
    reader: _Reader, about: _About, canvas: Canvas, ranges: RangesReading, number: int
) -> None:
    """The tellings on a canvas, or its pictures where nothing is heard or said."""
    if not (canvas.heard or canvas.texts or canvas.said):
        _pictures(reader, about, canvas)
        return
    words = read_words(
        canvas.texts,
        canvas.said,
        path=reader.path,
        beside=reader.beside,
        duration=canvas.duration,
    )
    reader.reading.files += words.files
    for unit, tally in words.tallies.items():
        reader.count(unit, tally)
    for code, facts in words.faults:
        reader.tell(code, **facts)
    own = [one for one in ranges.stretches if one.canvas == canvas.id]
    pictures = [{"file": place} for placed in canvas.seen if (place := _original(reader, placed))]
    placed = sorted(canvas.heard, key=lambda one: one.start) or [Placed(())]
    for order, one in enumerate(placed):
        until = placed[order + 1].start if order + 1 < len(placed) else float("inf")
        part = _Part(one, order, one.start if order else 0.0, until)
        telling = _telling(reader, about, canvas, words, part, own)
        if pictures and not order:
            telling = replace(telling, fields={**telling.fields, "pictures": pictures})
        title = _title(about, canvas, number, order if len(placed) > 1 else None)
        telling, withheld = withhold_doubtful(replace(telling, title=title))
        reader.reading.problems += withheld
        reader.reading.accounts.append(telling)


@dataclass(frozen=True, slots=True)
class _Part:
    """One recording of a canvas, and the stretch of the canvas that is told on it."""

    placed: Placed
    order: int
    begin: float
    end: float

    def holds(self, second: float | None) -> bool:
        """Whether what begins then is in this part; what has no time is in the first."""
        if second is None:
            return self.order == 0
        return self.begin <= second + _RANGE_SLACK and second < self.end


def _telling(
    reader: _Reader,
    about: _About,
    canvas: Canvas,
    words: WordsReading,
    part: _Part,
    stretches: Sequence[Stretch],
) -> Account:
    """What is told on one recording. Its title is not known yet."""
    transcript, speakers = name_speakers(words.transcript, about.told, about.asked)
    segments = _within(transcript.segments, part)
    fields = _fields(reader, about, canvas, words, part.placed)
    contents = _contents(stretches, part)
    if contents:
        fields["contents"] = contents
    is_timed = Transcript(segments).is_timed
    fields["transcription_style"] = STYLE.format("时间照清单" if is_timed else "原稿没有时间")
    notes = [*(f"- {note}" for note in canvas.notes), *words.notes] if not part.order else []
    return Account(
        path=reader.path,
        title="",
        told=about.told,
        asked=about.asked,
        speakers=speakers,
        transcript=Transcript(segments),
        accession=about.accession,
        when=about.when,
        fields=fields,
        notes="\n".join(notes),
    )


def _title(about: _About, canvas: Canvas, number: int, part: int | None) -> str:
    own = canvas.label or (f"第 {number} 部分" if number else "")
    title = f"{about.title}：{own}" if number and own != about.title else about.title
    return title if part is None else f"{title}（{part + 1}）"


def _fields(
    reader: _Reader, about: _About, canvas: Canvas, words: WordsReading, part: Placed
) -> dict[str, object]:
    """The fields of a telling that the manifest has words for."""
    fields = dict(about.fields)
    summary, _ = reader.values.lines(canvas.source, "summary")
    if summary:
        fields["summary"] = plain("\n\n".join(summary))
    if language := clean_line(words.language, longest=20):
        fields["language_tag"] = language
        fields.setdefault("languages", [language])
    place = _original(reader, part)
    if place:
        is_film = place.startswith("film/")
        fields["recording"] = {"file": place, "media_type": "录像" if is_film else "录音"}
    return fields


def _original(reader: _Reader, placed: Placed) -> str:
    """Where the first of the choices that lies beside goes; empty, and told, where none does."""
    for one in placed.choices:
        source = reader.beside.find(one.name, near=reader.path)
        if source is not None:
            place = place_for(source, picture=one.kind == "seen")
            reader.reading.originals.append(Original(source, place))
            reader.kept.add(one.address)
            return place.as_posix()
    if placed.choices:
        reader.tell("import-media-elsewhere", seen=placed.choices[0].address[:200])
    return ""


def _pictures(reader: _Reader, about: _About, canvas: Canvas) -> None:
    for placed in canvas.seen:
        place = _original(reader, placed)
        if place:
            title = about.title if canvas.label in ("", about.title) else canvas.label
            picture = Pictured(
                reader.path,
                PurePosixPath(place),
                title,
                summary=str(about.fields.get("summary", "")),
                note="\n".join(canvas.notes),
            )
            reader.reading.photos.append(picture)


def _within(segments: Sequence[Segment], part: _Part) -> tuple[Segment, ...]:
    """The segments of a part, in its own time; what comes before its recording, at its start."""
    found = []
    for segment in segments:
        if not part.holds(segment.start):
            continue
        if segment.start is not None:
            start = max(0.0, segment.start - part.placed.start)
            end = max(start + SHORTEST, (segment.end or 0.0) - part.placed.start)
            segment = replace(segment, start=start, end=end)
        found.append(segment)
    return tuple(found)


def _contents(stretches: Sequence[Stretch], part: _Part) -> list[dict[str, object]]:
    """The chapters of a part, in the order of time."""
    found = sorted((one for one in stretches if part.holds(one.start)), key=lambda one: one.start)
    return [
        {"start": round(max(0.0, one.start - part.placed.start), 3), "title": one.title}
        for one in found
    ]


# --- what is left --------------------------------------------------------------------------------


def _finish(reader: _Reader, about: _About, placed: Sequence[Placed]) -> None:
    """The values and the files that nothing used, into the notes of the first telling."""
    values, reading = reader.values, reader.reading
    other: list[Resource] = [
        one for each in placed for one in each.choices if one.address not in reader.kept
    ]
    kept = sum(one.address in reader.kept for each in placed for one in each.choices)
    unread = values.unread_media()
    reader.count(Unit.LINKS, Tally(values.media, kept=kept, listed=len(other) + len(unread)))
    left = [*values.left()]
    if unread:
        reader.tell("import-media-unused", count=str(len(unread)), seen=unread[0][:120])
    lines = [*about.notes, *(f"- 文件：{clean_line(one.address)}" for one in other)]
    if left:
        lines += ["", "## 清单里另外写着的", ""]
        lines += [f"- {place}：{' '.join(plain(text).split())}" for place, text in left]
    twice = values.seen - values.there if values.twice else 0
    if values.twice:
        reader.tell("import-field-unknown", count=str(twice), seen="、".join(values.twice)[:120])
    count = values.used + len(left)
    if reading.accounts:
        first = reading.accounts[0]
        notes = "\n".join([*lines, "", first.notes])
        reading.accounts[0] = replace(first, notes=notes)
    elif reading.photos:
        photo = reading.photos[0]
        reading.photos[0] = replace(photo, note="\n".join([*lines, photo.note]).strip())
    else:
        reader.tell("import-manifest-empty", seen=about.title[:120])
    is_kept = bool(reading.accounts or reading.photos)
    reader.count(
        Unit.FIELDS,
        Tally(values.seen, kept=count if is_kept else 0, listed=twice + (0 if is_kept else count)),
    )
    if reading.accounts and not about.told:
        reader.tell("import-no-narrator", seen=about.title[:60])
    if reading.accounts and not about.when.is_known:
        reader.tell("import-no-date", seen=spoken_of(about.when) or about.title[:60])
