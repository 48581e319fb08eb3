"""Raster: SVG to pixels, by a headless Chromium that is kept open."""

from __future__ import annotations

import io
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import sync_playwright

__all__ = ["Raster"]

_BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")


class Raster:
    """A context that turns SVG into arrays of height x width x 3."""

    def __enter__(self) -> Raster:
        found = next((path for path in _BROWSERS if Path(path).exists()), None)
        self._driver = sync_playwright().start()
        self._browser = self._driver.chromium.launch(
            executable_path=found,
            args=["--force-color-profile=srgb", "--disable-lcd-text", "--no-sandbox"],
        )
        self._page = self._browser.new_page(viewport={"width": 1600, "height": 1200})
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._browser.close()
        self._driver.stop()

    def read(self, svg: str, width: int, height: int) -> NDArray[np.uint8]:
        """The pixels of `svg` at `width` x `height`."""
        self._page.set_viewport_size({"width": width, "height": height})
        self._page.set_content(
            f"<style>html,body{{margin:0;background:#fff}}svg{{display:block}}</style>{svg}"
        )
        shot = self._page.screenshot(type="png")
        return np.asarray(Image.open(io.BytesIO(shot)).convert("RGB"))
