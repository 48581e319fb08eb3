"""The village sketch: what stands on it and when, who lived there, and who tells of it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from math import hypot

from markupsafe import Markup

from archive.index.mentions import Mention
from archive.index.search.readings import village_readings
from archive.model.event import Event
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId, slug_of
from archive.model.page import Page
from archive.model.place import Household, Place
from archive.model.sketch import Feature, Sketch
from archive.model.standing import Standing, Years, years_of
from archive.model.terms import PlaceType
from archive.render.addresses import record_page
from archive.render.browser_words import render_words
from archive.render.cards import Card, say_when
from archive.render.fingerprint import fingerprint
from archive.render.record_page import RecordContext, ShownPicture, render_record
from archive.render.record_voices import told_by
from archive.render.sketch_shapes import (
    WIDTH,
    Box,
    Shape,
    box_of,
    draw_land,
    draw_place,
    name_point,
)
from archive.render.surroundings import Surroundings
from archive.values import dataclass

SKETCH_WORDS: Mapping[str, str] = {
    "year": "The year {year}",
    "built": "New: {names}",
    "lost": "Gone since: {names}",
    "and_more": "{names} and {n} more",
    "still": "Nothing changed that was written down.",
    "play": "Play the years",
    "stop": "Stop",
    "not_yet": "{name}: not there yet in {year}",
    "perhaps": "{name}: perhaps there in {year}",
    "stands": "{name}: there in {year}",
    "gone": "{name}: gone by {year}",
    "found": "{n} households",
    "found_none": "No household of this name is on the sketch.",
}
"""English sentences of the sketch's script; catalogues translate them."""

NEAR = 4
"""Neighbours named beside a plot."""
VOICES = 4
"""Voices beside a plot; the page of the place has all of them."""
LANDMARKS = frozenset(PlaceType) - {PlaceType.HOUSE}
"""Places that are named on the drawing before any house."""


@dataclass(frozen=True, slots=True)
class DrawnLand:
    """A piece of land as path data."""

    sort: str
    path: str
    years: str
    opening: Standing
    """How it is in the year that the drawing opens with."""
    name: str | None
    x: float
    y: float
    is_on_picture: bool
    """Whether the picture below shows it already."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A stretch of an interview that tells of a place, or that somebody of the house tells."""

    interview: RecordId
    title: str
    by: str
    sound: str | None
    start: float | None
    end: float | None
    is_own: bool
    """Somebody of the house speaks, of whatever it be."""


@dataclass(frozen=True, slots=True)
class Lodger:
    """A household of a place as the page says it."""

    name: str
    person: RecordId | None
    period: str
    moved_to: str | None
    sound: str
    """How its name sounds: syllables divided by spaces."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A place on the drawing and what is told beside it."""

    id: RecordId
    name: str
    sort: str
    kind_name: str
    is_landmark: bool
    group: str
    box: Box
    shape: Shape
    years: Years
    since: str
    until: str
    state: str
    lodgers: tuple[Lodger, ...]
    voices: tuple[Voice, ...]
    near: tuple[tuple[RecordId, str], ...]
    text: str

    @property
    def slug(self) -> str:
        """Its short name, in addresses."""
        return slug_of(self.id)


@dataclass(frozen=True, slots=True)
class Mark:
    """A year with a name."""

    year: int
    name: str
    event: RecordId


@dataclass(frozen=True, slots=True)
class Group:
    """The plots of one part of the village."""

    name: str
    plots: tuple[Plot, ...]


def sketch_page(around: Surroundings, sketch: Sketch) -> Page:
    """The page of a sketch in one language."""
    context = SketchContext(around, sketch)
    print_ = fingerprint(
        around.digest,
        around.record_digest(sketch.id),
        (context.plots, context.land, context.marks),
        [around.card_digest(record) for record in context.told_of],
    )
    path = around.place(record_page(sketch.id))
    return Page(path, print_, lambda: render_record(around, context))


class SketchContext(RecordContext):
    """What the template of a sketch may ask, beside what any record's may."""

    record: Sketch

    def __init__(self, around: Surroundings, sketch: Sketch) -> None:
        super().__init__(around, sketch, tuple(around.archive.records))
        self._readings = village_readings(around.archive.readings)

    @property
    def words(self) -> Markup:
        """The words that the page's script speaks."""
        return render_words(SKETCH_WORDS, language=self.language)

    # The drawing

    @property
    def width(self) -> int:
        """Of the drawing, in its units."""
        return WIDTH

    @cached_property
    def height(self) -> float:
        """Of the drawing, in the same units: as the picture has it, where there is one."""
        return sketch_height(self.record, self.ground)

    @cached_property
    def ground(self) -> ShownPicture | None:
        """The picture below."""
        return next(iter(self.pictures), None)

    @cached_property
    def land(self) -> tuple[DrawnLand, ...]:
        """What has no record of its own."""
        has_picture = self.ground is not None
        return tuple(
            _draw_feature(feature, self.height, has_picture, self.opening_year)
            for feature in self.record.features
        )

    @cached_property
    def plots(self) -> tuple[Plot, ...]:
        """Every place that is drawn, from the far edge to the near one."""
        places = (p for p in self._around.archive.of_kind(Kind.PLACE) if isinstance(p, Place))
        boxes = {
            place.id: (place, box_of(place.position, height=self.height))
            for place in places
            if place.position is not None
        }
        near = _neighbours({i: box for i, (place, box) in boxes.items() if place.households})
        plots = [self._plot(place, box, near.get(i, ())) for i, (place, box) in boxes.items()]
        return tuple(sorted(plots, key=lambda plot: (not _is_flat(plot), plot.box.y, plot.id)))

    def _plot(self, place: Place, box: Box, near: Sequence[RecordId]) -> Plot:
        years = years_of(
            place.existed_from, place.existed_until, is_gone=place.state.is_gone, is_old=False
        )
        return Plot(
            id=place.id,
            name=place.name,
            sort=place.place_type.value,
            kind_name=place.place_type.name_in(self.language),
            is_landmark=place.place_type in LANDMARKS,
            group=place.group or "",
            box=box,
            shape=draw_place(place.place_type, box),
            years=years,
            since=say_when(place.existed_from, language=self.language),
            until=say_when(place.existed_until, language=self.language),
            state=place.state.name_in(self.language),
            lodgers=tuple(self._lodger(household) for household in place.households),
            voices=self._voices(place),
            near=tuple((i, self.card(i).title) for i in near),
            text=_first_paragraph(place.body),
        )

    def _lodger(self, household: Household) -> Lodger:
        syllables = self._readings.of_name(household.name, is_person=True)
        return Lodger(
            household.name,
            household.person,
            say_when(household.period, language=self.language),
            household.moved_to,
            " ".join(readings[0] for readings in syllables if readings),
        )

    # Who tells

    def _voices(self, place: Place) -> tuple[Voice, ...]:
        of_it = [m for m in self._around.mentions.of(place.id) if m.role == "chapter"]
        found = [voice for mention in of_it if (voice := self._chapter(mention))]
        heard = {mention.source for mention in of_it}
        for household in place.households:
            told = told_by(self._around, household.person) if household.person else ()
            for interview in (one for one in told if one not in heard):
                heard.add(interview)
                found += self._own(interview)
        return tuple(found[:VOICES])

    def _chapter(self, mention: Mention) -> Voice | None:
        card = self.card(mention.source)
        if card.is_listed:
            return None
        return Voice(
            card.id,
            mention.title or card.title,
            card.line.split(" · ")[0],
            card.sound,
            mention.start,
            mention.end or card.seconds,
            is_own=False,
        )

    def _own(self, interview: RecordId) -> Iterator[Voice]:
        """What somebody of the house tells, by its most telling sentence."""
        card, record = self.card(interview), self._around.archive.records[interview]
        if card.is_listed or not isinstance(record, Interview):
            return
        start, end = (0.0, card.seconds) if record.quote_start is None else (
            record.quote_start, record.quote_end,
        )  # fmt: skip
        by = card.line.split(" · ")[0]
        yield Voice(interview, card.title, by, card.sound, start, end, is_own=True)

    @cached_property
    def told_of(self) -> tuple[RecordId, ...]:
        """Every record the page speaks of by its card."""
        found: dict[RecordId, None] = dict.fromkeys(mark.event for mark in self.marks)
        for plot in self.plots:
            found[plot.id] = None
            found.update(dict.fromkeys(voice.interview for voice in plot.voices))
            found.update(dict.fromkeys(each.person for each in plot.lodgers if each.person))
        return tuple(found)

    # Years

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The years with a name, in their order."""
        first, last = self.record.first_year, self.record.last_year
        events = (self._around.archive.records.get(event) for event in self.record.events)
        found = [
            Mark(event.when.earliest.year, event.name, event.id)
            for event in events
            if isinstance(event, Event) and event.when.earliest is not None
        ]
        return tuple(sorted((m for m in found if first <= m.year <= last), key=lambda m: m.year))

    @cached_property
    def opening_year(self) -> int:
        """The last year in which most of it stood."""
        years = range(self.record.first_year, self.record.last_year + 1)
        return max(years, key=lambda year: (self._standing_in(year), year))

    def _standing_in(self, year: int) -> int:
        return sum(plot.years.standing(year) is Standing.STANDS for plot in self.plots)

    # Lists

    @cached_property
    def dated_land(self) -> tuple[tuple[str, str, str], ...]:
        """What of the land came or went: what it is called, since when, until when."""
        return tuple(
            (
                feature.name or feature.land_type.name_in(self.language),
                say_when(feature.existed_from, language=self.language),
                say_when(feature.existed_until, language=self.language),
            )
            for feature in self.record.features
            if feature.existed_from or feature.existed_until
        )

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The plots that people lived on, by the part of the village they belong to."""
        found: dict[str, list[Plot]] = {}
        for plot in sorted(self.plots, key=lambda plot: self._number(plot.id)):
            if plot.lodgers:
                found.setdefault(plot.group, []).append(plot)
        return tuple(
            Group(name or self.t("Elsewhere in the village"), tuple(plots))
            for name, plots in sorted(found.items(), key=lambda item: (not item[0], -len(item[1])))
        )

    @cached_property
    def others(self) -> tuple[Plot, ...]:
        """The places where nobody lived."""
        return tuple(plot for plot in self.plots if not plot.lodgers)

    def _number(self, record: RecordId) -> tuple[str, RecordId]:
        return self._around.archive.records[record].number or "", record

    def tile_of(self, record: RecordId) -> Card | None:
        """The card of a place that has a picture."""
        card = self.card(record)
        return card if card.picture is not None else None


def sketch_height(sketch: Sketch, ground: ShownPicture | None) -> float:
    """How high a drawing is that is `WIDTH` wide."""
    if ground is not None:
        page = ground.derived.page
        return WIDTH * (page.height or 1) / (page.width or 1)
    return WIDTH / sketch.proportion


def _draw_feature(feature: Feature, height: float, has_picture: bool, year: int) -> DrawnLand:
    since, until = feature.existed_from, feature.existed_until
    years = years_of(since, until, is_gone=False, is_old=True)
    x, y = name_point(feature, height=height)
    return DrawnLand(
        sort=feature.land_type.value,
        path=draw_land(feature, height=height),
        years="" if since is None and until is None else format_years(years),
        opening=years.standing(year),
        name=feature.name,
        x=x,
        y=y,
        is_on_picture=has_picture and since is None,
    )


def format_years(years: Years) -> str:
    """The four years as the script reads them."""
    return f"{years.first} {years.sure} {years.last} {years.end}"


def _is_flat(plot: Plot) -> bool:
    """Whether it lies below what stands on it: water, a yard, a lane."""
    return plot.sort in (PlaceType.WATER, PlaceType.GROUND, PlaceType.FIELD, PlaceType.LANE)


def _neighbours(boxes: Mapping[RecordId, Box]) -> Mapping[RecordId, tuple[RecordId, ...]]:
    """The households nearest to each, the nearest first."""
    found = {}
    for record, box in boxes.items():
        x, y = box.centre
        others = sorted(
            (hypot(other.centre[0] - x, other.centre[1] - y), i)
            for i, other in boxes.items()
            if i != record
        )
        found[record] = tuple(i for _, i in others[:NEAR])
    return found


def _first_paragraph(body: str) -> str:
    """The words below a record up to the first empty line, without marks of Markdown."""
    first = body.strip().split("\n\n")[0]
    return "" if any(sign in first for sign in "[<#|`") else " ".join(first.split())
