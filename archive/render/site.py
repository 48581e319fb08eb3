"""All pages of a site, in every language of its interface."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from markupsafe import Markup

from archive.index.excerpts import index_excerpts
from archive.index.facets import FacetIndex
from archive.index.mentions import Mentions
from archive.index.occurrences import Occurrence, RowsMemory, index_occurrences
from archive.index.themes import ThemeIndex, index_themes
from archive.index.timeline import index_timeline
from archive.index.voices import index_voices
from archive.model.kinds import Kind, RecordId
from archive.model.orders import Derived
from archive.model.page import Page
from archive.model.public import PublicArchive
from archive.model.site import Site
from archive.model.sketch import Sketch
from archive.render.addresses import record_page, relative
from archive.render.browse_pages import browse_pages
from archive.render.cards import sound_of
from archive.render.catalogue import LOCALES
from archive.render.environment import TEMPLATES, make_environment
from archive.render.fingerprint import fingerprint
from archive.render.glossary import Glossary, make_glossary
from archive.render.home_page import home_page
from archive.render.label_sheets import object_labels
from archive.render.page_links import shown_kinds
from archive.render.record_digests import RecordDigests
from archive.render.record_page import record_pages
from archive.render.search_page import search_page
from archive.render.shell import Shell, mask_shell
from archive.render.sketch_page import sketch_page
from archive.render.surroundings import Surroundings
from archive.render.themes_page import themes_pages
from archive.render.timeline_page import timeline_pages
from archive.render.word_cards import word_card_pages
from archive.values import dataclass

STATIC = Path(__file__).parent / "static"
ASSETS = PurePosixPath("assets")


@dataclass(frozen=True, slots=True)
class Shells:
    """What the host supplies for one language: the plain shell and that of the home page."""

    page: Shell
    home: Shell
    about: PurePosixPath | None = None
    """The editorial page that says whom to tell, below the folder of the language."""

    def masked(self, mask: Callable[[str], str]) -> "Shells":
        """The same without names that must not be read."""
        return replace(self, page=mask_shell(self.page, mask), home=mask_shell(self.home, mask))


@dataclass(frozen=True)
class Drawing:
    """All that the pages of a site are drawn from."""

    archive: PublicArchive
    site: Site
    mentions: Mentions
    media: Mapping[str, Derived]
    shells: Mapping[str, Shells]
    shown: Collection[RecordId] = ()
    """Every record that has a page, where ``archive`` does not have them all."""
    words: Glossary | None = None
    """The glossary, where ``archive`` does not have its records."""
    kept: RowsMemory | None = None
    """Remembers from build to build where words are said, and digests of cards."""

    def bare(self) -> "Drawing":
        """The same without records: what pages share, in plain values that go to a process."""
        return Drawing(
            archive=PublicArchive(self.archive.channel, self.archive.on, {}),
            site=self.site,
            mentions=Mentions({}, {}),
            media={},
            shells=self.shells,
            shown=frozenset(self.archive.records),
            words=self.glossary,
        )

    @cached_property
    def glossary(self) -> Glossary:
        """The village's words."""
        return self.words or make_glossary(self.archive, self.media)

    @cached_property
    def surroundings(self) -> tuple[Surroundings, ...]:
        """What the pages of each language share."""
        return tuple(self._surroundings())

    def _surroundings(self) -> Iterator[Surroundings]:
        environment = make_environment(TEMPLATES)
        assets = asset_paths()
        sources = _sources_digest()
        facets: dict[Kind, tuple[FacetIndex, ...]] = {}
        voices = index_voices(self.archive, self.mentions)
        excerpts = index_excerpts(self.archive, voices)
        timeline = index_timeline(self.archive)
        for language in self.site.languages:
            shell = self.shells[language]
            yield Surroundings(
                archive=self.archive,
                site=self.site,
                language=language,
                mentions=self.mentions,
                themes=self.themes,
                glossary=self.glossary,
                occurrences=self.occurrences,
                voices=voices,
                excerpts=excerpts,
                timeline=timeline,
                media=self.media,
                shell=shell.page,
                environment=environment,
                assets=assets,
                shown=self.shown or self.archive.records.keys(),
                about=shell.about,
                digest=_digest(sources, self.site, language, shell, assets),
                digests=self.digests,
                memory=self.kept,
                found_facets=facets,
            )

    @cached_property
    def digests(self) -> RecordDigests:
        """Of each record."""
        return RecordDigests(self.archive, self.media, self.mentions, self.themes, self.occurrences)

    @cached_property
    def occurrences(self) -> Mapping[RecordId, tuple[Occurrence, ...]]:
        """Where the village's words are said besides their examples."""
        return index_occurrences(self.archive, self.glossary.forms, self.kept)

    @cached_property
    def themes(self) -> ThemeIndex:
        """What is told about, and for how long."""
        interviews = self.archive.of_kind(Kind.INTERVIEW)
        sounds = ((r.id, sound_of(r, self.archive, self.media)) for r in interviews)
        lengths = {interview: sound.seconds for interview, sound in sounds if sound is not None}
        return index_themes(self.archive, lengths=lengths)


def render_site(drawing: Drawing) -> Iterator[Page]:
    """Every page that is made from records, the home page included."""
    for around in drawing.surroundings:
        yield home_page(around, drawing.shells[around.language].home)
        yield search_page(around)
        yield from themes_pages(around)
        yield from word_card_pages(around)
        yield from timeline_pages(around)
        for kind in shown_kinds(around):
            yield from browse_pages(around, kind)
            if kind is Kind.OBJECT:
                yield from object_labels(around)
            for record in drawing.archive.of_kind(kind):
                if isinstance(record, Sketch) and record.id not in drawing.archive.listed:
                    yield sketch_page(around, record)
                else:
                    yield from record_pages(around, record)
                yield from _redirects(around, record.id, record.former_ids)


def asset_paths() -> dict[str, PurePosixPath]:
    """Browser files by plain name; in the site their names carry a digest, so they may be kept."""
    return {
        path.name: ASSETS / f"{path.stem}-{_short_digest(path)}{path.suffix}"
        for path in sorted(STATIC.glob("*"))
        if path.suffix in (".js", ".css")
    }


def asset_files() -> dict[PurePosixPath, Path]:
    """The same, from their place in the site to the file."""
    return {place: STATIC / name for name, place in asset_paths().items()}


def _short_digest(path: Path) -> str:
    return blake2b(path.read_bytes(), digest_size=4).hexdigest()


def _sources_digest() -> bytes:
    """Covers the program as far as a page may depend on it: code, templates, words."""
    program = Path(__file__).parent.parent
    code = [path for part in ("index", "model", "render") for path in (program / part).glob("*.py")]
    words = LOCALES.glob("*/LC_MESSAGES/pintu.mo")
    sources = sorted([*code, *TEMPLATES.glob("*.html"), *words])
    return fingerprint([path.read_bytes() for path in sources])


def _digest(
    sources: bytes,
    site: Site,
    language: str,
    shells: Shells,
    assets: Mapping[str, PurePosixPath],
) -> bytes:
    """Covers all that every page of a language depends on: program, settings, shell."""
    settings = site.model_dump_json()
    return fingerprint(
        sources, settings, language, shells.page.digest, str(shells.about), sorted(assets.items())
    )


def _redirects(
    around: Surroundings, record: RecordId, former: tuple[RecordId, ...]
) -> Iterator[Page]:
    """Pages at old addresses that lead to the record."""
    for old in former:
        path = around.root / record_page(old)
        target = relative(around.root / record_page(record), page=path)
        html = Markup(
            '<!doctype html><html lang="{}"><meta charset="utf-8"><title>{}</title>'
            '<meta http-equiv="refresh" content="0; url={}"><p><a href="{}">{}</a></p></html>'
        ).format(
            around.language,
            around.card(record).title,
            target,
            target,
            around.card(record).title,
        )
        text = str(html)
        yield Page(path, fingerprint(text), lambda text=text: text)  # type: ignore[misc]
