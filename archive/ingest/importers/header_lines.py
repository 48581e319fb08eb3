"""What stands above an interview that somebody typed: 口述者：…, 采访时间：…, 地点：…."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from archive.ingest.off_record import mask_details
from archive.ingest.private_numbers import PrivateNumber
from archive.ingest.scalars import parse_day
from archive.ingest.spoken_dates import NotUnderstood, parse_spoken
from archive.values import dataclass

_KEYS: Mapping[str, str] = {
    key: role
    for role, keys in {
        "told": "口述者 口述人 讲述人 讲述者 受访者 受访人 被访者 被采访者 "
        "被采访人 被访谈者 叙述者 口述 講述人 講述者 受訪者 受訪人 "
        "被訪者 敘述者 narrator interviewee",
        "asked": "采访者 采访人 访谈者 访谈人 采访 访谈 访问者 记者 采集者 "
        "采集人 主持人 提问者 提问人 採訪者 採訪人 訪談者 訪談人 記者 "
        "interviewer",
        "when": "时间 日期 采访时间 采访日期 访谈时间 访谈日期 录音时间 "
        "口述时间 采集时间 采集日期 時間 採訪時間 訪談時間 date",
        "place": "地点 采访地点 访谈地点 口述地点 录音地点 采集地点 地點 "
        "採訪地點 訪談地點 place location",
        "editors": "整理 整理者 整理人 文字整理 记录 记录者 记录人 记录整理 "
        "录音整理 转写 转录 抄录 整理者 記錄 記錄者 轉寫 transcriber",
        "title": "题名 标题 题目 主题 访谈主题 采访主题 題名 標題 題目 主題 title",
        "accession": "档号 编号 录音编号 档案号 檔號 編號",
        "languages": "语言 方言 语言/方言 語言 language",
        "summary": "摘要 内容摘要 内容简介 內容摘要 summary",
        "institution": "采集单位 采访单位 单位 採集單位",
        "note": "性别 年龄 出生 出生年月 出生日期 出生年 籍贯 住址 地址 "
        "家庭住址 电话 联系电话 联系方式 手机 职业 民族 文化程度 学历 "
        "身份 关系 现住址 身份证 身份证号 录音 录音时长 时长 设备 在场 "
        "在场人 在场者 备注 说明 字数 关键词 年齡 電話 備註 說明 關鍵詞 "
        "duration keywords",
    }.items()
    for key in keys.split()
}
"""What a line above the text holds, by what stands before its colon."""
_LINE = re.compile(r"^[\s\-*•【\[]{0,4}([^:：\s】\]*]{1,8}?)[\s】\]*]{0,4}[:：][\s*]{0,4}(.*)$")
_NAMES = re.compile(r"\s*[、，,；;/&]\s*|\s+(?=[\u3400-\u9fff])")
_ASIDE = re.compile(r"[（(]([^（()）]*)[）)]")
_LONGEST_NAME = 16
_MOST = 60
"""Lines that may stand above a text."""


@dataclass(frozen=True, slots=True)
class Header:
    """What was read above a text."""

    values: Mapping[str, str] = field(default_factory=dict)
    """By role: ``title``, ``when``, ``place``, ``languages``, ``summary``, ``accession``,
    ``institution``."""
    told: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """For the worker alone, each as it was written."""
    lines: frozenset[int] = frozenset()
    """The lines, from 1, that are understood here."""


def parse_header(lines: Sequence[str]) -> Header:
    """The header of a text. Ends at the first line that is no part of one; a line of its own above
    it is the title."""
    found: dict[str, str] = {}
    people: dict[str, tuple[str, ...]] = {}
    notes: list[str] = []
    taken: set[int] = set()
    rest = {_key(line.strip()) for line in lines[_MOST:]}
    for number, line in enumerate(lines[:_MOST], 1):
        plain = line.strip()
        if not plain:
            continue
        role, value = _role(plain)
        is_title = not taken and not role and _is_title(plain)
        if is_title:
            found["title"] = plain.lstrip("# \t").strip("《》*# \t")
        elif role in ("told", "asked", "editors"):
            names, aside = _names(value)
            if not names or _key(plain) in rest or _comes_again(lines, number, plain):
                break
            people[role] = (*people.get(role, ()), *names)
            notes += [plain] if aside else []
        elif role == "note" or (role and role in found):
            notes.append(plain)
        elif role and value:
            found[role] = value
        elif role:
            notes.append(plain)
        else:
            break
        taken.add(number)
    if set(found) <= {"title"} and not people and not notes:
        # A first line by itself is a title when it is marked as one, or stands apart.
        is_marked = any(
            lines[number - 1].lstrip().startswith("# ") or not "".join(lines[number : number + 1])
            for number in taken
        )
        return Header(found, lines=frozenset(taken)) if is_marked else Header()
    return Header(
        found,
        told=people.get("told", ()),
        asked=people.get("asked", ()),
        editors=people.get("editors", ()),
        notes=tuple(notes),
        lines=frozenset(taken),
    )


def mask_header(header: Header) -> tuple[Header, tuple[PrivateNumber, ...]]:
    """``header`` without private numbers in what becomes titles, names and fields. Whatever is
    masked stays, as it was written, in its private notes."""
    found: list[PrivateNumber] = []
    notes = list(header.notes)

    def masked(text: str) -> str:
        plain, numbers = mask_details(text)
        if numbers:
            found.extend(numbers)
            notes.append(text)
        return plain

    kept = Header(
        values={role: masked(value) for role, value in header.values.items()},
        told=tuple(map(masked, header.told)),
        asked=tuple(map(masked, header.asked)),
        editors=tuple(map(masked, header.editors)),
        lines=header.lines,
    )
    return replace(kept, notes=tuple(notes)), tuple(found)


def day_of(text: str) -> str:
    """A day as EDTF; empty where the words are none."""
    try:
        return parse_day(text).isoformat()
    except ValueError:
        return ""


def words_of_date(text: str) -> str:
    """A date in words that a record can keep, such as 二〇二三年春天; empty for other words."""
    try:
        parse_spoken(text)
    except NotUnderstood:
        return ""
    return text


def is_header_key(text: str) -> bool:
    """Whether ``text`` is what stands before a value in a header or a form."""
    return unicodedata.normalize("NFKC", text).strip(" :").lower() in _KEYS


def _role(line: str) -> tuple[str, str]:
    match = _LINE.match(line)
    if match is None:
        return "", ""
    return _KEYS.get(_key(line), ""), match[2].strip()


def _key(line: str) -> str:
    match = _LINE.match(line)
    return unicodedata.normalize("NFKC", match[1]).lower() if match else ""


def _comes_again(lines: Sequence[str], number: int, line: str) -> bool:
    """Whether the same words stand before a colon further down: then somebody speaks."""
    key = _key(line)
    return any(_key(other.strip()) == key for other in lines[number : number + _MOST])


def _names(value: str) -> tuple[tuple[str, ...], bool]:
    """The names in a value, and whether more than names stands in it; no names for a sentence."""
    plain = _ASIDE.sub("", value).strip()
    names = tuple(dict.fromkeys(part for part in _NAMES.split(plain) if part))
    is_sentence = any(
        len(name) > _LONGEST_NAME or name.endswith(("。", "？", "！")) for name in names
    )
    return (() if is_sentence else names), plain != value.strip()


def _is_title(line: str) -> bool:
    if line.startswith("# "):
        return True
    is_short = len(line) <= 40 and not line.startswith(("#", ">", "-", "[", "【", "（", "("))
    return is_short and not re.search(r"[。！？；!?;:：]|\d:\d", line)
