"""What an interview's record says of its words, where some of them are hidden.

A title, a synopsis, a keyword, a quotation may each tell what is withheld in the stretch it stands
for. So they are blank where anything in it is, unless somebody has cleared them.
"""

import math
from collections.abc import Sequence

from archive.model.interview import Chapter, Interview
from archive.model.marks import plain_text
from archive.model.spoken import chapter_ends
from archive.model.telling import MARGIN, Hiding, ProjectedWords
from archive.model.terms import Access

Span = tuple[float, float]


def project_about(
    interview: Interview,
    projected: Interview,
    *,
    sealed: Sequence[Hiding],
    words: ProjectedWords,
) -> tuple[Interview, tuple[str, ...]]:
    """``projected`` without what may speak of hidden words, and the titles that had to go although
    their chapters are there.

    ``sealed`` are the stretches that consents and chapters hide; ``words`` says what is left.
    """
    hidden = [(h.start or 0.0, math.inf if h.end is None else h.end) for h in sealed]
    hidden += [(s.start, s.end) for s in words.silences]
    is_anywhere = any(hiding.start is None for hiding in words.hidings)
    contents, titles = [], []
    originals = chapter_ends(interview.contents)
    for (original, end), chapter in zip(originals, projected.contents, strict=True):
        span = original.start, math.inf if end is None else end
        if original.access is not Access.OPEN or any(_covers(one, span) for one in hidden):
            continue
        is_hiding = is_anywhere or any(_reaches_into(one, span) for one in hidden)
        if is_hiding and not original.is_cleared:
            titles.append(original.title)
            contents.append(_blank(chapter))
        else:
            contents.append(chapter)
    update: dict[str, object] = {"contents": tuple(contents)}
    if projected.quote and not _may_quote(projected, hidden, words, is_anywhere=is_anywhere):
        update |= {"quote": None, "quote_start": None, "quote_end": None}
    return projected.model_copy(update=update), tuple(titles)


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
    quote = projected.quote or ""
    return not is_anywhere or any(quote in plain_text(s.spans) for s in words.segments)
