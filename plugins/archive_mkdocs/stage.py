"""What MkDocs makes, gathered instead of published: shells, and the village's editorial pages."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from archive.model.site import Site
from archive.render.addresses import SEARCH_PAGE, language_root, root_of
from archive.render.browser_words import render_browser_words
from archive.render.catalogue import NAMES, translator
from archive.render.foreign_words import tell_language
from archive.render.metadata import render_list_head
from archive.render.shell import parse_shell, token
from archive.render.site import Shells, asset_paths

SHELL = "pintu-shell.md"


class Stage:
    """The shells and home pages of one build, by language."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._pages: dict[str, str] = {}
        self._homes: dict[str, str] = {}
        self._abouts: dict[str, PurePosixPath] = {}
        self._assets = asset_paths()

    def add_shells(self, files: Files, config: MkDocsConfig) -> None:
        """Put one empty page a language among the files, to be rendered as its shell."""
        for language in self.site.languages:
            path = str(language_root(language, self.site.languages) / SHELL)
            content = f"---\ntitle: {self.site.title}\n---\n"
            made = File.generated(config, path, content=content)
            made.inclusion = InclusionLevel.NOT_IN_NAV
            files.append(made)

    def note_abouts(self, files: Files) -> None:
        """Remember the page ``about.md`` of each language that has one."""
        for language in self.site.languages:
            root = language_root(language, self.site.languages)
            found = files.get_file_from_path(str(root / "about.md"))
            if found is not None:
                self._abouts[language] = PurePosixPath(found.dest_uri).relative_to(root)

    def language_of(self, path: str) -> str:
        """The language of an editorial page: that of its folder, else the site's first."""
        first = PurePosixPath(path).parts[0]
        return first if first in self.site.languages else self.site.languages[0]

    def variables(self, path: str, destination: str) -> Mapping[str, object]:
        """What the theme may ask about the page at ``path``."""
        language = self.language_of(path)
        own = PurePosixPath(path).name
        is_open = own in (SHELL, "index.md")
        root = token("root") if is_open else root_of(PurePosixPath(destination))
        folder = language_root(language, self.site.languages)
        about = self._abouts.get(language)
        return {
            "site": self.site,
            "language": language,
            "t": translator(language),
            "root": root,
            "home": f"{root}{folder / 'index.html'}",
            "base": f"{root}{folder}/" if folder.parts else root,
            "search": f"{root}{folder / SEARCH_PAGE}",
            "about": f"{root}{folder / about}" if about is not None else None,
            "assets": {name: f"{root}{place}" for name, place in self._assets.items()},
            "is_open": is_open,
            "head": self._head,
            "is_home": own == "index.md",
            "tokens": {slot: token(slot) for slot in ("title", "head", "content", "back")},
            "languages_token": token("languages"),
            "class_token": token("page-class"),
            "languages": self._languages(root),
            "words": render_browser_words(language),
        }

    def _head(self, title: str, path: str) -> Markup:
        """Tags for the head of an editorial page."""
        return Markup(render_list_head(title, site=self.site, kind="WebPage", address=path))

    def _languages(self, root: str) -> Sequence[tuple[str, str, str]]:
        """For an editorial page: each language, what it calls itself, and its home page."""
        languages = self.site.languages
        if len(languages) < 2:
            return ()
        return [
            (one, NAMES[one], f"{root}{language_root(one, languages) / 'index.html'}")
            for one in languages
        ]

    def take(self, path: str, html: str) -> str:
        """Keep a shell or home page; what is to be written of any other page."""
        language = self.language_of(path)
        html = tell_language(html, language=language)
        if PurePosixPath(path).name == SHELL:
            self._pages[language] = html
            return ""
        home = str(language_root(language, self.site.languages) / "index.md")
        if path == home:
            self._homes[language] = html
            return ""
        return html

    def shells(self) -> dict[str, Shells]:
        """The shells of every language; a language without a home page of its own gets a plain
        one."""
        return {
            language: Shells(
                page=parse_shell(self._pages[language]),
                home=parse_shell(self._homes.get(language, self._pages[language])),
                about=self._abouts.get(language),
            )
            for language in self.site.languages
        }
