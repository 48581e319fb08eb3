"""Which language to speak: Chinese where the system is Chinese, else English."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

LANGUAGES = ("zh", "en")
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Asked in this order; the first one that is set decides."""

_WINDOWS_CHINESE = 0x04
_WINDOWS_PRIMARY = 0x3FF


def choose_language(
    arguments: Sequence[str], environment: Mapping[str, str], *, fallback: str = "en"
) -> str:
    """``zh`` or ``en``: what ``--lang`` asks for, else the environment, else ``fallback``."""
    asked = _asked(arguments)
    if asked is not None:
        return asked
    for name in VARIABLES:
        value = environment.get(name, "").partition(":")[0].strip().lower()
        if value:
            return "zh" if value.startswith(("zh", "chinese")) else "en"
    return fallback


def _asked(arguments: Sequence[str]) -> str | None:
    """The value of the last ``--lang``, before anything else is understood: help needs it."""
    found = None
    for number, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == "--lang":
            value = value if equals else next(iter(arguments[number + 1 : number + 2]), "")
            found = value if value in LANGUAGES else found
    return found


def system_language() -> str:
    """What the system speaks where no variable says so: Windows is asked, others speak English."""
    if sys.platform == "win32":
        import ctypes

        language: int = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return "zh" if language & _WINDOWS_PRIMARY == _WINDOWS_CHINESE else "en"
    return "en"
