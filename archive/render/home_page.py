"""The home page: a voice to hear in one tap, and the ways in by 人, 地, 物, 事."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import PurePosixPath

from archive.model.exhibit import Exhibit
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId
from archive.model.page import Page
from archive.model.terms import SlotState
from archive.render.addresses import THEMES_PAGE, TIMELINE_PAGE, browse_page, record_page, relative
from archive.render.cards import Card
from archive.render.fingerprint import fingerprint
from archive.render.metadata import render_list_head
from archive.render.page_links import PageLinks, shown_kinds
from archive.render.shell import Shell
from archive.render.sketch_spot import SmallVillage, village_of
from archive.render.surroundings import Surroundings
from archive.render.themes_page import Bar, theme_bars
from archive.render.timeline_page import Years, years_in
from archive.values import dataclass

WAYS = (
    ("拼", Kind.PUZZLE, "Memory puzzles", "{number} memories put together from many voices"),
    ("路", Kind.EXHIBIT, "Walks", "{number} walks through the village, led by its people"),
    ("景", Kind.SCENE, "Scenes", "{number} places to stand in once more"),
    ("图", Kind.SKETCH, "The village sketch", "What stood when, and where our old house was"),
    ("人", Kind.PERSON, "People", "{number} people of the village"),
    ("地", Kind.PLACE, "Places", "{number} bridges, wells, lanes and houses"),
    ("物", Kind.OBJECT, "Old objects", "{number} things, and who used them"),
    ("事", Kind.EVENT, "Events", "{number} things that happened"),
    ("声", Kind.INTERVIEW, "Interviews", "{number} tellings"),
    ("影", Kind.PHOTO, "Old photographs", "{number} photographs"),
    ("纸", Kind.DOCUMENT, "Village papers", "{number} papers, page by page"),
    ("话", Kind.TERM, "Dialect words", "{number} words of the village"),
)
FEW = 6
PUZZLES = 3
WALKS = 3
THEMES = 5
SCENES = 3


@dataclass(frozen=True, slots=True)
class Way:
    """One way in."""

    glyph: str
    href: str
    title: str
    line: str


@dataclass(frozen=True, slots=True)
class Voice:
    """The sentence to hear: whose, where it is, and what is said."""

    id: RecordId
    sound: str
    start: float
    end: float
    quote: str
    by: str


def home_page(around: Surroundings, shell: Shell) -> Page:
    """The home page in one language; ``shell`` may hold the village's own words around it."""
    context = HomeContext(around)
    print_ = fingerprint(
        around.digest,
        shell.digest,
        context.voice,
        context.hero,
        context.ways,
        (context.listen, context.gallery, context.words, context.puzzles),
        (context.walks, context.scenes, context.themes, context.years, context.village),
    )
    return Page(around.root / "index.html", print_, lambda: context.render(shell))


def ways_in(links: PageLinks, around: Surroundings) -> tuple[Way, ...]:
    """The ways in to the kinds that have something to show."""
    shown = shown_kinds(around)
    return tuple(
        Way(
            glyph,
            relative(_first_page(kind, around), page=links.inner),
            links.t(title),
            links.t(line, number=len(around.archive.of_kind(kind))),
        )
        for glyph, kind, title, line in WAYS
        if kind in shown
    )


def _first_page(kind: Kind, around: Surroundings) -> PurePosixPath:
    """The list of a kind; a village that has one sketch goes straight to it."""
    records = around.archive.of_kind(kind)
    if kind is Kind.SKETCH and len(records) == 1:
        return record_page(records[0].id)
    return browse_page(kind)


class HomeContext(PageLinks):
    """What the template of the home page may ask."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, PurePosixPath("index.html"), within=around.archive.records)
        self.voice = self._voice()

    def render(self, shell: Shell) -> str:
        """The whole page."""
        content = self._around.environment.get_template("home.html").render(p=self)
        return shell.fill(
            self.slots(
                title=self.site.title,
                head=render_list_head(
                    self.site.title, site=self.site, kind="WebSite", address=str(self.path)
                ),
                content=content,
                back=self.home,
                page="page-home",
            )
        )

    def _voice(self) -> Voice | None:
        """The first interview, by number, that has a quotation with sound."""
        for record in self._interviews():
            card = self.card(record.id)
            if record.quote and card.sound and record.quote_start is not None:
                end = record.quote_end or record.quote_start + 20
                by = card.line.split(" · ")[0]
                return Voice(
                    record.id, card.sound, record.quote_start, end, record.quote,
                    self.t("Told by {name}", name=by),
                )  # fmt: skip
        return None

    def _interviews(self) -> Sequence[Interview]:
        records = self._around.archive.of_kind(Kind.INTERVIEW)
        found = [r for r in records if isinstance(r, Interview)]
        return sorted(found, key=lambda r: r.accession)

    @property
    def hero(self) -> Card | None:
        """The picture at the top: the photo the village chose, else the first one."""
        chosen = self.site.hero
        if chosen and chosen in self._around.archive.records:
            card = self.card(RecordId(chosen))
            return card if card.picture else None
        return next(iter(self._pictured(Kind.PHOTO)), None)

    def _pictured(self, kind: Kind) -> Sequence[Card]:
        cards = (self.card(record.id) for record in self._around.archive.of_kind(kind))
        return [card for card in cards if card.picture is not None]

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways in to the kinds that have something to show, but for those above them."""
        above = {
            "拼": self.puzzles, "路": self.walks, "景": self.scenes, "图": self.village,
        }  # fmt: skip
        return tuple(way for way in ways_in(self, self._around) if not above.get(way.glyph))

    @cached_property
    def village(self) -> SmallVillage | None:
        """The village sketch with every house that ever stood."""
        return village_of(self._around.archive)

    @cached_property
    def puzzles(self) -> tuple[Card, ...]:
        """A few puzzles, those first that most is told of and something is missing in."""
        records = self._around.archive.of_kind(Kind.PUZZLE)
        cards = [self.card(record.id) for record in records]

        def order(card: Card) -> tuple[bool, int, str]:
            open_tiles = card.states.count(SlotState.EMPTY)
            return not open_tiles, open_tiles - len(card.states), card.id

        return tuple(sorted((card for card in cards if card.states), key=order)[:PUZZLES])

    @cached_property
    def scenes(self) -> tuple[Card, ...]:
        """A few scenes that have a picture, by number."""
        records = sorted(
            self._around.archive.of_kind(Kind.SCENE), key=lambda r: (r.number or "", r.id)
        )
        cards = (self.card(record.id) for record in records)
        return tuple(card for card in cards if card.picture is not None)[:SCENES]

    @cached_property
    def walks(self) -> tuple[Card, ...]:
        """A few walks that lead somewhere, by number."""
        records = self._around.archive.of_kind(Kind.EXHIBIT)
        found = [r for r in records if isinstance(r, Exhibit) and r.stops]
        found.sort(key=lambda r: (r.number or "", r.id))
        return tuple(self.card(record.id) for record in found[:WALKS])

    @cached_property
    def themes(self) -> tuple[Bar, ...]:
        """The themes of which most is told, where there are several."""
        told = self._around.themes.themes
        return theme_bars(self, told[:THEMES]) if len(told) > 1 else ()

    @cached_property
    def years(self) -> tuple[Years, ...]:
        """The decades, where there are several."""
        found = years_in(self, self._around)
        return found if len(found) > 1 else ()

    @property
    def all_years(self) -> str:
        """The page of all decades."""
        return relative(TIMELINE_PAGE, page=self.inner)

    @property
    def all_themes(self) -> str:
        """The page of all themes."""
        return relative(THEMES_PAGE, page=self.inner)

    @property
    def listen(self) -> tuple[Card, ...]:
        """A few interviews that can be heard."""
        heard = [self.card(r.id) for r in self._interviews()]
        first = self.voice.id if self.voice else None
        rest = [card for card in heard if card.id != first]
        return tuple(([card for card in rest if card.sound] or rest)[:FEW])

    @property
    def gallery(self) -> tuple[Card, ...]:
        """A few photographs."""
        hero = self.hero
        cards = [card for card in self._pictured(Kind.PHOTO) if not hero or card.id != hero.id]
        step = max(1, len(cards) // FEW)
        return tuple(cards[::step][:FEW])

    @property
    def words(self) -> tuple[Card, ...]:
        """A few dialect words."""
        terms = self._around.archive.of_kind(Kind.TERM)
        step = max(1, len(terms) // 8)
        return tuple(self.card(term.id) for term in terms[::step][:8])
