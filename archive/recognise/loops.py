"""Words that a recogniser made up: it goes round in circles, or hears words where nobody speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum

from archive.recognise.loudness import FRAME, Voiced
from archive.recognise.transcriber import HeardLine
from archive.values import dataclass

_LONGEST = 30
"""Characters of what is repeated."""
_TIMES = 4
"""How often at least it is said in a row; 好好好 is no loop."""
_LEAST_REPEATED = 8
"""Characters that all repetitions have together."""
_SAME_LINES = 3
"""Lines in a row with the same words."""
_SILENT = 0.12
"""The part of a line's time that must be speech."""
_FASTEST = 14.0
"""Characters a second of speech that nobody says."""
_PUNCTUATION = "，。、；：？！…—,.;:?! \u3000"


class Doubt(Enum):
    """Why words are not believed."""

    LOOP = "loop"
    SILENCE = "silence"
    TOO_FAST = "too-fast"


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A line that nobody may have said."""

    number: int
    """Of the line, from 0."""
    doubt: Doubt


def find_doubtful(lines: Sequence[HeardLine], voiced: Voiced) -> tuple[Doubtful, ...]:
    """The lines of a recording that are not to be believed, each with its first reason."""
    spoken = voiced.spoken()
    looped = set(_repeated_lines(lines))
    found: list[Doubtful] = []
    for number, line in enumerate(lines):
        first = min(len(spoken) - 1, max(0, int(line.start / FRAME)))
        last = min(len(spoken) - 1, max(first, round(line.end / FRAME)))
        speech = float(spoken[last] - spoken[first])
        length = max(FRAME, line.end - line.start)
        words = _bare(line.text)
        if number in looped or is_loop(words):
            found.append(Doubtful(number, Doubt.LOOP))
        elif words and speech < _SILENT * length:
            found.append(Doubtful(number, Doubt.SILENCE))
        elif len(words) > _FASTEST * max(speech, 0.5):
            found.append(Doubtful(number, Doubt.TOO_FAST))
    return tuple(found)


def is_loop(words: str) -> bool:
    """Whether the same characters come again and again in a row, anywhere in ``words``.

    Linear in the length of ``words``: each length of what may be repeated is looked for once.
    """
    words = _bare(words)
    for size in range(1, min(_LONGEST, len(words) // _TIMES) + 1):
        wanted = max(_TIMES * size, _LEAST_REPEATED)
        same = 0
        for at in range(size, len(words)):
            same = same + 1 if words[at] == words[at - size] else 0
            if same + size >= wanted:
                return True
    return False


def _repeated_lines(lines: Sequence[HeardLine]) -> Iterator[int]:
    """Lines of a run with the same words; short ones such as 嗯 are said in a row."""
    first = 0
    for number in range(1, len(lines) + 1):
        same = number < len(lines) and _bare(lines[number].text) == _bare(lines[first].text)
        if same:
            continue
        if number - first >= _SAME_LINES and len(_bare(lines[first].text)) > 2:
            yield from range(first, number)
        first = number


def _bare(text: str) -> str:
    return "".join(character for character in text if character not in _PUNCTUATION)
