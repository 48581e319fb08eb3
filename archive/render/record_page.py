"""The page of one record."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import PurePosixPath

from markupsafe import Markup

from archive.model.dates import When, format_when
from archive.model.document import Document
from archive.model.exhibit import Exhibit
from archive.model.interview import Chapter, Interview
from archive.model.kinds import Kind, RecordId, kind_of, slug_of
from archive.model.media import Outline
from archive.model.orders import DerivedPicture, DerivedSound, DerivedVideo
from archive.model.page import Page
from archive.model.photo import Guess, Photo
from archive.model.place import Place
from archive.model.public import PublicTelling
from archive.model.puzzle import Puzzle
from archive.model.records import Record
from archive.model.scene import Scene
from archive.model.terms import Channel
from archive.render.addresses import record_page
from archive.render.byline import format_byline
from archive.render.cards import media_file, say_when, sound_of
from archive.render.exhibit_page import WalkView
from archive.render.exports import format_public_text, format_public_vtt
from archive.render.facts import Fact, render_facts
from archive.render.fingerprint import fingerprint
from archive.render.label_sheets import draw_labels
from archive.render.leaves import Leaf, make_leaves
from archive.render.media_keys import cited_pages
from archive.render.metadata import render_head
from archive.render.page_links import PageLinks
from archive.render.prose import render_prose
from archive.render.puzzle_page import PuzzleView
from archive.render.record_voices import RecordVoices, linked, told_by
from archive.render.scene_page import SceneView
from archive.render.sketch_spot import Spot, spot_of
from archive.render.surroundings import Surroundings, kind_name
from archive.render.term_page import TermView
from archive.render.told import ToldView
from archive.render.turns import Turn, render_turns
from archive.values import dataclass

Draw = Callable[[], str]

TEMPLATE = {
    Kind.INTERVIEW: "interview.html",
    Kind.PERSON: "person.html",
    Kind.PLACE: "place.html",
    Kind.EVENT: "event.html",
    Kind.OBJECT: "object.html",
    Kind.PHOTO: "photo.html",
    Kind.DOCUMENT: "document.html",
    Kind.TERM: "term.html",
    Kind.PUZZLE: "puzzle.html",
    Kind.EXHIBIT: "exhibit.html",
    Kind.SCENE: "scene.html",
    Kind.SKETCH: "sketch.html",
}


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A derived picture with its caption."""

    derived: DerivedPicture
    caption: str | None


@dataclass(frozen=True, slots=True)
class Face:
    """Someone in a photo, with the number beside them."""

    number: int
    outline: Outline | None
    person: RecordId | None
    guesses: tuple[Guess, ...]


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away."""

    href: str
    label: str


def record_pages(around: Surroundings, record: Record) -> Sequence[Page]:
    """The page of ``record`` and, for an interview, its words to take away."""
    within = neighbours(around, record.id)
    print_ = _fingerprint(around, record.id, within)
    origin = around.language, record.id
    return [Page(path, print_, draw, origin) for path, draw in draw_record(around, record, within)]


def draw_record(
    around: Surroundings, record: Record, within: tuple[RecordId, ...] | None = None
) -> Iterator[tuple[PurePosixPath, Draw]]:
    """The same pages by path, each with what draws it. ``within`` are its `neighbours`."""
    near = neighbours(around, record.id) if within is None else within
    yield around.place(record_page(record.id)), lambda: _render(around, record, near)
    if isinstance(record, Interview) and record.id not in around.archive.listed:
        yield from _downloads(around, record, near)
    if isinstance(record, Exhibit) and record.id not in around.archive.listed:
        yield from draw_labels(around, record, near)


def neighbours(around: Surroundings, record: RecordId) -> tuple[RecordId, ...]:
    """The records that this one's page speaks of: itself, whom it names, who names it, and whom
    the voices about it name."""
    mentions = around.mentions
    found = dict.fromkeys((record, *mentions.by_source.get(record, ())))
    found.update(dict.fromkeys(mention.source for mention in mentions.of(record)))
    for occurrence in around.occurrences.get(record, ()):
        found.update(dict.fromkeys((occurrence.interview, occurrence.speaker)))
    for fragment in around.voices.of(record):
        found.update(dict.fromkeys(fragment.records))
    return tuple(found)


def _fingerprint(around: Surroundings, record: RecordId, within: tuple[RecordId, ...]) -> bytes:
    cards = b"".join([around.card_digest(other) for other in within])
    words: object = around.glossary.of(record)
    if kind_of(record) is Kind.INTERVIEW:
        words = around.glossary.digest  # which of them are said is known once it is drawn
    # What voices say and when stands in interviews, puzzles, words and events.
    spoken = dict.fromkeys(told_by(around, record))
    for fragment in around.voices.of(record):
        spoken.update(dict.fromkeys(fragment.sources))
    said = b"".join([around.record_digest(source) for source in spoken])
    return fingerprint(around.digest, around.record_digest(record), cards, words, said)


def _render(around: Surroundings, record: Record, within: tuple[RecordId, ...]) -> str:
    return render_record(around, RecordContext(around, record, within))


def render_record(around: Surroundings, context: "RecordContext") -> str:
    """The whole page that ``context`` is asked for."""
    record = context.record
    template = around.environment.get_template(TEMPLATE.get(context.kind, "generic.html"))
    head = render_head(
        record,
        context.card(record.id),
        site=around.site,
        language=around.language,
        address=str(context.path),
        telling=context.telling,
        author=context.walk.guide.title if context.walk else None,
    )
    slots = context.slots(
        title=record.heading,
        head=head,
        content=template.render(p=context),
        back=context.browse(context.kind),
        page=f"page-{context.kind.value}",
    )
    return around.shell.fill(slots)


def _downloads(
    around: Surroundings, record: Interview, within: tuple[RecordId, ...]
) -> Iterator[tuple[PurePosixPath, Draw]]:
    telling = around.archive.tellings.get(record.id)
    if telling is None or not telling.segments or around.root != PurePosixPath():
        return
    if around.archive.channel is Channel.KIOSK:
        return
    folder = around.root / record_page(record.id).parent

    def words() -> str:
        byline = RecordContext(around, record, within).byline
        return format_public_text(record, telling, byline=byline, language=around.language)

    yield folder / "transcript.txt", words
    if telling.is_timed:
        yield (
            folder / "transcript.vtt",
            lambda: format_public_vtt(telling, language=around.language),
        )


class RecordContext(PageLinks):
    """What the template of a record may ask."""

    def __init__(self, around: Surroundings, record: Record, within: tuple[RecordId, ...]) -> None:
        super().__init__(around, record_page(record.id), within=within)
        self.record = record
        self.kind = kind_of(record.id)
        self.slug = slug_of(record.id)
        self.is_listed = record.id in around.archive.listed
        self.telling: PublicTelling | None = around.archive.tellings.get(record.id)
        self.sound: DerivedSound | DerivedVideo | None = sound_of(
            record, around.archive, around.media
        )

    @property
    def kind_name(self) -> str:
        """口述, 老物件 …"""
        return kind_name(self.kind, language=self.language)

    def when(self, when: When | None) -> str:
        """The words as spoken and the interval."""
        return say_when(when, language=self.language)

    def day(self, when: When | None) -> str:
        """The interval alone, or the words where there is none."""
        return (format_when(when, language=self.language) or when.spoken or "") if when else ""

    @cached_property
    def body(self) -> Markup:
        """The text below the front matter."""
        return render_prose(self.record.body, link=self.url_if_shown)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The catalogue entry."""
        return render_facts(self.record, language=self.language, link=self.link)

    @property
    def citation(self) -> str:
        """How to cite: who, title, number, keeper."""
        who = self.byline if isinstance(self.record, Interview) else ""
        keeper = self.site.institution or self.site.title
        parts = [who, f"《{self.record.heading}》", self.record.number or "", keeper]
        separator = ", " if self.language == "en" else "，"
        return separator.join(part for part in parts if part)

    # Other records

    def mentioned_by(self, kind: str) -> tuple[RecordId, ...]:
        """Records of a kind that speak of this one."""
        return self._around.mentions.sources(self.record.id, Kind(kind))

    def linked(self, kind: str) -> tuple[RecordId, ...]:
        """Records of a kind that this one names, then those that name it."""
        return linked(self._around, self.record.id, Kind(kind))

    def linked_but(self, kind: str, other: RecordId | None) -> tuple[RecordId, ...]:
        """The same without one that stands elsewhere on the page."""
        return tuple(record for record in self.linked(kind) if record != other)

    @property
    def narrator_ids(self) -> tuple[RecordId, ...]:
        """For an interview: narrators who may be named."""
        narrators = self.telling.narrators if self.telling else ()
        return tuple(n.person for n in narrators if n.person is not None)

    @property
    def spoken_of(self) -> tuple[RecordId, ...]:
        """For an interview: who and what is spoken of."""
        named = self._around.mentions.by_source.get(self.record.id, ())
        rest = (i for i in named if i not in self.narrator_ids and kind_of(i) is not Kind.TERM)
        return tuple(rest)

    # Voices

    @cached_property
    def voices(self) -> RecordVoices:
        """What is said about it, and what the person it may be about says."""
        return RecordVoices(self, self._around, self.record)

    # Pictures

    @cached_property
    def pictures(self) -> tuple[ShownPicture, ...]:
        """Its pictures, as far as they could be derived."""
        media = self._around.media
        shown = self._around.archive.pictures.get(self.record.id, ())
        pairs = ((media.get(picture.key), picture.caption) for picture in shown)
        return tuple(ShownPicture(d, c) for d, c in pairs if isinstance(d, DerivedPicture))

    @property
    def depicted(self) -> tuple[Face, ...]:
        """For a photo: who is in it, numbered."""
        if not isinstance(self.record, Photo):
            return ()
        return tuple(
            Face(number, person.outline, person.person, person.guesses)
            for number, person in enumerate(self.record.people, 1)
        )

    @property
    def outlined(self) -> bool:
        """Whether anyone in the photo has an outline."""
        return any(face.outline is not None for face in self.depicted)

    @property
    def covered(self) -> int:
        """For a photo: how many faces are covered."""
        return sum(p.covered for p in self._around.archive.pictures.get(self.record.id, ()))

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """For a document: its pages."""
        if not isinstance(self.record, Document):
            return ()
        shown = self._around.archive.pictures.get(self.record.id, ())
        return make_leaves(self.record, shown, self._around.media)

    @cached_property
    def puzzle(self) -> PuzzleView | None:
        """For a puzzle: its board and its slots."""
        slots = self._around.archive.assemblies.get(self.record.id)
        if slots is None or not isinstance(self.record, Puzzle):
            return None
        cited = cited_pages(self._around.archive, self.record.id)
        found = {leaf: self._around.media.get(key) for leaf, key in cited.items()}
        pages = {leaf: d for leaf, d in found.items() if isinstance(d, DerivedPicture)}
        return PuzzleView(self, self.record, slots, pages)

    @cached_property
    def walk(self) -> WalkView | None:
        """For an exhibit: its stops."""
        if self.is_listed or not isinstance(self.record, Exhibit):
            return None
        return WalkView(self, self.record)

    @cached_property
    def scene(self) -> SceneView | None:
        """For a scene: its picture and its spots."""
        scene = self._around.archive.scenes.get(self.record.id)
        if scene is None or not isinstance(self.record, Scene):
            return None
        return SceneView(self, self.record, scene, self._around.media)

    @cached_property
    def spot(self) -> Spot | None:
        """For a place: where it lies on the village sketch."""
        return (
            spot_of(self.record, self._around.archive) if isinstance(self.record, Place) else None
        )

    # The voice

    @property
    def film(self) -> DerivedVideo | None:
        """The film of an interview."""
        return self.sound if isinstance(self.sound, DerivedVideo) else None

    @property
    def sound_path(self) -> str | None:
        """The file to play."""
        return media_file(self.sound) if self.sound else None

    @property
    def plain_sound(self) -> bool:
        """Whether there is anything to play."""
        return self.sound is not None

    @property
    def sound_bytes(self) -> int:
        """Size of the file to play."""
        if isinstance(self.sound, DerivedVideo):
            return self.sound.video.bytes
        return self.sound.audio.bytes if self.sound else 0

    @property
    def waveform(self) -> str:
        """SVG path data of the waveform."""
        return self.sound.waveform if isinstance(self.sound, DerivedSound) else ""

    @cached_property
    def turns(self) -> Sequence[Turn]:
        """The transcript."""
        if self.telling is None or not isinstance(self.record, Interview):
            return ()
        return render_turns(
            self.record,
            self.telling,
            language=self.language,
            explain=self.told.words,
            length=self.length,
        )

    @property
    def length(self) -> float | None:
        """Seconds that can be heard: of a damaged recording fewer than are told of."""
        return self.sound.seconds if self.sound else None

    def is_chapter_heard(self, chapter: Chapter) -> bool:
        """Whether it can be played from its beginning."""
        return self.length is not None and chapter.start < self.length

    @cached_property
    def told(self) -> ToldView:
        """For an interview: what is told of, and the words of the village it is told in."""
        return ToldView(
            self._around, self, self.record.id, length=self.sound.seconds if self.sound else None
        )

    @cached_property
    def term(self) -> TermView:
        """For a dialect word: how it is said, and where else."""
        return TermView(self._around, self.record.id)

    def chapter_end(self, index: int) -> float | None:
        """Where a chapter of the contents ends."""
        assert isinstance(self.record, Interview)
        chapters = self.record.contents
        if chapters[index].end is not None:
            return chapters[index].end
        return chapters[index + 1].start if index + 1 < len(chapters) else None

    @property
    def byline(self) -> str:
        """某某口述，某某访谈整理."""
        assert isinstance(self.record, Interview)
        assert self.telling is not None or self.is_listed
        return format_byline(self.record, self.telling, language=self.language)

    @property
    def seal(self) -> str:
        """The character on the seal: the first of the narrator's name."""
        names = [n.name for n in self.telling.narrators if n.name] if self.telling else []
        return names[0][:1] if names else "村"

    @property
    def downloads(self) -> tuple[Download, ...]:
        """The words to take away."""
        if self.telling is None or not self.telling.segments:
            return ()
        folder = f"{self._root}{self.record.id}"
        found = [Download(f"{folder}/transcript.txt", self.t("Words as text"))]
        if self.telling.is_timed:
            found.append(Download(f"{folder}/transcript.vtt", self.t("Words as subtitles")))
        return tuple(found)
