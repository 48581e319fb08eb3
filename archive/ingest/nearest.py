"""The word someone meant: the nearest of those that exist."""

from __future__ import annotations

from collections.abc import Iterable

_CLOSE_ENOUGH = 60.0


def nearest(word: str, known: Iterable[str], *, at_least: float = _CLOSE_ENOUGH) -> str | None:
    """The known word most like ``word``, or None when none is at all like it.

    ``at_least`` is the likeness asked for, 0 to 100. Ties go to the first in the alphabet.
    """
    from rapidfuzz import process  # here, because a clean archive never needs it
    from rapidfuzz.distance import Indel

    found = process.extractOne(
        word.lower(),
        sorted(known),
        scorer=Indel.normalized_similarity,
        processor=str.lower,
        score_cutoff=at_least / 100,
    )
    return str(found[0]) if found else None
