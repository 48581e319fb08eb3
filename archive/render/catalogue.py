"""Words of the interface, in the languages a site speaks."""

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).parent / "locale"
FOLDERS = {"zh-Hans": "zh_Hans", "zh-Hant": "zh_Hant", "en": "en"}
NAMES = {"zh-Hans": "简体", "zh-Hant": "繁體", "en": "English"}
"""What each language calls itself, as short as it can be said."""


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of ``language``; words it lacks stay English."""
    folder = FOLDERS.get(language, "en")
    return gettext.translation("pintu", LOCALES, languages=[folder], fallback=True)


@cache
def translator(language: str) -> Callable[..., str]:
    """A function from an English sentence, and the values of its ``{names}``, to ``language``."""
    translate = catalogue(language).gettext

    def say(message: str, /, **values: object) -> str:
        text = translate(message)
        return text.format(**values) if values else text

    return say
