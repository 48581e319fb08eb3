"""The search page as it is without scripts: ways in, each of which leads somewhere."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from archive.index.mentions import index_mentions
from archive.model.dates import parse_edtf
from archive.model.site import Site
from archive.render.shell import SLOTS, parse_shell, token
from archive.render.site import Drawing, Shells, render_site
from tests.leaks.small import event, view_of

PAGE = "search/index.html"


def test_every_decade_it_offers_has_a_list() -> None:
    """In a village with more decades than a facet offers, no link leads to a missing list."""
    events = [event(f"e{year}", when=parse_edtf(str(year))) for year in range(1850, 2030, 10)]
    archive = view_of(*events).archive
    shell = parse_shell("".join(token(slot) for slot in sorted(SLOTS)))
    drawing = Drawing(
        archive=archive,
        site=Site(title="村", languages=("zh-Hans",)),
        mentions=index_mentions(archive),
        media={},
        shells={"zh-Hans": Shells(shell, shell)},
    )
    pages = {str(page.path): page for page in render_site(drawing)}
    links = re.findall(r'href="([^"#?]*by/decade/[^"#?]*)"', pages[PAGE].render())
    there = [posixpath.normpath(posixpath.join("search", unquote(link))) for link in links]
    assert len(there) == 12
    assert set(there) <= pages.keys()
