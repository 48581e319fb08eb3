"""The plugin: MkDocs' events, each handed on at once."""

import logging
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from archive.build import Built, Prepared, Report, Unchanged, Village, Wish, look, publish
from archive.errors import ContentError, PintuError
from archive.model.terms import Channel
from archive_mkdocs.settings import PintuConfig, parse_site
from archive_mkdocs.stage import Stage

log = logging.getLogger("mkdocs.plugins.pintu")


class PintuPlugin(BasePlugin[PintuConfig]):
    """Builds the archive around MkDocs' own build. ``wish`` and ``report`` may be set before."""

    wish: Wish | None = None
    report: Report | None = None
    built: Built | None = None
    _scratch: tempfile.TemporaryDirectory[str] | None = None
    is_told: bool = False
    """Whether whoever started the build tells people of problems; else they go to the log."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Point MkDocs at a folder of its own: it empties its site folder, and ours is kept."""
        site = parse_site(self.config, name=config.site_name, url=config.site_url)
        self._stage = Stage(site)
        self._site_dir = Path(config.site_dir)
        self._scratch = tempfile.TemporaryDirectory(prefix="pintu-")
        config.site_dir = self._scratch.name
        config.theme.static_templates = set()
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read, check and derive before anything is written."""
        village = Village(Path(config.config_file_path).parent)
        wish = self.wish or Wish(Channel.WEB, date.today())
        self._looked = self._told(
            lambda: look(village, wish, site_dir=self._site_dir, **self._progress())
        )

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a shell a language."""
        site_map = files.get_file_from_path("sitemap.xml")
        if site_map is not None:
            files.remove(site_map)
        self._stage.note_abouts(files)
        self._stage.add_shells(files, config)
        return files

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Tell the theme where it is and in which language."""
        file = page.file
        variables = self._stage.variables(file.src_uri, file.dest_uri)
        return cast(TemplateContext, {**context, "pintu": variables})

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep shells; let other pages be written."""
        return self._stage.take(page.file.src_uri, output)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the site."""
        self.built = self._told(
            lambda: publish(
                self._looked,
                site=self._stage.site,
                site_dir=self._site_dir,
                shells=self._stage.shells(),
                editorial=Path(config.site_dir),
                **self._progress(),
            )
        )
        if self._scratch is not None:
            self._scratch.cleanup()

    def on_build_error(self, error: Exception) -> None:
        """Leave nothing behind when the build fails; the site is as it was."""
        if self._scratch is not None:
            self._scratch.cleanup()

    def _progress(self) -> dict[str, Report]:
        return {"report": self.report} if self.report else {}

    def _told(self, step: "Callable[[], Prepared | Unchanged | Built]") -> Any:
        """Run a step; when nobody else tells people what is wrong, log it."""
        try:
            done = step()
        except PintuError as error:
            if self.is_told:
                raise
            for problem in error.problems if isinstance(error, ContentError) else ():
                log.error("%s:%s %s", problem.path, problem.line or "", problem.message("zh"))
            raise PluginError(str(error)) from error
        if isinstance(done, Built) and not self.is_told:
            for problem in done.problems:
                log.warning("%s:%s %s", problem.path, problem.line or "", problem.message("zh"))
        return done
