"""One record of an OHMS file as a telling: who told what, when, and what else is known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from archive.errors import Problem
from archive.ingest.importers.accounts import Account, name_speakers, withhold_doubtful
from archive.ingest.importers.neighbours import Neighbours, place_for
from archive.ingest.importers.ohms_cues import read_timed_words
from archive.ingest.importers.ohms_fields import Fields, count_texts, name_of, split_list
from archive.ingest.importers.ohms_index import LINK_NAMES, plain_list, read_index, take_link
from archive.ingest.importers.ohms_lines import read_lines
from archive.ingest.importers.plain_texts import clean_line, clean_text, plain_name, plain_names
from archive.ingest.importers.western_dates import NO_DATE, DateRead, parse_date, spoken_of
from archive.ingest.incoming import Original, Tally, Unit
from archive.ingest.scalars import parse_seconds
from archive.model.transcript import Transcript

STYLE = "由 OHMS 文件导入；{}。"
_TOLD_IN_TITLE = re.compile(r"\binterviews?\s+(?:with|of)\s+(\S.{2,80})$", re.IGNORECASE)
_CHINESE = re.compile(r"chinese|mandarin|中文|汉语|漢語|普通话|普通話|zh|cmn", re.IGNORECASE)
_TAGS = {
    "english": "en",
    "spanish": "es",
    "french": "fr",
    "german": "de",
    "japanese": "ja",
    "korean": "ko",
    "portuguese": "pt",
    "russian": "ru",
    "chinese": "zh",
    "mandarin": "cmn",
    "wu": "wuu",
    "cantonese": "yue",
    "中文": "zh",
    "汉语": "zh",
    "普通话": "cmn",
    "吴语": "wuu",
}
_MANY_THEMES = 40


@dataclass(slots=True)
class RecordReading:
    """A telling, the problems with it, the counts, and the file that lay beside it."""

    account: Account
    problems: list[Problem] = field(default_factory=list)
    tallies: dict[Unit, Tally] = field(default_factory=dict)
    original: Original | None = None


@dataclass(slots=True)
class _Reader:
    fields: Fields
    path: PurePosixPath
    beside: Neighbours
    problems: list[Problem] = field(default_factory=list)
    tallies: dict[Unit, Tally] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    original: Original | None = None

    def tell(self, code: str, **facts: str) -> None:
        self.problems.append(Problem(code, self.path, None, facts))

    def tell_all(self, faults: tuple[tuple[str, dict[str, str]], ...]) -> None:
        for code, facts in faults:
            self.tell(code, **facts)


def read_record(record: Element, *, path: PurePosixPath, beside: Neighbours) -> RecordReading:
    """All of ``record``: what no field of ours can hold stands in the notes for the worker.
    ``beside`` are the files that lie near."""
    reader = _Reader(Fields(record), path, beside)
    fields = reader.fields
    title = fields.first("title")
    told, asked = _people(reader, title)
    when = _date(reader)
    duration = _duration(fields)
    transcript = _transcript(reader, (*told, *asked), duration)
    transcript, speakers = name_speakers(transcript, told, asked)
    own = _own_fields(reader, duration, transcript)
    lives = {told[0]: life} if len(told) == 1 and (life := _life(reader)) else {}
    is_restricted = fields.first("userestrict").strip() == "1"
    if is_restricted:
        reader.tell("import-restricted")
        own["note"] = "原档案标明使用受限（userestrict=1），所以这里不开放。"
    accession = fields.first("accession") or fields.first("cms_record_id")
    accession = accession or fields.text(record, "id")
    _leftovers(reader)
    account = Account(
        path=path,
        title=title,
        told=told,
        asked=asked,
        speakers=speakers,
        transcript=transcript,
        accession=accession,
        when=when,
        fields=own,
        lives=lives,
        notes="\n".join(reader.notes),
        is_restricted=is_restricted,
    )
    account, withheld = withhold_doubtful(account)
    reader.problems += withheld
    return RecordReading(account, reader.problems, reader.tallies, reader.original)


def _people(reader: _Reader, title: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who tells and who asks."""
    fields = reader.fields
    told, notes = plain_names(split_list(fields.all("interviewee", "disp_name")))
    asked, others = plain_names(split_list(fields.all("interviewer")))
    reader.notes += [*notes, *others]
    if not told:
        match = _TOLD_IN_TITLE.search(clean_line(title))
        name = plain_name(match[1]) if match else ""
        code = "import-narrator-guessed" if name else "import-no-narrator"
        reader.tell(code, seen=name or clean_line(title)[:60])
        told = (name,) if name else ()
    return told, asked


def _date(reader: _Reader) -> DateRead:
    """When it was recorded; in words where that is no date."""
    fields = reader.fields
    found = NO_DATE
    for element in fields.children("date"):
        if not found.is_known:
            found = parse_date(fields.text(element, "value") or fields.text(element))
    for other in () if found.is_known else fields.children("date_nonpreferred_format"):
        written = found
        found = parse_date(fields.text(other))
        if written != NO_DATE and not found.is_known:
            found = written
    if not found.is_known:
        reader.tell("import-no-date", seen=spoken_of(found) or reader.path.name)
    return found


def _duration(fields: Fields) -> float:
    """Seconds; 0 where it is not known."""
    for element in fields.children("duration"):
        try:
            return parse_seconds(fields.peek(element))
        except ValueError:
            continue
    return 0.0


def _transcript(reader: _Reader, known: tuple[str, ...], duration: float) -> Transcript:
    fields = reader.fields
    cues = fields.first("vtt_transcript")
    lines = next(filter(None, map(fields.raw, fields.children("transcript"))), "")
    sync = fields.first("sync")
    language = clean_line(fields.first("transcript_alt_lang"))
    other_cues, other = fields.first("vtt_transcript_alt"), fields.first("transcript_alt")
    reading = read_lines(lines, sync, known=known, duration=duration)
    reader.tallies[Unit.WORDS] = reading.words
    reader.tallies[Unit.TIMES] = reading.times
    reader.tell_all(reading.faults)
    reader.notes += [f"- 文末注，正文没有提到：{note}" for note in reading.notes]
    transcript = reading.transcript
    if cues:
        mandarin = other_cues if _CHINESE.search(language) else ""
        timed = read_timed_words(cues, duration=duration, mandarin=mandarin)
        reader.tallies[Unit.CUES] = timed.cues
        reader.tell_all(timed.faults)
        reader.notes += [f"- {note}" for note in timed.notes]
        if timed.transcript.segments:
            if transcript.segments:
                reader.tell("import-second-transcript")
                reader.notes += ["", "## 另一份文字稿", "", clean_text(lines), ""]
            transcript = timed.transcript
        if any(segment.mandarin for segment in transcript.segments):
            other_cues = ""
    for text in filter(None, (other_cues, other)):
        if re.fullmatch(r"no transcript\.?", text.strip(), re.IGNORECASE):
            continue
        reader.tell("import-other-language", seen=language or "?")
        title = f"## 另一种语言的文字稿（{language or '未说明'}）"
        reader.notes += ["", title, "", clean_text(text), ""]
    return transcript


def _own_fields(reader: _Reader, duration: float, transcript: Transcript) -> dict[str, object]:
    """Fields of the interview that the record has words for."""
    fields = reader.fields
    own: dict[str, object] = {}
    lines: Mapping[str, tuple[str, Callable[[str], object]]] = {
        "repository": ("institution", clean_line),
        "description": ("summary", clean_text),
    }
    for name, (key, made) in lines.items():
        if text := fields.first(name):
            own[key] = made(text)
    languages = [clean_line(one) for one in split_list(fields.all("language"))]
    if languages:
        own["languages"] = languages
        own["language_tag"] = _TAGS.get(languages[0].casefold(), "und")
    themes, addresses = plain_list(fields.all("subject", "keyword", "keywords"))
    if themes:
        own["themes"] = themes[:_MANY_THEMES]
        reader.notes += [f"- 主题词：{theme}" for theme in themes[_MANY_THEMES:]]
    reader.notes += [f"- 主题词里的链接：{address}" for address in addresses]
    own |= _recording(reader, duration, transcript)
    own["transcription_style"] = STYLE.format(
        "时间按原来的时间标记推算" if transcript.is_timed else "原稿没有时间"
    )
    _index(reader, own)
    return own


def _index(reader: _Reader, own: dict[str, object]) -> None:
    """The points, wherever they stand, and links that stand in none of them."""
    everything = list(reader.fields.record.iter())
    points = [element for element in everything if name_of(element) == "point"]
    read = read_index(reader.fields, points)
    if read.contents:
        own["contents"] = [*read.contents]
    if read.notes:
        reader.notes += ["", "## 索引里另外写着的", "", *read.notes]
    reader.tell_all(read.faults)
    seen = sum(map(_is_link, everything))
    strays = [link for element in everything if (link := take_link(reader.fields, element))]
    reader.notes += [f"- {link}" for link in strays]
    reader.tallies[Unit.POINTS] = read.points
    reader.tallies[Unit.LINKS] = Tally(seen, kept=read.links + len(strays))


def _is_link(element: Element) -> bool:
    """Whether an element holds a link with something in it."""
    return any(name_of(one) in LINK_NAMES and (one.text or "").strip() for one in element)


def _recording(reader: _Reader, duration: float, transcript: Transcript) -> dict[str, object]:
    """The recording, where a file of its name lies beside; else a problem with its address."""
    is_sound = duration > max((segment.end or 0.0 for segment in transcript.segments), default=0.0)
    fields = reader.fields
    names = ("file_name", "media_url", "mp3", "media_id")
    written = [fields.peek(one) for name in names for one in fields.children(name)]
    written = [one for one in written if one]
    for group in fields.children("mediafile"):
        clips = (fields.peek(one) for one in fields.children("host_clip_id", of=group))
        written += [clip for clip in clips if clip]
    for one in written:
        source = reader.beside.find(_file_name(one), near=reader.path)
        if source is not None:
            place = place_for(source)
            reader.original = Original(source, place)
            kind = "录像" if place.parts[0] == "film" else "录音"
            recording: dict[str, object] = {"file": place.as_posix(), "media_type": kind}
            return {"recording": recording | ({"duration": duration} if is_sound else {})}
    if written:
        reader.tell("import-media-elsewhere", seen=max(written, key=len)[:200])
    return {}


def _file_name(address: str) -> str:
    path = address.partition("?")[0].partition("#")[0].replace("\\", "/")
    return path.rstrip("/").rpartition("/")[2]


def _life(reader: _Reader) -> dict[str, object]:
    """What files of version 4 say of the narrator."""
    fields = reader.fields
    life: dict[str, object] = {}
    occupations = [clean_line(one) for one in split_list(fields.all("occupation"))]
    if occupations:
        life["occupations"] = occupations
    born = fields.first("birthyear")
    if re.fullmatch(r"[12]\d{3}", born, re.ASCII):
        life["born"] = born
    elif born:
        reader.notes.append(f"- 口述者出生年：{clean_line(born)}")
    places = [(label, fields.first(name)) for name, label in _WHEREABOUTS.items()]
    if known := [f"{label}：{clean_line(text)}" for label, text in places if text]:
        life["note"] = "；".join(known)
    return life


_WHEREABOUTS = {"residence": "住处", "origin": "籍贯"}


def _leftovers(reader: _Reader) -> None:
    """Whatever nothing took, for the worker to read."""
    known: list[str] = []
    unknown: list[str] = []
    for place, text, is_known in reader.fields.left():
        line = f"- {place}：{' '.join(clean_text(text).split())}"
        (known if is_known else unknown).append(line)
    if known:
        reader.notes += ["", "## 原文件里另外写着的", "", *known]
    if unknown:
        places = Counter(line[2:].partition("：")[0] for line in unknown)
        reader.notes += ["", "## 原文件里不认识的", "", *unknown]
        reader.tell("import-field-unknown", seen="、".join(places)[:120], count=str(len(unknown)))
    total = count_texts(reader.fields.record)
    reader.tallies[Unit.FIELDS] = Tally(
        total, kept=reader.fields.taken + len(known), listed=len(unknown)
    )


def iterate_records(root: Element) -> Iterator[Element]:
    """The records of a file, whatever its namespace; a file may be one record alone."""
    if name_of(root) == "record":
        yield root
    elif name_of(root) == "ROOT":
        yield from (child for child in root if name_of(child) == "record")
