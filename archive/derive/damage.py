"""What could be saved of a damaged original, in the words of a problem."""

from __future__ import annotations

from collections.abc import Mapping

from archive.values import dataclass

DAMAGED, SEALED = "media-damaged", "media-damaged-sealed"
UNSURE = "media-damaged-unsure"
SMALL_LOSS = 0.5
"""Seconds at the end that nobody misses: the last frame of a recording is often torn."""

Notes = Mapping[str, Mapping[str, str]]
"""Facts of warnings about a derivative that was made all the same, by the problem's code."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A recording of which not everything could be decoded. Times in seconds."""

    kept: float
    """How much there is to hear or see."""
    sure: float
    """Up to where its times are those that were recorded. Behind a hole, everything may come too
    early: what is to be silenced would be heard."""
    whole: float | None = None
    """How long the file says it was."""

    @property
    def has_lost_time(self) -> bool:
        """Whether there is more to hear than has a sure time."""
        return self.sure < self.kept


def describe_loss(damage: Damage, *, is_sealed: bool) -> Notes:
    """The warning for a damaged recording; `is_sealed` when it ends where times are not sure."""
    if is_sealed:
        until = damage.sure
        return {SEALED: {"kept_zh": f"前 {_zh(until)}", "kept_en": f"the first {_en(until)}"}}
    zh, en = f"前 {_zh(damage.kept)}", f"the first {_en(damage.kept)}"
    if damage.whole is not None and damage.whole > damage.kept + 1:
        zh, en = f"{zh}（原来有 {_zh(damage.whole)}）", f"{en} of {_en(damage.whole)}"
    elif 0 < damage.sure < damage.kept - 2:
        zh = f"{_zh(damage.kept)}，{_zh(damage.sure)}以后断断续续"
        en = f"{_en(damage.kept)}, with gaps after {_en(damage.sure)}"
    return {DAMAGED: {"kept_zh": zh, "kept_en": en}}


def describe_torn_picture(share: float | None) -> Notes:
    """The warning for a picture of which the upper `share` (0..1) is there; None for one that is
    there as a whole, but coarse."""
    if share is None:
        return {DAMAGED: {"kept_zh": "一张模糊的画面", "kept_en": "a coarse picture"}}
    part = f"{max(1, int(share * 100))}%"
    return {DAMAGED: {"kept_zh": f"上面的 {part}", "kept_en": f"the upper {part}"}}


def _parts(seconds: float) -> tuple[int, int, int]:
    whole = int(seconds)
    return whole // 3600, whole // 60 % 60, whole % 60


def _zh(seconds: float) -> str:
    return _spell(seconds, ("小时", "分", "秒"))


def _en(seconds: float) -> str:
    return _spell(seconds, ("h", "min", "s"))


def _spell(seconds: float, units: tuple[str, str, str]) -> str:
    told = [f"{n} {unit}" for n, unit in zip(_parts(seconds), units, strict=True) if n]
    return " ".join(told) or f"0 {units[2]}"
