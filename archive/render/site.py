"""All pages of a site, in every language of its interface."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from jinja2 import Environment
from markupsafe import Markup

from archive.index.mentions import Mentions
from archive.model.kinds import RecordId
from archive.model.orders import Derived
from archive.model.page import Page
from archive.model.public import PublicArchive
from archive.model.site import Site
from archive.render.addresses import record_page, relative
from archive.render.browse_pages import browse_pages
from archive.render.catalogue import LOCALES
from archive.render.fingerprint import fingerprint
from archive.render.home_page import home_page
from archive.render.page_links import shown_kinds
from archive.render.record_page import record_pages
from archive.render.shell import Shell
from archive.render.surroundings import TEMPLATES, Surroundings, make_environment

STATIC = Path(__file__).parent / "static"
ASSETS = PurePosixPath("assets")


@dataclass(frozen=True, slots=True)
class Shells:
    """What the host supplies for one language: the plain shell and that of the home page."""

    page: Shell
    home: Shell
    about: PurePosixPath | None = None
    """The editorial page that says whom to tell, below the folder of the language."""


def render_site(
    archive: PublicArchive,
    *,
    site: Site,
    mentions: Mentions,
    media: Mapping[str, Derived],
    shells: Mapping[str, Shells],
) -> Iterator[Page]:
    """Every page that is made from records, the home page included."""
    environment = make_environment()
    assets = asset_paths()
    for language in site.languages:
        shell = shells[language]
        around = Surroundings(
            archive=archive,
            site=site,
            language=language,
            mentions=mentions,
            media=media,
            shell=shell.page,
            environment=environment,
            assets=assets,
            about=shell.about,
            digest=_digest(environment, site, language, shell, assets),
        )
        yield home_page(around, shell.home)
        for kind in shown_kinds(around):
            yield from browse_pages(around, kind)
            for record in archive.of_kind(kind):
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


def _digest(
    environment: Environment,
    site: Site,
    language: str,
    shells: Shells,
    assets: Mapping[str, PurePosixPath],
) -> bytes:
    """Covers all that every page depends on: code, templates, words, settings, shell."""
    code = sorted(Path(__file__).parent.glob("*.py"))
    words = sorted(LOCALES.glob("*/LC_MESSAGES/pintu.mo"))
    sources = [p.read_bytes() for p in (*code, *sorted(TEMPLATES.glob("*.html")), *words)]
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
