"""The page of a puzzle: its board leads to what is told, and all of it can be heard in one go."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Faults
from tests.browser.site import MadeOnce, Site, in_language, make_kiosk, make_site

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740, "has_touch": True}
DESK = {"width": 1440, "height": 900}
STATES = {
    "empty": "空缺",
    "one_voice": "一人说",
    "several_voices": "多人印证",
    "evidence": "有物证",
    "disputed": "说法不一",
}
"""Class of a tile -> the word that must stand on it."""
TELLER = "Array.from(document.querySelectorAll('audio')).find(a => !a.paused)"
"""What sounds, or undefined."""


@pytest.fixture(scope="session")
def sample(made_once: MadeOnce) -> Site:
    return make_site(made_once)


@pytest.fixture
def rich(sample: Site) -> str:
    """A puzzle with voices, versions that differ, something to see, and a gap."""
    return sample.richest("puzzles", 'class="versions"', "cell-empty", "cell-evidence", "tell-all")


def open_page(page_at: Any, site: Site, path: str, **window: Any) -> Page:
    page: Page = page_at(**window)
    name, _, fragment = path.partition("#")
    page.goto((site.folder / name).as_uri() + (f"#{fragment}" if fragment else ""))
    return page


def tiles(page: Page) -> Locator:
    return page.locator("[data-board] a.cell:visible")


def slots(page: Page) -> Locator:
    return page.locator("[data-slot]:visible")


# --- without scripts -----------------------------------------------------------------------------


def test_without_scripts_all_is_there(page_at: Any, sample: Site, rich: str) -> None:
    """Every tile is a link to its slot further down; every slot, piece and open question is to be
    read, and each voice leads into its interview at its passage."""
    page = open_page(page_at, sample, rich, **PHONE, java_script_enabled=False)
    links = tiles(page).evaluate_all("all => all.map(a => a.getAttribute('href'))")
    listed = page.locator("[data-slots] > li").evaluate_all("all => all.map(e => '#' + e.id)")
    assert links == listed
    expect(slots(page)).to_have_count(len(listed))
    expect(page.locator("[data-piece]:visible")).to_have_count(page.locator("[data-piece]").count())
    expect(page.locator(".slot-open").first).to_contain_text("还没有人讲过这一块。您知道吗？")
    for link in page.locator(".said-hear a").all():
        assert re.search(r"#t=[\d.]+,[\d.]+$", link.get_attribute("href") or "")
    expect(page.locator("[data-do=tell]")).to_be_hidden()
    tiles(page).last.tap()
    expect(page.locator("[data-slots] > li").last).to_be_in_viewport()


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
def test_tiles_differ_by_word_and_drawing(page_at: Any, sample: Site, window: Any) -> None:
    """Each state has its word on the tile and a drawing of its own: hatched, dashed, framed,
    outlined or full; no two of them differ by colour alone."""
    seen: dict[str, tuple[str, ...]] = {}
    page: Page = page_at(**window)
    for path in sample.records("puzzles"):
        page.goto((sample.folder / path).as_uri())
        for state, word in STATES.items():
            said = page.locator(f"a.cell-{state}:visible").all_inner_texts()
            assert all(word in tile for tile in said), said
        seen |= page.evaluate(
            """() => Object.fromEntries(
              [...document.querySelectorAll('.legend li')].map(item => {
                const path = item.querySelector('.bit');
                const style = getComputedStyle(path);
                const light = style.fill === 'none' || style.fill.match(/\\d+/g)[0] > 200;
                const parts = [...item.querySelectorAll('path')].map(p => p.getAttribute('class'));
                return [path.getAttribute('class').split('-')[1],
                  [String(light), style.strokeDasharray, String(parts.length), parts[1] || '']];
              }))"""
        )
    assert set(seen) == set(STATES)
    assert len({tuple(drawn) for drawn in seen.values()}) == len(STATES)


def test_tiles_can_be_hit_and_read(page_at: Any, sample: Site) -> None:
    """On a phone, at every size of type, tiles measure 60 px or more each way, their words 18 px or
    more, and words stay within the tile of their board."""
    page: Page = page_at(**PHONE)
    for path in sample.records("puzzles"):
        page.goto((sample.folder / path).as_uri())
        for step in "012":
            page.evaluate("step => { document.documentElement.dataset.step = step }", step)
            measured = tiles(page).evaluate_all(
                """all => all.map(tile => {
                  const box = tile.getBoundingClientRect();
                  const label = tile.querySelector('.cell-label').getBoundingClientRect();
                  const sizes = [...tile.querySelectorAll('b, small')].map(
                    word => parseFloat(getComputedStyle(word).fontSize));
                  return {width: box.width, height: box.height, least: Math.min(...sizes),
                    inside: label.left >= box.left - 1 && label.right <= box.right + 1 &&
                      label.top >= box.top - 1 && label.bottom <= box.bottom + 1,
                    text: tile.textContent};
                })"""
            )
            assert measured
            for one in measured:
                assert min(one["width"], one["height"]) >= 60, (path, step, one)
                assert one["least"] >= 18, (path, step, one)
                assert one["inside"], (path, step, one)


def test_words_stand_on_their_own_tiles(page_at: Any, sample: Site, rich: str) -> None:
    """The drawing and the words are laid out alike: the middle of each label lies in the outline
    of its own tile, in every window."""
    for width, height, step in ((1440, 900, 0), (1080, 1920, 0), (360, 740, 0), (360, 740, 2)):
        page = open_page(page_at, sample, rich, width=width, height=height)
        page.evaluate("step => { document.documentElement.dataset.step = step }", str(step))
        astray = tiles(page).evaluate_all(
            """all => all.filter(tile => {
              const board = tile.closest('[data-board]');
              const name = tile.getAttribute('href').replace('#slot-', '');
              const path = document.getElementById(board.dataset.board + '-' + name);
              const box = tile.getBoundingClientRect();
              const point = new DOMPoint(box.left + box.width / 2, box.top + box.height / 2)
                .matrixTransform(path.getScreenCTM().inverse());
              return !path.isPointInFill(point);
            }).map(tile => tile.textContent)"""
        )
        assert not astray, (width, step)


# --- with scripts --------------------------------------------------------------------------------


def test_a_tap_opens_a_tile_and_one_more_plays(page_at: Any, sample: Site, rich: str) -> None:
    """A tap on a tile shows what is told of it, below the board on a phone; nothing plays by
    itself; a tap on the button plays exactly these seconds."""
    page = open_page(page_at, sample, rich, **PHONE)
    expect(slots(page)).to_have_count(1)
    slot = page.locator("[data-slot]:has(.thread [data-clip]):not(:has(.versions))").last
    name = slot.get_attribute("data-slot")
    page.locator(f"a.cell[href='#slot-{name}']:visible").tap()
    expect(slots(page)).to_have_count(1)
    expect(page.locator(f"#slot-{name}")).to_be_visible()
    expect(page.locator(f"#slot-{name} h2")).to_be_in_viewport()
    expect(page.locator(f"#slot-{name} h2")).to_be_focused()
    assert page.url.endswith(f"#slot-{name}")
    assert page.evaluate(f"{TELLER} === undefined")
    button = page.locator(f"#slot-{name} [data-clip]").first
    start, end = (float(button.get_attribute(f"data-{edge}") or 0) for edge in ("start", "end"))
    button.tap()
    page.wait_for_function(f"{TELLER} && {TELLER}.currentTime > {start}")
    assert start <= page.evaluate(f"{TELLER}.currentTime") <= end
    page.wait_for_function(f"{TELLER} === undefined", timeout=60_000)
    stopped = page.evaluate(
        "Math.max(...[...document.querySelectorAll('audio')].map(a => a.currentTime))"
    )
    assert abs(stopped - end) < 0.2  # fmt: skip


def test_at_a_desk_it_opens_beside_the_board(page_at: Any, sample: Site, rich: str) -> None:
    """On a wide window the open slot stands beside the board and the page does not move."""
    page = open_page(page_at, sample, rich, **DESK)
    tiles(page).nth(2).click()
    board = page.locator(".board-wide").bounding_box()
    slot = slots(page).bounding_box()
    assert board
    assert slot
    assert slot["x"] > board["x"] + board["width"]
    assert slot["y"] < board["y"] + 40
    expect(tiles(page).nth(2)).to_have_attribute("aria-current", "true")
    ring = page.locator(".board-wide [data-role=ring]").get_attribute("d")
    name = slots(page).get_attribute("data-slot")
    assert ring == page.locator(f"#wide-{name}").get_attribute("d")


def test_versions_are_laid_side_by_side(page_at: Any, sample: Site, rich: str) -> None:
    """Where they differ, every version has the same breadth, and none comes with a verdict."""
    page = open_page(page_at, sample, rich, **DESK)
    slot = page.locator("[data-slot]:has(.versions)").first
    page.locator(f"a.cell[href='#{slot.get_attribute('id')}']:visible").click()
    boxes = [version.bounding_box() for version in slot.locator(".version").all()]
    assert len(boxes) > 1
    assert len({round(box["width"]) for box in boxes if box}) == 1
    expect(slot).to_contain_text("各人各说，我们不替谁下结论。")


def test_a_tie_leads_to_the_other_piece(page_at: Any, sample: Site, rich: str) -> None:
    """A link from a piece to another opens its slot and marks it, also across slots; an address
    that names a piece does so from the beginning."""
    page = open_page(page_at, sample, rich, **DESK)
    page.locator("[data-do=slot-all]").click()
    target = page.locator(".said-links a").last.get_attribute("href") or ""
    assert target.startswith("#piece-")
    page.locator("[data-do=slot-all]").click()
    expect(slots(page)).to_have_count(1)
    other = open_page(page_at, sample, rich + target, **DESK)
    expect(other.locator(target)).to_be_visible()
    expect(other.locator(target)).to_be_in_viewport()
    expect(other.locator(target)).to_have_class(re.compile(r"\blit\b"))
    link = other.locator("[data-slot]:visible .said-links a").first
    if link.count():
        next_one = link.get_attribute("href") or ""
        link.click()
        expect(other.locator(next_one)).to_be_visible()
        expect(other.locator(next_one)).to_be_focused()


def test_tiles_are_turned_by_buttons_and_keys(page_at: Any, sample: Site, rich: str) -> None:
    """Previous and next go from tile to tile and stop at the ends; a tile opens by Enter; all
    tiles can be laid out at once."""
    page = open_page(page_at, sample, f"{rich}#slot-nothing", **DESK)
    total = page.locator("[data-slot]").count()
    tiles(page).first.focus()
    page.keyboard.press("Enter")
    first = slots(page).get_attribute("id")
    page.locator("[data-do=slot-previous]").click(force=True)
    expect(slots(page)).to_have_attribute("id", first or "")
    page.locator("[data-do=slot-next]").click()
    assert slots(page).get_attribute("id") != first
    page.locator("[data-do=slot-all]").click()
    expect(slots(page)).to_have_count(total)
    expect(page.locator("[data-do=slot-all]")).to_have_text("一片一片看")


# --- the whole of it -----------------------------------------------------------------------------


def test_the_whole_is_told_voice_after_voice(page_at: Any, sample: Site, rich: str) -> None:
    """One button plays every voice in the order of the tiles: the next follows by itself, its
    words stand below, its tile lights up; next and previous move, stop ends it."""
    page = open_page(page_at, sample, rich, **PHONE)
    page.evaluate("document.querySelectorAll('audio').forEach(a => { a.muted = true })")
    spoken = page.locator("[data-piece]:has([data-clip])")
    wanted = spoken.locator("[data-role=words]").all_text_contents()
    length = page.locator("[data-do=tell] small").inner_text()
    assert re.search(rf"{len(wanted)}\s段话 · (\d+ 分 )?\d+ 秒", length)
    page.locator("[data-do=tell]").tap()
    bar = page.locator("[data-telling]")
    words = bar.locator("[data-role=words]")
    expect(words).to_have_text(wanted[0])
    page.wait_for_function(f"{TELLER} && {TELLER}.currentTime > 0")
    expect(spoken.first).to_have_class(re.compile(r"\blit\b"))
    # Whoever waits long enough hears the next one.
    clips = page.locator("[data-piece] [data-clip]")
    end = float(clips.first.get_attribute("data-end") or 0)
    page.evaluate(f"{TELLER}.currentTime = {end - 0.6}")
    expect(words).to_have_text(wanted[1])
    start = float(clips.nth(1).get_attribute("data-start") or 0)
    page.wait_for_function(f"{TELLER} && {TELLER}.currentTime >= {start} - 0.2")
    bar.locator("[data-do=tell-next]").tap()
    expect(words).to_have_text(wanted[2])
    expect(bar).to_contain_text(f"第 3 段，共 {len(wanted)} 段")
    bar.locator("[data-do=tell-previous]").tap()
    expect(words).to_have_text(wanted[1])
    page.wait_for_function(f"{TELLER} !== undefined")
    bar.locator("[data-do=tell-play]").tap()
    page.wait_for_function(f"{TELLER} === undefined")
    expect(words).to_have_text(wanted[1])
    bar.locator("[data-do=tell-stop]").tap()
    expect(bar).to_be_hidden()
    expect(page.locator("[data-do=tell]")).to_be_focused()
    expect(page.locator("[data-piece].lit")).to_have_count(0)


def test_the_whole_is_told_by_keyboard(page_at: Any, sample: Site, rich: str) -> None:
    """Enter begins, the arrows move, the space bar pauses, Escape ends; after the last voice it
    says so and can begin anew."""
    page = open_page(page_at, sample, rich, **DESK)
    wanted = page.locator("[data-piece]:has([data-clip]) [data-role=words]").all_text_contents()
    page.locator("[data-do=tell]").focus()
    page.keyboard.press("Enter")
    words = page.locator("[data-telling] [data-role=words]")
    expect(words).to_have_text(wanted[0])
    expect(page.locator("[data-do=tell-play]")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(words).to_have_text(wanted[1])
    page.keyboard.press("ArrowLeft")
    expect(words).to_have_text(wanted[0])
    page.wait_for_function(f"{TELLER} !== undefined")
    page.keyboard.press("Space")
    page.wait_for_function(f"{TELLER} === undefined")
    for number, text in enumerate(wanted[1:], 2):
        page.keyboard.press("ArrowRight")
        expect(page.locator("[data-telling] [data-role=number]")).to_contain_text(f"第 {number} 段")
        expect(words).to_have_text(text)
    page.keyboard.press("ArrowRight")
    expect(words).to_have_text("讲到这里。到今天为止，听到的就是这些。")
    assert page.evaluate(f"{TELLER} === undefined")
    page.locator("[data-do=tell-play]").click()
    expect(words).to_have_text(wanted[0])
    page.keyboard.press("Escape")
    expect(page.locator("[data-telling]")).to_be_hidden()
    assert page.evaluate(f"{TELLER} === undefined")


def test_voices_are_changed_faster_than_they_open(page_at: Any, sample: Site, rich: str) -> None:
    """Whoever presses on and back at once, from one recording to another, hears the voice whose
    words are shown."""
    page = open_page(page_at, sample, rich, **DESK)
    clips = page.locator("[data-piece] [data-clip]")
    sources = clips.evaluate_all("all => all.map(clip => clip.dataset.src.split('/').pop())")
    place = next(n for n in range(1, len(sources)) if sources[n] != sources[n - 1])
    page.locator("[data-do=tell]").click()
    for _ in range(place - 1):
        page.keyboard.press("ArrowRight")
    page.evaluate(
        """() => ['ArrowRight', 'ArrowLeft'].forEach(
          key => window.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true})))"""
    )
    page.wait_for_function(f"{TELLER} && {TELLER}.currentTime > 0")
    assert page.evaluate(f"{TELLER}.currentSrc").endswith(sources[place - 1])
    wanted = page.locator("[data-piece]:has([data-clip]) [data-role=words]").all_text_contents()
    expect(page.locator("[data-telling] [data-role=words]")).to_have_text(wanted[place - 1])


def test_a_voice_that_is_missing_is_told(
    page_at: Any, sample: Site, rich: str, faults: Faults
) -> None:
    """When a file cannot be opened the words stay, the reason is said, and the next can be asked
    for."""
    faults.expect("ERR_FAILED")
    page: Page = page_at(**DESK)
    page.route(re.compile(r"\.(mp3|m4a|mp4)$"), lambda route: route.abort())
    page.goto((sample.folder / rich).as_uri())
    page.locator("[data-do=tell]").click()
    expect(page.locator("[data-telling] [data-role=fault]")).to_be_visible()
    before = page.locator("[data-telling] [data-role=words]").inner_text()
    page.locator("[data-do=tell-next]").click()
    expect(page.locator("[data-telling] [data-role=words]")).not_to_have_text(before)


# --- where it is found ---------------------------------------------------------------------------


def test_puzzles_are_a_way_in(page_at: Any, sample: Site) -> None:
    """The home page shows puzzles right after the voice, and they lead to all of them, which can
    be narrowed to those with gaps and to those that are told differently."""
    page = open_page(page_at, sample, "index.html", **PHONE)
    order = page.locator(".home > *").evaluate_all("all => all.map(e => e.className)")
    assert order.index("home-puzzles") == order.index("home-voice") + 1
    page.locator(".home-puzzles .more").tap()
    page.wait_for_url("**/puzzles/index.html*")
    page.locator(".narrow-label").tap()
    page.locator("[data-facet=tiles] a[data-value=disputed]").tap()
    shown = page.locator("[data-card]:visible")
    assert 0 < shown.count() < page.locator("[data-card]").count()
    shown.first.locator("a").tap()
    expect(page.locator(".cell-disputed:visible").first).to_be_visible()


def test_records_name_the_puzzles_they_are_part_of(sample: Site) -> None:
    """Whatever a puzzle speaks of, and whoever speaks in it, leads back to it."""
    for path in sample.records("puzzles"):
        back = path.removesuffix("/index.html")
        page = sample.read(path)
        for record in sorted(
            set(re.findall(r'href="\.\./\.\./([a-z]+/[a-z0-9-]+)/index\.html', page))
        ):
            kind = record.split("/")[0]
            if kind in (
                "interviews",
                "people",
                "places",
                "objects",
                "events",
                "photos",
                "documents",
            ):
                told = f'href="../../{record}/index.html' in page.split('class="prose words')[0]
                if told:
                    assert f"../../{back}/index.html" in sample.read(f"{record}/index.html")


def test_words_of_the_page_are_in_its_language(page_at: Any, sample: Site, rich: str) -> None:
    """States, sentences and buttons speak the language of the interface; what people said stays."""
    english = open_page(page_at, sample, in_language(rich, "en"), **DESK)
    expect(english.locator("[data-do=tell]")).to_contain_text("Tell the whole of it")
    expect(english.locator(".legend")).to_contain_text("told differently")
    traditional = open_page(page_at, sample, in_language(rich, "zh-Hant"), **DESK)
    expect(traditional.locator("[data-do=tell]")).to_contain_text("把這一塊講完")
    expect(traditional.locator(".legend")).to_contain_text("說法不一")


# --- for the wall --------------------------------------------------------------------------------


def test_it_prints_on_one_sheet_for_the_wall(page_at: Any, sample: Site) -> None:
    """Each puzzle prints on one sheet of A3 across: the board large with a quotation in its tiles,
    the legend and the questions that are open, and nothing to press."""
    page: Page = page_at(**DESK)
    for path in sample.records("puzzles"):
        page.goto((sample.folder / path).as_uri())
        pdf = page.pdf(prefer_css_page_size=True)
        sheets = re.findall(rb"/Type\s*/Page\b", pdf)
        assert len(sheets) == 1, path
        size = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
        assert size
        assert (round(float(size[1])), round(float(size[2]))) == (1191, 842)
    page.emulate_media(media="print")
    expect(page.locator(".board-wide")).to_be_visible()
    for hidden in (".slots", ".tell-all", ".bar", ".colophon", ".shelves"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_the_print_leads_to_the_page(made_once: MadeOnce, sample: Site) -> None:
    """Neither a site without an address nor a museum's screen prints a code that leads nowhere."""
    kiosk = make_kiosk(made_once)
    for site in (sample, kiosk):
        for path in site.records("puzzles"):
            assert 'class="qr"' not in site.read(path)
