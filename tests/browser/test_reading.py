"""Reading: the text that goes along with the sound, the bar, documents and browse pages."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

AUDIO = "document.querySelector('.player audio')"
NOW = f"{AUDIO}.currentTime"
FOLLOW = "[data-do=follow]"
CURRENT_TOP = "document.querySelector('.turn.now').getBoundingClientRect().top"


def play_from(page: Page, turn: str) -> None:
    """Plays from a turn by its time, and waits until it sounds and the page stands still."""
    page.evaluate("id => document.querySelector(`#${id} a.time`).click()", turn)
    page.wait_for_function(f"!{AUDIO}.paused && {AUDIO}.readyState > 2")
    rest(page)


def rest(page: Page) -> None:
    """Waits until the page has stopped scrolling and no scroll counts as the script's own."""
    page.evaluate(
        """() => new Promise((done) => {
          let still = 0, before = scrollY;
          const look = setInterval(() => {
            still = scrollY === before ? still + 1 : 0;
            before = scrollY;
            if (still > 8) { clearInterval(look); done(); }
          }, 100);
        })"""
    )


def open_page(page_at: Any, address: str, *, tail: str = "", **options: Any) -> Page:
    page: Page = page_at(390, 800, **options)
    page.goto(address + tail)
    return page


# --- rules about the code ----------------------------------------------------------------------


def test_the_site_script_is_small(project_root: Path) -> None:
    """The script of every page is at most 14 KB as sent: the player, the puzzle, the search box."""
    script = project_root / "archive" / "render" / "static" / "site.js"
    assert len(gzip.compress(script.read_bytes(), 9)) <= 14 * 1024


def test_the_code_keeps_to_what_a_page_on_a_disk_can_do(project_root: Path) -> None:
    """No source asks the network, keeps cookies, runs text as code or takes words as HTML."""
    banned = re.compile(
        r"\bfetch\(|XMLHttpRequest|serviceWorker|document\.cookie|innerHTML|outerHTML"
        r"|insertAdjacentHTML|document\.write|\beval\(|new Function|https?://(?!www\.w3\.org/)"
    )
    sources = sorted((project_root / "archive" / "render" / "frontend" / "src").rglob("*.ts"))
    assert len(sources) > 20
    assert [p.name for p in sources if banned.search(p.read_text(encoding="utf-8"))] == []


def test_every_word_has_its_place(project_root: Path) -> None:
    """The table of words is exactly what these pages give and what the sources ask for."""
    source = project_root / "archive" / "render" / "frontend" / "src"
    table = (source / "words.ts").read_text(encoding="utf-8").split("] as const")[0]
    names = set(re.findall(r'^  "(\w+)",$', table, re.MULTILINE))
    given = Path(__file__).parent / "pages" / "words.json"
    assert names == set(json.loads(given.read_text(encoding="utf-8")))
    code = "".join(p.read_text(encoding="utf-8") for p in source.rglob("*.ts") if p.stem != "words")
    made_up = ("size_", "kind_")  # the rest of these names is worked out
    unused = {name for name in names if f'"{name}"' not in code and not name.startswith(made_up)}
    assert unused == set()


# --- the text goes along -----------------------------------------------------------------------


def test_the_text_follows_the_sound(page_at: Any, site: str) -> None:
    """The turn that sounds is kept between the bar and the player."""
    page = open_page(page_at, f"{site}/interview.html", reduced_motion="reduce")
    play_from(page, "s12")
    for turn in ("s12", "s13", "s14"):
        page.wait_for_function(f"document.querySelector('.turn.now').id === '{turn}'")
        rest(page)
        top = page.evaluate(CURRENT_TOP)
        bar = page.evaluate("document.querySelector('.bar').getBoundingClientRect().bottom")
        player = page.evaluate("document.querySelector('.player').getBoundingClientRect().top")
        assert bar <= top < player - 40
    expect(page.locator(FOLLOW)).to_be_hidden()


def test_a_turn_longer_than_the_window_is_followed_line_by_line(page_at: Any, served: str) -> None:
    """Far into a long turn the page is far into its text, too."""
    page = open_page(page_at, f"{served}/tall.html", reduced_motion="reduce")
    assert page.evaluate("document.querySelector('#s1').offsetHeight") > 1600
    play_from(page, "s1")
    early = page.evaluate("scrollY")
    page.click("[data-do=forward10]")
    page.click("[data-do=forward10]")
    page.wait_for_function(f"scrollY > {early} + 500")
    expect(page.locator(".turn.now")).to_have_attribute("id", "s1")
    expect(page.locator(FOLLOW)).to_be_hidden()


def test_a_turn_in_the_comfortable_middle_does_not_move_the_page(page_at: Any, served: str) -> None:
    """As long as the next turn is well in sight, the page stands still."""
    page: Page = page_at(390, 2400)
    page.goto(f"{served}/interview.html")
    play_from(page, "s3")
    before = page.evaluate("scrollY")
    page.wait_for_function("document.querySelector('.turn.now').id === 's4'")
    rest(page)
    assert page.evaluate("scrollY") == before


@pytest.mark.parametrize("way", ["wheel", "keys", "scrollbar", "touch", "reader"])
def test_a_reader_who_scrolls_is_left_alone(page_at: Any, served: str, way: str) -> None:
    """Whatever way the reader scrolls, the page stays there while the sound goes on, and the way
    back is offered."""
    page = open_page(page_at, f"{served}/interview.html")
    play_from(page, "s10")
    if way == "wheel":
        page.mouse.move(200, 300)
        page.mouse.wheel(0, -700)
    elif way == "keys":
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("PageUp")
    elif way == "scrollbar":
        page.evaluate("scrollBy(0, -700)")
    elif way == "touch":
        page.evaluate(
            "document.body.dispatchEvent(new Event('touchmove', {bubbles: true}));scrollBy(0, -700)"
        )
    else:
        page.focus("#s1 a.time")
    expect(page.locator(FOLLOW)).to_be_visible()
    rest(page)
    before = page.evaluate("scrollY")
    now = page.evaluate("document.querySelector('.turn.now').id")
    page.wait_for_function(f"document.querySelector('.turn.now').id !== '{now}'")
    rest(page)
    assert page.evaluate("scrollY") == before
    expect(page.locator(FOLLOW)).to_be_visible()


def test_the_way_back_to_what_sounds(page_at: Any, site: str) -> None:
    """The button brings back the turn that sounds, goes away, and the text follows again."""
    page = open_page(page_at, f"{site}/interview.html")
    play_from(page, "s13")
    page.mouse.move(200, 300)
    page.mouse.wheel(0, -3000)
    expect(page.locator(FOLLOW)).to_be_visible()
    rest(page)
    page.click(FOLLOW)
    expect(page.locator(FOLLOW)).to_be_hidden()
    rest(page)
    expect(page.locator(".turn.now")).to_be_in_viewport()
    now = page.evaluate("document.querySelector('.turn.now').id")
    page.wait_for_function(f"document.querySelector('.turn.now').id !== '{now}'")
    rest(page)
    expect(page.locator(FOLLOW)).to_be_hidden()
    expect(page.locator(".turn.now")).to_be_in_viewport()


def test_scrolling_before_anything_sounds_offers_nothing(page_at: Any, served: str) -> None:
    """Who reads without listening is not bothered."""
    page = open_page(page_at, f"{served}/interview.html")
    page.mouse.move(200, 300)
    page.mouse.wheel(0, 900)
    rest(page)
    expect(page.locator(FOLLOW)).to_be_hidden()
    assert page.evaluate("scrollY") > 500


def test_calm_motion_is_respected(page_at: Any, served: str) -> None:
    """With reduced motion the page jumps and does not glide."""
    page: Page = page_at(390, 800, reduced_motion="reduce")
    page.add_init_script(
        "window.glides = 0; const to = window.scrollTo;"
        "window.scrollTo = (...a) => { if (a[0] && a[0].behavior === 'smooth') glides++;"
        " return to.apply(window, a) }"
    )
    page.goto(f"{served}/interview.html")
    play_from(page, "s9")
    assert page.evaluate("scrollY") > 0
    assert page.evaluate("glides") == 0


def test_two_thousand_turns(page_at: Any, site: str) -> None:
    """With 2,000 turns the right one is marked wherever one goes, and marking it touches the
    turn before and the turn after, not all of them."""
    page = open_page(page_at, f"{site}/long.html", reduced_motion="reduce")
    assert page.locator(".turn").count() == 2001
    page.evaluate("document.querySelector('#s1900 a.time').click()")
    page.wait_for_function(f"!{AUDIO}.paused && {NOW} >= 56.97")
    page.evaluate(f"{AUDIO}.pause()")
    page.evaluate(
        """() => {
          window.touched = 0;
          new MutationObserver((all) => { touched += all.length }).observe(
            document.querySelector("[data-transcript]"),
            { attributes: true, subtree: true, childList: true });
        }"""
    )
    for _ in range(5):
        page.click("[data-do=back10]")
    second = page.evaluate(NOW)
    page.wait_for_function(f"{AUDIO}.seeking === false")
    marked = page.evaluate("Number(document.querySelector('.turn.now').id.slice(1))")
    assert marked == int(second / 0.03 + 1e-6) + 1
    # Two attributes of two turns for each of at most a few steps of each of five jumps.
    assert page.evaluate("touched") <= 5 * 4 * 3


# --- the bar -----------------------------------------------------------------------------------


def test_three_sizes_of_type(page_at: Any, site: str) -> None:
    """One button goes through 18, 22 and 28 px, says so, and every page remembers."""
    page = open_page(page_at, f"{site}/interview.html")
    seen = []
    for said in ("字号：大", "字号：特大", "字号：标准", "字号：大"):
        page.click("[data-action=type-size]")
        expect(page.locator("#announce")).to_have_text(said)
        seen.append(page.evaluate("getComputedStyle(document.documentElement).fontSize"))
    assert seen == ["22px", "28px", "18px", "22px"]
    page.goto(f"{site}/index.html")
    assert page.evaluate("document.documentElement.dataset.step") == "1"


def test_a_larger_type_keeps_the_line_being_read(page_at: Any, served: str) -> None:
    """The line in the middle of the window stays about there when the type grows."""
    page = open_page(page_at, f"{served}/interview.html", tail="#s10")
    rest(page)
    find = (
        "(() => { const e = document.elementFromPoint(195, 300);"
        " window.line = e.closest('.turn') || e; return line.getBoundingClientRect().top })()"
    )
    before = page.evaluate(find)
    page.click("[data-action=type-size]")
    rest(page)
    after = page.evaluate("line.getBoundingClientRect().top")
    assert abs(after - before) < 150


def test_back_leaves_the_page_in_one_step(page_at: Any, site: str) -> None:
    """Coming from a page of this site, 返回 goes back to it as it was left, however many passages
    were looked at in between."""
    page = open_page(page_at, f"{site}/index.html")
    page.evaluate("history.replaceState({...history.state, mark: 'left here'}, '')")
    page.click("#to-interview")
    page.wait_for_url("**/interview.html")
    for tail in ("#t=3,6", "#s9", "#t=30,33"):
        page.evaluate("tail => { location.hash = tail }", tail)
        page.wait_for_function(f"location.hash === '{tail}'")
    page.wait_for_function("history.state && history.state.pintuDepth === 3")
    page.click("[data-action=back]")
    page.wait_for_url("**/index.html")
    assert page.evaluate("history.state.mark") == "left here"


def test_back_after_going_back_within_the_page(page_at: Any, served: str) -> None:
    """The browser's own back key inside the page does not lead 返回 astray."""
    page = open_page(page_at, f"{served}/browse.html")
    page.evaluate("history.replaceState({...history.state, mark: 'left here'}, '')")
    page.click("[data-action=back]")
    page.wait_for_url("**/index.html")
    page.click("#to-interview")
    page.wait_for_url("**/interview.html")
    page.evaluate("location.hash = '#s3'")
    page.wait_for_function("history.state && history.state.pintuDepth === 1")
    page.go_back()
    page.wait_for_function("location.hash === ''")
    page.click("[data-action=back]")
    page.wait_for_url("**/index.html")
    page.go_back()
    page.wait_for_url("**/browse.html")
    assert page.evaluate("history.state.mark") == "left here"


def test_back_of_a_page_opened_on_its_own_is_its_parent(page_at: Any, site: str) -> None:
    """A page opened from a chat has nothing of this site before it: 返回 is its link."""
    page = open_page(page_at, "about:blank")
    page.goto(f"{site}/interview.html#t=3,6")
    page.click("[data-action=back]")
    page.wait_for_url("**/index.html")


def test_print_appears_with_the_script(page_at: Any, served: str) -> None:
    """The print button is there once it can do something, and prints."""
    page: Page = page_at(390, 800)
    page.add_init_script("window.printed = 0; window.print = () => { printed++ }")
    page.goto(f"{served}/interview.html")
    page.click("[data-action=print]")
    assert page.evaluate("printed") == 1


def test_one_broken_part_leaves_the_others_working(
    page_at: Any, served: str, faults: list[str]
) -> None:
    """If one component fails to start, the rest of the page still works."""
    page: Page = page_at(390, 800)
    page.add_init_script(
        "const old = document.querySelectorAll.bind(document);"
        "document.querySelectorAll = (s) => { if (s.includes('data-clip')) throw Error('broken');"
        " return old(s) }"
    )
    page.goto(f"{served}/document.html")
    page.click("[data-do=leaf-next]")
    expect(page.locator("#page-2")).to_be_visible()
    assert any("broken" in fault for fault in faults)
    faults.clear()


# --- documents ---------------------------------------------------------------------------------


def shown_leaves(page: Page) -> list[str]:
    return list(
        page.evaluate(
            "Array.from(document.querySelectorAll('.leaf'))"
            ".filter(l => l.getClientRects().length).map(l => l.id)"
        )
    )


def test_without_scripts_all_pages_of_a_document_show(page_at: Any, site: str) -> None:
    """Without scripts a document is one long page."""
    page = open_page(page_at, f"{site}/document.html", java_script_enabled=False)
    expect(page.locator(".leaf:visible")).to_have_count(3)
    expect(page.locator("[data-leaves-nav]")).to_be_hidden()


def test_pages_turn(page_at: Any, site: str) -> None:
    """Buttons turn page by page, stop at both ends, say the number and keep it in the address
    without filling the history."""
    page = open_page(page_at, f"{site}/document.html")
    assert shown_leaves(page) == ["page-1"]
    steps = page.evaluate("history.length")
    expect(page.locator("[data-role=leaf-number]")).to_have_text("第 1 页 共 3 页")
    expect(page.locator("[data-do=leaf-previous]")).to_have_attribute("aria-disabled", "true")
    page.click("[data-do=leaf-next]")
    for _ in range(2):
        page.keyboard.press("Enter")
    assert shown_leaves(page) == ["page-3"]
    assert page.url.endswith("#page-3")
    expect(page.locator("[data-role=leaf-number]")).to_have_text("第 3 页 共 3 页")
    expect(page.locator("[data-do=leaf-next]")).to_have_attribute("aria-disabled", "true")
    expect(page.locator("[data-do=leaf-next]")).to_be_focused()
    assert page.evaluate("history.length") == steps
    page.reload()
    assert shown_leaves(page) == ["page-3"]


def test_pages_turn_by_keyboard(page_at: Any, served: str) -> None:
    """PageDown and PageUp turn pages when the focus is on the document."""
    page = open_page(page_at, f"{served}/document.html")
    page.focus("[data-do=leaf-next]")
    page.keyboard.press("PageDown")
    assert shown_leaves(page) == ["page-2"]
    page.focus("#page-2")
    page.keyboard.press("PageUp")
    assert shown_leaves(page) == ["page-1"]


@pytest.mark.parametrize("tail", ["#page-2", "#wages"])
def test_an_address_opens_the_page_it_names(page_at: Any, site: str, tail: str) -> None:
    """A link to a page, or to something on it, opens that page: on arrival and afterwards."""
    page = open_page(page_at, f"{site}/document.html", tail=tail)
    assert shown_leaves(page) == ["page-2"]
    page.evaluate("location.hash = '#page-3'")
    expect(page.locator("#page-3")).to_be_visible()
    assert shown_leaves(page) == ["page-3"]


def test_all_pages_at_once_and_in_print(page_at: Any, served: str) -> None:
    """One button shows all pages and takes them back; a print has all of them always."""
    page = open_page(page_at, f"{served}/document.html")
    page.click("[data-do=leaf-all]")
    assert len(shown_leaves(page)) == 3
    expect(page.locator("[data-do=leaf-all]")).to_have_text("一页一页看")
    page.click("[data-do=leaf-all]")
    assert shown_leaves(page) == ["page-1"]
    page.evaluate(
        "addEventListener('beforeprint', () => { window.inPrint ="
        " document.querySelectorAll('.leaf:not([hidden])').length })"
    )
    page.pdf()
    assert page.evaluate("window.inPrint") == 3
    expect(page.locator("#page-2")).to_be_hidden()


# --- browsing ----------------------------------------------------------------------------------


def shown_cards(page: Page) -> list[str]:
    return list(
        page.evaluate(
            "Array.from(document.querySelectorAll('[data-card]'))"
            ".filter(c => c.getClientRects().length).map(c => c.id)"
        )
    )


def choice(page: Page, value: str) -> Any:
    return page.locator(f"a[data-value='{value}']")


def test_facets_combine(page_at: Any, site: str) -> None:
    """Values of one facet add up, facets narrow each other; numbers, result and empty groups
    follow."""
    page = open_page(page_at, f"{site}/browse.html")
    choice(page, "桥").click()
    assert shown_cards(page) == ["wheel", "stone"]
    choice(page, "盐, 酱").click()
    assert shown_cards(page) == ["wheel", "stone", "jar"]
    expect(page.locator("[data-role=results]")).to_have_text("共 3 条")
    choice(page, "1960").click()
    assert shown_cards(page) == ["jar"]
    expect(page.locator("section", has_text="甲")).to_be_hidden()
    expect(choice(page, "1950").locator("[data-role=count]")).to_have_text("2")
    expect(choice(page, "桥")).to_have_attribute("data-count", "0")
    expect(choice(page, "桥")).to_have_attribute("aria-checked", "true")
    page.click("[data-do=clear]")
    assert len(shown_cards(page)) == 4
    expect(page.locator("[data-do=clear]")).to_be_hidden()
    assert "=" not in page.url


def test_an_impossible_choice_is_marked(page_at: Any, served: str) -> None:
    """A value that would leave nothing says 0 and looks it."""
    page = open_page(page_at, f"{served}/browse.html")
    choice(page, "1960").click()
    expect(choice(page, "桥")).to_have_class("empty")
    expect(choice(page, "桥")).to_have_attribute("data-count", "0")


def test_the_back_button_undoes_choices(page_at: Any, site: str) -> None:
    """Each choice is a step that the browser's back key undoes; 返回 leaves the page at once."""
    page = open_page(page_at, f"{site}/index.html")
    page.evaluate(
        "() => { const a = document.createElement('a'); a.href = 'browse.html'; a.id = 'there';"
        " a.textContent = '老物件'; document.querySelector('main').append(a) }"
    )
    page.click("#there")
    choice(page, "桥").click()
    choice(page, "1950").click()
    choice(page, "水利").click()
    assert shown_cards(page) == ["wheel", "stone"]
    page.go_back()
    page.go_back()
    page.wait_for_function("!location.hash.includes('decade')")
    assert shown_cards(page) == ["wheel", "stone"]
    expect(choice(page, "1950")).to_have_attribute("aria-checked", "false")
    page.go_forward()
    expect(choice(page, "1950")).to_have_attribute("aria-checked", "true")
    page.click("[data-action=back]")
    page.wait_for_url("**/index.html")


def test_a_choice_can_be_shared(page_at: Any, site: str) -> None:
    """The address alone brings the same choice back, also when a chat has escaped it further; a
    value that no longer exists is passed over."""
    page = open_page(page_at, f"{site}/browse.html")
    choice(page, "盐, 酱").click()
    choice(page, "桥").click()
    choice(page, "1960").click()
    address = page.url
    other = open_page(page_at, "about:blank")
    other.goto(address)
    assert shown_cards(other) == ["jar"]
    page.goto(f"{site}/index.html")
    page.goto(f"{site}/browse.html#theme=%E6%A1%A5%7Cgone&decade=1950")
    assert shown_cards(page) == ["wheel", "stone"]


def test_facets_by_keyboard(page_at: Any, served: str) -> None:
    """Space and Enter choose; the links say that they are check boxes."""
    page = open_page(page_at, f"{served}/browse.html")
    choice(page, "水利").focus()
    page.keyboard.press("Space")
    assert shown_cards(page) == ["wheel", "bucket"]
    page.keyboard.press("Enter")
    assert len(shown_cards(page)) == 4
    expect(page.get_by_role("checkbox", name="水利")).not_to_be_checked()


@pytest.mark.parametrize(("name", "scripts"), [("browse", False), ("part", True)])
def test_facet_links_are_links(page_at: Any, served: str, name: str, scripts: bool) -> None:
    """Without scripts, and where only some of the records are on the page, they lead on."""
    page = open_page(page_at, f"{served}/{name}.html", java_script_enabled=scripts)
    choice(page, "1950").click()
    page.wait_for_url("**/by-1950.html")
