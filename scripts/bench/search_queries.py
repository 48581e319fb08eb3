"""What is asked, drawn from the texts with a fixed seed, and what a plain look finds for it."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from opencc import OpenCC
from pypinyin import lazy_pinyin
from search_texts import Texts

from archive.index.search.analysis import runs
from archive.index.search.readings import readings_of

EACH = 25
"""Queries of each kind."""
SEED = 219
NAMES, PLACES, OBJECTS = "names", "places", "objects"
PAIRS, SINGLES, PHRASES = "two characters", "single characters", "phrases of six"
OTHER_SCRIPT, PINYIN, INITIALS = "the other script", "full pinyin", "initials"
TYPED = (NAMES, PLACES, OBJECTS, PAIRS, SINGLES, PHRASES, OTHER_SCRIPT)
"""Kinds whose answer is told by the characters alone."""
KINDS = (*TYPED, PINYIN, INITIALS)

Place = tuple[str, int]
"""An interview and the number of a segment in it."""


@dataclass(frozen=True, slots=True)
class Query:
    """``line`` is typed; ``meant`` is what the one who types has in mind."""

    kind: str
    line: str
    meant: str


class Scan:
    """All segments, analysed, one after the other."""

    def __init__(self, segments: Iterable[tuple[str, int, str]]) -> None:
        self.places: list[Place] = []
        self._starts: list[int] = []
        lines, at = [], 0
        spoken = []
        for interview, number, words in segments:
            line = " ".join(runs(words))
            self.places.append((interview, number))
            self._starts.append(at)
            lines.append(line)
            spoken.append(words)
            at += len(line) + 1
        self.text = "\n".join(lines)
        self.spoken = "\n".join(spoken)
        self.pairs = {self.text[n : n + 2] for n in range(len(self.text) - 1)}
        self.pairs = {pair for pair in self.pairs if not re.search(r"\s", pair)}
        self._read: dict[str, str] = {}
        for sign in set(self.text):
            for sound in readings_of(sign):
                self._read[sound] = self._read.get(sound, "") + sign

    def find(self, words: str) -> set[int]:
        """Which segments have these words, as places in `places`."""
        wanted = list(runs(words))
        return set.intersection(*map(self._find_run, wanted)) if wanted else set()

    def _find_run(self, run: str) -> set[int]:
        return self._segments(lambda at: self.text.find(run, at))

    def _segments(self, following: Callable[[int], int]) -> set[int]:
        """``following`` gives the next place from a place on, or −1."""
        found, at = set(), following(0)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            found.add(number)
            if number + 1 == len(self._starts):
                break
            at = following(self._starts[number + 1])
        return found

    def find_sound(self, syllables: Sequence[str]) -> set[int]:
        """Which segments have characters that can be read so, one after the other."""
        signs = [self._read.get(syllable, "") for syllable in syllables]
        if not all(signs):
            return set()
        pattern = re.compile("".join(f"[{re.escape(own)}]" for own in signs))

        def following(at: int) -> int:
            found = pattern.search(self.text, at)
            return found.start() if found else -1

        return self._segments(following)

    def divisions(self, letters: str) -> Iterator[tuple[str, ...]]:
        """All ways in which letters are syllables that occur."""
        if not letters:
            yield ()
        for end in range(1, min(len(letters), 6) + 1):
            if letters[:end] in self._read:
                for rest in self.divisions(letters[end:]):
                    yield (letters[:end], *rest)


def draw_queries(texts: Texts, scan: Scan, *, each: int = EACH) -> list[Query]:
    """So many queries of each kind, each different from the others."""
    random = Random(SEED)
    found: dict[str, Query] = {}
    for kind, meant in _drawn(texts, scan, random, each):
        line = _typed(kind, meant)
        if line not in found:
            found[line] = Query(kind, line, meant)
    return list(found.values())


def _drawn(texts: Texts, scan: Scan, random: Random, each: int) -> Iterator[tuple[str, str]]:
    own = {NAMES: texts.names, PLACES: texts.places, OBJECTS: texts.objects}
    there = {kind: _there(words, scan, random, 2 * each) for kind, words in own.items()}
    for kind, words in there.items():
        yield from ((kind, word) for word in words[:each])
    drawn: dict[str, list[str]] = {}
    for kind, length in ((PAIRS, 2), (SINGLES, 1), (PHRASES, 6)):
        drawn[kind] = _stretches(scan.spoken, random, length, each)
        yield from ((kind, word) for word in drawn[kind])
    longer = _stretches(scan.spoken, random, 4, 8 * each)
    others = [*there[NAMES][each:], *there[OBJECTS][each:], *longer]
    scripts = [word for word in others if _typed(OTHER_SCRIPT, word) != word]
    yield from ((OTHER_SCRIPT, word) for word in scripts[:each])
    chinese = [word for words in there.values() for word in words if re.fullmatch("[一-鿿]+", word)]
    random.shuffle(chinese)
    yield from ((PINYIN, word) for word in chinese[:each])
    people = [name for name in texts.names if re.fullmatch("[一-鿿]{2,4}", name)]
    yield from ((INITIALS, word) for word in random.sample(people, min(each, len(people))))


def _there(words: Sequence[str], scan: Scan, random: Random, most: int) -> list[str]:
    """Words that somebody says."""
    found: list[str] = []
    for word in random.sample(list(words), len(words)):
        if len(found) == most:
            break
        if len(word) > 1 and scan.find(word):
            found.append(word)
    return found


def _stretches(text: str, random: Random, length: int, count: int) -> list[str]:
    """Stretches of Chinese characters from anywhere: what is common comes often."""
    fitting = re.compile(f"[一-鿿]{{{length}}}")
    found: dict[str, None] = {}
    for _ in range(count * 50):
        at = random.randrange(max(1, len(text) - length))
        if fitting.fullmatch(text, at, at + length):
            found[text[at : at + length]] = None
        if len(found) == count:
            break
    return list(found)


_TRADITIONAL = OpenCC("s2t")


def _typed(kind: str, meant: str) -> str:
    match kind:
        case "the other script":
            changed = _TRADITIONAL.convert(meant)
            return changed if changed != meant else "".join(runs(meant))
        case "full pinyin":
            return "".join(lazy_pinyin("".join(runs(meant))))
        case "initials":
            return "".join(syllable[0] for syllable in lazy_pinyin("".join(runs(meant))))
        case _:
            return meant


@dataclass(frozen=True, slots=True)
class Truth:
    """What a plain look finds: what must be found, and what else may be."""

    wanted: frozenset[int]
    allowed: frozenset[int]


def look(query: Query, scan: Scan) -> Truth:
    """By characters; for pinyin by sound, in any division into syllables for what may be found."""
    if query.kind != PINYIN:
        wanted = frozenset(scan.find(query.line))
        return Truth(wanted, wanted)
    meant = lazy_pinyin("".join(runs(query.meant)))
    wanted = frozenset(scan.find_sound(meant) | scan.find(query.line))
    allowed = set(wanted)
    for division in scan.divisions(query.line):
        allowed |= scan.find_sound(division)
    return Truth(wanted, frozenset(allowed))
