"""Chinese words on English pages say that they are Chinese."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from archive.render.foreign_words import tell_language
from tests.browser.site import make_site
from tests.conftest import MadeOnce

HAN = re.compile("[\u3400-\u9fff]")
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>水车</p>", '<p lang="zh-Hans">水车</p>'),
        ("<p>The mill</p>", "<p>The mill</p>"),
        ("<p>Told by <b>沈阿美</b></p>", '<p>Told by <b lang="zh-Hans">沈阿美</b></p>'),
        ("<li><i>1</i> 水车</li>", '<li lang="zh-Hans"><i>1</i> 水车</li>'),
        ('<p lang="en">水车</p>', '<p lang="zh-Hans">水车</p>'),
        ('<q lang="wuu"><b>罱泥</b></q>', '<q lang="wuu"><b>罱泥</b></q>'),
        (
            '<ol lang="wuu"><p lang="en">Asked by <b>问</b></p>啥</ol>',
            '<ol lang="wuu"><p lang="en">Asked by <b lang="zh-Hans">问</b></p>啥</ol>',
        ),
        ('<img alt="水车">', '<img alt="水车" lang="zh-Hans">'),
        ("<br>水", "<br>水"),
        ('<script>x="水"</script>', '<script>x="水"</script>'),
    ],
)
def test_an_element_says_what_its_own_words_are_in(before: str, after: str) -> None:
    """Its own words alone, and not where it or what it stands in says so already."""
    assert tell_language(before, language="en") == after
    assert tell_language(before, language="zh-Hans") == before


class _Untold(HTMLParser):
    """Chinese words whose nearest ``lang`` says English."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        language = said.get("lang") or (self._open[-1][1] if self._open else "")
        read = f"{said.get('alt') or ''}{said.get('aria-label') or ''}"
        if language == "en" and HAN.search(read):
            self.found.append(read)
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, language = self._open[-1] if self._open else ("", "")
        if language == "en" and tag not in ("script", "style", "title") and HAN.search(data):
            self.found.append(data)


def test_no_chinese_word_is_read_as_english(made_once: MadeOnce) -> None:
    """On every English page of the sample."""
    site = make_site(made_once).folder
    untold = {str(page.relative_to(site)): _untold(page) for page in (site / "en").rglob("*.html")}
    assert len(untold) > 300
    assert {page: words for page, words in untold.items() if words} == {}


def _untold(page: Path) -> list[str]:
    parser = _Untold()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser.found
