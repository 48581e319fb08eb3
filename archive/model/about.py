"""What an interview's record says of its words, where some of them are hidden.

A title, a synopsis, a keyword, a summary, a quotation may each tell what is withheld in the
stretch it stands for. So they are blank where anything in it is, unless somebody has cleared them
for just what is withheld there.
"""

import math
from collections.abc import Iterable, Sequence

from archive.model.clearing import missing_codes
from archive.model.interview import Chapter, Interview
from archive.model.marks import plain_text
from archive.model.spoken import chapter_ends
from archive.model.telling import MARGIN, Hiding, ProjectedWords
from archive.model.terms import Access
from archive.values import dataclass

Span = tuple[float, float]
ABOUT_ALL = {"summary": "", "period": None, "mentions": (), "body": ""}
"""What is written of a whole telling, blank. The title stays: without it there is no page."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text that is blank until somebody has looked at it."""

    what: str
    """``chapter``, or ``about`` for what is written of the whole telling."""
    part: str
    """Where it stands in the record; see `archive.model.public.Withholding`."""
    title: str
    codes: tuple[str, ...]


def project_about(
    interview: Interview,
    projected: Interview,
    *,
    sealed: Sequence[Hiding],
    words: ProjectedWords,
) -> tuple[Interview, tuple[Waiting, ...]]:
    """``projected`` without what may speak of hidden words, and the texts that had to go although
    what they are about is there.

    ``sealed`` are the stretches that consents and chapters hide; ``words`` says what is left.
    """
    hidden = [(h.start or 0.0, math.inf if h.end is None else h.end) for h in sealed]
    hidden += [(s.start, s.end) for s in words.silences]
    is_anywhere = any(hiding.start is None for hiding in words.hidings)
    contents: list[Chapter] = []
    waiting: list[Waiting] = []
    originals = chapter_ends(interview.contents)
    for number, ((original, end), chapter) in enumerate(
        zip(originals, projected.contents, strict=True)
    ):
        span = original.start, math.inf if end is None else end
        if original.access is not Access.OPEN or any(_covers(one, span) for one in hidden):
            continue
        is_hiding = is_anywhere or any(_reaches_into(one, span) for one in hidden)
        codes = missing_codes(_codes_in(words, span), original.cleared) if is_hiding else ()
        if codes:
            waiting.append(Waiting("chapter", f"contents.{number}", original.title, codes))
        contents.append(_blank(chapter) if codes else chapter)
    update: dict[str, object] = {"contents": tuple(contents)}
    if codes := missing_codes(codes_of_telling(words), interview.cleared):
        update |= ABOUT_ALL
        if any(getattr(projected, name) for name in ABOUT_ALL):
            waiting.append(Waiting("about", "", interview.title, codes))
    if projected.quote and not _may_quote(projected, hidden, words, is_anywhere=is_anywhere):
        update |= {"quote": None, "quote_start": None, "quote_end": None}
    return projected.model_copy(update=update), tuple(waiting)


def codes_of_telling(words: ProjectedWords) -> Iterable[str]:
    """What a text about a whole telling might tell. Names and numbers that are hidden alone are
    not among it: they are masked in that text as well."""
    return (hiding.code for hiding in words.hidings if not hiding.is_detail)


def _codes_in(words: ProjectedWords, span: Span) -> Iterable[str]:
    """What is hidden within ``span``, names and numbers too, and what may be hidden anywhere."""
    for one in words.hidings:
        start, end = one.start, math.inf if one.end is None else one.end
        if start is None or (start < span[1] and end > span[0]):
            yield one.code


def _covers(hidden: Span, chapter: Span) -> bool:
    return hidden[0] <= chapter[0] and hidden[1] >= chapter[1]


def _reaches_into(hidden: Span, chapter: Span) -> bool:
    """Further than the margin that is silent before and after hidden words, and rounding."""
    return min(hidden[1], chapter[1]) - max(hidden[0], chapter[0]) > 2 * MARGIN


def _blank(chapter: Chapter) -> Chapter:
    nothing = {"title": "", "synopsis": None, "keywords": (), "mentions": ()}
    return chapter.model_copy(update=nothing)


def _may_quote(
    projected: Interview, hidden: Sequence[Span], words: ProjectedWords, *, is_anywhere: bool
) -> bool:
    """Nothing from a hidden stretch; and where nobody knows when hidden words are said, only what
    may be read in the transcript."""
    start, end = projected.quote_start or 0.0, projected.quote_end or math.inf
    if any(one[0] < end and one[1] > start for one in hidden):
        return False
    return not is_anywhere or may_be_read(projected.quote or "", words)


def may_be_read(text: str, words: ProjectedWords) -> bool:
    """Whether ``text`` stands so in the transcript as it is published."""
    return any(text in plain_text(segment.spans) for segment in words.segments)
