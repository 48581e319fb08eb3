"""Sheets to print and cut: labels for the case, and cards for whoever leads the walk.

They stand on the website alone: a museum's screen has nothing to print. Codes lead to the page of
what a stop stands before, and never to a number of a stop, which may be another one tomorrow.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath

from archive.model.exhibit import Exhibit
from archive.model.kinds import Kind, RecordId
from archive.model.object import Object
from archive.model.page import Page
from archive.model.terms import Channel
from archive.render.addresses import labels_page, record_page
from archive.render.cards import Card
from archive.render.exhibit_page import ShownStop, WalkView
from archive.render.fingerprint import fingerprint
from archive.render.metadata import render_list_head
from archive.render.paged_links import PagedLinks
from archive.render.puzzle_pieces import shorten
from archive.render.qr_code import QrCode
from archive.render.surroundings import Surroundings
from archive.values import dataclass

ON_A_SHEET = 6
"""Labels on a sheet of A4, as the style sheet lays them."""
SHEETS = 6
"""Sheets of labels on one page of the site."""
TEXT = 62
"""Characters of a record's own words on a label, where nobody wrote words for the case."""
LONG_LABEL = 62
LONG_CARD = 130
"""A label and a card with more characters than these are set in smaller type."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label for the case."""

    title: str
    line: str
    """Its dialect name, age, material."""
    text: str
    credit: str
    """Who gave it, or who tells of it; and its number."""
    code: QrCode | None

    @property
    def is_long(self) -> bool:
        """Whether it wants smaller type."""
        return len(self.text) > LONG_LABEL


@dataclass(frozen=True, slots=True)
class GuideCard:
    """讲解卡: what is said at a stop, to be read aloud or held."""

    stop: ShownStop
    following: str | None
    """What the next stop stands before."""
    code: QrCode | None

    @property
    def is_long(self) -> bool:
        """Whether it wants smaller type."""
        return len(self.stop.wording) > LONG_CARD


Draw = Callable[[], str]


def draw_labels(
    around: Surroundings, exhibit: Exhibit, within: Sequence[RecordId]
) -> Iterator[tuple[PurePosixPath, Draw]]:
    """The page of an exhibit's labels and cards, with what draws it. ``within`` are the
    neighbours of the exhibit."""
    if around.archive.channel is Channel.KIOSK or not exhibit.stops:
        return
    path = labels_page(exhibit.id)
    yield around.place(path), lambda: ExhibitSheets(around, exhibit, within).render()


def object_labels(around: Surroundings) -> Iterator[Page]:
    """The pages with the labels of all objects."""
    if around.archive.channel is Channel.KIOSK:
        return
    records = around.archive.of_kind(Kind.OBJECT)
    shown = [r for r in records if isinstance(r, Object) and r.id not in around.archive.listed]
    shown.sort(key=lambda record: (record.number or "", record.id))
    size = ON_A_SHEET * SHEETS
    pages = [shown[start : start + size] for start in range(0, len(shown), size)]
    for number, objects in enumerate(pages, 1):
        sheets = ObjectSheets(around, objects, number, len(pages))
        print_ = fingerprint(around.digest, sheets.labels, (number, len(pages)))
        yield Page(sheets.path, print_, sheets.render)


class Sheets(PagedLinks):
    """What the template of sheets may ask."""

    title: str
    back: str
    labels: tuple[Label, ...]
    cards: tuple[GuideCard, ...] = ()
    guide: Card | None = None
    page = 1
    pages = 1

    def place_of(self, number: int) -> PurePosixPath:
        """The page with this number: of an exhibit there is one."""
        return self.inner

    @property
    def has_codes(self) -> bool:
        """Whether the site has an address that codes can lead to."""
        return self.site.site_url is not None

    def code_of(self, record: RecordId) -> QrCode | None:
        """The code that leads to a record."""
        return self.qr_code(self._around.place(record_page(record)))

    def render(self) -> str:
        """The whole page."""
        content = self._around.environment.get_template("labels.html").render(p=self)
        head = render_list_head(
            self.title, site=self.site, kind="CollectionPage", address=str(self.path)
        )
        return self._around.shell.fill(
            self.slots(
                title=self.title,
                head=head,
                content=content,
                back=self.back,
                page="page-labels",
            )
        )


class ExhibitSheets(Sheets):
    """The labels and cards of an exhibit."""

    def __init__(self, around: Surroundings, exhibit: Exhibit, within: Sequence[RecordId]) -> None:
        super().__init__(around, labels_page(exhibit.id), within=within)
        walk = WalkView(self, exhibit)
        stops = walk.stops
        self.title = exhibit.title
        self.back = self.url(exhibit.id)
        self.guide = walk.guide
        codes = [self.code_of(stop.before.id) for stop in stops]
        self.labels = tuple(map(self._label, stops, codes))
        following = [stop.before.title for stop in stops[1:]]
        self.cards = tuple(map(GuideCard, stops, [*following, None], codes))

    def _label(self, stop: ShownStop, code: QrCode | None) -> Label:
        assert self.guide is not None
        before = stop.before
        text = stop.label or (shorten(before.summary, limit=TEXT) if before.summary else "")
        credit = self.t("{name} tells of it", name=self.guide.title)
        return Label(before.title, before.line, text, credit, code)


class ObjectSheets(Sheets):
    """The labels of objects, page by page."""

    def __init__(
        self, around: Surroundings, objects: Sequence[Object], number: int, total: int
    ) -> None:
        known = [record.id for record in objects]
        known += [record.donor for record in objects if record.donor is not None]
        super().__init__(around, labels_page(Kind.OBJECT.value, page=number), within=known)
        self.title = self.t("Old objects")
        self.back = self.browse(Kind.OBJECT)
        self.labels = tuple(map(self._label, objects))
        self.page = number
        self.pages = total

    def place_of(self, number: int) -> PurePosixPath:
        """The page with this number."""
        return labels_page(Kind.OBJECT.value, page=number)

    def _label(self, record: Object) -> Label:
        card = self.card(record.id)
        given = record.ownership.name_in(self.language)
        donor = f"{self.card(record.donor).title} {given}" if record.donor else ""
        parts = [donor, record.number or ""]
        return Label(
            title=card.title,
            line=card.line,
            text=shorten(card.summary, limit=TEXT) if card.summary else "",
            credit=" · ".join(part for part in parts if part),
            code=self.code_of(record.id),
        )
