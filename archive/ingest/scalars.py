"""Single values as people write them: times in a recording, days, yes and no."""

from __future__ import annotations

import datetime
import re
import unicodedata

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2}(?:\.\d{1,3})?)", re.ASCII)
_PLAIN = re.compile(r"\d{1,7}(?:\.\d{1,3})?", re.ASCII)
_SPOKEN = re.compile(
    r"(?:(\d{1,3})(?:小时|小時|h))?(?:(\d{1,3})(?:分钟|分鐘|分|m))?(?:(\d{1,5})(?:秒|s))?"
)
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", re.ASCII)
_YES = frozenset({"true", "yes", "y", "on", "1", "是", "有", "对"})
_NO = frozenset({"false", "no", "n", "off", "0", "否", "不是", "无", "没有"})


def parse_seconds(text: str) -> float:
    """Seconds of ``0:03:12``, ``3:12.5``, ``192.5`` or ``3分12秒``; ValueError otherwise."""
    wanted = _half_width(text)
    if _PLAIN.fullmatch(wanted):
        return float(wanted)
    clock = _CLOCK.fullmatch(wanted)
    if clock:
        return _clock_seconds(clock)
    spoken = _SPOKEN.fullmatch(wanted)
    if spoken and any(spoken.groups()):
        hours, minutes, seconds = (int(part or 0) for part in spoken.groups())
        return float(hours * 3600 + minutes * 60 + seconds)
    raise ValueError(text)


def _clock_seconds(clock: re.Match[str]) -> float:
    hours, minutes, seconds = int(clock[1] or 0), int(clock[2]), float(clock[3])
    if seconds >= 60 or (clock[1] and minutes >= 60):
        raise ValueError(clock.group())
    return hours * 3600 + minutes * 60 + seconds


def format_seconds(seconds: float) -> str:
    """``0:03:12``, with thousandths where there are any; `parse_seconds` reads it back."""
    thousandths = round(seconds * 1000)
    whole, rest = divmod(thousandths, 1000)
    text = f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
    return f"{text}.{rest:03}".rstrip("0") if rest else text


def parse_day(text: str) -> datetime.date:
    """The day of ``2024-03-09``, ``2024/3/9`` or ``2024年3月9日``; ValueError otherwise."""
    match = _DAY.fullmatch(_half_width(text))
    if match is None:
        raise ValueError(text)
    return datetime.date(int(match[1]), int(match[2]), int(match[3]))


def parse_yes_no(text: str) -> bool:
    """True or False of ``yes``, ``no``, ``是``, ``否`` and the like; ValueError otherwise."""
    wanted = _half_width(text).lower()
    if wanted in _YES:
        return True
    if wanted in _NO:
        return False
    raise ValueError(text)


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
