"""Lists that take several pages: each page knows the one before it and the one after."""

from abc import abstractmethod
from pathlib import PurePosixPath

from archive.render.addresses import relative
from archive.render.page_links import PageLinks


class PagedLinks(PageLinks):
    """One page of several."""

    page: int
    """Its number, from 1."""
    pages: int
    """How many there are."""

    @abstractmethod
    def place_of(self, number: int) -> PurePosixPath:
        """Where the page with this number is, below the folder of the language."""

    @property
    def previous(self) -> str | None:
        """The page before this one."""
        return self._neighbour(self.page - 1)

    @property
    def next(self) -> str | None:
        """The page after this one."""
        return self._neighbour(self.page + 1)

    def _neighbour(self, number: int) -> str | None:
        if not 1 <= number <= self.pages:
            return None
        return relative(self.place_of(number), page=self.inner)
