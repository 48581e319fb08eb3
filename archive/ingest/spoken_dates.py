"""Dates as villagers say and clerks write them, read into an EDTF interval.

What is read is listed case by case in ``tests/cases/spoken_dates.yaml``. The rules behind it:

- Nothing is guessed. What can mean two things becomes an interval that covers both, and where that
  would say nothing, `NotUnderstood`, which names the candidates.
- A bare year is the year of that number, 光绪二十年 is 1894, as museums and archives convert it. A
  lunar month or day is converted exactly: the twelfth month of 1958 begins on 1959-01-09. A month
  without 闰 is the ordinary one.
- Arabic figures and 日 or 号 mean the Gregorian calendar; 正月, 冬月, 腊月, 初五, 廿三 and years of
  Qing reigns the lunar one (as in GB/T 15835). 一九五八年八月 may be either: both are covered.
- A two-digit year is the latest one not after `said_on`; without `said_on`, 30 to 99 are 19xx and
  00 to 29 are refused. 10 to 38 in Arabic figures may count years of the Republic: refused too,
  unless they give a year from 2000.
- An age may be counted from one at birth (虚岁) or from zero: two years, unless it is said which.
- 以前 and 以后 include what they are said of.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from archive.ingest.spoken_events import Anchor, named_events
from archive.ingest.spoken_intervals import EXAMPLE, Context, Refused
from archive.ingest.spoken_ranges import read_whole
from archive.ingest.spoken_words import normalised
from archive.model.dates import When, parse_edtf

__all__ = ["Anchor", "NotUnderstood", "parse_spoken"]


_NOT_KNOWN = frozenset(
    "不详 不清楚 不知道 不知 未知 无考 待考 待查 说不清 说不上来 记不清 记不清了 记不得 记不得了 "
    "不记得 不记得了 年代不详 时间不详 日期不详 年份不详 忘了 忘记了".split()
)


class NotUnderstood(ValueError):
    """Words that give no date, or more than one; says why and what to write instead."""

    def __init__(self, text: str, *, zh: str, en: str, instead: str) -> None:
        self.text = text
        """The words, as given."""
        self.zh = f"看不懂时间“{text}”：{zh}。请保留原话，在旁边另写 EDTF 时间，例如 {instead}。"
        """The message in Chinese."""
        self.en = (
            f"The date “{text}” is not understood: {en}. "
            f"Keep the words and write an EDTF date beside them, for example {instead}."
        )
        """The message in English."""
        super().__init__(self.en)


def parse_spoken(
    text: str,
    *,
    anchors: Sequence[Anchor] = (),
    said_on: datetime.date | None = None,
    born: int | None = None,
) -> When:
    """Read a date as spoken; the result keeps `text` verbatim beside its EDTF.

    `said_on` is the day of the interview, `born` the narrator's year of birth; both only settle
    what the words leave open. Words that say the time is not known (不详) give an unknown `When`.
    Raises NotUnderstood, and nothing else, for any other text.
    """
    try:
        words = normalised(text)
        if words in _NOT_KNOWN:
            return When(spoken=text, edtf=None, earliest=None, latest=None)
        events = named_events(tuple(anchors))
        known = "、".join(name for anchor in anchors[:6] for name in anchor.names[:1])
        edtf = read_whole(words, Context(events, said_on, born)) if words else None
        if edtf is None:
            raise Refused(
                "不是会读的写法" + (f"，也不是登记过的大事（{known}）" if known else ""),
                "no known way of writing"
                + (f", nor a registered event ({known})" if known else ""),
            )
        return replace(parse_edtf(edtf), spoken=text)
    except Refused as no:
        raise NotUnderstood(text, zh=no.zh, en=no.en, instead=no.instead) from None
    except ValueError:  # a year or day that no calendar has
        zh, en = "历法里没有这一天", "no calendar has this day"
        raise NotUnderstood(text, zh=zh, en=en, instead=EXAMPLE) from None
