"""Strings that take apart whoever analyses text carelessly: the same ones in every run."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Sequence

from archive.index.search.analysis import SEPARATORS
from archive.model.han import simplified_pairs

SEED = 1954
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
"""Two lone surrogates side by side: one sign to a browser and two to Python."""

RANGES: tuple[tuple[int, int], ...] = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2F00, 0x2FD5),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
    (0x3000, 0x30FF),
    (0x3100, 0x32FF),
    (0x3300, 0x33FF),
    (0xAC00, 0xD7A3),
    (0x1100, 0x11FF),
    (0xFF00, 0xFFEF),
    (0x0020, 0x007E),
    (0x0080, 0x024F),
    (0x0250, 0x03FF),
    (0x0400, 0x052F),
    (0x0590, 0x06FF),
    (0x0900, 0x0DFF),
    (0x0E00, 0x0FFF),
    (0x10A0, 0x10FF),
    (0x13A0, 0x13FF),
    (0x1E00, 0x1FFF),
    (0x2000, 0x2BFF),
    (0x2C00, 0x2DFF),
    (0xA640, 0xA7FF),
    (0xAB30, 0xABBF),
    (0xFB00, 0xFDFF),
    (0xFE00, 0xFEFF),
    (0x10400, 0x104FF),
    (0x1D400, 0x1D7FF),
    (0x1F100, 0x1F64F),
    (0xE000, 0xE0FF),
    (0xE0000, 0xE01EF),
    (0x0000, 0x10FFFF),
)
"""Where code points are drawn from: writing systems, signs, and anything at all."""

PIECES = (
    *("双眼井", "雙眼井", "承安橋", "溇口茶館", "水车", "水車", "阿妹"),
    *("〇", "々", "〆", "ー", "・"),
    *("㎏", "ﷺ", "㍿", "ﬁ", "½", "Ⅻ", "ⅻ", "①", "㊙", "⑽", "℡", "㏂", "ｶﾞ", "ﾊﾟ", "e\u0301"),
    *("ı", "İ", "I\u0307", "ß", "ẞ", "Σ", "ς", "ΑΣ", "ΟΔΟΣ ", "K", "Å", "Ω", "ŉ", "ǰ", "ΐ", "ﬃ"),
    *("Ａ１", "ａｂ", "vTaiwan", "LL-KS-2024-003", "1954", "１９５４", "٣", "३", "²", "10²"),
    *("😀", "👨\u200d👩\u200d👧", "🇨🇳", "葛\U000e0100", "辻\ufe00", "❤\ufe0f", "𠮷", "𡃁", "🀄"),
    *("\ud800", "\udfff", "水\ud83d车", "\x00"),
    *("\x1e", "\x1f", "\x85", "\u2028", "\u2029", "\ufeff"),
    *("</script>", "__proto__", "constructor", "<b>", "&amp;", "\\", '"', "'", "\u202e", "\u00ad"),
    *("한글", "각", "กำ", "க்ஷ", "לָ", "ﻻ", "ა", "Ა", "Ꭰ", "ꭰ", "ǅ", "ᾼ", "\u0345", "\u1e9e"),
    *("\u3099", "か\u3099"),
    *("\u0301", "\u0f71\u0f72", "a\u0323\u0307", "a\u0307\u0323", "\U0001d15e"),
)


def awkward_strings(count: int) -> Sequence[str]:
    """`count` different strings of up to 24 pieces. None holds what this Python's Unicode does
    not know yet, for a newer one may give it another form."""
    draw = random.Random(SEED)
    edges = [cp for bounds in SEPARATORS for edge in bounds for cp in (edge - 1, edge, edge + 1)]
    traditional = [sign for sign, _ in simplified_pairs()]
    made: dict[str, None] = {"": None}
    while len(made) < count:
        pieces = [_piece(draw, edges, traditional) for _ in range(draw.randint(1, 24))]
        text = "".join(pieces)
        if not _PAIR.search(text):
            made[text] = None
    return tuple(made)


def _piece(draw: random.Random, edges: Sequence[int], traditional: Sequence[str]) -> str:
    while True:
        match draw.randrange(8):
            case 0 | 1:
                piece = draw.choice(PIECES)
            case 2:
                piece = draw.choice(traditional)
            case 3:
                piece = chr(min(max(draw.choice(edges), 0), 0x10FFFF))
            case 4:
                piece = chr(draw.randint(*RANGES[0]))
            case _:
                piece = chr(draw.randint(*draw.choice(RANGES)))
        if all(unicodedata.category(sign) != "Cn" for sign in piece):
            return piece
