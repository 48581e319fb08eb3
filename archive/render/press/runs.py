"""People's words as runs that a template prints: plain text, and what a mark makes of it."""

from collections.abc import Callable, Iterator, Sequence

from archive.model.marks import (
    Dialect,
    EditorNote,
    Inaudible,
    Manner,
    PieceMark,
    Pseudonym,
    Span,
    Stamp,
    Uncertain,
    Withheld,
    Words,
)

Run = list[str]
"""How it is set, its text, and for a dialect word what that means."""

Gloss = Callable[[str], Iterator[Run]]
"""Plain words as runs, with a footnote where one is wanted."""


def plain_runs(text: str) -> Iterator[Run]:
    """Words as they are."""
    yield ["text", text]


def public_runs(spans: Sequence[Span], *, gloss: Gloss = plain_runs) -> list[Run]:
    """Projected words for a reader. What was withheld leaves a mark that says no more than that."""
    return [run for span in spans for run in _public(span, gloss)]


def _public(span: Span, gloss: Gloss) -> Iterator[Run]:
    match span:
        case Words(text):
            yield from gloss(text)
        case Dialect(word, meaning):
            yield ["dialect", word, meaning]
        case Manner(text):
            yield ["aside", f"（{text}）"]
        case Inaudible():
            yield ["text", "……"]
        case Uncertain(inner):
            yield from public_runs(inner, gloss=gloss)
        case EditorNote(inner):
            yield ["aside", "〔"]
            yield from (["aside", run[1]] for run in public_runs(inner))
            yield ["aside", "〕"]
        case Withheld():
            yield ["aside", "〔……〕"]
        case Pseudonym() | Stamp() | PieceMark():
            pass


def archival_runs(spans: Sequence[Span]) -> list[Run]:
    """All words, for the narrator and the worker alone: what will not be published is marked as
    such, a real name stands before the name shown, what nobody understood leaves room."""
    return [run for span in spans for run in _archival(span)]


def _archival(span: Span) -> Iterator[Run]:
    match span:
        case Words(text):
            yield ["text", text]
        case Withheld(inner):
            yield ["withheld", full_words(inner)]
        case Pseudonym(real, shown):
            yield ["pseudonym", real, shown]
        case Dialect(word, meaning):
            yield ["dialect", word, meaning]
        case Manner(text):
            yield ["aside", f"（{text}）"]
        case Inaudible():
            yield ["gap", ""]
        case Uncertain(inner):
            yield ["unsure", full_words(inner)]
        case EditorNote(inner):
            yield ["aside", f"〔{full_words(inner)}〕"]
        case Stamp() | PieceMark():
            pass


def full_words(spans: Sequence[Span]) -> str:
    """The words of a marked stretch, whatever is marked within."""
    return "".join(run[1] or "……" for run in archival_runs(spans))
