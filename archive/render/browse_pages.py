"""Lists of records: all of a kind, and those that share an answer. They work without scripts."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from archive.index.facets import FacetIndex, FacetValue, Value
from archive.model.dates import When
from archive.model.kinds import Kind, RecordId
from archive.model.page import Page
from archive.model.records import Record
from archive.model.terms import Term
from archive.render.addresses import browse_page, facet_page, labels_page, relative
from archive.render.cards import Card, present
from archive.render.catalogue import translator
from archive.render.fingerprint import fingerprint
from archive.render.glossary import GlossaryWord
from archive.render.metadata import render_list_head
from archive.render.paged_links import PagedLinks
from archive.render.surroundings import Surroundings, kind_name
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer as a link."""

    href: str
    key: str
    label: str
    number: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """One facet as links."""

    name: str
    label: str
    values: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which list it is: all of a kind, or those with one answer to one facet."""

    kind: Kind
    records: tuple[RecordId, ...]
    facet: FacetIndex | None = None
    value: FacetValue | None = None

    def path(self, page: int) -> PurePosixPath:
        """Where a page of it is, below the folder of the language."""
        if self.facet is None or self.value is None:
            return browse_page(self.kind, page=page)
        return facet_page(self.kind, self.facet.facet.name, self.value.slug, page=page)


def browse_pages(around: Surroundings, kind: Kind) -> Iterator[Page]:
    """Every list of a kind, page by page."""
    facets = around.facets(kind)
    records = tuple(r.id for r in sorted(around.archive.of_kind(kind), key=_order))
    place = {record: number for number, record in enumerate(records)}
    selections = [Selection(kind, records)]
    for facet in facets:
        for value in facet.offered:
            chosen = tuple(sorted(value.records, key=place.__getitem__))
            selections.append(Selection(kind, chosen, facet, value))
    offered = fingerprint(
        around.digest,
        [(f.facet.name, [(v.slug, len(v.records)) for v in f.offered]) for f in facets],
    )
    for selection in selections:
        yield from _pages(around, selection, facets, offered)


def _order(record: Record) -> tuple[object, ...]:
    """By time where records have one, else by number."""
    for name in present(type(record), ("when", "age", "period", "recorded_on")):
        when = getattr(record, name)
        if isinstance(when, When):
            return (0, *when.sort_key, record.number or "", record.id)
    return (1, record.number or "", record.id)


def _pages(
    around: Surroundings, selection: Selection, facets: Sequence[FacetIndex], offered: bytes
) -> Iterator[Page]:
    size = around.site.per_page
    total = max(1, -(-len(selection.records) // size))
    for number in range(1, total + 1):
        shown = selection.records[(number - 1) * size : number * size]
        context = BrowseContext(around, selection, facets, number, total, shown)
        print_ = fingerprint(
            offered,
            [around.card_digest(record) for record in shown],
            (number, total, len(selection.records)),
            context.all_answers(),
            [around.glossary.of(record) for record in shown],
        )
        yield Page(around.place(selection.path(number)), print_, context.render)


class BrowseContext(PagedLinks):
    """What the template of a list may ask."""

    def __init__(
        self,
        around: Surroundings,
        selection: Selection,
        facets: Sequence[FacetIndex],
        number: int,
        total: int,
        shown: Sequence[RecordId],
    ) -> None:
        super().__init__(around, selection.path(number), within=shown)
        self._selection = selection
        self._facets = facets
        self._shown = shown
        self.kind = selection.kind
        self.page = number
        self.pages = total
        self.is_complete = total == 1 and selection.facet is None
        self.current = selection.value

    def render(self) -> str:
        """The whole page."""
        content = self._around.environment.get_template("browse.html").render(p=self)
        is_all = self._selection.facet is None and self.page == 1
        back = self.home if is_all else self.browse(self.kind)
        return self._around.shell.fill(
            self.slots(
                title=self.title,
                head=render_list_head(
                    self.title, site=self.site, kind="CollectionPage", address=str(self.path)
                ),
                content=content,
                back=back,
                page=f"page-browse page-{self.kind.value}",
            )
        )

    @property
    def kind_name(self) -> str:
        """口述, 老物件 … in the plural."""
        return kind_name(self.kind, language=self.language, many=True)

    @property
    def title(self) -> str:
        """The kind, and the answer where there is one."""
        facet, value = self._selection.facet, self._selection.value
        if facet is None or value is None:
            return self.kind_name
        label = value_label(facet.facet.name, value.value, self.language)
        return f"{self.kind_name} · {label}"

    @property
    def count(self) -> str:
        """How many there are."""
        return self.t("{number} in all", number=len(self._selection.records))

    def said(self, term: RecordId) -> GlossaryWord | None:
        """A dialect word that can be heard."""
        word = self._around.glossary.of(term)
        return word if word is not None and word.said is not None else None

    @property
    def cards(self) -> tuple[Card, ...]:
        """The records of this page."""
        return tuple(self.card(record) for record in self._shown)

    @property
    def facets(self) -> tuple[Choices, ...]:
        """The facets as links."""
        return tuple(
            Choices(
                facet.facet.name,
                self.t(facet.facet.label),
                tuple(self._choice(facet, value) for value in facet.offered),
            )
            for facet in self._facets
        )

    def _choice(self, facet: FacetIndex, value: FacetValue) -> Choice:
        target = facet_page(self.kind, facet.facet.name, value.slug)
        return Choice(
            relative(target, page=self.inner),
            value.slug,
            value_label(facet.facet.name, value.value, self.language),
            len(value.records),
            value is self._selection.value,
        )

    def answers(self, record: RecordId) -> tuple[tuple[str, str], ...]:
        """What a record answers to each facet, for narrowing in place."""
        if not self.is_complete:
            return ()
        found = []
        for facet in self._facets:
            slugs = [v.slug for v in facet.offered if record in v.records]
            found.append((facet.facet.name, "|".join(slugs)))
        return tuple(found)

    def all_answers(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """The answers of every record shown, for the fingerprint."""
        return tuple(self.answers(record) for record in self._shown)

    @property
    def labels(self) -> str | None:
        """The labels of all that is listed here, to print: of old objects, on the website."""
        if self.kind is not Kind.OBJECT or self.is_kiosk or self._selection.facet is not None:
            return None
        return relative(labels_page(self.kind.value), page=self.inner)

    def place_of(self, number: int) -> PurePosixPath:
        """The page with this number."""
        return self._selection.path(number)


def value_label(facet: str, value: Value, language: str) -> str:
    """What an answer is called: 1950年代, 有声, 桥."""
    say = translator(language)
    if isinstance(value, Term):
        return value.name_in(language)
    if isinstance(value, bool):
        return say("with sound") if value else say("words alone")
    if facet in ("decade", "born"):
        return say("{decade}s", decade=value)
    return str(value)
