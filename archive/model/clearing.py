"""What somebody has looked at before a text about a telling was shown beside what is withheld.

A clearance names what was withheld when it was given, each stretch by a code. Whatever is withheld
later has another code, so that the text is blank again until somebody has looked once more; what
is withheld in one channel and not in another does not matter to it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

from archive.model.marks import (
    EditorNote,
    Pseudonym,
    Span,
    Uncertain,
    Withheld,
    format_marks,
    full_text,
)
from archive.model.transcript import Segment, Transcripts

LETTERS = "abcdefghijklmnopqrstuvwxyz"
CODE_LENGTH = 8
"""Letters alone, so that a code is typed, read aloud and written in YAML as it is."""
SHORTEST_SECRET = 4
"""Withheld phrases of this many characters or more are looked for in every public text of the
interview."""


def code_of(*facts: object) -> str:
    """Eight letters that stand for ``facts``."""
    number = int.from_bytes(blake2b(repr(facts).encode(), digest_size=8).digest())
    letters = []
    for _ in range(CODE_LENGTH):
        number, at = divmod(number, len(LETTERS))
        letters.append(LETTERS[at])
    return "".join(letters)


def code_of_words(segment: Segment, *, is_whole: bool) -> str:
    """What is withheld of ``segment``: all of it, or what its marks hide."""
    if is_whole:
        return code_of("whole", format_marks(segment.spans), format_marks(segment.mandarin))
    return code_of("marks", tuple(map(_words_of, held_in(segment))))


def is_detail_alone(segment: Segment) -> bool:
    """Whether marks hide nothing in ``segment`` but names behind pseudonyms, and numbers.

    These are masked in, or looked for in, every text of the interview, so none of them can tell.
    """
    return all(_is_detail(span) for span in held_in(segment))


def words_by_code(transcripts: Transcripts) -> Mapping[str, tuple[float | None, str]]:
    """The words that each code of a segment stands for, for the desk: when they are said, and
    what is said, withheld words included."""
    found: dict[str, tuple[float | None, str]] = {}
    for transcript in (transcripts.archival, transcripts.public):
        for segment in transcript.segments if transcript else ():
            marks = "…".join(map(_words_of, held_in(segment)))
            found[code_of_words(segment, is_whole=False)] = segment.start, marks
            found[code_of_words(segment, is_whole=True)] = segment.start, full_text(segment.spans)
    return found


def missing_codes(needed: Iterable[str], cleared: Sequence[str]) -> tuple[str, ...]:
    """Those of ``needed`` that nobody has cleared, each once, sorted."""
    return tuple(sorted(set(needed) - set(cleared)))


def held_in(segment: Segment) -> Iterator[Withheld | Pseudonym]:
    """The marks of ``segment`` that hide something, the outermost alone."""
    yield from _held((*segment.spans, *segment.mandarin))


def _held(spans: Sequence[Span]) -> Iterator[Withheld | Pseudonym]:
    for span in spans:
        match span:
            case Withheld() | Pseudonym():
                yield span
            case Uncertain(inner) | EditorNote(inner):
                yield from _held(inner)


def _words_of(mark: Withheld | Pseudonym) -> str:
    return mark.real if isinstance(mark, Pseudonym) else full_text(mark.inner)


def _is_detail(mark: Withheld | Pseudonym) -> bool:
    words = _words_of(mark)
    if isinstance(mark, Pseudonym):
        return len(words) > 1
    return len(words) >= SHORTEST_SECRET and not any(sign.isalpha() for sign in words)
