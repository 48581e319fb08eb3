"""The life-story book of one person: what stands on its pages, in the order it is read."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from itertools import groupby
from pathlib import PurePosixPath

from archive.index.life import Life, Passage
from archive.model.dates import format_when, parse_edtf
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId
from archive.model.object import Object
from archive.model.orders import Derived, DerivedPicture
from archive.model.photo import Photo
from archive.model.public import PublicArchive, PublicPicture
from archive.model.records import Record
from archive.model.site import Site
from archive.model.term import DialectTerm
from archive.render.addresses import record_page
from archive.render.cards import say_when
from archive.render.catalogue import translator
from archive.render.measures import format_clock, format_seconds
from archive.render.press.runs import plain_runs
from archive.render.press.speech import Glossary, Listener, paragraphs
from archive.render.press.typesetter import Content
from archive.render.qr_code import draw_qr_code
from archive.render.surroundings import kind_name
from archive.values import dataclass

SHORTEST_TERM = 2
"""Characters of a word that is explained wherever it is said: one alone is too often another."""

Made = dict[str, object]


@dataclass(frozen=True)
class Booklet:
    """What a book is made from."""

    life: Life
    archive: PublicArchive
    """The projection for print."""
    site: Site
    media: Mapping[str, Derived]
    heard: Collection[RecordId]
    """Interviews whose voice anybody can hear on the website."""
    on: date
    pictures: dict[str, PurePosixPath] = field(default_factory=dict)
    """The pictures that `content` speaks of: where they are among the derivatives."""
    _placed: set[RecordId] = field(default_factory=set)

    @property
    def language(self) -> str:
        """The language of all that is not somebody's own words."""
        return self.site.languages[0]

    def content(self) -> Content:
        """Everything on its pages, as the template ``booklet.typ`` reads it."""
        life = self.life
        # First: what stands in a chapter is not shown again behind them.
        chapters = self._chapters()
        return {
            "language": self.language,
            "labels": self._labels(),
            "name": life.person.name,
            "village": self.site.title,
            "portrait": self._portrait(),
            "quote": self._quote(),
            "summary": _plain(life.person.body),
            "chapters": chapters,
            "told_of": [self._told_of(passage) for passage in life.told_of],
            "years": [*self._years()],
            "photos": [self._photo(photo) for photo in life.photos if self._is_new(photo)],
            "objects": [self._object(thing) for thing in life.objects if self._is_new(thing)],
            "colophon": [[label, value] for label, value in self._colophon() if value],
            "notice": self.site.notice or "",
        }

    def _labels(self) -> Mapping[str, str]:
        say, name = translator(self.language), self.life.person.name
        return {
            "kind": say("A life story"),
            "told": say("Told by {name}", name=name),
            "contents": say("Contents"),
            "others": say("Others tell of {name}", name=name),
            "years": say("The years that were told"),
            "photos": kind_name(Kind.PHOTO, language=self.language, many=True),
            "objects": kind_name(Kind.OBJECT, language=self.language, many=True),
            "about": say("About this book"),
            "hear": say("Scan to hear the voice"),
            "reading": say(
                "These are {name}’s own words, as they were said. Words of the dialect are "
                "explained at the foot of the page; 〔……〕 is where something is left out.",
                name=name,
            ),
            "scanning": say("Hold a phone’s camera to the squares beside a title to hear it told.")
            if self._has_codes
            else "",
        }

    # Their words

    def _chapters(self) -> list[Made]:
        listener = Listener(self.life.person.id, self.language, self._gloss())
        grouped = groupby(self.life.told, key=lambda p: (p.interview.id, p.chapter))
        made: list[Made] = []
        for _, group in grouped:
            passages = [*group]
            first = passages[0]
            made.append(
                {
                    "title": first.title,
                    "parts": [paragraphs(p.segments, listener) for p in passages],
                    "source": self._source(first),
                    "qr": self._code(first),
                    "plates": self._plates(first.mentions),
                }
            )
        return made

    def _plates(self, mentions: Sequence[RecordId]) -> list[Made]:
        """Photographs that a chapter speaks of, and things of theirs; each once in a book."""
        made: list[Made] = []
        for name in mentions:
            record = self.archive.records[name]
            if name in self.archive.listed or not self.archive.pictures.get(name):
                continue
            if isinstance(record, Photo) and self._is_new(record):
                made.append(self._photo(record))
            elif isinstance(record, Object) and record in self.life.objects:
                made += [self._object(record)] if self._is_new(record) else []
        return made

    def _is_new(self, record: Record) -> bool:
        return record.id not in self._placed

    def _told_of(self, passage: Passage) -> Made:
        listener = Listener(None, self.language, plain_runs)
        return {
            "paragraphs": paragraphs(passage.segments, listener),
            "source": self._source(passage),
        }

    def _gloss(self) -> Glossary:
        words = {
            record.word: record.meaning
            for record in self.archive.of_kind(Kind.TERM)
            if isinstance(record, DialectTerm) and len(record.word) >= SHORTEST_TERM
            if record.id not in self.archive.listed
        }
        return Glossary(words)

    def _source(self, passage: Passage) -> str:
        """Which telling, and where in it."""
        interview, start = passage.interview, passage.start
        told = format_when(interview.recorded_on, language=self.language)
        parts = [f"《{interview.title}》", told]
        parts += [] if start is None else [format_clock(start)]
        return (", " if self.language == "en" else "，").join(parts)

    def _code(self, passage: Passage) -> Made | None:
        """A QR code that leads to the voice; None where there is no site or no voice on it."""
        if not self._is_heard(passage):
            return None
        page = f"{self.site.base}/{record_page(passage.interview.id)}"
        code = draw_qr_code(f"{page}#t={format_seconds(passage.start or 0.0)}")
        return {"size": code.size, "path": code.path}

    def _is_heard(self, passage: Passage) -> bool:
        return self.site.site_url is not None and passage.interview.id in self.heard

    @property
    def _has_codes(self) -> bool:
        return any(self._is_heard(passage) for passage in self.life.told)

    def _quote(self) -> str:
        """A sentence of theirs for the cover: one that was chosen, where it is they who say it."""
        for passage in self.life.told:
            interview = passage.interview
            start = interview.quote_start
            for segment in passage.segments if interview.quote and start is not None else ():
                said = segment.start is not None and abs(segment.start - (start or 0.0)) < 1
                if said and any(s.person == self.life.person.id for s in segment.speakers):
                    return interview.quote or ""
        return ""

    # Years and things

    def _years(self) -> Iterator[list[str]]:
        say, decade = translator(self.language), self.life.person.birth_decade
        if decade is not None and self.life.moments:
            yield [say("born in the {decade}s", decade=decade), ""]
        for moment in self.life.moments:
            yield [
                format_when(moment.when, language=self.language),
                moment.when.spoken or "",
                moment.piece.wording,
            ]

    def _photo(self, photo: Photo) -> Made:
        when = say_when(photo.when, language=self.language)
        caption = f"{when}，{photo.location}" if photo.location else when
        return self._thing(photo, caption, _plain(photo.background or photo.description))

    def _object(self, thing: Record) -> Made:
        said = getattr(thing, "dialect_name", None) or ""
        return self._thing(thing, said, _plain(getattr(thing, "usage", "")))

    def _thing(self, record: Record, line: str, text: str) -> Made:
        self._placed.add(record.id)
        return {
            "sort": "photo" if isinstance(record, Photo) else "object",
            "title": record.heading,
            "line": line,
            "text": text,
            "picture": self._picture(self.archive.pictures[record.id][0]),
        }

    def _portrait(self) -> str | None:
        shown = self.archive.pictures.get(self.life.person.id, ())
        return self._picture(shown[0]) if shown else None

    def _picture(self, shown: PublicPicture) -> str | None:
        """The name of a picture's file; None when it could not be derived."""
        derived = self.media.get(shown.key)
        if not isinstance(derived, DerivedPicture):
            return None
        path = derived.page.path
        name = f"pictures/{len(self.pictures) + 1}{path.suffix}"
        self.pictures[name] = path
        return name

    # At the end

    def _colophon(self) -> Iterator[tuple[str, str]]:
        say = translator(self.language)
        told = [*{p.interview.id: p.interview for p in self.life.told}.values()]
        yield say("Narrator"), self.life.person.name
        yield say("Interviewers"), self._people(told, "collectors")
        yield say("Edited by"), self._people(told, "editors")
        yield say("Reviewed by"), self._people(told, "reviewers")
        yield say("Recordings"), "\n".join(map(self._recording, self.life.interviews))
        yield say("Kept by"), self.site.institution or self.site.title
        yield (
            say("Printed on"),
            format_when(parse_edtf(self.on.isoformat()), language=self.language),
        )
        yield say("Whom to tell"), _plain(self.site.contact or "")

    def _people(self, interviews: Sequence[Interview], role: str) -> str:
        names = (name for interview in interviews for name in getattr(interview, role))
        return "、".join(dict.fromkeys(names))

    def _recording(self, interview: Interview) -> str:
        told = format_when(interview.recorded_on, language=self.language)
        return f"{interview.accession}（{told}，{interview.recorded_at}）"


def _plain(text: str) -> str:
    """A worker's Markdown as plain paragraphs."""
    bare = re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", text)
    return re.sub(r"[*_`#>]+", "", bare).strip()
