"""The watch over pages sees what it must, and only that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def write_page(folder: Path, body: str) -> str:
    page = folder / "index.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><title>页</title>{body}", encoding="utf-8")
    return page.as_uri()


def test_a_quiet_page_has_no_faults(page_at: Any, faults: list[str], tmp_path: Path) -> None:
    """A page from the disk with a picture from the disk is left in peace."""
    (tmp_path / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    page = page_at(360, 800)
    page.goto(write_page(tmp_path, "<img src=dot.svg><p>水车"))
    page.wait_for_load_state("networkidle")
    assert faults == []


@pytest.mark.parametrize(
    "body",
    [
        "<img src='http://example.invalid/a.png'>",
        "<script src='//example.invalid/a.js'></script>",
        "<style>@import 'https://example.invalid/a.css'</style>",
        "<script>navigator.sendBeacon('https://example.invalid/b')</script>",
        "<link rel=icon href='https://example.invalid/i.ico'><iframe src='http://example.invalid'>",
    ],
)
def test_another_host_is_a_fault(
    page_at: Any, faults: list[str], tmp_path: Path, body: str
) -> None:
    """Whatever way a page reaches for another host, the watch notes it."""
    page = page_at(360, 800)
    page.goto(write_page(tmp_path, body))
    page.wait_for_load_state("networkidle")
    assert any("example.invalid" in fault for fault in faults)
    faults.clear()


@pytest.mark.parametrize(
    "script",
    [
        "console.error('坏了')",
        "throw new Error('坏了')",
        "Promise.reject(new Error('坏了'))",
    ],
)
def test_an_error_is_a_fault(page_at: Any, faults: list[str], tmp_path: Path, script: str) -> None:
    """Errors that are logged, thrown or rejected are all noted."""
    page = page_at(360, 800)
    page.goto(write_page(tmp_path, f"<script>{script}</script>"))
    page.wait_for_function("true")
    assert any("坏了" in fault for fault in faults)
    faults.clear()


def test_chinese_is_drawn(page_at: Any, tmp_path: Path) -> None:
    """The browser has a Chinese font: different characters look different."""
    page = page_at(360, 800)
    draw = """character => {
      const canvas = document.createElement("canvas");
      const pen = canvas.getContext("2d");
      pen.font = "60px sans-serif";
      pen.fillText(character, 10, 70);
      return canvas.toDataURL();
    }"""
    page.goto(write_page(tmp_path, ""))
    assert len({page.evaluate(draw, character) for character in "村桥井溇"}) == 4


def test_the_window_has_the_size_asked_for(page_at: Any, tmp_path: Path) -> None:
    """`page_at` gives the width that layouts are tested at."""
    page = page_at(320, 640)
    page.goto(write_page(tmp_path, ""))
    assert page.evaluate("[innerWidth, innerHeight]") == [320, 640]


def test_every_bundle_is_a_classic_script(page_at: Any, project_root: Path, tmp_path: Path) -> None:
    """Each built script loads from the disk by an ordinary script element and raises nothing."""
    bundles = sorted((project_root / "archive" / "render" / "static").glob("*.js"))
    assert bundles, "build them first: python hatch_build.py"
    page = page_at(360, 800)
    page.goto(
        write_page(tmp_path, "".join(f"<script src='{b.as_uri()}'></script>" for b in bundles))
    )
    page.wait_for_load_state("load")
    assert page.evaluate("document.scripts.length") == len(bundles)
