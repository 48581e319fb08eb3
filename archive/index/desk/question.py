"""What somebody typed, taken apart: words, phrases and what they are narrowed by.

Nothing that can be typed is an error but a time that is not understood, or a kind or an answer
that does not exist: a colon after anything else is just a sign.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType

from archive.errors import PintuError
from archive.index.desk.passages import analysed
from archive.model.dates import When, parse_edtf
from archive.model.kinds import Kind
from archive.values import dataclass

LONGEST = 10_000
"""Characters of a question that are read."""
MOST_WORDS = 32
"""Words of it that are looked for."""
MOST_SIGNS = 100
"""Characters of a time that are read."""
MOST_VALUES = 32
"""Values of a field that are tried."""


class Field(StrEnum):
    """By what a search can be narrowed."""

    KIND = "kind"
    PERSON = "person"
    PLACE = "place"
    THEME = "theme"
    TITLE = "title"
    NUMBER = "number"
    WHEN = "when"
    RECORDED = "recorded"
    ACCESS = "access"
    VOICE = "voice"
    SOUND = "sound"
    IN = "in"
    NOT = "not"


FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        **{one.value: one for one in Field},
        "类别": Field.KIND,
        "種類": Field.KIND,
        "种类": Field.KIND,
        "類別": Field.KIND,
        "人物": Field.PERSON,
        "人": Field.PERSON,
        "地点": Field.PLACE,
        "地點": Field.PLACE,
        "地": Field.PLACE,
        "主题": Field.THEME,
        "主題": Field.THEME,
        "题名": Field.TITLE,
        "題名": Field.TITLE,
        "名称": Field.TITLE,
        "名稱": Field.TITLE,
        "编号": Field.NUMBER,
        "編號": Field.NUMBER,
        "档号": Field.NUMBER,
        "檔號": Field.NUMBER,
        "时间": Field.WHEN,
        "時間": Field.WHEN,
        "年代": Field.WHEN,
        "采集": Field.RECORDED,
        "採集": Field.RECORDED,
        "公开": Field.ACCESS,
        "公開": Field.ACCESS,
        "讲者": Field.VOICE,
        "講者": Field.VOICE,
        "说话人": Field.VOICE,
        "說話人": Field.VOICE,
        "有声": Field.SOUND,
        "有聲": Field.SOUND,
        "在": Field.IN,
        "不含": Field.NOT,
        "不要": Field.NOT,
    }
)
"""Every name a field may be typed by."""

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        **{kind.value: kind for kind in Kind},
        **{kind.value.removesuffix("s"): kind for kind in Kind},
        "person": Kind.PERSON,
        "口述": Kind.INTERVIEW,
        "人物": Kind.PERSON,
        "人": Kind.PERSON,
        "地点": Kind.PLACE,
        "地點": Kind.PLACE,
        "地": Kind.PLACE,
        "大事": Kind.EVENT,
        "事": Kind.EVENT,
        "老物件": Kind.OBJECT,
        "物件": Kind.OBJECT,
        "物": Kind.OBJECT,
        "老照片": Kind.PHOTO,
        "照片": Kind.PHOTO,
        "村落文献": Kind.DOCUMENT,
        "村落文獻": Kind.DOCUMENT,
        "文献": Kind.DOCUMENT,
        "文獻": Kind.DOCUMENT,
        "方言词": Kind.TERM,
        "方言詞": Kind.TERM,
        "方言": Kind.TERM,
        "拼图": Kind.PUZZLE,
        "拼圖": Kind.PUZZLE,
        "展览": Kind.EXHIBIT,
        "展覽": Kind.EXHIBIT,
        "讲述路线": Kind.EXHIBIT,
        "講述路線": Kind.EXHIBIT,
        "场景": Kind.SCENE,
        "場景": Kind.SCENE,
        "示意图": Kind.SKETCH,
        "示意圖": Kind.SKETCH,
        "sketch": Kind.SKETCH,
        "授权": Kind.CONSENT,
        "授權": Kind.CONSENT,
        "走访": Kind.VISIT,
        "走訪": Kind.VISIT,
    }
)
"""Every name a kind may be typed by."""

PUBLIC, PRIVATE = "public", "private"
ANSWERS: Mapping[str, bool] = MappingProxyType(
    {
        **dict.fromkeys(("public", "yes", "公开", "公開", "是", "有"), True),
        **dict.fromkeys(("private", "no", "不公开", "不公開", "否", "没有", "沒有", "无"), False),
    }
)
"""Answers to what can be so or not so."""


class NotAsked(PintuError):
    """A value of a field that means nothing: ``field``, ``seen``, and which values do."""

    def __init__(self, field: Field, seen: str, *, known: tuple[str, ...] = ()) -> None:
        super().__init__(f"{field.value}:{seen}")
        self.field = field
        self.seen = seen
        self.known = known


@dataclass(frozen=True, slots=True)
class Word:
    """One thing to be found. ``ways`` are its spellings in analysed form: any will do."""

    typed: str
    ways: tuple[str, ...]
    is_phrase: bool = False
    """It stood in quotes: just these characters, nothing that means or sounds the same."""
    is_unwanted: bool = False
    """It must not be there."""


@dataclass(frozen=True, slots=True)
class Question:
    """All that was asked. Every word must be found and every field must fit."""

    words: tuple[Word, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    texts: Mapping[Field, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """Person, place, theme, title, number, voice and record: each of these groups must fit, by
    any of its values, as they were typed."""
    when: tuple[When, ...] = ()
    recorded: tuple[When, ...] = ()
    is_public: bool | None = None
    has_sound: bool | None = None

    @property
    def wanted(self) -> tuple[Word, ...]:
        """The words that must be there."""
        return tuple(word for word in self.words if not word.is_unwanted)

    @property
    def unwanted(self) -> tuple[Word, ...]:
        """The words that must not."""
        return tuple(word for word in self.words if word.is_unwanted)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked."""
        narrowed = (self.kinds, self.texts, self.when, self.recorded)
        answers = (self.is_public, self.has_sound)
        return not self.words and not any(narrowed) and answers == (None, None)


_QUOTED = '"[^"]*"?|“[^”]*”?|「[^」]*」?|『[^』]*』?'
_TOKEN = re.compile(
    r"(?P<minus>[-－](?=\S))?(?:(?P<name>[^\W\d_]+)[:：])?"
    rf"(?P<value>(?:{_QUOTED}|[^\s\"“「『])*)"
)
_QUOTE = re.compile(_QUOTED)
_QUOTE_SIGNS = '"“”「」『』'
_YEARS = re.compile(r"(\d{3,4})(s|年代)?(?:\s*(?:\.\.|～|~|—|–|-|至|到)\s*(\d{3,4})(s|年代)?)?年?")
_OPEN_START = re.compile(r"(?:\.\.|～)\s*(\d{3,4})年?")
_OPEN_END = re.compile(r"(\d{3,4})年?\s*(?:\.\.|～)")

ReadDate = Callable[[str], When]
"""Reads a time in words; ValueError when it cannot."""


def parse_question(text: str, *, read_date: ReadDate = parse_edtf) -> Question:
    """What is asked by ``text``. Raises NotAsked for a value that a field cannot have."""
    words: list[Word] = []
    texts: dict[Field, list[tuple[str, ...]]] = {}
    kinds: set[Kind] = set()
    times: dict[Field, list[When]] = {Field.WHEN: [], Field.RECORDED: []}
    answers: dict[Field, bool] = {}
    for token in _tokens(text[:LONGEST]):
        name = FIELDS.get((token["name"] or "").lower())
        value = token["value"]
        if name is None or name is Field.NOT or not value.strip(_QUOTE_SIGNS + " "):
            words += _words(token)
        elif name is Field.KIND:
            kinds.update(_kind(one) for one in _values(value))
        elif name in times:
            times[name].append(_time(name, value.strip(_QUOTE_SIGNS)[:MOST_SIGNS], read_date))
        elif name in (Field.ACCESS, Field.SOUND):
            answers[name] = _answer(name, value.strip(_QUOTE_SIGNS))
        else:
            groups = texts.setdefault(name, [])
            groups += [tuple(_values(value))] if len(groups) < MOST_VALUES else []
    return Question(
        words=tuple(words[:MOST_WORDS]),
        kinds=frozenset(kinds),
        texts={name: tuple(groups) for name, groups in texts.items()},
        when=tuple(times[Field.WHEN]),
        recorded=tuple(times[Field.RECORDED]),
        is_public=answers.get(Field.ACCESS),
        has_sound=answers.get(Field.SOUND),
    )


def _tokens(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        found = _TOKEN.match(text, at)
        assert found is not None  # every part of it may be empty
        if found.end() == at:
            at += 1
            continue
        yield found
        at = found.end()


def _words(token: re.Match[str]) -> Iterator[Word]:
    """A word, or several where a phrase stands close to another word."""
    is_not = FIELDS.get((token["name"] or "").lower()) is Field.NOT and token["value"]
    is_unwanted = bool(token["minus"] or is_not)
    before = token["name"] + " " if token["name"] and not is_not else ""
    value = token["value"]
    phrases = _QUOTE.findall(value)
    for phrase in phrases:
        if found := analysed(phrase):
            yield Word(phrase.strip(_QUOTE_SIGNS), (found,), True, is_unwanted)
    rest = before + _QUOTE.sub(" ", value)
    ways = tuple(dict.fromkeys(filter(None, map(analysed, re.split(r"[|｜]", rest)))))
    if ways:
        yield Word(rest.strip(), ways, False, is_unwanted)


def _values(text: str) -> list[str]:
    """Values divided by commas; those in quotes stay whole."""
    quoted = [one.strip(_QUOTE_SIGNS) for one in _QUOTE.findall(text)]
    plain = re.split(r"[,，、|｜]", _QUOTE.sub("", text))
    values = dict.fromkeys(one.strip() for one in (*quoted, *plain) if one.strip())
    return list(values)[:MOST_VALUES]


def _kind(text: str) -> Kind:
    kind = KINDS.get(text.lower())
    if kind is None:
        raise NotAsked(Field.KIND, text, known=tuple(one.value for one in Kind))
    return kind


def _answer(name: Field, text: str) -> bool:
    answer = ANSWERS.get(text.lower())
    if answer is None:
        known = (PUBLIC, PRIVATE) if name is Field.ACCESS else ("yes", "no")
        raise NotAsked(name, text, known=known)
    return answer


def _time(name: Field, text: str, read_date: ReadDate) -> When:
    """Years, decades, from one to another, EDTF, or words that ``read_date`` understands."""
    try:
        return parse_edtf(_edtf(text))
    except ValueError:
        pass
    try:
        when = read_date(text)
    except ValueError as error:
        raise NotAsked(name, text) from error
    if not when.is_known:
        raise NotAsked(name, text)
    return when


def _edtf(text: str) -> str:
    """``1950s`` and ``1949..1960`` as EDTF says them."""
    if match := _YEARS.fullmatch(text):
        first, is_decade, last, are_decades = match.groups()
        start = _year(first, is_decade)
        return f"{start}/{_year(last, are_decades)}" if last else start
    if match := _OPEN_START.fullmatch(text):
        return f"../{_year(match[1], None)}"
    if match := _OPEN_END.fullmatch(text):
        return f"{_year(match[1], None)}/.."
    return text


def _year(digits: str, decade: str | None) -> str:
    return f"{int(digits) // 10:03}X" if decade else f"{int(digits):04}"
