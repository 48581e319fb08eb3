"""Words of the archive on a page in another language: each says which language it is in, so that
a screen reader reads it with the right voice (WCAG 2.2, 3.1.2)."""

from __future__ import annotations

import re

OWN_LANGUAGE = "zh-Hans"
"""What the archive is written in, unless it says otherwise in a place."""

_HAN = r"[\u3400-\u9fff]"
_CHILDREN = r"(?:[^<]*<[a-z][^>]*>[^<]*</[a-z][a-z0-9]*>){0,3}"
"""A few plain elements, such as a number or a patch of colour, before an element's own words."""
_TAG = re.compile(
    # An element that says its language, up to the first end of its like.
    r"<(?P<told>[a-z][a-z0-9]*)\b[^>]*\slang=\"(?!en\")[^>]*>.*?</(?P=told)>"
    r"|<(?:script|style)\b.*?</(?:script|style)>"
    # A tag with Chinese characters in what is read of it, or right behind it.
    rf"|(?P<read><[a-z][a-z0-9]*\b(?=[^>]*\s(?:alt|aria-label)=\"[^\"]*{_HAN})[^>]*)>"
    rf"|(?P<open><(?!br|hr|img|input|wbr)[a-z][a-z0-9]*\b[^>]*)>(?={_CHILDREN}[^<]*{_HAN})",
    re.DOTALL,
)
_BACK = re.compile(r"<(?P<own>[a-z][a-z0-9]*)\b[^>]*\slang=\"en\"[^>]*>.*?</(?P=own)>", re.DOTALL)
_LANG = re.compile(r'\slang="[^"]*"')


def tell_language(html: str, *, language: str) -> str:
    """``html`` of a page in ``language``: on an English one with ``lang`` on every element in whose
    own words there are Chinese characters, but for those within one that says its own."""
    return _told_everywhere(html) if language == "en" else html


def _told_everywhere(html: str) -> str:
    return _TAG.sub(_told, html)


def _told(found: re.Match[str]) -> str:
    opening = found["read"] or found["open"]
    if opening is not None:
        return f'{_LANG.sub("", opening)} lang="{OWN_LANGUAGE}">'
    if found["told"] is None:
        return found[0]
    return _BACK.sub(lambda back: _told_everywhere(back[0]), found[0])
