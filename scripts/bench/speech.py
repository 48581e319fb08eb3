"""Speech with as many different words as people really use, for measuring search.

The clauses in `phrases.py` make pages that look like pages; an index over them would be a toy,
because they have a few hundred pairs of characters and real speech has hundreds of thousands.
Here words come from pypinyin's list of Chinese words, each as often as its rank in an (invented)
order says: Zipf's law. In between stand the small words that every sentence has. It makes no sense,
and need not.
"""

from bisect import bisect
from itertools import accumulate
from random import Random

from pypinyin.phrases_dict import phrases_dict

SMALL = (
    "的 了 我 是 就 他 在 有 一个 也 不 我们 都 那 说 去 还 到 这 你 要 人 那个 没有 来 上 他们 "
    "跟 这个 会 把 做 里 很 给 讲 家 后来 那时候 什么 好 看 用 过 得 着 就是 因为 所以 但是 可以 "
    "自己 大 小 又 再 从 对 只 让 被 多 吃 知道 时候 起来 出来 下 能 想 走 年 天 个 两 三 几 比较 "
    "其实 现在 以前 一起 大家 觉得 一直 已经 一样 这样 那样 怎么 事情 东西 地方 孩子 阿爸 姆妈 "
    "老人家 隔壁 村里 队里 田里 河边 门口 早上 夜里 冬天 夏天 过年"
).split()
SMALL_SHARE = 0.50
"""How many of the words are small ones."""
STEEP, FLAT = 1.5, 40.0
"""Zipf's exponent and Mandelbrot's term. With these, 10,000 segments have somewhat more different
pairs of neighbouring characters (113,000) than 10,000 segments of real transcripts (93,000)."""
STOPS = ("，", "，", "，", "。", "。", "，", "、", "？")
MEAN, SPREAD, LEAST, MOST = 3.90, 0.85, 8, 420
"""The logarithm of a segment's characters is normal, as in real transcripts; cut at both ends."""


class Speaker:
    """Says things, always the same ones for one seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        words = sorted(word for word in phrases_dict if 2 <= len(word) <= 3)
        Random(1954).shuffle(words)
        # Two characters are what most words have.
        self._words = [word for n, word in enumerate(words) if len(word) == 2 or n % 4 == 0]
        self._heights = _heights(len(self._words), STEEP, FLAT)
        self._small_heights = _heights(len(SMALL), 1.0, 2.0)

    def say(self, *names: str) -> str:
        """A segment; in its clauses stand the given names, each once."""
        length = min(MOST, max(LEAST, round(self._random.lognormvariate(MEAN, SPREAD))))
        waiting, parts, total = list(names), [], 0
        while total < length or waiting:
            clause = "".join(self._word() for _ in range(self._random.randint(3, 8)))
            if waiting:
                clause = f"{self._small()}{waiting.pop()}{clause}"
            parts.append(clause + self._random.choice(STOPS))
            total += len(parts[-1])
        return "".join(parts)[:-1] + "。"

    def _word(self) -> str:
        if self._random.random() < SMALL_SHARE:
            return self._small()
        return self._words[bisect(self._heights, self._random.random() * self._heights[-1])]

    def _small(self) -> str:
        at = bisect(self._small_heights, self._random.random() * self._small_heights[-1])
        return SMALL[at]


def _heights(count: int, steep: float, flat: float) -> list[float]:
    """Sums of shares: one at random between 0 and the last falls on a word by its share."""
    return [*accumulate((rank + flat) ** -steep for rank in range(count))]
