"""Finds the browser that the browser tests drive, or installs it where that is possible.

    python scripts/setup_browser.py

Looks at PINTU_CHROME, then on PATH, then in the usual places. On Debian and its relatives, as
root, a missing browser and missing Chinese fonts are installed from the system's own packages.
Nothing is ever downloaded from anywhere else. Uses the standard library only.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)

PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/opt/google/chrome/chrome",
    "/snap/bin/chromium",
    "/usr/lib/chromium/chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)

BROWSER_PACKAGE = "chromium"
FONT_PACKAGES = ("fontconfig", "fonts-noto-cjk")


class BrowserMissing(Exception):
    """No usable browser or fonts; the text says what to do, in Chinese and English."""


def candidates(environment: Mapping[str, str]) -> Iterator[Path]:
    """Where a browser may be, the likeliest first."""
    for name in NAMES:
        found = shutil.which(name, path=environment.get("PATH"))
        if found:
            yield Path(found)
    for place in PLACES:
        yield Path(place).expanduser()


def is_browser(path: Path) -> bool:
    """True when it starts: some systems put a script there that only gives advice."""
    if not path.is_file():
        return False
    if os.name == "nt":  # there it would open a window instead of printing its version
        return True
    try:
        answer = subprocess.run(
            [path, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
            check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and any(character.isdigit() for character in str(answer.stdout))


def find_browser(environment: Mapping[str, str]) -> Path | None:
    """The browser to use, or None. Raises BrowserMissing when PINTU_CHROME names none."""
    chosen = environment.get("PINTU_CHROME")
    if chosen:
        if is_browser(Path(chosen)):
            return Path(chosen)
        raise BrowserMissing(
            f"PINTU_CHROME 指的不是能用的浏览器：{chosen}\n"
            f"PINTU_CHROME does not name a browser that starts: {chosen}"
        )
    return next((path for path in candidates(environment) if is_browser(path)), None)


def has_chinese_fonts() -> bool:
    """Whether pages can show Chinese. macOS and Windows always can."""
    if not sys.platform.startswith("linux"):
        return True
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    listed = subprocess.run([lister, ":lang=zh-cn"], capture_output=True, check=False)
    return bool(listed.stdout.strip())


def can_install() -> bool:
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_packages(packages: Sequence[str]) -> None:
    """Installs Debian packages. Raises BrowserMissing with apt's own words when it cannot."""
    print(f"· 正在安装 Installing {' '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["install", "--yes", "--no-install-recommends", *packages]
    for command in (["update"], install):
        done = subprocess.run(
            ["apt-get", "--quiet", *command],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        # An update may fail for one source of many; the installation tells what matters.
        if done.returncode and command is install:
            raise BrowserMissing(
                f"{done.stdout[-2000:]}{done.stderr[-2000:]}\n"
                f"没有装成：apt-get install {' '.join(packages)}，原因见上。\n"
                f"Not installed: apt-get install {' '.join(packages)}; the reason is above."
            )


def ensure_browser(environment: Mapping[str, str]) -> Path:
    """The browser, installed first if need be, with fonts to show Chinese."""
    browser = find_browser(environment)
    missing = [] if browser else [BROWSER_PACKAGE]
    if not has_chinese_fonts():
        missing += FONT_PACKAGES
    if missing and can_install():
        install_packages(missing)
        browser = find_browser(environment)
    if browser is None:
        raise BrowserMissing(
            "浏览器测试需要 Chrome 或 Chromium，这台电脑上没有找到。请安装其中一个"
            "（Debian、Ubuntu：sudo apt install chromium fonts-noto-cjk），"
            "或者用 PINTU_CHROME 指明它在哪里，再运行一次。\n"
            "The browser tests need Chrome or Chromium, and none was found here. Install one "
            "(Debian, Ubuntu: sudo apt install chromium fonts-noto-cjk), "
            "or say where it is with PINTU_CHROME, and run this again."
        )
    if not has_chinese_fonts():
        raise BrowserMissing(
            "系统里没有中文字体，页面无法照实检查。请先安装"
            "（Debian、Ubuntu：sudo apt install fontconfig fonts-noto-cjk）。\n"
            "The system has no Chinese fonts, so pages cannot be checked as readers see them. "
            "Install some (Debian, Ubuntu: sudo apt install fontconfig fonts-noto-cjk)."
        )
    return browser


def main() -> int:
    for stream in (sys.stdout, sys.stderr):
        # A terminal without Chinese must not stop the work.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        ensure_browser(os.environ)
    except BrowserMissing as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
