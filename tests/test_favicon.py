"""The seal at the root of the site, which browsers ask for by its name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import IcoImagePlugin, Image

from archive.publish.favicon import SIZES, VERMILION, WHITE, draw_favicon

SEAL = Path(__file__).parents[1] / "plugins/archive_mkdocs/theme/main.html"


@pytest.fixture
def icon(tmp_path: Path) -> Iterator[IcoImagePlugin.IcoImageFile]:
    """As another program reads it."""
    path = tmp_path / "favicon.ico"
    path.write_bytes(draw_favicon())
    with Image.open(path) as opened:
        assert isinstance(opened, IcoImagePlugin.IcoImageFile)
        yield opened


def test_every_size_is_the_seal(icon: IcoImagePlugin.IcoImageFile) -> None:
    """Three white cells and one left red; the corner is rounded where there is room for it."""
    assert icon.info["sizes"] == {(size, size) for size in SIZES}
    for size in SIZES:
        picture = icon.ico.getimage((size, size)).convert("RGBA")
        cells = [(11, 11), (21, 11), (11, 21), (21, 21)]
        seen = [picture.getpixel((x * size // 32, y * size // 32)) for x, y in cells]
        assert seen == [(*WHITE, 255)] * 3 + [(*VERMILION, 255)], size
        assert picture.getpixel((size // 2, 1)) == (*VERMILION, 255)
        corners = [(0, 0), (size - 1, 0), (0, size - 1), (size - 1, size - 1)]
        opacity = {picture.getchannel("A").getpixel(corner) for corner in corners}
        assert opacity == ({255} if size == 16 else {0}), size


def test_it_is_small_and_always_the_same() -> None:
    """Under two kilobytes, and the same bytes each time, so that two builds are alike."""
    assert len(draw_favicon()) < 2000
    assert draw_favicon() == draw_favicon()


def test_it_has_the_colour_of_the_seal_on_pages() -> None:
    """Pages carry the seal as a drawing in their head; both are of one red."""
    colour = "".join(f"{part:02x}" for part in VERMILION)
    assert f"fill='%23{colour}'" in SEAL.read_text("utf-8")
