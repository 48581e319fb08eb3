"""The search page. Without scripts it offers the ways in: by kind, people, places and decades."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from markupsafe import Markup

from archive.model.kinds import Kind, RecordId
from archive.model.page import Page
from archive.render.addresses import SEARCH_PAGE, facet_page, relative
from archive.render.browse_pages import value_label
from archive.render.browser_words import render_words
from archive.render.cards import Card
from archive.render.fingerprint import fingerprint
from archive.render.home_page import Way, ways_in
from archive.render.metadata import render_list_head
from archive.render.page_links import PageLinks
from archive.render.surroundings import Surroundings
from archive.values import dataclass

SEARCH_WORDS: Mapping[str, str] = {
    "found_many": "{n} places in the texts",
    "found_about": "about {n} places in the texts",
    "found_names": "{n} records by name",
    "found_nothing": "Nothing was found for “{q}”.",
    "found_narrowed": "Nothing is left with these conditions.",
    "found_near": "Names that are not far from it:",
    "note_sound": "“{q}” is in no text. This sounds alike: {found}",
    "note_name": "Found by abbreviation: {found}",
    "note_near": "“{q}” is in no text. A name like it: {found}",
    "note_split": "Looked for as separate words: {found}",
    "note_apart": "No sentence has all of it; these records have each word somewhere.",
    "note_most": "No place says just “{q}”. These come nearest:",
    "more": "Show more",
    "more_names": "{n} more",
    "more_places": "{n} more places in this record",
    "all_shown": "That is all.",
    "play_at": "Play: {title} at {time}",
    "listen_at": "{time} open there",
    "someone": "A villager",
    "page_number": "Page {n}",
    "facet_kind": "Kind",
    "facet_decade": "Decade",
    "facet_theme": "Theme",
    "facet_person": "Who",
    "facet_place": "Where",
    "facet_sound": "Voice",
    "with_sound": "With sound",
    "decade": "{decade}s",
    "narrow": "Narrow by decade, person, place …",
    "show_all": "Show all",
    "loading": "Looking …",
    "pad_back": "Back one",
    "pad_clear": "Clear",
    "names_heading": "Records with this name",
}
"""English sentences of the search page's script; catalogues translate them."""

DECADES = (Kind.INTERVIEW, Kind.PHOTO, Kind.EVENT)
"""The first of these that is divided into decades offers them."""
FEW = 8


@dataclass(frozen=True, slots=True)
class Link:
    """A word to tap."""

    href: str
    label: str


def search_page(around: Surroundings) -> Page:
    """The search page in one language."""
    context = SearchContext(around)
    shown = (context.ways, context.decades, context.people, context.places)
    print_ = fingerprint(around.digest, shown)
    return Page(around.place(SEARCH_PAGE), print_, context.render)


class SearchContext(PageLinks):
    """What the template of the search page may ask."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, SEARCH_PAGE, within=around.archive.records)

    def render(self) -> str:
        """The whole page."""
        content = self._around.environment.get_template("search.html").render(p=self)
        return self._around.shell.fill(
            self.slots(
                title=self.title,
                head=render_list_head(
                    self.title, site=self.site, kind="SearchResultsPage", address=str(self.path)
                ),
                content=content,
                back=self.home,
                page="page-search",
            )
        )

    @property
    def title(self) -> str:
        """What the page is called."""
        return self.t("Look for something")

    @property
    def words(self) -> Markup:
        """The words that the page's script speaks."""
        return render_words(SEARCH_WORDS, language=self.language)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The ways in by kind."""
        return ways_in(self, self._around)

    @cached_property
    def people(self) -> tuple[Card, ...]:
        """People of whom most is told."""
        return self._most_told(Kind.PERSON)

    @cached_property
    def places(self) -> tuple[Card, ...]:
        """Places of which most is told."""
        return self._most_told(Kind.PLACE)

    def _most_told(self, kind: Kind) -> tuple[Card, ...]:
        def told(record: RecordId) -> int:
            return len(self._around.mentions.of(record))

        records = [record.id for record in self._around.archive.of_kind(kind)]
        return tuple(self.card(r) for r in sorted(records, key=lambda r: (-told(r), r))[:FEW])

    @cached_property
    def decades(self) -> Sequence[Link]:
        """The decades told of, each a list."""
        for kind in DECADES:
            for facet in self._around.facets(kind):
                if facet.facet.name == "decade":
                    return tuple(
                        Link(
                            relative(facet_page(kind, "decade", v.slug), page=self.inner),
                            value_label("decade", v.value, self.language),
                        )
                        for v in facet.offered
                    )
        return ()
