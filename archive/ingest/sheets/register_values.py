"""What the columns of a museum's register say together: sizes with their unit, an age and a closer
one, and whether somebody it came from is a person."""

from __future__ import annotations

import re
import unicodedata

from archive.ingest.sheets.cells import format_number

_CENTIMETRES = {
    "cm": 1.0, "厘米": 1.0, "公分": 1.0, "mm": 0.1, "毫米": 0.1, "m": 100.0, "米": 100.0,
    "dm": 10.0, "分米": 10.0, "寸": 10 / 3, "尺": 100 / 3,
}  # fmt: skip
_KILOGRAMS = {
    "kg": 1.0, "千克": 1.0, "公斤": 1.0, "g": 0.001, "克": 0.001, "斤": 0.5, "两": 0.05,
    "t": 1000.0, "吨": 1000.0,
}  # fmt: skip
_AMOUNT = re.compile(r"(\d{1,7}(?:\.\d{1,6})?)([a-z一-鿿]*)")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
    "阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖"
    "龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒"
    "耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车"
    "冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计"
)
_NOT_A_NAME = re.compile(r"[村组户馆社厂店校局站所队镇乡县市区路街号家们等和与、，,；;0-9０-９]")
_POLITE = re.compile(r"(?:先生|女士|同志|老师|老人|捐赠|捐献|捐|提供|处|[（(].*[)）])+$")


def parse_size(text: str, unit: str) -> float | None:
    """Centimetres of ``28.5`` in ``unit``, or of ``28.5cm``; None for what is no length."""
    return _amount(text, unit, _CENTIMETRES)


def parse_mass(text: str, unit: str) -> float | None:
    """Kilograms of ``400`` in ``unit``, or of ``0.4公斤``; None for what is no mass."""
    return _amount(text, unit, _KILOGRAMS)


def _amount(text: str, unit: str, units: dict[str, float]) -> float | None:
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").lower()
    match = _AMOUNT.fullmatch(plain)
    if match is None:
        return None
    factor = units.get(match[2] or unicodedata.normalize("NFKC", unit).strip().lower())
    if factor is None and not match[2] and not unit:
        factor = 1.0
    if factor is None or float(match[1]) <= 0:
        return None
    return float(format_number(float(match[1]) * factor))


def parse_person(text: str) -> str | None:
    """The name when ``text`` is that of one person, as 张三 or 张三先生捐; None for a village, an
    office, several people."""
    name = _POLITE.sub("", text.replace(" ", "").replace("\u3000", ""))
    is_name = 2 <= len(name) <= 3 and name[0] in _SURNAMES and not _NOT_A_NAME.search(name)
    return name if is_name and all("一" <= sign <= "鿿" for sign in name) else None


def join_age(age: str, closer: str) -> str:
    """An age and a closer one as one: 民国 1935年, each said once."""
    if not closer or closer in age:
        return age
    return closer if not age or age in closer else f"{age} {closer}"
