"""Spoken words as they are compared, and the numbers in them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LONGEST = 60
_SAME = str.maketrans("〇○◯壹贰叁肆伍陆柒捌玖拾两—–―─−－", "零零零一二三四五六七八九十二------")
DIGIT = "[0-9零一二三四五六七八九]"
"""A pattern for one figure."""
NUMERAL = "[0-9零一二三四五六七八九十廿卅卌]"
"""A pattern for one character of a number."""
_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")}


@lru_cache(maxsize=4096)
def normalised(text: str) -> str:
    """The words in half-width simplified characters, one kind of dash and zero; "" if too long."""
    text = "".join(unicodedata.normalize("NFKC", text).split())
    if len(text) > _LONGEST:
        return ""
    text = _simplified(text.translate(_SAME)).translate(_SAME)
    text = re.sub(r"(?<=[零一二三四五六七八九])[Oo0]+", lambda m: "零" * len(m[0]), text)
    return text.strip("。!;")


def _simplified(text: str) -> str:
    """Traditional characters made simplified; what GB 2312 can write is so already."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        from opencc import OpenCC

        return str(OpenCC("t2s").convert(text))
    return text


def parse_number(text: str) -> int | None:
    """37, 三七, 三十七, 廿三 or 元 as a number; None when it is not one up to 99 or all digits."""
    if text == "元":
        return 1
    digits = "".join(str(_VALUES.get(char, char)) for char in text)
    if re.fullmatch(r"[0-9]+", digits):
        return int(digits)
    for short, long in (("廿", "2十"), ("卅", "3十"), ("卌", "4十"), ("十十", "十")):
        digits = digits.replace(short, long)
    match = re.fullmatch(r"([1-9]?)十([1-9]?)", digits)
    return int(match[1] or 1) * 10 + int(match[2] or 0) if match else None
