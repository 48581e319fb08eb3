"""Names that were perhaps meant: nearest by sound, then by spelling."""

from __future__ import annotations

from collections.abc import Iterable

from archive.index.desk.attributes import Names
from archive.index.search.readings import fold

MOST = 6
NEAR_SOUND, NEAR_SPELLING = 0.75, 0.5
"""How like two sounds or spellings must be, 0 to 1."""


def suggest_names(typed: Iterable[str], names: Names) -> tuple[str, ...]:
    """At most `MOST` names of the archive near any of ``typed`` (analysed), nearest first."""
    from rapidfuzz.distance import Indel

    likeness: dict[str, float] = {}
    for word in typed:
        compact = word.replace(" ", "")
        sound = _sound(word, names)
        for name, syllables in names.sounds.items():
            if name == word or not syllables:
                continue
            own = "".join(fold(readings[0]) for readings in syllables)
            by_sound = Indel.normalized_similarity(sound, own, score_cutoff=NEAR_SOUND)
            by_sign = Indel.normalized_similarity(compact, name, score_cutoff=NEAR_SPELLING)
            near = max(by_sound, 0.95 * by_sign)
            if near:
                likeness[name] = max(near, likeness.get(name, 0.0))
    ordered = sorted(likeness, key=lambda name: (-likeness[name], name))
    return tuple(_as_written(name, names) for name in ordered[:MOST])


def _sound(word: str, names: Names) -> str:
    """The folded syllables of ``word``; letters are folded as if they were syllables."""
    syllables = names.readings.of_name(word)
    return "".join(fold(readings[0]) for readings in syllables)


def _as_written(name: str, names: Names) -> str:
    """The name as the record has it."""
    from archive.index.desk.attributes import names_of
    from archive.index.desk.passages import analysed

    for record in names.records.get(name, ()):
        for written in names_of(names.archive.records[record]):
            if analysed(written) == name:
                return written
    return name
