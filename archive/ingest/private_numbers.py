"""Numbers that belong to a person: identity cards, telephones, bank cards.

In what comes in from outside number plates and doors are looked for as well. An archive may have
reason to print those, so they never stop a build.

Sources: GB 11643-1999 (the 18 digits and their check digit; 15 before 1999), ISO/IEC 7812 (the
check digit of bank cards). Numbers are found however they are spaced, in full-width digits, and
read out in Chinese.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from archive.values import dataclass

_WIDE = str.maketrans("０１２３４５６７８９－　", "0123456789- ")
_READ_OUT = str.maketrans("零〇○一二三四五六七八九幺", "0001234567891")
_READ_OUT_RUN = re.compile("[零〇○一二三四五六七八九幺]{11,}")
_MAYBE = re.compile(r"\d[\d \-]{8,}[\dXx]")
_WORTH_A_LOOK = re.compile(r"\d[\d \-－\u3000]{8}|[零〇○一二三四五六七八九幺]{11}")
"""What any number has, however it is written; nearly no text does."""
_CARD = re.compile(r"(?<![\dA-Za-z])\d{6}[ \-]?\d{4}[ \-]?\d{4}[ \-]?\d{3}[\dXx](?![\dA-Za-z])")
_OLD_CARD = re.compile(r"(?<!\d)\d{15}(?!\d)")
_MOBILE = re.compile(r"(?<![\d.])(?:\+?86[ \-]?)?1[3-9]\d[ \-]?\d{4}[ \-]?\d{4}(?!\d)")
_LANDLINE = re.compile(r"(?<![\d.])0(?:10|2\d|[3-9]\d{2})[ \-]?[2-9]\d{3}[ \-]?\d{3,4}(?!\d)")
_BANK = re.compile(r"(?<!\d)[3-69]\d{3}(?:[ \-]?\d{4}){3}(?:[ \-]?\d{1,3})?(?!\d)")
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(
    rf"[{_PROVINCES}][A-HJ-NP-Z][·•・. \-]?(?=[A-HJ-NP-Z]*\d[A-HJ-NP-Z]*\d)"
    r"[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"
)
_COUNT = r"(?:[\d０-９]{1,5}|[零〇一二三四五六七八九十百两]{1,7})"
_DOOR = re.compile(
    # A street, and the door in it; the street itself may stay.
    r"(?<=[\u4e00-\u9fff])(?:路|街|大道|巷|弄堂?|胡同|小区|新村|公寓|花园|家园|苑|坊)[ ]?"
    rf"((?:{_COUNT}弄)?{_COUNT}号(?![线令桥井院港码])(?:楼)?(?:{_COUNT}(?:幢|栋|单元|室|号))*)"
    rf"|({_COUNT}(?:幢|栋|号楼){_COUNT}单元(?:{_COUNT}(?:室|号)?)?)"
    r"|([\d０-９]{1,3}(?:幢|栋|号楼)[\d０-９]{3,4}(?:室|号)?)"
    rf"|({_COUNT}单元{_COUNT}(?:室|号))"
    # A village counts its days with 号 too: up to 31 it is a day.
    rf"|(?<=[村组浜湾埭庄])((?:3[2-9]|[4-9]\d|\d{{3,4}})号)|(?<=组)({_COUNT}号)"
    rf"|(?:门牌号?码?(?:是|：|:)? ?)({_COUNT}号?)"
    r"|(?<![\w.])(\d{1,5}[A-Za-z]? (?:[A-Z][A-Za-z'’.\-]* ){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court))\b"
)
_MAY_BE_A_DOOR = re.compile("[号幢栋门A-Z]|单元")
"""One of these is in every plate and in every address with a door."""
_ANY_NUMBER = re.compile("[\\d零〇一二三四五六七八九十百两幺]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


@dataclass(frozen=True, slots=True)
class PrivateNumber:
    """One number found: what it is, and its first three digits, which is all that may be told."""

    what_zh: str
    what_en: str
    seen: str


@dataclass(frozen=True, slots=True)
class Located:
    """A private number and where it stands: from ``start`` up to ``end``, in characters."""

    start: int
    end: int
    number: PrivateNumber


def find_private_numbers(text: str) -> tuple[PrivateNumber, ...]:
    """Every private number in ``text``, each once, in a fixed order."""
    return tuple(dict.fromkeys(one.number for one in _numbers(text)))


def locate_private_details(text: str) -> tuple[Located, ...]:
    """Every private number, number plate and door of an address in ``text``, in reading order;
    none overlaps another."""
    if not _ANY_NUMBER.search(text):
        return ()
    found = sorted((*_numbers(text), *_plates_and_doors(text)), key=lambda one: one.start)
    apart: list[Located] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return tuple(apart)


def _plates_and_doors(text: str) -> Iterator[Located]:
    if not _MAY_BE_A_DOOR.search(text):
        return
    for pattern, zh, en, shown in (
        (_PLATE, "车牌号", "a number plate", 2),
        (_DOOR, "带门牌号的住址", "an address with its door", 1),
    ):
        for match in pattern.finditer(text):
            at = next((n for n in range(1, (pattern.groups or 0) + 1) if match[n]), 0)
            seen = f"{match[at][:shown]}***"
            yield Located(match.start(at), match.end(at), PrivateNumber(zh, en, seen))


def _numbers(text: str) -> Iterator[Located]:
    """Private numbers, kind by kind; each character of ``text`` stands where it stood."""
    if not _WORTH_A_LOOK.search(text):
        return
    text = _READ_OUT_RUN.sub(lambda run: run.group().translate(_READ_OUT), text.translate(_WIDE))
    if not _MAYBE.search(text):
        return
    taken: list[tuple[int, int]] = []
    for pattern, is_one, zh, en in (
        (_CARD, _is_card, "身份证号码", "an identity card number"),
        (_OLD_CARD, _is_old_card, "身份证号码", "an identity card number"),
        (_BANK, _is_bank_card, "银行卡号", "a bank card number"),
        (_MOBILE, bool, "手机号码", "a mobile number"),
        (_LANDLINE, bool, "电话号码", "a telephone number"),
    ):
        for match in pattern.finditer(text):
            start, end = match.span()
            overlaps = any(start < e and end > s for s, e in taken)
            if not overlaps and is_one(re.sub(r"[ \-+]", "", match.group())):
                taken.append((start, end))
                seen = f"{match.group().lstrip('+')[:3]}***"
                yield Located(start, end, PrivateNumber(zh, en, seen))


def _is_card(digits: str) -> bool:
    """A right check digit, or a believable birthday: one slip of the pen hides nobody."""
    total = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == digits[17].upper() or (
        digits[0] in "12345678" and _is_day(digits[6:14])
    )


def _is_old_card(digits: str) -> bool:
    return digits[0] in "12345678" and _is_day("19" + digits[6:12])


def _is_bank_card(digits: str) -> bool:
    """Luhn's check."""
    if not 16 <= len(digits) <= 19:
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _is_day(digits: str) -> bool:
    try:
        day = datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return 1850 <= day.year <= 2100
