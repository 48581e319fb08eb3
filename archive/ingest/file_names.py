"""What the names of files and folders tell: the day, who speaks, where, and of what.

``2021年8月7日张三在光村讲述1983年包产到户`` tells all of it, ``mmexport1700000000000.jpg`` a day,
``新录音 12.m4a`` nothing. A name proposes, and decides nothing.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from archive.values import dataclass

_CHINA = datetime.timezone(datetime.timedelta(hours=8))
"""Where the phones are that count milliseconds in names; never the computer's own time."""
_HAN = r"[\u3400-\u9fff]"
_WRITTEN_DAY = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号]?)?")
_PARTED_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_./ ](\d{1,2})[-_./ ](\d{1,2})(?!\d)")
_CLOSE_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:[-_ T]?\d{4}(?:\d\d(?:\d{3})?)?)?(?!\d)"
)
_MILLISECONDS = re.compile(r"(?<!\d)(1\d{12})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年?\s*$)")
_DEVICE = re.compile(
    r"(?:img|image|dsc[nf]?|dscf|pxl|mvimg|vid|video|mov|pano|scan|screenshot|photo|pic|wx_?camera|"
    r"mmexport|rec|record(?:ing)?|voice|audio|aud|ptt|wa|new ?recording|memo|export|file|doc|"
    r"untitled|"
    r"录音(?:文件)?|新录音|新建录音|标准录音|语音|微信(?:图片|视频|语音|录音|截图)?|图片|照片|相片|"
    r"文字稿|文稿|逐字稿|整理稿|转写稿?|访谈稿|口述稿|"
    r"视频|拍摄|截图|屏幕截图|扫描(?:件|全能王)?|文件|文档|新建(?:文件夹|文本文档|文档)?|未命名|副本)",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"[\s\d_\-.()（）\[\]【】#~第号张段]*")
_NAME = rf"(?:{_HAN}(?:·?{_HAN}){{1,3}}?)"
_NAMES = rf"{_NAME}(?:[、，,和与及&]{_NAME}){{0,4}}"
_TELLS = r"(?:口述|讲述|讲起|讲|回忆|谈起|谈|访谈|采访|说起)"
_TELLING = re.compile(rf"({_NAMES})(?:在(.{{1,16}}?))?{_TELLS}(.*)")
_ASKED = re.compile(
    rf"(?:采访|访谈|访|口述者?)[\s_\-:：]*({_NAMES})(?:在(.{{1,16}}?))?(?:[\s_\-:：]+(.*))?"
)
_BETWEEN = re.compile(r"[、，,和与及&]")
_NOBODY = re.compile(
    rf"(?:{_HAN}*(?:村民|村里|大家|我们|他们|老人们|干部们|有人|群众|大爷们|老乡)"
    rf"|关于|如何|怎么|为何|什么|这里|那里|当年|以前|从前){_HAN}*"
)
_EDGES = " _-.,，。:：;；、~+"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What a name tells; empty where it tells nothing."""

    when: str = ""
    """EDTF: a day, a month or a year."""
    narrators: tuple[str, ...] = ()
    place: str = ""
    topic: str = ""
    """What is left: what a worker wrote of it. Empty for names that a machine gave."""


def parse_name(name: str) -> Told:
    """What one name tells, without its ending."""
    plain = unicodedata.normalize("NFKC", name)[:_LONGEST].strip()
    when, rest = _split_day(plain)
    rest = rest.strip(_EDGES)
    told = _parse_telling(rest)
    if told is None:
        told = Told(topic="" if _is_of_device(rest) else rest)
    return replace(told, when=when)


def parse_names(names: Iterable[str]) -> Told:
    """What a file's name tells and then, for what it leaves open, the folders around it, the
    nearest first. A folder's own subject serves only where the folder tells of a telling."""
    found = Told()
    for number, name in enumerate(names):
        told = parse_name(name)
        is_telling = bool(told.narrators or told.when)
        found = Told(
            when=found.when or told.when,
            narrators=found.narrators or told.narrators,
            place=found.place or told.place,
            topic=found.topic or (told.topic if number == 0 or is_telling else ""),
        )
    return found


def _split_day(text: str) -> tuple[str, str]:
    """The day in ``text`` as EDTF, and the text without it."""
    for pattern in (_WRITTEN_DAY, _PARTED_DAY, _CLOSE_DAY):
        for match in pattern.finditer(text):
            when = _edtf(match[1], match[2], match[3])
            if when:
                return when, f"{text[: match.start()]} {text[match.end() :]}".strip()
    counted = _MILLISECONDS.search(text)
    if counted is not None:
        day = datetime.datetime.fromtimestamp(int(counted[1]) / 1000, _CHINA).date()
        return day.isoformat(), (text[: counted.start()] + text[counted.end() :]).strip()
    year = _YEAR.search(text)
    if year is not None:
        return year[1], text[: year.start()]
    return "", text


def _edtf(year: str, month: str, day: str | None) -> str:
    """Year, month and day as EDTF, empty where there is no such day."""
    try:
        return (
            datetime.date(int(year), int(month), int(day)).isoformat()
            if day
            else datetime.date(int(year), int(month), 1).isoformat()[:7]
        )
    except ValueError:
        return ""


def _parse_telling(text: str) -> Told | None:
    match = _TELLING.fullmatch(text) or _ASKED.fullmatch(text)
    if match is None or _NOBODY.fullmatch(match[1]):
        return None
    names = tuple(one for one in _BETWEEN.split(match[1]) if one)
    return Told(
        narrators=tuple(dict.fromkeys(names)),
        place=(match[2] or "").strip(_EDGES),
        topic=(match[3] or "").strip(_EDGES),
    )


def _is_of_device(text: str) -> bool:
    """Whether a phone, a camera or a program gave the name: it says nothing."""
    if not text or _NUMBERING.fullmatch(text):
        return True
    match = _DEVICE.match(text)
    while match is not None and match.end():
        text = text[match.end() :].lstrip(_EDGES)
        match = _DEVICE.match(text)
        if _NUMBERING.fullmatch(text):
            return True
    return False


def plain_name(name: str) -> str:
    """A name or a number as it is compared: full-width signs as plain ones, in small letters."""
    return unicodedata.normalize("NFKC", name).strip().casefold()
