"""Who says what in a text that somebody typed, or that a dictation service wrote.

Taken are 问 and 答, a name and a colon, ``【name】``, a name on a line of its own, a name with a
time as each dictation service writes it in its own way (讯飞听见, 飞书妙记, 腾讯会议, 通义听悟),
a time in brackets. What stands before a colon is a speaker only where it looks like one:
他跟我讲：is no name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from archive.ingest.transcripts import is_mandarin
from archive.ingest.voices import ANSWERING, ASKING, TOGETHER, UNHEARD, parse_voice

_CLOCK = r"\d{1,3}[:：]\d{2}(?:[:：]\d{2})?(?:[.,:：;]\d{1,3})?"
_STAMP = re.compile(rf"[\[【（(〔{{<]\s*(?:时间\s*)?({_CLOCK})\s*[\]】）)〕}}>]")
_SPAN = rf"({_CLOCK})(?:\s*(?:-+>?|—+|–|~|～|至|到)\s*({_CLOCK}))?"
_NUMBERED = re.compile(
    r"(?:说话人|說話人|发言人|發言人|讲话人|講話人|讲者|講者|受访者|采访者|speaker|spk|speaker_)"
    r"[ _]*[0-9０-９一二三四五六七八九十A-Z]{1,3}",
    re.IGNORECASE,
)
# Bounded throughout, and no sign may belong to two parts: a line of a million dashes is soon done.
_NAME = r"[^\s:：，。！？；、,.!?;\[\]【】（()）〔〕<>{}*#|或/&]{1,12}"
_LATIN = r"[A-Z][\w.'’\-]{0,24}(?: {1,3}[\w.'’\-]{1,24}){0,3}"
_MANNER = r"(?P<manner>[（(][^（()）]{1,8}[）)])?"
_WHO = rf"(?P<name>{_LATIN}|{_NAME}(?:[ 、或/&]{_NAME}){{0,3}})(?P<doubt>[?？]?){_MANNER}"
_LEAD = r"^[\s\-*•>#]{0,8}"
_CALLED = re.compile(rf"{_LEAD}{_WHO}\*{{0,2}}[ \t]*[:：]\*{{0,2}}[ \t]*(?P<words>.*)$")
_BRACKETED = re.compile(rf"{_LEAD}[【\[](?P<name>{_NAME})[】\]][ \t]*[:：]?[ \t]*(?P<words>.*)$")
_WITH_TIME = re.compile(
    rf"{_LEAD}[【\[]?{_WHO}[】\]]?\s*[（(\[]?\s*(?<!\d)(?P<time>{_CLOCK})\s*[）)\]]?\s*[:：]?\s*(?P<words>.*)$"
)
_TIME_FIRST = re.compile(
    rf"{_LEAD}[\[【（(〔{{]?\s*(?P<span>{_SPAN})\s*[\]】）)〕}}]?[\s\-:：]*(?P<words>.*)$"
)
_LEADING_TIME = re.compile(rf"^\s*[\[【（(〔{{]?\s*({_CLOCK})\s*[\]】）)〕}}]?\s*(.*)$")
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*)$")
_ANY_CLOCK = re.compile(r"\d[:：]\d")
"""What every time has: looking for it first is four times as fast."""
_NO_NAME = re.compile(
    r".+ \d{1,3}|.*[讲講说說道问問想喊叫答曰写寫是有为為如即例括]|第.*|"
    r"[一二三四五六七八九十\d]+|其.*|"
    r"[我你他她它您伊侬](?:们|們|拉)?|人家|注|备注|附注|按|按语|原因|结果|例|https?|附|又|另|答案|结论|普通[话話]"
)
"""What stands before a colon and is nobody: whoever tells what another said, and lists."""
_KIN = re.compile(
    r".+(?:[婆公伯叔婶嬸嫂爷爺奶妈媽爸哥姐弟妹姨舅姑]|老师|老師|书记|主任|医生|先生|师傅|女士)"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤俞"
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭蔣葉蘇魏呂盧鐘譚陸賈韋鄒龍賀顧龔萬錢嚴湯"
)
_ENDS = tuple('。！？!?…”"』」；;：:.')
MACHINE_LABEL = _NUMBERED
"""How dictation services call those whom they cannot name."""


class Turn(NamedTuple):
    """One passage: a paragraph that somebody says, or that nobody says."""

    line: int
    """Where it begins, counted from 1."""
    label: str
    """Who speaks, as written; empty for a passage of nobody."""
    words: str
    mandarin: str = ""
    """The same in Mandarin, where a line 普通话：gives it."""
    lines: int = 1
    """How many lines of the text it is made of."""
    start: float | None = None
    end: float | None = None
    is_heading: bool = False
    is_first: bool = False
    """Whether the speaker begins here; a passage that is not goes on with the one before."""
    called: str = ""
    """What stands before the words and is kept as label or time, as it is written."""


class _Line(NamedTuple):
    number: int
    text: str
    label: str = ""
    time: str = ""
    until: str = ""
    words: str = ""
    level: int = 0


def parse_turns(
    text: str, *, known: Collection[str] = (), skip: Collection[int] = ()
) -> tuple[Turn, ...]:
    """The passages of ``text`` in order. ``known`` are names that are surely people; lines whose
    number is in ``skip`` were understood elsewhere."""
    numbered = ((n, line.strip()) for n, line in enumerate(text.split("\n"), 1) if n not in skip)
    lines = [_Read.of(number, line) for number, line in numbered if line]
    labels = _accepted(lines, known)
    return tuple(_joined(_line(line, labels) for line in lines))


def parse_clock(text: str) -> float | None:
    """Seconds of ``12:34``, ``0:12:34``, ``00:12:34.5``, ``00：12：34``, and of ``00:12:34:12``
    without its frames; None for what is no time."""
    plain = unicodedata.normalize("NFKC", text).strip()
    head, _, fraction = re.sub(r"[,;]", ".", plain).partition(".")
    parts = [int(part) for part in head.split(":") if part.isascii() and part.isdigit()]
    if len(parts) == 4:
        parts, fraction = parts[:3], ""
    if not 2 <= len(parts) <= 3 or parts[-1] >= 60 or (len(parts) == 3 and parts[1] >= 60):
        return None
    whole = parts[-1] + parts[-2] * 60 + (parts[0] * 3600 if len(parts) == 3 else 0)
    return whole + (float(f"0.{fraction}") if fraction.isascii() and fraction.isdigit() else 0.0)


def as_stamps(words: str) -> str:
    """``words`` with times in brackets as the marks that transcripts have for them."""

    def mark(match: re.Match[str]) -> str:
        seconds = parse_clock(match[1])
        if seconds is None:
            return match.group()
        minutes, rest = divmod(seconds, 60)
        return f"<{int(minutes) // 60:02}:{int(minutes) % 60:02}:{rest:06.3f}>"

    return _STAMP.sub(mark, words) if ":" in words or "：" in words else words


def split_label(line: str, labels: Collection[str]) -> tuple[str, str] | None:
    """The speaker that a line begins with, one of ``labels``, and the words; None for none."""
    for found in _candidates(line):
        if found.is_one_of(labels) and not found.time:
            return found.label + found.doubt, found.words
    return None


# --- who may be a speaker -------------------------------------------------------------------------


def accepted_labels(lines: Iterable[str], known: Collection[str]) -> frozenset[str]:
    """The labels that are speakers: words for roles, names that are known, that come again, that
    stand beside a time or in a heading of their own; and beside those a single name that could be
    nothing else."""
    return _accepted([_Read.of(number, line) for number, line in enumerate(lines, 1)], known)


def _accepted(lines: Sequence[_Read], known: Collection[str]) -> frozenset[str]:
    counted: Counter[str] = Counter()
    shown: set[str] = set()
    for line in lines:
        all_found = line.found
        if line.timed:
            all_found = (*all_found, *_candidates(line.timed["words"]))
        counted.update({found.label for found in all_found})
        if line.timed or line.text.startswith("###"):
            shown |= {found.label for found in all_found}
        shown |= {found.label for found in all_found if found.time}
    general = ASKING | ANSWERING | TOGETHER | UNHEARD
    found = {
        label
        for label, times in counted.items()
        if label in general
        or label in known
        or _NUMBERED.fullmatch(label)
        or ((times > 1 or label in shown) and not _NO_NAME.fullmatch(label))
    }
    if found:
        found |= {label for label in counted if _is_surely_a_name(label)}
    return frozenset(found)


def _is_surely_a_name(label: str) -> bool:
    is_short = 2 <= len(label) <= 4 and not label.isascii()
    is_named = label[0] in _SURNAMES or label[0] == "阿" or _KIN.fullmatch(label) is not None
    return is_short and is_named and not _NO_NAME.fullmatch(label)


class _Found(NamedTuple):
    """A way in which a line may begin with a speaker."""

    label: str
    doubt: str
    time: str
    words: str

    def is_one_of(self, labels: Collection[str]) -> bool:
        """Whether it is one of the speakers, or several of them."""
        if self.label in labels:
            return True
        names, _ = parse_voice(self.label)
        return len(names) > 1 and all(name in labels for name in names)


class _Read(NamedTuple):
    """A line with all that it may begin with."""

    number: int
    text: str
    found: tuple[_Found, ...]
    timed: re.Match[str] | None

    @classmethod
    def of(cls, number: int, text: str) -> _Read:
        timed = _TIME_FIRST.match(text) if _ANY_CLOCK.search(text) else None
        return cls(number, text, tuple(_candidates(text)), timed)


def _patterns_for(line: str) -> Iterator[re.Pattern[str]]:
    """The patterns that have a chance: most lines have one, and some have none."""
    if ":" in line or "：" in line:
        if _ANY_CLOCK.search(line):
            yield _WITH_TIME
        yield _CALLED
    if "【" in line or "[" in line:
        yield _BRACKETED


def _candidates(line: str) -> Iterator[_Found]:
    """Each way in which ``line`` may begin with a speaker."""
    for pattern in _patterns_for(line):
        match = pattern.match(line)
        if match is None:
            continue
        found = match.groupdict(default="")
        label = _plain(found["name"])
        if label:
            words = found.get("manner", "") + found["words"]
            doubt = "？" if found.get("doubt") else ""
            yield _Found(label, doubt, found.get("time", ""), words)


@lru_cache(maxsize=1024)  # a few people say thousands of passages
def _plain(label: str) -> str:
    """A label as it is compared: without wide letters and several spaces."""
    return " ".join(unicodedata.normalize("NFKC", label).replace("*", "").split()).strip(":")


# --- lines into passages --------------------------------------------------------------------------


def _line(line: _Read, labels: Collection[str]) -> _Line:
    number, text = line.number, line.text
    for found in line.found:
        if not found.is_one_of(labels):
            continue
        time, words = found.time, found.words
        inner = None if time else _LEADING_TIME.match(words)
        if inner and parse_clock(inner[1]) is not None:
            time, words = inner[1], inner[2]
        if not time or parse_clock(time) is not None:
            return _Line(number, text, found.label + found.doubt, time, words=words)
    alone = _plain(text)
    if alone in labels:
        return _Line(number, text, alone)
    heading = _HEADING.match(text)
    if heading:
        return _Line(number, text, words=heading[2], level=len(heading[1]))
    return _line_with_time(line, labels)


def _line_with_time(line: _Read, labels: Collection[str]) -> _Line:
    number, text, _, match = line
    if match is None or parse_clock(match[2]) is None:
        return _Line(number, text, words=text)
    rest = match["words"]
    found = split_label(rest, labels)
    label, words = found or ("", rest)
    if found is None and _plain(rest) in labels:
        label, words = _plain(rest), ""
    return _Line(number, text, label, match[2], match[3] or "", words)


@dataclass(slots=True)
class _Passage:
    """A passage that may go on with the next line."""

    first: _Line
    label: str
    words: list[str] = field(default_factory=list)
    mandarin: list[str] = field(default_factory=list)
    lines: int = 1
    is_first: bool = False

    @property
    def is_said(self) -> bool:
        """Whether a line of Mandarin may follow: somebody said something, and it has none yet."""
        return bool(self.label and self.words and not self.mandarin)

    def turn(self) -> Turn:
        line = self.first
        return Turn(
            line=line.number,
            label=self.label,
            words=_as_one(self.words),
            mandarin=_as_one(self.mandarin),
            lines=self.lines,
            start=parse_clock(line.time) if line.time else None,
            end=parse_clock(line.until) if line.until else None,
            is_heading=line.level > 0,
            is_first=self.is_first,
            called=line.label if self.is_first else "",
        )


def _joined(lines: Iterable[_Line]) -> Iterator[Turn]:
    """Passages: a line that does not end a sentence goes on with the next."""
    passage: _Passage | None = None
    label = ""
    for line in lines:
        if line.level or line.label or line.time:
            if passage is not None:
                yield passage.turn()
            label = line.label or label
            words = [line.words] if line.words else []
            passage = _Passage(line, label, words, is_first=bool(line.label))
        elif passage and passage.is_said and (meant := _mandarin(line.text)):
            passage.mandarin.append(meant)
            passage.lines += 1
        elif passage is None or _is_over(passage):
            if passage is not None:
                yield passage.turn()
            passage = _Passage(line, label, [line.words])
        else:
            passage.words.append(line.words)
            passage.lines += 1
        if line.level:
            yield passage.turn()
            passage = None
    if passage is not None:
        yield passage.turn()


def _mandarin(line: str) -> str:
    """What a line 普通话：gives; empty for another line, and for one that gives nothing."""
    at = is_mandarin(line)
    return line[at:] if at else ""


def _as_one(parts: Sequence[str]) -> str:
    """Lines as one: with a space between Latin letters, with nothing between Chinese ones."""
    joined: list[str] = []
    for part in filter(None, parts):
        if joined and joined[-1][-1].isascii() and part[0].isascii():
            joined.append(" ")
        joined.append(part)
    return "".join(joined)


def _is_over(passage: _Passage) -> bool:
    """Whether the next line begins another passage. What a dictation service put under a name and
    a time has that one time, and stays together."""
    if passage.first.label and passage.first.time:
        return False
    last = passage.words[-1].rstrip('）)】〕”"') if passage.words else ""
    return last.endswith(_ENDS)
