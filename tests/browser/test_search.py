"""Searching in the built sample: the box of every page, the search page, the pad of initials; by
keyboard and by touch, from the disk and from a host, and when something is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Faults
from tests.browser.pages.village import serve
from tests.browser.site import MadeOnce, Site, make_kiosk, make_site

pytestmark = pytest.mark.browser

AUDIT = (Path(__file__).parent / "audit.js").read_text(encoding="utf-8")
PHONE: dict[str, Any] = {"width": 360, "height": 800, "has_touch": True}
DESK: dict[str, Any] = {"width": 1440, "height": 900, "reduced_motion": "reduce"}
SEARCH = "search/index.html"
FOUND = ".found-group"
HEARD = "Math.max(0, ...[...document.querySelectorAll('audio')].map(m => m.currentTime))"


@pytest.fixture(scope="session")
def site(made_once: MadeOnce) -> Site:
    return make_site(made_once)


@pytest.fixture(params=["file", "http"])
def root(request: pytest.FixtureRequest, site: Site) -> Iterator[str]:
    """The address of the site with its slash, once on the disk and once on a server."""
    if request.param == "file":
        yield f"{site.folder.as_uri()}/"
    else:
        with serve(site.folder) as address:
            yield f"{address}/"


@pytest.fixture
def served(site: Site) -> Iterator[str]:
    with serve(site.folder) as address:
        yield f"{address}/"


def open_search(page: Page, root: str, query: str, rest: str = "") -> None:
    """The search page with a query, once its answer is there."""
    page.goto(f"{root}{SEARCH}?q={quote(query)}{rest}")
    # It says how much there is, or that there is nothing.
    expect(page.get_by_role("status")).to_have_text(re.compile("条目|原文|没有"), timeout=20_000)


def titles(page: Page) -> list[str]:
    """Titles of the names and groups on the page, in order."""
    return page.locator(".found-names b, .found-group h3").all_inner_texts()


# --- from any page ------------------------------------------------------------------------------


def test_a_box_on_every_page_leads_to_records(page_at: Any, root: str) -> None:
    """搜索 in the bar opens a box; arrow keys go through what it offers, Enter opens the record,
    and 返回 leads back."""
    page: Page = page_at(**DESK)
    page.goto(f"{root}about/index.html")
    page.get_by_role("link", name="搜索").click()
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    page.keyboard.insert_text("顾招")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("顾招娣")
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("顾招娣")
    page.get_by_role("link", name="返回").click()
    page.wait_for_url(f"{root}about/index.html")


def test_the_box_closes_and_gives_the_focus_back(page_at: Any, served: str) -> None:
    """Escape closes first what is offered, then the box; the focus is on 搜索 again."""
    page: Page = page_at(**DESK)
    page.goto(f"{served}objects/index.html")
    link = page.get_by_role("link", name="搜索")
    link.press("Enter")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.insert_text("井")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator(".drawer")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".drawer")).to_be_hidden()
    expect(link).to_be_focused()


def test_home_invites_and_enter_searches(page_at: Any, root: str) -> None:
    """Typed at home and sent with Enter, a query opens the search page with what was found: the
    sentence marked, who says it, and a link to the second."""
    page: Page = page_at(**PHONE)
    page.goto(f"{root}index.html")
    page.get_by_role("main").get_by_role("searchbox").or_(
        page.get_by_role("main").get_by_role("combobox")
    ).tap()
    page.keyboard.insert_text("踏水车")
    page.keyboard.press("Enter")
    place = page.locator(".found-place").first
    expect(place.locator("mark").first).to_have_text("踏水车")
    expect(place).to_contain_text("陆水生")
    address = place.locator("a").get_attribute("href") or ""
    assert "interviews/lu-shuisheng-2024/index.html#t=" in address
    place.locator("a").tap()
    expect(page.locator(".turn.passage")).to_contain_text("踏水车")


def test_what_is_said_sounds_then_and_there(page_at: Any, served: str) -> None:
    """The button beside a place plays just that place."""
    page: Page = page_at(**PHONE)
    open_search(page, served, "踏水车")
    button = page.locator(".found-place .clip").first
    start = float(button.get_attribute("data-start") or "nan")
    button.tap()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.wait_for_function(f"{HEARD} > {start}")


# --- however it is typed ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "水车",
        "水車",
        "shuiche",
        "shui che",
        "ｓｈｕｉｃｈｅ",
        "shui车",
        "“水车”",
        "shuǐchē",
        " 水车 ",
    ],
)
def test_one_thing_typed_in_many_ways(page_at: Any, served: str, typed: str) -> None:
    """Traditional, pinyin with spaces or tones, in full width, mixed, quoted: the same places."""
    page: Page = page_at(**DESK)
    open_search(page, served, "水车")
    wanted = titles(page)
    assert "三只水牛都叫阿黑" in wanted
    open_search(page, served, typed)
    assert titles(page) == wanted


@pytest.mark.parametrize(
    ("typed", "first", "told"),
    [
        ("水扯", "民国脚踏水车踏头", "没有“水扯”。读音相近的：水车"),
        ("顾照娣", "顾招娣", "没有“顾照娣”。读音相近的：顾招娣"),
        ("gzd", "顾招娣", "找的是：顾招娣"),
        ("shenamie", "沈阿妹", "没有“shenamie”。相近的名字：沈阿妹"),
        ("沈阿妹水车", "溇里的日脚", "分开来找的：沈阿妹、水车"),
    ],
)
def test_slips_are_understood_and_said(
    page_at: Any, served: str, typed: str, first: str, told: str
) -> None:
    """What nobody says as it was typed is found by its sound, as a name or in parts, and the page
    says so."""
    page: Page = page_at(**DESK)
    open_search(page, served, typed)
    assert titles(page)[0] == first
    expect(page.locator('[data-role="note"]')).to_have_text(told)


def test_half_a_memory_finds_the_place(page_at: Any, served: str) -> None:
    """A phrase with wrong words finds the sentence that was meant, and does not pretend."""
    page: Page = page_at(**DESK)
    open_search(page, served, "桶里有一颗星星")
    expect(page.locator('[data-role="note"]')).to_contain_text("没有一处正好说")
    assert titles(page)[0] == "三步半"


def test_an_input_method_is_left_alone(page_at: Any, served: str) -> None:
    """While characters are being put together nothing is offered and Enter sends nothing."""
    page: Page = page_at(**DESK)
    page.goto(f"{served}{SEARCH}")
    box = page.get_by_role("combobox")
    box.focus()
    client = page.context.new_cdp_session(page)
    client.send("Input.imeSetComposition", {"text": "gu", "selectionStart": 2, "selectionEnd": 2})
    page.wait_for_timeout(400)
    expect(page.get_by_role("listbox")).to_be_hidden()
    client.send("Input.insertText", {"text": "顾"})
    expect(page.get_by_role("option").filter(has_text="顾招娣")).to_be_visible()


def test_what_a_name_ends_in_is_what_it_is_called(page_at: Any, root: str) -> None:
    """溇口茶馆 is a 茶馆: it comes before the evening that is called after one."""
    page: Page = page_at(**DESK)
    page.goto(f"{root}{SEARCH}?q={quote('茶馆')}")
    names = page.locator(".found-names b")
    expect(names.first).to_have_text("溇口茶馆")
    assert "茶馆最后一晚" in names.all_inner_texts()


def test_places_are_kept_for_words_that_take_long(page_at: Any, served: str) -> None:
    """They stand in the order of the rows, which then do not move; ears hear of the end alone."""
    page: Page = page_at(**DESK)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/search/t/*", hold)
    page.goto(f"{served}{SEARCH}?q={quote('水车')}", wait_until="commit")
    coming = page.locator(".found-coming")
    expect(coming.first).to_be_visible()
    kept = coming.locator("h3").all_inner_texts()
    assert kept
    assert coming.first.get_attribute("aria-hidden") == "true"
    assert page.locator(FOUND).count() == coming.count()
    for route in held:
        route.continue_()
    expect(coming).to_have_count(0)
    shown = page.locator(f"{FOUND} h3").all_inner_texts()
    assert [title for title in shown if title in kept] == [
        title for title in kept if title in shown
    ]
    expect(page.locator(".search-status")).to_contain_text("处")


# --- the address, and narrowing -----------------------------------------------------------------


def test_the_address_keeps_the_query_and_back_works(page_at: Any, root: str) -> None:
    """Each query is a step; back shows the one before, box and places, and a second 返回 leaves."""
    page: Page = page_at(**DESK)
    page.goto(f"{root}index.html")
    page.get_by_role("link", name="搜索").click()
    page.goto(f"{root}{SEARCH}?q={quote('水车')}")
    expect(page.locator(FOUND).first).to_be_visible()
    before = titles(page)
    box = page.get_by_role("combobox")
    box.fill("双眼井")
    box.press("Enter")
    expect(page.locator(".found-names b").first).to_have_text("双眼井")
    assert quote("双眼井") in page.url
    page.go_back()
    expect(box).to_have_value("水车")
    expect(page.locator(".found-names b").first).to_have_text(before[0])
    page.reload()
    expect(page.locator(".found-names b").first).to_have_text(before[0])
    assert titles(page) == before


def test_kinds_narrow_without_a_request(page_at: Any, served: str) -> None:
    """Choosing a kind leaves records of that kind, asks for no more than their own texts, and
    stands in the address."""
    page: Page = page_at(**DESK)
    open_search(page, served, "井")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    kind = page.get_by_role("checkbox", name="老照片")
    kind.click()
    expect(kind).to_have_attribute("aria-checked", "true")
    expect(page.locator(FOUND)).to_have_count(1)
    assert all(
        "老照片" in text
        for text in page.locator(".found-about, .found-names small").all_inner_texts()
    )
    assert not [url for url in asked if "/p/" in url or "facets" in url]
    assert "kind=photos" in page.url
    page.reload()
    expect(kind).to_have_attribute("aria-checked", "true")
    expect(page.locator(FOUND)).to_have_count(1)
    page.get_by_role("button", name="全部").click()
    expect(page.locator(FOUND).nth(2)).to_be_visible()


def test_decades_people_and_places_narrow(page_at: Any, root: str) -> None:
    """The other conditions come when they are asked for; the page says when nothing is left."""
    page: Page = page_at(**DESK)
    open_search(page, root, "井")
    page.get_by_role("button", name="按年代、人物、地点再筛").click()
    sound = page.locator('[data-value^="sound="]')
    sound.click()
    expect(sound).to_have_attribute("aria-checked", "true")
    expect(page.locator(".found-place .no-voice")).to_have_count(0)
    decade = page.locator('[data-value^="decade="]').first
    number = int(decade.locator("small").inner_text())
    decade.click()
    expect(decade).to_have_attribute("aria-checked", "true")
    expect(page.locator(FOUND).first).to_be_visible()
    assert page.locator(FOUND).count() <= number
    assert "decade=" in page.url
    page.get_by_role("button", name="全部").click()
    expect(page.locator(".search-narrow [aria-checked=true]")).to_have_count(0)


def test_an_address_keeps_who_was_chosen(page_at: Any, root: str) -> None:
    """A person is named in the address by their id, which means the same in the next build; the
    address alone chooses them again, by name."""
    page: Page = page_at(**DESK)
    open_search(page, root, "井")
    page.get_by_role("button", name="按年代、人物、地点再筛").click()
    page.locator('[data-value^="person="]').first.click()
    expect(page.locator('[data-value^="person="][aria-checked=true]')).to_have_count(1)
    assert "person=people%2F" in page.url
    other: Page = page_at(**DESK)
    other.goto(page.url)
    chosen = other.locator('[data-value^="person="][aria-checked=true]')
    expect(chosen).to_have_count(1)
    assert "people/" not in chosen.inner_text()


# --- nothing found, nothing typed, something missing -------------------------------------------


def test_nothing_found_offers_ways_on(page_at: Any, served: str) -> None:
    """What is nowhere is said so plainly, and the ways in are there."""
    page: Page = page_at(**PHONE)
    page.goto(f"{served}{SEARCH}?q={quote('zzzz')}")
    expect(page.get_by_role("status")).to_have_text("没有找到“zzzz”。")
    expect(page.locator(".search-ways .ways")).to_be_visible()


def test_every_kind_that_is_found_has_its_name(page_at: Any, served: str) -> None:
    """Scenes and sketches as well as people: a button without a word says nothing."""
    page: Page = page_at(**PHONE)
    page.goto(f"{served}{SEARCH}?q={quote('阿炳')}")
    expect(page.locator(FOUND).first).to_be_visible()
    named = page.locator(".facet-value").all_inner_texts()
    assert len(named) >= 9
    assert not [one for one in named if not re.match(r"\D*[\u4e00-\u9fff]", one)]


def test_without_scripts_the_page_leads_on(page_at: Any, root: str) -> None:
    """搜索 leads to a page with the ways in by kind, people, places and decades."""
    page: Page = page_at(**PHONE, java_script_enabled=False)
    page.goto(f"{root}objects/index.html")
    page.get_by_role("link", name="搜索").click()
    expect(page.locator(".search-ways .ways a").nth(7)).to_be_visible()
    for words in ("常被说起的人", "常被说起的地方", "按年代找"):
        expect(page.get_by_role("heading", name=words)).to_be_visible()
    page.locator(".search-ways .chips a").first.click()
    expect(page.locator("[data-card]").first).to_be_visible()


def test_a_missing_file_is_said(page_at: Any, served: str, faults: Faults) -> None:
    """When the network fails in the middle, the page says so, and searching again works again."""
    page: Page = page_at(**DESK)
    faults.expect("ERR_FAILED")
    isolated = {"on": True}

    def cut(route: Route) -> None:
        route.abort() if isolated["on"] else route.continue_()

    page.route("**/search/p/**", cut)
    page.goto(f"{served}{SEARCH}?q={quote('水车')}")
    expect(page.get_by_role("status")).to_contain_text("现在搜不了")
    expect(page.locator(".search-ways .ways")).to_be_visible()
    isolated["on"] = False
    box = page.get_by_role("combobox")
    box.fill("水车")
    box.press("Enter")
    expect(page.locator(FOUND).first).to_be_visible()


@pytest.mark.parametrize(
    "typed",
    [
        "<img src=x onerror=alert(1)>",
        "</script><script>document.title='x'</script>",
        "\ud800顾招娣\udfff",
        "井" * 10_000,
        "\x00\x01\x1b[31m",
        "__proto__ constructor toString",
        '"""“““',
        "%E0%A4%A",
        "a\u0301\u0327" * 200,
    ],
)
def test_hostile_queries_break_nothing(page_at: Any, served: str, typed: str) -> None:
    """Whatever is typed is text and stays text; the page goes on working afterwards."""
    page: Page = page_at(**PHONE)
    page.goto(f"{served}{SEARCH}")
    title = page.title()
    page.evaluate(
        """async typed => {
          const box = document.querySelector('main input');
          box.focus();
          box.value = typed;
          box.dispatchEvent(new Event('input'));
          await new Promise(done => setTimeout(done, 300));
          box.form.requestSubmit();
        }""",
        typed,
    )
    expect(page.get_by_role("status")).not_to_have_text("")
    assert page.title() == title
    assert page.locator("main img[src=x], main script:not([type]):not([src])").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.get_by_role("combobox")
    box.fill("水车")
    box.press("Enter")
    expect(page.locator("mark").first).to_have_text("水车")


# --- by hand, and to look at --------------------------------------------------------------------


def test_the_museum_finds_without_a_keyboard(page_at: Any, made_once: MadeOnce) -> None:
    """On the museum's screen the pad of initials is open; letters that lead nowhere are marked,
    and two taps offer the person."""
    page: Page = page_at(1080, 1920, has_touch=True)
    with serve(make_kiosk(made_once).folder) as address:
        page.goto(f"{address}/{SEARCH}")
        for letter in "GZ":
            page.locator(".pad").get_by_role("button", name=letter, exact=True).tap()
        expect(page.get_by_role("option").first).to_contain_text("顾招娣")
        pale = page.locator('.pad-key[aria-disabled="true"]').all_inner_texts()
        assert "Q" in pale
        assert "D" not in pale
        page.get_by_role("option").first.tap()
        expect(page.locator("h1")).to_have_text("顾招娣")


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize(
    ("width", "height", "step"), [(320, 640, 0), (360, 800, 2), (1440, 900, 0), (1080, 1920, 1)]
)
def test_answers_can_be_read_and_hit(
    page_at: Any, served: str, language: str, width: int, height: int, step: int
) -> None:
    """Places, names, conditions and pad keep to the criteria at every size: nothing too wide, too
    small, too faint or nameless."""
    page: Page = page_at(width, height, has_touch=True)
    page.add_init_script(AUDIT)
    page.add_init_script(f"localStorage.setItem('pintu-step', '{step}')")
    page.goto(f"{served}{language}{SEARCH}?q={quote('井')}")
    expect(page.locator(FOUND).nth(3)).to_be_visible()
    page.locator(".search-narrow > button").first.click()
    expect(page.locator(".search-narrow fieldset").nth(2)).to_be_visible()
    page.locator('[data-do="pad"]').click()
    page.get_by_role("combobox").fill("gu")
    expect(page.get_by_role("option").first).to_be_visible()
    least = (18, 22, 28)[step]
    measures = (
        "tooWide()", "cutText()", "smallTargets()", f"smallText({least})", "faintText()",
        "faintControls()", "nameless()", "headings()",
    )  # fmt: skip
    for measure in measures:
        assert page.evaluate(f"audit.{measure}") == [], measure


def test_the_first_answer_costs_few_files(page_at: Any, served: str) -> None:
    """A first query loads the head, a file or two of postings, and a text for each group."""
    page: Page = page_at(**PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_search(page, served, "水车")
    files = [
        url.split("/search/")[1]
        for url in asked
        if "/search/" in url and "/search/index" not in url
    ]
    assert [name for name in files if name.startswith("head.js")] == ["head.js"]
    assert len([name for name in files if name.startswith("p/")]) == 1
    assert not [name for name in files if name.startswith(("chars", "facets", "y/", "simplified"))]
    assert len([name for name in files if name.startswith("t/")]) <= 5
