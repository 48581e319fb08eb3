"""Settings of one site, written in ``mkdocs.yml`` under the plugin ``pintu``."""

from typing import Annotated, Literal

from pydantic import Field, HttpUrl

from archive.model.fields import Line, Part, Prose

Language = Literal["zh-Hans", "zh-Hant", "en"]
"""A language of the interface. What people said is never translated by it."""


class Site(Part):
    """What a village says of its own site."""

    title: Line
    """Name of the site, shown on every page."""
    tagline: Line | None = None
    """One line below the name, on the home page and in search engines."""
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("zh-Hans",)
    """Interface languages; the first one lives at the root of the site, each other in a folder."""
    notice: Line | None = None
    """A sentence at the foot of every page, such as that everything is fictional."""
    notice_en: Line | None = None
    """The same in English, for the English interface."""
    institution: Line | None = None
    """Who keeps the archive; named in citations."""
    contact: Prose | None = None
    """Whom to tell of a mistake or of a wish to withdraw: a person, a desk, a telephone."""
    site_url: HttpUrl | None = None
    """Where the site will be found, for share tags and the site map; links never need it."""
    per_page: Annotated[int, Field(ge=12, le=200)] = 60
    """Records on one browse page."""
    hero: Line | None = None
    """Id of the photo at the top of the home page; the first photo when empty."""

    @property
    def base(self) -> str:
        """Where the site will be found, without a stroke at its end; empty when nobody knows."""
        return str(self.site_url).rstrip("/") if self.site_url else ""
