"""Settings in ``mkdocs.yml`` as MkDocs wants them: each field of ``Site``, passed through."""

from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from pydantic import ValidationError

from archive.errors import ConfigError
from archive.model.site import Site


class PintuConfig(Config):
    """The keys below ``pintu:``. Pydantic checks them; MkDocs only has to know their names."""

    title = config_options.Optional(config_options.Type(str))
    tagline = config_options.Optional(config_options.Type(str))
    languages = config_options.Type(list, default=["zh-Hans"])
    notice = config_options.Optional(config_options.Type(str))
    notice_en = config_options.Optional(config_options.Type(str))
    institution = config_options.Optional(config_options.Type(str))
    contact = config_options.Optional(config_options.Type(str))
    per_page = config_options.Type(int, default=60)
    hero = config_options.Optional(config_options.Type(str))


def parse_site(config: Any, *, name: str, url: str | None) -> Site:
    """The settings as a value; ConfigError says which one is wrong. ``name`` is ``site_name``."""
    values = {key: value for key, value in config.items() if value is not None}
    values = {"title": name, **values, "site_url": url or None}
    try:
        return Site.model_validate(values)
    except ValidationError as error:
        keys = sorted({str(fault["loc"][0]) for fault in error.errors() if fault["loc"]})
        raise ConfigError(
            zh=f"mkdocs.yml 里 pintu 的这些设置写得不对：{'、'.join(keys)}。",
            en=f"These settings of pintu in mkdocs.yml are wrong: {', '.join(keys)}.",
        ) from error
