"""A record in brief: how other pages speak of it, and all they may depend on."""

from collections.abc import Mapping, Sequence
from functools import cache

from archive.model.dates import When, format_when
from archive.model.document import Document
from archive.model.event import Event
from archive.model.exhibit import Exhibit
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.object import Object
from archive.model.orders import Derived, DerivedPicture, DerivedSound, DerivedVideo
from archive.model.person import Person
from archive.model.photo import Photo
from archive.model.place import Place
from archive.model.public import PublicArchive
from archive.model.puzzle import Puzzle
from archive.model.records import Record
from archive.model.scene import Scene
from archive.model.sketch import Sketch
from archive.model.term import DialectTerm
from archive.model.terms import SlotState
from archive.render.catalogue import translator
from archive.render.measures import format_duration
from archive.render.tiles import Board, lay_board, wide_columns
from archive.values import dataclass

SUMMARIES = ("summary", "introduction", "description", "usage", "meaning", "body")
"""Fields that say in brief what a record is about; the first that is there does."""

BORROWING = frozenset({Kind.EXHIBIT})
"""Kinds whose cards show something of other records: who guides, what is stopped before. All
others are made from what `archive.render.record_digests` covers."""


@dataclass(frozen=True, slots=True)
class Card:
    """One record as others show it. ``line`` is a short second line, ``sound`` its media path."""

    id: RecordId
    kind: Kind
    title: str
    line: str
    picture: DerivedPicture | None
    alt: str
    sound: str | None
    seconds: float | None
    is_listed: bool
    summary: str
    initial: str
    """First character of the name, for where there is no portrait."""
    states: tuple[SlotState, ...] = ()
    """Of a puzzle: how far each of its slots is filled."""
    years: tuple[int, int] | None = None
    """The first and the last year of when it was; of a person, of their birth as it is known."""

    @property
    def board(self) -> Board | None:
        """The board of a puzzle, a tile for each of its `states`."""
        count = len(self.states)
        return lay_board(count, columns=wide_columns(count)) if count else None


def make_card(
    record: Record,
    archive: PublicArchive,
    *,
    language: str,
    media: Mapping[str, Derived],
) -> Card:
    """``record`` in brief, in the words of ``language``."""
    pictures = [p for one in _pictured(record) for p in archive.pictures.get(one, ())]
    shown = [(p, media.get(p.key)) for p in pictures]
    first = next(((p, d) for p, d in shown if isinstance(d, DerivedPicture)), None)
    sound = sound_of(record, archive, media)
    return Card(
        id=record.id,
        kind=kind_of(record.id),
        title=record.heading,
        line=_line(record, archive, language, sound),
        picture=first[1] if first else None,
        alt=(first[0].caption or record.heading) if first else record.heading,
        sound=str(media_file(sound)) if sound else None,
        seconds=sound.seconds if sound else None,
        is_listed=record.id in archive.listed,
        summary=_summary(record),
        initial=record.heading[:1],
        states=tuple(filled.state for filled in archive.assemblies.get(record.id, ())),
        years=_years(record),
    )


def _pictured(record: Record) -> tuple[RecordId, ...]:
    """Whose pictures stand for a record: its own, and those of what a walk stops before."""
    if isinstance(record, Exhibit):
        return tuple(stop.record for stop in record.stops)
    return (record.id,)


def _years(record: Record) -> tuple[int, int] | None:
    match record:
        case Person():
            born = record.birth_decade
            return (born, born + 9) if born is not None else None
        case Interview():
            when: When | None = record.recorded_on
        case Event() | Photo() | Document():
            when = record.when
        case Object():
            when = record.age
        case _:
            return None
    if when is None or when.earliest is None or when.latest is None:
        return None
    return when.earliest.year, when.latest.year


def sound_of(
    record: Record, archive: PublicArchive, media: Mapping[str, Derived]
) -> DerivedSound | DerivedVideo | None:
    """The sound or film of an interview, when it could be derived."""
    telling = archive.tellings.get(record.id)
    key = (telling.film or telling.voice) if telling else None
    derived = media.get(key) if key else None
    return derived if isinstance(derived, DerivedSound | DerivedVideo) else None


def media_file(sound: DerivedSound | DerivedVideo) -> str:
    """Where the file to play is, from the root of the site."""
    return str(sound.audio.path if isinstance(sound, DerivedSound) else sound.video.path)


def say_when(when: When | None, *, language: str) -> str:
    """The words as spoken with the interval beside them, or the interval alone."""
    if when is None:
        return ""
    interval = format_when(when, language=language)
    if not when.spoken:
        return interval
    if not interval or interval == when.spoken:
        return when.spoken
    if language == "en":
        return f"{when.spoken} ({interval})"
    flat = interval.replace("（", "，").replace("）", "")
    return f"{when.spoken}（{flat}）"


def _line(
    record: Record,
    archive: PublicArchive,
    language: str,
    sound: DerivedSound | DerivedVideo | None,
) -> str:
    dot = " · "
    say = translator(language)
    if record.id in archive.listed:
        return say("Title only")
    match record:
        case Interview():
            telling = archive.tellings[record.id]
            names = "、".join(n.name or say("a villager") for n in telling.narrators)
            length = format_duration(sound.seconds, language=language) if sound else say("words")
            return dot.join([names, length])
        case Person():
            decade = record.birth_decade
            born = say("born in the {decade}s", decade=decade) if decade else ""
            return dot.join(filter(None, [record.group or "", born, *record.occupations[:1]]))
        case Place():
            return dot.join([record.place_type.name_in(language), record.state.name_in(language)])
        case Event():
            return say_when(record.when, language=language)
        case Object():
            age = _in_years(record.age, language)
            return dot.join(filter(None, [record.dialect_name or "", age, record.material]))
        case Photo():
            return dot.join(filter(None, [_in_years(record.when, language), record.location]))
        case Document():
            kind = record.document_type.name_in(language)
            return dot.join(filter(None, [kind, _in_years(record.when, language)]))
        case DialectTerm():
            return record.meaning
        case Puzzle():
            states = [filled.state for filled in archive.assemblies[record.id]]
            return dot.join([record.topic.name_in(language), _progress(states, language)])
        case Exhibit():
            guide = archive.records[record.narrator].heading
            length = say("about {number} min", number=record.minutes)
            return dot.join([guide, say("{number} stops", number=len(record.stops)), length])
        case Scene():
            when = say_when(record.when, language=language)
            spots = say("{number} spots", number=len(record.spots)) if record.spots else ""
            return dot.join(filter(None, [when, spots]))
        case Sketch():
            return dot.join([f"{record.first_year}–{record.last_year}", say("drawn, not surveyed")])
        case _:
            return record.number or ""


def _progress(states: Sequence[SlotState], language: str) -> str:
    told = sum(state is not SlotState.EMPTY for state in states)
    return translator(language)("{told} of {total} told", told=told, total=len(states))


def _in_years(when: When, language: str) -> str:
    """The interval, or the words where there is none."""
    return format_when(when, language=language) or when.spoken or ""


def _summary(record: Record) -> str:
    for name in present(type(record), SUMMARIES):
        text = getattr(record, name)
        if text:
            return _shorten(str(text))
    return ""


@cache
def present(model: type[Record], names: tuple[str, ...]) -> tuple[str, ...]:
    """Which of ``names`` are fields of ``model``; asking a record for others is slow."""
    return tuple(name for name in names if name in model.model_fields)


def _shorten(text: str, *, limit: int = 90) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip("，、；：") + "…"
