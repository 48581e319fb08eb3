"""Words of a foreign transcript as spans: our own marks count, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive.model.marks import (
    Dialect,
    EditorNote,
    Manner,
    PieceMark,
    Pseudonym,
    Span,
    Stamp,
    Uncertain,
    Withheld,
    Words,
    parse_marks,
)

_PLAIN = str.maketrans("【】〔〕", "[][]")


def marked_spans(text: str) -> tuple[Span, ...]:
    """The spans of ``text``. What a worker marked as withheld stays so, even where the mark is
    faulty; brackets that are no marks become others, so that no later reader takes them for one."""
    spans, _ = parse_marks(text)
    return tuple(_sound(spans))


def plain_spans(text: str) -> tuple[Span, ...]:
    """``text`` as words, whatever stands in it."""
    return (Words(text.translate(_PLAIN)),) if text else ()


def _sound(spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        match span:
            case Words(text):
                yield Words(text.translate(_PLAIN))
            case Withheld(inner) | Uncertain(inner) | EditorNote(inner):
                yield replace(span, inner=tuple(_sound(inner)))
            case Pseudonym(real, shown):
                yield Pseudonym(real.translate(_PLAIN), shown.translate(_PLAIN))
            case Dialect(word, meaning):
                yield Dialect(word.translate(_PLAIN), meaning.translate(_PLAIN))
            case Manner(text):
                yield Manner(text)
            case PieceMark(puzzle, slot):  # of a puzzle that is not here
                yield Words(f"[{puzzle}/{slot}]")
            case Stamp():
                pass
            case _:
                yield span
