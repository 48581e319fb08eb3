"""What people come for, done from beginning to end on the built sample: a villager with a phone, a
visitor at the museum's screen, a researcher at a desk, someone whose browser runs no scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.crawl import resolve
from tests.browser.pages.village import serve
from tests.browser.site import MadeOnce, Site, make_kiosk, make_site

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
SCREEN: dict[str, Any] = {"width": 1080, "height": 1920, "has_touch": True}
DESK: dict[str, Any] = {"width": 1440, "height": 900, "reduced_motion": "reduce"}
HEARD = "Math.max(0, ...[...document.querySelectorAll('audio, video')].map(m => m.currentTime))"


@pytest.fixture(scope="session")
def site(made_once: MadeOnce) -> Site:
    return make_site(made_once)


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    with serve(site.folder) as found:
        yield found


@pytest.fixture
def kiosk(made_once: MadeOnce) -> Iterator[str]:
    with serve(make_kiosk(made_once).folder) as found:
        yield found


def wait_for_a_voice(page: Page) -> None:
    """Until sound has gone on by more than a blink."""
    page.wait_for_function(f"{HEARD} > 0")
    start = page.evaluate(HEARD)
    page.wait_for_function(f"{HEARD} > {start} + 0.3")


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


# --- a villager with a phone --------------------------------------------------------------------


def test_a_villager_finds_the_house_and_hears_of_it(page_at: Any, address: str) -> None:
    """From home to the places, of these to the houses, to one house, and there somebody tells of
    it; 返回 goes back the way one came."""
    page: Page = page_at(**PHONE)
    page.goto(f"{address}/index.html")
    page.locator(".ways a[href*=places]").tap()
    page.locator(".narrow-label").tap()
    houses = page.locator("[data-facet=type] a[data-value=house]")
    count = int(houses.get_attribute("data-count") or 0)
    houses.tap()
    expect(page.locator("[data-card]:visible")).to_have_count(count)
    told = page.locator("[data-card]:visible a")
    for number in range(count):
        told.nth(number).tap()
        expect(page.locator("h1")).to_be_visible()
        if page.locator("#voices-about button[data-clip]").count():
            break
        page.locator("[data-action=back]").tap()
        expect(page.locator("[data-card]:visible")).to_have_count(count)
    page.locator("#voices-about button[data-clip]").first.tap()
    wait_for_a_voice(page)
    page.locator("[data-action=back]").tap()
    page.wait_for_url("**/places/index.html*")
    expect(page.locator("[data-card]:visible")).to_have_count(count)


def test_a_villager_follows_what_is_told_to_a_thing(page_at: Any, site: Site, address: str) -> None:
    """An object that is spoken of is one tap away, its picture opens large, grows by a button and
    closes; the phone's back key closes it too and stays on the page."""
    page: Page = page_at(**PHONE)
    page.goto(f"{address}/{site.having('interviews', 'data-player', '/objects/')[0]}")
    page.locator(".side a[href*='/objects/']").first.tap()
    page.wait_for_url("**/objects/**")
    here = page.url
    page.locator("a.zoomable").first.tap()
    viewer = page.locator(".zoom")
    expect(viewer).to_be_visible()
    page.wait_for_function("document.querySelector('.zoom-picture canvas, .zoom-picture img')")
    buttons = viewer.locator("button:visible")
    sizes = [button.bounding_box() for button in buttons.all()]
    assert len(sizes) >= 3
    assert all(box and min(box["width"], box["height"]) >= 60 for box in sizes)
    buttons.first.tap()
    buttons.last.tap()
    expect(viewer).to_have_count(0)
    page.locator("a.zoomable").first.tap()
    expect(page.locator(".zoom")).to_be_visible()
    page.go_back()
    expect(page.locator(".zoom")).to_have_count(0)
    assert page.url.split("#")[0] == here


def test_a_villager_sends_a_passage_to_the_family(page_at: Any, site: Site, address: str) -> None:
    """A passage is shared by one tap; who opens the link sees that passage, marked and ready, and
    one tap plays it from its beginning."""
    page: Page = page_at(**PHONE)
    page.add_init_script("window.sent = []; navigator.share = async data => { sent.push(data) }")
    story = site.having("interviews", "data-player", 'data-do="share"')[0]
    page.goto(f"{address}/{story}")
    turn = page.locator(".turn[data-start]:has([data-do=share])").nth(2)
    start = float(turn.get_attribute("data-start") or 0)
    words = turn.locator(".say p").first.inner_text()
    turn.locator("[data-do=share]").tap()
    page.wait_for_function("sent.length === 1")
    link = page.evaluate("sent[0].url")
    assert re.search(r"#t=[\d.]+,[\d.]+$", link)

    other: Page = page_at(**PHONE)
    other.goto(link)
    marked = other.locator(".turn.passage")
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text(words)
    expect(marked.locator(".say")).to_be_in_viewport()
    assert other.evaluate("document.querySelector('.player audio').paused")
    other.locator("[data-do=passage-play]").tap()
    wait_for_a_voice(other)
    assert start - 0.5 <= other.evaluate(HEARD) < start + 10


def test_a_villager_reads_with_the_largest_type(page_at: Any, site: Site, address: str) -> None:
    """With the largest type on a small phone more than half of the window is for the words, all
    of them fit, and the contents still lead to a chapter."""
    page: Page = page_at(360, 740, has_touch=True, is_mobile=True)
    page.goto(f"{address}/{site.having('interviews', 'data-player', 'toc-narrow')[0]}")
    page.locator("[data-action=type-size]").tap()
    page.locator("[data-action=type-size]").tap()
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == pytest.approx(
        28, abs=0.1
    )
    assert fits(page)
    page.locator(".turn").nth(2).scroll_into_view_if_needed()
    room = page.evaluate("""() => {
      const bar = document.querySelector('.bar').getBoundingClientRect().bottom;
      return (document.querySelector('.player').getBoundingClientRect().top - bar) / innerHeight
    }""")
    assert room > 0.5
    page.locator(".toc-narrow summary").tap()
    page.locator(".toc-narrow a").nth(1).tap()
    wait_for_a_voice(page)
    assert fits(page)


# --- a visitor at the museum's screen -----------------------------------------------------------


def test_a_visitor_walks_through_by_touch(page_at: Any, kiosk: str) -> None:
    """On the standing screen, by taps alone: photographs, one of them, somebody in it, what this
    person tells, and home; no page is wider than the screen and none leads out."""
    page: Page = page_at(**SCREEN)
    page.goto(f"{kiosk}/index.html")
    steps = (
        ".ways a[href*=photos]",
        ".tiles-photos a.tile",
        ".shelves a[href*='/people/']",
        ".told a[href*='/interviews/'], #voices a[href*='/interviews/']",
    )
    for step in steps:
        page.locator(step).first.tap()
        expect(page.locator("h1")).to_be_visible()
        assert fits(page), page.url
        out = page.evaluate(
            "[...document.links].filter(a => a.origin !== location.origin || a.target).length"
        )
        assert out == 0, page.url
    page.locator(".player [data-do=play]").tap()
    wait_for_a_voice(page)
    page.locator(".bar-item").first.tap()
    expect(page.locator(".ways")).to_be_visible()
    assert page.url.endswith("/index.html")


def test_a_visitor_needs_no_second_finger_and_no_mouse(page_at: Any, kiosk: str) -> None:
    """What a mouse would show on hovering is there without it: with touch alone the numbers of a
    photograph's people, and the places to look closer, are visible."""
    page: Page = page_at(**SCREEN)
    page.goto(f"{kiosk}/photos/index.html")
    page.locator(".tiles-photos a.tile").first.tap()
    expect(page.locator(".zoom-hint").first).to_be_visible()
    page.locator("a.zoomable").first.tap()
    expect(page.locator(".zoom")).to_be_visible()
    page.locator(".zoom button:visible").last.tap()
    expect(page.locator(".zoom")).to_have_count(0)


# --- a researcher at a desk ---------------------------------------------------------------------


def tab_to(page: Page, selector: str) -> None:
    """Goes on by the Tab key until the focus is on such an element."""
    for _ in range(250):
        page.keyboard.press("Tab")
        if page.evaluate("css => document.activeElement.matches(css)", selector):
            return
    pytest.fail(f"no Tab leads to {selector}")


def test_a_researcher_narrows_and_reads_an_entry_by_keyboard(page_at: Any, address: str) -> None:
    """By keys alone: past the bar, to the objects, a category, one object of it, its catalogue
    entry."""
    page: Page = page_at(**DESK)
    page.goto(f"{address}/index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    tab_to(page, ".ways a[href*=objects]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/objects/index.html")
    tab_to(page, "[data-facet=category] a")
    count = int(page.evaluate("document.activeElement.dataset.count"))
    page.keyboard.press("Space")
    expect(page.locator("[data-card]:visible")).to_have_count(count)
    expect(page.locator("[data-role=results]")).to_contain_text(str(count))
    tab_to(page, "[data-card]:not([hidden]) a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/objects/[^/]+/index\.html$"))
    entry = page.locator(".facts dl")
    expect(entry).to_contain_text("总登记号")
    expect(entry).to_contain_text("质地")
    expect(page.locator(".citation")).not_to_be_empty()


def test_a_researcher_takes_the_words_along(
    page_at: Any, site: Site, address: str, tmp_path: Path
) -> None:
    """By keys alone the public transcript is downloaded as VTT and as TXT; both hold the words of
    the page."""
    page: Page = page_at(**DESK, accept_downloads=True)
    page.goto(f"{address}/{site.having('interviews', 'data-player', '.vtt', '.txt')[-1]}")
    words = page.locator(".turn:not(.sealed) .say p").first.inner_text()
    taken = {}
    for ending in ("vtt", "txt"):
        tab_to(page, f"a[download][href$='.{ending}']")
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        kept = tmp_path / f"transcript.{ending}"
        download.value.save_as(kept)
        taken[ending] = kept.read_text(encoding="utf-8-sig")
    start = re.split(r"[，。？！（]", words)[0]
    assert taken["vtt"].startswith("WEBVTT")
    assert "-->" in taken["vtt"]
    assert start in taken["vtt"]
    assert start in taken["txt"]
    assert page.locator("h1").inner_text() in taken["txt"]


def test_a_researcher_plays_and_moves_by_keyboard(page_at: Any, site: Site, address: str) -> None:
    """The play button answers to Enter, the place in the recording to the arrows."""
    page: Page = page_at(**DESK)
    story = site.having("interviews", "data-player", 'class="turns"')[0]
    page.goto(f"{address}/{story}")
    tab_to(page, ".player [data-do=play]")
    page.keyboard.press("Enter")
    wait_for_a_voice(page)
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.player audio').paused")
    tab_to(page, ".player [data-do=seek]")
    before = page.evaluate(HEARD)
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"{HEARD} > {before} + 3")


# --- someone without scripts --------------------------------------------------------------------


def test_without_scripts_one_can_browse_narrow_read_and_look(
    page_at: Any, site: Site, address: str
) -> None:
    """Lists narrow by plain links, a record reads as ever, its picture opens, 返回 leads to the
    list, and the other languages are there."""
    page: Page = page_at(390, 844, java_script_enabled=False)
    page.goto(f"{address}/index.html")
    page.click(".ways a[href*=objects]")
    page.click(".narrow-label")
    value = page.locator("[data-facet=category] a").first
    count = int(value.get_attribute("data-count") or 0)
    value.click()
    assert page.locator("[data-card]").count() == count
    expect(page.locator(".facets-clear a")).to_be_visible()
    page.locator("[data-card] a").first.click()
    expect(page.locator(".facts dl")).to_be_visible()
    picture = page.locator("a.zoomable").first.get_attribute("href")
    found, _ = resolve(str(picture), page=page.url.removeprefix(f"{address}/"))
    assert (site.folder / found).suffix == ".jpg"
    assert (site.folder / found).is_file()
    page.click("[data-action=back]")
    assert page.url.endswith("/objects/index.html")
    page.click(".foot-languages a[lang=en]")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.url.endswith("/en/objects/index.html")


def test_without_scripts_an_interview_is_read_and_heard(
    page_at: Any, site: Site, address: str
) -> None:
    """The words, the contents, the browser's own player and the downloads are there."""
    page: Page = page_at(390, 844, java_script_enabled=False)
    page.goto(f"{address}/{site.having('interviews', 'data-player', 'toc-narrow')[0]}")
    expect(page.locator(".turn .say").first).to_be_visible()
    expect(page.locator(".player audio[controls]")).to_be_visible()
    page.click(".toc-narrow summary")
    expect(page.locator(".toc-narrow a").first).to_be_visible()
    expect(page.locator("a[download]").first).to_be_visible()
    assert fits_without_scripts(page)


def fits_without_scripts(page: Page) -> bool:
    """Measured from outside: the widest thing in the page is no wider than the window."""
    boxes = [page.locator(name).first.bounding_box() for name in ("main", ".player", ".foot")]
    return all(box is not None and box["x"] + box["width"] <= 390.5 for box in boxes)
