"""The sheet of pictures that may be the same: one private file, both pictures in it."""

from __future__ import annotations

import pytest

from archive.render.sheets.alike_sheet import PairShown, Side, render_alike_sheet
from archive.render.sheets.paper import Print

PRINT = Print(b"\xff\xd8 a picture", 400, 300)


def pair(distance: int) -> PairShown:
    left = Side("老照片/IMG_0012.jpg", PRINT, 4032, 3024, 3_200_000, "2019-04-05 09:12:33", "VOG")
    right = Side("微信/<mmexport>.jpg", None, 1080, 810, 90_000)
    return PairShown((left, right), distance)


def test_a_pair_stands_side_by_side_with_what_helps_to_choose() -> None:
    """Both names, sizes and days; names are words and not markup; a lost picture says so."""
    html = render_alike_sheet([pair(2), pair(40)], language="zh-Hans")
    assert html.count("data:image/jpeg;base64,") == 2
    assert html.count("4032 × 3024　3.2 MB") == 2
    assert "1080 × 810<" in html
    assert "2019-04-05 09:12:33" in html
    assert "&lt;mmexport&gt;" in html
    assert html.count("这张图片打不开") == 2
    assert html.count("几乎一样") == html.count("相像") == 1
    assert "2 对" in html
    assert html.count("<b>左边</b>") == html.count("<b>右边</b>") == 2


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_the_sheet_is_private_and_whole(language: str) -> None:
    """Nothing is loaded from elsewhere, and it says that it is for the worker alone."""
    html = render_alike_sheet([pair(2)], language=language)
    assert 'class="private"' in html
    assert "noindex" in html
    assert "http" not in html
    assert "<script" not in html
