"""The typefaces that things are printed in, and the characters they have."""

import json
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
"""Made by hatch_build.py: Noto Serif SC in two weights, LXGW WenKai, and what they cover."""

FAMILIES = ("Noto Serif SC", "LXGW WenKai")
"""In the order in which they are asked for a character: what one lacks the other may have."""

_INVISIBLE = frozenset("\n\t\r\u00a0\u200b\u200c\u200d\u2060\ufeff\u3000 ")


def missing_characters(texts: Iterable[str]) -> tuple[str, ...]:
    """Characters of ``texts`` that no typeface here has, each once, in the order of their code.

    They would be printed as boxes. Dialect characters outside Unicode's older blocks are the
    usual ones.
    """
    used = {character for text in texts for character in text}
    return tuple(sorted(one for one in used - _INVISIBLE if not _is_covered(ord(one))))


def _is_covered(code: int) -> bool:
    firsts, lasts = _coverage()
    at = bisect_right(firsts, code) - 1
    return at >= 0 and code <= lasts[at]


@cache
def _coverage() -> tuple[list[int], list[int]]:
    """Runs of characters that a typeface of each family has: their first and last codes."""
    table = json.loads((FONTS / "coverage.json").read_text(encoding="utf-8"))
    # Both weights of one family have the same characters; the lighter one is asked.
    runs = sorted((*table["NotoSerifSC-Medium.ttf"], *table["LXGWWenKai.ttf"]))
    firsts: list[int] = []
    lasts: list[int] = []
    for first, last in runs:
        if lasts and first <= lasts[-1] + 1:
            lasts[-1] = max(lasts[-1], last)
        else:
            firsts.append(first)
            lasts.append(last)
    return firsts, lasts
