"""The village's own readings: ``content/vocabularies/pinyin.yml``, a word and its pinyin a line.

# 词: 拼音，一个字一个音节；声调写不写都行
长云村: zhang yun cun
单: shan
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from archive.errors import Problem
from archive.ingest.folders import CONTENT
from archive.ingest.texts import read_text

PINYIN = PurePosixPath(CONTENT, "vocabularies", "pinyin.yml")
_LINE = re.compile(r"\s*([\"']?)(?P<word>[^:：\"']+?)\1\s*[:：]\s*([\"']?)(?P<reading>.*?)\3\s*")
_COMMENT = re.compile(r"(?:^|\s)#.*")
_SYLLABLE = re.compile(r"[a-z]{1,6}")


def read_pinyin(folder: Path) -> tuple[Mapping[str, tuple[str, ...]], tuple[Problem, ...]]:
    """The readings that the archive in ``folder`` gives, syllables by word, and what is wrong."""
    read = read_text(folder / PINYIN, path=PINYIN)
    if read is None or read.text is None:
        return {}, read.problems if read else ()
    words, problems = parse_pinyin(read.text)
    return words, (*read.problems, *problems)


def parse_pinyin(text: str) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """The syllables of each word, without tones and with ``v`` for ``ü``, and what is wrong."""
    words: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        said = _COMMENT.sub("", line).strip()
        if not said or said == "---":
            continue
        match = _LINE.fullmatch(said)
        word = match["word"] if match else ""
        syllables = tuple(map(_plain, match["reading"].split())) if match else ()
        if not syllables or not all(map(_SYLLABLE.fullmatch, syllables)):
            problems.append(Problem("pinyin-malformed", PINYIN, number, {"seen": said[:40]}))
        elif len(word) != len(syllables):
            facts = {"seen": word, "characters": str(len(word)), "syllables": str(len(syllables))}
            problems.append(Problem("pinyin-count", PINYIN, number, facts))
        elif word in words:
            problems.append(Problem("pinyin-twice", PINYIN, number, {"seen": word}))
        else:
            words[word] = syllables
    return words, problems


def _plain(syllable: str) -> str:
    """``zhǎng``, ``Zhang3`` and ``zhang`` are one; ``lü``, ``lv`` and ``lu:`` too."""
    parted = unicodedata.normalize("NFD", syllable.lower().replace("u:", "ü"))
    letters = parted.replace("u\u0308", "v").rstrip("12345")
    return "".join(sign for sign in letters if not unicodedata.combining(sign))
