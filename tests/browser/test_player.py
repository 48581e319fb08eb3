"""Hearing an interview: the player, its passages, clips, keys and links, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Faults
from tests.browser.pages.village import write_village

pytestmark = pytest.mark.browser

AUDIO = "document.querySelector('.player audio')"
NOW = f"{AUDIO}.currentTime"
STOPPED = f"{AUDIO}.paused"


def open_interview(page_at: Any, site: str, *, tail: str = "", **options: Any) -> Page:
    page: Page = page_at(390, 800, **options)
    page.goto(f"{site}/interview.html{tail}")
    return page


def time_of(page: Page) -> float:
    return float(page.evaluate(NOW))


def wait_until(page: Page, condition: str) -> None:
    page.wait_for_function(condition)


def start_playing(page: Page) -> None:
    page.click("[data-do=play]")
    wait_until(page, f"{NOW} > 0.2")


def pause(page: Page) -> None:
    page.evaluate(f"{AUDIO}.pause()")


# --- without scripts ---------------------------------------------------------------------------


def test_without_scripts_text_and_sound_are_there(page_at: Any, site: str) -> None:
    """With scripts off the text is readable, the browser's own player is there, and no button
    that would do nothing is shown."""
    page = open_interview(page_at, site, java_script_enabled=False)
    expect(page.locator("#s3 .say")).to_be_visible()
    expect(page.locator(".player audio[controls]")).to_be_visible()
    assert page.locator(".player button:visible, .turn button:visible").count() == 0


def test_scripts_put_our_controls_in_place_of_the_browsers(page_at: Any, site: str) -> None:
    """The script shows the player's buttons, takes the native ones away and loads no sound."""
    page = open_interview(page_at, site)
    for name in ("play", "back10", "forward10", "speed", "seek"):
        expect(page.locator(f".player [data-do={name}]")).to_be_visible()
    for name in ("follow", "resume"):
        expect(page.locator(f"[data-do={name}]")).to_be_hidden()
    assert page.evaluate(f"{AUDIO}.controls") is False
    assert page.evaluate(f"{AUDIO}.networkState !== 2 && {AUDIO}.readyState === 0") is True


# --- the buttons -------------------------------------------------------------------------------


def test_play_and_pause(page_at: Any, site: str) -> None:
    """One button plays and pauses, says which, and the time goes on only while playing."""
    page = open_interview(page_at, site)
    button = page.locator("[data-do=play]")
    expect(button).to_have_attribute("aria-label", "播放")
    button.click()
    wait_until(page, f"{NOW} > 1")
    expect(button).to_have_attribute("aria-label", "暂停")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-role=now]")).not_to_have_text("00:00")
    assert page.evaluate("document.querySelector('.wave clipPath rect').getAttribute('width')>0")
    button.click()
    wait_until(page, STOPPED)
    expect(button).to_have_attribute("aria-label", "播放")
    stopped = time_of(page)
    page.wait_for_timeout(300)
    assert time_of(page) == stopped


def test_ten_seconds_back_and_forward(page_at: Any, site: str) -> None:
    """The jump buttons move by ten seconds, before the sound is opened too, and never below 0."""
    page = open_interview(page_at, site)
    page.click("[data-do=forward10]")
    page.click("[data-do=forward10]")
    expect(page.locator("[data-role=now]")).to_have_text("00:20")
    page.click("[data-do=play]")
    wait_until(page, f"{NOW} > 20")
    pause(page)
    page.click("[data-do=back10]")
    assert 10 <= time_of(page) < 16
    for _ in range(3):
        page.click("[data-do=back10]")
    assert time_of(page) == 0


def test_speed_goes_round_and_says_itself(page_at: Any, served: str) -> None:
    """The speed button goes 1, 1.25, 1.5, 0.75, 1 and shows it; playing does not undo it."""
    page = open_interview(page_at, served)
    button = page.locator("[data-do=speed]")
    seen = []
    for _ in range(4):
        button.click()
        page.wait_for_timeout(50)
        seen.append((button.text_content(), page.evaluate(f"{AUDIO}.playbackRate")))
    assert seen == [("1.25×", 1.25), ("1.5×", 1.5), ("0.75×", 0.75), ("1×", 1)]
    button.click()
    start_playing(page)
    assert page.evaluate(f"{AUDIO}.playbackRate") == 1.25
    expect(button).to_have_attribute("aria-label", "语速 1.25 倍")


def test_slider_seeks_by_keyboard_and_speaks(page_at: Any, site: str) -> None:
    """The slider moves the sound by arrow, page, home and end keys and says where it is."""
    page = open_interview(page_at, site)
    slider = page.locator("[data-do=seek]")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "0分10秒 共1分0秒")
    expect(page.locator("[data-role=now]")).to_have_text("00:10")
    page.keyboard.press("End")
    expect(slider).to_have_attribute("aria-valuetext", "1分0秒 共1分0秒")
    page.keyboard.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "0分0秒 共1分0秒")
    assert page.evaluate(STOPPED) is True


def test_a_tap_on_the_waveform_seeks(page_at: Any, served: str) -> None:
    """A tap halfway along the waveform goes to half the recording."""
    page = open_interview(page_at, served)
    page.locator(".wave").click()
    expect(page.locator("[data-role=now]")).to_have_text("00:30")


def test_a_missing_recording_is_told_and_the_text_stays(
    page_at: Any, site: str, faults: Faults
) -> None:
    """When the sound cannot be loaded, plain words say so, and the contents still lead on."""
    faults.expect("Failed to load resource")
    page: Page = page_at(390, 800)
    page.goto(f"{site}/missing.html")
    page.click("[data-do=play]")
    expect(page.locator("[data-role=fault]")).to_contain_text("声音打不开")
    expect(page.locator("[data-do=play]")).to_have_attribute("aria-label", "播放")
    page.click("nav[data-contents] a >> nth=2")
    expect(page.locator("#s15 .say")).to_be_in_viewport()


def test_a_film_is_played_by_the_same_bar(page_at: Any, site: str) -> None:
    """A player may belong to a film elsewhere on the page, which keeps its own controls."""
    page: Page = page_at(390, 800)
    page.goto(f"{site}/film.html")
    page.click("[data-do=play]")
    wait_until(page, "document.querySelector('#film').currentTime > 0.3")
    assert page.evaluate("document.querySelector('#film').controls") is True
    expect(page.locator("#s1")).to_have_class("turn now")


# --- the transcript ----------------------------------------------------------------------------


def test_the_turn_that_sounds_is_marked(page_at: Any, site: str) -> None:
    """Exactly the turn being said is marked, for eyes and for screen readers."""
    page = open_interview(page_at, site)
    page.click("#s4 .say", position={"x": 5, "y": 5})
    wait_until(page, f"!{STOPPED} && {NOW} > 9.1")
    expect(page.locator(".turn.now")).to_have_count(1)
    expect(page.locator("#s4")).to_have_attribute("aria-current", "true")
    wait_until(page, f"{NOW} > 12.2")
    expect(page.locator(".turn.now")).to_have_attribute("id", "s5")
    expect(page.locator(".turn[aria-current]")).to_have_count(1)


def test_a_tap_on_a_line_or_its_time_plays_from_there(page_at: Any, site: str) -> None:
    """A line plays from its beginning; its time does the same, by keyboard too."""
    page = open_interview(page_at, site)
    page.click("#s3 .say", position={"x": 5, "y": 5})
    wait_until(page, f"!{STOPPED} && {NOW} >= 6")
    assert time_of(page) < 9
    page.locator("#s8 a.time").focus()
    page.keyboard.press("Enter")
    wait_until(page, f"!{STOPPED} && {NOW} >= 21")


def test_a_tap_on_a_link_in_a_line_is_a_link(page_at: Any, served: str) -> None:
    """A link inside a line leads where it leads."""
    page = open_interview(page_at, served)
    page.click("#s2 .say a")
    page.wait_for_url("**/index.html")


def test_selecting_words_does_not_play(page_at: Any, served: str) -> None:
    """Drawing over words to select them is no tap."""
    page = open_interview(page_at, served)
    box = page.locator("#s2 .say").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 4, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 12, steps=5)
    page.mouse.up()
    assert page.evaluate("getSelection().toString().length") > 3
    page.wait_for_timeout(300)
    assert page.evaluate(STOPPED) is True


def test_contents_mark_and_seek(page_at: Any, site: str) -> None:
    """The contents mark the chapter that sounds; a chapter's link plays and shows it."""
    page = open_interview(page_at, site)
    links = page.locator("nav[data-contents] a")
    assert page.locator("nav[data-contents] a[aria-current]").count() == 0
    links.nth(2).click()
    wait_until(page, f"!{STOPPED} && {NOW} >= 42")
    expect(links.nth(2)).to_have_attribute("aria-current", "true")
    expect(page.locator("nav[data-contents] a[aria-current]")).to_have_count(1)
    expect(page.locator("#s15 .say")).to_be_in_viewport()
    assert page.url.endswith("interview.html")


# --- passages ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tail", ["#t=12,15", "#t=npt:12,15.0", "#t=0:12,00:15", "#t=12%2C15", "#xywh=0,0,1,1&t=12,15"]
)
def test_a_passage_in_the_address_is_shown_and_not_played(
    page_at: Any, served: str, tail: str
) -> None:
    """Whatever way the passage is written, it is marked, shown and cued, and nothing plays."""
    page = open_interview(page_at, served, tail=tail)
    expect(page.locator("[data-role=passage-time]")).to_have_text("这一段 0:12–0:15")
    expect(page.locator(".turn.passage")).to_have_attribute("id", "s5")
    expect(page.locator("#s5 .say")).to_be_in_viewport()
    expect(page.locator("[data-role=now]")).to_have_text("00:12")
    page.wait_for_timeout(300)
    assert page.evaluate(f"{STOPPED} && {AUDIO}.readyState === 0") is True


@pytest.mark.parametrize("tail", ["#t=abc", "#t=9,3", "#t=", "#t=1,2,3", "#nowhere", "#t=-4,9"])
def test_a_broken_passage_is_no_passage(page_at: Any, served: str, tail: str) -> None:
    """An address that makes no sense leaves the page as it is."""
    page = open_interview(page_at, served, tail=tail)
    expect(page.locator("[data-do=play]")).to_be_visible()
    expect(page.locator("[data-role=passage]")).to_be_hidden()
    assert page.locator(".turn.passage").count() == 0


def test_a_passage_stops_at_its_end(page_at: Any, site: str) -> None:
    """The play button plays the passage, stops at its end, and then plays it again."""
    page = open_interview(page_at, site, tail="#t=12.5,14")
    page.click("[data-do=play]")
    wait_until(page, f"!{STOPPED} && {NOW} >= 12.5")
    wait_until(page, STOPPED)
    assert 13.75 <= time_of(page) <= 14.25
    expect(page.locator("#s5")).to_have_class("turn passage now")
    page.click("[data-do=play]")
    wait_until(page, f"!{STOPPED} && {NOW} < 13.5")
    wait_until(page, STOPPED)
    assert 13.75 <= time_of(page) <= 14.25


def test_listening_on_clears_the_passage(page_at: Any, site: str) -> None:
    """After "listen on" the sound passes the end, and the address names the passage no more."""
    page = open_interview(page_at, site, tail="#t=12,14")
    page.click("[data-do=passage-play]")
    wait_until(page, f"!{STOPPED} && {NOW} >= 12")
    page.click("[data-do=passage-all]")
    wait_until(page, f"!{STOPPED} && {NOW} > 14.3")
    expect(page.locator("[data-role=passage]")).to_be_hidden()
    assert page.locator(".turn.passage").count() == 0
    assert "#t=" not in page.url


def test_leaving_a_passage_gives_it_up(page_at: Any, served: str) -> None:
    """Moving inside a passage keeps it; moving out of it, or tapping a line, ends it."""
    page = open_interview(page_at, served, tail="#t=6,30")
    page.click("[data-do=forward10]")
    expect(page.locator("[data-role=passage]")).to_be_visible()
    page.click("[data-do=forward10]")
    page.click("[data-do=forward10]")
    expect(page.locator("[data-role=passage]")).to_be_hidden()


def test_an_open_passage_is_cued_and_plays_on(page_at: Any, site: str) -> None:
    """A passage without an end marks where it begins and stops nowhere."""
    page = open_interview(page_at, site, tail="#t=20")
    expect(page.locator("#s7")).to_have_class("turn passage")
    page.click("[data-do=play]")
    wait_until(page, f"!{STOPPED} && {NOW} > 20.5")


def test_a_turn_in_the_address_is_cued(page_at: Any, served: str) -> None:
    """A link to a turn by its own name cues the sound there."""
    page = open_interview(page_at, served, tail="#s9")
    expect(page.locator("[data-role=now]")).to_have_text("00:24")
    assert page.evaluate(STOPPED) is True


def test_an_in_page_link_does_not_stop_the_sound(page_at: Any, served: str) -> None:
    """Going to a turn by a link while listening leaves the sound alone."""
    page = open_interview(page_at, served)
    start_playing(page)
    page.evaluate("location.hash = '#s18'")
    page.wait_for_timeout(300)
    assert page.evaluate(STOPPED) is False
    assert time_of(page) < 40


def test_the_passage_follows_the_address(page_at: Any, site: str) -> None:
    """Another passage in the address replaces the first, and stops what was playing."""
    page = open_interview(page_at, site, tail="#t=3,6")
    start_playing(page)
    page.evaluate("location.hash = '#t=30,36'")
    expect(page.locator("[data-role=passage-time]")).to_have_text("这一段 0:30–0:36")
    expect(page.locator(".turn.passage")).to_have_count(2)
    wait_until(page, STOPPED)


# --- the keyboard ------------------------------------------------------------------------------


def test_keys_play_and_move(page_at: Any, site: str) -> None:
    """Space and K play and pause; J, L and the arrows move; < and > change the speed."""
    page = open_interview(page_at, site)
    page.keyboard.press("Space")
    wait_until(page, f"!{STOPPED} && {NOW} > 0")  # before it sounds there is nowhere to move to
    assert page.evaluate("scrollY") == 0
    page.keyboard.press("k")
    wait_until(page, STOPPED)
    pause_at = time_of(page)
    page.keyboard.press("l")
    page.keyboard.press("ArrowRight")
    assert time_of(page) == pytest.approx(pause_at + 20, abs=0.01)
    page.keyboard.press("J")
    page.keyboard.press("ArrowLeft")
    assert time_of(page) == pytest.approx(pause_at, abs=0.01)
    page.keyboard.press(">")
    assert page.evaluate(f"{AUDIO}.playbackRate") == 1.25
    for _ in range(4):
        page.keyboard.press("<")
    assert page.evaluate(f"{AUDIO}.playbackRate") == 0.75


def test_keys_leave_fields_and_controls_alone(page_at: Any, served: str) -> None:
    """Typing types, and space on a button presses that button only."""
    page = open_interview(page_at, served)
    page.focus("#field")
    page.keyboard.type("k jl ")
    assert page.input_value("#field") == "k jl "
    page.focus("[data-do=forward10]")
    page.keyboard.press("Space")
    expect(page.locator("[data-role=now]")).to_have_text("00:10")
    page.focus("nav[data-contents] a")
    page.keyboard.press("k")
    page.keyboard.press("Control+l")
    assert page.evaluate(STOPPED) is True
    expect(page.locator("[data-role=now]")).to_have_text("00:10")


def test_arrows_go_from_turn_to_turn(page_at: Any, served: str) -> None:
    """Up and down move the focus through the transcript and out of nothing; Tab still leaves."""
    page = open_interview(page_at, served)
    focused = "(document.activeElement.closest('.turn') || {id: null}).id"
    page.focus("#s1 a.time")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == "s1"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == "s3"
    page.focus("#s20 a.time")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == "end"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) is None


# --- coming back -------------------------------------------------------------------------------


def test_the_place_is_remembered(page_at: Any, site: str) -> None:
    """A reader who comes back is offered the old place, and nothing plays until it is taken."""
    page = open_interview(page_at, site)
    for _ in range(3):
        page.click("[data-do=forward10]")
    page.click("[data-do=play]")
    wait_until(page, f"!{STOPPED} && {NOW} > 30.5")
    page.click("[data-do=play]")
    page.reload()
    button = page.locator("[data-do=resume]")
    expect(button).to_have_text("继续上次 0:30")
    assert page.evaluate(STOPPED) is True
    button.click()
    wait_until(page, f"!{STOPPED} && {NOW} >= 30")
    expect(button).to_be_hidden()


def test_a_passage_does_not_move_the_remembered_place(page_at: Any, served: str) -> None:
    """Hearing a passage that somebody sent leaves the reader's own place as it was."""
    page = open_interview(page_at, served)
    page.evaluate("localStorage.setItem('pintu-at:' + location.pathname, '45')")
    page.goto(f"{served}/index.html")
    page.goto(f"{served}/interview.html#t=21,22")
    page.click("[data-do=passage-play]")
    wait_until(page, f"!{STOPPED} && {NOW} >= 21")
    wait_until(page, STOPPED)
    page.goto(f"{served}/index.html")
    page.goto(f"{served}/interview.html")
    expect(page.locator("[data-do=resume]")).to_have_text("继续上次 0:45")


BLOCKED = """for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError") } });
}"""


def test_everything_plays_with_storage_blocked(page_at: Any, site: str) -> None:
    """A browser that refuses its storage plays, seeks and changes the size all the same."""
    page: Page = page_at(390, 800)
    page.add_init_script(BLOCKED)
    page.goto(f"{site}/interview.html")
    start_playing(page)
    page.click("[data-do=play]")
    page.click("[data-action=type-size]")
    assert page.evaluate("document.documentElement.dataset.step") == "1"
    page.click("[data-action=back]")
    page.wait_for_url("**/index.html")


OLD = """delete window.AbortController; delete window.matchMedia; delete navigator.mediaSession;
delete Navigator.prototype.mediaSession; delete Navigator.prototype.clipboard;
delete window.PointerEvent; delete Element.prototype.scrollTo;"""


def test_an_old_browser_plays_too(page_at: Any, served: str) -> None:
    """Nothing optional is taken for granted: without these interfaces the player works."""
    page: Page = page_at(390, 800)
    page.add_init_script(OLD)
    page.goto(f"{served}/interview.html#t=12,15")
    expect(page.locator(".turn.passage")).to_have_count(1)
    page.click("[data-do=play]")
    wait_until(page, f"!{STOPPED} && {NOW} >= 12")


# --- clips -------------------------------------------------------------------------------------


def test_a_clip_plays_its_seconds_where_it_stands(page_at: Any, site: str) -> None:
    """A clip plays from its start, shows how far it is, stops at its end and is ready again."""
    page: Page = page_at(390, 800)
    page.goto(f"{site}/index.html")
    assert page.locator("audio").count() == 1
    clip = page.locator("#clip-a")
    clip.click()
    expect(clip).to_have_attribute("aria-pressed", "true")
    expect(clip).to_have_attribute("aria-label", "暂停：听沈阿妹说水车")
    done = "document.querySelector('#clip-a').style.getPropertyValue('--done')"
    wait_until(page, f"Number({done}) > 0.2")
    expect(clip).to_have_attribute("aria-pressed", "false")
    expect(clip).to_have_attribute("aria-label", "听沈阿妹说水车")
    heard = page.evaluate("document.querySelector('audio[hidden]').currentTime")
    assert 6.75 <= heard <= 7.25
    assert page.evaluate(done) == "0.000"
    clip.click()
    expect(clip).to_have_attribute("aria-pressed", "true")


def test_a_clip_pauses_and_goes_on(page_at: Any, served: str) -> None:
    """A second tap pauses the clip, a third goes on from there."""
    page: Page = page_at(390, 800)
    page.goto(f"{served}/index.html")
    sound = "document.querySelector('audio[hidden]')"
    page.click("#clip-b")
    wait_until(page, f"{sound}.currentTime > 20.8")
    page.click("#clip-b")
    wait_until(page, f"{sound}.paused")
    at = page.evaluate(f"{sound}.currentTime")
    page.click("#clip-b")
    wait_until(page, f"!{sound}.paused")
    assert page.evaluate(f"{sound}.currentTime") >= at


def test_starting_one_stops_the_other(page_at: Any, site: str) -> None:
    """At most one thing sounds: another clip, and a plain player, stop what was playing."""
    page: Page = page_at(390, 800)
    page.goto(f"{site}/index.html")
    page.click("#clip-a")
    wait_until(page, "!document.querySelector('audio[hidden]').paused")
    page.click("#clip-b")
    expect(page.locator("#clip-b")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#clip-a")).to_have_attribute("aria-pressed", "false")
    page.evaluate("document.querySelector('#plain').play()")
    expect(page.locator("#clip-b")).to_have_attribute("aria-pressed", "false")
    # Stopped, not come to the end of its ten seconds.
    assert page.evaluate("document.querySelector('audio[hidden]').currentTime") < 29
    playing = "Array.from(document.querySelectorAll('audio')).filter(a => !a.paused).length"
    assert page.evaluate(playing) == 1


def test_a_clip_that_is_missing_says_so(page_at: Any, site: str, faults: Faults) -> None:
    """A clip whose recording is not there says so beside itself; the others still play."""
    faults.expect("Failed to load resource")
    page: Page = page_at(390, 800)
    page.goto(f"{site}/index.html")
    page.click("#clip-c")
    expect(page.locator("#clip-c + .clip-fault")).to_contain_text("声音打不开")
    expect(page.locator("#clip-c")).to_have_attribute("aria-pressed", "false")
    page.click("#clip-a")
    wait_until(page, "document.querySelector('audio[hidden]').currentTime > 5.1")


def test_a_clip_of_the_pages_own_recording_uses_its_player(page_at: Any, site: str) -> None:
    """On an interview page a clip of it plays in the player, stays where it is, and then the
    player's own button plays on past its end."""
    page = open_interview(page_at, site)
    page.locator("#clip-here").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    page.click("#clip-here")
    wait_until(page, f"!{STOPPED} && {NOW} >= 33")
    assert page.evaluate("document.querySelectorAll('audio').length") == 1
    wait_until(page, STOPPED)
    assert 34.75 <= time_of(page) <= 35.25
    assert page.evaluate("scrollY") == before
    page.click("[data-do=play]")
    wait_until(page, f"!{STOPPED} && {NOW} > 35.4")


# --- sharing -----------------------------------------------------------------------------------

CATCH = """window.shared = [];
Object.defineProperty(navigator, "share", { value: async (what) => { shared.push(what.url) } });"""


def catch_shares(page_at: Any, site: str, *, tail: str = "", name: str = "interview.html") -> Page:
    page: Page = page_at(390, 800)
    page.add_init_script(CATCH)
    page.goto(f"{site}/{name}{tail}")
    return page


def shared(page: Page) -> list[str]:
    page.wait_for_function("shared.length > 0")
    return list(page.evaluate("shared"))


def test_a_turn_is_shared_by_its_times(page_at: Any, site: str) -> None:
    """The link names this page and the turn's seconds, and opens as that passage."""
    page = catch_shares(page_at, site)
    page.click("#s5 [data-do=share]")
    assert shared(page) == [f"{site}/interview.html#t=12,15"]
    page.goto(f"{site}/index.html")
    page.goto(f"{site}/interview.html#t=12,15")
    expect(page.locator(".turn.passage")).to_have_attribute("id", "s5")


def test_a_passage_is_shared_as_it_is(page_at: Any, served: str) -> None:
    """With a passage set, its turns share the passage; other turns share themselves. What chat
    programs append to the address is left out."""
    page = catch_shares(page_at, served, tail="?from=timeline#t=12.5,17")
    page.click("#s6 [data-do=share]")
    page.click("#s2 [data-do=share]")
    page.wait_for_function("shared.length === 2")
    assert shared(page) == [
        f"{served}/interview.html#t=12.5,17",
        f"{served}/interview.html#t=3,6",
    ]


@pytest.mark.parametrize("touch", [False, True])
def test_a_selection_over_turns_is_shared_from_first_to_last(
    page_at: Any, served: str, touch: bool
) -> None:
    """Words selected over several turns are shared from the first turn to the last, also where
    the tap on the button has already taken the selection away."""
    page = catch_shares(page_at, served)
    page.evaluate(
        """() => {
          const range = document.createRange();
          range.setStart(document.querySelector("#s2 .say").firstChild, 2);
          range.setEnd(document.querySelector("#s4 .say").firstChild, 5);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    if touch:
        page.dispatch_event("#s3 [data-do=share]", "touchstart")
        page.evaluate("getSelection().removeAllRanges()")
        page.dispatch_event("#s3 [data-do=share]", "click")
    else:
        page.click("#s3 [data-do=share]")
    assert shared(page) == [f"{served}/interview.html#t=3,12"]


def test_a_page_from_the_disk_shares_its_public_address(page_at: Any, made_once: Any) -> None:
    """A file on a disk is of no use to others, so its public address is shared when known."""
    site = made_once("village", write_village).as_uri()
    page = catch_shares(page_at, site, name="published.html")
    page.click("#s5 [data-do=share]")
    assert shared(page) == ["https://village.example/sw.html#t=12,15"]


def test_without_a_share_menu_the_link_is_copied(page_at: Any, served: str) -> None:
    """On a desktop the link goes to the clipboard, and that is announced."""
    page = open_interview(page_at, served, permissions=["clipboard-read", "clipboard-write"])
    page.click("#s5 [data-do=share]")
    expect(page.locator("#announce")).to_contain_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == f"{served}/interview.html#t=12,15"


REFUSE = """Object.defineProperty(navigator, "clipboard", { value: undefined });
document.execCommand = () => false;"""


def test_without_a_clipboard_the_link_can_be_copied_by_hand(page_at: Any, site: str) -> None:
    """When nothing copies, the link stands selected in a field; Escape closes it again and the
    focus returns."""
    page: Page = page_at(390, 800)
    page.add_init_script(REFUSE)
    page.goto(f"{site}/interview.html")
    page.click("#s5 [data-do=share]")
    field = page.locator(".share-box input")
    expect(field).to_have_value(f"{site}/interview.html#t=12,15")
    expect(field).to_be_focused()
    assert page.evaluate("getSelection().toString()") == f"{site}/interview.html#t=12,15"
    assert page.evaluate(STOPPED) is True
    page.keyboard.press("Escape")
    expect(page.locator(".share-box")).to_have_count(0)
    expect(page.locator("#s5 [data-do=share]")).to_be_focused()


def test_a_turn_without_times_shares_the_page(page_at: Any, served: str) -> None:
    """Where there is no sound a turn has no times; its page is shared."""
    page = catch_shares(page_at, served, name="summary.html")
    page.click("#s2 [data-do=share]")
    assert shared(page) == [f"{served}/summary.html"]
