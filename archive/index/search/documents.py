"""What a search finds: the head of each record, and its passages.

Everything comes from the public view; which fields are looked at is said here, field by field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from itertools import chain
from typing import Any

import cmarkgfm
import nh3

from archive.model.dates import When, format_when
from archive.model.document import Document
from archive.model.exhibit import Exhibit
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.marks import Dialect, EditorNote, Manner, Span, Uncertain, Withheld, plain_text
from archive.model.orders import Derived, DerivedPicture, DerivedSound, DerivedVideo
from archive.model.photo import Photo
from archive.model.place import Household
from archive.model.public import PublicArchive, PublicSegment, PublicTelling
from archive.model.puzzle import Puzzle
from archive.model.records import Record
from archive.model.scene import Scene
from archive.model.spoken import chapter_ends
from archive.model.term import DialectTerm
from archive.model.terms import Term
from archive.model.transcript import Certainty
from archive.values import dataclass

LANGUAGE = "zh-Hans"
"""In which terms of a vocabulary and dates are put into words: what people here type."""
LONGEST = 400
"""Characters of a passage; a longer text is divided."""

NAMES: Mapping[Kind, tuple[str, ...]] = {
    Kind.PERSON: ("aliases",),
    Kind.PLACE: ("dialect_name", "other_names"),
    Kind.EVENT: ("called",),
    Kind.OBJECT: ("dialect_name", "former_name"),
    Kind.TERM: ("spellings",),
}
"""Fields with other names a record goes by, beside its title."""
FACTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.INTERVIEW: (
        *("summary", "quote", "period", "recorded_on", "recorded_at", "languages"),
        *("collectors", "institution"),
    ),
    Kind.PERSON: ("group", "relation", "occupations", "dialect_point"),
    Kind.PLACE: ("place_type", "group", "households", "existed_from", "existed_until"),
    Kind.EVENT: ("when", "source"),
    Kind.OBJECT: ("category", "age", "material", "holder"),
    Kind.PHOTO: ("when", "occasion", "location", "photographer"),
    Kind.DOCUMENT: ("summary", "document_type", "when", "responsible"),
    Kind.TERM: ("meaning", "reading", "category"),
    Kind.PUZZLE: ("summary", "topic"),
    Kind.EXHIBIT: ("introduction",),
    Kind.SCENE: ("summary", "when"),
    Kind.SKETCH: ("summary", "drawn_by", "drawn_after"),
}
"""Fields that a head says besides."""
LINES: Mapping[Kind, tuple[str, ...]] = {
    Kind.PERSON: ("group", "occupations"),
    Kind.PLACE: ("dialect_name", "place_type"),
    Kind.EVENT: ("when",),
    Kind.OBJECT: ("dialect_name", "age", "material"),
    Kind.PHOTO: ("when", "location"),
    Kind.DOCUMENT: ("document_type", "when"),
    Kind.TERM: ("meaning",),
    Kind.SCENE: ("when",),
}
"""Fields that make the short line below a title; for an interview its narrators."""
GAP = "〔…〕"
"""Stands where words are withheld."""
PROSE: Mapping[Kind, tuple[str, ...]] = {
    Kind.OBJECT: ("usage",),
    Kind.PHOTO: ("description", "background"),
}
"""Fields that are passages, as plain text; Markdown below the front matter is one in every kind."""

_SENTENCE = re.compile(r"[^。！？；!?;\n]*[。！？；!?;\n]*[”’」』）)]*")
_BLOCK_END = re.compile(r"<(?:/(?:p|li|h\d|td|th|blockquote|div)|br ?/?|hr ?/?)>")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of words that can be found by itself."""

    text: str
    """As it may be read, in lines."""
    anchor: str = ""
    """What follows ``#`` in the address of its page; empty where the times say it."""
    start: float | None = None
    end: float | None = None
    voice: str | None = None
    """Who speaks, empty for one without a name; None where nobody does."""


@dataclass(frozen=True, slots=True)
class Head:
    """A record as a search lists it."""

    id: RecordId
    title: str
    names: tuple[str, ...]
    """Other names."""
    line: str
    picture: str
    sound: str
    text: str
    """Everything else by which it is found, in lines; the names first."""

    @property
    def indexed(self) -> str:
        """All by which it is found."""
        return f"{self.title}\n{self.text}"


def make_head(record: Record, archive: PublicArchive, *, media: Mapping[str, Derived]) -> Head:
    """The head of ``record``. Of one that is only listed, title and number are all that is."""
    if record.id in archive.listed:
        return Head(record.id, record.heading, (), "", "", "", record.number or "")
    kind = kind_of(record.id)
    names = tuple(dict.fromkeys(_words(record, NAMES.get(kind, ()))))
    telling = archive.tellings.get(record.id)
    narrators = [n.name for n in telling.narrators if n.name] if telling else []
    texts = (
        names,
        [record.number or ""],
        record.themes,
        narrators,
        _words(record, FACTS.get(kind, ())),
        (p.caption or "" for p in archive.pictures.get(record.id, ())),
        names_besides(record, archive),
    )
    lines = dict.fromkeys(" ".join(line.split()) for line in chain.from_iterable(texts))
    return Head(
        id=record.id,
        title=record.heading,
        names=names,
        line=" · ".join(narrators or dict.fromkeys(_words(record, LINES.get(kind, ())))),
        picture=_picture(record.id, archive, media),
        sound=_sound(telling, media),
        text="\n".join(line for line in lines if line),
    )


def _words(record: Record, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from filter(None, _said(getattr(record, name)))


def _said(value: Any) -> Iterator[str]:
    """The words of one field."""
    match value:
        case None | "":
            return
        case Term():
            yield value.name_in(LANGUAGE)
        case str():
            yield value
        case When():
            yield value.spoken or ""
            yield format_when(value, language=LANGUAGE)
        case tuple():
            for item in value:
                yield from _said(item)
        case Household():
            yield value.name
        case _:
            yield getattr(value, "name", "")


def names_besides(record: Record, archive: PublicArchive) -> Iterator[str]:
    """Who is in a photo, as far as it may be known; who tells an exhibit."""
    if isinstance(record, Exhibit) and record.id not in archive.listed:
        yield archive.records[record.narrator].heading
    if isinstance(record, Photo):
        for person in record.people:
            if person.person is not None and person.person in archive.records:
                yield archive.records[person.person].heading
            yield from (guess.name for guess in person.guesses)


def _picture(record: RecordId, archive: PublicArchive, media: Mapping[str, Derived]) -> str:
    for picture in archive.pictures.get(record, ()):
        derived = media.get(picture.key)
        if isinstance(derived, DerivedPicture):
            return str(derived.thumb.path)
    return ""


def _heard(
    telling: PublicTelling | None, media: Mapping[str, Derived]
) -> DerivedSound | DerivedVideo | None:
    derived = media.get((telling.film or telling.voice or "") if telling else "")
    return derived if isinstance(derived, DerivedSound | DerivedVideo) else None


def _sound(telling: PublicTelling | None, media: Mapping[str, Derived]) -> str:
    match _heard(telling, media):
        case DerivedSound(audio=file) | DerivedVideo(video=file):
            return str(file.path)
        case _:
            return ""


# Passages


def make_passages(
    record: Record, archive: PublicArchive, *, media: Mapping[str, Derived]
) -> tuple[Passage, ...]:
    """The passages of ``record`` in order. Those that begin after the end of what can be played
    have no times."""
    if record.id in archive.listed:
        return ()
    found: list[Passage] = []
    telling = archive.tellings.get(record.id)
    if isinstance(record, Interview) and telling is not None:
        heard = _heard(telling, media)
        length = heard.seconds if heard is not None else None
        found.extend(_segments(telling, length=length))
        found.extend(_chapters(record, telling, length=length))
    if isinstance(record, Document):
        for number, page in enumerate(record.pages, 1):
            found.extend(_divided(Passage(page.text or "", f"page-{number}")))
    if isinstance(record, Puzzle):
        for piece in record.pieces:
            found.extend(_divided(Passage(piece.wording, f"piece-{piece.key}")))
    if isinstance(record, Exhibit):
        for number, stop in enumerate(record.stops, 1):
            words = _lines(stop.wording, stop.label or "")
            found.extend(_divided(Passage(words, f"stop={number}")))
    if isinstance(record, Scene):
        for spot in record.spots:
            words = _lines(spot.name, spot.caption or "", spot.wording or "")
            found.extend(_divided(Passage(words, f"spot-{spot.key}")))
    if isinstance(record, DialectTerm):
        for example in record.examples:
            found.extend(_divided(Passage(_lines(example.text, example.mandarin or ""))))
    for name in PROSE.get(kind_of(record.id), ()):
        found.extend(_divided(Passage(getattr(record, name) or "")))
    found.extend(_divided(Passage(_read_markdown(record.body))))
    return tuple(found)


def _segments(telling: PublicTelling, *, length: float | None) -> Iterator[Passage]:
    for segment in telling.segments:
        if segment.is_withheld:
            continue
        start, end = _playable(segment.start, segment.end, length)
        text = _segment_text(segment)
        if text == GAP:  # nothing is left of it
            continue
        is_timed = length is not None and start is not None
        yield from _divided(
            Passage(
                text=text,
                anchor="" if is_timed else f"s{segment.number}",
                start=start,
                end=end,
                voice=_voice(segment),
            )
        )


def _playable(
    start: float | None, end: float | None, length: float | None
) -> tuple[float | None, float | None]:
    """The times of a stretch; none of one that a recording of this ``length`` does not reach."""
    is_lost = length is not None and start is not None and start >= length
    return (None, None) if is_lost else (start, end)


def _segment_text(segment: PublicSegment) -> str:
    glosses = (
        f"{span.word}：{span.meaning}"
        for span in _flat((*segment.spans, *segment.mandarin))
        if isinstance(span, Dialect)
    )
    words, mandarin = _read_spans(segment.spans), _read_spans(segment.mandarin)
    # By themselves: what is said goes on across a laugh, and is found so.
    asides = "".join(
        f"（{span.text}）" for span in _flat(segment.spans) if isinstance(span, Manner)
    )
    return _lines(words, mandarin, *dict.fromkeys(glosses), asides)


def _flat(spans: Sequence[Span]) -> Iterator[Span]:
    for span in spans:
        yield span
        if isinstance(span, Uncertain):
            yield from _flat(span.inner)


def _read_spans(spans: Sequence[Span]) -> str:
    """The words; where some are withheld, or the editor remarks, words do not touch."""
    return "".join(
        GAP
        if isinstance(span, Withheld)
        else f"〔{plain_text(span.inner)}〕"
        if isinstance(span, EditorNote)
        else plain_text((span,))
        for span in spans
    )


def _voice(segment: PublicSegment) -> str:
    """Who speaks, in signs that need no language."""
    names = [speaker.label for speaker in segment.speakers if speaker.label]
    joined = (" / " if segment.certainty is Certainty.EITHER else "、").join(names)
    if joined and len(names) < len(segment.speakers):
        joined += "…"
    return f"{joined}？" if joined and segment.certainty is Certainty.UNSURE else joined


def _chapters(
    interview: Interview, telling: PublicTelling, *, length: float | None
) -> Iterator[Passage]:
    """Titles and synopses: all there is where nobody has written down the words."""
    is_drawn = telling.is_timed or not len(telling.segments)
    for number, (chapter, end) in enumerate(chapter_ends(interview.contents), 1):
        text = _lines(chapter.title, chapter.synopsis or "", "、".join(chapter.keywords))
        start, end = _playable(chapter.start, end, length)
        anchor = f"c{number}" if is_drawn and (length is None or start is None) else ""
        if text:
            yield from _divided(Passage(text, anchor, start, end))


def _lines(*parts: str) -> str:
    return "\n".join(part.strip() for part in parts if part.strip())


def _read_markdown(text: str) -> str:
    """The words of Markdown as a page shows them, a line a paragraph."""
    if not text:
        return ""
    html = _BLOCK_END.sub("\n", cmarkgfm.github_flavored_markdown_to_html(text))
    plain = unescape(nh3.clean(html, tags=set(), clean_content_tags={"script", "style"}))
    return _lines(*(" ".join(line.split()) for line in plain.split("\n")))


def _divided(passage: Passage) -> Iterator[Passage]:
    """The passage in parts that are not too long, each with its anchor and times."""
    text = passage.text.strip()
    if len(text) <= LONGEST:
        if text:
            yield Passage(text, passage.anchor, passage.start, passage.end, passage.voice)
        return
    part = ""
    for piece in _pieces(text):
        if part and len(part) + len(piece) > LONGEST:
            yield from _stripped(passage, part)
            part = ""
        part += piece
    yield from _stripped(passage, part)


def _stripped(passage: Passage, text: str) -> Iterator[Passage]:
    if text.strip():
        yield Passage(text.strip(), passage.anchor, passage.start, passage.end, passage.voice)


def _pieces(text: str) -> Iterator[str]:
    """Sentences; one that is too long by itself is cut where it may be."""
    for sentence in _SENTENCE.findall(text):
        while len(sentence) > LONGEST:
            at = max(sentence.rfind(sign, 1, LONGEST) for sign in "，、,： ") + 1
            at = at if at > LONGEST // 4 else LONGEST
            yield sentence[:at]
            sentence = sentence[at:]
        yield sentence


def synonyms_of(record: Record) -> tuple[str, ...]:
    """For a dialect word: it, its spellings, and what it means in a word; empty for any other."""
    if not isinstance(record, DialectTerm):
        return ()
    bare = re.sub(r"[（(〔\[].*?[)）〕\]]", "", record.meaning or "")
    meanings = (part.strip(" 。.") for part in re.split(r"[、，；,;/。]", bare))
    short = [part for part in meanings if part and len(part) <= LONGEST_SYNONYM]
    row = tuple(dict.fromkeys((record.word, *record.spellings, *short)))
    return row if len(row) > 1 else ()


LONGEST_SYNONYM = 8
"""Characters of a meaning that is a word; a longer one explains."""
