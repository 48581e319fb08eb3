"""The criteria of the design, measured on the built sample in a real browser: every kind of page,
rich and plain, in every interface language."""

from __future__ import annotations

import gzip
import json
import re
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request, expect

from archive.publish.favicon import draw_favicon
from tests.browser.conftest import Faults
from tests.browser.crawl import crawl, crawl_page, resolve
from tests.browser.pages.village import serve
from tests.browser.search_files import read_payload
from tests.browser.site import (
    KINDS,
    LANGUAGES,
    MadeOnce,
    Site,
    in_language,
    make_kiosk,
    make_site,
)

pytestmark = pytest.mark.browser

AUDIT = (Path(__file__).parent / "audit.js").read_text(encoding="utf-8")
STEPS = (18, 22, 28)
"""Size of running text at each step, px."""
WINDOWS = ((320, 640, 0), (360, 740, 2), (390, 844, 1), (1080, 1920, 0), (1440, 900, 0))
"""Width, height and step of type at which pages are measured."""
STORY_BYTES = 300_000
MINUTE_BYTES = 500_000
FIXED_WORDS = {
    "zh-Hans": ("首页", "返回", "搜索", "字号"),
    "zh-Hant": ("首頁", "返回", "搜尋", "字號"),
    "en": ("Home", "Back", "Search", "Type size"),
}


@pytest.fixture(scope="session")
def site(made_once: MadeOnce) -> Site:
    return make_site(made_once)


@pytest.fixture(params=["web", "kiosk"])
def channel(request: pytest.FixtureRequest, made_once: MadeOnce) -> Site:
    """The site as published, and as the museum's screen shows it."""
    return make_site(made_once) if request.param == "web" else make_kiosk(made_once)


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    with serve(site.folder) as found:
        yield found


def pages_to_measure(site: Site) -> list[str]:
    """Everything in the first language, the main pages in English, whose words are longer, and
    two in traditional characters, whose words are as long."""
    others = [in_language(path, "en") for path in site.main_ones().values()]
    others += [in_language(path, "zh-Hant") for path in ("index.html", site.richest("objects"))]
    return [*dict.fromkeys([*site.one_of_each().values(), *others])]


def measure_page(page: Page) -> dict[str, list[str]]:
    """What is wrong with an open page, by measure; sizes are tried one after the other."""
    found: dict[str, list[str]] = {}
    for width, height, step in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("step => { document.documentElement.dataset.step = step }", str(step))
        wrong = page.evaluate(
            "least => ({tooWide: audit.tooWide(), cutText: audit.cutText(),"
            " smallTargets: audit.smallTargets(), smallText: audit.smallText(least)})",
            STEPS[step],
        )
        for measure, sentences in wrong.items():
            at = f"{width} px, step {step}: "
            found.setdefault(measure, []).extend(at + sentence for sentence in sentences)
    once = ("faintText", "faintControls", "headings", "landmarks", "nameless", "brokenPictures")
    for measure in once:
        found[measure] = page.evaluate(f"audit.{measure}()")
    return found


@pytest.fixture(scope="session")
def measured(site: Site, made_once: MadeOnce, browser: Browser) -> dict[str, dict[str, list[str]]]:
    """Page -> measure -> what is wrong. Pages are opened from the disk, once for a test run."""

    def write_measures(folder: Path) -> None:
        context = browser.new_context(locale="zh-CN", has_touch=True, service_workers="block")
        context.add_init_script(AUDIT)
        faults = Faults()
        faults.watch(context)
        page = context.new_page()
        found = {}
        for path in pages_to_measure(site):
            page.goto((site.folder / path).as_uri())
            found[path] = measure_page(page)
            found[path]["faults"] = [*faults]
            faults.clear()
        context.close()
        (folder / "measures.json").write_text(json.dumps(found), encoding="utf-8")

    folder = made_once("measures", write_measures)
    found: dict[str, dict[str, list[str]]] = json.loads((folder / "measures.json").read_text())
    return found


def assert_none(wrong: Counter[str] | list[str], what: str) -> None:
    """Fails with the commonest faults."""
    counted = Counter(wrong)
    told = "\n".join(f"{number} × {fault}" for fault, number in counted.most_common(12))
    assert not counted, f"{what}:\n{told}"


def assert_measured(measured: dict[str, dict[str, list[str]]], measure: str, what: str) -> None:
    wrong = [f"{fault} [{path}]" for path, found in measured.items() for fault in found[measure]]
    assert_none(wrong, what)


# --- the measures themselves --------------------------------------------------------------------

FAULTY = """<!doctype html><html><head><style>
body { margin: 0; font: 18px/1.7 sans-serif; color: #222; background: #fff }
.square { width: 60px; height: 60px; border: 0; background: #eee }
</style></head><body><header></header><main><div>
<h2>早</h2><h4>跳</h4><div class="prose"><p style="font-size:14px;line-height:1.2">小字</p>
<p style="color:#999">淡</p></div><div style="width:2000px">宽</div>
<div style="width:40px;overflow:hidden;white-space:nowrap">一行很长的字</div>
<a href="#x" style="display:block;width:30px;height:20px">小</a><button class="square"></button>
<img src="data:image/png;base64,AAAA"><nav>无名</nav><label for="nowhere">无</label>
</div></main></body></html>"""


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("tooWide()", "page is 2000"),
        ("cutText()", "in 40"),
        ("smallTargets()", "< 44"),
        ("smallText(18)", "14.0px < 18"),
        ("smallText(18)", "line height 1.20"),
        ("faintText()", "< 7"),
        ("faintControls()", "< 3"),
        ("headings()", "0 h1"),
        ("headings()", "h2 then h4"),
        ("landmarks()", "0 × body > footer"),
        ("landmarks()", "nameless nav"),
        ("landmarks()", "no lang"),
        ("nameless()", "no alt"),
        ("nameless()", "no name: button"),
        ("nameless()", "for to nowhere"),
    ],
)
def test_each_measure_sees_its_fault(page_at: Any, measure: str, said: str) -> None:
    """A page with one fault of each sort is found wrong by every measure."""
    page: Page = page_at(400, 800)
    page.set_content(FAULTY)
    page.evaluate(AUDIT)
    assert any(said in sentence for sentence in page.evaluate(f"audit.{measure}"))


# --- E1, E2, E3: to be read and to be hit -------------------------------------------------------


def test_no_page_is_wider_than_its_window(measured: Any) -> None:
    """Nothing scrolls sideways at 320 px, nor at 360 px with the largest type, nor elsewhere, and
    no words are cut off by their box."""
    assert_measured(measured, "tooWide", "wider than the window")
    assert_measured(measured, "cutText", "cut off")


def test_running_text_is_large_and_airy(measured: Any) -> None:
    """Running text has the size of its step and a line height of 1.5 or more; nothing that is to
    be read is below 16 px."""
    assert_measured(measured, "smallText", "too small or too tight")


def test_words_and_controls_stand_out(measured: Any) -> None:
    """Every word stands 7:1 against what is behind it, words on buttons 4.5:1, and the shapes of
    controls 3:1."""
    assert_measured(measured, "faintText", "too faint")
    assert_measured(measured, "faintControls", "too faint")


def test_targets_can_be_hit(measured: Any) -> None:
    """Primary controls measure 60 px or more each way, all other targets 44; links in sentences
    are as large as their words."""
    assert_measured(measured, "smallTargets", "too small to hit")


@pytest.mark.parametrize("way", ["file", "http"])
def test_type_grows_by_one_tap_and_stays(page_at: Any, site: Site, address: str, way: str) -> None:
    """字号 takes running text to 22, 28 and back to 18 px; the next page opens as the last was."""
    root = site.folder.as_uri() if way == "file" else address
    story = site.richest("places")
    page: Page = page_at(390, 844, has_touch=True)
    page.goto(f"{root}/{story}")
    body = "parseFloat(getComputedStyle(document.body).fontSize)"
    assert round(page.evaluate(body)) == STEPS[0]
    seen = []
    for _ in STEPS:
        page.tap("[data-action=type-size]")
        seen.append(round(page.evaluate(body)))
    assert seen == [STEPS[1], STEPS[2], STEPS[0]]
    page.tap("[data-action=type-size]")
    page.tap("[data-action=type-size]")
    page.goto(f"{root}/{site.richest('objects')}")
    assert round(page.evaluate(body)) == STEPS[2]


# --- structure ----------------------------------------------------------------------------------


def test_pages_are_well_made_for_ears(measured: Any) -> None:
    """One h1, headings that skip no level, landmarks, names for all controls, words for all
    pictures."""
    for measure in ("headings", "landmarks", "nameless"):
        assert_measured(measured, measure, measure)


def test_pictures_show(measured: Any) -> None:
    """No picture is broken."""
    assert_measured(measured, "brokenPictures", "broken pictures")


def test_browser_has_nothing_to_repair(page_at: Any, site: Site) -> None:
    """A browser builds from every page exactly the elements that its source nests: no tag is
    unclosed, misplaced or closed twice."""
    page: Page = page_at(390, 844)
    page.goto("about:blank")
    page.evaluate(AUDIT)
    for path in pages_to_measure(site):
        read = crawl_page(site.read(path))
        built = page.evaluate("source => audit.tree(source)", site.read(path))
        differ = [pair for pair in zip(read.elements, built, strict=False) if pair[0] != pair[1]]
        assert not read.faults, f"{path}: {read.faults[:3]}"
        assert not differ, f"{path}: written and built differ at {differ[0]}"
        assert len(read.elements) == len(built), path


def test_the_strict_reader_sees_faults() -> None:
    """A page that a browser would have to repair is no clean page."""
    assert crawl_page("<p><b>x</p></b>").faults
    assert crawl_page("<div/>").faults
    assert crawl_page("<div>").faults
    assert crawl_page('<p class="a" class="b"></p>').faults
    assert crawl_page('<a href="x" target="_blank">x</a>').faults
    assert not crawl_page("<p>a<br>b</p>").faults


def test_all_links_lead_to_files(channel: Site) -> None:
    """In every page of the site every link is relative, names a file that is there, and a place
    in it that is there. Nothing leads out of the site or opens a window."""
    pages = crawl(channel.folder)
    wrong = []
    for path, page in pages.items():
        wrong += [f"{fault} [{path}]" for fault in page.faults]
        for link in page.links:
            if link.startswith("data:image/"):
                continue
            try:
                target, fragment = resolve(link, page=path)
            except ValueError as error:
                wrong.append(f"{error} [{path}]")
                continue
            if not (channel.folder / target).is_file():
                wrong.append(f"leads nowhere: {link} [{path}]")
            elif (
                fragment
                and not fragment.startswith(("t=", "q="))
                and fragment not in pages[target].ids
            ):
                wrong.append(f"no such place: {link} [{path}]")
    assert_none(wrong, "links")


@pytest.mark.parametrize(
    "link", ["https://x.example/", "//x.example/a", "/a.html", "?q=1", "../../a.html", "mailto:a"]
)
def test_the_crawl_sees_links_that_leave(link: str) -> None:
    """An address that leaves the site, or works only on one server, is refused."""
    with pytest.raises(ValueError, match=r"site|server"):
        resolve(link, page="people/index.html")


def test_every_file_is_reached(channel: Site) -> None:
    """No file lies in the site that no page leads to, but what programs ask for by its name: what
    is not shown is not there."""
    pages = crawl(channel.folder)
    reached = {"index.html", "sitemap.xml", "favicon.ico"}
    for path, page in pages.items():
        links = (link for link in page.links if not link.startswith("data:"))
        reached |= {resolve(link, page=path)[0] for link in links}
    lying = {path.relative_to(channel.folder).as_posix() for path in channel.files()} - reached
    # The search's script asks for its data by name, and shows the small pictures named there.
    for path in sorted(channel.folder.glob("search/u/*.js")):
        lying -= {row[3] for row in read_payload(path)[1]}
    lying = {path for path in lying if not re.fullmatch(r"search/.+\.js", path)}
    assert not lying, f"nobody leads to {sorted(lying)[:8]}"


def test_a_file_opened_bare_has_its_seal(channel: Site) -> None:
    """Browsers ask for the icon at the root when a picture or a sound is opened by itself."""
    assert (channel.folder / "favicon.ico").read_bytes() == draw_favicon()


def test_every_page_says_what_it_must(channel: Site) -> None:
    """Every page names its language, says that the village is invented, uses each id once, and
    every record's page carries structured data that parses."""
    settings = (Path(__file__).parents[2] / "mkdocs.yml").read_text(encoding="utf-8")
    notices = {"en": _setting(settings, "notice_en")}
    wrong = []
    for path, page in crawl(channel.folder).items():
        first = path.split("/")[0]
        language = first if first in LANGUAGES[1:] else LANGUAGES[0]
        if page.language != language:
            wrong.append(f"lang is {page.language}, not {language} [{path}]")
        if notices.get(language, _setting(settings, "notice")) not in page.text:
            wrong.append(f"no notice [{path}]")
        wrong += [f"id twice: {name} [{path}]" for name, n in Counter(page.ids).items() if n > 1]
        is_record = re.search(rf"(^|/)({'|'.join(KINDS)})/[^/]+/index\.html$", path)
        if is_record and not any("schema.org" in str(data) for data in page.structured):
            wrong.append(f"no structured data [{path}]")
        if re.search(r"\{\{|\{%|\bundefined\b|\bNone\b", page.text):
            wrong.append(f"a template shows through [{path}]")
    assert_none(wrong, "pages")


def _setting(settings: str, name: str) -> str:
    found = re.search(rf"^\s*{name}: (.+)$", settings, re.MULTILINE)
    assert found, f"the sample's mkdocs.yml has no {name}"
    return found[1].strip()


def test_interface_is_in_its_language(site: Site) -> None:
    """The English pages have no Chinese in what the program itself says, and the traditional ones
    none of the simplified words of the bar."""
    for path in site.main_ones().values():
        english = site.read(in_language(path, "en"))
        english = re.sub(r'<section class="leaf"[^>]*>', "", english)
        # What people and records say stays as it is; labels are the program's.
        labels = re.findall(r"<(?:dt|legend)[^>]*>([^<]+)</(?:dt|legend)>", english)
        labels += re.findall(r'aria-label="([^"“]+)"', english)
        headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", english)
        if "page-editorial" not in english and "home-editorial" not in english:
            labels += headings
        chinese = [label for label in labels if re.match(r"[\u4e00-\u9fff]", label)]
        assert not chinese, f"{path}: {chinese[:5]}"


# --- E4: by keyboard ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["home", "objects list", "plain interviews", "rich photos", "rich documents", "about"]
)
def test_all_is_reached_by_keyboard(page_at: Any, site: Site, name: str) -> None:
    """Tab goes to every control there is, in no trap, each with a focus that can be seen and is
    covered by neither bar nor player."""
    page: Page = page_at(1280, 800, reduced_motion="reduce")
    page.add_init_script(AUDIT)
    page.goto((site.folder / site.one_of_each()[name]).as_uri())
    wanted = page.evaluate("audit.reachable()")
    seen: set[str] = set()
    wrong = []
    for _ in range(len(wanted) + 20):
        page.keyboard.press("Tab")
        focus = page.evaluate("audit.focused()")
        if focus is None:
            break
        wrong += focus["faults"]
        seen.add(str(focus["number"]))
    missed = [text for number, text in enumerate(wanted) if str(number) not in seen]
    assert not missed, f"never reached: {missed[:6]}"
    assert_none(wrong, "focus")


# --- E5: nothing unasked ------------------------------------------------------------------------


def test_pages_from_the_disk_do_nothing_unasked(measured: Any) -> None:
    """From file:// no page asks another host for anything or complains in the console."""
    assert_measured(measured, "faults", "unasked")


def test_served_pages_do_nothing_unasked(page_at: Any, site: Site, address: str) -> None:
    """Over http no page asks another host, sets a cookie, plays by itself or opens anything, and
    no sound is loaded before it is asked for."""
    page: Page = page_at(390, 844)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    opened: list[object] = []

    def close(dialog: Dialog) -> None:
        opened.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", close)
    page.on("popup", lambda popup: opened.append(popup))
    for path in site.main_ones().values():
        page.goto(f"{address}/{path}")
        playing = "[...document.querySelectorAll('audio, video')].filter(m => !m.paused).length"
        assert page.evaluate(playing) == 0, path
        assert page.evaluate("document.querySelectorAll('[autoplay]').length") == 0, path
    assert page.context.cookies() == []
    assert not opened
    assert not [url for url in loaded if re.search(r"\.(mp3|mp4|m4a)$", url)]


# --- E6: near, and always in the same place -----------------------------------------------------


def playing_time(page: Page) -> str:
    return "Math.max(0, ...[...document.querySelectorAll('audio, video')].map(m => m.currentTime))"


def wait_for_a_voice(page: Page) -> None:
    """Until some sound has really gone on."""
    page.wait_for_function(f"{playing_time(page)} > 0.3 || window.heardOnce")
    start = page.evaluate(playing_time(page))
    page.wait_for_function(f"{playing_time(page)} > {start} + 0.2")


@pytest.mark.parametrize("way", ["file", "http"])
def test_one_tap_from_home_to_a_voice(page_at: Any, site: Site, address: str, way: str) -> None:
    """The first button of the home page plays a voice."""
    page: Page = page_at(390, 844, has_touch=True)
    page.goto(f"{site.folder.as_uri() if way == 'file' else address}/index.html")
    page.locator("main button.clip").first.tap()
    wait_for_a_voice(page)


def test_three_taps_from_home_to_any_voice(page_at: Any, site: Site, address: str) -> None:
    """Home, the list of interviews, an interview, play: the voice goes on, and what it says is
    marked."""
    page: Page = page_at(390, 844, has_touch=True)
    page.goto(f"{address}/index.html")
    page.locator(".ways a[href*=interviews]").tap()
    page.locator(".tiles a.tile", has=page.locator("xpath=../button[@data-clip]")).last.tap()
    page.locator(".player [data-do=play]").tap()
    wait_for_a_voice(page)


def test_every_play_button_plays(page_at: Any, site: Site, address: str) -> None:
    """On every main page each button that shows a triangle starts a sound: none is dead."""
    page: Page = page_at(1280, 900)
    for path in site.main_ones().values():
        page.goto(f"{address}/{path}")
        for button in page.locator("button[data-clip]:visible").all()[:3]:
            button.click()
            expect(button).to_have_attribute("aria-pressed", "true")
            button.click()
            expect(button).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize(
    ("language", "width", "height"),
    [("zh-Hans", 360, 740), ("zh-Hans", 1440, 900), ("zh-Hant", 390, 844), ("en", 360, 740)],
)
def test_the_bar_stands_still(
    page_at: Any, site: Site, language: str, width: int, height: int
) -> None:
    """首页, 返回, 搜索 and 字号 are in the same place with the same words on every page, and stay
    there when the page is scrolled."""
    page: Page = page_at(width, height)
    place = """() => [...document.querySelectorAll('.bar-item')].map(item => {
      const {x, y, width, height} = item.getBoundingClientRect();
      return [item.textContent.trim(), ...[x, y, width, height].map(Math.round)] })"""
    places = {}
    for path in site.main_ones().values():
        page.goto((site.folder / in_language(path, language)).as_uri())
        page.evaluate("scrollTo({top: 600, behavior: 'instant'})")
        places[path] = page.evaluate(place)
    first = places["index.html"]
    assert tuple(item[0] for item in first) == FIXED_WORDS[language]
    moved = [path for path, found in places.items() if found != first]
    assert not moved, f"the bar differs on {moved}"


# --- E7: text and voice -------------------------------------------------------------------------


def test_every_recording_has_words_and_every_story_a_voice(site: Site) -> None:
    """A page with a recording has its words, or its chapters, or says that they are not written
    yet; a page whose words have times lets them be heard, or says why not."""
    heard = 0
    for path in site.records("interviews"):
        source = site.read(path)
        has_voice = "data-player" in source
        heard += has_voice
        words = 'class="turns"' in source or 'class="segments-index"' in source
        if has_voice:
            assert words or "文字还没有整理出来" in source or "The words have not" in source, path
        if re.search(r'class="turn[^"]*"[^>]*data-start', source):
            assert has_voice or "sealed-note" in source, f"words with times and no voice: {path}"
        for address in re.findall(r'(?:data-)?src="([^"]+\.mp3)', source):
            assert (site.folder / resolve(address, page=path)[0]).is_file(), path
    assert heard > 3, "hardly anything in the sample can be heard"


def test_dialect_says_so_and_has_its_mandarin(site: Site) -> None:
    """A transcript in dialect carries its language; lines in Mandarin beside it carry theirs."""
    for path in site.having("interviews", 'class="mandarin"'):
        source = site.read(path)
        assert re.search(r'<ol class="turns"[^>]* lang="[a-z-]+', source), path
        lines = re.findall(r'<p class="mandarin"([^>]*)>', source)
        assert all('lang="zh-Hans"' in line for line in lines), path


# --- E8: light ----------------------------------------------------------------------------------


TOGETHER = 6
"""Pages opened at once: most of the time is spent waiting for nothing more to be asked for."""


def sent_bytes(path: Path) -> int:
    """As sent by a server that compresses text."""
    data = path.read_bytes()
    is_text = path.suffix in {".html", ".css", ".js", ".json", ".vtt", ".txt"}
    return len(gzip.compress(data, 6)) if is_text else len(data)


def ask_for(phone: BrowserContext, address: str, paths: Sequence[str]) -> dict[str, set[str]]:
    """Page -> all that a phone asks for to show it, before it is touched."""
    asked: dict[str, set[str]] = {}

    def open_page(path: str) -> Page:
        def note(request: Request) -> None:
            if request.url.startswith(f"{address}/"):
                asked[path].add(unquote(request.url.removeprefix(f"{address}/")))

        asked[path] = set()
        page = phone.new_page()
        page.on("request", note)
        page.goto(f"{address}/{path}", wait_until="commit")
        return page

    for first in range(0, len(paths), TOGETHER):
        together = paths[first : first + TOGETHER]
        for path, page in [(path, open_page(path)) for path in together]:
            page.wait_for_load_state("load")
            known = -1
            while known != len(asked[path]):  # until nothing more is asked for
                known = len(asked[path])
                page.wait_for_timeout(400)
            page.close()
    return asked


def assert_light(phone: BrowserContext, site: Site, address: str, paths: Sequence[str]) -> None:
    """Every one of these pages costs a phone 300 KB or less."""
    wrong = []
    for path, files in ask_for(phone, address, paths).items():
        sizes = {name: sent_bytes(site.folder / name) for name in sorted(files)}
        assert {Path(name).suffix for name in sizes} >= {".html", ".css", ".js"}, path
        if sum(sizes.values()) > STORY_BYTES:
            wrong.append(f"{path}: {sum(sizes.values())} bytes, {sizes}")
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def phone(browser: Browser, faults: Faults) -> Iterator[BrowserContext]:
    """A small phone with two dots to the pixel."""
    context = browser.new_context(
        viewport={"width": 360, "height": 800},
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
        locale="zh-CN",
        service_workers="block",
    )
    context.set_default_timeout(30_000)
    faults.watch(context)
    yield context
    context.close()


def heaviest(site: Site, kind: str) -> list[str]:
    """The pages of a kind that may well cost the most: by their source and all its pictures."""

    def weight(path: str) -> int:
        pictures = set(re.findall(r'<img[^>]* src="([^"]+)"', site.read(path)))
        files = [site.folder / resolve(picture, page=path)[0] for picture in pictures]
        return sent_bytes(site.folder / path) + sum(file.stat().st_size for file in files)

    return sorted(site.records(kind), key=weight)[-TOGETHER:]


@pytest.mark.parametrize("kind", KINDS)
def test_a_story_is_light(phone: BrowserContext, site: Site, address: str, kind: str) -> None:
    """The heaviest pages of every kind cost a phone 300 KB or less before anything is played."""
    assert_light(phone, site, address, heaviest(site, kind))


def test_ways_in_are_light(phone: BrowserContext, site: Site, address: str) -> None:
    """The home page, about and every list cost 300 KB or less before anybody scrolls."""
    lists = [f"{kind}/index.html" for kind in KINDS]
    assert_light(phone, site, address, ["index.html", "about/index.html", *lists])


def test_the_scale_weighs_all_that_is_sent(
    phone: BrowserContext, site: Site, address: str, tmp_path: Path
) -> None:
    """A picture that a page loads is counted, and one too many is told."""
    path = site.having("photos", "<figure")[0]
    asked = ask_for(phone, address, [path])[path]
    assert any(name.endswith(".jpg") for name in asked)
    heavy = Site(tmp_path)
    for name in asked:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(bytes(STORY_BYTES + 1 if name.endswith(".jpg") else 1))
    with pytest.raises(AssertionError, match="bytes"):
        assert_light(phone, heavy, address, [path])


CHOSEN = """pictures => pictures.map(picture => {
    const offered = picture.srcset.split(', ').map(one => one.split(' '));
    const widths = offered.map(([, width]) => parseInt(width));
    const own = offered.find(([url]) => new URL(url, document.baseURI).href === picture.currentSrc);
    const width = own ? parseInt(own[1]) : 0;
    return {shown: picture.clientWidth, width, isWidest: width === Math.max(...widths)};
})"""
"""Of each picture: how wide it is shown, and how wide the file is that the browser chose."""


@pytest.mark.parametrize("dots", [2, 3])
@pytest.mark.parametrize("kind", ["places", "objects", "photos", "documents"])
def test_pictures_are_as_fine_as_a_phone_can_show(
    page_at: Any, site: Site, kind: str, dots: int
) -> None:
    """Light is not blurred: a picture across the phone has two dots to the pixel or more, and no
    more than three, whatever the screen could take."""
    page: Page = page_at(360, 800, device_scale_factor=dots, is_mobile=True, has_touch=True)
    page.goto((site.folder / site.richest(kind, "<figure")).as_uri())
    first = page.locator(".plate img[srcset]").first
    first.scroll_into_view_if_needed()
    page.wait_for_function("picture => picture.currentSrc", arg=first.element_handle())
    chosen = first.evaluate(f"picture => ({CHOSEN})([picture])[0]")
    fineness = chosen["width"] / chosen["shown"]
    assert fineness <= 3, chosen
    assert fineness >= 2 or chosen["isWidest"], chosen


@pytest.mark.parametrize("kind", ["people", "objects", "places", "documents"])
def test_pictures_side_by_side_are_fine_enough(page_at: Any, site: Site, kind: str) -> None:
    """In a list of two columns pictures have two dots to the pixel, and hardly more."""
    page: Page = page_at(360, 800, device_scale_factor=2, is_mobile=True, has_touch=True)
    page.goto((site.folder / f"{kind}/index.html").as_uri())
    page.wait_for_function("document.querySelector('.tile-picture img[srcset]').currentSrc")
    chosen = page.locator(".tile-picture img[srcset]").first.evaluate(
        f"picture => ({CHOSEN})([picture])[0]"
    )
    assert 1.9 <= chosen["width"] / chosen["shown"] <= 2.5, chosen


def test_sound_is_light_and_says_so(site: Site) -> None:
    """A minute of sound is half a megabyte or less, and the page says how long and how large."""
    for path in site.having("interviews", "data-player"):
        source = site.read(path)
        seconds = float(re.search(r'data-seconds="([\d.]+)"', source)[1])  # type: ignore[index]
        sound = re.search(r'<audio[^>]* src="([^"]+)"', source)
        if sound is not None:
            size = (site.folder / resolve(sound[1], page=path)[0]).stat().st_size
            assert size <= MINUTE_BYTES * seconds / 60 + 2000, path
        head = source[source.index('class="byline"') : source.index("data-player")]
        assert re.search(r"\d+ (分|秒)", head), f"no length: {path}"
        assert re.search(r"[\d.]+ (MB|KB)", head), f"no size: {path}"


# --- without scripts, without network, on paper -------------------------------------------------


def test_without_scripts_nothing_is_dead(page_at: Any, site: Site) -> None:
    """With scripts off every page shows its words, no button that would do nothing, and the
    browser's own player where there is a voice."""
    page: Page = page_at(390, 844, java_script_enabled=False)
    for path in site.main_ones().values():
        page.goto((site.folder / path).as_uri())
        expect(page.locator("h1")).to_be_visible()
        assert page.locator("button:visible, input:not(.narrow):visible").count() == 0, path
        expect(page.locator("main")).not_to_be_empty()
        if "data-player" in site.read(path):
            expect(page.locator(".player audio[controls], video[controls]").first).to_be_visible()


def test_without_scripts_home_has_a_voice(page_at: Any, site: Site) -> None:
    """The voice on the home page can be heard without scripts."""
    page: Page = page_at(390, 844, java_script_enabled=False)
    page.goto((site.folder / "index.html").as_uri())
    expect(page.locator(".home-voice audio[controls]")).to_be_visible()


def test_on_paper_the_words_stand_alone(page_at: Any, site: Site) -> None:
    """Printed, a story is its words: no bar, player or buttons, black on white, the notice at the
    end."""
    page: Page = page_at(800, 1100)
    page.goto((site.folder / site.having("interviews", "data-player", "turn")[0]).as_uri())
    page.emulate_media(media="print")
    for gone in (".bar", ".player", ".eave", ".toc", "button", ".roofs"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
    expect(page.locator(".turn .say").first).to_be_visible()
    expect(page.locator(".notice")).to_be_visible()
    expect(page.locator(".citation")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_on_paper_a_document_shows_all_its_pages(page_at: Any, site: Site) -> None:
    """Printed, every scanned page is there, whichever was open on the screen."""
    page: Page = page_at(800, 1100)
    page.goto((site.folder / site.richest("documents")).as_uri())
    page.emulate_media(media="print")
    leaves = page.locator(".leaf")
    assert leaves.count() > 1
    assert all(leaf.is_visible() for leaf in leaves.all())


# --- E10: nothing about the device or the place -------------------------------------------------


def jpeg_notes(data: bytes) -> list[str]:
    """Segments of a JPEG that can hold words about it."""
    found, at = [], 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        head = data[at + 4 : at + 16]
        if marker == 0xFE or (0xE1 <= marker <= 0xEF and not head.startswith((b"ICC_", b"Adobe"))):
            found.append(f"{marker:#x} {head!r}")
        if marker == 0xDA:
            break
        at += 2 + length
    return found


def notes_in(path: Path) -> list[str]:
    """What a published file says about who made it, where and with what."""
    data = path.read_bytes()
    match path.suffix:
        case ".jpg" | ".jpeg":
            assert data.startswith(b"\xff\xd8"), f"{path} is no JPEG"
            return jpeg_notes(data)
        case ".mp3":
            tags = {"ID3": data.startswith(b"ID3"), "TAG": data[-128:-125] == b"TAG"}
            return [name for name, there in tags.items() if there] + ["APE"] * (b"APETAGEX" in data)
        case ".mp4" | ".m4a":
            marks = (b"\xa9xyz", b"loci", b"\xa9mak", b"\xa9mod", b"auth", b"\xa9ART", b"com.apple")
            return [repr(mark) for mark in marks if mark in data]
        case ".webp":
            return [repr(mark) for mark in (b"EXIF", b"XMP ") if mark in data]
        case ".png":
            return [repr(mark) for mark in (b"tEXt", b"iTXt", b"zTXt", b"eXIf") if mark in data]
        case ".ico":
            with Image.open(path) as icon:
                return [f"{name} in an icon" for name in icon.info.keys() - {"sizes"}]
        case ".html" | ".css" | ".js" | ".vtt" | ".txt" | ".json" | ".xml":
            return []
        case _:
            return [f"nobody knows what a {path.suffix} may say"]


def test_media_say_nothing_about_their_making(channel: Site) -> None:
    """No published picture, sound or film carries EXIF, XMP, ID3 or position."""
    files = [path for path in channel.files() if path.suffix]
    assert {".jpg", ".mp3"} <= {path.suffix for path in files}
    assert_none([f"{note} [{path.name}]" for path in files for note in notes_in(path)], "metadata")


def test_the_scan_sees_metadata(tmp_path: Path, site: Site) -> None:
    """EXIF put into a published picture, and tags into a sound, are found."""
    picture = next(path for path in site.files() if path.suffix == ".jpg").read_bytes()
    exif = b"\xff\xe1\x00\x10Exif\x00\x00II*\x00\x08\x00\x00\x00"
    (tmp_path / "a.jpg").write_bytes(picture[:2] + exif + picture[2:])
    sound = next(path for path in site.files() if path.suffix == ".mp3").read_bytes()
    (tmp_path / "a.mp3").write_bytes(b"ID3\x04" + sound)
    (tmp_path / "b.mp3").write_bytes(sound + b"TAG" + bytes(125))
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    for name in ("a.jpg", "a.mp3", "b.mp3", "a.pdf"):
        assert notes_in(tmp_path / name), name
