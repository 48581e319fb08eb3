"""Scenes and the village's years: a picture to stand before, a walk through it, then and now."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import MadeOnce, Site, make_site
from tests.browser.test_puzzle import DESK, PHONE, TELLER, open_page

pytestmark = pytest.mark.browser

KIOSK = {"width": 1080, "height": 1920}


@pytest.fixture(scope="session")
def sample(made_once: MadeOnce) -> Site:
    return make_site(made_once)


@pytest.fixture
def rich(sample: Site) -> str:
    """A scene with its view of today, a pair of pictures and a sound of its own."""
    return sample.richest("scenes", "scene-today", 'class="pair"', "spot-sound")


def zoom(page: Page) -> float:
    """How many times the picture is enlarged."""
    matrix = page.locator("[data-role=camera]").evaluate("e => getComputedStyle(e).transform")
    found = re.match(r"matrix\(([\d.]+)", matrix)
    return float(found[1]) if found else 1.0


def test_without_scripts_the_scene_is_a_list(page_at: Any, sample: Site, rich: str) -> None:
    """Every number is a link to its spot below the picture; each voice can be played there, and
    then and now are two pictures under each other."""
    page = open_page(page_at, sample, rich, **PHONE, java_script_enabled=False)
    marks = page.locator(".scene-mark").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    spots = page.locator("[data-slot]:visible")
    assert marks == spots.evaluate_all("all => all.map(e => '#' + e.id)")
    voices = page.locator("[data-piece]")
    assert voices.locator("audio[controls]").count() == voices.count() > len(marks) // 2
    then, now = page.locator(".pair-then").first, page.locator(".pair-now").first
    above, below = then.bounding_box(), now.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"]
    assert page.locator("[data-do]:visible").count() == 0


@pytest.mark.parametrize("window", [PHONE, DESK, KIOSK], ids=["phone", "desk", "kiosk"])
def test_a_number_brings_the_picture_to_its_spot(
    page_at: Any, sample: Site, rich: str, window: Any
) -> None:
    """A tap shows that spot alone, enlarges the picture and keeps it in sight; on and back go by
    buttons, and back to the whole."""
    page = open_page(page_at, sample, rich, **window)
    marks = page.locator(".scene-mark")
    sizes = marks.evaluate_all(
        "all => all.map(e => { const b = e.getBoundingClientRect(); return [b.x, b.y, b.width] })"
    )
    least = 76 if window is KIOSK else 44
    assert all(width >= least for _, _, width in sizes)
    for number, (x, y, _) in enumerate(sizes):
        others = sizes[:number]
        assert all(abs(x - ox) >= 44 or abs(y - oy) >= 44 for ox, oy, _ in others), number + 1
    marks.nth(2).click()
    open_spot = page.locator("[data-slot]:visible")
    expect(open_spot).to_have_count(1)
    expect(open_spot.locator("h2")).to_be_focused()
    expect(marks.nth(2)).to_have_attribute("aria-current", "true")
    page.wait_for_function("location.hash.startsWith('#spot-')")
    page.wait_for_timeout(1600)
    assert zoom(page) > 1.2
    expect(page.locator("[data-stage]")).to_be_in_viewport(ratio=0.5)
    name = open_spot.locator("h2").inner_text()
    page.locator("[data-do=slot-next]").click()
    expect(open_spot.locator("h2")).not_to_have_text(name)
    page.locator("[data-slots-nav] [data-do=whole]").click()
    expect(page.locator("[data-slot]:visible")).to_have_count(0)
    expect(page.locator("[data-index] a").first).to_be_visible()


def test_who_wants_no_motion_gets_none(page_at: Any, sample: Site, rich: str) -> None:
    """The spot is outlined and told, and the picture stands still."""
    page = open_page(page_at, sample, rich, **DESK, reduced_motion="reduce")
    page.locator(".scene-mark").first.click()
    expect(page.locator("rect.lit")).to_have_count(1)
    assert zoom(page) == 1.0


def test_the_walk_goes_from_spot_to_spot(page_at: Any, sample: Site, rich: str) -> None:
    """One button begins; the line that is said stands below, the next spot follows by itself with
    its picture, and Escape ends it."""
    page = open_page(page_at, sample, rich, **DESK)
    page.evaluate("document.querySelectorAll('audio').forEach(a => { a.muted = true })")
    clips = page.locator("[data-piece] [data-clip]")
    spots = clips.evaluate_all("all => all.map(e => e.closest('[data-slot]').id)")
    page.locator("[data-do=tell]").focus()
    page.keyboard.press("Enter")
    words = page.locator("[data-telling] [data-role=words]")
    first = page.locator("[data-piece]").first.locator("[data-cue]").first
    expect(words).to_have_text(first.text_content() or "")
    page.wait_for_function(f"{TELLER} && {TELLER}.currentTime > 0")
    expect(page.locator("[data-slot]:visible")).to_have_id(spots[0])
    end = float(clips.first.get_attribute("data-end") or 0)
    page.evaluate(f"{TELLER}.currentTime = {end - 0.5}")
    expect(page.locator("[data-telling] [data-role=number]")).to_contain_text("第 2 段")
    while page.locator("[data-slot]:visible").get_attribute("id") == spots[0]:
        page.keyboard.press("ArrowRight")
    assert page.locator("[data-slot]:visible").get_attribute("id") in spots[1:]
    page.keyboard.press("Escape")
    expect(page.locator("[data-telling]")).to_be_hidden()


def test_then_and_now_by_button_and_by_key(page_at: Any, sample: Site, rich: str) -> None:
    """What stands there today is laid over the picture by a tap or an arrow key, without
    dragging."""
    page = open_page(page_at, sample, rich, **PHONE)
    stand = page.locator(".scene-stand")
    slider = stand.locator("input[type=range]")
    today = stand.locator(".scene-today")
    assert "100%" in today.evaluate("e => getComputedStyle(e).clipPath")
    stand.locator("[data-do=now]").tap()
    expect(slider).to_have_value("100")
    expect(stand.locator("[data-do=now]")).to_have_attribute("aria-pressed", "true")
    page.wait_for_timeout(1000)
    assert "100%" not in today.evaluate("e => getComputedStyle(e).clipPath")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(slider).to_have_value("95")
    stand.locator("[data-do=then]").tap()
    expect(slider).to_have_value("0")


def test_the_years_lead_to_a_voice(page_at: Any, sample: Site) -> None:
    """From the home page to the decades, into one, and there a voice plays in place; a decade
    leads to the next, and without scripts all of this is links."""
    page = open_page(page_at, sample, "index.html", **PHONE)
    page.locator(".home-decades a", has_text="1950").click()
    expect(page.locator("h1")).to_have_text("1950年代")
    expect(page.locator("#y1954 .tl-year-event").first).to_contain_text("大水")
    page.locator(".tl-year-told [data-clip]").first.click()
    page.wait_for_function("[...document.querySelectorAll('audio')].some(a => a.currentTime > 0)")
    page.locator(".tl-decade-zoom-top a[rel=next]").click()
    expect(page.locator("h1")).to_have_text("1960年代")
    page.locator(".tl-decade-zoom-top a", has_text="全部年代").click()
    decades = page.locator(".tl-decades a")
    assert decades.count() > 10
    bare = open_page(page_at, sample, "timeline/1950/index.html", **DESK, java_script_enabled=False)
    assert bare.locator(".bar-years").count() > 2
    bare.locator(".tl-decade-list a", has_text="1970").click()
    expect(bare.locator("#y1971 .tl-year-event")).to_contain_text("机埠")
