"""What a date can be told by: reigns, national events and a village's own anchors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from archive.ingest.spoken_words import normalised
from archive.model.dates import When
from archive.values import dataclass

REIGNS = {
    "顺治": (1644, 1661), "康熙": (1662, 1722), "雍正": (1723, 1735), "乾隆": (1736, 1795),
    "嘉庆": (1796, 1820), "道光": (1821, 1850), "咸丰": (1851, 1861), "同治": (1862, 1874),
    "光绪": (1875, 1908), "宣统": (1909, 1911), "民国": (1912, 1949),
}  # fmt: skip
"""First and last year that is counted by each."""
ERA = "|".join(REIGNS)
"""A pattern for one of their names."""
# Where historians differ the wider span stands; what differs from village to village is an anchor.
NATIONAL_EVENTS = {
    "解放": "1949", "解放初": "1949/1952~", "解放初期": "1949/1952~", "刚解放": "1949/1950",
    "新中国成立": "1949", "建国": "1949", "建国初期": "1949/1952~", "新中国成立初期": "1949/1952~",
    "土改": "1946/1953", "土地改革": "1946/1953", "抗美援朝": "1950/1953",
    "大跃进": "1958/1960", "大炼钢铁": "1958/1959", "三年困难时期": "1959/1961",
    "三年困难": "1959/1961", "困难时期": "1959/1961", "三年自然灾害": "1959/1961",
    "自然灾害": "1959/1961", "四清": "1963/1966", "四清运动": "1963/1966",
    "文革": "1966/1976", "文化大革命": "1966/1976", "文化革命": "1966/1976",
    "改革开放": "1978", "恢复高考": "1977", "香港回归": "1997",
    "抗战": "1931/1945", "抗日战争": "1931/1945", "抗日": "1931/1945", "全面抗战": "1937/1945",
    "八年抗战": "1937/1945", "抗战胜利": "1945", "日本投降": "1945", "解放战争": "1945/1950",
    "辛亥革命": "1911", "清朝": "1644/1912", "清代": "1644/1912", "清末": "1840/1912",
    "太平天国": "1851/1864",
} | {name: f"{first}/{last}" for name, (first, last) in REIGNS.items()}  # fmt: skip
UNSETTLED = frozenset("土改 土地改革 抗战 抗日战争 抗日 清末 解放战争 四清 四清运动".split())
"""National events that began or ended at different times by place or by historian."""


@dataclass(frozen=True)
class Anchor:
    """An event that a village dates other things by."""

    names: tuple[str, ...]
    """Every way it is called, with or without 那年: 五四年大水, 发大水那年."""
    when: When
    """When it was."""


@lru_cache(maxsize=16)
def named_events(anchors: tuple[Anchor, ...]) -> Mapping[str, str]:
    """All names that date by an event; a village's own meaning goes before the national one."""
    own: dict[str, str] = {}
    for anchor in anchors:
        for name in {normalised(name) for name in anchor.names}:
            stem = re.sub(r"(的?那一?年|的?时候)$", "", name)
            for key in {name, stem} - {""}:
                edtf = anchor.when.edtf or ""
                own[key] = edtf if own.get(key, edtf) == edtf else ""
    every = NATIONAL_EVENTS | own
    return {name: every[name] for name in sorted(every, key=lambda name: (-len(name), name))}
