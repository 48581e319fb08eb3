"""What the page of an interview asks beside its words: its stretches, themes and dialect words."""

from functools import cached_property

from markupsafe import Markup

from archive.model.kinds import RecordId
from archive.render.explained import Explained
from archive.render.page_links import PageLinks
from archive.render.stretches import ShownStretch, ThemeLink, show_stretches, theme_links
from archive.render.surroundings import Surroundings


class ToldView:
    """What is told of in an interview: ``links`` is the page it is drawn on."""

    def __init__(
        self, around: Surroundings, links: PageLinks, interview: RecordId, *, length: float | None
    ) -> None:
        self._links = links
        self._told = around.themes.of(interview)
        self._length = length
        self.words = Explained(around.glossary, url=links.url)
        """The words of the village in its transcript, once that is drawn."""

    @property
    def data(self) -> Markup:
        """The same for the page's script."""
        return self.words.data(media=self._links.media)

    @cached_property
    def stretches(self) -> tuple[ShownStretch, ...]:
        """What is told of, in its order."""
        language = self._links.language
        return show_stretches(self._told, language=language, length=self._length)

    @property
    def themes(self) -> tuple[ThemeLink, ...]:
        """The pages of its themes."""
        return theme_links(self._told, page=self._links.inner)
