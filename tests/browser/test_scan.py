"""Papers with their scans: a line that is tapped is found on the picture."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site, make_site
from tests.conftest import MadeOnce

pytestmark = pytest.mark.browser

LEDGER = "documents/gongfen-1972/index.html"
"""A ledger of three pages; the second was read by machine and not checked."""
LINE, MARK = "#page-2-line-3", "#page-2-mark-3"


@pytest.fixture
def site(made_once: MadeOnce) -> Site:
    """The sample village."""
    return make_site(made_once)


def open_ledger(page_at: Any, site: Site, width: int, **options: Any) -> Page:
    page: Page = page_at(width, 900, **options)
    page.goto(f"{(site.folder / LEDGER).as_uri()}#page-2")
    return page


def is_seen(page: Page, selector: str) -> bool:
    """Whether a mark on the scan is drawn."""
    return bool(
        page.eval_on_selector(selector, "e => getComputedStyle(e).visibility === 'visible'")
    )


def test_a_tapped_line_is_outlined_on_the_scan(page_at: Any, site: Site) -> None:
    """By touch and by key; another line takes its place, the same again puts it out."""
    page = open_ledger(page_at, site, 1200)
    assert not is_seen(page, MARK)
    page.click(LINE)
    assert is_seen(page, MARK)
    expect(page.locator(LINE)).to_have_attribute("aria-current", "true")
    expect(page.locator(".scan-strip")).to_have_count(0)
    page.focus("#page-2-line-4")
    page.keyboard.press("Enter")
    assert is_seen(page, "#page-2-mark-4")
    assert not is_seen(page, MARK)
    page.keyboard.press("Enter")
    assert not is_seen(page, "#page-2-mark-4")
    expect(page.locator("#page-2 .machine")).to_contain_text("未核对")


def test_on_a_phone_the_writing_itself_unfolds(page_at: Any, site: Site) -> None:
    """The picture is out of sight, so its piece comes below the line, within the window."""
    page = open_ledger(page_at, site, 360)
    page.click(LINE)
    strip = page.locator(".scan-strip").bounding_box()
    line = page.locator(LINE).bounding_box()
    assert strip is not None
    assert line is not None
    assert strip["y"] >= line["y"] + line["height"]
    assert 100 < strip["width"] <= 360
    assert strip["height"] > 15
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_scripts_a_line_leads_to_its_place(page_at: Any, site: Site) -> None:
    """A line is a link to its outline, which shows when it is the target."""
    page = open_ledger(page_at, site, 1200, java_script_enabled=False)
    page.click(LINE)
    assert page.url.endswith(MARK)
    assert is_seen(page, MARK)


def test_what_was_searched_lights_up(page_at: Any, site: Site) -> None:
    """From the search to the line on the page of the paper."""
    page: Page = page_at(1200, 900)
    page.goto(f"{(site.folder / 'search/index.html').as_uri()}?q=罱河泥")
    page.click("a[href*='gongfen-1972/index.html#page-2']")
    expect(page.locator(LINE)).to_have_class("scan-line lit")
    assert is_seen(page, MARK)
