"""The marks that can be typed inside words, in Word as well as in a transcript.

``【不公开：…】`` withheld, ``【化名：真|假】`` pseudonym, ``【听不清】`` inaudible, ``【存疑：…】``
uncertain, ``【方言：字|义】`` dialect word with its meaning, ``（笑）`` manner, ``〔整理者注：…〕``
editor's note, ``【拼图：拼图编号/拼块】`` a piece of a puzzle, and WebVTT's inner times
``<00:01:02.500>``. Marks may be nested. A mark that is not closed hides everything after it when
it withholds: in doubt, deny.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """Words that may not be published; empty once projected."""

    inner: "tuple[Span, ...]" = ()


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """A real name and the name shown instead. Becomes plain words when projected."""

    real: str
    shown: str


@dataclass(frozen=True, slots=True)
class Inaudible:
    """Nobody could make it out."""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Words that may have been heard wrongly."""

    inner: "tuple[Span, ...]"


@dataclass(frozen=True, slots=True)
class Dialect:
    """A dialect word and its Mandarin meaning."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Manner:
    """How it was said: laughing, a pause."""

    text: str


@dataclass(frozen=True, slots=True)
class EditorNote:
    """A remark by whoever edited the transcript."""

    inner: "tuple[Span, ...]"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The second at which the following words are said."""

    seconds: float


@dataclass(frozen=True, slots=True)
class PieceMark:
    """What is said here is a piece of a puzzle. A note to the archive: no reader ever sees it."""

    puzzle: str
    """The puzzle's id without its folder."""
    slot: str
    """The short name of the slot."""


Span = (
    Words
    | Withheld
    | Pseudonym
    | Inaudible
    | Uncertain
    | Dialect
    | Manner
    | EditorNote
    | Stamp
    | PieceMark
)


@dataclass(frozen=True, slots=True)
class MarkFault:
    """Something wrong with a mark: ``code`` and the text it begins with."""

    code: str
    text: str


_OPENERS = {"【": "】", "〔": "〕"}
_TOKEN = re.compile(r"[【】〔〕]|（[^（）【】〔〕\n]{1,8}）|<(?:\d+:)?\d{1,2}:\d{2}\.\d{3}>")
_NAMES = {
    "不公开": "withheld",
    "不公開": "withheld",
    "化名": "pseudonym",
    "听不清": "inaudible",
    "聽不清": "inaudible",
    "存疑": "uncertain",
    "方言": "dialect",
    "整理者注": "note",
    "整理者註": "note",
}
_LOOKS_WITHHELD = re.compile(
    r"不公[开開布]?|[别別勿莫]公[开開]|保密|隐去|隱去|[别別莫]?[写寫]|真名|化名"
)
HAS_MARK = re.compile(r"[【】〔〕（]|<\d")
_PIECE = re.compile(r"\s*拼[图圖]\s*[:：]\s*(?P<target>[^【】〔〕\n]*)(?P<closer>[】〕]?)")
_TARGET = re.compile(r"(?:puzzles[/／])?([a-z0-9-]+)\s*[/／]\s*([a-z0-9-]+)")
_UNCLOSED_TARGET = re.compile(r"[a-z0-9/／ -]*")


def parse_marks(text: str) -> tuple[tuple[Span, ...], tuple[MarkFault, ...]]:
    """The spans of ``text``, and what is wrong with its marks.

    Brackets that are no mark stay as they are written; one that looks as if it was meant to
    withhold (misspelt) is withheld and reported.
    """
    if not HAS_MARK.search(text):
        return ((Words(text),) if text else ()), ()
    faults: list[MarkFault] = []
    parser = _Parser(text, faults)
    spans = parser.read(closer=None)
    return tuple(spans), tuple(faults)


DEEPEST = 30
"""Marks inside marks; what is nested deeper nobody typed on purpose, and is withheld."""


class _Parser:
    def __init__(self, text: str, faults: list[MarkFault]) -> None:
        self._text = text
        self._at = 0
        self._depth = 0
        self._faults = faults

    def read(self, closer: str | None) -> list[Span]:
        """Spans up to ``closer`` or the end; leaves the place after it."""
        spans: list[Span] = []
        self._depth += 1
        if self._depth > DEEPEST:
            self._faults.append(MarkFault("mark-unclosed", self._text[self._at : self._at + 15]))
            rest, self._at = self._text[self._at :], len(self._text)
            raise _Unclosed([Withheld((Words(rest),))] if rest else [])
        while self._at < len(self._text):
            match = _TOKEN.search(self._text, self._at)
            if match is None:
                self._add_words(spans, self._text[self._at :])
                self._at = len(self._text)
                break
            self._add_words(spans, self._text[self._at : match.start()])
            token = match.group()
            self._at = match.end()
            if token in _OPENERS:
                self._open(spans, token)
            elif token == closer:
                self._depth -= 1
                return spans
            elif token[0] == "（":
                spans.append(Manner(token[1:-1]))
            elif token[0] == "<":
                spans.append(Stamp(_seconds(token[1:-1])))
            else:
                self._add_words(spans, token)
        if closer is not None:
            raise _Unclosed(spans)
        return spans

    def _open(self, spans: list[Span], opener: str) -> None:
        start = self._at
        closer = _OPENERS[opener]
        piece = _PIECE.match(self._text, start)
        if piece is not None:
            self._piece(spans, piece, closer)
            return
        name, has_value = self._name(closer)
        if name is None:
            self._unknown(spans, opener, start)
            return
        try:
            inner = tuple(self.read(closer)) if has_value else ()
            if not has_value:
                self._at += 1
        except _Unclosed as unclosed:
            self._faults.append(MarkFault("mark-unclosed", self._text[start - 1 : start + 14]))
            inner = tuple(unclosed.spans)
            if name in ("withheld", "pseudonym"):
                spans.append(Withheld(inner))
                return
        self._add_mark(spans, name, inner, start)

    def _piece(self, spans: list[Span], mark: re.Match[str], closer: str) -> None:
        """A mark that is no words: whatever is wrong with it, its text is never shown."""
        self._at = mark.end()
        target = _TARGET.fullmatch(mark["target"].strip())
        if mark["closer"] != closer:
            code = "mark-unclosed"
            if not mark["closer"]:
                name = _UNCLOSED_TARGET.match(self._text, mark.start("target"))
                self._at = name.end() if name else mark.start("target")
        elif target is None:
            code = "mark-piece"
        else:
            spans.append(PieceMark(target[1], target[2]))
            return
        begin = mark.start() - 1
        self._faults.append(MarkFault(code, self._text[begin : begin + 15]))

    def _name(self, closer: str) -> tuple[str | None, bool]:
        """The mark that begins here, and whether a colon and a value follow."""
        match = re.compile(r"\s*(\w{2,4})\s*([:：]|" + closer + ")").match(self._text, self._at)
        if match is None or match[1] not in _NAMES:
            return None, False
        has_value = match[2] != closer
        self._at = match.end() if has_value else match.end() - 1
        return _NAMES[match[1]], has_value

    def _unknown(self, spans: list[Span], opener: str, start: int) -> None:
        closer = _OPENERS[opener]
        end = self._text.find(closer, start)
        head = self._text[start : min(start + 8, len(self._text))]
        if opener == "【" and _LOOKS_WITHHELD.match(head):
            self._faults.append(MarkFault("mark-unknown", self._text[start - 1 : start + 14]))
            try:
                inner = self.read(closer)
            except _Unclosed as unclosed:
                inner = unclosed.spans
            spans.append(Withheld(tuple(inner)))
            return
        if opener == "【" and end != -1 and re.match(r"\w{1,6}[:：]", head):
            self._faults.append(MarkFault("mark-unknown", self._text[start - 1 : start + 14]))
        self._add_words(spans, opener)

    def _add_mark(self, spans: list[Span], name: str, inner: tuple[Span, ...], start: int) -> None:
        make: dict[str, Callable[[], Span | None]] = {
            "withheld": lambda: Withheld(inner),
            "inaudible": lambda: Inaudible(),
            "uncertain": lambda: Uncertain(inner),
            "note": lambda: EditorNote(inner),
            "pseudonym": lambda: self._pair(Pseudonym, inner),
            "dialect": lambda: self._pair(Dialect, inner),
        }
        span = make[name]()
        if span is None:
            self._faults.append(MarkFault("mark-pair", self._text[start - 1 : start + 14]))
            span = Withheld(inner) if name == "pseudonym" else Words(plain_text(inner))
        spans.append(span)
        if name in ("pseudonym", "dialect"):  # its halves are plain text, and would lose them
            spans.extend(piece_marks(inner))

    def _pair(
        self, make: "type[Pseudonym] | type[Dialect]", inner: tuple[Span, ...]
    ) -> Span | None:
        parts = [part.strip() for part in re.split(r"[|｜]", full_text(inner))]
        return make(*parts) if len(parts) == 2 and all(parts) else None

    @staticmethod
    def _add_words(spans: list[Span], text: str) -> None:
        if not text:
            return
        if spans and isinstance(spans[-1], Words):
            spans[-1] = Words(spans[-1].text + text)
        else:
            spans.append(Words(text))


class _Unclosed(Exception):
    def __init__(self, spans: list[Span]) -> None:
        super().__init__()
        self.spans = spans


def _seconds(text: str) -> float:
    seconds = 0.0
    for part in text.split(":"):
        seconds = seconds * 60 + float(part)
    return seconds


def format_marks(spans: Sequence[Span]) -> str:
    """The text with its marks, as it would be typed."""
    return "".join(_format(span) for span in spans)


def _format(span: Span) -> str:
    match span:
        case Words(text):
            return text
        case Withheld(inner):
            return f"【不公开：{format_marks(inner)}】"
        case Pseudonym(real, shown):
            return f"【化名：{real}|{shown}】"
        case Inaudible():
            return "【听不清】"
        case Uncertain(inner):
            return f"【存疑：{format_marks(inner)}】"
        case Dialect(word, meaning):
            return f"【方言：{word}|{meaning}】"
        case Manner(text):
            return f"（{text}）"
        case EditorNote(inner):
            return f"〔整理者注：{format_marks(inner)}〕"
        case PieceMark(puzzle, slot):
            return f"【拼图：{puzzle}/{slot}】"
        case Stamp(seconds):
            minutes, rest = divmod(seconds, 60)
            return f"<{int(minutes) // 60:02}:{int(minutes) % 60:02}:{rest:06.3f}>"


def full_text(spans: Sequence[Span]) -> str:
    """All words, withheld ones and real names included: for the desk, never for a site."""
    return "".join(_walk(spans, hidden=True))


def plain_text(spans: Sequence[Span]) -> str:
    """The words a reader may see, without marks, manners and notes."""
    return "".join(_walk(spans, hidden=False))


def _walk(spans: Sequence[Span], *, hidden: bool) -> Iterator[str]:
    for span in spans:
        match span:
            case Words(text):
                yield text
            case Withheld(inner):
                if hidden:
                    yield from _walk(inner, hidden=True)
            case Pseudonym(real, shown):
                yield f"{real}|{shown}" if hidden else shown
            case Uncertain(inner):
                yield from _walk(inner, hidden=hidden)
            case EditorNote(inner):
                if hidden:
                    yield from _walk(inner, hidden=True)
            case Dialect(word, meaning):
                yield f"{word}|{meaning}" if hidden else word
            case Inaudible():
                yield "……"
            case Manner() | Stamp() | PieceMark():
                pass


def piece_marks(spans: Sequence[Span]) -> Iterator[PieceMark]:
    """The pieces that are marked in ``spans``, at any depth, in reading order."""
    for span in spans:
        if isinstance(span, PieceMark):
            yield span
        elif isinstance(span, Withheld | Uncertain | EditorNote):
            yield from piece_marks(span.inner)


def hides_anything(spans: Sequence[Span]) -> bool:
    """Whether something in ``spans`` may not be published."""
    return any(
        isinstance(span, Withheld | Pseudonym)
        or (isinstance(span, Uncertain | EditorNote) and hides_anything(span.inner))
        for span in spans
    )


def project_spans(spans: Sequence[Span], *, mask: Callable[[str], str]) -> tuple[Span, ...]:
    """``spans`` as they may be published: withheld words gone, pseudonyms applied, names masked.

    Marks of pieces are gone, and words they stood between are joined, so that no name is missed.
    """
    return tuple(_project(span, mask) for span in _without_pieces(spans))


def _without_pieces(spans: Sequence[Span]) -> Sequence[Span]:
    if not any(isinstance(span, PieceMark) for span in spans):
        return spans
    kept: list[Span] = []
    for span in spans:
        before = kept[-1] if kept else None
        if isinstance(span, Words) and isinstance(before, Words):
            kept[-1] = Words(before.text + span.text)
        elif not isinstance(span, PieceMark):
            kept.append(span)
    return kept


def _project(span: Span, mask: Callable[[str], str]) -> Span:
    match span:
        case Words(text):
            return Words(mask(text))
        case Withheld():
            return Withheld()
        case Pseudonym(_, shown):
            return Words(mask(shown))
        case Uncertain(inner):
            return Uncertain(project_spans(inner, mask=mask))
        case EditorNote(inner):
            return EditorNote(project_spans(inner, mask=mask))
        case Dialect(word, meaning):
            return Dialect(mask(word), mask(meaning))
        case Manner(text):
            return Manner(mask(text))
        case _:
            return span


def project_text(text: str, *, mask: Callable[[str], str], hidden: str = "〔此处不公开〕") -> str:
    """``text`` of a field as it may be published.

    Withheld words become ``hidden`` and pseudonyms the name shown; other marks stay as typed.
    """
    if "【" not in text:
        return mask(text)
    spans, _ = parse_marks(text)
    projected = project_spans(spans, mask=mask)
    return "".join(
        hidden if isinstance(s, Withheld) else _format_shown(s, hidden) for s in projected
    )


def _format_shown(span: Span, hidden: str) -> str:
    match span:
        case Uncertain(inner) | EditorNote(inner):
            return "".join(_format_shown(part, hidden) for part in inner)
        case Withheld():
            return hidden
        case Dialect(word, meaning):
            return f"{word}（{meaning}）"
        case Inaudible():
            return "……"
        case _:
            return _format(span)
