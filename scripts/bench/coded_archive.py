"""An archive of coded transcripts of any size, with the dirt that real ones have.

Eleven headers in turn; blank rows, stray cells, times out of order and in words, speakers whom
nobody knows, passages off the record, GB18030 and UTF-8 with a mark, quotation marks left open.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from phrases import CROFTS, GIVEN, QUESTIONS, SURNAMES, THEMES, make_speech

HEADERS: tuple[tuple[str, ...], ...] = (
    ("speaker", "words", "tags", "timestamp"),
    ("speaker", "timestamp", "words"),
    ("speaker", "timestamp", "words", "End Time"),
    ("speaker", "timestamp", "End Time", "words"),
    ("speaker", "timestamp", "spanish", "words", "tags"),
    ("speaker", "Start Time", "Endtime", "words", "tags"),
    ("Speaker", "Words", "Tags", "Timestamp"),
    ("speaker", "text", "codes", "start_time"),
    ("SPEAKER", "TIMESTAMP", "WORDS", "TAGS"),
    ("说话人", "时间码", "正文", "标签"),
    ("说话人", "时间", "方言原文", "普通话", "标签"),
)
_OFF_RECORD = ("这一段不要录。", "Please don't record this.", "这个别写进去。")


@dataclass(frozen=True, slots=True)
class CodedArchive:
    """How much was made."""

    transcripts: int
    rows: int
    """Rows of transcripts, blank ones too."""


def make_coded_archive(
    folder: Path, *, transcripts: int = 332, rows: int = 109_000, seed: int = 1
) -> CodedArchive:
    """Write an archive into ``folder``: the same one for the same numbers."""
    random = Random(seed)
    data = folder / "_data"
    (data / "transcripts").mkdir(parents=True)
    (data / "indexes").mkdir()
    known = [
        ("objectid", "title", "interviewee", "interviewer", "date", "location", "restrictions")
    ]
    made = 0
    for number in range(transcripts):
        count = (rows - made) // (transcripts - number)
        made += count
        teller, asker = _name(random), _name(random)
        name = f"t{number + 1:04}"
        text = _table(random, HEADERS[number % len(HEADERS)], teller, asker, count)
        encoding = ("utf-8", "utf-8-sig", "gb18030")[number % 3]
        (data / "transcripts" / f"{name}.csv").write_bytes(text.encode(encoding))
        date = f"20{number % 20 + 4:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        limits = "封存到 2040 年" if number % 50 == 0 else ""
        known.append(
            (name, f"{teller}讲{random.choice(THEMES)}", teller, asker, date, "虚构村", limits)
        )
        if number % 4 == 0:
            (data / "indexes" / f"{name}.csv").write_text(_index(random), encoding="utf-8")
    (data / "metadata.csv").write_text(_csv(known), encoding="utf-8-sig")
    codes = [("tag", "description"), *((f"c{place}", theme) for place, theme in enumerate(THEMES))]
    (data / "filters.csv").write_text(_csv(codes), encoding="utf-8")
    return CodedArchive(transcripts, made)


def _name(random: Random) -> str:
    return random.choice(SURNAMES) + random.choice(GIVEN) + random.choice(GIVEN)


def _table(random: Random, header: Sequence[str], teller: str, asker: str, count: int) -> str:
    lines = [",".join(header)]
    at = 0
    for number in range(count):
        at += random.randint(2, 18)
        if number % 211 == 210:
            lines.append("," * (len(header) - 1))
            continue
        row = [_cell(random, name.lower(), number, at, teller, asker) for name in header]
        if number % 173 == 172:
            row.append(random.choice(CROFTS))
        lines.append(_csv([row]).rstrip("\n"))
        if number % 293 == 292:
            lines[-1] = lines[-1].replace(",", ',"', 1)
    return "\n".join(lines) + "\n"


def _cell(random: Random, name: str, number: int, at: int, teller: str, asker: str) -> str:
    is_asking = number % 5 == 0
    if name in ("speaker", "说话人"):
        if number % 97 == 96:
            return random.choice(("Unknown Speaker", f"{teller} or {asker}", "不明"))
        return "" if number % 3 == 2 else f"{asker if is_asking else teller}："
    if name in ("timestamp", "start time", "start_time", "时间码", "时间"):
        return _time(random, number, at)
    if name in ("end time", "endtime"):
        return f"{at // 60}:{at % 60:02}"
    if name in ("tags", "codes", "标签"):
        return f"c{(number // 9) % len(THEMES)};highlight" if number % 2 else ""
    if number % 131 == 130:
        return random.choice(_OFF_RECORD)
    return random.choice(QUESTIONS) if is_asking else make_speech(random, clauses=2)


def _time(random: Random, number: int, at: int) -> str:
    if number % 61 == 60:
        return random.choice((":99:99", "后来", "00:00:01"))
    hours, minutes, seconds = at // 3600, at // 60 % 60, at % 60
    return (
        f"[{hours:02}:{minutes:02}:{seconds:02}:12]",
        f"{hours:02};{minutes:02};{seconds:02};07",
        f"{at // 60}:{seconds:02}",
        f"{hours}：{minutes:02}：{seconds:02}".translate(
            str.maketrans("0123456789", "０１２３４５６７８９")
        ),
        f"{hours}时{minutes}分{seconds}秒",
        "",
    )[number % 6]


def _index(random: Random) -> str:
    rows = [(f"{minute}:00", random.choice(THEMES), "") for minute in range(0, 20, 4)]
    return _csv([("time", "title", "description"), *rows])


def _csv(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
