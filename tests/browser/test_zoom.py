"""Looking at photographs: the zooming viewer, and the people in the picture."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Faults

pytestmark = pytest.mark.browser

PAINTED = """() => {
  const canvas = document.querySelector(".zoom canvas");
  return canvas !== null && canvas.width > 0 && document.querySelector(".zoom.open") !== null;
}"""


def open_photo(page_at: Any, site: str, **options: Any) -> Page:
    page: Page = page_at(390, 800, **options)
    page.goto(f"{site}/photo.html")
    return page


def open_zoom(page: Page) -> None:
    page.focus("#zoomable")
    page.keyboard.press("Enter")
    page.wait_for_function(PAINTED)
    settle(page)


def settle(page: Page) -> None:
    """Waits until the picture no longer moves."""
    page.wait_for_timeout(100)
    before = b""
    for _ in range(50):
        now = look(page)
        if now == before:
            return
        before = now
        page.wait_for_timeout(150)
    raise AssertionError("the picture never comes to rest")


def look(page: Page) -> bytes:
    return page.screenshot(clip={"x": 0, "y": 0, "width": 390, "height": 720})


def test_without_scripts_the_link_opens_the_picture(page_at: Any, site: str) -> None:
    """Without scripts the largest picture opens as a file."""
    page = open_photo(page_at, site, java_script_enabled=False)
    page.click("#zoomable")
    page.wait_for_url("**/picture-zoom.jpg")


def test_nothing_is_loaded_before_the_first_tap(page_at: Any, site: str) -> None:
    """Neither the viewer's script nor the large picture is asked for by merely looking."""
    page: Page = page_at(390, 800)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/photo.html")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "zoom" in url]
    open_zoom(page)
    assert [url for url in asked if url.endswith("zoom.js")]
    assert [url for url in asked if url.endswith("picture-zoom.jpg")]


def test_the_viewer_shows_the_picture(page_at: Any, site: str) -> None:
    """The picture is drawn, in the whole window, in a dialog that has its name."""
    page = open_photo(page_at, site)
    open_zoom(page)
    dialog = page.get_by_role("dialog", name="看大图：三个人站在水车前")
    expect(dialog).to_be_visible()
    expect(dialog).to_have_attribute("aria-modal", "true")
    assert dialog.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 800}
    with_picture = look(page)
    page.evaluate("document.querySelector('.zoom-picture').style.visibility = 'hidden'")
    assert look(page) != with_picture
    page.keyboard.press("Escape")


def test_the_buttons_zoom(page_at: Any, site: str) -> None:
    """Four big buttons: two change what is seen, 还原 shows the whole, 关闭 closes."""
    page = open_photo(page_at, site)
    open_zoom(page)
    for name in ("放大", "缩小", "还原", "关闭"):
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box is not None
        assert box["height"] >= 60
        assert box["width"] >= 60
    whole = look(page)
    page.click(".zoom-in")
    settle(page)
    larger = look(page)
    assert larger != whole
    page.click(".zoom-in")
    settle(page)
    page.click(".zoom-out")
    settle(page)
    assert look(page) == larger
    page.click(".zoom-reset")
    settle(page)
    assert look(page) == whole
    page.click(".zoom-close")
    expect(page.locator(".zoom")).to_have_count(0)


def test_the_keys_zoom(page_at: Any, site: str) -> None:
    """Plus and minus zoom, arrows move, 0 shows the whole again."""
    page = open_photo(page_at, site)
    open_zoom(page)
    whole = look(page)
    seen = {whole}
    for key in ("+", "=", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
        settle(page)
        now = look(page)
        assert now not in seen, key
        seen.add(now)
    page.keyboard.press("-")
    settle(page)
    page.keyboard.press("0")
    settle(page)
    assert look(page) == whole


def test_the_focus_stays_inside_and_returns(page_at: Any, site: str) -> None:
    """Tab goes round among the buttons in both directions; Escape closes, gives the focus back
    and leaves the page where it was."""
    page = open_photo(page_at, site)
    open_zoom(page)
    inside = "document.activeElement.className"
    expect(page.locator(".zoom-in")).to_be_focused()
    seen = []
    for _ in range(5):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(inside))
    assert seen == ["zoom-out", "zoom-reset", "zoom-close", "zoom-in", "zoom-out"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(inside) == "zoom-close"
    assert page.evaluate("document.querySelector('main').getAttribute('aria-hidden')") == "true"
    page.keyboard.press("Escape")
    expect(page.locator(".zoom")).to_have_count(0)
    expect(page.locator("#zoomable")).to_be_focused()
    assert page.evaluate("document.querySelector('main').hasAttribute('aria-hidden')") is False
    assert page.url == f"{site}/photo.html"


def test_the_viewer_opens_again(page_at: Any, site: str) -> None:
    """After closing it opens anew, and its script is loaded once."""
    page = open_photo(page_at, site)
    for _ in range(2):
        open_zoom(page)
        page.keyboard.press("Escape")
        expect(page.locator(".zoom")).to_have_count(0)
        page.wait_for_function("history.state.pintuDepth === 0")
    assert page.evaluate("document.querySelectorAll('script[src*=zoom]').length") == 1


def test_the_phones_back_key_closes_the_viewer(page_at: Any, site: str) -> None:
    """Going back closes the viewer and stays on the page; the next step back leaves it."""
    page: Page = page_at(390, 800)
    page.goto(f"{site}/index.html")
    page.goto(f"{site}/photo.html")
    open_zoom(page)
    page.evaluate("history.back()")
    expect(page.locator(".zoom")).to_have_count(0)
    expect(page.locator("#zoomable")).to_be_focused()
    page.go_back()
    page.wait_for_url("**/index.html")


def test_a_viewer_that_is_missing_gives_way_to_the_picture(
    page_at: Any, site: str, faults: Faults
) -> None:
    """When the viewer's script cannot be loaded, the picture opens as without scripts."""
    faults.expect("Failed to load resource")
    page = open_photo(page_at, site)
    page.evaluate("document.querySelector('#zoomable').dataset.zoomScript = 'static/nowhere.js'")
    page.click("#zoomable")
    page.wait_for_url("**/picture-zoom.jpg")


def test_a_picture_that_is_missing_is_told(page_at: Any, site: str, faults: Faults) -> None:
    """When the large picture cannot be opened, the viewer says so and can be closed."""
    faults.expect("Failed to load resource")
    page = open_photo(page_at, site)
    page.evaluate("document.querySelector('#zoomable').href = 'nowhere.jpg'")
    page.click("#zoomable")
    expect(page.locator(".zoom-fault")).to_have_text("图片打不开。")
    page.keyboard.press("Escape")
    expect(page.locator(".zoom")).to_have_count(0)


# --- the people in the picture -----------------------------------------------------------------


def lit(page: Page) -> tuple[list[str], list[str]]:
    return (
        page.evaluate(
            "Array.from(document.querySelectorAll('.outlines .lit')).map(o => o.dataset.person)"
        ),
        page.evaluate("Array.from(document.querySelectorAll('.depicted .lit')).map(e => e.id)"),
    )


def test_an_outline_lights_its_entry(page_at: Any, site: str) -> None:
    """A tap on a person lights the name in the list, brings it into view, and does not zoom."""
    page = open_photo(page_at, site)
    page.locator("#zoomable").click(position={"x": 60, "y": 80}, force=True)
    expect(page.locator("#p1")).to_have_class("lit")
    assert lit(page) == (["p1"], ["p1"])
    expect(page.locator("#p1")).to_be_in_viewport()
    assert page.locator(".zoom").count() == 0


def test_outlines_and_entries_by_keyboard(page_at: Any, site: str) -> None:
    """Focus on an outline lights its entry, and focus on an entry its outline; entries without a
    link can be reached, too."""
    page = open_photo(page_at, site)
    page.focus("#zoomable")
    page.keyboard.press("Tab")
    assert lit(page) == (["p1"], ["p1"])
    page.keyboard.press("Tab")
    assert lit(page) == (["p2"], ["p2"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "p1"
    assert lit(page) == (["p1"], ["p1"])
    page.keyboard.press("Tab")
    assert lit(page) == (["p2"], ["p2"])


def test_an_entry_brings_back_the_picture(page_at: Any, site: str) -> None:
    """A tap on a name lights the person and shows the picture again."""
    page = open_photo(page_at, site)
    page.click("#p1")
    assert lit(page) == (["p1"], ["p1"])
    expect(page.locator(".plate")).to_be_in_viewport()


def test_an_address_lights_a_person(page_at: Any, site: str) -> None:
    """A link to a person in a photograph lights that person."""
    page: Page = page_at(390, 800)
    page.goto(f"{site}/photo.html#p2")
    assert lit(page) == (["p2"], ["p2"])
