"""What is told about, and the words it is told in: rows of cloth, and words that say themselves."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import MadeOnce, Site, make_kiosk, make_site

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740, "has_touch": True}
OWN = "document.querySelector('.player audio')"
WORD = f"[...document.querySelectorAll('audio')].find(a => a !== {OWN} && a.src)"


@pytest.fixture(scope="session")
def sample(made_once: MadeOnce) -> Site:
    return make_site(made_once)


@pytest.fixture
def telling(sample: Site) -> str:
    """A long interview in dialect."""
    return sample.richest("interviews", 'class="stretches"', "term-says", "data-player")


def open_page(page_at: Any, site: Site, path: str, **window: Any) -> Page:
    page: Page = page_at(**window)
    page.goto((site.folder / path).as_uri())
    return page


def test_a_word_says_itself_and_the_interview_waits(
    page_at: Any, sample: Site, telling: str
) -> None:
    """By a tap: what sounds stops, the word is said and explained in its place, and then what was
    told goes on where it was. A second tap, or Escape, puts the word away."""
    page = open_page(page_at, sample, telling, **PHONE)
    page.locator("[data-do=play]").tap()
    page.wait_for_function(f"{OWN}.currentTime > 0.3")
    link = page.locator("a.term-says").nth(1)
    link.tap()
    box = page.locator(".term-box")
    expect(box).to_be_in_viewport()
    expect(box.locator("b")).to_have_text(re.sub(r"（.*", "", link.inner_text()).strip())
    page.wait_for_function(f"{WORD} && {WORD}.currentTime > 0")
    page.wait_for_function(f"{WORD}.paused && !{OWN}.paused")
    before = page.evaluate(f"{OWN}.currentTime")
    page.wait_for_function(f"{OWN}.currentTime > {before}")
    assert page.url.endswith(telling)
    link.tap()
    expect(box).to_have_count(0)
    assert page.evaluate(f"!{OWN}.paused")


def test_words_say_themselves_by_keyboard_and_lead_on_without_scripts(
    page_at: Any, sample: Site, telling: str
) -> None:
    """Enter and Space say a word, Escape gives the focus back; nothing plays that did not before.
    Without scripts the word leads to its page."""
    page = open_page(page_at, sample, telling, width=1440, height=900)
    link = page.locator("a.term-says").first
    for key in ("Enter", "Space"):
        link.focus()
        page.keyboard.press(key)
        expect(link).to_have_attribute("aria-expanded", "true")
        page.wait_for_function(f"{WORD} && {WORD}.paused && {WORD}.currentTime > 0")
        page.keyboard.press("Escape")
        expect(link).to_have_attribute("aria-expanded", "false")
        expect(link).to_be_focused()
    assert page.evaluate(f"{OWN}.paused && {OWN}.currentTime === 0")
    plain = open_page(page_at, sample, telling, **PHONE, java_script_enabled=False)
    plain.locator("a.term").first.click()
    expect(plain.locator("h1.word")).to_be_visible()


def test_themes_lead_to_voices(page_at: Any, made_once: MadeOnce, sample: Site) -> None:
    """From the home page to the themes, to one of them, to its passages to hear, and on to the
    search with the theme chosen; a stretch of an interview is played from its row."""
    page = open_page(page_at, sample, "index.html", **PHONE)
    page.locator(".home-themes .more").tap()
    page.wait_for_url("**/themes/index.html*")
    bars = page.locator(".lengths .cloth").evaluate_all("all => all.map(e => e.offsetWidth)")
    assert bars == sorted(bars, reverse=True)
    assert page.locator(".patches tbody tr").count() > 3
    page.locator(".as-table summary").tap()
    expect(page.locator(".as-table td a").first).to_be_visible()
    page.locator(".lengths a").first.tap()
    page.wait_for_url("**/themes/*/index.html*")
    page.locator(".theme-passage .clip").first.tap()
    page.wait_for_function("[...document.querySelectorAll('audio')].some(a => !a.paused)")
    page.locator(".theme-words a").first.tap()
    expect(page.locator("[data-role=narrow] [aria-checked=true]").first).to_be_visible()
    expect(page.locator(".found-group").first).to_be_visible()
    told = open_page(page_at, sample, sample.richest("interviews", "stretches"), **PHONE)
    stretch = told.locator(".stretches a").nth(2)
    stretch.tap()
    start = float(stretch.get_attribute("data-start") or 0)
    told.wait_for_function(f"!{OWN}.paused && {OWN}.currentTime > {start}")
    expect(stretch).to_have_attribute("aria-current", "true")
    kiosk = make_kiosk(made_once)
    assert not (kiosk.folder / "cards").exists()
    assert "cards/index.html" not in kiosk.read("terms/index.html")


def test_cards_are_cut_from_whole_sheets(page_at: Any, sample: Site) -> None:
    """Eight words to a sheet of A4, every one of them on a card; a card holds all of its words."""
    page = open_page(page_at, sample, "cards/index.html", width=794, height=1123)
    words = len(sample.records("terms"))
    assert page.locator(".word-card").count() == words
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == -(-words // 8)
    size = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
    assert size is not None
    assert (round(float(size[1])), round(float(size[2]))) == (595, 842)
    page.emulate_media(media="print")
    spilt = page.locator(".word-card").evaluate_all(
        "all => all.filter(e => e.scrollHeight > e.clientHeight + 1).map(e => e.textContent)"
    )
    assert spilt == []
