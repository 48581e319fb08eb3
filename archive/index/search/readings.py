"""How characters sound: pinyin without tones, all readings, surnames as surnames.

The dictionary knows single characters well. Where it does not know the village, the village's own
table (``content/vocabularies/pinyin.yml``) comes first.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from archive.index.search.analysis import normalise
from archive.values import dataclass

SYLLABLE = re.compile(r"[a-z]+")
_WORD = re.compile(r"[a-z]+|[0-9]+")
SURNAMES: Mapping[str, str] = {
    "万俟": "mo qi", "单于": "chan yu", "宇文": "yu wen", "尉迟": "yu chi", "澹台": "tan tai",
    "长孙": "zhang sun", "令狐": "ling hu", "鲜于": "xian yu", "濮阳": "pu yang",
    "乐": "yue", "乜": "nie", "仇": "qiu", "任": "ren", "冼": "xian",
    "区": "ou", "单": "shan", "卜": "bu", "召": "shao", "句": "gou", "员": "yun", "哈": "ha",
    "坟": "feng", "宁": "ning", "宓": "mi", "尹": "yin", "折": "she", "撒": "sa",
    "晟": "cheng", "曲": "qu", "曾": "zeng", "朴": "piao", "查": "zha", "柏": "bai", "洗": "xian",
    "湛": "zhan", "燕": "yan", "牟": "mu", "盖": "ge", "石": "shi", "祭": "zhai",
    "种": "chong", "秘": "bi", "纪": "ji", "缪": "miao", "繁": "po", "翟": "zhai",
    "臧": "zang", "葛": "ge", "薄": "bo", "覃": "qin", "解": "xie", "贾": "jia",
    "车": "che", "逄": "pang", "那": "na", "重": "chong", "长": "zhang",
    "阚": "kan", "隗": "wei", "雍": "yong", "鲍": "bao", "麻": "ma",
    "黑": "he", "华": "hua", "盛": "sheng", "莘": "shen", "谌": "chen", "郝": "hao", "郗": "xi",
}  # fmt: skip
"""Surnames that sound otherwise than the character mostly does, or whose other readings would
come first; those of two characters before those of one."""


@cache
def _known() -> Mapping[str, str]:
    """Readings divided by commas, by code point in decimal.

    Read from the package's own table where it has one: importing the package loads all its
    phrases too, which takes five times as long.
    """
    spec = find_spec("pypinyin")
    table = Path(spec.origin).with_name("pinyin_dict.json") if spec and spec.origin else None
    if table is not None and table.is_file():
        known: dict[str, str] = json.loads(table.read_bytes())
        return known
    from pypinyin.constants import PINYIN_DICT

    return {str(sign): readings for sign, readings in PINYIN_DICT.items()}


@cache
def readings_of(sign: str) -> tuple[str, ...]:
    """Every reading of one character, the usual one first; none for what is no such character."""
    return tuple(
        dict.fromkeys(filter(None, map(_plain, _known().get(str(ord(sign)), "").split(","))))
    )


@cache
def _plain(reading: str) -> str:
    """A reading without its tone, ``v`` for ``ü``."""
    bare = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    letters = "".join(sign for sign in bare if sign.isalpha())
    return letters if SYLLABLE.fullmatch(letters) else ""


def fold(syllable: str) -> str:
    """What a syllable and those that are easily taken for it have in common."""
    for long, short in (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("r", "l")):
        if syllable.startswith(long):
            syllable = short + syllable[len(long) :]
            break
    if len(syllable) > 2 and syllable.startswith("hu") and syllable[2] in "aeio":
        syllable = "f" + syllable[2:]
    return syllable[:-1] if syllable.endswith(("ing", "eng", "ang")) else syllable


@dataclass(frozen=True)
class Readings:
    """The dictionary, and before it what the village says: words with their readings."""

    overrides: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By word in its analysed form (see `village_readings`): one reading a character."""

    def of(self, sign: str) -> tuple[str, ...]:
        """Every reading of one character, that of the village first."""
        own = self.overrides.get(sign)
        return tuple(dict.fromkeys((*own, *readings_of(sign)))) if own else readings_of(sign)

    def of_name(self, name: str, *, is_person: bool = False) -> tuple[tuple[str, ...], ...]:
        """The readings of a name, syllable by syllable; Latin words and numbers count as one."""
        found: list[tuple[str, ...]] = []
        for run in _pieces(normalise(name)):
            if run.isascii():
                found.append((run,))
            else:
                found.extend(self._of_run(run, is_person=is_person and not found))
        return tuple(found)

    def _of_run(self, run: str, *, is_person: bool) -> list[tuple[str, ...]]:
        syllables = [self.of(sign) for sign in run]
        if is_person:
            for length in (2, 1):
                if run[:length] in SURNAMES:
                    _put_first(syllables, 0, SURNAMES[run[:length]].split())
                    break
        for word, own in self.overrides.items():
            at = run.find(word)
            while at >= 0:
                _put_first(syllables, at, own)
                at = run.find(word, at + 1)
        return [syllable for syllable in syllables if syllable]


def _put_first(syllables: list[tuple[str, ...]], at: int, own: Sequence[str]) -> None:
    for place, reading in enumerate(own, at):
        syllables[place] = tuple(dict.fromkeys((reading, *syllables[place])))


def _pieces(text: str) -> list[str]:
    """``text`` as stretches of characters, Latin words and numbers."""
    return re.findall(r"[a-z]+|[0-9]+|[^\x00-\x7f]+", text)


def village_readings(table: Mapping[str, Sequence[str]]) -> Readings:
    """Readings with the village's own ``table`` before the dictionary, longer words first."""
    words = {normalise(word): tuple(own) for word, own in table.items()}
    fitting = {word: own for word, own in words.items() if word and len(word) == len(own)}
    return Readings(dict(sorted(fitting.items(), key=lambda item: (len(item[0]), item[0]))))


def format_reading(syllables: Sequence[Sequence[str]]) -> str:
    """``zhang|chang yun cun``: syllables divided by spaces, readings of one by strokes."""
    return " ".join("|".join(readings) for readings in syllables)
