"""Voices of the sample: espeak-ng speaking Mandarin, one setting a person.

espeak-ng reads Chinese characters only where its full dictionary is installed; without it, every
syllable comes out as English. So the characters become pinyin first, and the voice is the one
that expects pinyin.
"""

from __future__ import annotations

import io
import re
import subprocess
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from pypinyin import Style, lazy_pinyin, load_phrases_dict
from pypinyin.seg import mmseg

RATE = 22_050
"""Samples a second of everything that is spoken."""
Sound = npt.NDArray[np.float32]

_PAUSES = {
    "，": ",", "、": ",", "；": ";", "：": ":", "。": ".", "！": "!", "？": "?", "…": ".", "—": ",",
}  # fmt: skip
_READINGS = {
    "一记": "yi1 ji4", "落雨": "luo4 yu3", "落了": "luo4 le5", "落下去": "luo4 xia4 qu4",
    "困觉": "kun4 jiao4", "困不着": "kun4 bu4 zhao2", "睡不着": "shui4 bu4 zhao2",
    "囡囡": "nan1 nan1", "爷娘": "ye2 niang2", "行灶": "xing2 zao4", "长远": "chang2 yuan3",
    "长凳": "chang2 deng4", "细细长长": "xi4 xi4 chang2 chang2", "汏菜": "da4 cai4",
    "啥人": "sha2 ren2", "得来": "de5 lai2", "朝外": "chao2 wai4", "今朝": "jin1 zhao1",
    "明朝": "ming2 zhao1", "量了半分": "liang2 le5 ban4 fen1", "量过": "liang2 guo4",
    "箩量": "luo2 liang2", "那只": "na4 zhi1", "这只": "zhe4 zhi1", "哪只": "na3 zhi1",
    "两只": "liang3 zhi1", "三只": "san1 zhi1", "四只": "si4 zhi1", "七只": "qi1 zhi1",
    "几只": "ji3 zhi1", "那只月亮": "na4 zhi1 yue4 liang4", "六只": "liu4 zhi1",
    "没有干": "mei2 you3 gan1", "河干": "he2 gan1", "菱干": "ling2 gan1", "铺满": "pu1 man3",
    "铺在": "pu1 zai4", "一弹": "yi4 tan2", "弹线": "tan2 xian4", "弹过": "tan2 guo4",
    "天弹": "tian1 tan2", "弹歪": "tan2 wai1", "数过": "shu3 guo4", "数好": "shu3 hao3",
    "还是": "hai2 shi4", "当天": "dang4 tian1", "蛮适意": "man2 shi4 yi4",
}  # fmt: skip
"""How words of the village are said; the dictionary knows only the usual way."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How one person sounds."""

    variant: str
    """Variant of espeak-ng's voice."""
    pitch: int
    """0 to 99."""
    speed: int
    """Words a minute as espeak-ng counts them."""
    gain: float = 1.0


ASKS = Voice("f2", 52, 190)
OTHER = Voice("m4", 46, 175)
"""Who has no voice of their own here."""
VOICES = {
    "问": ASKS,
    "沈阿妹": Voice("aunty", 58, 168),
    "姚根宝": Voice("m3", 28, 158, 1.1),
    "陆水生": Voice("m1", 50, 180),
    "顾招娣": Voice("f4", 40, 182),
    "钱阿炳": Voice("m7", 40, 180),
    "朱文清": Voice("michael", 44, 184),
    "蔡林妹": Voice("belinda", 36, 188),
    "俞阿大": Voice("grandpa", 32, 172),
    "章月英": Voice("Annie", 62, 194),
    "沈惠珍": Voice("linda", 48, 190),
    "陆美芳": Voice("f5", 44, 188),
    "陆建国": Voice("edward", 56, 190),
    "姚小红": Voice("steph", 54, 192),
    "陈朵朵": Voice("f1", 92, 186),
    "老会计": Voice("m6", 34, 178),
    "水芹": Voice("f3", 30, 172),
    "俞秀宝": Voice("f4", 56, 190),
    "钱国良": Voice("m2", 42, 182),
    "林婆": Voice("grandma", 34, 160),
}
CROWD = ("陆水生", "章月英", "俞阿大", "陆美芳", "陆建国")
"""Whose voices make up a group that speaks at once."""


@cache
def _load_readings() -> None:
    load_phrases_dict({w: [[s] for s in said.split()] for w, said in _READINGS.items()})


def pinyin_of(text: str) -> str:
    """Chinese ``text`` as pinyin with tone numbers, words apart, pauses kept."""
    _load_readings()
    return " ".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    for piece in re.split(r"([^\u4e00-\u9fff]+)", text):
        if not re.match(r"[\u4e00-\u9fff]", piece):
            yield next((_PAUSES[sign] for sign in piece if sign in _PAUSES), "")
            continue
        syllables = lazy_pinyin(
            piece, style=Style.TONE3, neutral_tone_with_five=True, tone_sandhi=True
        )
        at = 0
        for word in mmseg.seg.cut(piece):
            yield "".join(syllables[at : at + len(word)])
            at += len(word)


def speak(text: str, *, voice: Voice) -> Sound:
    """``text`` as sound, without the silence before and after; nothing for no words."""
    words = pinyin_of(text)
    if not re.search("[a-z]", words):
        return np.zeros(0, np.float32)
    command = ["espeak-ng", "-v", f"cmn-latn-pinyin+{voice.variant}", "-p", str(voice.pitch)]
    command += ["-s", str(voice.speed), "--stdout", words]
    spoken = subprocess.run(command, capture_output=True, check=True).stdout
    with wave.open(io.BytesIO(spoken)) as file:
        if file.getframerate() != RATE:
            raise ValueError(f"{voice.variant} speaks at {file.getframerate()} Hz, not {RATE}")
        samples = np.frombuffer(file.readframes(len(spoken) // 2), "<i2")
    return _level(_trim((samples / 32_768).astype(np.float32)), gain=voice.gain)


def _trim(sound: Sound) -> Sound:
    loud = np.flatnonzero(np.abs(sound) > 0.004)
    if not len(loud):
        return sound[:0]
    return sound[loud[0] : loud[-1] + 1]


def _level(sound: Sound, *, gain: float) -> Sound:
    strength = float(np.sqrt(np.mean(sound**2))) if len(sound) else 0.0
    return (sound * (0.09 * gain / strength)).astype(np.float32) if strength else sound
