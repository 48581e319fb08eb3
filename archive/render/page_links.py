"""How one page finds its way: to records, files, lists and other languages."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from markupsafe import Markup

from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.site import Site
from archive.model.terms import Channel
from archive.render.addresses import (
    SEARCH_PAGE,
    WORD_CARDS,
    browse_page,
    language_root,
    relative,
    root_of,
)
from archive.render.cards import Card
from archive.render.catalogue import NAMES, translator
from archive.render.environment import escaped
from archive.render.foreign_words import tell_language
from archive.render.qr_code import QrCode, draw_qr_code
from archive.render.surroundings import Surroundings


class PageLinks:
    """What every template may ask, whatever it draws.

    ``within`` are the records this page may speak of; asking for another one is a mistake that
    would make the page go stale unseen, and raises KeyError.
    """

    def __init__(
        self, around: Surroundings, inner: PurePosixPath, *, within: Iterable[RecordId]
    ) -> None:
        self._around = around
        self._within = frozenset(within)
        self.inner = inner
        """Path below the folder of the language."""
        self.path = around.place(inner)
        self.language = around.language
        self.site: Site = around.site
        self.t = translator(around.language)
        self._up = "../" * (len(inner.parts) - 1)
        self._root = root_of(self.path)

    def card(self, record: RecordId) -> Card:
        """A record in brief."""
        if record not in self._within:
            raise KeyError(record)
        return self._around.card(record)

    def row(self, record: RecordId) -> Markup:
        """A record as a line of a list."""
        return self._around.row(self.card(record), page=self, depth=self._up)

    def chapter_title(self, title: str) -> str:
        """The title of a chapter, or what stands where it may not be read."""
        return title or self.t("A stretch without a title")

    def url(self, record: RecordId) -> str:
        """The page of a record."""
        return f"{self._up}{record}/index.html"

    def url_if_shown(self, record: RecordId) -> str | None:
        """The page of a record, or None when it is not in the site."""
        return self.url(record) if record in self._around.shown else None

    def media(self, path: PurePosixPath | str) -> str:
        """A file made from an original."""
        return f"{self._root}{path}"

    def is_heard(self, sound: str, start: float | None) -> bool:
        """Whether a sound that was made goes as far as ``start``: of a damaged or shortened
        recording less is left than is told of."""
        length = self._around.lengths.get(str(sound))
        return length is None or start is None or start < length

    def asset(self, name: str) -> str:
        """A file for the browser."""
        return f"{self._root}{self._around.assets[name]}"

    def browse(self, kind: Kind) -> str:
        """The list of a kind."""
        return relative(browse_page(kind), page=self.inner)

    def browse_of(self, kind: str) -> str:
        """The list of the kind with this folder."""
        return self.browse(Kind(kind))

    @property
    def home(self) -> str:
        """The home page of this language."""
        return f"{self._up}index.html"

    @property
    def search(self) -> str:
        """The search page of this language."""
        return f"{self._up}{SEARCH_PAGE}"

    @property
    def word_cards(self) -> str | None:
        """The cards of dialect words, where there are any; none on a museum's screen."""
        has_cards = bool(self._around.glossary.words) and not self.is_kiosk
        return relative(WORD_CARDS, page=self.inner) if has_cards else None

    @property
    def about(self) -> str | None:
        """The page that says whom to tell."""
        about = self._around.about
        return relative(about, page=self.inner) if about is not None else None

    @property
    def is_kiosk(self) -> bool:
        """Whether it is for a museum's screen: nothing to print there, or to take away."""
        return self._around.archive.channel is Channel.KIOSK

    def qr_code(self, path: PurePosixPath) -> QrCode | None:
        """Where a page of the site is found by a phone before what is printed; None where it is
        nowhere.

        A museum's screen may show what the website may not, so nothing there leads to it.
        """
        if not self.site.base or self.is_kiosk:
            return None
        return draw_qr_code(f"{self.site.base}/{path}")

    @property
    def kind_name(self) -> str:
        """Overridden by pages of a kind."""
        return self.site.title

    def link(self, record: RecordId) -> Markup | None:
        """A reference drawn as a link, when the record is in the site."""
        if record not in self._within:
            return None
        return Markup(f'<a href="{self.url(record)}">{escaped(self.card(record).title)}</a>')

    def language_links(self) -> Markup:
        """This page in the other languages of the interface."""
        languages = self.site.languages
        if len(languages) < 2:
            return Markup("")
        drawn = []
        for language in languages:
            if language == self.language:
                drawn.append(
                    Markup('<span lang="{}" aria-current="true">{}</span>').format(
                        language, NAMES[language]
                    )
                )
                continue
            target = language_root(language, languages) / self.inner
            drawn.append(
                Markup('<a href="{}" hreflang="{}" lang="{}">{}</a>').format(
                    relative(target, page=self.path), language, language, NAMES[language]
                )
            )
        return Markup("").join(drawn)

    def slots(self, *, title: str, head: str, content: str, back: str, page: str) -> dict[str, str]:
        """What fills the shell."""
        own = f"{title} · {self.site.title}" if title != self.site.title else title
        return {
            "title": str(Markup.escape(own)),
            "head": head,
            "content": tell_language(content, language=self.language),
            "root": self._root,
            "back": back,
            "languages": str(self.language_links()),
            "page-class": page,
        }


def shown_kinds(around: Surroundings) -> tuple[Kind, ...]:
    """The kinds that have records to show."""
    present = {kind_of(record) for record in around.archive.records}
    return tuple(kind for kind in Kind if kind in present)
