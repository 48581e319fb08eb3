"""Building through MkDocs from the command line, without its own output."""

import logging
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from archive.build import Built, Report, Wish
from archive.errors import ConfigError
from archive.model.site import Site
from archive_mkdocs.plugin import PintuPlugin
from archive_mkdocs.settings import parse_site


def build(folder: Path, *, wish: Wish, site_dir: Path | None, report: Report) -> Built:
    """Build the archive in ``folder``; into ``site_dir``, or where ``mkdocs.yml`` says.

    Raises ContentError for problems in the content and ConfigError for settings.
    """
    config = _load(folder, site_dir)
    plugin = _plugin(config)
    plugin.wish, plugin.report, plugin.is_told = wish, report, True
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    assert plugin.built is not None
    return plugin.built


def read_site(folder: Path) -> Site:
    """The settings of the archive in ``folder``. Raises ConfigError for wrong ones."""
    config = _load(folder, None)
    return parse_site(_plugin(config).config, name=config.site_name, url=config.site_url)


def _plugin(config: MkDocsConfig) -> PintuPlugin:
    plugin = config.plugins.get("pintu")
    if not isinstance(plugin, PintuPlugin):
        raise ConfigError(
            zh="mkdocs.yml 的 plugins 里没有 pintu。请加上一行“- pintu”。",
            en="mkdocs.yml does not name the plugin pintu. Add a line “- pintu” to its plugins.",
        )
    return plugin


def _load(folder: Path, site_dir: Path | None) -> MkDocsConfig:
    settings = folder / "mkdocs.yml"
    if not settings.is_file():
        raise ConfigError(
            zh=f"{folder} 里没有 mkdocs.yml，不是一个拼图档案。可以用 pintu new 新建一个。",
            en=f"There is no mkdocs.yml in {folder}, so it is no archive. Make one: pintu new.",
        )
    options = {"site_dir": str(site_dir.absolute())} if site_dir else {}
    try:
        return load_config(str(settings), **options)
    except (ConfigurationError, Abort) as error:
        raise ConfigError(
            zh=f"mkdocs.yml 有地方写得不对：{error}",
            en=f"mkdocs.yml has a mistake: {error}",
        ) from error
