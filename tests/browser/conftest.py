"""A real browser for the tests, watched: whatever a page asks of another host, or complains of,
fails the test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from scripts.setup_browser import BrowserMissing, find_browser
from tests.browser.pages.village import serve, write_village
from tests.browser.site import make_site
from tests.conftest import MadeOnce
from tests.queries.asking import open_engine, write_asking

UNWANTED = (
    # Chromium fills the list below its address bar with pages of its own, in a process of their
    # own, for every window: half the work of a test, on a bar that nobody sees.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    # What Playwright leaves out itself: of two such lists a browser follows the last alone.
    *("AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose"),
    *("HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter"),
    *("NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch"),
    "ThirdPartyStoragePartitioning",
)
"""Parts of the browser that are left out, by the browser's names for them."""

FLAGS = (
    f"--disable-features={','.join(UNWANTED)}",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name resolves but this machine's own, so that nothing can leave it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)

OWN_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})


class PageAt(Protocol):
    def __call__(self, width: int, height: int, **options: Any) -> Page: ...


def is_own(url: str) -> bool:
    """True for what comes from the disk, from the page itself or from this machine."""
    parts = urlsplit(url)
    if parts.scheme in {"file", "data", "blob", "about"}:
        return not parts.netloc
    return parts.hostname in OWN_HOSTS


class Faults(list[str]):
    """What watched pages did wrong, one sentence each. A test that provokes a fault on purpose
    says so with `expect` beforehand: a browser may report it long after the page has shown it."""

    def __init__(self) -> None:
        super().__init__()
        self.expected: list[str] = []

    def expect(self, text: str) -> None:
        """From here on a console message that holds `text` is no fault."""
        self.expected.append(text)

    def watch(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self.note_request(request.url))
        context.on("console", self.note_message)
        context.on("weberror", lambda error: self.append(f"uncaught: {error.error}"))
        context.on("page", lambda page: page.on("crash", lambda _: self.append("page crashed")))

    def note_request(self, url: str) -> None:
        if not is_own(url):
            self.append(f"asked another host: {url}")

    def note_message(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(text in message.text for text in self.expected):
            self.append(f"console error: {message.text}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser a test process. Fails, never skips, when there is none."""
    try:
        executable = find_browser(os.environ)
    except BrowserMissing as error:
        pytest.fail(str(error), pytrace=False)
    if executable is None:
        pytest.fail(
            "no Chrome or Chromium found; run: python scripts/setup_browser.py", pytrace=False
        )
    is_root = os.name == "posix" and os.geteuid() == 0
    # Chromium refuses its sandbox to root, which is who runs tests in a container.
    flags = [*FLAGS, "--no-sandbox"] if is_root else [*FLAGS]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=flags)
        yield launched
        launched.close()


@pytest.fixture
def faults() -> Iterator[Faults]:
    """Fails the test at its end if any watched page did something wrong."""
    noted = Faults()
    yield noted
    if noted:
        pytest.fail("the page did wrong:\n" + "\n".join(noted), pytrace=False)


@pytest.fixture
def page_at(browser: Browser, faults: Faults) -> Iterator[PageAt]:
    """`page_at(width, height, **options)`: a watched page in a window of that size, in a profile
    of its own. Options are those of Playwright's `Browser.new_context`."""
    contexts: list[BrowserContext] = []

    def open_page(width: int, height: int, **options: Any) -> Page:
        settings = {"locale": "zh-CN", "service_workers": "block", **options}
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        # Long enough for a busy machine; a page that is broken still fails.
        context.set_default_timeout(30_000)
        faults.watch(context)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def engine(page_at: PageAt, made_once: MadeOnce) -> Page:
    """The search engine on a bare page, over the sample village."""
    page = page_at(800, 600)
    asking = made_once("asking", write_asking)
    open_engine(page, asking, search=make_site(made_once).folder / "search")
    return page


@pytest.fixture(params=["file", "http"])
def site(request: pytest.FixtureRequest, made_once: Any) -> Iterator[str]:
    """The village's address, once on the disk and once on a server."""
    folder = made_once("village", write_village)
    if request.param == "file":
        yield folder.as_uri()
    else:
        with serve(folder) as address:
            yield address


@pytest.fixture
def served(made_once: Any) -> Iterator[str]:
    """The village on a server only, for what does not depend on where the page comes from."""
    with serve(made_once("village", write_village)) as address:
        yield address
