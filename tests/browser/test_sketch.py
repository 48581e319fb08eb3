"""The village sketch: a house is found, a year chosen, a voice heard; by touch, by key, from the
disk, and as a list without scripts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from archive.model.standing import Years
from tests.browser.site import MadeOnce, Site, in_language, make_kiosk, make_site

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 800, "has_touch": True}
DESK = {"width": 1440, "height": 1000}
TELLER = "Array.from(document.querySelectorAll('audio')).find(a => !a.paused)"
"""What sounds, or undefined."""


@pytest.fixture(scope="session")
def sample(made_once: MadeOnce) -> Site:
    return make_site(made_once)


@pytest.fixture(scope="session")
def drawn(sample: Site) -> str:
    [page] = sample.having("sketches", "data-sketch")
    return page


def open_page(page_at: Any, site: Site, path: str, **window: Any) -> Page:
    page: Page = page_at(**window)
    name, _, fragment = path.partition("#")
    page.goto((site.folder / name).as_uri() + (f"#{fragment}" if fragment else ""))
    return page


def plots(page: Page, standing: str) -> Locator:
    return page.locator(f"a.plot.is-{standing}")


def told(page: Page) -> Locator:
    return page.locator("[data-place]:visible")


def year(page: Page) -> int:
    return int(page.locator("[data-role=year]").inner_text())


def test_without_scripts_it_is_a_drawing_and_a_list(page_at: Any, sample: Site, drawn: str) -> None:
    """Every plot is a link to its entry on the page, entries stand by group with their households
    and years, and nothing is offered that does not work."""
    page = open_page(page_at, sample, drawn, **PHONE, java_script_enabled=False)
    links = page.locator("a.plot").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(links) >= 40
    entries = page.locator("[data-place]").evaluate_all("all => all.map(e => '#' + e.id)")
    assert sorted(links) == sorted(entries)
    expect(told(page)).to_have_count(len(entries))
    expect(page.locator(".sk-group h2").first).to_be_visible()
    for role in ("find", "time", "zoom"):
        expect(page.locator(f"[data-role={role}]")).to_be_hidden()
    page.goto(page.url + links[0])
    expect(page.locator(f"[id='{links[0][1:]}']")).to_be_in_viewport()


def test_a_year_shows_what_stood_then(page_at: Any, sample: Site, drawn: str) -> None:
    """By buttons of one and ten years, by the slider's keys and by a year with a name; a house is
    not there before it was built, in doubt while nobody is sure, an empty outline afterwards."""
    page = open_page(page_at, sample, drawn, **DESK)
    opening = year(page)
    page.locator("button[data-step='1']").click()
    assert year(page) == opening + 1
    page.locator("button[data-step='-10']").click()
    assert year(page) == opening - 9
    page.locator("[data-role=range]").focus()
    page.keyboard.press("Home")
    first = year(page)
    assert first == 1940
    early = plots(page, "stands").count()
    assert plots(page, "not-yet").count() > 10
    assert plots(page, "perhaps").count() > 0
    expect(plots(page, "not-yet").first).to_be_hidden()
    page.locator("a[data-year='1983']").click()
    assert year(page) == 1983
    assert plots(page, "stands").count() > early
    expect(page.locator("[data-role=event] a")).to_have_text("分田到户")
    page.locator("[data-role=range]").focus()
    page.keyboard.press("End")
    assert plots(page, "stands").count() == 0
    expect(page.locator(".land-water[data-years^='2010']")).to_be_visible()
    gone = plots(page, "gone").first.locator(".plot-shape")
    assert gone.evaluate("e => getComputedStyle(e).strokeDasharray") != "none"
    expect(page.locator("button[data-step='1']")).to_have_attribute("aria-disabled", "true")


def test_the_script_knows_the_same_years_as_the_model(
    page_at: Any, sample: Site, drawn: str
) -> None:
    """The rule for what stands when is written twice, here and in Python: both say the same of
    every plot in every year."""
    page = open_page(page_at, sample, drawn, **DESK)
    bounds = page.locator("a.plot").evaluate_all("all => all.map(a => a.dataset.years)")
    years = [Years(*map(int, text.split())) for text in bounds]
    for when in range(1940, 2011, 5):
        page.evaluate("when => { location.hash = 'year=' + when }", when)
        expect(page.locator("[data-role=year]")).to_have_text(str(when))
        drawn_as = page.locator("a.plot").evaluate_all(
            "all => all.map(a => a.getAttribute('class').match(/is-(\\S+)/)[1])"
        )
        assert drawn_as == [one.standing(when).value for one in years]


def test_the_years_play_one_after_another_and_stop(page_at: Any, sample: Site, drawn: str) -> None:
    """Only after a tap; a second tap stops, and so does choosing a year."""
    page = open_page(page_at, sample, f"{drawn}#year=1990", **PHONE)
    page.wait_for_timeout(900)
    assert year(page) == 1990
    button = page.locator("[data-do=play]")
    button.tap()
    page.wait_for_function("+document.querySelector('[data-role=year]').textContent > 1991")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.tap()
    stopped = year(page)
    page.wait_for_timeout(900)
    assert year(page) == stopped


def test_a_tap_beside_a_small_house_opens_it_and_its_voice_plays(
    page_at: Any, sample: Site, drawn: str
) -> None:
    """On a phone houses are smaller than a finger: the nearest is meant. What is told stands below
    the drawing, and one more tap plays exactly that stretch."""
    page = open_page(page_at, sample, drawn, **PHONE)
    slug = "jianguo-jia"
    box = page.locator(f"[data-plot={slug}] .plot-shape").bounding_box()
    assert box
    assert box["width"] < 44
    page.locator("[data-role=drawing]").scroll_into_view_if_needed()
    box = page.locator(f"[data-plot={slug}] .plot-shape").bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] - 4)
    expect(told(page)).to_have_count(1)
    expect(told(page)).to_have_attribute("data-place", slug)
    expect(told(page)).to_contain_text("搬到望溇新村")
    expect(told(page).locator("[data-role=name]")).to_be_in_viewport()
    assert page.evaluate(f"{TELLER} === undefined")
    button = told(page).locator("[data-clip]").first
    start = float(button.get_attribute("data-start") or 0)
    end = float(button.get_attribute("data-end") or 0)
    button.tap()
    page.wait_for_function(f"{TELLER} && {TELLER}.currentTime > {start}")
    assert start <= page.evaluate(f"{TELLER}.currentTime") <= end
    page.locator("[data-do=close]:visible").tap()
    expect(told(page)).to_have_count(0)


def test_a_house_is_found_by_touch_alone_on_the_museums_screen(
    page_at: Any, made_once: MadeOnce, drawn: str
) -> None:
    """Group, then household: its plot is ringed, drawn large, and in sight; no field to type in,
    and nothing to follow but this site's own pages."""
    page = open_page(page_at, make_kiosk(made_once), drawn, width=1080, height=1920, has_touch=True)
    expect(page.locator("[data-role=type]")).to_have_count(0)
    page.get_by_role("button", name="姚家浜（第二队）").tap()
    page.locator("[data-home]:visible", has_text="金海家").tap()
    plot = page.locator("[data-plot=jinhai-loufang] .plot-shape")
    ring = page.locator("[data-role=ring]")
    expect(ring).to_have_attribute("d", plot.get_attribute("d") or "-")
    expect(ring).to_be_in_viewport()
    assert year(page) >= 1989
    expect(told(page)).to_contain_text("荡北新村")
    assert told(page).locator("a").evaluate_all("all => all.every(a => a.protocol === 'file:')")


def test_a_house_is_found_by_its_name_in_pinyin(page_at: Any, sample: Site, drawn: str) -> None:
    """By initials, whole syllables or characters; a name that is not there is said."""
    page = open_page(page_at, sample, drawn, **DESK)
    field = page.locator("[data-role=type]")
    homes = page.locator("[data-home]:visible")
    for typed in ("yangya", "yyrj", "养鸭"):
        field.fill(typed)
        expect(homes).to_have_count(1)
        expect(homes).to_contain_text("养鸭人家")
    field.fill("欧阳")
    expect(homes).to_have_count(0)
    expect(page.locator("[data-role=found]")).to_have_text("图上没有这个名字的人家。")


def test_everything_is_done_by_keys(page_at: Any, sample: Site, drawn: str) -> None:
    """One stop of the tab key leads into the drawing, arrows go from house to house, Enter opens,
    plus and nought change the size; neighbours are links."""
    page = open_page(page_at, sample, drawn, **DESK)
    assert page.locator("a.plot[tabindex='0']").count() == 1
    page.locator("a.plot[tabindex='0']").focus()
    focused = "document.activeElement.getAttribute('data-plot')"
    seen = {page.evaluate(focused)}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
        seen.add(page.evaluate(focused))
    assert len(seen) >= 4
    assert None not in seen
    page.keyboard.press("+")
    width = "+document.querySelector('[data-role=drawing]').getAttribute('viewBox').split(' ')[2]"
    assert page.evaluate(width) < 700
    page.keyboard.press("0")
    assert page.evaluate(width) == 1000
    slug = page.evaluate(focused)
    page.keyboard.press("Enter")
    expect(told(page)).to_have_attribute("data-place", slug)
    assert page.url.endswith(f"#place={slug}")


def test_a_place_leads_to_its_spot_in_every_language(
    page_at: Any, sample: Site, drawn: str
) -> None:
    """From its own page to the drawing, which opens at it; the way back is one step."""
    page = open_page(page_at, sample, in_language("places/shuisheng-jia/index.html", "en"), **DESK)
    page.locator("a.place-spot").click()
    expect(told(page)).to_have_count(1)
    expect(told(page)).to_have_attribute("data-place", "shuisheng-jia")
    expect(page.locator("[data-plot=shuisheng-jia]")).to_be_in_viewport()
    page.get_by_role("link", name="Back").click()
    assert re.search(r"en/places/shuisheng-jia/index\.html$", page.url)
    for language in ("zh-Hans", "zh-Hant"):
        assert "data-sketch" in sample.read(in_language(drawn, language))
