"""A headless Chromium that asks: times, bytes, memory, everything that is found."""

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Playwright
from search_pages import ASK
from search_server import Host, Sent

CHROMIUM = "/usr/bin/chromium"
PATIENCE = 600_000
"""Milliseconds that the slowest may take."""


@dataclass(frozen=True, slots=True)
class Condition:
    """How slow machine and net are."""

    name: str
    slowdown: int = 1
    latency: int = 0
    """Milliseconds a request."""
    speed: float = 0
    """Bits a second; 0 is as fast as it goes."""


FAST = Condition("this machine")
SLOW = Condition("4 times slower", 4)
PHONE = Condition("slow phone", 4, 150, 1.6e6)
CONDITIONS = (FAST, SLOW, PHONE)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: what it took."""

    line: str
    ms: float
    files: int
    raw: int
    body: int
    """Bytes as sent (gzip), headers aside."""
    shown: int
    """Lines that were shown."""
    brotli: int = 0
    first: float = 0.0
    """Milliseconds until the words of one record were laid out."""


@dataclass(slots=True)
class Session:
    """One page that stays open for several questions."""

    cold: Asked
    later: list[Asked] = field(default_factory=list)
    heap: float = 0.0
    """Megabytes of JavaScript after the last question, garbage aside."""
    process: float = 0.0
    """The most megabytes that the page's process held."""


@contextlib.contextmanager
def open_browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser of its own, so that memory is that of one program."""
    path = CHROMIUM if Path(CHROMIUM).exists() else None
    browser = playwright.chromium.launch(
        executable_path=path, args=["--disable-extensions", "--no-sandbox"]
    )
    try:
        yield browser
    finally:
        browser.close()


def ask_cold(browser: Browser, host: Host, line: str, condition: Condition) -> Asked:
    """One question on a page that has never been seen."""
    with _page(browser, condition) as (page, _):
        page.goto(_address(host, condition))
        return _ask(page, host, "cold", line)


def ask_many(browser: Browser, host: Host, lines: Sequence[str], condition: Condition) -> Session:
    """The first line on a cold page, the others one after the other on the same."""
    with _page(browser, condition) as (page, devtools):
        page.goto(_address(host, condition))
        session = Session(_ask(page, host, "cold", lines[0]))
        session.later = [_ask(page, host, "ask", line) for line in lines[1:]]
        devtools.send("HeapProfiler.collectGarbage")
        metrics = devtools.send("Performance.getMetrics")["metrics"]
        heap = next(row["value"] for row in metrics if row["name"] == "JSHeapUsedSize")
        session.heap = heap / 1e6
        session.process = _process(browser)
        return session


def ask_from_disk(browser: Browser, site: Path, line: str) -> float | str:
    """Milliseconds to the first answer from ``file://``, or why there is none."""
    with _page(browser, FAST) as (page, _):
        page.goto((site / ASK).as_uri())
        try:
            return float(page.evaluate("line => window.bench.cold(line)", line)["ms"])
        except Exception as error:  # noqa: BLE001
            return str(error).splitlines()[0][:160]


@contextlib.contextmanager
def asking_everything(browser: Browser, host: Host) -> Iterator[Page]:
    """A page for `find_all`, with the program started."""
    with _page(browser, FAST) as (page, _):
        page.goto(f"{host.address}/{ASK}")
        page.evaluate("() => window.searcher.start()")
        yield page


def find_all(page: Page, line: str, most: int) -> Any:
    """Everything that is found, as the program's own script says it."""
    return page.evaluate("([line, most]) => window.searcher.all(line, most)", [line, most])


def _address(host: Host, condition: Condition) -> str:
    return f"{host.address}/{ASK}" + ("?slow" if condition.slowdown > 1 else "")


@contextlib.contextmanager
def _page(browser: Browser, condition: Condition) -> Iterator[tuple[Page, CDPSession]]:
    context: BrowserContext = browser.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Performance.enable")
    if condition.slowdown > 1:
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": condition.slowdown})
    if condition.latency:
        devtools.send("Network.enable")
        speed = condition.speed / 8
        devtools.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": condition.latency,
                "downloadThroughput": speed,
                "uploadThroughput": speed,
            },
        )
    try:
        yield page, devtools
    finally:
        context.close()


def _ask(page: Page, host: Host, how: str, line: str) -> Asked:
    before = host.count()
    found = page.evaluate(f"line => window.bench.{how}(line)", line)
    sent = host.sent_since(before)
    return Asked(
        line,
        float(found["ms"]),
        len(sent),
        sum(one.raw for one in sent),
        sum(one.body for one in sent),
        len(found["lines"]),
        sum(map(_brotli, sent)),
        float(found["first"]),
    )


def _brotli(sent: Sent) -> int:
    """Bytes as a host with Brotli (quality 5) would send them; 0 where it is not installed."""
    try:
        import brotli
    except ImportError:
        return 0
    if not re.fullmatch(r"\.(js|css|html|json)", sent.path.suffix):
        return sent.body
    known = _PACKED.get(sent.path)
    if known is None:
        known = _PACKED[sent.path] = len(brotli.compress(sent.path.read_bytes(), quality=5))
    return known


_PACKED: dict[Path, int] = {}


def _process(browser: Browser) -> float:
    """The most memory that any process of a page held (Linux)."""
    session = browser.new_browser_cdp_session()
    rows = session.send("SystemInfo.getProcessInfo")["processInfo"]
    peaks = [0.0]
    for row in rows:
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{row['id']}/status").read_text().splitlines()
            if row["type"] == "renderer":
                peaks += [int(one.split()[1]) / 1024 for one in lines if one.startswith("VmHWM")]
    return max(peaks)
