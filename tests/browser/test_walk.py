"""A walk: read without scripts, walked on a phone, heard in one go, shown on a museum's screen, and
printed for the case."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from archive.render.shell import token
from tests.browser.site import MadeOnce, Site, make_kiosk, make_site
from tests.leaks.small import place, thing
from tests.test_exhibit_pages import ADDRESS, LABELS, pages_of, village_of

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 800, "has_touch": True}
DESK = {"width": 1440, "height": 900}
SCREEN = {"width": 1080, "height": 1920, "has_touch": True}
PLAYING = "Array.from(document.querySelectorAll('audio')).find(a => !a.paused)"
SILENT = "exhibits/zuihou-yi-nian/index.html"
"""A walk with stops of which there is no recording."""
MILLIMETRE = 96 / 25.4
STATIC = Path(__file__).resolve().parents[2] / "archive/render/static"


@pytest.fixture(scope="session")
def sample(made_once: MadeOnce) -> Site:
    return make_site(made_once)


@pytest.fixture
def walk(sample: Site) -> str:
    """The walk with the most stops."""
    return sample.richest("exhibits", 'data-do="tell"')


def open_page(page_at: Any, site: Site, path: str, **window: Any) -> Page:
    page: Page = page_at(**window)
    name, _, fragment = path.partition("#")
    page.goto((site.folder / name).as_uri() + (f"#{fragment}" if fragment else ""))
    return page


def test_without_scripts_it_is_read_in_its_order(page_at: Any, sample: Site, walk: str) -> None:
    """The way leads to each stop; each has its number, its words, the way into the interview at its
    passage, and a player of the browser's own."""
    page = open_page(page_at, sample, walk, **PHONE, java_script_enabled=False)
    ways = page.locator("[data-route] a").evaluate_all("all => all.map(a => a.hash.slice(1))")
    stops = page.locator("[data-stops] > li:visible")
    assert ways == stops.evaluate_all("all => all.map(e => e.id)")
    assert len(ways) >= 6
    for stop in stops.all():
        expect(stop.locator("blockquote")).to_be_visible()
        if stop.locator("[data-clip]").count():
            expect(stop.locator("audio[controls]")).to_be_visible()
            link = stop.locator(".stop-voice a").get_attribute("href") or ""
            assert re.search(r"interviews/.*#t=[\d.]+,[\d.]+$", link)
    expect(page.locator("[data-walk-bar]")).to_be_hidden()
    page.locator("[data-route] a").nth(3).tap()
    expect(page.locator('[id="stop=4"]')).to_be_in_viewport()


def test_it_is_walked_by_keyboard_and_the_place_is_kept(
    page_at: Any, sample: Site, walk: str
) -> None:
    """On a phone one stop at a time: the next one is one press away, the address says which it is,
    focus and announcement come along; who comes back is offered the stop where they were."""
    page = open_page(page_at, sample, walk, **PHONE)
    names = page.locator("[data-stops] [data-role=name]").all_text_contents()
    shown, bar = page.locator("[data-stops] > li:visible"), page.locator("[data-walk-bar]")
    expect(shown).to_have_count(0)
    expect(bar.locator("[data-role=next-name]")).to_have_text(names[0])
    page.locator("[data-do=walk-next]").focus()
    page.keyboard.press("Enter")
    expect(shown).to_have_count(1)
    expect(page).to_have_url(re.compile("#stop=1$"))
    expect(shown.locator("h2")).to_be_focused()
    expect(page.locator("#announce")).to_have_text(f"第 1 站，共 {len(names)} 站 {names[0]}")
    expect(page.locator(".colophon")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(shown.locator("[data-role=name]")).to_have_text(names[2])
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile("#stop=2$"))
    page.goto((sample.folder / walk).as_uri())
    go_on = page.locator("[data-role=go-on]")
    expect(go_on).to_have_text(f"接着走：第 2 站 {names[1]}")
    go_on.click()
    expect(shown.locator("[data-role=name]")).to_have_text(names[1])
    for _ in names[2:]:
        page.locator("[data-do=walk-next]").tap()
    expect(bar.locator("[data-role=next-name]")).to_have_text("走完了，回到开头")
    page.locator("[data-do=walk-next]").tap()
    expect(page.locator(".walk-cover")).to_be_visible()
    page.goto((sample.folder / walk).as_uri() + f"#stop={len(names) + 1}")
    expect(page.locator(".walk-cover")).to_be_visible()


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
def test_the_whole_walk_is_heard(page_at: Any, sample: Site, walk: str, window: Any) -> None:
    """Voice after voice, each with its stop and its words below, the next one by itself."""
    page = open_page(page_at, sample, walk, **window)
    told = page.locator("[data-piece] [data-role=words]").all_text_contents()
    end = float(page.locator("[data-piece] [data-clip]").first.get_attribute("data-end") or "")
    page.locator("[data-do=tell]").click()
    words = page.locator("[data-telling] [data-role=words]")
    expect(words).to_have_text(told[0])
    page.wait_for_function(f"{PLAYING} && {PLAYING}.currentTime > 0")
    page.evaluate(f"end => {{ {PLAYING}.currentTime = end - 0.5 }}", end)
    expect(words).to_have_text(told[1])
    lit = page.locator("[data-stops] > li.lit")
    expect(lit.locator("[data-role=words]")).to_have_text(told[1])
    expect(lit).to_be_in_viewport()
    page.locator("[data-do=tell-stop]").click()
    expect(page.locator("[data-telling]")).to_be_hidden()
    assert page.evaluate(f"{PLAYING} === undefined")


def test_a_stop_without_a_voice_is_read_in_its_turn(page_at: Any, sample: Site) -> None:
    """Its words stand below for as long as reading takes, which can be stopped; then the walk goes
    on by itself."""
    page: Page = page_at(**PHONE)
    page.clock.install()
    page.goto((sample.folder / SILENT).as_uri())
    pieces = page.locator("[data-piece]").all()
    told = [piece.locator("[data-role=words]").text_content() for piece in pieces]
    number = next(n for n, one in enumerate(pieces) if one.locator("[data-clip]").count() == 0)
    page.locator("[data-do=tell]").click()
    for _ in range(number):
        page.locator("[data-do=tell-next]").click()
    words, play = (
        page.locator("[data-telling] [data-role=words]"),
        page.locator("[data-do=tell-play]"),
    )
    expect(words).to_have_text(told[number] or "")
    expect(page.locator("[data-telling] [data-role=who]")).to_contain_text("没有录音")
    expect(page.locator("[data-telling] [data-role=number]")).to_have_text(
        re.compile(rf"{number + 1}.*{len(told)}")
    )
    assert page.evaluate(f"{PLAYING} === undefined")
    play.click()
    page.clock.fast_forward(90_000)
    expect(words).to_have_text(told[number] or "")
    play.click()
    page.clock.fast_forward(90_000)
    expect(words).to_have_text(told[number + 1] or "")


def test_a_stop_fills_a_museums_screen(page_at: Any, made_once: MadeOnce) -> None:
    """Every stop of every walk: picture, words and the way on without scrolling, at hand's height
    and large enough; nothing to print."""
    kiosk = make_kiosk(made_once)
    page: Page = page_at(**SCREEN)
    for path in kiosk.records("exhibits"):
        assert not (kiosk.folder / path).with_name("labels").exists()
        page.goto((kiosk.folder / path).as_uri())
        assert "labels" not in page.content()
        for number in range(page.locator("[data-stops] > li").count()):
            page.locator("[data-do=walk-next]").tap()
            expect(page.locator("[data-stops] > li:visible")).to_have_count(1)
            page.wait_for_function("document.documentElement.scrollHeight <= innerHeight")
            box = page.locator("[data-do=walk-next]").bounding_box()
            assert box
            assert box["height"] >= 100, (path, number)
            assert box["y"] > 1600, (path, number)
            label = page.locator("[data-stops] > li:visible > *").last.bounding_box()
            assert label
            assert label["y"] + label["height"] <= box["y"], (path, number)


def test_sheets_are_true_to_the_millimetre(page_at: Any, tmp_path: Path) -> None:
    """On A4: codes of 25 mm and more without their quiet border, which is there; labels and cards
    as large as their marks say, several on a sheet; what is not ticked is not printed."""
    css = (STATIC / "site.css").as_uri()
    slots = f'<body class="{token("page-class")}"><main>{token("content")}</main>'
    shell = f'<meta charset="utf-8"><link rel="stylesheet" href="{css}">{slots}'
    view = village_of(place(), *(thing(f"thing-{n}") for n in range(6)))
    html = pages_of(view, address=ADDRESS, shell=shell)[LABELS]
    file = tmp_path / "labels.html"
    file.write_text(html, "utf-8")
    page: Page = page_at(**DESK)
    page.goto(file.as_uri())
    page.emulate_media(media="print")
    for what, size, on_a_sheet in (("labels", (95, 92), 6), ("cards", (190, 138), 2)):
        page.locator(f"#what-{what}").evaluate("choice => choice.click()")
        for face in page.locator(f".sheet-{what} article").all():
            box, code = face.bounding_box(), face.locator(".code path").bounding_box()
            quiet = face.locator(".code").bounding_box()
            assert box
            assert code
            assert quiet
            assert (box["width"] / MILLIMETRE, box["height"] / MILLIMETRE) == pytest.approx(
                size, abs=0.2
            )
            assert 25 <= code["width"] / MILLIMETRE <= 27
            assert quiet["width"] / code["width"] > 1.15
            assert quiet["x"] + quiet["width"] <= box["x"] + box["width"]
        pdf = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == -(-7 // on_a_sheet)
        boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
        assert {(round(float(w)), round(float(h))) for w, h in boxes} == {(595, 842)}
    page.locator("#what-labels").evaluate("choice => choice.click()")
    page.locator("#label-1").evaluate("box => box.click()")
    expect(page.locator(".sheet-labels article:visible")).to_have_count(6)
