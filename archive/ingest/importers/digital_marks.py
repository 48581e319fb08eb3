"""The marks of Oral-History.Digital inside words, ``<res …>``, ``<n(1977)>``, ``<? …>``, as ours.

They may stand inside each other. What is not closed goes on to the end of the cell; so does what
it withholds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from archive.ingest.importers.marked_words import marked_spans, plain_spans
from archive.model.marks import (
    EditorNote,
    Inaudible,
    Manner,
    Pseudonym,
    Span,
    Uncertain,
    Withheld,
    Words,
    full_text,
    hides_anything,
)
from archive.values import dataclass

_TOKEN = re.compile(
    r"<(?P<around>res|an|sim)\b\s*"
    r"|<(?P<note>n|i)\("
    r"|<(?P<with>s|ld|l|g|m|nl|v)\((?P<how>[^()<>]{0,80})\)\s*"
    r"|<(?P<unsure>\?)\s+(?=[^\s>])"
    r"|(?P<void><i>|<p\d{0,2}>|<\?\s*\d{0,3}\s*>|<\[\?\]>|<=>|<\*\*\*>|<c\([^()<>]{0,80}\)>)"
    r"|(?P<other></?[a-zA-Z][^<>]{0,80}>)"
    r"|(?P<close>\)?>)",
    re.IGNORECASE,
)
_DEEPEST = 12
"""Marks inside marks; beyond that nobody meant them."""
_NAME = re.compile(r"[\w][\w'’. -]{0,23}")
_MANNERS = {
    "lachend": "笑", "lacht": "笑", "weinend": "哭", "weint": "哭", "schluchzend": "抽泣",
    "flüsternd": "轻声", "leise": "轻声", "laut": "大声", "singend": "唱", "seufzend": "叹气",
    "ironisch": "反话", "zitierend": "学别人说", "laughing": "笑", "crying": "哭",
    "whispering": "轻声", "singing": "唱",
}  # fmt: skip
_LANGUAGES = {
    "de": "德语", "en": "英语", "es": "西班牙语", "fr": "法语", "it": "意大利语", "pl": "波兰语",
    "pt": "葡萄牙语", "ru": "俄语", "uk": "乌克兰语", "cs": "捷克语", "yi": "意第绪语",
    "he": "希伯来语", "el": "希腊语", "tr": "土耳其语", "nl": "荷兰语", "zh": "汉语",
}  # fmt: skip
_ABOUT = {"g": "手势", "m": "表情", "nl": "声音", "v": "样子", "s": "说话的样子"}
_SOMEBODY = "某某"
"""What readers see where a name was anonymised and no other name is given."""


@dataclass(frozen=True, slots=True)
class DigitalWords:
    """Words with our marks, and what in them was not understood."""

    spans: tuple[Span, ...]
    unknown: tuple[str, ...] = ()
    """Marks that nobody knows; they stay as they are written."""
    is_unclosed: bool = False
    """Whether a mark went on to the end, since it was not closed."""


@dataclass(slots=True)
class _Open:
    """A mark that is open: what it is, what was said of it, and what stands in it so far."""

    kind: str
    how: str = ""
    spans: list[Span] = field(default_factory=list)


def parse_digital(text: str, *, in_vtt: bool = False) -> DigitalWords:
    """The words of one cell or cue. In WebVTT, tags such as ``<i>`` and ``<v INT>`` are its own and
    stay as they are. Linear in ``text``, and never deeper than readers of spans can go."""
    if "<" not in text:
        return DigitalWords(marked_spans(text))
    stack = [_Open("")]
    unknown: list[str] = []
    at = 0
    for token in _TOKEN.finditer(text):
        _say(stack[-1], text[at : token.start()])
        at = token.end()
        if token["close"]:
            _close(stack, token["close"])
        elif token["other"] or (in_vtt and token[0].lower() == "<i>"):
            _say(stack[-1], token[0])
            unknown += [] if in_vtt and _is_of_vtt(token[0]) else [token[0]]
        elif token["void"]:
            stack[-1].spans.append(_void(token[0].lower()))
        elif len(stack) > _DEEPEST:
            if token["around"] and token["around"].lower() != "sim":
                stack[-1].spans.append(Withheld(plain_spans(text[at:])))
                at = len(text)
                break
            _say(stack[-1], token[0])
        else:
            kind = token["around"] or token["note"] or token["with"] or token["unsure"]
            stack.append(_Open(kind.lower(), (token["how"] or "").strip()))
    _say(stack[-1], text[at:])
    is_unclosed = len(stack) > 1
    while len(stack) > 1:
        _close(stack, ">")
    return DigitalWords(tuple(stack[0].spans), tuple(dict.fromkeys(unknown)), is_unclosed)


def _say(mark: _Open, words: str) -> None:
    if words:
        mark.spans.extend(marked_spans(words))


def _close(stack: list[_Open], closer: str) -> None:
    """Close the mark that was opened last; a bracket that belongs to the words stays there."""
    if len(stack) == 1:
        _say(stack[0], closer)
        return
    mark = stack.pop()
    if closer.startswith(")") and mark.kind not in ("n", "i"):
        _say(mark, ")")
    stack[-1].spans.extend(_closed(mark))


def _closed(mark: _Open) -> Sequence[Span]:
    inner = tuple(mark.spans)
    match mark.kind:
        case "res":
            return (Withheld(inner),)
        case "an":
            return (_anonymised(inner),)
        case "sim":
            return (Manner("同时说"), *inner)
        case "n":
            return (EditorNote(inner),) if inner else ()
        case "i":
            return (_interruption(inner),)
        case "?":
            return (Uncertain(inner),) if inner else (Inaudible(),)
        case "l":
            language = _LANGUAGES.get(mark.how.lower()[:2], mark.how)
            return (*inner, _note(f"原话是{language}"))
        case "ld":
            return (*inner, _note("方言"))
        case "s" if mark.how.lower() in _MANNERS:
            return (Manner(_MANNERS[mark.how.lower()]), *inner)
        case kind:
            return (_note(f"{_ABOUT[kind]}：{mark.how}"), *inner)


def _anonymised(inner: tuple[Span, ...]) -> Span:
    """A name becomes somebody's; what is more than a name is withheld."""
    text = full_text(inner).strip()
    if all(isinstance(span, Words) for span in inner) and _NAME.fullmatch(text):
        return Pseudonym(text, _SOMEBODY)
    return Withheld(inner)


def _interruption(inner: tuple[Span, ...]) -> Span:
    text = full_text(inner).strip()
    if hides_anything(inner) or len(text) > 4:
        return EditorNote((Words("中断："), *inner))
    return Manner(f"中断：{text}" if text.isalnum() else "中断")


def _void(token: str) -> Span:
    match token[1]:
        case "i":
            return Manner("中断")
        case "p":
            return Manner(f"停顿{token[2:-1]}")
        case "=":
            return Words(" ")
        case "*":
            return Manner("录音到头")
        case "c":
            said = token[3:-2].strip()
            return Manner("停顿") if said == "pause" else _note(said or "中断")
        case _:
            return Inaudible()


def _note(text: str) -> EditorNote:
    return EditorNote(plain_spans(text))


def _is_of_vtt(tag: str) -> bool:
    return re.match(r"</?(?:v|c|i|b|u|lang|ruby|rt)\b", tag, re.IGNORECASE) is not None
