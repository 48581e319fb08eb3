"""Voices along a line of years: heard in place, one after another, and read without scripts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Faults
from tests.browser.site import MadeOnce, Site, make_kiosk, make_site

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740, "has_touch": True}
DESK = {"width": 1440, "height": 900}
SOUNDING = "Array.from(document.querySelectorAll('audio')).find(a => !a.paused)"


@pytest.fixture(scope="session")
def sample(made_once: MadeOnce) -> Site:
    return make_site(made_once)


@pytest.fixture
def life(sample: Site) -> str:
    """The page of somebody who tells a life, of whom others tell, and of whom much waits."""
    return sample.richest("people", 'id="voices-told"', 'id="voices-about"', 'class="decade"')


def open_page(page_at: Any, site: Site, path: str, **window: Any) -> Page:
    page: Page = page_at(**window)
    page.goto((site.folder / path).as_uri())
    return page


def test_without_scripts_all_is_there(page_at: Any, sample: Site, life: str) -> None:
    """Years come in their order, each passage leads into its interview, what waits opens by
    itself, and nothing that needs a script is seen."""
    page = open_page(page_at, sample, life, **PHONE, java_script_enabled=False)
    for line in page.locator("[data-line]").all():
        marks = [re.search(r"\d{4}", mark) for mark in line.locator(".year-mark").all_inner_texts()]
        first = [int(found[0]) for found in marks if found]
        assert first == sorted(first)
    for link in page.locator(".voice:visible .voice-from > a:first-child").all():
        assert re.search(
            r"interviews/[^#]+index\.html(#[ts]=?.+)?$", link.get_attribute("href") or ""
        )
    expect(page.locator("[data-do=tell]").first).to_be_hidden()
    waiting = page.locator("details.decade").first
    expect(waiting.locator(".voice").first).to_be_hidden()
    waiting.locator("summary").tap()
    expect(waiting.locator(".voice").first).to_be_visible()


def test_a_voice_is_heard_where_it_is_quoted(page_at: Any, sample: Site, life: str) -> None:
    """A tap plays exactly these seconds, and nothing plays before."""
    page = open_page(page_at, sample, life, **PHONE)
    assert page.evaluate(f"{SOUNDING} === undefined")
    button = page.locator("#voices-about .voice[data-piece] [data-clip]:visible").first
    start, end = (float(button.get_attribute(f"data-{edge}") or 0) for edge in ("start", "end"))
    button.tap()
    page.wait_for_function(f"{SOUNDING} && {SOUNDING}.currentTime > {start}")
    assert start <= page.evaluate(f"{SOUNDING}.currentTime") <= end
    expect(button).to_have_attribute("aria-pressed", "true")


def test_one_after_another_through_the_years(page_at: Any, sample: Site, life: str) -> None:
    """The button of a line plays its voices in their order with their year and their words; one
    that waits under its decade is opened when it sounds; the other line begins at its own."""
    page = open_page(page_at, sample, life, **DESK)
    told = page.locator("#voices-told")
    told.locator("[data-do=tell]").click()
    bar = page.locator("[data-telling]")
    expect(bar).to_be_visible()
    total = told.locator("[data-piece]").count()
    first = told.locator("[data-piece]").first
    expect(first).to_have_class(re.compile(r"\blit\b"))
    words = first.locator("[data-role=words]").inner_text()
    expect(bar.locator("[data-role=words]")).to_have_text(words)
    expect(bar.locator("[data-role=name]")).to_have_text(re.compile(r"\d{4}"))
    expect(bar.locator("[data-role=number]")).to_contain_text(str(total))
    hidden = told.locator(".decade [data-piece]").first
    before = told.locator(".years > .year:not(.decade *) [data-piece]").count()
    for _ in range(before):
        page.keyboard.press("ArrowRight")
    expect(hidden).to_be_visible()
    expect(hidden).to_have_class(re.compile(r"\blit\b"))
    page.keyboard.press("Escape")
    expect(bar).to_be_hidden()
    expect(told.locator("[data-do=tell]")).to_be_focused()
    page.locator("#voices-about [data-do=tell]").click()
    expect(page.locator("#voices-about [data-piece]").first).to_have_class(re.compile(r"\blit\b"))
    expect(told.locator(".lit")).to_have_count(0)


def test_on_a_museum_screen(page_at: Any, made_once: MadeOnce, faults: Faults) -> None:
    """The kiosk has the same lines, and a voice plays from the disk."""
    kiosk = make_kiosk(made_once)
    page = open_page(
        page_at, kiosk, kiosk.richest("places", 'id="voices-about"'), width=1080, height=1920
    )
    page.locator(".voice[data-piece] [data-clip]:visible").first.click()
    page.wait_for_function(f"{SOUNDING} !== undefined")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1080
    assert not faults
